"""Nothing confidential leaves: every command that reads, in every format, to a pipe and a terminal.

The database is ``tests.sealed``'s; whatever any command prints or writes is searched for its words.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from claims import cli
from claims.confidential import GROUPS, MARK, OPEN, VIEWS, Sight, as_seen
from claims.database import connect_sqlite, open_database
from claims.exchange.export import ExportFormat
from claims.render.listing import FORMATS
from claims.views import VIEWS as OTHERS
from tests.conftest import Result
from tests.sealed import PUBLIC, leaked, seal

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
        "show 'Joseph Dunford'",
        "show 'Farhan Haq'", "show 'Ben Rhodes'", "show AFP",
        *(f"show {letter}{number}" for letter, first, last in IDS for number in range(first, last)),
    ],
    "contrast": ["contrast convoy-attack", "contrast responsible", "contrast hushmatter"],
    "contested": ["contested", "contested --topic convoy-attack", "contested --strict"],
    "why": [f"why C{number}" for number in (2, 13, 14, 15)] + ["why responsible"],
    "history": ["history 'Joseph Dunford'", "history 'Farhan Haq'", "history Pentagon --voices"],
    "timeline": ["timeline convoy-attack", "timeline"],
    "cite": [f"cite S{number}" for number in range(27, 36)],
    "verify": ["verify", "verify --all"],
    "similar": ["similar --threshold 0.1", "similar 'Joseph Dunford' --threshold 0.1"],
    "rating list": ["rating list", "rating list --unmapped"],
    "log": ["log", "log --table speaker", "log 'Joseph Dunford'", "log 'Farhan Haq'"]
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
    **dict.fromkeys(
        ("db upgrade", "db backup", "db restore", "db copy", "db hash"), "of databases whole"
    ),
    **dict.fromkeys(
        ("config get", "config set", "config unset", "config path", "config maps", "help"),
        "reads no database",
    ),
}  # fmt: skip
"""Commands that are not in ``READS``, and why."""


def words_of(line: str) -> list[str]:
    import shlex

    return shlex.split(line)


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
    assert every <= READS.keys() | OTHERWISE.keys()
    assert READS.keys() <= every


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


def test_no_query_reads_around_the_views(
    run: Run, sealed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself tells what each query reads, and through which view: nothing reads a table.

    Only what looks after the database may.
    """
    from claims import database, reader

    around: set[str] = set()
    queries: set[str] = set()
    now = [""]

    def seen(sql: str, sight: Sight) -> str:
        queries.add(found := as_seen(sql, sight))
        return found

    def watch(action: int, table: str | None, column: str | None, _db: object, by: object) -> int:
        # Without a column it is a row counted: told apart below.
        if action == sqlite3.SQLITE_READ and by is None and table in OPEN and column:
            around.add(f"{now[0]}: {table}.{column}")
        return sqlite3.SQLITE_OK

    def connect(path: str) -> sqlite3.Connection:
        connection = connect_sqlite(path)
        connection.set_authorizer(watch)
        return connection

    monkeypatch.setattr(database, "connect_sqlite", connect)
    monkeypatch.setattr(reader, "as_seen", seen)
    exports = [f"export --format {form}" for form in ExportFormat if form != ExportFormat.BRAT]
    lines = [line for name, few in READS.items() if name != "db check" for line in few[:40]]
    for line in [*lines, *exports]:
        now[0] = line
        run(*words_of(line), db=sealed)
    assert around == set()
    run("search", "convoy", "--include-confidential", db=sealed)
    assert around  # the witness sees what it is shown
    tables = "|".join(OPEN)
    bare = {sql for sql in queries if re.search(rf"(?i)\b(?:from|join)\s+(?:{tables})\b", sql)}
    assert bare == set()
    assert len(queries) > 100


SEEN = (
    "search", "show", "contrast", "contested", "why", "timeline", "speakers", "triage", "verify",
    "log", "confidential",
)  # fmt: skip


@pytest.mark.parametrize("command", READS)
def test_with_the_option_a_pipe_is_told(run: Run, sealed: str, command: str) -> None:
    told = ""
    for line in READS[command]:
        told += tells(run, sealed, f"{line} --json --include-confidential")[1]
    assert leaked(told) or command not in (*SEEN, "cite", "history")


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
            assert MARK[0] in told  # a cell may wrap within it


# -- what leaves as a file


@pytest.mark.parametrize("form", ExportFormat)
def test_exports_hold_nothing_of_it(run: Run, sealed: str, tmp_path: Path, form: str) -> None:
    for more in ([], ["--all"], ["--speaker", "Joseph Dunford"], ["--question", "convoy-attack"]):
        target = tmp_path / f"out{len(more)}{len(list(tmp_path.iterdir()))}"
        result = run("export", str(target), "--format", form, *more, db=sealed)
        told = result.out + result.err
        if target.exists():
            files = (
                [target]
                if target.is_file()
                else [one for one in target.rglob("*") if one.is_file()]
            )
            told += "".join(one.read_text("utf-8") for one in files)
            for one in [target, *files]:
                assert one.stat().st_mode & 0o077 == 0, one
        assert not leaked(told), f"{form} {more}\n{told[:3000]}"
        told = run("export", "-", "--format", form, *more, db=sealed, terminal=True)
        assert not leaked(told.out + told.err)


@pytest.mark.parametrize("form", ["dump", "flat", "csv", "annotation", "quotation", "ftm"])
def test_with_the_option_they_do(run: Run, sealed: str, form: str) -> None:
    told = run(
        "export",
        "--format",
        form,
        "--include-confidential",
        "--all" if form != "dump" else "--no-input",
        db=sealed,
    )
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
    "claims show ", "claims show ott", "claims show S", "claims show P4",
    "claims search --speaker ",
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


# -- answers of commands that write

WRITES = (
    ("add quote 'The penumbral again' --by 'Ottoline Quiethand' --in AP", 0),
    ("add quote 'A penumbral one' --by 'Farhan Haq' --in AP --confidential", 0),
    ("add quote 'Said' --by 'Farhan Haq' --via Murmurwire --in AP", 0),
    ("add quote 'Said by a near name' --by 'Otoline Quiethand' --in AP", 3),
    ("add speaker 'Vole Evanescent' --confidential --alias Whisperfoxy", 0),
    ("add speaker 'Ottoline Quiethand' --note secretnote", 0),
    ("add role 'Ottoline Quiethand' 'Clandestine Deputy'", 0),
    ("add role 'Farhan Haq' 'Clandestine Deputy' --confidential", 0),
    ("add position S2 --claim Zugzwong --question responsible --stance denies", 3),
    ("confidential 'Ottoline Quiethand' --lift", 0),
    ("confidential 'Otoline Quiethan'", 3),
    ("confidential Q1", 2),
    ("flag 'Ottoline Quiethand' check", 3),
    ("merge 'Farhan Haq' 'Ottoline Quiethand' --yes", 3),
    ("settle Zugzwang", 3),
    ("undo --yes", 0),
)


@pytest.mark.parametrize(("line", "status"), WRITES)
@pytest.mark.parametrize("json", [False, True])
def test_answers_name_nobody_either(
    run: Run, copy: str, line: str, status: int, json: bool
) -> None:
    result, told = tells(run, copy, line + " --json" * json)
    assert result.status in (status, 2, 3) if status else result.status == 0, told
    # Not even what was typed, where it was understood.
    assert not leaked(told, but=line if result.status else ""), told
    after = run("log", "--limit", "3", db=copy)
    assert not leaked(after.out + after.err) or "--lift" in line, after.out


def test_an_import_tells_nothing_of_what_it_marks(run: Run, copy: str) -> None:
    record = (
        '{"text": "Penumbral words", "speaker": "Obfuscatory Smith", "via": ["Whisperfax"],'
        ' "confidential": ["speaker", "via1"]}'
    )
    for more in (["--dry-run"], []):
        result = run("import", "-", "--json", *more, db=copy, stdin=record + "\n")
        assert result.status == 0, result.err
        assert not leaked(result.out + result.err), result.out
    assert not leaked(run("search", "penumbral", db=copy).out)
    assert "penumbral" in run("search", "penumbral", "--include-confidential", db=copy).out.lower()


def test_a_mark_is_made_listed_and_lifted(run: Run, sqlite_url: str) -> None:
    assert run("init", "--demo", db=sqlite_url).status == 0
    nothing = run("confidential", db=sqlite_url)
    assert (nothing.status, nothing.out) == (1, "")
    done = run("confidential", "Farhan Haq", "S2", "--json", db=sqlite_url)
    found = done.json()
    assert [one["changed"] for one in found["marked"]] == [True, True]
    assert found["left_out"]["speaker"] == 1
    assert run("confidential", "--json", db=sqlite_url).status == 1
    listed = run("confidential", "--json", "--include-confidential", db=sqlite_url).json()
    assert [one["kind"] for one in listed] == ["speaker", "statement"]
    shown = run("show", "S2", "--json", "--include-confidential", db=sqlite_url).json()
    assert shown["confidential"] is True
    cited = run("cite", "S2", "--include-confidential", db=sqlite_url)
    assert "S2 is confidential" in cited.err
    again = run("confidential", "S2", db=sqlite_url)
    assert "already" in again.out
    lifted = run("confidential", "Farhan Haq", "S2", "--lift", db=sqlite_url)
    assert lifted.status == 0
    assert run("show", "S2", db=sqlite_url).err == ""


# -- the file


@pytest.mark.parametrize(("file", "folder", "said"), [
    (0o600, 0o700, 0), (0o600, 0o755, 0), (0o640, 0o700, 1), (0o604, 0o755, 1),
    (0o600, 0o777, 1), (0o644, 0o770, 2), (0o600, 0o1777, 0),
])  # fmt: skip
def test_a_file_open_to_others_is_told(
    run: Run, sealed: str, tmp_path: Path, file: int, folder: int, said: int
) -> None:
    place = tmp_path / "kept"
    place.mkdir()
    path = place / "claims.db"
    shutil.copyfile(sealed, path)
    path.chmod(file)
    place.chmod(folder)
    result = run("search", "convoy", db=str(path), terminal=True)
    assert result.err.count("chmod") == said, result.err
    if file & 0o077:
        assert f"chmod 600 {path}" in result.err
    assert "chmod" not in run("search", "convoy", db=str(path)).err
    place.chmod(0o700)


def test_the_default_file_is_its_owners_alone(run: Run, tmp_path: Path) -> None:
    data = {"XDG_DATA_HOME": str(tmp_path / "data"), "CLAIMS_DB": ""}
    done = run("add", "speaker", "Ann Lee", env=data)
    assert done.status == 0, done.err
    [path] = (tmp_path / "data").rglob("*.db")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "chmod" not in run("speakers", env=data, terminal=True).err
    path.parent.chmod(0o755)
    assert f"chmod 700 {path.parent}" in run("speakers", env=data, terminal=True).err
