"""What names look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.skeleton import _LOOKS, skeleton
from claims.text import name_key

ALIKE = [
    ("Ann Lee", "Аnn Lee"),  # Cyrillic А
    ("Ann Lee", "Ann Lее"),  # Cyrillic е, twice
    ("Bono", "Bοno"),  # Greek omicron
    ("Paco", "Расо"),  # every letter Cyrillic
    ("HATO", "НАТО"),
    ("Al Green", "AI Green"),
    ("Al Green", "A1 Green"),
    ("Otto", "0tto"),
    ("Otto", "Օtto"),  # Armenian
    ("Ann Lee", "Ａnn Lee"),  # full-width
    ("Ann Lee", "An\u200dn Lee"),
    ("Ann Lee", "ann lee"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_the_same(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Anne Lee"),
        ("Ali", "Alí B"),
        ("Иванов", "Ivanov"),
        ("Burn", "Bum"),
        ("ai", "al"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_each_letter_looks_like_one_letter() -> None:
    for ours, theirs in _LOOKS:
        assert len(ours) == len(theirs)
        assert theirs.isascii()
    letters = [one for ours, _theirs in _LOOKS for one in ours]
    assert len(set(letters)) == len(letters)


@given(st.text())
def test_any_text(name: str) -> None:
    found = skeleton(name)
    assert name_key(found) == found
    if name.isascii() and not set(name) & set("01I|"):
        assert found == name_key(name)
