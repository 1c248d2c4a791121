"""The words of names, one row each: who is called so, found without reading every name.

``name_word`` holds each word of a speaker's key (``alias_id`` 0) and of each alias's.  Triggers
keep it (migration 0005), so that whoever stores a name need not think of it; merges and unnamed
speakers are the reader's business.  What a word begins with is a range of rows on both engines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from claims.confidential import Sight
from claims.reader import Reader, Row
from claims.text import TOKEN_LENGTH

TABLE = "name_word"

LAST = "\U0010ffff"
"""Above every word that begins with what stands before it."""

_MOST_JOINED = 4

_HOLDING = """
SELECT COALESCE(k.merged_into, k.id) AS id, COALESCE(a.key, k.key) AS key FROM name_word w0 {joins}
JOIN speaker k ON k.id = w0.speaker_id LEFT JOIN alias a ON a.id = w0.alias_id WHERE {tests}
"""
_CALLED = """
SELECT COALESCE(k.merged_into, k.id) FROM name_word w JOIN speaker k ON k.id = w.speaker_id
WHERE w.word = :word
"""
_JOIN = (
    "JOIN name_word w{n} ON w{n}.speaker_id = w0.speaker_id AND w{n}.alias_id = w0.alias_id"
    " AND {test}"
)


def holding(reader: Reader, words: Iterable[str], prefixes: Iterable[str] = ()) -> list[Row]:
    """The names that hold all these words, and for each prefix a word that begins so.

    Rows of ``id`` (the speaker meant, merges followed) and ``key``; words are folded
    (``claims.text.name_key``).  Without a word or a prefix there are none.
    """
    whole, begun = set(words), set(prefixes)
    wanted = [(word, False) for word in whole] + [(word, True) for word in begun]
    if not wanted:
        return []
    wanted.sort(key=lambda one: (one[1], -len(one[0]), one[0]))
    tests, values = _tests(wanted[:_MOST_JOINED])
    joins = (_JOIN.format(n=n, test=test) for n, test in enumerate(tests[1:], 1))
    sql = _HOLDING.format(joins=" ".join(joins), tests=tests[0])
    if reader.sight is Sight.MARKED:
        reader = reader.seen(Sight.ALL)
    rows = reader.rows(sql, **values)
    return [row for row in rows if _holds(row["key"].split(), whole, begun)]


def called(reader: Reader, words: Iterable[str], prefixes: Iterable[str] = ()) -> set[int]:
    """The speakers one of whose names holds all these words (``holding``), merges followed.

    One word can be in very many names; of those nothing else is read.
    """
    whole, begun = set(words), set(prefixes)
    word = next(iter(whole), "")
    if begun or len(whole) != 1 or len(word) >= TOKEN_LENGTH:
        return {row["id"] for row in holding(reader, whole, begun)}
    if reader.sight is Sight.MARKED:
        reader = reader.seen(Sight.ALL)
    return set(reader.stream(_CALLED, word=word))


def _tests(wanted: Iterable[tuple[str, bool]]) -> tuple[list[str], dict[str, str]]:
    tests, values = [], {}
    for n, (word, begins) in enumerate(wanted):
        values[f"w{n}"] = word
        if begins:
            values[f"e{n}"] = word + LAST
            tests.append(f"w{n}.word >= :w{n} AND w{n}.word < :e{n}")
        else:
            tests.append(f"w{n}.word = :w{n}")
    return tests, values


def _holds(name: list[str], words: Collection[str], prefixes: Collection[str]) -> bool:
    held = {word[:TOKEN_LENGTH] for word in name}
    return all(word[:TOKEN_LENGTH] in held for word in words) and all(
        any(word.startswith(prefix) for word in held) for prefix in prefixes
    )


def alike(reader: Reader, start: str, others: Iterable[str], most: int) -> Iterator[str]:
    """Words of names that begin so, or are among others; at most so many of each."""
    among = reader.within("w.word", "others")
    tests: tuple[tuple[str, dict[str, Any]], ...] = (
        ("w.word >= :start AND w.word < :last", {"start": start, "last": start + LAST}),
        (among, {"others": sorted(others)}),
    )
    for test, values in tests:
        yield from reader.values(
            "SELECT DISTINCT w.word FROM name_word w JOIN speaker k ON k.id = w.speaker_id"
            f" WHERE {test} LIMIT {most}",
            **values,
        )
