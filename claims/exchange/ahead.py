"""A large file of JSONL read by other processes, while this one keeps what they have read.

A chunk of lines goes to a process and comes back as prepared records, in order.  What was kept
before need not be read, so that each chunk is asked for as the last one turned out: read, where it
brought anything new, else with its keys and digests alone.
"""

from __future__ import annotations

import marshal
import pickle
from collections import deque
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from claims.collector import at_rest
from claims.dates import PartialDate, Precision
from claims.exchange.prepared import CHUNK, Prepared, Records, prepared, read
from claims.exchange.sources import Line, lines, parse_json, raw_of, written
from claims.fulltext import Told
from claims.keep.plain import Plain
from claims.keep.source import Source
from claims.processes import dying, pool
from claims.vocabulary import SpeakerKind

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
            yield from map(self._here, self._chunks)
            return
        begin = list(islice(self._chunks, ALONE))
        if (more := next(self._chunks, None)) is None:
            yield from map(self._here, begin)
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
            yield from map(self._here, begin)
            for chunk in chunks:
                if _is_ready(waiting[0]):
                    give(chunk)
                else:  # rather than wait for the others, do as they do
                    waiting.append(self._here(chunk))
                yield _answer(waiting.popleft())
            while waiting:
                yield _answer(waiting.popleft())
        except BrokenProcessPool as error:
            raise dying() from error
        finally:
            for one in waiting:
                if isinstance(one, _Given):
                    one.future.cancel()

    def _here(self, chunk: list[Line]) -> list[Prepared]:
        """A chunk prepared by this process."""
        return _prepared(Job(chunk, self.whole))


class _Given(NamedTuple):
    """Lines another process was given, and what comes of them."""

    lines: list[Line]
    future: Future[bytes]


def _is_ready(one: _Given | list[Prepared]) -> bool:
    return isinstance(one, list) or one.future.done()


def _answer(one: _Given | list[Prepared]) -> list[Prepared]:
    return one if isinstance(one, list) else unpacked(one.future.result(), one.lines)


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
        return packed(_prepared(job), whole=job.whole)


def _prepared(job: Job) -> list[Prepared]:
    return prepared((raw_of(line, parse_json) for line in job.lines), whole=job.whole)


# -- how they answer ---------------------------------------------------------------------------


def packed(records: list[Prepared], *, whole: bool) -> bytes:
    """Records as they travel between processes: their lines stay where they are.

    What is plain goes in columns of plain values, at a third of what pickling takes.
    """
    places = [place for place, one in enumerate(records) if one.plain is not None]
    quotes = [one.plain for one in records if one.plain is not None]
    others = {
        place: read(one) if whole else one.reading
        for place, one in enumerate(records)
        if one.plain is None and (whole or one.reading is not None)
    }
    sources = {id(one.source): one.source for one in quotes}
    numbers = {key: number for number, key in enumerate(sources)}
    positions = {place: one.positions for place, one in enumerate(quotes) if one.positions}
    kinds = [one.speaker_kind and _KINDS[one.speaker_kind] for one in quotes]
    told = [one.told for one in quotes]
    columns = (
        [one.speaker for one in quotes],
        kinds,
        [one.org for one in quotes],
        [one.via for one in quotes],
        [one.role for one in quotes],
        [one.days for one in quotes],
        [one.end for one in quotes],
        [one.same_act for one in quotes],
        [numbers[id(one.source)] for one in quotes],
        [one.words for one in told],
        [one.filters for one in told],
        [one.days for one in told],
        [one.said for one in quotes],
    )
    known = [
        [one.key for one in records],
        [one.digest for one in records],
        [one.own for one in records],
    ]
    return marshal.dumps(
        (
            known,
            places,
            columns,
            [_packed_source(one) for one in sources.values()],
            pickle.dumps((others, positions), pickle.HIGHEST_PROTOCOL),
        )
    )


_KINDS = {kind: kind.value for kind in SpeakerKind}
_KIND_OF = {None: None} | {kind.value: kind for kind in SpeakerKind}


def _packed_source(source: Source) -> tuple[Any, ...]:
    """A source with its key, so that it is not looked for by the process that keeps."""
    when = source.published
    published = when and (when.text, when.first, when.last, when.precision.value)
    return source.outlet, source.title, source.url, published, source.lang, source.key


def _unpacked_source(told: tuple[Any, ...]) -> Source:
    outlet, title, url, published, lang, key = told
    return Source(outlet, title, url, published and _date(*published), lang, known_key=key)


@lru_cache(maxsize=1 << 13)
def _date(text: str, first: int, last: int, precision: str) -> PartialDate:
    return PartialDate(text, first, last, Precision(precision))


def unpacked(data: bytes, lines: list[Line]) -> list[Prepared]:
    """The records that were packed, of these lines."""
    known, places, columns, found, pickled = marshal.loads(data)  # noqa: S302 - of our own processes alone
    others, positions = pickle.loads(pickled)  # noqa: S301
    sources = list(map(_unpacked_source, found))
    (
        speakers, kinds, orgs, chains, roles, days, ends, acts, numbers, words, filters, told_days,
        said,
    ) = columns  # fmt: skip
    stand_in = list(map(sources.__getitem__, numbers))
    told = map(
        _new(Told), zip(words, filters, [one.title for one in stand_in], told_days, strict=True)
    )
    quotes = map(
        _new(Plain),
        zip(
            speakers,
            map(_KIND_OF.__getitem__, kinds),
            orgs,
            [one.outlet for one in stand_in],
            chains,
            roles,
            days,
            ends,
            acts,
            [positions.get(place, ()) for place in range(len(places))],
            stand_in,
            told,
            said,
            repeat(None),
            repeat(frozenset()),
        ),
    )
    plain: list[Plain | None] = [None] * len(lines)
    for place, quote in zip(places, quotes, strict=True):
        plain[place] = quote
    readings = [others.get(place) for place in range(len(lines))]
    numbered, raws = zip(*lines, strict=True)
    return list(map(_new(Prepared), zip(numbered, *known, readings, raws, plain, strict=True)))


def _new(of: Any) -> Any:
    """What makes a named tuple of a plain one, without looking at it."""
    return partial(tuple.__new__, of)
