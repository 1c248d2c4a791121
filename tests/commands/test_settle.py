"""``claims settle`` as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_settled_and_opened_again(run: Run, database_url: str) -> None:
    run("add", "question", "who", "--mode", "exclusive", db=database_url)
    run("add", "claim", "who", "the fire", db=database_url)
    run("flag", "C1", "contested", db=database_url)
    done = run("settle", "C1", "--reason", "the inquiry", db=database_url)
    assert done.out.splitlines() == [
        "F2 C1 flagged settled: the inquiry",
        "C1 contested (flagged) → settled (flagged)",
        "Q1 contested → settled",
    ]
    opened = run("settle", "C1", "--clear", db=database_url)
    assert opened.out.splitlines()[1] == "C1 settled (flagged) → contested (flagged)"
    assert run("settle", "who", "--reason", "all of it", db=database_url).status == 0


def test_a_reason_is_wanted(run: Run, sqlite_url: str) -> None:
    run("add", "question", "who", "--mode", "exclusive", db=sqlite_url)
    refused = run("settle", "who", db=sqlite_url)
    assert refused.status == 2
    assert "--reason" in refused.err
    asked = run("settle", "who", db=sqlite_url, terminal=True, stdin="because\n")
    assert asked.status == 0
    assert "because" in asked.out


def test_only_claims_and_questions(run: Run, sqlite_url: str) -> None:
    run("add", "speaker", "Anna", "--kind", "person", db=sqlite_url)
    refused = run("settle", "P1", "--reason", "x", db=sqlite_url)
    assert refused.status == 2
    assert "cannot be settled" in refused.err
