"""What goes with a confidential mark, on both engines, and what comes back when it is lifted."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from claims.confidential import (
    OPEN,
    Sight,
    active,
    as_seen,
    expected,
    hidden_now,
    keep_hidden,
    left_out,
    without_words,
)
from claims.database import Database, open_database
from claims.errors import AmbiguousName, UnknownName
from claims.exchange.dump import dump, load_dump
from claims.exchange.export import Export, ExportFormat, Selection
from claims.exchange.importer import import_stream
from claims.maintenance import check, mend
from claims.marking import elsewhere, mark
from claims.model import tables
from claims.names import resolve_speaker
from claims.search import search
from claims.undo import undo
from tests.conftest import ROOT, Result
from tests.sealed import ME, PUBLIC, SECRETS, leaked, seal, speaker, statement

Run = Callable[..., Result]


@pytest.fixture
def sealed(database: Database) -> Database:
    seal(database)
    return database


def states(database: Database, sight: Sight) -> dict[str, str]:
    rows = database.seen(sight).rows("SELECT text, state FROM claim ORDER BY id")
    return {row["text"]: row["state"] for row in rows}


# -- the rule


def test_every_table_has_eyes(database: Database) -> None:
    assert set(OPEN) == set(tables())
    for name, table in tables().items():
        names = [column.name for column in table.columns]
        found = database.reader.rows(f"SELECT {', '.join(names)} FROM open_{name}")
        assert found == []


@pytest.mark.parametrize("sql", [
    "SELECT 1 FROM statement s JOIN  speaker k ON k.id = s.speaker_id",
    "SELECT 1 FROM statement_fts f LEFT JOIN via v ON 1 = 1",
])  # fmt: skip
def test_a_query_names_what_it_sees(sql: str) -> None:
    seen = as_seen(sql, Sight.OPEN)
    assert seen == re.sub(r"\b(statement|speaker|via)\b(?! ?_|\.)", r"open_\1", sql).replace(
        "open_speaker_id", "speaker_id"
    )
    assert as_seen(sql, Sight.ALL) == sql
    assert "via v" in as_seen(sql, Sight.MARKED) or "via" not in sql


def test_strangers_see_no_secret_in_any_table(sealed: Database) -> None:
    everything = str([sealed.reader.rows(f"SELECT * FROM {name}") for name in OPEN])
    assert leaked(everything) == list(SECRETS)  # all of them are there to be found
    stranger = sealed.seen(Sight.OPEN)
    for name in OPEN:
        assert not leaked(str(stranger.rows(f"SELECT * FROM {name}"))), name
    assert not list(check(sealed))


def test_what_is_left_refers_to_nothing_that_is_not(sealed: Database) -> None:
    stranger = sealed.seen(Sight.OPEN)
    for name, table in tables().items():
        for column in table.columns:
            for key in column.foreign_keys:
                aim = key.column.table.name
                dangling = stranger.values(
                    f"SELECT t.id FROM {name} t WHERE t.{column.name} IS NOT NULL"
                    f" AND t.{column.name} NOT IN (SELECT a.id FROM {aim} a)"
                )
                assert dangling == [], (name, column.name)


def test_search_neither_finds_nor_counts(sealed: Database) -> None:
    stranger = sealed.seen(Sight.OPEN)
    for words in ("susurrus", "gossamer", "vellichor", "speaker:quiethand", "via:murmurwire"):
        found = search(stranger, words)
        assert (found.rows, found.total, found.unaccepted) == ([], 0, 0), words
        assert not leaked(str(found.spellings))
    assert search(sealed.reader, "susurrus").total == 1
    assert search(stranger, PUBLIC).total == 1
    whole, open_ = (search(r, "status:all", limit=100) for r in (sealed.reader, stranger))
    assert whole.total - open_.total == left_out(sealed.reader)["statement"] == 5


def test_a_mark_on_each_kind(database: Database) -> None:
    with database.write("fill", ME) as journal:
        who = [journal.insert("speaker", kind="person", name=n, key=n.lower()) for n in "ABC"]
        document = journal.insert("document", key="d", text="one two three")
        role = journal.insert("role", speaker_id=who[0], title="T", title_key="t")
        said = [
            journal.insert(
                "statement", document_id=document, speaker_id=one, role_id=titled, kind="direct",
                text=words, said_first=1, said_last=1,
            )
            for one, titled, words in ((who[0], role, "one"), (who[0], None, "two"),
                                       (who[1], None, "three"))
        ]  # fmt: skip
        journal.insert("via", statement_id=said[2], step=1, speaker_id=who[2])

    def hidden(*things: str) -> set[tuple[str, int]]:
        with database.write("mark", ME) as journal:
            mark(journal, things, on=True)
        found = hidden_now(database.reader)
        with database.write("lift", ME) as journal:
            mark(journal, things, on=False)
        assert hidden_now(database.reader) == set()
        return {one for one in found if one[0] != "text"}

    assert hidden(f"S{said[1]}") == {("statement", said[1])}
    assert hidden(f"R{role}") == {("role", role), ("statement", said[0])}
    assert hidden("A") == {
        ("speaker", who[0]), ("role", role), ("statement", said[0]), ("statement", said[1]),
    }  # fmt: skip
    assert hidden("C") == {("speaker", who[2]), ("statement", said[2])}
    assert hidden("A", "B") >= {("document", document)}


def test_an_act_stays_one(sealed: Database) -> None:
    words = ("gossamer", PUBLIC, "Nothing is known of who did it")
    secret, *told = (statement(sealed, one) for one in words)
    acts = {number: sealed.reader.row("SELECT act_id FROM statement WHERE id = :id", id=number)
            for number in (secret, *told)}  # fmt: skip
    assert {number: row and row["act_id"] for number, row in acts.items()} == {
        secret: min(told), min(told): None, max(told): min(told),
    }  # fmt: skip


def test_states_count_it_here_and_not_outside(sealed: Database) -> None:
    inside, outside = states(sealed, Sight.ALL), states(sealed, Sight.OPEN)
    assert "Zugzwang" in inside
    assert "Zugzwang" not in outside
    fresh = "".join(dump(sealed.seen(Sight.OPEN)))
    with sealed.write("lift all", ME) as journal:
        for name in ("speaker", "role", "statement"):
            for number in journal.reader.values(f"SELECT id FROM {name} WHERE confidential"):
                journal.update(name, number, confidential=False)
    assert states(sealed, Sight.OPEN) == inside
    assert fresh != "".join(dump(sealed.seen(Sight.OPEN)))


def test_a_strangers_dump_is_a_database_of_its_own(sealed: Database, tmp_path: Path) -> None:
    lines = list(dump(sealed.seen(Sight.OPEN)))
    assert not leaked("".join(lines))
    other = open_database(str(tmp_path / "public.db"), create=True)
    load_dump(other, lines)
    assert list(dump(other.reader)) == lines
    assert not list(check(other))
    assert not active(other.reader)
    # The rule finds there what strangers were told here.
    assert states(other, Sight.ALL) == states(sealed, Sight.OPEN)
    assert [row["command"] for row in other.reader.rows("SELECT command FROM batch")] == ["export"]
    other.close()


def test_the_whole_dump_comes_back_with_its_marks(sealed: Database, tmp_path: Path) -> None:
    lines = list(dump(sealed.reader))
    other = open_database(str(tmp_path / "whole.db"), create=True)
    load_dump(other, lines)
    assert list(dump(other.reader)) == lines
    assert hidden_now(other.reader) == hidden_now(sealed.reader)
    assert not leaked("".join(dump(other.seen(Sight.OPEN))))
    other.close()


@pytest.mark.parametrize("form", ["flat", "csv"])
def test_flat_records_carry_the_marks(sealed: Database, tmp_path: Path, form: str) -> None:
    sealed.candid = True
    export = Export(sealed.reader, ExportFormat(form), Selection(everything=False))
    text = "".join(export.pieces())
    other = open_database(str(tmp_path / "flat.db"), create=True)
    with (tmp_path / "x").open("wb") as file:
        file.write(text.encode())
    with (tmp_path / "x").open("rb") as stream:
        report = import_stream(other, stream, name="x", command="import x", actor=ME)
    assert report.stored, report.flaws
    assert not leaked(str(report.as_json()))
    told = "".join(dump(other.seen(Sight.OPEN)))
    assert leaked(told) in ([], ["clandestine"])  # a role as printed is no row of its own here
    sealed.candid = False
    other.close()


def test_an_import_marks_and_never_lifts(database: Database, tmp_path: Path) -> None:
    record = {"key": "1", "text": "Words", "speaker": "Ann", "via": ["AFP", "Reuters"]}

    def load(**more: object) -> set[str]:
        path = tmp_path / "r.jsonl"
        path.write_text(json.dumps(record | more) + "\n", "utf-8")
        with path.open("rb") as stream:
            assert import_stream(database, stream, name="r", command="import", actor=ME).stored
        sql = """SELECT name FROM speaker WHERE confidential
            UNION SELECT text FROM statement WHERE confidential"""
        return set(database.reader.values(sql))

    assert load() == set()
    assert load(confidential=["via2"]) == {"Reuters"}
    assert load(confidential=True) == {"Reuters", "Words"}
    assert load(note="another") == {"Reuters", "Words"}
    assert load(confidential="speaker") == {"Reuters", "Words", "Ann"}


# -- the history


@pytest.mark.parametrize(("typed", "kept"), [
    ("add quote 'x y' --by Z", "add quote …"), ("merge A B", "merge …"), ("undo", "undo"),
    ("init --demo", "init …"), ("db check --fix", "db check …"), ("", ""),
])  # fmt: skip
def test_words_of_commands(typed: str, kept: str) -> None:
    assert without_words(typed) == kept


def test_commands_lose_their_words_and_undo_does_not_bring_them_back(sealed: Database) -> None:
    commands = sealed.reader.values("SELECT command FROM batch")
    assert not leaked(str(commands))
    assert "add quote …" in commands
    with sealed.write("flag P1 check", ME) as journal:
        journal.insert("flag", kind="check", speaker_id=1, by=ME, at="2026-01-01T00:00:00Z")
    assert sealed.reader.values("SELECT command FROM batch")[-1] == "flag P1 check"
    with sealed.write("add alias Whisperer", ME) as journal:
        journal.insert(
            "alias", speaker_id=speaker(sealed, "ottoline quiethand"), name="Wh", key="wh"
        )
    assert sealed.reader.values("SELECT command FROM batch ORDER BY id")[-1] == "add alias …"


def test_undo_of_the_mark(sealed: Database) -> None:
    before = hidden_now(sealed.reader)
    with sealed.write("confidential S1", ME) as journal:
        mark(journal, ["S1"], on=True)
    assert ("statement", 1) in hidden_now(sealed.reader)
    undo(sealed, command="undo", actor=ME)
    assert hidden_now(sealed.reader) == before
    assert not list(check(sealed))


def test_what_is_kept_is_what_the_rule_finds(sealed: Database) -> None:
    kept = hidden_now(sealed.reader)
    assert expected(sealed.reader) == kept
    with sealed.write("again", ME) as journal:
        keep_hidden(journal.reader)
    assert hidden_now(sealed.reader) == kept


def test_what_is_kept_otherwise_is_found_and_mended(sealed: Database) -> None:
    kept = hidden_now(sealed.reader)
    with sealed.engine().begin() as connection:
        connection.exec_driver_sql("DELETE FROM hidden")
    found = list(check(sealed))
    assert {trouble.check for trouble in found} == {"confidential"}
    mend(sealed)
    assert hidden_now(sealed.reader) == kept
    assert not list(check(sealed))


# -- errors and suggestions


def test_errors_name_nobody(sealed: Database) -> None:
    for reader in (sealed.reader, sealed.seen(Sight.OPEN), sealed.seen(Sight.MARKED)):
        with pytest.raises(UnknownName) as error:
            resolve_speaker(reader, "Otoline Quiethandd")
        assert not leaked(str(error.value.as_json()), but="Otoline Quiethandd")
    with pytest.raises(UnknownName):
        resolve_speaker(sealed.seen(Sight.OPEN), "Ottoline Quiethand")
    assert resolve_speaker(sealed.reader, "Whisperfox") == speaker(sealed, "ottoline quiethand")
    sealed.candid = True
    with pytest.raises(UnknownName) as error:
        resolve_speaker(sealed.reader, "Otoline Quiethandd")
    assert "Ottoline Quiethand" in str(error.value.candidates)


def test_an_ambiguous_name_names_those_that_may_be_named(database: Database) -> None:
    with database.write("fill", ME) as journal:
        for qualifier, secret in (("x", False), ("y", True), ("z", True)):
            journal.insert(
                "speaker", kind="person", name="Kim Lee", key="kim lee", qualifier=qualifier,
                confidential=secret,
            )  # fmt: skip
    with pytest.raises(AmbiguousName) as error:
        resolve_speaker(database.reader, "Kim Lee")
    assert error.value.candidates == ["Kim Lee (x) P1"]


def test_a_name_that_stands_elsewhere_is_said(sealed: Database) -> None:
    with sealed.write("a question", ME) as journal:
        number = journal.insert(
            "question", slug="about", kind="topic", title="What did Ottoline Quiethand know?"
        )
    who = speaker(sealed, "ottoline quiethand")
    assert elsewhere(sealed.reader, who) == [f"Q{number}"]
    assert statement(sealed, "penumbral")


# -- Postgres by roles: what docs/confidential.md shows is what is run


@pytest.fixture
def roles(postgres_url: str) -> Iterator[tuple[str, str, str]]:
    """URLs of the owner, a writer and a reader of one database, its roles as documented."""
    database = open_database(postgres_url)
    seal(database)
    database.close()
    told = (ROOT / "docs" / "confidential.md").read_text("utf-8")
    script = re.search(r"```sql\n(.*?)```", told, re.DOTALL)
    assert script
    mark_ = uuid.uuid4().hex[:8]
    sql = script.group(1)
    names = ("claims_reader", "claims_writer", "claims_outside", "ada", "desk")
    for name in names:
        sql = re.sub(rf"\b{name}\b", f"{name}_{mark_}", sql)
    sql = re.sub(r"\bnewsroom\b", urlsplit(postgres_url).path[1:], sql)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.encode())
        for name in ("ada", "desk"):
            connection.execute(f"ALTER ROLE {name}_{mark_} PASSWORD 'x'".encode())

    def by(name: str) -> str:
        parts = urlsplit(postgres_url)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{name}_{mark_}:x@{host}"))

    yield postgres_url, by("desk"), by("ada")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for name in reversed(names):
            connection.execute(f"DROP OWNED BY {name}_{mark_}".encode())
            connection.execute(f"DROP ROLE {name}_{mark_}".encode())


READS = (
    "search convoy", "search speaker:dunford --newest", "show S19", "show 'Joseph Dunford'",
    "stats",
    "contrast convoy-attack", "contested", "why C2", "history 'Joseph Dunford'",
    "timeline convoy-attack",
    "cite S19", "verify", "log", "log B3", "speakers", "similar --threshold 0.3", "triage --list",
    "rating list", "db current", "db check", "export", "export --format flat",
    "export --format ftm", "export --format claimreview", "confidential",
)  # fmt: skip
WRITES = (
    "add quote 'Something new' --by 'Farhan Haq' --in AP --on 2016-09-22 --confidential",
    "add speaker 'Ann Other' --confidential", "add role 'Farhan Haq' Envoy --of UN --new",
    "add document --title 'A page' --in AP", "add question newer --title 'What next?'",
    "flag S19 check --reason why", "confidential S19", "confidential S19 --lift", "undo",
)  # fmt: skip


def test_a_reader_reads_and_a_writer_writes(run: Run, roles: tuple[str, str, str]) -> None:
    import shlex

    _owner, desk, ada = roles
    for line in READS:
        for url in (desk, ada):
            result = run(*shlex.split(line), db=url)
            assert result.status in (0, 1), f"{line}\n{result.err}"
            assert not leaked(result.out + result.err)
    for line in WRITES:
        refused = run(*shlex.split(line), db=ada)
        assert refused.status == 5, f"{line}\n{refused.err}"
        said = [one for one in refused.err.splitlines() if not one.startswith("confidential, left")]
        assert said[0].startswith("claims: the database may only be read (permission denied")
        assert len(said) == 2  # the line, and what to try
        done = run(*shlex.split(line), db=desk)
        assert done.status == 0, f"{line}\n{done.err}"
    assert run("db", "check", db=desk).status == 0


def test_outsiders_have_the_views_alone(roles: tuple[str, str, str]) -> None:
    owner, *_others = roles
    with psycopg.connect(owner, autocommit=True) as connection:
        group = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'claims_outside_%'"
            " AND pg_has_role(current_user, oid, 'member') ORDER BY oid DESC"
        ).fetchone()
        assert group
        connection.execute(f"SET ROLE {group[0]}".encode())
        told = str(connection.execute("SELECT * FROM quotes").fetchall())
        assert PUBLIC in told
        assert not leaked(told)
        for table in ("statement", "speaker", "hidden", "open_statement"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM {table}".encode())
