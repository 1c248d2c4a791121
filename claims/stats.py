"""What a database holds, in numbers: a few passes over narrow indexes, quick on a full one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.dates import DAY_MAX, DAY_MIN, day_text
from claims.ids import Kind, format_id
from claims.reader import Reader, Row
from claims.scene import CANONICAL
from claims.vocabulary import State, StatementStatus

if TYPE_CHECKING:
    from claims.database import Database

COUNTED = {
    "statements": "statement",
    "speakers": "speaker WHERE merged_into IS NULL",
    "merged speakers": "speaker WHERE merged_into IS NOT NULL",
    "aliases": "alias",
    "roles": "role",
    "documents": "document",
    "questions": "question",
    "claims": "claim",
    "positions": "position",
    "links": "link",
    "verdicts": "verdict",
    "open flags": "flag WHERE cleared_at IS NULL",
    "batches": "batch",
}
"""What is counted, and where; in the order shown."""

TOP = 10
"""How many of the busiest speakers and outlets."""

# One pass: who said how much, in which language, kind and status, and over what time.
_STATEMENTS = """
SELECT status, kind, COALESCE(lang, '') AS lang, count(*) AS n,
       MIN(CASE WHEN said_first > :day_min THEN said_first END) AS first,
       MAX(CASE WHEN said_last < :day_max THEN said_last END) AS last
FROM statement GROUP BY status, kind, lang
"""
# Counted by row before names are looked at: there are far fewer of them.
_SPEAKERS = f"""
SELECT {CANONICAL.format("k")} AS id, SUM(b.n) AS n FROM (
    SELECT speaker_id, count(*) AS n FROM statement WHERE status = 'accepted' GROUP BY speaker_id
) b JOIN speaker k ON k.id = b.speaker_id GROUP BY 1
"""
_OUTLETS = f"""
SELECT {CANONICAL.format("k")} AS id, SUM(b.n) AS n FROM (
    SELECT document_id, count(*) AS n FROM statement WHERE status = 'accepted' GROUP BY document_id
) b JOIN document d ON d.id = b.document_id JOIN speaker k ON k.id = d.outlet_id GROUP BY 1
"""
_BUSIEST = """
SELECT k.id, k.name, CAST(b.n AS bigint) AS statements FROM ({counts}) b
JOIN speaker k ON k.id = b.id ORDER BY b.n DESC, COALESCE(k.key, lower(k.name)), k.id LIMIT :top
"""
# A topic or an event asks nothing.
_STATES = {"claims": "claim", "questions": "question WHERE kind = 'question'"}


def stats(database: Database, *, top: int = TOP, reader: Reader | None = None) -> dict[str, Any]:
    """Counts, states, languages, kinds, span of time, the busiest, size, last change.

    Only accepted statements count, but for ``status``.  ``said`` is the first and last day of those
    that something dates; ``bytes`` is the size of the whole database.  ``reader`` says through
    which eyes to count.
    """
    reader = reader or database.reader
    return {
        "database": database.label,
        "schema": database.revision(),
        "bytes": _size(database),
        "last_change": _last_change(reader),
        "counts": {
            name: reader.value(f"SELECT count(*) FROM {rows}") for name, rows in COUNTED.items()
        },
        **_statements(reader),
        **{name: _states(reader, rows) for name, rows in _STATES.items()},
        "speakers": _busiest(reader, _SPEAKERS, top),
        "outlets": _busiest(reader, _OUTLETS, top),
    }


def _statements(reader: Reader) -> dict[str, Any]:
    status: Counter[str] = Counter()
    kind: Counter[str] = Counter()
    lang: Counter[str] = Counter()
    days: list[int] = []
    for row in reader.iterate(_STATEMENTS, day_min=DAY_MIN, day_max=DAY_MAX):
        status[row["status"]] += row["n"]
        if row["status"] == StatementStatus.ACCEPTED:
            kind[row["kind"]] += row["n"]
            lang[row["lang"]] += row["n"]
            days += [day for day in (row["first"], row["last"]) if day is not None]
    return {
        "said": {
            "first": day_text(min(days)) if days else None,
            "last": day_text(max(days)) if days else None,
        },
        "status": _most_first(status),
        "kind": _most_first(kind),
        "lang": _most_first(lang),
    }


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _states(reader: Reader, rows: str) -> dict[str, int]:
    """How many are in each state, worst first."""
    sql = f"SELECT state, count(*) AS n FROM {rows} GROUP BY state"
    found = {row["state"]: row["n"] for row in reader.rows(sql)}
    return {state.value: found[state] for state in State if state in found}


def _busiest(reader: Reader, counts: str, top: int) -> list[Row]:
    rows = reader.rows(_BUSIEST.format(counts=counts), top=top)
    return [{**row, "id": format_id(Kind.SPEAKER, row["id"])} for row in rows]


def _size(database: Database) -> int:
    if database.dialect == "sqlite":
        files = (Path(database.target + end) for end in ("", "-wal"))
        return sum(path.stat().st_size for path in files if path.exists())
    size: int = database.reader.value("SELECT pg_database_size(current_database())")
    return size


def _last_change(reader: Reader) -> Row | None:
    row = reader.row("SELECT id, at, actor, command FROM batch ORDER BY id DESC LIMIT 1")
    return {**row, "id": format_id(Kind.BATCH, row["id"])} if row else None
