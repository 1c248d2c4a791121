"""What is contested, found and kept up.

    python -m benchmarks.contested [--positions 1e5] [--records 2e4] [--runs 7] [--json FILE]

In a temporary SQLite database of so many positions (benchmarks.states: five to a claim, four
claims to a question), in the library, milliseconds of processor time:

  page       what ``claims contested`` asks: the first fifty, divisions within, how many in all
  recompute  every state from nothing

and of an import of generated records (benchmarks.generate: one in seven takes a position):

  kept       the part of its processor time that keeping the states takes
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import claims  # noqa: E402
from benchmarks.generate import lines, size  # noqa: E402
from benchmarks.states import fill  # noqa: E402

if str(ROOT) not in claims.__path__:
    claims.__path__.append(str(ROOT))

from claims import contested, states  # noqa: E402
from claims.database import Database, open_database  # noqa: E402
from claims.exchange.importer import import_stream  # noqa: E402
from claims.vocabulary import State  # noqa: E402

SHOWN = 50
IMPORTS = 3
STATES = (State.CONTESTED, State.UNSETTLED)


def spread(values: Sequence[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def taken(work: Callable[[], object], runs: int) -> dict[str, float]:
    """Milliseconds of processor time."""
    times = []
    for _run in range(runs):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return spread(times)


def found(positions: int, runs: int, folder: Path) -> dict[str, Any]:
    """The page, and all states."""
    database = open_database(str(folder / "positions.db"), create=True)
    fill(database, positions)
    reader = database.reader

    def recompute() -> None:
        reader.execute("BEGIN")
        states.recompute(reader)
        reader.execute("COMMIT")

    def page() -> None:
        list(contested.entries(reader, STATES, limit=SHOWN))
        list(contested.divided(reader, limit=SHOWN))
        for state in STATES:
            contested.count(reader, state)

    told = {"recompute": taken(recompute, 1), "page": taken(page, runs)}
    claims = {state.value: contested.count(reader, state) for state in STATES}
    database.close()
    return {**told, "claims": claims}


def share(records: int, folder: Path, number: int) -> float:
    """How much of an import's processor time is spent on states."""
    spent, refresh = 0.0, states.refresh

    def timed(*given: Any) -> None:
        nonlocal spent
        begun = time.process_time()
        refresh(*given)
        spent += time.process_time() - begun

    database: Database = open_database(str(folder / f"records{number}.db"), create=True)
    stream = io.BytesIO("".join(lines(records)).encode())
    begun = time.process_time()
    with patch.object(states, "refresh", timed):
        report = import_stream(database, stream, name="records", command="import", actor="b")
    whole = time.process_time() - begun
    database.close()
    if not report.stored:
        raise SystemExit(f"not stored: {report.flaws[:3]}")
    return spent / whole


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--positions", type=size, default=100_000)
    parser.add_argument("--records", type=size, default=20_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        report = {"positions": asked.positions, "records": asked.records}
        report |= found(asked.positions, asked.runs, folder)
        shares = [share(asked.records, folder, number) for number in range(IMPORTS)]
        report["kept"] = spread(shares)
    for name in ("page", "recompute"):
        it = report[name]
        print(f"{name:10}{it['median']:10.1f} ms   {it['least']:.1f} to {it['most']:.1f}")
    it = report["kept"]
    print(f"kept      {it['median']:10.1%} of an import   {it['least']:.1%} to {it['most']:.1%}")
    if asked.json:
        asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
