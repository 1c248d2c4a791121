"""Popolo: what its items are, whatever the order, and files of invented parliaments whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.database import Database
from claims.exchange.people import Alias, Entity, Odd, Ref, Tenure, popolo
from claims.exchange.people.keep import PeopleImport
from claims.exchange.report import Flaw, ImportReport
from claims.exchange.sources import Raw
from claims.vocabulary import SpeakerKind
from tests.exchange.fuzz import fuzzed, mutations, seeded, shaped, well_formed

UUID = "2f1e0d3c-0000-4000-8000-0123456789ab"

PARLIAMENT: dict[str, Any] = {
    "persons": [
        {
            "id": UUID,
            "name": "Ann Lee",
            "identifiers": [
                {"scheme": "wikidata", "identifier": "http://www.wikidata.org/entity/Q4000001"},
                {"scheme": "twitter_of_the_day", "identifier": "ann"},
            ],
            "other_names": [
                {"name": "Anne Lee", "lang": "fr", "note": "multilingual"},
                {"name": "Ann Brown", "end_date": "2009"},
            ],
            "summary": "A member.",
        },
        {"id": 7, "other_names": [
            {"note": "Alternate", "given_name": "Bobby", "family_name": "Ray"},
            {"note": "Main", "given_name": "Bob", "family_name": "Ray"}]},
        {"id": "8", "redirect": "7"},
    ],
    "organizations": [
        {"id": "house", "name": "House of Ruritania", "classification": "legislature",
         "parent_id": "state"},
        {"id": "state", "name": "Ruritania"},
        {"id": "party/blue", "name": "Blues", "classification": "party"},
    ],
    "memberships": [
        {"person_id": UUID, "organization_id": "house", "role": "member", "area_id": "area/west",
         "legislative_period_id": "term/8", "on_behalf_of_id": "party/blue",
         "start_date": "2015-02-03"},
        {"id": "m2", "person_id": 7, "post_id": "speaker", "start_date": "2016-01",
         "end_date": "9999-12-31", "sources": [{"url": "https://example.org/m2"}]},
        {"person_id": 7, "organization_id": "house", "legislative_period_id": "term/8"},
    ],
    "events": [
        {"id": "term/8", "classification": "legislative period", "start_date": "2014-11-04",
         "end_date": "2018"},
    ],
    "areas": [{"id": "area/west", "name": "Westmark", "type": "constituency"}],
    "posts": [{"id": "speaker", "label": "Speaker of the House", "role": "Speaker",
               "organization_id": "house"}],
}  # fmt: skip


def items_of(value: Any) -> Iterator[Raw]:
    """The items of a file as the importer streams them."""
    number = 0
    for part, listed in value.items():
        for one in listed:
            number += 1
            yield Raw(number, one, part=part)


def read(raws: Iterable[Raw]) -> list[Any]:
    return list(popolo.read(iter(raws)))


def tenures(value: Any) -> list[tuple[Any, ...]]:
    """Who held what where, from when to when."""
    return [
        (
            one.holder.key, one.title, one.org and one.org.key,
            str(one.since or ""), str(one.until or ""), one.note,
        )
        for one in read(items_of(value))
        if isinstance(one, Tenure)
    ]  # fmt: skip


HELD = [
    (f"person/{UUID}", "member", "organization/house", "2015-02-03", "2018",
     "area: Westmark; for: Blues"),
    ("person/7", "Speaker of the House", "organization/house", "2016-01", "",
     "source: https://example.org/m2"),
    ("person/7", "member", "organization/house", "2014-11-04", "2018", None),
]  # fmt: skip


def test_persons_and_organizations() -> None:
    found = [one for one in read(items_of(PARLIAMENT)) if isinstance(one, Entity)]
    assert found[0] == Entity(
        1, (Ref("popolo", f"person/{UUID}"), Ref("wikidata", "Q4000001")), SpeakerKind.PERSON,
        "Ann Lee", (Alias("Anne Lee", "fr"), Alias("Ann Brown")), note="A member.",
    )  # fmt: skip
    assert (found[1].name, found[1].aliases) == ("Bob Ray", (Alias("Bobby Ray"),))
    assert [(one.name, one.kind, one.parent) for one in found[2:]] == [
        ("House of Ruritania", "org", Ref("popolo", "organization/state")),
        ("Ruritania", "org", None),
        ("Blues", "org", None),
    ]
    assert found[4].refs == (Ref("popolo", "party/blue"),)


def test_memberships_take_what_posts_and_periods_say() -> None:
    assert tenures(PARLIAMENT) == HELD


def test_the_order_of_lists_is_arbitrary() -> None:
    assert tenures(dict(reversed(PARLIAMENT.items()))) == HELD


def test_a_whole_file_reads_as_its_items_do() -> None:
    whole = read([Raw(1, PARLIAMENT)])
    several = read(items_of(PARLIAMENT))
    assert [one._replace(line=0) for one in whole] == [one._replace(line=0) for one in several]
    assert {one.line for one in whole} == {1}


def test_an_id_that_gave_way_is_said() -> None:
    odd = [one for one in read(items_of(PARLIAMENT)) if isinstance(one, Odd)]
    assert [(one.line, one.field) for one in odd] == [(3, "redirect")]


NESTED = {
    "id": 1, "name": "Ann Lee", "memberships": [
        {"organization": {"id": 2, "name": "Cabinet"}, "role": "Minister",
         "legislative_period": {"start_date": "2014"},
         "post": {"id": 3, "label": "Minister of Peace"}},
    ],
}  # fmt: skip


def test_memberships_within_persons() -> None:
    found = read([Raw(4, NESTED)])
    person, org, tenure = found
    assert (org.name, person.name) == ("Cabinet", "Ann Lee")
    assert tenure.holder == Ref("popolo", "person/1")
    assert tenure.org == Ref("popolo", "organization/2")
    assert (tenure.title, str(tenure.since), tenure.until) == ("Minister", "2014", None)
    assert tenure.note == "post: Minister of Peace"


def test_memberships_within_organizations() -> None:
    org = {
        "id": 2, "name": "Cabinet", "classification": "executive",
        "posts": [{"id": 3, "label": "Chair"}],
        "memberships": [{"person_id": 1, "post_id": 3}],
    }  # fmt: skip
    _org, tenure = read([Raw(1, org)])
    assert (tenure.title, tenure.org) == ("Chair", Ref("popolo", "organization/2"))


BAD: list[tuple[str, Any, str | None]] = [
    ("persons", 7, None),
    ("persons", None, None),
    ("persons", ["x"], None),
    ("persons", {"name": ["x"]}, "name"),
    ("persons", {"id": [], "name": "A"}, "id"),
    ("persons", {"id": True, "name": "A"}, "id"),
    ("persons", {"id": 10**200, "name": "A"}, "id"),
    ("persons", {"name": "A", "identifiers": "x"}, "identifiers"),
    ("persons", {"name": "A", "identifiers": ["x"]}, "identifiers"),
    ("persons", {"name": "A", "identifiers": [{"scheme": 7}]}, "scheme"),
    ("persons", {"name": "A", "other_names": [{"lang": 7, "name": "B"}]}, "lang"),
    ("persons", {"name": "A", "memberships": 7}, "memberships"),
    ("organizations", {"name": "A", "parent": 7}, "parent"),
    ("memberships", {"organization_id": 1}, "person_id"),
    ("memberships", {"person_id": {}}, "person_id"),
    ("memberships", {"person_id": 1, "role": 7}, "role"),
    ("memberships", {"person_id": 1, "start_date": 2016}, "start_date"),
    ("memberships", {"person_id": 1, "start_date": "yesterday"}, "start_date"),
    ("memberships", {"person_id": 1, "end_date": "2016-13"}, "end_date"),
    ("memberships", {"person_id": 1, "sources": [7]}, "sources"),
    ("memberships", {"person_id": 1, "post": 7}, "post"),
    ("posts", {"id": 1, "label": 7}, "label"),
    ("areas", {"id": 1, "name": 7}, "name"),
    ("events", {"id": 1, "start_date": "x"}, "start_date"),
]


@pytest.mark.parametrize(("part", "value", "field"), BAD)
def test_a_wrong_type_is_a_flaw_of_its_field(part: str, value: Any, field: str | None) -> None:
    (flaw,) = read([Raw(7, value, part=part)])
    assert isinstance(flaw, Flaw)
    assert (flaw.line, flaw.field) == (7, field)


@pytest.mark.parametrize("field", ["post_id", "legislative_period_id"])
def test_what_no_record_has_is_odd(field: str) -> None:
    odd, tenure = read([Raw(7, {"person_id": 1, field: "x"}, part="memberships")])
    assert (odd.field, "x" in odd.reason) == (field, True)
    assert (tenure.title, tenure.since) == ("member", None)


def test_a_period_does_not_stretch_who_came_after_it() -> None:
    parts = {
        "events": [{"id": "t", "start_date": "2010", "end_date": "2014"}],
        "memberships": [
            {"person_id": 1, "legislative_period_id": "t", "start_date": "2015"},
            {"person_id": 1, "legislative_period_id": "t", "end_date": "2009"},
        ],
    }
    assert [one[3:5] for one in tenures(parts)] == [("2015", ""), ("", "2009")]


def test_a_line_that_could_not_be_read_is_passed_on() -> None:
    assert read([Raw(3, None, "no JSON")]) == [Raw(3, None, "no JSON")]


@pytest.mark.parametrize(
    "value",
    [
        PARLIAMENT, [NESTED], NESTED, PARLIAMENT["persons"][0], PARLIAMENT["persons"][1],
        PARLIAMENT["organizations"][0], PARLIAMENT["memberships"][0],
    ],
)  # fmt: skip
def test_its_looks(value: Any) -> None:
    assert popolo.looks(value)


@pytest.mark.parametrize(
    "value",
    [
        None, 7, "persons", [], [7], {}, {"text": "x", "speaker": "y", "identifiers": []},
        {"persons": 7}, {"questions": [], "speakers": []}, {"name": "x"},
        {"id": "Q1", "labels": {}, "claims": {}}, {"id": "x", "schema": "Person", "properties": {}},
        {"@type": "ClaimReview", "name": "x"},
    ],
)  # fmt: skip
def test_the_looks_of_others(value: Any) -> None:
    assert not popolo.looks(value)


def deep(levels: int) -> Any:
    value: Any = []
    for _level in range(levels):
        value = [value]
    return value


def test_what_is_nested_too_deeply_is_a_flaw() -> None:
    assert not popolo.looks(deep(5000))
    (flaw,) = read([Raw(1, {"person_id": 1, "more": deep(100_000)}, part="memberships")])
    assert isinstance(flaw, Flaw)


def load(database: Database, raws: Iterable[Raw]) -> ImportReport:
    report = ImportReport("x", "popolo")
    with database.write("import", "tester") as journal:
        PeopleImport(journal, report).run(popolo.read(iter(raws)), lambda _count: None)
        report.batch = journal.batch_id
    return report


def test_a_parliament_is_kept_once(database: Database) -> None:
    report = load(database, items_of(PARLIAMENT))
    assert not report.flaws
    assert (report.new, report.flawed) == (8, 0)
    sql = """SELECT k.name, r.title, o.name AS org, r.since, r.until FROM role r
    JOIN speaker k ON k.id = r.speaker_id JOIN speaker o ON o.id = r.org_id
    ORDER BY k.name, r.since"""
    assert [tuple(row.values()) for row in database.reader.rows(sql)] == [
        ("Ann Lee", "member", "House of Ruritania", "2015-02-03", "2018"),
        ("Bob Ray", "member", "House of Ruritania", "2014-11-04", "2018"),
        ("Bob Ray", "Speaker of the House", "House of Ruritania", "2016-01", None),
    ]
    again = load(database, items_of(PARLIAMENT))
    assert (again.new, again.revised, again.unchanged, again.batch) == (0, 0, 8, None)


@pytest.mark.fuzz
@pytest.mark.parametrize("value", [PARLIAMENT, NESTED])
def test_no_file_breaks_the_reader(value: Any) -> None:
    for seed in range(fuzzed()):
        with seeded(seed):
            _try(mutations(seed, value))


def _try(value: Any) -> None:
    popolo.looks(value)
    well_formed(read([Raw(1, value)]))
    if isinstance(value, dict):
        listed = {name: one if isinstance(one, list) else [one] for name, one in value.items()}
        raws = [
            one if one.part in popolo.PARTS else one._replace(part="") for one in items_of(listed)
        ]
        well_formed(read(raws))


@pytest.mark.fuzz
def test_no_file_breaks_the_import(sqlite_url: str) -> None:
    from claims.database import open_database

    database = open_database(sqlite_url)
    for seed in range(min(fuzzed(40), 1000)):
        raws = [Raw(1, mutations(seed, PARLIAMENT)), Raw(2, PARLIAMENT)]
        with seeded(seed):
            assert load(database, raws).read
            again = load(database, raws)
            assert (again.new, again.revised, again.batch) == (0, 0, None)
    database.close()


NAMES = {
    *popolo.PARTS, "id", "name", "other_names", "identifiers", "scheme", "identifier",
    "person_id", "person", "organization", "organization_id", "post", "post_id", "role", "label",
    "parent", "parent_id", "start_date", "end_date", "legislative_period_id", "legislative_period",
    "area", "area_id", "on_behalf_of_id", "sources", "url", "redirect", "classification", "note",
}  # fmt: skip


@given(shaped(NAMES), st.sampled_from(["", *popolo.PARTS]))
def test_no_value_of_its_shape_breaks_the_reader(value: Any, part: str) -> None:
    popolo.looks(value)
    well_formed(read([Raw(1, value, part=part), Raw(2, value)]))
