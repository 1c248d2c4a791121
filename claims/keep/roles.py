"""Roles: which one a speaker held on a day, and how sure that is."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from claims.dates import PartialDate
from claims.i18n import _
from claims.keep.questions import titles_json
from claims.keep.quote import FlawError
from claims.keep.store import Kept, Store
from claims.reader import Reader, Row, chunks
from claims.text import clean_line, name_key

_CHUNK = 5000
_MOST_KNOWN = 8000
_COLUMNS = """id, speaker_id, title, title_key, titles, org_id, since, since_first, since_last,
until, until_first, until_last"""


class Certainty(StrEnum):
    """How sure it is that a role was held on the days in question."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NONE = "none"


class Held(NamedTuple):
    """A role at a date: which, none where there is none, and how sure."""

    role: int | None
    certainty: Certainty


def certainty_of(role: Mapping[str, int | None], first: int, last: int) -> Certainty:
    """Whether a role was held on all days from ``first`` to ``last``.

    Its ends are fuzzy: certain from the last day it may have begun to the first it may have ended.
    A role without end goes on; one that nothing dates was held some time or other.
    """
    since_first, since_last = role["since_first"], role["since_last"]
    until_first, until_last = role["until_first"], role["until_last"]
    if (since_first is not None and last < since_first) or (
        until_last is not None and first > until_last
    ):
        return Certainty.NONE
    begun = since_last is not None and since_last <= first
    lasting = until_first is None or last <= until_first
    return Certainty.CERTAIN if begun and lasting else Certainty.POSSIBLE


def choose(
    roles: Iterable[Row], first: int, last: int, *, printed: str | None = None,
    org: int | None = None,
) -> Held:  # fmt: skip
    """The role of a speaker on some days: the one that reads as printed before all others, then
    the certain, that of the organisation, the one taken up last.
    """
    words = set(name_key(printed or "").split())

    def rank(role: Row) -> tuple[int, bool, bool, int]:
        return (
            _likeness(role, printed, words),
            certainty_of(role, first, last) is Certainty.CERTAIN,
            org is not None and role["org_id"] == org,
            role["since_first"] or 0,
        )

    held = [role for role in roles if certainty_of(role, first, last) is not Certainty.NONE]
    if not held:
        return Held(None, Certainty.NONE)
    best = max(held, key=rank)
    return Held(best["id"], certainty_of(best, first, last))


def _likeness(role: Row, printed: str | None, words: set[str]) -> int:
    """2: a title as printed; 1: one wording holds the other; 0: neither."""
    if not words:
        return 0
    keys = {role["title_key"], *map(name_key, _titles(role).values())}
    if name_key(printed or "") in keys:
        return 2
    return int(any(set(key.split()) <= words or words <= set(key.split()) for key in keys if key))


def _titles(role: Row) -> dict[str, str]:
    found: dict[str, str] = json.loads(role["titles"]) if role["titles"] else {}
    return found


def role_at(
    reader: Reader, speaker: int, first: int, last: int, *, printed: str | None = None
) -> Held:
    """The role a speaker held from one day to another, as ordinals, both included."""
    rows = reader.rows(f"SELECT {_COLUMNS} FROM role WHERE speaker_id = :id", id=speaker)
    return choose(rows, first, last, printed=printed)


class Term(NamedTuple):
    """What is told of a role: title, organisation, ends, the title by language, a note."""

    title: str
    org: int | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    titles: Mapping[str, str] | None = None
    note: str | None = None

    def values(self) -> dict[str, str | int | None]:
        """The columns of the role, but for its note and holder.

        Raises ``FlawError`` for a role that ends before it begins.
        """
        since, until = self.since, self.until
        if since and until and since.first > until.last:
            reason = _("{until} is before {since}").format(until=until, since=since)
            raise FlawError("until", reason)
        return {
            "title": clean_line(self.title),
            "title_key": name_key(self.title),
            "titles": titles_json(self.titles),
            "org_id": self.org,
            **_dated("since", since),
            **_dated("until", until),
        }


class Roles:
    """Roles of speakers, looked up in bulk."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.completed = 0
        """How many were given what they lacked."""
        self._known: dict[int, list[Row]] = {}

    def look_up(self, speakers: Iterable[int]) -> None:
        """Fetch the roles of these speakers in one go."""
        if len(self._known) > _MOST_KNOWN:
            self.store.flush()
            self._known.clear()
        reader = self.store.reader
        wanted = sorted({one for one in speakers if one not in self._known})
        for chunk in chunks(wanted, _CHUNK):
            self._known.update((one, []) for one in chunk)
            sql = f"SELECT {_COLUMNS} FROM role WHERE {reader.within('speaker_id', 'ids')}"
            for row in reader.iterate(sql, ids=chunk):
                self._known[row["speaker_id"]].append(row)

    def none_of(self, speaker: int) -> None:
        """A speaker just made has no roles: none need be looked for."""
        self._known[speaker] = []

    def of(self, speaker: int) -> list[Row]:
        """A speaker's roles."""
        if speaker not in self._known:
            self.look_up([speaker])
        return self._known[speaker]

    def title_key(self, speaker: int, role: int) -> str | None:
        """The key of the title of a speaker's role, none where that is no role of theirs."""
        return next((row["title_key"] for row in self.of(speaker) if row["id"] == role), None)

    def at(
        self, speaker: int, first: int, last: int, *, printed: str | None, org: int | None
    ) -> int | None:
        """The role held on these days, none where there is none."""
        roles = self.of(speaker)
        return choose(roles, first, last, printed=printed, org=org).role if roles else None

    def reads_like(self, speaker: int, printed: str, first: int, last: int) -> bool:
        """Whether a role the speaker may have held on these days reads like one printed."""
        words = set(name_key(printed).split())
        return any(
            _likeness(role, printed, words)
            and certainty_of(role, first, last) is not Certainty.NONE
            for role in self.of(speaker)
        )

    def keep(
        self,
        speaker: int,
        title: str,
        *,
        org: int | None = None,
        since: PartialDate | None = None,
        until: PartialDate | None = None,
        titles: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> Kept:
        """The role of a speaker, made or completed: the same title, organisation and beginning.

        Raises ``FlawError`` for a role that ends before it begins.
        """
        return self.keep_term(speaker, Term(title, org, since, until, titles, note))

    def keep_term(self, speaker: int, term: Term, *, apart: Collection[int] = ()) -> Kept:
        """The same, told in one; it is none of the roles that stand ``apart``."""
        values = term.values()
        for role in self.of(speaker):
            if role["id"] not in apart and _same(role, values):
                self._fill(role, values)
                return Kept(role["id"], made=False)
        number = self.store.add("role", speaker_id=speaker, **values, note=term.note)
        self._known[speaker].append({"id": number, "speaker_id": speaker, **values})
        return Kept(number, made=True)

    def _fill(self, role: Row, values: Row) -> None:
        filled = {
            name: value
            for name, value in values.items()
            if role[name] is None and value is not None
        }
        if filled:
            self.store.change("role", role["id"], **filled)
            role.update(filled)
            self.completed += 1

    def revise(self, role: int, speaker: int, term: Term) -> bool:
        """Make a role what is now told of it, whoever held it before; false where it was so.

        Raises ``FlawError`` as ``keep`` does.
        """
        values = {**term.values(), "speaker_id": speaker, "note": term.note}
        former = self.store.reader.value("SELECT speaker_id FROM role WHERE id = :id", id=role)
        others = [one for one in self.of(speaker) if one["id"] != role]
        self._known.pop(former, None)
        self._known[speaker] = [*others, {"id": role, **values}]
        return self.store.change("role", role, **values)


def _same(role: Row, values: Mapping[str, object]) -> bool:
    """Whether both are one role: a date or organisation that one lacks does not part them."""
    if role["title_key"] != values["title_key"]:
        return False
    since = role["since_first"] if values["since_first"] is None else values["since_first"]
    until = role["until_last"] if values["until_last"] is None else values["until_last"]
    if isinstance(since, int) and isinstance(until, int) and since > until:
        return False  # the beginning of one and the end of the other are no one role's
    return all(
        role[name] is None or values[name] is None or role[name] == values[name]
        for name in ("org_id", "since", "until")
    )


def _dated(name: str, when: PartialDate | None) -> dict[str, str | int | None]:
    return {
        name: when.text if when else None,
        f"{name}_first": when.first if when else None,
        f"{name}_last": when.last if when else None,
    }
