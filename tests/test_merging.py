"""The full-text index of Postgres merged meanwhile by another session, or as ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from claims import fulltext
from claims.database import Database, open_database
from claims.fulltext_check import differences
from claims.merging import INDEX, Merging
from tests.test_late_references import load

RECORDS = [{"key": str(n), "text": f"mot {n}", "speaker": f"Ann {n % 3}"} for n in range(12)]
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


@pytest.fixture
def postgres(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database of Postgres, in which a few statements are many."""
    monkeypatch.setattr(fulltext, "LOAD", 3)
    monkeypatch.setattr("claims.exchange.ahead.CHUNK", 3)
    database = open_database(postgres_url)
    yield database
    database.close()


def left(database: Database) -> int:
    """Pages of the list that somebody had yet to merge."""
    found: int = database.reader.value(f"SELECT gin_clean_pending_list('{INDEX}'::regclass)")
    return found


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in its order."""
    done: list[str] = []
    for name in ("start", "wait", "close"):
        was = getattr(Merging, name)

        def watched(self: Merging, name: str = name, was: Any = was) -> None:
            done.append(name)
            was(self)

        monkeypatch.setattr(Merging, name, watched)
    return done


def test_a_load_leaves_nothing_to_be_merged(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = watch(monkeypatch)
    sessions = postgres.reader.value(OTHERS)
    load(postgres, RECORDS)
    assert done == ["start"] * 5 + ["wait", "close"]
    assert left(postgres) == 0
    assert differences(postgres.reader) == []
    assert postgres.reader.value(OTHERS) <= sessions + 1  # that of the writer, kept for the next
    load(postgres, [{**RECORDS[0], "key": "more"}])
    assert left(postgres) > 0  # a single row waits, as ever


def test_a_load_that_fails_ends_it(postgres: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    done = watch(monkeypatch)
    load(postgres, [*RECORDS, {"key": "flawed"}])
    assert postgres.reader.value("SELECT count(*) FROM statement") == 0
    assert done[-1] == "close"
    load(postgres, RECORDS)
    assert differences(postgres.reader) == []


@pytest.mark.parametrize("sql", ["SELECT 1 / 0", "SELECT nothing({index})"])
def test_where_it_cannot_be_all_is_as_ever(
    postgres: Database, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.setattr("claims.merging._MERGE", sql)
    load(postgres, RECORDS)
    assert postgres.reader.value("SELECT count(*) FROM statement") == len(RECORDS)
    assert differences(postgres.reader) == []


def test_nor_without_another_session(postgres: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    def full(_self: Any) -> Any:
        raise psycopg.OperationalError("too many clients")

    monkeypatch.setattr("claims.journal.Journal._another", full)
    load(postgres, RECORDS)
    assert differences(postgres.reader) == []


def test_no_index_no_merging(postgres: Database) -> None:
    with postgres.write("test", "me") as journal:
        journal.reader.execute(f"DROP INDEX {INDEX}")
        merging = Merging(journal.reader, journal._another)
        merging.start()
        merging.wait()
        merging.close()
        assert merging._connection is None


def test_a_large_load_leaves_known_how_many_keys_there_are(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.postgres.LARGE", 2)
    load(postgres, RECORDS)
    sql = "SELECT n_distinct FROM pg_stats WHERE tablename = 'xref' AND attname = 'key'"
    assert postgres.reader.value(sql) == -1  # as many as there are rows
