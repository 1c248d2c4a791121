"""What waits to be merged into the full-text index of Postgres, merged by a session of its own.

New rows of a GIN index wait in a list until there are many; merging them is most of what a row
costs, and falls to whoever adds the next one, unless another session is at it
(``gin_clean_pending_list``).  So a load goes on meanwhile.  Merging changes nothing that anybody
sees, and outlives a load that is taken back.

Where it cannot be, since the index is another's or there is no further session to be had, the rows
are merged as they ever are.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from claims.fulltext import TABLE

if TYPE_CHECKING:
    from claims.reader import Reader

INDEX = f"ix_{TABLE}_words"
_MERGE = """
SELECT set_config('lock_timeout', '2s', true);
SELECT gin_clean_pending_list({index}::regclass)
"""


class Merging:
    """Merges when told to, by a thread; ``connect`` gives a session of the driver."""

    def __init__(self, reader: Reader, connect: Callable[[], Any]) -> None:
        self._index: int | None = reader.value("SELECT to_regclass(:name)::oid::bigint", name=INDEX)
        self._connect = connect
        self._connection: Any = None
        self._thread = ThreadPoolExecutor(1, "merging")
        self._last: Future[None] | None = None

    def start(self) -> None:
        """Merge what waits by now, after what is being merged; nobody is waited for."""
        last = self._last
        if self._index is not None and (last is None or last.running() or last.done()):
            self._last = self._thread.submit(self._merge)

    def _merge(self) -> None:
        from psycopg import Error
        from sqlalchemy.exc import SQLAlchemyError

        index = self._index
        if index is None:  # by now
            return
        try:
            if self._connection is None:
                self._connection = self._connect()
            with self._connection.transaction():
                self._connection.execute(_MERGE.format(index=index))
        except (Error, SQLAlchemyError):
            self._index = None

    def wait(self) -> None:
        """Wait for the end of it."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        """End, whatever is being done."""
        self._index = None
        if self._connection is not None:
            with suppress(Exception):  # there is nothing that could be lost
                self._connection.cancel()
        self._thread.shutdown()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
