"""Speakers, roles and documents of other collections on their way into the database.

``PeopleImport`` takes what a reader of such a collection makes of its items (they are in
claims.exchange.people) and keeps it, chunk by chunk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from claims.exchange.people import Entity, Odd, Position, Ref, Tenure, Work
from claims.exchange.people.check import (
    Say,
    check_entity,
    check_position,
    check_tenure,
    check_work,
)
from claims.exchange.people.entities import Entities
from claims.exchange.people.ids import Ids
from claims.exchange.people.tenures import Tenures, refs_of
from claims.exchange.people.works import Works
from claims.exchange.report import Flaw, ImportReport
from claims.exchange.sources import Raw
from claims.i18n import _
from claims.journal import Journal
from claims.keep.alike import LookAlike, look_alikes
from claims.keep.keeper import Keeper
from claims.keep.quote import FlawError
from claims.keep.xrefs import ids_of_speakers
from claims.reader import chunks

CHUNK = 2000
_MOST_WARNINGS = 100

Item = Entity | Tenure | Position | Work | Flaw | Odd | Raw
"""What readers make."""

T = TypeVar("T", Entity, Tenure, Position, Work)


class PeopleImport:
    """One file's speakers, roles and documents into one batch; ``report`` hears of everything.

    ``report.read`` counts what the reader made of the file: several items of one person with
    several roles.
    """

    def __init__(self, journal: Journal, report: ImportReport) -> None:
        self.journal = journal
        self.report = report
        self.keeper = Keeper(journal)
        self.ids = Ids(self.keeper.store)
        self.entities = Entities(self.keeper, self.ids, report, self._warn)
        self.tenures = Tenures(self.keeper, self.ids, report, self._warn)
        self.works = Works(self.keeper, self.ids, report)
        self._unsaid = 0

    def run(self, items: Iterator[Item], advance: Callable[[int], None]) -> None:
        """Keep every item, then say what was noticed on the way."""
        # A parent may stand behind its child.
        self.journal.defer_constraints()
        for chunk in chunks(items, CHUNK):
            self._chunk(chunk)
            advance(len(chunk))
        self.entities.settle()
        self.tenures.settle()
        self.keeper.flush()
        self._report_rest()

    def _chunk(self, items: list[Item]) -> None:
        self.report.read += sum(not isinstance(one, Odd) for one in items)
        for one in items:
            if isinstance(one, Odd):
                self._odd(*one)
            elif isinstance(one, Flaw):
                self._flaw(one)
            elif isinstance(one, Raw):
                self._flaw(Flaw(one.line, None, one.reason or _("not read")))
        entities = self._checked(items, Entity, check_entity)
        positions = self._checked(items, Position, check_position)
        works = self._checked(items, Work, check_work)
        tenures = self._checked(items, Tenure, check_tenure)
        self.ids.look_up(_refs(entities, works, tenures))
        self.entities.keep(entities)
        self.works.keep(works)
        self.keeper.flush()
        self.tenures.name(positions)
        self.tenures.keep(tenures)
        self.keeper.flush()

    def _checked(
        self, items: Iterable[Item], kind: type[T], check: Callable[[T, Say], T]
    ) -> list[T]:
        found = []
        for one in items:
            if isinstance(one, kind):
                try:
                    found.append(check(one, self._odd))
                except FlawError as error:
                    self._flaw(Flaw(one.line, error.field, error.reason))
        return found

    # -- what is said of it ----------------------------------------------------------------

    def _odd(self, line: int, field: str, reason: str) -> None:
        self.report.noticed.oddities.note(line, field, reason)

    def _flaw(self, flaw: Flaw) -> None:
        self.report.flawed += 1
        self.report.flaws.append(flaw)

    def _warn(self, text: str) -> None:
        if len(self.report.warnings) < _MOST_WARNINGS:
            self.report.warnings.append(text)
        else:
            self._unsaid += 1

    def _report_rest(self) -> None:
        report, keeper = self.report, self.keeper
        if self._unsaid:
            report.warnings.append(_("and {n} more like these").format(n=self._unsaid))
        report.made, report.made_counts = keeper.made, keeper.counts
        report.flaws.sort(key=lambda flaw: flaw.line or 0)
        report.look_alikes = self._look_alikes()

    def _look_alikes(self) -> list[LookAlike]:
        """Those made who may be somebody else: not those whom one collection tells apart."""
        reader = self.journal.reader
        found = look_alikes(reader, self.keeper.speakers.made)
        ids = ids_of_speakers(
            reader, (number for one in found for number in (one.id, one.other_id))
        )
        schemes = {number: {scheme for scheme, _key in theirs} for number, theirs in ids.items()}
        nowhere: set[str] = set()
        return [
            one
            for one in found
            if not schemes.get(one.id, nowhere) & schemes.get(one.other_id, nowhere)
        ]


def _refs(
    entities: Iterable[Entity], works: Iterable[Work], tenures: Iterable[Tenure]
) -> Iterator[Ref]:
    for entity in entities:
        yield from entity.refs
        if entity.parent:
            yield entity.parent
    for work in works:
        yield from work.refs
    for tenure in tenures:
        yield from refs_of(tenure)
