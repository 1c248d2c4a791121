"""The list of what is contested, unsettled, divided: on both engines."""

from __future__ import annotations

import pytest

from claims import contested
from claims.database import Database
from claims.dates import parse_date
from claims.vocabulary import State
from tests.accounts import Accounts


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
