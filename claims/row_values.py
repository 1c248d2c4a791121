"""Rows on their way into a table: their columns, their values in order, what need not travel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from claims.model import tables


def as_values(rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns of rows, and their values in that order."""
    names = list(rows[0])
    if len(names) == 1:
        return names, [(row[names[0]],) for row in rows]
    return names, list(map(itemgetter(*names), rows))


def filled(
    table: str, names: Sequence[str], values: list[tuple[Any, ...]]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns that hold anything in any of the rows, and the rows' values.

    A column left out of them is null, unless it has another default.
    """
    optional = _optional(table)
    columns = list(zip(*values, strict=True))
    kept = [
        place
        for place, name in enumerate(names)
        if name not in optional or columns[place].count(None) < len(values)
    ]
    return [names[place] for place in kept], list(
        zip(*(columns[place] for place in kept), strict=True)
    )


@cache
def _optional(table: str) -> frozenset[str]:
    """The columns of a table that are null where nothing is said of them."""
    return frozenset(
        column.name
        for column in tables()[table].columns
        if column.nullable and column.server_default is None
    )
