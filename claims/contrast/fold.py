"""What of a contrast is shown where it is long: who and what matters, by the page.

Folding chooses among drafts, before anything is fetched of what will not be shown.  A contrast
that fits is shown whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import islice
from typing import Any, NamedTuple

from claims.contrast.model import Folded
from claims.contrast.sketch import SIGNS, Draft, Sketch
from claims.dates import DAY_MIN

_SPEAKER = Draft._fields.index("speaker")


class Folding(NamedTuple):
    """How much a page shows; the rest is counted."""

    questions: int = 10
    """Questions laid out with their answers."""
    glance: int = 30
    """Questions at a glance, a line each."""
    answers: int = 12
    """Answers of a question, at most."""
    lines: int = 12
    """Lines of each side of an answer, at most."""
    figures: int = 24
    """Figures on an axis."""
    clashes: int = 12
    """Pairs of figures that cannot both be right."""
    rivals: int = 5
    """Answers named that exclude an answer."""
    all_answers: int = 24
    """Answers in all: each question's are cut until it is kept, or one is left of each."""
    all_lines: int = 80
    """Lines in all, figures apart: sides are cut likewise, first those that do not count."""


def cut(sizes: Iterable[int], most: int, total: int, fewest: int = 1) -> int:
    """How much there is room for of each of several things, ``most`` of one, ``total`` in all."""
    counted = Counter(min(size, most) for size in sizes)
    for each in range(most, fewest, -1):
        if sum(min(size, each) * times for size, times in counted.items()) <= total:
            return each
    return fewest


class Room(NamedTuple):
    """How many lines of a side are shown, where they count and where they do not."""

    counted: int
    silent: int

    @classmethod
    def of(cls, sketches: Sequence[Sketch], folding: Folding) -> Room:
        """The room that these answers have."""
        most, total = folding.lines, folding.all_lines
        counted, silent = (
            [len(side) for each in sketches for side in each.sides[some]]
            for some in (slice(len(SIGNS)), slice(len(SIGNS), None))
        )
        heard = sum(min(size, most) for size in counted)
        few = cut(silent, most, total - heard, 0)
        left = total - sum(min(size, few) for size in silent)
        return cls(cut(counted, most, left), few)


def folded_lines(each: Sketch, room: Room) -> tuple[list[Draft], tuple[Folded, ...]]:
    """The lines that are shown, in their order, and what each side holds besides."""
    shown: list[Draft] = []
    rest: list[Folded] = []
    for place, side in enumerate(each.sides):
        counted = place < len(SIGNS)
        most = room.counted if counted else room.silent
        if len(side) <= most:
            shown += side
            continue
        picked, speakers = _picked(side, most)
        shown += picked
        rest.append(Folded(SIGNS[place % len(SIGNS)], counted, len(side) - most, speakers))
    return shown, tuple(rest)


def _picked(lines: Sequence[Draft], most: int) -> tuple[list[Draft], int]:
    """So many lines: the first word of each of those who spoke most often, then the earliest.

    And how many speakers have no line among them.
    """
    speakers = [line[_SPEAKER] for line in lines]
    said = Counter(speakers)
    firsts = dict(zip(reversed(speakers), reversed(lines), strict=True))
    # Who spoke as often stands in order of time, as sorting keeps it.
    often = sorted(said, key=said.__getitem__, reverse=True)[:most]
    picked = [firsts[speaker] for speaker in often]
    chosen = set(map(id, picked))
    more = (line for line in lines if id(line) not in chosen)
    return sorted([*picked, *islice(more, most - len(picked))]), len(said) - len(often)


def worst(
    questions: Sequence[int], most: int, weight: Callable[[int], tuple[int, int]]
) -> set[int]:
    """So many of the questions, the weightiest."""
    return set(sorted(questions, key=weight)[:most])


def perhaps_latest(sketches: Sequence[Sketch], most: int) -> list[Draft]:
    """Lines that give figures, among them the latest: those said before as many others are not.

    Of what a figure says it held for, only the last day is known here.
    """
    every = [line for each in sketches for side in each.sides for line in side]
    dated = nlargest(most, (line.first for line in every if line.words[0].as_of is None))
    since = dated[-1] if dated and len(dated) == most else DAY_MIN
    return [line for line in every if line.first >= since or line.words[0].as_of is not None]


def latest_figures(lines: Iterable[Draft], days: Mapping[Any, str], most: int) -> set[int]:
    """The identities of the latest of these, by the day they hold for."""
    ordered = sorted(lines, key=lambda line: (days[line.words[0].id], line.statement))
    return {id(line) for line in ordered[-most:]}
