"""What was found, as tables of Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tests.torture.crowd import Crowd
from tests.torture.killer import Tally

_CRASHES = ("engine", "command", "killed", "server killed", "left whole", "left absent",
            "left in part", "faults", "seconds")  # fmt: skip
_CROWDS = ("engine", "processes", "seconds", "commands", "writes acknowledged", "conflicts told",
           "waited in vain", "other refusals", "longest command", "faults")  # fmt: skip


def crash_rows(tallies: Iterable[Tally]) -> list[list[Any]]:
    """A row a command, and the sum of each engine; "in part" is some files or chunks of several."""
    rows = []
    by_engine: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_engine.setdefault(tally.engine, []).append(tally)
    for engine, found in by_engine.items():
        own = [_crash(tally) for tally in found]
        sums = [sum(column) for column in zip(*(row[2:] for row in own), strict=True)]
        rows += [*own, [engine, "together", *sums]]
    return rows


def _crash(tally: Tally) -> list[Any]:
    kills, left = tally.kills, tally.left
    return [
        tally.engine, tally.name, kills["client"], kills["immediate"] + kills["sigkill"],
        left["whole"], left["absent"], left["some"], len(tally.faults), round(tally.seconds),
    ]  # fmt: skip


def crowd_rows(crowds: Iterable[Crowd]) -> list[list[Any]]:
    """A row a crowd."""
    return [
        [
            one.engine, one.processes, round(one.seconds), one.commands, one.stored,
            one.refused["conflict"], one.refused["database"],
            one.refused.total() - one.refused["conflict"] - one.refused["database"],
            f"{one.longest:.1f} s", len(one.faults),
        ]
        for one in crowds
    ]  # fmt: skip


def tables(tallies: Iterable[Tally], crowds: Iterable[Crowd]) -> str:
    """Both, for a page."""
    return f"{_table(_CRASHES, crash_rows(tallies))}\n{_table(_CROWDS, crowd_rows(crowds))}"


def _table(names: Sequence[str], rows: list[list[Any]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def as_json(tallies: list[Tally], crowds: list[Crowd]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "crashes": [dict(zip(_CRASHES, row, strict=True)) for row in crash_rows(tallies)],
        "crowds": [dict(zip(_CROWDS, row, strict=True)) for row in crowd_rows(crowds)],
        "faults": [fault for one in (*tallies, *crowds) for fault in one.faults],
    }
