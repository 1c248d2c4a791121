"""Taking a batch back: ``undo`` writes the contrary of what it wrote, as a batch of its own.

What the batch inserted is deleted, what it changed or deleted is put back, the last first, under
the same ids; an undo is a batch like any other, so taking it back is a redo.  Nothing is guessed: a
later batch that changed the same columns, or wrote rows that would be left pointing to nothing,
stands in the way, and is named.  Two later batches, of which one took the other back, do not.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

from claims import changelog
from claims.errors import Conflict, NothingFound
from claims.i18n import _
from claims.ids import Kind, format_id
from claims.reader import Reader, Row

if TYPE_CHECKING:
    from claims.database import Database
    from claims.journal import Journal

_WINDOW = 2000
_NAMED = 5  # how many batches in the way a message names


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the batch that did it; ``counts`` as the journal keeps them."""

    target: Row
    batch_id: int
    counts: dict[tuple[str, str], int]


def undo(
    database: Database, number: int | None = None, *, command: str, actor: str, own: bool = False
) -> Undone:
    """Take back a batch, by default the last that is neither an undo nor undone.

    Raises ``Conflict`` where a later batch stands in the way, or with ``own`` where the last is
    another person's; ``NothingFound`` where there is nothing to take back.
    """
    from sqlalchemy.exc import IntegrityError

    target = None
    try:
        with database.write(command, actor) as journal:
            target = _target(journal.reader, number, actor if own else None)
            _refuse_later_changes(journal.reader, target)
            described = changelog.batch(journal.reader, target)
            journal.undoes(target)
            journal.defer_constraints()
            _Reversal(journal, target).run()
    except IntegrityError as error:
        if target is None:
            raise
        raise _taken(database.reader, target) from error
    if journal.batch_id is None:
        raise NothingFound(_("that batch wrote nothing"), hint="claims log")
    return Undone(described, journal.batch_id, journal.counts)


def _target(reader: Reader, number: int | None, actor: str | None) -> int:
    taken_back = changelog.undone(reader)
    if number is None:
        sql = "SELECT id, actor, command FROM batch WHERE undoes_id IS NULL ORDER BY id DESC"
        last = next((row for row in reader.iterate(sql) if row["id"] not in taken_back), None)
        if last is None:
            raise NothingFound(_("there is nothing to take back"), hint="claims log")
        if actor is not None and last["actor"] != actor:
            raise _anothers(last)
        return int(last["id"])
    if by := taken_back.get(number):
        raise Conflict(
            _("{batch} is taken back already, by {by}").format(batch=_id(number), by=_id(by)),
            hint=f"claims undo {_id(by)}",
            batches=[_id(by)],
        )
    return number


def _anothers(batch: Row) -> Conflict:
    """The last batch may have come between what a person wrote and their wish to take it back."""
    return Conflict(
        _("the last change, {batch}, is {actor}'s: {command}").format(
            batch=_id(batch["id"]), actor=batch["actor"], command=batch["command"]
        ),
        hint=f"claims undo {_id(batch['id'])}",
        batches=[_id(batch["id"])],
    )


def _id(number: int) -> str:
    return format_id(Kind.BATCH, number)


# -- what stands in the way ----------------------------------------------------------------

_LATER = """
SELECT l.batch_id, CASE WHEN c.action = 'update' AND l.action = 'update' THEN c.before END AS ours,
       CASE WHEN c.action = 'update' AND l.action = 'update' THEN l.before END AS theirs
FROM change c JOIN change l ON l.table_name = c.table_name
    AND l.first_id BETWEEN c.first_id AND c.last_id AND l.batch_id > :id AND l.action <> 'insert'
WHERE c.batch_id = :id AND NOT {removed}
"""


def _refuse_later_changes(reader: Reader, target: int) -> None:
    """Raise ``Conflict`` where later batches changed what this one wrote."""
    condition, removed = reader.within("l.batch_id", "removed"), _cancelled_out(reader, target)
    found = {
        row["batch_id"]
        for row in reader.iterate(_LATER.format(removed=condition), id=target, removed=removed)
        if row["ours"] is None or json.loads(row["ours"]).keys() & json.loads(row["theirs"]).keys()
    }
    found |= _inserted_again(reader, target, removed)
    if found:
        raise _in_the_way(target, found)


def _inserted_again(reader: Reader, target: int, removed: list[int]) -> set[int]:
    """Later batches that inserted rows this one wrote: they took a deletion back."""
    sql = "SELECT id FROM batch WHERE id > :id AND undoes_id IS NOT NULL ORDER BY id"
    later = [number for number in reader.values(sql, id=target) if number not in set(removed)]
    if not later:
        return set()
    own: dict[str, list[tuple[int, int]]] = {}
    for row in reader.iterate(
        "SELECT table_name, first_id, last_id FROM change WHERE batch_id = :id", id=target
    ):
        own.setdefault(row["table_name"], []).append((row["first_id"], row["last_id"]))
    ranges = {table: _Ranges(written) for table, written in own.items()}
    sql = f"""SELECT batch_id, table_name, first_id, last_id FROM change
        WHERE action = 'insert' AND {reader.within("batch_id", "later")}"""
    return {
        row["batch_id"]
        for row in reader.iterate(sql, later=later)
        if row["table_name"] in ranges
        and ranges[row["table_name"]].meets(row["first_id"], row["last_id"])
    }


def _cancelled_out(reader: Reader, target: int) -> list[int]:
    """Later batches that took one another back, in pairs: together they did nothing."""
    pairs: set[int] = set()
    sql = "SELECT id, undoes_id FROM batch WHERE id > :id AND undoes_id > :id ORDER BY id DESC"
    for row in reader.iterate(sql, id=target):
        if row["id"] not in pairs:
            pairs |= {row["id"], row["undoes_id"]}
    return sorted(pairs)


def _in_the_way(target: int, found: Iterable[int]) -> Conflict:
    newest = sorted(found, reverse=True)
    names = [_id(number) for number in newest]
    shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    return Conflict(
        _("{batch} cannot be taken back: later changes build on it: {later}").format(
            batch=_id(target), later=shown
        ),
        hint=f"claims undo {names[0]}" if names else "claims log",
        batches=names,
    )


# -- doing it ------------------------------------------------------------------------------


class _Ranges:
    """A set of ids, as sorted ranges; they may overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.ranges = sorted(set(ranges))
        self._firsts = [first for first, _last in self.ranges]
        self._reach = list(accumulate((last for _first, last in self.ranges), max))

    def __contains__(self, number: int) -> bool:
        return self.meets(number, number)

    def meets(self, first: int, last: int) -> bool:
        """Whether any id from ``first`` to ``last`` is in it."""
        place = bisect_right(self._firsts, last) - 1
        return place >= 0 and first <= self._reach[place]

    def descending(self) -> Iterator[int]:
        """All ids, where no two ranges overlap."""
        for first, last in reversed(self.ranges):
            yield from range(last, first - 1, -1)


class _Reversal:
    """The contrary of one batch, written to a journal.

    First go the rows it inserted, all of them, so that no name they took is in the way; then the
    rows that were there before it are put back, step by step, as they were.
    """

    def __init__(self, journal: Journal, target: int) -> None:
        self.journal = journal
        self.reader = journal.reader
        self.target = target
        self.inserted = self._inserted()
        self.gone: dict[str, list[int]] = {}
        self.restored: dict[str, list[int]] = {}

    def run(self) -> None:
        """Write it; raises ``Conflict`` where rows would be left pointing to nothing."""
        from claims.model import tables

        for table in reversed(tables()):
            if table in self.inserted:
                self._delete(table)
        for steps in self._steps():
            self._put_back(steps)
        self._refuse_dangling()
        self._refuse_broken()

    def _inserted(self) -> dict[str, _Ranges]:
        found: dict[str, list[tuple[int, int]]] = {}
        sql = """SELECT table_name, first_id, last_id FROM change
            WHERE batch_id = :id AND action = 'insert'"""
        for row in self.reader.iterate(sql, id=self.target):
            found.setdefault(row["table_name"], []).append((row["first_id"], row["last_id"]))
        return {table: _Ranges(ranges) for table, ranges in found.items()}

    def _delete(self, table: str) -> None:
        sql = """SELECT first_id FROM change
            WHERE batch_id = :id AND table_name = :table AND action = 'delete'"""
        already = set(self.reader.values(sql, id=self.target, table=table))
        ids = [number for number in self.inserted[table].descending() if number not in already]
        self.journal.delete_rows(table, ids)
        self.gone[table] = ids

    def _steps(self) -> Iterator[list[Row]]:
        """What it did to rows that were there before, last first, in windows."""
        sql = """SELECT table_name, action, first_id, before FROM change
            WHERE id > :low AND id <= :high AND batch_id = :id AND action <> 'insert'
            ORDER BY id DESC"""
        ends = "SELECT min(id) AS low, max(id) AS high FROM change WHERE batch_id = :id"
        span = self.reader.row(ends, id=self.target) or {}
        for high in range(span["high"], span["low"] - 1, -_WINDOW):
            yield [
                row
                for row in self.reader.rows(sql, low=high - _WINDOW, high=high, id=self.target)
                if row["first_id"] not in self.inserted.get(row["table_name"], ())
            ]

    def _put_back(self, steps: list[Row]) -> None:
        for (action, table), group in groupby(steps, lambda r: (r["action"], r["table_name"])):
            images = [(row["first_id"], _known(table, json.loads(row["before"]))) for row in group]
            self.restored.setdefault(table, []).extend(number for number, _image in images)
            if action == "update":
                for number, image in images:
                    self.journal.update(table, number, **image)
                continue
            for _columns, alike in groupby((image for _id, image in images), tuple):
                self.journal.insert_rows(table, list(alike))

    def _refuse_dangling(self) -> None:
        found: set[int] = set()
        for source, column, aim in _references():
            if gone := self.gone.get(aim):
                sql = f"SELECT id FROM {source} WHERE {self.reader.within(column, 'ids')}"
                for row in self.reader.values(sql + " LIMIT 100", ids=gone):
                    found |= self._blamed(source, row)
            if restored := self.restored.get(source):
                sql = f"""SELECT r.{column} FROM {source} r LEFT JOIN {aim} t ON t.id = r.{column}
                    WHERE {self.reader.within("r.id", "ids")} AND r.{column} IS NOT NULL
                    AND t.id IS NULL LIMIT 100"""
                for row in self.reader.values(sql, ids=restored):
                    found |= self._blamed(aim, row)
        if found:
            raise _in_the_way(self.target, found)

    def _refuse_broken(self) -> None:
        from claims.invariants import broken

        found: set[int] = set()
        for trouble in broken(self.reader):
            table, number = trouble.kind.value, trouble.id
            found |= self._blamed(table, number) or self._blamed_beyond(table, number)
        if found:
            raise _in_the_way(self.target, found)

    def _blamed_beyond(self, table: str, number: int) -> set[int]:
        """Who last wrote the rows that a row points to: one may have become what it must not be."""
        found: set[int] = set()
        for source, column, aim in _references():
            if source == table:
                sql = f"SELECT {column} FROM {source} WHERE id = :id AND {column} IS NOT NULL"
                for pointed in self.reader.values(sql, id=number):
                    found |= self._blamed(aim, pointed)
        return found

    def _blamed(self, table: str, number: int) -> set[int]:
        return _last_writer(self.reader, self.target, table, number)


def _last_writer(reader: Reader, target: int, table: str, number: int) -> set[int]:
    """The last batch after ``target``, undone ones aside, that wrote a row."""
    sql = f"""SELECT batch_id FROM change WHERE table_name = :table AND first_id <= :row
        AND last_id >= :row AND batch_id > :target AND NOT {reader.within("batch_id", "out")}
        ORDER BY id DESC LIMIT 1"""
    out = _cancelled_out(reader, target)
    return set(reader.values(sql, table=table, row=number, target=target, out=out))


def _known(table: str, image: Row) -> Row:
    """The columns of an image that the table still has."""
    from claims.model import tables

    columns = tables()[table].columns
    return {name: value for name, value in image.items() if name in columns}


def _references() -> Iterator[tuple[str, str, str]]:
    """Every foreign key: table, column, table referred to."""
    from claims.model import tables

    for name, table in tables().items():
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            yield name, key.parent.name, key.column.table.name


# -- names taken since ---------------------------------------------------------------------


def _taken(reader: Reader, target: int) -> Conflict:
    """The error where the database refused: a later row has the name of one to be put back."""
    found: set[int] = set()
    sql = """SELECT table_name, first_id AS id, before FROM change
        WHERE batch_id = :id AND action <> 'insert' ORDER BY id"""
    for row in reader.iterate(sql, id=target):
        image = json.loads(row["before"])
        for columns in _unique_columns(row["table_name"]):
            if not columns & image.keys():
                continue
            for number in _holders(reader, row, image, sorted(columns)):
                found |= _last_writer(reader, target, row["table_name"], number)
        if found:
            break
    return _in_the_way(target, found)


def _unique_columns(table: str) -> list[set[str]]:
    import sqlalchemy as sa

    from claims.model import tables

    return [
        {column.name for column in constraint.columns}
        for constraint in tables()[table].constraints
        if isinstance(constraint, sa.UniqueConstraint)
    ]


def _holders(reader: Reader, row: Row, image: Row, columns: list[str]) -> list[Any]:
    """Other rows with the values this one would have again."""
    table = row["table_name"]
    now = reader.row(f"SELECT * FROM {table} WHERE id = :id", id=row["id"]) or {}
    wanted = {name: image.get(name, now.get(name)) for name in columns}
    same = " AND ".join(f"{name} = :{name}" for name in columns)
    return reader.values(
        f"SELECT id FROM {table} WHERE id <> :id AND {same}", id=row["id"], **wanted
    )
