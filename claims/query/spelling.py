"""Words near one that is nowhere, from the quotes and names that hold them.

No list of the vocabulary is read: the quotes that hold any word one slip away, or that begin alike,
are found through the index, a few of the newest, and the near words taken from their texts; words
of names one slip away, or that begin alike, come beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from claims.fulltext import ID_MASK
from claims.name_words import alike as named_alike
from claims.query.fields import ANY_STATUS
from claims.query.plan import plan
from claims.query.tree import Node, Or, Term, Words, all_of
from claims.reader import Reader, chunks
from claims.text import tokens

MOST_WORDS = 4
"""Words of one query for which near ones are looked up."""

SUGGESTED = 3
"""Near words given for one."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _LONGEST = 3, 24
_STEM = 4
_ALIKE_ENDS = 3
_TEXTS = 300
_TOGETHER = 40
_NAMES = 2000
_ALIKE = 75  # of 100, as rapidfuzz counts


def near_words(reader: Reader, words: Iterable[str]) -> dict[str, list[str]]:
    """For each word that no quote holds, near words that some quote or name does, best first."""
    found: dict[str, list[str]] = {}
    for word in list(dict.fromkeys(words))[:MOST_WORDS]:
        if _SHORTEST <= len(word) <= _LONGEST and not _texts(reader, Term(Words((word,))), 1):
            near = _near(reader, word)
            if near:
                found[word] = near
    return found


def _near(reader: Reader, word: str) -> list[str]:
    from rapidfuzz import fuzz

    slips = set(one_slip_away(word))
    # A few at a time: of many words together Postgres thinks that half of all rows hold one.
    alike = [
        *map(_any, chunks(sorted(slips), _TOGETHER)),
        Term(Words((word[:_STEM],), prefix=True)),
    ]
    texts = (text for node in alike for text in _texts(reader, node, _TEXTS))
    names = named_alike(reader, word[:_ALIKE_ENDS], slips, _NAMES)
    seen = Counter(
        token
        for text in chain(texts, names)
        for token in set(tokens(text))
        if token != word and (token in slips or token[:_ALIKE_ENDS] == word[:_ALIKE_ENDS])
    )
    likeness = {token: fuzz.ratio(word, token) for token in seen}
    near = [token for token in seen if token in slips or likeness[token] >= _ALIKE]
    return sorted(near, key=lambda token: (-likeness[token], -seen[token], token))[:SUGGESTED]


def _any(words: Iterable[str]) -> Node:
    return Or(tuple(Term(Words((word,))) for word in words))


def _texts(reader: Reader, node: Node, most: int) -> list[str]:
    """Texts of the newest quotes that a tree finds."""
    keys = plan(reader, all_of(node, ANY_STATUS) or node).keys(reader, most)
    return reader.values(
        "SELECT text FROM statement WHERE " + reader.within("id", "ids"),
        ids=[key & ID_MASK for key in keys],
    )


def one_slip_away(word: str) -> Iterator[str]:
    """Every word of plain letters one slip away: a letter left out, doubled, changed, swapped."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS if letter != tail[0])
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
