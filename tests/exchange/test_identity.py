"""Speakers told by their Wikidata ids: found under any name, told apart from namesakes."""

from __future__ import annotations

import pytest

from claims.exchange.record import read_record
from claims.exchange.sources import Raw
from tests.exchange.archives.loading import load


def record(key, speaker, wikidata=None, **given):
    found = {"key": key, "text": f"words {key}", "speaker": speaker, **given}
    return {**found, "speaker_wikidata": wikidata} if wikidata else found


def kept(database, *records):
    return load(database, (Raw(line, one) for line, one in enumerate(records, 1)))


def speakers(database):
    """Who said what, by the key of the record."""
    rows = database.reader.rows(
        """SELECT x.key, k.id, k.name, k.qualifier, k.kind FROM xref x
        JOIN statement s ON s.id = x.statement_id
        JOIN speaker k ON k.id = s.speaker_id WHERE x.scheme = 'flat'"""
    )
    return {row["key"]: tuple(row.values())[1:] for row in rows}


def identities(database):
    rows = database.reader.rows("SELECT key, speaker_id FROM xref WHERE scheme = 'wikidata'")
    return {row["key"]: row["speaker_id"] for row in rows}


def test_an_id_finds_its_speaker_under_another_name(database):
    report = kept(database, record("a", "Ann Lee", "Q11"), record("b", "A. M. Lee", "Q11"))
    assert report.flaws == []
    found = speakers(database)
    assert found["a"] == found["b"]
    assert found["a"][1:] == ("Ann Lee", "", "person")
    assert identities(database) == {"Q11": found["a"][0]}


def test_whoever_has_the_name_and_no_id_gets_it(database):
    kept(database, record("a", "Ann Lee"))
    kept(database, record("b", "ann lee", "https://www.wikidata.org/wiki/Q11"))
    found = speakers(database)
    assert found["a"][0] == found["b"][0] == identities(database)["Q11"]


def test_namesakes_of_other_ids_are_others(database):
    records = [record(key, "Ann Lee", f"Q{key}") for key in ("1", "2", "3")]
    for _time in range(2):
        assert kept(database, *records).flaws == []
        found = speakers(database)
        assert [found[key][2] for key in ("1", "2", "3")] == ["", "Q2", "Q3"]
    other = kept(database, record("4", "Ann Lee", "Q2"), record("5", "Ann Lee (Q3)"))
    assert other.flaws == []
    found = speakers(database)
    assert (found["4"], found["5"]) == (found["2"], found["3"])
    # Who has the name alone is not told by it any more.
    assert [flaw.line for flaw in kept(database, record("6", "Ann Lee")).flaws] == [1]


def test_a_merge_is_followed(database):
    kept(database, record("a", "Ann Lee", "Q1"), record("b", "Anna Lee", "Q2"))
    found = speakers(database)
    with database.write("merge", "t") as journal:
        journal.update("speaker", found["a"][0], merged_into=found["b"][0])
    assert kept(database, record("c", "Ann Lee", "Q1")).flaws == []
    assert speakers(database)["c"][0] == found["b"][0]


def test_a_revision_may_bring_the_id(database):
    kept(database, record("a", "Ann Lee"))
    report = kept(database, record("a", "Ann Lee", "Q1"))
    assert (report.revised, report.flaws) == (1, [])
    assert identities(database) == {"Q1": speakers(database)["a"][0]}


def test_a_record_kept_by_hand_is_adopted(database):
    from claims.exchange.one import keep_one
    from claims.keep.keeper import Keeper

    with database.write("add quote", "t") as journal:
        raw = {"text": "words a", "speaker": "Ann Lee", "url": "https://a.example/1"}
        keep_one(Keeper(journal), raw)
    report = kept(database, record("a", "Ann Lee", "Q1", url="https://a.example/1"))
    assert (report.new, report.revised) == (0, 1)
    assert identities(database) == {"Q1": speakers(database)["a"][0]}


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Q42", "Q42"),
        (" wd:Q42 ", "Q42"),
        ("http://www.wikidata.org/entity/Q42", "Q42"),
        ("", None),
    ],
)
def test_forms_of_an_id(value, read):
    quote = read_record(record("a", "Ann Lee", value)).quote
    assert quote.speaker_wikidata == read


@pytest.mark.parametrize("value", ["42", "q42", "Q0", "Q42x", "Q" + "1" * 17, 42, ["Q42"]])
def test_what_is_no_id_is_a_flaw(value):
    problems = read_record(record("a", "Ann Lee", value)).problems
    assert [problem.field for problem in problems] == ["speaker_wikidata"]


def test_nobody_unnamed_has_an_id():
    problems = read_record(record("a", "an aide", "Q1", speaker_kind="unnamed")).problems
    assert [problem.field for problem in problems] == ["speaker_wikidata"]
