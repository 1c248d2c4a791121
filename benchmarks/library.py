"""Every kind of term with every filter, asked of the library in this process, on either engine.

Part of ``benchmarks.search``.  Milliseconds of this process's time (on Postgres, whose server works
in other processes, by the clock), and on SQLite the steps of its virtual machine, in thousands,
which no other program on the machine can disturb.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import claims  # noqa: E402
from benchmarks.generate import forms  # noqa: E402

claims.__path__.append(str(ROOT))

from claims.database import open_database  # noqa: E402
from claims.query.plan import plan  # noqa: E402
from claims.query.tree import Term, Words  # noqa: E402
from claims.reader import Reader  # noqa: E402
from claims.search import search  # noqa: E402
from claims.text import tokens  # noqa: E402

COMMON, MIDDLING = "de", "gouvernement"
FILTERS = {
    "": "",
    "speaker": "speaker:{speaker}",
    "first name": "speaker:marie",
    "source": "source:{outlet}",
    "via": "via:{outlet}",
    "date": "said:2016",
    "range": "said:2016-03..2016-09",
    "language": "lang:fr",
    "kind": "kind:paraphrase",
    "role": "role:ministre",
    "rare role": "role:syndicaliste",
    "title": "title:gouvernement",
    "state": "state:contested",
    "rare state": "state:denied",
    "stance": "stance:denies",
    "question": "question:{question}",
    "claim": "claim:opposition",
    "speaker, state": "speaker:{speaker} state:contested",
    "role, date": "role:ministre said:2016",
}
BUSY = "SELECT {0} FROM {1} WHERE {0} IS NOT NULL GROUP BY {0} ORDER BY count(*) DESC, {0} LIMIT 1"
STEPS = 1000
_TRIED = 3000
_FEWEST, _MOST = 2, 5


def rare_words(reader: Reader, wanted: int) -> list[str]:
    """Words that two to five quotations hold, or as few as there are; always the same ones."""
    rare = forms(random.Random(1), "en")[::-1]
    counts: dict[str, int] = {}
    for word in rare[:_TRIED]:
        if tokens(word) == [word] and len(word) > _MOST:
            number = plan(reader, Term(Words((word,)))).count(reader, 100)
            counts[word] = number if number >= _FEWEST else 100
            if sum(one <= _MOST for one in counts.values()) == wanted:
                break
    return sorted(counts, key=lambda word: counts[word])[:wanted]


def queries(reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Each kind of term with each filter: their names, and the query."""
    names = {
        "speaker": f"P{reader.value(BUSY.format('speaker_id', 'statement'))}",
        "outlet": f"P{reader.value(BUSY.format('outlet_id', 'document'))}",
        "question": f"Q{reader.value(BUSY.format('question_id', 'claim'))}",
    }
    rare = rare_words(reader, 1)[0]
    for kind, term in (("no", ""), ("rare", rare), ("1 %", MIDDLING), ("40 %", COMMON)):
        for name, pattern in FILTERS.items():
            if query := f"{term} {pattern.format(**names)}".strip():
                yield kind, name, query


def measured(target: str, runs: int) -> list[dict[str, Any]]:
    """What every query takes of the database at a path or URL."""
    database = open_database(target)
    reader = database.reader
    sqlite = database.dialect == "sqlite"
    clock = time.process_time if sqlite else time.perf_counter
    found = []
    for kind, name, query in queries(reader):
        result = search(reader, query)
        taken = []
        for _run in range(runs):
            start = clock()
            search(reader, query)
            taken.append((clock() - start) * 1000)
        row = {"term": kind, "filter": name, "query": query, "ms": spread(taken)}
        if sqlite:
            row["ksteps"] = steps(reader.connection, lambda: search(reader, query))  # noqa: B023
        told = {"total": result.total, "more": result.more, "ranked": result.ranked}
        found.append({**row, **told, "ids": [one["id"] for one in result.rows]})
    database.close()
    return found


def differing(some: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[str]:
    """The queries that found or counted something else, in two databases of the same content."""
    told = ("ids", "total", "more", "ranked")
    return [
        one["query"]
        for one, other in zip(some, others, strict=True)
        if any(one[name] != other[name] for name in told)
    ]


def steps(connection: sqlite3.Connection, act: Callable[[], object]) -> int:
    """Thousands of steps of SQLite's virtual machine."""
    number = 0

    def step() -> int:
        nonlocal number
        number += 1
        return 0

    connection.set_progress_handler(step, STEPS)
    act()
    connection.set_progress_handler(None, 0)
    return number


def spread(values: list[float]) -> dict[str, float]:
    """Median, least, most."""
    return {
        "median": round(statistics.median(values), 3),
        "min": round(min(values), 3),
        "max": round(max(values), 3),
    }


def tell(heading: str, rows: list[dict[str, Any]]) -> None:
    """Every query in a line; then all of them, and the goals."""
    print(f"\n{heading}: milliseconds (thousands of steps), matches")
    for row in rows:
        ms = row["ms"]
        print(
            f"  {row['term']:5}{row['filter']:16}{ms['median']:8.1f}   {ms['min']:.1f} to"
            f" {ms['max']:.1f}"
            + (f"   ({row['ksteps']})" if "ksteps" in row else "")
            + f"   {'more than ' if row['more'] else ''}{row['total']}"
            + (f"   newest {row['ranked']} ranked" if row["ranked"] else "")
        )
    medians = sorted(row["ms"]["median"] for row in rows)
    common = next(row for row in rows if row["term"] == "40 %" and not row["filter"])
    p95 = statistics.quantiles(medians, n=20, method="inclusive")[-1]
    print(
        f"  all {len(medians)}: median {statistics.median(medians):.1f}, 95 % under {p95:.1f}"
        f" (goal 100), most {medians[-1]:.1f}; a word in 40 %, ranked: {common['ms']['median']:.1f}"
        " (goal 300)"
    )
