"""Bars on an axis: they lie where the figures lie, and never leave it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.numbers import Interval
from claims.render.axis import Axis, axis_of, compact

bounds = st.integers(0, 10**9)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.none() | bounds)
    high = draw(bounds if low is None else st.none() | bounds)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Interval(low=low, high=high, low_open=False, high_open=False)


@pytest.mark.parametrize(
    ("low", "high", "bar"),
    [
        (5, 5, "     ●     "),
        (2, 8, "  ├─────┤  "),
        (4, None, "    ├─────▶"),
        (None, 4, "◀───┤      "),
    ],
)
def test_bars(low: int | None, high: int | None, bar: str) -> None:
    assert Axis(0, 10, 11).bar(Interval(low, high, False, False)) == bar


@given(st.lists(intervals(), max_size=8), st.integers(20, 120))
def test_bars_fill_the_axis_and_keep_order(given_intervals: list[Interval], width: int) -> None:
    axis = axis_of(given_intervals, width)
    for interval in given_intervals:
        bar = axis.bar(interval)
        assert len(bar) == width
        assert bar.strip()
    whole = [interval for interval in given_intervals if interval.low is not None]
    for a in whole:
        for b in whole:
            if a.low is not None and b.low is not None and a.low <= b.low:
                assert axis.column(a.low) <= axis.column(b.low)


@given(st.lists(intervals(), min_size=1, max_size=8), st.integers(20, 120))
def test_the_scale_fits_and_its_labels_do_not_touch(
    given_intervals: list[Interval], width: int
) -> None:
    axis = axis_of(given_intervals, width)
    scale = axis.scale()
    assert len(scale) == width
    assert set(scale.split()) <= {compact(tick) for tick in axis.ticks()}


def test_figures_of_all_sizes_share_a_logarithmic_axis() -> None:
    axis = axis_of([Interval(12, 12, False, False), Interval(300_000, None, False, False)], 40)
    assert axis.logarithmic
    assert axis.column(12) < axis.column(300_000)
    assert "300k" in Axis(0, 400_000, 40).scale()
