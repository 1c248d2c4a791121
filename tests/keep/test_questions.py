"""Questions and answers found and made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from claims.database import Database
from claims.keep.questions import Inquiry, Questions, keep_link
from claims.keep.quote import FlawError
from claims.keep.store import Store
from claims.numbers import parse_number
from claims.reader import Row
from claims.vocabulary import LinkKind, Mode


@contextmanager
def questions_of(database: Database) -> Iterator[Questions]:
    """Questions of one batch, flushed at its end."""
    with database.write("test", "tester") as journal:
        store = Store(journal)
        yield Questions(store)
        store.flush()


def _question(questions: Questions, text: str, mode: Mode = Mode.EXCLUSIVE) -> Row:
    questions.keep(text, Inquiry(mode=mode))
    row = questions.find(text)
    assert row is not None
    return row


def test_what_lies_above_is_made(database: Database) -> None:
    with questions_of(database) as questions:
        first = questions.keep("war/attack/who", Inquiry())
        again = questions.keep("War/Attack/Who", Inquiry(mode=Mode.OPEN))
        other = questions.keep("war/attack/how many", Inquiry(mode=Mode.NUMBER))
    assert first.made
    assert not again.made
    rows = database.reader.rows("SELECT id, slug, kind, mode, title, parent_id FROM question")
    by_slug = {row["slug"]: row for row in rows}
    assert list(by_slug) == ["war", "war/attack", "war/attack/who", "war/attack/how-many"]
    assert [by_slug[slug]["kind"] for slug in by_slug] == ["topic", "event", "question", "question"]
    assert [by_slug[slug]["mode"] for slug in by_slug] == [None, None, "exclusive", "number"]
    assert by_slug["war/attack/who"]["parent_id"] == by_slug["war/attack"]["id"]
    assert by_slug["war/attack"]["parent_id"] == by_slug["war"]["id"]
    assert by_slug["war/attack/who"]["title"] == "Who"
    assert by_slug["war/attack/how-many"]["id"] == other.id


def test_a_question_in_words_keeps_them_as_its_title(database: Database) -> None:
    with questions_of(database) as questions:
        questions.keep("Who is responsible?", Inquiry())
    row = database.reader.row("SELECT slug, title FROM question")
    assert row == {"slug": "who-is-responsible", "title": "Who is responsible?"}


@pytest.mark.parametrize(
    ("text", "number", "columns"),
    [
        ("une vingtaine", None, ("18..22", 18, 22, False, False)),
        ("more than 12", None, (">12", 12, None, True, False)),
        ("many", None, (None, None, None, False, False)),
        ("around twenty and one", "~21", ("19..23", 19, 23, False, False)),
    ],
)
def test_intervals_of_figures(
    database: Database, text: str, number: str | None, columns: tuple[object, ...]
) -> None:
    interval = parse_number(number) if number else None
    with questions_of(database) as questions:
        question = _question(questions, "killed", Mode.NUMBER)
        questions.keep_claim(question, text, number=interval)
    row = database.reader.row("SELECT number, low, high, low_open, high_open FROM claim") or {}
    assert tuple(row.values()) == columns


def test_only_figures_have_intervals_and_a_claim_is_made_once(database: Database) -> None:
    with questions_of(database) as questions:
        question = _question(questions, "who")
        first = questions.keep_claim(question, "Company 12", number=parse_number("12"))
        again = questions.keep_claim(question, "company  12.")
    with questions_of(database) as questions:
        later = questions.keep_claim(_question(questions, "who"), "COMPANY 12")
    assert first.made
    assert first.id == again.id == later.id
    assert database.reader.values("SELECT number FROM claim") == [None]


def test_links_are_stored_once(database: Database) -> None:
    with questions_of(database) as questions:
        question = _question(questions, "who")
        a, b = (questions.keep_claim(question, text).id for text in ("a", "b"))
        store = questions.store
        first = keep_link(store, b, LinkKind.CONTRADICTS, a)
        assert first.made
        assert keep_link(store, a, LinkKind.CONTRADICTS, b) == (first.id, False)
        assert keep_link(store, a, LinkKind.REFINES, b).made
        assert keep_link(store, b, LinkKind.REFINES, a).made
        with pytest.raises(FlawError):
            keep_link(store, a, LinkKind.SAME, a)
    assert database.reader.value("SELECT count(*) FROM link") == 3
