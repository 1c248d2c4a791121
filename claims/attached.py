"""What hangs on any row: open and cleared flags, external ids, its history."""

from __future__ import annotations

from typing import Any

from claims.ids import Kind, Ref, format_id
from claims.reader import Reader, Row

FLAGGED = ("speaker", "role", "document", "statement", "question", "claim", "verdict")
"""The kinds of row a flag or an external id can be about (``claims.model.SUBJECTS``)."""

_BATCHES = 10

_FLAGS = """
SELECT id, kind, reason, by, at, cleared_at, cleared_by, other_id FROM flag
WHERE {column} = :id ORDER BY id
"""
_XREFS = "SELECT scheme, key FROM xref WHERE {column} = :id ORDER BY scheme, key"


def attached(reader: Reader, kind: str, number: int) -> dict[str, Any]:
    """``flags``, ``xrefs`` (where the kind can have them) and ``changes``, newest first."""
    from claims.changelog import batches

    found: dict[str, Any] = {}
    if kind in FLAGGED:
        column = f"{kind}_id"
        flags = reader.rows(_FLAGS.format(column=column), id=number)
        found["flags"] = [_flag(row) for row in flags]
        found["xrefs"] = reader.rows(_XREFS.format(column=column), id=number)
    found["changes"] = [
        {name: row[name] for name in ("id", "at", "actor", "command", "undone_by")}
        for row in batches(reader, row=Ref(Kind(kind), number), limit=_BATCHES)
    ]
    return found


def _flag(row: Row) -> Row:
    other = row.pop("other_id")
    return {
        **row,
        "id": format_id("flag", row["id"]),
        "other": format_id("statement", other) if other else None,
    }
