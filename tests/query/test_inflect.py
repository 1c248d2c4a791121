"""Other forms of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.query.inflect import SHORTEST, other_forms

WORD = st.text(st.sampled_from("abceinrstux"), max_size=10)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("aeronef", {"aeronefs"}),
        ("frappes", {"frappe", "frapper", "frappee", "frappent"}),
        ("journaux", {"journal"}),
        ("syrienne", {"syrien", "syriens", "syriennes"}),
        ("yeux", {"oeil"}),
        ("struck", {"strike", "strikes", "striking"}),
        ("planned", {"plan", "plans", "planning"}),
        ("plans", {"plan", "planned"}),
        ("denied", {"deny", "denies", "denying"}),
        ("tirs", {"tir"}),
    ],
)
def test_forms_of_one_word(word: str, forms: set[str]) -> None:
    assert forms <= set(other_forms(word))


@pytest.mark.parametrize(
    "word", ["pays", "corps", "de", "is", "300000", "b52", "война", "ces", "xqz", ""]
)
def test_words_that_have_no_other_form(word: str) -> None:
    assert set(other_forms(word)) <= {f"{word}s"}


@pytest.mark.parametrize(
    ("word", "other"), [("armee", "arme"), ("cours", "course"), ("ville", "villa")]
)
def test_words_that_are_not_each_other(word: str, other: str) -> None:
    assert other not in other_forms(word)
    assert word not in other_forms(other)


@given(WORD)
def test_forms_are_other_words_in_order_and_not_many(word: str) -> None:
    found = other_forms(word)
    assert word not in found
    assert list(found) == sorted(set(found))
    assert len(found) <= 80
    assert all(len(form) >= SHORTEST and form.isalpha() for form in found)
