"""Copies are whole, private, never written over, and become the same database again."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claims import backups
from claims.backups import backup, restore
from claims.database import Database, open_database
from claims.errors import BadInput, Conflict, DatabaseError, UsageError
from claims.exchange.dump import dump
from claims.maintenance import check
from tests.conftest import ROOT
from tests.histories import apply, everything, seeds

Run = Callable[..., Any]


@pytest.fixture
def world(database: Database) -> Database:
    apply(database, seeds)
    apply(database, [("via", 0, 1, 2), ("merge", 0, 1, 0), ("reclaim", 0, 1, 1)])
    return database


@pytest.fixture
def elsewhere(world: Database, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to restore to: nothing is there yet."""
    if world.dialect == "sqlite":
        return str(tmp_path / "new" / "restored.db")
    url: str = request.getfixturevalue("postgres_empty")
    return url


def no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(backups, "find_spec", lambda _name: None)


def test_a_copy_is_whole_and_private_and_becomes_the_same_again(
    world: Database, tmp_path: Path, elsewhere: str
) -> None:
    path = backup(world, str(tmp_path / "copy"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert restore(elsewhere, str(path)) == ("sqlite" if world.dialect == "sqlite" else "pg_dump")
    restored = open_database(elsewhere)
    assert list(dump(restored.reader)) == list(dump(world.reader))
    assert everything(restored) == everything(world)
    assert list(check(restored)) == []
    apply(restored, [("speaker", 9, 9, 9)])
    assert list(check(restored)) == []
    restored.close()
    if world.dialect == "sqlite":
        assert stat.S_IMODE(Path(elsewhere).stat().st_mode) == 0o600
    with pytest.raises(Conflict, match="there already"):
        restore(elsewhere, str(path))
    with pytest.raises(UsageError, match="exists already"):
        backup(world, str(path))
    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []


def test_without_programs_of_postgres_a_dump_is_the_copy(
    postgres_url: str, postgres_empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = open_database(postgres_url)
    apply(world, seeds)
    no_programs(monkeypatch, tmp_path)
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump: server version mismatch' >&2\nexit 1\n")
    program.chmod(0o700)
    path = backup(world, str(tmp_path / "copy"))
    assert path.read_text("utf-8") == "".join(dump(world.reader))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert restore(postgres_empty, str(path)) == "dump"
    restored = open_database(postgres_empty)
    assert list(dump(restored.reader)) == list(dump(world.reader))
    restored.close()
    world.close()


def test_an_older_schema_without_programs(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    from claims.schema import downgrade

    world = open_database(postgres_url)
    downgrade(world, "0001")
    world.close()
    with monkeypatch.context() as patch:
        no_programs(patch, tmp_path)
        refused = run("db", "upgrade", db=postgres_url)
        assert refused.status == 5
        assert "--no-backup" in refused.err
        assert run("db", "current", "--json", db=postgres_url).json()["revision"] == "0001"
    done = run("db", "upgrade", "--json", db=postgres_url).json()
    assert Path(done["backup"]).read_bytes()[:5] == b"PGDMP"
    assert stat.S_IMODE(Path(done["backup"]).stat().st_mode) == 0o600


def test_upgrade_without_a_copy(run: Run, database_url: str, tmp_path: Path) -> None:
    from claims.schema import downgrade

    world = open_database(database_url)
    downgrade(world, "0001")
    world.close()
    before = set(tmp_path.rglob("*.d*"))
    assert run("db", "upgrade", "--no-backup", "--json", db=database_url).json()["backup"] is None
    assert set(tmp_path.rglob("*.d*")) == before


def test_where_a_copy_goes_by_itself(
    world: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = [backup(world) for _time in range(3)]
    assert len(set(paths)) == 3  # though all within a second
    if world.dialect == "sqlite":
        assert {path.parent for path in paths} == {Path(world.target).parent}
        assert all(path.name.startswith("claims.2") and path.suffix == ".db" for path in paths)
    else:
        assert len(list(tmp_path.glob("claims_test_*.dump"))) == 3


def test_a_copy_that_cannot_be_made(world: Database, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot write"):
        backup(world, str(tmp_path / "none" / "copy"))


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"no copy", "no copy of a database"), (b"", "no copy of a database")],
)
def test_what_is_no_copy(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "copy"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=words):
        restore(str(tmp_path / "new.db"), str(path))
    with pytest.raises(UsageError, match="cannot read"):
        restore(str(tmp_path / "new.db"), str(tmp_path / "none"))
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_copy_is_not_restored(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    apply(database, seeds)
    path = backup(database, str(tmp_path / "copy"))
    database.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 4))
    with pytest.raises((BadInput, DatabaseError), match=r"damaged|malformed"):
        restore(str(tmp_path / "new.db"), str(path))
    assert not list(tmp_path.glob("*new.db*"))


def test_the_other_engine(sqlite_url: str, postgres_empty: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="copy of SQLite"):
        restore(postgres_empty, sqlite_url)
    (tmp_path / "copy").write_bytes(b"PGDMP")
    with pytest.raises(UsageError, match="copy of Postgres"):
        restore(str(tmp_path / "new.db"), str(tmp_path / "copy"))


def test_as_it_is_typed(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    copy, new = str(tmp_path / "copy.db"), str(tmp_path / "new.db")
    run("add", "question", "who", db=sqlite_url)
    assert run("db", "backup", copy, db=sqlite_url).status == 0
    done = run("db", "restore", copy, "--json", db=new)
    assert done.json()["kind"] == "sqlite"
    assert run("show", "Q1", "--json", db=new).out == run("show", "Q1", "--json", db=sqlite_url).out
    again = run("db", "restore", copy, db=new)
    assert (again.status, again.out) == (5, "")


# -- while others write


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
import cli
from claims.database import open_database
database = open_database(sys.argv[1])
number = 0
while True:
    number += 1
    with database.write("pair", "writer") as journal:
        for half in "ab":
            journal.insert("question", slug=f"{half}{number}", kind="question", title="x",
                           mode="open")
    print(number, flush=True)
"""


@pytest.fixture
def writer(world: Database) -> Iterator[subprocess.Popen[str]]:
    """Somebody who writes batches of two rows without end."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, world.target, str(ROOT)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        yield process
        process.kill()


def test_a_copy_holds_one_moment(
    world: Database, writer: subprocess.Popen[str], tmp_path: Path, elsewhere: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if world.dialect == "postgresql":
        no_programs(monkeypatch, tmp_path)
    known = world.reader.value("SELECT count(*) FROM batch")
    path = backup(world, str(tmp_path / "copy"))
    while world.reader.value("SELECT count(*) FROM batch") == known:
        assert writer.poll() is None
        time.sleep(0.01)
    restore(elsewhere, str(path))
    restored = open_database(elsewhere)
    assert list(check(restored)) == []
    slugs = restored.reader.values("SELECT slug FROM question ORDER BY id")
    assert len([one for one in slugs if one[0] == "a"]) == len(
        [one for one in slugs if one[0] == "b"]
    )
    assert restored.reader.value("SELECT count(*) FROM batch") >= known
    restored.close()


def test_a_file_of_that_name_made_meanwhile_is_left(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy"

    def slow(database: Database, part: Path) -> None:
        target.write_text("another's")
        with sqlite3.connect(part) as copy:
            database.connection().backup(copy)
        copy.close()

    monkeypatch.setattr(backups, "_copy_sqlite", slow)
    database = open_database(sqlite_url)
    with pytest.raises(UsageError, match="exists already"):
        backup(database, str(target))
    database.close()
    assert target.read_text() == "another's"
