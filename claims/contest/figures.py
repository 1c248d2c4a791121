"""How two figures stand to each other: docs/rule.md, "Numbers"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from claims.contest.model import Id, Interval


class FigureRelation(StrEnum):
    """What becomes of two figures for one thing."""

    COMPATIBLE = "compatible"  # one number may be meant
    CORRECTED = "corrected"  # the same speaker's later figure replaces the earlier
    UPDATED = "updated"  # the count has grown since
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as somebody gave it, for the day ``as_of`` or, where imprecise, up to ``until``."""

    interval: Interval
    as_of: int
    speaker: Id
    until: int | None = None

    def before(self, other: Figure) -> bool:
        """Whether it holds for a day certainly earlier than the other's."""
        return (self.as_of if self.until is None else self.until) < other.as_of


def height(interval: Interval) -> tuple[float, float]:
    """What orders disjoint intervals."""
    low, high = interval.low, interval.high
    return (-math.inf if low is None else low, math.inf if high is None else high)


def compare_figures(a: Figure, b: Figure, *, cumulative: bool) -> FigureRelation:
    """How two figures stand to each other, whichever comes first.

    ``cumulative`` says that the count can only grow, so that a later and higher figure updates.
    """
    if a.interval.overlaps(b.interval):
        return FigureRelation.COMPATIBLE
    earlier, later = (b, a) if b.before(a) else (a, b)
    if not earlier.before(later):
        return FigureRelation.CONTESTED
    if earlier.speaker == later.speaker:
        return FigureRelation.CORRECTED
    if cumulative and height(earlier.interval) < height(later.interval):
        return FigureRelation.UPDATED
    return FigureRelation.CONTESTED
