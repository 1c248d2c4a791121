"""How fast an archive of articles is extracted and saved, and in how much memory.

    python benchmarks/archive.py [20000] [--jobs 1,2] [--seed 7] [--form jsonl|jsonl.gz|json|folder]
    python benchmarks/archive.py 1000 --scheduler tcp://localhost:8786

Makes N articles in French and English out of templates, each with a few quotations that are known,
and runs ``claims extract --save`` over them, in a new database for each number of processes.
Prints articles a second; the milliseconds of processors an article took; the peak memory of all
processes together (the sum of each one's own peak, VmHWM, where pages they share count again) and
of the one that saves; the rate of a second run, which finds everything saved; and how many of the
known quotations were proposed, word by word.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import generate

ROOT = Path(__file__).resolve().parent.parent
Record = dict[str, Any]

QUOTED = {
    "fr": (
        "« {quote} », a déclaré {name}, {role}.",
        "« {quote} », a affirmé mardi {name}, {role}, devant la presse.",
        "{name}, {role}, a assuré : « {quote} »",
        "Selon {name}, {role}, « {quote} ».",
        "« {quote} », a-t-on appris auprès de {name}, {role}.",
    ),
    "en": (
        "“{quote},” said {name}, {role}.",
        "“{quote},” {name}, {role}, told reporters on Tuesday.",
        "{name}, {role}, said: “{quote}.”",
        "According to {name}, {role}, “{quote}.”",
        "“{quote},” {name}, {role}, wrote in a statement.",
    ),
}
"""Paragraphs with one quotation each."""
ROLES = {
    "fr": ("maire de la ville", "ministre des Transports", "porte-parole de l'armée",
           "directrice du port", "président du conseil", "préfet de la région"),
    "en": ("the mayor of the town", "the transport minister", "a spokesman for the army",
           "the director of the port", "the chairman of the board", "the regional governor"),
}  # fmt: skip


def articles(count: int, seed: int) -> Iterator[tuple[Record, list[str]]]:
    """Articles as records, each with the quotations that are in it."""
    world = generate.World(count * 3, seed)
    chance = world.chance
    for number in range(count):
        lang = "fr" if number % 5 < 3 else "en"
        known = [world.sentence(lang).rstrip(".?!…") for _ in range(chance.randint(2, 6))]
        paragraphs = [world.sentence(lang)[:80]]
        for quote in known:
            paragraphs += [_filler(world, lang), _quoted(world, lang, quote)]
        paragraphs.append(_filler(world, lang))
        day = generate.FIRST_DAY.toordinal() + chance.randrange(generate.DAYS)
        outlet = world.outlets.one()
        yield (
            {
                "text": "\n\n".join(paragraphs) + "\n",
                "title": paragraphs[0],
                "outlet": outlet,
                "url": f"https://{outlet.split()[0].lower()}.example/{number}",
                "published": generate.date.fromordinal(day).isoformat(),
                "lang": lang,
            },
            known,
        )


def _filler(world: generate.World, lang: str) -> str:
    return " ".join(world.sentence(lang) for _ in range(world.chance.randint(2, 4)))


def _quoted(world: generate.World, lang: str, quote: str) -> str:
    chance = world.chance
    template = chance.choice(QUOTED[lang])
    return template.format(quote=quote, name=world.speakers.one(), role=chance.choice(ROLES[lang]))


# -- files ---------------------------------------------------------------------------------


def write(records: Iterable[Record], folder: Path, form: str) -> Path:
    """The articles as a file, or as a folder of texts; where they are."""
    path = folder / f"archive.{form}"
    if form == "folder":
        for number, record in enumerate(records):
            place = path / f"{number // 1000:04}"
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{number:07}.txt").write_text(record["text"])
        return path
    begin, between, end = ("[\n", ",\n", "\n]\n") if form == "json" else ("", "\n", "\n")
    with gzip.open(path, "wb", 1) if path.suffix == ".gz" else path.open("wb") as file:
        for number, record in enumerate(records):
            line = json.dumps(record, ensure_ascii=False)
            file.write(((between if number else begin) + line).encode())
        file.write(end.encode())
    return path


# -- runs ----------------------------------------------------------------------------------


class Measured(NamedTuple):
    """One run: seconds, those of processors, MB at the peak of all processes and of the first."""

    seconds: float
    spent: float
    every: float
    first: float


def run(words: list[str]) -> Measured:
    """Run the program, looking at the memory of all its processes a few times a second."""
    begun, before = time.monotonic(), spent()
    process = subprocess.Popen(
        [sys.executable, "-m", "claims", *words], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    peaks: dict[int, int] = {}
    while process.poll() is None:
        for pid in family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"claims {' '.join(words)}: exit status {process.returncode}")
    seconds = time.monotonic() - begun
    every, first = sum(peaks.values()) / 1024, peaks.get(process.pid, 0) / 1024
    return Measured(seconds, spent() - before, every, first)


def spent() -> float:
    """Seconds of processors that ended children took, and theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def family(pid: int) -> list[int]:
    """A process and those it started, and so on (Linux)."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = chain.from_iterable((one / "children").read_text().split() for one in tasks)
        return [pid, *(below for child in children for below in family(int(child)))]
    except OSError:
        return [pid]


def _peak(pid: int) -> int:
    """Most KiB a process ever held."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) if found else 0


def proposed(database: Path, known: set[str]) -> float:
    """How much of what is known was proposed, in percent."""
    with sqlite3.connect(database) as connection:
        kept = {row[0] for row in connection.execute("SELECT text FROM statement")}
    return 100 * len(known & kept) / len(known)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", nargs="?", type=lambda word: int(float(word)), default=20_000)
    parser.add_argument("--jobs", default="1,2", help="numbers of processes, with commas")
    parser.add_argument("--scheduler", help="a Dask scheduler to measure as well")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--form", default="jsonl", choices=("jsonl", "jsonl.gz", "json", "folder"))
    options = parser.parse_args()
    ways = [["--jobs", number] for number in options.jobs.split(",")]
    ways += [["--scheduler", options.scheduler]] if options.scheduler else []
    known: set[str] = set()

    def records() -> Iterator[Record]:
        for record, quotes in articles(options.count, options.seed):
            known.update(quotes)
            yield record

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = write(records(), folder, options.form)
        print(f"{options.count:,} articles, {len(known):,} quotations, {options.form}")
        print(f"{'':<14}  seconds   per s  CPU ms     MB  saver  again/s  known")
        for number, way in enumerate(ways):
            database = folder / f"{number}.db"
            subprocess.run(
                [sys.executable, "-m", "claims", "--db", str(database), "init"],
                cwd=ROOT, check=True, capture_output=True,
            )  # fmt: skip
            words = ["--db", str(database), "extract", "--save", *way, str(path)]
            first, again = run(words), run(words)
            print(
                f"{' '.join(way)[-14:]:<14} {first.seconds:>8.1f}"
                f" {options.count / first.seconds:>7.0f} {1000 * first.spent / options.count:>7.1f}"
                f" {first.every:>6.0f} {first.first:>6.0f}"
                f" {options.count / again.seconds:>8.0f} {proposed(database, known):>5.1f}%",
                flush=True,
            )
            database.unlink()


if __name__ == "__main__":
    main()
