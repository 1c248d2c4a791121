"""Many at once: processes that write and read one database, each noting what it was told.

Whatever a command acknowledged must be there afterwards, or taken back by an undo that says so;
whatever it refused must be a conflict it told, never a lock that was not waited for.
"""

from __future__ import annotations

import io
import json
import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from claims.cli import main
from claims.database import BUSY_SECONDS
from claims.environment import Environment
from claims.ids import parse_id
from claims.reader import Reader
from tests.torture import material
from tests.torture.checks import opened, troubles
from tests.torture.program import in_fork

SPEAKERS = [f"{first} {last}" for first in ("Amos", "Brita", "Carl", "Dora", "Egon", "Frida")
            for last in ("Quill", "Umber", "Vance", "Yarrow", "Zorn")]  # fmt: skip
_STANCES = ("asserts", "denies", "suspects", "doubts")

_AT_LEAST = 3
"""Commands of each, however slow the machine."""
_FIRST = 4
"""How many make the database at the same moment."""

# What a command may say instead of doing it, by its first word: the name is gone, or merged, or
# somebody else's change stands in the way.
_REFUSALS = {
    "undo": {"conflict", "nothing-found"},
    "merge": {"conflict", "usage", "unknown-name"},
    "flag": {"conflict", "unknown-name"},
    "settle": {"conflict", "unknown-name"},
    "search": {"nothing-found", "unknown-name"},
    "contested": {"nothing-found"},
}


@dataclass
class Told:
    """One command and what was answered."""

    words: list[str]
    status: int
    answer: Any
    seconds: float

    @property
    def error(self) -> str:
        """The code of the error, or what was written instead of one."""
        if not self.status:
            return ""
        return str(self.answer.get("error")) if isinstance(self.answer, dict) else repr(self.answer)


class Person:
    """One process: a person with a name, who draws what to do next."""

    def __init__(self, number: int, url: str, folder: Path, seed: str) -> None:
        self.name = f"writer{number}"
        self.url, self.folder = url, folder / self.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.chance = random.Random(f"{seed}/{number}")
        self.told: list[Told] = []
        self.statements = ["S1"]
        self.count = 0

    def work(self, until: float) -> dict[str, Any]:
        """Draw and do until the time is over; what was told."""
        doing: list[tuple[Callable[[], None], int]] = [
            (self.add, 8), (self.common, 3), (self.load, 3), (self.flag, 3), (self.settle, 2),
            (self.undo, 3), (self.undo_last, 1), (self.merge, 2), (self.search, 4),
        ]  # fmt: skip
        kinds, weights = zip(*doing, strict=True)
        while monotonic() < until or len(self.told) < _AT_LEAST:
            self.chance.choices(kinds, weights)[0]()
        return {"told": [vars(one) for one in self.told]}

    def begin(self) -> dict[str, Any]:
        """Make the database, as others do at the same time."""
        self.run("init")
        return {"told": [vars(one) for one in self.told]}

    def run(self, *words: str) -> Told:
        """One command, as a script would run it."""
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
                   for _stream in range(3)]  # fmt: skip
        environ = {"HOME": str(self.folder), "CLAIMS_ACTOR": self.name, "CLAIMS_DB": self.url,
                   "CLAIMS_CONFIG": str(self.folder / "config.toml"), "TERM": "dumb"}  # fmt: skip
        begun = monotonic()
        status = main([*words, "--json"], Environment(*streams, environ))
        out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])  # type: ignore[attr-defined]
        answer = out if status == 0 else (err.strip().splitlines() or [""])[-1]
        try:
            told = Told(list(words), status, json.loads(answer), monotonic() - begun)
        except ValueError:
            told = Told(list(words), status, answer, monotonic() - begun)
        self.told.append(told)
        return told

    def token(self) -> str:
        """Words that nobody else writes."""
        self.count += 1
        return f"{self.name} number {self.count}"

    def add(self) -> None:
        """A quote of one's own, of a speaker whom others add, too."""
        self._quote(f"I counted the trucks twice, {self.token()}", f"Daily {self.name}")

    def common(self) -> None:
        """A quote that others keep, too."""
        self._quote(f"The trucks were {self.chance.randint(1, 15)}", "The Common")

    def _quote(self, text: str, outlet: str) -> None:
        number = text.rsplit(" ", 1)[-1]
        who = SPEAKERS[int(number) % len(SPEAKERS)] if outlet == "The Common" else None
        told = self.run(
            "add", "quote", text, "--by", who or self.chance.choice(SPEAKERS), "--in", outlet,
            "--on", "2016-09-22", "--title", f"Trucks {number}", "--new",
            "--question", f"trucks-{self.chance.randint(1, 4)}",
            "--claim", self.chance.choice(("few", "many", "none at all")),
            "--stance", self.chance.choice(_STANCES),
        )  # fmt: skip
        if not told.status:
            self.statements.append(told.answer["id"])

    def load(self) -> None:
        """A file whose speakers others have, and some of whose records."""
        mine = list(material.records(self.chance, 4, keys=f"{self.token()}/".replace(" ", "-")))
        shared = list(material.records(random.Random(5), 9, keys="shared"))
        name = material.put(self.folder / "load.jsonl", mine + self.chance.sample(shared, 2))
        self.run("import", str(self.folder / name))

    def flag(self) -> None:
        """A mark on something one has kept."""
        self.run(
            "flag", self.chance.choice(self.statements[-20:]), "check", "--reason", self.token()
        )

    def settle(self) -> None:
        """What others settle, too, each for their own reason; or open it again."""
        claim = f"C{self.chance.randint(1, 6)}"
        clear = self.chance.random() < 0.4
        self.run("settle", claim, *(["--clear"] if clear else ["--reason", self.token()]))
        if self.told[-1].error == "nothing-found" and clear:
            self.told.pop()  # nobody had settled it

    def undo(self) -> None:
        """A batch of one's own."""
        sql = """SELECT id FROM batch WHERE actor = :name AND undoes_id IS NULL
            ORDER BY id DESC LIMIT 4"""
        with opened(self.url) as database:
            found = database.reader.values(sql, name=self.name)
        if found:
            self.run("undo", f"B{self.chance.choice(found)}")

    def undo_last(self) -> None:
        """The last change, if it is one's own."""
        self.run("undo")

    def merge(self) -> None:
        """Two of the speakers that all use."""
        one, other = self.chance.sample(SPEAKERS, 2)
        self.run("merge", one, other, "--yes")

    def search(self) -> None:
        """Reading, which never waits and never fails."""
        if self.chance.random() < 0.3:
            self.run("contested")
        else:
            self.run("search", self.chance.choice(("trucks", "counted", "bridge")), "-n", "3")


@dataclass
class Crowd:
    """What came of it."""

    engine: str
    processes: int
    seconds: float
    commands: int = 0
    stored: int = 0
    longest: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def crowd(engine: str, url: str, folder: Path, processes: int, seconds: float, seed: str) -> Crowd:
    """So many people for so long on a database that is not there yet; then the reckoning."""
    found = Crowd(engine, processes, seconds)
    people = [Person(number, url, folder, f"{seed}/{engine}") for number in range(processes)]
    told: dict[str, list[Told]] = {}
    _together(people[:_FIRST], Person.begin, told, found)
    until = monotonic() + seconds
    _together(people, lambda person: person.work(until), told, found)
    _reckon(found, told, url)
    return found


def _together(
    people: list[Person],
    work: Callable[[Person], dict[str, Any]],
    told: dict[str, list[Told]],
    found: Crowd,
) -> None:
    """Each in a process of its own; what they were told, once all have ended."""
    started = [(person, person.folder / "told.json", partial(work, person)) for person in people]
    for pid in [in_fork(doing, path) for _person, path, doing in started]:
        os.waitpid(pid, 0)
    for person, path, _doing in started:
        answer = json.loads(path.read_text("utf-8"))
        if "fault" in answer:
            found.faults.append(answer["fault"])
        told.setdefault(person.name, []).extend(Told(**one) for one in answer.get("told", ()))


def _reckon(found: Crowd, told: dict[str, list[Told]], url: str) -> None:
    for name, heard in told.items():
        for one in heard:
            found.commands += 1
            found.longest = max(found.longest, one.seconds)
            if one.status:
                found.refused[one.error] += 1
                if one.error not in _REFUSALS.get(one.words[0], set()) and not _in_vain(one):
                    found.faults.append(f"{name}: {' '.join(one.words)}: {one.answer}")
    found.faults += [f"db check: {line}" for line in troubles(url)]
    with opened(url) as database:
        ledger = _Ledger(database.reader)
        found.faults += ledger.doubles()
        for name, heard in told.items():
            for one in heard:
                if not one.status and one.words[0] in _PROOFS:
                    found.stored += 1
                    if not _PROOFS[one.words[0]](ledger, one):
                        found.faults.append(f"lost: {name}: {one.words}: {one.answer}")


def _in_vain(told: Told) -> bool:
    """Whether it waited for its turn as long as anybody does; that is counted as refused."""
    busy = told.error == "database" and "another program is writing" in told.answer["message"]
    return busy and told.seconds >= BUSY_SECONDS


class _Ledger:
    """What the database has of what was told."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def doubles(self) -> list[str]:
        """Speakers, documents, keys or quotes that are there twice."""
        same = {
            "speaker": "key", "document": "key", "question": "slug", "xref": "scheme || ' ' || key",
            "statement": "document_id || ' ' || speaker_id || ' ' || text",
            "claim": "question_id || ' ' || key",
        }  # fmt: skip
        faults = []
        for table, what in same.items():
            sql = f"""SELECT {what} AS what, count(*) AS n FROM {table} WHERE {what} IS NOT NULL
                GROUP BY {what} HAVING count(*) > 1"""
            faults += [f"{table} twice: {row['what']}" for row in self.reader.rows(sql)]
        return faults

    def row(self, table: str, ref: str) -> dict[str, Any] | None:
        """A row by the id that was told; the image of one that an undo has taken back."""
        parsed = parse_id(ref)
        number = parsed.number if parsed else 0
        row = self.reader.row(f"SELECT * FROM {table} WHERE id = :id", id=number)
        if row is not None:
            return row
        sql = """SELECT c.before FROM change c JOIN batch b ON b.id = c.batch_id
            WHERE c.table_name = :table AND c.first_id = :id AND c.action = 'delete'
            AND b.undoes_id IS NOT NULL ORDER BY c.id DESC LIMIT 1"""
        image = self.reader.value(sql, table=table, id=number)
        return json.loads(image) if image else None

    def batch(self, ref: str) -> dict[str, Any]:
        """A batch by its id; nothing where it is not there."""
        return self.row("batch", ref) or {}


def _added(ledger: _Ledger, told: Told) -> bool:
    row = ledger.row("statement", told.answer["id"])
    return row is not None and row["text"] == told.words[2]


def _imported(ledger: _Ledger, told: Told) -> bool:
    report = told.answer[0]
    return report["new"] == 0 or bool(ledger.batch(report["batch"]))


def _flagged(ledger: _Ledger, told: Told) -> bool:
    if "--clear" in told.words:
        rows = [ledger.row("flag", ref) for ref in told.answer["cleared"]]
        return None not in rows
    row = ledger.row("flag", told.answer["flag"])
    if row is None:
        return False
    reason = told.words[told.words.index("--reason") + 1]
    sql = """SELECT count(*) FROM change WHERE table_name = 'flag' AND first_id = :id
        AND action = 'update' AND before LIKE :reason"""
    return row["reason"] == reason or bool(
        ledger.reader.value(sql, id=row["id"], reason=f"%{reason}%")
    )


def _undone(ledger: _Ledger, told: Told) -> bool:
    target = parse_id(told.answer["undone"]["id"])
    return target is not None and ledger.batch(told.answer["batch"])["undoes_id"] == target.number


def _merged(ledger: _Ledger, told: Told) -> bool:
    sql = """SELECT count(*) FROM change WHERE table_name = 'speaker' AND action = 'update'
        AND first_id = :one AND after LIKE :into"""
    into = parse_id(told.answer["into"])
    return all(
        ledger.reader.value(
            sql, one=getattr(parse_id(ref), "number", 0),
            into=f'%"merged_into": {into.number if into else 0}%',
        )
        for ref in told.answer["merged"]
    )  # fmt: skip


_PROOFS: dict[str, Callable[[_Ledger, Told], bool]] = {
    "add": _added,
    "import": _imported,
    "flag": _flagged,
    "settle": _flagged,
    "undo": _undone,
    "merge": _merged,
}
