"""QuickStatements (version 1 commands): positions held, for Wikidata, and items to be made.

https://www.wikidata.org/wiki/Help:QuickStatements.  One command a line, its parts between tabs:

    Q9000001	P39	Q9000010	P580	+2014-05-02T00:00:00Z/11	P582	+2017-01-00T00:00:00Z/10

The second time somebody held a position is ``!P39``: a statement of its own, for without the mark
QuickStatements would put its dates beside those of the first.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from claims.dates import Precision, parse_date
from claims.errors import UsageError
from claims.exchange.flat_out import Selection
from claims.exchange.people.wikidata import ENDS, INSTANCE_OF, POSITION_HELD, SCHEME, STARTS
from claims.i18n import _, ngettext
from claims.keep.xrefs import ids_of_speakers
from claims.reader import Reader, Row
from claims.text import clean_line
from claims.vocabulary import SpeakerKind

_PAGE = 500
_LONGEST = 250
"""Characters of a label on Wikidata."""

KINDS: Final = {
    SpeakerKind.PERSON: "Q5",
    SpeakerKind.ORG: "Q43229",
    SpeakerKind.STATE: "Q6256",
    SpeakerKind.GROUP: "Q16334295",
}
"""What a new item is an instance of: human, organization, country, group of humans."""

_ITEM = re.compile(r"Q[1-9]\d{0,15}", re.ASCII)

_SPEAKERS = """SELECT k.id, k.kind, k.name FROM speaker k
WHERE k.id > :after AND k.merged_into IS NULL AND k.kind <> 'unnamed' AND {wanted}
ORDER BY k.id LIMIT :page"""
_ROLES = """SELECT COALESCE(k.merged_into, k.id) AS holder, r.id, r.title, r.since, r.until,
x.key, x.raw FROM role r JOIN speaker k ON k.id = r.speaker_id
LEFT JOIN xref x ON x.role_id = r.id AND x.scheme = :scheme
WHERE {own} OR {merged} ORDER BY COALESCE(r.since_first, 0), r.id, x.id"""


class QuickStatements:
    """One export.  ``unwritten`` counts afterwards what could not be written, by why.

    With ``create`` speakers without an item get one.  Raises ``UsageError`` for a selection of
    anything but one speaker.
    """

    def __init__(self, reader: Reader, selection: Selection, *, create: bool = False) -> None:
        if selection != Selection(speaker=selection.speaker):
            raise UsageError(
                _("quickstatements are of what speakers are, not of what they said"),
                hint="claims export --format quickstatements --speaker NAME",
            )
        self.reader = reader
        self.create = create
        self.unwritten: Counter[str] = Counter()
        self._only = selection.speaker

    def count(self) -> int:
        """How many roles are gone through."""
        if self._only is None:
            return int(self.reader.value("SELECT count(*) FROM role"))
        sql = "SELECT count(*) FROM role WHERE speaker_id = :id"
        return int(self.reader.value(sql, id=self._only))

    def pages(self) -> Iterator[tuple[str, int]]:
        """The commands as text, and how many they are, some hundred speakers at a time."""
        wanted = "1 = 1" if self._only is None else "k.id = :only"
        after, only = 0, {} if self._only is None else {"only": self._only}
        sql = _SPEAKERS.format(wanted=wanted)
        while speakers := self.reader.rows(sql, after=after, page=_PAGE, **only):
            after = speakers[-1]["id"]
            wanted_ids = [row["id"] for row in speakers]
            roles, items = self._roles(wanted_ids), self._items(wanted_ids)
            lines = [
                "\t".join(command)
                for row in speakers
                for command in self._commands(row, items.get(row["id"]), roles.get(row["id"], []))
            ]
            yield "".join(f"{line}\n" for line in lines), len(lines)

    def said(self) -> list[str]:
        """What could not be written, as a person reads it."""
        return [say(n).format(n=n) for why, say in _UNWRITTEN.items() if (n := self.unwritten[why])]

    def _items(self, speakers: list[int]) -> dict[int, str]:
        """The item of each speaker, the oldest of several."""
        found: dict[int, str] = {}
        for speaker, ids in ids_of_speakers(self.reader, speakers).items():
            keys = [key for scheme, key in ids if scheme == SCHEME and _ITEM.fullmatch(key)]
            if keys:
                found[speaker] = min(keys, key=lambda key: int(key[1:]))
        return found

    def _roles(self, speakers: list[int]) -> dict[int, list[Row]]:
        within = self.reader.within
        sql = _ROLES.format(own=within("k.id", "ids"), merged=within("k.merged_into", "ids"))
        found: dict[int, list[Row]] = {}
        seen: set[int] = set()
        for row in self.reader.iterate(sql, ids=speakers, scheme=SCHEME):
            if row["id"] not in seen:
                found.setdefault(row["holder"], []).append(row)
            seen.add(row["id"])
        return found

    def _commands(self, speaker: Row, item: str | None, roles: list[Row]) -> Iterator[list[str]]:
        positions = [(position_of(row), row) for row in roles]
        if item is None:
            made = list(self._creation(speaker))
            if not made:
                return
            yield from made
            item = "LAST"
        held: set[str] = set()
        for position, row in positions:
            if position is None:
                self.unwritten["position"] += 1
                continue
            again = "!" if position in held else ""
            if again:
                self.unwritten["again"] += 1
            held.add(position)
            ends = (*self._end(STARTS, row["since"]), *self._end(ENDS, row["until"]))
            yield [item, f"{again}{POSITION_HELD}", position, *ends]

    def _creation(self, speaker: Row) -> Iterator[list[str]]:
        """The commands that make an item of a speaker; none where that was not asked for."""
        name = quoted(speaker["name"])
        if not self.create:
            self.unwritten["item"] += 1
        elif name is None:
            self.unwritten["name"] += 1
        else:
            yield ["CREATE"]
            yield ["LAST", "Len", name]
            yield ["LAST", INSTANCE_OF, KINDS[SpeakerKind(speaker["kind"])]]

    def _end(self, name: str, when: str | None) -> Iterable[str]:
        if when is None:
            return ()
        found = point_in_time(when)
        if found is None:
            self.unwritten["range"] += 1
            return ()
        return (name, found)


_UNWRITTEN: Final[dict[str, Callable[[int], str]]] = {
    "position": lambda n: ngettext(
        "{n} role left out: its position has no Wikidata id",
        "{n} roles left out: their positions have no Wikidata id",
        n,
    ),
    "item": lambda n: ngettext(
        "{n} speaker left out that has no Wikidata id (--create makes an item)",
        "{n} speakers left out that have no Wikidata id (--create makes items)",
        n,
    ),
    "name": lambda n: ngettext(
        "{n} speaker left out: its name is too long for Wikidata",
        "{n} speakers left out: their names are too long for Wikidata",
        n,
    ),
    "range": lambda n: ngettext(
        "{n} date left out: a range that is no decade or century",
        "{n} dates left out: ranges that are no decade or century",
        n,
    ),
    "again": lambda n: ngettext(
        "{n} command makes a new statement beside another of its position (!P39): take it out"
        " where Wikidata has it",
        "{n} commands make new statements beside others of their positions (!P39): take out those"
        " that Wikidata has",
        n,
    ),
}


def position_of(role: Row) -> str | None:
    """The item of the position a role is of: as it was read, else an id or title that is one."""
    told: Any = None
    if role["raw"]:
        raw = json.loads(role["raw"])
        told = raw.get("position") if isinstance(raw, dict) else None
    for one in (told, role["key"], role["title"]):
        if isinstance(one, str) and _ITEM.fullmatch(one):
            return one
    return None


def quoted(text: str) -> str | None:
    """A text as a command gives it; none where Wikidata would not take it.

    What would end it, part the command or begin a comment is written otherwise.
    """
    words = clean_line(text).replace('"', "'").replace("/*", "/ *")
    words = re.sub(r"\|{2,}", "|", words)
    return f'"{words}"' if 0 < len(words) <= _LONGEST else None


def point_in_time(text: str) -> str | None:
    """A date as a command gives it, with its precision; none for a range it has none for."""
    when = parse_date(text)
    if when.precision is Precision.RANGE:
        return _long(when.first, when.last)
    day = when.text.partition("T")[0]
    parts = [*day.split("-"), "00", "00"][:3]
    return f"+{'-'.join(parts)}T00:00:00Z/{9 + day.count('-')}"


def _long(first: int, last: int) -> str | None:
    """A decade, century or millennium by its last year that tells it."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    years = end.year - start.year + 1
    shapes = {(10, 0): 8, (100, 1): 7, (1000, 1): 6}
    precision = shapes.get((years, start.year % years)) if whole else None
    if precision is None:
        return None
    year = start.year if precision == 8 else end.year
    return f"+{year:04}-00-00T00:00:00Z/{precision}"
