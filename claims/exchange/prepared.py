"""Flat records made ready to be kept, as far as that needs no database.

``prepare`` gives a record its key and digest, and where it is plain its quote; ``read`` reads any
other.  Both are pure, so that a large file is read by other processes (``claims.exchange.ahead``)
while this one keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from claims.exchange.fields import Problem
from claims.exchange.plain import Sources, shaped
from claims.exchange.record import Reading, digest, read_record, record_key
from claims.exchange.sources import Raw, parse_json, too_deep
from claims.keep.plain import Plain
from claims.reader import chunks

CHUNK = 2000
"""Most records that are kept together."""


class Prepared(NamedTuple):
    """A record with its line, its key and its digest.

    ``key`` is the record's own (``own``), else made of its digest; none where there is no record,
    and ``reading`` says why.  ``raw`` is the record as parsed, or its line of JSON.  ``plain`` is
    its quote, where it was read and is plain.
    """

    line: int
    key: str | None
    digest: str
    own: bool
    reading: Reading | None
    raw: Any
    plain: Plain | None = None


def prepare(raw: Raw, sources: Sources | None = None) -> Prepared:
    """A record ready to be looked for.

    It is read only where it is plain and its document may be added to ``sources``, or where there
    is none to be read.
    """
    value, reason = raw.value, raw.reason
    if reason is None and not isinstance(value, dict):
        reason = read_record(value).problems[0].reason
    if reason is None:
        try:
            return _prepared(raw, sources)
        except (RecursionError, ValueError):
            reason = too_deep()
    return Prepared(raw.line, None, "", False, Reading(None, [Problem(None, reason)], []), None)


def _prepared(raw: Raw, sources: Sources | None) -> Prepared:
    value = raw.value
    shape, told = shaped(value)
    fingerprint = shape.digest(told) if shape else None
    plain = None
    if fingerprint is None:
        fingerprint = digest(value)
    elif shape and sources is not None:
        plain = shape.read(told, sources)
    key = record_key(value)
    own = key is not None
    return Prepared(raw.line, key or f"={fingerprint}", fingerprint, own, None, value, plain)


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

    ``whole`` is set by whoever keeps them: whether those to come had better be read beforehand.
    """

    def __init__(self, raws: Iterable[Raw]) -> None:
        self.whole = True
        self._raws = raws

    def __iter__(self) -> Iterator[list[Prepared]]:
        """The chunks."""
        for chunk in chunks(self._raws, CHUNK):
            yield prepared(chunk, whole=self.whole)


def prepared(raws: Iterable[Raw], *, whole: bool) -> list[Prepared]:
    """The records of a chunk, those that are plain read where it is to be ``whole``."""
    sources = Sources() if whole else None
    return [prepare(raw, sources) for raw in raws]
