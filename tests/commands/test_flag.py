"""``claims flag`` as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def claimed(run: Run, database_url: str) -> str:
    assert run("add", "question", "who", "--mode", "exclusive", db=database_url).status == 0
    assert run("add", "claim", "who", "the fire", db=database_url).status == 0
    return database_url


def test_states_before_and_after(run: Run, claimed: str) -> None:
    done = run("flag", "C1", "contested", "--reason", "see the inquiry", db=claimed)
    assert done.status == 0
    assert done.out.splitlines() == [
        "F1 C1 flagged contested: see the inquiry",
        "C1 unsourced → contested (flagged)",
        "Q1 unsourced → contested",
    ]
    cleared = run("flag", "C1", "contested", "--clear", "--json", db=claimed)
    assert cleared.json() == {
        "thing": "C1",
        "cleared": ["F1"],
        "states": {
            "C1": {"before": "contested (flagged)", "after": "unsourced"},
            "Q1": {"before": "contested", "after": "unsourced"},
        },
    }


def test_to_be_looked_at_again(run: Run, claimed: str) -> None:
    assert run("flag", "who", db=claimed).out.splitlines()[0] == "F1 Q1 flagged check"
    assert run("flag", "who", db=claimed).out.splitlines()[0] == "F1 Q1 has it: check"
    assert run("flag", "who", "--clear", db=claimed).status == 0
    nothing = run("flag", "who", "--clear", db=claimed)
    assert nothing.status == 1
    assert "no open flag" in nothing.err


def test_what_cannot_be_flagged_so(run: Run, claimed: str) -> None:
    assert run("flag", "C1", "wrong", db=claimed).status == 2
    assert run("flag", "C1", "not-same", db=claimed).status == 2
    assert run("flag", "C9", "check", db=claimed).status == 3


def test_two_quotes_that_are_not_the_same(run: Run, claimed: str) -> None:
    for words in ("We did not do it", "It was not us"):
        kept = run("add", "quote", words, "--by", "Anna", "--in", "Desk", "--new", db=claimed)
        assert kept.status == 0, kept.err
    assert run("merge", "S1", "S2", db=claimed).status == 0
    done = run("flag", "S1", "not-same", "S2", db=claimed)
    assert done.out.splitlines() == [
        "F1 S1 flagged not-same S2", "S1 and S2 are two utterances now",
    ]  # fmt: skip
