"""What readers of other collections make, kept as speakers, roles and documents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

import pytest

from claims.database import Database
from claims.dates import parse_date
from claims.exchange.people import Alias, Entity, Odd, Position, Ref, Tenure, Work
from claims.exchange.people.keep import Item, PeopleImport
from claims.exchange.report import Flaw, ImportReport
from claims.exchange.sources import Raw
from claims.merge import merge, plan
from claims.undo import undo
from claims.vocabulary import SpeakerKind

PERSON, ORG, STATE = SpeakerKind.PERSON, SpeakerKind.ORG, SpeakerKind.STATE


def ref(key: str, scheme: str = "registry") -> Ref:
    """An id in a collection."""
    return Ref(scheme, key)


def load(database: Database, items: Iterable[Item]) -> ImportReport:
    """Keep items in a batch of their own."""
    report = ImportReport("x", "popolo")
    with database.write("import", "tester") as journal:
        PeopleImport(journal, report).run(iter(items), lambda _count: None)
        report.batch = journal.batch_id
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """New, revised, unchanged, flawed."""
    return report.new, report.revised, report.unchanged, report.flawed


def flaws(report: ImportReport) -> list[tuple[int | None, str | None]]:
    """Where the flaws are."""
    return [(one.line, one.field) for one in report.flaws]


LEE = Entity(1, (ref("p1"), Ref("wikidata", "Q1")), PERSON, "Ann Lee", (Alias("A. Lee", "en"),))
CABINET = Entity(2, (ref("o1"),), ORG, "Cabinet", parent=ref("s1"))
RURITANIA = Entity(3, (ref("s1"),), STATE, "Ruritania", note="a country")
TENURE = Tenure(
    4, ref("p1"), "Minister", ref("o1"), since=parse_date("2014"), until=parse_date("2017-01"),
    titles=(Alias("ministre", "fr"),), ref=ref("m1"),
)  # fmt: skip
WORK = Work(
    5, (ref("d1"),), "A speech", "https://example.org/speech", "The Herald", parse_date("2016-09"),
    "en", "All the words.", (ref("p1"),),
)  # fmt: skip
ITEMS: list[Item] = [LEE, CABINET, RURITANIA, TENURE, WORK]


def test_a_collection_is_kept_once(database: Database) -> None:
    report = load(database, ITEMS)
    assert not report.flaws
    assert not report.warnings
    assert counts(report) == (5, 0, 0, 0)
    assert report.made_counts == {"speaker": 3, "role": 1, "outlet": 1, "document": 1}
    reader = database.reader
    rows = reader.rows("SELECT name, kind, parent_id, note FROM speaker ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [
        ("Ann Lee", "person", None, None),
        ("Cabinet", "org", 3, None),
        ("Ruritania", "state", None, "a country"),
        ("The Herald", "org", None, None),
    ]
    assert reader.rows("SELECT speaker_id, name, lang FROM alias") == [
        {"speaker_id": 1, "name": "A. Lee", "lang": "en"}
    ]
    assert reader.row("SELECT speaker_id, title, titles, org_id, since, until FROM role") == {
        "speaker_id": 1, "title": "Minister", "titles": '{"fr": "ministre"}', "org_id": 2,
        "since": "2014", "until": "2017-01",
    }  # fmt: skip
    assert reader.row("SELECT outlet_id, title, published, text FROM document") == {
        "outlet_id": 4, "title": "A speech", "published": "2016-09", "text": "All the words.",
    }  # fmt: skip
    assert reader.value("SELECT count(*) FROM xref") == 6
    mentions = json.loads(reader.value("SELECT raw FROM xref WHERE key = 'd1'"))
    assert mentions == {"mentions": [["registry", "p1"]]}
    again = load(database, ITEMS)
    assert counts(again) == (0, 0, 5, 0)
    assert again.batch is None


def test_the_order_of_a_file_does_not_matter(database: Database) -> None:
    report = load(database, reversed(ITEMS))
    assert counts(report) == (5, 0, 0, 0)
    row = database.reader.row(
        """SELECT k.name, o.name AS org, s.name AS state FROM role r
        JOIN speaker k ON k.id = r.speaker_id JOIN speaker o ON o.id = r.org_id
        JOIN speaker s ON s.id = o.parent_id"""
    )
    assert row == {"name": "Ann Lee", "org": "Cabinet", "state": "Ruritania"}
    again = load(database, ITEMS)
    assert counts(again) == (0, 0, 5, 0)
    assert again.batch is None


def far_apart(items: Iterable[Item]) -> list[Item]:
    """The items with more than a chunk of others between each two."""
    found: list[Item] = []
    for place, item in enumerate(items):
        filler = range(2001 * place, 2001 * (place + 1))
        found += [item, *(Entity(9, (ref(f"f{n}"),), PERSON, f"Filler {n}") for n in filler)]
    return found


def test_what_a_record_names_may_stand_anywhere_in_a_file(sqlite_url: str) -> None:
    from claims.database import open_database

    database = open_database(sqlite_url)
    items = far_apart(reversed(ITEMS))
    report = load(database, items)
    assert counts(report) == (len(items), 0, 0, 0)
    sql = "SELECT count(*) FROM role r JOIN speaker o ON o.id = r.org_id AND o.parent_id > 0"
    assert database.reader.value(sql) == 1
    again = load(database, items)
    assert counts(again) == (0, 0, len(items), 0)
    assert again.batch is None
    database.close()


def test_a_changed_record_revises(database: Database) -> None:
    load(database, ITEMS)
    changed: list[Item] = [
        LEE._replace(name="Ann B. Lee", note="a minister", kind=ORG),
        CABINET._replace(parent=ref("s2")),
        RURITANIA,
        Entity(3, (ref("s2"),), STATE, "Freedonia"),
        TENURE._replace(since=parse_date("2014-05-02"), title="Prime Minister", org=None),
    ]
    report = load(database, changed)
    assert not report.flaws
    assert counts(report) == (1, 3, 1, 0)
    reader = database.reader
    assert reader.row("SELECT name, kind, note FROM speaker WHERE id = 1") == {
        "name": "Ann Lee", "kind": "org", "note": "a minister",
    }  # fmt: skip
    assert reader.values("SELECT name FROM alias ORDER BY id") == ["A. Lee", "Ann B. Lee"]
    sql = "SELECT p.name FROM speaker k JOIN speaker p ON p.id = k.parent_id WHERE k.id = 2"
    assert reader.value(sql) == "Freedonia"
    assert reader.rows("SELECT title, org_id, since FROM role") == [
        {"title": "Prime Minister", "org_id": None, "since": "2014-05-02"}
    ]
    assert load(database, changed).batch is None


def test_an_id_known_finds_whoever_was_merged(database: Database) -> None:
    load(database, [LEE, Entity(2, (ref("p2"),), PERSON, "Anna Lee")])
    with database.write("merge", "tester") as journal:
        merge(journal, plan(journal.reader, "P1", "P2"))
    load(database, [TENURE._replace(org=None)])
    assert database.reader.values("SELECT speaker_id FROM role") == [2]


def test_a_speaker_of_quotes_is_found_by_name_and_told_what_it_is(database: Database) -> None:
    with database.write("add", "tester") as journal:
        journal.insert("speaker", kind="person", name="The Cabinet", key="the cabinet")
    entity = Entity(1, (ref("o1"),), ORG, "the cabinet")
    assert counts(load(database, [entity])) == (0, 1, 0, 0)
    rows = database.reader.rows("SELECT kind, name FROM speaker")
    assert rows == [{"kind": "org", "name": "The Cabinet"}]
    assert load(database, [entity]).batch is None


def test_two_of_one_name_and_collection_are_two(database: Database) -> None:
    two: list[Item] = [Entity(n, (ref(f"p{n}"),), PERSON, "John Smith") for n in (1, 2)]
    report = load(database, two)
    assert counts(report) == (2, 0, 0, 0)
    assert report.warnings == []
    sql = "SELECT qualifier FROM speaker ORDER BY id"
    assert database.reader.values(sql) == ["", "p2"]
    assert load(database, two).batch is None
    # Another collection that knows one of them by name alone cannot tell which.
    third = Entity(7, (Ref("wikidata", "Q3"),), PERSON, "John Smith")
    report = load(database, [third])
    assert counts(report) == (1, 0, 0, 0)
    assert [text.split(":")[0] for text in report.warnings] == ["line 7"]
    assert database.reader.values(sql) == ["", "p2", "Q3"]
    assert load(database, [third]).batch is None


def test_a_qualifier_taken_gives_way(database: Database) -> None:
    load(database, [Entity(n, (Ref(f"c{n}", "1"), ref(f"x{n}")), PERSON, "Jo") for n in (1, 2, 3)])
    sql = "SELECT qualifier FROM speaker ORDER BY id"
    assert database.reader.values(sql) == ["", "1", "c3 1"]


def test_a_person_is_not_the_state_of_that_name(database: Database) -> None:
    state = Entity(1, (ref("s"),), STATE, "Jordan")
    person = Entity(2, (Ref("wikidata", "Q5"),), PERSON, "Jordan")
    org = Entity(3, (Ref("wikidata", "Q6"),), ORG, "Jordan")
    report = load(database, [state, person, org])
    assert counts(report) == (2, 1, 0, 0)
    rows = database.reader.rows("SELECT kind, qualifier FROM speaker ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [("state", ""), ("person", "Q5")]


def test_ids_of_two_speakers_are_not_merged(database: Database) -> None:
    load(database, [LEE, Entity(2, (Ref("viaf", "9"),), PERSON, "Anna Li")])
    both = Entity(1, (Ref("lex", "1"), ref("p1"), Ref("viaf", "9")), PERSON, "Ann Lee")
    report = load(database, [both])
    assert [("claims merge P2 P1" in text) for text in report.warnings] == [True]
    assert database.reader.values("SELECT merged_into FROM speaker") == [None, None]
    assert database.reader.value("SELECT speaker_id FROM xref WHERE scheme = 'lex'") == 1


def test_a_circle_of_parents_is_a_flaw(database: Database) -> None:
    orgs = [Entity(n, (ref(f"o{n}"),), ORG, f"Office {n}") for n in range(4)]
    ring = [one._replace(parent=ref(f"o{(n + 1) % 4}")) for n, one in enumerate(orgs)]
    assert flaws(load(database, ring)) == [(3, "parent")]
    again = load(database, ring)
    assert flaws(again) == [(3, "parent")]
    assert counts(again) == (0, 0, 3, 1)
    assert flaws(load(database, [Entity(8, (ref("x"),), ORG, "X", parent=ref("x"))])) == [
        (8, "parent")
    ]


def test_a_parent_nobody_knows_is_said_and_left_out(database: Database) -> None:
    items: list[Item] = [CABINET, TENURE._replace(org=None, org_name="Cabinet"), LEE]
    report = load(database, items)
    assert not report.flaws
    (odd,) = report.noticed.oddities.kinds()
    assert (odd.where, odd.lines) == ("parent", [2])
    assert "s1" in odd.what
    again = load(database, items)
    assert counts(again) == (0, 0, 3, 0)
    assert again.batch is None
    assert counts(load(database, [*items, RURITANIA])) == (1, 1, 2, 0)


def test_one_record_in_several_pieces(database: Database) -> None:
    pieces: list[Item] = [
        LEE, LEE._replace(line=2, kind=ORG, name="Lee, Ann", aliases=(), note="later"), LEE,
    ]  # fmt: skip
    report = load(database, pieces)
    assert counts(report) == (1, 1, 1, 0)
    assert database.reader.value("SELECT kind FROM speaker") == "person"
    assert database.reader.values("SELECT name FROM alias ORDER BY id") == ["A. Lee", "Lee, Ann"]
    assert load(database, pieces).batch is None


MISSING = [
    (Tenure(6, ref("p9"), "Minister"), "holder"),
    (Tenure(6, ref("p1"), "Minister", ref("o9")), "org"),
]


@pytest.mark.parametrize(("tenure", "field"), MISSING)
def test_a_tenure_of_nobody_is_a_flaw_that_names_the_id(
    database: Database, tenure: Tenure, field: str
) -> None:
    report = load(database, [tenure, LEE])
    assert flaws(report) == [(6, field)]
    assert "9" in report.flaws[0].reason
    assert counts(report) == (1, 0, 0, 1)


def test_an_organisation_may_be_known_by_its_name_or_not_at_all(database: Database) -> None:
    named = Tenure(6, ref("p1"), "Minister", ref("o9"), org_name="Ministry")
    loose = Tenure(7, ref("p1"), "Deputy", ref("o8"), loose=True)
    report = load(database, [named, loose, LEE])
    assert not report.flaws
    (odd,) = report.noticed.oddities.kinds()
    assert (odd.where, odd.lines) == ("org", [7])
    sql = """SELECT r.title, o.name FROM role r LEFT JOIN speaker o ON o.id = r.org_id
    ORDER BY r.title"""
    assert [tuple(row.values()) for row in database.reader.rows(sql)] == [
        ("Deputy", None), ("Minister", "Ministry"),
    ]  # fmt: skip


def test_an_organisation_left_out_is_put_in_once_it_is_known(database: Database) -> None:
    loose = Tenure(7, ref("p1"), "Deputy", ref("o1"), ref=ref("m7"), loose=True)
    load(database, [LEE, loose])
    assert load(database, [LEE, loose]).batch is None
    assert counts(load(database, [LEE, loose, CABINET._replace(parent=None)])) == (1, 1, 1, 0)
    assert database.reader.values("SELECT org_id FROM role") == [2]
    assert load(database, [LEE, loose]).batch is None


BAD: list[tuple[Any, str | None]] = [
    (Raw(1, None, "no JSON"), None),
    (Flaw(1, "title", "no title"), "title"),
    (LEE._replace(name=" "), "name"),
    (LEE._replace(name="—"), "name"),
    (LEE._replace(name="x" * 301), "name"),
    (LEE._replace(name="a\0b"), "name"),
    (LEE._replace(name="\ud800"), "name"),
    (LEE._replace(name=cast("str", 7)), "name"),
    (LEE._replace(kind=SpeakerKind.UNNAMED), "kind"),
    (LEE._replace(refs=(ref(""),)), "id"),
    (LEE._replace(refs=(ref("x" * 201),)), "id"),
    (LEE._replace(refs=(Ref("flat", "x"),)), "id"),
    (LEE._replace(parent=ref("a\0")), "parent"),
    (LEE._replace(refs=(ref("m1"),)), "id"),
    (TENURE._replace(title=""), "title"),
    (TENURE._replace(holder=ref("d1")), "holder"),
    (TENURE._replace(org=ref("m1")), "org"),
    (TENURE._replace(ref=ref("p1")), "id"),
    (TENURE._replace(since=parse_date("2018"), ref=None), "until"),
    (TENURE._replace(org=None, org_name="!"), "org"),
    (TENURE._replace(ref=ref("m1"), title="Twice"), "id"),
    (Work(1, (ref("d2"),)), "title"),
    (WORK._replace(refs=(ref("p1"),)), "id"),
    (WORK._replace(lang="no language"), "lang"),
    (WORK._replace(url="x" * 2001), "url"),
]


@pytest.mark.parametrize(("item", "field"), BAD)
def test_what_cannot_be_is_a_flaw_of_its_line(
    database: Database, item: Any, field: str | None
) -> None:
    load(database, ITEMS)
    item = item._replace(line=77)
    report = load(database, [LEE, TENURE._replace(note="x"), item])
    assert flaws(report) == [(77, field)]
    assert report.flawed == 1


def test_what_can_be_done_without_is_said_and_left_out(database: Database) -> None:
    names = (Alias("..."), Alias("L\x1b[31mee", "no language"), Alias("Lee", "fr"))
    refs = (ref("p1"), Ref("flat", "x"), ref("p1"))
    report = load(database, [Entity(5, refs, PERSON, "Ann", names), Odd(6, "P580", "a century")])
    assert not report.flaws
    assert report.read == 1
    assert sorted((one.where, one.lines) for one in report.noticed.oddities.kinds()) == [
        ("P580", [6]), ("aliases", [5]), ("id", [5]),
    ]  # fmt: skip
    assert database.reader.rows("SELECT name, lang FROM alias") == [{"name": "Lee", "lang": None}]


def test_tenures_with_ids_are_told_apart_by_them(database: Database) -> None:
    one, other = (
        TENURE._replace(line=n, ref=ref(f"m{n}"), since=None, until=None, titles=()) for n in (1, 2)
    )
    items: list[Item] = [LEE, CABINET, RURITANIA, one, other]
    assert counts(load(database, items)) == (5, 0, 0, 0)
    assert database.reader.value("SELECT count(*) FROM role") == 2
    assert load(database, items).batch is None
    # One that was kept by hand is adopted.
    with database.write("add", "tester") as journal:
        journal.insert("role", speaker_id=1, title="Envoy", title_key="envoy")
    envoy = Tenure(9, ref("p1"), "Envoy", since=parse_date("2020"), ref=ref("m9"))
    assert counts(load(database, [envoy])) == (0, 1, 0, 0)
    assert database.reader.value("SELECT count(*) FROM role") == 3


def test_a_beginning_after_an_end_is_another_role(database: Database) -> None:
    early = Tenure(1, ref("p1"), "Envoy", until=parse_date("2010"))
    late = Tenure(2, ref("p1"), "Envoy", since=parse_date("2012"))
    assert counts(load(database, [LEE, late, early])) == (3, 0, 0, 0)
    assert database.reader.value("SELECT count(*) FROM role") == 2


HELD = TENURE._replace(
    org=None, title="Q9", titles=(), position=Ref("wikidata", "Q9"), ref=Ref("wikidata", "Q1$7")
)
NAMED = Position(8, Ref("wikidata", "Q9"), "Minister of Peace", (Alias("ministre", "fr"),))


@pytest.mark.parametrize("items", [[LEE, HELD, NAMED], [NAMED, HELD, LEE]])
def test_a_position_is_called_what_its_item_says(database: Database, items: list[Item]) -> None:
    report = load(database, items)
    assert not report.flaws
    assert not report.warnings
    row = database.reader.row("SELECT title, title_key, titles FROM role")
    assert row == {
        "title": "Minister of Peace", "title_key": "minister of peace",
        "titles": '{"fr": "ministre"}',
    }  # fmt: skip
    assert load(database, items).batch is None


def test_a_position_without_a_name_waits_for_one(database: Database) -> None:
    report = load(database, [LEE, HELD])
    assert ["Q9" in text and "wbgetentities" in text for text in report.warnings] == [True]
    assert database.reader.value("SELECT title FROM role") == "Q9"
    assert load(database, [LEE, HELD]).batch is None
    assert counts(load(database, [NAMED])) == (0, 1, 0, 0)
    assert database.reader.value("SELECT title FROM role") == "Minister of Peace"
    assert load(database, [NAMED]).batch is None
    # Later files need the name no more.
    more = HELD._replace(ref=Ref("wikidata", "Q1$8"), since=parse_date("2019"), until=None)
    assert load(database, [HELD, more]).warnings == []
    assert set(database.reader.values("SELECT title FROM role")) == {"Minister of Peace"}


def test_a_position_may_be_called_like_a_speaker_of_its_id(database: Database) -> None:
    crown = Entity(1, (Ref("wikidata", "Q9"),), ORG, "The Crown")
    assert load(database, [HELD, LEE, crown]).warnings == []
    assert database.reader.value("SELECT title FROM role") == "The Crown"


def test_a_document_lacks_less_and_less(database: Database) -> None:
    bare = Work(1, (ref("d1"),), None, WORK.url, WORK.outlet)
    assert counts(load(database, [bare])) == (1, 0, 0, 0)
    assert counts(load(database, [WORK])) == (0, 1, 0, 0)
    assert database.reader.value("SELECT title FROM document") == "A speech"
    moved = WORK._replace(url="https://example.org/other")
    report = load(database, [moved])
    assert [one.where for one in report.noticed.oddities.kinds()] == ["url"]
    assert database.reader.value("SELECT count(*) FROM document") == 1


def test_look_alikes_are_not_those_whom_a_collection_tells_apart(database: Database) -> None:
    with database.write("add", "tester") as journal:
        journal.insert("speaker", kind="person", name="Anne Leeman", key="anne leeman")
    two: list[Item] = [
        Entity(n, (ref(f"p{n}"),), PERSON, name)
        for n, name in enumerate(("Ann Leeman", "Robert Brown", "Roberta Brown"))
    ]
    found = load(database, two).look_alikes
    assert [(one.name, one.other) for one in found] == [("Ann Leeman", "Anne Leeman")]


def test_what_was_kept_can_be_taken_back_and_put_back(database: Database) -> None:
    load(database, ITEMS)
    tables = ("speaker", "alias", "role", "document", "xref")
    before = {table: database.reader.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables}
    undone = undo(database, command="undo", actor="tester")
    left = [database.reader.value(f"SELECT count(*) FROM {table}") for table in tables]
    assert left == [0] * len(tables)
    undo(database, undone.batch_id, command="undo", actor="tester")
    after = {table: database.reader.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables}
    assert after == before
