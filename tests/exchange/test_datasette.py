"""The views, and what Datasette is told of them: complete, true, and safe to ask anything."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.confidential import VIEWS as CONFIDENTIAL_VIEWS
from claims.database import Database, is_postgres, open_database
from claims.datasette_plugin import as_fts, prepare_connection
from claims.dates import DAY_MAX, DAY_MIN, day_text
from claims.exchange.datasette import HIDDEN, LABELS, described, metadata, queries
from claims.exchange.demo import load_demo
from claims.maintenance import check
from claims.model import tables
from claims.reader import Row
from claims.schema import downgrade, upgrade
from claims.search import search
from claims.speakers import speakers
from claims.statement import briefs
from claims.text import fold, tokens
from claims.views import VIEWS, WORDS_VIEW
from tests.conftest import Result
from tests.histories import Op, apply, batches, clear, seeds

Run = Callable[..., Result]

many = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# What Datasette does itself with what is typed, as its documentation has it: words quoted.
HOSTILE = [
    "",
    " ",
    "'",
    '"',
    '"";--',
    "%",
    "_",
    "\\",
    "*",
    "NEAR(",
    "a AND",
    "x'; DROP TABLE",
    "\0",
]


@pytest.fixture
def filled(database: Database) -> Database:
    load_demo(database, command="init --demo", actor="tester")
    return database


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """The demo database as Datasette opens it: another connection, with the plugin's function."""
    database = open_database(sqlite_url)
    load_demo(database, command="init --demo", actor="tester")
    database.close()
    connection = sqlite3.connect(f"file:{sqlite_url}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    prepare_connection(connection)
    yield connection
    connection.close()


def columns_of(database: Database, name: str) -> list[str]:
    return [column["name"] for column in sa.inspect(database.engine()).get_columns(name)]


def rows(database: Database, view: str) -> list[Row]:
    return database.reader.rows(f"SELECT * FROM {view} ORDER BY number")


# -- the views


def test_the_views_are_those_described(database: Database) -> None:
    found = set(sa.inspect(database.engine()).get_view_names())
    only_here = {WORDS_VIEW} if database.dialect == "sqlite" else set()
    assert found == {*VIEWS, *CONFIDENTIAL_VIEWS, *only_here}
    assert not {*VIEWS, WORDS_VIEW} & {*tables(), "alembic_version", "statement_fts"}
    for name, view in VIEWS.items():
        assert columns_of(database, name) == list(view.columns)


def test_an_empty_database_has_empty_views(database: Database) -> None:
    assert {name: rows(database, name) for name in VIEWS} == {name: [] for name in VIEWS}


def test_the_demo_reads_well(filled: Database) -> None:
    reader = filled.reader
    assert {name: len(rows(filled, name)) for name in VIEWS} == {
        "quotes": 27, "who_says_what": 40, "answers": 13, "contested_claims": 8, "disputes": 4,
        "voices": 46, "roles_held": 12, "fact_checks": 0, "sources": 20,
    }  # fmt: skip
    russia = reader.row(
        "SELECT * FROM contested_claims WHERE answer = 'Russia' AND question LIKE '%responsible'"
    )
    assert russia is not None
    assert russia["state"] == "contested"
    assert "Russian Ministry of Defence" in russia["rejected_by"]
    assert reader.value("SELECT belongs_to FROM voices WHERE name = 'Joseph Dunford'") == "Pentagon"
    said = reader.row("SELECT * FROM who_says_what WHERE speaker = 'Joseph Dunford' AND stance ="
                      " 'suspects'")  # fmt: skip
    assert said is not None
    assert (said["side"], said["hedge"], said["year"]) == ("for", "my judgment would be", 2016)


@many
@given(batches)
def test_quotes_and_voices_say_what_the_commands_say(
    database: Database, history: list[list[Op]]
) -> None:
    clear(database)
    for batch in [seeds, *history]:
        apply(database, batch)
    reader = database.reader
    accepted = reader.values("SELECT id FROM statement WHERE status = 'accepted' ORDER BY id")
    shared = ("id", "said", "speaker", "speaker_id", "speaker_kind", "role", "title", "url",
              "published", "cue", "venue")  # fmt: skip
    shown = briefs(reader, accepted)
    quotes = rows(database, "quotes")
    assert [row["number"] for row in quotes] == accepted
    for row in quotes:
        told = shown[row["number"]]
        assert {name: row[name] for name in shared} == {name: told[name] for name in shared}
        assert (row["quote"], row["language"]) == (told["text"], told["lang"])
        assert (row["via"] or "").split(" < ") == (told["via"] or [""])
        assert (row["source_id"], row["same_utterance_as"]) == (told["document"], told["same_act"])
        assert row["positions"] == len(told["positions"])
    said = {row["id"]: row for row in rows(database, "voices")}
    assert list(said) == sorted((one["id"] for one in speakers(reader)), key=lambda i: int(i[1:]))
    for one in speakers(reader):
        row = said[one["id"]]
        assert (row["name"], row["kind"], row["belongs_to"]) == (
            one["name"], one["kind"], one["parent"],
        )  # fmt: skip
        assert (row["quotes"], row["first_quote"], row["last_quote"]) == (
            one["statements"], one["first"], one["last"],
        )  # fmt: skip
        assert row["also_called"] == (
            ", ".join(sorted({name for name in one["aliases"] if name != one["name"]})) or None
        )


@many
@given(batches)
def test_positions_and_answers_count_accepted_quotes_alone(
    database: Database, history: list[list[Op]]
) -> None:
    clear(database)
    for batch in [seeds, *history]:
        apply(database, batch)
    reader = database.reader
    held = rows(database, "who_says_what")
    assert [row["number"] for row in held] == reader.values(
        "SELECT p.id FROM position p JOIN statement s ON s.id = p.statement_id"
        " WHERE s.status = 'accepted' ORDER BY p.id"
    )
    answers = rows(database, "answers")
    for row in answers:
        ours = [one for one in held if one["answer_id"] == row["id"]]
        for side in ("for", "against"):
            voices = {one["speaker_id"] for one in ours if one["side"] == side}
            assert row[f"voices_{side}"] == len(voices)
        assert row["quotes"] == len({one["quote_id"] for one in ours})
    troubled = [row["id"] for row in answers if row["state"] in ("contested", "unsettled")]
    assert [row["id"] for row in rows(database, "contested_claims")] == troubled
    for row in rows(database, "disputes"):
        own = [one for one in answers if one["question_id"] == row["id"]]
        assert row["answers"] == len(own)
        assert row["contested_answers"] == sum(one["state"] == "contested" for one in own)


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_what_is_not_accepted_is_nowhere(filled: Database, status: str) -> None:
    with filled.write("set aside", "me") as journal:
        for number in journal.reader.values("SELECT id FROM statement"):
            journal.update("statement", number, status=status)
    assert rows(filled, "quotes") == rows(filled, "who_says_what") == []
    assert not any(row["quotes"] for view in ("answers", "disputes", "voices", "sources")
                   for row in rows(filled, view))  # fmt: skip
    assert not any(row["voices_for"] or row["voices_against"] for row in rows(filled, "answers"))
    assert rows(filled, "contested_claims") == []


@pytest.mark.parametrize("day", [DAY_MIN + 1, 366, 577_736, 730_179, 736_225, DAY_MAX - 1])
def test_days_are_written_as_the_commands_write_them(database: Database, day: int) -> None:
    with database.write("add", "me") as journal:
        speaker = journal.insert("speaker", kind="person", name="A", key="a")
        document = journal.insert("document", key="k")
        for first, last in ((day, day), (DAY_MIN, DAY_MAX)):
            journal.insert("statement", document_id=document, speaker_id=speaker, kind="direct",
                           text="x", said_first=first, said_last=last)  # fmt: skip
    dated, undated = rows(database, "quotes")
    assert dated["said_from"] == dated["said_to"] == day_text(day)
    assert dated["year"] == int(day_text(day)[:4])
    assert (undated["said_from"], undated["said_to"], undated["year"]) == (None, None, None)


def test_whoever_was_merged_is_counted_with_who_they_are(filled: Database) -> None:
    reader = filled.reader
    haq, rhodes = (
        reader.row("SELECT number, quotes FROM voices WHERE name = :name", name=name)
        for name in ("Farhan Haq", "Ben Rhodes")
    )
    assert haq is not None
    assert rhodes is not None
    with filled.write("merge", "me") as journal:
        journal.update("speaker", haq["number"], merged_into=rhodes["number"])
    both = reader.row("SELECT * FROM voices WHERE name = 'Ben Rhodes'")
    assert both is not None
    assert both["quotes"] == haq["quotes"] + rhodes["quotes"]
    assert "Farhan Haq" in both["also_called"]
    assert reader.value("SELECT count(*) FROM voices WHERE name = 'Farhan Haq'") == 0
    assert reader.value("SELECT count(*) FROM quotes WHERE speaker = 'Farhan Haq'") == 0


VIEW_TABLES = {
    "quotes": "s", "who_says_what": "p", "answers": "c", "voices": "k", "disputes": "q",
    "sources": "d", "roles_held": "r", "fact_checks": "v",
}  # fmt: skip


@pytest.mark.parametrize("view", VIEW_TABLES)
def test_the_first_rows_are_found_by_key(opened: sqlite3.Connection, view: str) -> None:
    plan = [
        row["detail"]
        for row in opened.execute(
            f"EXPLAIN QUERY PLAN SELECT * FROM {view} ORDER BY number DESC LIMIT 101"
        )
    ]
    # One walk over the rows themselves; all else is looked up for those that are shown.
    outer = VIEW_TABLES[view]
    assert re.match(rf"(SCAN|SEARCH) ({outer}|t)\b", plan[0])
    assert not [line for line in plan[1:] if re.match(r"SCAN [a-z]", line)], plan
    assert not [line for line in plan if "ix_claim_state" in line and view == "disputes"]
    assert not [line for line in plan if "AUTOMATIC" in line]
    assert plan[-1] != "USE TEMP B-TREE FOR ORDER BY" or view == "voices"


# -- the migration


def tokenizer(database: Database) -> str:
    sql: str = database.reader.value("SELECT sql FROM sqlite_master WHERE name = 'statement_fts'")
    return sql.partition("unicode61 ")[2][:19]


def test_down_and_up_again_with_rows(filled: Database) -> None:
    before = {name: rows(filled, name) for name in VIEWS}
    downgrade(filled, "0002")
    inspector = sa.inspect(filled.engine())
    assert inspector.get_view_names() == []
    if filled.dialect == "sqlite":
        assert tokenizer(filled) == "remove_diacritics 0"
    upgrade(filled)
    assert {name: rows(filled, name) for name in VIEWS} == before
    assert search(filled.reader, "convoy").total == 4
    if filled.dialect == "sqlite":
        assert tokenizer(filled) == "remove_diacritics 2"
    with filled.write("reword", "me") as journal:
        journal.update("statement", before["quotes"][0]["number"], text="L’Élysée, déçu")
    assert search(filled.reader, "elysee decu").total == 1
    assert not list(check(filled))


def test_other_connections_hear_of_it(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    load_demo(database, command="init --demo", actor="tester")
    downgrade(database, "0002")
    another = sqlite3.connect(sqlite_url)
    ask_for = "SELECT count(*) FROM statement_fts WHERE statement_fts MATCH '\"armée\"'"
    assert another.execute(ask_for).fetchone() == (0,)
    upgrade(database)
    assert another.execute(ask_for).fetchone() != (0,)
    another.close()
    database.close()


def test_where_the_schema_cannot_be_edited_the_views_are_made_all_the_same(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    load_demo(database, command="init --demo", actor="tester")
    downgrade(database, "0002")
    database.close()
    database = open_database(sqlite_url, check=False)

    editing = []

    def forbid(action: int, name: str, value: str | None, *_more: object) -> int:
        if (action, name) == (sqlite3.SQLITE_PRAGMA, "writable_schema"):
            editing.append(value)
        forbidden = editing[-1:] == ["ON"] and action == sqlite3.SQLITE_UPDATE
        return sqlite3.SQLITE_DENY if forbidden else sqlite3.SQLITE_OK

    sa.event.listen(
        database.engine(), "connect", lambda connection, _record: connection.set_authorizer(forbid)
    )
    upgrade(database)
    assert editing == ["ON", "RESET"]
    assert tokenizer(database) == "remove_diacritics 0"
    assert len(rows(database, "quotes")) == 27
    assert not list(check(database))
    database.close()


# -- the metadata


def test_every_name_the_metadata_has_is_there(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    told = metadata("claims")["databases"]["claims"]["tables"]
    inspector = sa.inspect(database.engine())
    there = {*inspector.get_table_names(), *inspector.get_view_names(), "sqlite_sequence"}
    assert set(told) == there
    assert described() == len(told)
    for name, about in told.items():
        if name in HIDDEN:
            assert about["hidden"] is True
        if name not in VIEWS and name not in tables():
            continue
        columns = columns_of(database, name)
        assert about["description"]
        assert set(about["columns"]) <= set(columns)
        assert all(about["columns"].values())
        keys = ("label_column", "sort", "sort_desc", "fts_pk")
        named = [*about.get("facets", ()), *(about[key] for key in keys if key in about)]
        assert set(named) <= set(columns), name
        assert not {"sort", "sort_desc"} <= about.keys()
    database.close()


def test_every_table_says_what_its_columns_are() -> None:
    told = metadata("x")["databases"]["x"]["tables"]
    for name, table in tables().items():
        assert list(told[name]["columns"]) == [column.name for column in table.columns]
        for column in table.columns:
            if column.doc:
                assert told[name]["columns"][column.name] == column.doc
    assert told["position"]["columns"]["claim_id"] == "Refers to claim"
    assert told["link"]["columns"]["kind"] == "One of contradicts, supports, refines, same"
    assert {*LABELS, *HIDDEN} <= set(told)


def test_the_export_is_a_file_that_names_the_database(run: Run, demo: str, tmp_path: Path) -> None:
    file = tmp_path / "metadata.json"
    done = run("export", "--format", "datasette", str(file), "--json", db=demo)
    if is_postgres(demo):
        assert (done.status, file.exists()) == (2, False)
        assert "SQLite" in done.err
        return
    assert done.status == 0, done.err
    assert done.json() == {"file": str(file), "format": "datasette", "records": described()}
    assert json.loads(file.read_text("utf-8")) == metadata(Path(demo).stem)
    refused = run("export", "--format", "datasette", "--speaker", "Ben Rhodes", db=demo)
    assert refused.status == 2


@pytest.mark.parametrize(
    ("name", "path"),
    [("claims", "claims"), ("my base", "my+base"), ("a.b", "a~2Eb"), ("é<i>", "~C3~A9~3Ci~3E")],
)
def test_the_first_page_links_to_the_views(name: str, path: str) -> None:
    page = metadata(name)["databases"][name]["description_html"]
    assert re.findall(r'href="([^"]*)"', page) == [f"{path}/{view}" for view in VIEWS]
    assert "<i>" not in page
    assert html.unescape(re.sub(r"<[^>]*>", "", page)).startswith("Begin with quotes, ")


# -- canned queries


def ask(opened: sqlite3.Connection, name: str, **bound: str) -> list[dict[str, Any]]:
    return [dict(row) for row in opened.execute(queries()[name]["sql"], bound)]


def test_canned_queries_answer(opened: sqlite3.Connection) -> None:
    contested = ask(opened, "contested_now")
    assert [row["state"] for row in contested] == sorted(row["state"] for row in contested)
    assert len(contested) == 8
    everything = ask(opened, "who_says_what_on", question="convoy-attack")
    assert len(everything) == 40
    for typed in ("Q4", " q4", "convoy-attack/killed", "how many PEOPLE"):
        some = ask(opened, "who_says_what_on", question=typed)
        assert some
        assert {row["question"] for row in some} == {"convoy-attack/killed"}
    for typed in ("Joseph Dunford", "dunford", "P4", "général joseph"):
        assert {row["speaker"] for row in ask(opened, "history_of", speaker=typed)} == {
            "Joseph Dunford"
        }
    assert [row["id"] for row in ask(opened, "search", words="BARREL bombs")] == ["S4"]


def test_no_canned_query_is_named_as_a_view_or_table() -> None:
    assert not set(queries()) & set(metadata("x")["databases"]["x"]["tables"])


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_only_a_value(opened: sqlite3.Connection, typed: str) -> None:
    assert ask(opened, "who_says_what_on", question=typed) == []
    ask(opened, "history_of", speaker=typed)
    ask(opened, "search", words=typed)
    if not typed.strip():
        assert ask(opened, "history_of", speaker=typed) == []
        assert ask(opened, "search", words=typed) == []
    assert len(ask(opened, "contested_now")) == 8


# -- the search box

BOX = f"SELECT id FROM quotes WHERE number IN (SELECT rowid FROM {WORDS_VIEW}" \
      f" WHERE {WORDS_VIEW} MATCH escape_fts(:words))"  # fmt: skip


def found(opened: sqlite3.Connection, words: str) -> set[str]:
    return {row["id"] for row in opened.execute(BOX, {"words": words})}


@pytest.mark.parametrize(
    "typed", ["armée", "l’armée", "l'armée", "L'ARMÉE", "armee", "arme*", "ARMÉE syrienne"]
)
def test_the_search_box_finds_whatever_the_accents(opened: sqlite3.Connection, typed: str) -> None:
    expected = {
        row["id"]
        for row in opened.execute("SELECT id, quote FROM quotes")
        if any(word.startswith("arme") for word in tokens(row["quote"]))
        and (typed != "ARMÉE syrienne" or "syrienne" in fold(row["quote"]))
    }
    some = found(opened, typed)
    assert some
    assert some <= expected


@pytest.mark.parametrize("typed", ["armée", "ARMÉE", "Aérienne"])
def test_without_the_plugin_latin_accents_are_read_too(
    opened: sqlite3.Connection, typed: str
) -> None:
    opened.create_function("escape_fts", 1, lambda words: f'"{words}"')
    assert found(opened, typed) == found(opened, fold(typed)) != set()


def test_the_search_box_looks_at_words_not_at_filters(opened: sqlite3.Connection) -> None:
    assert opened.execute(
        "SELECT count(*) FROM statement_fts WHERE statement_fts MATCH 'xaccepted'"
    ).fetchone() [0] == 27  # fmt: skip
    for token in ("xaccepted", "p4", "kdirect", "y2016", "lfr"):
        assert found(opened, token) == set()


def test_the_search_box_asks_the_index_and_then_only_what_it_found(
    opened: sqlite3.Connection,
) -> None:
    plan = " ".join(
        row["detail"] for row in opened.execute(f"EXPLAIN QUERY PLAN {BOX}", {"words": "x"})
    )
    assert "SEARCH t USING INTEGER PRIMARY KEY" in plan
    assert "VIRTUAL TABLE" in plan


@given(st.text(max_size=40))
@settings(deadline=None)
def test_the_plugin_reads_anything(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(words)")
    connection.execute("SELECT * FROM f WHERE f MATCH ?", (as_fts(typed),)).fetchall()
    connection.close()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (None, '""'),
        ("", '""'),
        ("« ! »", '""'),
        ("Déclaré l’Élysée", '"declare" "l elysee"'),
        ('"Barrel Bombs', '"barrel bombs"'),
        ('say "barrel bombs" now', '"say" "barrel bombs" "now"'),
        ("O.N.U. cœur", '"onu" "coeur"'),
        ("décl*", '"decl" *'),
        ("NEAR(a b)", '"near a" "b"'),
    ],
)
def test_what_the_plugin_makes_of_words(typed: str | None, read: str) -> None:
    assert as_fts(typed) == read


def test_other_databases_keep_their_own_reading() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE statement_fts (words text)")
    prepare_connection(connection)
    with pytest.raises(sqlite3.OperationalError, match="escape_fts"):
        connection.execute("SELECT escape_fts('x')")
    connection.close()


def test_the_plugin_is_found_by_its_entry_point() -> None:
    import configparser
    from importlib import import_module

    from tests.conftest import ROOT

    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    _name, _equals, module = parser["options.entry_points"]["datasette"].strip().partition(" = ")
    marked = import_module(module).prepare_connection.datasette_impl
    assert marked["trylast"] is True


# -- the index reads accents


def test_no_token_of_ours_changes_under_the_tokenizer() -> None:
    """What folding leaves is what the tokenizer would leave: taking accents off alters nothing."""
    kept = sorted({char for point in range(0x110000) if not 0xD800 <= point < 0xE000
                   for char in "".join(tokens(chr(point)))})  # fmt: skip
    assert len(kept) > 100_000
    connection = sqlite3.connect(":memory:")
    terms = []
    for removed in (0, 2):
        connection.execute(
            f'CREATE VIRTUAL TABLE t{removed} USING fts5(w, tokenize="unicode61'
            f" remove_diacritics {removed} categories 'L* M* N* Co'\")"
        )
        connection.execute(f"CREATE VIRTUAL TABLE v{removed} USING fts5vocab(t{removed}, instance)")
        connection.executemany(
            f"INSERT INTO t{removed}(rowid, w) VALUES (?, ?)",
            ((ord(char), f"a{char}b {char}") for char in kept),
        )
        terms.append(set(connection.execute(f'SELECT doc, term, "offset" FROM v{removed}')))
    connection.close()
    assert terms[0] == terms[1]
