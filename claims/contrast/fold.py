"""What of a contrast is shown where it is long: who and what matters, by the page.

Folding chooses among drafts, before anything is fetched of what will not be shown.  A contrast
that fits is shown whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from claims.contrast.model import Folded
from claims.contrast.sketch import SIGNS, Draft, Sketch


class Folding(NamedTuple):
    """How much a page shows; the rest is counted."""

    questions: int = 12
    """Questions laid out with their answers; ``glance`` in a line each."""
    glance: int = 40
    answers: int = 12
    """Answers of a question, and figures' clashes."""
    lines: int = 12
    """Lines of each side of an answer, at most; at least ``FEWEST``."""
    figures: int = 24
    """Figures on an axis."""
    total: int = 160
    """Lines in all, figures apart: sides are cut until it is kept, or each is at its fewest."""


FEWEST = 2


def largest(sizes: Iterable[int], folding: Folding) -> int:
    """How many lines of each side there is room for, of sides so long."""
    counted = Counter(min(size, folding.lines) for size in sizes)
    for most in range(folding.lines, FEWEST, -1):
        if sum(min(size, most) * sides for size, sides in counted.items()) <= folding.total:
            return most
    return FEWEST


def folded_lines(each: Sketch, most: int) -> tuple[list[Draft], tuple[Folded, ...]]:
    """The lines that are shown, in their order, and what each side holds besides."""
    shown: list[Draft] = []
    rest: list[Folded] = []
    for place, side in enumerate(each.sides):
        picked = side if len(side) <= most else _picked(side, most)
        shown += picked
        if len(picked) < len(side):
            others = {line.speaker for line in side} - {line.speaker for line in picked}
            hidden, counted = len(side) - len(picked), place < len(SIGNS)
            rest.append(Folded(SIGNS[place % len(SIGNS)], counted, hidden, len(others)))
    return shown, tuple(rest)


def _picked(lines: Sequence[Draft], most: int) -> list[Draft]:
    """The first word of each of those who spoke most often; then the earliest there are."""
    firsts: dict[Any, Draft] = {}
    for line in lines:
        firsts.setdefault(line.words[0].speaker, line)
    said = Counter(line.words[0].speaker for line in lines)
    # Who spoke as often stands in order of time, as sorting keeps it.
    often = sorted(firsts, key=said.__getitem__, reverse=True)
    picked = [firsts[speaker] for speaker in often[:most]]
    chosen = set(map(id, picked))
    more = (line for line in lines if id(line) not in chosen)
    return sorted([*picked, *islice(more, most - len(picked))])


def worst(
    questions: Sequence[int], most: int, weight: Callable[[int], tuple[int, int]]
) -> set[int]:
    """So many of the questions, the weightiest."""
    return set(sorted(questions, key=weight)[:most])


def latest_figures(
    sketches: Sequence[Sketch], days: Mapping[Any, str], most: int
) -> dict[int, list[Draft]]:
    """Of lines that give figures the latest, by the day they hold for; claim -> lines."""
    every = [
        (days[line.words[0].id], line.statement, number, line)
        for number, each in enumerate(sketches)
        for line in each.lines
    ]
    every.sort(key=lambda item: item[:2])
    found: dict[int, list[Draft]] = {}
    for _day, _statement, number, line in every[-most:]:
        found.setdefault(sketches[number].claim, []).append(line)
    return {claim: sorted(lines) for claim, lines in found.items()}
