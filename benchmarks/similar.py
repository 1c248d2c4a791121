"""How well, and how fast, wire copies are found again: recall, precision, seconds.

    python benchmarks/similar.py [--statements 20000] [--postgres URL] [--seed 1]

Makes a database of invented quotations in a temporary folder, or in an empty Postgres database
named by URL.  A fifth of them have a copy in another outlet, with 5, 15 or 30 % of the words
replaced, dropped, added or misspelt; a copy in ten is a part of its original alone.  Beside them
stand what must not be proposed: another sentence of the same speaker and day that shares half of
its words, the same with another figure, the same with a "not", the same said a month later.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import claims  # noqa: E402

claims.__path__.append(str(ROOT))

from claims.database import Database, open_database  # noqa: E402
from claims.dates import day_text  # noqa: E402
from claims.similar.quotes import Quotes  # noqa: E402

DAY = 736_000
EDITS = (0.05, 0.15, 0.30)
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo tra ble cri dro flu gan hel ist mor".split()
SMALL = "the of to and in that we a is for it have not been with on this by at from".split()
TRAPS = ("half", "figure", "negated", "later")


class Quote(NamedTuple):
    """One invented statement: what it is a copy of, or of what it is the trap."""

    words: tuple[str, ...]
    speaker: int
    day: int
    of: int | None = None
    what: str = "original"


def vocabulary(chance: random.Random, size: int) -> list[str]:
    """Invented words, each once."""
    found: dict[str, None] = {}
    while len(found) < size:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(found)


class Maker:
    """Statements of a Zipf-like vocabulary, a third of them small words, as in English."""

    def __init__(self, statements: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = vocabulary(self.chance, 20_000)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        self.statements = statements
        self.speakers = max(20, statements // 100)

    def word(self) -> str:
        if self.chance.random() < 0.36:
            return self.chance.choice(SMALL)
        return self.chance.choices(self.words, cum_weights=self.weights)[0]

    def sentence(self) -> list[str]:
        words = [self.word() for _ in range(self.chance.randint(8, 40))]
        if self.chance.random() < 0.3:
            words[self.chance.randrange(len(words))] = str(self.chance.randint(3, 900))
        return words

    def edited(self, words: list[str], share: float) -> list[str]:
        """A copy with so many of its words changed."""
        found = list(words)
        for _ in range(round(share * len(words))):
            at = self.chance.randrange(len(found))
            what = self.chance.choice(("replace", "replace", "drop", "add", "misspell"))
            if what == "replace":
                found[at] = self.word()
            elif what == "add":
                found.insert(at, self.word())
            elif what == "misspell":
                found[at] = found[at][:-1] + self.chance.choice("aeiou")
            elif len(found) > 4:
                del found[at]
        return found

    def quotes(self) -> Iterator[Quote]:
        """Statements, originals before their copies and traps."""
        number = 0
        while True:
            number += 1
            original = Quote(
                tuple(self.sentence()),
                self.chance.randint(1, self.speakers),
                DAY + self.chance.randrange(2000),
            )
            yield original
            of = number
            roll = self.chance.random()
            if roll < 0.25:
                number += 1
                yield self.copy(original, of)
            elif roll < 0.5:
                number += 1
                yield self.trap(original, of)

    def copy(self, original: Quote, of: int) -> Quote:
        share = self.chance.choice(EDITS)
        words, what = list(original.words), f"{share:.0%}"
        if len(words) > 16 and self.chance.random() < 0.1:
            start = self.chance.randrange(len(words) - 10)
            words, what = words[start : start + 10], "part"
        day = original.day + self.chance.choice((0, 0, 0, 1))
        return Quote(tuple(self.edited(words, share)), original.speaker, day, of, what)

    def trap(self, original: Quote, of: int) -> Quote:
        what, words, day = self.chance.choice(TRAPS), list(original.words), original.day
        if what == "half":
            words = words[: len(words) // 2] + self.sentence()[: len(words) // 2 + 1]
        elif what == "figure":
            words = [*(word for word in words if not word.isdigit()), "17"]
            original_has = any(word.isdigit() for word in original.words)
            words = words if original_has else words[: len(words) // 3] + self.sentence()
        elif what == "negated":
            words = [*words[:3], "never", *words[3:]] if "not" not in words else self.sentence()
        else:
            day += 30
        return Quote(tuple(words), original.speaker, day, of, what)


def fill(database: Database, quotes: list[Quote], speakers: int) -> None:
    """Write the statements, five to a document."""
    with database.write("benchmark", "benchmark") as journal:
        journal.insert_rows(
            "speaker",
            [
                {"kind": "person", "name": f"speaker {n}", "key": f"speaker {n}"}
                for n in range(1, speakers + 1)
            ],
        )
        journal.insert_rows("document", [{"key": f"d{n}"} for n in range(1, len(quotes) + 1)])
        journal.insert_rows(
            "statement",
            [
                {
                    "document_id": number,
                    "speaker_id": quote.speaker,
                    "kind": "direct",
                    "text": " ".join(quote.words),
                    "said": day_text(quote.day),
                    "said_first": quote.day,
                    "said_last": quote.day,
                }
                for number, quote in enumerate(quotes, 1)
            ],
        )


def report(quotes: list[Quote], found: set[tuple[int, int]]) -> None:
    """Recall of each kind of copy, how often each trap was fallen into, and precision."""
    made, met = Counter[str](), Counter[str]()
    true = 0
    for number, quote in enumerate(quotes, 1):
        if quote.of is None:
            continue
        hit = (quote.of, number) in found
        made[quote.what] += 1
        met[quote.what] += hit
        true += hit and quote.what not in TRAPS
    print("what          made  proposed   share")
    for what in sorted(made):
        trap = "trap " if what in TRAPS else "copy "
        print(f"{trap}{what:<9}{made[what]:>5}  {met[what]:>8}  {met[what] / made[what]:6.3f}")
    print(f"pairs proposed: {len(found)}; precision {true / max(1, len(found)):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--statements", type=int, default=20_000)
    parser.add_argument("--postgres", metavar="URL")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threshold", type=float, nargs="*", default=[0.6])
    given = parser.parse_args()
    maker = Maker(given.statements, given.seed)
    quotes = list(islice(maker.quotes(), given.statements))
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(given.postgres or f"{folder}/similar.db", create=True)
        fill(database, quotes, maker.speakers)
        for threshold in given.threshold:
            began = time.perf_counter()
            proposals = Quotes(database.reader, threshold).every(None)
            seconds = time.perf_counter() - began
            print(f"\nthreshold {threshold}: {len(quotes)} statements, {seconds:.1f} s")
            report(quotes, {(min(one.a, one.b), max(one.a, one.b)) for one in proposals})
        one_by_one(database, given.threshold[0])
        database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the process, making the data included: {peak:.0f} MB")


def one_by_one(database: Database, threshold: float) -> None:
    """What asking about one statement takes."""
    took = []
    for statement in range(1, 41):
        began = time.perf_counter()
        Quotes(database.reader, threshold).of(statement)
        took.append(time.perf_counter() - began)
    took.sort()
    print(f"one statement: {took[20] * 1000:.0f} ms in the median, {took[-1] * 1000:.0f} at most")


if __name__ == "__main__":
    main()
