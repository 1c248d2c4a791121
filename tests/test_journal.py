"""The journal: what it stores, logs and keeps up, and that nothing it touches is forgotten."""

from __future__ import annotations

import json
import threading

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings

from claims.columns import BOOLEANS
from claims.database import Database, open_database
from claims.journal import runs
from claims.maintenance import check
from claims.model import tables
from tests.histories import Op, apply, assert_derived, batches, clear, everything, seeds

many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@many
@given(batches)
@example([[("claim", 0, 5, 3), ("position", 1, 3, 6)], [("reclaim", 3, 1, 2)]])
def test_whatever_is_written_index_and_states_are_as_from_nothing(
    database: Database, history: list[list[Op]]
) -> None:
    clear(database)
    for batch in [seeds, *history]:
        apply(database, batch)
        assert_derived(database)
    assert list(check(database)) == []


def test_booleans_are_those_of_the_models() -> None:
    found = {
        name: tuple(c.name for c in table.columns if isinstance(c.type, sa.Boolean))
        for name, table in tables().items()
    }
    assert {name: columns for name, columns in found.items() if columns} == BOOLEANS


def test_a_batch_that_wrote_nothing_leaves_no_trace(database: Database) -> None:
    with database.write("nothing", "me") as journal:
        assert journal.reader.value("SELECT count(*) FROM speaker") == 0
    assert journal.batch_id is None
    assert everything(database)["batch"] == []


def test_an_update_that_changes_nothing_is_not_logged(database: Database) -> None:
    with database.write("add", "me") as journal:
        speaker = journal.insert("speaker", kind="person", name="A", key="a")
    with database.write("same", "me") as journal:
        assert journal.update("speaker", speaker, name="A", note=None) is False
    assert journal.batch_id is None


def test_inserts_are_logged_as_ranges_and_changes_with_both_images(database: Database) -> None:
    with database.write("add", "me") as journal:
        rows = [{"kind": "person", "name": f"N{n}", "key": f"n{n}"} for n in range(5)]
        ids = journal.insert_rows("speaker", rows)
        question = journal.insert(
            "question", slug="q", kind="question", mode="number", title="Q", cumulative=True
        )
    assert ids == list(range(ids[0], ids[0] + 5))
    assert journal.counts == {("insert", "speaker"): 5, ("insert", "question"): 1}
    with database.write("change", "me") as journal:
        assert journal.update("question", question, cumulative=False, title="Q2") is True
        journal.delete("speaker", ids[4])
    changes = everything(database)["change"]
    assert [(c["action"], c["table_name"], c["first_id"], c["last_id"]) for c in changes] == [
        ("insert", "speaker", ids[0], ids[4]),
        ("insert", "question", question, question),
        ("update", "question", question, question),
        ("delete", "speaker", ids[4], ids[4]),
    ]
    assert json.loads(changes[2]["before"]) == {"cumulative": True, "title": "Q"}
    assert json.loads(changes[2]["after"]) == {"cumulative": False, "title": "Q2"}
    assert json.loads(changes[3]["before"])["name"] == "N4"


def test_a_row_changed_in_its_own_batch_is_inserted_first(database: Database) -> None:
    with database.write("add", "me") as journal:
        speaker = journal.insert("speaker", kind="person", name="A", key="a")
        journal.update("speaker", speaker, name="B")
        journal.insert("speaker", kind="person", name="C", key="c")
    actions = [row["action"] for row in everything(database)["change"]]
    assert actions == ["insert", "update", "insert"]


def test_nothing_remains_of_a_batch_that_fails(database: Database) -> None:
    before = everything(database)

    def fail() -> None:
        with database.write("add", "me") as journal:
            journal.insert("speaker", kind="person", name="A", key="a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert everything(database) == before


def test_rows_that_are_not_there_cannot_change(database: Database) -> None:
    with database.write("add", "me") as journal:
        with pytest.raises(LookupError, match="speaker 7"):
            journal.update("speaker", 7, name="A")
        with pytest.raises(LookupError, match="speaker 7"):
            journal.delete("speaker", 7)
        assert journal.insert_rows("speaker", []) == []


def test_many_rows_go_at_once_with_their_images(database: Database) -> None:
    with database.write("add", "me") as journal:
        rows = [{"kind": "person", "name": f"N{n}", "key": f"n{n}"} for n in range(2500)]
        ids = journal.insert_rows("speaker", rows)
    with database.write("remove", "me") as journal:
        journal.delete_rows("speaker", ids)
    assert database.reader.value("SELECT count(*) FROM speaker") == 0
    sql = "SELECT count(*) FROM change WHERE action = 'delete' AND before IS NOT NULL"
    assert database.reader.value(sql) == 2500


def test_no_id_is_given_twice(database: Database) -> None:
    with database.write("add", "me") as journal:
        first = journal.insert("speaker", kind="person", name="A", key="a")
        journal.delete("speaker", first)
    with database.write("add", "me") as journal:
        assert journal.insert("speaker", kind="person", name="A", key="a") > first
        journal.skip_ids("speaker", 100)
        assert journal.insert("speaker", kind="person", name="B", key="b") == 101
        journal.skip_ids("alias", 7)
        assert journal.insert("alias", speaker_id=101, name="C", key="c") == 8


def test_one_writer_at_a_time(database: Database) -> None:
    other = open_database(database.target)
    order: list[str] = []

    def second() -> None:
        with other.write("second", "me") as journal:
            order.append("second begins")
            assert journal.reader.value("SELECT count(*) FROM speaker") == 1

    thread = threading.Thread(target=second)
    with database.write("first", "me") as journal:
        journal.insert("speaker", kind="person", name="A", key="a")
        thread.start()
        thread.join(0.2)
        order.append("first ends")
    thread.join()
    other.close()
    assert order == ["first ends", "second begins"]


def test_runs() -> None:
    assert list(runs([3, 1, 2, 7, 9, 8, 5])) == [(1, 3), (5, 5), (7, 9)]
    assert list(runs([])) == []
