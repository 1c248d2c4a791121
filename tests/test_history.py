"""What a speaker held when: the turns, pure, every pair; then on both engines."""

from __future__ import annotations

from itertools import product

import pytest

from claims.database import Database
from claims.errors import NothingFound
from claims.history import Turn, build, turn_of
from claims.vocabulary import Stance
from tests.accounts import Accounts

HELD = [stance for stance in Stance if stance not in (Stance.REPORTS, Stance.RETRACTS)]


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (None, "asserts", Turn.FIRST),
        ("unsure", "suspects", Turn.HARDENING),
        ("suspects", "asserts", Turn.HARDENING),
        ("doubts", "denies", Turn.HARDENING),
        ("asserts", "suspects", Turn.SOFTENING),
        ("asserts", "unsure", Turn.SOFTENING),
        ("denies", "doubts", Turn.SOFTENING),
        ("asserts", "denies", Turn.REVERSAL),
        ("denies", "suspects", Turn.REVERSAL),
        ("asserts", "asserts", Turn.SAME),
        ("unsure", "declines", Turn.SAME),
        ("asserts", "retracts", Turn.RETRACTION),
        (None, "retracts", Turn.RETRACTION),
        ("retracts", "asserts", Turn.HARDENING),
    ],
)
def test_turns(before: str | None, after: str, turn: Turn) -> None:
    assert turn_of(Stance(before) if before else None, Stance(after)) is turn


@pytest.mark.parametrize(("a", "b"), list(product(HELD, HELD)))
def test_a_turn_and_its_way_back_mirror_each_other(a: Stance, b: Stance) -> None:
    mirror = {Turn.HARDENING: Turn.SOFTENING, Turn.SOFTENING: Turn.HARDENING}
    turn = turn_of(a, b)
    assert turn_of(b, a) is mirror.get(turn, turn)


def words(accounts: Accounts, who: str, **options: object) -> list[tuple[str, str, str]]:
    courses = build(
        accounts.database.reader,
        accounts.id("speaker", who),
        **options,  # type: ignore[arg-type]
    )
    return [
        (word.bearing.telling.date, word.claim, word.turn.value)
        for course in courses
        for word in course.words
    ]


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    found.people(Dunford="Pentagon")
    found.question("q")
    return found


def test_hardening_softening_and_a_change_of_answer(accounts: Accounts) -> None:
    accounts.say("Dunford", "unsure", "Russia", "2016-09-19")
    accounts.say("Dunford", "asserts", "Russia", "2016-09-20")
    accounts.say("Dunford", "suspects", "Russia", "2016-09-21")
    accounts.say("Dunford", "asserts", "Syria", "2016-09-22")
    assert words(accounts, "Dunford") == [
        ("2016-09-19", "Russia", "first"),
        ("2016-09-20", "Russia", "hardening"),
        ("2016-09-21", "Russia", "softening"),
        ("2016-09-22", "Syria", "reversal"),
    ]


def test_two_stances_of_one_day_do_not_follow_each_other(accounts: Accounts) -> None:
    accounts.say("Dunford", "unsure", "Russia", "2016-09-22")
    accounts.say("Dunford", "suspects", "Russia", "2016-09-22")
    (course,) = build(accounts.database.reader, accounts.id("speaker", "Dunford"))
    assert [(word.turn, word.beside) for word in course.words] == [(Turn.FIRST, True)] * 2


def test_relays_turn_nothing(accounts: Accounts) -> None:
    accounts.say("Dunford", "asserts", "Russia", "2016-09-19")
    accounts.say("Dunford", "reports", "Syria", "2016-09-20")
    accounts.say("Dunford", "asserts", "Russia", "2016-09-21")
    assert [turn for _date, _claim, turn in words(accounts, "Dunford")] == ["first", "same", "same"]


def test_who_held_a_claim_may_relay_it_later(accounts: Accounts) -> None:
    accounts.say("Dunford", "asserts", "Russia", "2016-09-19")
    accounts.say("Dunford", "reports", "Russia", "2016-09-20")
    accounts.say("Dunford", "denies", "Russia", "2016-09-21")
    turns = [turn for _date, _claim, turn in words(accounts, "Dunford")]
    assert turns == ["first", "same", "reversal"]


def test_an_institution_with_its_voices(accounts: Accounts) -> None:
    accounts.say("Pentagon", "asserts", "Russia", "2016-09-22")
    accounts.say("Dunford", "unsure", "Russia", "2016-09-22")
    assert len(words(accounts, "Pentagon")) == 1
    assert len(words(accounts, "Pentagon", voices=True)) == 2


def test_one_question_only_and_nothing_found(accounts: Accounts) -> None:
    accounts.question("other")
    accounts.say("Dunford", "asserts", "Russia", "2016-09-19")
    question = accounts.id("question", "other")
    with pytest.raises(NothingFound, match="Dunford has taken no position"):
        words(accounts, "Dunford", question=question)
