"""The full dump: it loses nothing, and nothing comes in that should not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from claims.columns import DERIVED
from claims.database import HEAD, Database, open_database
from claims.errors import BadInput, Conflict, DatabaseError
from claims.exchange import revisions
from claims.exchange.dump import FORMAT, VERSION, dump, is_dump, load_dump
from claims.maintenance import check
from claims.model import tables
from claims.schema import downgrade, upgrade
from claims.undo import undo
from tests.histories import Op, apply, assert_derived, batches, clear, everything, seeds

HEADER = json.dumps({"format": FORMAT, "version": VERSION, "schema": HEAD})
OLD_SPEAKER = {
    "type": "speaker", "id": 1, "kind": "person", "name": "A", "key": "a", "qualifier": "",
}  # fmt: skip
SPEAKER = {**OLD_SPEAKER, "confidential": False}


@pytest.fixture
def other(sqlite_url: str, tmp_path: Path) -> Iterator[Database]:
    """Another empty database, always SQLite: a dump knows no engine."""
    opened = open_database(str(tmp_path / "other.db"), create=True)
    yield opened
    opened.close()


@pytest.fixture
def filled(database: Database) -> Database:
    for batch in [
        seeds,
        [("merge", 0, 1, 0)],
        [("via", 0, 1, 2), ("flag", 0, 0, 0)],
        [("undo", 2, 0, 0)],
    ]:
        apply(database, batch)
    return database


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(batches)
def test_out_and_in_and_out_again(
    database: Database, other: Database, history: list[list[Op]]
) -> None:
    clear(database)
    clear(other)
    for batch in [seeds, *history]:
        apply(database, batch)
    first = list(dump(database.reader))
    load_dump(other, first)
    assert list(dump(other.reader)) == first
    assert list(check(other)) == []
    # ... and back, over engines.
    clear(database)
    load_dump(database, [line.encode() for line in first])
    assert list(dump(database.reader)) == first
    assert_derived(database)


def test_the_shape(filled: Database) -> None:
    header, *rows = [json.loads(line) for line in dump(filled.reader)]
    assert header == {"format": "claims-dump", "version": 1, "schema": HEAD}
    assert is_dump(next(dump(filled.reader)))
    assert is_dump(next(dump(filled.reader)).encode())
    order = list(tables())
    assert [order.index(row["type"]) for row in rows] == sorted(
        order.index(r["type"]) for r in rows
    )
    question = next(row for row in rows if row["type"] == "question")
    assert question["cumulative"] in (True, False)
    assert not question.keys() & DERIVED["question"]
    assert all(value is not None for row in rows for value in row.values())


def test_history_goes_on_where_it_stopped(filled: Database, other: Database) -> None:
    load_dump(other, dump(filled.reader))
    last = other.reader.value("SELECT max(id) FROM batch")
    speakers = other.reader.value("SELECT max(last_id) FROM change WHERE table_name = 'speaker'")
    with other.write("add", "me") as journal:
        assert journal.insert("speaker", kind="person", name="Z", key="z") == speakers + 1
    assert journal.batch_id == last + 1
    undo(other, command="undo", actor="me")
    undone = undo(other, command="undo", actor="me").target["command"]
    assert undone == "test"


def test_ids_of_rows_long_gone_are_never_given_again(database: Database, other: Database) -> None:
    with database.write("add", "me") as journal:
        gone = journal.insert("speaker", kind="person", name="A", key="a")
    undo(database, command="undo", actor="me")
    load_dump(other, dump(database.reader))
    with other.write("add", "me") as journal:
        assert journal.insert("speaker", kind="person", name="B", key="b") > gone


def test_a_filled_database_is_left_alone(filled: Database) -> None:
    lines, before = list(dump(filled.reader)), everything(filled)
    with pytest.raises(Conflict, match="empty database"):
        load_dump(filled, lines)
    assert everything(filled) == before


def test_an_empty_dump(database: Database) -> None:
    assert len(list(dump(database.reader))) == 1
    assert load_dump(database, dump(database.reader)).total == 0


@pytest.mark.parametrize(
    "line", ["", "{}", "not json", '{"format": "other"}', "[1]", b"\xff", '"x"']
)
def test_what_is_no_dump(database: Database, line: str | bytes) -> None:
    assert not is_dump(line)
    with pytest.raises(BadInput, match="not a dump"):
        load_dump(database, [line])
    with pytest.raises(BadInput, match="not a dump"):
        load_dump(database, [])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": 2}, "newer claims"),
        ({"schema": "9999"}, "newer claims"),
        ({"version": 0}, "another claims"),
        ({"schema": None}, "another claims"),
        ({"schema": ["0001"]}, "another claims"),
        ({"schema": "none"}, "another claims"),
        ({"schema": "0000"}, "another claims"),
    ],
)
def test_dumps_of_other_programs(database: Database, change: dict[str, object], words: str) -> None:
    header = json.dumps({**json.loads(HEADER), **change})
    assert is_dump(header)
    with pytest.raises(DatabaseError, match=words):
        load_dump(database, [header])


@pytest.mark.parametrize("revision", revisions.ADDED)
def test_dumps_of_every_revision(filled: Database, other: Database, revision: str) -> None:
    downgrade(filled, revision)
    lines = list(dump(filled.reader))
    assert json.loads(lines[0])["schema"] == revision
    load_dump(other, lines)
    upgrade(filled)
    now = list(dump(filled.reader))
    assert json.loads(now[0])["schema"] == HEAD
    assert list(dump(other.reader)) == now
    assert len(now) == len(lines)
    assert list(check(other)) == []


@pytest.mark.parametrize("revision", revisions.ADDED)
def test_what_each_revision_changed_is_written_down(database: Database, revision: str) -> None:
    downgrade(database, revision)
    seen = sa.inspect(database.engine())
    found = {
        table: sorted(
            {column["name"] for column in seen.get_columns(table)} - {*DERIVED.get(table, ())}
        )
        for table in tables()
    }
    assert {name: sorted(names) for name, names in revisions.columns(revision).items()} == found


def test_what_came_later_is_not_in_an_older_dump(database: Database) -> None:
    header = json.dumps({**json.loads(HEADER), "schema": "0003"})
    with pytest.raises(BadInput) as caught:
        load_dump(database, [header, json.dumps(SPEAKER)])
    assert [flaw["field"] for flaw in caught.value.details["flaws"]] == ["confidential"]
    load_dump(database, [header, json.dumps(OLD_SPEAKER)])
    assert not database.reader.value("SELECT confidential FROM speaker")


def flaws(database: Database, *rows: object) -> list[tuple[object, object]]:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    with pytest.raises(BadInput) as caught:
        load_dump(database, [HEADER, *lines])
    assert not any(everything(database).values())
    assert all(flaw["reason"] for flaw in caught.value.details["flaws"])
    return [(flaw["line"], flaw["field"]) for flaw in caught.value.details["flaws"]]


QUESTION = {"type": "question", "id": 1, "slug": "q", "kind": "topic", "title": "T"}
STATEMENT = {
    "type": "statement", "id": 1, "document_id": 1, "speaker_id": 1, "kind": "direct",
    "status": "accepted", "text": "x", "said_first": 1, "said_last": 1, "confidential": False,
}  # fmt: skip
CHANGE = {
    "type": "change", "id": 1, "batch_id": 1, "table_name": "speaker", "action": "delete",
    "first_id": 1, "last_id": 1, "before": "{}",
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("{", "type"),
        ('"x"', "type"),
        ({"type": "nothing", "id": 1}, "type"),
        ({"id": 1}, "type"),
        ({"type": ["speaker"], "id": 1}, "type"),
        ({"type": {}, "id": 1}, "type"),
        ({**SPEAKER, "rank": 1}, "rank"),
        ({**SPEAKER, "name": None}, "name"),
        ({**SPEAKER, "name": 7}, "name"),
        ({**SPEAKER, "name": "a\0b"}, "name"),
        ({**SPEAKER, "id": "1"}, "id"),
        ({**SPEAKER, "id": 0}, "id"),
        ({**SPEAKER, "id": True}, "id"),
        ({**SPEAKER, "id": 2**63}, "id"),
        ({**SPEAKER, "id": 1.5}, "id"),
        ({**QUESTION, "cumulative": 0}, "cumulative"),
        ({**QUESTION, "cumulative": False, "happened_first": 0}, "happened_first"),
        ({**QUESTION, "cumulative": False, "state": "settled"}, "state"),
        ({**STATEMENT, "id": 2**32}, "id"),
        ({**STATEMENT, "said_last": 4_000_000}, "said_last"),
        ({**STATEMENT, "start_offset": -1, "end_offset": 2}, "start_offset"),
        ({**STATEMENT, "confidence": 1e400}, "type"),
        ({**STATEMENT, "confidence": 10**301}, "confidence"),
        ({**CHANGE, "before": "x"}, "before"),
        ({**CHANGE, "table_name": "sqlite_master"}, "table_name"),
        ({"type": "batch", "id": 1, "at": "now", "actor": "a", "command": "c"}, "at"),
        ({**SPEAKER, "kind": "ghost"}, None),
        ({**SPEAKER, "merged_into": 1}, None),
    ],
)
def test_lines_that_cannot_be(database: Database, row: object, field: str | None) -> None:
    second = {**SPEAKER, "id": 2, "key": "b"}
    assert flaws(database, second, row) == [(3, field)]


def test_lone_surrogates_and_bad_bytes(database: Database) -> None:
    assert flaws(database, {**SPEAKER, "name": "\ud800"}) == [(2, "name")]
    image = json.dumps({"name": "\ud800"})
    assert flaws(database, {**CHANGE, "before": image}) == [(2, "before")]
    with pytest.raises(BadInput):
        load_dump(database, [HEADER.encode(), b'{"type": "speaker\xff"}'])


def test_every_line_the_database_refuses_is_named(database: Database) -> None:
    rows = [{**SPEAKER, "id": n, "key": "a" if n in (3, 5) else str(n)} for n in range(2, 7)]
    assert flaws(database, SPEAKER, *rows) == [(4, None), (6, None)]


def test_references_to_nothing_and_broken_rules(database: Database) -> None:
    assert flaws(database, {**SPEAKER, "parent_id": 9}) == [(None, "parent_id")]
    a = {**SPEAKER, "id": 1, "merged_into": 2}
    b = {**SPEAKER, "id": 2, "key": "b", "merged_into": 3}
    c = {**SPEAKER, "id": 3, "key": "c"}
    assert flaws(database, a, b, c) == [(None, None)]


def test_no_more_flaws_than_a_person_reads(database: Database) -> None:
    rows = [{**SPEAKER, "id": n, "name": None, "key": str(n)} for n in range(1, 100)]
    assert len(flaws(database, *rows)) == 20


def test_progress_and_blank_lines(database: Database) -> None:
    heard: list[int] = []
    loaded = load_dump(database, [HEADER, "", json.dumps(SPEAKER), "\n"], progress=heard.append)
    assert loaded.rows == {"speaker": 1}
    assert heard == [1]
