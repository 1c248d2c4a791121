"""The words before a number that say how exact it is, found in running text."""

from __future__ import annotations

import re
from functools import cache

from claims.cardinals import language_of, packs
from claims.number_words import Language
from claims.text import token_spans


def hedge_of(text: str, lang: str | None = None) -> str | None:
    """The first hedge before a number in a text, verbatim: "au moins", "une vingtaine", "~"."""
    spans = token_spans(text)
    words = [word for word, _start, _end in spans]
    for place, word in enumerate(words):
        for pack in packs(language_of(lang)):
            for phrase, needs_number in _openings(pack).get(word, ()):
                after = place + len(phrase)
                found = phrase == words[place:after]
                if found and (not needs_number or _starts_number(words[after : after + 2], pack)):
                    return _verbatim(text, spans[place][1], spans[after - 1][2])
    sign = re.search(r"[~≈](?=\s?\d)", text)
    return sign[0] if sign else None


def forms(phrase: str) -> tuple[str, ...]:
    """A phrase as it stands before a consonant and before a vowel: "plus de", "plus d"."""
    return (phrase, phrase[:-1]) if phrase.endswith(" de") else (phrase,)


def _verbatim(text: str, start: int, end: int) -> str:
    """The words, with the apostrophe of an elided "d'"."""
    return text[start : end + (text[end : end + 1] in ("'", "\u2019"))]


@cache
def _openings(pack: Language) -> dict[str, list[tuple[list[str], bool]]]:
    """First word to phrases, longest first, and whether a number must follow to make a hedge."""
    phrases = [(form, True) for group in pack.before.values() for p in group for form in forms(p)]
    phrases += [(phrase, False) for phrase in _vague(pack)]
    found: dict[str, list[tuple[list[str], bool]]] = {}
    for phrase, needs_number in sorted(phrases, key=lambda row: -len(row[0])):
        words = phrase.split()
        found.setdefault(words[0], []).append((words, needs_number))
    return found


def _vague(pack: Language) -> list[str]:
    """Numbers that are hedges themselves: "une vingtaine", "des dizaines", "several hundred"."""
    names = [*pack.plurals, *(name.removesuffix("s") for name in pack.plurals)]
    return [
        *(f"{one} {name}" for one in ("un", "une") for name in pack.rounds),
        *(f"{some} {name}" for some in pack.some for name in names),
        *pack.plurals,
    ]


def _starts_number(words: list[str], pack: Language) -> bool:
    """Whether a number comes first, "a" and "une" being none by themselves."""
    articles = {"un", "une", "des", *pack.one}
    word = next((word for word in words[:2] if word not in articles), "")
    names = (pack.cardinals, pack.scales, pack.dozens, pack.rounds, pack.plurals)
    return word[:1].isdigit() or any(word in table for table in names)
