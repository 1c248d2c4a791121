"""Everything from outside is untrusted: each command, each format, terminal and pipe, byte by byte.

The databases are full of hostile text in two ways: brought in by the importers and commands, as
anybody could, and written over every column past all cleaning, so that the renderers are tested
alone.  A command, a format or a column that is new is in here by itself, or a test fails.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import lxml.html
import pytest

from claims.exchange.export import ExportFormat
from claims.render.listing import FORMATS
from tests import hostile
from tests.conftest import Result
from tests.exchange.claimreview.objects import review
from tests.exchange.people.test_popolo import PARLIAMENT
from tests.hostile import SHOWN, STRINGS, SURROGATES, harmless, unstyled

Run = Callable[..., Result]

GROUPS = (*STRINGS, "imported")
HUGE = "x" * 1_000_000

ARTICLE = (
    "“We did not do it,” Ann Lee said on Monday. According to the ministry, at least 12 died.\n"
    "“Never,” {word} said. “{word},” the minister added, told {word}.\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of databases: one for each group of strings, full of them."""
    from claims.database import open_database

    folder = tmp_path_factory.mktemp("hostile")
    open_database(str(folder / "empty.db"), create=True).close()
    _fill(folder, folder / "full.db")
    for group, strings in STRINGS.items():
        path = folder / f"{group}.db"
        shutil.copyfile(folder / "full.db", path)
        hostile.poison(str(path), strings)
    _import_all(folder, folder / "imported.db")
    return folder


def _fill(folder: Path, path: Path) -> None:
    """The dossier, and one of everything it has none of."""
    shutil.copyfile(folder / "empty.db", path)
    (folder / "article.txt").write_text(ARTICLE.format(word="Bo Li"), "utf-8")
    (folder / "reviews.jsonl").write_text(json.dumps(review()) + "\n", "utf-8")
    (folder / "people.json").write_text(json.dumps(PARLIAMENT), "utf-8")
    for line in (
        "init --demo", f"import {folder}/reviews.jsonl", f"import {folder}/people.json",
        f"extract {folder}/article.txt --lang en --save --outlet AP --url https://a.example/1",
        "add verdict C2 --by 'Fact Desk' --label Nope --value false --always --new --explanation"
        " 'Why not' --url https://f.example/1 --on 2017 --note 'a note' --lang en",
        "add link C1 refines C2 --note because", "add speaker P1 --alias 'Another name' --note so",
        "add role P1 'First clerk' --of P2 --titled fr=Greffier --note so",
        "add document --title Paper --in AP --url https://p.example/1 --note so --lang en"
        f" --file {folder}/article.txt",
        "add question convoy-attack/unit --mode number --kind question --title Unit --unit trucks"
        " --note so",
        "add position S19 C2 --stance doubts --hedge 'it seems'",
        "add quote Never --by P3 --in AP --as clerk --of P2 --venue here --cue said --lang en"
        " --note so --original Jamais --original-lang fr --question Q2 --claim 'Somebody else'"
        " --stance asserts --hedge so --new",
        "flag S19 check --reason 'have a look'", "flag C2 contested --reason so",
        "settle C4 --reason 'it is'", "flag S20 check", "flag S20 check --clear",
        "rating map 'Fact Desk' Nope false",
    ):  # fmt: skip
        _run(folder, path, *shlex.split(line))


def _import_all(folder: Path, path: Path) -> None:
    """What is hostile, by the importers and the commands."""
    shutil.copyfile(folder / "full.db", path)
    words = [word for strings in STRINGS.values() for word in strings] + [*SURROGATES]
    (folder / "HOSTILE.jsonl").write_text("\n".join(_records(words)), "utf-8")
    (folder / "HOSTILE.json").write_text(json.dumps(_context(words)), "utf-8")
    _write_csv(folder / "HOSTILE.csv", words)
    (folder / "reviews.jsonl").write_text("\n".join(_reviews(words)), "utf-8")
    for name in ("HOSTILE.jsonl", "HOSTILE.csv", "HOSTILE.json", "reviews.jsonl"):
        _run(folder, path, "import", "--keep-going", f"{folder}/{name}", statuses=(0, 4))
    # With a NUL, or much that is no text, a file is refused as a whole.
    texts = "".join(ARTICLE.format(word=word) for word in words if "\0" not in word)
    (folder / "HOSTILE.txt").write_text(texts, "utf-8", "replace")
    extra = ("--lang", "en", "--save", "--title", words[0], "--outlet", words[1])
    _run(folder, path, "extract", f"{folder}/HOSTILE.txt", *extra)
    for number, word in enumerate(words):
        if "\0" not in word and word.strip():
            options = ("--reason", word) if number % 2 else ("--clear",)
            _run(folder, path, "flag", f"S{number + 1}", "check", *options, statuses=None)


def _records(words: list[str]) -> list[str]:
    """Flat records whose every field is hostile, where it is free text."""
    return [
        json.dumps({
            "key": f"{word}{number}", "text": f"{word} said nothing of the convoy {word}",
            "speaker": f"{word}Ann {number}", "role": word, "org": f"{word}Org", "venue": word,
            "cue": word, "via": [f"{word}Agency"], "outlet": f"{word}Paper", "title": word,
            "url": hostile.ADDRESSES[number % len(hostile.ADDRESSES)].format(number),
            "said": "2016-09-20", "note": word, "original_text": word, "lang": "en",
            "positions": [{"question": "convoy-attack/responsible", "claim": f"{word}Nobody",
                           "stance": "asserts", "hedge": word}],
        })
        for number, word in enumerate(words)
    ] + [json.dumps({"text": HUGE, "speaker": "Ann Lee"}),
         json.dumps({"text": "No convoy", "speaker": HUGE, "title": HUGE})]  # fmt: skip


def _context(words: list[str]) -> dict[str, Any]:
    return {
        "questions": [
            {"slug": f"h{number}", "kind": "topic", "title": {"en": f"{word} title", "fr": word}}
            for number, word in enumerate(words)
        ],
        "speakers": [{"name": f"{word}Bo {number}", "kind": "person", "aliases": [f"{word}B"]}
                     for number, word in enumerate(words)],
    }  # fmt: skip


def _write_csv(path: Path, words: list[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "speaker", "title", "note", "outlet"])
        writer.writerows([f"{word}a", f"{word}b", word, word, f"{word}c"] for word in words)


def _reviews(words: list[str]) -> list[str]:
    return [
        json.dumps(review(
            url=f"https://checkers.example/{number}", claimReviewed=f"{word} claim {number}",
            author={"@type": "Organization", "name": f"{word}Checkers"},
            reviewRating={"@type": "Rating", "alternateName": f"{word} label",
            "ratingExplanation": word},
        ))
        for number, word in enumerate(words)
    ]  # fmt: skip


_go: list[Run] = []


def _run(folder: Path, path: Path, *words: str, statuses: Any = (0,), **more: Any) -> Result:
    from tests.conftest import run as fixture

    go = fixture.__wrapped__ if hasattr(fixture, "__wrapped__") else fixture._get_wrapped_function()
    result: Result = go(folder)(*words, db=str(path), **more)
    assert statuses is None or result.status in statuses, (words, result.err)
    return result


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with the hostile files in it."""
    for file in made.glob("HOSTILE.*"):
        shutil.copyfile(file, tmp_path / file.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- complete by construction --------------------------------------------------------------


def test_every_command_is_here() -> None:
    assert {name for name, _command in hostile.leaves()} == set(SHOWN)


def test_every_export_is_here() -> None:
    shown = {re.match(r"export --format ([\w-]+)", line)[1] for line in SHOWN["export"]}  # type: ignore[index]
    assert shown == {one.value for one in ExportFormat} - {ExportFormat.BRAT.value}


def test_every_column_holds_something_hostile(made: Path) -> None:
    import sqlite3

    empty = set()
    with sqlite3.connect(made / "escapes.db") as database:
        for table, column in hostile.columns():
            sql = f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND {column} <> ''"
            if not database.execute(sql).fetchone()[0]:
                empty.add(f"{table}.{column}")
    database.close()
    assert empty == set(), "fill it in _fill()"


# -- what is printed -----------------------------------------------------------------------


def _lines(group: str) -> list[str]:
    """The words that H stands for: all strings of a group, some together."""
    strings = STRINGS.get(group) or (*(one[0] for one in STRINGS.values()), *SURROGATES)
    # No word of a command line holds a NUL.
    words = ["".join(strings[at : at + 7]) for at in range(0, len(strings), 7)]
    return [word.replace("\0", "") for word in words]


def _argv(line: str, word: str) -> list[str]:
    return [word if one == "H" else one for one in shlex.split(line)]


def _formats(line: str) -> tuple[str, ...]:
    own = line.startswith(("export", "import", "extract"))
    return ("tsv",) if own or line.startswith(hostile.WRITES) else FORMATS


def _each(here: Path, made: Path, group: str, line: str) -> Any:
    """Copies of the database for what writes, the database itself for what reads; the words."""
    words = _lines(group) if "H" in shlex.split(line) else ["H"]
    for number, word in enumerate(words):
        path = made / f"{group}.db"
        if line.startswith(hostile.WRITES):
            path = here / f"copy-{number}.db"
            shutil.copyfile(made / f"{group}.db", path)
        yield path, _argv(line, word)


LINES = [line for lines in SHOWN.values() for line in lines]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("line", LINES)
def test_in_a_pipe(run: Run, here: Path, made: Path, group: str, line: str) -> None:
    for path, words in _each(here, made, group, line):
        for format in _formats(line):
            asked = ("--format", format) if len(_formats(line)) > 1 else ()
            safe = ("--excel-safe",) if format == "csv" else ()
            result = run(*words, *asked, *safe, db=str(path), stdin=b"")
            _checked(result, words)
            if result.status == 0:
                _check_of(line, format)(result.out)
            else:
                _plain(result.out)


@pytest.mark.parametrize("group", ["escapes", "unseen", "imported"])
@pytest.mark.parametrize("line", LINES)
def test_on_a_terminal(run: Run, here: Path, made: Path, group: str, line: str) -> None:
    for path, words in _each(here, made, group, line):
        known = hostile.known_addresses(str(path))
        result = run(*words, db=str(path), terminal=True, width=100)
        out, links = unstyled(result.out)
        err, none = unstyled(hostile.without_progress(result.err))
        _checked(Result(result.status, out, err), words)
        harmless(out)
        assert not none
        assert links <= known | hostile.known_addresses(str(path)), line
        if not line.startswith(hostile.WRITES):
            colourless = run(*words, db=str(path), terminal=True, width=100, env={"NO_COLOR": "1"})
            assert "\x1b" not in colourless.out
            assert _rows(colourless.out) == _rows(out)


def _rows(text: str) -> list[str]:
    """The lines without the blanks that fill them up."""
    return [line.rstrip() for line in text.split("\n")]


def _check_of(line: str, format: str) -> Callable[[str], None]:
    """What the answer of a command must be; some answer in a format of their own."""
    if line.startswith("export"):
        return _csv if line.endswith("--excel-safe") else _plain
    if line.startswith(("config get", "config path", "completion", "help")):
        return _plain
    return CHECKS.get(format, _plain)


def _checked(result: Result, words: list[str]) -> None:
    assert result.status in (0, 1, 2, 3, 4, 5, 130), (words, result.err)
    assert "internal error" not in result.err, (words, result.err)
    harmless(result.err.replace("\r", ""))


def _plain(text: str) -> None:
    harmless(text.replace("\r\n", "\n"))


def _json(text: str) -> None:
    harmless(text)
    json.loads(text)


def _json_lines(text: str) -> None:
    harmless(text)
    for line in text.split("\n")[:-1]:
        json.loads(line)


_FORMULA = re.compile(r"[\s\"“”«]*[=+\-@＝＋－＠]|[\t\r\n]")


def _csv(text: str) -> None:
    harmless(text.replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) <= 1
    for cell in (cell for row in rows for cell in row):
        assert not _FORMULA.match(cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell), cell


def _tsv(text: str) -> None:
    harmless(text)


def _markdown(text: str) -> None:
    harmless(text)
    for line in text.split("\n"):
        if not line.startswith("    "):
            assert not re.search(r"(?<!\\)<(?!https?://[^<>\s]*>\))", line, re.IGNORECASE), line
            assert not re.search(r"(?<!\\)\]\((?!<https?://)", line, re.IGNORECASE), line


_TAGS = set(
    "html head meta title style body main h1 h2 h3 p ul li figure figcaption blockquote a span mark"
    " br table caption thead tbody tr th td div pre svg g line text path circle".split()
)
_ATTRIBUTES = set(
    "lang charset http-equiv content name class dir id role scope data-label tabindex cite href rel"
    " viewBox aria-label x y x1 y1 x2 y2 cx cy r d text-anchor viewbox".split()
)
POLICY = "default-src 'none'; style-src 'sha256-"


def _html(text: str) -> None:
    harmless(text)
    if not text:
        return
    page = lxml.html.document_fromstring(text.encode())
    policies = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert len(policies) == 1
    assert policies[0].startswith(POLICY)
    assert "unsafe" not in policies[0]
    for element in page.iter():
        assert isinstance(element.tag, str), element  # no comment, no instruction
        assert element.tag in _TAGS
        assert set(element.attrib) <= _ATTRIBUTES, element.attrib
        for name in ("href", "cite"):
            address = element.get(name)
            assert address is None or re.match(r"https?://|#", address, re.IGNORECASE), address
    assert len(page.xpath("//style")) == len(page.xpath("//head/style")) == 1


CHECKS: dict[str, Callable[[str], None]] = {
    "json": _json, "jsonl": _json_lines, "csv": _csv, "tsv": _tsv, "md": _markdown, "html": _html,
}  # fmt: skip


# -- arguments, help, completion -----------------------------------------------------------


def _parameters() -> list[tuple[str, click.Parameter]]:
    return [
        (name, parameter)
        for name, command in hostile.leaves()
        for parameter in command.params
        if not (isinstance(parameter, click.Option) and parameter.is_flag)
    ]


def _with(name: str, parameter: click.Parameter, word: str) -> list[str]:
    if isinstance(parameter, click.Option):
        first = next((line for line in SHOWN[name] if " H" not in line), SHOWN[name][0])
        return [*_argv(first, "H"), f"{parameter.opts[-1]}={word}"]
    return [*name.split(), "--", word]


@pytest.mark.parametrize("name", [name for name, _command in hostile.leaves()])
def test_hostile_arguments(run: Run, here: Path, made: Path, name: str) -> None:
    path = here / "copy.db"
    words = [word for group in (*STRINGS, "imported") for word in _lines(group)] + [HUGE]
    for number, (command, parameter) in enumerate(_parameters()):
        if command != name or parameter.name == "db":
            continue
        shutil.copyfile(made / "full.db", path)
        typed = _with(name, parameter, words[number % len(words)])
        terminal = number % 3 == 2
        result = run(*typed, db=str(path), stdin=b"", terminal=terminal, env={"NO_COLOR": "1"})
        _checked(result, typed[:9])
        assert len(result.err) < 20_000


@pytest.mark.parametrize("word", [*_lines("escapes"), *_lines("unseen"), *_lines("imported")])
def test_hostile_databases_and_commands(run: Run, here: Path, word: str) -> None:
    for typed in (["search", "x", "--db", word], [word], ["add", word], ["search", f"--{word}"],
                  ["--json", word], ["search", "x", "--db",
                  f"postgresql://{word}@localhost:1/x"]):  # fmt: skip
        _checked(run(*typed), typed)


@pytest.mark.parametrize("name", [name for name, _command in hostile.leaves()])
def test_help(run: Run, name: str) -> None:
    result = run(*name.split(), "--help", terminal=True)
    harmless(unstyled(result.out)[0])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("group", GROUPS)
def test_completion(
    run: Run, made: Path, group: str, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that a shell would run, and one name a line."""
    for typed in ("show ", "search --speaker ", "add quote x --in ", "contrast ", "show P"):
        line = f"claims --db {made / group}.db {typed}"
        monkeypatch.setenv("_CLAIMS_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv(
            "COMP_CWORD", str(line.count(" ")) if shell != "fish" else typed[-1:].strip()
        )
        result = run(db=str(made / f"{group}.db"))
        assert (result.status, result.err) == (0, "")
        harmless(result.out)
        assert not re.search(r"[`$\\;&|<>\"*?\[\]{}!#~\t]", result.out.replace("\\:", ":")), (
            result.out
        )
