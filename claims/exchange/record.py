"""The flat record (DESIGN section 6): its fields, their order, what each may hold.

``read_record`` turns what JSON or CSV gave into a ``Quote``, or says what is wrong with it; it
never raises.  ``COLUMNS``, then ``POSITION_COLUMNS``, is the order of a CSV file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from claims.dates import PartialDate, parse_date
from claims.i18n import _
from claims.keep.quote import Bearing, Quote
from claims.keep.slugs import claim_key, slug_of, speaker_key
from claims.numbers import Interval, parse_number
from claims.text import clean_line, clean_text, content_hash, shorten
from claims.vocabulary import SpeakerKind, Stance, StatementKind

COLUMNS = (
    "key", "text", "lang", "kind", "speaker", "speaker_kind", "role", "org", "said", "venue",
    "cue", "via", "outlet", "title", "url", "published", "start", "end", "original_text",
    "original_lang", "same_act", "note",
)  # fmt: skip
POSITION_COLUMNS = ("question", "claim", "stance", "number", "hedge", "as_of")
REQUIRED = ("text", "speaker")

VIA_SEPARATOR = " | "
"""Between the names of a chain in one CSV cell, nearest to the document first."""

# In code points.  A name is a key of an index, whose rows Postgres limits to 2,704 bytes.
LONGEST_TEXT = 100_000
LONGEST_LINE = 2_000
LONGEST_NAME = 300
LONGEST_KEY = 200

_SHOWN = 40
_LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I | re.A)
_MAX_OFFSET = 2**31 - 1

E = TypeVar("E", bound=StrEnum)


class Problem(NamedTuple):
    """What is wrong with one field of a record; no field where it is the record as a whole."""

    field: str | None
    reason: str


class Reading(NamedTuple):
    """What became of a record: a quote, or problems; and the fields nobody knows."""

    quote: Quote | None
    problems: list[Problem]
    unknown: list[str]


class _Wrong(ValueError):
    """A value that cannot be; its argument is the reason, unless it has several parts."""

    problems: Sequence[Problem] = ()


class _Context(NamedTuple):
    """What dates and numbers are read by: the language, and the day that "hier" counts from."""

    lang: str | None
    base: date | None


# -- one reader for each kind of value -----------------------------------------------------


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(_("must be text, not {value}").format(value=_shown(value)))
    if "\0" in value:
        raise _Wrong(_("holds a NUL character"))
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise _Wrong(_("holds half a character (a lone surrogate)")) from None
    return value


def _within(text: str, longest: int) -> str:
    if len(text) > longest:
        raise _Wrong(
            _("longer than {longest} characters ({length})").format(
                longest=longest, length=len(text)
            )
        )
    return text


def _words(value: Any, context: _Context) -> str | None:
    """Words kept as they are, blanks around them gone."""
    text = _within(_string(value).strip(), LONGEST_TEXT)
    return text if clean_text(text).strip() else None


def _line(value: Any, context: _Context) -> str | None:
    return _within(clean_line(_string(value)), LONGEST_LINE) or None


def _name(value: Any, context: _Context) -> str | None:
    return _read_name(_string(value))


@lru_cache(maxsize=1 << 13)
def _read_name(value: str) -> str | None:
    name = clean_line(value)
    if not name:
        return None
    _within(name, LONGEST_NAME)
    key = speaker_key(name)
    if not key:
        raise _Wrong(_("has neither letter nor digit: {value}").format(value=_shown(name)))
    _within(key, LONGEST_NAME)
    return name


def _chain(value: Any, context: _Context) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    found = [name for item in names if item is not None and (name := _name(item, context))]
    keys = [speaker_key(name) for name in found]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise _Wrong(
                _("goes round in a circle: {name} comes twice").format(name=_shown(found[place]))
            )
    return tuple(found)


def _key(value: Any, context: _Context) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**LONGEST_KEY else "9" * (LONGEST_KEY + 1)
    return _within(clean_line(_string(value)), LONGEST_KEY) or None


def _language(value: Any, context: _Context) -> str | None:
    text = clean_line(_string(value))
    if text and (not _LANG.fullmatch(text) or len(text) > _SHOWN):
        raise _Wrong(_("not a language such as fr or en-GB: {value}").format(value=_shown(text)))
    return text or None


def _offset(value: Any, context: _Context) -> int | None:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value[: len(str(_MAX_OFFSET)) + 1])
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_OFFSET:
        raise _Wrong(_("not a whole number from 0: {value}").format(value=_shown(value)))
    return value


def _one_of(members: type[E]) -> Callable[[Any, _Context], E | None]:
    known = {member.value: member for member in members}

    def read(value: Any, context: _Context) -> E | None:
        found = known.get(value) if isinstance(value, str) else None
        if found is None:
            text = clean_line(_string(value)).lower()
            found = known.get(text)
            if found is None and text:
                raise _Wrong(
                    _("{value} is none of {known}").format(
                        value=_shown(text), known=", ".join(known)
                    )
                )
        return found

    return read


def _date(value: Any, context: _Context) -> PartialDate | None:
    text = clean_line(_string(value))
    return _read_date(text, context.lang, context.base) if text else None


# Two days no relative date can mean alike, tried where nothing says what "hier" counts from.
_ANY_DAYS = (date(2001, 1, 1), date(2010, 10, 20))


@lru_cache(maxsize=4096)
def _read_date(text: str, lang: str | None, base: date | None) -> PartialDate:
    try:
        if base is not None or text[:4].isdigit():
            return parse_date(text, relative_to=base, lang=lang)
        found, other = (parse_date(text, relative_to=day, lang=lang) for day in _ANY_DAYS)
    except ValueError as error:
        raise _Wrong(str(error)) from None
    if found != other:
        raise _Wrong(
            _("{value}: counts from the day published, which is not given").format(
                value=_shown(text)
            )
        )
    return found


def _number(value: Any, context: _Context) -> Interval | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = repr(value) if abs(value) < 10**LONGEST_KEY else "9" * LONGEST_KEY
    text = clean_line(_string(value))
    return _read_number(text, context.lang) if text else None


@lru_cache(maxsize=4096)
def _read_number(text: str, lang: str | None) -> Interval:
    try:
        return parse_number(text, lang=lang)
    except ValueError as error:
        raise _Wrong(str(error)) from None


def _slug(value: Any, context: _Context) -> str | None:
    text = clean_line(_string(value))
    if not text:
        return None
    slug = slug_of(text)
    if not slug:
        raise _Wrong(_("has neither letter nor digit: {value}").format(value=_shown(text)))
    _within(slug, LONGEST_KEY)
    return text


def _answer(value: Any, context: _Context) -> str | None:
    text = _within(clean_line(_string(value)), LONGEST_NAME)
    _within(claim_key(text), LONGEST_NAME)
    return text or None


def _positions(value: Any, context: _Context) -> list[Bearing]:
    items = value if isinstance(value, list) else [value]
    problems: list[Problem] = []
    found = [
        bearing
        for place, item in enumerate(items, 1)
        if item is not None
        and (bearing := _bearing(item, context, place if len(items) > 1 else 0, problems))
    ]
    if not problems:
        _check_twice(found, problems)
    if problems:
        raise _WrongPositions(problems)
    return found


class _WrongPositions(_Wrong):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _bearing(item: Any, context: _Context, place: int, problems: list[Problem]) -> Bearing | None:
    """One position; ``place`` counts from 1 where there are several."""
    stem = f"positions[{place}]" if place else "positions"
    if not isinstance(item, dict):
        problems.append(
            Problem(stem, _("must be an object, not {value}").format(value=_shown(item)))
        )
        return None
    before = len(problems)
    values: dict[str, Any] = {}
    for name, value in item.items():
        read = _POSITION_READERS.get(name)
        if value is None or read is None:
            continue
        try:
            values[name] = read(value, context)
        except _Wrong as wrong:
            problems.append(Problem(f"{stem}.{name}", str(wrong)))
    if values.get("claim") is None and values.get("number") is not None:
        values["claim"] = clean_line(str(item["number"]))
    problems += [
        Problem(f"{stem}.{name}", _("is missing"))
        for name in ("question", "claim", "stance")
        if values.get(name) is None and not any(p.field == f"{stem}.{name}" for p in problems)
    ]
    return Bearing(**values) if len(problems) == before else None


def _check_twice(found: list[Bearing], problems: list[Problem]) -> None:
    seen = set()
    for bearing in found if len(found) > 1 else ():
        same = (slug_of(bearing.question), claim_key(bearing.claim), bearing.stance)
        if same in seen:
            problems.append(
                Problem(
                    "positions",
                    _("{stance} {claim} twice").format(
                        stance=bearing.stance, claim=_shown(bearing.claim)
                    ),
                )
            )
        seen.add(same)


_Reader = Callable[[Any, _Context], Any]
_POSITION_READERS: dict[str, _Reader] = {
    "question": _slug,
    "claim": _answer,
    "stance": _one_of(Stance),
    "number": _number,
    "hedge": _line,
    "as_of": _date,
}
_READERS: dict[str, _Reader] = {
    "key": _key,
    "text": _words,
    "lang": _language,
    "kind": _one_of(StatementKind),
    "speaker": _name,
    "speaker_kind": _one_of(SpeakerKind),
    "role": _line,
    "org": _name,
    "said": _date,
    "venue": _line,
    "cue": _line,
    "via": _chain,
    "outlet": _name,
    "title": _line,
    "url": _line,
    "published": _date,
    "start": _offset,
    "end": _offset,
    "original_text": _words,
    "original_lang": _language,
    "same_act": _key,
    "note": _words,
    "positions": _positions,
}
# Read first: the others are read by them.
_FIRST = ("lang", "published")


# -- the record ----------------------------------------------------------------------------


def read_record(raw: object, *, today: date | None = None) -> Reading:
    """The quote a record holds, or every problem it has.

    "hier" and "jeudi" count from the day published, else from ``today``; without either they are a
    problem.
    """
    if not isinstance(raw, dict):
        reason = _("must be an object, not {value}").format(value=_shown(raw))
        return Reading(None, [Problem(None, reason)], [])
    problems: list[Problem] = []
    unknown: list[str] = []
    values: dict[str, Any] = {}
    context = _Context(None, today)
    first = {name: raw[name] for name in _FIRST if name in raw}
    _take(first, context, values, problems, unknown)
    context = _Context(values.get("lang"), _base(values.get("published")) or today)
    _take(raw, context, values, problems, unknown, but=_FIRST)
    unknown += _unknown_in_positions(raw.get("positions"))
    _check_whole(values, problems)
    return Reading(None if problems else Quote(**values), problems, unknown)


def _take(
    raw: Mapping[str, Any],
    context: _Context,
    values: dict[str, Any],
    problems: list[Problem],
    unknown: list[str],
    but: tuple[str, ...] = (),
) -> None:
    """Read the fields of a record that hold anything."""
    for name, value in raw.items():
        if value is None or value == "" or name in but:
            continue
        read = _READERS.get(name)
        if read is None:
            unknown.append(shorten(clean_line(str(name)), _SHOWN))
            continue
        try:
            found = read(value, context)
        except _Wrong as wrong:
            problems += wrong.problems or [Problem(name, str(wrong))]
        else:
            if found is not None:
                values[name] = found


def _base(published: PartialDate | None) -> date | None:
    if published is None or published.first != published.last:
        return None
    return date.fromordinal(published.first)


def _unknown_in_positions(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [
        shorten(clean_line(f"positions.{name}"), _SHOWN)
        for item in items
        if isinstance(item, dict)
        for name in item
        if name not in _POSITION_READERS
    ]


def _check_whole(values: Mapping[str, Any], problems: list[Problem]) -> None:
    """What no field alone can tell."""
    named = {problem.field for problem in problems}
    problems += [
        Problem(name, _("is missing"))
        for name in REQUIRED
        if name not in values and name not in named
    ]
    start, end = values.get("start"), values.get("end")
    if not named & {"start", "end"}:
        if (start is None) != (end is None):
            missing = "start" if start is None else "end"
            problems.append(Problem(missing, _("start and end come together")))
        elif start is not None and end is not None and end <= start:
            reason = _("end {end} is not after start {start}").format(end=end, start=start)
            problems.append(Problem("end", reason))
    if "same_act" in values and values["same_act"] == values.get("key"):
        problems.append(Problem("same_act", _("is the record itself")))
    if "via" in values and "speaker" in values:
        speaker = speaker_key(values["speaker"])
        if any(speaker_key(name) == speaker for name in values["via"]):
            reason = _("goes round in a circle: {name} is the speaker")
            problems.append(Problem("via", reason.format(name=_shown(values["speaker"]))))


def record_key(raw: Mapping[str, Any]) -> str | None:
    """The record's own key as kept, none where it has none that can be kept."""
    try:
        value = raw.get("key")
        return None if value is None else _key(value, _Context(None, None))
    except _Wrong:
        return None


def digest(raw: Mapping[str, Any]) -> str:
    """A fingerprint of a record: equal for equal records, whatever order or format they came in.

    Fields that are empty count as missing.
    """
    filled = _filled(raw)
    positions = filled.get("positions")
    if isinstance(positions, list):
        filled["positions"] = [_filled(p) if isinstance(p, dict) else p for p in positions]
    return content_hash(_encode(filled))


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def _filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if value not in (None, "", [])}


def _shown(value: object) -> str:
    """A value as a message repeats it."""
    if isinstance(value, str):
        return shorten(clean_line(value), _SHOWN)
    if isinstance(value, dict | list):
        return _("an object") if isinstance(value, dict) else _("a list")
    try:
        return shorten(clean_line(str(value)), _SHOWN)
    except ValueError:  # a whole number of more digits than Python prints
        return _("a number beyond measure")
