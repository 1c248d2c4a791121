"""Look-alikes: speakers just made who may be somebody known already under another spelling.

A load is never stopped for them; they are listed, for ``claims merge`` to make one of two.  First
come twins: names that look the same and are spelled with other letters, which may be meant to.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Container, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from claims.i18n import _
from claims.ids import format_id
from claims.reader import Reader, chunks
from claims.skeleton import skeleton
from claims.text import TOKEN_LENGTH

_MOST = 50
_COMMON = 50
"""A word that more names than this have in common tells nobody apart, and is not followed."""
_SHORTEST = 3
_MOST_COMPARED = 20_000
_CHUNK = 500


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


def look_alikes(reader: Reader, made: Collection[int]) -> list[LookAlike]:
    """Speakers made whose names are near another's, each with the nearest, most like first.

    Only names that share a word of three letters or more, and not too common a one, are compared,
    and of a load only the first 20,000: neither time nor memory grows with what is known already.
    """
    same = twins(reader, made)
    found = [
        pair for chunk in chunks(islice(made, _MOST_COMPARED), _CHUNK)
        for pair in _near(reader.discreet(), chunk, made)
    ]  # fmt: skip
    said = {(one.id, one.other_id) for one in same}
    others = [one for one in found if (one[0], one[1]) not in said]
    best = sorted(others, key=lambda one: -one[2])[: max(_MOST - len(same), 0)]
    labels = _labels(reader, [number for one in best for number in one[:2]])
    return same + [
        LookAlike(number, labels[number], other, labels[other], score)
        for number, other, score in best
    ]


def twins(reader: Reader, made: Collection[int]) -> list[LookAlike]:
    """Speakers made whose whole name looks like another's name or alias, in other letters.

    Each with the first it looks like, at most fifty.  One of two such names has letters that look
    like others (``_ODD``), so that no more than these names are gone through, and those spelled as
    they look.
    """
    if not made:
        return []
    reader = reader.discreet()
    groups: dict[str, list[_Name]] = {}
    for name in _names(reader, _ODD[reader.dialect]):
        looks = skeleton(name.name)
        if looks != name.key:
            groups.setdefault(looks, []).append(name)
    for chunk in chunks(sorted(groups), _CHUNK):
        for name in _names(reader, reader.within("{t}.key", "keys"), keys=chunk):
            if skeleton(name.name) == name.key:
                groups[name.key].append(name)
    pairs = (pair for group in groups.values() for pair in _paired(sorted(group), made))
    return [
        LookAlike(one.id, one.name, other.id, other.name, 100.0, twin=True)
        for one, other in islice(sorted(pairs), _MOST)
    ]


def _paired(group: Sequence[_Name], made: Container[int]) -> Iterator[tuple[_Name, _Name]]:
    """Of names that look the same, each just made with the first that is somebody else's."""
    for one in group:
        if one.alias or one.id not in made:
            continue
        for other in group:
            first = other.id not in made or other.id < one.id
            if first and other.id != one.id and other.key != one.key:
                yield one, other
                break


def twins_since(reader: Reader, last: int) -> list[LookAlike]:
    """The twins among the speakers made after the id ``last``."""
    sql = (
        "SELECT id FROM speaker WHERE id > :last AND key IS NOT NULL AND merged_into IS NULL"
        " ORDER BY id"
    )
    return twins(reader, reader.values(sql, last=last))


# -- names -----------------------------------------------------------------------------------


class _Name(NamedTuple):
    """A name: of whom, merges followed; whether it is another than the first."""

    id: int
    alias: bool
    name: str
    key: str


_NAMES = """
SELECT k.id, false AS alias, k.name, k.key FROM speaker k
WHERE k.key IS NOT NULL AND k.merged_into IS NULL AND {named}
UNION ALL
SELECT COALESCE(k.merged_into, k.id), true, a.name, a.key
FROM alias a JOIN speaker k ON k.id = a.speaker_id WHERE {called}
"""
_ODD = {
    "sqlite": "{t}.name GLOB '*[^ -~]*' OR {t}.name GLOB '*[01I|]*'",
    "postgresql": "{t}.name ~ '[^ -~]|[01I|]'",
}
"""Names with letters that may look like others (``claims.skeleton``)."""


def _names(reader: Reader, test: str, **values: Any) -> Iterator[_Name]:
    """The names of which something holds; ``{t}`` in it is the table."""
    tests = {"named": f"({test.format(t='k')})", "called": f"({test.format(t='a')})"}
    for row in reader.iterate(_NAMES.format(**tests), **values):
        yield _Name(row["id"], bool(row["alias"]), row["name"], row["key"])


# -- near ------------------------------------------------------------------------------------

_OF_WORDS = f"""
SELECT w.value, (SELECT {{gathered}} FROM (SELECT n.speaker_id FROM name_word n
  WHERE n.word = w.value AND n.alias_id = 0 LIMIT {_COMMON + 1}) AS bearers) FROM {{words}}
"""
_GATHERED = {
    "sqlite": ("json_group_array(speaker_id)", "json_each(:words) w"),
    "postgresql": ("json_agg(speaker_id)::text", "unnest(:words::text[]) AS w(value)"),
}


def _near(
    reader: Reader, chunk: Sequence[int], made: Container[int]
) -> Iterator[tuple[int, int, float]]:
    """The ids of those of a chunk and of whoever is nearest to them, with the score."""
    from claims.matching import near

    keys = _keys(reader, chunk)
    words = {number: _words(key) for number, key in keys.items()}
    bearers = _bearers(reader, sorted(set().union(*words.values())))
    others = {
        number: {
            other
            for word in theirs
            for other in bearers[word]
            if other != number and (other not in made or other < number)
        }
        for number, theirs in words.items()
    }
    known = _keys(reader, sorted(set().union(*others.values())))
    for number, candidates in others.items():
        pairs = ((known[other], other) for other in sorted(candidates & known.keys()))
        for other, score in near(keys[number], pairs, limit=1):
            yield number, other, score


def _bearers(reader: Reader, words: list[str]) -> dict[str, list[int]]:
    """Who has a word in the name, nobody where that is too common."""
    gathered, table = _GATHERED[reader.dialect]
    sql = _OF_WORDS.format(gathered=gathered, words=table)
    found: dict[str, list[int]] = {}
    for word, ids in reader.tuples(sql, words=words):
        bearers = json.loads(ids) if ids else []
        found[word] = bearers if len(bearers) <= _COMMON else []
    return found


def _keys(reader: Reader, ids: Sequence[int]) -> dict[int, str]:
    sql = f"""SELECT id, key FROM speaker
    WHERE {reader.within("id", "ids")} AND key IS NOT NULL AND merged_into IS NULL ORDER BY id"""
    return dict(reader.tuples(sql, ids=list(ids)))


def _labels(reader: Reader, ids: list[int]) -> dict[int, str]:
    sql = f"SELECT id, name FROM speaker WHERE {reader.within('id', 'ids')}"
    return {row["id"]: row["name"] for row in reader.iterate(sql, ids=ids)}


def _words(key: str) -> set[str]:
    return {word[:TOKEN_LENGTH] for word in key.split() if len(word) >= _SHORTEST}
