"""The index of a first load, made beside it: the same index, and nothing left of the making."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from claims import fulltext, index_beside, touch
from claims.database import Database, open_database
from claims.exchange.importer import import_stream
from claims.fulltext import TABLE
from claims.fulltext_check import differences
from claims.index_beside import Beside, beside, let_go
from tests.exchange.test_ahead import data

ROWS = [(number, f"word{number % 7} un", f"p{number % 3} y2016") for number in range(1, 300)]


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Database]:
    """A new database that nobody has open."""
    path = str(tmp_path / "new.db")
    open_database(path, create=True).close()
    database = open_database(path)
    yield database
    database.close()


def found(connection: sqlite3.Connection, query: str) -> list[int]:
    sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH ? ORDER BY rowid"
    return [row[0] for row in connection.execute(sql, (query,))]


@pytest.mark.parametrize("together", [1, 100, 1000])
def test_the_index_is_taken_over_whole(
    new: Database, tmp_path: Path, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_beside, "_TOGETHER", together)
    connection = new.connection()
    connection.execute("BEGIN IMMEDIATE")
    made = beside(new.reader)
    assert made is not None
    for start in range(0, len(ROWS), 50):
        made.add(ROWS[start : start + 50][::-1])
    made.take_over()
    fulltext.write_entries(new.reader, [(1000, "word3 autre", "p9")])
    connection.execute("COMMIT")
    assert len(connection.execute("PRAGMA database_list").fetchall()) == 2
    let_go(connection)
    assert len(connection.execute("PRAGMA database_list").fetchall()) == 1
    connection.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('integrity-check')")
    wanted = [key for key, words, _filters in ROWS if "word3" in words]
    assert found(connection, "words: word3") == [*wanted, 1000]
    assert found(connection, "word3 NOT p1") == [
        *(key for key in wanted if key % 3 != 1), 1000,
    ]  # fmt: skip
    assert [one.name for one in tmp_path.iterdir() if "index" in one.name] == []


def test_nothing_is_begun_where_nothing_comes(new: Database, tmp_path: Path) -> None:
    made = beside(new.reader)
    assert made is not None
    before = sorted(tmp_path.iterdir())
    made.take_over()
    assert sorted(tmp_path.iterdir()) == before


def test_the_making_has_no_name(tmp_path: Path, new: Database) -> None:
    made = beside(new.reader)
    assert made is not None
    made.add(ROWS)
    made._wait()
    assert [one.name for one in tmp_path.iterdir() if "index" in one.name] == []
    made.close()


def test_what_goes_wrong_in_the_thread_is_heard_of(new: Database) -> None:
    made = beside(new.reader)
    assert made is not None
    made.add([(1, "a", "b"), (1, "a", "b")])
    made.finish()
    made._wait()
    made._open().execute(f"DROP TABLE {TABLE}")
    made.add(ROWS)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        made.take_over()
    made.close()


def test_ending_waits_for_no_work(new: Database) -> None:
    made = beside(new.reader)
    assert made is not None
    many = [(number, "mot " * 300, "p1") for number in range(10_000)]
    made.add(many)
    time.sleep(0.05)
    made.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("index")]


def test_where_systems_forbid_it_the_index_is_made_in_its_place(
    new: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(action: int, *_what: object) -> int:
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_DELETE else sqlite3.SQLITE_OK

    new.connection().set_authorizer(forbidden)
    with pytest.raises(sqlite3.DatabaseError):
        new.connection().execute(f"DELETE FROM {TABLE}_data WHERE false")
    assert beside(new.reader) is None


def test_a_load_uses_it_and_one_that_fails_leaves_nothing(
    new: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touch, "AT_A_TIME", 3)
    monkeypatch.setattr("claims.exchange.ahead.CHUNK", 2)
    used = []
    add = Beside.add
    monkeypatch.setattr(Beside, "add", lambda self, rows: (used.append(len(rows)), add(self, rows)))
    good = [{"key": str(n), "text": f"mot {n}", "speaker": "Ann"} for n in range(9)]
    flawed = [*good, {"key": "x"}]
    for records, stored in ((flawed, 0), (good, 9)):
        used.clear()
        stream = BytesIO(data(*records))
        import_stream(new, stream, name="x", command="import x", actor="me")
        assert sum(used) >= 6
        assert new.reader.value("SELECT count(*) FROM statement") == stored
        assert len(found(new.connection(), "mot")) == stored
        assert differences(new.reader) == []
        with new.engine().connect() as connection:
            open_files = connection.exec_driver_sql("PRAGMA database_list").all()
        assert len(open_files) == 1
    assert [one.name for one in tmp_path.iterdir() if "index" in one.name] == []
