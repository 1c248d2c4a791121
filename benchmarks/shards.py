"""Quotations spread over several Postgres servers behind one, by postgres_fdw.

    python benchmarks/shards.py [--size 2e4] [--shards 3]

A server of our own with everything, filled with generated quotations; others that each hold the
quotations of some speakers, with the words of the full-text index beside them; and on the first a
table divided by a hash of the speaker, whose parts are foreign.  Asked, each of the whole table on
one server, of the divided table, and of all servers at once by the client, which merges: how often
a common word comes, the newest twenty with it, and one speaker's newest twenty.  Every answer is
compared.  This is not Citus: no transaction spans the servers safely, no reference is checked.
"""

from __future__ import annotations

import argparse
import heapq
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from servers import Server, fill, servers

from benchmarks.generate import size

RUNS = 15
QUOTE = (
    "id bigint NOT NULL, speaker_id bigint NOT NULL, key bigint NOT NULL, text text, words tsvector"
)
Answer = list[tuple[Any, ...]]


def make_shards(cursor: Any, shards: list[Server]) -> None:
    """The quotations in one table, and once more in parts that lie elsewhere."""
    cursor.execute(f"CREATE TABLE quote ({QUOTE}, PRIMARY KEY (id))")
    cursor.execute(
        "INSERT INTO quote SELECT s.id, s.speaker_id, f.key, s.text, f.words FROM statement s"
        " JOIN statement_fts f ON f.key = ((CAST(s.said_first AS bigint) << 32) | s.id)"
    )
    index(cursor, "quote")
    cursor.execute("CREATE EXTENSION postgres_fdw")
    cursor.execute(f"CREATE TABLE spread ({QUOTE}) PARTITION BY HASH (speaker_id)")
    for number, shard in enumerate(shards):
        cursor.execute(
            f"CREATE SERVER shard{number} FOREIGN DATA WRAPPER postgres_fdw OPTIONS"
            f" (host '{shard.folder}', dbname 'part', batch_size '1000', fetch_size '1000',"
            " async_capable 'true')"
        )
        cursor.execute(
            f"CREATE USER MAPPING FOR postgres SERVER shard{number} OPTIONS (user 'postgres')"
        )
        cursor.execute(
            f"CREATE FOREIGN TABLE spread{number} PARTITION OF spread FOR VALUES WITH"
            f" (MODULUS {len(shards)}, REMAINDER {number}) SERVER shard{number}"
            " OPTIONS (table_name 'quote')"
        )


def index(cursor: Any, table: str) -> None:
    """What the questions need."""
    cursor.execute(f"CREATE INDEX ON {table} USING gin (words)")
    cursor.execute(f"CREATE INDEX ON {table} (speaker_id, key)")
    cursor.execute(f"CREATE INDEX ON {table} (key)")
    cursor.execute("ANALYZE")


def questions(cursor: Any) -> dict[str, str]:
    """Of a table to be named."""
    cursor.execute("SELECT speaker_id FROM quote GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    speaker = cursor.fetchone()[0]
    cursor.execute("SELECT word FROM ts_stat('SELECT words FROM quote') ORDER BY ndoc DESC")
    word = next(row[0] for row in cursor if row[0].isalpha())
    found = f"words @@ '{word}'::tsquery"
    newest = "ORDER BY key DESC LIMIT 20"
    return {
        "how often a common word": f"SELECT count(*) FROM {{0}} WHERE {found}",
        "newest 20 with it": f"SELECT key, id FROM {{0}} WHERE {found} {newest}",
        "a speaker's newest 20": (
            f"SELECT key, id FROM {{0}} WHERE speaker_id = {speaker} {newest}"
        ),
    }


def ask(connection: Any, sql: str) -> Answer:
    """The rows."""
    rows: Answer = connection.execute(sql).fetchall()
    return rows


def everywhere(pool: ThreadPoolExecutor, shards: list[Any], sql: str) -> Answer:
    """The same of all servers at once, merged."""
    parts = list(pool.map(lambda one: ask(one, sql), shards))
    if "count(*)" in sql:
        return [(sum(part[0][0] for part in parts),)]
    return heapq.nlargest(20, (row for part in parts for row in part))


def timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    """The answer, and the median of its times in milliseconds."""
    times = []
    for _n in range(RUNS):
        begun = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - begun)
    return found, statistics.median(times) * 1000


def measure(first: Server, others: list[Server], count: int) -> None:
    """Spread, ask three ways, compare."""
    import psycopg

    for server in (first, *others):
        server.make()
        server.start()
    url = first.database("claims")
    fill(url, count)
    shards = []
    for server in others:
        shards.append(psycopg.connect(server.database("part"), autocommit=True))
        shards[-1].execute(f"CREATE TABLE quote ({QUOTE}, PRIMARY KEY (id))")
    with psycopg.connect(url, autocommit=True) as whole, ThreadPoolExecutor(len(shards)) as pool:
        make_shards(whole, others)
        begun = time.perf_counter()
        whole.execute("INSERT INTO spread SELECT * FROM quote")
        rate = count / (time.perf_counter() - begun)
        parts = [ask(shard, "SELECT count(*) FROM quote")[0][0] for shard in shards]
        print(f"spread through the first server: {rate:,.0f} quotations/s, {parts} on each")
        for shard in shards:
            index(shard, "quote")
        whole.execute("ANALYZE spread")
        for name, sql in questions(whole.cursor()).items():
            ways: dict[str, Callable[[], Answer]] = {
                "one server": lambda sql=sql: ask(whole, sql.format("quote")),
                "foreign parts": lambda sql=sql: ask(whole, sql.format("spread")),
                "client to all": lambda sql=sql: everywhere(pool, shards, sql.format("quote")),
            }
            told, answers = [], []
            for way, work in ways.items():
                answer, milliseconds = timed(work)
                answers.append(answer)
                told.append(f"{way} {milliseconds:.1f} ms")
            same = "the same" if answers.count(answers[0]) == len(answers) else "NOT THE SAME"
            print(f"{name}: {', '.join(told)}; answers {same}")
    for shard in shards:
        shard.close()


def main() -> None:
    """Start them all, ask, forget them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=size, default=20_000)
    parser.add_argument("--shards", type=int, default=3)
    asked = parser.parse_args()
    with servers(asked.shards + 1) as (first, *others):
        measure(first, others, asked.size)


if __name__ == "__main__":
    main()
