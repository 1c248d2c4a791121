"""Undo: the contrary of a batch, or nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import changelog
from claims.database import Database
from claims.errors import Conflict, NothingFound
from claims.maintenance import check
from claims.undo import Undone, _Ranges, undo
from tests.histories import (
    Op,
    apply,
    assert_derived,
    batches,
    clear,
    everything,
    ops,
    seeds,
    take_back,
)

many = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def take(database: Database, number: int | None = None) -> Undone:
    return undo(database, number, command="undo", actor="me")


def add(database: Database, name: str) -> int:
    with database.write(f"add {name}", "me") as journal:
        return journal.insert("speaker", kind="person", name=name, key=name.lower())


def names(database: Database) -> dict[int, str]:
    rows = database.reader.rows("SELECT id, name FROM speaker ORDER BY id")
    return {row["id"]: row["name"] for row in rows}


# -- properties


@many
@given(st.lists(ops, min_size=1, max_size=8))
def test_undo_leaves_what_was_and_redo_what_had_become(database: Database, batch: list[Op]) -> None:
    clear(database)
    apply(database, seeds)
    before = everything(database, history=False)
    apply(database, batch)
    after = everything(database, history=False)
    if before == after:
        return
    undone = take(database)
    assert everything(database, history=False) == before
    assert_derived(database)
    take(database, undone.batch_id)
    assert everything(database, history=False) == after
    assert_derived(database)


@many
@given(batches)
def test_walking_back_to_the_beginning(database: Database, history: list[list[Op]]) -> None:
    clear(database)
    images = [everything(database, history=False)]
    for batch in [seeds, *history]:
        if batch[0][0] != "undo":
            count = database.reader.value("SELECT count(*) FROM batch")
            apply(database, batch)
            if database.reader.value("SELECT count(*) FROM batch") > count:
                images.append(everything(database, history=False))
    while len(images) > 1:
        assert everything(database, history=False) == images.pop()
        take(database)
    assert everything(database, history=False) == images[0]
    with pytest.raises(NothingFound):
        take(database)
    assert list(check(database)) == []


@many
@given(batches, st.lists(st.integers(0, 30), max_size=12))
def test_any_batch_in_any_order_or_not_at_all(
    database: Database, history: list[list[Op]], order: list[int]
) -> None:
    clear(database)
    for batch in [seeds, *history]:
        apply(database, batch)
    for number in order:
        take_back(database, number)
        assert_derived(database)
    assert list(check(database)) == []


# -- cases


def test_an_act_is_not_given_back_to_who_belongs_to_another_by_now(database: Database) -> None:
    clear(database)
    apply(database, seeds)

    def same_act(one: int, other: int) -> int:
        with database.write("same act", "me") as journal:
            journal.update("statement", one, act_id=other)
            return int(journal.batch_id or 0)

    one, two, three = database.reader.values("SELECT id FROM statement ORDER BY id LIMIT 3")
    with database.write("alone", "me") as journal:
        for number in (one, two, three):
            journal.update("statement", number, act_id=None)
    same_act(three, one)
    undone = take(database)
    later = same_act(one, two)
    with pytest.raises(Conflict) as refused:
        take(database, undone.batch_id)
    assert refused.value.details["batches"] == [f"B{later}"]
    assert list(check(database)) == []
    take(database, later)
    take(database, undone.batch_id)
    assert list(check(database)) == []
    assert database.reader.value("SELECT act_id FROM statement WHERE id = :id", id=three) == one


def test_the_last_batch_then_the_one_before(database: Database) -> None:
    add(database, "A")
    add(database, "B")
    assert take(database).target["command"] == "add B"
    assert take(database).target["command"] == "add A"
    assert names(database) == {}
    with pytest.raises(NothingFound, match="nothing to take back"):
        take(database)


def test_an_undo_undone_is_a_redo(database: Database) -> None:
    speaker = add(database, "A")
    first = take(database)
    assert first.counts == {("delete", "speaker"): 1}
    redone = take(database, first.batch_id)
    assert names(database) == {speaker: "A"}
    assert redone.counts == {("insert", "speaker"): 1}
    undone = changelog.undone(database.reader)
    assert undone == {first.batch_id: redone.batch_id}
    # What is back can be taken back again.
    assert take(database).target["command"] == "add A"


def test_twice_is_refused(database: Database) -> None:
    add(database, "A")
    by = take(database).batch_id
    with pytest.raises(Conflict, match="taken back already") as caught:
        take(database, by - 1)
    assert caught.value.hint == f"claims undo B{by}"


def test_a_later_change_of_the_same_column_stands_in_the_way(database: Database) -> None:
    speaker = add(database, "A")
    for name in ("B", "C"):
        with database.write(f"rename {name}", "me") as journal:
            journal.update("speaker", speaker, name=name)
    rename = journal.batch_id
    assert rename is not None
    before = everything(database)
    with pytest.raises(Conflict) as caught:
        take(database, rename - 1)
    assert caught.value.hint == f"claims undo B{rename}"
    assert caught.value.details["batches"] == [f"B{rename}"]
    with pytest.raises(Conflict) as caught:
        take(database, rename - 2)
    assert caught.value.details["batches"] == [f"B{rename}", f"B{rename - 1}"]
    assert everything(database) == before


def test_a_later_change_of_another_column_does_not(database: Database) -> None:
    speaker = add(database, "A")
    with database.write("rename", "me") as journal:
        journal.update("speaker", speaker, name="B")
    rename = journal.batch_id
    with database.write("note", "me") as journal:
        journal.update("speaker", speaker, note="n")
    take(database, rename)
    row = database.reader.row("SELECT name, note FROM speaker")
    assert row == {"name": "A", "note": "n"}


def test_a_later_change_taken_back_does_not(database: Database) -> None:
    speaker = add(database, "A")
    with database.write("rename", "me") as journal:
        journal.update("speaker", speaker, name="B")
    take(database)
    assert take(database).target["command"] == "add A"
    assert names(database) == {}


def test_a_redo_waits_for_what_it_was_built_on(database: Database) -> None:
    speaker = add(database, "A")
    for name in ("B", "C"):
        with database.write(f"rename {name}", "me") as journal:
            journal.update("speaker", speaker, name=name)
    last, before = take(database), take(database)
    with pytest.raises(Conflict) as caught:
        take(database, last.batch_id)
    assert caught.value.hint == f"claims undo B{before.batch_id}"
    take(database, before.batch_id)
    take(database, last.batch_id)
    assert names(database) == {speaker: "C"}


def test_a_redo_that_another_redo_came_before(database: Database) -> None:
    speaker = add(database, "A")
    first = take(database)
    back = take(database, first.batch_id)
    gone = take(database, back.batch_id)
    again = take(database, first.batch_id)
    with pytest.raises(Conflict) as caught:
        take(database, gone.batch_id)
    assert caught.value.hint == f"claims undo B{again.batch_id}"
    assert names(database) == {speaker: "A"}


def test_rows_that_refer_to_what_would_go(database: Database) -> None:
    speaker = add(database, "A")
    added = changelog.resolve_batch(database.reader, "B1")
    with database.write("alias", "me") as journal:
        journal.insert("alias", speaker_id=speaker, name="AA", key="aa")
    before = everything(database)
    with pytest.raises(Conflict) as caught:
        take(database, added)
    assert caught.value.hint == f"claims undo B{journal.batch_id}"
    assert everything(database) == before


def test_rows_put_back_that_refer_to_what_has_gone(database: Database) -> None:
    speaker = add(database, "A")
    with database.write("alias", "me") as journal:
        alias = journal.insert("alias", speaker_id=speaker, name="AA", key="aa")
    with database.write("no alias", "me") as journal:
        journal.delete("alias", alias)
    unalias = journal.batch_id
    with database.write("no speaker", "me") as journal:
        journal.delete("speaker", speaker)
    with pytest.raises(Conflict) as caught:
        take(database, unalias)
    assert caught.value.hint == f"claims undo B{journal.batch_id}"


def test_a_name_taken_since(database: Database) -> None:
    speaker = add(database, "A")
    with database.write("remove", "me") as journal:
        journal.delete("speaker", speaker)
    removed = journal.batch_id
    assert removed is not None
    add(database, "A")
    with pytest.raises(Conflict) as caught:
        take(database, removed)
    assert caught.value.hint == f"claims undo B{removed + 1}"
    take(database, removed + 1)
    take(database, removed)
    assert names(database) == {speaker: "A"}


def test_names_swapped_are_swapped_back(database: Database) -> None:
    one, other = add(database, "A"), add(database, "B")
    with database.write("swap", "me") as journal:
        journal.update("speaker", one, key="x")
        journal.update("speaker", other, key="a", name="A")
        journal.update("speaker", one, key="b", name="B")
    take(database)
    assert names(database) == {one: "A", other: "B"}


def test_a_name_given_on_to_a_new_row(database: Database) -> None:
    one = add(database, "A")
    with database.write("replace", "me") as journal:
        journal.update("speaker", one, key="old")
        new = journal.insert("speaker", kind="person", name="New", key="n")
        journal.update("speaker", new, key="a")
    take(database)
    assert database.reader.rows("SELECT id, key FROM speaker") == [{"id": one, "key": "a"}]


def test_a_merge_undone_is_unmerged_unless_another_builds_on_it(database: Database) -> None:
    a, b, c = (add(database, name) for name in "ABC")
    with database.write("merge a b", "me") as journal:
        journal.update("speaker", a, merged_into=b)
    merged = journal.batch_id
    unmerged = take(database)
    with database.write("merge c a", "me") as journal:
        journal.update("speaker", c, merged_into=a)
    # Again merged, A would be merged itself and have C merged into it.
    with pytest.raises(Conflict) as caught:
        take(database, unmerged.batch_id)
    assert caught.value.hint == f"claims undo B{journal.batch_id}"
    take(database)
    take(database, unmerged.batch_id)
    sql = "SELECT id, merged_into FROM speaker WHERE merged_into IS NOT NULL"
    assert database.reader.rows(sql) == [{"id": a, "merged_into": b}]
    assert take(database).target["id"] == f"B{merged}"


def test_many_rows(database: Database) -> None:
    with database.write("import", "me") as journal:
        rows = [{"kind": "person", "name": f"N{n}", "key": f"n{n}"} for n in range(5000)]
        speakers = journal.insert_rows("speaker", rows)
        document = journal.insert("document", key="d")
        common = {"document_id": document, "kind": "direct", "said_first": 5, "said_last": 5}
        journal.insert_rows(
            "statement", [{**common, "speaker_id": k, "text": f"words {k}"} for k in speakers]
        )
    before = everything(database, history=False)
    undone = take(database)
    assert undone.counts["delete", "statement"] == 5000
    assert not any(everything(database, history=False).values())
    assert_derived(database)
    take(database, undone.batch_id)
    assert everything(database, history=False) == before
    assert_derived(database)


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)), max_size=8), st.integers(1, 50),
    st.integers(0, 9),
)  # fmt: skip
def test_ranges(spans: list[tuple[int, int]], first: int, size: int) -> None:
    ranges = _Ranges((start, start + length) for start, length in spans)
    ids = {n for start, length in spans for n in range(start, start + length + 1)}
    assert ranges.meets(first, first + size) is bool(ids & set(range(first, first + size + 1)))
    assert (first in ranges) is (first in ids)
