"""What the rule looks at, as it is read: merges followed, disowned words told, scenes closed."""

from __future__ import annotations

import pytest

from claims import scene
from claims.database import Database
from claims.vocabulary import FlagKind, LinkKind
from tests.test_touch import World


@pytest.fixture
def world(database: Database) -> World:
    with database.write("world", "me") as journal:
        return World(journal)


def test_speakers_are_who_stands_for_them(database: Database, world: World) -> None:
    with database.write("merge", "me") as journal:
        journal.update("speaker", world.a, merged_into=world.b)
        journal.update("speaker", world.other, merged_into=world.top)
        journal.insert(
            "verdict", claim_id=world.claim, reviewer_id=world.a, label="x", value="true",
            rated_first=5, rated_last=5,
        )  # fmt: skip
    found = scene.load(database.reader, [world.question])
    assert {p.speaker for p in found.positions} == {world.b}
    assert found.verdicts[0].reviewer == world.b
    assert found.parents == {world.b: world.top}


def test_statements_of_one_act_share_it_and_only_accepted_ones_count(
    database: Database, world: World
) -> None:
    with database.write("act", "me") as journal:
        journal.update("statement", world.says[1], act_id=world.says[0])
    found = scene.load(database.reader, [world.question])
    assert {p.act for p in found.positions} == {world.says[0]}
    with database.write("reject", "me") as journal:
        journal.update("statement", world.says[1], status="rejected")
    assert len(scene.load(database.reader, [world.question]).positions) == 1


def test_a_scene_is_closed_over_contradictions(database: Database, world: World) -> None:
    with database.write("far", "me") as journal:
        ids = []
        for slug in "rst":
            question = journal.insert("question", slug=slug, kind="topic", title=slug)
            ids.append(
                (question, journal.insert("claim", question_id=question, text=slug, key=slug))
            )
        (r, c1), (s, c2), (t, c3) = ids
        journal.insert("link", kind="contradicts", a_id=world.claim, b_id=c1)
        journal.insert("link", kind="contradicts", a_id=c1, b_id=c2)
        journal.insert("link", kind="refines", a_id=c3, b_id=world.claim)
    reader = database.reader
    assert scene.closure(reader, [s], LinkKind.CONTRADICTS) == {s, r, world.question}
    found = scene.load(reader, [s])
    assert {q.id for q in found.questions} == {s, r, world.question}
    assert found.contradicts == ((world.claim, c1), (c1, c2))
    assert t in {q.id for q in scene.load(reader, [s], refines=True).questions}


def test_flags_of_the_question_are_its_claims(database: Database, world: World) -> None:
    with database.write("flag", "me") as journal:
        at = {"by": "me", "at": "2020-01-01T00:00:00Z"}
        journal.insert("flag", kind="contested", question_id=world.question, **at)
        journal.insert("flag", kind="settled", claim_id=world.rival, **at)
        journal.insert("flag", kind="check", claim_id=world.claim, **at)
    found = {
        claim.id: claim.flags for claim in scene.load(database.reader, [world.question]).claims
    }
    assert found == {
        world.claim: {FlagKind.CONTESTED},
        world.rival: {FlagKind.CONTESTED, FlagKind.SETTLED},
    }


def test_intervals_come_back_as_they_were_kept(database: Database, world: World) -> None:
    with database.write("figure", "me") as journal:
        journal.update("claim", world.claim, number=">12", low=12.0, low_open=True)
        journal.update("claim", world.rival, number="1.5", low=1.5, high=1.5)
    figures = {c.id: c.interval for c in scene.load(database.reader, [world.question]).claims}
    one, other = figures[world.claim], figures[world.rival]
    assert one is not None
    assert other is not None
    assert (one.low, one.high, one.low_open) == (12, None, True)  # type: ignore[attr-defined]
    assert (other.low, other.high) == (1.5, 1.5)


@pytest.mark.parametrize(
    ("stances", "disowned"),
    [
        ([("house", "denies", 0)], True),
        ([("a", "denies", 0)], True),
        ([("b", "denies", 0)], False),
        ([("house", "doubts", 0)], False),
        ([("house", "denies", 0), ("house", "asserts", 1)], False),
        ([("house", "denies", 0), ("house", "retracts", 1)], False),
        ([("house", "denies", 1), ("house", "asserts", 0)], True),
        ([("house", "denies", 0), ("a", "asserts", 1)], True),
    ],
)
def test_disowned_words(
    database: Database, world: World, stances: list[tuple[str, str, int]], disowned: bool
) -> None:
    with database.write("deny", "me") as journal:
        question = journal.insert("question", slug="r", kind="question", mode="open", title="R")
        about = journal.insert(
            "claim", question_id=question, text="A said so", key="k", about_id=world.says[0]
        )
        for who, stance, day in stances:
            says = world.say(journal, getattr(world, who), 736_100 + day)
            journal.insert("position", statement_id=says, claim_id=about, stance=stance)
    found = {p.id: p.disowned for p in scene.load(database.reader, [world.question]).positions}
    assert found == {world.positions[0]: disowned, world.positions[1]: False}


def test_parents_that_go_round_come_to_an_end(database: Database, world: World) -> None:
    with database.write("round", "me") as journal:
        journal.update("speaker", world.house, parent_id=world.a)
    found = scene.parents(database.reader, [world.a])
    assert found == {world.a: world.house, world.house: world.a}
