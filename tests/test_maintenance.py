"""Checks find what is wrong and nothing else."""

from __future__ import annotations

import sqlite3

import pytest

from claims import maintenance
from claims.database import Database, open_database
from claims.maintenance import check, mend
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
        ("INSERT INTO speaker (kind, name, key) VALUES ('org', 'X', 'x')", {"history"}),
        ("INSERT INTO batch (at, actor, command) VALUES ('now', 'me', 'x')", {"history"}),
        (
            "UPDATE change SET last_id = 9 WHERE table_name = 'document' AND first_id < last_id",
            {"history", "ids"},
        ),
    ],
)
def test_what_is_wrong_is_found(world: Database, sql: str, checks: set[str]) -> None:
    assert tamper(world, sql) == checks


def test_troubles_are_named(world: Database) -> None:
    tamper(world, "INSERT INTO speaker (kind, name, key) VALUES ('org', 'X', 'x')")
    (trouble,) = check(world)
    last = world.reader.value("SELECT max(id) FROM speaker")
    assert trouble.what == f"speaker P{last} is not in the history"
    assert not trouble.derived
    tamper(world, f"DELETE FROM speaker WHERE id = {last}", "UPDATE change SET last_id = 9"
           " WHERE table_name = 'document' AND action = 'insert'")  # fmt: skip
    assert [trouble.what for trouble in check(world)][:2] == [
        "document D4 is gone, and the history does not say when",
        "document D5 is gone, and the history does not say when",
    ]


def test_ids_that_would_be_given_again_are_found(world: Database) -> None:
    highest = world.reader.value("SELECT max(last_id) FROM change WHERE table_name = 'document'")
    back = {
        "sqlite": "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'document'",
        "postgresql": "SELECT setval('document_id_seq', 1)",
    }
    assert tamper(world, back[world.dialect]) == {"ids"}
    (trouble,) = check(world)
    assert trouble.what == f"document: the next id is 2, and {highest} was given already"


def test_no_more_troubles_than_a_person_reads(world: Database) -> None:
    rows = ", ".join(f"('org', 'X{n}', 'x{n}')" for n in range(100))
    tamper(world, f"INSERT INTO speaker (kind, name, key) VALUES {rows}")
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
