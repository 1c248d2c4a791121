"""A row of the full-text index as Postgres itself sends and takes it.

Read from its own bytes a ``tsvector`` costs the server half of what its literal does
(``tsvectorrecv`` of its source): a count, then of each lexeme its bytes, a zero, how often it
stands there, and where.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

Begun = tuple[int, bytes, bytes, bytes, bytes, bytes]
"""A vector but for its ids: how many lexemes it has, and they, apart where ids come between."""

MOST_PLACES = 255
"""Places of one lexeme that a ``tsvector`` keeps."""
LAST_PLACE = 16_383
MOST_BYTES = 1_000_000
"""Of lexemes in a ``tsvector``, of 1,048,575 with their places."""

_PLACES = [place.to_bytes(2, "big") for place in range(1, MOST_PLACES + 1)]
_TIMES = [b"\0" + count.to_bytes(2, "big") for count in range(MOST_PLACES + 1)]
_ONCE = [_TIMES[1] + place for place in _PLACES]


def packed(words: str, filters: str) -> bytes:
    """The ``tsvector`` of words and filters between blanks; a filter begins with "=" there.

    Of a text beyond measure only the beginning is indexed.
    """
    lexemes = _lexemes(words, filters)
    return len(lexemes).to_bytes(4, "big") + b"".join(lexemes)


_IDS = (b"=d", b"=o", b"=p", b"=v")
"""How the filters begin that are ids: document, outlet, speaker, chain."""


def begun(words: str, filters: str) -> Begun:
    """The same of filters that are no ids, for ``finished``."""
    lexemes = _lexemes(words, filters)
    ends = (0, *(bisect_left(lexemes, one) for one in _IDS), len(lexemes))
    first, second, third, fourth, last = (b"".join(lexemes[a:b]) for a, b in pairwise(ends))
    return len(lexemes), first, second, third, fourth, last


def finished(
    vector: Begun, document: int, outlet: int | None, speaker: int, via: Iterable[int]
) -> bytes:
    """The ``tsvector`` of what was begun, with its ids."""
    count, before_document, before_outlet, before_speaker, before_via, rest = vector
    source, chain = b"", b""
    if outlet is not None:
        source = b"=o%d\0\0\0" % outlet
        count += 1
    if via:
        channels = sorted({b"=v%d\0\0\0" % one for one in via})
        chain = b"".join(channels)
        count += len(channels)
    return b"%b%b=d%d\0\0\0%b%b%b=p%d\0\0\0%b%b%b" % (
        (count + 2).to_bytes(4, "big"), before_document, document, before_outlet, source,
        before_speaker, speaker, before_via, chain, rest,
    )  # fmt: skip


def _lexemes(words: str, filters: str) -> list[bytes]:
    """The words with their places, and the filters, as they follow each other in a vector."""
    found = words.encode().split()
    if len(found) <= MOST_PLACES:
        places: dict[bytes, bytes] = {}
        for word, once in zip(found, _ONCE, strict=False):
            if word in places:  # then one time more, and one place
                at = places[word] + once[3:]
                places[word] = _TIMES[(len(at) - 3) >> 1] + at[3:]
            else:
                places[word] = once
    else:
        places = _of_many(found)
    lexemes = [word + at for word, at in places.items()]
    lexemes += [b"=" + tag + _TIMES[0] for tag in dict.fromkeys(filters.encode().split())]
    lexemes.sort()  # as the server keeps them: then it need not, and equal vectors are equal bytes
    return lexemes


def _of_many(words: list[bytes]) -> dict[bytes, bytes]:
    """How often and where each word stands, as far as a vector goes."""
    places: dict[bytes, list[int]] = {}
    left = MOST_BYTES
    for place, word in enumerate(words, 1):
        left -= 2 if word in places else len(word) + 8
        if left < 0:
            break
        found, at = places.setdefault(word, []), min(place, LAST_PLACE)
        if not found or (len(found) < MOST_PLACES and found[-1] < at):
            found.append(at)
    return {
        word: _TIMES[len(found)] + b"".join(at.to_bytes(2, "big") for at in found)
        for word, found in places.items()
    }
