"""Look-alikes: speakers just made who may be somebody known already under another spelling.

A load is never stopped for them; they are listed, for ``claims merge`` to make one of two.  First
come twins: names that look the same and are spelled with other letters, which may be meant to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from claims.i18n import _
from claims.ids import format_id
from claims.reader import Reader
from claims.skeleton import skeleton
from claims.text import name_key

_MOST = 50
_COMMON = 50
"""A word that more names than this have in common tells nobody apart, and is not followed."""
_SHORTEST = 3


class LookAlike(NamedTuple):
    """A speaker just made who may be one known already; the score is of 100.

    A ``twin`` looks the same, and is spelled with other letters.
    """

    id: int
    name: str
    other_id: int
    other: str
    score: float
    twin: bool = False

    def warning(self) -> str:
        """What is to be said of a twin."""
        words = _("{name} ({id}) looks like {other} ({other_id}) but is spelled with other letters")
        return words.format(
            name=self.name,
            id=format_id("speaker", self.id),
            other=self.other,
            other_id=format_id("speaker", self.other_id),
        )


def look_alikes(reader: Reader, made: Mapping[int, str]) -> list[LookAlike]:
    """Speakers made whose names are near another's, each with the nearest, most like first.

    Only names that share a word of three letters or more, and not too common a one, are compared:
    that keeps a load of 100,000 names linear.
    """
    if not made:
        return []
    from claims.matching import near

    same = twins(reader, made)
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
    said = {(one.id, one.other_id) for one in same}
    others = [one for one in found if (one[0], one[2]) not in said]
    best = sorted(others, key=lambda one: -one[3])[: max(_MOST - len(same), 0)]
    labels = _labels(reader, [one[2] for one in best])
    return same + [
        LookAlike(number, name, other, labels[other], score) for number, name, other, score in best
    ]


def twins(reader: Reader, made: Mapping[int, str]) -> list[LookAlike]:
    """Speakers made whose whole name looks like another's name or alias, in other letters.

    Each with the first it looks like, at most fifty.
    """
    looks: dict[str, list[int]] = {}
    for number, name in made.items():
        looks.setdefault(skeleton(name), []).append(number)
    found: dict[int, LookAlike] = {}
    for row in reader.discreet().iterate(_EVERY_NAME) if made else ():
        for number in looks.get(skeleton(row["name"]), ()):
            first = row["id"] not in made or row["id"] < number
            if first and row["id"] != number and row["key"] != name_key(made[number]):
                one = LookAlike(number, made[number], row["id"], row["name"], 100.0, twin=True)
                found.setdefault(number, one)
    return list(found.values())[:_MOST]


def twins_since(reader: Reader, last: int) -> list[LookAlike]:
    """The twins among the speakers made after the id ``last``."""
    sql = (
        "SELECT id, name FROM speaker WHERE id > :last AND key IS NOT NULL AND merged_into IS NULL"
    )
    return twins(reader, {row["id"]: row["name"] for row in reader.iterate(sql, last=last)})


_EVERY_NAME = """
SELECT id, name, key FROM speaker WHERE key IS NOT NULL AND merged_into IS NULL
UNION ALL
SELECT COALESCE(k.merged_into, k.id), a.name, a.key
FROM alias a JOIN speaker k ON k.id = a.speaker_id
ORDER BY 1
"""


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
