"""What each field of a flat record may hold: one reader for each kind of value.

A reader takes what JSON or CSV gave and gives the value, ``None`` where it is empty, or raises
``Wrong`` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from claims.dates import PartialDate, parse_date
from claims.i18n import _
from claims.keep.slugs import claim_key, slug_of, speaker_key
from claims.numbers import Interval, parse_number
from claims.text import clean_line, clean_text, shorten

# In code points.  A name is a key of an index, whose rows Postgres limits to 2,704 bytes.
LONGEST_TEXT = 100_000
LONGEST_LINE = 2_000
LONGEST_NAME = 300
LONGEST_KEY = 200
SHOWN = 40

_LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I | re.A)
_WIKIDATA = re.compile(
    r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/|wd:)?(Q[1-9]\d{0,15})", re.A
)
_MAX_OFFSET = 2**31 - 1
_MOST_SPANS = 1000

E = TypeVar("E", bound=StrEnum)


class Problem(NamedTuple):
    """What is wrong with one field of a record; no field where it is the record as a whole."""

    field: str | None
    reason: str


CONFIDING = r"statement|speaker|role|org|outlet|via[1-9][0-9]?"
"""What of a record can be confidential; ``via1`` is the channel nearest to the document."""


class Wrong(ValueError):
    """A value that cannot be; its argument is the reason, unless it has several parts."""

    problems: Sequence[Problem] = ()


class Context(NamedTuple):
    """What dates and numbers are read by: the language, and the day that "hier" counts from."""

    lang: str | None
    base: date | None


NOWHERE = Context(None, None)
"""For what is neither date nor number."""


# -- one reader for each kind of value -----------------------------------------------------


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(_("must be text, not {value}").format(value=shown(value)))
    if "\0" in value:
        raise Wrong(_("holds a NUL character"))
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Wrong(_("holds half a character (a lone surrogate)")) from None
    return value


def _is_plain(value: Any) -> bool:
    """Whether a value is plain text, with nothing in it or around it to clean."""
    return (
        isinstance(value, str)
        and value.isascii()
        and value.isprintable()
        and "" != value == value.strip()
    )


def _within(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Wrong(
            _("longer than {longest} characters ({length})").format(
                longest=longest, length=len(text)
            )
        )
    return text


def read_words(value: Any, context: Context) -> str | None:
    """Words kept as they are, blanks around them gone."""
    return words_of(value)


def words_of(value: Any) -> str | None:
    """The same of a text of a record, wherever it stands."""
    text = _within(_string(value).strip(), LONGEST_TEXT)
    # What begins with a Western letter or a plain sign is seen, whatever follows.
    begins = text[:1]
    if "!" <= begins <= "~" or "\xc0" <= begins <= "\u024f":
        return text
    return text if clean_text(text).strip() else None


# Most values of a load come again and again, and reading one costs more than finding it.


def read_line(value: Any, context: Context) -> str | None:
    """One line: control characters go, other blanks become one."""
    return line_of(value) if isinstance(value, str) else line_of(_string(value))


@lru_cache(maxsize=1 << 12)
def line_of(value: str) -> str | None:
    """The same of a text."""
    return _line(value)


def rare_line_of(value: str) -> str | None:
    """The same of a text that hardly comes twice."""
    return value if _is_plain(value) and len(value) <= LONGEST_LINE else _line(value)


def _line(value: str) -> str | None:
    return _within(clean_line(_string(value)), LONGEST_LINE) or None


def read_name(value: Any, context: Context) -> str | None:
    """A name with something in it to know it by."""
    return name_of(value) if isinstance(value, str) else name_of(_string(value))


@lru_cache(maxsize=1 << 14)
def name_of(value: str) -> str | None:
    """The same of a text."""
    found = clean_line(_string(value))
    if not found:
        return None
    _within(found, LONGEST_NAME)
    key = speaker_key(found)
    if not key:
        raise Wrong(_("has neither letter nor digit: {value}").format(value=shown(found)))
    _within(key, LONGEST_NAME)
    return found


def read_chain(value: Any, context: Context) -> tuple[str, ...]:
    """A chain of names, nearest to the document first; one name stands for a chain of one."""
    names = value if isinstance(value, list) else [value]
    found = [name for item in names if item is not None and (name := read_name(item, context))]
    keys = [speaker_key(name) for name in found]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise Wrong(
                _("goes round in a circle: {name} comes twice").format(name=shown(found[place]))
            )
    return tuple(found)


def read_confidential(value: Any, context: Context) -> frozenset[str] | None:
    """What is confidential: true for the quote, else words of ``CONFIDING``, a list or a text."""
    if isinstance(value, bool):
        return frozenset(("statement",)) if value else None
    words = value if isinstance(value, list) else _string(value).replace(",", " ").split()
    found = {clean_line(str(word)).casefold() for word in words} - {"", "no", "false", "0"}
    if found & {"yes", "true", "1"}:
        found = found - {"yes", "true", "1"} | {"statement"}
    wrong = sorted(word for word in found if not re.fullmatch(CONFIDING, word))
    if wrong:
        raise Wrong(
            _(
                "must be true, or of statement, speaker, role, org, outlet, via1, not {value}"
            ).format(value=shown(wrong[0]))
        )
    return frozenset(found) or None


def read_key(value: Any, context: Context) -> str | None:
    """A record's key: text, or a whole number."""
    if _is_plain(value) and len(value) <= LONGEST_KEY:
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**LONGEST_KEY else "9" * (LONGEST_KEY + 1)
    return _within(clean_line(_string(value)), LONGEST_KEY) or None


def read_language(value: Any, context: Context) -> str | None:
    """A language tag."""
    return language_of(value) if isinstance(value, str) else language_of(_string(value))


@lru_cache(maxsize=256)
def language_of(value: str) -> str | None:
    """The same of a text."""
    text = clean_line(_string(value))
    if text and (not _LANG.fullmatch(text) or len(text) > SHOWN):
        raise Wrong(_("not a language such as fr or en-GB: {value}").format(value=shown(text)))
    return text or None


def read_wikidata(value: Any, context: Context) -> str | None:
    """An item's id in Wikidata, alone or as its address."""
    text = clean_line(_string(value))
    if not text:
        return None
    found = _WIKIDATA.fullmatch(text)
    if found is None:
        raise Wrong(_("not a Wikidata id such as Q42: {value}").format(value=shown(text)))
    return found[1]


def read_offset(value: Any, context: Context) -> int | None:
    """A place in a text: a whole number from 0."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value[: len(str(_MAX_OFFSET)) + 1])
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_OFFSET:
        raise Wrong(_("not a whole number from 0: {value}").format(value=shown(value)))
    return value


def read_beside(value: Any, context: Context) -> str | None:
    """What stands beside a quotation, blanks and all."""
    return _within(_string(value), LONGEST_LINE) or None


def read_spans(value: Any, context: Context) -> tuple[tuple[int, int], ...]:
    """Pairs of places in order, ``[[0, 5], [9, 12]]``, none overlapping another."""
    items = value if isinstance(value, list) else [value]
    if len(items) > _MOST_SPANS:
        raise Wrong(_("more than {n} pieces").format(n=_MOST_SPANS))
    found: list[tuple[int, int]] = []
    for item in items:
        if not isinstance(item, list) or len(item) != 2:
            raise Wrong(_("not pairs of places in order: {value}").format(value=shown(item)))
        start, end = (read_offset(place, context) or 0 for place in item)
        if end <= start or (found and start < found[-1][1]):
            raise Wrong(_("not pairs of places in order: {value}").format(value=f"{start}-{end}"))
        found.append((start, end))
    return tuple(found)


def one_of(members: type[E]) -> Callable[[Any, Context], E | None]:
    """The reader of a closed set."""
    known = {member.value: member for member in members}

    def read(value: Any, context: Context) -> E | None:
        found = known.get(value) if isinstance(value, str) else None
        if found is None:
            text = clean_line(_string(value)).lower()
            found = known.get(text)
            if found is None and text:
                raise Wrong(
                    _("{value} is none of {known}").format(
                        value=shown(text), known=", ".join(known)
                    )
                )
        return found

    return read


def read_date(value: Any, context: Context) -> PartialDate | None:
    """A date; a relative one counts from the context's base."""
    if isinstance(value, str) and len(value) == len("2016-09-22"):
        year, month, day = value[:4], value[5:7], value[8:]
        if value[4] == value[7] == "-" and year.isdigit() and month.isdigit() and day.isdigit():
            return _parsed_date(value, None, None)  # nothing around it has a say
    text = clean_line(_string(value))
    return _parsed_date(text, context.lang, context.base) if text else None


# Two days no relative date can mean alike, tried where nothing says what "hier" counts from.
_ANY_DAYS = (date(2001, 1, 1), date(2010, 10, 20))


@lru_cache(maxsize=1 << 14)
def _parsed_date(text: str, lang: str | None, base: date | None) -> PartialDate:
    try:
        if base is not None or text[:4].isdigit():
            return parse_date(text, relative_to=base, lang=lang)
        found, other = (parse_date(text, relative_to=day, lang=lang) for day in _ANY_DAYS)
    except ValueError as error:
        raise Wrong(str(error)) from None
    if found != other:
        raise Wrong(
            _("{value}: counts from the day published, which is not given").format(
                value=shown(text)
            )
        )
    return found


def read_number(value: Any, context: Context) -> Interval | None:
    """A figure in figures or words, as an interval."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = repr(value) if abs(value) < 10**LONGEST_KEY else "9" * LONGEST_KEY
    text = clean_line(_string(value))
    return _parsed_number(text, context.lang) if text else None


@lru_cache(maxsize=4096)
def _parsed_number(text: str, lang: str | None) -> Interval:
    try:
        return parse_number(text, lang=lang)
    except ValueError as error:
        raise Wrong(str(error)) from None


def read_slug(value: Any, context: Context) -> str | None:
    """A question's slug, or words that make one."""
    text = clean_line(_string(value))
    if not text:
        return None
    slug = slug_of(text)
    if not slug:
        raise Wrong(_("has neither letter nor digit: {value}").format(value=shown(text)))
    _within(slug, LONGEST_KEY)
    return text


def read_answer(value: Any, context: Context) -> str | None:
    """An answer's words."""
    text = _within(clean_line(_string(value)), LONGEST_NAME)
    _within(claim_key(text), LONGEST_NAME)
    return text or None


def shown(value: object) -> str:
    """A value as a message repeats it."""
    if isinstance(value, str):
        return shorten(clean_line(value), SHOWN)
    if isinstance(value, dict | list):
        return _("an object") if isinstance(value, dict) else _("a list")
    try:
        return shorten(clean_line(str(value)), SHOWN)
    except ValueError:  # a whole number of more digits than Python prints
        return _("a number beyond measure")
