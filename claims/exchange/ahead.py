"""A large file of JSONL read by other processes, while this one keeps what they have read.

A chunk of lines goes to a process and comes back as prepared records, in order.  What was kept
before need not be read, so that each chunk is asked for as the last one turned out: read, where it
brought anything new, else with its keys and digests alone.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from claims.collector import at_rest
from claims.exchange.prepared import CHUNK, Prepared, Records, prepare, read
from claims.exchange.record import Reading
from claims.exchange.sources import Line, lines, parse_json, raw_of, written
from claims.fulltext import ACCEPTED, Told, tell
from claims.indexed_words import indexed_words
from claims.keep.quote import Quote, days
from claims.keep.source import Source, source_of
from claims.processes import dying, pool

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

ALONE = 3
"""Chunks read here while other processes begin, which takes as long as two of them; a file that has
no more needs no others."""
_AHEAD = 3  # chunks in hand for each process
_HEAVIEST = 4 << 20
"""Bytes of a chunk, unless one line alone has more."""


class Job(NamedTuple):
    """Lines to be prepared, and whether to read them."""

    lines: list[Line]
    whole: bool


class Ahead(Records):
    """The records of a file of JSONL, read by so many processes, this one among them.

    Iterating raises ``ClaimsError`` where the others die.
    """

    def __init__(self, stream: BinaryIO, first: bytes, *, jobs: int) -> None:
        super().__init__(())
        self._chunks = _chunks(written(lines(stream, first)))
        self._jobs = jobs

    def __iter__(self) -> Iterator[list[Prepared]]:
        """The chunks: the first read here, for small files are quickest so."""
        if self._jobs == 1:
            yield from map(_here, self._chunks)
            return
        begin = list(islice(self._chunks, ALONE))
        if (more := next(self._chunks, None)) is None:
            yield from map(_here, begin)
            return
        with pool(self._jobs - 1, threads=True, wait=False) as processes:
            yield from self._elsewhere(processes, begin, chain([more], self._chunks))

    def _elsewhere(
        self, processes: ProcessPoolExecutor, begin: list[list[Line]], chunks: Iterator[list[Line]]
    ) -> Iterator[list[Prepared]]:
        from concurrent.futures.process import BrokenProcessPool

        waiting: deque[_Given | list[Prepared]] = deque()

        def give(chunk: list[Line]) -> None:
            future = processes.submit(work, Job(chunk, self.whole))
            waiting.append(_Given(chunk, future))

        try:
            for chunk in islice(chunks, _AHEAD * (self._jobs - 1)):
                give(chunk)
            yield from map(_here, begin)
            for chunk in chunks:
                if _is_ready(waiting[0]):
                    give(chunk)
                else:  # rather than wait for the others, do as they do
                    waiting.append(_here(chunk))
                yield _answer(waiting.popleft())
            while waiting:
                yield _answer(waiting.popleft())
        except BrokenProcessPool as error:
            raise dying() from error
        finally:
            for one in waiting:
                if isinstance(one, _Given):
                    one.future.cancel()


class _Given(NamedTuple):
    """Lines another process was given, and what comes of them."""

    lines: list[Line]
    future: Future[bytes]


def _is_ready(one: _Given | list[Prepared]) -> bool:
    return isinstance(one, list) or one.future.done()


def _answer(one: _Given | list[Prepared]) -> list[Prepared]:
    return one if isinstance(one, list) else unpacked(one.future.result(), one.lines)


def _here(chunk: list[Line]) -> list[Prepared]:
    """A chunk prepared by this process."""
    return [prepare(raw_of(line, parse_json)) for line in chunk]


def _chunks(numbered: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines whose records are to be kept together."""
    chunk: list[Line] = []
    weight = 0
    for line in numbered:
        weight += len(line[1] or b"")
        chunk.append(line)
        if len(chunk) >= CHUNK or weight > _HEAVIEST:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


# -- what the other processes do -------------------------------------------------------------


def work(job: Job) -> bytes:
    """The records of some lines, as ``unpacked`` takes them."""
    with at_rest():
        return packed(_here(job.lines), whole=job.whole)


# -- how they answer ---------------------------------------------------------------------------

# A quote as a tuple takes half the time of the object; the source of several travels once.
_values = attrgetter(*(field.name for field in fields(Quote) if field.init))


def packed(records: Iterable[Prepared], *, whole: bool) -> bytes:
    """Records as they travel between processes: their lines stay where they are."""
    sources: dict[tuple[Any, ...], tuple[int, Source]] = {}
    rows: list[tuple[Any, ...]] = []
    for record in records:
        known = record.key, record.digest, record.own
        reading = read(record) if whole else record.reading
        if reading is None:
            rows.append(known)
            continue
        quote, problems, unknown = reading
        if quote is None:
            rows.append((*known, problems, unknown))
            continue
        told = (quote.outlet, quote.title, quote.url, quote.published, quote.lang)
        place, _source = sources.setdefault(told, (len(sources), source_of(quote)))
        rows.append((*known, unknown, place, *_told(quote), _values(quote)))
    found = [source for _place, source in sources.values()]
    for source in found:
        source.key  # noqa: B018 - found here, it is not looked for by the process that keeps
    return pickle.dumps((found, rows), pickle.HIGHEST_PROTOCOL)


def _told(quote: Quote) -> tuple[str, str, tuple[int, int]]:
    """What the index takes of a quote but for its title, which travels with it."""
    published = quote.published
    first, last = (published.first, published.last) if published else (None, None)
    told = tell(
        indexed_words(quote.text),
        title=quote.title,
        days=days(quote.said, first, last),
        manner=(quote.lang, quote.kind, ACCEPTED),
        printed=quote.role,
    )
    return told.words, told.filters, told.days


def unpacked(data: bytes, lines: list[Line]) -> list[Prepared]:
    """The records that were packed, of these lines."""
    sources, rows = pickle.loads(data)  # noqa: S301 - of our own processes alone
    return [_unpacked(sources, row, line) for row, line in zip(rows, lines, strict=True)]


def _unpacked(sources: list[Source], row: tuple[Any, ...], line: Line) -> Prepared:
    number, raw = line
    key, digest, own, *more = row
    if not more:
        return Prepared(number, key, digest, own, None, raw)
    if len(more) == 2:
        return Prepared(number, key, digest, own, Reading(None, *more), raw)
    unknown, place, words, filters, when, values = more
    quote = Quote(*values)
    quote.source = sources[place]
    quote.told = Told(words, filters, quote.title, when)
    return Prepared(number, key, digest, own, Reading(quote, [], unknown), raw if unknown else None)
