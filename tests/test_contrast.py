"""Contrast: findings of the rule put into lines, on both engines."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.contrast import Answer, Contrast, build, subtree
from claims.contrast.independence import independent
from claims.database import Database
from claims.errors import NothingFound
from claims.vocabulary import Reason, Stance, State
from tests.accounts import Accounts


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    found.question("q")
    return found


def contrast(accounts: Accounts, slug: str = "q", as_of: int | None = None) -> Contrast:
    return build(accounts.database.reader, accounts.id("question", slug), as_of=as_of)


def answer(accounts: Accounts, text: str, slug: str = "q") -> Answer:
    found = contrast(accounts, slug)
    return next(a for d in found.disputes for a in d.answers if a.text == text)


def test_a_question_nobody_answered_is_nothing_found(accounts: Accounts) -> None:
    with pytest.raises(NothingFound, match="nobody has taken a position on q"):
        contrast(accounts)


def test_an_answer_names_who_clashes_and_since_when(accounts: Accounts) -> None:
    accounts.say("A", "asserts", "yes", "2016-09-19")
    accounts.say("B", "denies", "yes", "2016-09-21")
    accounts.say("C", "asserts", "no", "2016-09-20")
    yes = answer(accounts, "yes")
    assert yes.state is State.CONTESTED
    assert yes.reasons == (Reason.OPPOSED, Reason.RIVAL)
    opposed, rival = yes.clashes
    assert [side.speaker for side in opposed.ours] == ["A"]
    assert [side.speaker for side in opposed.theirs] == ["B"]
    assert opposed.since == "2016-09-21"
    assert (rival.rival, rival.since) == ("no", "2016-09-20")
    assert yes.since == "2016-09-20"


def test_lines_stand_for_then_undecided_then_against_each_by_date(accounts: Accounts) -> None:
    accounts.say("D", "denies", "yes", "2016-09-18")
    accounts.say("U", "unsure", "yes", "2016-09-18")
    accounts.say("B", "suspects", "yes", "2016-09-20")
    accounts.say("A", "asserts", "yes", "2016-09-19")
    stances = [line.stance.value for line in answer(accounts, "yes").lines]
    assert stances == ["asserts", "suspects", "unsure", "denies"]


def test_copies_of_one_act_are_one_line_with_every_telling(accounts: Accounts) -> None:
    head = accounts.say("Ministry", "denies", "yes", "2016-09-20", outlet="AFP")
    accounts.say("Ministry", "denies", "yes", "2016-09-20", outlet="Al-Ahed", act=head)
    accounts.say("Konashenkov", "denies", "yes", "2016-09-20", outlet="dpa", act=head)
    accounts.say("Konashenkov", "denies", "yes", "2016-09-20", outlet="Bloomberg", act=head)
    (line,) = answer(accounts, "yes").lines
    assert line.counted
    assert line.head.telling.statement == head
    told = {who: [b.telling.outlet for b in found] for who, found in line.speakers.items()}
    assert told == {"Ministry": ["AFP", "Al-Ahed"], "Konashenkov": ["dpa", "Bloomberg"]}


def test_tellings_of_the_act_without_this_claim_stand_beside(accounts: Accounts) -> None:
    head = accounts.say("M", "denies", "yes|no", "2016-09-20", outlet="AFP")
    accounts.say("M", "denies", "no", "2016-09-20", outlet="dpa", act=head)
    (yes,) = answer(accounts, "yes").lines
    assert [telling.outlet for telling in yes.elsewhere] == ["dpa"]
    (no,) = answer(accounts, "no").lines
    assert len(no.bearings) == 2
    assert not no.elsewhere


def test_what_a_later_word_replaced_stays_visible_and_says_why(accounts: Accounts) -> None:
    accounts.say("A", "asserts", "yes", "2016-09-19")
    later = accounts.say("A", "denies", "yes", "2016-09-21")
    lines = answer(accounts, "yes").lines
    assert [(line.stance, line.counted) for line in lines] == [
        (Stance.DENIES, True),
        (Stance.ASSERTS, False),
    ]
    assert lines[1].by == f"S{later}"
    assert lines[1].why is not None


def test_one_day_heard_two_ways_names_the_outlets(accounts: Accounts) -> None:
    accounts.say("Dunford", "unsure", "yes", "2016-09-22", outlet="Reuters")
    accounts.say("Dunford", "suspects", "yes", "2016-09-22", outlet="AP")
    accounts.say("Other", "unsure", "yes", "2016-09-22", outlet="AFP")
    (split,) = answer(accounts, "yes").two_ways
    assert (split.speaker, split.date) == ("Dunford", "2016-09-22")
    heard = {stance.value: [t.outlet for t in told] for stance, told in split.heard.items()}
    assert heard == {"unsure": ["Reuters"], "suspects": ["AP"]}


def test_divided_within_needs_only_the_two_statements_of_the_seed_article(
    accounts: Accounts,
) -> None:
    accounts.people(Dunford="Pentagon")
    accounts.question("finer")
    accounts.say("Pentagon", "asserts", "Russia", "2016-09-22")
    accounts.say("Dunford", "unsure", "Russian aircraft|Syrian aircraft", "2016-09-22", at="finer")
    accounts.link("refines", ("finer", "Russian aircraft"), ("q", "Russia"))
    (split,) = contrast(accounts).splits
    assert split.institution == "Pentagon"
    assert [stand.speaker for stand in split.commits] == ["Pentagon"]
    assert [(s.speaker, s.stance, s.claim) for s in split.wavers] == [
        ("Dunford", Stance.UNSURE, "Russian aircraft")
    ]


def test_an_event_holds_its_questions_in_order(accounts: Accounts) -> None:
    accounts.question("event", mode=None)
    accounts.question("event/one")
    accounts.question("event/two")
    accounts.say("A", "asserts", "yes", "2016-09-19", at="event/two")
    found = contrast(accounts, "event")
    assert [dispute.slug for dispute in found.disputes] == ["event/one", "event/two"]
    assert found.disputes[0].answers == ()
    tree = subtree(accounts.database.reader, accounts.id("question", "event"))
    assert [row["slug"] for row in tree] == ["event", "event/one", "event/two"]


def test_as_of_a_day_leaves_out_what_came_later(accounts: Accounts) -> None:
    from claims.dates import parse_date

    accounts.say("A", "asserts", "yes", "2016-09-19")
    accounts.say("B", "denies", "yes", "2016-09-21")
    then = contrast(accounts, as_of=parse_date("2016-09-20").last)
    assert then.state is State.SINGLE_SOURCE
    assert then.as_of == "2016-09-20"
    assert contrast(accounts).state is State.CONTESTED


def test_proposed_statements_do_not_count(accounts: Accounts) -> None:
    accounts.say("A", "asserts", "yes", "2016-09-19")
    accounts.say("B", "denies", "yes", "2016-09-19", status="proposed")
    yes = answer(accounts, "yes")
    assert yes.state is State.SINGLE_SOURCE
    assert len(yes.lines) == 1


def test_wire_copies_count_one_house(accounts: Accounts) -> None:
    accounts.people(Dunford="Pentagon")
    accounts.say("Pentagon", "asserts", "yes", "2016-09-19")
    accounts.say("Dunford", "asserts", "yes", "2016-09-20")
    assert answer(accounts, "yes").houses == 1
    accounts.say("Elsewhere", "asserts", "yes", "2016-09-20")
    assert answer(accounts, "yes").houses == 2


def test_json_has_every_position_with_role_date_source_and_id(accounts: Accounts) -> None:
    said = accounts.say("A", "suspects", "yes", "2016-09", role="envoy", hedge="probably")
    (position,) = contrast(accounts).as_json()["questions"][0]["answers"][0]["positions"]
    assert position["id"] == f"S{said}"
    assert position["role"] == "envoy"
    assert position["said"] == "2016-09"
    assert position["outlet"] == "AFP"
    assert position["hedge"] == "probably"
    assert position["stance"] == "suspects"
    assert position["counted"] is True


def test_a_verdict_is_no_position_of_the_same_number(accounts: Accounts) -> None:
    """Both tables count from one: what is said of a verdict is not said of a position."""
    accounts.say("A", "asserts", "yes", "2016-09-19")
    with accounts.database.write("test", "tester") as journal:
        day = 736_000
        for value in ("false", "true"):
            journal.insert(
                "verdict", claim_id=accounts.ids["claim", "q:yes"], label=value, value=value,
                reviewer_id=accounts.speaker(journal, "Checker"), rated_first=day, rated_last=day,
            )  # fmt: skip
            day += 1
    yes = answer(accounts, "yes")
    # The first verdict is replaced by the second; the position, of the same number, is not.
    (line,) = yes.lines
    assert line.counted
    assert yes.state is State.CORROBORATED


# -- independent voices: copies count once


def test_wire_copies_of_one_act_count_once_whoever_they_name(accounts: Accounts) -> None:
    head = accounts.say("Ministry", "asserts", "yes", "2016-09-20", outlet="AFP")
    accounts.say("Ministry", "asserts", "yes", "2016-09-20", outlet="Le Monde", act=head)
    accounts.say("Someone else", "asserts", "yes", "2016-09-20", outlet="dpa", act=head)
    assert answer(accounts, "yes").houses == 1
    assert answer(accounts, "yes").state is State.SINGLE_SOURCE
    accounts.say("Witness", "asserts", "yes", "2016-09-20", outlet="Reuters")
    assert answer(accounts, "yes").houses == 2


def test_copies_through_an_agency_count_once_though_nobody_joined_them(accounts: Accounts) -> None:
    for outlet in ("Le Monde", "Die Zeit", "El País"):
        copy = accounts.say("Ministry", "asserts", "yes", "2016-09-20", outlet=outlet)
        chain(accounts, copy, "AFP")
    assert answer(accounts, "yes").houses == 1


def test_nameless_sources_through_one_agency_count_once(accounts: Accounts) -> None:
    for name, outlets in {"Sana": ("Al-Ahed", "The Hill"), "AFP": ("Le Monde",)}.items():
        for outlet in outlets:
            who = f"a source of {outlet}"
            copy = accounts.say(who, "asserts", "yes", "2016-09-20", outlet=outlet, kind="unnamed")
            chain(accounts, copy, name)
    assert answer(accounts, "yes").houses == 2
    accounts.say("a passer-by", "asserts", "yes", "2016-09-20", kind="unnamed")
    assert answer(accounts, "yes").houses == 3


def chain(accounts: Accounts, statement: int, agency: str) -> None:
    with accounts.database.write("test", "tester") as journal:
        speaker = accounts.speaker(journal, agency, "org")
        journal.insert("via", statement_id=statement, step=1, speaker_id=speaker)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=9))
def test_independent_are_the_most_that_differ_in_house_and_act(
    pairs: list[tuple[int, int]],
) -> None:
    def apart(some: tuple[tuple[int, int], ...]) -> bool:
        houses, acts = {house for house, _act in some}, {act for _house, act in some}
        return len(houses) == len(acts) == len(some)

    distinct = sorted(set(pairs))
    most = max(
        size
        for size in range(len(distinct) + 1)
        if any(apart(some) for some in combinations(distinct, size))
    )
    assert independent(pairs) == most
    rule = len({house for house, _act in pairs}) > 1 and len({act for _house, act in pairs}) > 1
    assert (independent(pairs) > 1) == rule
