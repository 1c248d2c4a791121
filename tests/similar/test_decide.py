"""Yes and no, and taking either back."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.errors import Conflict, UnknownName, UsageError
from claims.ids import Kind, Ref
from claims.merge import act_of
from claims.similar import decide
from claims.similar.answers import Answers, refused
from claims.similar.decide import Decided
from claims.similar.quotes import Quotes
from claims.undo import undo
from tests.accounts import Accounts

TEXT = "our aircraft did not conduct any strikes against the convoy near Aleppo on Monday"


@pytest.fixture
def accounts(database: Database) -> Accounts:
    found = Accounts(database)
    found.question("q", "open")
    for outlet in ("AFP", "dpa", "AP"):
        found.say("Ministry", "denies", f"it was {outlet} of all agencies", "2016-09-20",
                  outlet=outlet, text=TEXT)  # fmt: skip
    return found


def quotes(*numbers: int) -> list[Ref]:
    return [Ref(Kind.STATEMENT, number) for number in numbers]


def claims(*numbers: int) -> list[Ref]:
    return [Ref(Kind.CLAIM, number) for number in numbers]


def yes(accounts: Accounts, refs: list[Ref]) -> Decided:
    with accounts.database.write("similar --accept", "tester") as journal:
        return decide.accept(journal, refs)


def no(accounts: Accounts, refs: list[Ref], reason: str | None = None) -> Decided:
    with accounts.database.write("similar --reject", "tester") as journal:
        return decide.reject(journal, refs, by="tester", reason=reason)


def take_back(accounts: Accounts) -> None:
    undo(accounts.database, command="undo", actor="tester")


def acts(accounts: Accounts) -> list[int]:
    return [act_of(accounts.database.reader, number) for number in (1, 2, 3)]


def test_yes_makes_one_act_in_one_batch(accounts: Accounts) -> None:
    done = yes(accounts, quotes(2, 1, 3))
    assert [b.number for _a, b in done.changed] == [1, 3]
    assert acts(accounts) == [2, 2, 2]
    assert Quotes(accounts.database.reader).every(None) == []
    take_back(accounts)
    assert acts(accounts) == [1, 2, 3]


def test_yes_twice_changes_nothing(accounts: Accounts) -> None:
    yes(accounts, quotes(1, 2))
    done = yes(accounts, quotes(2, 1))
    assert (done.changed, done.already) == ([], [tuple(quotes(2, 1))])


def test_yes_brings_the_whole_group(accounts: Accounts) -> None:
    yes(accounts, quotes(1, 2))
    yes(accounts, quotes(3, 2))
    assert acts(accounts) == [3, 3, 3]


def test_no_is_remembered_and_stands_against_yes(accounts: Accounts) -> None:
    assert len(no(accounts, quotes(1, 2, 3), "two days").changed) == 3
    assert Quotes(accounts.database.reader).every(None) == []
    with pytest.raises(Conflict) as caught:
        yes(accounts, quotes(1, 2))
    assert "claims flag" in (caught.value.hint or "")
    assert acts(accounts) == [1, 2, 3]
    take_back(accounts)
    assert len(Quotes(accounts.database.reader).every(None)) == 2


def test_no_parts_what_was_one(accounts: Accounts) -> None:
    yes(accounts, quotes(1, 2))
    assert no(accounts, quotes(1, 2)).notes
    assert acts(accounts)[0] != acts(accounts)[1]


def link_count(accounts: Accounts) -> int:
    found: int = accounts.database.reader.value("SELECT count(*) FROM link")
    return found


def test_claims_accepted_are_linked_as_the_same_once(accounts: Accounts) -> None:
    assert len(yes(accounts, claims(3, 1, 2)).changed) == 2
    assert link_count(accounts) == 2
    assert yes(accounts, claims(1, 2)).changed == []  # by way of the third
    with pytest.raises(Conflict):
        no(accounts, claims(1, 2))
    take_back(accounts)
    assert link_count(accounts) == 0


def test_claims_rejected_leave_a_cleared_flag(accounts: Accounts) -> None:
    reader = accounts.database.reader
    assert no(accounts, claims(2, 1), "two \x1bagencies").changed == [tuple(claims(2, 1))]
    flag = reader.row("SELECT * FROM flag")
    assert flag is not None
    assert (flag["kind"], flag["claim_id"]) == ("check", 1)
    assert flag["reason"].startswith("not-same C2: two")
    assert flag["cleared_at"] == flag["at"]
    assert refused(reader) == {frozenset((1, 2))}
    assert no(accounts, claims(1, 2)).changed == []
    take_back(accounts)
    assert refused(reader) == set()


def test_a_claim_that_was_refused_is_not_proposed(accounts: Accounts) -> None:
    reader = accounts.database.reader
    before = Answers(reader, 0.2).every(None)
    for one in before:
        no(accounts, claims(one.a, one.b))
    after = {(one.a, one.b) for one in Answers(reader, 0.2).every(None)}
    assert before
    assert after.isdisjoint((one.a, one.b) for one in before)


def test_a_link_of_another_kind_stands_against_yes(accounts: Accounts) -> None:
    with accounts.database.write("test", "tester") as journal:
        journal.insert("link", kind="contradicts", a_id=1, b_id=2)
    with pytest.raises(Conflict, match=r"C2 contradicts C1|C1 contradicts C2"):
        yes(accounts, claims(2, 1))


@pytest.mark.parametrize("texts", [["S1"], ["S1", "S1"], ["S1", "C1"], []])
def test_two_of_one_kind_are_wanted(accounts: Accounts, texts: list[str]) -> None:
    with pytest.raises(UsageError):
        decide.references(accounts.database.reader, texts)


@pytest.mark.parametrize("texts", [["S1", "S99"], ["C99", "C1"], ["S1", "Kerry"], ["\x1b", "S1"]])
def test_what_is_not_there_is_unknown(accounts: Accounts, texts: list[str]) -> None:
    with pytest.raises(UnknownName):
        decide.references(accounts.database.reader, texts)


def test_ids_are_read_in_either_case(accounts: Accounts) -> None:
    assert decide.references(accounts.database.reader, ["s2", "S1", "S2"]) == quotes(2, 1)
