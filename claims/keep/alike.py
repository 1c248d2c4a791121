"""Look-alikes: speakers just made who may be somebody known already under another spelling.

A load is never stopped for them; they are listed, for ``claims merge`` to make one of two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from claims.reader import Reader
from claims.text import name_key

_MOST = 50
_COMMON = 50
"""A word that more names than this have in common tells nobody apart, and is not followed."""
_SHORTEST = 3


class LookAlike(NamedTuple):
    """A speaker just made who may be one known already; the score is of 100."""

    id: int
    name: str
    other_id: int
    other: str
    score: float


def look_alikes(reader: Reader, made: Mapping[int, str]) -> list[LookAlike]:
    """Speakers made whose names are near another's, each with the nearest, most like first.

    Only names that share a word of three letters or more, and not too common a one, are compared:
    that keeps a load of 100,000 names linear.
    """
    if not made:
        return []
    from claims.matching import near

    names = _names(reader.discreet())
    words = _by_word(names)
    found = []
    for number, name in islice(made.items(), 20_000):
        candidates = {
            other: names[other]
            for word in _words(name_key(name))
            if len(words[word]) <= _COMMON
            for other in words[word]
            if other != number and (other not in made or other < number)
        }
        pairs = ((key, other) for other, key in candidates.items())
        for other, score in near(name, pairs, limit=1):
            found.append((number, name, other, score))
    best = sorted(found, key=lambda one: -one[3])[:_MOST]
    labels = _labels(reader, [one[2] for one in best])
    return [
        LookAlike(number, name, other, labels[other], score) for number, name, other, score in best
    ]


def _names(reader: Reader) -> dict[int, str]:
    sql = "SELECT id, key FROM speaker WHERE key IS NOT NULL AND merged_into IS NULL"
    return {row["id"]: row["key"] for row in reader.iterate(sql)}


def _labels(reader: Reader, ids: list[int]) -> dict[int, str]:
    sql = f"SELECT id, name FROM speaker WHERE {reader.within('id', 'ids')}"
    return {row["id"]: row["name"] for row in reader.iterate(sql, ids=ids)}


def _by_word(names: Mapping[int, str]) -> dict[str, list[int]]:
    words: dict[str, list[int]] = {}
    for number, key in names.items():
        for word in _words(key):
            words.setdefault(word, []).append(number)
    return words


def _words(key: str) -> Iterable[str]:
    return {word for word in key.split() if len(word) >= _SHORTEST}
