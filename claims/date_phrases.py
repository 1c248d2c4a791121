"""Dates in words, French and English: "jeudi 22 septembre 2016", "hier", "last month".

The tables of ``claims.date_words`` read what journalists print; dateparser, which takes a tenth of
a second to load, gets only what remains.
"""

from __future__ import annotations

import re
import warnings
from calendar import monthrange
from datetime import date, datetime, timedelta

from claims.date_words import AFTER, BEFORE, EMPTY, MONTHS, RELATIVE_DAYS, WEEKDAYS
from claims.dates import PartialDate, build_date, build_span, date_error
from claims.i18n import _
from claims.text import fold

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?", re.A)
_YEAR = re.compile(r"\d{4}", re.A)
_TIME = re.compile(r"\d{1,2}(?::\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?|h(?:\d\d)?)", re.A)
# The shapes a worded date can have: Weekday, Day, Month, Year, Time, Before, After.
_SHAPES = frozenset(
    [f"{weekday}{day}{time}" for weekday in ("", "W") for day in ("DMY", "MDY", "DM", "MD")
     for time in ("", "T")]
    + ["MY", "M", "MB", "BM", "Y", "W", "WT", "WB", "BW", "WA", "AW"]
)  # fmt: skip
# What may stand between words; anything else makes a word unknown, so that nothing is skipped.
_BETWEEN = re.compile(r"[\s,.'()]+|(?<=[a-z])-(?=[a-z])")


def read_phrase(text: str, base: date, lang: str | None) -> PartialDate | None:
    """The date that words name, counted from ``base`` where they are relative, or ``None``.

    Raises ``DateError`` for a date that does not exist.
    """
    return _worded(text, base) or _relative(text, base, lang)


def _worded(text: str, base: date) -> PartialDate | None:
    """French and English dates by the tables, and days relative to the base."""
    words = [word for word in _BETWEEN.split(fold(text)) if word]
    shift = RELATIVE_DAYS.get(" ".join(words))
    if shift is not None:
        return _shifted(text, base, shift)
    parts: dict[str, str] = {}
    shape = ""
    for word in words:
        if word in EMPTY:
            continue
        kind = _kind_of(word)
        if kind in parts:
            if kind == "D" and "M" in parts:
                raise date_error(text, _("write the year with four digits"))
            return None
        parts[kind] = word
        shape += kind
    return _assembled(text, parts, base) if shape in _SHAPES else None


def _kind_of(word: str) -> str:
    """One letter of ``_SHAPES``, or "?" for a word the tables do not have."""
    for kind, words in (("B", BEFORE), ("A", AFTER), ("M", MONTHS), ("W", WEEKDAYS)):
        if word in words:
            return kind
    for kind, shape in (("T", _TIME), ("D", _DAY), ("Y", _YEAR)):
        if shape.fullmatch(word):
            return kind
    return "?"


def _assembled(text: str, parts: dict[str, str], base: date) -> PartialDate:
    weekday = WEEKDAYS[parts["W"]] if "W" in parts else None
    clock = parts.get("T", "")
    if weekday is not None and "M" not in parts:
        found = _shifted(text, base, _days_to(weekday, base, parts))
        day = date.fromordinal(found.first)
        return build_date(text, day.year, day.month, day.day, clock)
    month = MONTHS[parts["M"]] if "M" in parts else None
    shape = _DAY.fullmatch(parts.get("D", ""))
    day_of_month = int(shape[1]) if shape else None
    before = "B" in parts
    year = int(parts.get("Y") or _latest_year(month or 1, day_of_month, base, before=before))
    found = build_date(text, year, month, day_of_month, clock)
    if weekday is not None and date.fromordinal(found.first).weekday() != weekday:
        raise date_error(text, _("{date} is another day of the week").format(date=found.text))
    return found


def _days_to(weekday: int, base: date, parts: dict[str, str]) -> int:
    """Days from the base to a weekday: the latest up to the base itself, unless a word says."""
    back = (base.weekday() - weekday) % 7
    if "B" in parts:
        return -back or -7
    return 7 - back if "A" in parts else -back


def _latest_year(month: int, day: int | None, base: date, *, before: bool) -> int:
    """The year of the latest such day or month up to the base, or before the base's month.

    A leap day looks back for its year.
    """
    limit = (base.year, base.month, 0 if before else base.day)
    for year in range(base.year, max(base.year - 9, 0), -1):
        if (year, month, day or 1) <= limit and (day or 1) <= monthrange(year, month)[1]:
            return year
    return base.year


def _shifted(text: str, base: date, days: int) -> PartialDate:
    try:
        return PartialDate.of(base + timedelta(days=days))
    except OverflowError:
        raise date_error(text, _("outside the years 1 to 9999")) from None


# -- what remains --------------------------------------------------------------------------

_LETTERS = re.compile(r"[^\W\d_]{3}")
# What dateparser answers without understanding: decades as seconds, durations as moments,
# bounds as the date they exclude.
_MISREAD = re.compile(
    r"\b(?:\d*0s|annees \d+)\b"
    r"|^(?!last|this|next|past|previous|cet)\w+ (?:year|month|week|day|hour|minute|second)s?$"
    r"|^(?!cet)\w+ (?:an|annee|mois|semaine|jour|heure|minute|seconde)s?$"
    r"|\b(?:after|before|since|until|till|by|about|around|later)\b"
    r"|\b(?:apres|avant|depuis|jusqu|des)\b"
)
_FIGURES = re.compile(r"\d[/.-]\d", re.A)
_CLOCK_INSIDE = re.compile(r"\d ?(?:[:h] ?\d\d|[ap]\.?m)", re.A)


def _relative(text: str, base: date, lang: str | None) -> PartialDate | None:
    """What dateparser understands, held to the precision it reports.

    It reads "a" as a month and 03/04 as either: a word of three letters is asked for, and figures
    with marks between are refused.
    """
    folded = fold(text)
    if not _LETTERS.search(folded) or _MISREAD.search(folded) or _FIGURES.search(folded):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = _from_dateparser(text, base, lang)
        except ImportError:
            raise
        except Exception:  # it promises no error, and raises several on odd input
            return None
    return _held_to(*found, text) if found else None


def _held_to(moment: datetime, period: str, text: str) -> PartialDate | None:
    """A moment of dateparser's in the precision of its period."""
    if period == "week":
        monday = moment.toordinal() - moment.weekday()
        return build_span(max(monday, 1), min(monday + 6, date.max.toordinal()))
    if period == "time" and _CLOCK_INSIDE.search(fold(text)):
        clock = moment.isoformat(timespec="seconds" if moment.second else "minutes")
        return build_date(text, moment.year, moment.month, moment.day, clock.partition("T")[2])
    month = None if period == "year" else moment.month
    day = None if period in ("year", "month") else moment.day
    known = period in ("year", "month", "day", "time", "part_of_day")
    return build_date(text, moment.year, month, day) if known else None


def _from_dateparser(text: str, base: date, lang: str | None) -> tuple[datetime, str] | None:
    from dateparser.date import DateDataParser

    # Noon, so that "three hours ago" stays on the day it was most likely said.
    settings = {
        "RELATIVE_BASE": datetime(base.year, base.month, base.day, 12),
        "PREFER_DATES_FROM": "past",
        "RETURN_TIME_AS_PERIOD": True,
    }
    tag = (lang or "").partition("-")[0].lower()
    languages = list(dict.fromkeys([tag, "fr", "en"] if tag else ["fr", "en"]))
    try:
        parser = DateDataParser(languages=languages, settings=settings)
    except ValueError:  # a language it does not know
        parser = DateDataParser(languages=["fr", "en"], settings=settings)
    data = parser.get_date_data(text)
    if data.date_obj is None or data.period is None:
        return None
    return data.date_obj, data.period
