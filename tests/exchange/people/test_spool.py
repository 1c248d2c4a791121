"""What waits for the end of a file."""

from __future__ import annotations

import pytest

from claims.exchange.people import spool
from claims.exchange.people.spool import Spool


@pytest.mark.parametrize("in_memory", [spool.IN_MEMORY, 10])
def test_values_come_out_in_order_once(monkeypatch: pytest.MonkeyPatch, in_memory: int) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", in_memory)
    values = [{"a": [None, "é\n\ud800"]}, 7, "x" * 100]
    held = Spool()
    assert list(held.take()) == []
    for value in values:
        held.add(value)
    assert list(held.take()) == values
    assert list(held.take()) == []
    held.add(1)
    assert list(held.take()) == [1]
