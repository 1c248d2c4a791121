"""The full-text index: the same words on both engines, and what would be wrong with it found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims import fulltext
from claims.database import Database
from claims.fulltext import ID_MASK, TABLE, filters_of, ids_of, key_of
from claims.fulltext_check import differences
from claims.text import tokens
from tests.histories import assert_derived, clear

DAY = 736_227  # 2016-09-20

ROW = {
    "id": 1,
    "speaker_id": 4, "document_id": 7, "outlet_id": None, "lang": None, "kind": "direct",
    "status": "accepted", "said_first": DAY, "said_last": DAY, "role_printed": None,
    "title_key": None, "title": None,
}  # fmt: skip


def add(database: Database, *texts: str, **more: Any) -> list[int]:
    with database.write("add", "me") as journal:
        speaker = journal.reader.value("SELECT id FROM speaker") or journal.insert(
            "speaker", kind="person", name="A", key="a"
        )
        document = journal.reader.value("SELECT id FROM document") or journal.insert(
            "document", key="d", outlet_id=speaker
        )
        rows = [
            {
                "document_id": document, "speaker_id": speaker, "kind": "direct", "text": text,
                "said_first": DAY, "said_last": DAY, **more,
            }
            for text in texts
        ]  # fmt: skip
        return journal.insert_rows("statement", rows)


def found(database: Database, word: str) -> list[int]:
    """Statements that have one word, newest first."""
    key, match = {
        "sqlite": ("rowid", f"{TABLE} MATCH :q"),
        "postgresql": ("key", "words @@ CAST(:q AS tsquery)"),
    }[database.dialect]
    sql = f"SELECT {key} AS key FROM {TABLE} WHERE {match} ORDER BY 1 DESC"
    quoted = f'words : "{word}"' if database.dialect == "sqlite" else f"'{word}'"
    return [key & ID_MASK for key in database.reader.values(sql, q=quoted)]


def test_keys_go_by_day_then_by_id() -> None:
    assert key_of(2**32 - 1, DAY) < key_of(1, DAY + 1)
    assert key_of(1, DAY) < key_of(2, DAY)
    assert key_of(12, DAY) & ID_MASK == 12
    assert key_of(2**32 - 1, 3_652_059) < 2**63


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({}, ["y2016", "m201609"]),
        ({"lang": "en-GB"}, ["len", "lengb", "y2016", "m201609"]),
        ({"outlet_id": 9}, ["o9", "y2016", "m201609"]),
        ({"said_last": DAY + 60}, ["y2016"]),
        ({"said_last": DAY + 300}, []),
        ({"title": "L’O.N.U., l’ONU"}, ["tl", "tonu", "y2016", "m201609"]),
    ],
)
def test_filters(change: dict[str, Any], more: list[str]) -> None:
    row = {**ROW, **change}
    days = row["said_first"], row["said_last"]
    filters = filters_of(
        row["lang"], row["kind"], row["status"], days, row["title"], row["role_printed"]
    )
    found = f"{ids_of(7, 4, row['outlet_id'], [5, 6])} {filters}".split()
    assert sorted(found) == sorted(["p4", "d7", "v5", "v6", "kdirect", "xaccepted", *more])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
@example("l'ŒUVRE d’Été — № 5 ½ 👍🏽 '\\:*& \"x\" ; -- %")
@example("ﬁn ＡＢＣ ß İ ſ Ⅷ")
def test_any_text_is_indexed_and_found_by_each_of_its_words(database: Database, text: str) -> None:
    clear(database)
    (number,) = add(database, text)
    assert_derived(database)
    for word in tokens(text):
        assert found(database, word) == [number]


def test_a_text_beyond_measure_is_indexed_at_its_beginning(database: Database) -> None:
    (number,) = add(database, " ".join(f"{n}{'é' * 40}" for n in range(30_000)))
    assert found(database, tokens(f"{0}{'é' * 40}")[0]) == [number]
    assert_derived(database)


def test_forgetting_is_the_contrary_of_remembering(database: Database) -> None:
    ids = add(database, "one two", "two three")
    with database.write("index", "me") as journal:
        fulltext.forget(journal.reader, ids[:1])
        assert differences(journal.reader) == ids[:1]
        fulltext.remember(journal.reader, ids[:1])
    assert found(database, "two") == ids[::-1]
    assert_derived(database)


def test_rebuilding_mends_everything(database: Database) -> None:
    ids = add(database, "one two", "two three", "three")
    with database.engine().begin() as connection:
        connection.exec_driver_sql("UPDATE statement SET text = 'four' WHERE text = 'three'")
        connection.exec_driver_sql(f"UPDATE statement SET said_first = 5 WHERE id = {ids[0]}")
    assert differences(database.reader) == [ids[0], ids[2]]
    with database.write("fix", "me") as journal:
        fulltext.rebuild(journal.reader)
    assert differences(database.reader) == []
    assert found(database, "four") == ids[2:]


def test_rows_of_statements_long_gone_are_found(database: Database) -> None:
    ids = add(database, "one", "two")
    with database.engine().begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM statement WHERE id = {ids[1]}")
    assert differences(database.reader) == ids[1:]


def test_the_check_leaves_no_table_behind(database: Database) -> None:
    add(database, "one")
    assert differences(database.reader) == differences(database.reader) == []
