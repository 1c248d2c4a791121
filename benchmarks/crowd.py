"""Who is at work in benchmarks/concurrency.py: readers, writers, an import without end."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from typing import Any, NamedTuple

from benchmarks.generate import lines, records

SAMPLE = 500  # quotations that words are taken from
SHOWN = 20  # rows of an answer
WARMING = 5  # searches of a session before it is timed
FLAT = """
CREATE TABLE flat (id bigserial PRIMARY KEY, text text NOT NULL, said date,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED)
"""
BARE = f"SELECT id, text FROM flat WHERE words @@ to_tsquery('simple', %s) LIMIT {SHOWN}"
BARE_SINCE = BARE.replace(" LIMIT", " AND said >= '2016-01-01' LIMIT")


class Query(NamedTuple):
    """A search as people type it, and as a ``tsquery``; ``since``: only from 2016 on."""

    typed: str
    bare: str
    since: bool = False


class Told(NamedTuple):
    """What a worker did: each time in seconds, and its seconds of processor."""

    kind: str
    times: list[float]
    processor: float


Work = Callable[[Any, argparse.Namespace, random.Random, Event], list[float]]


def queries(count: int, seed: int) -> list[Query]:
    """Searches as people type them: a word, two, either, a beginning, a year."""
    chance = random.Random(seed)
    words = [
        word
        for record, _n in zip(records(count, 1), range(SAMPLE), strict=False)
        for word in record["text"].split()
        if word.isalpha() and len(word) > 4
    ]

    def made(kind: int) -> Query:
        one, other = chance.choice(words), chance.choice(words)
        return (
            Query(one, one),
            Query(f"{one} {other}", f"{one} & {other}"),
            Query(f"{one} OR {other}", f"{one} | {other}"),
            Query(f"{one[:4]}*", f"{one[:4]}:*"),
            Query(f"{one} said:2016..", one, since=True),
        )[kind]

    return [made(chance.randrange(5)) for _n in range(200)]


# -- who is at work --------------------------------------------------------------------------


def paused(
    once: Callable[[Query], object],
    asked: argparse.Namespace,
    chance: random.Random,
    stop: Event,
    think: float,
) -> list[float]:
    """Search, think, again, until told to stop; a few searches first, of which none is timed."""
    for query in chance.sample(asked.queries, WARMING):  # everything is imported and planned
        once(query)
    asked.ready.wait()
    times: list[float] = []
    stop.wait(chance.random() * think)
    while not stop.is_set():
        query = chance.choice(asked.queries)
        begun = time.perf_counter()
        once(query)
        times.append(time.perf_counter() - begun)
        if think:
            stop.wait(think * (0.5 + chance.random()))
    return times


def read(share: float) -> Work:
    """A reader, who thinks for such a share of the time asked for."""

    def work(
        database: Any, asked: argparse.Namespace, chance: random.Random, stop: Event
    ) -> list[float]:
        from claims.search import search

        def once(query: Query) -> object:
            return search(database.reader, query.typed, limit=SHOWN)

        return paused(once, asked, chance, stop, asked.think * share)

    return work


def read_anew(
    database: Any, asked: argparse.Namespace, chance: random.Random, stop: Event
) -> list[float]:
    """A reader who connects for every search."""
    from claims.database import open_database
    from claims.search import search

    def once(query: Query) -> object:
        opened = open_database(database.target)
        found = search(opened.reader, query.typed, limit=SHOWN)
        opened.close()
        return found

    return paused(once, asked, chance, stop, asked.think)


def read_bare(share: float) -> Work:
    """The same of the flat table, by the driver alone."""

    def work(
        database: Any, asked: argparse.Namespace, chance: random.Random, stop: Event
    ) -> list[float]:
        connection = database.connection()

        def once(query: Query) -> object:
            sql = BARE_SINCE if query.since else BARE
            return connection.execute(sql, (query.bare,)).fetchall()

        return paused(once, asked, chance, stop, asked.think * share)

    return work


def write(
    database: Any, asked: argparse.Namespace, chance: random.Random, stop: Event
) -> list[float]:
    """One writer: a quote in a batch of its own, think, again."""
    import io

    from claims.exchange.importer import import_stream

    mark = f"w{chance.getrandbits(40):x}"
    made = lines(1000, chance.getrandbits(20))
    times = []
    asked.ready.wait()
    while not stop.is_set():
        stream = io.BytesIO(next(made).replace('"key": "', f'"key": "{mark}-', 1).encode())
        begun = time.perf_counter()
        import_stream(database, stream, name="one", command="import", actor=mark)
        times.append(time.perf_counter() - begun)
        stop.wait(asked.think * (0.5 + chance.random()))
    return times


def load(
    database: Any, asked: argparse.Namespace, chance: random.Random, stop: Event
) -> list[float]:
    """One import that lasts as long as the rest: a single transaction, with the writers' lock."""
    import io

    from claims.exchange.importer import import_stream

    count, mark = 0, f"l{chance.getrandbits(40):x}"

    class Endless(io.RawIOBase):
        """Lines until it is time to stop."""

        made, left = lines(100_000, asked.seed + 1), b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            nonlocal count
            while len(self.left) < len(buffer) and not stop.is_set():
                self.left += next(self.made).replace('"key": "', f'"key": "{mark}-', 1).encode()
                count += 1
            found, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
            buffer[: len(found)] = found
            return len(found)

    stream = io.BufferedReader(Endless())
    asked.ready.wait()
    begun = time.perf_counter()
    import_stream(database, stream, name="many", command="import", actor="loader")
    return [count / (time.perf_counter() - begun)]
