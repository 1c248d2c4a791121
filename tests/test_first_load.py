"""The first load of a SQLite file: other means, the same rows, nothing left where it fails."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from benchmarks.generate import records
from claims import first_load, journal
from claims.database import open_database
from claims.exchange import ahead
from claims.exchange.importer import import_stream
from claims.first_load import LATE, in_place, late_indexes, little_cache, turns
from tests.exchange.test_ahead import GOOD

ROOT = Path(__file__).parent.parent


@pytest.fixture
def path(tmp_path):
    """A new database that nobody has open."""
    found = tmp_path / "new.db"
    open_database(str(found), create=True).close()
    return found


def mode(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA journal_mode").fetchone()[0]
    finally:
        connection.close()


def fill(journal):
    speaker = journal.insert("speaker", kind="person", name="Jane Doe", key="jane doe")
    document = journal.insert("document", kind="article", key="x", title="A title")
    journal.insert(
        "statement", document_id=document, speaker_id=speaker, kind="direct", text="No.",
        said_first=1, said_last=1,
    )  # fmt: skip


def fill_twice(journal):
    for _time in range(2):
        fill(journal)


def indexes(reader):
    return set(reader.values("SELECT name FROM sqlite_master WHERE type = 'index'"))


# -- in place


def test_the_first_load_needs_no_log_and_the_next_ones_have_one(path):
    database = open_database(str(path))
    assert database.reader.value("SELECT count(*) FROM statement") == 0
    database.stop_reading()
    with database.write("x", "a", much=True) as journal:
        assert journal.reader.value("PRAGMA journal_mode") == "truncate"
        fill(journal)
    assert mode(path) == "wal"
    assert database.reader.value("SELECT count(*) FROM statement") == 1
    database.stop_reading()
    with database.write("x", "a", much=True) as journal:
        assert journal.reader.value("PRAGMA journal_mode") == "wal"
    database.close()


def test_the_program_fills_its_file_in_place(run, tmp_path, monkeypatch):
    seen = []

    @contextmanager
    def watched(connection):
        with in_place(connection):
            seen.append(connection.execute("PRAGMA journal_mode").fetchone()[0])
            yield

    monkeypatch.setattr(first_load, "in_place", watched)
    path = tmp_path / "filled.db"
    assert run("init", db=str(path)).status == 0
    (tmp_path / "one.jsonl").write_text(json.dumps({"text": "x", "speaker": "Ann"}))
    for text in "xy":
        (tmp_path / "one.jsonl").write_text(json.dumps({"text": text, "speaker": "Ann"}))
        assert run("import", str(tmp_path / "one.jsonl"), db=str(path)).status == 0
    assert run("db", "copy", str(path), str(tmp_path / "copy.db"), db=str(path)).status == 0
    assert seen == ["truncate", "wal", "truncate"]
    assert mode(path) == mode(tmp_path / "copy.db") == "wal"


def test_a_load_that_fails_leaves_the_file_as_it_was(path):
    database = open_database(str(path))
    with pytest.raises(IntegrityError), database.write("x", "a", much=True) as journal:
        fill_twice(journal)
    assert mode(path) == "wal"
    assert database.reader.value("SELECT count(*) FROM speaker") == 0
    database.close()


def test_whoever_has_the_file_open_is_not_shut_out(path):
    other = open_database(str(path))
    assert other.reader.value("SELECT count(*) FROM statement") == 0
    database = open_database(str(path))
    with database.write("x", "a", much=True) as journal:
        assert journal.reader.value("PRAGMA journal_mode") == "wal"
        fill(journal)
        assert other.reader.value("SELECT count(*) FROM statement") == 0
    assert other.reader.value("SELECT count(*) FROM statement") == 1
    other.close()
    database.close()


def test_another_writer_waits_for_the_load(path):
    first = open_database(str(path))
    first.stop_reading()
    second = open_database(str(path), check=False)
    second.patience = 0.05
    with first.write("x", "a", much=True) as journal:
        fill(journal)
        with pytest.raises(Exception, match="locked"), second.write("y", "b"):
            pass
    with second.write("y", "b") as journal:
        fill_again = journal.insert("speaker", kind="person", name="John", key="john")
    assert fill_again == 2
    first.close()
    second.close()


def test_a_journal_turns_only_where_nobody_else_is(path):
    one, other = sqlite3.connect(path), sqlite3.connect(path)
    one.execute("SELECT count(*) FROM speaker").fetchone()
    other.execute("SELECT count(*) FROM speaker").fetchone()
    other.execute("PRAGMA busy_timeout = 1234")
    assert not turns(other, "TRUNCATE")
    assert other.execute("PRAGMA busy_timeout").fetchone() == (1234,)
    one.close()
    assert turns(other, "TRUNCATE")
    other.close()


def test_a_file_without_tables_is_filled_in_place(tmp_path):
    connection = sqlite3.connect(tmp_path / "empty.db")
    turns(connection, "WAL")
    with in_place(connection):
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


LOAD = """
import sys
sys.path.insert(0, {root!r})
from claims.database import open_database
database = open_database({path!r})
database.stop_reading()
with database.write("x", "a", much=True) as journal:
    journal.connection.exec_driver_sql("PRAGMA cache_size=10")  # pages go to the file at once
    for number in range(3000):
        journal.insert("speaker", kind="person", name="n" * 500, key=f"n{{number}}")
    print("filled", flush=True)
    sys.stdin.read()
"""


def test_a_killed_load_leaves_the_file_as_it_was(path):
    code = textwrap.dedent(LOAD).format(root=str(ROOT), path=str(path))
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "filled\n"
    assert path.stat().st_size > 1_000_000  # what was stored is in the file itself
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    database = open_database(str(path))
    assert database.reader.value("SELECT count(*) FROM speaker") == 0
    assert database.reader.value("PRAGMA integrity_check") == "ok"
    with database.write("x", "a") as journal:
        fill(journal)
    assert mode(path) == "wal"
    database.close()


# -- late indexes


def test_late_indexes_are_there_again_as_they_were(path):
    database = open_database(str(path))
    schema = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    before = database.reader.tuples(schema)
    assert set(LATE) < indexes(database.reader)
    with database.write("x", "a", much=True) as journal:
        with late_indexes(journal.reader):
            assert not indexes(journal.reader) & set(LATE)
            fill(journal)
        assert set(LATE) < indexes(journal.reader)
    assert database.reader.tuples(schema) == before
    with database.write("x", "a", much=True) as journal, journal.first_load():
        assert set(LATE) < indexes(journal.reader)  # rows are there: they stay
    database.close()


def test_late_indexes_are_there_after_a_load_that_fails(path):
    database = open_database(str(path))
    with (
        pytest.raises(IntegrityError),
        database.write("x", "a", much=True) as journal,
        late_indexes(journal.reader),
    ):
        fill_twice(journal)
    assert set(LATE) < indexes(database.reader)
    database.close()


def test_a_first_load_holds_fewer_pages_and_others_as_many_as_ever(path):
    def held(journal):
        return abs(journal.reader.value("PRAGMA cache_size"))

    database = open_database(str(path))
    usual = abs(database.reader.value("PRAGMA cache_size"))
    with database.write("x", "a") as few:
        assert held(few) == usual
    with database.write("x", "a", much=True) as first:
        assert held(first) < usual
        fill(first)
    with database.write("x", "a", much=True) as second:
        assert held(second) == usual
    database.close()


@pytest.mark.parametrize("failing", [False, True])
def test_the_pages_of_a_connection_are_as_many_again_after_a_load(path, failing):
    connection = sqlite3.connect(path)
    usual = connection.execute("PRAGMA cache_size").fetchone()
    with suppress(OSError), little_cache(connection):
        assert connection.execute("PRAGMA cache_size").fetchone() != usual
        if failing:
            raise OSError
    assert connection.execute("PRAGMA cache_size").fetchone() == usual
    connection.close()


@pytest.mark.parametrize("temporary", [False, True])
def test_late_indexes_are_sorted_on_disk_where_that_can_be(path, temporary):
    database = open_database(str(path))
    told = []
    with database.write("x", "a", much=True) as journal:
        reader = journal.reader
        if temporary:
            reader.execute("CREATE TEMP TABLE some (id INTEGER)")
        with late_indexes(reader):
            fill(journal)
            reader.connection.set_trace_callback(told.append)
        reader.connection.set_trace_callback(None)
        assert reader.value("PRAGMA temp_store") == 2
        if temporary:
            assert reader.value("SELECT count(*) FROM some") == 0
    made = ["CREATE INDEX"] * len(LATE)
    settings = ("CREATE INDEX", "PRAGMA temp_store = FILE", "PRAGMA temp_store = 2")
    done = [start for sql in told for start in settings if sql.startswith(start)]
    assert done == (made if temporary else [settings[1], *made, settings[2]])
    database.close()


def test_late_indexes_are_those_of_sqlite_alone(database):
    with database.write("x", "a", much=True) as journal, journal.first_load():
        fill(journal)
    assert first_load.LATE


def test_nothing_asks_for_a_late_index_while_quotes_are_kept(path, monkeypatch):
    told = [
        *GOOD,
        {"key": "g", "text": "x", "speaker": "AP", "role": "agency", "org": "AP", "outlet": "SANA"},
        # Of one article, piece by piece: what dates it dates what was kept of it.
        {"key": "h", "text": "y", "speaker": "Jane Doe", "url": "https://example.org/z"},
        {"key": "i", "text": "z", "speaker": "Ann Lee", "url": "https://example.org/z",
         "title": "T", "published": "2016-09-21", "confidential": "speaker", "same_act": "c"},
        {"key": "j", "text": "w", "speaker": "Ann", "speaker_wikidata": "Q42", "via": ["AP"]},
        *islice(records(300), 300),
    ]  # fmt: skip
    asked = set()

    @contextmanager
    def traced(reader):
        with late_indexes(reader):
            reader.connection.set_trace_callback(asked.add)
            yield
            reader.connection.set_trace_callback(None)

    monkeypatch.setattr(journal, "late_indexes", traced)
    monkeypatch.setattr(ahead, "CHUNK", 3)
    database = open_database(str(path))
    report = import_stream(
        database, BytesIO("\n".join(map(json.dumps, told)).encode()), name="x", command="import",
        actor="me",
    )  # fmt: skip
    assert report.new == len(told)
    plans = [
        row["detail"]
        for sql in asked
        if sql.startswith(("SELECT", "UPDATE", "DELETE", "WITH"))
        for row in database.reader.rows("EXPLAIN QUERY PLAN " + sql)
    ]
    assert any("ix_statement_document_id" in plan for plan in plans)
    assert [plan for plan in plans if any(name in plan for name in LATE)] == []
    database.close()
