"""The goals: where each figure stands in what the benchmarks tell, and what it is held to."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

Told = Mapping[str, Any]


class Spread(NamedTuple):
    """Median, least and most."""

    median: float
    least: float
    most: float


class Row(NamedTuple):
    """One goal: ``read`` finds the figure in what its part told, ``beside`` the peer's."""

    work: str
    goal: str
    bound: float
    part: str
    unit: str
    read: Callable[[Told], Spread]
    at: Callable[[Told], list[int]]
    peer: str = ""
    beside: Callable[[Told], dict[str, Any]] = lambda _told: {}

    @property
    def most(self) -> bool:
        """Whether less is better."""
        return self.goal.startswith("≤")


# -- what the parts tell -----------------------------------------------------------------------


def spread(found: Mapping[str, float] | float) -> Spread:
    """A figure as any part writes it: ``least``/``most``, ``min``/``max``, or a number alone."""
    if not isinstance(found, Mapping):
        return Spread(found, found, found)
    least = found.get("least", found.get("min", found["median"]))
    return Spread(found["median"], least, found.get("most", found.get("max", found["median"])))


def of(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


def _largest(told: Told) -> Told:
    sizes: Told = told["sizes"]
    found: Told = sizes[max(sizes, key=int)]
    return found


def _searched(told: Told) -> list[int]:
    return [max(map(int, told["sizes"]))]


def _grown(told: Told) -> list[int]:
    return sorted(map(int, told["sizes"]))


def _beside(peer: str) -> Callable[[Told], Spread]:
    """Whole processes: ours to the peer's, run by run, by the clock."""
    return lambda told: spread(_largest(told)["clock_ratios"][peer])


def _processes(peer: str) -> Callable[[Told], dict[str, Any]]:
    """The milliseconds of both, and the ratio by the processor's time."""

    def read(told: Told) -> dict[str, Any]:
        found = _largest(told)
        return {
            "figures": {name: spread(found["clock"][name]).median for name in ("claims", peer)},
            "unit": "ms",
            "ratio by the processor": spread(found["processor_ratios"][peer]).median,
        }

    return read


def _growth(told: Told) -> Spread:
    """Ours beside a bare process, the largest to the smallest; each run's to the median."""
    least, largest = _grown(told)[0], _grown(told)[-1]
    if least == largest:
        raise ValueError("one size alone")
    ratios = (told["sizes"][str(count)]["processor_ratios"]["bare"] for count in (least, largest))
    first, last = map(spread, ratios)
    return Spread(*(figure / first.median for figure in last))


def _library(rows: Callable[[Told], bool]) -> Callable[[Told], Spread]:
    """The medians of queries in the library: the 95th hundredth of them, the least, the most."""

    def read(told: Told) -> Spread:
        found = [spread(one["ms"]) for one in _largest(told)["library"] if rows(one)]
        if len(found) == 1:
            return found[0]
        medians = sorted(one.median for one in found)
        cut = statistics.quantiles(medians, n=20, method="inclusive")[-1]
        return Spread(cut, medians[0], medians[-1])

    return read


def _ratio(ours: str, other: str, by: str) -> Callable[[Told], Spread]:
    """Rates of two imports, run by run, both by the clock or both by the processor."""

    def read(told: Told) -> Spread:
        pairs = zip(told["runs"][ours], told["runs"][other], strict=True)
        return of([theirs[by] / mine[by] for mine, theirs in pairs])

    return read


def _rates(*names: str, by: str) -> Callable[[Told], dict[str, Any]]:
    def read(told: Told) -> dict[str, Any]:
        figures = {
            name: of([told["records"] / run[by] for run in told["runs"][name]]).median
            for name in names
        }
        other = "clock" if by == "processor" else "processor"
        ratio = _ratio(names[0], names[1], other)(told).median
        return {"figures": figures, "unit": "/s", f"ratio by the {other}": ratio}

    return read


def _of_import(key: str) -> Callable[[Told], Spread]:
    return lambda told: of([run[key] for run in told["runs"]["claims"]])


def _at(key: str) -> Callable[[Told], list[int]]:
    return lambda told: [told[key]]


def _judged(name: str, times: int) -> Callable[[Told], Spread]:
    """Of the most positions that were judged."""
    return lambda told: Spread(*(times * one for one in spread(told["sizes"][-1][name]["seconds"])))


def _judged_at(told: Told) -> list[int]:
    return [told["sizes"][-1]["positions"]]


def _listed(told: Told) -> dict[str, Any]:
    """What else the command asks for besides the contested ones."""
    names = ("unsettled", "divided", "counted")
    return {"figures": {name: _judged(name, 1000)(told).median for name in names}, "unit": "ms"}


def _contrast(told: Told) -> Spread:
    """Of the shape that takes longest, drawn for a terminal with the long tail folded."""
    return max(spread(shape["ms"]["table"]) for shape in told["shapes"])


def _readers(told: Told) -> Spread:
    return spread(told["times_alone"]["and writers"])


_READERS = ("one reader", "and writers", "bare one", "bare all")


def _readers_beside(told: Told) -> dict[str, Any]:
    runs = told["runs"]
    names = [name for name in _READERS if name in runs[0]]
    found = {name: of([run[name]["p95"] for run in runs]).median for name in names}
    bare = told["times_alone"].get("bare all")
    more = {"ratio of the bare ones": spread(bare).median} if bare else {}
    closed = told["times_alone"].get("all, no pause")
    more |= {"ratio without a pause": spread(closed).median} if closed else {}
    return {"figures": found, "unit": "ms (p95)", **more}


ROWS = (
    Row("a rare word, whole process", "≤ 0.6 × sqlite-utils search", 0.6, "search", "×",
        _beside("sqlite-utils"), _searched, "sqlite-utils", _processes("sqlite-utils")),
    Row("the same", '≤ 2.5 × python -c "import click, sqlite3"', 2.5, "search", "×",
        _beside("bare"), _searched, "bare", _processes("bare")),
    Row("the same, as it grows", "≤ 1.5 ×", 1.5, "search", "×", _growth, _grown),
    Row("a word of 40 % of the quotations, ranked, in the library", "≤ 300 ms", 300, "search", "ms",
        _library(lambda one: one["term"] == "40 %" and not one["filter"]), _searched),
    Row("any word with any filter, in the library, p95", "≤ 100 ms", 100, "search", "ms",
        _library(lambda one: bool(one["filter"])), _searched),
    Row("import, SQLite", "≥ 1 × sqlite-utils insert", 1, "imports", "×",
        _ratio("claims", "sqlite-utils", "clock"), _at("records"), "sqlite-utils",
        _rates("claims", "sqlite-utils", by="clock")),
    Row("the same", "≥ 0.5 × a raw flat table", 0.5, "imports", "×",
        _ratio("claims", "raw", "clock"), _at("records"), "raw",
        _rates("claims", "raw", by="clock")),
    Row("its memory", "≤ 300 MB", 300, "imports", "MB", _of_import("memory"), _at("records")),
    Row("the same file again", "≥ 3 × the first time", 3, "imports", "×",
        _ratio("again", "claims", "clock"), _at("records"), "the first time",
        _rates("again", "claims", by="clock")),
    Row("contested, the first fifty, in the library", "≤ 50 ms", 50, "states", "ms",
        _judged("contested", 1000), _judged_at, "", _listed),
    Row("states kept up, of an import", "≤ 10 %", 10, "states", "%",
        lambda told: Spread(*(100 * one for one in spread(told["kept up"]["part"]))),
        lambda told: [told["kept up"]["records"]]),
    Row("every state from nothing", "≤ 5 s", 5, "states", "s",
        _judged("recomputed", 1), _judged_at),
    Row("contrast of one question, the tail folded", "≤ 200 ms", 200, "contrast", "ms",
        _contrast, _at("positions")),
    Row("import, Postgres", "≥ 0.8 × SQLite", 0.8, "imports", "×",
        _ratio("claims-pg", "claims", "clock"), _at("records"), "SQLite",
        _rates("claims-pg", "claims", "copy-pg", by="clock")),
    Row("32 readers and 4 writers, Postgres: p95 of a search", "≤ 5 × a lone reader's", 5,
        "concurrency", "×", _readers, _at("size"), "a lone reader",
        _readers_beside),
    Row("disk", "≤ 2.5 × the JSONL", 2.5, "imports", "×", _of_import("disk"), _at("records")),
)  # fmt: skip
