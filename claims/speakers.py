"""Who is in the database: one row a speaker, those merged into one counted and named with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.dates import DAY_MAX, DAY_MIN, day_text
from claims.ids import Kind, format_id
from claims.names import matching_speakers
from claims.reader import Reader, Row, chunks
from claims.scene import CANONICAL
from claims.text import name_key
from claims.vocabulary import SpeakerKind

_PAGE = 500
_ID = CANONICAL.format("k")

# Counted before names are looked at.  Whoever said nothing is added rather than joined from
# outside, which SQLite would do by comparing every pair.
_SPEAKERS = f"""
SELECT k.id, k.name, k.qualifier, k.kind, k.note, {CANONICAL.format("p")} AS parent_id,
       b.statements, b.first, b.last
FROM (
    SELECT id, CAST(SUM(n) AS bigint) AS statements, MIN(first) AS first, MAX(last) AS last FROM (
        SELECT id, 0 AS n, NULL AS first, NULL AS last FROM speaker WHERE merged_into IS NULL
        UNION ALL
        SELECT {CANONICAL.format("m")}, c.n, c.first, c.last FROM (
            SELECT speaker_id, count(*) AS n,
                   MIN(CASE WHEN said_first > :day_min THEN said_first END) AS first,
                   MAX(CASE WHEN said_last < :day_max THEN said_last END) AS last
            FROM statement WHERE status = 'accepted' GROUP BY speaker_id
        ) c JOIN speaker m ON m.id = c.speaker_id
    ) counted GROUP BY id
) b JOIN speaker k ON k.id = b.id LEFT JOIN speaker p ON p.id = k.parent_id
WHERE {{condition}}
ORDER BY b.statements DESC, COALESCE(k.key, lower(k.name)), k.id {{limit}}
"""
# What belongs to a speaker or to one merged into it.
_ROLES = f"""
SELECT {_ID} AS speaker, r.id, r.title, COALESCE(m.name, o.name) AS org, r.since, r.until
FROM role r JOIN speaker k ON k.id = r.speaker_id
LEFT JOIN speaker o ON o.id = r.org_id LEFT JOIN speaker m ON m.id = o.merged_into
WHERE {{within}}
ORDER BY COALESCE(r.until_last, :day_max) DESC, COALESCE(r.since_first, 0) DESC, r.id
"""
_PRINTED = f"""
SELECT {_ID} AS speaker, s.role_printed AS role, MAX(s.said_first) AS day
FROM speaker k JOIN statement s ON s.speaker_id = k.id
WHERE {{within}} AND s.role_printed IS NOT NULL AND s.status = 'accepted'
GROUP BY 1, 2 ORDER BY 3 DESC, 2
"""
_ALIASES = f"""
SELECT speaker, name FROM (
    SELECT k.merged_into AS speaker, k.name, 0 AS place, k.id AS number FROM speaker k
    WHERE {{within}} AND k.merged_into IS NOT NULL AND k.kind <> 'unnamed'
    UNION ALL
    SELECT {_ID}, a.name, 1, a.id FROM alias a JOIN speaker k ON k.id = a.speaker_id
    WHERE {{within}}
) named ORDER BY place, number
"""
_XREFS = f"""
SELECT {_ID} AS speaker, x.scheme, x.key FROM xref x JOIN speaker k ON k.id = x.speaker_id
WHERE {{within}} ORDER BY x.scheme, x.key
"""
_PARENTS = f"""
SELECT k.id, k.name, {CANONICAL.format("p")} AS parent_id
FROM speaker k LEFT JOIN speaker p ON p.id = k.parent_id WHERE {{within}}
"""
# Whoever held a title, as known or as printed.
_TITLES = f"""
SELECT {_ID} AS speaker, r.title, r.titles FROM role r JOIN speaker k ON k.id = r.speaker_id
UNION
SELECT {_ID}, s.role_printed, NULL FROM statement s JOIN speaker k ON k.id = s.speaker_id
WHERE s.role_printed IS NOT NULL AND s.status = 'accepted'
"""


def speakers(
    reader: Reader,
    words: str | None = None,
    *,
    kind: SpeakerKind | None = None,
    role: str | None = None,
    limit: int | None = None,
) -> Iterator[Row]:
    """Speakers, those with most accepted statements first; merged ones within who they are.

    ``words`` must all be in one of their names or aliases (``kerr*`` begins a word), ``role`` in
    one of their titles.  ``first`` and ``last`` are the days of the statements that something
    dates.  ``role`` is what they are now or were last, as known or, failing that, as printed;
    ``roles`` and ``roles_printed`` come with the most recent first.
    """
    tests = ["k.merged_into IS NULL"]
    bound: dict[str, Any] = {"day_min": DAY_MIN, "day_max": DAY_MAX}
    if kind is not None:
        tests.append("k.kind = :kind")
        bound["kind"] = kind.value
    if words:
        tests.append(reader.within("k.id", "named"))
        bound["named"] = matching_speakers(reader, words)
    if role:
        tests.append(reader.within("k.id", "holders"))
        bound["holders"] = _holders(reader, role)
    if limit is not None:
        bound["limit"] = limit
    sql = _SPEAKERS.format(
        condition=" AND ".join(tests), limit="LIMIT :limit" if limit is not None else ""
    )
    for rows in chunks(reader.iterate(sql, **bound), _PAGE):
        yield from _described(reader, list(rows))


def _holders(reader: Reader, role: str) -> list[int]:
    wanted = set(name_key(role).split())
    return sorted(
        {
            row["speaker"]
            for row in reader.iterate(_TITLES)
            if wanted and wanted <= set(name_key(f"{row['title']} {row['titles'] or ''}").split())
        }
    )


def _described(reader: Reader, rows: list[Row]) -> Iterator[Row]:
    """The rows with all that hangs on them, as documented; the shape only grows."""
    ids = [row["id"] for row in rows]
    roles = _grouped(reader, _ROLES, ids, day_max=DAY_MAX)
    printed = _grouped(reader, _PRINTED, ids)
    aliases = _grouped(reader, _ALIASES, ids)
    xrefs = _grouped(reader, _XREFS, ids)
    above = _above(reader, {row["parent_id"] for row in rows})
    for row in rows:
        number = row["id"]
        parents = _chain(above, number, row["parent_id"])
        last_printed = next((one["role"] for one in printed[number]), None)
        yield {
            "id": format_id(Kind.SPEAKER, number),
            "name": row["name"],
            "qualifier": row["qualifier"] or None,
            "kind": row["kind"],
            "parent": parents[0]["name"] if parents else None,
            "parents": parents,
            "role": _held(roles[number]) or last_printed,
            "aliases": list(dict.fromkeys(alias["name"] for alias in aliases[number])),
            "roles": [{**one, "id": format_id(Kind.ROLE, one["id"])} for one in roles[number]],
            "roles_printed": [one["role"] for one in printed[number]],
            "statements": row["statements"],
            "first": _day(row["first"]),
            "last": _day(row["last"]),
            "xrefs": xrefs[number],
            "note": row["note"],
        }


def _grouped(reader: Reader, sql: str, ids: list[int], **bound: Any) -> dict[int, list[Row]]:
    """What belongs to each speaker and to those merged into it, in order."""
    found: dict[int, list[Row]] = {number: [] for number in ids}
    merged = f"SELECT k.id FROM speaker k WHERE {reader.within('k.merged_into', 'ids')}"
    members = [*ids, *reader.values(merged, ids=ids)]
    within = reader.within("k.id", "members")
    for row in reader.iterate(sql.format(within=within), members=members, **bound):
        found[row.pop("speaker")].append(row)
    return found


def _above(reader: Reader, speakers: set[int | None]) -> dict[int, Row]:
    """These speakers and all they belong to, by id."""
    found: dict[int, Row] = {}
    sql = _PARENTS.format(within=reader.within("k.id", "ids"))
    while wanted := sorted(one for one in speakers if one is not None and one not in found):
        rows = reader.rows(sql, ids=wanted)
        found |= {row["id"]: row for row in rows}
        speakers = {row["parent_id"] for row in rows}
    return found


def _chain(above: dict[int, Row], speaker: int, parent: int | None) -> list[Row]:
    """Who a speaker belongs to, nearest first."""
    chain: dict[int, Row] = {}
    # Who was merged into somebody of his own house may seem to stand above himself.
    while parent is not None and parent not in chain and parent != speaker:
        row = above[parent]
        chain[parent] = {"id": format_id(Kind.SPEAKER, parent), "name": row["name"]}
        parent = row["parent_id"]
    return list(chain.values())


def _held(roles: list[Row]) -> str | None:
    """The roles that have not ended, else the last one, each with its years."""
    held = [role for role in roles if role["until"] is None] or roles[:1]
    return "; ".join(map(_titled, held)) or None


def _titled(role: Row) -> str:
    title = ", ".join(part for part in (role["title"], role["org"]) if part)
    since, until = (role["since"] or "")[:4], (role["until"] or "")[:4]
    return f"{title} ({since}–{until})" if since or until else title


def _day(day: int | None) -> str | None:
    return None if day is None else day_text(day)
