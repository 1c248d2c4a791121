"""The list of what is contested, unsettled, divided: on both engines."""

from __future__ import annotations

from random import Random

import pytest

from claims import contested, states
from claims.contrast import Reading, divisions_of, splits_of
from claims.database import Database
from claims.dates import parse_date
from claims.vocabulary import State
from tests.accounts import Accounts
from tests.random_database import filled, small_disputes


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    found.question("q")
    found.question("other")
    found.say("A", "asserts", "yes", "2016-09-19")
    found.say("B", "denies", "yes", "2016-09-21")
    found.say("A", "suspects", "maybe", "2017-01-05", at="other")
    return found


def texts(accounts: Accounts, **options: object) -> list[str]:
    found = contested.entries(accounts.database.reader, **options)  # type: ignore[arg-type]
    return [entry.answer.text for entry in found]


def test_contested_come_before_unsettled(accounts: Accounts) -> None:
    assert texts(accounts) == ["yes", "maybe"]
    assert texts(accounts, states=[State.CONTESTED]) == ["yes"]


def test_a_topic_keeps_to_what_is_under_it(accounts: Accounts) -> None:
    assert texts(accounts, question=accounts.id("question", "other")) == ["maybe"]
    reader = accounts.database.reader
    assert contested.count(reader, State.CONTESTED) == 1
    other = accounts.id("question", "other")
    assert contested.count(reader, State.CONTESTED, question=other) == 0


def test_since_asks_when_the_dispute_began(accounts: Accounts) -> None:
    assert texts(accounts, since=parse_date("2016-09-21").first) == ["yes", "maybe"]
    assert texts(accounts, since=parse_date("2016-09-22").first) == ["maybe"]


def test_the_limit_is_for_each_state(accounts: Accounts) -> None:
    accounts.say("C", "asserts", "no", "2016-09-21")
    assert texts(accounts, limit=1) == ["yes", "maybe"]


def test_holders_name_who_says_what_since_when(accounts: Accounts) -> None:
    entry = next(iter(contested.entries(accounts.database.reader)))
    held = {
        stance.value: [(t.speaker_name, t.date) for t in told]
        for stance, told in entry.holders().items()
    }
    assert held == {"asserts": [("A", "2016-09-19")], "denies": [("B", "2016-09-21")]}


def test_the_divided_are_listed_with_their_question(accounts: Accounts) -> None:
    accounts.people(Dunford="Pentagon")
    accounts.question("finer")
    accounts.say("Pentagon", "asserts", "Russia", "2016-09-22", at="other")
    accounts.say("Dunford", "unsure", "Russian aircraft", "2016-09-22", at="finer")
    reader = accounts.database.reader
    assert list(contested.divided(reader)) == []
    accounts.link("refines", ("finer", "Russian aircraft"), ("other", "Russia"))
    (division,) = contested.divided(reader)
    assert (division.split.institution, division.slug) == ("Pentagon", "other")
    assert list(contested.divided(reader, question=accounts.id("question", "q"))) == []


# -- by pages


@pytest.fixture(
    params=[{}, {"_PAGE": 2, "_FEW": 1}, {"_PAGE": 3, "_FEW": 0, "_AT_ONCE": 1}], ids=str
)
def paged(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All at once, or by ever so small pages: nobody may notice."""
    for name, value in request.param.items():
        monkeypatch.setattr(contested, name, value)


@pytest.mark.usefixtures("paged")
def test_by_pages_the_same_is_found_in_the_same_order(database: Database) -> None:
    with filled(database, small_disputes(Random(5), 60)):
        reader = database.reader
        states.recompute(reader)
        for state in (State.CONTESTED, State.UNSETTLED, State.OPEN):
            expected = reader.values(
                "SELECT id FROM claim WHERE state = :state ORDER BY question_id, id", state=state
            )
            found = [entry.answer.claim for entry in contested.entries(reader, [state])]
            assert expected
            assert found == expected
            few = [entry.answer.claim for entry in contested.entries(reader, [state], limit=3)]
            assert few == expected[:3]


@pytest.mark.usefixtures("paged")
def test_whoever_is_divided_is_found_whichever_way(database: Database) -> None:
    with filled(database, small_disputes(Random(6), 400)):
        reader = database.reader
        everything = reader.values("SELECT id FROM question ORDER BY id")
        reading = Reading(reader, everything)
        expected = {
            (split.claim_id, split.institution)
            for split in splits_of(reading, divisions_of(reading))
        }
        found = [
            (each.split.claim_id, each.split.institution) for each in contested.divided(reader)
        ]
        assert len(expected) > 9
        assert len(found) == len(set(found))
        assert set(found) == expected
        assert len(list(contested.divided(reader, limit=2))) == 2


def test_a_reviewer_of_the_house_divides_it(database: Database) -> None:
    accounts = Accounts(database)
    accounts.question("q")
    accounts.people(Checker="Agency")
    accounts.say("Agency", "asserts", "yes", "2016-09-19")
    with database.write("rate", "me") as journal:
        journal.insert(
            "verdict", claim_id=accounts.ids["claim", "q:yes"], label="no", value="false",
            reviewer_id=accounts.id("speaker", "Checker"), rated_first=736_300, rated_last=736_300,
        )  # fmt: skip
    (found,) = contested.divided(database.reader)
    assert found.split.institution == "Agency"


def test_without_houses_nobody_is_divided(accounts: Accounts) -> None:
    assert list(contested.divided(accounts.database.reader)) == []


def test_members_merged_into_others_divide_their_house(database: Database) -> None:
    accounts = Accounts(database)
    accounts.question("q")
    accounts.people(Spokesman="Pentagon")
    accounts.say("Speaker", "asserts", "yes", "2016-09-19")
    accounts.say("Pentagon", "denies", "yes", "2016-09-19")
    assert list(contested.divided(database.reader)) == []
    with database.write("merge", "me") as journal:
        journal.update(
            "speaker", accounts.id("speaker", "Speaker"),
            merged_into=accounts.id("speaker", "Spokesman"),
        )  # fmt: skip
    (found,) = contested.divided(database.reader)
    assert found.split.institution == "Pentagon"
