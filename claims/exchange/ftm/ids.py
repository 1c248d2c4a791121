"""The ids under which followthemoney gets our rows: those it gave us, else ours (claims-P12)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from claims.exchange.ftm.terms import DATASET, ENTITY_ID, LONGEST_ID, SCHEME
from claims.ids import Kind, format_id
from claims.reader import Reader

# A speaker's own ids first, then those of whoever was merged into it.
_OF_SPEAKERS = """
SELECT k.id AS row_id, x.scheme, x.key, 0 AS merged, x.id AS place
FROM speaker k JOIN xref x ON x.speaker_id = k.id WHERE {own}
UNION ALL
SELECT k.merged_into AS row_id, x.scheme, x.key, 1 AS merged, x.id AS place
FROM speaker k JOIN xref x ON x.speaker_id = k.id WHERE {others}
ORDER BY 1, 4, 5
"""
_OF_ROWS = """
SELECT {column} AS row_id, scheme, key FROM xref WHERE scheme = :scheme AND {within}
ORDER BY {column}, id
"""
_TAKEN = "SELECT key FROM xref WHERE scheme = :scheme AND {within}"


class Names(NamedTuple):
    """A row's id, the others that followthemoney has for it, and its ids elsewhere by scheme."""

    id: str
    others: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()


def names_of(reader: Reader, kind: Kind, rows: Iterable[int]) -> dict[int, Names]:
    """The ids of rows of a kind; of speakers only those that are not merged."""
    numbers = sorted(set(rows))
    found: dict[int, list[tuple[str, str]]] = {number: [] for number in numbers}
    for row in reader.iterate(_sql(reader, kind), ids=numbers, **_bound(kind)):
        found[row["row_id"]].append((row["scheme"], row["key"]))
    free = _free(reader, kind, [one for one, refs in found.items() if not _theirs(refs)])
    return {number: _names(refs, free.get(number)) for number, refs in found.items()}


def made_id(*parts: str) -> str:
    """An id of what has no row of its own: the same for the same parts."""
    # Not for secrecy: short, and the same in every export.
    digest = hashlib.sha1("\0".join(parts).encode(), usedforsecurity=False).hexdigest()
    return f"{DATASET}-{digest}"


def _sql(reader: Reader, kind: Kind) -> str:
    if kind is Kind.SPEAKER:
        return _OF_SPEAKERS.format(
            own=reader.within("k.id", "ids"), others=reader.within("k.merged_into", "ids")
        )
    column = f"{kind.value}_id"
    return _OF_ROWS.format(column=column, within=reader.within(column, "ids"))


def _bound(kind: Kind) -> dict[str, str]:
    return {} if kind is Kind.SPEAKER else {"scheme": SCHEME}


def _theirs(refs: list[tuple[str, str]]) -> list[str]:
    """The ids that followthemoney takes for such."""
    return [
        key
        for scheme, key in refs
        if scheme == SCHEME and len(key) <= LONGEST_ID and ENTITY_ID.fullmatch(key)
    ]


def _names(refs: list[tuple[str, str]], ours: str | None) -> Names:
    theirs = _theirs(refs)
    elsewhere = tuple(sorted({ref for ref in refs if ref[0] != SCHEME}))
    if ours is not None:
        return Names(ours, (), elsewhere)
    return Names(theirs[0], tuple(sorted(set(theirs[1:]))), elsewhere)


def _free(reader: Reader, kind: Kind, rows: list[int]) -> dict[int, str]:
    """Ids of ours for rows; one that came from another database for another row gets a mark."""
    found = {number: f"{DATASET}-{format_id(kind, number)}" for number in rows}
    sql = _TAKEN.format(within=reader.within("key", "keys"))
    while taken := set(reader.values(sql, scheme=SCHEME, keys=sorted(found.values()))):
        found = {one: f"{key}-2" if key in taken else key for one, key in found.items()}
    return found
