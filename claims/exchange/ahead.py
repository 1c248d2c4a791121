"""A large file of JSONL read by other processes, while this one keeps what they have read.

A chunk of lines goes to a process and comes back as prepared records, in order.  What was kept
before need not be read, so that each chunk is asked for as the last one turned out: read, where it
brought anything new, else with its keys and digests alone.
"""

from __future__ import annotations

import marshal
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from claims.collector import at_rest
from claims.dates import PartialDate, Precision
from claims.exchange.prepared import CHUNK, Chunk, Records, prepare, read
from claims.exchange.sources import Block, blocks, parse_json, raw_of, written
from claims.keep.plain import COLUMNS, Plains
from claims.keep.quote import Bearing
from claims.keep.source import Sources
from claims.numbers import Interval
from claims.processes import dying, pool
from claims.vocabulary import Stance

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

ALONE = 3
"""Chunks read here while other processes begin, which takes as long as two of them; a file that has
no more needs no others."""
_AHEAD = 3  # chunks in hand for each process
_HEAVIEST = 4 << 20
"""Bytes of lines that are enough for a chunk; what was read with them goes with them."""


class Job(NamedTuple):
    """Lines to be prepared (``prepare``), none of them empty but those too long to be read."""

    data: bytes
    whole: bool
    vectors: bool


def job(lines: Block, *, whole: bool, vectors: bool = False) -> Job:
    """The work that lines are; which they are only whoever gives them knows."""
    return Job(b"\n".join([text or b"" for text in lines.texts]), whole, vectors)


class Ahead(Records):
    """The records of a file of JSONL, read by so many processes, this one among them.

    Iterating raises ``ClaimsError`` where the others die.
    """

    def __init__(self, stream: BinaryIO, first: bytes, *, jobs: int) -> None:
        super().__init__(())
        self._chunks = _chunks(map(written, blocks(stream, first)))
        self._jobs = jobs

    def __iter__(self) -> Iterator[Chunk]:
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
        self, processes: ProcessPoolExecutor, begin: list[Block], chunks: Iterator[Block]
    ) -> Iterator[Chunk]:
        from concurrent.futures.process import BrokenProcessPool

        waiting: deque[_Given | Chunk] = deque()

        def give(chunk: Block) -> None:
            future = processes.submit(work, job(chunk, whole=self.whole, vectors=self.vectors))
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

    def _here(self, chunk: Block) -> Chunk:
        """A chunk prepared by this process."""
        return _prepared(chunk, self.whole, self.vectors)


class _Given(NamedTuple):
    """Lines another process was given, and what comes of them."""

    lines: Block
    future: Future[bytes]


def _is_ready(one: _Given | Chunk) -> bool:
    return isinstance(one, Chunk) or one.future.done()


def _answer(one: _Given | Chunk) -> Chunk:
    return one if isinstance(one, Chunk) else unpacked(one.future.result(), one.lines)


def _chunks(read: Iterable[Block]) -> Iterator[Block]:
    """Lines whose records are to be kept together."""
    numbers: list[int] = []
    texts: list[bytes | None] = []
    weight = 0
    for block in read:
        numbers += block.numbers
        texts += block.texts
        weight += _bytes(block.texts)
        while texts and (len(texts) >= CHUNK or weight > _HEAVIEST):
            yield Block(numbers[:CHUNK], texts[:CHUNK])
            del numbers[:CHUNK], texts[:CHUNK]
            weight = _bytes(texts)
    if texts:
        yield Block(numbers, texts)


def _bytes(texts: Iterable[bytes | None]) -> int:
    return sum(map(len, filter(None, texts)))


# -- what the other processes do -------------------------------------------------------------


def work(given: Job) -> bytes:
    """The records of some lines, as ``unpacked`` takes them."""
    texts = [text or None for text in given.data.split(b"\n")]
    with at_rest():
        return packed(_prepared(Block([0] * len(texts), texts), given.whole, given.vectors))


def _prepared(lines: Block, whole: bool, vectors: bool) -> Chunk:
    raws = (raw_of(line, parse_json) for line in zip(*lines, strict=True))
    return prepare(raws, whole=whole, vectors=vectors)


# -- how they answer ---------------------------------------------------------------------------


def packed(chunk: Chunk) -> bytes:
    """Records as they travel between processes: their lines stay where they are.

    What is plain goes as it is, at a third of what pickling takes.
    """
    plain, readings = chunk.plain, chunk.readings
    columns = None
    if plain is not None:
        others = set(range(len(chunk))).difference(plain.places)
        readings = {place: read(chunk.record(place)) for place in others}
        told = [getattr(plain, name) for name in COLUMNS]
        positions = {
            place: list(map(_packed_bearing, found)) for place, found in plain.positions.items()
        }
        columns = told, plain.said, plain.begun, list(plain.sources), positions
    known = chunk.keys, chunk.digests, chunk.own
    rest = pickle.dumps(readings, pickle.HIGHEST_PROTOCOL) if readings else b""
    return marshal.dumps((known, columns, rest))


def _packed_bearing(bearing: Bearing) -> tuple[Any, ...]:
    number, day = bearing.number, bearing.as_of
    return (
        bearing.question,
        bearing.claim,
        bearing.stance.value,
        number and (number.low, number.high, number.low_open, number.high_open),
        bearing.hedge,
        day and (day.text, day.first, day.last, day.precision.value),
        bearing.slug,
        bearing.key,
    )


def _unpacked_bearing(told: tuple[Any, ...]) -> Bearing:
    question, claim, stance, number, hedge, day, slug, key = told
    bounds, as_of = number and Interval(*number), day and _date(*day)
    return Bearing(question, claim, _STANCES[stance], bounds, hedge, as_of, slug, key)


_STANCES = {stance.value: stance for stance in Stance}


@lru_cache(maxsize=1 << 12)
def _date(text: str, first: int, last: int, precision: str) -> PartialDate:
    return PartialDate(text, first, last, Precision(precision))


def unpacked(data: bytes, lines: Block) -> Chunk:
    """The records that were packed, of these lines."""
    known, columns, rest = marshal.loads(data)  # noqa: S302 - of our own processes alone
    readings = pickle.loads(rest) if rest else {}  # noqa: S301
    plain = None
    if columns is not None:
        told = dict(zip(COLUMNS, columns[0], strict=True))
        plain = Plains(
            **told,
            said=columns[1],
            begun=columns[2],
            sources=Sources(*columns[3]),
            positions={
                place: list(map(_unpacked_bearing, found)) for place, found in columns[4].items()
            },
        )
    keys, digests, own = known
    return Chunk(list(lines.numbers), keys, digests, own, list(lines.texts), readings, plain)
