from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.numbers import Interval
from claims.render.html import write
from claims.render.html.style import DARK, INKS, LIGHT
from claims.render.page import (
    BREAK,
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
    address,
)

HOSTILE = "</td></style><script>alert(1)</script>\" onload='x' &lt; \x1b[31m\u202e <!--"
BAD_URL = "javascript:alert(1)"
VOID = {"meta", "br", "link", "img", "line", "circle", "path"}


class Tree(HTMLParser):
    """What a browser would see: elements with their attributes, text; that all is closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.words = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), "an attribute twice"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    def named(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def text(self):
        return "".join(self.words)


def page_of(text, url=None):
    run = Run(text, "speaker", url)
    quotation = Quotation([Run(text), Run(text, "match")], url, text)
    mark = Mark(text, Interval(12, None), text, "state.contested")
    return Page(
        text,
        [
            Heading([run], anchor=text),
            Paragraph([run, Run(text)], "meta"),
            Items([[run], [Run(text, "state." + text)]]),
            Quote(quotation, [run]),
            Table(text, (text, text), [[[run, BREAK, run], [quotation]]], header=0),
            Figures(text, [mark, Mark("", Interval(1, 3), "1–3", "dim")]),
            Drawing(text),
        ],
        [run],
    )


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "li",
    "figure", "figcaption", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "div", "span", "mark", "a", "br", "pre", "svg", "g", "line", "text", "path", "circle",
}  # fmt: skip


@pytest.mark.parametrize("url", [None, BAD_URL, "https://a.example/?a=1&b=\"'<x>"])
def test_hostile_text_stays_text(url):
    tree = Tree(write(page_of(HOSTILE, url)))
    assert {tag for tag, _attrs in tree.elements} <= ALLOWED
    assert not [name for _tag, attrs in tree.elements for name in attrs if name.startswith("on")]
    assert "<script>alert(1)</script>" in tree.text
    assert not set(tree.text) & {"\x1b", "\u202e"}
    assert {attrs["href"] for attrs in tree.named("a")} <= {url} - {BAD_URL}


@given(st.text(), st.text() | st.from_regex(r"https?://[^ ]*"))
def test_any_text_makes_a_page_whose_elements_are_ours(text, url):
    tree = Tree(write(page_of(text, url)))
    assert {tag for tag, _attrs in tree.elements} <= ALLOWED
    for attrs in tree.named("a"):
        assert attrs["href"].startswith(("http://", "https://", "#"))


def test_the_policy_admits_the_style_and_nothing_else():
    written = write(page_of("x"))
    style = re.search(r"<style>(.*?)</style>", written, re.DOTALL)[1]
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    tree = Tree(written)
    policy = next(a["content"] for a in tree.named("meta") if "http-equiv" in a)
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{known}'")
    assert not [1 for _tag, attrs in tree.elements if "style" in attrs or "src" in attrs]
    assert "url(" not in style
    assert "@import" not in style


def test_quotations_say_where_they_stand_and_in_which_language():
    quote = Quotation([Run("« Non »\nni oui")], "https://a.example/1", "fr")
    tree = Tree(write(Page("t", [Quote(quote)])))
    assert tree.named("blockquote") == [
        {"cite": "https://a.example/1", "lang": "fr", "dir": "auto"}
    ]
    assert "« Non »\nni oui" in tree.text


def test_tables_have_captions_scopes_and_keep_their_roles():
    table = Table("Who", ("A", "B"), [[[Run("a")], [Run("b")]], [[Run("")], [Run("d")]]], header=1)
    tree = Tree(write(Page("t", [table])))
    assert tree.named("html")[0]["lang"] == "en"
    assert tree.named("table")[0]["role"] == "table"
    assert [a["scope"] for a in tree.named("th")] == ["col", "col", "row", "row"]
    assert [a.get("class") for a in tree.named("td")] == [None, "empty"]
    assert "Who" in tree.text


def test_figures_are_drawn_and_named():
    marks = [
        Mark("2016", Interval(12, 12), "12", ""),
        Mark("2017", Interval(14, None, low_open=True), "> 14", "dim"),
        Mark("2018", Interval(None, 3), "≤ 3", "dim"),
    ]
    tree = Tree(write(Page("t", [Figures("Killed", marks)])))
    assert tree.named("svg")[0]["role"] == "img"
    assert tree.named("svg")[0]["aria-label"].startswith("Killed ")
    assert len(tree.named("circle")) == 1
    assert len(tree.named("path")) == 2
    assert {"2016", "> 14", "≤ 3"} <= set(tree.words)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//a.example", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url, linked):
    assert bool(address(url)) is linked


def luminance(colour):
    def linear(part):
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_stands_out(palette, ink):
    pairs = [(palette[ink], palette["paper"])]
    pairs += [(palette["ink"], palette["mark"])] if ink == "ink" else []
    for pair in pairs:
        dark, light = sorted(map(luminance, pair))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
