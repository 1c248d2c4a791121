"""Contexts: questions, links, speakers with their roles."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from claims.database import Database
from claims.exchange.importer import import_stream
from claims.exchange.report import ImportReport

CONTEXT: dict[str, Any] = {
    "about": "for people",
    "questions": [
        {"slug": "war", "kind": "event", "title": {"en": "The war", "fr": "La guerre"}},
        {"slug": "war/who", "parent": "war", "mode": "exclusive", "title": "Who?", "date": "2016"},
        {"slug": "war/killed", "mode": "number", "unit": "people", "cumulative": True},
    ],
    "speakers": [
        {"name": "Ruritania", "kind": "state", "aliases": ["Ruritanie"], "wikidata": "Q1"},
        {
            "name": "Ann Lee",
            "parent": "Ruritania",
            "roles": [
                {"title": "Minister", "title_fr": "ministre", "org": "Cabinet", "from": "2014"}
            ],
        },
    ],
    "links": [{"a": ["war/who", "A"], "kind": "contradicts", "b": ["war/who", "B"]}],
}


def load(database: Database, value: Any) -> ImportReport:
    """Import a context."""
    data = json.dumps(value, indent=1).encode()
    return import_stream(database, BytesIO(data), name="x", command="import", actor="tester")


def test_a_context_becomes_rows_once(database: Database) -> None:
    report = load(database, CONTEXT)
    assert report.error() is None
    assert (report.read, report.new) == (6, 6)
    reader = database.reader
    rows = reader.rows("SELECT slug, kind, mode, title, unit, parent_id FROM question ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [
        ("war", "event", None, "The war", None, None),
        ("war/who", "question", "exclusive", "Who?", None, 1),
        ("war/killed", "question", "number", "Killed", "people", 1),
    ]
    assert json.loads(reader.value("SELECT titles FROM question WHERE id = 1"))["fr"] == "La guerre"
    role = reader.row("SELECT title, titles, since, until FROM role")
    assert role == {
        "title": "Minister", "titles": '{"fr": "ministre"}', "since": "2014", "until": None,
    }  # fmt: skip
    assert reader.values("SELECT name FROM alias") == ["Ruritanie"]
    assert reader.values("SELECT key FROM xref WHERE scheme = 'wikidata'") == ["Q1"]
    assert reader.values("SELECT kind FROM link") == ["contradicts"]
    again = load(database, CONTEXT)
    assert (again.new, again.revised, again.unchanged) == (0, 0, 6)
    assert again.batch is None


def test_what_it_says_replaces_what_a_quote_could_only_guess(database: Database) -> None:
    quote = {
        "text": "x", "speaker": "Ruritania", "speaker_kind": "person",
        "positions": [{"question": "war/killed", "claim": "A", "stance": "asserts"}],
    }  # fmt: skip
    import_stream(
        database, BytesIO(json.dumps(quote).encode()), name="q", command="import", actor="tester"
    )
    report = load(database, CONTEXT)
    assert report.error() is None
    assert report.revised == 3  # the event's title, the count's mode and unit, the state's kind
    reader = database.reader
    assert reader.value("SELECT kind FROM speaker WHERE name = 'Ruritania'") == "state"
    row = reader.row("SELECT mode, unit, cumulative FROM question WHERE slug = 'war/killed'") or {}
    assert (row["mode"], row["unit"], bool(row["cumulative"])) == ("number", "people", True)


@pytest.mark.parametrize(
    ("value", "field", "reason"),
    [
        ({"questions": {}}, "questions", "must be a list"),
        ({"questions": [1]}, "questions[1]", "must be an object"),
        ({"questions": [{}]}, "questions[1].slug", "is missing"),
        ({"questions": [{"slug": "?"}]}, "questions[1].slug", "has neither letter nor digit"),
        ({"questions": [{"slug": 3}]}, "questions[1].slug", "must be text"),
        ({"questions": [{"slug": "a", "kind": "x"}]}, "questions[1].kind", "x is none of topic"),
        ({"questions": [{"slug": "a", "date": "2016-13"}]}, "questions[1].date", "no month 13"),
        ({"questions": [{"slug": "a", "parent": "b"}]}, "questions[1].parent", "no question is"),
        ({"questions": [{"slug": "a", "cumulative": 1}]}, "questions[1].cumulative", "true or"),
        ({"questions": [{"slug": "a", "title": {}}]}, "questions[1].title", "by language"),
        ({"questions": [{"slug": "a\0"}]}, "questions[1].slug", "cannot be kept"),
        ({"questions": [{"slug": "a", "note": "x" * 301}]}, "questions[1].note", "longer than"),
        ({"speakers": [{}]}, "speakers[1].name", "is missing"),
        ({"speakers": [{"name": "?"}]}, "speakers[1].name", "neither letter nor digit"),
        ({"speakers": [{"name": "A", "kind": "unnamed"}]}, "speakers[1].kind", "one quote alone"),
        ({"speakers": [{"name": "A", "parent": "A"}]}, "speakers[1].parent", "itself"),
        ({"speakers": [{"name": "A", "aliases": "b"}]}, "speakers[1].aliases", "must be a list"),
        ({"speakers": [{"name": "A", "roles": [3]}]}, "speakers[1].roles", "must be objects"),
        ({"speakers": [{"name": "A", "roles": [{}]}]}, "speakers[1].title", "is missing"),
        (
            {"speakers": [{"name": "A", "roles": [{"title": "t", "from": "2016", "to": "2015"}]}]},
            "speakers[1].until",
            "2015 is before 2016",
        ),
        ({"links": [{"kind": "x"}]}, "links[1].kind", "x is none of"),
        ({"links": [{}]}, "links[1].kind", "is missing"),
        ({"links": [{"kind": "same", "a": ["q"], "b": []}]}, "links[1].a", "question and an"),
        ({"links": [{"kind": "same", "a": ["q", "x"]}]}, "links[1].a", "no question is called q"),
    ],
)
def test_what_is_wrong_is_said(
    database: Database, value: dict[str, Any], field: str, reason: str
) -> None:
    report = load(database, value)
    ((_line, where, why),) = report.flaws
    assert where == field
    assert reason in why
    assert not report.stored
    assert database.reader.value("SELECT count(*) FROM speaker") == 0


def test_nobody_belongs_to_their_own(database: Database) -> None:
    circle = {"speakers": [{"name": "A", "parent": "B"}, {"name": "B", "parent": "A"}]}
    report = load(database, circle)
    assert [tuple(flaw) for flaw in report.flaws] == [
        (None, "speakers[2].parent", "lies under the speaker itself")
    ]
    under = {"questions": [{"slug": "a"}, {"slug": "a/b"}, {"slug": "a", "parent": "a/b"}]}
    report = load(database, under)
    assert [tuple(flaw) for flaw in report.flaws] == [
        (None, "questions[3].parent", "a/b lies under it")
    ]


def test_what_is_noticed_is_said(database: Database) -> None:
    speakers = [{"name": "A", "wikidata": "Q1"}, {"name": "B", "wikidata": "Q1"}]
    report = load(database, {"speakers": speakers, "colour": 1})
    assert report.warnings == ["Q1 is P1 already, not P2", "the field colour is not known"]


def test_a_question_that_was_there_moves_under_a_new_one(database: Database) -> None:
    load(database, {"questions": [{"slug": "war/who", "title": "Who?"}]})
    moved = {"questions": [{"slug": "peace"}, {"slug": "war/who", "parent": "peace"}]}
    assert load(database, moved).error() is None
    sql = "SELECT a.slug FROM question q JOIN question a ON a.id = q.parent_id WHERE q.slug = :slug"
    assert database.reader.value(sql, slug="war/who") == "peace"
