"""Each way a write can reach a state or the index from afar, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from claims.database import Database
from claims.journal import Journal, now
from tests.histories import assert_derived


class World:
    """Two voices against each other on one question, each with a house, and an attribution."""

    def __init__(self, journal: Journal) -> None:
        add = journal.insert
        self.top = add("speaker", kind="state", name="Top", key="top")
        self.house = add("speaker", kind="org", name="House", key="house")
        self.other = add("speaker", kind="org", name="Other", key="other")
        self.a = add("speaker", kind="person", name="A", key="a", parent_id=self.house)
        self.b = add("speaker", kind="person", name="B", key="b", parent_id=self.other)
        self.document = add("document", key="d")
        self.question = add("question", slug="q", kind="question", mode="exclusive", title="Q")
        self.claim = add("claim", question_id=self.question, text="X", key="x")
        self.rival = add("claim", question_id=self.question, text="Y", key="y")
        self.says = [self.say(journal, who) for who in (self.a, self.b)]
        self.positions = [
            add("position", statement_id=s, claim_id=self.claim, stance="asserts")
            for s in self.says
        ]

    def say(self, journal: Journal, who: int, day: int = 736_000, **values: Any) -> int:
        return journal.insert(
            "statement", document_id=self.document, speaker_id=who, kind="direct", text="Words",
            said_first=day, said_last=day, **values,
        )  # fmt: skip


@pytest.fixture
def world(database: Database) -> World:
    with database.write("world", "me") as journal:
        return World(journal)


def state(database: Database, claim: int) -> str:
    assert_derived(database)
    found: str = database.reader.value("SELECT state FROM claim WHERE id = :id", id=claim)
    return found


def test_two_houses_corroborate(database: Database, world: World) -> None:
    assert state(database, world.claim) == "corroborated"


def test_parents_of_parents(database: Database, world: World) -> None:
    with database.write("one house", "me") as journal:
        journal.update("speaker", world.house, parent_id=world.top)
        journal.update("speaker", world.other, parent_id=world.top)
    assert state(database, world.claim) == "single-source"


def test_a_parent_merged_into_another(database: Database, world: World) -> None:
    with database.write("merge", "me") as journal:
        journal.update("speaker", world.house, merged_into=world.other)
    assert state(database, world.claim) == "single-source"


def test_the_parent_of_who_another_is_merged_into(database: Database, world: World) -> None:
    with database.write("merge", "me") as journal:
        journal.update("speaker", world.house, merged_into=world.top)
    assert state(database, world.claim) == "corroborated"
    with database.write("parent", "me") as journal:
        journal.update("speaker", world.top, parent_id=world.other)
    assert state(database, world.claim) == "single-source"


def test_one_act(database: Database, world: World) -> None:
    with database.write("same act", "me") as journal:
        journal.update("statement", world.says[1], act_id=world.says[0])
    assert state(database, world.claim) == "single-source"


def test_a_statement_rejected(database: Database, world: World) -> None:
    with database.write("reject", "me") as journal:
        journal.update("statement", world.says[1], status="rejected")
    assert state(database, world.claim) == "single-source"


def test_a_statement_of_another_speaker(database: Database, world: World) -> None:
    with database.write("speaker", "me") as journal:
        journal.update("statement", world.says[1], speaker_id=world.a)
    assert state(database, world.claim) == "single-source"


def test_an_attribution_denied_and_the_denial_gone(database: Database, world: World) -> None:
    with database.write("deny", "me") as journal:
        asked = journal.insert("question", slug="r", kind="question", mode="open", title="R")
        denied = journal.insert(
            "claim", question_id=asked, text="A said so", key="k", about_id=world.says[0]
        )
        denial = journal.insert(
            "position", statement_id=world.say(journal, world.house), claim_id=denied,
            stance="denies",
        )  # fmt: skip
    assert state(database, world.claim) == "single-source"
    with database.write("about another", "me") as journal:
        journal.update("claim", denied, about_id=world.says[1])
    # Whose house it is not cannot deny it.
    assert state(database, world.claim) == "corroborated"
    with database.write("house", "me") as journal:
        journal.update("speaker", world.other, parent_id=world.house)
    assert state(database, world.claim) == "single-source"
    with database.write("gone", "me") as journal:
        journal.delete("position", denial)
        journal.delete("claim", denied)
    # One house now, but both speak again.
    assert state(database, world.claim) == "single-source"
    with database.write("apart", "me") as journal:
        journal.update("speaker", world.other, parent_id=None)
    assert state(database, world.claim) == "corroborated"


def test_a_verdict_on_an_attribution(database: Database, world: World) -> None:
    with database.write("verdict", "me") as journal:
        asked = journal.insert("question", slug="r", kind="question", mode="open", title="R")
        about = journal.insert(
            "claim", question_id=asked, text="A said so", key="k", about_id=world.says[0]
        )
        verdict = journal.insert(
            "verdict", claim_id=about, reviewer_id=world.top, label="Fake", value="misattributed",
            rated_first=736_001, rated_last=736_001,
        )  # fmt: skip
    assert state(database, world.claim) == "single-source"
    with database.write("unmapped", "me") as journal:
        journal.update("verdict", verdict, value=None)
    assert state(database, world.claim) == "corroborated"


def test_rivals_and_the_mode_of_their_question(database: Database, world: World) -> None:
    with database.write("rival", "me") as journal:
        says = world.say(journal, world.top)
        position = journal.insert(
            "position", statement_id=says, claim_id=world.rival, stance="asserts"
        )
    assert state(database, world.claim) == "contested"
    with database.write("open", "me") as journal:
        journal.update("question", world.question, mode="open")
    assert state(database, world.claim) == "corroborated"
    with database.write("exclusive again, the rival silent", "me") as journal:
        journal.update("question", world.question, mode="exclusive")
        journal.delete("position", position)
    assert state(database, world.claim) == "corroborated"


def test_links_between_questions(database: Database, world: World) -> None:
    with database.write("elsewhere", "me") as journal:
        asked = journal.insert("question", slug="r", kind="question", mode="open", title="R")
        far = journal.insert("claim", question_id=asked, text="Z", key="z")
        link = journal.insert("link", kind="contradicts", a_id=world.claim, b_id=far)
        says = world.say(journal, world.top)
        journal.insert("position", statement_id=says, claim_id=far, stance="asserts")
    assert state(database, world.claim) == "contested"
    with database.write("retract", "me") as journal:
        journal.update("statement", says, status="proposed")
    assert state(database, world.claim) == "corroborated"
    with database.write("again, and unlinked", "me") as journal:
        journal.update("statement", says, status="accepted")
        journal.delete("link", link)
    assert state(database, world.claim) == "corroborated"


def test_flags_on_claims_and_questions(database: Database, world: World) -> None:
    with database.write("flag", "me") as journal:
        flag = journal.insert(
            "flag", kind="contested", question_id=world.question, by="me", at=now()
        )
    assert state(database, world.claim) == "contested"
    with database.write("clear", "me") as journal:
        journal.update("flag", flag, cleared_at=now(), cleared_by="me")
    assert state(database, world.claim) == "corroborated"


def test_the_chain_of_a_statement_is_in_the_index(database: Database, world: World) -> None:
    with database.write("via", "me") as journal:
        step = journal.insert("via", statement_id=world.says[0], step=1, speaker_id=world.top)
    assert_derived(database)
    with database.write("another", "me") as journal:
        journal.update("via", step, speaker_id=world.other)
    assert_derived(database)
    with database.write("of another", "me") as journal:
        journal.update("via", step, statement_id=world.says[1])
    assert_derived(database)
    with database.write("gone", "me") as journal:
        journal.delete("via", step)
    assert_derived(database)


def test_the_outlet_and_the_words_are_in_the_index(database: Database, world: World) -> None:
    with database.write("outlet", "me") as journal:
        journal.update("document", world.document, outlet_id=world.top)
    assert_derived(database)
    with database.write("words", "me") as journal:
        journal.update("statement", world.says[0], text="Other words", said_first=700_000)
    assert_derived(database)


def test_the_words_of_a_role_as_printed_and_as_known(database: Database, world: World) -> None:
    with database.write("role", "me") as journal:
        role = journal.insert("role", speaker_id=world.a, title="Chief", title_key="chief")
        said = world.say(journal, world.a, role_printed="the minister", role_id=role)
    assert_derived(database)
    with database.write("another", "me") as journal:
        journal.update("role", role, title="Head", title_key="head")
    assert_derived(database)
    with database.write("printed", "me") as journal:
        journal.update("statement", said, role_printed=None)
    assert_derived(database)
