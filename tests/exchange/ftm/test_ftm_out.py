"""Export for followthemoney: what is written, its ids, selections, and that it comes back."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from claims.database import Database, open_database
from claims.exchange.export import Export, ExportFormat, Selection
from claims.exchange.ftm import entities as ftm
from claims.exchange.ftm import statements as ftm_statements
from claims.exchange.ftm.terms import ENTITY_ID, KINDS, TYPES, long_language, short_language
from claims.exchange.people.keep import PeopleImport
from claims.exchange.report import ImportReport
from claims.exchange.sources import read_jsonl
from claims.names import resolve_speaker
from tests.exchange.ftm import ftm_samples as samples

QUOTES = ("Documentation", "Note")
"""What quotes are written as: they do not come back."""


def export(
    database: Database, form: ExportFormat = ExportFormat.FTM, **selection: Any
) -> list[dict[str, Any]]:
    text = written(database, form, **selection)
    if form is ExportFormat.FTM:
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text)))


def written(
    database: Database, form: ExportFormat = ExportFormat.FTM, *, excel_safe: bool = False,
    **selection: Any,
) -> str:  # fmt: skip
    one = Export(database.reader, form, Selection(**selection), excel_safe=excel_safe)
    return "".join(one.pieces())


def load(database: Database, data: str, *, statements: bool = False) -> ImportReport:
    stream = BytesIO(data.encode())
    items = ftm_statements.read_statements(stream) if statements else ftm.read(read_jsonl(stream))
    report = ImportReport("people.json", "ftm")
    with database.write("import", "tester") as journal:
        PeopleImport(journal, report).run(items, lambda _count: None)
    return report


def by_schema(entities: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [one for one in entities if one["schema"] == schema]


def without_quotes(text: str) -> str:
    """An export of either form without the quotes."""
    marks = tuple(f'"schema": "{one}"' for one in QUOTES) + tuple(f",{one}," for one in QUOTES)
    # A cell may hold a line break, so rows of CSV are told by how they begin.
    rows = re.split(r"(?m)^(?=claims-|Q\d|NK-|\{)", text)
    return "".join(row for row in rows if not any(mark in row for mark in marks))


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with the samples in it."""
    report = load(database, "".join(json.dumps(value) + "\n" for value in samples.ALL))
    assert not report.flaws
    return database


@pytest.fixture
def convoy(demo: str) -> Any:
    opened = open_database(demo)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """An empty database."""
    opened = open_database(str(tmp_path / "other.db"), create=True)
    yield opened
    opened.close()


def test_what_came_from_followthemoney_goes_back_under_its_ids(filled: Database) -> None:
    found = {one["id"]: one for one in export(filled)}
    assert {"NK-tin", "tin", "rur", "party", "tin-plc", "crowd", "occ-1", "art-1"} <= found.keys()
    assert found["NK-tin"] == {
        "id": "NK-tin",
        "caption": "Ann Lee",
        "schema": "Person",
        "properties": {
            "name": ["Ann Lee"],
            "alias": ["A. Lee", "Ann Ho", "Annie", "Энн Ли"],
            "notes": [
                "Said to be tall.\nPlays chess.\n"
                "followthemoney: zz_peps, zz_press (since 2021-04-05)"
            ],
            "wikidataId": ["Q900001"],
            "innCode": ["770000000001"],
        },
        "datasets": ["claims"],
        "referents": ["zz-7"],
    }
    held = found["occ-1"]["properties"]
    assert (held["holder"], held["startDate"], held["endDate"]) == (
        ["NK-tin"], ["2016-09-01"], ["2018-03"],
    )  # fmt: skip
    post = found[held["post"][0]]["properties"]
    assert post == {"name": ["Minister of Tin"], "organization": ["tin"]}
    assert found["rur"]["properties"] == {"name": ["Ruritania"], "legalForm": ["State"]}
    assert found["tin"]["properties"]["parent"] == ["rur"]
    assert found["art-1"]["properties"] == {
        "title": ["Tin is up"],
        "sourceUrl": ["https://gazette.example/tin"],
        "publishedAt": ["2016-09-20"],
        "publisher": ["Gazette"],
        "language": ["eng"],
        "bodyText": ["Tin is up."],
    }
    mention = by_schema(list(found.values()), "Mention")
    assert [one["properties"]["resolved"] for one in mention] == [["NK-tin"]]


@pytest.mark.parametrize("form", [ExportFormat.FTM, ExportFormat.FTM_STATEMENTS])
def test_out_in_and_out_again_is_the_same(
    filled: Database, other: Database, form: ExportFormat
) -> None:
    first = written(filled, form)
    report = load(other, first, statements=form is ExportFormat.FTM_STATEMENTS)
    assert not report.flaws
    assert written(other, form) == first
    again = load(other, first, statements=form is ExportFormat.FTM_STATEMENTS)
    assert (again.new, again.revised, len(again.flaws)) == (0, 0, 0)


@pytest.mark.parametrize("form", [ExportFormat.FTM, ExportFormat.FTM_STATEMENTS])
def test_the_convoy_comes_back_but_for_its_quotes(
    convoy: Database, other: Database, form: ExportFormat
) -> None:
    first = written(convoy, form)
    report = load(other, first, statements=form is ExportFormat.FTM_STATEMENTS)
    assert not report.flaws
    assert without_quotes(first) != first
    assert written(other, form) == without_quotes(first)


def test_statements_in_any_order_are_kept_alike(database: Database, other: Database) -> None:
    rows = list(samples.ROWS)
    load(other, samples.as_csv(rows).decode(), statements=True)
    random.Random(7).shuffle(rows)
    report = load(database, samples.as_csv(rows).decode(), statements=True)
    assert not report.flaws
    assert _contents(export(database)) == _contents(export(other))
    assert not load(database, samples.as_csv(rows).decode(), statements=True).new


def _contents(entities: list[dict[str, Any]]) -> dict[str, Any]:
    """Entities by id; which of the names is the first is not told."""
    found = {}
    for one in entities:
        props = {name: sorted(values) for name, values in one["properties"].items()}
        names = sorted([*props.pop("name", []), *props.pop("alias", [])])
        found[one["id"]] = (one["schema"], names, props)
    return found


def test_quotes_say_who_when_where_and_in_which_words(convoy: Database) -> None:
    entities = export(convoy)
    ids = {one["id"]: one for one in entities}
    quotes = by_schema(entities, "Documentation")
    rows = convoy.reader.rows(
        """SELECT s.id, s.text, k.name FROM statement s JOIN speaker k ON k.id = s.speaker_id
        WHERE s.status = 'accepted' AND k.kind <> 'unnamed' ORDER BY s.id"""
    )
    assert [one["id"] for one in quotes] == [f"claims-S{row['id']}" for row in rows]
    for quote, row in zip(quotes, rows, strict=True):
        props = quote["properties"]
        assert props["description"] == [row["text"]]
        assert props["role"] == ["quoted"]
        assert ids[props["entity"][0]]["caption"] == row["name"]
        assert ids[props["document"][0]]["schema"] == "Article"
    notes = by_schema(entities, "Note")
    assert len(notes) == 2
    assert all(ids[one["properties"]["entity"][0]]["schema"] == "Article" for one in notes)
    pairs = {(one["properties"]["document"][0], one["properties"]["entity"][0]) for one in quotes}
    mentions = by_schema(entities, "Mention")
    assert pairs == {
        (one["properties"]["document"][0], one["properties"]["resolved"][0]) for one in mentions
    }


def test_every_entity_is_one_line_with_an_id_that_followthemoney_takes(convoy: Database) -> None:
    entities = export(convoy)
    ids = [one["id"] for one in entities]
    assert len(set(ids)) == len(ids)
    assert all(ENTITY_ID.fullmatch(one) and len(one) <= 200 for one in ids)
    for one in entities:
        for prop, values in one["properties"].items():
            assert values
            assert all(values)
            if TYPES[prop] == "entity":
                assert set(values) <= set(ids)


def test_nobody_is_exported_twice_or_unnamed(convoy: Database) -> None:
    names = convoy.reader.values("SELECT name FROM speaker WHERE kind = 'unnamed'")
    entities = [one for one in export(convoy) if one["schema"] in KINDS]
    count = convoy.reader.value(
        "SELECT count(*) FROM speaker WHERE kind <> 'unnamed' AND merged_into IS NULL"
    )
    assert len(entities) == count
    assert not {one["caption"] for one in entities} & set(names)


def test_a_merged_speaker_is_a_name_and_an_id_of_the_one_that_stays(filled: Database) -> None:
    ids = {row["name"]: row["id"] for row in filled.reader.rows("SELECT id, name FROM speaker")}
    with filled.write("merge", "tester") as journal:
        journal.update("speaker", ids["Tin plc"], merged_into=ids["Tin Party"])
    found = {one["id"]: one for one in export(filled)}
    assert "tin-plc" not in found
    party = found["party"]
    assert party["referents"] == ["tin-plc"]
    assert party["properties"]["alias"] == ["TP", "Tin plc"]
    post = found[found["dir-1"]["properties"]["post"][0]]
    assert post["properties"] == {"name": ["director"], "organization": ["party"]}


def test_our_own_ids_give_way_to_those_that_came_from_elsewhere(database: Database) -> None:
    load(database, json.dumps(samples.entity("claims-P2", "Person", name="Ann Lee")) + "\n")
    with database.write("add", "tester") as journal:
        number = journal.insert("speaker", kind="person", name="Bo Li", key="bo li")
    assert number == 2
    ids = {one["caption"]: one["id"] for one in export(database)}
    assert ids == {"Ann Lee": "claims-P2", "Bo Li": "claims-P2-2"}


def test_an_id_that_followthemoney_would_refuse_is_not_written(database: Database) -> None:
    load(database, json.dumps(samples.entity("../../etc", "Person", name="Ann Lee")) + "\n")
    assert [one["id"] for one in export(database)] == ["claims-P1"]


def test_roles_of_others_than_people_are_memberships(filled: Database) -> None:
    ids = {row["name"]: row["id"] for row in filled.reader.rows("SELECT id, name FROM speaker")}
    with filled.write("add", "tester") as journal:
        for org in (ids["Ruritania"], None):
            journal.insert(
                "role", speaker_id=ids["Tin Party"], title="ruling party",
                title_key="ruling party", org_id=org, since="2010", since_first=733773,
                since_last=734137,
            )  # fmt: skip
    found = by_schema(export(filled), "Membership")
    assert [one["properties"] for one in found] == [
        {
            "member": ["party"], "organization": ["rur"], "role": ["ruling party"],
            "startDate": ["2010"],
        }
    ]  # fmt: skip


def test_a_selection_has_who_spoke_their_roles_and_what_they_stand_under(
    convoy: Database,
) -> None:
    speaker = resolve_speaker(convoy.reader, "Joseph Dunford")
    entities = export(convoy, speaker=speaker)
    names = {one["caption"] for one in entities if one["schema"] in KINDS}
    assert {"Joseph Dunford", "United States"} <= names
    assert "Igor Konashenkov" not in names
    assert by_schema(entities, "Occupancy")
    (dunford,) = (
        one["id"] for one in by_schema(entities, "Person") if one["caption"] == "Joseph Dunford"
    )
    quotes = by_schema(entities, "Documentation")
    assert {one["properties"]["entity"][0] for one in quotes} == {dunford}
    ids = {one["id"] for one in entities}
    for one in entities:
        for prop, values in one["properties"].items():
            assert TYPES[prop] != "entity" or set(values) <= ids
    documents = {one["properties"]["document"][0] for one in quotes}
    assert {one["id"] for one in by_schema(entities, "Article")} == documents
    assert not export(convoy, speaker=speaker, last=1)


def test_statements_are_those_of_the_entities(convoy: Database) -> None:
    rows = export(convoy, ExportFormat.FTM_STATEMENTS)
    assert tuple(rows[0]) == ftm_statements.COLUMNS
    told: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        props = told.setdefault(row["canonical_id"], {})
        if row["prop"] != "id":
            props.setdefault(row["prop"], []).append(row["value"])
    assert told == {one["id"]: one["properties"] for one in export(convoy)}
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(re.fullmatch("[0-9a-f]{40}", row["id"]) for row in rows)


def test_a_statements_id_is_what_followthemoney_makes_it(database: Database) -> None:
    load(database, json.dumps(samples.CROWD) + "\n")
    rows = export(database, ExportFormat.FTM_STATEMENTS)
    # sha1("claims.crowd.name.Friends of Tin")
    assert rows[1]["id"] == "f9692912d64a949f5aeccde28a5af93ef7467505"


def test_languages_of_names_come_back_in_statements(database: Database, other: Database) -> None:
    data = (
        "entity_id,schema,prop,value,lang\na,Person,name,Ann Lee,eng\na,Person,alias,Энн Ли,rus\n"
    )
    load(database, data, statements=True)
    rows = export(database, ExportFormat.FTM_STATEMENTS)
    assert {row["value"]: row["lang"] for row in rows}["Энн Ли"] == "rus"
    text = written(database, ExportFormat.FTM_STATEMENTS)
    load(other, text, statements=True)
    assert written(other, ExportFormat.FTM_STATEMENTS) == text


def test_a_spreadsheet_runs_nothing(database: Database) -> None:
    load(database, json.dumps(samples.entity("a", "Person", name="=1+1 Lee")) + "\n")
    form = ExportFormat.FTM_STATEMENTS
    assert ",=1+1 Lee," in written(database, form)
    assert ",'=1+1 Lee," in written(database, form, excel_safe=True)


def test_a_document_that_nothing_names_is_called_by_its_outlet_and_date(
    database: Database, other: Database
) -> None:
    with database.write("add", "tester") as journal:
        outlet = journal.insert("speaker", kind="org", name="Gazette", key="gazette")
        journal.insert(
            "document", key="x", outlet_id=outlet, published="2016-09-20",
            published_first=736227, published_last=736227,
        )  # fmt: skip
        journal.insert("document", key="y", title="", url="urn:x")
    first = written(database)
    titles = [one["properties"]["title"] for one in by_schema(export(database), "Article")]
    assert titles == [["Gazette, 2016-09-20"], ["claims-D2"]]
    assert not load(other, first).flaws
    assert written(other) == first


def test_a_text_longer_than_a_value_comes_back(database: Database, other: Database) -> None:
    text = "".join(chr(97 + number % 26) for number in range(70_000))
    with database.write("add", "tester") as journal:
        journal.insert("document", key="x", title="Long", text=text)
    first = written(database)
    assert [len(part) for part in json.loads(first)["properties"]["bodyText"]] == [65_000, 5_000]
    load(other, first)
    assert other.reader.value("SELECT text FROM document") == text
    assert written(other) == first


def test_languages_are_named_with_three_letters_and_back() -> None:
    assert long_language("en-GB") == "eng"
    assert long_language("nb") == "nor"
    assert long_language("xx") is None
    assert long_language(None) is None
    assert short_language("ENG") == "en"
    assert short_language("en") == "en"
    assert short_language("xxx") is None


def test_the_command(demo: str, run: Callable[..., Any], tmp_path: Path) -> None:
    done = run("export", "--format", "ftm", str(tmp_path / "out.jsonl"), db=demo)
    assert done.status == 0, done.err
    count = len((tmp_path / "out.jsonl").read_text().splitlines())
    assert f"{count} entities" in done.out
    done = run("export", "--format", "ftm-statements", "--speaker", "Joseph Dunford", db=demo)
    assert done.out.startswith("canonical_id,entity_id,prop,")
    nothing = run("export", "--format", "ftm", "--until", "1900", db=demo)
    assert nothing.status == 1
    assert "nothing to export" in nothing.err
