"""Claims proposed as one: under one question, across questions, from several reviewers."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.similar.answers import Answers
from claims.similar.model import Proposal
from tests.accounts import Accounts

SENTENCE = "A photo shows bodies of the convoy drivers at Urum al-Kubra"


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    for slug, title in {"q": "Who did it?", "r": "Who did it", "s": "What burned?"}.items():
        found.question(slug, "open", title=title)
    found.question("n", "number", title="How many died?")
    found.question("m", "number", title="How many died")
    return found


def claims(accounts: Accounts, *texts: str, at: str = "q") -> list[int]:
    with accounts.database.write("test", "tester") as journal:
        return [accounts.claim(journal, at, text) for text in texts]


def every(accounts: Accounts) -> list[Proposal]:
    return Answers(accounts.database.reader).every(None)


def pairs(found: list[Proposal]) -> list[tuple[int, int]]:
    return [(one.a, one.b) for one in found]


def test_answers_of_one_question_in_another_order_or_spelling(accounts: Accounts) -> None:
    order = claims(accounts, "the Russian air force", "air force, the Russian")
    spelling = claims(accounts, "general Konachenkov's people", "general Konashenkov's people")
    assert sorted(pairs(every(accounts))) == [tuple(order), tuple(spelling)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian aircraft", "Syrian aircraft"),
        ("it was the Russian army and its staff", "it was the Syrian army and its staff"),
        ("it was an air strike", "it was not an air strike"),
        ("12 of the drivers died", "21 of the drivers died"),
    ],
)
def test_answers_that_differ_in_what_counts(accounts: Accounts, one: str, other: str) -> None:
    claims(accounts, one, other)
    assert every(accounts) == []


def test_a_short_answer_means_nothing_without_its_question(accounts: Accounts) -> None:
    (one,) = claims(accounts, "Russia")
    claims(accounts, "Russia", at="s")
    assert every(accounts) == []
    (same,) = claims(accounts, "Russia", at="r")
    assert pairs(every(accounts)) == [(one, same)]


def test_a_sentence_is_met_across_questions(accounts: Accounts) -> None:
    (one,) = claims(accounts, SENTENCE)
    (other,) = claims(accounts, SENTENCE.replace("A photo", "The photo"), at="s")
    assert pairs(every(accounts)) == [(one, other)]
    assert pairs(Answers(accounts.database.reader).of(other)) == [(one, other)]


def test_figures_are_one_only_as_figures(accounts: Accounts) -> None:
    (one,) = claims(accounts, "12", at="n")
    claims(accounts, "at least 12", at="m")
    assert every(accounts) == []
    (same,) = claims(accounts, "twelve", at="m")
    assert pairs(every(accounts)) == [(one, same)]


def test_what_is_linked_in_whatever_way_is_left_alone(accounts: Accounts) -> None:
    claims(accounts, "the Russian air force", "air force, the Russian")
    accounts.link("contradicts", ("q", "the Russian air force"), ("q", "air force, the Russian"))
    assert every(accounts) == []


def test_of_three_that_are_one_two_pairs_are_asked(accounts: Accounts) -> None:
    ids = claims(accounts, SENTENCE, "One says: " + SENTENCE, SENTENCE + ", in Syria")
    found = pairs(every(accounts))
    assert len(found) == 2
    assert set().union(*found) == set(ids)
    assert len(Answers(accounts.database.reader).of(ids[0])) == 2
