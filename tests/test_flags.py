"""Flags: set once, cleared, and what they move."""

from __future__ import annotations

import pytest

from claims import flags
from claims.database import Database
from claims.errors import NothingFound, UsageError
from claims.flags import Marked
from claims.ids import Kind, Ref
from claims.vocabulary import FlagKind
from tests.histories import apply, assert_derived, seeds

CLAIM, QUESTION = Ref(Kind.CLAIM, 1), Ref(Kind.QUESTION, 1)
ONE, OTHER = Ref(Kind.STATEMENT, 1), Ref(Kind.STATEMENT, 2)


@pytest.fixture
def world(database: Database) -> Database:
    apply(database, seeds)
    sql = "SELECT question_id FROM claim WHERE id = 1"
    assert database.reader.value(sql) == 1
    return database


def mark(database: Database, ref: Ref, kind: FlagKind, **more: object) -> Marked:
    with database.write("flag", "me") as journal:
        done = flags.mark(journal, ref, kind, by="me", **more)  # type: ignore[arg-type]
    assert_derived(database)
    return done


def test_a_flag_moves_the_claim_and_its_question(world: Database) -> None:
    assert flags.standing(world.reader, CLAIM)["C1"] != "contested (flagged)"
    assert mark(world, CLAIM, FlagKind.CONTESTED, reason="why") == Marked(1, True)
    assert flags.standing(world.reader, CLAIM) == {
        "C1": "contested (flagged)", "Q1": "contested",
    }  # fmt: skip
    mark(world, QUESTION, FlagKind.SETTLED, reason="done")
    assert flags.standing(world.reader, QUESTION) == {
        "Q1": "settled", "C1": "settled (flagged)",
    }  # fmt: skip
    with world.write("clear", "me") as journal:
        assert flags.clear(journal, QUESTION, FlagKind.SETTLED, by="you") == [2]
    assert flags.standing(world.reader, CLAIM)["C1"] == "contested (flagged)"
    row = world.reader.row("SELECT by, cleared_by, cleared_at FROM flag WHERE id = 2")
    assert row is not None
    assert (row["by"], row["cleared_by"]) == ("me", "you")
    assert row["cleared_at"]


def test_the_same_flag_again(world: Database) -> None:
    mark(world, CLAIM, FlagKind.CHECK, reason="why")
    assert mark(world, CLAIM, FlagKind.CHECK) == Marked(1, False)
    assert mark(world, CLAIM, FlagKind.CHECK, reason="why") == Marked(1, False)
    assert mark(world, CLAIM, FlagKind.CHECK, reason="because") == Marked(1, True)
    assert mark(world, CLAIM, FlagKind.CONTESTED) == Marked(2, True)
    assert [row["kind"] for row in flags.open_flags(world.reader, CLAIM)] == ["check", "contested"]


def test_every_flag_cleared_at_once(world: Database) -> None:
    mark(world, CLAIM, FlagKind.CHECK)
    mark(world, CLAIM, FlagKind.CONTESTED)
    with world.write("clear", "me") as journal:
        assert flags.clear(journal, CLAIM, None, by="me") == [1, 2]
    with world.write("clear", "me") as journal, pytest.raises(NothingFound):
        flags.clear(journal, CLAIM, FlagKind.CHECK, by="me")


def test_anything_can_be_looked_at_again(world: Database) -> None:
    for kind in (Kind.SPEAKER, Kind.DOCUMENT, Kind.STATEMENT, Kind.QUESTION):
        mark(world, Ref(kind, 1), FlagKind.CHECK)
        assert len(flags.open_flags(world.reader, Ref(kind, 1))) == 1
    assert flags.standing(world.reader, ONE) == {}
    assert flags.open_flags(world.reader, Ref(Kind.POSITION, 1)) == []


def test_not_the_same(world: Database) -> None:
    with world.write("one act", "me") as journal:
        journal.update("statement", 1, act_id=2)
    assert mark(world, ONE, FlagKind.NOT_SAME, other=OTHER) == Marked(1, True, True)
    assert world.reader.value("SELECT act_id FROM statement WHERE id = 1") is None
    assert mark(world, OTHER, FlagKind.NOT_SAME, other=ONE) == Marked(1, False)
    third = Ref(Kind.STATEMENT, 3)
    assert mark(world, ONE, FlagKind.NOT_SAME, other=third) == Marked(2, True)
    with world.write("clear", "me") as journal:
        assert flags.clear(journal, OTHER, FlagKind.NOT_SAME, by="me", other=ONE) == [1]


@pytest.mark.parametrize(
    ("ref", "kind", "other"),
    [
        (Ref(Kind.POSITION, 1), FlagKind.CHECK, None),
        (Ref(Kind.BATCH, 1), FlagKind.CHECK, None),
        (ONE, FlagKind.SETTLED, None),
        (ONE, FlagKind.NOT_SAME, None),
        (ONE, FlagKind.CHECK, OTHER),
        (ONE, FlagKind.NOT_SAME, ONE),
        (ONE, FlagKind.NOT_SAME, CLAIM),
        (CLAIM, FlagKind.NOT_SAME, ONE),
    ],
)
def test_flags_that_mean_nothing(
    world: Database, ref: Ref, kind: FlagKind, other: Ref | None
) -> None:
    with world.write("flag", "me") as journal, pytest.raises(UsageError):
        flags.mark(journal, ref, kind, by="me", other=other)
    assert world.reader.value("SELECT count(*) FROM flag") == 0
