"""What SQLite alone takes for the rows of an import: no program around it could be quicker.

    python -m benchmarks.floor DATABASE [--runs 3] [--json FILE]

Every row of a claims database is put into a new one of the same schema, table after table, as an
import stores them: in place, two hundred an INSERT, the largest indexes late, then the full text
ten thousand statements at a time.  The clock runs while SQLite works and stands while rows are
read and put together.  Printed are microseconds a statement, the median of the runs, and the
records a second they come to.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from claims import content, fulltext  # noqa: E402
from claims.database import connect_sqlite, open_database  # noqa: E402
from claims.first_load import in_place, late_indexes  # noqa: E402
from claims.reader import Reader, chunks  # noqa: E402

AT_ONCE = 200
Spent = dict[str, float]


@contextmanager
def counted(spent: Spent, name: str) -> Iterator[None]:
    """Add the processor time of what is done meanwhile."""
    began = time.process_time()
    yield
    spent[name] = spent.get(name, 0.0) + time.process_time() - began


def put(
    target: Any, table: str, names: list[str], rows: list[tuple[Any, ...]], spent: Spent
) -> None:
    """Store rows, two hundred with one statement as long as there are so many."""
    kept = [place for place in range(len(names)) if any(row[place] is not None for row in rows)]
    columns = ", ".join(f'"{names[place]}"' for place in kept)
    marks = f"({', '.join('?' * len(kept))})"
    values = [tuple(row[place] for place in kept) for row in rows]
    for at_once in (AT_ONCE, 1):
        whole = len(values) - len(values) % at_once
        sql = f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * at_once)}"
        joined = [
            tuple(chain.from_iterable(values[start : start + at_once]))
            for start in range(0, whole, at_once)
        ]
        with counted(spent, "rows"):
            target.executemany(sql, joined)
        values = values[whole:]


def fill(source: Reader, target: Any, spent: Spent) -> int:
    """Store everything; how many statements that was."""
    with in_place(target):
        target.execute("BEGIN IMMEDIATE")
        target.execute("PRAGMA defer_foreign_keys = ON")
        late = late_indexes(Reader(target, "sqlite"))
        with counted(spent, "late indexes"):
            late.__enter__()
        for table, names in content.columns().items():
            for rows in content.stream(source, table, names):
                put(target, table, names, list(rows), spent)
        with counted(spent, "late indexes"):
            late.__exit__(None, None, None)
        count = index(source, target, spent)
        with counted(spent, "commit"):
            target.execute("COMMIT")
    return count


def index(source: Reader, target: Any, spent: Spent) -> int:
    """Index every statement; how many there are."""
    count = 0
    ids: Iterable[int] = source.stream("SELECT id FROM statement ORDER BY id")
    for chunk in chunks(ids, fulltext.LOAD):
        entries = list(fulltext.entries(source, chunk))
        with counted(spent, "full text"):
            fulltext.write_entries(Reader(target, "sqlite"), entries)
        count += len(entries)
    return count


def once(path: str) -> tuple[Spent, int]:
    """One copy: seconds of processor time by kind, and the statements copied."""
    spent: Spent = {}
    source = open_database(path)
    with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder:
        file = str(Path(folder, "floor.db"))
        open_database(file, create=True).close()
        target = connect_sqlite(file)
        count = fill(source.reader, target, spent)
        target.close()
    source.close()
    return spent, count


def show(told: dict[str, Any]) -> None:
    print(f"{told['statements']:,} statements; SQLite alone, microseconds of processor a statement")
    for name, one in told["us"].items():
        print(f"{name:14}{one:8,.1f}")
    print(f"{'in all':14}{told['all']:8,.1f}  {1e6 / told['all']:,.0f}/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", help="of claims, on SQLite")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    runs = [once(asked.database) for _run in range(asked.runs)]
    count = runs[0][1]
    us = {
        name: 1e6 * statistics.median(spent[name] for spent, _count in runs) / count
        for name in runs[0][0]
    }
    told = {"statements": count, "us": us, "all": sum(us.values())}
    show(told)
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
