"""Wikidata: items of invented people, their positions, and points in time of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.database import Database, open_database
from claims.exchange.people import Alias, Entity, Odd, Position, Ref, Tenure, wikidata
from claims.exchange.people.keep import PeopleImport
from claims.exchange.report import Flaw, ImportReport
from claims.exchange.sources import Raw
from claims.vocabulary import SpeakerKind
from tests.exchange.fuzz import fuzzed, mutations, seeded, shaped, well_formed

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"


def snak(name: str, value: Any, kind: str) -> dict[str, Any]:
    return {
        "snaktype": "value", "property": name, "datatype": kind,
        "datavalue": {"value": value, "type": kind},
    }  # fmt: skip


def item_snak(name: str, number: str) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(number[1:]), "id": number}
    return snak(name, value, "wikibase-entityid")


def time_value(time: str, precision: int = 11, calendar: str = GREGORIAN) -> dict[str, Any]:
    return {
        "time": time, "timezone": 0, "before": 0, "after": 0, "precision": precision,
        "calendarmodel": calendar,
    }  # fmt: skip


def time_snak(name: str, time: str, precision: int = 11) -> dict[str, Any]:
    return snak(name, time_value(time, precision), "time")


def statement(
    main: dict[str, Any], rank: str = "normal", *more: dict[str, Any], **also: Any
) -> Any:
    qualifiers: dict[str, Any] = {}
    for one in more:
        qualifiers.setdefault(one["property"], []).append(one)
    return {"mainsnak": main, "type": "statement", "rank": rank, "qualifiers": qualifiers, **also}


def item(number: str, label: str | None, *kinds: str, **claims: Any) -> dict[str, Any]:
    return {
        "type": "item", "id": number, "lastrevid": 7,
        "labels": {"en": {"language": "en", "value": label}} if label else {},
        "descriptions": {}, "aliases": {}, "sitelinks": {},
        "claims": {"P31": [statement(item_snak("P31", one)) for one in kinds], **claims},
    }  # fmt: skip


LEE: dict[str, Any] = {
    **item("Q9000001", "Ann Lee", "Q5"),
    "labels": {
        "fr": {"language": "fr", "value": "Anne Lee"},
        "en": {"language": "en", "value": "Ann Lee"},
        "de": {"language": "de", "value": "Ann Lee"},
        "ru": {"language": "ru", "value": "Энн Ли"},
    },
    "descriptions": {"en": {"language": "en", "value": "Ruritanian minister"}},
    "aliases": {"en": [{"language": "en", "value": "Ann B. Lee"}]},
}
LEE["claims"]["P39"] = [
    statement(
        item_snak("P39", "Q9000010"), "normal",
        time_snak("P580", "+2014-05-02T00:00:00Z"), time_snak("P582", "+2017-01-00T00:00:00Z", 10),
        item_snak("P642", "Q9000020"), item_snak("P1365", "Q9000003"), id="Q9000001$a",
    ),
    statement(
        item_snak("P39", "Q9000011"), "preferred",
        time_snak("P580", "+2018-00-00T00:00:00Z", 9), id="Q9000001$b",
    ),
    statement(item_snak("P39", "Q9000012"), "deprecated", id="Q9000001$c"),
    statement({"snaktype": "somevalue", "property": "P39"}, id="Q9000001$d"),
]  # fmt: skip
CABINET = item("Q9000020", "Cabinet", "Q640506", P749=[statement(item_snak("P749", "Q9000030"))])
RURITANIA = item("Q9000030", "Ruritania", "Q3624078")
MINISTER = {
    **item("Q9000010", "Minister of Peace", "Q4164871"),
    "labels": {
        "en": {"language": "en", "value": "Minister of Peace"},
        "fr": {"language": "fr", "value": "ministre de la Paix"},
    },
}
CHAIR = item("Q9000011", "Chair of the House", P279=[statement(item_snak("P279", "Q140686"))])
CHAIR["claims"]["P31"] = []
ALL = [LEE, CABINET, RURITANIA, MINISTER, CHAIR]


def read(*values: Any) -> list[Any]:
    return list(wikidata.read(Raw(n, value) for n, value in enumerate(values, 1)))


def tenures(value: Any) -> list[Tenure]:
    return [one for one in read(value) if isinstance(one, Tenure)]


def test_a_person_with_positions() -> None:
    entity, *found = read(LEE)
    assert entity == Entity(
        1, (Ref("wikidata", "Q9000001"),), SpeakerKind.PERSON, "Ann Lee",
        entity.aliases, None, "Ruritanian minister",
    )  # fmt: skip
    assert set(entity.aliases) == {
        Alias("Anne Lee", "fr"), Alias("Энн Ли", "ru"), Alias("Ann B. Lee", "en"),
    }  # fmt: skip
    held = [one for one in found if isinstance(one, Tenure)]
    assert [(one.title, str(one.since), str(one.until), one.org) for one in held] == [
        ("Q9000011", "2018", "None", None),
        ("Q9000010", "2014-05-02", "2017-01", Ref("wikidata", "Q9000020")),
    ]
    assert {one.holder for one in held} == {Ref("wikidata", "Q9000001")}
    assert [one.ref for one in held] == [
        Ref("wikidata", "Q9000001$b"), Ref("wikidata", "Q9000001$a"),
    ]  # fmt: skip
    assert [(one.line, one.field) for one in found if isinstance(one, Odd)] == [(1, "P39")]


def test_what_is_held_is_a_position_not_a_speaker() -> None:
    found = read(MINISTER, CHAIR)
    assert found == [
        Position(
            1, Ref("wikidata", "Q9000010"), "Minister of Peace",
            (Alias("ministre de la Paix", "fr"),),
        ),
        Position(2, Ref("wikidata", "Q9000011"), "Chair of the House"),
    ]  # fmt: skip
    # Whatever it is an instance of, what somebody holds is held.
    held = item("Q9000010", "Minister of Peace", "Q1")
    assert isinstance(read(LEE, held)[-1], Position)
    assert isinstance(read(held)[-1], Entity)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Q5", "person"), ("Q6256", "state"), ("Q3624078", "state"), ("Q41710", "group"),
        ("Q7278", "org"), ("Q327333", "org"),
    ],
)  # fmt: skip
def test_kinds(kind: str, expected: str) -> None:
    assert read(item("Q1", "X", kind))[0].kind == expected


def test_an_organisation_has_its_parent() -> None:
    assert read(CABINET)[0].parent == Ref("wikidata", "Q9000030")


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ({"en-gb": "Ann", "fr": "Anne"}, "Ann"),
        ({"mul": "Ann", "fr": "Anne"}, "Ann"),
        ({"fr": "Anne", "de": "Ann", "nl": "Ann"}, "Ann"),
        ({"ru": "Энн"}, "Энн"),
        ({}, "Q7"),
    ],
)
def test_the_name_of_an_item(labels: dict[str, str], name: str) -> None:
    value = item("Q7", None, "Q5")
    value["labels"] = {lang: {"language": lang, "value": text} for lang, text in labels.items()}
    assert read(value)[0].name == name
    assert {one.name for one in read(value)[0].aliases} == set(labels.values()) - {name}


TIMES = [
    ("+2016-09-22T00:00:00Z", 11, "2016-09-22"),
    ("+2016-09-22T14:30:00Z", 14, "2016-09-22"),
    ("+00000002016-09-22T00:00:00Z", 11, "2016-09-22"),
    ("+2016-09-22T00:00:00Z", 10, "2016-09"),
    ("+2016-09-22T00:00:00Z", 9, "2016"),
    ("+2016-00-00T00:00:00Z", 11, "2016"),
    ("+2016-00-05T00:00:00Z", 11, "2016"),
    ("+2016-09-00T00:00:00Z", 11, "2016-09"),
    ("+2016-00-00T00:00:00Z", 8, "2010-01-01/2019-12-31"),
    ("+2000-00-00T00:00:00Z", 7, "1901-01-01/2000-12-31"),
    ("+2001-00-00T00:00:00Z", 7, "2001-01-01/2100-12-31"),
    ("+1500-00-00T00:00:00Z", 6, "1001-01-01/2000-12-31"),
    ("+9999-00-00T00:00:00Z", 8, "9990-01-01/9999-12-31"),
    ("+9999-00-00T00:00:00Z", 7, "9901-01-01/9999-12-31"),
]


def began(*snaks: dict[str, Any]) -> list[Any]:
    return read(item("Q7", "X", "Q5", P39=[statement(item_snak("P39", "Q9"), "normal", *snaks)]))[
        1:
    ]


@pytest.mark.parametrize(("time", "precision", "expected"), TIMES)
def test_points_in_time(time: str, precision: int, expected: str) -> None:
    (tenure,) = began(time_snak("P580", time, precision))
    assert str(tenure.since) == expected


@pytest.mark.parametrize(
    ("time", "precision"),
    [
        ("-0044-03-15T00:00:00Z", 11), ("+0000-00-00T00:00:00Z", 9),
        ("+12016-00-00T00:00:00Z", 9), ("+2016-00-00T00:00:00Z", 5), ("+2016-00-00T00:00:00Z", 0),
    ],
)  # fmt: skip
def test_times_no_date_can_be_are_said_and_left_out(time: str, precision: int) -> None:
    odd, tenure = began(time_snak("P582", time, precision))
    assert (odd.line, odd.field) == (1, "P582")
    assert tenure.until is None


@pytest.mark.parametrize(
    "value",
    [
        {}, {"time": 7, "precision": 11}, {"time": "2016-09-22", "precision": 11},
        time_value("+2016-09-22T00:00:00Z", 15), {"time": "+2016-09-22T00:00:00Z"},
        {"time": "+2016-09-22T00:00:00Z", "precision": True},
        time_value("+2016-02-30T00:00:00Z"), time_value("+2016-13-00T00:00:00Z", 10),
        time_value("+2015-02-29T00:00:00Z", 11, JULIAN),
        time_value("+2015-13-01T00:00:00Z", 11, JULIAN),
    ],
)  # fmt: skip
def test_what_is_no_time_is_a_flaw(value: Any) -> None:
    value = item(
        "Q7", "X", "Q5",
        P39=[statement(item_snak("P39", "Q9"), "normal", snak("P580", value, "time"))],
    )  # fmt: skip
    (flaw,) = read(value)
    assert isinstance(flaw, Flaw)
    assert flaw.line == 1
    assert flaw.field in ("P580", "time")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("+1917-10-25T00:00:00Z", "1917-11-07"), ("+1732-02-11T00:00:00Z", "1732-02-22"),
        ("+1900-02-29T00:00:00Z", "1900-03-13"), ("+1498-06-22T00:00:00Z", "1498-07-01"),
        ("+0001-01-03T00:00:00Z", "0001-01-01"),
    ],
)  # fmt: skip
def test_days_of_the_julian_calendar(time: str, expected: str) -> None:
    (tenure,) = began(snak("P580", time_value(time, 11, JULIAN), "time"))
    assert str(tenure.since) == expected


def test_several_beginnings_are_one_that_is_not_known_well() -> None:
    (tenure,) = began(
        time_snak("P580", "+2014-05-02T00:00:00Z"), time_snak("P580", "+2015-00-00T00:00:00Z", 9)
    )
    assert str(tenure.since) == "2014-05-02/2015-12-31"


def test_an_end_nobody_knows_is_noted() -> None:
    (tenure,) = began({"snaktype": "somevalue", "property": "P582"})
    assert (tenure.until, "ended" in (tenure.note or "")) == (None, True)
    (tenure,) = began({"snaktype": "novalue", "property": "P582"})
    assert (tenure.until, tenure.note) == (None, None)


def test_ways_items_come() -> None:
    alone = read(LEE)
    assert read([LEE]) == alone
    assert read({"entities": {"Q9000001": LEE}, "success": 1}) == alone
    lines = [b"[\n", json_line(LEE) + b",\n", json_line(CABINET) + b"\n", b"]\n", b"\n"]
    raws = [raw for n, line in enumerate(lines) if (raw := wikidata.read_line(n, line))]
    assert [raw.line for raw in raws] == [1, 2]
    assert list(wikidata.read(iter(raws)))[: len(alone)] == alone


def json_line(value: Any) -> bytes:
    import json

    return json.dumps(value).encode()


def test_php_writes_empty_objects_as_lists() -> None:
    empty = {
        "id": "Q7",
        "type": "item",
        "labels": [],
        "descriptions": [],
        "aliases": [],
        "claims": [],
    }
    assert read(empty) == [Entity(1, (Ref("wikidata", "Q7"),), SpeakerKind.ORG, "Q7")]


@pytest.mark.parametrize(
    "value",
    [
        {"id": "Q7", "missing": ""}, {"id": "P31", "type": "property", "labels": {}},
    ],
)  # fmt: skip
def test_what_is_no_item_is_passed_over(value: Any) -> None:
    (odd,) = read(value)
    assert isinstance(odd, Odd)


BAD: list[tuple[Any, str | None]] = [
    (7, None),
    ({"labels": {}}, "id"),
    ({"id": "X7", "labels": {}}, "id"),
    ({"id": "Q7", "labels": 7}, "labels"),
    ({"id": "Q7", "labels": {"en": 7}}, "labels"),
    ({"id": "Q7", "labels": {"en": {"value": 7}}}, "value"),
    ({"id": "Q7", "aliases": {"en": 7}}, "en"),
    ({"id": "Q7", "claims": {"P31": 7}}, "P31"),
    ({"id": "Q7", "claims": {"P31": [7]}}, "P31"),
    ({"id": "Q7", "claims": {"P31": [{"mainsnak": 7}]}}, "mainsnak"),
    ({"id": "Q7", "claims": {"P31": [{"mainsnak": {"datavalue": 7}}]}}, "datavalue"),
    ({"id": "Q7", "claims": {"P31": [{"mainsnak": snak("P31", {"id": 7}, "x")}]}}, "P31"),
    ({"id": "Q7", "claims": {"P39": [{"rank": 7}]}}, "rank"),
    ({"id": "Q7", "claims": {"P39": [{**statement(item_snak("P39", "Q1")), "id": 7}]}}, "id"),
]


@pytest.mark.parametrize(("value", "field"), BAD)
def test_a_wrong_type_is_a_flaw_of_its_field(value: Any, field: str | None) -> None:
    (flaw,) = read(value)
    assert isinstance(flaw, Flaw)
    assert (flaw.line, flaw.field) == (1, field)


@pytest.mark.parametrize("value", [LEE, [LEE], {"entities": {"Q9000001": LEE}}, RURITANIA])
def test_its_looks(value: Any) -> None:
    assert wikidata.looks(value)


@pytest.mark.parametrize(
    "value",
    [
        None, 7, [], {}, {"entities": {}}, {"entities": [LEE]}, {"id": "Q7"},
        {"id": "person/7", "claims": []}, [[[LEE]]], {"text": "x", "speaker": "y"},
        {"id": 7, "labels": {}},
    ],
)  # fmt: skip
def test_the_looks_of_others(value: Any) -> None:
    assert not wikidata.looks(value)


def load(database: Database, *values: Any) -> ImportReport:
    report = ImportReport("x", "wikidata")
    raws = (Raw(n, value) for n, value in enumerate(values, 1))
    with database.write("import", "tester") as journal:
        PeopleImport(journal, report).run(wikidata.read(raws), lambda _count: None)
        report.batch = journal.batch_id
    return report


@pytest.mark.parametrize("values", [ALL, ALL[::-1]])
def test_items_are_kept_once(database: Database, values: list[Any]) -> None:
    report = load(database, *values)
    assert not report.flaws
    assert report.warnings == []
    sql = """SELECT k.name, r.title, o.name AS org, s.name AS state, r.since, r.until FROM role r
    JOIN speaker k ON k.id = r.speaker_id LEFT JOIN speaker o ON o.id = r.org_id
    LEFT JOIN speaker s ON s.id = o.parent_id ORDER BY r.since"""
    assert [tuple(row.values()) for row in database.reader.rows(sql)] == [
        ("Ann Lee", "Minister of Peace", "Cabinet", "Ruritania", "2014-05-02", "2017-01"),
        ("Ann Lee", "Chair of the House", None, None, "2018", None),
    ]
    assert database.reader.value("SELECT count(*) FROM speaker") == 3
    assert load(database, *values).batch is None


def test_positions_without_an_item_are_named_later(database: Database) -> None:
    report = load(database, LEE)
    assert not report.flaws
    (warning,) = report.warnings
    assert "Q9000010" in warning
    assert "Q9000011" in warning
    assert [one.where for one in report.noticed.oddities.kinds()] == ["P39", "org"]
    titles = "SELECT title FROM role ORDER BY since"
    assert database.reader.values(titles) == ["Q9000010", "Q9000011"]
    load(database, {"entities": {"Q9000010": MINISTER}})
    assert database.reader.values(titles) == ["Minister of Peace", "Q9000011"]
    again = load(database, LEE)
    assert (again.batch, again.warnings) == (None, [])


def test_a_changed_item_revises(database: Database) -> None:
    load(database, *ALL)
    later = mutations_of(LEE)
    report = load(database, later)
    assert (report.new, report.revised, report.flawed) == (0, 1, 0)
    sql = "SELECT until FROM role WHERE title = 'Chair of the House'"
    assert database.reader.value(sql) == "2019-06-30"


def mutations_of(value: dict[str, Any]) -> dict[str, Any]:
    """Ann Lee, no longer in the chair."""
    import copy

    made = copy.deepcopy(value)
    end = time_snak("P582", "+2019-06-30T00:00:00Z")
    made["claims"]["P39"][1]["qualifiers"]["P582"] = [end]
    return made


@given(st.integers(-12000, 12000), st.integers(0, 13), st.integers(0, 32), st.integers(-1, 15))
def test_any_point_in_time_is_a_date_or_said(
    year: int, month: int, day: int, precision: int
) -> None:
    time = f"{year:+05}-{month:02}-{day:02}T00:00:00Z"
    for calendar in (GREGORIAN, JULIAN):
        found = began(snak("P580", time_value(time, precision, calendar), "time"))
        kinds = [type(one).__name__ for one in found]
        assert kinds in (["Tenure"], ["Odd", "Tenure"], [])
        if kinds == ["Tenure"]:
            since = found[0].since
            assert since.first <= since.last


@pytest.mark.fuzz
@pytest.mark.parametrize("value", [LEE, {"entities": {one["id"]: one for one in ALL}}])
def test_no_file_breaks_the_reader(value: Any) -> None:
    for seed in range(fuzzed()):
        with seeded(seed):
            made = mutations(seed, value)
            wikidata.looks(made)
            well_formed(read(made, value))


@pytest.mark.fuzz
def test_no_file_breaks_the_import(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    for seed in range(min(fuzzed(40), 1000)):
        values = [mutations(seed, LEE), mutations(seed, ALL), mutations(-seed, LEE)]
        with seeded(seed):
            load(database, *values)
            again = load(database, *values)
            assert (again.new, again.revised, again.batch) == (0, 0, None)
    database.close()


NAMES = {
    "entities", "id", "labels", "aliases", "descriptions", "claims", "en", "value", "language",
    "P31", "P39", "P749", "P279", "mainsnak", "qualifiers", "P580", "P582", "P642", "snaktype",
    "datavalue", "time", "precision", "calendarmodel", "numeric-id", "rank", "missing", "type",
}  # fmt: skip


@given(shaped(NAMES), shaped(NAMES))
def test_no_value_of_its_shape_breaks_the_reader(value: Any, claims: Any) -> None:
    wikidata.looks(value)
    statements = {"P31": claims, "P39": claims}
    well_formed(read(value, {"id": "Q7", "labels": value, "claims": claims}))
    well_formed(read({"id": "Q7", "claims": statements, "aliases": value}))
