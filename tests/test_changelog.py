"""The history as it is read."""

from __future__ import annotations

import pytest

from claims import changelog
from claims.database import Database
from claims.errors import UnknownName
from claims.ids import Kind, Ref
from claims.undo import undo


@pytest.fixture
def told(database: Database) -> Database:
    with database.write("add", "ann") as journal:
        first = journal.insert("speaker", kind="person", name="A", key="a")
        journal.insert("speaker", kind="person", name="B", key="b")
        journal.insert("alias", speaker_id=first, name="AA", key="aa")
    with database.write("rename", "bob") as journal:
        journal.update("speaker", first, name="C", note="n")
        journal.delete("speaker", first + 1)
    return database


def test_batches_newest_first(told: Database) -> None:
    found = list(changelog.batches(told.reader))
    assert [(b["id"], b["actor"], b["command"]) for b in found] == [
        ("B2", "bob", "rename"), ("B1", "ann", "add"),
    ]  # fmt: skip
    assert found[0]["changes"] == {"delete": {"speaker": 1}, "update": {"speaker": 1}}
    assert found[1]["changes"] == {"insert": {"alias": 1, "speaker": 2}}
    assert found[1]["summary"] == "added 1 alias, 2 speakers"
    assert found[0]["summary"] == "changed 1 speaker; removed 1 speaker"
    assert [b["id"] for b in changelog.batches(told.reader, limit=1)] == ["B2"]


def test_batches_of_a_table_and_of_a_row(told: Database) -> None:
    reader = told.reader
    assert [b["id"] for b in changelog.batches(reader, table="alias")] == ["B1"]
    assert [b["id"] for b in changelog.batches(reader, row=Ref(Kind.SPEAKER, 1))] == ["B2", "B1"]
    assert [b["id"] for b in changelog.batches(reader, row=Ref(Kind.SPEAKER, 9))] == []


def test_what_was_undone_and_brought_back(told: Database) -> None:
    undo(told, command="undo", actor="me")
    undo(told, 3, command="undo B3", actor="me")
    found = {b["id"]: (b["undoes"], b["undone_by"]) for b in changelog.batches(told.reader)}
    assert found == {
        "B4": ("B3", None), "B3": ("B2", "B4"), "B2": (None, None), "B1": (None, None),
    }  # fmt: skip
    assert changelog.undone(told.reader) == {3: 4}


def test_rows_as_they_were_inserted_whatever_became_of_them(told: Database) -> None:
    found = list(changelog.changes(told.reader, 1))
    assert [(c["action"], c["table"], c["id"]) for c in found] == [
        ("insert", "speaker", "P1"), ("insert", "speaker", "P2"), ("insert", "alias", "A1"),
    ]  # fmt: skip
    assert [c["after"]["name"] for c in found] == ["A", "B", "AA"]
    assert found[0]["after"]["note"] is None
    assert found[0]["before"] is None


def test_both_images_of_what_changed(told: Database) -> None:
    update, delete = changelog.changes(told.reader, 2)
    assert update["before"] == {"name": "A", "note": None}
    assert update["after"] == {"name": "C", "note": "n"}
    assert delete["before"]["name"] == "B"
    assert delete["after"] is None
    assert len(list(changelog.changes(told.reader, 1, limit=2))) == 2


def test_a_row_through_time(told: Database) -> None:
    undo(told, command="undo", actor="me")
    found = list(changelog.of_row(told.reader, Ref(Kind.SPEAKER, 2)))
    assert [(c["batch"], c["action"]) for c in found] == [
        ("B1", "insert"), ("B2", "delete"), ("B3", "insert"),
    ]  # fmt: skip
    assert [c["after"] and c["after"]["name"] for c in found] == ["B", None, "B"]


def test_states_are_no_history(database: Database) -> None:
    with database.write("add", "me") as journal:
        question = journal.insert("question", slug="q", kind="topic", title="T")
        journal.insert("claim", question_id=question, text="x", key="x", low_open=True)
    images = [c["after"] for c in changelog.changes(database.reader, 1)]
    assert all(not image.keys() & {"state", "reasons"} for image in images)
    assert images[0]["cumulative"] is False
    assert images[1]["low_open"] is True


def test_names_of_batches(told: Database) -> None:
    assert changelog.resolve_batch(told.reader, "B2") == 2
    assert changelog.resolve_batch(told.reader, " 1 ") == 1
    for text in ("B9", "9", "S1", "x", "", "0", "B0", "9" * 40, "²"):
        with pytest.raises(UnknownName):
            changelog.resolve_batch(told.reader, text)
    with pytest.raises(LookupError):
        changelog.batch(told.reader, 9)


def test_every_table_has_its_words() -> None:
    from claims.model import tables

    for table in set(tables()) - {"batch", "change"}:
        assert changelog.things(table, 1) != changelog.things(table, 2).replace("2", "1")
    assert changelog.things("elsewhere", 3) == "3 elsewhere"
