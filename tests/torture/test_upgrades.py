"""Migrations over a filled database: every past revision, down and up; nobody writes meanwhile."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from claims import database as database_module
from claims import schema
from claims.database import Database, open_database
from claims.errors import DatabaseError
from claims.failures import explain
from claims.maintenance import check
from claims.schema import downgrade, upgrade
from tests.histories import apply, seeds
from tests.torture.checks import content
from tests.torture.workloads import past_revisions


@pytest.mark.parametrize("revision", past_revisions())
def test_a_history_survives_down_and_up(database: Database, revision: str) -> None:
    apply(database, seeds)
    apply(
        database,
        [("via", 0, 1, 2), ("merge", 0, 1, 0), ("reclaim", 0, 1, 1), ("same_act", 0, 1, 1)],
    )
    apply(database, [("undo", 1, 0, 0)])
    before = content(database.reader)
    downgrade(database, revision)
    assert database.revision() == revision
    upgrade(database)
    assert content(database.reader) == before
    assert list(check(database)) == []
    apply(database, [("speaker", 8, 8, 9)])
    assert list(check(database)) == []


def test_nobody_writes_meanwhile(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (database_module, schema):
        monkeypatch.setattr(module, "BUSY_SECONDS", 0.1)
    other = open_database(database.target)
    with database.write("long", "bob") as journal:
        journal.insert("speaker", kind="org", name="X", key="x")
        with pytest.raises((OperationalError, DatabaseError)) as caught:
            upgrade(other)
    error = explain(caught.value) or caught.value
    assert "another program is writing" in str(error)
    upgrade(other)
    other.close()
