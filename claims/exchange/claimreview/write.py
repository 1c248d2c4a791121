"""ClaimReview out: verdicts as JSON-LD, one object a line.

What was imported goes out as it came, with the context and type that readers need; a verdict kept
by hand as the object its row makes.  A label goes out verbatim, numbers as they were printed: none
is ever made of a verdict.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claims.exchange.claimreview.find import types_of
from claims.exchange.claimreview.keep import SCHEME
from claims.reader import Reader, Row
from claims.text import content_hash
from claims.vocabulary import SpeakerKind

_CONTEXT = "https://schema.org"
_PAGE = 500

# https://developers.google.com/search/docs/appearance/structured-data/factcheck
GOOGLE = {
    "required": ("claimReviewed", "reviewRating.alternateName", "url"),
    "recommended": (
        "author.name", "author.url", "datePublished", "itemReviewed.author.name",
        "itemReviewed.datePublished", "itemReviewed.appearance", "itemReviewed.firstAppearance",
        "reviewRating.ratingValue", "reviewRating.bestRating", "reviewRating.worstRating",
    ),
}  # fmt: skip
"""What Google's fact-check results ask for, as paths of properties."""


def count_reviews(reader: Reader) -> int:
    """How many objects there will be, counting one of several claims by its claims."""
    sql = """SELECT (SELECT count(*) FROM xref WHERE scheme = :scheme AND raw IS NOT NULL)
    + (SELECT count(*) FROM verdict v WHERE NOT EXISTS
    (SELECT 1 FROM xref x WHERE x.verdict_id = v.id AND x.scheme = :scheme))"""
    return int(reader.value(sql, scheme=SCHEME))


def review_pages(reader: Reader) -> Iterator[list[dict[str, Any]]]:
    """The objects by the page, those imported first, in the order they came.

    An object of several claims goes out once.
    """
    written: set[str] = set()
    for rows in _pages(reader, _IMPORTED):
        yield list(_as_they_came(rows, written))
    for rows in _pages(reader, _BY_HAND):
        yield [_made(row, _appearances(reader, row)) for row in rows]


def as_lines(objects: list[dict[str, Any]]) -> str:
    """One object a line."""
    return "".join(f"{_encoded(one)}\n" for one in objects)


def _encoded(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character somewhere
        return json.dumps(value)
    return text


def missing(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What Google asks for and an object lacks: "required" or "recommended", and the property."""
    for need, paths in GOOGLE.items():
        for path in paths:
            if not _at(value, path.split(".")):
                yield need, path


def _at(value: Any, path: list[str]) -> bool:
    """Whether something stands at the end of a path."""
    if isinstance(value, list):
        return any(_at(one, path) for one in value)
    if not path:
        return value not in (None, "", {})
    return isinstance(value, dict) and _at(value.get(path[0]), path[1:])


# -- rows ----------------------------------------------------------------------------------

_IMPORTED = """SELECT id, raw FROM xref WHERE scheme = :scheme AND id > :after
ORDER BY id LIMIT :most"""
_BY_HAND = """SELECT v.id, v.claim_id, v.label, v.lang, v.url, v.explanation, v.rated, v.rating,
c.text AS claim, COALESCE(m.name, k.name) AS reviewer, COALESCE(m.kind, k.kind) AS kind,
d.title, d.url AS page
FROM verdict v JOIN claim c ON c.id = v.claim_id JOIN speaker k ON k.id = v.reviewer_id
LEFT JOIN speaker m ON m.id = k.merged_into LEFT JOIN document d ON d.id = v.document_id
WHERE v.id > :after AND NOT EXISTS
(SELECT 1 FROM xref x WHERE x.verdict_id = v.id AND x.scheme = :scheme)
ORDER BY v.id LIMIT :most"""


def _pages(reader: Reader, sql: str) -> Iterator[list[Row]]:
    after = 0
    while rows := reader.rows(sql, scheme=SCHEME, after=after, most=_PAGE):
        yield rows
        after = rows[-1]["id"]


def _as_they_came(rows: list[Row], written: set[str]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row["raw"] is None:
            continue
        fingerprint = content_hash(row["raw"])
        if fingerprint not in written:
            written.add(fingerprint)
            yield _whole(json.loads(row["raw"]))


def _whole(raw: dict[str, Any]) -> dict[str, Any]:
    """An object with the context and type that its page or graph may have given it."""
    types = {} if "claimreview" in types_of(raw) and "@type" in raw else {"@type": "ClaimReview"}
    context = {"@context": raw.get("@context") or _CONTEXT}
    return {**context, **{k: v for k, v in raw.items() if k != "@context"}, **types}


def _made(row: Row, appearances: list[Row]) -> dict[str, Any]:
    """The object of a verdict kept by hand."""
    numbers = json.loads(row["rating"]) if row["rating"] else {}
    rating = {
        "@type": "Rating",
        "alternateName": row["label"],
        "ratingValue": numbers.get("value"),
        "bestRating": numbers.get("best"),
        "worstRating": numbers.get("worst"),
        "ratingExplanation": row["explanation"],
    }
    urls = [{"@type": "CreativeWork", "url": one["url"]} for one in appearances if one["url"]]
    first = appearances[0] if appearances else {"name": None, "kind": None, "said": None}
    item = {
        "@type": "Claim",
        "author": _named(first["name"], first["kind"]),
        "datePublished": first["said"],
        "firstAppearance": urls[0] if urls else None,
        "appearance": urls[1:] or None,
    }
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "ClaimReview",
            "claimReviewed": row["claim"],
            "url": row["url"] or row["page"],
            "name": row["title"],
            "datePublished": row["rated"],
            "inLanguage": row["lang"],
            "author": _named(row["reviewer"], row["kind"]),
            "reviewRating": _filled(rating),
            "itemReviewed": _filled(item),
        }
    )


def _appearances(reader: Reader, row: Row) -> list[Row]:
    """Where the first speaker to assert a claim did so, by day."""
    sql = """SELECT s.said, d.url, COALESCE(m.name, k.name) AS name,
    COALESCE(m.kind, k.kind) AS kind, COALESCE(m.id, k.id) AS speaker
    FROM position p JOIN statement s ON s.id = p.statement_id
    JOIN document d ON d.id = s.document_id JOIN speaker k ON k.id = s.speaker_id
    LEFT JOIN speaker m ON m.id = k.merged_into
    WHERE p.claim_id = :claim AND p.stance = 'asserts' AND s.status = 'accepted'
    ORDER BY s.said_first, s.id LIMIT 100"""
    rows = reader.rows(sql, claim=row["claim_id"])
    return [one for one in rows if one["speaker"] == rows[0]["speaker"]]


def _named(name: str | None, kind: str | None) -> dict[str, Any] | None:
    if name is None:
        return None
    person = kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
    return {"@type": "Person" if person else "Organization", "name": name}


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in value.items() if item is not None}
