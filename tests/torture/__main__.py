"""``python -m tests.torture``: everything, with tables at the end; status 1 after a fault.

The same seed kills at the same moments; what the machine is at meanwhile is its own affair.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import claims

ROOT = Path(__file__).parents[2]
if str(ROOT) not in claims.__path__:
    claims.__path__.append(str(ROOT))

from tests.torture import places  # noqa: E402
from tests.torture.killer import Tally, torture_all  # noqa: E402
from tests.torture.program import Program  # noqa: E402
from tests.torture.workloads import make_templates, workloads  # noqa: E402


def main() -> int:
    """Torture what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--kills", type=int, default=100, help="on SQLite; half as many on Postgres"
    )
    parser.add_argument("--size", type=int, default=300, help="records of an import")
    parser.add_argument("--only", help="workloads whose name begins so")
    parser.add_argument("--engine", choices=("sqlite", "postgres"))
    asked = parser.parse_args()
    folder = places.new_folder()
    try:
        tallies = crashes(folder, asked)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    faults = [fault for tally in tallies for fault in tally.faults]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def crashes(folder: Path, asked: argparse.Namespace) -> list[Tally]:
    """Kills on both engines."""
    program = Program(folder / "work")
    works = workloads(program.folder, asked.seed, asked.size)
    if asked.only:
        works = [work for work in works if work.name.startswith(asked.only)]
    found = []
    if asked.engine != "postgres":
        place = places.Files(folder / "files")
        make_templates(place, program)
        found += torture_all(
            place, program, works, asked.kills, str(asked.seed), servers=False, heard=hear
        )
    if asked.engine != "sqlite":
        with places.server(folder / "server") as server:
            make_templates(server, program)
            found += torture_all(
                server, program, works, asked.kills // 2, str(asked.seed), servers=True, heard=hear
            )
    return found


def hear(tally: Tally) -> None:
    """Say what became of one workload."""
    print(
        tally.engine, tally.name, dict(tally.kills), dict(tally.left), len(tally.faults), "faults",
        f"{tally.seconds:.0f} s", file=sys.stderr, flush=True,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
