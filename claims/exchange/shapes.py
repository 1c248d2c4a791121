"""JSON of other shapes than the flat record: each finds its items and turns them into records.

A shape is two pure functions.  What they make goes the way of every flat record, so that flaws,
keys and reports are alike.  Files are one JSON value, or one a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from claims.exchange import quotation, webannotation
from claims.exchange.fields import Wrong
from claims.exchange.sources import Raw


class Shape(NamedTuple):
    """``items`` are those of a value, none where it is of another shape; ``record`` reads one."""

    items: Callable[[Any], list[Any] | None]
    record: Callable[[Any], dict[str, Any]]


SHAPES = {
    "annotation": Shape(webannotation.items, webannotation.record),
    "quotation": Shape(quotation.items, quotation.record),
}
"""By the name of the format."""


def shape_of(value: Any) -> str | None:
    """The format whose shape a JSON value has."""
    return next((name for name, shape in SHAPES.items() if shape.items(value) is not None), None)


def records(name: str, raws: Iterator[Raw]) -> Iterator[Raw]:
    """The flat records of values of a shape, each on the line of its value."""
    for raw in raws:
        if raw.reason is not None:
            yield raw
        else:
            yield from _records(SHAPES[name], raw)


def _records(shape: Shape, raw: Raw) -> Iterator[Raw]:
    items = shape.items(raw.value)
    for item in [raw.value] if items is None else items:
        try:
            yield Raw(raw.line, shape.record(item))
        except Wrong as wrong:
            yield Raw(raw.line, None, str(wrong))


def numbered(name: str, value: Any) -> Iterator[Raw]:
    """The flat records of one value, its items numbered from 1 as lines are."""
    items = SHAPES[name].items(value)
    for number, item in enumerate([value] if items is None else items, 1):
        yield from records(name, iter([Raw(number, item)]))
