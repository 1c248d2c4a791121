"""``python -m tests.torture``: crashes, then crowds, then tables; status 1 after a fault.

The same seed draws the same files, the same commands and the same moments; what else the machine
does meanwhile is its own affair.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

import claims

ROOT = Path(__file__).parents[2]
if str(ROOT) not in claims.__path__:
    claims.__path__.append(str(ROOT))

from tests.torture import places, report  # noqa: E402
from tests.torture.crowd import Crowd, crowd  # noqa: E402
from tests.torture.killer import Tally, torture_all  # noqa: E402
from tests.torture.program import Program  # noqa: E402
from tests.torture.workloads import make_templates, workloads  # noqa: E402

_TO_SERVERS = 4
"""A server serves so many times as many people as a file."""


def main() -> int:
    """Torture what was asked for, say what was found."""
    asked = _asked()
    folder = places.new_folder()
    try:
        tallies, crowds = _torture(folder, asked)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found = report.as_json(tallies, crowds)
    if asked.json:
        asked.json.write_text(json.dumps(found), "utf-8")
    print(report.tables(tallies, crowds))
    for fault in found["faults"]:
        print(fault)
    return 1 if found["faults"] else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=60, help="on SQLite; on Postgres half of it")
    parser.add_argument("--seconds", type=float, default=30, help="of each crowd")
    parser.add_argument(
        "--processes", type=int, default=8, help="on SQLite; on Postgres four times"
    )
    parser.add_argument("--size", type=int, default=100, help="records of an import")
    parser.add_argument("--only", default="", help="commands whose name begins so")
    parser.add_argument("--engine", choices=("SQLite", "Postgres"))
    parser.add_argument("--json", type=Path, help="a file for the figures")
    return parser.parse_args()


def _torture(folder: Path, asked: argparse.Namespace) -> tuple[list[Tally], list[Crowd]]:
    program = Program(folder / "work")
    tallies: list[Tally] = []
    crowds: list[Crowd] = []
    if asked.engine != "Postgres":
        files = places.Files(folder / "files")
        _on(files, program, asked, asked.kills, asked.processes, tallies, crowds)
    if asked.engine != "SQLite":
        people = asked.processes * _TO_SERVERS
        with places.server(folder / "server", connections=2 * people + 20) as server:
            _on(server, program, asked, asked.kills // 2, people, tallies, crowds)
    return tallies, crowds


def _on(
    place: places.Place, program: Program, asked: argparse.Namespace, kills: int, people: int,
    tallies: list[Tally], crowds: list[Crowd],
) -> None:  # fmt: skip
    """Crashes and a crowd on one engine."""
    seed = str(asked.seed)
    works = workloads(program.folder, asked.seed, asked.size)
    program.warm(place.fresh(""))
    if kills:
        works = [work for work in works if work.name.startswith(tuple(asked.only.split(",")))]
        make_templates(place, program, works)
        servers = isinstance(place, places.Server)
        tallies += torture_all(place, program, works, kills, seed, servers=servers, heard=_hear)
    if asked.seconds:
        folder = program.folder / f"crowd-{place.engine}"
        crowds.append(crowd(place.engine, place.fresh(""), folder, people, asked.seconds, seed))


def _hear(tally: Tally) -> None:
    """Say that one command is done with."""
    print(f"{tally.engine}, {tally.name}: {tally.total} kills, {len(tally.faults)} faults",
          file=sys.stderr, flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
