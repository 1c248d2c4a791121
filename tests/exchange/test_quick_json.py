"""JSON read by orjson is what the standard library reads, or is left to it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.exchange.quick_json import quickly
from claims.exchange.sources import parse_json

NAMES = st.sampled_from(["a", "b", 'c"', "d\\", "é", ""])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
)


def exactly(value: Any) -> str:
    """A value with its types and the order of its names."""
    return repr(value)


@given(VALUES, st.booleans())
@example({"a": "\\"}, True)
def test_what_is_read_is_what_was_written(value: Any, plainly: bool) -> None:
    data = json.dumps(value, ensure_ascii=plainly).encode("utf-8", "surrogatepass")
    try:
        found = quickly(data)
    except ValueError:
        return
    assert exactly(found) == exactly(json.loads(data))


@given(st.lists(st.tuples(NAMES, st.text('"\\:, a', max_size=4)), min_size=2, max_size=5))
def test_a_name_given_twice_is_never_overlooked(pairs: list[tuple[str, str]]) -> None:
    written = ", ".join(f"{json.dumps(name)} : {json.dumps(value)}" for name, value in pairs)
    data = f"{{{written}}}".encode()
    if len({name for name, _value in pairs}) < len(pairs):
        with pytest.raises(ValueError, match=r"^$"):
            quickly(data)
        assert parse_json(data)[1]


@pytest.mark.parametrize(
    "text",
    [
        "1.0", "1e3", "18446744073709551616", "-9223372036854775809", "NaN", "Infinity", "1e999",
        '"\\ud800"', '"\x01"', "", "[", "\ufeff1", "[" * 2000 + "]" * 2000, '{"a": 1, "a": 2}',
        '"\0"', '{"a": {"b": "", "b": ""}}', '{"a": ["\\\\"], "a": "x"}',
    ],
)  # fmt: skip
def test_what_the_two_read_otherwise_is_left(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        quickly(text.encode())


def test_most_records_are_read() -> None:
    record = {"text": 'He said "no".', "via": ["A"], "start": 3, "note": None, "é": [{"x": True}]}
    assert quickly(json.dumps(record).encode()) == record
