"""One target, many inputs: what went wrong, each kind of it once."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from time import process_time

from tests.fuzz.targets import EXPECTED, Scratch, Target, target
from tests.fuzz.watch import HangError, watched

AT_ONCE = 25


@dataclass
class Outcome:
    """What became of the inputs of a target.

    ``good`` were good for something (a record without a flaw, a date, a quotation), ``refused``
    ended in an error of ours; ``seconds`` are of processor time.
    """

    name: str
    tried: int = 0
    good: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)


def fuzz(
    name: str,
    number: int,
    *,
    seed: int = 0,
    start: int = 0,
    advance: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Feed a target the inputs ``start`` to ``start + number`` of a seed."""
    outcome = Outcome(name)
    scratch = Scratch()
    try:
        aim = target(name, scratch)
        for first in range(start, start + number, AT_ONCE):
            _some(aim, outcome, seed, range(first, min(first + AT_ONCE, start + number)))
            if advance:
                advance(outcome)
        aim.close()
    finally:
        scratch.close()
    return outcome


def _some(aim: Target, outcome: Outcome, seed: int, indexes: range) -> None:
    """Some inputs together; after a fault the transaction is another one."""
    waiting = list(indexes)
    while waiting:
        try:
            with aim.together():
                while waiting:
                    _one(aim, outcome, seed, waiting.pop(0))
        except _FaultError:
            continue


class _FaultError(Exception):
    pass


def _one(aim: Target, outcome: Outcome, seed: int, index: int) -> None:
    made = aim.make(Random(f"{seed} {aim.name} {index}"))
    begun = process_time()
    outcome.tried += 1
    try:
        with watched():
            outcome.good += bool(aim.feed(made))
    except EXPECTED:
        outcome.refused += 1
    except (Exception, HangError) as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [one for one in frames if "/claims/" in one.filename] or list(frames)
        kind = f"{type(error).__name__} at {ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno}"
        outcome.faults[kind] += 1
        if kind not in outcome.shown:
            told = "".join(traceback.format_exception(error))[-3000:]
            outcome.shown[kind] = f"{aim.name} seed {seed} input {index}: {made!r:.3000}\n{told}"
        raise _FaultError from error
    finally:
        spent = process_time() - begun
        outcome.seconds += spent
        outcome.slowest = max(outcome.slowest, spent)
