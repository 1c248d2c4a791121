"""Who is in the database."""

from __future__ import annotations

from typing import Any

import pytest

from claims import speakers as module
from claims.database import Database
from claims.exchange.demo import load_demo
from claims.speakers import speakers
from claims.vocabulary import SpeakerKind

UNDATED = {"said_first": 1, "said_last": 3_652_059}


@pytest.fixture
def house(database: Database) -> Database:
    """A ministry, its minister under two names, somebody unnamed, and three quotes."""
    with database.write("test", "tester") as journal:
        add = journal.insert
        land = add("speaker", kind="state", name="Ruritania", key="ruritania")
        office = add("speaker", kind="org", name="Ministry", key="ministry", parent_id=land)
        ann = add("speaker", kind="person", name="Ann Lee", key="ann lee", parent_id=office)
        other = add(
            "speaker", kind="person", name="Ánna Lée-Roe", key="anna lee roe", merged_into=ann
        )
        add("alias", speaker_id=ann, name="la ministre", key="la ministre")
        add("alias", speaker_id=other, name="Minister Roe", key="minister roe")
        source = add("speaker", kind="unnamed", name="a source")
        old = {"until": "2015", "until_first": 735599, "until_last": 735963}
        since = {"since": "2015-03", "since_first": 735658, "since_last": 735688}
        add("role", speaker_id=ann, title="Clerk", title_key="clerk", **old)
        add("role", speaker_id=other, title="Minister", title_key="minister", org_id=office,
            titles='{"fr": "ministre"}', **since)  # fmt: skip
        add("xref", scheme="wikidata", key="Q1", speaker_id=other)
        document = add("document", key="k")
        common = {"document_id": document, "kind": "direct", "text": "t"}
        add("statement", **common, said_first=736000, said_last=736030, speaker_id=ann)
        add("statement", **common, said_first=735900, said_last=735900, speaker_id=other)
        add("statement", **common, **UNDATED, speaker_id=source, role_printed="an Official")
        add("statement", **common, **UNDATED, speaker_id=land, status="proposed")
    return database


def names(database: Database, *words: str, **more: Any) -> list[str]:
    return [row["name"] for row in speakers(database.reader, *words, **more)]


def test_one_row_a_speaker_with_all_that_is_theirs(house: Database) -> None:
    first = next(speakers(house.reader))
    assert first == {
        "id": "P3",
        "name": "Ann Lee",
        "qualifier": None,
        "kind": "person",
        "parent": "Ministry",
        "parents": [{"id": "P2", "name": "Ministry"}, {"id": "P1", "name": "Ruritania"}],
        "role": "Minister, Ministry (2015–)",
        "aliases": ["Ánna Lée-Roe", "la ministre", "Minister Roe"],
        "roles": [
            {"id": "R2", "title": "Minister", "org": "Ministry", "since": "2015-03",
             "until": None},
            {"id": "R1", "title": "Clerk", "org": None, "since": None, "until": "2015"},
        ],
        "roles_printed": [],
        "statements": 2,
        "first": "2015-10-29",
        "last": "2016-03-07",
        "xrefs": [{"scheme": "wikidata", "key": "Q1"}],
        "note": None,
    }  # fmt: skip


def test_order_and_what_does_not_count(house: Database) -> None:
    assert names(house) == ["Ann Lee", "a source", "Ministry", "Ruritania"]
    rows = {row["name"]: row for row in speakers(house.reader)}
    assert [row["statements"] for row in rows.values()] == [2, 1, 0, 0]
    assert rows["a source"]["role"] == "an Official"
    assert (rows["a source"]["first"], rows["a source"]["last"]) == (None, None)
    assert names(house, limit=2) == ["Ann Lee", "a source"]


@pytest.mark.parametrize("page", [1, 2])
def test_pages_make_no_difference(
    house: Database, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    whole = list(speakers(house.reader))
    monkeypatch.setattr(module, "_PAGE", page)
    assert list(speakers(house.reader)) == whole


@pytest.mark.parametrize("words", ["ANNA", "anna lée", "roe*", "LA ministre", "lee", "P4"])
def test_any_name_finds_them(house: Database, words: str) -> None:
    assert names(house, words) == ["Ann Lee"]


def test_filters(house: Database) -> None:
    assert names(house, "nobody") == []
    assert names(house, kind=SpeakerKind.STATE) == ["Ruritania"]
    assert names(house, role="MINISTRE") == ["Ann Lee"]
    assert names(house, role="official") == ["a source"]
    assert names(house, role="clerk", kind=SpeakerKind.STATE) == []
    assert names(house, role="…") == []


def test_nobody_stands_above_himself(house: Database) -> None:
    with house.write("merge", "tester") as journal:
        journal.update("speaker", 2, merged_into=3)
        journal.update("speaker", 4, merged_into=3)
    first = next(speakers(house.reader))
    assert (first["name"], first["parents"]) == ("Ann Lee", [])


def test_the_dossier(database: Database) -> None:
    load_demo(database, "init --demo", "tester")
    (found,) = speakers(database.reader, "dunford")
    assert found["parents"][-1]["name"] == "United States"
    assert found["role"] == "Chairman of the Joint Chiefs of Staff, Pentagon (2015–2019)"
    assert found["statements"] == 4
