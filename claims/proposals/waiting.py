"""What waits for a decision: ids by filter, and what a person must see to decide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.proposals import SCHEME
from claims.reader import Reader, Row
from claims.statement import briefs
from claims.vocabulary import Stance

CONTEXT = 240
"""Code points of the article given before and after a proposal."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which proposals: ids as the library has them; ``at_most`` so many rows."""

    document: int | None = None
    speakers: Sequence[int] | None = None
    lang: str | None = None
    least: float | None = None
    newest: bool = False
    ids: Sequence[int] | None = None
    at_most: int | None = None


def waiting_ids(reader: Reader, filters: Filters) -> list[int]:
    """The proposals a filter lets through, as an article has them, else the newest first."""
    where, values = _conditions(reader, filters)
    order = "s.said_first DESC, s.document_id DESC" if filters.newest else "s.document_id"
    sql = f"""SELECT s.id FROM statement s WHERE {where}
    ORDER BY {order}, COALESCE(s.start_offset, 0), s.id"""
    if filters.at_most is not None:
        sql, values = f"{sql} LIMIT :at_most", {**values, "at_most": filters.at_most}
    return reader.values(sql, **values)


def count_waiting(reader: Reader, filters: Filters) -> int:
    """How many there are."""
    where, values = _conditions(reader, filters)
    found: int = reader.value(f"SELECT COUNT(*) FROM statement s WHERE {where}", **values)
    return found


def by_confidence(
    reader: Reader, filters: Filters, *, at_least: float | None = None, below: float | None = None
) -> list[int]:
    """The proposals that are at least so sure, or less; none where no bound is given.

    What has no confidence is neither.
    """
    if at_least is None and below is None:
        return []
    where, values = _conditions(reader, filters)
    test = "s.confidence >= :bound" if below is None else "s.confidence < :bound"
    sql = f"SELECT s.id FROM statement s WHERE {where} AND {test} ORDER BY s.id"
    values["bound"] = at_least if below is None else below
    if filters.at_most is not None:
        sql, values = f"{sql} LIMIT :at_most", {**values, "at_most": filters.at_most}
    return reader.values(sql, **values)


def _conditions(reader: Reader, filters: Filters) -> tuple[str, dict[str, Any]]:
    tests = {
        "s.document_id = :document": filters.document,
        reader.within("s.speaker_id", "speakers"): _list(filters.speakers),
        "(s.lang = :lang OR s.lang LIKE :lang || '-%')": filters.lang,
        "s.confidence >= :least": filters.least,
        reader.within("s.id", "ids"): _list(filters.ids),
    }
    names = ("document", "speakers", "lang", "least", "ids")
    given = {
        (test, name): value
        for (test, value), name in zip(tests.items(), names, strict=True)
        if value is not None
    }
    where = " AND ".join(["s.status = 'proposed'", *(test for test, _name in given)])
    return where, {name: value for (_test, name), value in given.items()}


def _list(values: Sequence[int] | None) -> list[int] | None:
    return list(values) if values is not None else None


# -- one or many, to be shown --------------------------------------------------------------

_MORE = """
SELECT s.id, s.confidence, s.addressee, s.start_offset AS start, s.end_offset AS "end", s.spans,
       s.insertions, s.prefix, s.suffix, substr(d.text, {start} + 1, {size}) AS around, x.raw
FROM statement s JOIN document d ON d.id = s.document_id
LEFT JOIN xref x ON x.statement_id = s.id AND x.scheme = :scheme
WHERE {within}
"""
_START = f"CASE WHEN s.start_offset > {CONTEXT} THEN s.start_offset - {CONTEXT} ELSE 0 END"


def proposals(reader: Reader, ids: Sequence[int]) -> list[Row]:
    """Statements with all that deciding on them takes, in the order of the ids.

    What ``claims search --json`` gives of a statement, and ``confidence``, ``suggested`` (the
    stance of its cue), ``about`` (the question it was saved for), ``addressee``, ``printed`` (the
    speaker as printed), ``candidates`` (whom an ambiguous name may mean), ``start``, ``end``,
    ``spans``, ``before``, ``after``.
    """
    sql = _MORE.format(
        start=_START,
        size=f"s.end_offset - ({_START}) + {CONTEXT}",
        within=reader.within("s.id", "ids"),
    )
    more = {row["id"]: row for row in reader.iterate(sql, ids=list(ids), scheme=SCHEME)}
    known = briefs(reader, ids)
    return [{**known[one], **_proposal(more[one])} for one in ids if one in known and one in more]


def _proposal(row: Row) -> Row:
    raw = json.loads(row["raw"] or "{}")
    before, after = _context(row)
    return {
        "confidence": row["confidence"],
        "suggested": raw.get("stance", Stance.ASSERTS.value),
        "about": raw.get("question"),
        "addressee": row["addressee"],
        "printed": raw.get("speaker"),
        "candidates": raw.get("candidates", []),
        "start": row["start"],
        "end": row["end"],
        "spans": json.loads(row["spans"] or "[]"),
        "insertions": json.loads(row["insertions"] or "[]"),
        "before": before,
        "after": after,
    }


def _context(row: Row) -> tuple[str, str]:
    """What stands around a statement: of the document, else what was kept with it."""
    start, around = row["start"], row["around"]
    if start is None or not around:
        return row["prefix"] or "", row["suffix"] or ""
    place = min(start, CONTEXT)
    return around[:place], around[place + row["end"] - start :]
