"""Names the shell completes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from claims import completion
from claims.completion import MOST, names
from claims.database import Database
from claims.environment import Environment
from tests.query.sample import Sample, store

NO_ENVIRONMENT = cast("Environment", None)  # names need nothing of it


@pytest.fixture
def sample(database: Database) -> Sample:
    return store(database)


def complete(sample: Sample, kind: Any, incomplete: str) -> list[str]:
    return names(NO_ENVIRONMENT, kind, incomplete, sample.database.target)


@pytest.mark.parametrize(
    ("kind", "incomplete", "expected"),
    [
        ("speaker", "j", ["Joe Dunford", "John Kerry", "Joseph Dunford"]),
        ("speaker", "JOHN k", ["John Kerry"]),
        ("speaker", "etats", ["États-Unis"]),
        ("speaker", "États", ["États-Unis"]),
        ("speaker", "a senior", []),
        ("speaker", "zzz", []),
        ("speaker", "%", []),
        ("outlet", "", ["AFP", "Agence France-Presse", "Le Monde", "Reuters", "TASS"]),
        ("outlet", "r", ["Reuters"]),
        ("question", "attack/", ["attack/when", "attack/who"]),
        ("question", "ATT", ["attack", "attack/when", "attack/who"]),
        ("ref", "S1", ["S1", "S10"]),
        ("ref", "s9", ["S9"]),
        ("ref", "C", ["C3", "C2", "C1"]),
        ("ref", "S99", []),
        ("ref", "S0", []),
        ("ref", "att", ["attack", "attack/when", "attack/who"]),
        ("ref", "igor", ["Igor Konachenkov", "Igor Konashenkov"]),
        ("ref", "S\u0661", []),
    ],
)
def test_names_that_begin_so(
    sample: Sample, kind: str, incomplete: str, expected: list[str]
) -> None:
    assert complete(sample, kind, incomplete) == expected


def test_a_letter_alone_may_begin_an_id_or_a_name(sample: Sample) -> None:
    found = complete(sample, "ref", "P")
    assert found[-2:] == ["Pentagon", "Pentagone"]
    assert len(found) == completion._FEW + 2
    assert found[0].startswith("P1")


def test_there_are_never_too_many(sample: Sample) -> None:
    with sample.database.write("many", "tester") as journal:
        for number in range(MOST + 10):
            sample.speaker(journal, f"Zoé {number:03}")
    assert len(complete(sample, "speaker", "zoe")) == MOST
    assert len(complete(sample, "ref", "zoe")) == MOST


def test_without_a_database_there_is_nothing(tmp_path: Path) -> None:
    assert names(NO_ENVIRONMENT, "speaker", "j", str(tmp_path / "none.db")) == []


@pytest.mark.parametrize(
    "name",
    [
        "$(touch x)",
        "`id`",
        "a;b",
        "a & b",
        "-rf",
        "a\nb",
        "a\x1b[31m",
        "~",
        "a\u202eb",
        "a|b",
        "=1",
    ],
)
def test_what_a_shell_would_run_is_not_suggested(name: str) -> None:
    assert not completion.is_harmless(name)


@pytest.mark.parametrize("name", ["O'Neil", "Agence France-Presse", "Ἀθηνᾶ", "किरण", "war/who"])
def test_names_are_suggested(name: str) -> None:
    assert completion.is_harmless(name)
