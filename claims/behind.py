"""Work done by a thread while its caller goes on with what has nothing to do with it.

SQLite and a server need no interpreter for what they store, so that the next records can be kept
meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

_TURN = 0.0005
"""Seconds for which a thread keeps the interpreter from another.  The one that stores needs it only
from statement to statement, and would wait for it longer than each takes.
"""


class Behind:
    """One piece of work at a time; as a context manager it ends when that is done.

    What goes wrong with a piece is raised by whoever waits for it.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "behind")
        self._last: Future[None] | None = None
        self._turn = sys.getswitchinterval()

    def begin(self, work: Callable[[], None]) -> None:
        """Begin a piece of work, after the one before."""
        self.wait()
        self._last = self._thread.submit(work)

    def wait(self) -> None:
        """Wait until nothing is being done."""
        last, self._last = self._last, None
        if last is not None:
            last.result()

    def __enter__(self) -> Self:
        sys.setswitchinterval(_TURN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._thread.shutdown()
        finally:
            sys.setswitchinterval(self._turn)
        if error is None:
            self.wait()
