"""Random histories: sequences of writes through the journal, as hypothesis finds them.

An operation is a name and a few numbers; the numbers choose among the rows there are, so that any
list of operations means something on any database, and shrinks well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import hypothesis.strategies as st

from claims import fulltext_check, states
from claims.database import Database
from claims.errors import Conflict
from claims.invariants import broken
from claims.journal import Journal, now
from claims.model import tables
from claims.undo import undo
from claims.vocabulary import FlagKind, LinkKind, Mode, Rating, Stance, StatementStatus

Op = tuple[str, int, int, int]
TEXTS = (
    "Aid trucks burnt",
    "l'œuvre de la Russie",
    "سوريا !",
    "…",
    "12 morts, 3 blessés",
    "AID aid",
)
_OPERATIONS: dict[str, Callable[[Journal, int, int, int], Any]] = {}


def operation(
    function: Callable[[Journal, int, int, int], Any],
) -> Callable[[Journal, int, int, int], Any]:
    _OPERATIONS[function.__name__] = function
    return function


def pick(journal: Journal, table: str, number: int, condition: str = "1 = 1") -> int | None:
    ids = journal.reader.values(f"SELECT id FROM {table} WHERE {condition} ORDER BY id")
    return ids[number % len(ids)] if ids else None


def of(members: Any, number: int) -> Any:
    listed = list(members)
    return listed[number % len(listed)]


def put(journal: Journal, table: str, **values: Any) -> int:
    """Insert, with every reference given already known to exist."""
    return journal.insert(table, **values)


# -- adding


@operation
def speaker(journal: Journal, a: int, b: int, c: int) -> None:
    parent = pick(journal, "speaker", a, "merged_into IS NULL") if b % 2 == 0 else None
    if c % 7 == 0:
        put(journal, "speaker", kind="unnamed", name="an official", key=None, parent_id=parent)
        return
    name = f"n{journal.reader.value('SELECT count(*) FROM speaker')}-{a}-{b}"
    taken = journal.reader.value("SELECT id FROM speaker WHERE key = :key", key=name)
    if taken is None:
        put(journal, "speaker", kind="person", name=name.upper(), key=name, parent_id=parent)


@operation
def document(journal: Journal, a: int, b: int, c: int) -> None:
    key = f"d{a}-{b}-{c}"
    if journal.reader.value("SELECT id FROM document WHERE key = :key", key=key) is None:
        put(journal, "document", key=key, outlet_id=pick(journal, "speaker", a) if b % 2 else None)


@operation
def statement(journal: Journal, a: int, b: int, c: int) -> None:
    who, where = pick(journal, "speaker", a), pick(journal, "document", b)
    if who is None or where is None:
        return
    first = 736_000 + c % 50
    put(
        journal, "statement", document_id=where, speaker_id=who, kind="direct",
        text=of(TEXTS, a + c), status=of(StatementStatus, 0 if c % 3 else b),
        lang=of((None, "fr", "en-GB"), b), said_first=first, said_last=first + b % 2 * 400,
    )  # fmt: skip


@operation
def via(journal: Journal, a: int, b: int, c: int) -> None:
    whose, who = pick(journal, "statement", a), pick(journal, "speaker", b)
    if whose is None or who is None:
        return
    sql = "SELECT id FROM via WHERE statement_id = :s AND (speaker_id = :k OR step = :n)"
    if journal.reader.value(sql, s=whose, k=who, n=c % 3 + 1) is None:
        put(journal, "via", statement_id=whose, step=c % 3 + 1, speaker_id=who)


@operation
def question(journal: Journal, a: int, b: int, c: int) -> None:
    slug = f"q{a}-{b}"
    if journal.reader.value("SELECT id FROM question WHERE slug = :slug", slug=slug) is None:
        put(
            journal, "question", slug=slug, kind="question", mode=of(Mode, c), title=slug,
            cumulative=bool(b % 2), parent_id=pick(journal, "question", a) if c % 4 == 0 else None,
        )  # fmt: skip


@operation
def claim(journal: Journal, a: int, b: int, c: int) -> None:
    which = pick(journal, "question", a)
    if which is None:
        return
    sql = "SELECT id FROM claim WHERE question_id = :q AND key = :key"
    if journal.reader.value(sql, q=which, key=f"c{b}") is None:
        low = float(b) if c % 2 else None
        put(
            journal, "claim", question_id=which, text=f"C{b}", key=f"c{b}", low=low, high=low,
            number=str(b) if c % 2 else None,
            about_id=pick(journal, "statement", b) if c % 3 == 0 else None,
        )  # fmt: skip


@operation
def position(journal: Journal, a: int, b: int, c: int) -> None:
    whose, what = pick(journal, "statement", a), pick(journal, "claim", b)
    if whose is None or what is None:
        return
    stance = of(Stance, c)
    sql = """SELECT id FROM position
        WHERE statement_id = :s AND claim_id = :c AND stance = :stance"""
    if journal.reader.value(sql, s=whose, c=what, stance=stance.value) is None:
        put(journal, "position", statement_id=whose, claim_id=what, stance=stance.value)


@operation
def verdict(journal: Journal, a: int, b: int, c: int) -> None:
    what, who = pick(journal, "claim", a), pick(journal, "speaker", b)
    if what is None or who is None:
        return
    sql = "SELECT id FROM verdict WHERE claim_id = :c AND reviewer_id = :k AND label = :l"
    if journal.reader.value(sql, c=what, k=who, l=f"l{c}") is None:
        put(
            journal, "verdict", claim_id=what, reviewer_id=who, label=f"l{c}",
            value=of((*Rating, None), c), rated_first=736_000 + c, rated_last=736_000 + c,
        )  # fmt: skip


@operation
def link(journal: Journal, a: int, b: int, c: int) -> None:
    one, other = pick(journal, "claim", a), pick(journal, "claim", b)
    if one is None or other is None or one == other:
        return
    kind = of(LinkKind, c)
    one, other = sorted((one, other)) if kind.symmetric else (one, other)
    sql = "SELECT id FROM link WHERE kind = :kind AND a_id = :a AND b_id = :b"
    if journal.reader.value(sql, kind=kind.value, a=one, b=other) is None:
        put(journal, "link", kind=kind.value, a_id=one, b_id=other)


@operation
def flag(journal: Journal, a: int, b: int, c: int) -> None:
    table = ("claim", "question", "statement")[b % 3]
    which = pick(journal, table, a)
    if which is not None:
        kind = of([kind for kind in FlagKind if kind is not FlagKind.NOT_SAME], c)
        put(journal, "flag", kind=kind.value, by="me", at=now(), **{f"{table}_id": which})


# -- changing


@operation
def clear_flag(journal: Journal, a: int, b: int, c: int) -> None:
    which = pick(journal, "flag", a)
    if which is not None:
        at, by = (now(), "me") if b % 2 else (None, None)
        journal.update("flag", which, cleared_at=at, cleared_by=by)


@operation
def reparent(journal: Journal, a: int, b: int, c: int) -> None:
    who = pick(journal, "speaker", a)
    above = pick(journal, "speaker", b, "merged_into IS NULL") if c % 4 else None
    if who is None or above == who:
        return
    journal.update("speaker", who, parent_id=above)
    if any(True for _ in broken(journal.reader)):
        journal.update("speaker", who, parent_id=None)


@operation
def merge(journal: Journal, a: int, b: int, c: int) -> None:
    one = pick(journal, "speaker", a, "merged_into IS NULL")
    other = pick(journal, "speaker", b, "merged_into IS NULL")
    if one is not None and other is not None and one != other:
        for pointing in journal.reader.values(
            "SELECT id FROM speaker WHERE merged_into = :id", id=one
        ):
            journal.update("speaker", pointing, merged_into=other)
        journal.update("speaker", one, merged_into=other)


@operation
def restate(journal: Journal, a: int, b: int, c: int) -> None:
    which = pick(journal, "statement", a)
    who, where = pick(journal, "speaker", b), pick(journal, "document", c)
    if which is None:
        return
    values: list[dict[str, Any]] = [
        {"text": of(TEXTS, c)},
        {"speaker_id": who},
        {"document_id": where},
        {"said_first": 735_000 + c % 9, "said_last": 737_000 + c},
        {"status": of(StatementStatus, c)},
        {"note": str(c)},
        {"lang": of((None, "de"), c), "kind": of(("mixed", "direct"), c)},
    ]
    journal.update("statement", which, **values[b % len(values)])


@operation
def same_act(journal: Journal, a: int, b: int, c: int) -> None:
    one = pick(journal, "statement", a)
    other = pick(journal, "statement", b, "act_id IS NULL") if c % 4 else None
    if one is None or one == other:
        return
    for pointing in journal.reader.values("SELECT id FROM statement WHERE act_id = :id", id=one):
        journal.update("statement", pointing, act_id=other)
    journal.update("statement", one, act_id=other)


@operation
def change_outlet(journal: Journal, a: int, b: int, c: int) -> None:
    which = pick(journal, "document", a)
    if which is not None:
        journal.update("document", which, outlet_id=pick(journal, "speaker", b) if c % 3 else None)


@operation
def change_via(journal: Journal, a: int, b: int, c: int) -> None:
    which, who = pick(journal, "via", a), pick(journal, "speaker", b)
    sql = "SELECT id FROM via WHERE speaker_id = :k"
    if which is not None and journal.reader.value(sql, k=who) is None:
        journal.update("via", which, speaker_id=who)


@operation
def requestion(journal: Journal, a: int, b: int, c: int) -> None:
    which = pick(journal, "question", a)
    if which is not None:
        journal.update("question", which, mode=of(Mode, b).value, cumulative=bool(c % 2))


@operation
def reclaim(journal: Journal, a: int, b: int, c: int) -> None:
    which = pick(journal, "claim", a)
    if which is not None:
        about = pick(journal, "statement", b) if c % 2 else None
        journal.update("claim", which, about_id=about, low=float(c), high=float(c), number=str(c))


@operation
def reposition(journal: Journal, a: int, b: int, c: int) -> None:
    which = pick(journal, "position", a)
    if which is not None:
        journal.update("position", which, as_of_first=736_000 + b, as_of_last=736_000 + b)


# -- taking away


@operation
def remove(journal: Journal, a: int, b: int, c: int) -> None:
    """One row that nothing refers to."""
    table = of(("position", "via", "link", "verdict", "flag", "claim", "statement", "document"), a)
    referring = [
        f"NOT EXISTS (SELECT 1 FROM {name} r WHERE r.{key.parent.name} = t.id)"
        for name, other in tables().items()
        for key in other.foreign_keys
        if key.column.table.name == table
    ]
    condition = " AND ".join(referring) or "1 = 1"
    ids = journal.reader.values(f"SELECT t.id FROM {table} t WHERE {condition} ORDER BY t.id")
    if ids:
        journal.delete(table, ids[b % len(ids)])


def apply(database: Database, batch: Iterable[Op]) -> None:
    """One batch; the operation "undo" is a batch of its own."""
    ops = list(batch)
    if ops and ops[0][0] == "undo":
        take_back(database, ops[0][1])
        return
    with database.write("test", "tester") as journal:
        for name, a, b, c in ops:
            if name != "undo":
                _OPERATIONS[name](journal, a, b, c)


def take_back(database: Database, number: int) -> bool:
    """Undo some batch; false where something stands in the way, and then nothing has changed."""
    ids = database.reader.values("SELECT id FROM batch ORDER BY id")
    if not ids:
        return False
    before = everything(database)
    try:
        undo(database, ids[number % len(ids)], command="undo", actor="tester")
    except Conflict as error:
        named = error.details["batches"]
    else:
        return True
    assert named
    assert everything(database) == before
    return False


def everything(database: Database, *, history: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    return {
        table: database.reader.rows(f"SELECT * FROM {table} ORDER BY id")
        for table in tables()
        if history or table not in ("batch", "change")
    }


def clear(database: Database) -> None:
    """An empty database again: hypothesis runs many examples on one."""
    with database.engine().begin() as connection:
        for table in reversed(tables()):
            if table in ("speaker", "statement", "question", "batch"):
                column = {"statement": "act_id", "batch": "undoes_id"}.get(table, "parent_id")
                connection.exec_driver_sql(f"UPDATE {table} SET {column} = NULL")
            if table == "speaker":
                connection.exec_driver_sql("UPDATE speaker SET merged_into = NULL")
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql(
            "INSERT INTO statement_fts(statement_fts) VALUES ('delete-all')"
            if database.dialect == "sqlite"
            else "DELETE FROM statement_fts"
        )


def assert_derived(database: Database) -> None:
    """Index and states are what they would be, made from nothing."""
    assert fulltext_check.differences(database.reader) == []
    assert list(states.differences(database.reader)) == []


numbers = st.integers(0, 11)
ops = st.tuples(st.sampled_from(sorted(_OPERATIONS)), numbers, numbers, numbers)
undos = st.tuples(st.just("undo"), numbers, numbers, numbers)
seeds: list[Op] = [
    (name, a, a + 1, a + 2)
    for name in ("speaker", "document", "question", "statement", "claim", "position")
    for a in range(3)
]
"""A first batch with something in most tables."""

batches = st.lists(
    st.one_of(st.lists(ops, min_size=1, max_size=6), st.lists(undos, min_size=1, max_size=1)),
    max_size=8,
)
