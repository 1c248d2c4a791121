"""The first load of a SQLite file: quicker, and in less room, while there is nothing to lose.

Three things pay while a file is filled for the first time, and only then.  ``in_place`` has its
pages written where they belong: a write-ahead log would hold each of them over and over, and in the
end all once more, which takes more disk than the database itself and a map of it in memory.
``late_indexes`` makes some indexes when the rows are there: an index grows at random places, and a
sorted list becomes one several times faster.  ``little_cache`` leaves the room for pages to those
who gather rows: they go to random places, of which a larger cache holds few more.

All keep the promise of one transaction: a killed load leaves the file as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from claims.reader import Reader

LATE = (
    "ix_statement_speaker_id_said_first",
    "ix_statement_role_id",
    "ix_statement_role_org_id",
    "ix_document_outlet_id",
)
"""Indexes that nothing asks for while quotes are being kept; a test holds that."""
_FEW_PAGES = -16384
"""In KiB, as SQLite wants them."""


@contextmanager
def in_place(connection: sqlite3.Connection) -> Iterator[None]:
    """Do without a write-ahead log around the first load of a file that nobody else has open.

    Others who open it meanwhile wait for the load to end.  Outside a transaction.
    """
    if not (_is_unfilled(connection) and turns(connection, "TRUNCATE")):
        yield
        return
    try:
        yield
    finally:
        # Where somebody reads just now, the next writer does it.
        turns(connection, "WAL")


@contextmanager
def late_indexes(reader: Reader) -> Iterator[None]:
    """Make ``LATE`` anew at the end of a first load, inside the caller's transaction."""
    with without_indexes(reader, "name", LATE):
        yield


@contextmanager
def little_cache(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold fewer pages in memory around the first load: 16 MB are as quick for it as 48."""
    if not _is_unfilled(connection):
        yield
        return
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = {_FEW_PAGES}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")


def is_first(reader: Reader) -> bool:
    """Whether what is loaded now is a database's first."""
    return reader.value("SELECT 1 FROM statement LIMIT 1") is None


@contextmanager
def without_indexes(reader: Reader, column: str, values: Iterable[str]) -> Iterator[None]:
    """Take indexes of SQLite off for as long as rows come, and make them again after.

    Those whose ``name``, or table (``tbl_name``), is among the values; what a constraint needs
    stays.
    """
    sql = f"""SELECT name, sql FROM sqlite_master
    WHERE type = 'index' AND sql IS NOT NULL AND {reader.within(column, "names")}"""
    taken = reader.rows(sql, names=list(values))
    for row in taken:
        reader.execute(f"DROP INDEX {row['name']}")
    yield
    if taken:
        with _sorting_on_disk(reader.connection):
            for row in taken:
                reader.execute(row["sql"])


def turns(connection: sqlite3.Connection, mode: str) -> bool:
    """Whether a file has a journal of this mode from now on; not while others have it open.

    Nobody is waited for.
    """
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        (found,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return str(found).upper() == mode


def _is_unfilled(connection: sqlite3.Connection) -> bool:
    """Whether there are no statements, or no tables yet."""
    schema = "SELECT 1 FROM sqlite_master WHERE name = 'statement'"
    if connection.execute(schema).fetchone() is None:
        return True
    return connection.execute("SELECT 1 FROM statement LIMIT 1").fetchone() is None


@contextmanager
def _sorting_on_disk(connection: sqlite3.Connection) -> Iterator[None]:
    """Have what is sorted take no more memory however much it is: of 10⁷ rows it was 350 MB."""
    (before,) = connection.execute("PRAGMA temp_store").fetchone()
    try:
        connection.execute("PRAGMA temp_store = FILE")
    except sqlite3.OperationalError:  # a temporary table is there, which would be lost
        yield
        return
    yield
    connection.execute(f"PRAGMA temp_store = {before}")
