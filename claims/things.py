"""One thing whole, of every kind that has an id: plain values under documented names.

``thing`` is the one way in.  Lists that can grow without end are cut at ``MOST`` and counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from claims.attached import attached
from claims.ids import Kind, Ref, format_id
from claims.reader import Reader, Row
from claims.statement import briefs, institution, whole
from claims.vocabulary import State

MOST = 50
"""Rows of a list that are read."""

_RECENT = 5

Maker = Callable[[Reader, int], dict[str, Any]]


def thing(reader: Reader, ref: Ref) -> dict[str, Any]:
    """All there is about a row; raises ``LookupError`` where there is none."""
    found = _MAKERS[ref.kind](reader, ref.number)
    if ref.kind is Kind.STATEMENT:
        return found
    hanging = {} if ref.kind is Kind.BATCH else attached(reader, ref.kind, ref.number)
    return {"type": ref.kind.value, "id": str(ref), **found, **hanging}


def _row(reader: Reader, sql: str, number: int) -> Row:
    row = reader.row(sql, id=number)
    if row is None:
        raise LookupError(number)
    return row


def _id(kind: Kind, number: int | None) -> str | None:
    return format_id(kind, number) if number else None


def _ids(kind: Kind, rows: list[Row]) -> list[Row]:
    return [{**row, "id": format_id(kind, row["id"])} for row in rows]


def _named(reader: Reader, speaker: int | None) -> Row | None:
    """A speaker as another thing names it, merges followed."""
    if speaker is None:
        return None
    row = reader.row(
        "SELECT COALESCE(m.id, k.id) AS id, COALESCE(m.name, k.name) AS name FROM speaker k"
        " LEFT JOIN speaker m ON m.id = k.merged_into WHERE k.id = :id",
        id=speaker,
    )
    return {**row, "id": format_id(Kind.SPEAKER, row["id"])} if row else None


def _titles(stored: str | None) -> dict[str, str]:
    titles: dict[str, str] = json.loads(stored) if stored else {}
    return titles


def _newest(reader: Reader, condition: str, most: int, **parameters: Any) -> list[Row]:
    """Statements under a condition on ``s``, the latest said first."""
    ids = reader.values(
        f"SELECT s.id FROM statement s WHERE {condition}"
        f" ORDER BY s.said_first DESC, s.id DESC LIMIT {most}",
        **parameters,
    )
    found = briefs(reader, ids)
    return [found[number] for number in ids]


# -- speakers, roles, aliases


_SPEAKER = """
SELECT id, kind, name, qualifier, parent_id, merged_into, note, confidential
FROM speaker WHERE id = :id
"""
_SAID = """
SELECT count(*) AS count, min(NULLIF(said_first, 1)) AS first, max(said_first) AS last
FROM statement s WHERE {within} AND s.status = 'accepted'
"""
_ROLES = """
SELECT r.id, r.title, o.name AS org, r.since, r.until FROM role r
LEFT JOIN speaker o ON o.id = r.org_id WHERE {within} ORDER BY r.since_first, r.id
"""


def _speaker(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, _SPEAKER, number)
    merged = reader.rows("SELECT id, name FROM speaker WHERE merged_into = :id", id=number)
    ids = [number, *(other["id"] for other in merged)]
    within = reader.within("s.speaker_id", "ids")
    said = reader.row(_SAID.format(within=within), ids=ids) or {}
    return {
        "name": row["name"],
        "qualifier": row["qualifier"],
        "kind": row["kind"],
        "institution": institution(reader, number),
        "merged_into": _named(reader, row["merged_into"]),
        "merged": _ids(Kind.SPEAKER, merged),
        "aliases": reader.rows(
            f"SELECT name, lang FROM alias WHERE {reader.within('speaker_id', 'ids')} ORDER BY id",
            ids=ids,
        ),
        "roles": _ids(
            Kind.ROLE,
            reader.rows(_ROLES.format(within=reader.within("r.speaker_id", "ids")), ids=ids),
        ),
        "members": _ids(
            Kind.SPEAKER,
            reader.rows(
                f"""SELECT id, name, kind FROM speaker WHERE {reader.within("parent_id", "ids")}
                AND merged_into IS NULL ORDER BY name LIMIT {MOST}""",
                ids=ids,
            ),
        ),
        "statements": said.get("count", 0),
        "first_said": _day(said.get("first")),
        "last_said": _day(said.get("last")),
        "documents": reader.value(
            f"SELECT count(*) FROM document d WHERE {reader.within('d.outlet_id', 'ids')}", ids=ids
        ),
        "recent": _newest(reader, f"{within} AND s.status = 'accepted'", _RECENT, ids=ids),
        "note": row["note"],
        "confidential": bool(row["confidential"]),
    }


def _day(day: int | None) -> str | None:
    from datetime import date

    return date.fromordinal(day).isoformat() if day and day > 1 else None


def _role(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, "SELECT * FROM role WHERE id = :id", number)
    return {
        "title": row["title"],
        "titles": _titles(row["titles"]),
        "speaker": _named(reader, row["speaker_id"]),
        "org": _named(reader, row["org_id"]),
        "since": row["since"],
        "until": row["until"],
        "statements": reader.value("SELECT count(*) FROM statement WHERE role_id = :id", id=number),
        "note": row["note"],
        "confidential": bool(row["confidential"]),
    }


def _alias(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, "SELECT * FROM alias WHERE id = :id", number)
    return {
        "name": row["name"],
        "lang": row["lang"],
        "speaker": _named(reader, row["speaker_id"]),
    }


# -- documents


def _document(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(
        reader,
        "SELECT id, kind, outlet_id, title, url, published, lang, length(text) AS length, sha256,"
        " note FROM document WHERE id = :id",
        number,
    )
    return {
        "title": row["title"],
        "kind": row["kind"],
        "outlet": _named(reader, row["outlet_id"]),
        "url": row["url"],
        "published": row["published"],
        "lang": row["lang"],
        "length": row["length"],
        "sha256": row["sha256"],
        "note": row["note"],
        "count": reader.value("SELECT count(*) FROM statement WHERE document_id = :id", id=number),
        "statements": _newest(reader, "s.document_id = :id", MOST, id=number),
    }


# -- questions, claims, and what bears on them


_ANSWERS = """
SELECT c.id, c.text, c.state, c.reasons, c.number,
       (SELECT count(*) FROM position p WHERE p.claim_id = c.id) AS positions
FROM claim c WHERE c.question_id = :id ORDER BY c.id
"""
_HELD = """
SELECT p.id, p.stance, p.hedge, p.as_of, p.statement_id FROM position p
JOIN statement s ON s.id = p.statement_id WHERE p.claim_id = :id
ORDER BY s.said_first DESC, p.id DESC LIMIT {most}
"""
_LINKS = """
SELECT l.id, l.kind, l.note, l.a_id, c.id AS claim, c.text, c.state FROM link l
JOIN claim c ON c.id = CASE WHEN l.a_id = :id THEN l.b_id ELSE l.a_id END
WHERE l.a_id = :id OR l.b_id = :id ORDER BY l.id
"""
_VERDICTS = """
SELECT v.id, v.label, v.value, v.rated, v.url, v.explanation, COALESCE(m.name, k.name) AS reviewer
FROM verdict v JOIN speaker k ON k.id = v.reviewer_id LEFT JOIN speaker m ON m.id = k.merged_into
WHERE v.claim_id = :id ORDER BY v.rated_first, v.id
"""
_STATES_BELOW = """
WITH RECURSIVE below(id) AS (
  SELECT id FROM question WHERE id = :id
  UNION SELECT q.id FROM question q JOIN below b ON q.parent_id = b.id)
SELECT DISTINCT q.state FROM question q JOIN below b ON b.id = q.id WHERE q.mode IS NOT NULL
"""
_QUESTION = "SELECT id, slug, title, state FROM question WHERE {column} = :id ORDER BY id"


def _question(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, "SELECT * FROM question WHERE id = :id", number)
    return {
        "slug": row["slug"],
        "title": row["title"],
        "titles": _titles(row["titles"]),
        "kind": row["kind"],
        "mode": row["mode"],
        "unit": row["unit"],
        "cumulative": bool(row["cumulative"]),
        "happened": row["happened"],
        "state": _state_below(reader, row),
        "parent": _question_named(reader, row["parent_id"]),
        "note": row["note"],
        "questions": _ids(
            Kind.QUESTION, reader.rows(_QUESTION.format(column="parent_id"), id=number)
        ),
        "claims": _ids(Kind.CLAIM, [_reasoned(c) for c in reader.rows(_ANSWERS, id=number)]),
    }


def _state_below(reader: Reader, row: Row) -> str:
    """The worst state of the questions under a topic or event; a question has its own."""
    if row["mode"] is not None:
        return str(row["state"])
    below = reader.values(_STATES_BELOW, id=row["id"])
    return min(below, key=lambda state: State(state).severity, default=str(row["state"]))


def _question_named(reader: Reader, number: int | None) -> Row | None:
    if number is None:
        return None
    return _ids(Kind.QUESTION, reader.rows(_QUESTION.format(column="id"), id=number))[0]


def _reasoned(row: Row) -> Row:
    return {**row, "reasons": [reason for reason in row["reasons"].split(",") if reason]}


def _claim(reader: Reader, number: int) -> dict[str, Any]:
    row = _reasoned(_row(reader, "SELECT * FROM claim WHERE id = :id", number))
    held = reader.rows(_HELD.format(most=MOST), id=number)
    told = briefs(reader, {position["statement_id"] for position in held})
    return {
        "text": row["text"],
        "question": _question_named(reader, row["question_id"]),
        "state": row["state"],
        "reasons": row["reasons"],
        "number": row["number"],
        "lang": row["lang"],
        "about": _id(Kind.STATEMENT, row["about_id"]),
        "note": row["note"],
        "count": reader.value("SELECT count(*) FROM position WHERE claim_id = :id", id=number),
        "positions": [
            {
                "id": format_id(Kind.POSITION, position["id"]),
                "stance": position["stance"],
                "hedge": position["hedge"],
                "as_of": position["as_of"],
                "statement": _without_positions(told[position["statement_id"]]),
            }
            for position in held
        ],
        "links": [_link_end(link, number) for link in reader.rows(_LINKS, id=number)],
        "verdicts": _ids(Kind.VERDICT, reader.rows(_VERDICTS, id=number)),
    }


def _without_positions(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "positions"}


def _link_end(row: Row, claim: int) -> Row:
    return {
        "id": format_id(Kind.LINK, row["id"]),
        "kind": row["kind"],
        "from_here": row["a_id"] == claim,
        "claim": format_id(Kind.CLAIM, row["claim"]),
        "text": row["text"],
        "state": row["state"],
        "note": row["note"],
    }


def _claim_named(reader: Reader, number: int) -> Row:
    row = _row(
        reader,
        "SELECT c.id, c.text, c.state, q.slug AS question FROM claim c"
        " JOIN question q ON q.id = c.question_id WHERE c.id = :id",
        number,
    )
    return {**row, "id": format_id(Kind.CLAIM, row["id"])}


def _position(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, "SELECT * FROM position WHERE id = :id", number)
    told = briefs(reader, [row["statement_id"]])[row["statement_id"]]
    return {
        "stance": row["stance"],
        "hedge": row["hedge"],
        "as_of": row["as_of"],
        "claim": _claim_named(reader, row["claim_id"]),
        "statement": _without_positions(told),
        "note": row["note"],
    }


def _link(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, "SELECT * FROM link WHERE id = :id", number)
    return {
        "kind": row["kind"],
        "a": _claim_named(reader, row["a_id"]),
        "b": _claim_named(reader, row["b_id"]),
        "note": row["note"],
    }


def _verdict(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, "SELECT * FROM verdict WHERE id = :id", number)
    rating: dict[str, Any] = json.loads(row["rating"]) if row["rating"] else {}
    return {
        "label": row["label"],
        "value": row["value"],
        "reviewer": _named(reader, row["reviewer_id"]),
        "rated": row["rated"],
        "claim": _claim_named(reader, row["claim_id"]),
        "explanation": row["explanation"],
        "url": row["url"],
        "document": _id(Kind.DOCUMENT, row["document_id"]),
        "rating": rating,
        "lang": row["lang"],
        "note": row["note"],
    }


# -- flags, batches


def _flag(reader: Reader, number: int) -> dict[str, Any]:
    row = _row(reader, "SELECT * FROM flag WHERE id = :id", number)
    subject = next(
        format_id(kind, row[f"{kind}_id"]) for kind in Kind if row.get(f"{kind}_id") is not None
    )
    return {
        "kind": row["kind"],
        "about": subject,
        "other": _id(Kind.STATEMENT, row["other_id"]),
        "reason": row["reason"],
        "by": row["by"],
        "at": row["at"],
        "cleared_at": row["cleared_at"],
        "cleared_by": row["cleared_by"],
    }


def _batch(reader: Reader, number: int) -> dict[str, Any]:
    from claims.changelog import batch, changes

    found = batch(reader, number)
    return {
        **found,
        "wrote": found["changes"],
        "changes": list(changes(reader, number, limit=MOST)),
    }


_MAKERS: dict[Kind, Maker] = {
    Kind.STATEMENT: whole,
    Kind.SPEAKER: _speaker,
    Kind.ROLE: _role,
    Kind.ALIAS: _alias,
    Kind.DOCUMENT: _document,
    Kind.QUESTION: _question,
    Kind.CLAIM: _claim,
    Kind.POSITION: _position,
    Kind.LINK: _link,
    Kind.VERDICT: _verdict,
    Kind.FLAG: _flag,
    Kind.BATCH: _batch,
}
