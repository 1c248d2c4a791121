"""How long searches take while others search, add and import.

    python benchmarks/concurrency.py [--size 2e4] [--readers 32] [--writers 4] [--seconds 8]
                                     [--think 1.0] [--url URL] [--seed 1] [--json FILE]

A database of generated quotations (by default on a Postgres server of our own; ``--url`` names an
empty one, or an SQLite path) is read, in turn, by one reader alone, by all readers, by all readers
with writers that each add a quote and wait, and by all readers while a file is imported in one
transaction.  A reader is a process with a connection that searches words of the quotations, then
thinks for about ``--think`` seconds, as a person does; 0 lets it search without pause, which
measures the processor.  Every search is timed from its beginning to the last row.

Printed are the searches' median, 95th and 99th hundredth and worst, in milliseconds, and what was
written; the goal is a 95th hundredth of at most five times a lone reader's.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from servers import fill, servers

from benchmarks.generate import lines, records, size

GOAL = 5.0
SAMPLE = 500  # quotations that words are taken from
Times = list[float]


def queries(count: int, seed: int) -> list[str]:
    """Searches as people type them: a word, two, a phrase, a year."""
    chance = random.Random(seed)
    words = [
        word
        for record, _n in zip(records(count, 1), range(SAMPLE), strict=False)
        for word in record["text"].split()
        if word.isalpha() and len(word) > 4
    ]
    kinds: Sequence[Callable[[], str]] = (
        lambda: chance.choice(words),
        lambda: f"{chance.choice(words)} {chance.choice(words)}",
        lambda: f"{chance.choice(words)} OR {chance.choice(words)}",
        lambda: f"{chance.choice(words)[:4]}*",
        lambda: f"{chance.choice(words)} said:2016..",
    )
    return [chance.choice(kinds)() for _n in range(200)]


def read_alone(url: str, asked: argparse.Namespace, seed: int, stop: Event, told: Any) -> None:
    """A reader by itself, who thinks a tenth as long: there are as many searches to go by."""
    read(url, asked, seed, stop, told, think=asked.think / 10)


def read(
    url: str,
    asked: argparse.Namespace,
    seed: int,
    stop: Event,
    told: Any,
    think: float = float("inf"),
) -> None:
    """One reader: search, think, again; tells how long each search took."""
    from claims.database import open_database
    from claims.search import search

    database, chance, times = open_database(url), random.Random(seed), []
    typed = asked.typed
    search(database.reader, typed[0])
    asked.ready.wait()
    stop.wait(chance.random() * min(asked.think, think))
    while not stop.is_set():
        begun = time.perf_counter()
        search(database.reader, chance.choice(typed))
        times.append(time.perf_counter() - begun)
        stop.wait(min(asked.think, think) * (0.5 + chance.random()))
    told.put(("read", times))
    database.close()


def add(url: str, asked: argparse.Namespace, seed: int, stop: Event, told: Any) -> None:
    """One writer: a quote in a batch of its own, think, again."""
    import io

    from claims.database import open_database
    from claims.exchange.importer import import_stream

    database, chance, times = open_database(url), random.Random(seed), []
    made = lines(1000, seed)
    next(made)
    asked.ready.wait()
    while not stop.is_set():
        stream = io.BytesIO(next(made).replace('"key": "', f'"key": "w{seed}-', 1).encode())
        begun = time.perf_counter()
        import_stream(database, stream, name="one", command="import", actor=f"w{seed}")
        times.append(time.perf_counter() - begun)
        stop.wait(asked.think * (0.5 + chance.random()))
    told.put(("write", times))
    database.close()


def load(url: str, asked: argparse.Namespace, seed: int, stop: Event, told: Any) -> None:
    """One import that lasts as long as the rest: a single transaction, with the writers' lock."""
    import io

    from claims.database import open_database
    from claims.exchange.importer import import_stream

    database, count = open_database(url), 0

    class Endless(io.RawIOBase):
        """Lines until it is time to stop."""

        made, left = lines(100_000, seed), b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            nonlocal count
            while len(self.left) < len(buffer) and not stop.is_set():
                self.left += next(self.made).replace('"key": "', '"key": "l-', 1).encode()
                count += 1
            found, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
            buffer[: len(found)] = found
            return len(found)

    stream = io.BufferedReader(Endless())
    asked.ready.wait()
    begun = time.perf_counter()
    import_stream(database, stream, name="many", command="import", actor="loader")
    told.put(("load", [count / (time.perf_counter() - begun)]))
    database.close()


def phase(
    url: str, asked: argparse.Namespace, workers: Sequence[tuple[Any, int]]
) -> dict[str, Times]:
    """Let them all work for so many seconds; what each kind told."""
    context = multiprocessing.get_context("fork")
    stop, told = context.Event(), context.Queue()
    asked.ready = context.Barrier(sum(count for _work, count in workers) + 1)
    started = [
        context.Process(target=work, args=(url, asked, asked.seed * 1000 + number, stop, told))
        for number, (work, _n) in enumerate(
            (work, n) for work, count in workers for n in range(count)
        )
    ]
    for process in started:
        process.start()
    asked.ready.wait()
    time.sleep(asked.seconds)
    stop.set()
    found: dict[str, Times] = {}
    for _process in started:
        kind, times = told.get(timeout=120)
        found.setdefault(kind, []).extend(times)
    for process in started:
        process.join()
    return found


def summary(times: Times) -> dict[str, float]:
    """In milliseconds."""
    cuts = statistics.quantiles([*times, *times], n=100, method="inclusive")  # even of one
    return {
        "searches": len(times),
        "p50": cuts[49] * 1000,
        "p95": cuts[94] * 1000,
        "p99": cuts[98] * 1000,
        "worst": max(times) * 1000,
    }


def measure(url: str, asked: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Every phase in turn."""
    fill(url, asked.size)
    asked.typed = queries(asked.size, asked.seed)
    phases = {
        "one reader": [(read_alone, 1)],
        "all readers": [(read, asked.readers)],
        "and writers": [(read, asked.readers), (add, asked.writers)],
        "and an import": [(read, asked.readers), (load, 1)],
    }
    found = {}
    for name, workers in phases.items():
        seen = phase(url, asked, workers)
        if not seen["read"]:
            raise SystemExit("nobody had the time for a search: more --seconds")
        found[name] = summary(seen["read"])
        if "write" in seen:
            written = summary(seen["write"])
            found[name] |= {"writes": written["searches"], "write p95": written["p95"]}
        if "load" in seen:
            found[name]["imported/s"] = seen["load"][0]
        print(
            name,
            *(f"{key} {value:,.1f}" for key, value in found[name].items()),
            sep="  ",
            flush=True,
        )
    return found


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=size, default=20_000)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", help="an empty database; by default one on a server of our own")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with ExitStack() as stack:
        url = asked.url
        if url is None:
            (server,) = stack.enter_context(servers())
            server.make()
            server.start()
            url = server.database("claims")
        found = measure(url, asked)
    alone = found["one reader"]["p95"]
    for name in list(found)[1:]:
        times = found[name]["p95"] / alone
        print(f"{name}: p95 {times:.1f} times a lone reader's ({GOAL:g} is the goal)")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
