"""How long searches take while others search, add and import.

    python benchmarks/concurrency.py [--size 2e4] [--readers 32] [--writers 4] [--seconds 8]
                                     [--runs 1] [--think 1.0] [--url URL] [--seed 1] [--json FILE]

A database of generated quotations (by default on a Postgres server of our own; ``--url`` names an
empty one, or an SQLite path) is read by processes, each with a connection of its own.  Every
search is timed from its beginning to the last row.  In turn, so many seconds each:

  one reader         alone; thinks a tenth as long, for as many searches to go by
  all readers        each searches, then thinks: half to one and a half of --think seconds, where a
                     person reads for longer; the goal is judged by these
  and writers        the same, beside writers who each add a quote in a batch of its own, and think
  and an import      the same, beside one import in one transaction
  each anew          all readers, each search in a session of its own, as the command does it
                     (without starting Python)
  one, no pause      alone, one search after the other
  all, no pause      all readers, one search after the other: the processor is never idle, so that
                     readers / cores times a lone one's median is the least that can be
  bare one, all      the same four (with pauses, without) by psycopg alone: one tsquery over a flat
  ... no pause       table, twenty rows: what the server and the driver cost at best

Printed of each are searches a second, the median, 95th and 99th hundredth and worst in
milliseconds, the processor's milliseconds a search (of the client; of the server with all it did
meanwhile, such as the statistics it takes by itself), and how many cores the whole machine was
busy, other programs included.  The goal: a 95th hundredth of at most five times a lone reader's,
with all readers and all writers at once; in brackets the times of the bare ones.  Of several runs
the median, the least and the most.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, NamedTuple

from servers import fill, programs, servers

from benchmarks.crowd import (
    FLAT,
    WARMING,
    Told,
    Work,
    load,
    queries,
    read,
    read_anew,
    read_bare,
    write,
)
from benchmarks.generate import records, size
from benchmarks.machine import Busy, described, in_words

GOAL = 5.0
Figures = dict[str, float]


class Phase(NamedTuple):
    """Who works at once, and the phase that has one reader of the kind alone."""

    readers: Work
    count: int
    alone: str = ""
    others: tuple[tuple[str, Work, int], ...] = ()


def phases(asked: argparse.Namespace, *, flat: bool) -> dict[str, Phase]:
    """Every phase, in the order they are run in."""
    everybody, one, bare = asked.readers, "one reader", "bare one"
    found = {
        one: Phase(read(0.1), 1),
        "all readers": Phase(read(1), everybody, one),
        "and writers": Phase(read(1), everybody, one, (("write", write, asked.writers),)),
        "and an import": Phase(read(1), everybody, one, (("load", load, 1),)),
        "each anew": Phase(read_anew, everybody, one),
        "one, no pause": Phase(read(0), 1),
        "all, no pause": Phase(read(0), everybody, "one, no pause"),
    }
    if flat:
        found |= {
            bare: Phase(read_bare(0.1), 1),
            "bare all": Phase(read_bare(1), everybody, bare),
            "bare one, no pause": Phase(read_bare(0), 1),
            "bare all, no pause": Phase(read_bare(0), everybody, "bare one, no pause"),
        }
    return found


# -- a phase ---------------------------------------------------------------------------------


def worker(
    url: str, asked: argparse.Namespace, kind: str, work: Work, seed: int, stop: Event, told: Any
) -> None:
    """A process: works until told to stop, then tells."""
    from claims.database import open_database

    os.setsid()  # people are no family: Linux shares the processor out by sessions
    database = open_database(url)
    begun = time.process_time()
    times = work(database, asked, random.Random(seed), stop)
    told.put(Told(kind, times, time.process_time() - begun))
    database.close()


def run(
    url: str, asked: argparse.Namespace, phase: Phase, seed: int
) -> tuple[dict[str, list[Told]], float | None, float | None]:
    """Let them all work for so many seconds: what each told, the cores busy, the server's time."""
    context = multiprocessing.get_context("fork")
    stop, told = context.Event(), context.Queue()
    team = [("read", phase.readers, phase.count), *phase.others]
    each = [(kind, work) for kind, work, count in team for _n in range(count)]
    asked.ready = context.Barrier(len(each) + 1)
    busy = Busy(asked.server)
    started = [
        context.Process(target=worker, args=(url, asked, kind, work, seed + number, stop, told))
        for number, (kind, work) in enumerate(each)
    ]
    for process in started:
        process.start()
    asked.ready.wait()
    watched = Busy()
    time.sleep(asked.seconds)
    cores = watched.cores()
    stop.set()
    found: dict[str, list[Told]] = {}
    for _process in started:
        one = told.get(timeout=600)
        found.setdefault(one.kind, []).append(one)
    for process in started:
        process.join()
    time.sleep(0.2)  # their sessions end
    return found, cores, busy.of_server()


def summary(
    told: dict[str, list[Told]], cores: float | None, server: float | None, seconds: float
) -> Figures:
    """In milliseconds; the processor's are those of a search."""
    times = [one for reader in told["read"] for one in reader.times]
    if not times:
        raise SystemExit("nobody had the time for a search: more --seconds")
    found = {"searches": len(times), "per_second": len(times) / seconds, **hundredths(times)}
    all_of_them = len(times) + WARMING * len(told["read"])
    found["client_ms"] = sum(one.processor for one in told["read"]) / all_of_them * 1000
    if server is not None and len(told) == 1:  # others' sessions would be in it
        found["server_ms"] = server / all_of_them * 1000
    if cores is not None:
        found["cores_busy"] = cores
    if "write" in told:
        written = [one for writer in told["write"] for one in writer.times]
        found |= {"writes": len(written), "write_p95": hundredths(written)["p95"]}
    if "load" in told:
        found["imported_per_second"] = told["load"][0].times[0]
    return found


def hundredths(times: Sequence[float]) -> Figures:
    """Milliseconds."""
    cuts = statistics.quantiles([*times, *times], n=100, method="inclusive")  # even of one
    found = {f"p{cut}": cuts[cut - 1] * 1000 for cut in (50, 95, 99)}
    return {**found, "worst": max(times) * 1000}


# -- all of them -----------------------------------------------------------------------------


def flat_table(url: str, count: int) -> None:
    """The leanest table that can be searched, with the same texts."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(FLAT)
        with cursor.copy("COPY flat (text, said) FROM STDIN") as copy:
            for record in records(count, 1):
                copy.write_row((record["text"], record.get("said")))
        cursor.execute("CREATE INDEX flat_words ON flat USING gin (words)")
        cursor.execute("VACUUM ANALYZE flat")


def spread(values: Sequence[float]) -> Figures:
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def measure(url: str, asked: argparse.Namespace) -> dict[str, Any]:
    """Every phase in turn, as often as asked for; ratios of each run."""
    fill(url, asked.size)
    flat = url.startswith("postgres")
    if flat:
        flat_table(url, asked.size)
    asked.queries = queries(asked.size, asked.seed)
    planned = phases(asked, flat=flat)
    runs = []
    for number in range(asked.runs):
        found: dict[str, Figures] = {}
        for name, phase in planned.items():
            seed = asked.seed * 100_000 + number * 1000
            told, cores, server = run(url, asked, phase, seed)
            found[name] = summary(told, cores, server, asked.seconds)
            if phase.alone:
                alone = found[phase.alone]
                found[name]["times_alone"] = found[name]["p95"] / alone["p95"]
                least = alone["p50"] * max(phase.count / (os.cpu_count() or 1), 1)
                found[name]["times_least"] = found[name]["p50"] / least
            tell(name, found[name])
        runs.append(found)
    ratios = {
        name: spread([found[name]["times_alone"] for found in runs])
        for name, phase in planned.items()
        if phase.alone
    }
    return {
        "size": asked.size, "readers": asked.readers, "writers": asked.writers,
        "think": asked.think, "seconds": asked.seconds, "goal": GOAL,
        "runs": runs, "times_alone": ratios,
    }  # fmt: skip


def tell(name: str, found: Figures) -> None:
    """One line of a phase."""
    words = (f"{key} {value:,.{0 if value >= 100 else 1}f}" for key, value in found.items())
    print(f"{name:19}", *words, sep="  ", flush=True)


def tell_ratios(report: dict[str, Any]) -> Iterator[str]:
    """What is made of it: each beside a lone reader of its kind."""
    for name, it in report["times_alone"].items():
        bare = report["times_alone"].get("bare all, no pause" if "no pause" in name else "bare all")
        line = f"{name:19}p95 {it['median']:.1f} times a lone one's"
        line += f" ({it['least']:.1f} to {it['most']:.1f})"
        if bare is not None and not name.startswith("bare"):
            line += f" [bare {bare['median']:.1f}]"
        yield line + (f"   goal {GOAL:g}" if name == "and writers" else "")
    ideal = report["readers"] / (os.cpu_count() or 1)
    closed = report["runs"][-1]["all, no pause"]["times_least"]
    yield f"without a pause the processor alone makes {ideal:g} times of it: {closed:.2f} of that"


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=size, default=20_000)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", help="an empty database; by default one on a server of our own")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    asked.server = None
    with ExitStack() as stack:
        url = asked.url
        if url is None:
            (server,) = stack.enter_context(servers())
            server.make()
            server.start()
            url, asked.server = server.database("claims"), server.pid()
        machine = described(programs() if url.startswith("postgres") else None)
        print(in_words(machine))
        report = {"machine": machine, **measure(url, asked)}
    print(*tell_ratios(report), sep="\n")
    if asked.json:
        asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
