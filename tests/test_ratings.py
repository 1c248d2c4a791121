"""Labels and what they plainly mean."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ratings import shipped
from claims.text import name_key
from claims.vocabulary import Rating

TABLE = json.loads(files("claims").joinpath("ratings.json").read_text("utf-8"))
LABELS = [
    (label, Rating(value))
    for value, languages in TABLE.items()
    for labels in languages.values()
    for label in labels
]


def test_every_verdict_has_labels_in_the_common_languages() -> None:
    assert TABLE.keys() == {rating.value for rating in Rating}
    for value in ("true", "false", "mixed"):
        missing = {"en", "fr", "es", "pt", "de", "it", "hi", "ar", "id", "tr", "pl", "nl"}
        assert not missing - TABLE[value].keys(), value


def test_no_label_means_two_things() -> None:
    meanings: dict[str, set[Rating]] = {}
    for label, rating in LABELS:
        assert name_key(label), label
        meanings.setdefault(name_key(label), set()).add(rating)
    assert [label for label, found in meanings.items() if len(found) > 1] == []


@pytest.mark.parametrize(("label", "rating"), LABELS)
def test_a_label_is_known_however_it_is_written(label: str, rating: Rating) -> None:
    assert shipped(label) is rating
    assert shipped(f"  {label.upper()}. ") is rating


@pytest.mark.parametrize(
    ("label", "rating"),
    [
        ("FALSO: as imagens são de outro ano", Rating.FALSE),
        ("really_false", Rating.FALSE),
        ("Pants on Fire!", Rating.FALSE),
        ("Incorrect \r", Rating.FALSE),
        ("#Fake ❌", Rating.FALSE),
        ("Plutôt faux", Rating.MOSTLY_FALSE),
        ("part-true, part-false", Rating.MIXED),
    ],
)
def test_labels_as_publishers_print_them(label: str, rating: Rating) -> None:
    assert shipped(label) is rating


@pytest.mark.parametrize(
    "label",
    [
        "", "1", "5/5", "-1", "0", "🙂", "True?", "Falso?", "صحيح؟", "❌ True", "T̶r̶u̶e̶",
        "Correct: it was five", "Vrai : mais en 2010", "True, but", "not so true",
        "Misleading", "Engañoso", "Enganoso", "Trompeur", "Missing context", "Satire", "Altered",
        "No es verdadero", "This photo shows a slave trader", "false positive", "x" * 10_000,
    ],
)  # fmt: skip
def test_what_is_not_plain_has_no_verdict(label: str) -> None:
    assert shipped(label) is None


@given(st.one_of(st.integers(), st.floats()).map(str))
def test_numbers_have_none(label: str) -> None:
    assert shipped(label) is None


@given(st.text())
def test_no_text_makes_it_raise(label: str) -> None:
    assert shipped(label) in (*Rating, None)
