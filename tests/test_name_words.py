"""The words of names, kept by triggers whatever writes, on both engines."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.name_words import alike, holding
from claims.schema import downgrade, upgrade
from claims.text import TOKEN_LENGTH
from tests.query.sample import Sample, store


def kept(database: Database) -> set[tuple[str, int, int]]:
    rows = database.reader.rows("SELECT word, speaker_id, alias_id FROM name_word")
    return {(row["word"], row["speaker_id"], row["alias_id"]) for row in rows}


def expected(database: Database) -> set[tuple[str, int, int]]:
    rows = database.reader.rows(
        "SELECT key, id AS speaker, 0 AS alias FROM speaker WHERE key IS NOT NULL"
        " UNION ALL SELECT key, speaker_id, id FROM alias"
    )
    return {
        (word[:TOKEN_LENGTH], row["speaker"], row["alias"])
        for row in rows
        for word in row["key"].split()
    }


def called(sample: Sample, *words: str, begun: tuple[str, ...] = ()) -> set[str]:
    names = {number: name for name, number in sample.speakers.items()}
    return {names[row["id"]] for row in holding(sample.database.reader, words, begun)}


def test_words_follow_every_write(database: Database) -> None:
    sample = store(database)
    assert kept(database) == expected(database)
    with database.write("change", "tester") as journal:
        kerry = sample.speakers["John Kerry"]
        journal.update("speaker", kerry, name="Jack Kerry Kerry", key="jack kerry kerry")
        alias = journal.reader.value("SELECT id FROM alias WHERE key = 'pentagone'")
        journal.update("alias", alias, name="Le Pentagone", key="le pentagone")
        journal.delete("alias", journal.reader.value("SELECT id FROM alias WHERE key = 'm kerry'"))
        journal.insert("speaker", kind="person", name="x" * 90, key="x" * 90)
        gone = journal.insert("speaker", kind="person", name="Soon Gone", key="soon gone")
        journal.delete("speaker", gone)
    assert kept(database) == expected(database)
    assert ("kerry", kerry, 0) in kept(database)


def test_words_are_filled_for_names_that_were_there(database: Database) -> None:
    store(database)
    before = kept(database)
    downgrade(database, "0004")
    upgrade(database)
    assert kept(database) == before != set()


def test_names_are_found_by_all_their_words_and_by_beginnings(database: Database) -> None:
    sample = store(database)
    assert called(sample, "kerry") == {"John Kerry"}
    assert called(sample, begun=("kerr",)) == {"John Kerry", "Bob Kerrey"}
    assert called(sample, "kerry", begun=("jo",)) == {"John Kerry"}
    assert called(sample, "kerry", "bob") == set()
    assert called(sample, "etats", "unis") == {"United States"}
    assert called(sample, "j") == {"Joseph Dunford"}  # merged into him
    assert called(sample) == set()
    many = "the chairman of the joint chiefs of staff".split()
    assert called(sample, *many) == set()


def test_words_alike(database: Database) -> None:
    store(database)
    reader = database.reader
    assert set(alike(reader, "ker", ["dunford", "x"], 9)) == {"kerry", "kerrey", "dunford"}
    assert list(alike(reader, "k", [], 1)) in (
        ["kerry"],
        ["kerrey"],
        ["konashenkov"],
        ["konachenkov"],
    )


@pytest.mark.parametrize("key", ["a[r\td]x[/red]", 'q"uo te\\ x', "x\ny z", "'"])
def test_words_of_a_key_that_no_name_makes(database: Database, key: str) -> None:
    with database.write("restore", "t") as journal:
        journal.insert("speaker", kind="person", name="x", key=key)
    words = database.reader.values("SELECT word FROM name_word ORDER BY word")
    assert words == sorted(key.split(" "))
