"""Which line a record came from: runs say what a dictionary would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.kept_lines import Lines

IDS = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 3)), unique_by=lambda one: one[0])


@given(IDS)
def test_lines_are_found_again(records: list[tuple[int, int]]) -> None:
    lines, known, line = Lines(), {}, 0
    for xref, blank in records:
        line += 1 + blank
        lines.add(xref, line)
        known[xref] = line
    assert {xref: lines.find(xref) for xref in range(45)} == {
        xref: known.get(xref) for xref in range(45)
    }


def test_a_file_in_order_is_one_run() -> None:
    lines = Lines()
    for number in range(1, 100_001):
        lines.add(number + 7, number)
    assert lines.find(100_007) == 100_000
    assert len(lines._runs) + len(lines._others) == 1
