"""Near matches between names."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import CUTOFF, near

MATCHING = [
    ("Jon Kerry", "John Kerry"),
    ("Jonh Kery", "John Kerry"),
    ("Kerry", "John Kerry"),
    ("Kerry John", "John Kerry"),
    ("Konachenkov", "Konashenkov"),
    ("Konachenkov", "Igor Konashenkov"),
    ("ministère de la défense russe", "ministère russe de la Défense"),
    ("Ministry of Defense", "Ministry of Defence"),
    ("Dunfort", "Joseph Dunford"),
    ("Joe Dunford", "Joseph Dunford"),
    ("Vladimir Poutine", "Vladimir Putin"),
    ("Ban Kimoon", "Ban Ki-moon"),
    ("Sergueï Lavrov", "Sergei Lavrov"),
    ("Pentagone", "Pentagon"),
    ("Staffan de Mistura", "Stefan de Mistura"),
    ("White Hause", "White House"),
    ("Reuter", "Reuters"),
    ("Bachar el-Assad", "Bashar al-Assad"),
    ("OCHA", "O.C.H.A."),
    ("Dujaric", "Stéphane Dujarric"),
    ("UN Human Rights Council", "Human Rights Council"),
    ("Trumpp", "Donald Trump"),
]
DIFFERENT = [
    ("John Smith", "Joan Baez"),
    ("John Kerry", "John Kirby"),
    ("John Kerry", "John McCain"),
    ("Vladimir Putin", "Vladimir Lenin"),
    ("Sergei Lavrov", "Sergei Shoigu"),
    ("Barack Obama", "Michelle Obama"),
    ("Joseph Dunford", "Joseph Votel"),
    ("Ash Carter", "Jimmy Carter"),
    ("Igor Konashenkov", "Igor Strelkov"),
    ("United Nations", "United States"),
    ("Ministry of Defence", "Ministry of Health"),
    ("ministère de la Défense", "ministère de la Santé"),
    ("Le Monde", "Le Figaro"),
    ("France 24", "France Inter"),
    ("Al Jazeera", "Al Arabiya"),
    ("AP", "AFP"),
    ("Tass", "Sana"),
    ("White House", "Kremlin"),
    ("Ban", "Banque mondiale"),
    ("Anna", "Hannah Arendt"),
    ("le", "Le Monde"),
    ("de", "Staffan de Mistura"),
    ("…", "Reuters"),
    ("", "Reuters"),
    ("Reuters", "…"),
]


@pytest.mark.parametrize(("name", "other"), MATCHING)
def test_near_in_both_directions(name: str, other: str) -> None:
    assert near(name, [(other, 1)])
    assert near(other, [(name, 1)])


@pytest.mark.parametrize(("name", "other"), DIFFERENT)
def test_not_near_in_either_direction(name: str, other: str) -> None:
    assert near(name, [(other, 1)]) == []
    assert near(other, [(name, 1)]) == []


def test_the_cutoff_has_room_on_both_sides() -> None:
    scores = [near(name, [(other, 1)], cutoff=0)[0][1] for name, other in MATCHING]
    assert min(scores) >= CUTOFF + 1
    others = [near(name, [(other, 1)], cutoff=0) for name, other in DIFFERENT]
    assert max(found[0][1] for found in others if found) <= CUTOFF - 2


def test_the_best_comes_first_and_once() -> None:
    known = [("John Kirby", 1), ("John Kerry", 2), ("Jon Kery", 2), ("Kerry", 3)]
    assert [what for what, _score in near("Jon Kerry", known)] == [3, 2]
    assert [what for what, _score in near("Jon Kerry", known, limit=1)] == [3]


def test_the_same_name_scores_full() -> None:
    assert near("john  KERRY", [("John Kerry", "x")]) == [("x", 100.0)]


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_any_names_compare(name: str, others: list[str]) -> None:
    found = near(name, zip(others, range(len(others)), strict=True))
    scores = [score for _what, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(CUTOFF <= score <= 100 for score in scores)


def test_nothing_heavy_loads_before_it_is_asked_for() -> None:
    program = "import sys, claims.matching; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
