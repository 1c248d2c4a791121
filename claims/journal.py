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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from claims import fulltext
from claims.model import tables
from claims.reader import Dialect, Reader, Row

_BATCH_TABLES = ("batch", "change")

# Whose change moves which questions' states: a query from the row's id to question ids.
_QUESTIONS_OF = {
    "speaker": """SELECT DISTINCT c.question_id FROM statement s JOIN position p ON p.statement_id = s.id
        JOIN claim c ON c.id = p.claim_id WHERE s.speaker_id = :id
        UNION SELECT c.question_id FROM verdict v JOIN claim c ON c.id = v.claim_id
        WHERE v.reviewer_id = :id""",
    "statement": """SELECT c.question_id FROM position p JOIN claim c ON c.id = p.claim_id
        WHERE p.statement_id = :id""",
    "question": "SELECT id FROM question WHERE id = :id",
    "claim": "SELECT question_id FROM claim WHERE id = :id",
}
# Which columns of a row name the thing whose questions move, and what kind of thing it is.
_LEADS = {
    "position": (("claim_id", "claim"),),
    "verdict": (("claim_id", "claim"),),
    "link": (("a_id", "claim"), ("b_id", "claim")),
    "flag": (("claim_id", "claim"), ("question_id", "question")),
    "claim": (("question_id", "question"),),
}
_MOVING_COLUMNS = {
    "speaker": {"parent_id", "merged_into"},
    "statement": {"speaker_id", "said_first", "said_last", "act_id", "status"},
    "question": {"mode", "cumulative"},
}
_INDEXED_COLUMNS = {
    "statement": {
        "text", "speaker_id", "document_id", "kind", "status", "lang", "said_first", "said_last",
    },
    "document": {"outlet_id"},
}  # fmt: skip


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
        self._next: dict[str, Iterator[int]] = {}
        self._inserted: dict[str, list[int]] = {}
        self._unindexed: set[int] = set()
        self._questions: set[int] = set()
        self._claims: set[int] = set()

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
        if "id" in rows[0]:
            ids = [row["id"] for row in rows]
        else:
            ids = self.reserve(table, len(rows))
            rows = [{"id": number, **row} for number, row in zip(ids, rows, strict=True)]
        if table not in _BATCH_TABLES:
            self._batch()
            self._inserted.setdefault(table, []).extend(ids)
            self._count("insert", table, len(ids))
            self._touch_inserting(table, rows)
        self._store(table, rows)
        return ids

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
        self._touch_changing(table, row_id, set(before))
        self._log("update", table, row_id, before, after)
        target = tables()[table]
        self.connection.execute(sa.update(target).where(target.c.id == row_id).values(after))
        self._touch_leads(table, after)
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row, its whole image kept in the history."""
        row = self.row(table, row_id)
        if row is None:
            raise LookupError(f"{table} {row_id}")
        self._touch_changing(table, row_id, None)
        self._touch_leads(table, row)
        if table == "statement":
            self._unindexed.discard(row_id)
        self._log("delete", table, row_id, row, None)
        target = tables()[table]
        self.connection.execute(sa.delete(target).where(target.c.id == row_id))

    def row(self, table: str, row_id: int) -> Row | None:
        """A row as it stands now."""
        return self.reader.row(f"SELECT * FROM {table} WHERE id = :id", id=row_id)

    def reserve(self, table: str, count: int) -> list[int]:
        """Ids for rows to come; on Postgres they may have gaps."""
        if self.dialect == "postgresql":
            sequence = f"{table}_id_seq"
            return self.reader.values(
                "SELECT nextval(:sequence) FROM generate_series(1, :count)",
                sequence=sequence,
                count=count,
            )
        if table not in self._next:
            last = self.reader.value("SELECT seq FROM sqlite_sequence WHERE name = :t", t=table)
            self._next[table] = iter(range((last or 0) + 1, 1 << 62))
        return list(islice(self._next[table], count))

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

    def finish(self) -> None:
        """Complete the batch: history, full-text index, kept states."""
        self._log_inserts()
        if self._unindexed:
            fulltext.remember(self.reader, sorted(self._unindexed))
            self._unindexed.clear()
        if self._claims:
            self._questions.update(
                self.reader.values(
                    "SELECT DISTINCT question_id FROM claim WHERE "
                    + self.reader.within("id", "ids"),
                    ids=sorted(self._claims),
                )
            )
        if self._questions:
            from claims import states  # noqa: PLC0415

            states.refresh(self.reader, self._questions)

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

    def _log(
        self, action: str, table: str, row_id: int, before: Row, after: Row | None
    ) -> None:
        # What was inserted before stands before in the history, or undo could not run it backwards.
        self._log_inserts()
        self._count(action, table, 1)
        self.insert(
            "change",
            batch_id=self._batch(),
            table_name=table,
            action=action,
            first_id=row_id,
            last_id=row_id,
            before=json.dumps(before, ensure_ascii=False),
            after=json.dumps(after, ensure_ascii=False) if after is not None else None,
        )

    def _log_inserts(self) -> None:
        inserted, self._inserted = self._inserted, {}
        rows = [
            {
                "batch_id": self.batch_id,
                "table_name": table,
                "action": "insert",
                "first_id": first,
                "last_id": last,
                "before": None,
                "after": None,
            }
            for table, ids in inserted.items()
            for first, last in runs(ids)
        ]
        self.insert_rows("change", rows)

    def _count(self, action: str, table: str, count: int) -> None:
        self.counts[action, table] = self.counts.get((action, table), 0) + count

    def _store(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        names = list(rows[0])
        mark = "?" if self.dialect == "sqlite" else "%s"
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"
        self.connection.exec_driver_sql(sql, [tuple(row[name] for name in names) for row in rows])

    # -- what a write touches ------------------------------------------------

    def _touch_inserting(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if table == "statement":
            self._unindexed.update(row["id"] for row in rows)
        elif table == "via":
            self._reindex({row["statement_id"] for row in rows} - self._unindexed)
        elif table == "question":
            self._questions.update(row["id"] for row in rows)
        for row in rows if table in _LEADS else ():
            self._touch_leads(table, row)

    def _reindex(self, statements: Iterable[int]) -> None:
        """Put statements in line for the index again; call before their rows change."""
        known = set(statements) - self._unindexed
        if known:
            fulltext.forget(self.reader, sorted(known))
            self._unindexed |= known

    def _touch_changing(self, table: str, row_id: int, columns: set[str] | None) -> None:
        """Before a row changes in these columns, or goes (none)."""
        if columns is None or columns & _INDEXED_COLUMNS.get(table, set()):
            self._touch_index(table, row_id)
        moving = _MOVING_COLUMNS.get(table)
        if table in _QUESTIONS_OF and (columns is None or moving is None or columns & moving):
            self._questions.update(self.reader.values(_QUESTIONS_OF[table], id=row_id))
        if table in _LEADS and columns is not None:
            names = ", ".join(column for column, _kind in _LEADS[table])
            row = self.reader.row(f"SELECT {names} FROM {table} WHERE id = :id", id=row_id)
            self._touch_leads(table, row or {})
        if table == "question" and columns is None:
            self._questions.discard(row_id)

    def _touch_index(self, table: str, row_id: int) -> None:
        if table == "statement":
            self._reindex([row_id])
        elif table == "document":
            self._reindex(
                self.reader.values("SELECT id FROM statement WHERE document_id = :id", id=row_id)
            )
        elif table == "via":
            self._reindex(
                self.reader.values("SELECT statement_id FROM via WHERE id = :id", id=row_id)
            )

    def _touch_leads(self, table: str, row: Mapping[str, Any]) -> None:
        for column, kind in _LEADS.get(table, ()):
            if (found := row.get(column)) is not None:
                (self._claims if kind == "claim" else self._questions).add(found)


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
