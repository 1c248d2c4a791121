"""Speakers, roles and documents of other collections on their way into the database.

``PeopleImport`` takes what a reader of such a collection makes of its items (claims.exchange.people)
and keeps it, chunk by chunk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claims.exchange.people import Entity, Odd, Position, Tenure, Work
from claims.exchange.report import Flaw, ImportReport
from claims.exchange.sources import Raw
from claims.journal import Journal

Item = Entity | Tenure | Position | Work | Flaw | Odd | Raw
"""What readers make."""


class PeopleImport:
    """One file's speakers, roles and documents into one batch; ``report`` hears of everything."""

    def __init__(self, journal: Journal, report: ImportReport) -> None:
        self.journal = journal
        self.report = report

    def run(self, items: Iterator[Item], advance: Callable[[int], None]) -> None:
        """Keep every item, then say what was noticed on the way."""
        raise NotImplementedError
