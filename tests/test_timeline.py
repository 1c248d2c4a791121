"""What was said in order of time, on both engines."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.dates import parse_date
from claims.errors import NothingFound
from claims.timeline import build
from tests.accounts import Accounts


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    found.question("event", mode=None)
    found.question("event/q")
    found.say("B", "denies", "yes", "2016-09-21", at="event/q")
    found.say("A", "asserts", "yes", "2016-09-19", at="event/q")
    found.say("C", "unsure", "yes", "2016-09", at="event/q")
    return found


def speakers(accounts: Accounts, since: str | None = None, until: str | None = None) -> list[str]:
    moments = build(
        accounts.database.reader,
        accounts.id("question", "event"),
        since=parse_date(since).first if since else None,
        until=parse_date(until).last if until else None,
    )
    return [moment.bearing.telling.speaker_name for moment in moments]


def test_in_order_of_time(accounts: Accounts) -> None:
    assert speakers(accounts) == ["C", "A", "B"]


def test_between_two_days_an_inexact_date_counts_wherever_it_may_lie(accounts: Accounts) -> None:
    assert speakers(accounts, since="2016-09-20") == ["C", "B"]
    assert speakers(accounts, until="2016-09-20") == ["C", "A"]
    assert speakers(accounts, since="2016-09-20", until="2016-09-20") == ["C"]


def test_nothing_then(accounts: Accounts) -> None:
    with pytest.raises(NothingFound, match="nothing was said on event then"):
        speakers(accounts, since="2017")
