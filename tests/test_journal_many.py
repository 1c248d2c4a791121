"""Many rows at a time: some to a statement, or by COPY, as if they had come one by one."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from claims import fulltext
from claims.database import Database
from claims.journal import Journal
from tests.histories import assert_derived

DAY = 736_227


def statements(journal: Journal, count: int, **more: Any) -> list[int]:
    speaker = journal.insert("speaker", kind="unnamed", name="A", key=None)
    document = journal.insert("document", key=f"d{speaker}")
    rows = [
        {
            "document_id": document, "speaker_id": speaker, "kind": "direct", "text": f"words {n}",
            "said_first": DAY - n % 7, "said_last": DAY, "venue": None, "cue": None, **more,
        }
        for n in range(count)
    ]  # fmt: skip
    return journal.insert_rows("statement", rows)


@pytest.mark.parametrize("count", [1, 39, 40, 41, 79, 80, 100])
def test_all_are_stored_in_order_with_their_defaults(database: Database, count: int) -> None:
    with database.write("many", "me") as journal:
        ids = statements(journal, count)
    sql = "SELECT id, text, status, venue FROM statement ORDER BY id"
    assert database.reader.rows(sql) == [
        {"id": number, "text": f"words {place}", "status": "accepted", "venue": None}
        for place, number in enumerate(ids)
    ]
    ranges = "SELECT first_id, last_id FROM change WHERE table_name = 'statement'"
    assert database.reader.rows(ranges) == [{"first_id": ids[0], "last_id": ids[-1]}]
    assert_derived(database)


def test_a_column_filled_once_is_kept_for_all(database: Database) -> None:
    with database.write("many", "me") as journal:
        speaker = journal.insert("speaker", kind="org", name="A", key="a")
        rows = [{"key": f"d{n}", "outlet_id": speaker if n == 57 else None} for n in range(90)]
        journal.insert_rows("document", rows)
    assert database.reader.values("SELECT key FROM document WHERE outlet_id IS NOT NULL") == ["d57"]


@pytest.mark.parametrize("wrong", [{"kind": "nonsense"}, {"status": None}, {"speaker_id": 9_999}])
def test_constraints_hold_and_nothing_remains(database: Database, wrong: dict[str, Any]) -> None:
    with (
        pytest.raises(sa.exc.IntegrityError),
        database.write("many", "me") as journal,
    ):
        statements(journal, 100, **wrong)
    assert database.reader.value("SELECT count(*) FROM speaker") == 0


def test_ids_go_on_after_those_reserved_or_skipped(database: Database) -> None:
    with database.write("one", "me") as journal:
        first = journal.next_id("document")
        journal.skip_ids("document", first + 10)
        second = journal.next_id("document")
        journal.insert("document", id=second, key="b")
    assert second == first + 11
    with database.write("two", "me") as journal:
        assert journal.next_id("document") == second + 1


def test_what_is_indexed_on_the_way_may_still_change(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "LOAD", 3)
    with database.write("many", "me") as journal:
        ids = statements(journal, 7)
        journal.keep_up()
        journal.update("statement", ids[2], text="other words", said_first=DAY - 50)
        journal.insert("via", statement_id=ids[3], step=1, speaker_id=1)
        journal.delete("statement", ids[4])
        journal.keep_up()
    assert_derived(database)


def test_much_is_gathered_before_it_is_written_and_then_as_ever(database: Database) -> None:
    if database.dialect != "sqlite":
        pytest.skip("a setting of FTS5")
    with database.write("many", "me") as journal:
        statements(journal, 2500)
    setting = "SELECT v FROM statement_fts_config WHERE k = 'hashsize'"
    assert database.reader.value(setting) == 1 << 20
    assert_derived(database)
