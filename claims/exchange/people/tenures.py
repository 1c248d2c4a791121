"""Tenures of other collections as roles: held by whom, where, from when to when.

A tenure whose holder, organisation or position is not known yet waits for the end of the file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from claims.dates import parse_date
from claims.errors import UnknownName
from claims.exchange.people import Alias, Position, Ref, Tenure
from claims.exchange.people.check import digest
from claims.exchange.people.ids import Ids
from claims.exchange.people.spool import Spool
from claims.exchange.report import Flaw, ImportReport
from claims.i18n import _, ngettext
from claims.keep.keeper import Keeper
from claims.keep.questions import titles_json
from claims.keep.quote import FlawError
from claims.keep.roles import Term
from claims.reader import chunks
from claims.text import name_key
from claims.vocabulary import SpeakerKind

_CHUNK = 2000
_SHOWN = 5

Titles = tuple[str, tuple[Alias, ...]]


class _Waits(Exception):
    """Something a tenure names may come later in the file."""


class Tenures:
    """Keeps tenures, chunk by chunk."""

    def __init__(
        self, keeper: Keeper, ids: Ids, report: ImportReport, warn: Callable[[str], None]
    ) -> None:
        self.keeper, self.ids, self.report, self.warn = keeper, ids, report, warn
        self.nameless: Counter[str] = Counter()
        """Positions of which only the id is known, and how many hold them."""
        self._lines: dict[int, int] = {}
        self._named: dict[Ref, Titles] = {}
        self._titles: dict[Ref, Titles] = {}
        self._apart: dict[str, set[int]] = {}
        self._waiting = Spool()
        self._last = False

    def keep(self, tenures: Iterable[Tenure]) -> None:
        """Keep the tenures of a chunk, whose ids were looked up."""
        fresh = [one for one in tenures if not self._unchanged(one)]
        self.keeper.speakers.look_up(one.org_name for one in fresh if one.org_name)
        holders = {found for one in fresh if (found := self.ids.speaker(one.holder))}
        self.keeper.roles.look_up(holders)
        self._apart = self._of_collections(holders) if any(one.ref for one in fresh) else {}
        self._titles = self._known_titles({one.position for one in fresh if _nameless(one)})
        for one in fresh:
            self._keep_or_wait(one)

    def settle(self) -> None:
        """Keep those that waited for the end of the file, or say what they lack."""
        self._last = True
        for chunk in chunks(map(_unpack, self._waiting.take()), _CHUNK):
            waiting: Sequence[Tenure] = chunk
            self.ids.look_up(ref for one in waiting for ref in refs_of(one))
            self.keep(waiting)
            self.keeper.flush()
        if self.nameless:
            self._tell_nameless()

    def name(self, positions: Sequence[Position]) -> None:
        """Remember what positions are called; roles known by their ids take the names."""
        told: dict[str, Position] = {}
        for one in positions:
            if one.ref not in self._named:
                self._named[one.ref] = (one.title, one.titles)
                told[_raw(one.ref)] = one
        retitled = self._retitle(told) if told else set()
        self.report.revised += len(retitled)
        self.report.unchanged += len(positions) - len(retitled)

    # -- one tenure ------------------------------------------------------------------------

    def _unchanged(self, tenure: Tenure) -> bool:
        """Whether a record says what it said last time."""
        found = self.ids.get(tenure.ref) if tenure.ref else None
        if not (found and found.table == "role" and found.digest == digest(tenure)):
            return False
        self._lines.setdefault(hash(tenure.ref), tenure.line)
        self.report.unchanged += 1
        return True

    def _keep_or_wait(self, tenure: Tenure) -> None:
        try:
            self._keep(tenure)
        except _Waits:
            self._waiting.add(_pack(tenure))
        except FlawError as error:
            self._flaw(tenure.line, error.field, error.reason)
        except UnknownName as error:
            self._flaw(tenure.line, "org", f"{error.message}: {', '.join(error.candidates)}")

    def _keep(self, tenure: Tenure) -> None:
        holder = self._speaker("holder", tenure.holder)
        title, titles = self._title(tenure)
        org = self._org(tenure)
        term = Term(
            title, org, tenure.since, tenure.until,
            {one.lang: one.name for one in titles if one.lang}, tenure.note,
        )  # fmt: skip
        if tenure.ref is None:
            self._keep_term(holder, term, ())
        else:
            # What an organisation is missing from is looked at again next time.
            whole = org is not None or tenure.org is None
            told = digest(tenure) if whole else None
            self._keep_known(tenure, tenure.ref, holder, term, told)

    def _keep_known(
        self, tenure: Tenure, ref: Ref, holder: int, term: Term, told: str | None
    ) -> None:
        """A tenure that has an id of its own: revised where the id is known."""
        first = self._lines.setdefault(hash(ref), tenure.line)
        if first != tenure.line:
            reason = _("{key} is the id of line {first} too").format(key=ref.key, first=first)
            raise FlawError("id", reason)
        before = self.ids.get(ref)
        if before is None:
            apart = self._apart.setdefault(ref.scheme, set())
            role = self._keep_term(holder, term, apart)
            raw = _raw(tenure.position) if tenure.position else None
            self.ids.add(ref, "role", role, told, raw)
            apart.add(role)
        elif before.table != "role":
            reason = _("{key} is the id of something that is no role").format(key=ref.key)
            raise FlawError("id", reason)
        else:
            changed = self.keeper.roles.revise(before.id, holder, term)
            changed |= told is not None and self.ids.redigest(ref, told)
            self._count(made=False, changed=changed)

    def _keep_term(self, holder: int, term: Term, apart: Iterable[int]) -> int:
        roles = self.keeper.roles
        completed = roles.completed
        kept = roles.keep_term(holder, term, apart=set(apart))
        self.keeper.note("role", kept, term.title)
        self._count(made=kept.made, changed=roles.completed > completed)
        return kept.id

    def _speaker(self, field: str, ref: Ref) -> int:
        found = self.ids.get(ref)
        if found is None:
            if not self._last:
                raise _Waits
            raise FlawError(field, _("no record has the id {key}").format(key=ref.key))
        if found.table != "speaker":
            reason = _("{key} is the id of something that is no speaker").format(key=ref.key)
            raise FlawError(field, reason)
        return found.id

    def _org(self, tenure: Tenure) -> int | None:
        if tenure.org is not None:
            unknown = self.ids.get(tenure.org) is None
            if not (self._last and unknown and (tenure.org_name or tenure.loose)):
                return self._speaker("org", tenure.org)
        if tenure.org_name is None:
            if tenure.org is not None:
                reason = _("no speaker has the id {key}").format(key=tenure.org.key)
                self.report.noticed.oddities.note(tenure.line, "org", reason)
            return None
        kept = self.keeper.speakers.keep(
            tenure.org_name, kind=SpeakerKind.ORG, prefer=SpeakerKind.ORG
        )
        self.keeper.note("organisation", kept, tenure.org_name)
        return kept.id

    # -- what positions are called ---------------------------------------------------------

    def _title(self, tenure: Tenure) -> Titles:
        position = tenure.position
        if position is None or tenure.title != position.key:
            return tenure.title, tenure.titles
        found = self._named.get(position) or self._titles.get(position)
        if found is None:
            if not self._last:
                raise _Waits
            self.nameless[position.key] += 1
        return found or (tenure.title, ())

    def _known_titles(self, positions: set[Ref | None]) -> dict[Ref, Titles]:
        """What positions are called that speakers, or roles kept before, have the ids of."""
        found: dict[Ref, Titles] = {}
        raws = {_raw(one): one for one in positions if one}
        if not raws:
            return found
        reader = self.keeper.store.reader
        sql = f"""SELECT x.raw, r.title, r.titles FROM xref x JOIN role r ON r.id = x.role_id
        WHERE {reader.within("x.raw", "raws")} ORDER BY r.id"""
        for row in reader.iterate(sql, raws=sorted(raws)):
            ref = raws[row["raw"]]
            if row["title"] != ref.key:
                titles = json.loads(row["titles"]) if row["titles"] else {}
                found[ref] = row["title"], tuple(Alias(t, lang) for lang, t in titles.items())
        for one in raws.values():
            speaker = self.ids.speaker(one)
            name = self.keeper.speakers.name_of(speaker) if speaker else None
            if name and one not in found:
                found[one] = name, ()
        return found

    def _retitle(self, told: dict[str, Position]) -> set[str]:
        """Give roles whose title is but the id of a position its name; which positions."""
        reader = self.keeper.store.reader
        sql = f"""SELECT x.raw, r.id, r.title FROM xref x JOIN role r ON r.id = x.role_id
        WHERE {reader.within("x.raw", "raws")} ORDER BY r.id"""
        changed = set()
        for row in reader.rows(sql, raws=sorted(told)):
            position = told[row["raw"]]
            if row["title"] == position.ref.key != position.title:
                titles = titles_json({one.lang: one.name for one in position.titles if one.lang})
                self.keeper.store.change(
                    "role", row["id"], title=position.title, title_key=name_key(position.title),
                    titles=titles,
                )  # fmt: skip
                changed.add(row["raw"])
        return changed

    def _of_collections(self, holders: set[int]) -> dict[str, set[int]]:
        """Which of the roles of these speakers have an id, by scheme."""
        reader = self.keeper.store.reader
        sql = f"""SELECT x.scheme, r.id FROM role r JOIN xref x ON x.role_id = r.id
        WHERE {reader.within("r.speaker_id", "ids")}"""
        found: dict[str, set[int]] = {}
        for row in reader.iterate(sql, ids=sorted(holders)):
            found.setdefault(row["scheme"], set()).add(row["id"])
        return found

    # -- what is said of it ----------------------------------------------------------------

    def _count(self, *, made: bool, changed: bool) -> None:
        if made:
            self.report.new += 1
        elif changed:
            self.report.revised += 1
        else:
            self.report.unchanged += 1

    def _flaw(self, line: int, field: str | None, reason: str) -> None:
        self.report.flawed += 1
        self.report.flaws.append(Flaw(line, field, reason))

    def _tell_nameless(self) -> None:
        names = [key for key, _times in self.nameless.most_common(_SHOWN)]
        words = ngettext(
            "{n} position is known by its id alone: {ids}; import its item too (wbgetentities), and"
            " the roles take its name",
            "{n} positions are known by their ids alone: {ids}; import their items too"
            " (wbgetentities), and the roles take their names",
            len(self.nameless),
        )
        more = "…" if len(self.nameless) > _SHOWN else ""
        self.warn(words.format(n=len(self.nameless), ids=", ".join(names) + more))


def refs_of(tenure: Tenure) -> Iterator[Ref]:
    """The ids a tenure names."""
    return (ref for ref in (tenure.holder, tenure.org, tenure.ref, tenure.position) if ref)


def _nameless(tenure: Tenure) -> bool:
    return tenure.position is not None and tenure.title == tenure.position.key


def _raw(position: Ref) -> str:
    """What is kept beside the id of a role that is a tenure of a position."""
    return json.dumps({"position": position.key, "scheme": position.scheme})


def _pack(tenure: Tenure) -> list[Any]:
    dates = [one and one.text for one in (tenure.since, tenure.until)]
    packed = tenure._asdict() | {"since": dates[0], "until": dates[1]}
    return list(packed.values())


def _unpack(packed: list[Any]) -> Tenure:
    values: dict[str, Any] = dict(zip(Tenure._fields, packed, strict=True))
    for name in ("holder", "org", "ref", "position"):
        values[name] = Ref(*values[name]) if values[name] else None
    for name in ("since", "until"):
        values[name] = parse_date(values[name]) if values[name] else None
    values["titles"] = tuple(Alias(*one) for one in values["titles"])
    return Tenure(**values)
