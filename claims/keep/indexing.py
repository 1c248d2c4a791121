"""What the full-text index takes of statements on their way, put together before they are stored.

Read back from the tables it would be the same, at several times the cost.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.fulltext import ACCEPTED, Entry, Of, Told, entry, tell
from claims.indexed_words import indexed_words
from claims.keep.documents import Documents
from claims.keep.plain import SAID, Plain
from claims.keep.roles import Roles
from claims.keep.statements import Places
from claims.keep.store import Store
from claims.reader import Row

_KIND = SAID.index("kind")


class _Kept(NamedTuple):
    """A plain quote just kept: its statement, what that refers to and its days."""

    statement: int
    quote: Plain
    places: Places
    days: tuple[int, int]
    document: Row


class Indexing:
    """The index's rows of the statements that wait in a store."""

    def __init__(self, store: Store, documents: Documents, roles: Roles) -> None:
        self.store = store
        self.documents = documents
        self.roles = roles
        self._plain: list[_Kept] = []

    def kept(
        self, statement: int, quote: Plain, places: Places, days: tuple[int, int], document: Row
    ) -> None:
        """Remember a plain quote until its row is asked for: its document may still change."""
        self._plain.append(_Kept(statement, quote, places, days, document))

    def entries(self) -> dict[int, Entry]:
        """The rows of those statements of which all is known here; none is asked for twice."""
        found = {}
        kept, self._plain = self._plain, []
        for statement, quote, places, days, document in kept:
            told = self._told_plain(quote, places, days, document)
            if told is not None:
                outlet = document["outlet_id"]
                of = Of(statement, places.document, places.speaker, outlet, days[0])
                found[statement] = entry(of, told, places.via)
        chains: dict[int, list[int]] = {}
        for step in self.store.waiting("via"):
            chains.setdefault(step["statement_id"], []).append(step["speaker_id"])
        documents: dict[int, Row] | None = None
        for row in self.store.waiting("statement"):
            if documents is None:
                documents = self.documents.by_id()
            article = documents.get(row["document_id"])
            told = self._told(row, article) if article is not None else None
            if article is not None and told is not None:
                number, outlet = row["id"], article["outlet_id"]
                of = Of(number, article["id"], row["speaker_id"], outlet, row["said_first"])
                found[number] = entry(of, told, chains.get(number, ()))
        return found

    def _told_plain(
        self, quote: Plain, places: Places, days: tuple[int, int], document: Row
    ) -> Told | None:
        """What is told of a plain quote: what it tells itself, unless its document says otherwise
        or its role is known; none where that is not known here.
        """
        told = quote.told
        if places.role is None:
            if told.fits(document["title"], days):
                return told
            known: str | None = ""
        else:
            known = self.roles.title_key(places.speaker, places.role)
        if known is None:
            return None
        return tell(
            told.words,
            title=document["title"],
            days=days,
            manner=(quote.lang, str(quote.said[_KIND]), ACCEPTED),
            printed=quote.role,
            known=known,
        )

    def _told(self, row: Row, article: Row) -> Told | None:
        """What is told of a statement, none where its role is not known here."""
        role = row["role_id"]
        known = self.roles.title_key(row["speaker_id"], role) if role is not None else ""
        if known is None:
            return None
        return tell(
            indexed_words(row["text"]),
            title=article["title"],
            days=(row["said_first"], row["said_last"]),
            manner=(row["lang"], row["kind"], row.get("status", ACCEPTED)),
            printed=row["role_printed"],
            known=known,
        )
