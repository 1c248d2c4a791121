"""Editorial insertions, acts, positions."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.keep.quote import Bearing, FlawError
from claims.keep.statements import check_chain, insertions, join_act, keep_position
from claims.keep.store import Store
from claims.vocabulary import Stance


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he [the minister] said", ["[the minister]"]),
        ("vu (ndlr: hier) et (NDLR) là", ["(ndlr: hier)", "(NDLR)"]),
        ("it is [sic] and (sic) so", ["[sic]", "(sic)"]),
        ("l'armée (n.d.l.r. syrienne)", ["(n.d.l.r. syrienne)"]),
        ("or the (Syrian) regime", []),
        ("[a [nested] b", ["[nested]"]),
        ("no (edge) [", []),
        ("", []),
    ],
)
def test_insertions(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in insertions(text)] == found


def test_a_chain_may_not_come_back() -> None:
    check_chain(1, [(2, "a"), (None, "new"), (None, "newer"), (3, "b")])
    check_chain(None, [(None, "a")])
    with pytest.raises(FlawError, match="again comes twice"):
        check_chain(1, [(2, "a"), (2, "again")])
    with pytest.raises(FlawError, match="me comes twice"):
        check_chain(1, [(1, "me")])


def _statements(database: Database, count: int) -> list[int]:
    with database.write("test", "tester") as journal:
        speaker = journal.insert("speaker", kind="person", name="A", key="a")
        document = journal.insert("document", key="d")
        row = {
            "document_id": document,
            "speaker_id": speaker,
            "kind": "direct",
            "text": "x",
            "said_first": 1,
            "said_last": 1,
        }
        return journal.insert_rows("statement", [row] * count)


def test_acts_stay_flat(database: Database) -> None:
    a, b, c, d = _statements(database, 4)

    def heads() -> list[int | None]:
        return database.reader.values("SELECT act_id FROM statement ORDER BY id")

    with database.write("test", "tester") as journal:
        store = Store(journal)
        assert join_act(store, b, a)
        assert join_act(store, c, b)
        assert not join_act(store, c, a)
        assert not join_act(store, a, c)
    assert heads() == [None, a, a, None]
    with database.write("test", "tester") as journal:
        assert join_act(Store(journal), a, d)
    assert heads() == [d, d, d, None]


def test_positions_are_kept_once_and_completed(database: Database) -> None:
    (statement,) = _statements(database, 1)
    with database.write("test", "tester") as journal:
        question = journal.insert(
            "question", slug="q", kind="question", mode="exclusive", title="Q"
        )
        claim = journal.insert("claim", question_id=question, text="c", key="c")
        store = Store(journal)
        bearing = Bearing("q", "c", Stance.ASSERTS)
        first, changed = keep_position(store, statement, claim, bearing)
        assert first.made
        assert not changed
        again, changed = keep_position(store, statement, claim, bearing)
        assert again == (first.id, False)
        assert not changed
        bearing.hedge = "perhaps"
        assert keep_position(store, statement, claim, bearing) == ((first.id, False), True)
        other, _changed = keep_position(store, statement, claim, Bearing("q", "c", Stance.UNSURE))
        assert other.made
        store.flush()
    sql = "SELECT stance, hedge FROM position ORDER BY id"
    assert database.reader.rows(sql) == [
        {"stance": "asserts", "hedge": "perhaps"},
        {"stance": "unsure", "hedge": None},
    ]
