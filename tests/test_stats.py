"""What a database holds, in numbers."""

from __future__ import annotations

from claims.database import HEAD, Database
from claims.exchange.demo import load_demo
from claims.stats import COUNTED, stats


def test_of_nothing(database: Database) -> None:
    found = stats(database)
    assert found["counts"] == dict.fromkeys(COUNTED, 0)
    assert found["said"] == {"first": None, "last": None}
    assert found["last_change"] is None
    assert found["schema"] == HEAD
    assert found["bytes"] > 0
    for name in ("status", "kind", "lang", "claims", "questions"):
        assert found[name] == {}
    assert (found["speakers"], found["outlets"]) == ([], [])


def test_of_the_dossier(database: Database) -> None:
    load_demo(database, "init --demo", "tester")
    found = stats(database)
    reader = database.reader
    assert found["counts"]["statements"] == 27
    assert found["counts"]["batches"] == 2
    assert found["status"] == {"accepted": 27}
    assert sum(found["kind"].values()) == sum(found["lang"].values()) == 27
    assert list(found["lang"]) == ["en", "fr", "de"]
    assert found["said"] == {"first": "2016-09-19", "last": "2017-03-01"}
    assert sum(found["claims"].values()) == found["counts"]["claims"]
    asking = reader.value("SELECT count(*) FROM question WHERE kind = 'question'")
    assert sum(found["questions"].values()) == asking
    assert next(iter(found["claims"])) == "contested"
    assert found["speakers"][0] == {"id": found["speakers"][0]["id"], "name": "Joseph Dunford",
                                    "statements": 4}  # fmt: skip
    assert len(found["speakers"]) == 10
    assert found["outlets"][0]["name"] == "AFP"
    assert found["last_change"]["actor"] == "tester"
    assert found["last_change"]["id"] == "B2"
    assert len(stats(database, top=3)["speakers"]) == 3


def test_only_accepted_statements_count(database: Database) -> None:
    with database.write("test", "tester") as journal:
        ann = journal.insert("speaker", kind="person", name="Ann", key="ann")
        bob = journal.insert("speaker", kind="person", name="Bob", key="bob", merged_into=ann)
        document = journal.insert("document", key="k", outlet_id=bob)
        common = {"document_id": document, "kind": "direct", "text": "t"}
        day = {"said_first": 736000, "said_last": 736000}
        undated = {"said_first": 1, "said_last": 3_652_059}
        journal.insert("statement", **common, **day, speaker_id=ann, lang="fr")
        journal.insert("statement", **common, **undated, speaker_id=bob)
        journal.insert("statement", **common, said_first=2, said_last=3, speaker_id=bob,
                       status="rejected", lang="de")  # fmt: skip
    found = stats(database)
    assert found["status"] == {"accepted": 2, "rejected": 1}
    assert found["lang"] == {"": 1, "fr": 1}
    assert found["said"] == {"first": "2016-02-06", "last": "2016-02-06"}
    assert found["counts"]["speakers"] == found["counts"]["merged speakers"] == 1
    assert found["speakers"] == [{"id": "P1", "name": "Ann", "statements": 2}]
    assert found["outlets"] == [{"id": "P1", "name": "Ann", "statements": 2}]
