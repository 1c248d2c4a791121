"""Roles at a date."""

from __future__ import annotations

from datetime import date

import pytest

from claims.database import Database
from claims.dates import PartialDate, parse_date
from claims.keep.quote import FlawError
from claims.keep.roles import Certainty, Roles, role_at
from claims.keep.store import Store


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _date(text: str | None) -> PartialDate | None:
    return parse_date(text) if text else None


def _keep(database: Database, *roles: tuple[str, str | None, str | None]) -> tuple[int, list[int]]:
    """One speaker with roles (title, since, until)."""
    with database.write("test", "tester") as journal:
        speaker = journal.insert("speaker", kind="person", name="A", key="a")
        store = Store(journal)
        keeping = Roles(store)
        ids = [
            keeping.keep(speaker, title, since=_date(since), until=_date(until)).id
            for title, since, until in roles
        ]
        store.flush()
    return speaker, ids


@pytest.mark.parametrize(
    ("since", "until", "first", "last", "certainty"),
    [
        ("2013-02-01", "2017-01-20", "2016-09-22", "2016-09-22", "certain"),
        ("2013-02-01", "2017-01-20", "2013-01-31", "2013-01-31", "none"),
        ("2013-02-01", "2017-01-20", "2017-01-21", "2017-01-21", "none"),
        ("2013-02-01", "2017-01-20", "2016-01-01", "2017-12-31", "possible"),
        ("2013", "2017", "2013-06-01", "2013-06-01", "possible"),
        ("2013", "2017", "2014-01-01", "2016-12-31", "certain"),
        ("2013", "2017", "2017-06-01", "2017-06-01", "possible"),
        ("2013", None, "2020-01-01", "2020-01-01", "certain"),
        (None, "2013", "2010-01-01", "2010-01-01", "possible"),
        (None, "2013", "2014-01-01", "2014-01-01", "none"),
        (None, None, "2014-01-01", "2014-01-01", "possible"),
    ],
)
def test_certain_possible_none(
    database: Database,
    since: str | None,
    until: str | None,
    first: str,
    last: str,
    certainty: str,
) -> None:
    speaker, (role,) = _keep(database, ("minister", since, until))
    found = role_at(database.reader, speaker, _day(first), _day(last))
    assert found.certainty == certainty
    assert found.role == (None if found.certainty is Certainty.NONE else role)


def test_the_role_printed_comes_first(database: Database) -> None:
    speaker, ids = _keep(
        database,
        ("Minister of Finance", "2010-01-01", "2020-01-01"),
        ("Mayor", None, None),
        ("Senator of the Republic", "2012-01-01", None),
    )
    day = _day("2016-01-01")

    def at(printed: str | None) -> int | None:
        return role_at(database.reader, speaker, day, day, printed=printed).role

    assert at("mayor") == ids[1]
    assert at("head of state") == ids[2]  # like none: the certain one taken up last
    assert at("minister of finance") == ids[0]
    assert at("former Minister of Finance") == ids[0]
    assert at(None) == ids[2]


def test_a_role_is_kept_once_and_completed(database: Database) -> None:
    _speaker, ids = _keep(
        database,
        ("Mayor", None, None),
        ("mayor", "2010", None),
        ("Mayor", "2010", "2014"),
        ("Mayor", "2020", None),
    )
    assert ids[0] == ids[1] == ids[2] != ids[3]
    row = database.reader.row("SELECT since, until FROM role WHERE id = :id", id=ids[0])
    assert row == {"since": "2010", "until": "2014"}


def test_a_role_cannot_end_before_it_begins(database: Database) -> None:
    with pytest.raises(FlawError, match="2010 is before 2014"):
        _keep(database, ("Mayor", "2014", "2010"))
    assert database.reader.value("SELECT count(*) FROM role") == 0
