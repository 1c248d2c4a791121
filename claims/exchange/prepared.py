"""Flat records made ready to be kept, as far as that needs no database.

``prepare`` gives the records of a chunk their keys and digests, and reads those that are plain;
``read`` reads any other.  Both are pure, so that a large file is read by other processes
(``claims.exchange.ahead``) while this one keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.exchange.fields import Problem
from claims.exchange.fingerprint import digest, filled
from claims.exchange.plain import may_be_plain, read_plain
from claims.exchange.record import Reading, read_record, record_key
from claims.exchange.sources import Raw, parse_json, too_deep
from claims.keep.plain import Plains
from claims.reader import chunks

CHUNK = 2000
"""Most records that are kept together."""


class Prepared(NamedTuple):
    """A record with its line, its key and its digest.

    ``key`` is the record's own (``own``), else made of its digest; none where there is no record,
    and ``reading`` says why.  ``raw`` is the record as parsed, or its line of JSON.
    """

    line: int
    key: str | None
    digest: str
    own: bool
    reading: Reading | None
    raw: Any


@dataclass(slots=True)
class Chunk:
    """Records to be kept together, each a place in these columns, and the plain quotes of them.

    ``readings`` are of those read already that are not plain, by place; ``plain`` is none where
    nobody looked.
    """

    lines: list[int] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    own: list[bool] = field(default_factory=list)
    raws: list[Any] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)
    plain: Plains | None = None

    def __len__(self) -> int:
        return len(self.keys)

    def record(self, place: int) -> Prepared:
        """One of the records."""
        return Prepared(
            self.lines[place],
            self.keys[place],
            self.digests[place],
            self.own[place],
            self.readings.get(place),
            self.raws[place],
        )


def prepare(raws: Iterable[Raw], *, whole: bool, vectors: bool = False) -> Chunk:
    """Records ready to be looked for, and to be kept where the chunk is to be ``whole``."""
    chunk = Chunk()
    told = [_told(chunk, *raw) for raw in raws]
    own = [None if one is None else record_key(one) for one in told]
    chunk.own = [key is not None for key in own]
    chunk.keys = [
        key or (f"={digest}" if digest else None)
        for key, digest in zip(own, chunk.digests, strict=True)
    ]
    if whole:
        maybe = [
            one if one is not None and (key or "key" not in one) and may_be_plain(one) else None
            for one, key in zip(told, own, strict=True)
        ]
        chunk.plain = read_plain(maybe, chunk.keys, vectors=vectors)
    return chunk


def _told(
    chunk: Chunk, line: int, value: Any, reason: str | None, _part: str
) -> Mapping[str, Any] | None:
    """What a record tells, none where there is none; its line, value and digest are added."""
    told, fingerprint = None, ""
    if reason is None and not isinstance(value, dict):
        reason = read_record(value).problems[0].reason
    if reason is None:
        try:
            told = filled(value)
            fingerprint = digest(told)
        except (RecursionError, ValueError):
            told, reason = None, too_deep()
    if reason is not None:
        chunk.readings[len(chunk.lines)] = Reading(None, [Problem(None, reason)], [])
    chunk.lines.append(line)
    chunk.raws.append(value)
    chunk.digests.append(fingerprint)
    return told


def read(record: Prepared) -> Reading:
    """What a record holds."""
    return record.reading or read_record(_value(record))


def as_json(record: Prepared) -> str:
    """A record whole, with the fields that nobody knows."""
    return json.dumps(_value(record))


def _value(record: Prepared) -> Any:
    return parse_json(record.raw)[0] if isinstance(record.raw, bytes) else record.raw


class Records:
    """The records of a file, in chunks to be kept together.

    ``whole`` and ``vectors`` are set by whoever keeps them: whether those to come had better be
    read beforehand, and whether what Postgres indexes of them be begun.
    """

    def __init__(self, raws: Iterable[Raw]) -> None:
        self.whole = True
        self.vectors = False
        self._raws = raws

    def __iter__(self) -> Iterator[Chunk]:
        """The chunks."""
        for raws in chunks(self._raws, CHUNK):
            yield prepare(raws, whole=self.whole, vectors=self.vectors)
