"""Statements divided by year on Postgres, and what a plan leaves out because of it.

    python benchmarks/partitions.py [--size 2e4] [--year 2016] [--plans]

A server of our own is filled with generated quotations.  Beside the tables, in a schema ``parts``,
stand the full-text index divided by year, whose key begins with the day said and so stays what it
is, and the statements divided by year, whose key cannot stay: a unique key must hold the column
that divides.  Printed are what Postgres says to the key as it is, the parts that plans of three
questions read, and the time each takes divided and whole.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from datetime import date
from typing import Any

from servers import fill, servers

from benchmarks.generate import size

FIRST, LAST = 2005, 2027
DAY = "said_first"
RUNS = 15


def years() -> list[tuple[str, int, int]]:
    """The name of each part, its first day and the first of the next."""
    found = [("before", 0, date(FIRST, 1, 1).toordinal())]
    found += [
        (f"y{year}", date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        for year in range(FIRST, LAST)
    ]
    return [*found, ("after", date(LAST, 1, 1).toordinal(), 2**31 - 1)]


def divide(cursor: Any) -> None:
    """Both tables once more, divided, with the indexes their questions need."""
    cursor.execute("CREATE SCHEMA parts")
    cursor.execute(
        "CREATE TABLE parts.statement (LIKE public.statement INCLUDING DEFAULTS"
        f" INCLUDING CONSTRAINTS, PRIMARY KEY (id, {DAY})) PARTITION BY RANGE ({DAY})"
    )
    cursor.execute(
        "CREATE TABLE parts.statement_fts (LIKE public.statement_fts, PRIMARY KEY (key))"
        " PARTITION BY RANGE (key)"
    )
    for name, first, last in years():
        cursor.execute(
            f"CREATE TABLE parts.statement_{name} PARTITION OF parts.statement"
            f" FOR VALUES FROM ({first}) TO ({last})"
        )
        cursor.execute(
            f"CREATE TABLE parts.fts_{name} PARTITION OF parts.statement_fts"
            f" FOR VALUES FROM ({first << 32}) TO ({last << 32})"
        )
    cursor.execute("INSERT INTO parts.statement SELECT * FROM public.statement")
    cursor.execute("INSERT INTO parts.statement_fts SELECT * FROM public.statement_fts")
    cursor.execute("CREATE INDEX ON parts.statement (speaker_id, said_first)")
    cursor.execute("CREATE INDEX ON parts.statement_fts USING gin (words)")
    cursor.execute("ANALYZE")


def refused(cursor: Any) -> None:
    """What Postgres says to the keys as they are."""
    for words in (
        "ALTER TABLE parts.statement ADD CONSTRAINT one UNIQUE (id)",
        "CREATE TABLE parts.via (statement_id bigint REFERENCES parts.statement (id))",
    ):
        try:
            cursor.execute(words)
        except Exception as error:
            print(f"{words}\n    {str(error).splitlines()[0]}")


def questions(cursor: Any, year: int) -> dict[str, tuple[str, int]]:
    """Questions of one year, with the number of parts there are of what they ask."""
    first, last = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    cursor.execute("SELECT speaker_id FROM statement GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    speaker = cursor.fetchone()[0]
    cursor.execute("SELECT word FROM ts_stat('SELECT words FROM statement_fts') ORDER BY ndoc DESC")
    word = next(row[0] for row in cursor if row[0].isalpha())
    between = f"{{0}} >= {first} AND {{0}} < {last}"
    keys = f"key >= {first << 32} AND key < {last << 32}"
    return {
        "a speaker's year": (
            "SELECT id, text FROM {schema}.statement"
            f" WHERE speaker_id = {speaker} AND {between.format(DAY)}",
            len(years()),
        ),
        "a common word in a year, newest 20": (
            "SELECT key FROM {schema}.statement_fts"
            f" WHERE words @@ '{word}'::tsquery AND {keys} ORDER BY key DESC LIMIT 20",
            len(years()),
        ),
        "a common word, newest 20": (
            "SELECT key FROM {schema}.statement_fts"
            f" WHERE words @@ '{word}'::tsquery ORDER BY key DESC LIMIT 20",
            len(years()),
        ),
    }


def told(cursor: Any, sql: str) -> tuple[str, float]:
    """The plan as it ran, and the median time in milliseconds."""
    cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {sql}")
    plan = "\n".join(row[0] for row in cursor)
    times = []
    for _n in range(RUNS):
        begun = time.perf_counter()
        cursor.execute(sql)
        cursor.fetchall()
        times.append(time.perf_counter() - begun)
    return plan, statistics.median(times) * 1000


def main() -> None:
    """Fill, divide, ask."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=size, default=20_000)
    parser.add_argument("--year", type=int, default=2016)
    parser.add_argument("--plans", action="store_true", help="print the plans whole")
    asked = parser.parse_args()
    import psycopg

    with servers() as (server,):
        server.make()
        server.start()
        url = server.database("claims")
        fill(url, asked.size)
        with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
            divide(cursor)
            refused(cursor)
            for name, (sql, parts) in questions(cursor, asked.year).items():
                plan, divided = told(cursor, sql.format(schema="parts"))
                _plan, whole = told(cursor, sql.format(schema="public"))
                scanned = re.findall(
                    r" on (?:\w+\.)?((?:statement|fts)_(?:y\d+|before|after))", plan
                )
                left = len(re.findall(r"never executed", plan))
                print(
                    f"{name}: {len(set(scanned))} of {parts} parts in the plan"
                    f" ({left} scans never begun);"
                    f" {divided:.2f} ms, undivided {whole:.2f} ms"
                )
                if asked.plans:
                    print(plan)


if __name__ == "__main__":
    main()
