"""JSON of other shapes than the flat record: each finds its items and turns them into records.

A shape is two pure functions.  What they make goes the way of every flat record, so that flaws,
keys and reports are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from claims.exchange import quotation, webannotation
from claims.exchange.archives import gdelt, quotebank
from claims.exchange.fields import Wrong
from claims.exchange.sources import Raw


class Shape(NamedTuple):
    """``items`` are those of a value, none where it is of another shape; ``records`` reads one."""

    items: Callable[[Any], list[Any] | None]
    records: Callable[[Any], Iterable[dict[str, Any]]]


SHAPES = {
    "annotation": Shape(webannotation.items, lambda item: [webannotation.record(item)]),
    "quotation": Shape(quotation.items, lambda item: [quotation.record(item)]),
    "quotebank": Shape(quotebank.items, quotebank.records),
    "gdelt": Shape(gdelt.items, gdelt.records),
}
"""By the name of the format."""


def records(name: str, raws: Iterable[Raw]) -> Iterator[Raw]:
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
            for record in shape.records(item):
                yield Raw(raw.line, record)
        except Wrong as wrong:
            yield Raw(raw.line, None, str(wrong))
