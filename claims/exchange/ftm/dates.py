"""Dates as followthemoney has them: from the year to the second, several where sources differ."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.dates import PartialDate, day_text, parse_date

# A date of followthemoney: from the year to the second, without an offset, but older files have
# one; an hour alone, or midnight, says no more than the day.
_DATE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ](.*))?", re.A)
_NO_TIME = re.compile(r"\d\d|00:00(?::00)?(?:\.0*)?(?:Z|[+-]00:?00)?", re.A)
HISTORIC = "1001-01-01"
"""What followthemoney writes for "long ago"."""


@lru_cache(maxsize=4096)
def read_date(text: str) -> PartialDate | None:
    """A date as followthemoney writes it; none where it is not.

    Raises ``DateError`` for one that does not exist.
    """
    shape = _DATE.fullmatch(text.strip()[: len("2016-09-22T14:30:00.000000000+00:00")])
    if shape is None:
        return None
    day, clock = shape.groups()
    return parse_date(day if clock is None or _NO_TIME.fullmatch(clock) else f"{day}T{clock}")


def joined(dates: list[PartialDate]) -> PartialDate | None:
    """What several dates of one thing say together.

    What a more exact one says better is left out; those that differ make a range.
    """
    kept = [date for date in dates if not any(_says_better(other, date) for other in dates)]
    if not kept:
        return None
    first = min(kept, key=lambda date: (date.first, date.last, date.text))
    last = max(kept, key=lambda date: (date.last, date.first, date.text))
    if (first.first, first.last) == (last.first, last.last):
        return first
    start, end = (date.text.partition("T")[0] for date in (first, last))
    return parse_date(f"{start}/{end}")


def _says_better(one: PartialDate, other: PartialDate) -> bool:
    within = other.first <= one.first and one.last <= other.last
    return within and (one.last - one.first, -len(one.text)) < (
        other.last - other.first, -len(other.text),
    )  # fmt: skip


def values_of(text: str | None) -> list[str]:
    """A date of ours as values that ``read_date`` and ``joined`` make the same date of.

    Both ends of a range; where one is part of the other, its first and last day.  A time of day
    with an offset is left out: followthemoney has no offsets.  So is the day it takes for none.
    """
    if not text:
        return []
    start, slash, end = text.partition("/")
    if not slash:
        return [] if text.startswith(HISTORIC) else [_value_of(text)]
    one, other = parse_date(start), parse_date(end)
    if _says_better(one, other) or _says_better(other, one):
        return [day_text(one.first), day_text(other.last)]
    return list(dict.fromkeys((start, end)))


def _value_of(text: str) -> str:
    day, time, clock = text.partition("T")
    clock = clock.removesuffix("Z")
    if not time or _NO_TIME.fullmatch(clock) or "+" in clock or "-" in clock:
        return day
    return f"{day}T{clock}"
