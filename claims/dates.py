"""Dates with the precision they were printed in: a year, a month, a day, a moment, a range.

ISO 8601 and figures are read here; words in ``claims.date_phrases``, loaded when there are any.
docs/dates.md lists what is read, and what is refused rather than guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from claims.errors import UsageError
from claims.i18n import _
from claims.text import clean_line, shorten

MONTHS_IN_YEAR = 12

DAY_MIN, DAY_MAX = date.min.toordinal(), date.max.toordinal()
"""First and last day that can be named (0001-01-01, 9999-12-31)."""

LONGEST = 60
"""Longest text read as a date, in code points."""


class DateError(UsageError, ValueError):
    """Text that is no date, an impossible date, or one that could be two."""

    code = "bad-date"


class Precision(StrEnum):
    """How much of a date was printed."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as printed, and the days it covers.

    ``text`` is canonical and reads back as the same value: ``2016``, ``2016-09``, ``2016-09-22``,
    ``2016-09-22T14:30`` (seconds and offset where known) or an interval,
    ``2016-09-12/2016-09-18``.  ``first`` and ``last`` are its first and last day, both included,
    as ``date.toordinal`` counts; the day of a moment is the one printed, whatever its offset.
    """

    text: str
    first: int
    last: int
    precision: Precision

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A calendar day."""
        return cls(day_text(day.toordinal()), day.toordinal(), day.toordinal(), Precision.DAY)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from ``first`` to ``last``, both included, as ordinals; ``None`` is unbounded."""

    first: int | None = None
    last: int | None = None


def day_text(day: int) -> str:
    """The ISO date of an ordinal day."""
    return date.fromordinal(day).isoformat()


def parse_date(
    text: str, *, relative_to: date | None = None, lang: str | None = None
) -> PartialDate:
    """The date a text names.

    ``relative_to`` is the day that "hier" or "jeudi" count from (today by default), ``lang`` a
    language tag that settles which of 03/04/2016 is the month.  Raises ``DateError`` for what is
    no date, does not exist, or could be read in two ways.
    """
    words = clean_line(text)
    if not words or len(words) > LONGEST or not any(map(str.isalnum, words)):
        raise date_error(words, _("not a date"))
    base = relative_to or date.today()
    found = _iso(words) or _interval(words) or _numeric(words, lang)
    if found is None:
        from claims.date_phrases import read_phrase

        found = read_phrase(words, base, lang)
    if found is None:
        raise date_error(words, _("not a date"))
    return found


def parse_range(
    text: str, *, relative_to: date | None = None, lang: str | None = None
) -> DateRange:
    """The days a text spans: one date, or two with ``..`` between them, either left out.

    ``2016-09..`` starts on the first of September 2016, ``..2016`` ends with the year.  Raises
    ``DateError`` as ``parse_date`` does, and for a range that ends before it begins.
    """
    start, dots, end = (part.strip() for part in text.partition(".."))
    if dots and (end.startswith(".") or not (start or end)):
        raise date_error(text, _("a range is two dates with .. between, or one of them"))
    first = parse_date(start, relative_to=relative_to, lang=lang) if start or not dots else None
    last = parse_date(end, relative_to=relative_to, lang=lang) if end else None
    if not dots:
        last = first
    if first and last and first.first > last.last:
        raise date_error(text, _("ends before it begins"))
    return DateRange(first.first if first else None, last.last if last else None)


def date_error(text: str, reason: str) -> DateError:
    """The error for a text, with what is wrong with it."""
    value = shorten(clean_line(text), LONGEST) or "(nothing)"
    return DateError(
        _("{value}: {reason}").format(value=value, reason=reason),
        hint=_("write 2016, 2016-09, 2016-09-22 or 2016-09-22T14:30"),
    )


# -- building ------------------------------------------------------------------------------


def build_date(
    text: str, year: int, month: int | None = None, day: int | None = None, clock: str = ""
) -> PartialDate:
    """A partial date of checked parts; ``text`` is what an error names."""
    if not 1 <= year <= MAXYEAR:
        raise date_error(text, _("no year {year}").format(year=year))
    if month is None:
        return PartialDate(
            f"{year:04}", date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(),
            Precision.YEAR,
        )  # fmt: skip
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise date_error(text, _("no month {month}").format(month=month))
    first = date(year, month, 1).toordinal()
    days = monthrange(year, month)[1]
    if day is None:
        return PartialDate(f"{year:04}-{month:02}", first, first + days - 1, Precision.MONTH)
    if not 1 <= day <= days:
        where = f"{year:04}-{month:02}"
        raise date_error(text, _("no day {day} in {month}").format(day=day, month=where))
    ordinal = first + day - 1
    stem = f"{year:04}-{month:02}-{day:02}"
    if not clock:
        return PartialDate(stem, ordinal, ordinal, Precision.DAY)
    return PartialDate(f"{stem}T{_clock(text, clock)}", ordinal, ordinal, Precision.TIME)


_CLOCK = r"(\d{1,2})[:h](\d\d)?(?::(\d\d)(?:[.,]\d+)?)? ?(?:(z)|([+-])(\d\d):?(\d\d)?)?"


def _clock(text: str, clock: str) -> str:
    """``14:30``, with seconds and offset where given; fractions of a second go."""
    shape = re.fullmatch(_CLOCK, clock, re.A | re.I)
    if shape is None:
        raise date_error(text, _("not a time of day: {clock}").format(clock=clock))
    hour, minute, second = shape[1], shape[2] or "00", shape[3]
    for value, limit, wrong in (
        (hour, 24, _("no hour {value}")),
        (minute, 60, _("no minute {value}")),
        (second or "0", 60, _("no second {value}")),
    ):
        if int(value) >= limit:
            raise date_error(text, wrong.format(value=value))
    written = f"{int(hour):02}:{minute}" + (f":{second}" if second else "")
    return written + _offset(text, shape)


def _offset(text: str, shape: re.Match[str]) -> str:
    if shape[4]:
        return "Z"
    if not shape[5]:
        return ""
    hours, minutes = shape[6], shape[7] or "00"
    if f"{hours}{minutes}" >= "2400" or minutes >= "60":
        raise date_error(text, _("no such offset from UTC"))
    return f"{shape[5]}{hours}:{minutes}" if int(hours + minutes) else "Z"


def build_span(first: int, last: int) -> PartialDate:
    """The days from one to another, both included."""
    return PartialDate(f"{day_text(first)}/{day_text(last)}", first, last, Precision.RANGE)


# -- figures -------------------------------------------------------------------------------

_ISO = r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[Tt ]+(\d.*))?)?)?"
_DIGITS = r"(\d{4})(\d\d)(\d\d)"
_YEAR_FIRST = r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?"
_YEAR_LAST = r"(?:le |on )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)"


def _iso(text: str) -> PartialDate | None:
    shape = re.fullmatch(_ISO, text, re.A | re.I)
    if shape is None:
        return None
    year, month, day, clock = shape.groups()
    return build_date(text, int(year), _int(month), _int(day), clock or "")


def _interval(text: str) -> PartialDate | None:
    """Two ISO dates with a slash between them; times of day have no place there."""
    start, slash, end = (part.strip() for part in text.partition("/"))
    ends = [re.fullmatch(_ISO, start, re.A | re.I), re.fullmatch(_ISO, end, re.A | re.I)]
    if not (slash and all(ends)) or any(shape and shape[4] for shape in ends):
        return None
    first, last = _iso(start), _iso(end)
    if first is None or last is None:
        return None
    if first.first > last.last:
        raise date_error(text, _("ends before it begins"))
    return PartialDate(f"{first.text}/{last.text}", first.first, last.last, Precision.RANGE)


def _numeric(text: str, lang: str | None) -> PartialDate | None:
    """Figures without words: 20160922, 2016/09/22, 22/09/2016."""
    shape = re.fullmatch(_DIGITS, text, re.A | re.I) or re.fullmatch(_YEAR_FIRST, text, re.A | re.I)
    if shape is not None:
        return build_date(text, int(shape[1]), int(shape[2]), _int(shape[3]))
    shape = re.fullmatch(_YEAR_LAST, text, re.A | re.I)
    if shape is None:
        return None
    left, mark, right, year = int(shape[1]), shape[2], int(shape[3]), shape[4]
    if len(year) == len("16"):
        raise date_error(text, _("write the year with four digits"))
    if mark != "." and _month_comes_first(text, left, right, int(year), lang):
        left, right = right, left
    return build_date(text, int(year), right, left)


# The United States, alone or nearly, print the month first; English without a country says
# neither, and a wrong guess would pass unseen.
_MONTH_FIRST = frozenset({"en-us", "en-ph"})
_UNSURE = frozenset({"", "en", "en-ca"})


def _month_comes_first(text: str, left: int, right: int, year: int, lang: str | None) -> bool:
    """Whether ``left`` is the month: where only one reading exists, or the language tells."""
    if max(left, right) > MONTHS_IN_YEAR or left == right:
        return left <= MONTHS_IN_YEAR < right
    tag = (lang or "").lower().replace("_", "-")
    if tag in _UNSURE:
        raise date_error(
            text,
            _("could be {one} or {other}").format(
                one=f"{year:04}-{right:02}-{left:02}", other=f"{year:04}-{left:02}-{right:02}"
            ),
        )
    return tag in _MONTH_FIRST


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
