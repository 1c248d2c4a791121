"""Two people at one row: the later is told, and nothing of the earlier is written over."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from claims import contested as library
from claims import merge
from claims.commands.app import App
from claims.commands.triage_desk import Desk
from claims.database import Database, open_database
from claims.environment import Environment
from claims.errors import Conflict
from claims.flags import mark
from claims.ids import Kind, Ref
from claims.invariants import broken
from claims.proposals.decide import Bears, Edit, Writer, attach, decide, edit
from claims.proposals.waiting import Filters, by_confidence
from claims.reader import Reader, Row
from claims.vocabulary import FlagKind, Stance, State, StatementStatus
from tests.conftest import Result

Run = Callable[..., Result]
ANNA, BOB = {"CLAIMS_ACTOR": "anna"}, {"CLAIMS_ACTOR": "bob"}
ARTICLE = (
    'The minister spoke first. "The bridge is open," spokesman John Keller said on Monday.'
    ' "Nobody crossed it," said Mary Stone, an envoy.'
)


@pytest.fixture
def waiting(run: Run, database_url: str) -> Iterator[Database]:
    """Two proposals."""
    done = run("extract", "--save", "--lang", "en", "-", stdin=ARTICLE, db=database_url)
    assert done.status == 0, done.err
    database = open_database(database_url)
    assert database.reader.value("SELECT count(*) FROM statement WHERE status = 'proposed'") == 2
    yield database
    database.close()


def statement(database: Database, number: int = 1) -> Row:
    row = database.reader.row("SELECT * FROM statement WHERE id = :id", id=number)
    assert row is not None
    return row


@pytest.mark.parametrize(
    "write",
    [
        lambda writer, seen: decide(writer, "x", [(StatementStatus.ACCEPTED, [1])], seen=seen),
        lambda writer, seen: edit(writer, "x", 1, Edit(note="hers"), seen=seen),
        lambda writer, seen: attach(writer, "x", 1, Bears("q", "yes", Stance.ASSERTS), seen=seen),
    ],
)
def test_what_was_seen_is_what_is_written_to(waiting: Database, write: Any) -> None:
    seen = statement(waiting)
    edit(Writer(waiting, "bob"), "his", 1, Edit(note="his"))
    before = statement(waiting)
    with pytest.raises(Conflict, match="S1 was changed meanwhile by bob"):
        write(Writer(waiting, "anna"), seen)
    assert statement(waiting) == before
    assert waiting.reader.value("SELECT count(*) FROM position") == 0
    write(Writer(waiting, "anna"), before)


def test_a_rule_decides_only_on_what_still_waits(waiting: Database) -> None:
    ids = by_confidence(waiting.reader, Filters(), at_least=0.0)
    assert len(ids) == 2
    decide(Writer(waiting, "bob"), "his", [(StatementStatus.REJECTED, [1])])
    done = decide(Writer(waiting, "anna"), "x", [(StatementStatus.ACCEPTED, ids)], waiting=True)
    assert done.changed == [2]
    assert statement(waiting)["status"] == "rejected"


def test_a_decision_against_another_is_said(run: Run, waiting: Database) -> None:
    assert run("triage", "--reject", "S1", db=waiting.url, env=BOB).err == ""
    done = run("triage", "--accept", "S1", "S2", db=waiting.url, env=ANNA)
    assert (done.status, done.err) == (0, "decided otherwise before: S1\n")


def test_on_a_terminal_the_card_is_shown_again(run: Run, waiting: Database) -> None:
    keys = iter("naQ")

    def key() -> str:
        pressed = next(keys)
        if pressed == "n":  # while the card is before her
            edit(Writer(waiting, "bob"), "his", 1, Edit(note="his"))
        return pressed

    out = io.StringIO()
    environment = Environment(io.StringIO(), out, io.StringIO(), {"TERM": "dumb"}, terminal=False)
    app = App(environment, [])
    app.db = waiting.url
    Desk(app, [1], SimpleNamespace(key=key, line=lambda _prompt: "hers")).run()  # type: ignore[arg-type]
    app.close()
    assert "changed meanwhile by bob" in out.getvalue()
    assert (statement(waiting)["note"], statement(waiting)["status"]) == ("his", "accepted")


def test_a_merge_that_another_came_before(database: Database) -> None:
    with database.write("add", "me") as journal:
        for name in ("Anna", "Berta", "Carla"):
            journal.insert("speaker", kind="person", name=name, key=name.lower())
    planned = merge.plan(database.reader, "Anna", "Berta")
    with database.write("his", "bob") as journal:
        merge.merge(journal, merge.plan(journal.reader, "Berta", "Carla"))
    with (
        pytest.raises(Conflict, match="changed P1 or P2 meanwhile"),
        database.write("hers", "anna") as journal,
    ):
        merge.merge(journal, planned)
    assert not list(broken(database.reader))
    with database.write("his", "bob") as journal:
        merge.merge(journal, merge.plan(journal.reader, "Anna", "Carla"))
    with (
        pytest.raises(Conflict, match="are one already"),
        database.write("hers", "anna") as journal,
    ):
        merge.merge(journal, planned)


def test_settling_what_another_settled(run: Run, database_url: str) -> None:
    run("add", "question", "who", db=database_url)
    run("add", "claim", "who", "the north", db=database_url)
    assert run("settle", "C1", "--reason", "his", db=database_url, env=BOB).status == 0
    late = run("settle", "C1", "--reason", "hers", db=database_url, env=ANNA)
    assert late.status == 5
    assert "settled already, by bob: his" in late.err
    assert run("settle", "C1", "--reason", "his own", db=database_url, env=BOB).status == 0
    assert run("flag", "C1", "settled", db=database_url, env=ANNA).status == 0
    assert run("flag", "C1", "contested", "--reason", "x", db=database_url, env=ANNA).status == 0


def test_undo_takes_back_ones_own(run: Run, database_url: str) -> None:
    run("add", "question", "hers", db=database_url, env=ANNA)
    run("add", "question", "his", db=database_url, env=BOB)
    late = run("undo", db=database_url, env=ANNA)
    assert late.status == 5
    assert "the last change, B2, is bob's: add question his" in late.err
    assert "try: claims undo B2" in late.err
    assert run("undo", "B1", db=database_url, env=ANNA).status == 0
    assert run("undo", "--yes", db=database_url, env=ANNA).out.startswith("B2 taken back")


def test_what_is_read_is_read_at_one_moment(
    run: Run, demo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_database(demo)
    contested = library.count(other.reader, State.CONTESTED)
    counted = []
    real = library.count

    def count(reader: Reader, state: State, **more: Any) -> int:
        with other.write("settle all", "bob") as journal:
            for claim in journal.reader.values("SELECT id FROM claim"):
                mark(journal, Ref(Kind.CLAIM, claim), FlagKind.SETTLED, by="bob")
        counted.append(real(reader, state, **more))
        return counted[-1]

    monkeypatch.setattr(library, "count", count)
    assert run("contested", "--strict", db=demo).status == 0
    assert counted == [contested]
    assert real(other.reader, State.CONTESTED) == 0
    other.close()
