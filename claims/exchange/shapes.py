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


def records(name: str, raws: Iterator[Raw]) -> Iterator[Raw]:
    """The flat records of values of a shape, one a line; several in a line are counted on."""
    place = 0
    for raw in raws:
        for found in _records(SHAPES[name], raw):
            place = max(place + 1, raw.line)
            yield found._replace(line=place)


def _records(shape: Shape, raw: Raw) -> Iterator[Raw]:
    if raw.reason is not None:
        yield raw
        return
    items = shape.items(raw.value)
    for item in [raw.value] if items is None else items:
        try:
            yield Raw(raw.line, shape.record(item))
        except Wrong as wrong:
            yield Raw(raw.line, None, str(wrong))
