"""Articles through the engine, in one process or several, always in order.

At most ``AHEAD`` articles a worker are in hand, so that a folder of any size costs little memory.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from claims.articles.model import NOTHING_KNOWN, Article, Known, Origin, Problem
from claims.articles.reading import read
from claims.errors import ClaimsError
from claims.extract import Extraction, extract
from claims.i18n import _

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")
Mapper = Callable[[Callable[[T], R], Iterable[T]], Iterator[R]]

AHEAD = 16
MANY = 16
"""From so many articles on, starting other processes pays."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and what to keep: quotes of at least ``least`` confidence."""

    known: Known = NOTHING_KNOWN
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """An article and what it says others said."""

    article: Article
    extraction: Extraction

    def as_json(self) -> dict[str, Any]:
        """The object printed for one article."""
        return {**self.extraction.as_json(self.article.name), **self.article.as_json()}


def read_article(origin: Origin | Problem, options: Options) -> Article | Problem:
    """The article of an origin, or why there is none."""
    return origin if isinstance(origin, Problem) else read(origin, options.known)


def find_quotes(article: Article | Problem, options: Options) -> Read | Problem:
    """The quotations of an article; a fault of the engine is a problem of this article alone."""
    if isinstance(article, Problem):
        return article
    published = article.published
    day = date.fromordinal(published.first) if published and _is_day(published) else None
    lang = article.lang.partition("-")[0].lower() if article.lang else None
    try:
        found = extract(article.text, lang=lang, published=day)
    except Exception as error:  # one article must not cost the others
        return Problem(article.name, _("fault: {error!r}").format(error=error))
    if options.least > 0:
        kept = tuple(quote for quote in found.quotes if quote.confidence >= options.least)
        found = replace(found, quotes=kept)
    return Read(article, found)


def _is_day(published: Any) -> bool:
    return bool(published.first == published.last)


def _both(origin: Origin | Problem, options: Options) -> Read | Problem:
    return find_quotes(read_article(origin, options), options)


def read_all(
    origins: Iterable[Origin | Problem], options: Options, mapper: Mapper[Any, Any]
) -> Iterator[Read | Problem]:
    """Every article read and searched, in order."""
    return mapper(partial(_both, options=options), origins)


# -- processes -----------------------------------------------------------------------------


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        return os.cpu_count() or 1


def jobs_for(
    origins: Iterator[Origin | Problem], asked: int | None
) -> tuple[int, Iterator[Origin | Problem]]:
    """How many processes some origins are worth, and the origins again."""
    first = list(islice(origins, MANY))
    again = chain(first, origins)
    if asked is not None:
        return min(asked, max(1, len(first))), again
    return (processors() if len(first) == MANY else 1), again


@contextmanager
def workers(jobs: int) -> Iterator[Mapper[Any, Any]]:
    """A way to map a function over items in order, in so many processes.

    Ctrl-C ends the processes too; one that dies is an error, not a wait for ever.
    """
    if jobs == 1:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_ignore_interrupts)
    pool.submit(_nothing).result()  # started before anything else has threads
    try:
        yield partial(_ordered, pool, AHEAD * jobs)
    except BrokenProcessPool as error:
        raise ClaimsError(
            _("a process ended unexpectedly, perhaps for want of memory"), hint="--jobs 1"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ordered(
    pool: Executor, ahead: int, function: Callable[[T], R], items: Iterable[T]
) -> Iterator[R]:
    waiting: deque[Future[R]] = deque()
    for item in items:
        waiting.append(pool.submit(function, item))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _ignore_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _nothing() -> None:
    pass
