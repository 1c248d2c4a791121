"""Other processes of this machine: how many there may be, how they begin, how they end.

They leave Ctrl-C to the first process and end when it does, whatever brings that about.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.i18n import _

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        return os.cpu_count() or 1


def pool(jobs: int, *, threads: bool = False, wait: bool = True) -> ProcessPoolExecutor:
    """Processes; ``threads`` where this one may have threads by now.

    They have begun unless nobody is to ``wait`` for that: then what they are given first tells how
    it went.  Raises ``ClaimsError`` where they end at once.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A process with threads must not be forked.
    context = multiprocessing.get_context("spawn" if threads else None)
    made = ProcessPoolExecutor(jobs, context, initializer=_begin)
    if not wait:
        return made
    try:
        made.submit(_nothing).result()
    except BrokenProcessPool as error:
        raise dying() from error
    return made


def dying() -> ClaimsError:
    """The error where other processes end and end."""
    return ClaimsError(
        _("processes end unexpectedly, perhaps for want of memory"),
        hint=_("the same with --jobs 1"),
    )


def _begin() -> None:
    """Leave Ctrl-C to the first process, and end when it does."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process that waits for work does not see that nobody is left to give it any."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _nothing() -> None:
    pass
