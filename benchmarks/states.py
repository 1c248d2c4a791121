"""Judging questions, and listing what is contested.

    python -m benchmarks.states [--positions 1e4 1e5] [--runs 3] [--touched 100 1000]
                                [--records 20000] [--postgres URL] [--json FILE]

Makes a database of so many positions (five to a claim, four claims to a question) in a temporary
folder, or in an empty Postgres database named by URL, and measures there:

  judged      the rule in Python beside the rule in SQL, for a few touched questions and for all
  recomputed  ``states.recompute``: all states from nothing; beside it ``raw``, one query that reads
              every position with its statement and speaker once
  contested   the first 50 claims that are contested, explained; the same of ``unsettled``, and
              ``divided`` institutions; beside them ``raw``, the driver alone fetching the words of
              fifty contested claims
  kept up     the part of an import that keeps states up: generated records into a new database

Times are of the processor on SQLite and by the clock on Postgres, whose server works elsewhere:
median, least and most of the runs.  A million positions take a minute to make.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import claims  # noqa: E402

claims.__path__.append(str(ROOT))

from benchmarks.generate import lines, size  # noqa: E402
from claims import contested, states  # noqa: E402
from claims.database import Database, open_database  # noqa: E402
from claims.vocabulary import Mode, Stance, State  # noqa: E402

PER_CLAIM, PER_QUESTION = 5, 4
DAY = 736_000
STANCES = ([Stance.ASSERTS] * 8) + [Stance.SUSPECTS] * 4 + list(Stance)
Table = Iterator[tuple[Any, ...]]


def speakers(positions: int) -> Table:
    for number in range(1, positions // 100 + 10):
        yield number, "person", f"s{number}", f"s{number}", number // 10 or None


def questions(positions: int) -> Table:
    for number in range(1, positions // PER_CLAIM // PER_QUESTION + 1):
        mode = (Mode.EXCLUSIVE, Mode.EXCLUSIVE, Mode.OPEN, Mode.NUMBER)[number % 4]
        yield number, f"q{number}", "question", mode, number % 8 == 3, "?"


def answers(positions: int) -> Table:
    for number in range(positions // PER_CLAIM):
        figure = float(number * 7 % 31)
        question = number // PER_QUESTION + 1
        yield number + 1, question, "answer", f"c{number}", str(figure), figure, figure + 2, False


def statements(positions: int, chance: random.Random) -> Table:
    for number in range(1, positions + 1):
        first = DAY + chance.randrange(100)
        last = first + chance.choice((0, 0, 0, 30))
        speaker = chance.randrange(1, positions // 100 + 10)
        act = number - number % 10 or None if number % 10 == 1 else None
        yield (
            number,
            1,
            speaker,
            "direct",
            "Some words of the usual length, once." * 4,
            first,
            last,
            act,
        )


def positions_of(positions: int, chance: random.Random) -> Table:
    for number in range(1, positions + 1):
        yield number, number, (number - 1) // PER_CLAIM + 1, chance.choice(STANCES)


COLUMNS = {
    "speaker": "id, kind, name, key, parent_id",
    "document": "id, key",
    "question": "id, slug, kind, mode, cumulative, title",
    "claim": "id, question_id, text, key, number, low, high, low_open",
    "statement": "id, document_id, speaker_id, kind, text, said_first, said_last, act_id",
    "position": "id, statement_id, claim_id, stance",
}


def fill(database: Database, positions: int) -> None:
    """A database of so many positions."""
    chance = random.Random(12)
    rows: dict[str, Table] = {
        "speaker": speakers(positions),
        "document": iter([(1, "d")]),
        "question": questions(positions),
        "claim": answers(positions),
        "statement": statements(positions, chance),
        "position": positions_of(positions, chance),
    }
    store(database, {table: (COLUMNS[table], listed) for table, listed in rows.items()})


def store(database: Database, rows: dict[str, tuple[str, Table]]) -> None:
    """Rows straight into the tables: neither history nor full text, which nothing here reads."""
    connection = database.connection()
    connection.execute("BEGIN")
    for table, (columns, listed) in rows.items():
        if database.dialect == "sqlite":
            marks = ", ".join("?" * len(columns.split(",")))
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", listed)
        else:
            copy = f"COPY {table} ({columns}) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(copy) as target:
                for row in listed:
                    target.write_row(row)
    connection.execute("COMMIT")
    if database.dialect == "postgresql":
        connection.execute("ANALYZE")


# -- what is measured -------------------------------------------------------------------------

GOALS = {"recomputed": 5.0, "contested": 0.05}
"""Seconds, of a million positions."""

KEPT_UP = 0.1
"""Of an import's time."""

READ = """
SELECT count(*), max(p.stance), max(s.said_last), max(s.act_id), max(k.merged_into)
FROM claim c JOIN position p ON p.claim_id = c.id JOIN statement s ON s.id = p.statement_id
JOIN speaker k ON k.id = s.speaker_id
"""
WORDS = """
SELECT p.id, p.stance, s.id, s.said, s.text, k.name, d.title FROM (
  SELECT id FROM claim WHERE state = 'contested' LIMIT 50) c
JOIN position p ON p.claim_id = c.id JOIN statement s ON s.id = p.statement_id
JOIN speaker k ON k.id = s.speaker_id JOIN document d ON d.id = s.document_id
"""
Times = dict[str, list[float]]


def now(database: Database) -> float:
    """Seconds: of the processor, or by the clock where a server works."""
    return time.process_time() if database.dialect == "sqlite" else time.perf_counter()


def timed(database: Database, work: Callable[[], Any]) -> float:
    """Seconds, in a transaction taken back."""
    database.connection().execute("BEGIN")
    start = now(database)
    work()
    seconds = now(database) - start
    database.connection().execute("ROLLBACK")
    return seconds


def judged(database: Database, touched: Sequence[int]) -> list[dict[str, Any]]:
    """Both forms of the rule, over some questions and over all."""
    reader = database.reader
    every = reader.values("SELECT id FROM question ORDER BY id")
    found = []
    for count in [*(number for number in touched if number < len(every)), len(every)]:
        some = sorted(random.Random(3).sample(every, count))

        def in_python(some: list[int] = some) -> None:
            states.refresh_in_python(reader, some)

        def in_sql(some: list[int] = some) -> None:
            states.refresh_in_sql(reader, some)

        python, sql = timed(database, in_python), timed(database, in_sql)
        print(
            f"{database.dialect:10} judged {count:>9,} questions   Python {python:8.3f} s"
            f"   SQL {sql:8.3f} s   {python / sql:5.1f} x",
            flush=True,
        )
        found.append({"questions": count, "python": python, "sql": sql})
    return found


def works(database: Database) -> dict[str, tuple[str, Callable[[], Any]]]:
    """What each run does, in turn, and what it is compared with."""
    reader, connection = database.reader, database.connection()

    def listed(state: State) -> Callable[[], Any]:
        return lambda: list(contested.entries(reader, [state], limit=50))

    return {
        "raw read": ("", lambda: connection.execute(READ).fetchall()),
        "recomputed": ("raw read", lambda: states.recompute(reader)),
        "raw words": ("", lambda: connection.execute(WORDS).fetchall()),
        "contested": ("raw words", listed(State.CONTESTED)),
        "unsettled": ("raw words", listed(State.UNSETTLED)),
        "divided": ("raw words", lambda: list(contested.divided(reader, limit=50))),
        "counted": ("raw words", lambda: contested.count(reader, State.CONTESTED)),
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, least and most."""
    return {
        "median": round(statistics.median(values), 5),
        "least": round(min(values), 5),
        "most": round(max(values), 5),
    }


def measure(database: Database, positions: int, runs: int) -> dict[str, Any]:
    """Each work in each run, printed and given."""
    keep_states(database)
    times: Times = {}
    for _run in range(runs):
        for name, (_beside, work) in works(database).items():
            times.setdefault(name, []).append(timed(database, work))
    report: dict[str, Any] = {"positions": positions, "engine": database.dialect}
    for name, (beside, _work) in works(database).items():
        seconds = spread(times[name])
        report[name] = {"seconds": seconds}
        line = f"{database.dialect:10} {positions:>9,} positions   {name:11}" + told(seconds, "s")
        if beside:
            ratios = [a / b for a, b in zip(times[name], times[beside], strict=True)]
            report[name]["ratio"] = spread(ratios)
            line += f"   {told(spread(ratios), 'x')} {beside}"
        if (goal := GOALS.get(name)) is not None:
            line += f"   goal {goal:g} s: {'met' if seconds['median'] <= goal else 'missed'}"
        print(line, flush=True)
    return report


def told(values: dict[str, float], unit: str) -> str:
    return f"{values['median']:8.3f} {unit} ({values['least']:.3f} to {values['most']:.3f})"


def keep_states(database: Database) -> None:
    """Judge everything once, and keep it."""
    database.connection().execute("BEGIN")
    states.recompute(database.reader)
    database.connection().execute("COMMIT")


def kept_up(records: int, runs: int) -> dict[str, Any]:
    """The part of an import that keeps states up, of this process's processor time."""
    from claims.exchange.importer import import_stream

    refresh, spent, parts = states.refresh, 0.0, []

    def watched(*given: Any) -> None:
        nonlocal spent
        start = time.process_time()
        refresh(*given)
        spent += time.process_time() - start

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "records.jsonl"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(lines(records))
        for run in range(runs):
            database = open_database(str(Path(folder) / f"{run}.db"), create=True)
            states.refresh, spent = watched, 0.0  # type: ignore[assignment]
            start = time.process_time()
            with source.open("rb") as stream:
                import_stream(
                    database, stream, name=str(source), command="import", actor="benchmark"
                )
            parts.append(spent / (time.process_time() - start))
            states.refresh = refresh
            database.close()
    part = spread(parts)
    met = "met" if part["median"] <= KEPT_UP else "missed"
    print(f"sqlite     kept up in an import of {records:,} records: {told(part, 'of its time')}"
          f"   goal {KEPT_UP:g}: {met}")  # fmt: skip
    return {"records": records, "part": part}


def main() -> None:
    """Make each database, measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--positions", type=size, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--touched", type=int, nargs="*", default=[10, 30, 100, 300, 1000])
    parser.add_argument("--records", type=size, help="measure what an import keeps up, too")
    parser.add_argument("--postgres", metavar="URL", help="an empty database, filled and left so")
    parser.add_argument("--json", metavar="FILE", help="write the figures there as well")
    given = parser.parse_args()
    result: dict[str, Any] = {"runs": given.runs, "sizes": []}
    for positions in given.positions[:1] if given.postgres else given.positions:
        with tempfile.TemporaryDirectory() as folder:
            target = given.postgres or str(Path(folder) / "claims.db")
            database = open_database(target, create=True)
            fill(database, positions)
            touched = judged(database, given.touched) if given.touched else []
            result["sizes"].append({**measure(database, positions, given.runs), "judged": touched})
            database.close()
    if given.records:
        result["kept up"] = kept_up(given.records, given.runs)
    if given.json:
        Path(given.json).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
