"""The items of one JSON value, at once and one by one."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange import json_in
from claims.exchange.json_in import (
    CONTAINERS,
    DEEPEST,
    OBJECTS,
    parse,
    repeated_names,
    split,
    stream_items,
    strict,
)
from claims.exchange.sources import Raw

NAMES = st.sampled_from([*sorted(CONTAINERS), OBJECTS, "first", "a", "b", "name"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-1, 1) | st.text("aé\n\"\\"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=30,
)  # fmt: skip


def whole(data: bytes) -> list[Raw]:
    return list(split([Raw(1, *parse(data))]))


def streamed(data: bytes) -> list[Raw]:
    return list(stream_items(io.BytesIO(data)))


@given(VALUES.filter(lambda value: not isinstance(value, dict) or "name" not in value))
def test_one_by_one_gives_what_at_once_does(value: Any) -> None:
    data = json.dumps(value).encode()
    assert streamed(data) == whole(data)


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ([1, "x"], [("", 1), ("", "x")]),
        ({"@graph": [{"a": 1}], "@context": "c"}, [("@graph", {"a": 1})]),
        ({"first": {"items": [1]}, "items": [2]}, [("items", 1), ("items", 2)]),
        ({"entities": {"Q1": {"a": 1}, "Q2": {}}}, [("entities", {"a": 1}), ("entities", {})]),
        ({"persons": [1], "memberships": [2]}, [("persons", 1), ("memberships", 2)]),
        ({"rows": []}, [("", {"rows": []})]),
        ({"a": [1]}, [("", {"a": [1]})]),
        ({"text": "words", "links": [1]}, [("", {"text": "words", "links": [1]})]),
        ({"name": "Ann", "posts": [1]}, [("", {"name": "Ann", "posts": [1]})]),
        ({"@type": "DataFeed", "name": "x", "dataFeedElement": [1]}, [("dataFeedElement", 1)]),
        (3, [("", 3)]),
    ],
)  # fmt: skip
def test_where_items_stand(value: Any, items: list[tuple[str, Any]]) -> None:
    assert [(raw.part, raw.value) for raw in split([Raw(1, value)])] == items


def test_items_of_a_line_are_counted_on() -> None:
    raws = split([Raw(1, [1, 2]), Raw(2, 3), Raw(9, None, "bad"), Raw(10, [4])])
    assert [(raw.line, raw.value, raw.reason) for raw in raws] == [
        (1, 1, None), (2, 2, None), (3, 3, None), (9, None, "bad"), (10, 4, None),
    ]  # fmt: skip


def test_a_name_given_twice_is_found_wherever_it_stands() -> None:
    data = b'[{"a": 1}, {"b": [{"c": 1, "c": 2}], "a": 1, "a": 2}]'
    for raws in (whole(data), streamed(data)):
        assert [sorted(repeated_names(raw.value)) for raw in raws] == [[], ["a", "c"]]
        first, second = strict(raws)
        assert (first.value, first.reason) == ({"a": 1}, None)
        assert second.value is None
        assert (second.reason or "").endswith("is given twice")


@pytest.mark.parametrize(
    ("data", "read", "reason"),
    [
        (b'[1, 2, {"a": tru}]', 2, "not JSON: invalid string in json text"),
        (b"[1, 2", 2, "not JSON: premature EOF"),
        (b"[1] 2", 1, "not JSON: trailing garbage"),
        (b'{"rows": [1, 2}', 2, "not JSON"),
        (b'[1, "\xff"]', 1, "not JSON: invalid bytes in UTF8 string"),
        (b"[1, 123456789012345678901234567890]", 1, "not JSON: integer overflow"),
        (b"", 0, "not JSON: premature EOF"),
    ],
)
def test_what_came_before_the_fault_is_read(data: bytes, read: int, reason: str) -> None:
    *items, last = streamed(data)
    assert [raw.value for raw in items] == [1, 2][:read]
    assert (last.reason or "").startswith(reason)
    assert last.line == read + 1


def test_what_is_nested_too_deeply_is_passed_over() -> None:
    deep = b"[" * DEEPEST + b"]" * DEEPEST
    deeper = b'{"a": ' + deep + b"}"
    raws = streamed(b"[1, " + deeper + b", " + deep + b", 2]")
    assert [raw.reason for raw in raws] == [None, "nested too deeply", None, None]
    assert raws[3].value == 2


def test_an_item_beyond_measure_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_in, "LARGEST_ITEM", 1 << 17)
    small = b'{"a": 1}, ' * 20_000
    *items, last = streamed(b"[" + small + b'"' + b"x" * (1 << 19) + b'", 1]')
    assert len(items) == 20_000
    assert last.reason == "longer than 0 MiB"


class _Endless(io.RawIOBase):
    """A list of records that never was in memory."""

    def __init__(self, count: int) -> None:
        self.left = count
        self.record = json.dumps({"text": "words " * 50, "speaker": "Ann Lee"}).encode() + b",\n"
        self.begun = False

    def read(self, size: int = -1) -> bytes:
        if not size:
            return b""
        if not self.begun:
            self.begun = True
            return b"["
        if self.left < 0:
            return b""
        self.left -= 100
        return self.record * 100 if self.left >= 0 else b"0]"


def test_a_large_value_is_never_held_whole() -> None:
    tracemalloc.start()
    try:
        count = sum(1 for _raw in stream_items(_Endless(50_000)))  # type: ignore[arg-type]
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 50_001
    assert most < 4 << 20
