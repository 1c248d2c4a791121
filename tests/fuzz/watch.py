"""Two seconds for one input, and no more."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LIMIT = 2.0
"""Seconds of processor time: a busy machine makes nothing a hang."""


class HangError(BaseException):
    """An input took too long: no ``except Exception`` of the program may swallow it."""


@contextmanager
def watched(seconds: float = LIMIT) -> Iterator[None]:
    """Raise ``HangError`` where the block takes longer; in the main thread alone."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError(f"more than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
