"""What the full-text index takes of statements on their way, put together before they are stored.

Read back from the tables it would be the same, at several times the cost.
"""

from __future__ import annotations

from claims.fulltext import ACCEPTED, Entry, Told, entry, tell
from claims.indexed_words import indexed_words
from claims.keep.documents import Documents
from claims.keep.roles import Roles
from claims.keep.store import Store
from claims.reader import Row


class Indexing:
    """The index's rows of the statements that wait in a store."""

    def __init__(self, store: Store, documents: Documents, roles: Roles) -> None:
        self.store = store
        self.documents = documents
        self.roles = roles
        self.told: dict[int, Told] = {}
        """What whoever read the quotes of some statements has found beforehand."""

    def entries(self) -> dict[int, Entry]:
        """The rows of those statements of which all is known here; what was told is forgotten."""
        chains: dict[int, list[int]] = {}
        for step in self.store.waiting("via"):
            chains.setdefault(step["statement_id"], []).append(step["speaker_id"])
        documents = self.documents.by_id()
        found = {}
        for row in self.store.waiting("statement"):
            number, document = row["id"], documents.get(row["document_id"])
            told = self._told(row, document) if document is not None else None
            if document is not None and told is not None:
                found[number] = entry(row, told, document, chains.get(number, ()))
        self.told.clear()
        return found

    def _told(self, row: Row, document: Row) -> Told | None:
        """What is told of a statement, none where its role is not known here."""
        role, days = row["role_id"], (row["said_first"], row["said_last"])
        told = self.told.get(row["id"])
        if told and role is None and told.fits(document["title"], days):
            return told
        known = self.roles.title_key(row["speaker_id"], role) if role is not None else ""
        if known is None:
            return None
        return tell(
            told.words if told else indexed_words(row["text"]),
            title=document["title"],
            days=days,
            manner=(row["lang"], row["kind"], row.get("status", ACCEPTED)),
            printed=row["role_printed"],
            known=known,
        )
