"""Numbers as people report them, as intervals: "au moins 12", "une vingtaine", "18..23".

The rules are those of docs/numbers.md; the words live in ``claims.number_words`` and
docs/numbers.md shows them.  What could be read in two ways is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import NamedTuple

from claims.cardinals import NumberError, exact, language_of, last_scale, packs
from claims.hedges import forms, hedge_of
from claims.i18n import _
from claims.number_words import LANGUAGES, Hedge, Language
from claims.text import clean_line, fold, shorten

__all__ = ["Interval", "NumberError", "hedge_of", "parse_number"]

LONGEST = 160
"""Longest text read as a number, in code points."""

LARGEST = 10**15
"""Largest bound, either side of zero: all whole numbers up to it are exact in a double."""

Number = int | float
Bound = Number | Fraction | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high``; ``None`` is unbounded, an open end is left out.

    Bounds are ``int`` where whole, else ``float`` to six decimals.  Raises ``NumberError`` for an
    interval that holds no number, has no bound at all, or goes beyond ``LARGEST``.
    """

    low: Number | None
    high: Number | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", _plain(self.low))
        object.__setattr__(self, "high", _plain(self.high))
        object.__setattr__(self, "low_open", self.low_open and self.low is not None)
        object.__setattr__(self, "high_open", self.high_open and self.high is not None)
        if self.low is None and self.high is None:
            raise _error("..", _("a number has at least one bound"))
        if _below(self.high, self.low, touching_counts=not (self.low_open or self.high_open)):
            ends = f"{'>' * self.low_open}{self.low}..{'<' * self.high_open}{self.high}"
            raise _error(ends, _("leaves no number"))

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return not (
            _below(self.high, other.low, touching_counts=not (self.high_open or other.low_open))
            or _below(other.high, self.low, touching_counts=not (other.high_open or self.low_open))
        )

    def contains(self, number: Number) -> bool:
        """Whether a number lies in the interval."""
        return self.overlaps(Interval(number, number))

    def as_text(self) -> str:
        """The canonical notation, which ``parse_number`` reads back as the same interval.

        ``12``, ``12..``, ``..23``, ``18..23``; an open end has ``>`` before the low bound and
        ``<`` before the high one: ``>12``, ``<23``, ``270..<300``.
        """
        low, high = _digits(self.low), _digits(self.high)
        if self.low == self.high:
            return low
        if self.high is None:
            return f">{low}" if self.low_open else f"{low}.."
        if self.low is None:
            return f"<{high}" if self.high_open else f"..{high}"
        return f"{'>' * self.low_open}{low}..{'<' * self.high_open}{high}"

    __str__ = as_text


def parse_number(text: str, *, lang: str | None = None) -> Interval:
    """The interval a text says.

    ``lang``, a language tag, settles what "1,200" is; words are read in every language known.
    Raises ``NumberError`` for what is no number, is beyond ``LARGEST``, or has two readings.
    """
    words = normal(text) if len(text) <= LONGEST else ""
    if not words:
        raise _error(text, _("not a number"))
    found = _said(words, language_of(lang))
    if found is None:
        raise _error(text, _("not a number"))
    return found.interval


def normal(text: str) -> str:
    """The text folded, on one line, without percent signs, quotes or closing punctuation."""
    folded = fold(clean_line(text)).replace('"', " ")
    folded = re.sub(r"(?<!\d)'|'(?!\d)|(?<=[a-z])-|-(?=[a-z])", " ", folded)
    folded = " ".join(folded.split()).rstrip(" ,;:!?")
    for pack in LANGUAGES.values():
        for sign in pack.percent:
            folded = folded.removesuffix(sign).rstrip()
    return folded if folded.endswith("..") else folded.rstrip(".")


# -- bounds --------------------------------------------------------------------------------


def _plain(bound: Bound) -> Number | None:
    if bound is None:
        return None
    if not -LARGEST <= bound <= LARGEST:  # neither is NaN
        raise _error(shorten(str(bound), 20), _("beyond the largest number kept"))
    rounded = round(Fraction(bound), 6)
    return rounded.numerator if rounded.denominator == 1 else float(rounded)


def _digits(bound: Number | None) -> str:
    """Digits without an exponent, "" for no bound; never what could be a group of thousands."""
    digits = "" if bound is None else f"{Decimal(repr(bound)):f}"
    return f"{digits}0" if digits[-4:-3] == "." else digits


def _below(high: Number | None, low: Number | None, *, touching_counts: bool) -> bool:
    """Whether an upper bound lies below a lower one, so that nothing is left between."""
    if high is None or low is None:
        return False
    return high < low or (high == low and not touching_counts)


def _error(text: str, reason: str) -> NumberError:
    return NumberError(
        _("{value}: {reason}").format(
            value=shorten(clean_line(text), LONGEST) or "(nothing)", reason=reason
        ),
        hint=_('write 12, 12.., 18..23, ~20, or words such as "at least 12"'),
    )


# -- what a hedge makes of a number --------------------------------------------------------


class _Said(NamedTuple):
    """An interval, and the number named in it, on which a hedge before it bears."""

    interval: Interval
    named: Fraction | None


def _interval(
    low: Bound, high: Bound, *, low_open: bool = False, high_open: bool = False
) -> Interval:
    return Interval(_plain(low), _plain(high), low_open, high_open)


def _about(number: Fraction) -> Interval:
    """Ten per cent either side, to the nearest unit, a half going outward."""
    reach, half = abs(number) / 10, Fraction(1, 2)
    return _interval(ceil(number - reach - half), floor(number + reach + half))


def _floor(number: Fraction) -> Fraction | None:
    """Counts start at zero; what is below zero has no floor."""
    return Fraction(0) if number >= 0 else None


_RULES: dict[Hedge, Callable[[Fraction], Interval]] = {
    Hedge.ABOUT: _about,
    Hedge.AT_LEAST: lambda n: _interval(n, None),
    Hedge.MORE_THAN: lambda n: _interval(n, None, low_open=True),
    Hedge.NEARLY: lambda n: _interval(n * Fraction(9, 10), n, high_open=True),
    Hedge.UP_TO: lambda n: _interval(_floor(n), n),
    Hedge.LESS_THAN: lambda n: _interval(_floor(n), n, high_open=True),
    Hedge.EXACTLY: lambda n: _interval(n, n),
}


def _hedge(hedge: Hedge, inner: _Said) -> _Said:
    """A hedge before a number, or before a vague one, of which only the low end can be raised."""
    if inner.named is not None:
        return _Said(_RULES[hedge](inner.named), inner.named)
    if hedge is Hedge.ABOUT:
        return inner
    if hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN) and inner.interval.low is not None:
        return _Said(Interval(inner.interval.low, None, inner.interval.low_open), None)
    raise _error(inner.interval.as_text(), _("too vague for the words before it"))


# -- readers, in the order they are tried --------------------------------------------------


def _said(text: str, lang: str) -> _Said | None:
    for reader in (_exactly, _notation, _hedged, _spanned, _rounded, _vague):
        found = reader(text, lang)
        if found is not None:
            return found
    return None


def _exactly(text: str, lang: str) -> _Said | None:
    number = exact(text, lang)
    return None if number is None else _Said(_interval(number, number), number)


_SIGNS = {
    "~": Hedge.ABOUT,
    "≈": Hedge.ABOUT,
    ">=": Hedge.AT_LEAST,
    "≥": Hedge.AT_LEAST,
    ">": Hedge.MORE_THAN,
}
_SIGNED = re.compile(r"(~|≈|>=|≥|>|<=|≤|<)? ?(.+?) ?(\+)?")
_ENDS = re.compile(r"(>?)(.*?)\.\.(<?)(.*)")


def _notation(text: str, lang: str) -> _Said | None:
    """``18..23``, ``12..``, ``~20``, ``>12``, ``12+``; ``<12`` has no floor of zero."""
    if ".." in text:
        return _dotted(text, lang)
    shape = _SIGNED.fullmatch(text)
    if shape is None:
        return None
    sign, number_text, plus = shape.groups()
    number = exact(number_text, lang) if bool(sign) != bool(plus) else None
    if number is None:
        return None
    if sign in ("<", "<=", "≤"):
        return _Said(_interval(None, number, high_open=sign == "<"), number)
    return _Said(_RULES[_SIGNS[sign or ">="]](number), number)


def _dotted(text: str, lang: str) -> _Said | None:
    shape = _ENDS.fullmatch(text)
    if shape is None:
        return None
    low, high = (_end(shape[part].strip(), lang) for part in (2, 4))
    found = _interval(low, high, low_open=bool(shape[1]), high_open=bool(shape[3]))
    return _Said(found, None)


def _end(text: str, lang: str) -> Fraction | None:
    number = exact(text, lang) if text else None
    if text and number is None:
        raise _error(text, _("not a number"))
    return number


@cache
def _phrases(lang: str) -> list[tuple[str, str, Hedge]]:
    """Prefix, suffix and hedge of every phrase, longest first; "de" before a vowel is "d"."""
    found: list[tuple[str, str, Hedge]] = []
    for pack in packs(lang):
        for hedge, phrases in pack.before.items():
            for phrase in phrases:
                found += ((f"{form} ", "", hedge) for form in forms(phrase))
        for hedge, phrases in pack.after.items():
            found += (("", f" {phrase}", hedge) for phrase in phrases)
    return sorted(found, key=lambda row: -len(row[0] + row[1]))


def _hedged(text: str, lang: str) -> _Said | None:
    for prefix, suffix, hedge in _phrases(lang if lang in LANGUAGES else ""):
        if text.startswith(prefix) and text.endswith(suffix):
            inner = _said(text[len(prefix) : len(text) - len(suffix)], lang)
            return None if inner is None else _hedge(hedge, inner)
    return None


def _spanned(text: str, lang: str) -> _Said | None:
    """``entre 18 et 23``, ``18 to 23``, ``18-23``."""
    found = {_span(low, high, lang) for low, high in _splits(text, lang)} - {None}
    if len(found) > 1:
        raise _error(text, _("can be divided in two ways"))
    interval = next(iter(found), None)
    return None if interval is None else _Said(interval, None)


def _splits(text: str, lang: str) -> Iterator[tuple[str, str]]:
    for pack in packs(lang):
        for opening, joint in pack.between:
            if not text.startswith(f"{opening} " if opening else ""):
                continue
            rest = text[len(opening) :].strip()
            for match in re.finditer(f" {joint} ", rest):
                yield rest[: match.start()], rest[match.end() :]
    dash = re.fullmatch(r"(\d[^-]*?) ?- ?(\d[^-]*)", text)
    if dash:
        yield dash[1], dash[2]


def _span(low_text: str, high_text: str, lang: str) -> Interval | None:
    low, high = exact(low_text, lang), exact(high_text, lang)
    if low is None or high is None:
        return None
    scale = last_scale(high_text, lang)
    # "2 to 3 million" counts millions on both sides.
    if last_scale(low_text, lang) == 1 and low < high / scale:
        low *= scale
    return _interval(low, high)


_DE = frozenset({"de", "d", "of"})


def _rounded(text: str, lang: str) -> _Said | None:
    """``une vingtaine``, ``deux centaines``, ``une dizaine de milliers``: about that many."""
    for pack in packs(lang):
        for name, size in pack.rounds.items():
            shape = re.fullmatch(rf"(?:(.+) )?{name}(s?)(?: (?:de|d|of) ([a-z]+))?", text)
            if shape is None:
                continue
            count = exact(shape[1], lang) if shape[1] else Fraction(1)
            times = _multiplier(shape[3], pack) if shape[3] else 1
            if count is not None and times and (count > 1) == bool(shape[2]):
                number = count * size * times
                return _Said(_about(number), number)
    return None


def _vague(text: str, lang: str) -> _Said | None:
    """``des dizaines``, ``several hundred``, ``tens of thousands``."""
    for pack in packs(lang):
        some = next((word for word in pack.some if text.startswith(f"{word} ")), "")
        name, *rest = text[len(some) :].split() or [""]
        counts = pack.plurals.get(name) or (pack.plurals.get(f"{name}s") if some else None)
        if rest and rest[0] in _DE:
            rest = rest[1:]
        times = _multiplier(rest[0], pack) if len(rest) == 1 else int(not rest)
        if counts and times:
            return _Said(_interval(counts[0] * times, (counts[1] + 1) * times - 1), None)
    return None


def _multiplier(word: str, pack: Language) -> int:
    """What "thousands" or "milliers" after a count multiplies it by; 0 for any other word."""
    singular = word.removesuffix("s")
    return pack.scales.get(singular) or pack.scales.get(word) or pack.rounds.get(singular) or 0
