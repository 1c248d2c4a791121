"""One statement: briefly, as lists show it, and whole, with its context and all that hangs on it.

``briefs`` reads many at once; ``whole`` one.  Both give plain values under documented names
(docs/search.md), which only grow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from claims.attached import attached
from claims.ids import format_id
from claims.reader import Reader, Row

CONTEXT = 200
"""Code points of the document shown before and after a quote."""

_BRIEF = """
SELECT s.id, s.said, s.text, s.lang, s.kind, s.status, s.venue, s.cue, s.act_id,
       COALESCE(m.id, k.id) AS speaker_id, COALESCE(m.name, k.name) AS speaker,
       COALESCE(m.kind, k.kind) AS speaker_kind, s.role_printed, r.title AS role_title,
       s.role_id, g.name AS org, s.document_id, o.name AS outlet, d.title, d.url, d.published,
       EXISTS (SELECT 1 FROM hidden h WHERE h.kind = 'statement' AND h.id = s.id) AS confidential
FROM statement s
JOIN document d ON d.id = s.document_id
JOIN speaker k ON k.id = s.speaker_id
LEFT JOIN speaker m ON m.id = k.merged_into
LEFT JOIN speaker o ON o.id = d.outlet_id
LEFT JOIN role r ON r.id = s.role_id
LEFT JOIN speaker g ON g.id = COALESCE(s.role_org_id, r.org_id)
WHERE {within}
"""

_CHAINS = """
SELECT v.statement_id, COALESCE(m.id, k.id) AS id, COALESCE(m.name, k.name) AS name FROM via v
JOIN speaker k ON k.id = v.speaker_id LEFT JOIN speaker m ON m.id = k.merged_into
WHERE {within} ORDER BY v.statement_id, v.step
"""

_POSITIONS = """
SELECT p.statement_id, p.id, p.stance, p.hedge, p.as_of, c.id AS claim_id, c.text, c.state, q.slug
FROM position p JOIN claim c ON c.id = p.claim_id JOIN question q ON q.id = c.question_id
WHERE {within} ORDER BY p.id
"""

_MORE = """
SELECT s.start_offset, s.end_offset, s.prefix, s.suffix, s.spans, s.insertions, s.addressee,
       s.original_text, s.original_lang, s.confidence, s.note, COALESCE(s.act_id, s.id) AS act,
       s.speaker_id AS own_speaker, d.kind AS document_kind,
       substr(d.text, {start}, {size}) AS around
FROM statement s JOIN document d ON d.id = s.document_id WHERE s.id = :id
"""

# Two branches, so that each can use its index.
_TOLD = """
SELECT id FROM statement WHERE id = :act UNION ALL
SELECT id FROM statement WHERE act_id = :act ORDER BY id
"""

_ABOUT = """
SELECT c.id, c.text, c.state, q.slug FROM claim c JOIN question q ON q.id = c.question_id
WHERE c.about_id = :id ORDER BY c.id
"""


# -- briefly


def briefs(reader: Reader, ids: Iterable[int]) -> dict[int, Row]:
    """Statements by id, whatever their status; ids of none are left out."""
    wanted = {"ids": list(ids)}
    shapes = ((_BRIEF, "s.id"), (_CHAINS, "v.statement_id"), (_POSITIONS, "p.statement_id"))
    rows, steps, held = reader.several(
        *((sql.format(within=reader.within(column, "ids")), wanted) for sql, column in shapes)
    )
    chains, positions = _grouped(steps), _grouped(held)
    return {
        row["id"]: _brief(row, chains.get(row["id"], []), positions.get(row["id"], []))
        for row in rows
    }


def _grouped(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["statement_id"], []).append(row)
    return found


def _brief(row: Row, chain: Sequence[Row], positions: Sequence[Row]) -> Row:
    return {
        "id": format_id("statement", row["id"]),
        "said": row["said"],
        "speaker": row["speaker"],
        "speaker_id": format_id("speaker", row["speaker_id"]),
        "speaker_kind": row["speaker_kind"],
        "role": row["role_printed"] or row["role_title"],
        "role_printed": row["role_printed"],
        "role_resolved": row["role_title"],
        "role_id": format_id("role", row["role_id"]) if row["role_id"] else None,
        "org": row["org"],
        "outlet": row["outlet"],
        "via": [step["name"] for step in chain],
        "text": row["text"],
        "kind": row["kind"],
        "status": row["status"],
        "lang": row["lang"],
        "cue": row["cue"],
        "venue": row["venue"],
        "document": format_id("document", row["document_id"]),
        "title": row["title"],
        "url": row["url"],
        "published": row["published"],
        "same_act": format_id("statement", row["act_id"]) if row["act_id"] else None,
        "positions": [_position(position) for position in positions],
        "confidential": bool(row["confidential"]),
    }


def _position(row: Row) -> Row:
    return {
        "id": format_id("position", row["id"]),
        "question": row["slug"],
        "claim": format_id("claim", row["claim_id"]),
        "text": row["text"],
        "stance": row["stance"],
        "hedge": row["hedge"],
        "as_of": row["as_of"],
        "state": row["state"],
    }


# -- whole


def whole(reader: Reader, number: int) -> Row:
    """All there is about a statement; raises ``LookupError`` where there is none.

    ``context`` holds what stands before and after it in its document; offsets, spans and
    insertions are half-open code points.  ``elsewhere`` are the other tellings of the same act.
    """
    brief = briefs(reader, [number]).get(number)
    if brief is None:
        raise LookupError(f"statement {number}")
    more = _more(reader, number)
    told = reader.values(_TOLD, act=more["act"])
    others = briefs(reader, [other for other in told if other != number])
    return {
        "type": "statement",
        **brief,
        "document_kind": more["document_kind"],
        "addressee": more["addressee"],
        "context": _context(more, brief["text"]),
        "start": more["start_offset"],
        "end": more["end_offset"],
        "spans": _pairs(more["spans"]),
        "insertions": _pairs(more["insertions"]),
        "original_text": more["original_text"],
        "original_lang": more["original_lang"],
        "confidence": more["confidence"],
        "note": more["note"],
        "institution": institution(reader, more["own_speaker"]),
        "elsewhere": [others[other] for other in told if other in others],
        "disputed_as": [_disputed(row) for row in reader.rows(_ABOUT, id=number)],
        **attached(reader, "statement", number),
    }


def _more(reader: Reader, number: int) -> Row:
    offset = f"CASE WHEN s.start_offset > {CONTEXT} THEN s.start_offset - {CONTEXT} ELSE 0 END"
    size = f"s.end_offset - ({offset}) + {CONTEXT}"
    row = reader.row(_MORE.format(start=f"{offset} + 1", size=size), id=number)
    if row is None:
        raise LookupError(f"statement {number}")
    return row


def _context(row: Row, text: str) -> dict[str, str | None]:
    """What stands around a quote: of the stored text, else what was noted with the quote."""
    around, start = row["around"], row["start_offset"]
    if around and start is not None:
        before = min(start, CONTEXT)
        length = row["end_offset"] - start
        return {
            "before": around[:before],
            "quote": around[before : before + length],
            "after": around[before + length :],
        }
    return {"before": row["prefix"], "quote": text, "after": row["suffix"]}


def _pairs(stored: str | None) -> list[list[int]]:
    pairs: list[list[int]] = json.loads(stored) if stored else []
    return pairs


def _disputed(row: Row) -> Row:
    return {
        "claim": format_id("claim", row["id"]),
        "question": row["slug"],
        "text": row["text"],
        "state": row["state"],
    }


def institution(reader: Reader, speaker: int) -> list[Row]:
    """What a speaker belongs to, the nearest first."""
    rows: list[dict[str, Any]] = reader.rows(
        """WITH RECURSIVE above(id, depth) AS (
             SELECT COALESCE(k.merged_into, k.id), 0 FROM speaker k WHERE k.id = :id
             UNION SELECT COALESCE(h.merged_into, h.id), a.depth + 1 FROM above a
             JOIN speaker k ON k.id = a.id JOIN speaker h ON h.id = k.parent_id WHERE a.depth < 20)
           SELECT k.id, k.name FROM above a JOIN speaker k ON k.id = a.id
           WHERE a.depth > 0 ORDER BY a.depth""",
        id=speaker,
    )
    return [{"id": format_id("speaker", row["id"]), "name": row["name"]} for row in rows]
