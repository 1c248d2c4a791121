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

from collections.abc import Iterable, Iterator
from datetime import date

from claims.reader import Reader, Row, chunks
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
    "y": "year",
    "m": "month",
}
"""First letter of a filter token -> what it filters by; the rest is an id, a code or a number."""

_CHUNK = 2000
_MAX_POSITION = 16_383  # of a lexeme in a tsvector
_MAX_PLACES = 255
_MAX_VECTOR = 1_000_000  # bytes of lexemes in a tsvector, of 1,048,575 with their places

_INDEXED = """
SELECT s.id, s.said_first, s.said_last, s.text, s.speaker_id, s.document_id, s.kind, s.status,
       s.lang, d.outlet_id
FROM statement s JOIN document d ON d.id = s.document_id
WHERE {within} ORDER BY s.id
"""


def key_of(statement_id: int, said_first: int) -> int:
    """The row's key: ordered by date, then by id."""
    return said_first << ID_BITS | statement_id


def filter_tokens(row: Row, via: Iterable[int]) -> list[str]:
    """The filter tokens of a statement; ``row`` has the columns named in ``_INDEXED``."""
    found = [f"p{row['speaker_id']}", f"d{row['document_id']}"]
    found += [f"v{speaker}" for speaker in via]
    if row["outlet_id"] is not None:
        found.append(f"o{row['outlet_id']}")
    if row["lang"]:
        parts = tokens(row["lang"])
        # "fr-CA" is found as fr and as fr-CA.
        found += ["l" + "".join(parts[:end]) for end in range(1, len(parts) + 1)]
    found += [f"k{row['kind']}", f"x{row['status']}"]
    first, last = date.fromordinal(row["said_first"]), date.fromordinal(row["said_last"])
    if first.year == last.year:
        found.append(f"y{first.year}")
        if first.month == last.month:
            found.append(f"m{first.year}{first.month:02}")
    return found


def entries(reader: Reader, ids: Iterable[int]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Key, words and filters of statements, from the rows as they are now."""
    for chunk in chunks(ids, _CHUNK):
        wanted = list(chunk)
        via: dict[int, list[int]] = {}
        for step in reader.iterate(
            "SELECT statement_id, speaker_id FROM via WHERE "
            + reader.within("statement_id", "ids")
            + " ORDER BY statement_id, step",
            ids=wanted,
        ):
            via.setdefault(step["statement_id"], []).append(step["speaker_id"])
        for row in reader.iterate(_INDEXED.format(within=reader.within("s.id", "ids")), ids=wanted):
            words = tokens(row["text"])
            yield (
                key_of(row["id"], row["said_first"]),
                words,
                filter_tokens(row, via.get(row["id"], ())),
            )


def vector(words: list[str], filters: list[str]) -> str:
    """The ``tsvector`` literal of a row; a filter token begins with "=", which no word does.

    Of a text beyond measure only the beginning is indexed.
    """
    places: dict[str, list[int]] = {}
    left = _MAX_VECTOR
    for place, word in enumerate(words, 1):
        left -= 2 if word in places else len(word.encode()) + 8
        if left < 0:
            break
        found = places.setdefault(word, [])
        if len(found) < _MAX_PLACES:
            found.append(min(place, _MAX_POSITION))
    lexemes = [f"'{word}':{','.join(map(str, at))}" for word, at in places.items()]
    return " ".join(lexemes + [f"'={token}'" for token in filters])


def remember(reader: Reader, ids: Iterable[int]) -> None:
    """Index statements that are not in the index."""
    write_entries(reader, entries(reader, ids))


def write_entries(reader: Reader, rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
    """Add rows to the index in chunks."""
    cursor = reader.connection.cursor()
    if reader.dialect == "sqlite":
        cursor.executemany(
            f"INSERT INTO {TABLE}(rowid, words, filters) VALUES (?, ?, ?)",
            ((key, " ".join(words), " ".join(filters)) for key, words, filters in rows),
        )
    else:
        for chunk in chunks(rows, _CHUNK):
            cursor.executemany(
                f"INSERT INTO {TABLE}(key, words) VALUES (%s, %s::tsvector)",
                [(key, vector(words, filters)) for key, words, filters in chunk],
            )
    cursor.close()


def forget(reader: Reader, ids: Iterable[int]) -> None:
    """Take statements out of the index; their rows must still be as they were indexed."""
    cursor = reader.connection.cursor()
    for chunk in chunks(entries(reader, ids), _CHUNK):
        if reader.dialect == "sqlite":
            cursor.executemany(
                f"INSERT INTO {TABLE}({TABLE}, rowid, words, filters) VALUES ('delete', ?, ?, ?)",
                [(key, " ".join(words), " ".join(filters)) for key, words, filters in chunk],
            )
        else:
            keys = [key for key, _words, _filters in chunk]
            cursor.execute(f"DELETE FROM {TABLE} WHERE key = ANY(%s)", (keys,))
    cursor.close()


def rebuild(reader: Reader) -> None:
    """Index everything anew, inside the caller's transaction."""
    cursor = reader.connection.cursor()
    if reader.dialect == "sqlite":
        cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")
    else:
        cursor.execute(f"DELETE FROM {TABLE}")
    cursor.close()
    remember(reader, reader.values("SELECT id FROM statement ORDER BY id"))
