from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claims.numbers import Interval
from claims.render.markdown import write
from claims.render.page import (
    Drawing,
    Figures,
    Heading,
    Items,
    Mark,
    Page,
    Paragraph,
    Quotation,
    Quote,
    Run,
    Table,
)
from tests.render.test_html import page_of

PARSER = MarkdownIt("commonmark").enable("table")
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) | *a* `b` &lt; # 1. ![i](http://x)"


def tokens(text):
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def text_of(markdown):
    """The words of the parsed document."""
    return "".join(
        t.content if t.type in ("text", "code_block", "code_inline") else "\n"
        for t in tokens(markdown)
        if t.type != "inline"
    )


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "# no", "- no", "1. no", "1) no", "> no", "---", "===", "+ x", "~~~", "\\", "*", "|"],
)
def test_text_stays_text(text):
    blocks = [Paragraph([Run(text)]), Items([[Run(text)]]), Heading([Run(text)])]
    blocks.append(Table("t", ("A", "B"), [[[Run(text)], [Quotation([Run(text)])]]]))
    blocks.append(Quote(Quotation([Run(f"{text}\n{text}")])))
    written = write(Page(text, blocks))
    assert flat(text_of(written)).count(flat(text)) == 8
    kinds = [token.type for token in tokens(written)]
    assert not {"html_block", "html_inline", "link_open", "image", "hr", "fence"} & set(kinds)
    assert kinds.count("heading_open") == 2
    assert kinds.count("list_item_open") == 1
    assert kinds.count("blockquote_open") == 1
    assert kinds.count("td_open") == 2


@given(st.text(), st.text() | st.from_regex(r"https?://[^ ]*"))
def test_no_text_makes_html_or_foreign_links(text, url):
    for token in tokens(write(page_of(text, url))):
        assert token.type not in ("html_block", "html_inline", "image")
        if token.type == "link_open":
            assert re.match("https?:", token.attrs["href"])


def test_marks_links_and_rows():
    quote = Quotation([Run("a "), Run("convoy", "match"), Run(" of aid")])
    source = [Run("S1", "id"), Run(" · ", "dim"), Run("AFP", "source", "https://a.example/x y")]
    page = Page("Found", [Quote(quote, source)], [Run("1 quote")])
    assert write(page) == "# Found\n\n1 quote\n\n> a **convoy** of aid\n\nS1 · AFP\n"
    linked = Run("A_B", "speaker", "https://a.example/(x)>")
    assert write(Page("t", [Paragraph([linked])])) == (
        "# t\n\n[**A\\_B**](<https://a.example/%28x%29%3E>)\n"
    )


def test_figures_are_drawn_in_characters():
    marks = [Mark("2016", Interval(2, 2), "2", ""), Mark("2017", Interval(14, None), "≥ 14", "")]
    drawn = [t.content for t in tokens(write(Page("t", [Figures("f", marks)])))][-1]
    assert "●" in drawn
    assert "▶  ≥ 14" in drawn


def test_a_drawing_keeps_its_blanks():
    written = write(Page("t", [Drawing("a  b\n\n```\n  c")]))
    assert [t.content for t in tokens(written)][-1] == "a  b\n\n```\n  c\n"
