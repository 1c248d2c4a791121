"""Flat records made ready to be kept, as far as that needs no database.

``prepare`` gives a record its key and digest, ``read`` the quote it holds.  Both are pure, so that
a large file is read by other processes (``claims.exchange.ahead``) while this one keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from claims.exchange.fields import Problem
from claims.exchange.record import Reading, digest, read_record, record_key
from claims.exchange.sources import Raw, parse_json, too_deep
from claims.reader import chunks

CHUNK = 2000
"""Most records that are kept together."""


class Prepared(NamedTuple):
    """A record with its line, its key and its digest.

    ``key`` is the record's own (``own``), else made of its digest; none where there is no record,
    and ``reading`` says why.  ``raw`` is the record as parsed, or its line of JSON; none of one
    that was read elsewhere, unless it has fields that nobody knows.
    """

    line: int
    key: str | None
    digest: str
    own: bool
    reading: Reading | None
    raw: Any


def prepare(raw: Raw) -> Prepared:
    """A record ready to be looked for; not read yet, unless there is none to be read."""
    value, reason = raw.value, raw.reason
    if reason is None and not isinstance(value, dict):
        reason = read_record(value).problems[0].reason
    if reason is None:
        try:
            fingerprint = digest(value)
        except (RecursionError, ValueError):
            reason = too_deep()
        else:
            key = record_key(value)
            own = key is not None
            return Prepared(raw.line, key or f"={fingerprint}", fingerprint, own, None, value)
    return Prepared(raw.line, None, "", False, Reading(None, [Problem(None, reason)], []), None)


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
    Here they are not: each is read when that is due.
    """

    def __init__(self, raws: Iterable[Raw]) -> None:
        self.whole = True
        self._raws = raws

    def __iter__(self) -> Iterator[list[Prepared]]:
        """The chunks."""
        for chunk in chunks(self._raws, CHUNK):
            yield [prepare(raw) for raw in chunk]
