"""The short form of ``make fuzz``: some inputs for every target; faults and hangs are seen."""

from __future__ import annotations

import pytest

from claims.exchange.formats import FORMATS
from tests.fuzz import run, targets
from tests.fuzz.watch import HangError, watched


@pytest.mark.fuzz
@pytest.mark.parametrize("name", targets.SHARES)
def test_some_of_each(name: str) -> None:
    outcome = run.fuzz(name, 20 if name == "program" else 50, seed=3)
    assert outcome.shown == {}
    assert outcome.tried


def test_every_reader_is_a_target() -> None:
    assert set(FORMATS) <= set(targets.SHARES)


def test_a_hang_is_seen() -> None:
    with pytest.raises(HangError):
        _hang()


def _hang() -> None:
    with watched(0.05):
        while True:
            pass


def test_a_fault_is_seen_and_the_next_input_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(_self: targets.Numbers, made: str) -> object:
        raise ZeroDivisionError(made) if len(made) % 2 else run.EXPECTED[0](made)

    monkeypatch.setattr(targets.Numbers, "feed", feed)
    outcome = run.fuzz("numbers", 60)
    assert outcome.tried == 60
    assert outcome.refused + sum(outcome.faults.values()) == 60
    assert outcome.refused
    assert list(outcome.shown) == list(outcome.faults)
    assert "ZeroDivisionError" in next(iter(outcome.shown))
