"""Statements proposed as one utterance, from the database, alike on both engines."""

from __future__ import annotations

import random
from itertools import count
from typing import Any

import pytest

from claims.database import Database, open_database
from claims.exchange.demo import load_demo
from claims.flags import mark
from claims.ids import Kind, Ref
from claims.merge import act_of
from claims.similar.model import Groups, Proposal
from claims.similar.quotes import Quotes
from claims.vocabulary import FlagKind
from tests.accounts import Accounts

DENIAL = "our aircraft did not conduct any strikes against the convoy near Aleppo on Monday"
PAPERS = count(1)
WORDS = "convoy aleppo urum kubra strike drones ministry budget harbour treaty senate".split()


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    found.question("q")
    found.people(Konashenkov="Ministry")
    return found


def say(
    accounts: Accounts, text: str, who: str = "Ministry", on: str | None = "2016-09-20", **more: Any
) -> int:
    """A denial in a paper of its own."""
    more.setdefault("outlet", f"paper {next(PAPERS)}")
    return accounts.say(who, "denies", "yes", on, text=text, **more)


def pairs(found: list[Proposal]) -> list[set[int]]:
    return [{one.a, one.b} for one in found]


def every(accounts: Accounts, among: set[int] | None = None) -> list[set[int]]:
    return pairs(Quotes(accounts.database.reader).every(among))


def test_nothing_in_an_empty_database(database: Database) -> None:
    assert Quotes(database.reader).every(None) == []


def test_a_copy_is_proposed_and_the_earlier_stands_for_both(accounts: Accounts) -> None:
    late = say(accounts, DENIAL, on="2016-09-21", outlet="dpa")
    early = say(accounts, DENIAL.upper(), who="Konashenkov", outlet="AFP")
    say(accounts, "the weather over Moscow was fine that day, as everybody knows", who="Lavrov")
    (found,) = Quotes(accounts.database.reader).every(None)
    assert (found.a, found.b) == (early, late)
    assert found.refs == (f"S{early}", f"S{late}")


def test_of_a_group_the_fewest_pairs_are_asked(accounts: Accounts) -> None:
    copies = {say(accounts, DENIAL, outlet=f"outlet {n}") for n in range(5)}
    found = every(accounts)
    assert len(found) == 4
    assert set().union(*found) == copies


def test_what_is_one_already_is_not_proposed(accounts: Accounts) -> None:
    head = say(accounts, DENIAL)
    say(accounts, DENIAL, act=head)
    assert every(accounts) == []
    third = say(accounts, DENIAL + " at all")
    assert len(every(accounts)) == 1
    assert third in every(accounts)[0]


def test_what_was_said_not_to_be_one_is_never_proposed_again(accounts: Accounts) -> None:
    head, other = say(accounts, DENIAL), say(accounts, DENIAL)
    say(accounts, DENIAL, act=head)
    with accounts.database.write("test", "tester") as journal:
        a, b = Ref(Kind.STATEMENT, head), Ref(Kind.STATEMENT, other)
        mark(journal, a, FlagKind.NOT_SAME, by="me", other=b)
    assert every(accounts) == []
    assert Quotes(accounts.database.reader).of(other) == []


def test_rejected_quotes_are_left_out_and_proposed_ones_are_not(accounts: Accounts) -> None:
    one = say(accounts, DENIAL)
    say(accounts, DENIAL, status="rejected")
    assert every(accounts) == []
    waiting = say(accounts, DENIAL, status="proposed")
    assert every(accounts) == [{one, waiting}]


def test_one_statement_finds_what_the_whole_does(accounts: Accounts) -> None:
    one, other = say(accounts, DENIAL), say(accounts, "Indeed " + DENIAL, who="Konashenkov")
    far = say(accounts, DENIAL, on="2017-09-20")
    reader = accounts.database.reader
    assert pairs(Quotes(reader).of(one)) == [{one, other}]
    assert Quotes(reader).of(far) == []
    assert every(accounts, {one}) == every(accounts, {other}) == [{one, other}]
    assert every(accounts, {far}) == []


def test_a_merged_speaker_is_the_one_it_was_merged_into(accounts: Accounts) -> None:
    one, other = say(accounts, DENIAL, who="Konaschenkow"), say(accounts, DENIAL, who="Sprecher K")
    assert every(accounts) == []
    with accounts.database.write("test", "tester") as journal:
        into = accounts.id("speaker", "Konaschenkow")
        journal.update("speaker", accounts.id("speaker", "Sprecher K"), merged_into=into)
    assert every(accounts) == [{one, other}]


def test_a_translation_is_found_by_its_original(accounts: Accounts) -> None:
    one = say(accounts, DENIAL)
    other = say(accounts, "rien de tel n'a eu lieu ce lundi")
    with accounts.database.write("test", "tester") as journal:
        journal.update("statement", other, original_text=DENIAL, original_lang="en", lang="fr")
        journal.delete("position", journal.reader.value("SELECT max(id) FROM position"))
    (found,) = Quotes(accounts.database.reader).every(None)
    assert {found.a, found.b} == {one, other}
    assert pairs(Quotes(accounts.database.reader).of(one)) == [{one, other}]
    assert pairs(Quotes(accounts.database.reader).of(other)) == [{one, other}]


def test_markup_and_control_characters_are_words_like_any(accounts: Accounts) -> None:
    hostile = '\x1b[31m[bold]our aircraft[/bold] did not "strike" OR NEAR(* the convoy\'; --'
    one, other = say(accounts, hostile), say(accounts, hostile)
    assert every(accounts) == [{one, other}]
    assert pairs(Quotes(accounts.database.reader).of(one)) == [{one, other}]
    empty = say(accounts, "\u2026 !")
    assert Quotes(accounts.database.reader).of(empty) == []


def test_the_dossiers_acts_are_found_again(database: Database) -> None:
    """Thresholds were chosen with this in view: it holds them, it does not prove them."""
    load_demo(database, command="init --demo", actor="tester")
    reader = database.reader
    ids = reader.values("SELECT id FROM statement ORDER BY id")
    truth = {number: act_of(reader, number) for number in ids}
    with database.write("test", "tester") as journal:
        for number in ids:
            journal.update("statement", number, act_id=None)
    groups = Groups()
    for one in Quotes(reader).every(None):
        groups.join(one.a, one.b)
    assert {number: groups.of(number) for number in ids} == truth


def random_statements(database: Database) -> None:
    chance = random.Random(7)
    accounts = Accounts(database)
    accounts.question("q")
    accounts.people(A="House", B="House", C=None)
    for number in range(120):
        text = " ".join(chance.choices(WORDS, k=chance.randint(2, 9)))
        day = f"2016-09-{chance.randint(10, 20)}"
        who = chance.choice(["A", "B", "C", "House"])
        accounts.say(
            who, chance.choice(["asserts", "denies"]), "yes", day, text=text, outlet=f"o{number}"
        )


def test_both_engines_propose_the_same(sqlite_url: str, postgres_url: str) -> None:
    found = []
    for url in (sqlite_url, postgres_url):
        database = open_database(url)
        random_statements(database)
        quotes = Quotes(database.reader, 0.4)
        found.append((quotes.every(None), [quotes.of(number) for number in range(1, 121)]))
        database.close()
    assert found[0] == found[1]
    assert len(found[0][0]) > 5
