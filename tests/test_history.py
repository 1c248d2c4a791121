"""Turns of a stance: pure, every pair."""

from __future__ import annotations

from itertools import product

import pytest

from claims.history import Turn, turn_of
from claims.vocabulary import Stance

HELD = [stance for stance in Stance if stance not in (Stance.REPORTS, Stance.RETRACTS)]


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (None, "asserts", Turn.FIRST),
        ("unsure", "suspects", Turn.HARDENING),
        ("suspects", "asserts", Turn.HARDENING),
        ("doubts", "denies", Turn.HARDENING),
        ("asserts", "suspects", Turn.SOFTENING),
        ("asserts", "unsure", Turn.SOFTENING),
        ("denies", "doubts", Turn.SOFTENING),
        ("asserts", "denies", Turn.REVERSAL),
        ("denies", "suspects", Turn.REVERSAL),
        ("asserts", "asserts", Turn.SAME),
        ("unsure", "declines", Turn.SAME),
        ("asserts", "retracts", Turn.RETRACTION),
        (None, "retracts", Turn.RETRACTION),
        ("retracts", "asserts", Turn.HARDENING),
    ],
)
def test_turns(before: str | None, after: str, turn: Turn) -> None:
    assert turn_of(Stance(before) if before else None, Stance(after)) is turn


@pytest.mark.parametrize(("a", "b"), list(product(HELD, HELD)))
def test_a_turn_and_its_way_back_mirror_each_other(a: Stance, b: Stance) -> None:
    mirror = {Turn.HARDENING: Turn.SOFTENING, Turn.SOFTENING: Turn.HARDENING}
    turn = turn_of(a, b)
    assert turn_of(b, a) is mirror.get(turn, turn)
