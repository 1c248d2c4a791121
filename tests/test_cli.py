from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys

import click
import pytest

from claims import __version__, cli
from claims.commands import Group, Lazy, command
from claims.commands.options import QUESTION, EnumChoice, limit_option, since_until
from claims.errors import (
    AmbiguousName,
    BadInput,
    Conflict,
    DatabaseError,
    ExitStatus,
    NothingFound,
    UnknownName,
    UsageError,
)
from claims.render.listing import Column, Listing, View
from claims.vocabulary import Stance
from tests.conftest import ROOT

HEAVY = {
    "sqlalchemy", "alembic", "rich", "dateparser", "rapidfuzz", "platformdirs", "psycopg",
    "sqlite3", "tomllib", "hashlib",
}  # fmt: skip


def raising(error):
    def function(app):
        raise error

    return function


# -- start-up


def loaded(*words):
    """The top-level modules a whole process of the program has loaded at its end."""
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "from claims.cli import main\n"
        "status = main(sys.argv[1:]) if sys.argv[1:] else 0\n"
        "print(' '.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), *words],
        capture_output=True,
        text=True,
        check=True,
        # What measures coverage loads modules of its own.
        env={n: v for n, v in os.environ.items() if not n.startswith("COV")}
        | {"CLAIMS_CONFIG": os.devnull},
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words", [(), ("--help",), ("--version",), ("completion", "bash"), ("config", "path")]
)
def test_starting_loads_nothing_heavy(words):
    assert not loaded(*words) & HEAVY


def test_help_imports_no_command():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from claims.cli import main\n"
        "main(['--help'])\n"
        "print(*[n for n in sys.modules if n.startswith('claims.commands.')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    )
    assert set(done.stderr.split()) == {"claims.commands.app", "claims.commands.shape"}


# -- the table of commands


def test_every_section_is_there(run):
    out = run("--help").out
    for title in ("Keep:", "Find:", "Judge:", "Look after:", "Examples:", "Exit status"):
        assert title in out
    for name, lazy in cli.commands().items():
        assert f"  {name} " in out
        assert lazy.help in out


@pytest.mark.parametrize("name", list(cli.commands()))
def test_every_command_is_where_the_table_says(name, run):
    lazy = cli.commands()[name]
    found = lazy.load()
    assert found.name == name
    assert found.help
    result = run("help", name)
    assert result.status == 0
    assert f"Usage: claims {name}" in result.out
    assert result.out == run(name, "--help").out
    assert max(map(len, result.out.splitlines())) <= 100


def every_command(found, path):
    if isinstance(found, Group):
        context = click.Context(found, info_name=path[-1])
        for name in found.list_commands(context):
            yield from every_command(found.get_command(context, name), [*path, name])
    else:
        yield path, found


@pytest.mark.parametrize("name", list(cli.commands()))
def test_every_command_has_examples_that_call_it(name):
    for path, found in every_command(cli.commands()[name].load(), ["claims", name]):
        assert found.examples, path
        assert any(" ".join(path) in example for example in found.examples), path


def test_a_target_that_is_no_command_is_a_fault():
    with pytest.raises(TypeError, match="is no command"):
        Lazy("claims.errors:ClaimsError", "").load()


# -- words on the command line


def test_version(run):
    assert run("--version").out == f"claims {__version__}\n"


def test_nothing_said_shows_help_and_is_a_usage_error(run):
    result = run()
    assert result.status == 2
    assert result.out == ""
    assert "Usage: claims" in result.err


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["serach"], ["no such command 'serach'; did you mean \"search\"?", "claims search"]),
        (["xyzzy"], ["no such command 'xyzzy'", "claims --help"]),
        (["config", "st"], ["no such command 'st'; did you mean \"set\"?", "claims config set"]),
        (["--jsn", "stats"], ["no such option '--jsn'; did you mean \"--json\"?", "claims --json"]),
        (["config", "get"], ["missing argument 'KEY'", "claims config get --help"]),
        (["help", "stat"], ["no such command 'stat'; did you mean \"stats\"?", "claims stats"]),
        (["help", "help", "x"], ["claims help has no commands under it", "claims help --help"]),
    ],
)  # fmt: skip
def test_mistyped_words(run, words, lines):
    result = run(*words)
    assert result.status == 2
    assert result.out == ""
    assert result.err == f"claims: {lines[0]}\n  try: {lines[1]}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "serach"],
        ["serach", "--json"],
        ["--format", "json", "serach"],
        ["serach", "--format=jsonl"],
    ],
)
def test_usage_errors_are_objects_with_json(run, words):
    result = run(*words)
    assert result.status == 2
    assert json.loads(result.err)["error"] == "usage"


def test_json_after_two_dashes_is_no_option(run):
    assert run("serach", "--", "--json").err.startswith("claims:")


OPTIONS = [
    (["--db", "x.db"], lambda app: app.target, "x.db"),
    (["--db=postgres://h/d"], lambda app: app.target, "postgres://h/d"),
    (["--json"], lambda app: app.format, "json"),
    (["--format", "csv"], lambda app: app.format, "csv"),
    (["-y"], lambda app: app.yes, True),
    (["--yes"], lambda app: app.confirm("Sure?"), True),
    (["--no-input"], lambda app: app.env.no_input, True),
    (["--color", "always"], lambda app: app.env.colour(app.env.stdout), True),
    (["--no-pager"], lambda app: app.env.paging, False),
    (["--excel-safe"], lambda app: app.excel_safe, True),
]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("words", "look", "expected"), OPTIONS)
def test_common_options_work_before_and_after(run, probe, words, look, expected, after):
    seen = []
    probe(lambda app: seen.append(look(app)))
    result = run(*(["probe", *words] if after else [*words, "probe"]))
    assert (result.status, result.err) == (0, "")
    assert seen == [expected]


def test_the_last_of_two_counts(run, probe):
    seen = []
    probe(lambda app: seen.append(app.target))
    run("--db", "a.db", "probe", "--db", "b.db")
    assert seen == ["b.db"]


def test_a_command_may_have_a_format_of_its_own(run, probe):
    seen = []
    option = click.option("--format", "shape", type=click.Choice(["csv", "xml"]))
    probe(lambda app, shape: seen.append((shape, app.format)), option)
    assert run("probe", "--format", "xml", "--json").status == 0
    assert seen == [("xml", "json")]


def test_help_shows_options_arguments_and_examples(run, probe):
    probe(
        lambda app, **options: None,
        click.option("--deep", is_flag=True, help="Dig."),
        click.argument("what", help="The thing."),
        examples=["claims probe 'a  b' --deep"],
    )
    out = run("probe", "-h").out
    assert "  WHAT  The thing.\n" in out
    assert "--deep" in out
    assert "Examples:\n  claims probe 'a  b' --deep\n" in out
    assert "--db --format --json" in out


def test_shared_options(run, probe):
    seen = []

    def function(app, **options):
        seen.append(options)

    probe(
        function,
        click.option("--stance", type=EnumChoice(Stance)),
        click.option("--on", type=QUESTION),
        limit_option(5),
        since_until,
    )
    assert run("probe", "--stance", "Denies", "--on", " Q1 ", "--until", "2016").status == 0
    assert seen == [
        {"stance": Stance.DENIES, "on": "Q1", "limit": 5, "until": "2016", "since": None}
    ]
    assert run("probe", "-n", "0").status == 2
    assert "'denies'" in run("probe", "--stance", "denied").err
    assert "a name is wanted" in run("probe", "--on", " ").err


# -- what goes wrong


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (UsageError("no"), 2, "claims: no\n"),
        (NothingFound("none", hint="claims x"), 1, "claims: none\n  try: claims x\n"),
        (
            UnknownName("who", candidates=["Ana", "Bob\n"], hint="claims y"),
            3,
            "claims: who\n  did you mean: Ana, Bob\n  try: claims y\n",
        ),
        (AmbiguousName("two", candidates=[]), 3, "claims: two\n"),
        (
            BadInput(
                "bad",
                flaws=[
                    {"line": 3, "field": "said", "reason": "no date"},
                    {"line": 4, "reason": "not JSON"},
                    "odd",
                ],
            ),
            4,
            "claims: bad\n  line 3, said: no date\n  line 4: not JSON\n  odd\n",
        ),
        (DatabaseError("gone"), 5, "claims: gone\n"),
        (Conflict("late"), 5, "claims: late\n"),
        (UsageError("a\x1b[2J\nb\x9b31mc"), 2, "claims: a bc\n"),
        (click.Abort(), 130, "claims: interrupted\n"),
        (KeyboardInterrupt(), 130, "claims: interrupted\n"),
        (EOFError(), 130, "claims: interrupted\n"),
        (click.ClickException("odd"), 2, "claims: odd\n"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a/b"), 2, "claims: a/b: No such file\n"),
        (
            OSError(errno.ENOSPC, "No space left"),
            70,
            "claims: internal error: OSError: [Errno 28] No space left"
            " (CLAIMS_DEBUG=1 shows where)\n",
        ),
        (
            ZeroDivisionError("x\ny"),
            70,
            "claims: internal error: ZeroDivisionError: x y (CLAIMS_DEBUG=1 shows where)\n",
        ),
        (SystemExit(7), 7, ""),
        (SystemExit(None), 0, ""),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
    ],
)
def test_errors_are_lines_with_a_status(run, probe, error, status, text):
    probe(raising(error))
    result = run("probe")
    assert (result.status, result.out, result.err) == (status, "", text)


def test_an_interruption_begins_its_own_line_on_a_terminal(run, probe):
    probe(raising(KeyboardInterrupt()))
    result = run("probe", terminal=True, env={"NO_COLOR": "1"})
    assert result.err == "\nclaims: interrupted\n"


def test_what_goes_wrong_while_an_interruption_is_dealt_with_is_that_interruption(run, probe):
    def interrupted(app):
        try:
            raise KeyboardInterrupt
        finally:
            raise DatabaseError("the connection is closed")

    probe(interrupted)
    result = run("probe")
    assert (result.status, result.err) == (130, "claims: interrupted\n")
    assert run("probe", terminal=True, env={"NO_COLOR": "1"}).err == "\nclaims: interrupted\n"


def test_every_status_is_tried():
    assert {int(status) for status in ExitStatus} == {0, 1, 2, 3, 4, 5, 130}


def test_errors_as_objects(run, probe):
    probe(raising(UnknownName("who", candidates=["Ana"], hint="claims y")))
    assert json.loads(run("probe", "--json").err) == {
        "error": "unknown-name",
        "message": "who",
        "candidates": ["Ana"],
        "hint": "claims y",
    }


def test_errors_are_red_where_there_is_colour(run, probe):
    probe(raising(UsageError("no")))
    assert run("probe", terminal=True).err.startswith("\x1b[31m\x1b[1mclaims:\x1b[0m no")
    assert "\x1b" not in run("probe", terminal=True, env={"NO_COLOR": "1"}).err


def test_a_fault_shows_where_when_asked(run, probe):
    probe(raising(ZeroDivisionError("x")))
    assert "Traceback" not in run("probe").err
    assert "Traceback" in run("probe", env={"CLAIMS_DEBUG": "1"}).err


def test_driver_errors_are_explained(run, probe, tmp_path):
    probe(lambda app: app.reader().value("SELECT 1"))
    (tmp_path / "x.db").write_text("no database at all " * 100)
    result = run("probe", db=str(tmp_path / "x.db"))
    assert result.status == 5
    assert "is not a database" in result.err
    assert "Traceback" not in result.err


class Deaf(io.TextIOWrapper):
    def write(self, text):
        raise OSError(errno.EIO, "Input/output error")


def test_nobody_listens_at_all(probe):
    from claims.environment import Environment

    probe(raising(UsageError("no")))
    deaf = Deaf(io.BytesIO())
    environment = Environment(io.StringIO(), io.StringIO(), deaf, {}, terminal=False)
    assert cli.main(["probe"], environment) == 70


# -- the app


def test_formats_by_default(run, probe, tmp_path):
    seen = []
    probe(lambda app: seen.append(app.format))
    run("probe")
    run("probe", terminal=True)
    (tmp_path / "config.toml").write_text('format = "csv"')
    run("probe")
    run("probe", terminal=True)
    run("probe", "--format", "ids", terminal=True)
    assert seen == ["tsv", "table", "tsv", "csv", "ids"]


def test_answers_are_emitted(run, probe):
    probe(lambda app: app.emit(Listing([Column("id", "Id")], [{"id": "S1"}])))
    assert run("probe").out == "S1\n"
    assert run("probe", "--json").json() == [{"id": "S1"}]


def test_actor_and_invocation(run, probe, tmp_path):
    seen = []
    probe(
        lambda app, words: seen.append((app.actor, app.invocation)),
        click.argument("words", nargs=-1),
    )
    secret = "postgres://u:secret@h/d"
    run("--db", secret, "--json", "probe", "a b", f"--db={secret}", "-y", "--", "--db", "x")
    (tmp_path / "config.toml").write_text('actor = "Ana Roš"')
    run("probe", "x" * 600, env={"CLAIMS_ACTOR": ""})
    assert seen[0] == ("tester", "probe 'a b' -- --db x")
    assert seen[1][0] == "Ana Roš"
    assert len(seen[1][1]) == 500


def test_the_actor_is_the_user_where_nothing_says_else(run, probe, monkeypatch):
    seen = []
    probe(lambda app: seen.append(app.actor))
    monkeypatch.setenv("LOGNAME", "ana")
    run("probe", env={"CLAIMS_ACTOR": ""})

    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    run("probe", env={"CLAIMS_ACTOR": ""})
    assert seen == ["ana", "unknown"]


def test_asking(run, probe):
    seen = []

    def function(app):
        seen.append(
            (app.ask("Name"), app.ask("Role", "none"), app.confirm("Sure?"), app.confirm("No?"))
        )

    probe(function)
    result = run("probe", terminal=True, stdin="\nAna\n\nY\n\n")
    assert seen == [("Ana", "none", True, False)]
    assert result.out == ""
    assert result.err == "Name: Name: Role [none]: Sure? [y/N] No? [y/N] "


def test_input_that_ends_is_an_interruption(run, probe):
    probe(lambda app: app.ask("Name"))
    assert run("probe", terminal=True).status == 130


@pytest.mark.parametrize("more", [{"terminal": False}, {"terminal": True}])
def test_nobody_to_ask(run, probe, more):
    words = ["probe", "--no-input"] if more["terminal"] else ["probe"]
    probe(lambda app: app.ask("Name"))
    result = run(*words, **more, env={"NO_COLOR": "1"})
    assert result.err == "claims: missing: Name\n  try: claims probe --help\n"
    probe(lambda app: app.confirm("Sure?"))
    result = run(*words, **more, env={"NO_COLOR": "1"})
    assert result.err == "claims: this needs a yes: Sure?\n  try: the same with --yes\n"


def test_reading_input(run, probe, tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\xff{}")

    def function(app, path):
        with app.read_input(path) as stream:
            app.emit(View(lines=[repr(stream.read())]))

    probe(function, click.argument("path"))
    assert run("probe", str(tmp_path / "a.jsonl")).out == "b'\\xff{}'\n"
    assert run("probe", "-", stdin=b"\xfe").out == "b'\\xfe'\n"
    assert "end with Ctrl-D" in run("probe", "-", terminal=True).err
    result = run("probe", str(tmp_path / "none"))
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert "No such file" in result.err


def test_progress_shows_on_terminals_only(run, probe):
    def function(app):
        with app.progress("Reading", 2) as advance:
            advance(2)

    probe(function)
    assert run("probe").err == ""
    assert run("probe", terminal=True, env={"TERM": "dumb"}).err == ""
    assert "Reading" in run("probe", terminal=True).err


def test_a_database_is_opened_once_and_closed(run, probe, database_url):
    seen = []

    def function(app):
        assert app.database() is app.database()
        seen.append((app.reader().value("SELECT 1"), app._database))

    probe(function)
    assert run("probe", db=database_url).status == 0
    assert seen[0][0] == 1
    assert seen[0][1]._connection is None


def write_nothing(app):
    with app.write():
        pass


def test_only_the_default_file_is_made_by_writing(run, probe, tmp_path):
    probe(write_nothing)
    result = run("probe", db=str(tmp_path / "typo.db"))
    assert result.status == 5
    assert result.err.endswith("try: claims init\n")
    assert not (tmp_path / "typo.db").exists()
    home = {"CLAIMS_DB": "", "XDG_DATA_HOME": str(tmp_path / "data")}
    assert run("probe", env=home).status == 0
    made = tmp_path / "data" / "claims" / "claims.db"
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_command_needs_its_program():
    @command("lost", help="")
    def lost(app):
        raise AssertionError

    with pytest.raises(RuntimeError, match="only under"):
        lost.main([], standalone_mode=False)


def test_a_broken_config_stops_all_but_its_cure(run, probe, tmp_path):
    probe(lambda app: None)
    (tmp_path / "config.toml").write_text('actr = "x"\n')
    result = run("probe")
    assert result.status == 2
    assert 'did you mean "actor"' in result.err
    assert run("help").status == 0
    assert run("config", "path").status == 0
    assert run("config", "unset", "actr").status == 0
    assert run("probe").status == 0


# -- whole processes


def process(*words, env=None, **more):
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *words],
        env={**os.environ, "CLAIMS_CONFIG": os.devnull, **(env or {})},
        check=False,
        **more,
    )


def test_the_checkout_runs_uninstalled():
    assert process("--version", capture_output=True, text=True).stdout == f"claims {__version__}\n"


def test_the_package_runs():
    done = subprocess.run(
        [sys.executable, "-m", "claims", "--version"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.stdout.split() == [b"claims", __version__.encode()]


def test_a_closed_pipe_ends_silently():
    reading, writing = os.pipe()
    os.close(reading)
    done = process("--help", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
def test_a_full_disk_is_one_line():
    with open("/dev/full", "w") as full:
        done = process("--help", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 70
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


def test_any_locale_will_do(tmp_path):
    (tmp_path / "c.toml").write_text('actor = "Ana Roš"', encoding="utf-8")
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "CLAIMS_CONFIG": str(tmp_path / "c.toml")}
    done = process("config", "get", "actor", env=env, capture_output=True)
    assert (done.stdout, done.returncode) == (b"Ana Ro?\n", 0)
    done = process("config", "get", "actor", "--json", env=env, capture_output=True)
    assert json.loads(done.stdout)["value"] == "Ana Roš"


def test_the_language_of_the_config_file(tmp_path):
    (tmp_path / "c.toml").write_text('lang = "fr"')
    code = (
        "import os, sys; from claims.cli import main; main(['--version']);"
        "print(os.environ.get('LANGUAGE'))"
    )
    env = {**os.environ, "CLAIMS_CONFIG": str(tmp_path / "c.toml")}
    env.pop("LANGUAGE", None)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "fr"


def test_a_format_of_files_is_none_of_errors(run, database_url):
    flawed = run("import", "-", "--format", "jsonl", stdin="{", db=database_url)
    assert flawed.err.startswith("claims: ")
    assert run("import", "-", "--json", stdin="{", db=database_url).err.startswith("{")
