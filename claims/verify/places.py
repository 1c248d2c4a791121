"""Where words stand in a text, and what became of them there: a rule over plain values.

Found where it stood, to the letter: **exact**.  Found with all its words, at another place or set
otherwise: **moved**.  Found with other words among its own: **altered**, with the words that
differ, never as if they were the same.  Not found: **absent**.  (**elsewhere** is another document,
which only a database can tell.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from claims.verify.words import Words, is_word, read

LIKE = 0.6
"""Least share of words in common for what stands in no known neighbourhood."""
LIKE_BESIDE = 0.34
"""The same where the words before or after it are those that stood there."""
FEWEST = 3
"""Fewest words in common of what stands in no known neighbourhood."""

_NEAR = 3  # words of a neighbourhood that must agree
_STRETCH = 3  # how many times its length altered words may take up
_SLACK = 5
_MOST_PLACES = 500
_COMMON = 200  # a word that stands more often than this tells no place


class Status(StrEnum):
    """What became of a quotation."""

    EXACT = "exact"
    MOVED = "moved"
    ALTERED = "altered"
    ELSEWHERE = "elsewhere"
    ABSENT = "absent"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quotation: its words, where it stood (half-open code points), what stood beside it.

    ``pieces`` are its parts where its cue interrupts it; ``insertions`` are ranges of ``text``
    that an editor put in, which the document need not have.
    """

    text: str
    start: int | None = None
    end: int | None = None
    prefix: str | None = None
    suffix: str | None = None
    pieces: Sequence[tuple[int, int]] = ()
    insertions: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Some words: as they were kept, as the document has them; alike, or one of them other."""

    was: str
    now: str

    @property
    def same(self) -> bool:
        """Whether the document has them as they were kept."""
        return self.was == self.now


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a quotation, where it stands now, and the words that differ.

    ``alike`` is the share of words in common, 1 where none differs; ``places`` counts where the
    same words stand.
    """

    status: Status
    spans: tuple[tuple[int, int], ...] = ()
    differences: tuple[Difference, ...] = ()
    alike: float = 1.0
    places: int = 0


ABSENT = Found(Status.ABSENT, alike=0.0)


def find(wanted: Wanted, document: Words) -> Found:
    """What became of a quotation in a document's text as it is now."""
    if _stands(wanted, document.text):
        spans = tuple(wanted.pieces) or ((wanted.start or 0, wanted.end or 0),)
        return Found(Status.EXACT, spans, places=1)
    forms = _forms(wanted)
    if not forms[0]:
        return ABSENT
    moved = [found for words in forms if (found := _moved(wanted, words, document))]
    sure = next((found for found, beside in moved if beside), None)
    if sure:
        return sure
    altered = _between_neighbours(wanted, forms[0], document)
    if altered:
        return altered
    if moved:
        return moved[0][0]
    return _most_alike(wanted, forms[0], document) or ABSENT


def _stands(wanted: Wanted, text: str) -> bool:
    """Whether the words stand to the letter where they stood."""
    if wanted.start is None or wanted.end is None:
        return False
    if wanted.pieces:
        return " ".join(text[a:b] for a, b in wanted.pieces) == wanted.text
    return text[wanted.start : wanted.end] == wanted.text


def _forms(wanted: Wanted) -> list[Words]:
    """The words as they were kept, and without what an editor put in."""
    whole = read(wanted.text)
    if not wanted.insertions:
        return [whole]
    bare = wanted.text
    for start, end in sorted(wanted.insertions, reverse=True):
        bare = bare[:start] + " " + bare[end:]
    return [whole, read(bare)] if bare.strip() else [whole]


# -- all its words -------------------------------------------------------------------------


def _moved(wanted: Wanted, words: Words, document: Words) -> tuple[Found, bool] | None:
    """All the words together, and whether among the neighbours they had; none where they are not.

    Of several places the one whose neighbours agree most, then the nearest to where they stood.
    """
    places = list(_runs(words.tokens, document))
    if not places:
        return _in_pieces(wanted, words, document)
    neighbours = _Neighbours(wanted)
    before = wanted.start or 0

    def rank(place: int) -> tuple[int, int]:
        agree = neighbours.agree(document, place, place + len(words))
        return -agree, abs(document.places[place][0] - before)

    best = min(places, key=rank)
    span = document.span(best, best + len(words))
    # Without a place or neighbours to compare, the same letters are all that was kept.
    bare = wanted.start is None and document.text[slice(*span)] == wanted.text
    status = Status.EXACT if bare else Status.MOVED
    known = neighbours.agree(document, best, best + len(words)) > 0 or not neighbours.known
    return Found(status, (span,), places=len(places)), known


def _runs(tokens: Sequence[str], document: Words) -> Iterator[int]:
    """Where in the document these words stand one after the other."""
    size = len(tokens)
    if not size:
        return
    # The rarest word decides how many places have to be looked at.
    offset = min(range(size), key=lambda index: len(document.where.get(tokens[index], ())))
    found = 0
    wanted = list(tokens)
    for index in document.where.get(tokens[offset], ()):
        first = index - offset
        if first >= 0 and list(document.tokens[first : first + size]) == wanted:
            yield first
            found += 1
            if found == _MOST_PLACES:
                return


def _in_pieces(wanted: Wanted, words: Words, document: Words) -> tuple[Found, bool] | None:
    """All the words in as many pieces as they had, in order and near each other."""
    if len(wanted.pieces) < 2:
        return None
    spans: list[tuple[int, int]] = []
    done, reached = 0, 0
    while done < len(words) and len(spans) < len(wanted.pieces):
        limit = len(document) if not spans else reached + _STRETCH * len(words) + _SLACK
        first, size = _longest(words.tokens[done:], document, reached, limit)
        if not size:
            return None
        spans.append(document.span(first, first + size))
        done, reached = done + size, first + size
    return (Found(Status.MOVED, tuple(spans), places=1), True) if done == len(words) else None


def _longest(tokens: Sequence[str], document: Words, reached: int, limit: int) -> tuple[int, int]:
    """Where most of the words from the first on stand together, and how many."""
    best = (0, 0)
    for first in document.where.get(tokens[0], ()):
        if reached <= first < limit:
            pairs = zip(tokens, document.tokens[first : first + len(tokens)], strict=False)
            size = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
            best = max(best, (first, size), key=lambda found: found[1])
    return best


# -- other words among its own -------------------------------------------------------------


class _Neighbours:
    """The words that stood before and after, those that were cut in two left out."""

    def __init__(self, wanted: Wanted) -> None:
        before, after = read(wanted.prefix or ""), read(wanted.suffix or "")
        # Both were cut to so many characters: the outermost word may be half of one.
        self.before = list(before.tokens[1:])
        self.after = list(after.tokens[:-1])
        self.known = bool(self.before or self.after)

    def agree(self, document: Words, first: int, last: int) -> int:
        """How many words agree, counted outwards from a range of the document's words."""
        before = document.tokens[max(0, first - len(self.before)) : first]
        after = document.tokens[last : last + len(self.after)]
        return _alike(before[::-1], self.before[::-1]) + _alike(after, self.after)


def _alike(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = zip(left, right, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _between_neighbours(wanted: Wanted, words: Words, document: Words) -> Found | None:
    """What stands now between the words that stood before and after."""
    neighbours = _Neighbours(wanted)
    before, after = neighbours.before[-_NEAR:], neighbours.after[:_NEAR]
    if not before or not after or not any(map(is_word, (*before, *after))):
        return None
    ends = list(_runs(after, document))
    longest = _STRETCH * len(words) + _SLACK
    gaps = [
        (first + len(before), last)
        for first in _runs(before, document)
        for last in ends
        if 0 <= last - first - len(before) <= longest
    ]
    if not gaps:
        return None
    at = wanted.start or 0
    # The shortest gap: a neighbour that stands twice opens one too many.
    first, last = min(
        gaps, key=lambda gap: (gap[1] - gap[0], abs(document.places[gap[0] - 1][1] - at))
    )
    return _differing(words, document, first, last, exactly=True)


def _most_alike(wanted: Wanted, words: Words, document: Words) -> Found | None:
    """The passage that has most of the words, where it has enough of them."""
    window = _window(words, document)
    if window is None:
        return None
    found = _differing(words, document, *window)
    beside = _Neighbours(wanted).agree(document, *_bounds(found, document)) >= _NEAR
    if found.alike < (LIKE_BESIDE if beside else LIKE):
        return None
    common = sum(
        is_word(token) for one in found.differences if one.same for token in read(one.was).tokens
    )
    return found if beside or common >= FEWEST else None


def _bounds(found: Found, document: Words) -> tuple[int, int]:
    """The words of the document that a span takes up."""
    start, end = found.spans[0]
    first = bisect_left(document.places, (start, start))
    return first, bisect_left(document.places, (end, end))


def _window(words: Words, document: Words) -> tuple[int, int] | None:
    """The stretch of the document with most of the words in it."""
    hits = sorted(
        index
        for token in set(words.tokens)
        if is_word(token) and len(places := document.where.get(token, ())) <= _COMMON
        for index in places
    )
    width = len(words) + max(_SLACK, len(words) // 2)
    best, first = (0, 0), 0
    for last, hit in enumerate(hits):
        while hit - hits[first] >= width:
            first += 1
        best = max(best, (last - first + 1, -hits[first]))
    if not best[0]:
        return None
    begin = max(0, -best[1] - width // 2)
    return begin, min(len(document), -best[1] + width + width // 2)


def _differing(
    words: Words, document: Words, first: int, last: int, *, exactly: bool = False
) -> Found:
    """The words as kept against those of a stretch of the document.

    Unless the stretch is ``exactly`` theirs, it is cut to as many words as answer them.
    """
    steps = _steps(words.tokens, document.tokens[first:last])
    low, high = (0, last - first) if exactly else _ends(steps, len(words), last - first)
    differences, common = [], 0
    for step in steps:
        c, d = max(step.c, low), min(step.d, high)
        was = words.between(step.a, step.b) if step.b > step.a else ""
        now = document.between(first + c, first + d) if d > c else ""
        if step.same:
            common += step.b - step.a
            now = was
        if was or now:
            differences.append(Difference(was, now))
    span = document.span(first + low, first + high) if high > low else _gap(document, first)
    alike = 2 * common / (len(words) + high - low)
    return Found(Status.ALTERED, (span,), tuple(differences), alike)


class _Step(NamedTuple):
    """Words ``a`` to ``b`` as kept, answered by ``c`` to ``d`` of the document's."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def _steps(was: Sequence[str], now: Sequence[str]) -> list[_Step]:
    """What became of words, one after the other: the same, or others instead."""
    from rapidfuzz.distance import Indel

    steps: list[_Step] = []
    for step in Indel.opcodes(list(was), list(now)):
        one = _Step(
            step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end
        )
        if steps and steps[-1].same == one.same:
            one = steps.pop()._replace(b=one.b, d=one.d)
        steps.append(one)
    return steps


def _ends(steps: Sequence[_Step], size: int, stretch: int) -> tuple[int, int]:
    """The part of a stretch that answers the words: as many beyond the common ones as they have."""
    same = [step for step in steps if step.same]
    if not same:
        return 0, min(stretch, size)
    return max(0, same[0].c - same[0].a), min(stretch, same[-1].d + size - same[-1].b)


def _gap(document: Words, index: int) -> tuple[int, int]:
    """The place before a word, where nothing stands."""
    end = document.places[index - 1][1] if index else 0
    return end, end
