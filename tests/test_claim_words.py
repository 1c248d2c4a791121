"""The words of claims, kept by triggers whatever writes, on both engines."""

from __future__ import annotations

import pytest

from claims.confidential import Sight
from claims.database import Database
from claims.keep.slugs import claim_key, figure_key
from claims.query import plan
from claims.query.fields import read_values
from claims.query.held import beginning
from claims.schema import downgrade, upgrade
from claims.search import search
from tests.query.sample import Sample, store
from tests.sealed import leaked, seal


def kept(database: Database) -> set[tuple[str, int]]:
    rows = database.reader.rows("SELECT word, claim_id FROM claim_word")
    return {(row["word"], row["claim_id"]) for row in rows}


def of_all(claims: dict[str, int], *named: str) -> set[tuple[str, int]]:
    return {(word, claims[name]) for name in named for word in name.lower().split()}


def test_words_follow_every_write(database: Database) -> None:
    sample = store(database)
    claims = sample.claims
    assert kept(database) == of_all(claims, "Russia", "Syria", "at night")
    with database.write("change", "tester") as journal:
        journal.update("claim", claims["Russia"], text="Russians", key="russians, of course")
        journal.update("claim", claims["at night"], state="denied")
        gone = journal.insert("claim", question_id=1, text="gone", key="gone")
        journal.delete("claim", gone)
    found = {(word, claims["Russia"]) for word in ("russians", "of", "course")}
    assert kept(database) == found | of_all(claims, "Syria", "at night")


def test_words_are_filled_for_claims_that_were_there(database: Database) -> None:
    store(database)
    before = kept(database)
    downgrade(database, "0005")
    upgrade(database)
    assert kept(database) == before != set()


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("L’armée (russe) : « 10 % »", None, {"l", "armee", "russe", "10"}),
        ("cessez-le-feu", None, {"cessez", "le", "feu"}),
        ("Près d’une VINGTAINE", figure_key("18..20"), {"pres", "d", "une", "vingtaine"}),
        ("русские", None, {"русские"}),
        ('a "b\\c" %s :x', None, {"a", "b", "c", "s", "x"}),
        ("x" * 90, None, {"x" * 64}),
        ("?!", None, set()),
    ],
)
def test_words_of_a_claim(database: Database, text: str, key: str | None, words: set[str]) -> None:
    sample = Sample(database)
    with database.write("add", "tester") as journal:
        question = sample.question(journal, "q")
        values = {"question_id": question, "text": text, "key": key or claim_key(text)}
        journal.insert("claim", **values)
    assert {word for word, _claim in kept(database)} == words


def test_a_beginning_stands_for_the_words_there_are(database: Database) -> None:
    sample = store(database)
    assert beginning(database.reader, "r") == ["russia"]
    assert beginning(database.reader, "x") == []
    with database.write("add", "tester") as journal:
        for number in range(3):
            sample.claim(journal, "attack/who", f"Russian {number}")
    assert beginning(database.reader, "russ") == ["russia", "russian"]


def test_words_of_one_claim_are_asked_together(database: Database) -> None:
    sample = store(database)
    reader = database.reader
    found = plan.plan(reader, read_values(reader, "claim", ("night at",))).keys(reader, 9)
    assert [key & 0xFFFFFFFF for key in found] == [sample.quotes["moscow"]]


def test_strangers_are_told_nothing_of_words_that_stand_in_what_is_hidden(
    database: Database,
) -> None:
    seal(database)
    stranger = database.seen(Sight.OPEN)
    for query in ("claim:zugzwang", "claim:zugz*", "title:moonlit", "moonlit"):
        result = search(stranger, query)
        assert (result.rows, result.total, result.titled, result.unaccepted) == ([], 0, 0, 0)
        assert not leaked(str((result.notes, result.spellings)), but=query)
    assert search(database.reader, "claim:zugzwang").total == 1
    assert search(database.reader, "title:moonlit").total == 2
    assert search(database.reader, "moonlit").titled == 2
    for few in (0, plan.FEW):  # whichever way it is found
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(plan, "FEW", few)
            patched.setattr(plan, "BATCH", 1)
            russia = [
                search(reader, "claim:russia").total for reader in (database.reader, stranger)
            ]
            assert russia[0] > russia[1] > 0
