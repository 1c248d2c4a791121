"""All that a database holds as a stream of rows, and one hash of it: the same on both engines.

The hash is SHA-256 over every table in the order of their references: its name and columns, then
its rows by id, each a JSON array.  Kept states are in it; the full-text index, which has no data of
its own, is not.  Two databases of one schema hold the same if and only if their hashes are the
same.  Whatever is confidential is in it like the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from claims.columns import BOOLEANS
from claims.reader import Reader

Rows = Sequence[tuple[Any, ...]]

_CHUNK = 1000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def columns() -> dict[str, list[str]]:
    """Every table with all its columns, referenced tables first."""
    from claims.model import tables

    return {name: [column.name for column in table.columns] for name, table in tables().items()}


def stream(reader: Reader, table: str, names: Sequence[str]) -> Iterator[Rows]:
    """The rows of a table by id, in chunks, true and false as 1 and 0.

    On Postgres by COPY: read one stream of a connection to its end before another.
    """
    booleans = BOOLEANS.get(table, ())
    listed = (f"CAST({name} AS int)" if name in booleans else name for name in names)
    sql = f"SELECT {', '.join(listed)} FROM {table} ORDER BY id"
    if reader.dialect == "postgresql":
        yield from _copied(reader, table, names, sql)
        return
    cursor = reader.connection.cursor()
    try:
        cursor.execute(sql)
        while chunk := cursor.fetchmany(_CHUNK):
            yield chunk
    finally:
        cursor.close()


def _copied(reader: Reader, table: str, names: Sequence[str], sql: str) -> Iterator[Rows]:
    from claims.model import tables
    from claims.reader import chunks

    kinds = {int: "int8", bool: "int8", float: "float8", str: "text"}
    types = [kinds[tables()[table].columns[name].type.python_type] for name in names]
    with reader.connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT") as copy:
        copy.set_types(types)
        yield from chunks(copy.rows(), _CHUNK)


class Digest:
    """The hash of what is told of it, table by table."""

    def __init__(self) -> None:
        self._sum = sha256()

    def table(self, name: str, names: Sequence[str]) -> None:
        """Begin a table."""
        self._sum.update(f"\n{name} {' '.join(names)}\n".encode())

    def rows(self, chunk: Rows) -> None:
        """Go on with rows; how they are divided does not matter."""
        self._sum.update(f"{_encode(chunk)[1:-1]},".encode())

    def __str__(self) -> str:
        """The hash so far, in hexadecimal."""
        return self._sum.hexdigest()


def content_hash(reader: Reader, progress: Callable[[int], None] | None = None) -> str:
    """The hash of all that a database holds.

    Call it inside ``reader.snapshot()`` where others may be writing.
    """
    digest = Digest()
    for table, names in columns().items():
        digest.table(table, names)
        for chunk in stream(reader, table, names):
            digest.rows(chunk)
            if progress is not None:
                progress(len(chunk))
    return str(digest)


def count_rows(reader: Reader) -> dict[str, int]:
    """How many rows each table has."""
    return {name: reader.value(f"SELECT count(*) FROM {name}") for name in columns()}
