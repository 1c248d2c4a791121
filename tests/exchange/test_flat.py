"""Flat records into the database: made, revised, unchanged, flawed."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from claims.database import Database
from claims.exchange import ahead, prepared
from claims.exchange.importer import Options, import_stream
from claims.exchange.one import keep_one
from claims.exchange.report import ImportReport
from claims.keep import questions, roles, speakers
from claims.keep.keeper import Keeper

SEED = Path(__file__).parent.parent.parent / "seed"


def load(database: Database, *records: Any, **options: Any) -> ImportReport:
    """Import records as JSONL."""
    data = "\n".join(json.dumps(record) for record in records).encode()
    return import_stream(
        database, BytesIO(data), name="x", command="import x", actor="tester",
        options=Options(**options),
    )  # fmt: skip


def record(key: str | None = None, **more: Any) -> dict[str, Any]:
    """A small record."""
    values = {"text": "words", "speaker": "Ann Lee", "outlet": "AP", "said": "2016-09-20", **more}
    return {"key": key, **values} if key else values


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    tables = ("speaker", "document", "statement", "via", "question", "claim", "position", "xref")
    return {table: database.reader.value(f"SELECT count(*) FROM {table}") for table in tables}


def flaws(report: ImportReport) -> list[tuple[int | None, str | None, str]]:
    """The flaws as tuples."""
    return [tuple(flaw) for flaw in report.flaws]


@pytest.fixture(params=[1, 2, 2000])
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """What a chunk holds, and what is remembered between chunks, can make no difference."""
    for module in (prepared, ahead):
        monkeypatch.setattr(module, "CHUNK", request.param)
    if request.param == 1:
        for module in (speakers, roles, questions):
            monkeypatch.setattr(module, "_MOST_KNOWN", 0)
    return int(request.param)


def test_a_record_becomes_rows(database: Database) -> None:
    report = load(
        database,
        record(
            "a",
            text="he [Lee] said",
            speaker_kind="person",
            role="minister",
            org="Ruritania",
            via=["Sana", "agences"],
            url="https://example.org/a",
            published="2016-09-22",
            positions=[
                {"question": "war/killed", "claim": "12", "stance": "asserts", "number": 12}
            ],
        ),
    )
    assert report.stored
    assert (report.read, report.new, report.flawed) == (1, 1, 0)
    assert report.made_counts == {
        "organisation": 1, "speaker": 1, "channel": 2, "outlet": 1, "document": 1,
        "question": 2, "claim": 1,
    }  # fmt: skip
    reader = database.reader
    row = reader.row("SELECT * FROM statement") or {}
    assert row["insertions"] == "[[3, 8]]"
    assert row["role_printed"] == "minister"
    assert row["said"] == "2016-09-20"
    people = {
        one["id"]: one for one in reader.rows("SELECT id, name, kind, parent_id FROM speaker")
    }
    lee, ruritania = people[row["speaker_id"]], people[row["role_org_id"]]
    assert (lee["name"], lee["kind"]) == ("Ann Lee", "person")
    assert lee["parent_id"] == ruritania["id"]
    steps = reader.values("SELECT speaker_id FROM via ORDER BY step")
    assert [people[step]["name"] for step in steps] == ["Sana", "agences"]
    assert reader.value("SELECT mode FROM question WHERE slug = 'war/killed'") == "number"
    assert reader.value("SELECT state FROM claim") == "single-source"
    assert reader.value("SELECT raw FROM xref") is None


def test_the_same_again_changes_nothing(database: Database, chunk: int) -> None:
    records = [record("a"), record("b", same_act="a"), record(text="no key")]
    load(database, *records)
    before = counts(database)
    batches = database.reader.value("SELECT count(*) FROM batch")
    report = load(database, *records)
    assert (report.new, report.revised, report.unchanged) == (0, 0, 3)
    assert report.batch is None
    assert counts(database) == before
    assert database.reader.value("SELECT count(*) FROM batch") == batches


def test_a_changed_record_revises_its_statement(database: Database) -> None:
    claim = {"question": "q", "claim": "c", "stance": "asserts"}
    other = {"question": "q", "claim": "d", "stance": "denies"}
    load(database, record("a", via=["X", "Y"], positions=[claim, other]))
    report = load(
        database,
        record(
            "a",
            text="other words",
            speaker="Bob",
            via=["Y"],
            url="https://example.org/b",
            positions=[{**claim, "hedge": "h"}, {**other, "stance": "unsure"}],
        ),
    )
    assert (report.new, report.revised) == (0, 1)
    reader = database.reader
    assert reader.values("SELECT text FROM statement") == ["other words"]
    assert reader.value(
        "SELECT k.name FROM statement s JOIN speaker k ON k.id = s.speaker_id"
    ) == "Bob"  # fmt: skip
    assert reader.values("SELECT k.name FROM via v JOIN speaker k ON k.id = v.speaker_id") == ["Y"]
    assert reader.rows("SELECT stance, hedge FROM position ORDER BY id") == [
        {"stance": "asserts", "hedge": "h"},
        {"stance": "unsure", "hedge": None},
    ]
    assert reader.value("SELECT count(*) FROM document") == 2
    assert load(database, record("a")).revised == 1
    assert reader.value("SELECT count(*) FROM position") == 0


def test_a_revision_leaves_merges_and_acts_made_by_hand(database: Database) -> None:
    load(database, record("a"), record("b", speaker="A. Lee"))
    first, second = database.reader.values("SELECT id FROM statement ORDER BY id")
    with database.write("merge", "tester") as journal:
        ann, other = (
            journal.reader.value("SELECT id FROM speaker WHERE name = :n", n=name)
            for name in ("Ann Lee", "A. Lee")
        )
        journal.update("speaker", other, merged_into=ann)
        journal.update("statement", second, act_id=first)
    load(database, record("b", speaker="A. Lee", cue="said"))
    row = database.reader.row("SELECT * FROM statement WHERE id = :id", id=second) or {}
    assert (row["speaker_id"], row["act_id"], row["cue"]) == (other, first, "said")


def test_a_quote_kept_by_hand_is_adopted_once(database: Database, chunk: int) -> None:
    by_hand = {"text": "words", "speaker": "Ann Lee", "outlet": "AP", "cue": "said"}
    unnamed = {"text": "hm", "speaker": "a source", "speaker_kind": "unnamed", "outlet": "AP"}
    with database.write("add", "tester") as journal:
        keeper = Keeper(journal)
        kept = [keep_one(keeper, raw).statement for raw in (by_hand, unnamed)]
    position = {"question": "q", "claim": "c", "stance": "asserts"}
    report = load(
        database,
        record("a", cue="added", venue="Senate", via="Sana", positions=[position]),
        record("b"),
        {**unnamed, "key": "c", "said": "2016"},
        record("d", speaker="Bob"),
    )
    assert (report.new, report.revised, report.error()) == (2, 2, None)
    assert report.warnings == [
        "line 1: kept by hand as S1; what that lacked was filled in",
        "line 3: kept by hand as S2; what that lacked was filled in",
    ]
    rows = database.reader.rows("SELECT cue, venue, said, said_first FROM statement ORDER BY id")
    assert tuple(rows[0].values()) == ("said", "Senate", "2016-09-20", 736227)
    assert tuple(rows[1].values())[2:] == ("2016", 735964)
    assert database.reader.values("SELECT statement_id FROM position") == [kept[0]]
    assert database.reader.value("SELECT count(*) FROM via") == 1
    again = load(database, record("a", cue="revised"))
    assert again.revised == 1
    assert (
        database.reader.value("SELECT cue FROM statement WHERE id = :id", id=kept[0]) == "revised"
    )


def test_an_unnamed_speaker_is_of_one_record_alone(database: Database) -> None:
    records = [
        record(key, speaker="a source", speaker_kind="unnamed", org="Ruritania") for key in "ab"
    ]
    load(database, *records)
    sql = "SELECT count(*) FROM speaker WHERE kind = 'unnamed' AND key IS NULL"
    assert database.reader.value(sql) == 2
    load(database, {**records[0], "speaker": "an official", "org": "Elsewhere"})
    rows = database.reader.rows(
        "SELECT k.name, p.name AS parent FROM speaker k JOIN speaker p ON p.id = k.parent_id"
        " WHERE k.kind = 'unnamed' ORDER BY k.id"
    )
    assert rows == [
        {"name": "an official", "parent": "Elsewhere"},
        {"name": "a source", "parent": "Ruritania"},
    ]


def test_same_act_reaches_forward_back_and_into_earlier_files(
    database: Database, chunk: int
) -> None:
    load(database, record("old"))
    report = load(
        database,
        record("a", same_act="c"),
        record("b", same_act="a"),
        record("c"),
        record("d", same_act="b"),
        record("e", same_act="old"),
    )
    assert flaws(report) == []
    rows = database.reader.rows(
        "SELECT x.key, h.key AS head FROM xref x JOIN statement s ON s.id = x.statement_id"
        " LEFT JOIN xref h ON h.statement_id = s.act_id ORDER BY x.key"
    )
    assert {row["key"]: row["head"] for row in rows} == {
        "a": "c", "b": "c", "c": None, "d": "c", "e": "old", "old": None,
    }  # fmt: skip


def test_same_act_to_nowhere_or_in_a_circle(database: Database, chunk: int) -> None:
    report = load(
        database,
        record("a", same_act="zz"),
        record("b", same_act="c"),
        record("c", same_act="b"),
        record("d", same_act="bad"),
        record("bad", said="2016-13"),
        record("good"),
    )
    assert flaws(report) == [
        (1, "same_act", "no record has the key zz"),
        (2, "same_act", "c (line 3) is flawed, or leads back here"),
        (3, "same_act", "b (line 2) is flawed, or leads back here"),
        (4, "same_act", "bad (line 5) is flawed, or leads back here"),
        (5, "said", "2016-13: no month 13"),
    ]
    assert report.flawed == 5
    assert not report.stored
    assert counts(database)["statement"] == 0
    kept = load(database, record("a", same_act="zz"), record("good"), keep_going=True)
    assert (kept.stored, kept.new, kept.flawed) == (True, 1, 1)
    assert database.reader.values("SELECT key FROM xref") == ["good"]


def test_a_revised_head_takes_its_act_along(database: Database) -> None:
    load(database, record("a"), record("b", same_act="a"), record("c"))
    load(database, record("a", same_act="c"), record("d", same_act="b"))
    rows = database.reader.rows(
        "SELECT x.key, h.key AS head FROM xref x JOIN statement s ON s.id = x.statement_id"
        " LEFT JOIN xref h ON h.statement_id = s.act_id"
    )
    assert {row["key"]: row["head"] for row in rows} == {"a": "c", "b": "c", "c": None, "d": "c"}


def test_a_key_comes_once_in_a_file(database: Database, chunk: int) -> None:
    report = load(database, record("a"), record("b"), record("a"), record("a", said="2016-13"))
    assert flaws(report) == [
        (3, "key", "a is the key of line 1 too"),
        (4, "key", "a is the key of line 1 too"),
        (4, "said", "2016-13: no month 13"),
    ]
    assert not report.stored
    repeated = load(database, record(), record("a"), record())
    assert (repeated.new, repeated.unchanged, repeated.flawed) == (2, 1, 0)
    assert repeated.warnings == ["line 3 repeats line 1"]


def test_names_that_mean_several_are_flaws(database: Database) -> None:
    with database.write("test", "tester") as journal:
        for qualifier in ("senator", "judge"):
            journal.insert(
                "speaker", kind="person", name="John Smith", key="john smith", qualifier=qualifier
            )
    report = load(database, record("a", speaker="John Smith"), record("b", via="john smith"))
    assert [flaw[0] for flaw in flaws(report)] == [1, 2]
    assert "John Smith (senator) P1, John Smith (judge) P2" in report.flaws[0].reason
    assert load(database, record("a", speaker="John Smith (judge)")).new == 1
    assert database.reader.values("SELECT speaker_id FROM statement") == [2]


def test_a_chain_that_comes_back_under_another_name(database: Database) -> None:
    with database.write("test", "tester") as journal:
        sana = journal.insert("speaker", kind="org", name="Sana", key="sana")
        journal.insert("alias", speaker_id=sana, name="agence Sana", key="agence sana")
    report = load(database, record("a", via=["Sana", "agence Sana"]))
    assert flaws(report) == [(1, "via", "goes round in a circle: agence Sana comes twice")]
    report = load(database, record("a", speaker="Sana", via=["agence Sana"]), keep_going=True)
    assert flaws(report) == [(1, "via", "goes round in a circle: agence Sana comes twice")]
    assert counts(database)["speaker"] == 1


def test_offsets_lie_in_the_text(database: Database) -> None:
    load(database, record("a", url="https://example.org/a"))
    with database.write("test", "tester") as journal:
        journal.update("document", 1, text="short")
    far = record("b", url="https://example.org/a", start=0, end=6)
    assert flaws(load(database, far)) == [
        (1, "end", "6 is beyond the document's text, which has 5 characters")
    ]
    assert load(database, {**far, "end": 5}).new == 1


def test_what_is_noticed_is_said(database: Database) -> None:
    report = load(
        database,
        record("a", url="https://example.org/a", title="One", colour="red"),
        record("b", url="https://example.org/a", title="Other", colour="red"),
        record("c", speaker="Anne Lee", said="2016-09-24", published="2016-09-20"),
    )
    assert report.stored
    assert report.warnings == [
        "line 3: said 2016-09-24, after it was published (2016-09-20)",
        "the field colour is not known; 2 records have it, kept as it was",
        "D1 keeps its title One; a record has Other",
    ]
    assert [(one.name, one.other) for one in report.look_alikes] == [("Anne Lee", "Ann Lee")]
    kept = database.reader.value("SELECT raw FROM xref WHERE key = 'a'")
    assert json.loads(kept)["colour"] == "red"
    assert database.reader.value("SELECT raw FROM xref WHERE key = 'c'") is None


def test_days_fall_back_on_the_day_published(database: Database) -> None:
    load(
        database,
        record("a", said=None, published="2016-09-20", url="https://example.org/a"),
        record("b", said=None, url="https://example.org/b"),
        record("c", said=None, url="https://example.org/a", title="later"),
    )
    days = database.reader.rows("SELECT said, said_first, said_last FROM statement ORDER BY id")
    assert [(day["said"], day["said_first"], day["said_last"]) for day in days] == [
        (None, 736227, 736227),
        (None, 1, 3652059),
        (None, 736227, 736227),
    ]


def test_the_role_at_the_date_is_found(database: Database) -> None:
    load(database, record("a"))
    with database.write("test", "tester") as journal:
        role = {
            "speaker_id": 1, "title": "Minister", "title_key": "minister", "since": "2016",
            "since_first": 735964, "since_last": 736329,
        }  # fmt: skip
        number = journal.insert("role", **role)
    load(database, record("b"), record("c", said="2010"), record("d", said=None))
    found = database.reader.values("SELECT role_id FROM statement ORDER BY id")
    assert found == [None, number, None, None]


def test_the_dossier(database: Database, chunk: int) -> None:
    for name in ("context.json", "convoy.jsonl"):
        data = (SEED / name).read_bytes()
        report = import_stream(database, BytesIO(data), name=name, command="import", actor="tester")
        assert report.error() is None
        assert report.warnings == []
    reader = database.reader
    assert report.new == 27
    roles = reader.rows(
        "SELECT x.key, r.title FROM xref x JOIN statement s ON s.id = x.statement_id"
        " JOIN role r ON r.id = s.role_id WHERE x.key LIKE '%-dunford'"
    )
    assert {row["title"] for row in roles} == {"Chairman of the Joint Chiefs of Staff"}
    assert len(roles) == 4
    assert reader.value("SELECT state FROM question WHERE slug = 'convoy-attack'") is not None
    assert reader.value("SELECT count(*) FROM statement WHERE act_id IS NOT NULL") == 5
    official = reader.value(
        "SELECT p.name FROM speaker k JOIN speaker p ON p.id = k.parent_id"
        " WHERE k.name = 'a senior U.S. official'"
    )
    assert official == "United States"
    tolls = reader.values("SELECT number FROM claim WHERE number IS NOT NULL ORDER BY id")
    # "environ vingt civils et un membre" and "around twenty civilians and one" are one answer.
    assert tolls == ["12", "12..", "2..", "19..23", "18..22", "18", "10..", "14.."]


def test_long_lists_are_cut_for_people_and_whole_in_json() -> None:
    from claims.exchange.report import ImportReport

    report = ImportReport("x", "jsonl", read=30, new=30)
    report.warnings = [f"warning {number}" for number in range(30)]
    lines = report.lines()
    assert len([line for line in lines if "warning" in line]) == 10
    assert "20 more" in lines[-1]
    assert len(report.as_json()["warnings"]) == 30


def test_a_kind_told_later_in_the_file_stands(database: Database) -> None:
    lines = [
        {"text": "one", "speaker": "Ann", "org": "France", "outlet": "Paris Radio"},
        {"text": "two", "speaker": "France", "speaker_kind": "state"},
        {"text": "three", "speaker": "Ann", "speaker_kind": "group"},
        {"text": "four", "speaker": "Ann", "speaker_kind": "org"},
    ]
    assert load(database, *lines).stored
    kinds = database.reader.rows("SELECT name, kind FROM speaker ORDER BY name")
    assert {row["name"]: row["kind"] for row in kinds} == {
        "Ann": "group",
        "France": "state",
        "Paris Radio": "org",
    }
