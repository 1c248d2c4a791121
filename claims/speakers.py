"""Who is in the database: one row a speaker, merged ones counted with who stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claims.contest.model import DAY_MAX, DAY_MIN
from claims.ids import Kind, format_id
from claims.names import matching_speakers
from claims.reader import Reader, Row, chunks
from claims.text import name_key
from claims.vocabulary import SpeakerKind

_PAGE = 500

# Those who speak most come first; of as many, by name.
_SPEAKERS = """
SELECT k.id, k.name, k.qualifier, k.kind, k.key, p.id AS parent_id, p.name AS parent,
       COALESCE(b.n, 0) AS statements, b.first, b.last
FROM speaker k
LEFT JOIN speaker h ON h.id = k.parent_id
LEFT JOIN speaker p ON p.id = COALESCE(h.merged_into, h.id)
LEFT JOIN (
    SELECT COALESCE(m.merged_into, m.id) AS id, count(*) AS n,
           min(CASE WHEN s.said_first > :low THEN s.said_first END) AS first,
           max(CASE WHEN s.said_last < :high THEN s.said_last END) AS last
    FROM statement s JOIN speaker m ON m.id = s.speaker_id GROUP BY 1
) b ON b.id = k.id
WHERE k.merged_into IS NULL {conditions}
ORDER BY COALESCE(b.n, 0) DESC, k.key, k.id {limit}
"""
_ROLES = """
SELECT COALESCE(k.merged_into, k.id) AS id, r.title, o.name AS org, r.since, r.until
FROM role r JOIN speaker k ON k.id = r.speaker_id LEFT JOIN speaker o ON o.id = r.org_id
WHERE {within} ORDER BY r.since_first, r.id
"""
_ALIASES = """
SELECT id, name FROM (
    SELECT COALESCE(k.merged_into, k.id) AS id, a.name, 1 AS place, a.id AS number
    FROM alias a JOIN speaker k ON k.id = a.speaker_id
    UNION ALL
    SELECT k.merged_into, k.name, 0, k.id FROM speaker k
    WHERE k.merged_into IS NOT NULL AND k.kind <> 'unnamed'
) n WHERE {within} ORDER BY place, number
"""


def speakers(
    reader: Reader,
    words: str | None = None,
    *,
    kind: SpeakerKind | None = None,
    role: str | None = None,
    limit: int | None = None,
) -> Iterator[Row]:
    """Speakers, those with most statements first.

    ``words`` must all be in one of their names or aliases (``kerr*`` begins a word), ``role`` in
    one of their titles.  ``first`` and ``last`` are the days of their dated statements.
    """
    conditions, parameters = "", {"low": DAY_MIN, "high": DAY_MAX}
    bound: dict[str, object] = dict(parameters)
    if kind is not None:
        conditions += " AND k.kind = :kind"
        bound["kind"] = kind.value
    if words:
        conditions += f" AND {reader.within('k.id', 'ids')}"
        bound["ids"] = matching_speakers(reader, words)
    if role:
        conditions += f" AND {reader.within('k.id', 'holders')}"
        bound["holders"] = _holders(reader, role)
    if limit is not None:
        bound["limit"] = limit
    sql = _SPEAKERS.format(conditions=conditions, limit="LIMIT :limit" if limit else "")
    for chunk in chunks(reader.rows(sql, **bound), _PAGE):
        yield from _described(reader, list(chunk))


def _holders(reader: Reader, role: str) -> list[int]:
    """Whoever held a title with these words, as printed or as known."""
    wanted = name_key(role).split()
    sql = """SELECT DISTINCT COALESCE(k.merged_into, k.id) AS id, r.title_key AS title
        FROM role r JOIN speaker k ON k.id = r.speaker_id
        UNION SELECT DISTINCT COALESCE(k.merged_into, k.id), s.role_printed
        FROM statement s JOIN speaker k ON k.id = s.speaker_id WHERE s.role_printed IS NOT NULL"""
    return sorted(
        {
            row["id"]
            for row in reader.iterate(sql)
            if wanted and set(wanted) <= set(name_key(row["title"]).split())
        }
    )


def _described(reader: Reader, rows: list[Row]) -> Iterator[Row]:
    ids = [row["id"] for row in rows]
    roles: dict[int, list[Row]] = {}
    within = reader.within("COALESCE(k.merged_into, k.id)", "ids")
    for role in reader.iterate(_ROLES.format(within=within), ids=ids):
        roles.setdefault(role.pop("id"), []).append(role)
    aliases: dict[int, list[str]] = {}
    for alias in reader.iterate(_ALIASES.format(within=reader.within("id", "ids")), ids=ids):
        aliases.setdefault(alias["id"], []).append(alias["name"])
    for row in rows:
        parent = row["parent_id"]
        yield {
            "id": format_id(Kind.SPEAKER, row["id"]),
            "name": row["name"],
            "qualifier": row["qualifier"] or None,
            "kind": row["kind"],
            "parent": row["parent"],
            "parent_id": parent and format_id(Kind.SPEAKER, parent),
            "roles": roles.get(row["id"], []),
            "aliases": list(dict.fromkeys(aliases.get(row["id"], []))),
            "statements": row["statements"],
            "first": row["first"] and date.fromordinal(row["first"]).isoformat(),
            "last": row["last"] and date.fromordinal(row["last"]).isoformat(),
        }
