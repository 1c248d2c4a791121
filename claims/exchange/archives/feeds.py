"""What collections of quotations that machines gathered share: words, hosts, days, notes.

They are guesses about pages seen once, so a note says in a stable form what the machine said:
``quotebank: attribution=0.73; phase=E`` (docs/archives.md).  Notes are data: not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import unescape
from html.entities import html5
from typing import Any, NamedTuple

from claims.exchange.fields import LONGEST_LINE, LONGEST_NAME
from claims.keep.slugs import speaker_key
from claims.text import clean_line, shorten

SURE = 0.5
"""From this probability on a machine's attribution names the speaker; below it, nobody."""

MOST_LISTED = 10
"""Most candidates, or ids, in a note."""

LONGEST_BESIDE = 300
"""Most code points kept of what stands beside a quotation."""

_LONGEST_TOKEN = 200
# Entities with their semicolon only: "R&D" and "?a=1&copy=2" are none.  Digits are bounded, since
# Python reads no number of thousands.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DAY = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?\d\d(?:\.\d+)?)?Z?)?", re.ASCII
)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#@:\[\]]+)", re.I)


def plain(value: Any) -> Any:
    """A text without HTML's entities, which feeds write up to twice over; others as they are."""
    if not isinstance(value, str) or "&" not in value:
        return value
    return _ENTITY.sub(_decoded, _ENTITY.sub(_decoded, value))


def _decoded(entity: re.Match[str]) -> str:
    name = entity[0][1:]
    return unescape(entity[0]) if name.startswith("#") else html5.get(name, entity[0])


def said(value: Any) -> str:
    """A text on one line, empty for anything else."""
    return clean_line(plain(value)).strip() if isinstance(value, str) else ""


def outlet_of(url: Any) -> str | None:
    """The host of an address as the outlet's name, without ``www.``; none where it has none."""
    found = _HOST.match(url.strip()) if isinstance(url, str) else None
    host = clean_line(found[1]).lower().removeprefix("www.") if found else ""
    return host if speaker_key(host) and len(host) <= LONGEST_NAME // 2 else None


def title_of(value: Any) -> Any:
    """A title, shortened where it is longer than one can be; no text stays as it is."""
    return shorten(said(value), LONGEST_LINE) if isinstance(value, str) else value


def day_of(value: Any) -> Any:
    """A date as the flat record writes it, at midnight the day alone; others as they are."""
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return value
    year, month, day, hour, minute = found.groups()
    try:
        datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))
    except ValueError:
        return value
    clock = f"T{hour}:{minute}" if hour and (hour, minute) != ("00", "00") else ""
    return f"{year}-{month}-{day}{clock}"


def before(value: Any) -> str | None:
    """The end of what stands before a quotation."""
    return (plain(value)[-LONGEST_BESIDE:] or None) if isinstance(value, str) else None


def after(value: Any) -> str | None:
    """The beginning of what stands after a quotation."""
    return (plain(value)[:LONGEST_BESIDE] or None) if isinstance(value, str) else None


# -- what the machine said -----------------------------------------------------------------


class Guess(NamedTuple):
    """Who may have spoken, and how likely, from 0 to 1."""

    name: str
    probability: float


def probability(value: Any) -> float | None:
    """A probability written as a number or a text; none where it is not one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value) if len(str(value)) <= _LONGEST_TOKEN else -1.0
    except ValueError:
        return None
    return found if 0 <= found <= 1 else None


def shown_guesses(guesses: Iterable[Guess]) -> str:
    """Guesses as a note has them: ``Ann Lee 0.73 | Bo Li 0.2``."""
    return " | ".join(f"{_token(name)} {figure(p)}" for name, p in guesses)


def figure(value: float) -> str:
    """A probability with up to four decimals."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def note(source: str, **told: Any) -> str | None:
    """What a source says beside the record: ``source: name=value; name=value``.

    Values that are none or empty are left out; several of one name are parted by `` | ``.
    """
    parts = [f"{name}={text}" for name, value in told.items() if (text := _value(value))]
    return f"{source}: {'; '.join(parts)}" if parts else None


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " | ".join(_token(one) for one in value[:MOST_LISTED])
    if isinstance(value, str):
        return clean_line(value).replace(";", ",")
    return "" if value is None else _token(value)


def _token(value: Any) -> str:
    """A value in a note, without what parts it from others."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = value if isinstance(value, str) else str(value) if abs(value) < 10**18 else "?"
    return shorten(re.sub(r"[;|=]", ",", clean_line(text)), _LONGEST_TOKEN)
