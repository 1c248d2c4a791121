"""``python -m tests.fuzz --number 1000000 --seed 7 [target …]``: the table of docs/fuzz.md."""

from __future__ import annotations

import argparse
import sys

import tests.conftest  # noqa: F401  (finds migrations and seed in a checkout)
from tests.fuzz.run import Outcome, fuzz
from tests.fuzz.targets import SHARES


def main() -> int:
    """Run the targets one after the other; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", choices=[*SHARES, []], help="all, unless named")
    parser.add_argument("--number", type=int, default=20_000, help="of inputs in all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=int, default=0, help="the first input of each target")
    asked = parser.parse_args()
    names = asked.targets or list(SHARES)
    whole = sum(SHARES[name] for name in names)
    outcomes = []
    heads = ("inputs", "good", "refused", "CPU s", "slowest")
    print(f"{'target':<15}" + "".join(f" {head:>8}" for head in heads) + "  faults")
    for name in names:
        number = -(-asked.number * SHARES[name] // whole)
        done = fuzz(name, number, seed=asked.seed, start=asked.start, advance=_progress)
        outcomes.append(done)
        _show(done)
    print(f"{'all':<15} {sum(one.tried for one in outcomes):>8}")
    return int(any(one.faults for one in outcomes))


def _progress(outcome: Outcome) -> None:
    if sys.stderr.isatty():
        print(f"\r{outcome.name} {outcome.tried}", end="\r", file=sys.stderr)


def _show(done: Outcome) -> None:
    counts = f"{done.tried:>8} {done.good:>8} {done.refused:>8}"
    times = f"{done.seconds:>8.1f} {done.slowest:>8.3f} {sum(done.faults.values()):>7}"
    print(f"{done.name:<15} {counts} {times}", flush=True)
    for kind, times in done.faults.most_common():
        print(f"--- {times} × {kind}\n{done.shown[kind]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
