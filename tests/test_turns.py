"""Writers take turns, and are told whom they wait for; readers see what was, until it is stored."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from benchmarks.generate import lines
from claims import postgres
from claims.database import Database, open_database
from claims.errors import DatabaseError, ExitStatus, UsageError
from claims.exchange.importer import import_stream
from claims.search import search
from tests.conftest import Result

SPEAKER = {"kind": "org", "name": "X", "key": "x"}
QUOTES = 400


@pytest.fixture
def other(database: Database) -> Iterator[Database]:
    opened = open_database(database.target)
    yield opened
    opened.close()


def test_who_waits_is_told_whom_for_and_how_long(database: Database, other: Database) -> None:
    told: list[str] = []
    other.patience, other.tell = 0.2, told.append
    with database.write("import night.jsonl --note secret", "Zoé") as journal:
        journal.insert("speaker", **SPEAKER)
        with (
            pytest.raises((DatabaseError, sa.exc.OperationalError)) as caught,
            other.write("add speaker Y", "bob"),
        ):
            pass
    if database.dialect == "sqlite":
        assert told == []
        return
    (line,) = told
    for words in (line, str(caught.value)):
        assert "another program is writing to the database (import by Zo? since " in words
        assert "0.2 s" in words
        assert "secret" not in words
        assert "night" not in words
    assert "nothing was stored" in str(caught.value)


def test_whose_turn_it_is_is_not_told_of(database: Database) -> None:
    told: list[str] = []
    database.tell = told.append
    for name in ("a", "b"):
        with database.write("add speaker", "me") as journal:
            journal.insert("speaker", kind="org", name=name, key=name)
    assert told == []


def test_who_waits_gets_the_next_turn(database: Database, other: Database) -> None:
    told = threading.Event()
    other.tell = lambda _words: told.set()

    def second() -> None:
        with other.write("add speaker", "bob") as journal:
            assert journal.reader.value("SELECT count(*) FROM speaker") == 1
            journal.insert("speaker", kind="org", name="Y", key="y")

    waiting = threading.Thread(target=second)
    with database.write("add speaker", "ann") as journal:
        journal.insert("speaker", **SPEAKER)
        waiting.start()
        if database.dialect == "postgresql":
            assert told.wait(60)
    waiting.join(60)
    assert database.reader.values("SELECT name FROM speaker ORDER BY id") == ["X", "Y"]


def test_a_writer_without_a_name_of_ours(postgres_url: str) -> None:
    import psycopg

    database, told = open_database(postgres_url), []
    database.patience, database.tell = 0.05, told.append
    for name in ("claims: import, \x1b[2J, since 10:00:00 UTC", "psql", ""):
        with psycopg.connect(postgres_url) as connection:
            connection.execute("SELECT set_config('application_name', %s, true)", (name,))
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (postgres._WRITERS,))
            with pytest.raises(DatabaseError, match="another program is writing"):
                _write_nothing(database)
    assert len(told) == 3
    assert all("\x1b" not in line for line in told)
    assert "(postgres)" in told[1]
    database.close()


def _write_nothing(database: Database) -> None:
    with database.write("add", "me"):
        pass


def test_the_command_line_waits_as_long_as_it_is_told(
    run: Callable[..., Result], database: Database
) -> None:
    def add(wait: str) -> Result:
        return run("add", "speaker", "Bo Li", db=database.target, env={"CLAIMS_WAIT": wait})

    with database.write("import feed.jsonl", "ann") as journal:
        journal.insert("speaker", **SPEAKER)
        busy = add("0.1")
        assert busy.status == ExitStatus.DATABASE
        assert "another program is writing to the database" in busy.err
        assert ("import by ann" in busy.err) == (database.dialect == "postgresql")
    assert add("0.1").status == ExitStatus.DONE
    assert run("config", "set", "wait", "600").status == ExitStatus.DONE
    assert run("config", "set", "wait", "soon").status == ExitStatus.USAGE
    wrong = add("a minute")
    assert (wrong.status, "CLAIMS_WAIT" in wrong.err) == (ExitStatus.USAGE, True)


@pytest.mark.parametrize("value", ["-1", "86401", "1e3", "٣", "nan", " 5"])
def test_what_is_no_number_of_seconds(value: str) -> None:
    from claims.config import patience

    with pytest.raises(UsageError):
        patience({"CLAIMS_WAIT": value}, {})


# -- an import, as it goes on


def made(count: int, mark: str) -> list[str]:
    """Lines of generated quotations, with keys of their own."""
    return [line.replace('"g0', f'"{mark}0') for line in lines(count, ord(mark))]


class Watched(io.RawIOBase):
    """Lines of JSON; ``look`` is called before each piece that is read of them."""

    def __init__(self, made: list[str], look: Callable[[], None]) -> None:
        self.left, self.look = "".join(made).encode(), look

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.look()
        size = min(len(buffer), 16_384)
        found, self.left = self.left[:size], self.left[size:]
        buffer[: len(found)] = found
        return len(found)


def test_who_searches_sees_nothing_of_an_import_until_it_is_whole(
    database: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c lock_timeout=1ms")  # a reader that had to wait would fail
    first, more = made(100, "a"), made(QUOTES, "b")
    _import(database, io.BytesIO("".join(first).encode()))
    reading = open_database(database.target)
    before, seen = search(reading.reader, "lang:fr,en", limit=1000), []
    stored: list[int] = []

    def look() -> None:
        found = search(reading.reader, "lang:fr,en", limit=1000)
        seen.append(found.total)
        assert found.rows == before.rows
        stored.append(reading.reader.value("SELECT max(id) FROM batch"))

    monkeypatch.delenv("PGOPTIONS")
    _import(other, io.BufferedReader(Watched(more, look)))
    assert len(seen) > 10
    assert set(seen) == {100}
    assert set(stored) == {1}
    assert search(reading.reader, "lang:fr,en", limit=1000).total == 100 + QUOTES
    reading.close()


def _import(database: Database, stream: Any) -> None:
    report = import_stream(database, stream, name="f", command="import", actor="me")
    assert report.stored


def test_after_a_large_batch_the_planner_knows_it(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(postgres_url)
    known = "SELECT reltuples FROM pg_class WHERE oid = to_regclass(:name)"
    monkeypatch.setattr(postgres, "LARGE", 50)
    _import(database, io.BytesIO("".join(made(49, "a")).encode()))
    assert database.reader.value(known, name="statement") == -1
    _import(database, io.BytesIO("".join(made(51, "b")).encode()))
    for table in ("statement", "statement_fts"):
        assert database.reader.value(known, name=table) == 100
    monkeypatch.setattr(postgres, "LARGE", 5)
    _import(database, io.BytesIO("".join(made(9, "c")).encode()))
    assert database.reader.value(known, name="statement") == 100
    database.close()
