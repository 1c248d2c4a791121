"""Exact numbers as figures or words: "300 000", "1.2 million", "quatre-vingt-dix-sept".

Texts come folded and normalised (``claims.numbers.normal``); results are exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from math import inf

from claims.errors import UsageError
from claims.i18n import _
from claims.number_words import LANGUAGES, MARKS, Language

HUNDRED, THOUSAND = 100, 1000
FIRST_TEN = 20  # the tens from here on take a unit after them


class NumberError(UsageError, ValueError):
    """Text that is no number, or an interval that holds none."""

    code = "bad-number"


_FIGURE = re.compile(r"(-?)(\d[\d.,' ]*)", re.A)
_SCALED = re.compile(r"(-?\d(?:[\d.,' ]*\d)?) ?([a-z]+)", re.A)
_GROUPED = {
    mark: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", re.A) for mark in ",. '"
}
_DIGITS = re.compile(r"\d+", re.A)


def exact(text: str, lang: str) -> Fraction | None:
    """The one number a text is, or ``None``; raises ``NumberError`` for a figure that is
    a thousand times as much in another country.

    ``lang`` is a two-letter language or "": its words are tried first, the others' after.
    """
    simple = _simple(text, lang)
    if simple is not None:
        return simple
    for pack in packs(lang):
        for reader in (_halved, _dozens):
            number = reader(text, pack, lang)
            if number is not None:
                return number
    return None


def _simple(text: str, lang: str) -> Fraction | None:
    """Figures, figures with a scale, words."""
    figure = _figure(text, lang)
    if figure is not None:
        return figure
    for pack in packs(lang):
        number = _scaled(text, pack, lang)
        if number is None:
            number = _words(text, pack)
        if number is not None:
            return number
    return None


def language_of(lang: str | None) -> str:
    """The language of a tag such as "fr-FR", "" for none."""
    return (lang or "").replace("_", "-").partition("-")[0].lower()


def packs(lang: str) -> list[Language]:
    """All languages, the given one first."""
    return sorted(LANGUAGES.values(), key=lambda pack: pack is not LANGUAGES.get(lang))


def last_scale(text: str, lang: str) -> int:
    """The scale word a text ends with: 1,000,000 for "3 millions", 1 where there is none."""
    words = re.findall("[a-z]+", text)
    scales = [pack.scales[words[-1]] for pack in packs(lang) if words and words[-1] in pack.scales]
    return scales[0] if scales else 1


# -- figures -------------------------------------------------------------------------------


def _figure(text: str, lang: str) -> Fraction | None:
    shape = _FIGURE.fullmatch(text)
    if shape is None:
        return None
    whole, fraction = _split_at_decimal_mark(shape[2], lang)
    digits = _ungrouped(whole)
    if digits is None or not (fraction is None or _DIGITS.fullmatch(fraction)):
        return None
    return Fraction(f"{shape[1]}{digits}.{fraction or 0}")


def _split_at_decimal_mark(figure: str, lang: str) -> tuple[str, str | None]:
    """The part before the decimal mark, and the part after it if there is one."""
    marks = [char for char in figure if char in ",."]
    if not marks or (len(marks) > 1 and len(set(marks)) == 1):
        return figure, None
    mark = marks[-1]
    whole, _mark, fraction = figure.rpartition(mark)
    if len(marks) == 1 and _GROUPED[mark].fullmatch(figure):
        meaning = MARKS.get(lang, MARKS[""])[mark]
        if meaning == "either":
            one, other = f"{whole}{fraction}", f"{whole}.{fraction}"
            raise NumberError(
                _("{figure}: could be {one} or {other}").format(
                    figure=figure, one=one, other=other
                ),
                hint=_("write {one}, or {other}0").format(one=one, other=other),
            )
        if meaning == "thousands":
            return figure, None
    return whole, fraction


def _ungrouped(whole: str) -> str | None:
    """The digits of a whole number, its groups of three all parted by one mark."""
    if _DIGITS.fullmatch(whole):
        return whole
    for mark, grouped in _GROUPED.items():
        if grouped.fullmatch(whole):
            return whole.replace(mark, "")
    return None


# -- figures with words --------------------------------------------------------------------


def _scaled(text: str, pack: Language, lang: str) -> Fraction | None:
    """``1.2 million``, ``5k``."""
    shape = _SCALED.fullmatch(text)
    if shape is None or shape[2] not in pack.scales:
        return None
    figure = _figure(shape[1], lang)
    return None if figure is None else figure * pack.scales[shape[2]]


def _halved(text: str, pack: Language, lang: str) -> Fraction | None:
    """``half a million``, ``un million et demi``, ``one and a half million``."""
    sizes = {**pack.scales, **pack.dozens}
    for phrase in pack.halves:
        size = sizes.get(text.removeprefix(f"{phrase} "))
        if size and text.startswith(phrase):
            return Fraction(size, 2)
    for phrase in pack.and_a_half:
        count, found, scale = text.partition(f" {phrase}")
        number = _simple(count, lang) if found else None
        if number is not None and not scale:
            return number + Fraction(last_scale(count, lang), 2)
        size = sizes.get(scale.strip())
        if number is not None and size:
            return (number + Fraction(1, 2)) * size
    return None


def _dozens(text: str, pack: Language, lang: str) -> Fraction | None:
    """``a dozen``, ``two dozen``."""
    count, _blank, name = text.rpartition(" ")
    if name not in pack.dozens:
        return None
    number = Fraction(1) if count in pack.one else _simple(count, lang)
    return None if number is None else number * pack.dozens[name]


# -- words ---------------------------------------------------------------------------------


def _words(text: str, pack: Language) -> Fraction | None:
    """A cardinal spelled out: groups below a thousand, each with a smaller scale than the last."""
    words = text.replace("quatre vingt", "quatrevingt").split()
    if len(words) == 1 and pack.cardinals.get(words[0]) == 0:
        return Fraction(0)
    total, ceiling = 0, inf
    group: list[str] = []
    for word in words:
        scale = pack.scales.get(word, 0)
        if scale < THOUSAND:
            group.append(word)
            continue
        count = _count(group, scale, pack)
        if not count or scale >= ceiling:
            return None
        total, ceiling, group = total + count * scale, scale, []
    if not group:
        return Fraction(total) if total else None
    rest = _group(group[1:] if total and group[0] in pack.conjunctions else group, pack)
    return Fraction(total + rest) if rest and rest < ceiling else None


def _count(words: Sequence[str], scale: int, pack: Language) -> int:
    """How many of a scale the words before it say: one for "a" or, in French, for none."""
    if not words:
        return int(scale in pack.bare)
    if len(words) == 1 and words[0] in pack.one:
        return 1
    return _below_hundred(words, pack) if scale == HUNDRED else _group(words, pack)


def _group(words: Sequence[str], pack: Language) -> int:
    """The value of words below the thousands, 0 where they make no number."""
    hundred = next((i for i, word in enumerate(words) if pack.scales.get(word) == HUNDRED), None)
    if hundred is None:
        return _below_hundred(words, pack)
    count = _count(words[:hundred], HUNDRED, pack)
    rest = words[hundred + 1 :]
    if not rest:
        return count * HUNDRED
    tail = _below_hundred(rest[1:] if rest[0] in pack.conjunctions else rest, pack)
    return count * HUNDRED + tail if count and tail else 0


def _below_hundred(words: Sequence[str], pack: Language) -> int:
    """1 to 99, or 0 where the words make no number."""
    total, room = 0, range(1, HUNDRED)
    for place, word in enumerate(words):
        if word in pack.conjunctions and 0 < place < len(words) - 1:
            continue
        value = pack.cardinals.get(word, 0)
        if value not in room:
            return 0
        total += value
        room = pack.room.get(value, range(1, 10 if value >= FIRST_TEN else 1))
    return total
