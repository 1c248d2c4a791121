"""The full-text index of a first load, made beside it by a thread of its own.

While a SQLite file is filled for the first time nobody asks the index for anything, so that what it
takes can wait: a thread makes the same index in a file of its own, with one statement for
thousands of rows, in which it needs no interpreter, and its pages are taken over at the end.  The
file has no name from the beginning, where the system knows such files: nothing of it remains,
whatever happens.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from claims.fulltext import GATHERED, TABLE, USUAL

if TYPE_CHECKING:
    from claims.fulltext import Indexed
    from claims.reader import Reader

_SETTINGS = (
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA cache_size=-2048",
    "PRAGMA secure_delete=OFF",
)
AT_A_TIME = 4000
"""Rows of one statement: more of them are no quicker, and stand in memory twice."""
_MERGED = 16
"""Segments of the index that become one: words are written anew half as often as with FTS5's own
four, which saves a seventh at 10⁶ rows."""
_AT_ONCE = 200
_PARTS = {"data": 2, "idx": 3, "docsize": 2}
"""The tables that FTS5 keeps a contentless index in, and their columns."""


class Beside:
    """An index in the making, begun with its first rows; used by one thread."""

    def __init__(self, folder: Path, schema: str) -> None:
        self._folder = folder
        self._schema = schema
        self._path: Path | None = None
        self._connection: sqlite3.Connection | None = None
        self._thread = ThreadPoolExecutor(1, "index")
        self._last: Future[None] | None = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        handle, name = mkstemp(prefix=".claims-index-", dir=self._folder)
        os.close(handle)
        self._path = Path(name)
        self._connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        for setting in _SETTINGS:
            self._connection.execute(setting)
        self._connection.execute(self._schema)
        for name, value in ("hashsize", GATHERED), ("automerge", _MERGED):
            setting = f"INSERT INTO {TABLE}({TABLE}, rank) VALUES (?, ?)"
            self._connection.execute(setting, (name, value))
        with suppress(PermissionError):  # Windows keeps the names of open files
            self._path.unlink()
        return self._connection

    def add(self, rows: Sequence[Indexed]) -> None:
        """Index rows, at most ``AT_A_TIME``; the ones before are waited for, these are not."""
        self._wait()
        self._last = self._thread.submit(self._store, rows)

    def _store(self, rows: Sequence[Indexed]) -> None:
        values = ", ".join(["(?, ?, ?)"] * len(rows))
        self._open().execute(
            f"INSERT INTO {TABLE}(rowid, words, filters) VALUES {values}",
            list(chain.from_iterable(sorted(rows))),
        )

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()

    def take_over(self, connection: sqlite3.Connection) -> None:
        """Make this the index of a database, in whose index there is nothing, then end."""
        self._wait()
        if self._connection is not None:
            _forget(connection)
            for part, columns in _PARTS.items():
                connection.execute(f"DELETE FROM {TABLE}_{part}")
                mark = f"({', '.join('?' * columns)})"
                rows = self._connection.execute(f"SELECT * FROM {TABLE}_{part}")
                while some := rows.fetchmany(_AT_ONCE):
                    marks = ", ".join([mark] * len(some))
                    values = list(chain.from_iterable(some))
                    connection.execute(f"INSERT INTO {TABLE}_{part} VALUES {marks}", values)
        self.close()

    def close(self) -> None:
        """End, whatever is being done."""
        if self._connection is not None:
            self._connection.interrupt()
        self._thread.shutdown()
        if self._connection is not None:
            self._connection.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def _forget(connection: sqlite3.Connection) -> None:
    """Have FTS5 forget what it remembers of the index, as it does when writing is taken back."""
    connection.execute(f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('hashsize', ?)", (USUAL,))
    for step in ("SAVEPOINT forgotten", "ROLLBACK TO forgotten", "RELEASE forgotten"):
        connection.execute(step)


def beside(reader: Reader) -> Beside | None:
    """Where the index of a database can be made; none where it must be made in its place.

    There must be nothing in it.
    """
    if reader.dialect != "sqlite":
        return None
    connection = reader.connection
    [file] = [row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"]
    sql = "SELECT sql FROM sqlite_master WHERE name = ?"
    (schema,) = connection.execute(sql, (TABLE,)).fetchone()
    try:  # some systems forbid it
        connection.execute(f"DELETE FROM {TABLE}_data WHERE false")
    except sqlite3.DatabaseError:
        return None
    folder = Path(file).parent
    return Beside(folder, schema) if file and os.access(folder, os.W_OK) else None
