"""Judging questions: the rule in Python beside the rule in SQL.

    python benchmarks/states.py [--positions 10000 100000] [--postgres URL] [--touched 100 1000]

Makes a database of so many positions (five to a claim, four claims to a question) in a temporary
folder, or an empty Postgres database named by URL, and prints the seconds both forms take: for all
questions, and for a few touched ones.
"""

from __future__ import annotations

import argparse
import random
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

from claims import states  # noqa: E402
from claims.database import Database, open_database  # noqa: E402
from claims.vocabulary import Mode, Stance  # noqa: E402

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


def timed(database: Database, work: Callable[[], None]) -> float:
    """Seconds, in a transaction taken back."""
    database.connection().execute("BEGIN")
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    database.connection().execute("ROLLBACK")
    return seconds


def measure(database: Database, positions: int, touched: Sequence[int]) -> None:
    fill(database, positions)
    reader = database.reader
    every = reader.values("SELECT id FROM question ORDER BY id")
    for count in [*(number for number in touched if number < len(every)), len(every)]:
        some = sorted(random.Random(3).sample(every, count))
        python = timed(database, lambda some=some: states.refresh_in_python(reader, some))
        sql = timed(database, lambda some=some: states.refresh_in_sql(reader, some))
        print(
            f"{database.dialect:10} {positions:>9,} positions {count:>7,} questions"
            f"   Python {python:8.3f} s   SQL {sql:8.3f} s   {python / sql:5.1f} x",
            flush=True,
        )
    everything = timed(database, lambda: states.recompute(reader))
    print(f"{database.dialect:10} {positions:>9,} positions, recomputed: {everything:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--positions", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--touched", type=int, nargs="*", default=[10, 30, 100, 300, 1000])
    parser.add_argument("--postgres", metavar="URL", help="an empty database, filled and left so")
    given = parser.parse_args()
    for positions in given.positions:
        with tempfile.TemporaryDirectory() as folder:
            target = given.postgres or str(Path(folder) / "claims.db")
            database = open_database(target, create=True)
            measure(database, positions, given.touched)
            database.close()
        if given.postgres:
            return


if __name__ == "__main__":
    main()
