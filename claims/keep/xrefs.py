"""External ids and import keys: which row a key means, and what its record was like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
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
        for row in reader.iterate(sql, scheme=scheme, keys=chunk):
            found[row["key"]] = Known(row["id"], row["statement_id"], row["act"], row["digest"])
    return found


class Meaning(NamedTuple):
    """What an external id means: a speaker (merges followed), role or document, by table and id.

    ``table`` is none for an id of anything else.
    """

    xref: int
    table: str | None
    id: int
    digest: str | None
    raw: str | None


def meanings(reader: Reader, ids: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Meaning]:
    """What external ids, as (scheme, key), mean; those that mean nothing are left out."""
    keys: dict[str, set[str]] = {}
    for scheme, key in ids:
        keys.setdefault(scheme, set()).add(key)
    sql = f"""SELECT x.id, x.key, x.digest, x.raw, x.role_id, x.document_id,
    COALESCE(k.merged_into, k.id) AS speaker_id
    FROM xref x LEFT JOIN speaker k ON k.id = x.speaker_id
    WHERE x.scheme = :scheme AND {reader.within("x.key", "keys")}"""
    found = {}
    for scheme, wanted in keys.items():
        for chunk in chunks(sorted(wanted), _CHUNK):
            for row in reader.iterate(sql, scheme=scheme, keys=chunk):
                table = next((one for one in _MEANT if row[f"{one}_id"] is not None), None)
                number = row[f"{table}_id"] if table else 0
                meaning = Meaning(row["id"], table, number, row["digest"], row["raw"])
                found[scheme, row["key"]] = meaning
    return found


_MEANT = ("speaker", "role", "document")


def ids_of_speakers(reader: Reader, speakers: Iterable[int]) -> dict[int, set[tuple[str, str]]]:
    """The external ids, as (scheme, key), of each of these speakers and of those merged into it."""
    sql = f"""SELECT k.id, x.scheme, x.key FROM speaker k JOIN xref x ON x.speaker_id = k.id
    WHERE {reader.within("k.id", "ids")}
    UNION ALL SELECT k.merged_into, x.scheme, x.key FROM speaker k
    JOIN xref x ON x.speaker_id = k.id WHERE {reader.within("k.merged_into", "ids")}"""
    found: dict[int, set[tuple[str, str]]] = {}
    for chunk in chunks(sorted(set(speakers)), _CHUNK):
        for row in reader.iterate(sql, ids=chunk):
            found.setdefault(row["id"], set()).add((row["scheme"], row["key"]))
    return found


def add_records(
    store: Store,
    ids: Sequence[int],
    keys: Sequence[str],
    statements: Sequence[int],
    digests: Sequence[str],
) -> None:
    """Keep which statements the records of these keys became, of whom there is nothing else to
    be kept, by ids that were reserved.
    """
    columns: dict[str, Iterable[object]] = {
        "scheme": repeat(FLAT, len(keys)),
        "key": keys,
        "statement_id": statements,
        "digest": digests,
    }
    store.put_columns("xref", ids, columns)


def add_xref(
    store: Store,
    scheme: str,
    key: str,
    *,
    digest: str | None = None,
    raw: str | None = None,
    number: int | None = None,
    **row: int,
) -> int:
    """Keep what a key means: one row, by its table: ``speaker=4``, ``statement=``, ``role=``,
    ``document=``.  ``number`` is the id reserved for that.
    """
    meant = row.get
    values = {
        "scheme": scheme,
        "key": key,
        "speaker_id": meant("speaker"),
        "role_id": meant("role"),
        "document_id": meant("document"),
        "statement_id": meant("statement"),
        "digest": digest,
        "raw": raw,
    }
    return store.put("xref", values, number)
