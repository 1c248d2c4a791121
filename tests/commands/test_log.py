"""``claims log`` as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def told(run: Run, database_url: str) -> str:
    for name in ("Anna Ahlberg", "Bert Berg"):
        assert run("add", "speaker", name, "--kind", "person", db=database_url).status == 0
    assert run("merge", "Anna Ahlberg", "Bert Berg", db=database_url).status == 0
    assert run("undo", db=database_url).status == 0
    return database_url


def test_newest_first(run: Run, told: str) -> None:
    rows = run("log", db=told).rows()
    assert [row[0] for row in rows] == ["B4", "B3", "B2", "B1"]
    assert rows[1][2:] == ["tester", "merge 'Anna Ahlberg' 'Bert Berg'", "changed 1 speaker", "B4"]
    newest = run("log", "-n", "1", "--json", db=told).json()
    assert [(b["id"], b["undoes"], b["changes"]) for b in newest] == [
        ("B4", "B3", {"update": {"speaker": 1}}),
    ]
    assert [row[0] for row in run("log", "--table", "speaker", "-n", "2", db=told).rows()] == [
        "B4", "B3",
    ]  # fmt: skip


def test_a_table_says_what_was_taken_back(run: Run, told: str) -> None:
    lines = run("log", "--format", "table", db=told, env={"COLUMNS": "120"}).out.splitlines()
    assert "changed 1 speaker (takes back B3)" in lines[2]
    assert "changed 1 speaker (taken back by B4)" in lines[3]


def test_one_batch_whole(run: Run, told: str) -> None:
    (change,) = run("log", "B3", "--json", db=told).json()
    assert change == {
        "action": "update", "table": "speaker", "id": "P1",
        "before": {"merged_into": None}, "after": {"merged_into": 2},
    }  # fmt: skip
    (change,) = run("log", "1", "--json", db=told).json()
    assert change["after"]["name"] == "Anna Ahlberg"
    table = run("log", "B3", terminal=True, db=told, env={"NO_COLOR": "1"}).out
    assert "merged_into: – → 2" in table


def test_one_thing_through_time(run: Run, told: str) -> None:
    for name in ("P1", "Anna Ahlberg"):
        assert [row[0] for row in run("log", name, db=told).rows()] == ["B4", "B3", "B1"]


def test_tables_stop_and_say_so(run: Run, sqlite_url: str) -> None:
    from claims.database import open_database

    database = open_database(sqlite_url)
    with database.write("many", "me") as journal:
        rows = [{"kind": "person", "name": f"N{n}", "key": f"n{n}"} for n in range(60)]
        journal.insert_rows("speaker", rows)
    database.close()
    shown = run("log", "B1", "--format", "table", db=sqlite_url)
    assert "the first 50 of 60" in shown.err
    assert "N49" in shown.out
    assert "N50" not in shown.out
    assert len(run("log", "B1", db=sqlite_url).rows()) == 60
    assert len(run("log", "B1", "-n", "3", db=sqlite_url).rows()) == 3


def test_nothing_to_list(run: Run, sqlite_url: str) -> None:
    assert run("log", db=sqlite_url).status == 1
    assert run("log", "B7", db=sqlite_url).status == 3
    refused = run("log", "--table", "batch", db=sqlite_url)
    assert refused.status == 2
    assert "--table with one of" in refused.err
