"""What inputs are fed to.  Whatever is not said in the words of ``claims.errors`` is a fault."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

from claims.errors import ClaimsError, ExitStatus
from claims.exchange.formats import FORMATS
from tests.exchange import test_brat
from tests.fuzz import mutate, samples

BY_VALUE = 0.6
"""Of the inputs of a format that is JSON, how many are values gone wrong; the rest are bytes."""


class Scratch:
    """A database of a few things that nothing changes, and a folder: made once for a run."""

    def __init__(self) -> None:
        from claims.database import open_database
        from claims.exchange.importer import import_stream

        self.folder = Path(mkdtemp(prefix="claims-fuzz-"))
        self.empty = self.folder / "empty.db"
        open_database(str(self.empty), create=True).close()
        self.path = self.folder / "few.db"
        shutil.copyfile(self.empty, self.path)
        self.database = open_database(str(self.path))
        for name in ("context.json", "convoy.jsonl"):
            with (samples.SEED / name).open("rb") as stream:
                import_stream(self.database, stream, name=name, command="import", actor="fuzz")

    def close(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)


class Target:
    """Something that takes one input: ``make`` one from a seed, ``feed`` it.

    Inputs are fed some at a time within ``together``.
    """

    name = ""

    def __init__(self, scratch: Scratch) -> None:
        self.scratch = scratch

    def make(self, rng: Random) -> Any:
        raise NotImplementedError

    def feed(self, made: Any) -> object:
        """Take the input; true where it was good for something."""
        raise NotImplementedError

    @contextmanager
    def together(self) -> Iterator[None]:
        yield

    def close(self) -> None:
        """Put away what the target holds."""


# -- text ----------------------------------------------------------------------------------

QUERIES = (
    "convoi humanitaire", '"convoi humanitaire"', "l'armée", "aéro*", "convoi OR camions",
    "convoi -russe", "convoi NOT russe", "(convoi OR camions) attaque", 'speaker:"John Kerry"',
    "source:afp,reuters", "said:2016-09..", "year:2016 lang:fr", "foo:bar 10:30 https://lci.fr",
    "via:sana kind:direct stance:denies role:minister state:contested -status:proposed",
    "question:convoy-attack claim:Russia document:D2 url:lci.fr cue:said is:flagged has:role",
)  # fmt: skip
DATES = (
    "2016-09-19", "2016-09", "2016", "2016-09-19T12:30:00+02:00", "19/09/2016", "09/19/2016",
    "19 septembre 2016", "September 19, 2016", "le 1er mai", "hier", "jeudi dernier", "last Monday",
    "2016-W38", "2016..2017", "2016-09-01..2016-09-19", "..2016", "2016..", "il y a trois jours",
    "two weeks ago", "début septembre 2016", "été 2016", "1.9.2016", "20160919", "Sept. 2016",
)  # fmt: skip
NUMBERS = (
    "12", "12..", "18..23", "~20", "une vingtaine", "au moins 12", "more than 300,000", "dozens",
    "des dizaines", "près de 3 millions", "1 200", "1.200,5", "1,200.5", "entre 10 et 12",
    "between ten and twelve", "quatre-vingt-dix-neuf", "two hundred and five", "3,5 milliards",
    "half a dozen", "≥ 12", "< 5", "-3", "12 %", "1e3", "up to 40", "jusqu'à quarante", "no", "0",
)  # fmt: skip
ARTICLES = (
    "Le ministre de la défense, Paul Martin, a déclaré jeudi : « Nous n'avons rien fait », selon"
    " l'AFP. « C'est faux », a-t-il ajouté. D'après l'OSDH, au moins 12 personnes sont mortes.",
    "“We did not,” the minister said in Paris on Monday, “and never will,” Ann Lee added. She told"
    " Reuters that ‘nobody’ knew. According to Dr. Bo Li, the army (which denied it) was near.",
    "READ MORE: Tin is up\n\nA: Who did it?\nB: I can't say.\nA: Why?\n\nMr. Lee, 42, says: \"No.\""
    " — « Non » affirme-t-elle, citée par Sana, ajoutant que « l'armée [syrienne] (ndlr) » ment.",
)  # fmt: skip


class _Text(Target):
    like: tuple[str, ...] = ()

    def make(self, rng: Random) -> str:
        return mutate.text(rng, rng.choice(self.like), self.like)


class Queries(_Text):
    """The language of searches: parsed always, asked of the database each fourth time."""

    name, like = "query", QUERIES
    asked = 0

    def feed(self, made: str) -> object:
        from claims.query import parse
        from claims.search import search

        parsed = parse(made)
        self.asked += 1
        if self.asked % 4 == 0:
            search(self.scratch.database.reader, made, newest=self.asked % 8 == 0, limit=5)
        return parsed.tree


class Dates(_Text):
    """Days, spans, ranges."""

    name, like = "dates", DATES

    def feed(self, made: str) -> object:
        from claims.dates import parse_range

        found = parse_range(made, relative_to=date(2016, 9, 22))
        assert found.first is None or found.last is None or found.first <= found.last
        return found


class Numbers(_Text):
    """Figures in digits and in words; what is said again is the same figure."""

    name, like = "numbers", NUMBERS

    def feed(self, made: str) -> object:
        from claims.numbers import parse_number

        found = parse_number(made)
        assert parse_number(found.as_text()) == found, (made, found)
        return found


class Extraction(_Text):
    """Articles, whole; places must lie in them."""

    name, like = "extract", ARTICLES

    def feed(self, made: str) -> object:
        from claims.extract import extract
        from tests.extract.test_properties import check

        found = extract(made, published=date(2016, 9, 22))
        check(made, found)
        return found.quotes


# -- files ---------------------------------------------------------------------------------


class Reader(Target):
    """One format: many files in one transaction that is never kept."""

    def __init__(self, scratch: Scratch, format: str) -> None:
        super().__init__(scratch)
        self.name = self.format = format
        self.files = samples.files(format)
        self.values = samples.values(format)
        self.journal: Any = None
        self.place = scratch.folder / "a.ann" if format == "brat" else None

    def make(self, rng: Random) -> tuple[bytes, str | None]:
        if self.values and rng.random() < BY_VALUE:
            made = mutate.value(rng, rng.choice(self.values))
        else:
            made = mutate.data(rng, rng.choice(self.files), self.files)
        return made, None if rng.random() < 0.2 else self.format

    @contextmanager
    def together(self) -> Iterator[None]:
        if self.place:
            rng = Random(self.place.stat().st_mtime_ns if self.place.exists() else 0)
            wrong = mutate.text(rng, test_brat.TEXT)
            self.place.with_suffix(".txt").write_text(wrong, "utf-8", "replace")
            self.place.touch()
        with ExitStack() as stack:
            stack.enter_context(_given_up())
            self.journal = stack.enter_context(self.scratch.database.write("import x", "fuzz"))
            yield
            raise _GivenUpError

    def feed(self, made: tuple[bytes, str | None]) -> object:
        from claims.exchange import importer
        from claims.exchange.importer import Options
        from claims.exchange.intake import unpacked
        from claims.exchange.reading import reading
        from claims.exchange.report import ImportReport

        data, asked = made
        stream = unpacked(io.BytesIO(data))
        first = importer._beginning(stream)
        found = asked or importer._format(first, self.place, Options())
        if found == "dump":
            return False
        found, work = reading(found, stream, first, asked=asked, place=self.place)
        report = ImportReport("x", found, dry_run=True)
        work(self.journal, report, lambda _count: None)
        told = report.as_json()
        assert told["read"] >= 0
        report.error(most=20, again="x")
        report.lines()
        return report.read > report.flawed


class _GivenUpError(Exception):
    pass


@contextmanager
def _given_up() -> Iterator[None]:
    with suppress(_GivenUpError):
        yield


class Dump(Reader):
    """Dumps, each into an empty database: what is wrong with one takes it all back."""

    def __init__(self, scratch: Scratch, format: str = "dump") -> None:
        from claims.database import open_database

        super().__init__(scratch, format)
        self.target = scratch.folder / "restored.db"
        shutil.copyfile(scratch.empty, self.target)
        self.restored = open_database(str(self.target))

    def make(self, rng: Random) -> tuple[bytes, str | None]:
        lines = self.files[0].splitlines(keepends=True)
        head = lines[0] if rng.random() < 0.95 else mutate.data(rng, lines[0])
        if rng.random() < 0.7:
            # One row gone wrong, the others as they were.
            at = rng.randrange(1, len(lines))
            lines[at] = _row(rng, lines[at])
            return head + b"".join(lines[1:]), None
        return head + mutate.data(rng, b"".join(lines[1:])), None

    @contextmanager
    def together(self) -> Iterator[None]:
        yield

    def feed(self, made: tuple[bytes, str | None]) -> object:
        from claims.database import open_database
        from claims.exchange.importer import Options, import_stream

        report = import_stream(
            self.restored, io.BytesIO(made[0]), name="x", command="import x", actor="fuzz",
            options=Options(made[1] or "dump"),
        )  # fmt: skip
        if report.stored:
            self.restored.close()
            for beside in ("", "-wal", "-shm"):
                Path(f"{self.target}{beside}").unlink(missing_ok=True)
            shutil.copyfile(self.scratch.empty, self.target)
            self.restored = open_database(str(self.target))
        return report.stored

    def close(self) -> None:
        self.restored.close()


def _row(rng: Random, line: bytes) -> bytes:
    import json

    if rng.random() < 0.3:
        return mutate.data(rng, line)
    return mutate.value(rng, json.loads(line)) + b"\n"


# -- the program ---------------------------------------------------------------------------


class Program(Target):
    """The whole program: words of a command line gone wrong, or a file on its standard input."""

    name = "program"
    statuses = frozenset(int(one) for one in ExitStatus)

    def make(self, rng: Random) -> tuple[list[str], bytes]:
        if rng.random() < 0.3:
            format = rng.choice([one for one in FORMATS if one != "brat"])
            asked = [] if rng.random() < 0.3 else ["--format", format]
            data, _asked = _READERS.get(format, Reader)(self.scratch, format).make(rng)
            how = rng.choice(([], ["--json"], ["--keep-going"]))
            return ["import", "--dry-run", *asked, *how, "-"], data
        words = rng.choice(COMMANDS).split()
        at = rng.randrange(1, len(words) + 1)
        odd = mutate.text(rng, rng.choice((*QUERIES, "S19", "convoy-attack", "Pentagon", "B2")))
        words[at : at + rng.randrange(2)] = [odd]
        if rng.random() < 0.5:
            words += ["--format", rng.choice(("table", "json", "jsonl", "csv", "md", "html"))]
        return words, b""

    def feed(self, made: tuple[list[str], bytes]) -> object:
        words, data = made
        status, out, err = run(words, str(self.scratch.path), stdin=data)
        assert status in self.statuses, (words, status, err)
        assert "internal error" not in err, (words, err)
        assert "Traceback" not in out + err, (words, err)
        assert status == ExitStatus.DONE or err, words
        return status == ExitStatus.DONE


COMMANDS = (
    "search convoy", "search speaker:dunford --newest", "show S19", "show C2", "contrast Q1",
    "contested --topic convoy-attack", "why C2 --as-of 2016-09-20", "history Pentagon --voices",
    "timeline convoy-attack", "cite S19", "speakers ministry", "stats", "log B2", "verify S19",
    "similar S19 --threshold 0.3", "triage --list", "search --since 2016 --until 2017 --speaker x",
    "export --format flat --since 2016 -", "help search", "config get format", "db check",
)  # fmt: skip


def run(words: list[str], db: str, *, stdin: bytes = b"") -> tuple[int, str, str]:
    """The program in-process, its streams pipes: status, standard output, standard error."""
    from claims.cli import main
    from claims.environment import Environment

    out, err = io.BytesIO(), io.BytesIO()
    folder = str(Path(db).parent)
    environment = Environment(
        stdin=io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8", errors="surrogateescape"),
        stdout=io.TextIOWrapper(out, "utf-8", errors="replace", write_through=True),
        stderr=io.TextIOWrapper(err, "utf-8", errors="replace", write_through=True),
        environ={"HOME": folder, "CLAIMS_CONFIG": f"{folder}/none.toml", "CLAIMS_DB": db,
                 "CLAIMS_ACTOR": "fuzz", "PAGER": "", "TERM": "dumb"},
        terminal=False,
    )  # fmt: skip
    status = main(words, environment)
    return status, out.getvalue().decode(), err.getvalue().decode()


_READERS: dict[str, Callable[[Scratch, str], Reader]] = {"dump": Dump}
_OTHERS: dict[str, Callable[[Scratch], Target]] = {
    one.name: one for one in (Queries, Dates, Numbers, Extraction, Program)
}
SHARES = {
    **dict.fromkeys(FORMATS, 50),
    "query": 100, "dates": 30, "numbers": 60, "extract": 20, "program": 4,
}  # fmt: skip
"""How many inputs each target has of a run, beside the others."""


def target(name: str, scratch: Scratch) -> Target:
    """The target of a name."""
    if name in _OTHERS:
        return _OTHERS[name](scratch)
    return _READERS.get(name, Reader)(scratch, name)


EXPECTED = (ClaimsError,)
"""What an input may raise."""
