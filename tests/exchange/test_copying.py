"""From one database to another: all of it, the same, or nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from claims import content
from claims.content import content_hash, count_rows
from claims.database import Database, is_postgres, open_database
from claims.errors import Conflict, DatabaseError
from claims.exchange.copying import both, copy_database
from claims.maintenance import check
from claims.schema import downgrade
from claims.undo import undo
from tests.conftest import ENGINES, Result
from tests.histories import Op, apply, batches, clear, everything, seeds

HISTORY: list[list[Op]] = [
    seeds,
    [("merge", 0, 1, 0)],
    [("via", 0, 1, 2), ("flag", 0, 0, 0)],
    [("undo", 2, 0, 0)],
]


@pytest.fixture
def filled(database: Database) -> Database:
    for batch in HISTORY:
        apply(database, batch)
    return database


@pytest.fixture(params=ENGINES)
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with nothing in it, of each engine in turn, whatever the source's."""
    if request.param == "sqlite":
        return str(tmp_path / "target.db")
    url: str = request.getfixturevalue("postgres_empty")
    return url


def indexes(database: Database) -> dict[str, object]:
    """Every index and constraint that the engine tells of."""
    reader = database.reader
    if database.dialect == "sqlite":
        return {row["name"]: row["sql"] for row in reader.rows("SELECT * FROM sqlite_master")}
    found = {
        row["name"]: row["made"]
        for row in reader.rows(
            """SELECT CAST(conrelid AS regclass)::text || conname AS name,
            pg_get_constraintdef(oid) AS made FROM pg_constraint"""
        )
    }
    rows = reader.rows("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
    return found | {row["indexname"]: row["indexdef"] for row in rows}


def test_all_of_it(filled: Database, target_url: str) -> None:
    before = content_hash(filled.reader)
    with both(filled.url, target_url) as (source, target):
        whole = indexes(target)
        copied = copy_database(source, target)
        assert copied.hash == content_hash(target.reader) == before
        assert copied.rows == count_rows(filled.reader)
        assert everything(target) == everything(filled)
        assert indexes(target) == whole
        assert target.reader.rows("SELECT * FROM hidden") == []
        words = "SELECT * FROM name_word ORDER BY word, speaker_id, alias_id"
        assert target.reader.rows(words) == filled.reader.rows(words) != []
        assert list(check(target)) == []
        assert content_hash(filled.reader) == before


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(batches)
def test_there_and_back(
    database: Database, postgres_empty: str, tmp_path: Path, history: list[list[Op]]
) -> None:
    clear(database)
    for batch in [seeds, *history]:
        apply(database, batch)
    back = tmp_path / "back.db"
    back.unlink(missing_ok=True)
    with both(database.url, postgres_empty) as (source, middle):
        clear(middle)
        first = copy_database(source, middle)
    with both(postgres_empty, str(back)) as (source, last):
        assert copy_database(source, last) == first
        assert everything(last) == everything(database)
        assert list(check(last)) == []


def test_ids_of_rows_long_gone_are_never_given_again(database: Database, target_url: str) -> None:
    with database.write("add", "me") as journal:
        gone = journal.insert("speaker", kind="person", name="A", key="a")
    undo(database, command="undo", actor="me")
    with both(database.url, target_url) as (source, target):
        copy_database(source, target)
        with target.write("add", "me") as journal:
            assert journal.insert("speaker", kind="person", name="B", key="b") == gone + 1
        assert undo(target, command="undo", actor="me").target["command"] == "add"


def test_what_is_confidential_is_copied_and_hidden(filled: Database, target_url: str) -> None:
    with filled.write("confidential", "me") as journal:
        journal.update("speaker", 1, confidential=True)
    with both(filled.url, target_url) as (source, target):
        assert copy_database(source, target).hash == content_hash(filled.reader)
        hidden = "SELECT kind, id FROM hidden ORDER BY kind, id"
        assert target.reader.rows(hidden) == filled.reader.rows(hidden) != []
        assert list(check(target)) == []


def test_one_moment_of_a_source_that_others_use(filled: Database, target_url: str) -> None:
    before, other = content_hash(filled.reader), open_database(filled.url)

    @contextmanager
    def meanwhile(title: str, total: int | None) -> Iterator[Callable[[int], None]]:
        assert total is not None
        with other.write("add", "another") as journal:
            journal.insert("speaker", kind="person", name=title, key=title)
        yield lambda _count: None

    with both(filled.url, target_url) as (source, target):
        assert copy_database(source, target, meanwhile).hash == before
        assert content_hash(target.reader) == before
    assert content_hash(other.reader) != before
    other.close()


def test_a_filled_target_is_left_alone(filled: Database, target_url: str) -> None:
    with both(filled.url, target_url) as (source, target):
        copy_database(source, target)
        before = content_hash(target.reader)
        with pytest.raises(Conflict, match="not empty"):
            copy_database(source, target)
        assert content_hash(target.reader) == before
    with both(filled.url, filled.url) as (source, same), pytest.raises(Conflict):
        copy_database(source, same)


def test_of_one_schema(filled: Database, target_url: str, tmp_path: Path) -> None:
    downgrade(filled, "0003")
    with pytest.raises(DatabaseError, match="schema 0003") as caught:
        both(filled.url, target_url).__enter__()
    assert caught.value.hint == f"claims --db {filled.label} db upgrade"
    newest = str(tmp_path / "newest.db")
    open_database(newest, create=True).close()
    with pytest.raises(DatabaseError, match="schema 0003"):
        both(newest, filled.url).__enter__()
    with pytest.raises(DatabaseError, match="no database"):
        both(str(tmp_path / "none.db"), target_url).__enter__()


def test_what_arrives_otherwise_does_not_stay(
    filled: Database, target_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "content_hash", lambda *_: "another")
    with both(filled.url, target_url) as (source, target):
        with pytest.raises(DatabaseError, match="nothing was copied"):
            copy_database(source, target)
        assert not any(count_rows(target.reader).values())


def test_a_reference_that_leads_nowhere_is_not_copied(
    sqlite_url: str, target_url: str, tmp_path: Path
) -> None:
    """SQLite may hold one, where others wrote with foreign keys off."""
    with both(sqlite_url, target_url) as (source, target):
        source.reader.execute("PRAGMA foreign_keys=OFF")
        source.reader.execute("INSERT INTO alias (speaker_id, name, key) VALUES (9, 'a', 'a')")
        with pytest.raises(
            (DatabaseError, sa.exc.IntegrityError, psycopg.IntegrityError)
        ) as caught:
            copy_database(source, target)
        assert "alias" in str(caught.value)
        assert not any(count_rows(target.reader).values())


def die(source: str, target: str, stage_to_die_in: str) -> None:
    """Copy, and be killed in the middle of it."""

    @contextmanager
    def stage(title: str, _total: int | None) -> Iterator[Callable[[int], None]]:
        def go(_count: int) -> None:
            if title == stage_to_die_in:
                os.kill(os.getpid(), signal.SIGKILL)

        yield go

    with both(source, target) as (read, filled):
        copy_database(read, filled, stage)


@pytest.mark.parametrize("stage", ["copying", "indexing words", "comparing"])
def test_killed_in_the_middle(filled: Database, target_url: str, stage: str) -> None:
    if stage == "indexing words" and is_postgres(target_url) and is_postgres(filled.url):
        pytest.skip("copied in one piece")
    open_database(target_url, create=True).close()
    process = multiprocessing.get_context("spawn").Process(
        target=die, args=(filled.url, target_url, stage)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with both(filled.url, target_url) as (source, target):
        assert not any(count_rows(target.reader).values())
        assert list(check(target)) == []
        assert copy_database(source, target).hash == content_hash(filled.reader)


def test_whose_tables_are_anothers(filled: Database, postgres_empty: str) -> None:
    """On Postgres a writer who does not own the tables copies too, more slowly."""
    role = f"desk_{os.urandom(4).hex()}"
    with both(filled.url, postgres_empty) as (source, target), target.engine().connect() as made:
        with made.begin():
            for sql in (
                f"CREATE ROLE {role}",
                f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}",
                f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}",
            ):
                made.exec_driver_sql(sql)
        sa.event.listen(
            target.engine(),
            "begin",
            lambda connection: connection.exec_driver_sql(f"SET LOCAL ROLE {role}"),
        )
        try:
            assert copy_database(source, target).hash == content_hash(filled.reader)
        finally:
            with made.begin():
                made.exec_driver_sql("RESET ROLE")
                made.exec_driver_sql(f"DROP OWNED BY {role}")
                made.exec_driver_sql(f"DROP ROLE {role}")


def test_the_commands(demo: str, target_url: str, run: Callable[..., Result]) -> None:
    done = run("db", "copy", demo, target_url, "--json")
    assert done.status == 0, done.err
    found = done.json()
    assert set(found) == {"source", "target", "rows", "hash"}
    assert found["rows"]["statement"] == 27
    for url in (demo, target_url):
        assert run("db", "hash", db=url).out.strip() == found["hash"]
    again = run("db", "copy", demo, target_url)
    assert again.status != 0
    assert "is not empty" in again.err
    contested = run("contested", "--json", db=demo).json()
    assert run("contested", "--json", db=target_url).json() == contested
    nowhere = run("db", "copy", "nowhere.db", target_url)
    assert nowhere.status == 5
    assert "nowhere.db" in nowhere.err
