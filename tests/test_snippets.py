"""Places of words in a text, and the piece that shows them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.query.tree import Words
from claims.snippets import ELLIPSIS, matches, snippet
from claims.text import fold


def marked(text: str, *wanted: str) -> list[str]:
    found = matches(text, [Words(tuple(words.split())) for words in wanted])
    return [text[start:end] for start, end in found]


def test_matches_are_as_printed() -> None:
    assert marked("L'ARMÉE russe", "armee") == ["ARMÉE"]
    assert marked("Un cessez-le-feu, enfin", "cessez le feu") == ["cessez-le-feu"]
    assert marked("le convoi de l'O.N.U. !", "onu", "convoi") == ["convoi", "O.N.U"]
    assert marked("rien", "convoi") == []


def test_a_prefix_marks_the_whole_word() -> None:
    text = "les aéronefs"
    assert matches(text, [Words(("aero",), prefix=True)]) == [(4, 12)]


def test_overlapping_matches_are_one() -> None:
    assert matches("a b c d", [Words(("a", "b")), Words(("b", "c"))]) == [(0, 5)]
    assert matches("a b c d", [Words(("a", "b", "c")), Words(("b",))]) == [(0, 5)]


def test_a_text_that_fits_comes_whole() -> None:
    assert snippet("a convoy", [(2, 8)], 8) == ("a convoy", [(2, 8)])


def test_a_long_text_is_cut_around_its_matches() -> None:
    text = "one " * 50 + "the convoy was hit " + "two " * 50
    at = text.index("convoy")
    piece = snippet(text, [(at, at + 6)], 60)
    assert piece.text.startswith(ELLIPSIS)
    assert piece.text.endswith(ELLIPSIS)
    start, end = piece.marks[0]
    assert piece.text[start:end] == "convoy"
    assert piece.text.strip(ELLIPSIS).split()[0] == "one"
    assert len(piece.text) <= 60


def test_most_matches_win_over_the_first() -> None:
    text = "alone " + "x " * 100 + "the two of them: alone alone " + "y " * 100
    found = matches(text, [Words(("alone",))])
    piece = snippet(text, found, 60)
    assert len(piece.marks) == 2


def test_without_matches_the_beginning_is_shown() -> None:
    assert snippet("word " * 40, [], 12).text == "word word…"


TEXT = st.text(st.sampled_from("abé  \n.x"), max_size=120)


@given(TEXT, st.integers(10, 40))
def test_a_snippet_is_a_piece_of_the_text_with_its_matches(text: str, width: int) -> None:
    found = matches(text, [Words(("ab",)), Words(("x", "e")), Words(("a",), prefix=True)])
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    piece = snippet(text, found, width)
    assert len(piece.text) <= max(width, 1)
    whole = piece.text == text
    inside = piece.text if whole else piece.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
    assert inside in text
    if found and width > 30:
        assert piece.marks
    for start, end in piece.marks:
        assert 0 <= start < end <= len(piece.text)
        assert fold(piece.text[start:end])[:1] in {"a", "x"}


@pytest.mark.parametrize("width", [1, 2, 3])
def test_no_width_is_too_small(width: int) -> None:
    assert len(snippet("a convoy of aid", [(2, 8)], width).text) <= 3
