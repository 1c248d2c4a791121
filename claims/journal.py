"""Everything that writes: one transaction, one batch of the history, states and index kept up.

    with database.write("add quote", actor) as journal:
        speaker = journal.insert("speaker", kind="person", name="John Kerry", key="john kerry")
        journal.update("speaker", speaker, parent_id=us)

``insert``, ``update`` and ``delete`` log themselves and remember what they touched; on the way out
the full-text index and the kept states of the touched questions are brought up to date in the same
transaction.  A batch that wrote nothing leaves no trace.
"""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import sqlalchemy as sa

from claims import confidential
from claims.columns import plain
from claims.first_load import is_first, late_indexes
from claims.fulltext import Indexed
from claims.late_references import ENOUGH, LateReferences
from claims.model import tables
from claims.postgres import copy_rows
from claims.reader import Dialect, Reader, Row, chunks
from claims.row_values import as_values, filled
from claims.touch import Touched

_BATCH_TABLES = ("batch", "change")
_CHUNK = 1000
_MANY = 40
"""Rows from which on it pays to store them together, by COPY on Postgres."""
_AT_ONCE = (200, _MANY, 8, 1)
"""Rows of one INSERT, where SQLite can: it prepares each check of a list (``kind IN ...``) once a
statement, at half the cost of the row.  It takes 32,766 values, 30 columns of 200 rows fit well."""


def now() -> str:
    """The current moment in UTC, ISO 8601, as the history keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Journal:
    """One batch; ``reader`` sees what it has written so far."""

    def __init__(
        self, connection: sa.Connection, dialect: Dialect, *, command: str, actor: str
    ) -> None:
        self.connection = connection
        self.dialect: Dialect = dialect
        self.reader = Reader(connection.connection.driver_connection, dialect)
        self.batch_id: int | None = None
        self.counts: dict[tuple[str, str], int] = {}
        self._command, self._actor = command, actor
        self._undoes: int | None = None
        self._next: dict[str, int] = {}
        self._given: dict[str, int] = {}
        self._inserted: dict[str, list[tuple[int, int]]] = {}
        self._changes: list[Row] = []
        self._touched = Touched(self.reader, self._another)
        self._more_hidden = False
        self._late: LateReferences | None = None

    # -- writing -------------------------------------------------------------

    def insert(self, table: str, **values: Any) -> int:
        """Store a row and return its id."""
        return self.insert_rows(table, [values])[0]

    def insert_rows(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Store rows of the same columns and return their ids, in order.

        A row may bring its own ``id`` (undo puts rows back as they were).
        """
        if not rows:
            return []
        names, values = as_values(rows)
        if "id" in rows[0]:
            ids: list[int] = [row["id"] for row in rows]
        else:
            ids = self.reserve(table, len(rows))
            names = ["id", *names]
            values = [(number, *one) for number, one in zip(ids, values, strict=True)]
        self.insert_values(table, names, values, ids)
        return ids

    def insert_values(
        self,
        table: str,
        names: Sequence[str],
        values: list[tuple[Any, ...]],
        ids: Sequence[int],
    ) -> None:
        """Store rows as the values of these columns, of which one is ``id``."""
        if table not in _BATCH_TABLES:
            self._batch()
            self._remember_ids(table, ids)
            self._count("insert", table, len(ids))
            self._touched.inserting(table, names, values, ids)
        self._store(table, names, values)

    def update(self, table: str, row_id: int, /, **values: Any) -> bool:
        """Change a row's columns; false, and nothing logged, where they already are so."""
        columns = ", ".join(values)
        row = self.reader.row(f"SELECT {columns} FROM {table} WHERE id = :id", id=row_id)
        if row is None:
            raise LookupError(f"{table} {row_id}")
        before = {name: value for name, value in row.items() if value != values[name]}
        if not before:
            return False
        after = {name: values[name] for name in before}
        self._touched.changing(table, [row_id], set(before))
        self._touched.leads(table, [after])
        self._log("update", table, row_id, before, after)
        target = tables()[table]
        self.connection.execute(sa.update(target).where(target.c.id == row_id).values(after))
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row, its whole image kept in the history."""
        self.delete_rows(table, [row_id])

    def delete_rows(self, table: str, ids: Iterable[int]) -> None:
        """Remove rows, many at a time, their whole images kept in the history.

        Raises ``LookupError`` where one is not there.
        """
        within = self.reader.within("id", "ids")
        target = tables()[table]
        for wanted in chunks(ids, _CHUNK):
            rows = self.reader.rows(
                f"SELECT * FROM {table} WHERE {within} ORDER BY id DESC", ids=wanted
            )
            if len(rows) != len(set(wanted)):
                missing = set(wanted) - {row["id"] for row in rows}
                raise LookupError(f"{table} {min(missing)}")
            self._touched.changing(table, wanted, None)
            for row in rows:
                self._log("delete", table, row["id"], row, None)
            self.connection.execute(sa.delete(target).where(target.c.id.in_(wanted)))

    def restore(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Store rows exactly as another database had them, ids and history included.

        Nothing is logged: what is restored brings its own history.  All rows of the same columns.
        """
        if not rows:
            return
        names, values = as_values(rows)
        self._touched.inserting(table, names, values, [row["id"] for row in rows])
        self._store(table, names, values)

    def skip_ids(self, table: str, last: int) -> None:
        """Never give an id up to ``last`` to a new row: a row had it once."""
        if self.dialect == "postgresql":
            if last > self._last_id(table):
                sql = "SELECT setval(:sequence, :last)"
                self.reader.value(sql, sequence=f"{table}_id_seq", last=last)
            self._next.pop(table, None)
            return
        row = {"t": table, "last": last}
        cursor = self.reader.connection.cursor()
        cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = :t", row)
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (:t, :last)", row)
        cursor.close()
        self._next.pop(table, None)

    def row(self, table: str, row_id: int) -> Row | None:
        """A row as it stands now."""
        return self.reader.row(f"SELECT * FROM {table} WHERE id = :id", id=row_id)

    def reserve(self, table: str, count: int) -> list[int]:
        """Ids for rows to come, one after the other: there is one writer at a time."""
        first = self._next.get(table) or self._last_id(table) + 1
        self._next[table] = first + count
        if count:
            self._given[table] = first + count - 1
        return list(range(first, first + count))

    def next_id(self, table: str) -> int:
        """The id of one row to come."""
        number = self._next.get(table)
        if number is None:
            return self.reserve(table, 1)[0]
        self._next[table] = number + 1
        self._given[table] = number
        return number

    def knows_next(self, table: str) -> bool:
        """Whether the next id of a table is known here, without a question to the database."""
        return table in self._next

    def _last_id(self, table: str) -> int:
        """The last id any row of a table was given."""
        if self.dialect == "postgresql":
            sql = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_id_seq"
            return int(self.reader.value(sql))
        sql = "SELECT seq FROM sqlite_sequence WHERE name = :t"
        return int(self.reader.value(sql, t=table) or 0)

    def defer_constraints(self) -> None:
        """Check foreign keys when the transaction ends, so that rows may come in any order."""
        self.connection.exec_driver_sql(
            "PRAGMA defer_foreign_keys=ON"
            if self.dialect == "sqlite"
            else "SET CONSTRAINTS ALL DEFERRED"
        )

    def undoes(self, batch_id: int) -> None:
        """Say that this batch takes back another."""
        self._undoes = batch_id

    def stored(self, entries: Mapping[int, Indexed]) -> None:
        """What the index takes of statements just stored, by their ids, where that is known."""
        self._touched.stored(entries)

    def keep_up(self) -> None:
        """Let go of what a load has gathered, so that it takes no more memory however long.

        Nobody need call it; whoever does has just stored all that belongs to the last rows.
        """
        self._touched.keep_up()
        if self._late and self.counts.get(("insert", "statement"), 0) >= ENOUGH:
            self._late.begin()

    @contextmanager
    def first_load(self) -> Iterator[None]:
        """Fill a database without statements otherwise than any other.

        See ``claims.first_load`` and ``claims.index_beside`` of SQLite, ``claims.late_references``
        of Postgres.
        """
        if not is_first(self.reader):
            yield
        elif self.dialect == "sqlite":
            with self._touched.indexing_beside(), late_indexes(self.reader):
                yield
                self._touched.finish_beside()
        else:
            self._late = LateReferences(self.reader)
            yield
            self._late.end()
            self._late = None

    def finish(self) -> None:
        """Complete the batch: history, full-text index, kept states."""
        confiding = self._touched.confiding or confidential.active(self.reader)
        if confiding:
            self._hide()
        self._flush()
        self._touched.settle()
        if confiding:
            self._forget_words()
        if self.dialect == "postgresql":  # SQLite's sequences follow the rows by themselves
            for table, last in self._given.items():
                self.skip_ids(table, last)

    @property
    def confiding(self) -> bool:
        """Whether this batch marked something confidential, or lifted a mark."""
        return self._touched.confiding

    def _hide(self) -> None:
        """Bring up to date what goes with confidential marks, before states are judged."""
        before = confidential.hidden_now(self.reader)
        confidential.keep_hidden(self.reader)
        self._more_hidden = bool(confidential.hidden_now(self.reader) - before)
        for statement, head in confidential.acts_to_move(self.reader).items():
            self.update("statement", statement, act_id=None if statement == head else head)

    def _forget_words(self) -> None:
        """Keep the states that strangers see, and the history, free of what is confidential."""
        from claims import states

        states.refresh_open(self.reader)
        if self._more_hidden:
            confidential.forget_words(self.reader)
        elif self.batch_id is not None:
            confidential.forget_words(self.reader, self.batch_id)

    def close(self) -> None:
        """Let go of what was only for this batch, whether it is stored or not."""
        self._touched.close()

    def _another(self) -> Any:
        """Another session of the driver, in which nothing of this batch is seen."""
        pooled = self.connection.engine.raw_connection()
        session = pooled.driver_connection
        pooled.detach()  # whoever asked closes it
        return session

    # -- the history ---------------------------------------------------------

    def _batch(self) -> int:
        if self.batch_id is None:
            self.batch_id = self.insert(
                "batch",
                at=now(),
                actor=self._actor,
                command=self._command,
                undoes_id=self._undoes,
            )
        return self.batch_id

    def _log(self, action: str, table: str, row_id: int, before: Row, after: Row | None) -> None:
        # A row's insertion stands before its changes in the history.
        if (inserted := self._inserted.get(table)) and row_id >= inserted[0][0]:
            self._log_inserts()
        self._count(action, table, 1)
        self._changes.append(
            {
                "batch_id": self._batch(),
                "table_name": table,
                "action": action,
                "first_id": row_id,
                "last_id": row_id,
                "before": _json(plain(table, before)),
                "after": _json(plain(table, after)) if after is not None else None,
            }
        )
        if len(self._changes) >= _CHUNK:
            self._flush()

    def _remember_ids(self, table: str, ids: Sequence[int]) -> None:
        """Add ids to those inserted: one after the other, they are two numbers however many."""
        found = self._inserted.setdefault(table, [])
        for first, last in runs(ids):
            place = bisect(found, (first, last))
            if place and found[place - 1][1] + 1 == first:
                place -= 1
                first = found.pop(place)[0]  # noqa: PLW2901 - the run is longer than it came
            if place < len(found) and found[place][0] == last + 1:
                last = found.pop(place)[1]  # noqa: PLW2901
            found.insert(place, (first, last))

    def _log_inserts(self) -> None:
        inserted, self._inserted = self._inserted, {}
        self._changes += (
            {
                "batch_id": self.batch_id,
                "table_name": table,
                "action": "insert",
                "first_id": first,
                "last_id": last,
                "before": None,
                "after": None,
            }
            for table, found in inserted.items()
            for first, last in found
        )

    def _flush(self) -> None:
        self._log_inserts()
        changes, self._changes = self._changes, []
        self.insert_rows("change", changes)

    def _count(self, action: str, table: str, count: int) -> None:
        self.counts[action, table] = self.counts.get((action, table), 0) + count

    def _store(self, table: str, names: Sequence[str], values: list[tuple[Any, ...]]) -> None:
        if len(values) >= _MANY:
            names, values = filled(table, names, values)
        if self.dialect == "postgresql":
            if len(values) < _MANY:
                self._insert(table, names, values, 1)
            else:
                copy_rows(self.reader.connection, table, names, values)
            return
        for at_once in _AT_ONCE:
            whole = len(values) - len(values) % at_once
            self._insert(table, names, values[:whole], at_once)
            values = values[whole:]

    def _insert(
        self, table: str, names: Sequence[str], values: list[tuple[Any, ...]], at_once: int
    ) -> None:
        """Store rows, so many of them with one statement."""
        if not values:
            return
        mark = "?" if self.dialect == "sqlite" else "%s"
        row = f"({', '.join([mark] * len(names))})"
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([row] * at_once)}"
        if at_once > 1:
            values = [
                tuple(chain.from_iterable(values[start : start + at_once]))
                for start in range(0, len(values), at_once)
            ]
        self.connection.exec_driver_sql(sql, values)


def _json(image: Row) -> str:
    return json.dumps(image, ensure_ascii=False)


def runs(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Consecutive ids as (first, last)."""
    first = last = None
    for number in sorted(ids):
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last
