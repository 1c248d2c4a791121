"""The suite of benchmarks: every module runs, every goal has its row.  No figure is judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from benchmarks import floor, suite
from benchmarks.generate import lines
from claims import content
from claims.database import connect_sqlite, open_database
from claims.exchange.importer import import_stream
from claims.fulltext_check import differences
from claims.reader import Reader
from tests.conftest import ROOT

FOLDER = ROOT / "benchmarks"
PROGRAMS = sorted(
    path.stem for path in FOLDER.glob("*.py") if "__main__" in path.read_text(encoding="utf-8")
)
GOALS = (
    "≤ 0.6 × sqlite-utils search",
    '≤ 2.5 × python -c "import click, sqlite3"',
    "≤ 1.5 ×",
    "≤ 300 ms",
    "≤ 100 ms",
    "≥ 1 × sqlite-utils insert",
    "≥ 0.5 × a raw flat table",
    "≤ 300 MB",
    "≥ 3 × the first time",
    "≤ 50 ms",
    "≤ 10 %",
    "≤ 5 s",
    "≤ 200 ms",
    "≥ 0.8 × SQLite",
    "≤ 5 × a lone reader's",
    "≤ 2.5 × the JSONL",
)


def program(*words: str) -> subprocess.CompletedProcess[str]:
    """One run, from the root of the checkout."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(FOLDER)])}
    return subprocess.run(
        [sys.executable, "-m", *words],
        capture_output=True, text=True, check=False, cwd=ROOT, env=environ,
    )  # fmt: skip


def spread(median: float) -> dict[str, float]:
    return {"median": median, "least": median / 2, "most": median * 2}


def imported(seconds: float) -> list[dict[str, float]]:
    return [
        {"clock": seconds, "processor": seconds * factor, "memory": 200.0, "disk": 2.0}
        for factor in (1, 0.9, 1.1)
    ]


@pytest.fixture
def told() -> dict[str, Any]:
    """What the parts write, in short."""
    clock = {"sqlite-utils": {"median": 0.5, "min": 0.4, "max": 0.7}, "bare": spread(3)}
    one = {"clock": {name: spread(9) for name in ("claims", "sqlite-utils", "bare")},
           "clock_ratios": clock, "processor_ratios": clock,
           "library": [{"term": "40 %", "filter": "", "ms": spread(100)},
                       {"term": "rare", "filter": "speaker", "ms": spread(1)},
                       {"term": "40 %", "filter": "date", "ms": spread(60)}]}  # fmt: skip
    readers = {name: {"p95": 5.0} for name in ("one reader", "and writers", "bare one", "bare all")}
    ratios = {"and writers": spread(4), "bare all": spread(2), "all, no pause": spread(16)}
    return {
        "search": {"sizes": {"1000": one, "100000": one}},
        "imports": {"records": 100_000, "runs": {
            "claims": imported(10), "again": imported(2), "raw": imported(4),
            "sqlite-utils": imported(12), "claims-pg": imported(20), "copy-pg": imported(9),
        }},
        "states": {"kept up": {"records": 20, "part": spread(0.04)}, "sizes": [{
            "positions": 10, "recomputed": {"seconds": spread(4)}, **{
                name: {"seconds": spread(0.02)}
                for name in ("contested", "unsettled", "divided", "counted")}}]},
        "contrast": {"positions": 10, "shapes": [{"ms": {"table": spread(n)}} for n in (90, 150)]},
        "concurrency": {"size": 30, "runs": [readers], "times_alone": ratios},
    }  # fmt: skip


def test_every_goal_has_its_row(told: dict[str, Any]) -> None:
    rows = list(suite.figures(told, {}, ""))
    assert tuple(row["goal"] for row in rows) == GOALS
    assert [row["why"] for row in rows] == [None] * len(GOALS)
    reached = {row["goal"]: row["reached"] for row in rows}
    assert [goal for goal in GOALS if not reached[goal]] == [
        '≤ 2.5 × python -c "import click, sqlite3"', "≥ 0.5 × a raw flat table", "≥ 0.8 × SQLite"
    ]  # fmt: skip
    figures = {row["goal"]: row["figure"] for row in rows}
    assert figures["≤ 0.6 × sqlite-utils search"] == {"median": 0.5, "least": 0.4, "most": 0.7}
    assert figures["≥ 1 × sqlite-utils insert"]["median"] == pytest.approx(1.2)
    assert figures["≤ 200 ms"]["median"] == 150
    assert figures["≤ 5 s"]["median"] == 4
    assert figures["≤ 10 %"]["median"] == 4


def test_what_is_missing_says_why(told: dict[str, Any]) -> None:
    del told["imports"]["runs"]["claims-pg"], told["imports"]["runs"]["sqlite-utils"]
    del told["search"]["sizes"]["1000"], told["contrast"]
    rows = list(suite.figures(told, {"contrast": "contrast ended with 1: no"}, "no server here"))
    why = {row["goal"]: row["why"] for row in rows if row["why"]}
    assert why == {
        "≤ 1.5 ×": "one size alone",
        "≥ 1 × sqlite-utils insert": "no sqlite-utils: pip install sqlite-utils",
        "≤ 200 ms": "contrast ended with 1: no",
        "≥ 0.8 × SQLite": "no server here",
    }
    assert all((row["figure"] is None) == (row["reached"] is None) for row in rows)


def test_the_table_has_a_line_for_each(told: dict[str, Any]) -> None:
    lines = list(suite.table(list(suite.figures(told, {}, ""))))
    assert len(lines) == 2 + len(GOALS)
    assert {line.count("|") for line in lines} == {6}
    assert "0.5 × (0.4 to 0.7) | claims 9, sqlite-utils 9 ms" in lines[2]


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_every_benchmark_explains_itself(name: str) -> None:
    done = program(f"benchmarks.{name}", "--help")
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout


@pytest.mark.slow
def test_the_suite_runs(tmp_path: Path) -> None:
    target = tmp_path / "bench.json"
    done = program("benchmarks.suite", "--size", "1e3", "--runs", "1", "--json", str(target))
    assert done.returncode == 0, done.stderr
    report = json.loads(target.read_text(encoding="utf-8"))
    assert tuple(row["goal"] for row in report["rows"]) == GOALS
    lacking = {row["goal"]: row["why"] for row in report["rows"] if row["figure"] is None}
    assert set(lacking) <= {goal for goal in GOALS if "sqlite-utils" in goal}, lacking
    machine = report["machine"]
    assert machine["cores"] > 0
    assert machine["postgres"]
    assert str(tmp_path) not in json.dumps(machine)
    assert done.stdout.count("\n| ") == 1 + len(GOALS)


@pytest.mark.slow
def test_the_floor_holds_what_the_database_holds(tmp_path: Path) -> None:
    path, target = tmp_path / "some.db", tmp_path / "floor.json"
    database = open_database(str(path), create=True)
    told = "".join(lines(300)).encode()
    import_stream(database, BytesIO(told), name="x", command="import", actor="me")
    floor.fill(database.reader, copy := connect_sqlite(str(empty(tmp_path))), {})
    there = Reader(copy, "sqlite")
    assert content.count_rows(there) == content.count_rows(database.reader)
    assert differences(there) == []
    copy.close()
    database.close()
    done = program("benchmarks.floor", str(path), "--runs", "1", "--json", str(target))
    assert done.returncode == 0, done.stderr
    assert json.loads(target.read_text(encoding="utf-8"))["statements"] == 300
    assert not list(tmp_path.glob("*/floor.db"))


def empty(folder: Path) -> Path:
    """A database with nothing in it."""
    open_database(str(folder / "empty.db"), create=True).close()
    return folder / "empty.db"
