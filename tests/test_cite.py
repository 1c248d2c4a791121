"""Citations: pure."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.cite import REPORTED, STYLES, cautions, citation, marks, without_insertions
from claims.vocabulary import StatementKind

ROW: dict[str, Any] = {
    "id": "S12",
    "text": "The aircraft [Syrian] flew.",
    "insertions": [[13, 21]],
    "kind": "direct",
    "lang": "en",
    "speaker": "Sergei Lavrov",
    "role": "Foreign Minister",
    "said": "2016-09-21",
    "venue": "Senate hearing",
    "via": ["Interfax", "TASS"],
    "outlet": "Sputnik",
    "title": "Who flew?",
    "url": "https://a.example/x",
    "published": "2016-09-22",
    "status": "accepted",
    "flags": [],
    "disputed_as": [],
}


def test_a_line_has_everything_in_order() -> None:
    assert citation(ROW) == (
        "“The aircraft [Syrian] flew.” — Sergei Lavrov, Foreign Minister, 2016-09-21,"
        " Senate hearing, via Interfax < TASS; Sputnik, “Who flew?”, 2016-09-22,"
        " https://a.example/x [S12]"
    )


def test_what_is_not_known_leaves_no_trace() -> None:
    bare = {
        **ROW, "role": None, "said": None, "venue": None, "via": [], "outlet": None,
        "title": None, "url": None, "published": None,
    }  # fmt: skip
    assert citation(bare) == "“The aircraft [Syrian] flew.” — Sergei Lavrov [S12]"
    assert citation(bare, "markdown") == (
        "> “The aircraft \\[Syrian\\] flew.” — **Sergei Lavrov** (S12)"
    )
    assert citation(bare, "html") == (
        '<blockquote id="S12"><p>“The aircraft [Syrian] flew.”</p>'
        "<footer>— Sergei Lavrov</footer></blockquote>"
    )


def test_published_on_the_day_it_was_said_is_not_said_twice() -> None:
    assert "2016-09-21" not in citation({**ROW, "published": "2016-09-21"}).split(";")[1]


def test_clean_words_are_without_insertions() -> None:
    assert citation(ROW, clean=True).startswith("“The aircraft flew.”")


@pytest.mark.parametrize(
    ("text", "insertions", "clean"),
    [
        (
            "could not have operated [there], because",
            [[24, 31]],
            "could not have operated, because",
        ),
        ("[The] war", [[0, 5]], "war"),
        ("the war [sic]", [[8, 13]], "the war"),
        ("a [b] c [d] e", [[2, 5], [8, 11]], "a c e"),
        ("mot(ndlr: x)mot", [[3, 12]], "motmot"),
        ("none", [], "none"),
        ("[all]", [[0, 5]], ""),
    ],
)
def test_insertions_leave_no_gap(text: str, insertions: list[list[int]], clean: str) -> None:
    assert without_insertions(text, insertions) == clean


def test_words_are_marked_as_their_language_does() -> None:
    assert marks("fr-CA") == ("«\u00a0", "\u00a0»")
    assert marks("de_AT") == ("„", "“")
    assert marks("ja") == marks(None) == ("“", "”")
    assert citation({**ROW, "lang": "fr"}).startswith("«\u00a0The aircraft [Syrian] flew.\u00a0»")


def test_reported_speech_takes_no_marks_and_says_so() -> None:
    assert set(REPORTED) < set(StatementKind)
    for kind in REPORTED:
        line = citation({**ROW, "kind": kind})
        assert line.startswith("The aircraft [Syrian] flew. — ")
        assert "reported speech" in line


def test_only_the_web_is_linked() -> None:
    odd = {**ROW, "url": "javascript:alert(1)"}
    assert "(javascript" not in citation(odd, "markdown")
    assert "href" not in citation(odd, "html")
    assert "javascript:alert(1)" in citation(odd)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


@given(st.text(min_size=1), st.text(), st.text())
def test_text_from_outside_stays_text(text: str, speaker: str, title: str) -> None:
    row = {**ROW, "text": text, "speaker": speaker, "title": title, "insertions": []}
    parser = _Tags()
    parser.feed(citation(row, "html"))
    assert parser.tags == ["blockquote", "p", "footer", "cite", "a"]
    for style in STYLES:
        line = citation(row, style)
        assert "\n" not in line
        assert "\x1b" not in line


def test_cautions_are_told() -> None:
    assert cautions(ROW) == []
    flag = {"kind": "check", "reason": "which day?", "cleared_at": None}
    cleared = {"kind": "check", "reason": None, "cleared_at": "2026-01-01"}
    disputed = {"claim": "C9", "state": "contested"}
    told = cautions(
        {**ROW, "status": "proposed", "flags": [flag, cleared], "disputed_as": [disputed]}
    )
    assert told == [
        "S12 is proposed, not accepted",
        "S12 is flagged: check (which day?)",
        "whether it was said at all is a question of its own: C9, contested",
    ]
