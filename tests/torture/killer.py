"""Kill a command at a moment, and see that nothing is lost: whole, or absent, and to be finished.

A moment is a time, or so many writes seen (of the database's files; of the server's log): a commit
is where most writes are, so half of the kills fall into one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import NamedTuple

from claims.database import HEAD
from tests.torture.checks import opened, troubles
from tests.torture.places import Place
from tests.torture.program import Outcome, Program
from tests.torture.workloads import Known, Workload, _hash, dealt, learn

_SIGKILLED = -9
_REAL = 8
"""Every so many-th is ``python cli.py`` itself, started from nothing, killed at a write."""
_TRIES = 20
"""How often a moment is drawn again where the command ended before it."""


class Moment(NamedTuple):
    """After so many seconds, or so many writes."""

    seconds: float | None = None
    writes: int | None = None


@dataclass
class Tally:
    """What became of one workload's kills."""

    engine: str
    name: str
    kills: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def total(self) -> int:
        return self.kills.total()


def torture(
    place: Place, program: Program, work: Workload, kills: int, seed: str, servers: bool
) -> Tally:
    """Kill one command so many times; ``servers``: every other time its server instead."""
    tally = Tally(place.engine, work.name)
    begun = monotonic()
    known = learn(place, program, work)
    chance = random.Random(f"{seed}/{place.engine}/{work.name}")
    for number in range(kills):
        victim = ("client", "immediate", "client", "sigkill")[number % 4] if servers else "client"
        program.real = number % _REAL == 0
        for tried in range(_TRIES):
            moment = _moment(chance, known, by_write=number // 2 % 2 == 0, times=tried)
            if _one(place, program, work, known, moment, victim, tally):
                break
    program.real = False
    tally.seconds = monotonic() - begun
    return tally


def _moment(chance: random.Random, known: Known, *, by_write: bool, times: int) -> Moment:
    """A moment, sooner each time that the command was quicker."""
    sooner = 1 - times / _TRIES
    if by_write and known.writes:
        return Moment(writes=chance.randint(1, max(1, round(known.writes * sooner))))
    return Moment(seconds=chance.uniform(0, known.seconds * sooner))


def _one(
    place: Place, program: Program, work: Workload, known: Known, moment: Moment,
    victim: str, tally: Tally,
) -> bool:  # fmt: skip
    """One kill; false where the command was quicker."""
    url = place.fresh(work.template)
    program.start(work.argv, url)
    if not _reached(place, program, moment):
        program.wait()
        return False
    if victim == "client":
        program.kill()
        outcome = program.wait()
        if outcome.status != _SIGKILLED:
            return False
    else:
        place.crash(victim)
        outcome = program.wait()
        place.restart()
    tally.kills[victim] += 1
    say = _reporter(tally, f"{work.name} killed ({victim}) at {moment}")
    _check_words(outcome, say)
    place.quiet()
    _check_left(url, work, known, outcome, tally, say)
    _check_again(program, url, work, known, say)
    return True


def _reached(place: Place, program: Program, moment: Moment) -> bool:
    """Wait for the moment; false where the command ended first."""
    seen, before = 0, place.written() if moment.writes else None
    while not program.ended():
        if moment.seconds is not None:
            if program.seconds >= moment.seconds:
                return True
            sleep(0.0005)
        elif (now := place.written()) != before:
            seen, before = seen + 1, now
            if seen >= (moment.writes or 0):
                return True
    return False


def _reporter(tally: Tally, what: str) -> Callable[[str], None]:
    return lambda fault: tally.faults.append(f"{tally.engine}: {what}: {fault}")


def _check_words(outcome: Outcome, say: Callable[[str], None]) -> None:
    """What outlived its server says so in a line, with the exit code of the database."""
    if outcome.status not in (_SIGKILLED, 0, 5):
        say(f"exit status {outcome.status}: {outcome.err}")
    if outcome.traceback:
        say(outcome.err)


def _check_left(
    url: str, work: Workload, known: Known, outcome: Outcome, tally: Tally,
    say: Callable[[str], None],
) -> None:  # fmt: skip
    """Every batch is whole or absent, and everything agrees."""
    left = _hash(url, work)
    if left not in known.stages:
        say("some of a batch is there, some is not")
    if outcome.status == 0 and left != known.stages[-1]:
        say("it said that it was done")
    finished = left == known.stages[-1]
    tally.left["whole" if finished else "absent" if left == known.stages[0] else "some"] += 1
    if left != "nothing" and _revision(url) == HEAD:
        for trouble in troubles(url):
            say(trouble)


def _revision(url: str) -> str | None:
    with opened(url, any_revision=True) as database:
        return database.revision()


def _check_again(
    program: Program, url: str, work: Workload, known: Known, say: Callable[[str], None]
) -> None:
    """The same command again ends as if nothing had been."""
    again = program.run(work.argv, url)
    if again.status not in work.again:
        say(f"again: exit status {again.status}: {again.err}")
        return
    if _hash(url, work) != known.stages[-1]:
        say("again: the content is not that of an undisturbed run")
    for trouble in troubles(url):
        say(f"again: {trouble}")


def torture_all(
    place: Place, program: Program, works: list[Workload], kills: int, seed: str, *,
    servers: bool, heard: Callable[[Tally], None] = lambda _tally: None,
) -> list[Tally]:  # fmt: skip
    """Every workload's share of the kills."""
    found = []
    for work in works:
        tally = torture(place, program, work, dealt(works, kills)[work.name], seed, servers)
        heard(tally)
        found.append(tally)
    return found
