"""Importing flat records beside what the peers make of the same file.

    python -m benchmarks.imports [--size 1e5] [--runs 3] [--postgres URL] [--json FILE]
                                 [--sqlite-utils PROGRAM] [--only NAME ...] [--jobs N]

Every run makes each of these once, in turn, each in a process of its own:

  claims         claims import into a new SQLite database: the whole schema, history, full text
  again          the same file once more into the same database
  raw            sqlite3: one flat table with a unique key, FTS5 over its text filled in bulk
  sqlite-utils   its insert into one flat table, then enable-fts   (sqlite-utils, if installed)
  claims-pg      claims import into an emptied Postgres database   (with --postgres)
  again-pg       the same file once more
  copy-pg        psycopg: COPY into one flat table, a tsvector, GIN after it (with --postgres)

Printed are records a second by the clock: the median of the runs, the least and the most; then
microseconds of processor time a record, which a busy machine disturbs less (of Postgres, the
client's alone), the megabytes of memory all processes took together, and the size of the database
beside the file's.  Then the ratios of medians the goals are about.  claims reads with --jobs
processes.

A Postgres database named by --postgres is emptied: give one of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.generate import lines, size  # noqa: E402
from claims.commands.import_ import ENOUGH  # noqa: E402
from claims.processes import processors  # noqa: E402

COLUMNS = (
    "key", "text", "lang", "kind", "speaker", "speaker_kind", "role", "org", "said", "venue",
    "cue", "via", "outlet", "title", "url", "published", "same_act", "positions",
)  # fmt: skip
GOALS = (
    ("claims / sqlite-utils", "claims", "sqlite-utils", 1.0),
    ("claims / raw", "claims", "raw", 0.5),
    ("again / claims", "again", "claims", 3.0),
    ("claims on Postgres / on SQLite", "claims-pg", "claims", 0.8),
    ("claims on Postgres / COPY", "claims-pg", "copy-pg", 0.5),
    ("again / claims, on Postgres", "again-pg", "claims-pg", 3.0),
)
MOST_MEMORY, MOST_DISK = 300, 2.5
JOBS = "BENCHMARK_JOBS"
Measured = dict[str, float]


# -- what is measured, each in a process of its own ------------------------------------------


def flat_rows(path: str) -> Iterator[tuple[Any, ...]]:
    """The records of a file as the rows of a flat table."""
    with open(path, "rb") as file:
        for line in file:
            record = json.loads(line)
            if "positions" in record:
                record["positions"] = json.dumps(record["positions"])
            yield tuple(map(record.get, COLUMNS))


def load_claims(path: str, target: str) -> None:
    """The command itself, into a database that is there."""
    command = [sys.executable, str(ROOT / "cli.py"), "--db", target, "--json", "import"]
    run = subprocess.run(
        [*command, "--jobs", os.environ[JOBS], path], stdout=subprocess.PIPE, check=True
    )
    [report] = json.loads(run.stdout)
    if not report["stored"] or report["new"] + report["unchanged"] != report["read"]:
        raise SystemExit(f"not stored: {report['flaws'][:3]}")


def load_raw(path: str, target: str) -> None:
    connection = sqlite3.connect(target, isolation_level=None)
    for setting in ("journal_mode=WAL", "cache_size=-262144", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    names = ", ".join(COLUMNS)
    connection.execute(f"CREATE TABLE q (id INTEGER PRIMARY KEY, {names}, UNIQUE (key))")
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(text, content=q, content_rowid=id,"
        ' tokenize="unicode61 remove_diacritics 2")'
    )
    connection.execute("INSERT INTO f(f, rank) VALUES ('hashsize', 67108864)")
    connection.execute("BEGIN")
    marks = ", ".join("?" * len(COLUMNS))
    connection.executemany(f"INSERT INTO q ({names}) VALUES ({marks})", flat_rows(path))
    connection.execute("INSERT INTO f(rowid, text) SELECT id, text FROM q")
    connection.execute("COMMIT")
    connection.close()


def load_sqlite_utils(path: str, target: str) -> None:
    program = os.environ["SQLITE_UTILS"]
    insert = [program, "insert", target, "q", path, "--nl", "--pk", "key", "--alter"]
    subprocess.run(insert, check=True)
    subprocess.run([program, "enable-fts", target, "q", "text"], check=True)


def load_copy(path: str, target: str) -> None:
    import psycopg

    columns = ", ".join(f'"{name}" text' for name in COLUMNS)
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    with psycopg.connect(target) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE q (id bigserial PRIMARY KEY, {columns}, UNIQUE (key))")
        with cursor.copy(f"COPY q ({names}) FROM STDIN") as copy:
            for row in flat_rows(path):
                copy.write_row(row)
        cursor.execute(
            "ALTER TABLE q ADD COLUMN words tsvector"
            " GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED"
        )
        cursor.execute("CREATE INDEX q_words ON q USING gin (words)")


LOADS: dict[str, Callable[[str, str], None]] = {
    "claims": load_claims,
    "again": load_claims,
    "raw": load_raw,
    "sqlite-utils": load_sqlite_utils,
    "claims-pg": load_claims,
    "again-pg": load_claims,
    "copy-pg": load_copy,
}


def child(name: str, path: str, target: str) -> None:
    """Run one load, and print what it took of the machine."""
    began = time.perf_counter()
    LOADS[name](path, target)
    clock = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = {"clock": clock, "processor": sum(one.ru_utime + one.ru_stime for one in used)}
    print(json.dumps(found))


def resident(group: int, *, but: str) -> int:
    """Megabytes (10⁶) of memory that the processes of a group take together, without one of them.

    What several of them share, such as their libraries, counts once (``Pss`` of Linux).
    """
    found = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        if place.parent.name == but:
            continue
        try:
            told = place.read_text().rpartition(")")[2].split()
            if int(told[2]) == group:
                rollup = (place.parent / "smaps_rollup").read_text()
                found += int(rollup.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError):
            continue  # it ended
    return found * 1024 // 10**6


# -- the runs --------------------------------------------------------------------------------


def emptied(url: str) -> None:
    """Leave nothing in a Postgres database."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def once(name: str, path: Path, folder: Path, url: str | None) -> Measured:
    """One load in a new process: seconds, megabytes, bytes of the database to each of the file."""
    on_postgres = name.endswith("-pg")
    file = folder / f"{name.removeprefix('again') or 'claims'}.db"
    if not name.startswith("again"):
        for end in ("", "-wal", "-shm"):
            Path(f"{file}{end}").unlink(missing_ok=True)
        if on_postgres and url:
            emptied(url)
    target = str(url if on_postgres else file)
    if name.startswith("claims"):
        init = [sys.executable, str(ROOT / "cli.py"), "--db", target, "init"]
        subprocess.run(init, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    command = [sys.executable, "-m", "benchmarks.imports", "--child", name, str(path), target]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, start_new_session=True
    ) as process:
        memory = 0
        idle = "" if LOADS[name] in (load_raw, load_copy) else str(process.pid)
        while process.poll() is None:
            memory = max(memory, resident(process.pid, but=idle))
            time.sleep(0.2)
        told = process.communicate()[0]
    if process.returncode:
        raise SystemExit(f"{name} failed")
    found: Measured = {**json.loads(told), "memory": memory}
    if not on_postgres:
        found["disk"] = file.stat().st_size / path.stat().st_size
    return found


def available(asked: argparse.Namespace) -> list[str]:
    """What can be measured here; a line for what cannot."""
    program = shutil.which(asked.sqlite_utils)
    os.environ["SQLITE_UTILS"] = program or ""
    left_out = {}
    if program is None:
        left_out["sqlite-utils"] = "not installed: pip install sqlite-utils, or --sqlite-utils"
    if asked.postgres is None:
        left_out |= {name: "no --postgres" for name in LOADS if name.endswith("-pg")}
    chosen = [name for name in LOADS if not asked.only or name in asked.only]
    for name in chosen:
        if name in left_out:
            print(f"{name:14} left out: {left_out[name]}")
    return [name for name in chosen if name not in left_out]


def rates(count: int, runs: list[Measured]) -> dict[str, float]:
    """Records a second: median, least, most."""
    found = [count / run["clock"] for run in runs]
    return {"median": statistics.median(found), "least": min(found), "most": max(found)}


def summary(count: int, bytes_read: int, runs: dict[str, list[Measured]]) -> dict[str, Any]:
    """All figures as plain values."""
    found: dict[str, Any] = {
        name: rates(count, of)
        | {
            "processor_us": 1e6 * statistics.median(run["processor"] for run in of) / count,
            "memory_mb": max(run["memory"] for run in of),
        }
        | ({"disk": of[-1]["disk"]} if "disk" in of[-1] else {})
        for name, of in runs.items()
    }
    ratios = {
        label: {"ratio": found[a]["median"] / found[b]["median"], "goal": goal}
        for label, a, b, goal in GOALS
        if a in found and b in found
    }
    return {"records": count, "bytes": bytes_read, "runs": runs, "rates": found, "ratios": ratios}


def show(told: dict[str, Any]) -> None:
    print(f"{told['records']:,} records, {told['bytes'] / 1e6:,.0f} MB")
    print(f"{'':14}{'median/s':>10}{'least':>10}{'most':>10}{'cpu us':>8}{'MB':>8}{'disk':>7}")
    for name, one in told["rates"].items():
        numbers = "".join(f"{one[key]:10,.0f}" for key in ("median", "least", "most"))
        memory = f"{one['processor_us']:8,.1f}{one['memory_mb']:8,.0f}"
        disk = f"{one['disk']:7.2f}" if "disk" in one else ""
        print(f"{name:14}{numbers}{memory}{disk}")
    for label, one in told["ratios"].items():
        print(f"{label:46}{one['ratio']:6.2f}   goal {one['goal']}")
    print(f"goals: at most {MOST_MEMORY} MB; at most {MOST_DISK} bytes of database to one of file")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=size, default=100_000, help="records, such as 1e5")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", metavar="URL", help="a database of its own: it is emptied")
    parser.add_argument("--sqlite-utils", default="sqlite-utils", metavar="PROGRAM")
    parser.add_argument("--only", nargs="+", choices=LOADS, metavar="NAME")
    parser.add_argument("--jobs", type=int, help="processes; unless said, as the command has")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(*asked.child)
        return
    names = available(asked)
    os.environ[JOBS] = str(asked.jobs or min(processors(), ENOUGH))
    runs: dict[str, list[Measured]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "quotations.jsonl")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(lines(asked.size, asked.seed))
        for _run in range(asked.runs):
            for name in names:
                runs[name].append(once(name, path, Path(folder), asked.postgres))
        told = summary(asked.size, path.stat().st_size, runs)
    show(told)
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
