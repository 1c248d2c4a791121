"""What the full-text index takes of statements on their way, put together before they are stored.

Read back from the tables it would be the same, at several times the cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from claims.fulltext import ACCEPTED, Indexed, filters_of, ids_of, key_of
from claims.indexed_words import indexed_words
from claims.keep.documents import Documents
from claims.keep.quote import Days
from claims.keep.roles import Roles
from claims.keep.store import Store
from claims.reader import Row
from claims.vectors import Begun, finished


class Told(NamedTuple):
    """A statement of a plain quote, what whoever read the record has told of it, and what of that
    may be otherwise by now.

    ``filters``, and the vector ``begun`` with them, hold for a document so entitled and for these
    days, where no role is known.
    """

    statement: int
    words: str
    filters: str
    title: str | None
    told_days: Days
    days: Days
    speaker: int
    role: int | None
    document: Row
    via: tuple[int, ...]
    lang: str | None
    kind: str
    printed: str | None
    begun: Begun | None


class Indexing:
    """The index's rows of the statements that wait in a store."""

    def __init__(self, store: Store, documents: Documents, roles: Roles) -> None:
        self.store = store
        self.documents = documents
        self.roles = roles
        self._told: list[tuple[Any, ...]] = []
        self._flushes = 0

    def tell(self, told: Iterable[tuple[Any, ...]]) -> None:
        """Remember what was told of statements that wait in the store: the fields of ``Told``.

        Once they are stored they may be changed behind our back: then they are read back.
        """
        if self._flushes != self.store.flushes:
            self._told.clear()
            self._flushes = self.store.flushes
        self._told += told

    def entries(self) -> dict[int, Indexed]:
        """The rows of those statements of which all is known here; none is asked for twice."""
        self.tell(())
        told, self._told = self._told, []
        found: dict[int, Indexed] = {}
        for one in told:
            (
                statement, words, filters, title, told_days, days, speaker, role, document, via,
                _lang, _kind, _printed, vector,
            ) = one  # fmt: skip
            if role is not None or title != document["title"] or told_days != days:
                known = self._filters(Told._make(one))
                if known is None:
                    continue
                filters = known
            elif vector is not None:
                packed = finished(vector, document["id"], document["outlet_id"], speaker, via)
                found[statement] = key_of(statement, days[0]), packed
                continue
            ids = ids_of(document["id"], speaker, document["outlet_id"], via)
            found[statement] = key_of(statement, days[0]), words, ids + filters
        return found | self._of_rows()

    def _of_rows(self) -> dict[int, Indexed]:
        found: dict[int, Indexed] = {}
        chains: dict[int, list[int]] = {}
        for step in self.store.waiting("via"):
            chains.setdefault(step["statement_id"], []).append(step["speaker_id"])
        articles: dict[int, Row] | None = None
        for row in self.store.waiting("statement"):
            if articles is None:
                articles = self.documents.by_id()
            article = articles.get(row["document_id"])
            if article is None:
                continue
            filters = self._filters_of(row, article)
            if filters is not None:
                number, outlet = row["id"], article["outlet_id"]
                ids = ids_of(article["id"], row["speaker_id"], outlet, chains.get(number, ()))
                key = key_of(number, row["said_first"])
                found[number] = key, indexed_words(row["text"]), ids + filters
        return found

    def _filters(self, told: Told) -> str | None:
        """The filters of a plain quote, none where its role is not known here."""
        known = self._title_key(told.speaker, told.role)
        if known is None:
            return None
        title = told.document["title"]
        return filters_of(told.lang, told.kind, ACCEPTED, told.days, title, told.printed, known)

    def _filters_of(self, row: Row, article: Row) -> str | None:
        """The filters of a statement, none where its role is not known here."""
        known = self._title_key(row["speaker_id"], row["role_id"])
        if known is None:
            return None
        days = row["said_first"], row["said_last"]
        status = row.get("status", ACCEPTED)
        return filters_of(
            row["lang"], row["kind"], status, days, article["title"], row["role_printed"], known
        )

    def _title_key(self, speaker: int, role: int | None) -> str | None:
        return "" if role is None else self.roles.title_key(speaker, role)
