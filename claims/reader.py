"""Reading over the plain driver: the hot path, and everything else that only reads.

One dialect of SQL is written, with ``:name`` parameters; ``Reader`` turns it into what the driver
wants.  What the engines really do differently (full text, lists) is a method here or a module of
its own.  Neither SQLAlchemy nor alembic is loaded.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from itertools import islice
from typing import Any, Literal, Self, TypeVar

from claims.confidential import Sight, active, as_seen

Dialect = Literal["sqlite", "postgresql"]
Row = dict[str, Any]
T = TypeVar("T")

_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ"
# A colon that begins a parameter: not a cast (::) and not inside a quoted text.
_PARAMETER = re.compile(r"'(?:[^']|'')*'|::|:([a-z_][a-z0-9_]*)")


@cache
def _for_psycopg(sql: str) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        return f"%({name})s" if name else match.group(0)

    return _PARAMETER.sub(replace, sql.replace("%", "%%"))


class Reader:
    """Runs prepared queries on one open driver connection (sqlite3 or psycopg).

    ``sql`` is always a constant of the program or built from constants; values only ever travel
    as parameters.  ``sight`` is what it sees of what is confidential (``claims.confidential``);
    ``candid`` says that errors and suggestions may name it.
    """

    def __init__(
        self,
        connection: Any,
        dialect: Dialect,
        sight: Sight = Sight.ALL,
        *,
        candid: bool = False,
    ) -> None:
        self.connection = connection
        self.dialect = dialect
        self.sight = sight
        self.candid = candid

    def seen(self, sight: Sight) -> Self:
        """The same connection seen through other eyes."""
        return type(self)(self.connection, self.dialect, sight, candid=self.candid)

    def discreet(self) -> Self:
        """What may be said in an error or a suggestion: nothing confidential unless asked for."""
        if self.candid or self.sight is Sight.OPEN or not active(self):
            return self
        return self.seen(Sight.OPEN)

    def _run(self, sql: str, parameters: dict[str, Any]) -> Any:
        cursor = self.connection.cursor()
        if self.sight:
            sql = as_seen(sql, self.sight)
        if self.dialect == "sqlite":
            lists = {k: json.dumps(v) for k, v in parameters.items() if isinstance(v, list)}
            cursor.execute(sql, {**parameters, **lists} if lists else parameters)
        else:
            cursor.execute(_for_psycopg(sql), parameters)
        return cursor

    def iterate(self, sql: str, /, **parameters: Any) -> Iterator[Row]:
        """The rows of a query, fetched in chunks.

        On Postgres the client still holds the whole answer: page by key for millions of rows.
        """
        cursor = self._run(sql, parameters)
        try:
            yield from _told(cursor)
        finally:
            cursor.close()

    def rows(self, sql: str, /, **parameters: Any) -> list[Row]:
        """All rows of a query, as dictionaries."""
        return list(self.iterate(sql, **parameters))

    def several(self, *queries: tuple[str, dict[str, Any]]) -> list[list[Row]]:
        """The rows of each of several queries, none of which needs another's answer.

        Where the driver can, they travel to the server together: it is asked, and waited for, once.
        """
        with _together(self.connection):
            cursors = [self._run(sql, parameters) for sql, parameters in queries]
        found = [list(_told(cursor)) for cursor in cursors]
        for cursor in cursors:
            cursor.close()
        return found

    def tuples(self, sql: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of a query as tuples, for thousands of rows of known columns."""
        cursor = self._run(sql, parameters)
        try:
            found: list[tuple[Any, ...]] = cursor.fetchall()
        finally:
            cursor.close()
        return found

    def row(self, sql: str, /, **parameters: Any) -> Row | None:
        """The first row of a query, or none."""
        return next(self.iterate(sql, **parameters), None)

    def value(self, sql: str, /, **parameters: Any) -> Any:
        """The first column of the first row, or none."""
        row = self.row(sql, **parameters)
        return next(iter(row.values())) if row else None

    def values(self, sql: str, /, **parameters: Any) -> list[Any]:
        """The first column of every row."""
        return list(self.stream(sql, **parameters))

    def stream(self, sql: str, /, **parameters: Any) -> Iterator[Any]:
        """The first column of every row, fetched in chunks."""
        cursor = self._run(sql, parameters)
        try:
            while chunk := cursor.fetchmany(1000):
                for row in chunk:
                    yield row[0]
        finally:
            cursor.close()

    def execute(self, sql: str, /, **parameters: Any) -> None:
        """Run what gives no rows: temporary tables; all that lasts is written by the journal."""
        self._run(sql, parameters).close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A span of queries that all see the database as it is at the first of them.

        Temporary tables may be made in it; nothing remains.  Not inside a transaction that writes:
        that has its own view.
        """
        self._run("BEGIN" if self.dialect == "sqlite" else _SNAPSHOT, {}).close()
        try:
            yield
        finally:
            self._run("ROLLBACK", {}).close()

    def within(self, column: str, parameter: str) -> str:
        """The condition that ``column`` is in the list given as ``parameter``.

        Pass the list itself as the parameter's value; of any length.
        """
        if self.dialect == "sqlite":
            return f"{column} IN (SELECT value FROM json_each(:{parameter}))"
        return f"{column} = ANY(:{parameter})"

    def pairs(self, parameter: str) -> str:
        """A table of the pairs, ``number`` and ``word``, given as JSON: ``[[4, "yes"]]``."""
        if self.dialect == "sqlite":
            number, word = "json_extract(value, '$[0]')", "json_extract(value, '$[1]')"
            told = f"json_each(:{parameter})"
        else:
            number, word = "CAST(value ->> 0 AS bigint)", "value ->> 1"
            told = f"jsonb_array_elements(CAST(:{parameter} AS jsonb))"
        return f"(SELECT {number} AS number, {word} AS word FROM {told})"


def _told(cursor: Any) -> Iterator[Row]:
    """What a query gave, fetched in chunks."""
    names = [column[0] for column in cursor.description]
    while chunk := cursor.fetchmany(1000):
        for values in chunk:
            yield dict(zip(names, values, strict=True))


def _together(connection: Any) -> AbstractContextManager[Any]:
    """Queries that psycopg sends without waiting for the answer to the one before."""
    module = sys.modules.get("psycopg")
    if module is None or not isinstance(connection, module.Connection):
        return nullcontext()
    return connection.pipeline() if module.Pipeline.is_supported() else nullcontext()


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` values, in order."""
    waiting = iter(values)
    while chunk := list(islice(waiting, size)):
        yield chunk
