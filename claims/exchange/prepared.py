"""Flat records made ready to be kept, as far as that needs no database.

``prepare`` gives the records of a chunk their keys and digests, and reads those that are plain;
``read`` reads any other.  Both are pure, so that a large file is read by other processes
(``claims.exchange.ahead``) while this one keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from claims.exchange.fields import Problem
from claims.exchange.fingerprint import digest
from claims.exchange.plain import read_plain, shaped
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


class Chunk(NamedTuple):
    """Records to be kept together, and the quotes of those that were read and are plain."""

    records: list[Prepared]
    plain: Plains | None


def prepare(raws: Iterable[Raw], *, whole: bool) -> Chunk:
    """Records ready to be looked for, and to be kept where the chunk is to be ``whole``."""
    found: list[Prepared] = []
    told: list[Mapping[str, Any] | None] = []
    for raw in raws:
        record, value = _prepared(raw)
        found.append(record)
        told.append(value)
    return Chunk(found, read_plain(told) if whole else None)


def _prepared(raw: Raw) -> tuple[Prepared, Mapping[str, Any] | None]:
    """A record, and what of it there is to be read where it may be plain."""
    value, reason = raw.value, raw.reason
    if reason is None and not isinstance(value, dict):
        reason = read_record(value).problems[0].reason
    if reason is None:
        try:
            shape, told = shaped(value)
            plain = fingerprint = shape.digest(told)
            if fingerprint is None:
                fingerprint = digest(value)
        except (RecursionError, ValueError):
            reason = too_deep()
        else:
            key = record_key(value)
            own = key is not None
            key = key or f"={fingerprint}"
            record = Prepared(raw.line, key, fingerprint, own, None, value)
            return record, told if plain else None
    reading = Reading(None, [Problem(None, reason)], [])
    return Prepared(raw.line, None, "", False, reading, None), None


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

    def __iter__(self) -> Iterator[Chunk]:
        """The chunks."""
        for raws in chunks(self._raws, CHUNK):
            yield prepare(raws, whole=self.whole)
