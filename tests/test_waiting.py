"""Whoever reads never waits for whoever writes, on either engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.database import open_database
from claims.postgres import connect_args, driver_url, sqlalchemy_url
from tests.conftest import Result
from tests.test_matrix import READING

ELSEWHERE = ("db check", "config list")
"""Makes the index anew to compare it, and reads no database."""


def test_reading_while_a_batch_is_written(
    run: Callable[..., Result], demo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = [words for words in READING if words not in ELSEWHERE]
    before = {words: run(*words.split(), "--json", db=demo).out for words in commands}
    # A reader that had to wait at all would be told so.
    monkeypatch.setenv("PGOPTIONS", "-c lock_timeout=1ms")
    writing = open_database(demo)
    with writing.write("update", "another") as journal:
        for table in ("speaker", "document", "question"):
            journal.update(table, 1, note="being written")
        journal.update("statement", 1, text="Words nobody has seen yet.")
        journal.delete("position", 1)
        journal.finish()
        during = {words: run(*words.split(), "--json", db=demo).out for words in commands}
    writing.close()
    assert during == before


def test_through_a_pooler_nothing_is_prepared(postgres_url: str) -> None:
    mark = "&" if "?" in postgres_url else "?"
    target = f"{postgres_url}{mark}prepare=no"
    database = open_database(target)
    for _n in range(10):
        assert database.reader.value("SELECT :one", one=1) == 1
    assert database.reader.value("SELECT count(*) FROM pg_prepared_statements") == 0
    with database.write("add", "me") as journal:
        for n in range(10):
            journal.insert("speaker", kind="person", name=f"n{n}", key=f"n{n}")
        assert journal.reader.value("SELECT count(*) FROM pg_prepared_statements") == 0
    database.close()
    assert driver_url(target) == driver_url(postgres_url)


def test_the_parameter_of_ours_alone_is_taken_out() -> None:
    url = "postgres://u:p@h:1/d?prepare=no&sslmode=require"
    assert driver_url(url) == "postgresql://u:p@h:1/d?sslmode=require"
    assert sqlalchemy_url(url) == "postgresql+psycopg://u:p@h:1/d?sslmode=require"
    assert driver_url("postgresql://h/d?prepare=no") == "postgresql://h/d"
    assert connect_args("postgresql://h/d?prepare=no") == {"prepare_threshold": None}
    assert connect_args("postgresql://h/prepare=no") == {}
