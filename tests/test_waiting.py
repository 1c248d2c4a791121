"""Whoever reads never waits for whoever writes, on either engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.database import open_database
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
