"""Labels of fact-checkers as the database has them: listed, and told what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claims.keep.store import Store
from claims.keep.verdicts import keep_rating, meaning_of
from claims.ratings import shipped
from claims.reader import Reader, Row
from claims.text import name_key
from claims.vocabulary import Rating


class Mapped(NamedTuple):
    """What became of a mapping: the row, whether it is new, how many verdicts it changed."""

    id: int
    made: bool
    verdicts: int


_REVIEWER = """FROM verdict v JOIN speaker k ON k.id = v.reviewer_id
LEFT JOIN speaker m ON m.id = k.merged_into"""


def list_labels(reader: Reader, *, unmapped: bool = False) -> Iterator[Row]:
    """Every label by reviewer with its verdict and how many claims it was given to.

    The most frequent first; labels that were mapped and never given come last.  With ``unmapped``
    only those that count for nothing.
    """
    only = "WHERE v.value IS NULL" if unmapped else ""
    sql = f"""SELECT COALESCE(m.id, k.id) AS reviewer_id, COALESCE(m.name, k.name) AS reviewer,
    v.label AS label, v.value AS verdict, count(*) AS claims {_REVIEWER} {only}
    GROUP BY COALESCE(m.id, k.id), COALESCE(m.name, k.name), v.label, v.value
    ORDER BY count(*) DESC, COALESCE(m.id, k.id), v.label, v.value"""
    given: set[tuple[int | None, str]] = set()
    for row in reader.iterate(sql):
        given |= {(row["reviewer_id"], name_key(row["label"])), (None, name_key(row["label"]))}
        yield row
    if unmapped:
        return
    sql = """SELECT r.reviewer_id, k.name AS reviewer, r.label, r.value AS verdict, r.label_key
    FROM rating r LEFT JOIN speaker k ON k.id = r.reviewer_id ORDER BY r.id"""
    for row in reader.rows(sql):
        if (row["reviewer_id"], row.pop("label_key")) not in given:
            yield {**row, "claims": 0}


def map_label(store: Store, reviewer: int | None, label: str, value: Rating) -> Mapped:
    """From now on a label means this, to one reviewer and who writes for them, or to everyone.

    Verdicts that have none, or the one the label meant so far, get it; one that a person gave
    otherwise stays.
    """
    store.flush()
    waiting = [row for row in _verdicts(store.reader, reviewer) if _same(row["label"], label)]
    former = {row["id"]: _meaning(store, row["label"], row) for row in waiting}
    kept = keep_rating(store, label, value, reviewer)
    store.flush()
    changed = 0
    for row in waiting:
        if row["value"] in (None, former[row["id"]]):
            now = _meaning(store, row["label"], row)
            changed += store.change("verdict", row["id"], value=now.value if now else None)
    return Mapped(kept.id, kept.made, changed)


def _same(label: str, other: str) -> bool:
    return name_key(label) == name_key(other)


def meaning(store: Store, label: str, reviewer: int, house: int | None) -> Rating | None:
    """What a label means: to the reviewer, to the house they write for, to everybody."""
    own = _own(store.reader, label, reviewer) or (
        _own(store.reader, label, house) if house else None
    )
    return own or meaning_of(store, label, reviewer) or shipped(label)


def _own(reader: Reader, label: str, reviewer: int) -> Rating | None:
    sql = "SELECT value FROM rating WHERE label_key = :key AND reviewer_id = :reviewer"
    value = reader.value(sql, key=name_key(label), reviewer=reviewer)
    return Rating(value) if value else None


def _meaning(store: Store, label: str, row: Row) -> Rating | None:
    return meaning(store, label, row["reviewer"], row["house"])


def _verdicts(reader: Reader, reviewer: int | None) -> list[Row]:
    """The verdicts of a reviewer and of who writes for them, or of everyone."""
    whose = "" if reviewer is None else "WHERE :reviewer IN (k.id, m.id, k.parent_id, m.parent_id)"
    sql = f"""SELECT v.id, v.label, v.value, COALESCE(m.id, k.id) AS reviewer,
    COALESCE(m.parent_id, k.parent_id) AS house {_REVIEWER} {whose}"""
    return reader.rows(sql, **({} if reviewer is None else {"reviewer": reviewer}))
