"""Look-alikes among the speakers of a load."""

from __future__ import annotations

from claims.database import Database
from claims.keep.alike import look_alikes
from claims.text import name_key


def test_near_names_are_paired_with_whoever_was_first(database: Database) -> None:
    with database.write("test", "tester") as journal:
        ids = {
            name: journal.insert("speaker", kind="person", name=name, key=name_key(name))
            for name in ("Igor Konashenkov", "John Kerry", "Igor Konaschenkow", "Jean Dupont")
        }
    made = {ids[name]: name for name in ("Igor Konaschenkow", "Jean Dupont")}
    found = look_alikes(database.reader, made)
    assert [(one.name, one.other) for one in found] == [("Igor Konaschenkow", "Igor Konashenkov")]
    assert found[0].other_id == ids["Igor Konashenkov"]
    assert 80 < found[0].score < 100
    assert look_alikes(database.reader, {}) == []


def test_a_common_word_pairs_nobody(database: Database) -> None:
    names = [f"Ministry {letter * 9}" for letter in "abcdfghijklmnopqrstuvwxyz0123456789"]
    names += [f"Ministry {letter * 8}é" for letter in "abcdfghijklmnopqrstuvwxyz0123456789"]
    with database.write("test", "tester") as journal:
        ids = journal.insert_rows(
            "speaker", [{"kind": "org", "name": name, "key": name_key(name)} for name in names]
        )
    assert look_alikes(database.reader, dict(zip(ids, names, strict=True))) == []
