"""Look-alikes among the speakers of a load."""

from __future__ import annotations

from claims.database import Database
from claims.keep.alike import look_alikes, twins, twins_since
from claims.text import name_key


def test_near_names_are_paired_with_whoever_was_first(database: Database) -> None:
    with database.write("test", "tester") as journal:
        ids = {
            name: journal.insert("speaker", kind="person", name=name, key=name_key(name))
            for name in ("Igor Konashenkov", "John Kerry", "Igor Konaschenkow", "Jean Dupont")
        }
    made = [ids[name] for name in ("Igor Konaschenkow", "Jean Dupont")]
    found = look_alikes(database.reader, made)
    assert [(one.name, one.other) for one in found] == [("Igor Konaschenkow", "Igor Konashenkov")]
    assert found[0].other_id == ids["Igor Konashenkov"]
    assert 80 < found[0].score < 100
    assert look_alikes(database.reader, []) == []


def test_a_common_word_pairs_nobody(database: Database) -> None:
    names = [f"Ministry {letter * 9}" for letter in "abcdfghijklmnopqrstuvwxyz0123456789"]
    names += [f"Ministry {letter * 8}é" for letter in "abcdfghijklmnopqrstuvwxyz0123456789"]
    with database.write("test", "tester") as journal:
        ids = journal.insert_rows(
            "speaker", [{"kind": "org", "name": name, "key": name_key(name)} for name in names]
        )
    found = look_alikes(database.reader, ids)
    assert [one.other for one in found if not one.twin] == []


def test_twins_come_first_and_once(database: Database) -> None:
    with database.write("test", "tester") as journal:
        ids = {
            name: journal.insert("speaker", kind="person", name=name, key=name_key(name))
            for name in ("Ann Lee", "Otto", "\u0410nn Lee", "0tto", "Ann Leeman", "Ann Lees")
        }
        journal.insert("alias", speaker_id=ids["Otto"], name="Paco", key="paco")
        cyrillic = "\u0420\u0430\u0441\u043e"
        ids[cyrillic] = journal.insert(
            "speaker", kind="person", name=cyrillic, key=cyrillic.lower()
        )
    made = [ids[name] for name in ("\u0410nn Lee", "0tto", cyrillic)]
    found = look_alikes(database.reader, made)
    assert [(one.name, one.other, one.other_id, one.twin) for one in found] == [
        ("\u0410nn Lee", "Ann Lee", ids["Ann Lee"], True),
        ("0tto", "Otto", ids["Otto"], True),
        (cyrillic, "Paco", ids["Otto"], True),
    ]
    assert found[0].warning() == (
        "\u0410nn Lee (P3) looks like Ann Lee (P1) but is spelled with other letters"
    )
    assert twins_since(database.reader, ids["Otto"])[0].id == ids["\u0410nn Lee"]
    assert twins(database.reader, []) == []


def test_the_one_that_was_first_is_no_twin_of_the_later(database: Database) -> None:
    with database.write("test", "tester") as journal:
        ids = [
            journal.insert("speaker", kind="person", name=name, key=name_key(name))
            for name in ("Ann Lee", "\u0410nn Lee")
        ]
    found = twins(database.reader, ids)
    assert [(one.id, one.other_id) for one in found] == [(ids[1], ids[0])]
