"""Kept states: what is wrong with them is found and mended."""

from __future__ import annotations

import pytest

from claims import states
from claims.database import Database
from claims.ids import Kind
from tests.test_touch import World


@pytest.fixture
def world(database: Database) -> World:
    with database.write("world", "me") as journal:
        return World(journal)


def spoil(database: Database) -> None:
    with database.engine().begin() as connection:
        connection.exec_driver_sql("UPDATE claim SET state = 'settled', reasons = 'rival'")
        connection.exec_driver_sql("UPDATE question SET state = 'open'")


def test_differences_name_what_is_kept_and_what_is_found(database: Database, world: World) -> None:
    assert list(states.differences(database.reader)) == []
    spoil(database)
    found = {(it.kind, it.id): it for it in states.differences(database.reader)}
    assert found.keys() == {
        (Kind.CLAIM, world.claim), (Kind.CLAIM, world.rival), (Kind.QUESTION, world.question),
    }  # fmt: skip
    claim = found[Kind.CLAIM, world.claim]
    assert (claim.kept, claim.kept_reasons) == ("settled", "rival")
    assert (claim.state, claim.reasons) == ("corroborated", "")
    question = found[Kind.QUESTION, world.question]
    assert (question.kept, question.state) == ("open", "unsourced")


def test_recompute_mends_all_and_leaves_no_history(database: Database, world: World) -> None:
    spoil(database)
    with database.write("fix", "me") as journal:
        states.recompute(journal.reader)
    assert journal.batch_id is None
    assert list(states.differences(database.reader)) == []


def test_refresh_mends_what_it_is_asked_for(database: Database, world: World) -> None:
    with database.write("another", "me") as journal:
        other = journal.insert("question", slug="r", kind="topic", title="R")
        journal.insert("claim", question_id=other, text="Z", key="z")
    spoil(database)
    with database.write("fix", "me") as journal:
        states.refresh(journal.reader, [world.question])
    kept = database.reader.rows("SELECT id, state FROM question ORDER BY id")
    assert [row["state"] for row in kept] == ["unsourced", "open"]


def test_an_empty_database_has_none(database: Database) -> None:
    assert list(states.differences(database.reader)) == []
    with database.write("fix", "me") as journal:
        states.recompute(journal.reader)
        states.refresh(journal.reader, [])
