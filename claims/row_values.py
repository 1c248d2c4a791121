"""Rows on their way into a table: their columns, their values in order, what need not travel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from claims.model import tables


def as_values(rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns of rows, and their values in that order."""
    names = list(rows[0])
    return names, list(map(_taking(names), rows))


def filled(
    table: str, names: Sequence[str], values: list[tuple[Any, ...]]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns that hold anything in any of the rows, and the rows' values.

    A column left out of them is null, unless it has another default.
    """
    optional = _optional(table)
    empty = {
        place
        for place, value in enumerate(values[0])
        if value is None and names[place] in optional and all(row[place] is None for row in values)
    }
    if not empty:
        return list(names), values
    kept = [place for place in range(len(names)) if place not in empty]
    return [names[place] for place in kept], list(map(_taking(kept), values))


def _taking(those: Sequence[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes these values out of a row."""
    if len(those) > 1:
        return itemgetter(*those)
    return lambda row: tuple(row[one] for one in those)


@cache
def _optional(table: str) -> frozenset[str]:
    """The columns of a table that are null where nothing is said of them."""
    return frozenset(
        column.name
        for column in tables()[table].columns
        if column.nullable and column.server_default is None
    )
