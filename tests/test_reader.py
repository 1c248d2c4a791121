"""One dialect of SQL on two drivers."""

from __future__ import annotations

import pytest

from claims.database import Database, open_database
from claims.reader import chunks


@pytest.fixture
def people(database: Database) -> Database:
    with database.write("add", "me") as journal:
        rows = [{"kind": "person", "name": f"N{n}", "key": f"n{n}"} for n in range(2500)]
        journal.insert_rows("speaker", rows)
    return database


def test_parameters_casts_percents_and_quotes(database: Database) -> None:
    sql = "SELECT :a AS a, ':a' AS b, 'it''s :a %' AS c, CAST(:n AS integer) AS n, 7 % 4 AS m"
    row = database.reader.row(sql, a="x' OR 1=1 -- %s :b", n=5)
    assert row == {"a": "x' OR 1=1 -- %s :b", "b": ":a", "c": "it's :a %", "n": 5, "m": 3}
    assert database.reader.value("SELECT 'a%' LIKE '%a%'") in (1, True)


def test_rows_row_value_values(people: Database) -> None:
    reader = people.reader
    assert len(reader.rows("SELECT id, name FROM speaker")) == 2500
    assert reader.row("SELECT id, name FROM speaker WHERE key = :key", key="n1") == {
        "id": 2, "name": "N1",
    }  # fmt: skip
    assert reader.row("SELECT id FROM speaker WHERE key = :key", key="none") is None
    assert reader.value("SELECT id FROM speaker WHERE key = :key", key="none") is None
    assert reader.value("SELECT count(*) FROM speaker") == 2500
    assert reader.values("SELECT id FROM speaker ORDER BY id LIMIT :n", n=2) == [1, 2]


def test_lists_of_any_length(people: Database) -> None:
    reader = people.reader
    sql = f"SELECT count(*) FROM speaker WHERE {reader.within('id', 'ids')}"
    assert reader.value(sql, ids=[]) == 0
    assert reader.value(sql, ids=[1, 3, 99_999]) == 2
    assert reader.value(sql, ids=list(range(100_000))) == 2500
    named = f"SELECT id FROM speaker WHERE {reader.within('key', 'keys')} ORDER BY id"
    assert reader.values(named, keys=["n0", "n2", "'; DROP TABLE speaker; --"]) == [1, 3]
    assert reader.values(named, keys=[]) == []


def test_several_queries_at_once(people: Database) -> None:
    reader = people.reader
    found = reader.several(
        ("SELECT id FROM speaker WHERE id > :id ORDER BY id", {"id": 2}),
        ("SELECT key FROM speaker WHERE id = :id", {"id": 0}),
        ("SELECT count(*) AS n FROM speaker", {}),
    )
    assert [row["id"] for row in found[0]] == list(range(3, 2501))
    assert found[1:] == [[], [{"n": 2500}]]
    assert reader.several() == []


def test_one_of_several_fails(people: Database) -> None:
    reader = people.reader
    good = ("SELECT 1 AS one", {})
    with pytest.raises(Exception, match="nowhere"):
        reader.several(good, ("SELECT one FROM nowhere", {}), good)
    assert reader.several(good) == [[{"one": 1}]]


def test_a_reading_given_up_half_way_holds_nothing(people: Database) -> None:
    rows = people.reader.iterate("SELECT id FROM speaker ORDER BY id")
    assert next(rows)["id"] == 1
    rows.close()  # type: ignore[attr-defined]
    with people.write("more", "me") as journal:
        journal.insert("speaker", kind="person", name="Z", key="z")
    assert people.reader.value("SELECT count(*) FROM speaker") == 2501


def test_a_snapshot_does_not_move(people: Database) -> None:
    other = open_database(people.target)
    count = "SELECT count(*) FROM speaker"
    with people.reader.snapshot():
        assert people.reader.value(count) == 2500
        with other.write("more", "me") as journal:
            journal.insert("speaker", kind="person", name="Z", key="z")
        assert people.reader.value(count) == 2500
    assert people.reader.value(count) == 2501
    other.close()


def test_a_snapshot_ends_whatever_happens(people: Database) -> None:
    for _twice in range(2):
        with pytest.raises(RuntimeError), people.reader.snapshot():
            raise RuntimeError


def test_chunks() -> None:
    assert [list(chunk) for chunk in chunks(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert list(chunks([], 2)) == []
