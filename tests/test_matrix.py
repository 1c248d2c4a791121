"""Every command that reads, in every format, full and empty, and with nonsense: never a fault."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

Run = Callable[..., Result]

READING = [
    "search convoy",
    "search speaker:dunford --newest",
    "show S19",
    "show C2",
    "show P4",
    "show convoy-attack",
    "contrast convoy-attack",
    "contrast convoy-attack/killed",
    "contested",
    "contested --strict --topic convoy-attack",
    "why C2",
    "why C2 --as-of 2016-09-20",
    "history Pentagon --voices",
    "timeline convoy-attack",
    "cite S19",
    "speakers",
    "stats",
    "log",
    "log B2",
    "db current",
    "db check",
    "db hash",
    "similar --threshold 0.3",
    "similar S19 --threshold 0.3",
    "triage --list",
    "verify",
    "verify S19 --all",
    "config list",
    "confidential",
]
FORMATS = ["table", "json", "jsonl", "csv", "tsv", "ids"]
NONSENSE = ["", " ", "'", '"', "%", "--", "S99999999999", "Q0", "\x1b[31m", "🙂", "a" * 5000, "*"]


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> str:
    """The convoy dossier, made once: nothing here writes to it."""
    from claims.database import open_database
    from claims.exchange.demo import load_demo

    path = tmp_path_factory.mktemp("matrix") / "demo.db"
    shutil.copyfile(sqlite_template, path)
    database = open_database(str(path))
    load_demo(database, command="init --demo", actor="tester")
    database.close()
    return str(path)


def check(result: Result, what: str) -> None:
    assert result.status in (0, 1, 2, 3), f"{what}\n{result.err}"
    assert "internal error" not in result.err
    assert "Traceback" not in result.out + result.err


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", READING)
def test_in_a_pipe(run: Run, demo_file: str, command: str, format: str) -> None:
    result = run(*command.split(), "--format", format, db=demo_file)
    check(result, command)
    assert "\x1b" not in result.out
    if result.status == 0 and format == "json":
        json.loads(result.out)
    if result.status == 0 and format == "jsonl":
        assert result.jsonl()


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("command", READING)
def test_on_a_terminal(run: Run, demo_file: str, command: str, width: int) -> None:
    result = run(*command.split(), db=demo_file, terminal=True, width=width, env={"NO_COLOR": "1"})
    check(result, command)
    if not command.startswith(("cite", "db hash")):  # to paste: one line
        assert max((len(line) for line in result.out.splitlines()), default=0) <= width


@pytest.mark.parametrize("format", ["table", "json", "tsv"])
@pytest.mark.parametrize("command", READING)
def test_in_an_empty_database(run: Run, sqlite_url: str, command: str, format: str) -> None:
    check(run(*command.split(), "--format", format, db=sqlite_url), command)


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize(
    "command", ["search", "show", "contrast", "why", "history", "timeline", "cite", "speakers"]
)
def test_with_nonsense(run: Run, demo_file: str, command: str, nonsense: str) -> None:
    result = run(command, "--", nonsense, db=demo_file)
    check(result, f"{command} {nonsense!r}")
    assert "\x1b" not in result.out + result.err
    if result.status:
        assert "claims: " in result.err
        assert len(result.err) < 2_000
