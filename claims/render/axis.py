"""Figures on an axis: intervals as bars of characters, pure and without a terminal.

├──┤   a closed interval          ●    a single figure
├──▶   no upper bound             ◀──┤ no lower bound
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.numbers import Interval

_LOG_FROM = 200
"""Beyond this ratio of the largest to the smallest figure a linear axis shows only one end."""
_ROOM = 1.08


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from ``low`` to ``high`` drawn over ``width`` characters."""

    low: float
    high: float
    width: int
    logarithmic: bool = False

    def column(self, value: float) -> int:
        """The character a value falls on, 0 to ``width - 1``."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.logarithmic:
            low, high, at = (math.log10(max(number, 1)) for number in (low, high, at))
        if high <= low:
            return 0
        return round((at - low) / (high - low) * (self.width - 1))

    def bar(self, interval: Interval) -> str:
        """The interval drawn, padded to the axis's width."""
        first = 0 if interval.low is None else self.column(interval.low)
        last = self.width - 1 if interval.high is None else self.column(interval.high)
        cells = [" "] * self.width
        if interval.low is not None and first == last and interval.high is not None:
            cells[first] = "●"
            return "".join(cells)
        cells[first : last + 1] = "─" * (last - first + 1)
        cells[first] = "◀" if interval.low is None else "├"
        cells[last] = "▶" if interval.high is None else "┤"
        return "".join(cells)

    def ticks(self) -> list[float]:
        """Round values to write under the axis, few enough not to touch."""
        if self.logarithmic:
            top = math.ceil(math.log10(max(self.high, 1)))
            powers = [10.0**power for power in range(top + 1)]
            return [value for value in powers if self.low <= value <= self.high]
        step = _round_step((self.high - self.low) / max(2, self.width // 9))
        first = math.ceil(self.low / step)
        return [step * number for number in range(first, math.floor(self.high / step) + 1)]

    def scale(self) -> str:
        """The line of tick labels."""
        cells = [" "] * self.width
        end = -1
        for tick in self.ticks():
            label = compact(tick)
            start = min(self.column(tick), self.width - len(label))
            if start > end:
                cells[start : start + len(label)] = label
                end = start + len(label)
        return "".join(cells)


def axis_of(intervals: Iterable[Interval], width: int) -> Axis:
    """An axis on which all the intervals have room."""
    bounds: Sequence[float] = [
        bound
        for interval in intervals
        for bound in (interval.low, interval.high)
        if bound is not None
    ]
    high = max(bounds, default=1)
    low = min([0, *bounds])
    smallest = min((bound for bound in bounds if bound > 0), default=1)
    logarithmic = low >= 0 and high / smallest > _LOG_FROM
    return Axis(1 if logarithmic else low, high * _ROOM if high > 0 else 1, width, logarithmic)


def _round_step(least: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least so much."""
    if least <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * 0.999)


def compact(value: float) -> str:
    """A tick's label: 12, 1.5k, 300k, 2M."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
