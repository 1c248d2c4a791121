"""Where words stand, as a flat record says it: what is beside them, their pieces."""

from __future__ import annotations

import pytest

from claims.exchange.record import read_record
from tests.exchange.test_flat import load, record


def stored(database):
    row = database.reader.row("SELECT prefix, suffix, spans, start_offset FROM statement")
    return tuple(row.values())


def test_kept_and_kept_by_a_record_that_does_not_say_them(database):
    places = {"start": 3, "end": 20, "prefix": "so ", "suffix": " x", "spans": [[3, 9], [12, 20]]}
    assert load(database, record("a", **places)).stored
    assert stored(database) == ("so ", " x", "[[3, 9], [12, 20]]", 3)
    assert load(database, record("a", start=3, end=20, note="n")).revised == 1
    assert stored(database) == ("so ", " x", "[[3, 9], [12, 20]]", 3)
    assert load(database, record("a", start=3, end=20, prefix="oh ")).revised == 1
    assert stored(database)[0] == "oh "


@pytest.mark.parametrize(
    "spans",
    [
        "0 5",
        3,
        [1, 2],
        [[2, 1]],
        [[0, 5], [4, 9]],
        [[0, 1, 2]],
        [[-1, 2]],
        [["x", 2]],
        [[0, 1]] * 2,
    ],
)
def test_no_spans(spans):
    [problem] = read_record(record(spans=spans)).problems
    assert problem.field == "spans"
