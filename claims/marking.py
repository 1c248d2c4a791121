"""Marking speakers, roles and statements confidential, and lifting the mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from claims.confidential import MARKABLE, Sight, left_out
from claims.errors import UsageError
from claims.i18n import _
from claims.ids import Kind, Ref, format_id
from claims.names import reference
from claims.reader import Reader, Row

if TYPE_CHECKING:
    from claims.journal import Journal

_MOST = 10
"""Places named at most where a confidential name stands in other words."""

_MARKED = """
SELECT 'speaker' AS kind, k.id, k.name AS label FROM speaker k WHERE k.confidential
UNION ALL SELECT 'role', r.id, r.title || ', ' || k.name FROM role r
JOIN speaker k ON k.id = r.speaker_id WHERE r.confidential
UNION ALL SELECT 'statement', s.id, s.text FROM statement s WHERE s.confidential
ORDER BY 1, 2
"""
_WORDED = {
    Kind.CLAIM: "SELECT id FROM claim WHERE lower(text) LIKE :words",
    Kind.QUESTION: "SELECT id FROM question WHERE lower(title) LIKE :words",
    Kind.DOCUMENT: "SELECT id FROM document WHERE lower(COALESCE(title, '')) LIKE :words",
}


class Marked(NamedTuple):
    """A thing marked or lifted, and whether that changed it."""

    ref: Ref
    changed: bool


def mark(journal: Journal, things: Iterable[str], *, on: bool) -> list[Marked]:
    """Mark each thing confidential, or lift its mark.

    Raises ``UsageError`` for what cannot bear one, ``UnknownName`` for what is not there.
    """
    found = []
    for text in things:
        ref = reference(journal.reader, text)
        if ref.kind.value not in MARKABLE:
            raise UsageError(
                _("{id} is neither a speaker, a role nor a quote").format(id=ref),
                hint="claims confidential P4",
            )
        found.append(Marked(ref, mark_row(journal, ref.kind, ref.number, on=on)))
    return found


def mark_row(journal: Journal, kind: Kind, number: int, *, on: bool = True) -> bool:
    """The same of one row; false where it is so already."""
    return journal.update(kind.value, number, confidential=on)


def marked(reader: Reader) -> list[Row]:
    """What bears a mark, as its reader sees it: kind, id, label."""
    return [
        {"id": format_id(row["kind"], row["id"]), "kind": row["kind"], "label": row["label"]}
        for row in reader.rows(_MARKED)
    ]


def counted(reader: Reader) -> dict[str, int]:
    """How much is left out in all."""
    return left_out(reader)


def elsewhere(reader: Reader, speaker: int) -> list[str]:
    """Where a confidential name stands in words that are told all the same, as ids; a few.

    The mark is on rows: it cannot know what words mean.
    """
    return list(_elsewhere(reader.seen(Sight.ALL), reader.seen(Sight.OPEN), speaker))[:_MOST]


def _elsewhere(reader: Reader, stranger: Reader, speaker: int) -> Iterator[str]:
    from claims.search import search

    sql = """SELECT name FROM speaker WHERE id = :id AND kind <> 'unnamed'
        UNION SELECT name FROM alias WHERE speaker_id = :id"""
    for name in reader.values(sql, id=speaker):
        for row in search(stranger, '"{}"'.format(name.replace('"', " ")), limit=_MOST).rows:
            yield row["id"]
        words = name.lower().replace("%", " ").replace("_", " ")
        for kind, query in _WORDED.items():
            for number in stranger.values(f"{query} ORDER BY id LIMIT {_MOST}", words=f"%{words}%"):
                yield format_id(kind, number)
