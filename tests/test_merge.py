"""Merging: what points where afterwards, what is refused, and that an undo parts them again."""

from __future__ import annotations

import pytest

from claims import merge as module
from claims.database import Database
from claims.errors import Conflict, UnknownName, UsageError
from claims.ids import Kind, Ref
from claims.invariants import broken
from claims.names import resolve_speaker
from claims.undo import undo
from tests.histories import assert_derived


@pytest.fixture
def people(database: Database) -> Database:
    with database.write("add", "me") as journal:
        for name in ("Anna", "Berta", "Carla"):
            journal.insert("speaker", kind="person", name=name, key=name.lower())
        journal.insert("speaker", kind="org", name="Desk", key="desk")
        journal.insert("speaker", kind="unnamed", name="an official", key=None)
        journal.insert("speaker", kind="unnamed", name="a diplomat", key=None)
        journal.update("speaker", 1, parent_id=4)
        document = journal.insert("document", key="d")
        for speaker in (1, 1, 2, 2):
            journal.insert(
                "statement", document_id=document, speaker_id=speaker, kind="direct", text="x",
                said_first=5, said_last=5,
            )  # fmt: skip
        journal.insert("alias", speaker_id=1, name="Annie", key="annie")
    return database


def do(database: Database, one: str, into: str) -> list[str]:
    planned = module.plan(database.reader, one, into)
    with database.write("merge", "me") as journal:
        changed = module.merge(journal, planned)
    assert list(broken(database.reader)) == []
    assert_derived(database)
    return [str(ref) for ref in changed]


def targets(database: Database, table: str, column: str) -> dict[int, int]:
    sql = f"SELECT id, {column} AS aim FROM {table} WHERE {column} IS NOT NULL ORDER BY id"
    return {row["id"]: row["aim"] for row in database.reader.rows(sql)}


def test_all_names_find_the_one_that_stands(people: Database) -> None:
    assert do(people, "Anna", "Berta") == ["P1"]
    assert do(people, "berta", "P3") == ["P1", "P2"]
    assert targets(people, "speaker", "merged_into") == {1: 3, 2: 3}
    for name in ("Anna", "Annie", "Berta", "Carla", "P1"):
        assert resolve_speaker(people.reader, name) == 3


def test_merged_ones_merge_as_who_stands_for_them(people: Database) -> None:
    do(people, "P1", "P2")
    do(people, "P3", "P1")
    assert targets(people, "speaker", "merged_into") == {1: 2, 3: 2}


def test_an_undo_parts_them(people: Database) -> None:
    do(people, "P1", "P2")
    do(people, "P2", "P3")
    undo(people, command="undo", actor="me")
    assert targets(people, "speaker", "merged_into") == {1: 2}
    undo(people, command="undo", actor="me")
    assert targets(people, "speaker", "merged_into") == {}
    assert_derived(people)


def test_doubts_and_notes(people: Database) -> None:
    plan = module.plan(people.reader, "P1", "P2")
    assert plan.doubts == []
    assert "Desk" in plan.notes[0]
    assert "kind" in module.plan(people.reader, "Desk", "P2").doubts[0]
    assert "unnamed" in module.plan(people.reader, "P5", "P2").doubts[0]
    assert "unnamed" in module.plan(people.reader, "P5", "P6").doubts[0]


def test_what_cannot_be_merged(people: Database) -> None:
    with pytest.raises(UsageError, match="has none") as caught:
        module.plan(people.reader, "P2", "P5")
    assert caught.value.hint == "claims merge P5 P2"
    with pytest.raises(UsageError, match="one already"):
        module.plan(people.reader, "P1", "Annie")
    with pytest.raises(UsageError, match="only two speakers"):
        module.plan(people.reader, "P1", "S1")
    with pytest.raises(UnknownName):
        module.plan(people.reader, "P1", "Zoe")


def test_claims_are_linked_rather(people: Database) -> None:
    with people.write("add", "me") as journal:
        question = journal.insert("question", slug="q", kind="topic", title="T")
        for key in "xy":
            journal.insert("claim", question_id=question, text=key, key=key)
    with pytest.raises(UsageError) as caught:
        module.plan(people.reader, "C1", "C2")
    assert caught.value.hint is not None
    assert "claims add link C1 same C2" in caught.value.hint


def test_statements_join_as_groups(people: Database) -> None:
    assert do(people, "S1", "S2") == ["S1"]
    assert do(people, "S3", "S4") == ["S3"]
    assert do(people, "S1", "S3") == ["S1", "S2"]
    assert targets(people, "statement", "act_id") == {1: 4, 2: 4, 3: 4}
    with pytest.raises(UsageError, match="one utterance already"):
        module.plan(people.reader, "S1", "S2")


def test_an_utterance_of_two_speakers_is_noted(people: Database) -> None:
    assert module.plan(people.reader, "S1", "S2").notes == []
    assert "Anna P1 and Berta P2" in module.plan(people.reader, "S1", "S3").notes[0]


def test_not_the_same_stays_apart(people: Database) -> None:
    do(people, "S1", "S2")
    with people.write("flag", "me") as journal:
        journal.insert("flag", kind="not-same", statement_id=3, other_id=2, by="me", at="2020")
    with pytest.raises(Conflict) as caught:
        module.plan(people.reader, "S1", "S3")
    assert caught.value.hint == "claims flag S3 not-same S2 --clear"


@pytest.mark.parametrize(
    ("leaving", "left"), [(1, {2: 4}), (4, {2: 1}), (3, {1: 4, 2: 4})], ids=["one", "head", "none"]
)
def test_leaving_an_act(people: Database, leaving: int, left: dict[int, int]) -> None:
    do(people, "S1", "S4")
    do(people, "S2", "S4")
    with people.write("leave", "me") as journal:
        assert module.leave_act(journal, leaving) is (leaving != 3)
    assert targets(people, "statement", "act_id") == left
    assert list(broken(people.reader)) == []
    assert_derived(people)


def test_refs(people: Database) -> None:
    planned = module.plan(people.reader, "P1", "P2")
    with people.write("merge", "me") as journal:
        assert module.merge(journal, planned) == [Ref(Kind.SPEAKER, 1)]
