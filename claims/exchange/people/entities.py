"""Entities of other collections as speakers: found by their ids, else by name, else made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claims.exchange.people import Entity, Ref
from claims.exchange.people.check import digest
from claims.exchange.people.ids import Ids
from claims.exchange.report import Flaw, ImportReport
from claims.i18n import _
from claims.ids import format_id
from claims.keep.keeper import Keeper
from claims.keep.quote import FlawError
from claims.keep.slugs import speaker_key
from claims.keep.store import Kept
from claims.keep.xrefs import ids_of_speakers
from claims.reader import Row, chunks
from claims.vocabulary import SpeakerKind

_CHUNK = 2000
_ABOVE = """WITH RECURSIVE up(id, parent_id) AS (
    SELECT id, parent_id FROM speaker WHERE {ids}
    UNION
    SELECT k.id, k.parent_id FROM up JOIN speaker k ON k.id = up.parent_id)
    SELECT id, parent_id FROM up"""


@dataclass(slots=True)
class _Placed:
    """An entity that has its speaker; ``replaces``: what it says counts for more than what is."""

    line: int
    own: Ref | None
    digest: str
    speaker: int
    parent: Ref | None
    made: bool
    changed: bool = False
    replaces: bool = False


class Entities:
    """Keeps entities, chunk by chunk."""

    def __init__(
        self, keeper: Keeper, ids: Ids, report: ImportReport, warn: Callable[[str], None]
    ) -> None:
        self.keeper, self.ids, self.report, self.warn = keeper, ids, report, warn
        self._seen: set[int] = set()
        self._rows: dict[int, Row] = {}
        self._theirs: dict[int, set[str]] = {}
        self._qualifiers: dict[str, set[str]] = {}
        self._waiting: list[_Placed] = []

    def keep(self, entities: Sequence[Entity]) -> None:
        """Keep the entities of a chunk, whose ids were looked up."""
        fresh = [one for one in entities if not self._unchanged(one)]
        names = (name for one in fresh for name in (one.name, *(a.name for a in one.aliases)))
        self.keeper.speakers.look_up(names)
        self._look_up(fresh)
        placed = []
        for one in fresh:
            try:
                placed.append(self._place(one))
            except FlawError as error:
                self._flaw(one.line, error)
        self._join([one for one in placed if not self._waits(one)])

    def settle(self) -> None:
        """Give their parents to those who waited for them until the end of the file."""
        waiting: list[_Placed]
        for waiting in chunks(self._waiting, _CHUNK):
            self.ids.look_up(ref for one in waiting for ref in (one.parent, one.own) if ref)
            self._rows = self._fetch({one.speaker for one in waiting})
            self._join(waiting)
            self.keeper.flush()
        self._waiting.clear()

    # -- finding ---------------------------------------------------------------------------

    def _unchanged(self, entity: Entity) -> bool:
        """Whether a record says what it said last time."""
        found = self.ids.get(entity.refs[0]) if entity.refs else None
        if not (found and found.table == "speaker" and found.digest == digest(entity)):
            return False
        self._seen.add(hash(entity.refs[0]))
        self.report.unchanged += 1
        return True

    def _look_up(self, entities: Sequence[Entity]) -> None:
        """Fetch all that these entities may be."""
        wanted: set[int] = set()
        for one in entities:
            wanted |= self.keeper.speakers.ids_of(one.name)
            wanted |= {found for ref in one.refs if (found := self.ids.speaker(ref))}
        self._rows = self._fetch(wanted)
        self._theirs = self._fetch_schemes(wanted)
        reader = self.keeper.store.reader
        keys = sorted({speaker_key(one.name) for one in entities})
        sql = f"SELECT key, qualifier FROM speaker WHERE {reader.within('key', 'keys')}"
        self._qualifiers = {key: set() for key in keys}
        for row in reader.iterate(sql, keys=keys):
            self._qualifiers[row["key"]].add(row["qualifier"])

    def _fetch_schemes(self, speakers: set[int]) -> dict[int, set[str]]:
        found = ids_of_speakers(self.keeper.store.reader, speakers)
        return {one: {scheme for scheme, _key in ids} for one, ids in found.items()}

    def _fetch(self, speakers: set[int]) -> dict[int, Row]:
        reader = self.keeper.store.reader
        sql = f"""SELECT id, name, kind, parent_id, note FROM speaker
        WHERE {reader.within("id", "ids")}"""
        return {row["id"]: row for row in reader.iterate(sql, ids=sorted(speakers))}

    def _place(self, entity: Entity) -> _Placed:
        own = entity.refs[0] if entity.refs else None
        before = self.ids.get(own) if own else None
        if before is not None and before.table != "speaker":
            reason = _("{key} is the id of something that is no speaker")
            raise FlawError("id", reason.format(key=own and own.key))
        first = own is None or hash(own) not in self._seen
        known = self._known(entity)
        speaker = known or self._by_name(entity)
        guessed = speaker is not None and not self._theirs.get(speaker)
        placed = _Placed(
            entity.line, own if first else None, digest(entity), speaker or self._make(entity),
            entity.parent, made=speaker is None,
            replaces=guessed or (first and before is not None and before.digest is not None),
        )  # fmt: skip
        if own is not None:
            self._seen.add(hash(own))
        placed.changed = self._complete(entity, placed)
        return placed

    def _known(self, entity: Entity) -> int | None:
        """The speaker one of its ids means; a warning where they mean several."""
        found = dict.fromkeys(one for ref in entity.refs if (one := self.ids.speaker(ref)))
        first, *others = found or [None]
        for other in others:
            words = _("line {n}: its ids are of {a} and {b}; the same? claims merge {b} {a}")
            a, b = (format_id("speaker", one or 0) for one in (first, other))
            self.warn(words.format(n=entity.line, a=a, b=b))
        return first

    def _by_name(self, entity: Entity) -> int | None:
        """The one speaker of its name that it can be, none where there is none or are several."""
        self.keeper.speakers.look_up([entity.name])
        named = self.keeper.speakers.ids_of(entity.name)
        found = [one for one in sorted(named) if self._may_be(entity, one)]
        for column, wanted in (("kind", entity.kind), ("name", entity.name)):
            found = [one for one in found if self._rows[one][column] == wanted] or found
        if len(found) > 1:
            words = _("line {n}: several are called {name}; made another, told apart by its id")
            self.warn(words.format(n=entity.line, name=entity.name))
        return found[0] if len(found) == 1 else None

    def _may_be(self, entity: Entity, speaker: int) -> bool:
        """Whether a speaker of its name can be it: who has another id there is another.

        One of whom no collection knows may be of another kind, for a quote can only guess that.
        """
        if speaker not in self._rows:  # names were forgotten and looked up again
            self._rows |= self._fetch({speaker})
            self._theirs |= self._fetch_schemes({speaker})
        theirs = self._theirs.get(speaker, set())
        if any(ref.scheme in theirs for ref in entity.refs):
            return False
        person = SpeakerKind.PERSON
        return not theirs or (self._rows[speaker]["kind"] == person) == (entity.kind == person)

    # -- making and completing -------------------------------------------------------------

    def _make(self, entity: Entity) -> int:
        speakers = self.keeper.speakers
        qualifier = self._qualifier(entity) if speakers.ids_of(entity.name) else ""
        self._qualifiers[speaker_key(entity.name)].add(qualifier)
        number = speakers.make(entity.name, kind=entity.kind, qualifier=qualifier, note=entity.note)
        self.keeper.note("speaker", Kept(number, made=True), entity.name)
        self._rows[number] = {
            "id": number, "name": entity.name, "kind": entity.kind.value, "parent_id": None,
            "note": entity.note,
        }  # fmt: skip
        return number

    def _qualifier(self, entity: Entity) -> str:
        """What tells an entity apart from others of its name: its id."""
        if not entity.refs:
            raise FlawError("name", _("several are called so, and it has no id"))
        taken = self._qualifiers[speaker_key(entity.name)]
        scheme, key = entity.refs[0]
        found, number = key, 1
        while found in taken:
            found = f"{scheme} {key}" if number == 1 else f"{scheme} {key} {number}"
            number += 1
        return found

    def _complete(self, entity: Entity, placed: _Placed) -> bool:
        """Give a speaker what an entity says and it lacks; whether anything was."""
        speaker, speakers = placed.speaker, self.keeper.speakers
        changed = not placed.made and speakers.name_also(speaker, entity.name)
        for alias in entity.aliases:
            changed |= speakers.name_also(speaker, alias.name, alias.lang)
        for ref in entity.refs:
            if self.ids.get(ref) is None:
                self.ids.add(ref, "speaker", speaker)
                self._theirs.setdefault(speaker, set()).add(ref.scheme)
                changed = True
        return changed | self._tell(entity, placed)

    def _tell(self, entity: Entity, placed: _Placed) -> bool:
        row = self._rows[placed.speaker]
        told: Row = {}
        if placed.replaces and row["kind"] != SpeakerKind.UNNAMED:
            told["kind"] = entity.kind.value
        if entity.note and (placed.replaces or row["note"] is None):
            told["note"] = entity.note
        told = {name: value for name, value in told.items() if row[name] != value}
        row.update(told)
        return bool(told) and self.keeper.store.change("speaker", placed.speaker, **told)

    # -- parents ---------------------------------------------------------------------------

    def _waits(self, placed: _Placed) -> bool:
        waits = placed.parent is not None and self.ids.get(placed.parent) is None
        if waits:
            self._waiting.append(placed)
        return waits

    def _join(self, placed: Iterable[_Placed]) -> None:
        """Set parents where they are told, then count what became of each."""
        several = list(placed)
        parents = {one.parent: self.ids.speaker(one.parent) for one in several if one.parent}
        above = self._above({number for number in parents.values() if number})
        for one in several:
            parent = parents[one.parent] if one.parent else None
            try:
                if parent is not None:
                    one.changed |= self._set_parent(one, parent, above)
                elif one.parent is not None:
                    reason = _("no speaker has the id {key}").format(key=one.parent.key)
                    self.report.noticed.oddities.note(one.line, "parent", reason)
            except FlawError as error:
                self._flaw(one.line, error)
                continue
            self._count(one, complete=one.parent is None or parent is not None)

    def _above(self, speakers: set[int]) -> dict[int, int | None]:
        """The parent of each of these, of that one, and so on up, as they were stored."""
        reader = self.keeper.store.reader
        if not speakers:
            return {}
        sql = _ABOVE.format(ids=reader.within("id", "ids"))
        return {row["id"]: row["parent_id"] for row in reader.iterate(sql, ids=sorted(speakers))}

    def _set_parent(self, placed: _Placed, parent: int, above: dict[int, int | None]) -> bool:
        row = self._rows[placed.speaker]
        if row["parent_id"] == parent or (row["parent_id"] is not None and not placed.replaces):
            return False
        upward: int | None = parent
        seen: set[int] = set()
        while upward is not None and upward not in seen:
            if upward == placed.speaker:
                raise FlawError("parent", _("is the speaker itself, or lies under it"))
            seen.add(upward)
            known = self._rows.get(upward)
            upward = known["parent_id"] if known else above.get(upward)
        row["parent_id"] = parent
        return self.keeper.store.change("speaker", placed.speaker, parent_id=parent)

    # -- what is said of it ----------------------------------------------------------------

    def _count(self, placed: _Placed, *, complete: bool) -> None:
        """Count what became of an entity; one that is complete is known again by its digest."""
        if complete and placed.own is not None:
            placed.changed |= self.ids.redigest(placed.own, placed.digest)
        if placed.made:
            self.report.new += 1
        elif placed.changed:
            self.report.revised += 1
        else:
            self.report.unchanged += 1

    def _flaw(self, line: int, error: FlawError) -> None:
        self.report.flawed += 1
        self.report.flaws.append(Flaw(line, error.field, error.reason))
