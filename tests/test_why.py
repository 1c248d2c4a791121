"""Why a claim is in its state: rule, reasons, positions, on both engines."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.dates import parse_date
from claims.errors import NothingFound
from claims.vocabulary import State
from claims.why import Explanation, explain, rules
from tests.accounts import Accounts


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    found.people(Dunford="Pentagon")
    found.question("q")
    found.say("Dunford", "asserts", "yes", "2016-09-19")
    return found


def why(accounts: Accounts, as_of: str | None = None) -> Explanation:
    day = parse_date(as_of).last if as_of else None
    return explain(accounts.database.reader, accounts.id("claim", "q:yes"), as_of=day)


def test_every_state_has_its_rule() -> None:
    assert set(rules()) == set(State)


def test_a_single_source_is_named_with_its_house(accounts: Accounts) -> None:
    found = why(accounts)
    assert found.answer.state is State.SINGLE_SOURCE
    assert found.because == ("for it: Dunford (of Pentagon)",)
    assert not found.stale


def test_clashes_name_both_sides_with_their_statements(accounts: Accounts) -> None:
    accounts.say("B", "denies", "yes", "2016-09-21")
    accounts.say("C", "asserts", "no", "2016-09-21")
    opposed, rival = why(accounts).because
    assert opposed.startswith("opposed: for it Dunford S1; against it B S2;")
    assert "since 2016-09-21" in opposed
    assert "“no” C2" in rival


def test_a_past_day_is_replayed(accounts: Accounts) -> None:
    accounts.say("B", "denies", "yes", "2016-09-21")
    assert why(accounts).answer.state is State.CONTESTED
    assert why(accounts, "2016-09-20").answer.state is State.SINGLE_SOURCE
    assert why(accounts, "2016-09-18").answer.state is State.UNSOURCED


def test_a_flag_counts_from_the_day_it_was_set(accounts: Accounts) -> None:
    claim = accounts.id("claim", "q:yes")
    with accounts.database.write("test", "tester") as journal:
        journal.insert("flag", kind="contested", claim_id=claim, by="me", at="2020-01-01T00:00:00Z")
    found = why(accounts)
    assert found.answer.state is State.CONTESTED
    assert found.because == ("flagged: a person marked it contested", *found.because[1:])
    assert why(accounts, "2019-12-31").answer.state is State.SINGLE_SOURCE


def test_a_stale_state_is_seen(accounts: Accounts) -> None:
    with accounts.database.engine().begin() as connection:
        connection.exec_driver_sql("UPDATE claim SET state = 'open'")
    assert why(accounts).stale


def test_no_such_claim(accounts: Accounts) -> None:
    with pytest.raises(NothingFound, match="C99"):
        explain(accounts.database.reader, 99)
