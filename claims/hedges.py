"""The words before a number that say how exact it is, found in running text."""

from __future__ import annotations

import re

from claims.cardinals import language_of, packs
from claims.number_words import Language
from claims.text import token_spans


def hedge_of(text: str, lang: str | None = None) -> str | None:
    """The first hedge before a number in a text, verbatim: "au moins", "une vingtaine", "~"."""
    spans = token_spans(text)
    folded = [word for word, _start, _end in spans]
    for place in range(len(folded)):
        for pack in packs(language_of(lang)):
            length = _hedge_length(folded[place:], pack)
            if length:
                end = spans[place + length - 1][2]
                end += text[end : end + 1] in ("'", "\u2019")
                return text[spans[place][1] : end]
    sign = re.search(r"[~≈](?=\s?\d)", text)
    return sign[0] if sign else None


def forms(phrase: str) -> tuple[str, ...]:
    """A phrase as it stands before a consonant and before a vowel: "plus de", "plus d"."""
    return (phrase, phrase[:-1]) if phrase.endswith(" de") else (phrase,)


def _hedge_length(words: list[str], pack: Language) -> int:
    """How many of the first words are a hedge with a number after it, or a vague number."""
    text = " ".join(words[:12]) + " "
    phrases = [form for group in pack.before.values() for p in group for form in forms(p)]
    for phrase in sorted(phrases, key=len, reverse=True):
        if text.startswith(f"{phrase} ") and _starts_number(text[len(phrase) + 1 :].split(), pack):
            return phrase.count(" ") + 1
    return _vague_length(words, pack)


def _starts_number(words: list[str], pack: Language) -> bool:
    if words and (words[0] in pack.one or words[0] in ("un", "une", "des")):
        return len(words) > 1 and (
            _starts_number(words[1:2], pack) or bool(_vague_length(words[:3], pack))
        )
    if not words:
        return False
    word = words[0]
    names = (pack.cardinals, pack.scales, pack.dozens, pack.rounds, pack.plurals)
    return word[0].isdigit() or any(word in table for table in names)


def _vague_length(words: list[str], pack: Language) -> int:
    """Words of "une vingtaine", "des dizaines", "several hundred" at the start, 0 for none."""
    text = " ".join(words[:4]) + " "
    rounds = [f"{one} {name}" for one in ("un", "une") for name in pack.rounds]
    vague = [f"{some} {name}" for some in pack.some for name in pack.plurals]
    vague += [f"{some} {name[:-1]}" for some in pack.some for name in pack.plurals]
    for phrase in (*rounds, *vague, *pack.plurals):
        if text.startswith(f"{phrase} "):
            return phrase.count(" ") + 1
    return 0
