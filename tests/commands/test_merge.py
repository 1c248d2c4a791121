"""``claims merge`` as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def people(run: Run, database_url: str) -> str:
    for name, kind in (("Anna Ahlberg", "person"), ("A. Ahlberg", "person"), ("Desk", "org")):
        assert run("add", "speaker", name, "--kind", kind, "--new", db=database_url).status == 0
    return database_url


def test_two_speakers(run: Run, people: str) -> None:
    done = run("merge", "A. Ahlberg", "Anna Ahlberg", db=people)
    assert done.status == 0
    assert done.out.splitlines()[0] == "P2 merged into P1"
    listed = run("speakers", "--json", db=people).json()
    assert {row["name"]: row["aliases"] for row in listed} == {
        "Anna Ahlberg": ["A. Ahlberg"], "Desk": [],
    }  # fmt: skip
    again = run("merge", "P2", "P1", db=people)
    assert again.status == 2
    assert "one already" in again.err


def test_doubts_need_a_yes(run: Run, people: str) -> None:
    asked = run("merge", "Desk", "Anna Ahlberg", db=people)
    assert asked.status == 2
    assert "of kind org" in asked.err
    assert "--yes" in asked.err
    no = run("merge", "Desk", "Anna Ahlberg", db=people, terminal=True, stdin="n\n")
    assert no.status == 1
    yes = run("merge", "Desk", "Anna Ahlberg", "--yes", "--json", db=people)
    assert yes.json() == {"merged": ["P3"], "into": "P1"}


def test_two_quotes(run: Run, people: str) -> None:
    for words in ("We did not do it", "It was not us"):
        kept = run("add", "quote", words, "--by", "Anna Ahlberg", "--in", "Desk", db=people)
        assert kept.status == 0, kept.err
    assert run("merge", "S1", "S2", "--json", db=people).json() == {"merged": ["S1"], "into": "S2"}
    assert run("undo", db=people).status == 0
    assert run("flag", "S1", "not-same", "S2", db=people).status == 0
    refused = run("merge", "S1", "S2", db=people)
    assert refused.status == 5
    assert "claims flag S1 not-same S2 --clear" in refused.err


def test_unknown_names(run: Run, people: str) -> None:
    assert run("merge", "Zoe", "Anna Ahlberg", db=people).status == 3
    assert run("merge", "P1", "Q1", db=people).status == 3
