"""What the hot commands load: counted in modules, never in milliseconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from claims.database import open_database
from tests.query.sample import store

ROOT = Path(__file__).parent.parent
HEAVY = {"sqlalchemy", "alembic", "rich", "dateparser", "rapidfuzz", "psycopg", "asyncio"}

PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[1])
from claims.cli import main
status = main(sys.argv[2:])
sys.stderr.write("\\n" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(status)
"""


@pytest.fixture
def target(sqlite_url: str) -> str:
    database = open_database(sqlite_url)
    store(database)
    database.close()
    return sqlite_url


def loaded(target: str, *argv: str, status: int = 0) -> set[str]:
    """The top-level modules a run of the program in a pipe has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT), "--db", target, *argv],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "HOME": str(Path(target).parent), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == status, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "argv",
    [
        ("search", "convoy"),
        ("search", "speaker:dunford said:2016-09.. -source:tass question:attack role:chairman"),
        ("search", "convoy", "--json"),
        ("search", "--speaker", "kerry", "--newest", "--format", "csv"),
        ("show", "S1"),
        ("show", "S1", "--json"),
        ("show", "John Kerry"),
        ("show", "attack/who", "--format", "jsonl"),
        ("cite", "S1", "S2"),
        ("cite", "S1", "--style", "html", "--clean"),
    ],
)
def test_a_hot_command_in_a_pipe_loads_nothing_heavy(target: str, argv: tuple[str, ...]) -> None:
    assert not loaded(target, *argv) & HEAVY


def test_the_count_would_see_what_is_heavy(target: str) -> None:
    assert "rich" in loaded(target, "search", "convoy", "--format", "table")
    assert "rapidfuzz" in loaded(target, "search", "konvoy", status=1)


def test_completing_a_name_loads_nothing_heavy(target: str) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from claims.completion import names;"
        "print(names(None, 'speaker', 'joh', sys.argv[2]));"
        "print(' '.join({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT), target],
        capture_output=True,
        text=True,
        check=True,
    )
    found, modules = done.stdout.splitlines()
    assert found == "['John Kerry']"
    assert not set(modules.split()) & HEAVY
