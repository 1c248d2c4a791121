"""Verdicts and what their labels mean."""

from __future__ import annotations

from claims.database import Database
from claims.dates import parse_date
from claims.keep.store import Store
from claims.keep.verdicts import Judgement, keep_rating, keep_verdict, meaning_of
from claims.vocabulary import Rating


def test_labels_mean_what_was_said_of_them(database: Database) -> None:
    with database.write("test", "tester") as journal:
        store = Store(journal)
        reviewer = journal.insert("speaker", kind="org", name="A", key="a")
        other = journal.insert("speaker", kind="org", name="B", key="b")
        keep_rating(store, "Faux", Rating.FALSE, None)
        keep_rating(store, "faux !", Rating.MISATTRIBUTED, reviewer)
        store.flush()
        assert meaning_of(store, "FAUX", reviewer) is Rating.MISATTRIBUTED
        assert meaning_of(store, "Faux", other) is Rating.FALSE
        assert meaning_of(store, "4/5", other) is None
        assert not keep_rating(store, "Faux", Rating.MOSTLY_FALSE, None).made
        assert meaning_of(store, "Faux", other) is Rating.MOSTLY_FALSE


def test_a_verdict_is_kept_once_a_day(database: Database) -> None:
    with database.write("test", "tester") as journal:
        store = Store(journal)
        reviewer = journal.insert("speaker", kind="org", name="A", key="a")
        question = journal.insert(
            "question", slug="q", kind="question", mode="exclusive", title="Q"
        )
        claim = journal.insert("claim", question_id=question, text="c", key="c")
        keep_rating(store, "Faux", Rating.FALSE, None)
        store.flush()
        one = keep_verdict(store, claim, reviewer, Judgement("Faux", rated=parse_date("2016")))
        again = keep_verdict(store, claim, reviewer, Judgement("Faux", rated=parse_date("2016")))
        other = keep_verdict(store, claim, reviewer, Judgement("Faux", Rating.MIXED))
        unmapped = keep_verdict(store, claim, reviewer, Judgement("3/10"))
        store.flush()
    assert (one.made, again, other.made) == (True, (one.id, False), True)
    sql = "SELECT id, value, rated_first, rated_last FROM verdict ORDER BY id"
    rows = database.reader.rows(sql)
    assert [row["value"] for row in rows] == ["false", "mixed", None]
    assert rows[1]["rated_first"] == 1
    assert rows[0]["rated_last"] - rows[0]["rated_first"] == 365
    assert rows[2]["id"] == unmapped.id
