"""A contrast of one question with very many positions, beside the bare rows it is made of.

    python -m benchmarks.contrast [--positions 1e4] [--runs 9] [--shapes few tail ...]
                                  [--postgres URL] [--json FILE]

A database of invented quotations is made for each shape (answers, speakers and outlets with long
tails, a copied act in ten, a chain of attribution in ten, several stances), in a temporary folder
or in an empty Postgres database named by URL.  In every run, each of these in turn:

  raw       the driver alone: one query for the positions with their statements, speakers, sources
  contrast  ``claims.contrast.build``: from an open database to the plain values, folded
  table     the same, and drawn for a terminal of 80 columns
  all       the same with nothing folded (--all)
  json      the contrast and the text of --json

Milliseconds are of processor time on SQLite and by the clock on Postgres, whose server works
elsewhere.  Ratios are of one run's times; median, least and most.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import claims  # noqa: E402

claims.__path__.append(str(ROOT))

from benchmarks.generate import Drawn, World, size  # noqa: E402
from benchmarks.states import store  # noqa: E402
from claims.contrast import Folding, build  # noqa: E402
from claims.database import Database, open_database  # noqa: E402
from claims.vocabulary import Mode, Stance  # noqa: E402

GOAL = 200
"""Milliseconds for the contrast and its table, of ten thousand positions."""

DAY = 736_000
STANCES = [Stance.ASSERTS] * 10 + [Stance.DENIES] * 4 + [Stance.SUSPECTS] * 4 + list(Stance)
RAW = """
SELECT p.id, p.claim_id, p.stance, p.hedge, p.as_of, p.as_of_last, s.id, s.act_id, s.said,
       s.said_first, s.said_last, s.venue, s.text, s.lang, s.role_printed, k.id, k.name, k.kind,
       d.title, d.url, d.published, o.name
FROM question q JOIN claim c ON c.question_id = q.id JOIN position p ON p.claim_id = c.id
JOIN statement s ON s.id = p.statement_id JOIN speaker k ON k.id = s.speaker_id
JOIN document d ON d.id = s.document_id LEFT JOIN speaker o ON o.id = d.outlet_id
ORDER BY p.id
"""

Rows = dict[str, tuple[str, Iterator[tuple[Any, ...]]]]
"""Table: its columns, and its rows."""


class Shape(NamedTuple):
    """What the question looks like."""

    mode: Mode
    answers: int
    questions: int = 1
    speakers: int = 2000


SHAPES = {
    "few": Shape(Mode.EXCLUSIVE, 8),
    "open": Shape(Mode.OPEN, 300),
    "tail": Shape(Mode.EXCLUSIVE, 300),
    "figures": Shape(Mode.NUMBER, 300),
    "event": Shape(Mode.EXCLUSIVE, 300, questions=50),
}


# -- what is contrasted -----------------------------------------------------------------------


class Question:
    """The rows of one question, its answers and all that is said of them."""

    def __init__(self, shape: Shape, positions: int) -> None:
        self.shape, self.positions = shape, positions
        self.world = World(positions, seed=12)
        self.chance = random.Random(12)
        self.speakers = Drawn(self.chance, range(1, shape.speakers + 1), power=0.9)
        self.answers = Drawn(self.chance, range(1, shape.answers + 1), power=0.9)

    def rows(self) -> Rows:
        return {
            "speaker": ("id, kind, name, key, parent_id", self._speakers()),
            "document": ("id, key, outlet_id, title, url, published", self._documents()),
            "question": ("id, parent_id, slug, kind, mode, cumulative, title", self._questions()),
            "claim": ("id, question_id, text, key, number, low, high", self._claims()),
            "statement": (
                "id, document_id, speaker_id, kind, role_printed, text, lang, said, said_first,"
                " said_last, act_id", self._statements()),
            "position": ("id, statement_id, claim_id, stance", self._positions()),
            "via": ("id, statement_id, step, speaker_id", self._chains()),
        }  # fmt: skip

    def _speakers(self) -> Iterator[tuple[Any, ...]]:
        for number in range(1, self.shape.speakers + 1):
            name = f"{self.world.speakers.one()} {number}"
            # One in ten belongs to somebody's house.
            above = number // 10 if number > 10 and number % 10 == 0 else None
            yield number, "person", name, name, above

    def _documents(self) -> Iterator[tuple[Any, ...]]:
        for number in range(1, self.positions // 3 + 2):
            title = self.world.sentence("en")[:90]
            outlet = self.chance.randrange(1, self.shape.speakers + 1)
            url = f"https://news.example/{number}"
            yield number, url, outlet, title, url, day(DAY + number % 100)

    def _questions(self) -> Iterator[tuple[Any, ...]]:
        shape = self.shape
        title = "What happened that night?"
        if shape.questions == 1:
            yield 1, None, "night", "question", shape.mode, True, title
            return
        yield 1, None, "night", "event", None, False, title
        for number in range(2, shape.questions + 2):
            yield number, 1, f"night/{number}", "question", shape.mode, False, f"{title} {number}"

    def _claims(self) -> Iterator[tuple[Any, ...]]:
        shape = self.shape
        for number in range(1, shape.answers + 1):
            question = 1 if shape.questions == 1 else 2 + number % shape.questions
            low = float(number * 7 % 401) if shape.mode is Mode.NUMBER else None
            high = low + number % 5 if low is not None else None
            text = f"{self.world.sentence('en')[:60]} {number}"
            yield number, question, text, text, str(low) if low is not None else None, low, high

    def _statements(self) -> Iterator[tuple[Any, ...]]:
        chance = self.chance
        for number in range(1, self.positions + 1):
            first = DAY + chance.randrange(100)
            last = first + chance.choice((0, 0, 0, 0, 30))
            act = number - number % 10 if number > 10 and number % 10 == 1 else None
            lang = chance.choice(("fr", "en"))
            role = chance.choice((None, "minister", "spokesman for the ministry", "witness"))
            said = day(first) if first == last else None
            yield (number, number % (self.positions // 3 + 1) + 1, self.speakers.one(), "direct",
                   role, self.world.text(lang), lang, said, first, last, act)  # fmt: skip

    def _positions(self) -> Iterator[tuple[Any, ...]]:
        for number in range(1, self.positions + 1):
            yield number, number, self.answers.one(), self.chance.choice(STANCES)

    def _chains(self) -> Iterator[tuple[Any, ...]]:
        for number in range(10, self.positions + 1, 10):
            yield number, number, 1, self.chance.randrange(1, self.shape.speakers + 1)


def day(ordinal: int) -> str:
    """An ordinal as a date."""
    from datetime import date

    return date.fromordinal(ordinal).isoformat()


# -- what is measured -------------------------------------------------------------------------


def drawn(database: Database, *, all_lines: bool) -> None:
    """The contrast as a terminal of 80 columns shows it."""
    from rich.console import Console
    from rich.theme import Theme

    from claims.render.console import STYLES
    from claims.render.contrast import draw

    console = Console(
        file=io.StringIO(), width=80, height=24, force_terminal=True, color_system="standard",
        highlight=False, markup=False, emoji=False, theme=Theme(STYLES), _environ={},
    )  # fmt: skip
    draw(console, build(database.reader, 1, folding=None if all_lines else Folding()))


def works(database: Database) -> dict[str, Callable[[], Any]]:
    """What each run does, in turn."""
    connection = database.connection()
    return {
        "raw": lambda: connection.execute(RAW).fetchall(),
        "contrast": lambda: build(database.reader, 1, folding=Folding()),
        "table": lambda: drawn(database, all_lines=False),
        "all": lambda: drawn(database, all_lines=True),
        "json": lambda: json.dumps(build(database.reader, 1).as_json(), ensure_ascii=False),
    }


def measured(database: Database, runs: int, wanted: Sequence[str] | None) -> dict[str, list[float]]:
    """Milliseconds of each work in each run, after a first that warms up."""
    clock = time.process_time if database.dialect == "sqlite" else time.perf_counter
    found: dict[str, list[float]] = {}
    for run in range(runs + 1):
        for name, work in works(database).items():
            if wanted and name not in wanted:
                continue
            start = clock()
            work()
            if run:
                found.setdefault(name, []).append((clock() - start) * 1000)
    return found


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, least and most."""
    return {
        "median": round(statistics.median(values), 3),
        "least": round(min(values), 3),
        "most": round(max(values), 3),
    }


def told(shape: str, dialect: str, found: dict[str, list[float]]) -> dict[str, Any]:
    """One shape's figures, printed and given."""
    report: dict[str, Any] = {"shape": shape, "engine": dialect, "ms": {}, "of raw": {}}
    for name, times in found.items():
        ms = report["ms"][name] = spread(times)
        line = f"{dialect:10} {shape:8} {name:9} {ms['median']:8.1f} ms"
        line += f" ({ms['least']:.1f} to {ms['most']:.1f})"
        if "raw" in found and name != "raw":
            pairs = zip(times, found["raw"], strict=True)
            ratio = report["of raw"][name] = spread([time / raw for time, raw in pairs])
            line += f"   {ratio['median']:5.1f} x raw ({ratio['least']:.1f} to {ratio['most']:.1f})"
        if name == "table":
            line += f"   goal {GOAL} ms: {'met' if ms['median'] <= GOAL else 'missed'}"
        print(line, flush=True)
    return report


def main() -> None:
    """Make each shape, measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--positions", type=size, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--only", nargs="+", help="of what is measured, by the names above")
    parser.add_argument("--postgres", metavar="URL", help="an empty database, filled and left so")
    parser.add_argument("--json", metavar="FILE", help="write the figures there as well")
    given = parser.parse_args()
    shapes = given.shapes[:1] if given.postgres else given.shapes
    reports = []
    for name in shapes:
        with tempfile.TemporaryDirectory() as folder:
            target = given.postgres or str(Path(folder) / "claims.db")
            database = open_database(target, create=True)
            store(database, Question(SHAPES[name], given.positions).rows())
            found = measured(database, given.runs, given.only)
            reports.append(told(name, database.dialect, found))
            database.close()
    if given.json:
        result = {"positions": given.positions, "runs": given.runs, "shapes": reports}
        Path(given.json).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
