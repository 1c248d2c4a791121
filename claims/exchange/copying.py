"""A database copied into an empty one of either engine, ids, history and all, in bulk.

The source is read in one snapshot, so that others may go on reading and writing it; the target is
filled in one transaction, so that it is whole or empty.  Indexes and references are made after the
rows, unless the tables are another's; the full-text index is copied from Postgres to Postgres, and
made anew from the rows otherwise.  Before anything counts, what arrived is read back and its hash
(``claims.content``) compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain
from typing import NamedTuple

from claims import confidential, content, fulltext
from claims.database import BUSY_SECONDS, HEAD, Database, open_database
from claims.errors import Conflict, DatabaseError
from claims.first_load import without_indexes
from claims.i18n import _
from claims.journal import Journal
from claims.reader import Reader

Stage = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]
"""``stage(title, total)``: a context manager that gives what to call with each advance."""

_AT_ONCE, _MOST_PARAMETERS = 40, 999  # as claims.journal: rows of one INSERT, values of one
_PAGE = 10_000


class Copied(NamedTuple):
    """What was copied: rows by table, and the hash both databases now have."""

    rows: dict[str, int]
    hash: str


@contextmanager
def both(source: str, target: str) -> Iterator[tuple[Database, Database]]:
    """Source and target, opened: the target is made, or its schema, where it has none.

    Raises ``DatabaseError`` where either has another schema than this program.
    """
    read = _opened(source, create=False)
    try:
        filled = _opened(target, create=True)
        try:
            yield read, filled
        finally:
            filled.close()
    finally:
        read.close()


def _opened(target: str, *, create: bool) -> Database:
    database = open_database(target, create=create, check=False)
    try:
        revision = database.revision()
        if revision is None and create:
            from claims.schema import upgrade

            upgrade(database)
        elif revision != HEAD:
            words = _("{db} has schema {theirs}, this program copies {ours}")
            raise DatabaseError(
                words.format(db=database.label, theirs=revision or _("none"), ours=HEAD),
                hint=f"claims --db {database.label} db upgrade",
            )
        if create:
            database.stop_reading()
    except BaseException:
        database.close()
        raise
    return database


def _silent(_title: str, _total: int | None) -> AbstractContextManager[Callable[[int], None]]:
    return nullcontext(lambda _count: None)


def copy_database(source: Database, target: Database, stage: Stage = _silent) -> Copied:
    """Copy everything, or nothing.

    Raises ``Conflict`` where the target holds anything, ``DatabaseError`` where what arrived is not
    what was sent.
    """
    reader = source.reader
    with reader.snapshot(), _filling(target) as journal:
        _refuse_filled(journal.reader, target.label)
        counts = content.count_rows(reader)
        with _bare(journal.reader, tuple(counts)), stage(_("copying"), sum(counts.values())) as go:
            digest = _copy_tables(reader, journal.reader, go)
        for table in counts:
            journal.skip_ids(table, _last_given(reader, table))
        if target.dialect == "postgresql":
            journal.reader.execute("ANALYZE")
        if confidential.active(reader):
            confidential.keep_hidden(journal.reader)
        with (
            stage(_("indexing words"), counts["statement"]) as go,
            _bare(journal.reader, (fulltext.TABLE,)),
        ):
            _index(reader, journal.reader, go)
        with stage(_("comparing"), sum(counts.values())) as go:
            _compare(journal.reader, digest, target.label, go)
    return Copied(counts, digest)


@contextmanager
def _filling(target: Database) -> Iterator[Journal]:
    """One transaction of the only writer there is; on SQLite references are checked at its end."""
    with target.writing(much=True, checked=False) as connection:
        if target.dialect == "postgresql":
            from claims.postgres import wait_for_turn

            wait_for_turn(connection, BUSY_SECONDS)
            connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '256MB'")
        yield Journal(connection, target.dialect, command="db copy", actor="")
        if target.dialect == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
            if broken:
                raise _not_the_same(target.label, _("a reference of {0} leads nowhere"), *broken)


def _refuse_filled(reader: Reader, label: str) -> None:
    for table in content.columns():
        if reader.value(f"SELECT id FROM {table} LIMIT 1") is not None:
            raise Conflict(
                _("{db} is not empty: a copy needs a database of its own").format(db=label),
                hint=_("claims db copy SOURCE with a new file, or a Postgres database just made"),
            )


# -- rows ----------------------------------------------------------------------------------


def _copy_tables(source: Reader, target: Reader, go: Callable[[int], None]) -> str:
    """The rows of every table; their hash as they were read."""
    digest = content.Digest()
    put = _put_sqlite if target.dialect == "sqlite" else _put_postgres
    for table, names in content.columns().items():
        digest.table(table, names)
        put(target, table, names, _counted(content.stream(source, table, names), digest, go))
    return str(digest)


def _counted(
    chunks: Iterator[content.Rows], digest: content.Digest, go: Callable[[int], None]
) -> Iterator[content.Rows]:
    for chunk in chunks:
        digest.rows(chunk)
        yield chunk
        go(len(chunk))


def _put_postgres(
    target: Reader, table: str, names: Sequence[str], chunks: Iterator[content.Rows]
) -> None:
    from claims.postgres import copy_rows

    copy_rows(target.connection, table, names, chain.from_iterable(chunks))


def _put_sqlite(
    target: Reader, table: str, names: Sequence[str], chunks: Iterator[content.Rows]
) -> None:
    cursor = target.connection.cursor()
    at_once = min(_AT_ONCE, _MOST_PARAMETERS // len(names))
    row = f"({', '.join('?' * len(names))})"
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES "
    many = sql + ", ".join([row] * at_once)
    for chunk in chunks:
        whole = len(chunk) - len(chunk) % at_once
        cursor.executemany(
            many,
            (tuple(chain(*chunk[start : start + at_once])) for start in range(0, whole, at_once)),
        )
        cursor.executemany(sql + row, chunk[whole:])
    cursor.close()


_LAST_GIVEN = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = '{table}'",
    "postgresql": "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_id_seq",
}


def _last_given(reader: Reader, table: str) -> int:
    """The last id that any row of a table had, rows long gone among them."""
    return int(reader.value(_LAST_GIVEN[reader.dialect].format(table=table)) or 0)


# -- indexes and references, after the rows ------------------------------------------------

_INDEXES = """
SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS make,
    'DROP INDEX ' || CAST(i.indexrelid AS regclass) AS away
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relname = ANY(:tables) AND pg_table_is_visible(t.oid)
AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid
    AND k.contype IN ('p', 'u'))
"""
# References last to be made and first to go: they stand on keys that are unique.
_CONSTRAINTS = """
SELECT k.conname AS name, 'ALTER TABLE ' || CAST(k.conrelid AS regclass) || ' ADD CONSTRAINT '
    || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) AS make,
    'ALTER TABLE ' || CAST(k.conrelid AS regclass) || ' DROP CONSTRAINT ' || quote_ident(k.conname)
    AS away
FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
WHERE t.relname = ANY(:tables) AND pg_table_is_visible(t.oid) AND k.contype IN ('f', 'u')
ORDER BY k.contype, k.conname
"""
_OURS = """
SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class
WHERE relname = ANY(:tables) AND pg_table_is_visible(oid)
"""


@contextmanager
def _bare(reader: Reader, tables: Sequence[str]) -> Iterator[None]:
    """Take indexes and references off for as long as rows come, and make them again after.

    On Postgres only their owner can; for anybody else they stay.
    """
    if reader.dialect == "sqlite":
        with without_indexes(reader, "tbl_name", tables):
            yield
        return
    taken = _taken_off(reader, list(tables))
    yield
    for row in reversed(taken):
        reader.execute(row)


def _taken_off(reader: Reader, tables: list[str]) -> list[str]:
    """What makes them again, in the opposite order."""
    if reader.value(_OURS, tables=tables):
        rows = reader.rows(_CONSTRAINTS, tables=tables)
        rows += reader.rows(_INDEXES, tables=tables)
    else:
        reader.execute("SET CONSTRAINTS ALL DEFERRED")
        rows = []
    for row in rows:
        reader.execute(row["away"])
    return [row["make"] for row in rows]


# -- full text -----------------------------------------------------------------------------


def _index(source: Reader, target: Reader, go: Callable[[int], None]) -> None:
    """Fill the index: as it is from Postgres to Postgres, else from the rows."""
    if source.dialect == target.dialect == "postgresql":
        words = f"COPY {fulltext.TABLE} (key, words)"
        with (
            source.connection.cursor() as reading,
            target.connection.cursor() as writing,
            reading.copy(f"{words} TO STDOUT") as out,
            writing.copy(f"{words} FROM STDIN") as into,
        ):
            for block in out:
                into.write(block)
        return
    for ids in _pages(target):
        fulltext.remember(target, ids)
        go(len(ids))


def _pages(reader: Reader) -> Iterator[list[int]]:
    sql = f"SELECT id FROM statement WHERE id > :last ORDER BY id LIMIT {_PAGE}"
    last = 0
    while ids := reader.values(sql, last=last):
        yield ids
        last = ids[-1]


# Keys of the index and those the statements ask for, as sums: contentless, it has no more to ask.
_KEYS = """
SELECT count(*) AS n, COALESCE(SUM({key} % 1000000007), 0) AS total FROM {table}
"""
_STORED = {
    "sqlite": ("id", f"{fulltext.TABLE}_docsize"),
    "postgresql": ("key", fulltext.TABLE),
}


def _compare(reader: Reader, digest: str, label: str, go: Callable[[int], None]) -> None:
    """What arrived is what was sent, and the index has a row for each statement."""
    if content.content_hash(reader, go) != digest:
        raise _not_the_same(label, _("its hash is another"))
    asked = f"((CAST(said_first AS bigint) << {fulltext.ID_BITS}) | id)"
    if reader.dialect == "sqlite":
        asked = f"((said_first << {fulltext.ID_BITS}) | id)"
        reader.execute(f"INSERT INTO {fulltext.TABLE}({fulltext.TABLE}) VALUES ('integrity-check')")
    key, table = _STORED[reader.dialect]
    kept = reader.row(_KEYS.format(key=key, table=table))
    if kept != reader.row(_KEYS.format(key=asked, table="statement")):
        raise _not_the_same(label, _("its full-text index is not of its quotes"))


def _not_the_same(label: str, why: str, *values: object) -> DatabaseError:
    return DatabaseError(
        _("nothing was copied to {db}: {why}").format(db=label, why=why.format(*values)),
        hint="claims db check",
    )
