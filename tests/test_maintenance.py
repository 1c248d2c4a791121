"""Checks find what is wrong and nothing else; copies are whole, private, and never written over."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from claims import maintenance
from claims.database import Database, open_database
from claims.errors import DatabaseError, UsageError
from claims.maintenance import backup, check, mend
from tests.histories import apply, everything, seeds


@pytest.fixture
def world(database: Database) -> Database:
    apply(database, seeds)
    apply(database, [("via", 0, 1, 2), ("merge", 0, 1, 0), ("reclaim", 0, 1, 1)])
    with database.write("document", "me") as journal:
        digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
        journal.update("document", 1, text="x", sha256=digest)
    assert list(check(database)) == []
    return database


def tamper(database: Database, *statements: str) -> set[str]:
    with database.engine().begin() as connection:
        for sql in statements:
            connection.exec_driver_sql(sql)
    return {trouble.check for trouble in check(database)}


@pytest.mark.parametrize(
    ("sql", "checks"),
    [
        ("UPDATE speaker SET merged_into = 1 WHERE id = 3", {"rules"}),
        ("UPDATE speaker SET parent_id = 3 - id WHERE id IN (1, 2)", {"rules"}),
        ("UPDATE document SET text = 'y' WHERE id = 1", {"documents", "history"}),
        ("UPDATE statement SET text = 'other' WHERE id = 1", {"full text"}),
        ("UPDATE claim SET state = 'settled' WHERE id = 1", {"states"}),
        ("UPDATE claim SET low = 99, high = 99 WHERE number IS NOT NULL", {"history"}),
        ("DELETE FROM alias", set()),
        ("DELETE FROM via", {"history", "full text"}),
        ("DELETE FROM change WHERE table_name = 'via'", {"history"}),
        ("INSERT INTO speaker (id, kind, name, key) VALUES (77, 'org', 'X', 'x')", {"history"}),
        (
            "UPDATE change SET last_id = 9 WHERE table_name = 'document' AND first_id < last_id",
            {"history"},
        ),
    ],
)
def test_what_is_wrong_is_found(world: Database, sql: str, checks: set[str]) -> None:
    assert tamper(world, sql) == checks


def test_troubles_are_named(world: Database) -> None:
    tamper(world, "INSERT INTO speaker (id, kind, name, key) VALUES (77, 'org', 'X', 'x')")
    (trouble,) = check(world)
    assert trouble.what == "speaker P77 is not in the history"
    assert not trouble.derived
    tamper(world, "DELETE FROM speaker WHERE id = 77", "UPDATE change SET last_id = 9"
           " WHERE table_name = 'document' AND action = 'insert'")  # fmt: skip
    assert [trouble.what for trouble in check(world)][:2] == [
        "document D4 is gone, and the history does not say when",
        "document D5 is gone, and the history does not say when",
    ]


def test_no_more_troubles_than_a_person_reads(world: Database) -> None:
    rows = ", ".join(f"({n}, 'org', 'X{n}', 'x{n}')" for n in range(100, 200))
    tamper(world, f"INSERT INTO speaker (id, kind, name, key) VALUES {rows}")
    assert len(list(check(world))) == maintenance.MOST_SHOWN


def test_what_is_derived_is_made_anew(world: Database) -> None:
    wrong = tamper(
        world, "UPDATE statement SET text = 'other' WHERE id = 1", "UPDATE claim SET state = 'open'"
    )
    assert wrong == {"full text", "states"}
    assert all(trouble.derived for trouble in check(world))
    before = everything(world)["batch"]
    mend(world)
    assert list(check(world)) == []
    assert everything(world)["batch"] == before


def test_dangling_references_are_found(sqlite_url: str) -> None:
    # Postgres cannot be brought to hold one.
    with sqlite3.connect(sqlite_url) as connection:
        connection.execute("INSERT INTO alias (speaker_id, name, key) VALUES (9, 'a', 'a')")
    database = open_database(sqlite_url)
    troubles = list(check(database))
    assert {trouble.check for trouble in troubles} == {"references", "history"}
    assert "A1" in troubles[0].what
    database.close()


def test_nothing_more_is_asked_of_a_damaged_file(sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO speaker (kind, name, key) VALUES ('org', 'A', 'a')")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'kind IN', 'kind NOT IN')"
            " WHERE name = 'speaker'"
        )
    connection.close()
    database = open_database(sqlite_url)
    assert {trouble.check for trouble in check(database)} == {"storage"}
    database.close()


def test_progress_is_told(database: Database) -> None:
    heard: list[str] = []
    assert list(check(database, progress=heard.append)) == []
    assert heard == list(maintenance.CHECKS)


# -- copies


def test_a_copy_is_whole_and_private(world: Database, tmp_path: Path) -> None:
    path = backup(world, str(tmp_path / "copy"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if world.dialect == "sqlite":
        copy = open_database(str(path))
        assert everything(copy) == everything(world)
        assert list(check(copy)) == []
        copy.close()
    else:
        assert path.read_bytes()[:5] == b"PGDMP"
    with pytest.raises(UsageError, match="exists already"):
        backup(world, str(path))


def test_where_a_copy_goes_by_itself(
    world: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = backup(world)
    if world.dialect == "sqlite":
        assert path.parent == Path(world.target).parent
        assert path.name.startswith("claims.2")
        assert path.suffix == ".db"
    else:
        assert path.suffix == ".dump"
        assert len(list(tmp_path.glob("claims_test_*.dump"))) == 1


def test_a_copy_that_cannot_be_made(world: Database, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot write"):
        backup(world, str(tmp_path / "none" / "copy"))


def test_postgres_without_its_programs(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(postgres_url)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(maintenance, "find_spec", lambda _name: None)
    with pytest.raises(DatabaseError, match="needs pg_dump"):
        backup(database, str(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump: no such server' >&2\nexit 1\n")
    program.chmod(0o700)
    with pytest.raises(DatabaseError, match="no such server"):
        backup(database, str(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()
    database.close()
