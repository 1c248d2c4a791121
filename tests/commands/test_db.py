"""``claims db`` as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from claims.database import HEAD, is_postgres, open_database

Run = Callable[..., Any]


def execute(url: str, sql: str) -> None:
    database = open_database(url, check=False)
    with database.engine().begin() as connection:
        connection.exec_driver_sql(sql)
    database.close()


def test_current_and_upgrade_at_head(run: Run, database_url: str) -> None:
    assert run("db", "current", "--json", db=database_url).json()["revision"] == HEAD
    assert run("db", "current", db=database_url).out == f"{HEAD} (the newest)\n"
    done = run("db", "upgrade", "--json", db=database_url).json()
    assert done == {"before": HEAD, "after": HEAD, "backup": None}


def test_an_empty_database_is_brought_to_head(run: Run, empty_url: str) -> None:
    if not is_postgres(empty_url):
        Path(empty_url).touch()
    assert run("db", "current", "--json", db=empty_url).json()["revision"] is None
    assert run("db", "upgrade", "--json", db=empty_url).json()["after"] == HEAD
    assert run("db", "check", db=empty_url).status == 0


def test_newer_databases_are_left_alone(run: Run, database_url: str) -> None:
    execute(database_url, "UPDATE alembic_version SET version_num = '9999'")
    assert "needs" in run("db", "current", db=database_url).out
    refused = run("db", "upgrade", db=database_url)
    assert refused.status == 5
    assert "newer" in refused.err


def test_check_and_fix(run: Run, database_url: str) -> None:
    sound = run("db", "check", db=database_url)
    assert (sound.status, sound.out) == (0, "everything is as it should be\n")
    assert run("db", "check", "--json", db=database_url).json() == []
    run("add", "question", "who", "--mode", "exclusive", db=database_url)
    execute(database_url, "UPDATE question SET state = 'open'")
    wrong = run("db", "check", db=database_url)
    assert wrong.status == 5
    assert wrong.rows()[0][:2] == ["states", "Q1 is kept as open, the rule finds unsourced"]
    assert "try: claims db check --fix" in wrong.err
    fixed = run("db", "check", "--fix", db=database_url)
    assert fixed.status == 0
    assert "made anew" in fixed.err
    execute(database_url, "UPDATE question SET title = 'other'")
    execute(database_url, "INSERT INTO speaker (kind, name, key) VALUES ('org', 'X', 'x')")
    lost = run("db", "check", "--fix", "--json", db=database_url)
    assert lost.status == 5
    assert [trouble["check"] for trouble in lost.json()] == ["history"]


def test_backup(run: Run, database_url: str, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    done = run("db", "backup", str(path), "--json", db=database_url)
    assert done.json() == {"file": str(path), "bytes": path.stat().st_size}
    again = run("db", "backup", str(path), db=database_url)
    assert again.status == 2
    assert "exists already" in again.err
