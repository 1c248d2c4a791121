"""The full-text index of a first load, made beside it by a thread of its own.

While a SQLite file is filled for the first time nobody asks the index for anything, so that what it
takes can wait: a thread makes the same index in a file of its own, with one statement for tens of
thousands of rows, in which it needs no interpreter.  Until there are so many the rows wait in a
table of that file, where they take no memory.

At the end SQLite copies the index's pages from the file, which is attached to the database for
that until its transaction has ended (``let_go``).  The file has no name from the beginning, where
the system knows such files: nothing of it remains, whatever happens.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
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
AT_A_TIME = 2000
"""Rows handed to the thread at a time."""
_TOGETHER = 20_000
"""Rows indexed together.  FTS5 writes out what it gathered at the end of a statement and whenever a
key is lower than the one before, and whatever it wrote so is merged later, each word written anew.
At 10⁶ a row costs 26 µs where 4,000 are together, 20 so; 40,000 gain no more, and take 16 MB."""
_MERGED = 64
"""Segments of the index that become one, at most: up to 1.3 million rows are written once."""
_AHEAD = 8
"""Times ``AT_A_TIME`` rows that wait in memory while others are being indexed, some 1.5 MB each: as
many as come while ``_TOGETHER`` are.
"""
_PARTS = ("data", "idx", "docsize")
"""The tables that FTS5 keeps a contentless index in."""
_ATTACHED = "index_beside"


class Beside:
    """An index in the making, begun with its first rows; used by one thread."""

    def __init__(self, database: sqlite3.Connection, folder: Path, schema: str) -> None:
        self._database = database
        self._folder = folder
        self._schema = schema
        self._connection: sqlite3.Connection | None = None
        self._thread = ThreadPoolExecutor(1, "index")
        self._begun: deque[Future[None]] = deque()
        self._waiting = 0
        """Rows that are not indexed yet."""

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        handle, path = mkstemp(prefix=".claims-index-", dir=self._folder)
        os.close(handle)
        self._database.execute(f"ATTACH ? AS {_ATTACHED}", (path,))
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for setting in _SETTINGS:
            self._connection.execute(setting)
        self._connection.execute(self._schema)
        self._connection.execute("CREATE TABLE waiting (key, words, filters)")
        settings = {"hashsize": GATHERED, "automerge": _MERGED, "crisismerge": _MERGED}
        for name, value in settings.items():
            setting = f"INSERT INTO {TABLE}({TABLE}, rank) VALUES (?, ?)"
            self._connection.execute(setting, (name, value))
        with suppress(PermissionError):  # Windows keeps the names of open files
            Path(path).unlink()
        return self._connection

    def add(self, rows: Sequence[Indexed]) -> None:
        """Index rows, at most ``AT_A_TIME``; of those before only a few are still to be done.

        Nobody else uses the database meanwhile.
        """
        self._open()
        while len(self._begun) >= _AHEAD:
            self._begun.popleft().result()
        self._begun.append(self._thread.submit(self._store, rows))

    def finish(self) -> None:
        """Index what there is, so that little is left to do when it is taken over."""
        self._begun.append(self._thread.submit(self._index))

    def _store(self, rows: Sequence[Indexed]) -> None:
        values = ", ".join(["(?, ?, ?)"] * len(rows))
        self._open().execute(
            f"INSERT INTO waiting VALUES {values}", list(chain.from_iterable(rows))
        )
        self._waiting += len(rows)
        if self._waiting >= _TOGETHER:
            self._index()

    def _index(self) -> None:
        """Index the rows that wait, in the order of their keys."""
        if self._waiting:
            connection = self._open()
            sql = "(rowid, words, filters) SELECT key, words, filters FROM waiting ORDER BY key"
            connection.execute(f"INSERT INTO {TABLE}{sql}")
            connection.execute("DELETE FROM waiting")
            self._waiting = 0

    def _wait(self) -> None:
        while self._begun:
            self._begun.popleft().result()

    def take_over(self) -> None:
        """Make this the index of the database, in whose index there is nothing, then end."""
        self.finish()
        self._wait()
        begun = self._connection is not None
        self.close()
        if begun:
            _forget(self._database)
            for part in _PARTS:
                self._database.execute(f"DELETE FROM main.{TABLE}_{part}")
                made = f"SELECT * FROM {_ATTACHED}.{TABLE}_{part}"
                self._database.execute(f"INSERT INTO main.{TABLE}_{part} {made}")

    def close(self) -> None:
        """End, whatever is being done."""
        if self._connection is not None:
            self._connection.interrupt()
        self._thread.shutdown(cancel_futures=True)
        if self._connection is not None:
            self._connection.close()
            self._connection = None


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
    if not file or not os.access(folder, os.W_OK):
        return None
    return Beside(connection, folder, schema)


def let_go(connection: sqlite3.Connection) -> None:
    """Give up the file an index was made in, after the transaction of the load."""
    for _number, name, file in connection.execute("PRAGMA database_list").fetchall():
        if name == _ATTACHED:
            connection.execute(f"DETACH {_ATTACHED}")
            Path(file).unlink(missing_ok=True)
