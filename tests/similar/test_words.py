"""How alike two texts are: copies, parts, spellings, other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.similar.words import cognates, figures, likeness, negated, respelled
from claims.text import tokens

texts = st.lists(st.sampled_from("the convoy was struck by russian aircraft 12 21 not".split()))


def alike(one: str, other: str) -> float:
    return likeness(tokens(one), tokens(other)).score


def test_quote_marks_case_and_accents_make_no_difference() -> None:
    assert alike("« L’aviation n’a rien frappé »", "L'AVIATION N'A RIEN FRAPPE") == 1.0


def test_one_word_replaced_in_ten_leaves_nine() -> None:
    found = likeness("a b c d e f g h i j".split(), "a b c d e x g h i j".split())
    assert found.shared == pytest.approx(0.9)
    assert found.ordered == pytest.approx(0.9)


def test_another_order_counts_half() -> None:
    found = likeness("a b c d".split(), "d c b a".split())
    assert found.shared == 1.0
    assert found.ordered < 0.5
    assert 0.5 < found.score < 1


def test_a_part_is_found_inside_the_whole() -> None:
    whole = "we have said it before and we say it again the convoy was never a target of ours"
    found = likeness(whole.split(), "the convoy was never a target".split())
    assert found.contained == 1.0
    assert found.score == pytest.approx(0.95)
    assert likeness(whole.split(), "the convoy".split()).contained == 0.0


def test_a_word_spelled_otherwise_is_the_same_word_but_no_figure_is() -> None:
    assert respelled(["konachenkov", "said"], ["konashenkov", "said"]) == ["konashenkov", "said"]
    assert respelled(["300001"], ["300002"]) == ["300001"]
    assert alike("spokesman Konachenkov said so", "spokesman Konashenkov said so") == 1.0


def test_names_and_cognates_are_found_across_languages() -> None:
    russian = tokens("no air strikes on a humanitarian convoy near Aleppo by Russian aviation")
    french = tokens("l'aviation russe n'a mené aucune frappe sur un convoi humanitaire à Alep")
    other = tokens("le Parlement a voté jeudi le budget de la Sécurité sociale")
    assert cognates(russian, french) > 0.5
    assert cognates(russian, other) < 0.2
    assert cognates(tokens("Konvoi"), tokens("convoy")) == 1.0


def test_figures_are_one_in_digits_and_in_words() -> None:
    assert figures(tokens("une vingtaine de morts")) == {"20"}
    assert figures(tokens("twenty dead, 3 of them")) == {"20", "3"}
    assert figures(tokens("nobody was hurt")) == frozenset()


@pytest.mark.parametrize(
    ("text", "says_not"),
    [
        ("We can't say", True),
        ("Nous n'avons pas frappé", True),
        ("Weder die eine noch die andere", True),
        ("We struck it", False),
    ],
)
def test_a_negation_is_noticed(text: str, says_not: bool) -> None:
    assert negated(tokens(text)) is says_not


@given(texts, texts)
def test_likeness_is_symmetric_and_between_none_and_all(a: list[str], b: list[str]) -> None:
    found = likeness(a, b)
    assert found == likeness(b, a)
    assert all(0 <= value <= 1 for value in (*found, found.score))
    assert cognates(a, b) == cognates(b, a)
    assert 0 <= cognates(a, b) <= 1


@given(texts)
def test_a_text_is_wholly_like_itself(a: list[str]) -> None:
    assert likeness(a, a).score == (1.0 if a else 0.0)
