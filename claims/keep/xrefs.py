"""External ids and import keys: which row a key means, and what its record was like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from claims.keep.store import Store
from claims.reader import Reader, chunks

FLAT = "flat"
"""The scheme of flat records' keys."""

_CHUNK = 5000


class Known(NamedTuple):
    """A statement kept from an earlier record: its id, who stands for its act, the digest."""

    xref: int
    statement: int
    act: int
    digest: str | None


def known_records(reader: Reader, keys: Iterable[str], *, scheme: str = FLAT) -> dict[str, Known]:
    """The statements kept from records of these keys."""
    found: dict[str, Known] = {}
    sql = f"""SELECT x.id, x.key, x.digest, x.statement_id, COALESCE(s.act_id, s.id) AS act
    FROM xref x JOIN statement s ON s.id = x.statement_id
    WHERE x.scheme = :scheme AND {reader.within("x.key", "keys")}"""
    for chunk in chunks(keys, _CHUNK):
        for row in reader.iterate(sql, scheme=scheme, keys=list(chunk)):
            found[row["key"]] = Known(row["id"], row["statement_id"], row["act"], row["digest"])
    return found


def add_xref(
    store: Store,
    scheme: str,
    key: str,
    *,
    statement: int | None = None,
    speaker: int | None = None,
    digest: str | None = None,
    raw: str | None = None,
) -> int:
    """Keep what a key means: a statement or a speaker."""
    return store.add(
        "xref",
        scheme=scheme,
        key=key,
        statement_id=statement,
        speaker_id=speaker,
        digest=digest,
        raw=raw,
    )
