"""Where many articles are worked on: in this process, or in others; always answered in order.

A function goes over batches of items; a batch is cut into pieces, and a bounded number of pieces
is in hand at a time, so that an archive of any size costs little memory.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from claims.articles.model import Article, Origin, Problem
from claims.i18n import _
from claims.processes import dying, pool

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Function = Callable[[Any], Any]
Batch = Sequence[Any]

MOST_LOST = 20
"""Articles that may cost a process its life before the run is given up."""


class Workers:
    """This process itself; the others are derived."""

    piece = 1
    """Most items that are sent, and answered, together."""
    heaviest = 1 << 18
    """Most bytes of them, unless one alone has more."""

    def each(self, function: Function, items: Iterable[Any]) -> Iterator[Any]:
        """A function's answers for some items, in order."""
        return chain.from_iterable(self.over(function, self.pieces(items)))

    def over(self, function: Function, batches: Iterable[Batch]) -> Iterator[list[Any]]:
        """The answers for some batches, a list each, in order; those of an empty one are none."""
        for batch in batches:
            yield [function(item) for item in batch]

    def pieces(self, items: Iterable[Any]) -> Iterator[list[Any]]:
        """Items as they are sent: a few light ones together."""
        piece: list[Any] = []
        weight = 0
        for item in items:
            more = _weight(item)
            if piece and (len(piece) >= self.piece or weight + more > self.heaviest):
                yield piece
                piece, weight = [], 0
            piece.append(item)
            weight += more
        if piece:
            yield piece


def _weight(item: Any) -> int:
    """About how many bytes there are in an item."""
    if isinstance(item, Article):
        return len(item.text)
    if not isinstance(item, Origin):
        return 0
    if item.data is not None or item.path is None:
        return len(item.data or b"")
    try:
        return os.stat(item.path).st_size
    except OSError:
        return 0


class Answer(Protocol):
    """What is to come of a piece."""

    def result(self) -> list[Any]: ...  # noqa: D102


class Ahead(Workers):
    """Workers elsewhere, kept busy while answers are made use of."""

    piece = 8
    ahead = 8
    """Pieces in hand for each worker."""

    def count(self) -> int:
        """How many workers there are now."""
        raise NotImplementedError

    def submit(self, function: Function, piece: Batch) -> Answer:
        """Have a piece worked on."""
        raise NotImplementedError

    def result(self, function: Function, piece: Batch, answer: Answer) -> list[Any]:
        """What came of a piece."""
        raise NotImplementedError

    def over(self, function: Function, batches: Iterable[Batch]) -> Iterator[list[Any]]:
        """The answers for some batches; the next ones are worked on meanwhile."""
        waiting: deque[list[tuple[Batch, Answer]]] = deque()
        in_hand = 0
        for batch in batches:
            waiting.append([(one, self.submit(function, one)) for one in self.pieces(batch)])
            in_hand += max(1, len(waiting[-1]))
            while in_hand >= self.ahead * self.count():
                done = waiting.popleft()
                in_hand -= max(1, len(done))
                yield self._results(function, done)
        while waiting:
            yield self._results(function, waiting.popleft())

    def _results(self, function: Function, sent: list[tuple[Batch, Answer]]) -> list[Any]:
        found: list[Any] = []
        for piece, answer in sent:
            found += self.result(function, piece, answer)
        return found


def apply(function: Function, piece: Batch) -> list[Any]:
    """What a worker does with a piece."""
    return [function(item) for item in piece]


def lost(item: Any) -> Problem:
    """What is said of an article that costs every process its life that reads it."""
    return Problem(item.name, _("the process reading it ended, perhaps for want of memory"))


# -- processes -----------------------------------------------------------------------------


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """So many processes; one is this one.

    Ctrl-C ends the others, and so does the end of this one, whatever brings it about.
    """
    if jobs == 1:
        yield Workers()
        return
    processes = Processes(jobs)
    try:
        yield processes
    finally:
        processes.close()


class Processes(Ahead):
    """Other processes on this machine.

    Where one dies, what was in hand is done again, article by article, in a process by itself: the
    article that kills it too is a ``Problem``, the others lose nothing.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.lost = 0
        self._pool = pool(jobs)  # started before anything else has threads
        self._alone: ProcessPoolExecutor | None = None

    def count(self) -> int:
        """How many there are."""
        return self.jobs

    def submit(self, function: Function, piece: Batch) -> Answer:
        """Have a piece worked on; new processes where one of the old ones died."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._pool.submit(apply, function, piece)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = pool(self.jobs, threads=True)
            return self._pool.submit(apply, function, piece)

    def result(self, function: Function, piece: Batch, answer: Answer) -> list[Any]:
        """What came of a piece, if need be at the second attempt."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return answer.result()
        except BrokenProcessPool:
            return [self._by_itself(function, item) for item in piece]

    def _by_itself(self, function: Function, item: Any) -> Any:
        from concurrent.futures.process import BrokenProcessPool

        if self._alone is None:
            self._alone = pool(1, threads=True)
        try:
            return self._alone.submit(function, item).result()
        except BrokenProcessPool as error:
            self._alone = None
            self.lost += 1
            if self.lost > MOST_LOST:
                raise dying() from error
            return lost(item)

    def close(self) -> None:
        """End them all."""
        for one in (self._pool, self._alone):
            if one is not None:
                one.shutdown(wait=True, cancel_futures=True)
