"""The full-text index: one row a statement, the same tokens on both engines.

The key of a row is ``first day said << 32 | statement id``: ordered by date, so that newest first
and date ranges cost nothing, and with the statement's id in its low half.  ``words`` are the tokens
of the text, ``filters`` one token for each thing people filter by (``FILTERS``), so that a filter
is an intersection inside the index.  Names are not indexed: a name in a query becomes the ids it
can mean, so that renaming, aliases and merges touch no row.

On SQLite it is a contentless FTS5 table: forgetting a row takes the very values it was indexed
with, so ``forget`` runs before its statement or document changes.  On Postgres it is a table with
a ``tsvector``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from claims.reader import Reader, chunks
from claims.text import tokens

TABLE = "statement_fts"
ID_BITS = 32
ID_MASK = (1 << ID_BITS) - 1

FILTERS = {
    "p": "speaker",
    "o": "outlet",
    "d": "document",
    "v": "via",
    "l": "language",
    "k": "kind",
    "x": "status",
    "r": "role",
    "t": "title",
    "y": "year",
    "m": "month",
}
"""First letter of a filter token -> what it filters by; the rest is an id, a code or a number, or a
word of the role, as printed or as known, or of the document's title."""

ACCEPTED = "accepted"
"""The status of a statement that says nothing of it; the enumeration is slow to load."""
_CHUNK = 2000
LOAD = 10_000
"""Rows added at a time, in the order of their keys: FTS5 writes out what it gathered whenever a
key is lower than the one before, at five times the cost."""
_MANY = 2000
GATHERED, USUAL = 64 << 20, 1 << 20
"""Bytes FTS5 gathers before it writes: for many rows, for few."""

_INDEXED = """
SELECT s.id, s.said_first, s.said_last, s.text, s.speaker_id, s.document_id, s.kind, s.status,
       s.lang, s.role_printed, r.title_key, d.outlet_id, d.title
FROM statement s JOIN document d ON d.id = s.document_id LEFT JOIN role r ON r.id = s.role_id
WHERE {within} ORDER BY s.id
"""


# Plain tuples: a load makes one of every statement.

Entry = tuple[int, str, str]
"""A row of the index: its key, words and filters, the tokens of both between blanks."""

Vector = tuple[int, bytes]
"""A row of the index as Postgres takes it: its key, and what ``claims.vectors`` makes."""

Indexed = Entry | Vector
"""A row of the index, as either engine takes it."""


def key_of(statement_id: int, said_first: int) -> int:
    """The row's key: ordered by date, then by id."""
    return said_first << ID_BITS | statement_id


def filters_of(
    lang: str | None,
    kind: str,
    status: str,
    days: tuple[int, int],
    title: str | None,
    printed: str | None,
    known: str | None = None,
) -> str:
    """The filters of a statement that are no ids, a blank before each.

    They are told by its language, kind and status, the days said, its document's title, the role
    as printed and the key of the one known; of most statements, whoever reads the record can tell.
    """
    named = _title(title or "") + _role(printed or "", known or "")
    return _manner(lang or "", kind, status) + _times(*days) + named


def filters_in_columns(
    langs: Sequence[str | None],
    kinds: Sequence[str],
    days: Sequence[tuple[int, int]],
    titles: Sequence[str | None],
    documents: Sequence[int],
    printed: Sequence[str | None],
) -> list[str]:
    """The same of accepted statements that no role is known of; ``documents`` are places in
    ``titles``.
    """
    manners = {
        pair: _manner(pair[0] or "", pair[1], ACCEPTED)
        for pair in set(zip(langs, kinds, strict=True))
    }
    named = [_title(title or "") for title in titles]
    return [
        manners[lang, kind] + _times(*when) + named[document] + _role(role or "", "")
        for lang, kind, when, document, role in zip(
            langs, kinds, days, documents, printed, strict=True
        )
    ]


def ids_of(document: int, speaker: int, outlet: int | None, via: Iterable[int]) -> str:
    """The filters of a statement that are ids, its chain's among them."""
    channels = "".join([f" v{channel}" for channel in via]) if via else ""
    source = f" o{outlet}" if outlet is not None else ""
    return f"p{speaker} d{document}{source}{channels}"


# Statements of one document come together, and all else comes again and again.


@lru_cache(maxsize=256)
def _title(title: str) -> str:
    from claims.indexed_words import indexed_words

    return " t".join(["", *dict.fromkeys(indexed_words(title).split())])


@lru_cache(maxsize=256)
def _manner(lang: str, kind: str, status: str) -> str:
    """Language, kind and status; of "fr-CA", it is found as fr and as fr-CA."""
    parts = tokens(lang)
    languages = ["l" + "".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return "".join(f" {token}" for token in (*languages, f"k{kind}", f"x{status}"))


@lru_cache(maxsize=1 << 14)
def _role(printed: str, known: str) -> str:
    """The words of the role as printed and as known."""
    return " r".join(["", *dict.fromkeys([*tokens(printed), *tokens(known)])])


@lru_cache(maxsize=1 << 14)
def _times(said_first: int, said_last: int) -> str:
    """The year and the month all days of a date lie in."""
    first, last = date.fromordinal(said_first), date.fromordinal(said_last)
    if first.year != last.year:
        return ""
    if first.month != last.month:
        return f" y{first.year}"
    return f" y{first.year} m{first.year}{first.month:02}"


def entries(reader: Reader, ids: Iterable[int]) -> Iterator[Entry]:
    """The rows of statements as they are now, in the order of ``ids``, which must ascend."""
    from claims.indexed_words import indexed_words  # its tables, which no search needs

    for wanted in chunks(ids, _CHUNK):
        via: dict[int, list[int]] = {}
        for step in reader.iterate(
            "SELECT statement_id, speaker_id FROM via WHERE "
            + reader.within("statement_id", "ids")
            + " ORDER BY statement_id, step",
            ids=wanted,
        ):
            via.setdefault(step["statement_id"], []).append(step["speaker_id"])
        for row in reader.iterate(_INDEXED.format(within=reader.within("s.id", "ids")), ids=wanted):
            filters = filters_of(
                row["lang"],
                row["kind"],
                row["status"],
                (row["said_first"], row["said_last"]),
                row["title"],
                row["role_printed"],
                row["title_key"],
            )
            chain = via.get(row["id"], ())
            found = ids_of(row["document_id"], row["speaker_id"], row["outlet_id"], chain)
            key = key_of(row["id"], row["said_first"])
            yield key, indexed_words(row["text"]), found + filters


def remember(reader: Reader, ids: Iterable[int]) -> None:
    """Index statements that are not in the index."""
    write_entries(reader, entries(reader, ids))


def write_entries(reader: Reader, rows: Iterable[Indexed]) -> None:
    """Add rows to the index, many at a time."""
    cursor = reader.connection.cursor()
    for chunk in chunks(rows, LOAD):
        if reader.dialect == "sqlite":
            with _gathering(cursor, len(chunk)):
                cursor.executemany(
                    f"INSERT INTO {TABLE}(rowid, words, filters) VALUES (?, ?, ?)", sorted(chunk)
                )
        else:
            from claims.postgres import copy_vectors
            from claims.vectors import packed

            vectors = (one if len(one) == 2 else (one[0], packed(one[1], one[2])) for one in chunk)
            copy_vectors(reader.connection, TABLE, vectors, many=len(chunk) == LOAD)
    cursor.close()


@contextmanager
def _gathering(cursor: Any, count: int) -> Iterator[None]:
    """Have FTS5 write so many rows at once; its settings are rows of the same transaction."""
    sql = f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('hashsize', ?)"
    if count < _MANY:
        yield
        return
    cursor.execute(sql, (GATHERED,))
    yield
    cursor.execute(sql, (USUAL,))


def forget(reader: Reader, ids: Iterable[int]) -> None:
    """Take statements out of the index; their rows must still be as they were indexed."""
    cursor = reader.connection.cursor()
    for chunk in chunks(entries(reader, ids), _CHUNK):
        if reader.dialect == "sqlite":
            cursor.executemany(
                f"INSERT INTO {TABLE}({TABLE}, rowid, words, filters) VALUES ('delete', ?, ?, ?)",
                chunk,
            )
        else:
            keys = [key for key, _words, _filters in chunk]
            cursor.execute(f"DELETE FROM {TABLE} WHERE key = ANY(%s)", (keys,))
    cursor.close()


def rebuild(reader: Reader, *, but: str = "") -> None:
    """Index everything anew, inside the caller's transaction; without filters of these letters."""
    cursor = reader.connection.cursor()
    if reader.dialect == "sqlite":
        cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")
    else:
        cursor.execute(f"DELETE FROM {TABLE}")
    cursor.close()
    rows = entries(reader, reader.stream("SELECT id FROM statement ORDER BY id"))
    write_entries(reader, (_without(row, but) for row in rows) if but else rows)


def _without(row: Entry, letters: str) -> Entry:
    key, words, filters = row
    return key, words, " ".join(token for token in filters.split() if token[0] not in letters)
