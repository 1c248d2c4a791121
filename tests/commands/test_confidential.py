"""Nothing confidential leaves: every command that reads, in every format, into a pipe and out of it.

The database is ``tests.sealed``'s; whatever any command prints or writes is searched for its words.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from claims import cli
from claims.confidential import GROUPS, MARK, VIEWS, as_seen
from claims.database import open_database
from claims.exchange.export import ExportFormat
from claims.render.listing import FORMATS
from claims.views import VIEWS as OTHERS
from tests.conftest import Result
from tests.sealed import PUBLIC, SECRETS, leaked, seal, statement

Run = Callable[..., Result]

IDS = (
    ("S", 27, 36), ("C", 13, 17), ("Q", 3, 6), ("P", 46, 56), ("D", 20, 26), ("V", 1, 3),
    ("R", 12, 15), ("N", 40, 47), ("F", 1, 3), ("A", 36, 39), ("B", 2, 14),
)  # fmt: skip
"""Those of what the sealed database has besides the dossier, and one on either side."""

READS: dict[str, list[str]] = {
    "triage": ["triage --list", "triage --list --json"],
    "search": [
        "search -speaker:tass", "search convoy", "search susurrus", "search gossam*",
        "search speaker:dunford --newest", "search speaker:rhodes", "search 'speaker:quiethand'",
        "search role:clandestine", "search via:murmurwire", "search penumbrol", "search quiethond",
        "search status:all said:2016 --limit 100", f"search {PUBLIC}", "search susurros",
    ],
    "show": [
        "show convoy-attack", "show convoy-attack/responsible", "show Dunford",
        "show 'Farhan Haq'", "show 'Ben Rhodes'", "show AFP",
        *(f"show {letter}{number}" for letter, first, last in IDS for number in range(first, last)),
    ],
    "contrast": ["contrast convoy-attack", "contrast responsible", "contrast hushmatter"],
    "contested": ["contested", "contested --topic convoy-attack", "contested --strict"],
    "why": [f"why C{number}" for number in (2, 13, 14, 15)] + ["why responsible"],
    "history": ["history Dunford", "history 'Farhan Haq'", "history Pentagon --voices"],
    "timeline": ["timeline convoy-attack", "timeline"],
    "cite": [f"cite S{number}" for number in range(27, 36)],
    "verify": ["verify", "verify --all"],
    "similar": ["similar --threshold 0.1", "similar Dunford --threshold 0.1"],
    "rating list": ["rating list", "rating list --unmapped"],
    "log": ["log", "log --table speaker", "log Dunford", "log 'Farhan Haq'"]
    + [f"log B{number}" for number in range(3, 14)],
    "speakers": ["speakers", "speakers ott*", "speakers elder", "speakers --role clandestine"],
    "stats": ["stats"],
    "confidential": ["confidential"],
    "db current": ["db current"],
    "db check": ["db check"],
    "config list": ["config list"],
}  # fmt: skip
"""What each command that reads is tried with."""

OTHERWISE = {
    "export": "below, in each of its formats",
    "completion": "below, of each kind of name",
    **dict.fromkeys(
        (
            "init", "import", "extract", "flag", "settle", "merge", "rating map", "undo",
            *(f"add {name}" for name in (
                "quote", "speaker", "role", "document", "question", "claim", "position", "link",
                "verdict",
            )),
        ),
        "writes; what it answers with is below",
    ),
    **dict.fromkeys(("db upgrade", "db backup", "db restore"), "of files whole"),
    **dict.fromkeys(
        ("config get", "config set", "config unset", "config path", "config maps", "help"),
        "reads no database",
    ),
}  # fmt: skip
"""Commands that are not in ``READS``, and why."""


def words_of(line: str) -> list[str]:
    import shlex

    return shlex.split(line)


CALLS = [(name, line) for name, lines in READS.items() for line in lines]
FEW = [(name, lines) for name, lines in READS.items()]
PIPED = [name for name in FORMATS if name != "table"]
"""A table into a pipe is below."""


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> str:
    """The sealed database; nothing here writes to it."""
    path = tmp_path_factory.mktemp("sealed") / "claims.db"
    shutil.copyfile(sqlite_template, path)
    path.chmod(0o600)
    database = open_database(str(path))
    seal(database)
    database.close()
    return str(path)


@pytest.fixture
def copy(sealed: str, tmp_path: Path) -> str:
    """One to write to."""
    path = tmp_path / "copy.db"
    shutil.copyfile(sealed, path)
    path.chmod(0o600)
    return str(path)


def test_every_command_is_tried_or_said_why_not() -> None:
    from tests.test_docs import every_command

    every = {" ".join(path) for path in every_command(cli.program())}
    assert every == READS.keys() | OTHERWISE.keys()


def test_groups_are_known_by_their_names() -> None:
    context = click.Context(cli.program())
    groups = [
        name
        for name in cli.commands()
        if isinstance(cli.program().get_command(context, name), click.Group)
    ]
    assert sorted(GROUPS) == sorted(groups)


def tells(run: Run, db: str, line: str, **how: object) -> tuple[Result, str]:
    words = words_of(line)
    result = run(*words, db=db, **how)
    assert result.status in (0, 1, 2, 3), f"{line}\n{result.err}"
    assert "internal error" not in result.err, f"{line}\n{result.err}"
    return result, result.out + result.err


@pytest.mark.parametrize("format", [*PIPED, "table"])
@pytest.mark.parametrize("command", READS)
def test_a_pipe_is_told_nothing(run: Run, sealed: str, command: str, format: str) -> None:
    for line in READS[command]:
        _result, told = tells(run, sealed, f"{line} --format {format}")
        assert not leaked(told, but=line), f"{line} --format {format}\n{told}"


@pytest.mark.parametrize("format", PIPED)
@pytest.mark.parametrize("command", READS)
def test_nor_is_a_terminal_that_asks_for_a_file(
    run: Run, sealed: str, command: str, format: str
) -> None:
    for line in READS[command][:4]:
        _result, told = tells(run, sealed, f"{line} --format {format}", terminal=True)
        assert not leaked(told, but=line), f"{line}\n{told}"


SEEN = (
    "search", "show", "contrast", "contested", "why", "timeline", "speakers", "triage", "verify",
    "log", "confidential",
)  # fmt: skip


@pytest.mark.parametrize("command", READS)
def test_with_the_option_a_pipe_is_told(run: Run, sealed: str, command: str) -> None:
    told = ""
    for line in READS[command]:
        told += tells(run, sealed, f"{line} --json --include-confidential")[1]
    assert bool(leaked(told)) == (command in {*SEEN, "cite", "history", "similar", "stats"}), told


@pytest.mark.parametrize("command", READS)
def test_a_terminal_shows_it_with_a_mark(run: Run, sealed: str, command: str) -> None:
    told = "".join(
        tells(run, sealed, line, terminal=True, width=160, env={"NO_COLOR": "1"})[1]
        for line in READS[command]
    )
    if command == "cite":
        assert not leaked(told), told
    elif command in SEEN:
        assert leaked(told)
        if command != "log":  # the history is of rows as they were, their marks among the columns
            assert MARK in " ".join(told.split())


# -- what leaves as a file


@pytest.mark.parametrize("form", ExportFormat)
def test_exports_hold_nothing_of_it(run: Run, sealed: str, tmp_path: Path, form: str) -> None:
    for more in ([], ["--all"], ["--speaker", "Joseph Dunford"], ["--question", "convoy-attack"]):
        target = tmp_path / f"out{len(more)}{len(list(tmp_path.iterdir()))}"
        result = run("export", str(target), "--format", form, *more, db=sealed)
        told = result.out + result.err
        if target.exists():
            files = [target] if target.is_file() else [one for one in target.rglob("*") if one.is_file()]
            told += "".join(one.read_text("utf-8") for one in files)
            for one in [target, *files]:
                assert one.stat().st_mode & 0o077 == 0, one
        assert not leaked(told), f"{form} {more}\n{told[:3000]}"
        told = run("export", "-", "--format", form, *more, db=sealed, terminal=True)
        assert not leaked(told.out + told.err)


@pytest.mark.parametrize("form", ["dump", "flat", "csv", "annotation", "quotation", "ftm"])
def test_with_the_option_they_do(run: Run, sealed: str, form: str) -> None:
    told = run("export", "--format", form, "--include-confidential", "--all" if form != "dump" else "--no-input", db=sealed)
    assert {"quiethand", "susurrus", "gossamer"} <= set(leaked(told.out))


def test_other_tools_see_nothing_in_the_views(sealed: str) -> None:
    connection = sqlite3.connect(sealed)
    for view in (*OTHERS, *(name for name in VIEWS if name.startswith("open_"))):
        told = str(connection.execute(f"SELECT * FROM {view}").fetchall())
        assert not leaked(told), view
    assert connection.execute("SELECT count(*) FROM quotes").fetchone()[0] > 27
    found = "SELECT rowid FROM quote_words WHERE quote_words MATCH ?"
    assert connection.execute(found, ('"susurrus"',)).fetchall() == []
    assert len(connection.execute(found, (f'"{PUBLIC}"',)).fetchall()) == 1
    connection.close()


# -- completion


@pytest.mark.parametrize("line", [
    "claims show ", "claims show ott", "claims show S", "claims show P4", "claims search --speaker ",
    "claims search --speaker tac", "claims history whis", "claims search --source ",
    "claims contrast ", "claims contrast convoy-attack/h", "claims show S2", "claims show C1",
])  # fmt: skip
def test_a_shell_completes_nothing_of_it(
    run: Run, sealed: str, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    words = line.split(" ")

    def complete(*more: str) -> str:
        typed = [words[0], *more, *words[1:]]
        monkeypatch.setenv("_CLAIMS_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(typed))
        monkeypatch.setenv("COMP_CWORD", str(len(typed) - 1))
        result = run(db=sealed)
        return result.out + result.err

    assert not leaked(complete(), but=line)
    if line.endswith(("ott", "tac")):
        assert ("quiethand" in complete("--include-confidential").lower()) == line.endswith("ott")
