"""Wikidata: items as JSON, one alone, those of wbgetentities, or the lines of a dump.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html.  An item is a speaker, with a
role for each position it held (P39), or it is a position, whose name roles take.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from claims.dates import PartialDate, build_date, build_span
from claims.exchange.fields import shown
from claims.exchange.people import Alias, Entity, Odd, Position, Ref, Tenure
from claims.exchange.people.fields import Node, as_node, no_node, node_of, nodes_of, text_of
from claims.exchange.report import Flaw
from claims.exchange.sources import Raw, parse_json
from claims.i18n import _
from claims.keep.quote import FlawError
from claims.vocabulary import SpeakerKind

SCHEME: Final = "wikidata"

INSTANCE_OF, SUBCLASS_OF, PARENT = "P31", "P279", "P749"
POSITION_HELD, STARTS, ENDS = "P39", "P580", "P582"
OF: Final = ("P642", "P108", "P2389")
"""Qualifiers that tell whose position it is: of, employer, organisation directed."""

STATES: Final = frozenset(
    {
        "Q6256",  # country
        "Q3624078",  # sovereign state
        "Q7275",  # state
        "Q3024240",  # historical country
        "Q15634554",  # state with limited recognition
        "Q20181813",  # colonial power
        "Q112099",  # island country
        "Q123480",  # landlocked country
        "Q1520223",  # constitutional republic
    }
)
"""What an item is an instance of that is a state."""
PEOPLE: Final = frozenset({"Q5", "Q15632617", "Q95074", "Q21070568"})
"""Humans, fictional humans and characters, humans who may be fictional."""
GROUPS: Final = frozenset({"Q16334295", "Q41710", "Q2472587", "Q8436"})
"""Groups of humans, ethnic groups, peoples, families."""
POSITIONS: Final = frozenset(
    {
        "Q4164871",  # position
        "Q294414",  # public office
        "Q114962596",  # historical position
        "Q12737077",  # occupation
        "Q28640",  # profession
        "Q480319",  # title of authority
        "Q303618",  # diplomatic rank
        "Q83307",  # minister
        "Q48352",  # head of state
        "Q2285706",  # head of government
        "Q1553195",  # party leader
    }
)
"""What an item is an instance of that is held, and says nothing itself."""

_ID = re.compile(r"Q[1-9]\d{0,15}", re.ASCII)
_TIME = re.compile(r"([+-])(\d{1,16})-(\d\d)-(\d\d)T[\d:.]*Z?", re.ASCII)
_DECADE, _YEAR, _MONTH, _DAY, _SECOND = 8, 9, 10, 11, 14
_SPANS = {6: 1000, 7: 100, _DECADE: 10}
"""Years that a date spans, by its precision: millennium, century, decade."""
_MOST_YEARS = 9999
_JULIAN = "Q1985786"
_ENGLISH = ("en", "en-gb", "en-us", "mul")

Item = Entity | Tenure | Position | Flaw | Odd | Raw


def looks(value: Any) -> bool:
    """Whether a JSON value is an item, a list of them, or an answer of wbgetentities."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, dict):
        return False
    entities = value.get("entities")
    if isinstance(entities, dict):
        return any(_is_item(one) or _is_missing(one) for one in entities.values())
    return _is_item(value)


def _is_item(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    number = value.get("id")
    names = value.keys() & {"labels", "claims", "descriptions", "aliases", "sitelinks"}
    return isinstance(number, str) and bool(_ID.fullmatch(number)) and bool(names)


def read_line(number: int, line: bytes) -> Raw | None:
    """The item on a line of a dump, which is a list: none on its first and last line."""
    text = line.strip().removesuffix(b",").rstrip()
    return None if text in (b"", b"[", b"]") else Raw(number, *parse_json(text), part="entities")


def read(raws: Iterator[Raw]) -> Iterator[Item]:
    """What the items of a file are."""
    held: set[str] = set()
    for raw in raws:
        if raw.reason is not None:
            yield raw
            continue
        for value in _items(raw):
            yield from _guarded(raw.line, value, held)


def _items(raw: Raw) -> Iterator[Any]:
    value = raw.value
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and isinstance(value.get("entities"), dict):
        yield from value["entities"].values()
    else:
        yield value


def _is_missing(value: Any) -> bool:
    return isinstance(value, dict) and "missing" in value


def _guarded(line: int, value: Any, held: set[str]) -> Iterator[Item]:
    """What an item is, or a flaw; ``held`` are the positions that somebody holds so far."""
    if not isinstance(value, dict):
        yield Flaw(line, None, no_node(value))
        return
    try:
        yield from _read_item(line, value, held)
    except FlawError as error:
        yield Flaw(line, error.field, error.reason)


def _read_item(line: int, node: Node, held: set[str]) -> list[Item]:
    number = text_of(node, "id")
    if _is_missing(node):
        return [Odd(line, "id", _("{key} does not exist").format(key=shown(number or "")))]
    if number is None or not _ID.fullmatch(number):
        if text_of(node, "type") in ("property", "lexeme", "mediainfo"):
            return [Odd(line, "type", _("no item"))]
        raise FlawError(
            "id", _("not an item such as Q42: {value}").format(value=shown(number or ""))
        )
    name, names = _names(node, number)
    kinds = set(_values(node, INSTANCE_OF))
    if number in held or kinds & POSITIONS or (not kinds and _values(node, SUBCLASS_OF)):
        return [Position(line, Ref(SCHEME, number), name, names)]
    entity = Entity(
        line, (Ref(SCHEME, number),), _kind(kinds), name, names,
        parent=next((Ref(SCHEME, one) for one in _values(node, PARENT)), None),
        note=_in_english(_by_language(node, "descriptions")),
    )  # fmt: skip
    tenures = list(_tenures(line, entity, node))
    held.update(one.position.key for one in tenures if isinstance(one, Tenure) and one.position)
    return [entity, *tenures]


def _kind(kinds: set[str]) -> SpeakerKind:
    for known, kind in (
        (PEOPLE, SpeakerKind.PERSON), (STATES, SpeakerKind.STATE), (GROUPS, SpeakerKind.GROUP),
    ):  # fmt: skip
        if kinds & known:
            return kind
    return SpeakerKind.ORG


# -- names ---------------------------------------------------------------------------------


def _names(node: Node, number: str) -> tuple[str, tuple[Alias, ...]]:
    """What an item is called: in English, else as in most languages; and all its other names."""
    labels = _by_language(node, "labels")
    name = _in_english(labels)
    if name is None and labels:
        counts = Counter(labels.values())
        name = max(counts, key=lambda text: counts[text])
    others = {text: lang for lang, text in reversed(labels.items()) if text != name}
    aliases = {} if node.get("aliases") == [] else node_of(node, "aliases") or {}
    for lang in aliases:
        for one in nodes_of(aliases, lang):
            if text := text_of(one, "value"):
                others.setdefault(text, lang)
    return name or number, tuple(Alias(text, lang) for text, lang in others.items())


def _by_language(node: Node, field: str) -> dict[str, str]:
    """Texts by language; an empty list stands for none, as PHP writes it."""
    held = {} if node.get(field) == [] else node_of(node, field) or {}
    found = {lang: text_of(as_node(one, field), "value") for lang, one in held.items()}
    return {lang: text for lang, text in found.items() if text}


def _in_english(texts: dict[str, str]) -> str | None:
    return next((texts[lang] for lang in _ENGLISH if lang in texts), None)


# -- what is claimed -----------------------------------------------------------------------


def _statements(node: Node, name: str) -> list[Node]:
    """The statements of a property: preferred and normal ones, in that order."""
    claims = {} if node.get("claims") == [] else node_of(node, "claims") or {}
    ranks = {"preferred": 0, "normal": 1}
    found = [one for one in nodes_of(claims, name) if text_of(one, "rank") != "deprecated"]
    return sorted(found, key=lambda one: ranks.get(text_of(one, "rank") or "", 1))


def _values(node: Node, name: str) -> list[str]:
    """The items that a property names."""
    snaks = [node_of(one, "mainsnak") for one in _statements(node, name)]
    return [found for snak in snaks if snak and (found := _item(snak))]


def _item(snak: Node) -> str | None:
    """The item a snak names, none where it names none (or nobody knows which)."""
    value = _value(snak)
    if value is None:
        return None
    number = value.get("id")
    if number is None and isinstance(value.get("numeric-id"), int):
        number = f"Q{value['numeric-id']}"
    if not isinstance(number, str) or not _ID.fullmatch(number):
        raise FlawError(text_of(snak, "property") or "snak", _("names no item"))
    return number


def _value(snak: Node) -> Node | None:
    """The value of a snak; none where it is ``somevalue`` or ``novalue``."""
    if text_of(snak, "snaktype") in ("somevalue", "novalue"):
        return None
    datavalue = node_of(snak, "datavalue")
    return None if datavalue is None else as_node(datavalue.get("value"), "datavalue")


def _tenures(line: int, entity: Entity, node: Node) -> Iterator[Item]:
    """The positions an entity held."""
    for one in _statements(node, POSITION_HELD):
        number = _item(node_of(one, "mainsnak") or {})
        if number is None:
            yield Odd(line, POSITION_HELD, _("nobody knows which position"))
            continue
        qualifiers = {} if one.get("qualifiers") == [] else node_of(one, "qualifiers") or {}
        since, until = (_when(line, qualifiers, name) for name in (STARTS, ENDS))
        yield from (*since.odd, *until.odd)
        own = text_of(one, "id")
        yield Tenure(
            line, entity.refs[0], number, _whose(qualifiers), since=since.when, until=until.when,
            note="ended, nobody knows when" if until.somewhen else None,
            ref=Ref(SCHEME, own) if own else None, position=Ref(SCHEME, number), loose=True,
        )  # fmt: skip


def _whose(qualifiers: Node) -> Ref | None:
    for name in OF:
        for snak in nodes_of(qualifiers, name):
            if found := _item(snak):
                return Ref(SCHEME, found)
    return None


# -- dates ---------------------------------------------------------------------------------


class _When(NamedTuple):
    """When something began or ended; ``somewhen``: it did, and nobody knows when."""

    when: PartialDate | None
    somewhen: bool
    odd: list[Odd]


class _NoDate(Exception):
    """A point in time that no date here can be."""


def _when(line: int, qualifiers: Node, name: str) -> _When:
    """What a qualifier says; of several dates all from the first to the last, for it is one."""
    found: list[PartialDate] = []
    odd: list[Odd] = []
    snaks = nodes_of(qualifiers, name)
    for snak in snaks:
        value = _value(snak)
        try:
            if value is not None:
                found.append(_time(name, value))
        except _NoDate as error:
            odd.append(Odd(line, name, str(error)))
    somewhen = not found and any(text_of(one, "snaktype") == "somevalue" for one in snaks)
    if len(found) < 2:
        return _When(found[0] if found else None, somewhen, odd)
    first, last = min(one.first for one in found), max(one.last for one in found)
    return _When(build_span(first, last), False, odd)


def _time(field: str, value: Node) -> PartialDate:
    """A point in time as a date; raises ``_NoDate`` where none can be it."""
    text, precision = text_of(value, "time") or "", value.get("precision")
    shape = _TIME.fullmatch(text)
    if isinstance(precision, bool) or not isinstance(precision, int):
        precision = -1
    if shape is None or not 0 <= precision <= _SECOND:
        raise FlawError(field, _("not a point in time: {value}").format(value=shown(text)))
    year, month, day = int(shape[2]), int(shape[3]), int(shape[4])
    if shape[1] == "-" or not 1 <= year <= _MOST_YEARS:
        raise _NoDate(_("beyond the years 1 to 9999"))
    if precision < _YEAR:
        return _long(year, precision)
    # What is not known is written 00, and so is what is finer than the precision.
    month = month if precision >= _MONTH else 0
    day = day if precision >= _DAY and month else 0
    try:
        if day and (text_of(value, "calendarmodel") or "").endswith(_JULIAN):
            return _from_julian(year, month, day)
        return build_date(text, year, month or None, day or None)
    except ValueError as error:
        raise FlawError(field, str(error)) from None


def _long(year: int, precision: int) -> PartialDate:
    """A decade, century or millennium as the days it spans.

    A decade begins with a year that ends in 0, a century and a millennium with one in 1.
    """
    size = _SPANS.get(precision)
    if size is None:
        raise _NoDate(_("spans more than a thousand years"))
    first = year // size * size if size == _SPANS[_DECADE] else (year - 1) // size * size + 1
    last = min(first + size - 1, _MOST_YEARS)
    return build_span(date(max(first, 1), 1, 1).toordinal(), date(last, 12, 31).toordinal())


def _from_julian(year: int, month: int, day: int) -> PartialDate:
    """A day of the Julian calendar, which Wikidata keeps as such, as the Gregorian counts it.

    By the day number of either: 1 January of the year 1 is the Gregorian's 1, the Julian's -1.
    """
    # Counted from March, a month begins after (153 n + 2) // 5 days whatever the year.
    since_march, years = (month - 3) % 12, year - (month < 3)
    length = monthrange(2000 if year % 4 == 0 else 2001, month)[1] if 1 <= month <= 12 else 0
    if not 1 <= day <= length:
        raise ValueError(_("no such day in the Julian calendar"))
    ordinal = 365 * years + years // 4 + (153 * since_march + 2) // 5 + day - 308
    if not 1 <= ordinal <= date.max.toordinal():
        raise _NoDate(_("beyond the years 1 to 9999"))
    return PartialDate.of(date.fromordinal(ordinal))
