"""Searching beside what the peers make of the same quotations.

    python -m benchmarks.search [--sizes 1e5,1e6] [--runs 7] [--folder FOLDER] [--json FILE]
                                [--sqlite-utils PROGRAM] [--only PART] [--peers-to 1e6]
                                [--postgres URL]

For each size it makes in FOLDER, once, quotations (``benchmarks.generate``), our database and the
peers' of one flat table with FTS5 over its text; give a folder to keep them for the next time.
Above ``--peers-to`` only ``bare`` stands beside ours.

Processes, whole, in turn within each run, so that a slow moment slows all alike:

  claims        claims search WORD, compiled, in a pipe
  bare          python -c "import click, sqlite3": what ours could cost at best
  sqlite-utils  its search of the same word                       (if installed)
  fts5          Python with sqlite3 and FTS5 on the flat table, ten rows by rank
  shell         the sqlite3 shell, the same query                 (if installed)
  ripgrep       rg -i WORD over the JSONL                         (if installed)
  grep          LC_ALL=C grep -c WORD over the JSONL: where there is no ripgrep, a stand-in for it

Ratios are of each run, of processes started one after the other; median, least and most of them,
by the clock and by the processor's time, which a busy machine disturbs less.

Library, in this process: ``benchmarks.library``.  ``--postgres`` asks it of a Postgres database
too: an empty one is filled from the first size's by ``claims db copy``, which it must stay.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.generate import lines, size  # noqa: E402
from benchmarks.library import differing, measured, open_database, rare_words, spread, tell  # noqa: E402

CLAIMS = [sys.executable, str(ROOT / "cli.py")]
BARE = [sys.executable, "-c", "import click, sqlite3"]
FTS5 = (
    "SELECT q.key, q.text FROM f JOIN q ON q.rowid = f.rowid"
    " WHERE f MATCH '\"{word}\"' ORDER BY rank LIMIT 10"
)
RAW = [
    sys.executable,
    "-c",
    "import sqlite3, sys\n"
    "for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row)",
]
GOALS = (("claims", "sqlite-utils", 0.6), ("claims", "bare", 2.5))
GROWTH = 1.5

# -- what is searched -------------------------------------------------------------------------


def prepared(folder: Path, count: int, *, peers: bool) -> dict[str, Path]:
    """The file and the databases of one size; what is there already stays."""
    found = {name: folder / f"{count}.{end}" for name, end in (
        ("lines", "jsonl"), ("claims", "claims.db"), ("peer", "peer.db"))}  # fmt: skip
    wanted = not found["claims"].exists() or peers
    if wanted and not found["lines"].exists():
        with open(found["lines"], "w", encoding="utf-8") as file:
            file.writelines(lines(count))
    if not found["claims"].exists():
        target = ["--db", str(found["claims"])]
        run([*CLAIMS, *target, "init"])
        run([*CLAIMS, *target, "import", str(found["lines"])])
    if peers and not found["peer"].exists():
        flat(found["lines"], found["peer"])
    return found


def flat(source: Path, target: Path) -> None:
    """One flat table, FTS5 over its text, named as sqlite-utils names it."""
    with sqlite3.connect(target) as connection, open(source, "rb") as file:
        connection.execute("CREATE TABLE q (key TEXT, text TEXT, speaker TEXT, said TEXT)")
        records = map(json.loads, file)
        rows = ((r["key"], r["text"], r["speaker"], r.get("said")) for r in records)
        connection.executemany("INSERT INTO q VALUES (?, ?, ?, ?)", rows)
        connection.execute(
            "CREATE VIRTUAL TABLE q_fts USING fts5(text, content=[q],"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        connection.execute("INSERT INTO q_fts(rowid, text) SELECT rowid, text FROM q")


def run(words: Sequence[str]) -> None:
    done = subprocess.run(words, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: {done.stderr.decode()}")


# -- processes ----------------------------------------------------------------------------------


def processes(
    asked: argparse.Namespace, paths: dict[str, Path], *, peers: bool
) -> dict[str, Callable[[str], list[str]]]:
    """What is started for a word, by name; only what is installed."""
    sql = FTS5.replace(" f ", " q_fts f ").replace("f MATCH", "q_fts MATCH")
    peer = str(paths["peer"])
    found: dict[str, Callable[[str], list[str]]] = {
        "claims": lambda word: [*CLAIMS, "--db", str(paths["claims"]), "search", word],
        "bare": lambda _word: BARE,
    }
    if not peers:
        return found
    found["fts5"] = lambda word: [*RAW, peer, sql.format(word=word)]
    if program := shutil.which(asked.sqlite_utils):
        found["sqlite-utils"] = lambda word: [program, "search", peer, "q", word, "--limit", "20"]
    if shell := shutil.which("sqlite3"):
        found["shell"] = lambda word: [shell, peer, sql.format(word=word)]
    if ripgrep := shutil.which("rg"):
        found["ripgrep"] = lambda word: [ripgrep, "-i", word, str(paths["lines"])]
    elif grep := shutil.which("grep"):
        plain = ["env", "LC_ALL=C", grep, "-c"]
        found["grep"] = lambda word: [*plain, word, str(paths["lines"])]
    return found


class Cost(NamedTuple):
    """Milliseconds of one process: by the clock, and of the processor."""

    clock: float
    processor: float


def timed(words: Sequence[str]) -> Cost:
    """What one process takes."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:  # a grep that writes to nowhere stops at its first find
        process = subprocess.Popen(words, stdout=told, stderr=told)
        _number, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - start
    return Cost(clock * 1000, (used.ru_utime + used.ru_stime) * 1000)


def raced(
    asked: argparse.Namespace, paths: dict[str, Path], *, peers: bool
) -> dict[str, list[Cost]]:
    """What every program takes, one for each run."""
    programs = processes(asked, paths, peers=peers)
    database = open_database(str(paths["claims"]))
    words = rare_words(database.reader, asked.runs + 1)
    database.close()
    for make in programs.values():  # what the disk holds is in memory, and all is compiled
        run(make(words[-1]))
    taken: dict[str, list[Cost]] = {name: [] for name in programs}
    for word in words[: asked.runs]:
        for name, make in programs.items():
            taken[name].append(timed(make(word)))
    return taken


def ratios(taken: dict[str, list[Cost]], of: str) -> dict[str, dict[str, float]]:
    """Ours to each other's, run by run; of the clock or the processor."""
    ours = taken["claims"]
    return {
        name: spread(
            [getattr(one, of) / getattr(their, of) for one, their in zip(ours, other, strict=True)]
        )
        for name, other in taken.items()
        if name != "claims"
    }


# -- told ---------------------------------------------------------------------------------------


def tell_processes(count: int, taken: dict[str, list[Cost]]) -> None:
    goals = {other: goal for _ours, other, goal in GOALS}
    for of in Cost._fields:
        print(f"\n{count:,} quotations: a rare word, whole processes, ms of the {of}")
        beside = ratios(taken, of)
        for name, costs in taken.items():
            found = spread([getattr(cost, of) for cost in costs])
            line = f"  {name:14}{found['median']:9.1f}   {found['min']:.1f} to {found['max']:.1f}"
            if name in beside:
                it = beside[name]
                line += f"   ours / it {it['median']:.2f}, {it['min']:.2f} to {it['max']:.2f}"
                line += f"   goal {goals[name]}" if name in goals else ""
            print(line)


def measure(asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """All sizes, told as they come."""
    report: dict[str, Any] = {"python": sys.version.split()[0], "sqlite": sqlite3.sqlite_version}
    report["sizes"] = {}
    for count in asked.sizes:
        peers = count <= asked.peers_to and asked.only != "library"
        paths = prepared(folder, count, peers=peers)
        found = report["sizes"][str(count)] = {}
        if asked.only != "library":
            taken = raced(asked, paths, peers=peers)
            tell_processes(count, taken)
            for of in Cost._fields:
                found[of] = {
                    name: spread([getattr(cost, of) for cost in costs])
                    for name, costs in taken.items()
                }
                found[f"{of}_ratios"] = ratios(taken, of)
        if asked.only != "processes":
            found["library"] = measured(str(paths["claims"]), asked.runs)
            tell(f"{count:,} quotations, in the library, of the processor", found["library"])
        if asked.postgres and count == asked.sizes[0]:
            fill(str(paths["claims"]), asked.postgres)
            found["postgres"] = measured(asked.postgres, asked.runs)
            tell(f"{count:,} quotations, the library on Postgres, by the clock", found["postgres"])
            if "library" in found:
                found["differing"] = differing(found["library"], found["postgres"])
                print(f"  queries that found something else than on SQLite: {found['differing']}")
    growth(report)
    return report


def fill(source: str, url: str) -> None:
    """Copy our database to a Postgres one, unless it is there."""
    run([*CLAIMS, "--db", url, "init"])
    database = open_database(url)
    empty = database.reader.value("SELECT 1 FROM statement LIMIT 1") is None
    database.close()
    if empty:
        run([*CLAIMS, "db", "copy", source, url])
        database = open_database(url)
        database.reader.execute("ANALYZE")
        database.close()


def growth(report: dict[str, Any]) -> None:
    """What the largest takes over the smallest, both beside the bare process of their runs."""
    sizes = [found for found in report["sizes"].values() if "clock" in found]
    if len(sizes) > 1:
        ours = (found["processor_ratios"]["bare"]["median"] for found in (sizes[0], sizes[-1]))
        first, last = ours
        report["growth"] = round(last / first, 3)
        print(f"\ngrowth from the smallest to the largest: {report['growth']} (goal {GROWTH})")


def main() -> None:
    """Parse, prepare, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--sizes", type=lambda text: [size(part) for part in text.split(",")], default=[100_000]
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sqlite-utils", default=os.environ.get("SQLITE_UTILS", "sqlite-utils"))
    parser.add_argument("--peers-to", type=size, default=1_000_000)
    parser.add_argument("--postgres", metavar="URL")
    parser.add_argument("--only", choices=("processes", "library"))
    asked = parser.parse_args()
    compileall.compile_dir(ROOT / "claims", quiet=1)
    if asked.folder:
        asked.folder.mkdir(parents=True, exist_ok=True)
        report = measure(asked, asked.folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            report = measure(asked, Path(folder))
    if asked.json:
        asked.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
