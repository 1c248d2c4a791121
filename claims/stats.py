"""What a database holds, in numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.contest.model import DAY_MAX, DAY_MIN
from claims.ids import Kind, format_id
from claims.reader import Reader, Row
from claims.vocabulary import State

if TYPE_CHECKING:
    from claims.database import Database

COUNTED = (
    "statement", "speaker", "document", "question", "claim", "position", "role", "verdict", "link",
    "flag", "batch",
)  # fmt: skip

_TOP = 5


def stats(database: Database, *, top: int = _TOP) -> dict[str, Any]:
    """Counts, span of time, states, languages, the busiest speakers and outlets, size, last change.

    ``said`` is the first and last day of dated statements; ``size`` is in bytes.
    """
    reader = database.reader
    counts = {name: reader.value(f"SELECT count(*) FROM {name}") for name in COUNTED}
    merged = "SELECT count(*) FROM speaker WHERE merged_into IS NOT NULL"
    return {
        "database": database.label,
        "schema": database.revision(),
        "size": _size(database),
        "counts": counts,
        "merged_speakers": reader.value(merged),
        "proposed_statements": reader.value(
            "SELECT count(*) FROM statement WHERE status = 'proposed'"
        ),
        "open_flags": reader.value("SELECT count(*) FROM flag WHERE cleared_at IS NULL"),
        "said": _span(reader),
        "claims": _states(reader, "claim"),
        "questions": _states(reader, "question"),
        "languages": _grouped(reader, "SELECT COALESCE(lang, '') AS name, count(*) AS n FROM"
                              " statement GROUP BY lang ORDER BY n DESC, name"),
        "speakers": _busiest(reader, _SPEAKERS, top),
        "outlets": _busiest(reader, _OUTLETS, top),
        "last_change": _last_change(reader),
    }  # fmt: skip


_SPEAKERS = """
SELECT k.id, k.name, b.n FROM (
    SELECT COALESCE(k.merged_into, k.id) AS id, count(*) AS n
    FROM statement s JOIN speaker k ON k.id = s.speaker_id GROUP BY 1
) b JOIN speaker k ON k.id = b.id ORDER BY b.n DESC, k.name, k.id LIMIT :top
"""
_OUTLETS = """
SELECT k.id, k.name, b.n FROM (
    SELECT COALESCE(k.merged_into, k.id) AS id, count(*) AS n FROM statement s
    JOIN document d ON d.id = s.document_id JOIN speaker k ON k.id = d.outlet_id GROUP BY 1
) b JOIN speaker k ON k.id = b.id ORDER BY b.n DESC, k.name, k.id LIMIT :top
"""


def _busiest(reader: Reader, sql: str, top: int) -> list[Row]:
    return [
        {"id": format_id(Kind.SPEAKER, row["id"]), "name": row["name"], "statements": row["n"]}
        for row in reader.rows(sql, top=top)
    ]


def _grouped(reader: Reader, sql: str) -> dict[str, int]:
    return {row["name"]: row["n"] for row in reader.rows(sql)}


def _states(reader: Reader, table: str) -> dict[str, int]:
    """How many are in each state, worst first; only questions that ask something."""
    asking = " WHERE kind = 'question'" if table == "question" else ""
    found = _grouped(
        reader, f"SELECT state AS name, count(*) AS n FROM {table}{asking} GROUP BY state"
    )
    return {state.value: found[state] for state in State if state in found}


def _span(reader: Reader) -> dict[str, str] | None:
    row = reader.row(
        """SELECT min(CASE WHEN said_first > :low THEN said_first END) AS first,
        max(CASE WHEN said_last < :high THEN said_last END) AS last FROM statement""",
        low=DAY_MIN,
        high=DAY_MAX,
    )
    if row is None or row["first"] is None or row["last"] is None:
        return None
    return {name: date.fromordinal(row[name]).isoformat() for name in ("first", "last")}


def _size(database: Database) -> int:
    if database.dialect == "sqlite":
        files = (Path(database.target + end) for end in ("", "-wal"))
        return sum(path.stat().st_size for path in files if path.exists())
    size: int = database.reader.value("SELECT pg_database_size(current_database())")
    return size


def _last_change(reader: Reader) -> Row | None:
    row = reader.row("SELECT id, at, actor, command FROM batch ORDER BY id DESC LIMIT 1")
    return {**row, "id": format_id(Kind.BATCH, row["id"])} if row else None
