"""``claims undo`` as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def add(run: Run, db: str, name: str) -> None:
    assert run("add", "speaker", name, "--kind", "person", db=db).status == 0


def test_back_and_forth(run: Run, database_url: str) -> None:
    add(run, database_url, "Anna Ahlberg")
    done = run("undo", db=database_url)
    assert done.status == 0
    assert done.out.splitlines()[0].startswith("B1 taken back: add speaker 'Anna Ahlberg'")
    assert "removed 1 speaker" in done.out
    assert "claims undo B2 brings it back" in done.out
    assert run("speakers", db=database_url).status == 1
    back = run("undo", "B2", "--json", db=database_url)
    assert back.json()["undone"]["id"] == "B2"
    assert back.json()["batch"] == "B3"
    assert back.json()["changes"] == {"insert": {"speaker": 1}}
    assert run("speakers", "--format", "ids", db=database_url).out == "P1\n"


def test_nothing_to_take_back(run: Run, sqlite_url: str) -> None:
    found = run("undo", db=sqlite_url)
    assert found.status == 1
    assert "nothing to take back" in found.err


def test_what_stands_in_the_way_is_named(run: Run, database_url: str) -> None:
    add(run, database_url, "Anna Ahlberg")
    add(run, database_url, "Bert Berg")
    assert run("merge", "Anna Ahlberg", "Bert Berg", db=database_url).status == 0
    refused = run("undo", "B1", db=database_url)
    assert refused.status == 5
    assert "B1 cannot be taken back" in refused.err
    assert "try: claims undo B3" in refused.err
    refused = run("undo", "B1", "--json", db=database_url)
    assert '"batches": ["B3"]' in refused.err
    assert run("undo", db=database_url).status == 0
    assert run("undo", "b1", db=database_url).status == 0


def test_unknown_batches(run: Run, sqlite_url: str) -> None:
    for name in ("B9", "x", "S1"):
        refused = run("undo", name, db=sqlite_url)
        assert refused.status == 3
        assert "try: claims log" in refused.err
