"""What one command costs as a whole process, beside Python loading click and sqlite3.

    python benchmarks/startup.py [--runs 15] [DATABASE]

Runs the hot commands in a pipe against a database (the demo, made in a temporary folder, unless
one is named) in turn with the yardstick, and prints the median of each and its ratio to the
yardstick's.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = [sys.executable, "-c", "import click, sqlite3"]
CLAIMS = [sys.executable, str(ROOT / "cli.py")]
COMMANDS = {
    "search": ["search", "convoy"],
    "search fields": ["search", "speaker:dunford said:2016-09.. russians"],
    "search --json": ["search", "convoy", "--json"],
    "show S1": ["show", "S1"],
    "show S1 --json": ["show", "S1", "--json"],
    "cite S1": ["cite", "S1"],
    "search, a table": ["search", "convoy", "--format", "table"],
}
GOAL = 2.5


def once(words: Sequence[str], environ: dict[str, str]) -> float:
    """Milliseconds of one process."""
    start = time.perf_counter()
    done = subprocess.run(words, env=environ, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: {done.stderr.decode()}")
    return (time.perf_counter() - start) * 1000


def measure(runs: int, database: str) -> None:
    """Everything in turn, so that a slow moment slows all alike."""
    environ = {**os.environ, "CLAIMS_DB": database, "NO_COLOR": "1"}
    bare: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _run in range(runs):
        bare.append(once(YARDSTICK, environ))
        for name, words in COMMANDS.items():
            times[name].append(once([*CLAIMS, *words], environ))
    base = statistics.median(bare)
    print(f"{'import click, sqlite3':24}{base:8.1f} ms   {min(bare):.1f} to {max(bare):.1f}")
    for name, found in times.items():
        median = statistics.median(found)
        print(
            f"{name:24}{median:8.1f} ms   {min(found):.1f} to {max(found):.1f}"
            f"   ratio {median / base:.2f}   of the fastest {min(found) / min(bare):.2f}"
        )
    print(f"goal: search, show and cite in a pipe at most {GOAL}")


def main() -> None:
    """Parse, compile, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?")
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args()
    compileall.compile_dir(ROOT / "claims", quiet=1)
    if asked.database:
        measure(asked.runs, asked.database)
        return
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder, "demo.db"))
        subprocess.run(
            [*CLAIMS, "--db", database, "init", "--demo"], check=True, capture_output=True
        )
        measure(asked.runs, database)


if __name__ == "__main__":
    main()
