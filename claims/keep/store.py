"""Rows on their way into the journal: ids at once, storing in bulk.

Whoever makes a row needs its id for the next one; the journal is quickest with many rows of one
table.  ``Store`` gives the id when a row is added and hands rows over, referenced tables first,
when ``flush`` is called or something must be read back.  It may hand them to a thread: then whoever
reads, or changes what is stored, waits for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from claims.behind import Behind
from claims.journal import Journal
from claims.reader import Reader, Row

# Referenced tables before those that refer to them.
_ORDER = (
    "speaker", "alias", "role", "document", "question", "statement", "claim", "via", "position",
    "link", "rating", "verdict", "xref",
)  # fmt: skip


class Kept(NamedTuple):
    """A row that was found or made."""

    id: int
    made: bool


class _Rows(NamedTuple):
    """Rows as the values of columns, the first of which is ``id``."""

    names: Sequence[str]
    rows: list[tuple[Any, ...]]
    ids: Sequence[int]


class Store:
    """What is being kept in one batch."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._rows: dict[str, dict[int, Row]] = {}
        self._columns: dict[str, list[_Rows]] = {}
        self.flushes = 0
        """How often rows were handed over."""
        self._behind: Behind | None = None

    @property
    def reader(self) -> Reader:
        """Reads what was flushed, and all before this batch."""
        self._settle()
        return self.journal.reader

    @contextmanager
    def behind(self) -> Iterator[None]:
        """Have a thread store what is handed over by ``flush_behind``; all is stored at the end."""
        try:
            with Behind() as self._behind:
                yield
        finally:
            self._behind = None

    def _settle(self) -> None:
        if self._behind is not None:
            self._behind.wait()

    def _number(self, table: str) -> None:
        """Wait where the next id of a table takes a question to the database."""
        if not self.journal.knows_next(table):
            self._settle()

    def add(self, table: str, **values: Any) -> int:
        """A new row, with all the columns that rows of this table are ever given here."""
        return self.put(table, values)

    def put(self, table: str, values: Row, number: int | None = None) -> int:
        """The same with the columns as one row, which is the store's from then on.

        It is given the id that was reserved for it, if one was.
        """
        if number is None:
            self._number(table)
            number = self.journal.next_id(table)
        values["id"] = number
        self._rows.setdefault(table, {})[number] = values
        return number

    def put_all(self, table: str, rows: Sequence[Row]) -> None:
        """New rows, as ``put`` takes each."""
        if rows:
            ids = self.reserve(table, len(rows))
            for number, row in zip(ids, rows, strict=True):
                row["id"] = number
            self._rows.setdefault(table, {}).update(zip(ids, rows, strict=True))

    def reserve(self, table: str, count: int) -> range:
        """The ids of so many rows to come."""
        self._number(table)
        ids = self.journal.reserve(table, count)
        return range(ids[0], ids[0] + count) if ids else range(0)

    def put_columns(
        self, table: str, ids: Sequence[int], columns: Mapping[str, Iterable[Any]]
    ) -> None:
        """New rows of these ids, column by column."""
        rows = list(zip(ids, *columns.values(), strict=True))
        self._columns.setdefault(table, []).append(_Rows(["id", *columns], rows, ids))

    def waiting(self, table: str) -> Iterable[Row]:
        """The rows of a table that were not handed over yet."""
        return self._rows.get(table, {}).values()

    def change(self, table: str, row_id: int, **values: Any) -> bool:
        """Change a row, stored already or not; false where it is so already."""
        waiting = self._rows.get(table, {}).get(row_id)
        if waiting is None:
            if table in self._columns or any(name.endswith("_id") for name in values):
                self.flush()  # the row, or what it is to point to, may be waiting
            self._settle()
            return self.journal.update(table, row_id, **values)
        changed = any(waiting[name] != value for name, value in values.items())
        waiting.update(values)
        return changed

    def flush(self) -> None:
        """Hand everything over to the journal."""
        self._settle()
        self._taken()()

    def flush_behind(self, after: Callable[[], None]) -> None:
        """The same, and something after it, by the thread where there is one."""
        taken = self._taken()

        def work() -> None:
            taken()
            after()

        if self._behind is None:
            work()
        else:
            self._behind.begin(work)

    def _taken(self) -> Callable[[], None]:
        """What stores all that waits, which no longer does."""
        waiting, self._rows = self._rows, {}
        columns, self._columns = self._columns, {}
        self.flushes += 1

        def store() -> None:
            for table in _ORDER:
                for names, rows, ids in columns.get(table, ()):
                    self.journal.insert_values(table, names, rows, ids)
                if table in waiting:
                    self.journal.insert_rows(table, list(waiting[table].values()))

        return store
