"""References of a first load into Postgres: checked at its end, there again whatever happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from claims import journal as journals
from claims import late_references
from claims.database import Database, open_database
from claims.exchange.importer import Options, import_stream
from claims.first_load import LATE
from claims.late_references import LateReferences
from claims.reader import Reader

SCHEMA = """
SELECT conname AS name, pg_get_constraintdef(oid) AS sql, convalidated AS valid
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
UNION ALL SELECT indexname, indexdef, true FROM pg_indexes WHERE schemaname = current_schema()
ORDER BY 1
"""
RECORDS = [
    {"key": str(n), "text": f"mot {n}", "speaker": f"Ann {n % 3}", "outlet": "AP"}
    for n in range(12)
]


@pytest.fixture
def postgres(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database of Postgres, in which a few statements are a large load."""
    monkeypatch.setattr(journals, "ENOUGH", 2)
    monkeypatch.setattr("claims.exchange.ahead.CHUNK", 3)
    database = open_database(postgres_url)
    yield database
    database.close()


def load(database: Database, records: list[Any]) -> None:
    stream = BytesIO("\n".join(map(json.dumps, records)).encode())
    import_stream(
        database, stream, name="x", command="import", actor="me", options=Options(format="jsonl")
    )


def watch(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many foreign keys there are whenever they were to be taken off."""
    seen: list[int] = []
    begin = LateReferences.begin

    def watched(self: LateReferences) -> None:
        begin(self)
        sql = "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"
        seen.append(self._reader.value(sql))

    monkeypatch.setattr(LateReferences, "begin", watched)
    return seen


def test_they_are_off_meanwhile_and_there_again(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = postgres.reader.rows(SCHEMA)
    seen = watch(monkeypatch)
    load(postgres, RECORDS)
    assert set(seen) == {0}
    assert postgres.reader.rows(SCHEMA) == before
    assert set(LATE) < {row["name"] for row in before}
    assert postgres.reader.value("SELECT count(*) FROM statement") == len(RECORDS)
    seen.clear()
    load(postgres, [{**RECORDS[0], "key": "more"}])
    assert seen == []  # there is something to be searched now


def test_a_load_that_fails_leaves_them(postgres: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    before = postgres.reader.rows(SCHEMA)
    seen = watch(monkeypatch)
    load(postgres, [*RECORDS, {"key": "flawed"}])
    assert set(seen) == {0}
    assert postgres.reader.rows(SCHEMA) == before
    assert postgres.reader.value("SELECT count(*) FROM statement") == 0


def refer_to_nobody(database: Database) -> None:
    """A load of which a row refers to what is not there."""
    with database.write("x", "me", much=True) as journal:
        late = LateReferences(journal.reader)
        late.begin()
        journal.insert("alias", speaker_id=4711, name="Ann", key="ann")
        late.end()


def test_what_refers_to_nothing_fails_the_load(postgres: Database) -> None:
    from psycopg.errors import ForeignKeyViolation

    before = postgres.reader.rows(SCHEMA)
    with pytest.raises(ForeignKeyViolation):
        refer_to_nobody(postgres)
    assert postgres.reader.rows(SCHEMA) == before
    assert postgres.reader.value("SELECT count(*) FROM alias") == 0


def test_whoever_reads_is_not_disturbed(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = watch(monkeypatch)
    other = open_database(postgres.target)
    with other.reader.snapshot():
        other.reader.value("SELECT count(*) FROM statement")
        load(postgres, RECORDS)
    other.close()
    assert min(seen) > 0
    assert postgres.reader.value("SELECT count(*) FROM statement") == len(RECORDS)


def test_an_account_that_owns_nothing_leaves_them(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = watch(monkeypatch)

    def refused(self: Reader, sql: str, /, **parameters: Any) -> None:
        execute(self, "SELECT no_such_function()" if sql.startswith("ALTER") else sql, **parameters)

    execute = Reader.execute
    monkeypatch.setattr(Reader, "execute", refused)
    load(postgres, RECORDS)
    assert min(seen) > 0
    assert postgres.reader.value("SELECT count(*) FROM statement") == len(RECORDS)


def test_of_a_few_statements_nothing_is_taken_off(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "ENOUGH", late_references.ENOUGH)
    seen = watch(monkeypatch)
    load(postgres, RECORDS)
    assert seen == []
