"""Figures on an axis as inline SVG; a table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from claims.i18n import _
from claims.render.axis import Axis, axis_of, compact
from claims.render.page import Figures, Mark
from claims.text import clean_line

WIDTH, ROW, TOP = 400, 18, 22
LEFT, PLOT = 72, 240
"""Where the plot begins and how wide it is; the days stand left of it, the figures right."""

_TICKS_OF = 40  # characters: as many ticks as a terminal would write
_ARROW = 5


def svg(figures: Figures) -> str:
    """The drawing, named by its title; users of a reader are sent to the table."""
    axis = axis_of((mark.interval for mark in figures.marks), _TICKS_OF)
    height = TOP + ROW * len(figures.marks) + 4
    title = escape(clean_line(figures.title))
    words = escape(_("The table below has the same figures."))
    drawn = "".join(_drawing(figures, axis, height))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title} {words}">'
        f"<title>{title}</title>{drawn}</svg>"
    )


def _drawing(figures: Figures, axis: Axis, height: int) -> Iterator[str]:
    fine = replace(axis, width=PLOT + 1)
    for tick in axis.ticks():
        x = LEFT + fine.column(tick)
        yield f'<line class="tick" x1="{x}" y1="{TOP - 4}" x2="{x}" y2="{height - 2}"/>'
        yield f'<text class="scale" x="{x}" y="12" text-anchor="middle">{compact(tick)}</text>'
    if axis.logarithmic:
        yield f'<text class="scale" x="0" y="12">{escape(_("logarithmic"))}</text>'
    for number, mark in enumerate(figures.marks):
        yield _row(mark, fine, TOP + ROW * number + ROW // 2)


def _row(mark: Mark, axis: Axis, y: int) -> str:
    style = escape(mark.style.replace(".", "-"))
    label, words = escape(clean_line(mark.label)), escape(clean_line(mark.words))
    return (
        f'<g class="bar {style}"><text x="0" y="{y + 4}">{label}</text>{_bar(mark, axis, y)}'
        f'<text x="{WIDTH}" y="{y + 4}" text-anchor="end">{words}</text></g>'
    )


def _bar(mark: Mark, axis: Axis, y: int) -> str:
    """A dot for a single figure, else a line: a stroke ends it, an arrow leaves it open."""
    low, high = mark.interval.low, mark.interval.high
    first = LEFT + (0 if low is None else axis.column(low))
    last = LEFT + (PLOT if high is None else axis.column(high))
    if low is not None and high is not None and first == last:
        return f'<circle cx="{first}" cy="{y}" r="4"/>'
    return (
        f'<path d="M{first} {y}H{last}'
        f'{_end(first, y, 1, is_open=low is None)}{_end(last, y, -1, is_open=high is None)}"/>'
    )


def _end(x: int, y: int, inward: int, *, is_open: bool) -> str:
    if is_open:
        back = x + inward * _ARROW
        return f"M{back} {y - _ARROW}L{x} {y}L{back} {y + _ARROW}"
    return f"M{x} {y - _ARROW}V{y + _ARROW}"
