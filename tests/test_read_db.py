"""CLAIMS_READ_DB: commands that only read use a copy, everything else the database itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims import config
from claims.commands import app as app_module
from claims.database import Database, is_postgres, open_database
from claims.exchange.copying import both, copy_database
from claims.schema import downgrade
from tests.conftest import ENGINES, Result
from tests.test_matrix import READING

Run = Callable[..., Result]


@pytest.fixture(params=ENGINES)
def copy(request: pytest.FixtureRequest, demo: str, tmp_path: Path) -> str:
    """A copy of the demonstration, of each engine in turn: what it was a moment ago."""
    url = str(tmp_path / "copy.db")
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_empty")
    with both(demo, url) as (source, target):
        copy_database(source, target)
    return url


def label(url: str) -> str:
    return Database(url, "postgresql" if is_postgres(url) else "sqlite").label


def test_reads_there_writes_here(run: Run, demo: str, copy: str) -> None:
    env = {"CLAIMS_READ_DB": copy}
    assert run("flag", "C2", "check", "--reason", "look", db=demo, env=env).status == 0
    here = run("log", "--json", db=demo).json()
    there = run("log", "--json", db=demo, env=env).json()
    assert len(here) == len(there) + 1
    assert run("--db", demo, "log", "--json", env=env).json() == here
    stats = run("stats", "--json", db=demo, env=env).json()
    assert stats["database"] == label(copy)
    current = run("db", "current", "--json", db=demo, env=env).json()
    assert current["database"] == label(demo)
    assert current["read_db"] == {
        "database": stats["database"],
        "revision": current["needed"],
        "behind": 1,
    }
    assert "1 batch behind" in run("db", "current", db=demo, env=env).out
    assert run("db", "current", "--json", db=demo).json()["read_db"] is None


def test_what_was_just_written_is_read(
    run: Run, probe: Callable[..., None], monkeypatch: pytest.MonkeyPatch, demo: str, copy: str
) -> None:
    found: list[Any] = []

    def command(app: app_module.App) -> None:
        sql = "SELECT count(*) FROM speaker"
        found.append(app.reader().value(sql))
        with app.write() as journal:
            journal.insert("speaker", kind="person", name="Z", key=f"z {len(found)}")
        found.append(app.reader().value(sql))

    probe(command)
    monkeypatch.setattr(app_module, "READING", frozenset({"probe"}))
    done = run("probe", db=demo, env={"CLAIMS_READ_DB": copy})
    assert done.status == 0, done.err
    assert found[1] == found[0] + 1
    monkeypatch.setattr(app_module, "READING", frozenset())
    assert run("probe", db=demo, env={"CLAIMS_READ_DB": "/nowhere.db"}).status == 0


@pytest.mark.parametrize("words", READING)
def test_a_command_that_reads_elsewhere_writes_nothing(
    run: Run, sqlite_url: str, tmp_path: Path, words: str
) -> None:
    """Those listed never open the database itself; all others never the copy."""
    assert run("init", "--demo", db=sqlite_url).status == 0
    copied = tmp_path / "copy.db"
    shutil.copyfile(sqlite_url, copied)
    nowhere = str(tmp_path / "nowhere.db")
    first = words.split(maxsplit=1)[0]
    if first in app_module.READING:
        done = run(*words.split(), db=nowhere, env={"CLAIMS_READ_DB": str(copied)})
    else:
        if words in ("db current",):  # tells of both
            return
        done = run(*words.split(), db=sqlite_url, env={"CLAIMS_READ_DB": nowhere})
    assert done.status in (0, 1), done.err
    assert "nowhere.db" not in done.err


def test_errors_name_the_right_one(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere.db")
    done = run("search", "x", db=sqlite_url, env={"CLAIMS_READ_DB": nowhere})
    assert done.status == 5
    assert nowhere in done.err
    assert "CLAIMS_READ_DB" in done.err
    older = tmp_path / "older.db"
    shutil.copyfile(sqlite_url, older)
    opened = open_database(str(older))
    downgrade(opened, "0003")
    opened.close()
    done = run("search", "x", db=sqlite_url, env={"CLAIMS_READ_DB": str(older)})
    assert done.status == 5
    assert f"{older} has schema 0003" in done.err


def test_which_setting_counts(tmp_path: Path) -> None:
    held = {"db": "a.db", "read_db": "~/b.db"}
    assert config.reading_database({}, {}) is None
    assert config.reading_database({}, held) == str(Path("~/b.db").expanduser())
    assert config.reading_database({"CLAIMS_READ_DB": "c.db"}, held) == "c.db"
    # The settings' copy is of the settings' database.
    assert config.reading_database({"CLAIMS_DB": "d.db"}, held) is None
    both_set = {"CLAIMS_DB": "d.db", "CLAIMS_READ_DB": "c.db"}
    assert config.reading_database(both_set, held) == "c.db"
    path = tmp_path / "config.toml"
    config.change(path, "read_db", "e.db")
    assert config.reading_database({"CLAIMS_CONFIG": str(path)}) == "e.db"
