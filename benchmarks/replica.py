"""A streaming replica: made, read, promoted while somebody goes on reading.

    python benchmarks/replica.py [--size 5000] [--writes 20]

Two Postgres servers of our own.  The first is filled with generated quotations, the second made of
it with pg_basebackup.  Measured is how long a batch takes to be seen by a reader of the replica;
then the first server is stopped as by a crash and the replica promoted, while a reader searches it
every few milliseconds: counted are its searches, those that failed, and the longest time between
two that did not.  At the end a batch is written to what was the replica.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from typing import Any

from servers import Server, fill, servers

from benchmarks.generate import size


class Searching(threading.Thread):
    """Searches one database until told to stop."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url, self.stopping = url, threading.Event()
        self.done: list[float] = []
        self.failed: list[str] = []

    def run(self) -> None:
        """A word and a year, in turn, each with the time it was answered at."""
        from claims.database import open_database
        from claims.search import search

        database = open_database(self.url)
        while not self.stopping.is_set():
            try:
                search(database.reader, "the said:2016..", limit=5)
                self.done.append(time.perf_counter())
            except Exception as error:  # counted, whatever it is
                self.failed.append(str(error))
            time.sleep(0.005)
        database.close()

    def stop(self) -> float:
        """The longest time between two answers, in seconds."""
        self.stopping.set()
        self.join()
        return max(b - a for a, b in zip(self.done, self.done[1:], strict=False))


def add_speaker(database: Any, name: str) -> int:
    """One batch; its number."""
    with database.write("add speaker", "benchmark") as journal:
        journal.insert("speaker", kind="person", name=name, key=name)
        batch: int = journal.batch_id
    return batch


def lag(primary: Any, replica: Any, writes: int) -> list[float]:
    """Seconds from the end of a batch until the replica has it."""
    found = []
    for number in range(writes):
        batch = add_speaker(primary, f"speaker {number}")
        begun = time.perf_counter()
        while replica.reader.value("SELECT max(id) FROM batch") < batch:
            pass
        found.append(time.perf_counter() - begun)
    return found


def copy_of(server: Server, primary: Server) -> None:
    """A replica that follows."""
    words = [
        "-D",
        str(server.data),
        "-h",
        str(primary.folder),
        "-U",
        "postgres",
        "-R",
        "-X",
        "stream",
    ]
    server.run("pg_basebackup", *words, "-c", "fast")
    server.start()


def measure(first: Server, second: Server, asked: argparse.Namespace) -> None:
    """The whole story."""
    from claims.content import content_hash
    from claims.database import open_database

    first.make(wal_level="replica", max_wal_senders="5")
    first.start()
    url = first.database("claims")
    fill(url, asked.size)
    begun = time.perf_counter()
    copy_of(second, first)
    print(f"replica made and following: {time.perf_counter() - begun:.1f} s")
    primary, replica = open_database(url), open_database(second.url("claims"))
    seen = lag(primary, replica, asked.writes)
    print(
        f"a batch is seen on the replica after {statistics.median(seen) * 1000:.1f} ms"
        f" (worst of {len(seen)}: {max(seen) * 1000:.1f})"
    )
    same = content_hash(primary.reader) == content_hash(replica.reader)
    print(f"content hash of both: {'the same' if same else 'NOT THE SAME'}")
    try:
        add_speaker(replica, "refused")
    except Exception as error:
        print(f"writing to the replica: {str(error).splitlines()[0]}")
    searching = Searching(replica.url)
    searching.start()
    time.sleep(2)
    primary.close()
    first.stop("immediate")
    begun = time.perf_counter()
    second.run("pg_ctl", "-w", "-D", str(second.data), "promote")
    promoted = time.perf_counter() - begun
    time.sleep(2)
    batch = add_speaker(replica, "after the crash")
    gap = searching.stop()
    print(f"promoted in {promoted:.2f} s; then batch B{batch} was written to it")
    print(
        f"a reader meanwhile: {len(searching.done)} searches, {len(searching.failed)} failed,"
        f" longest wait between two {gap * 1000:.0f} ms"
    )
    replica.close()


def main() -> None:
    """Make both, tell, forget both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=size, default=5000)
    parser.add_argument("--writes", type=int, default=20)
    asked = parser.parse_args()
    with servers(2) as (first, second):
        measure(first, second, asked)


if __name__ == "__main__":
    main()
