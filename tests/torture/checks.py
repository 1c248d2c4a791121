"""What must be so after anything: a sound database whose content is known by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from claims.columns import plain
from claims.database import Database, open_database
from claims.maintenance import check
from claims.model import tables
from claims.reader import Reader, Row

# Of the moment, and of how it was typed.
_PASSING = frozenset({"at", "cleared_at", "command"})


@contextmanager
def opened(url: str, *, any_revision: bool = False) -> Iterator[Database]:
    """The database, opened as commands open it."""
    database = open_database(url, check=not any_revision)
    try:
        yield database
    finally:
        database.close()


def troubles(url: str) -> list[str]:
    """What ``claims db check`` finds."""
    with opened(url) as database:
        return [f"{one.check}: {one.what}" for one in check(database)]


def content(reader: Reader, *, history: bool = True) -> str:
    """A hash of all that was ever written, whenever that was and whatever its ids.

    A crashed Postgres may pass over some ids: every id counts by its place among those of its
    table that were ever given.
    """
    rows = dict(_everything(reader))
    ranks = _ranks(rows)
    digest = hashlib.sha256()
    for table, found in rows.items():
        if not history and table in ("batch", "change"):
            continue
        for row in found:
            image = _renumbered(table, row, ranks)
            digest.update(json.dumps([table, image], sort_keys=True, default=str).encode())
    return digest.hexdigest()[:16]


def _everything(reader: Reader) -> Iterator[tuple[str, list[Row]]]:
    for table in tables():
        rows = reader.rows(f"SELECT * FROM {table} ORDER BY id")
        yield table, [plain(table, row) for row in rows]


def _ranks(rows: dict[str, list[Row]]) -> dict[str, dict[int, int]]:
    given = {table: {row["id"] for row in found} for table, found in rows.items()}
    for change in rows["change"]:
        given[change["table_name"]].update(range(change["first_id"], change["last_id"] + 1))
    return {
        table: {number: rank for rank, number in enumerate(sorted(ids), 1)}
        for table, ids in given.items()
    }


def _references(table: str) -> dict[str, str]:
    """The columns that hold ids, and of which table."""
    keys = tables()[table].foreign_keys
    return {"id": table, **{key.parent.name: key.column.table.name for key in keys}}


def _renumbered(table: str, row: Row, ranks: dict[str, dict[int, int]]) -> dict[str, Any]:
    aims = _references(table)
    image = {}
    for name, value in row.items():
        if value is None or name in _PASSING:
            continue
        image[name] = ranks[aims[name]].get(value, value) if name in aims else value
    if table == "change":
        about = row["table_name"]
        for name in ("first_id", "last_id"):
            image[name] = ranks[about][row[name]]
        for name in ("before", "after"):
            if row[name] is not None:
                image[name] = _renumbered(about, json.loads(row[name]), ranks)
    return image


def hash_of(url: str, *, history: bool = True) -> str:
    """The hash of a database, at whatever revision."""
    with opened(url, any_revision=True) as database:
        if database.revision() is None:
            return "nothing"
        return content(database.reader, history=history)
