"""The short form of ``make torture``, and that what it trusts in can fail."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.database import Database
from claims.undo import undo
from tests.conftest import ROOT, Result
from tests.histories import apply, seeds
from tests.torture.checks import content
from tests.torture.crowd import _PROOFS, Told, _Ledger
from tests.torture.workloads import Workload, dealt

Run = Callable[..., Result]


@pytest.mark.slow
def test_a_short_torture(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    words = ["--kills", "4", "--seconds", "2", "--processes", "4", "--size", "10"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", *words, "--only", "import",
         "--json", str(figures)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(figures.read_text())
    assert found["faults"] == []
    kills = {row["engine"]: row for row in found["crashes"] if row["command"] == "together"}
    assert kills["SQLite"]["killed"] == 4
    assert kills["Postgres"]["killed"] == kills["Postgres"]["server killed"] == 1
    assert all(row["writes acknowledged"] > 0 for row in found["crowds"])
    assert [row["processes"] for row in found["crowds"]] == [4, 16]


# -- what it trusts in


def test_the_hash_sees_every_change_and_no_gap(database: Database) -> None:
    apply(database, seeds)
    before = content(database.reader)
    with database.write("gap", "me") as journal:
        journal.skip_ids("speaker", 50)
    assert content(database.reader) == before
    with database.write("one", "me") as journal:
        journal.insert("alias", speaker_id=1, name="A", key="a")
    assert content(database.reader) != before
    data = content(database.reader, history=False)
    undo(database, command="undo", actor="me")
    assert content(database.reader, history=False) != data
    whole = content(database.reader)
    with database.engine().begin() as connection:
        connection.exec_driver_sql("UPDATE change SET before = '{}' WHERE action = 'delete'")
    assert content(database.reader) != whole


def test_ids_that_a_crash_passed_over_do_not_count(database: Database) -> None:
    hashes = []
    for gap in (0, 7):
        with database.write("add", "me") as journal:
            for table in ("speaker", "alias"):
                journal.skip_ids(table, (database.reader.value(_LAST.format(table)) or 0) + gap)
            one = journal.insert("speaker", kind="org", name="X", key="x")
            journal.insert("alias", speaker_id=one, name="A", key="a")
        with database.write("more", "me") as journal:
            journal.delete("alias", journal.reader.value("SELECT max(id) FROM alias"))
            journal.delete("speaker", one)
        rows = "SELECT count(*) FROM change"
        hashes.append((content(database.reader, history=False), database.reader.value(rows)))
    assert hashes[0][0] == hashes[1][0]


_LAST = "SELECT max(last_id) FROM change WHERE table_name = '{}'"


@pytest.mark.parametrize(
    ("words", "loss"),
    [
        (("add", "quote", "Well", "--by", "Ann", "--in", "X", "--new"),
         "UPDATE statement SET text = 'other'"),
        (("flag", "Q1", "check", "--reason", "why"), "UPDATE flag SET reason = 'other'"),
        (("settle", "Q1", "--reason", "why"), "DELETE FROM flag"),
        (("merge", "Ann Ames", "Bea Bond"), "DELETE FROM change"),
        (("undo",), "UPDATE batch SET undoes_id = NULL"),
    ],
)  # fmt: skip
def test_what_is_lost_is_seen(
    run: Run, database: Database, words: tuple[str, ...], loss: str
) -> None:
    for name in ("Ann Ames", "Bea Bond"):
        run("add", "speaker", name, db=database.url)
    run("add", "question", "q", db=database.url)
    done = run(*words, "--json", db=database.url)
    assert done.status == 0, done.err
    told = Told(list(words), 0, done.json(), 0.0)
    assert _PROOFS[words[0]](_Ledger(database.reader), told)
    with database.engine().begin() as connection:
        connection.exec_driver_sql(loss)
    assert not _PROOFS[words[0]](_Ledger(database.reader), told)


def test_what_is_undone_is_not_lost(run: Run, database: Database) -> None:
    words = ["add", "quote", "Well", "--by", "Ann", "--in", "X", "--new"]
    told = Told(words, 0, run(*words, "--json", db=database.url).json(), 0.0)
    assert run("undo", db=database.url).status == 0
    assert _PROOFS["add"](_Ledger(database.reader), told)


def test_every_kill_is_dealt() -> None:
    works = [Workload(str(n), "", (), share=n) for n in range(1, 5)]
    assert sum(dealt(works, 17).values()) == 17
    assert dealt(works, 100) == {"1": 10, "2": 20, "3": 30, "4": 40}
