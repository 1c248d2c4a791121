"""Whether the full-text index is what ``claims.fulltext`` would make of the rows as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims import fulltext
from claims.fulltext import ID_BITS, ID_MASK, TABLE
from claims.reader import Reader, chunks
from claims.vectors import packed

_CHUNK = 2000
_SCRATCH = "statement_fts_expected"
_VOCABULARY = "statement_fts_terms"


def differences(reader: Reader) -> list[int]:
    """The ids of statements that the index lacks, has otherwise, or has though they are gone.

    On SQLite it makes a second index in the connection's temporary store and compares the terms;
    the connection must not be inside a transaction that only reads.
    """
    keys = _on_sqlite(reader) if reader.dialect == "sqlite" else _on_postgres(reader)
    return sorted({key & ID_MASK for key in keys})


def _expected(reader: Reader) -> Iterator[fulltext.Entry]:
    return fulltext.entries(reader, reader.values("SELECT id FROM statement ORDER BY id"))


def _on_sqlite(reader: Reader) -> Iterable[int]:
    # FTS5 keeps no rows here, only terms: so terms are compared, as sums for each row.
    scratch = reader.connection.cursor()
    source = reader.value("SELECT sql FROM sqlite_master WHERE name = :name", name=TABLE)
    scratch.execute(source.replace(TABLE, f"temp.{_SCRATCH}", 1))
    try:
        scratch.executemany(
            f"INSERT INTO temp.{_SCRATCH}(rowid, words, filters) VALUES (?, ?, ?)",
            _expected(reader),
        )
        kept, expected = _sums(reader, "main", TABLE), _sums(reader, "temp", _SCRATCH)
    finally:
        scratch.execute(f"DROP TABLE temp.{_SCRATCH}")
        scratch.close()
    return {key for key in kept.keys() | expected.keys() if kept.get(key) != expected.get(key)}


def _sums(reader: Reader, schema: str, table: str) -> dict[int, int]:
    """For each row of an index, a sum over its terms and, of its words, their places."""
    cursor = reader.connection.cursor()
    cursor.execute(
        f"CREATE VIRTUAL TABLE temp.{_VOCABULARY} USING fts5vocab({schema}, {table}, instance)"
    )
    sums: dict[int, int] = {}
    try:
        sql = f"""SELECT doc, term, col, CASE col WHEN 'words' THEN "offset" END
        FROM {_VOCABULARY}"""
        for key, *place in cursor.execute(sql):
            sums[key] = sums.get(key, 0) + hash(tuple(place))
    finally:
        cursor.execute(f"DROP TABLE temp.{_VOCABULARY}")
        cursor.close()
    return sums


_WRONG = f"""
SELECT e.key FROM unnest(CAST(:keys AS bigint[]), CAST(:vectors AS bytea[])) AS e(key, words)
LEFT JOIN {TABLE} f ON f.key = e.key
WHERE f.key IS NULL OR tsvectorsend(f.words) <> e.words
"""
_STRAY = f"""
SELECT f.key FROM {TABLE} f
LEFT JOIN statement s ON s.id = (f.key & {ID_MASK})
    AND ((CAST(s.said_first AS bigint) << {ID_BITS}) | s.id) = f.key
WHERE s.id IS NULL
"""


def _on_postgres(reader: Reader) -> Iterable[int]:
    for chunk in chunks(_expected(reader), _CHUNK):
        vectors = [packed(words, filters) for _key, words, filters in chunk]
        yield from reader.values(_WRONG, keys=[row[0] for row in chunk], vectors=vectors)
    yield from reader.values(_STRAY)
