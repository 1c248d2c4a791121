"""ClaimReview out: verdicts as JSON-LD, one object a line.

What was imported goes out as it came, with the context and type that readers need and, where the
database has other facts by now, with those; a verdict kept by hand as the object its row makes.  A
label goes out verbatim, numbers as they were printed: none is ever made of a verdict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from claims.errors import UsageError
from claims.exchange.claimreview.altered import Names, altered, split
from claims.exchange.claimreview.find import types_of
from claims.exchange.claimreview.generic import is_generic
from claims.exchange.claimreview.keep import SCHEME
from claims.exchange.claimreview.read import Review, read_review
from claims.exchange.claimreview.said import ADDRESS, UNKNOWN, WIKIDATA
from claims.exchange.flat_out import Selection
from claims.i18n import _
from claims.reader import Reader, Row
from claims.render.values import as_json
from claims.text import content_hash
from claims.vocabulary import SpeakerKind

_CONTEXT = "https://schema.org"
_PAGE = 500

_FACTS = """v.id AS verdict_id, v.label, v.url, v.explanation, v.rated, v.rated_first, v.rating,
c.text AS claim, COALESCE(m.id, k.id) AS reviewer_id, COALESCE(m.name, k.name) AS reviewer,
COALESCE(m.kind, k.kind) AS kind"""
_OF_VERDICT = """LEFT JOIN speaker k ON k.id = v.reviewer_id
LEFT JOIN speaker m ON m.id = k.merged_into"""
_IMPORTED = f"""FROM xref x LEFT JOIN verdict v ON v.id = x.verdict_id
JOIN claim c ON c.id = COALESCE(v.claim_id, x.claim_id) {_OF_VERDICT}
WHERE x.scheme = :scheme AND x.raw IS NOT NULL"""
_REVIEWS = f"""SELECT x.id, x.key, x.raw, {_FACTS}, EXISTS (SELECT 1 FROM change g
WHERE g.table_name = 'verdict' AND g.first_id = v.id AND g.action = 'update') AND NOT EXISTS
(SELECT 1 FROM xref o WHERE o.verdict_id = v.id AND o.scheme = :scheme AND o.id <> x.id)
AS revised {_IMPORTED}"""
_BY_HAND = f"""FROM verdict v JOIN claim c ON c.id = v.claim_id {_OF_VERDICT}
LEFT JOIN document d ON d.id = v.document_id
WHERE NOT EXISTS (SELECT 1 FROM xref x WHERE x.verdict_id = v.id AND x.scheme = :scheme)"""

_UNDER = """c.question_id IN (WITH RECURSIVE under(id) AS (
    SELECT q.id FROM question q WHERE q.id = :question
    UNION SELECT q.id FROM under u JOIN question q ON q.parent_id = u.id) SELECT id FROM under)"""
_BY = """(COALESCE(m.id, k.id) = :reviewer OR COALESCE(m.parent_id, k.parent_id) IN
(SELECT id FROM speaker WHERE id = :reviewer OR merged_into = :reviewer))"""


class Reviews:
    """The verdicts of a selection, as ClaimReview objects.

    ``selection`` is of verdicts: ``question`` of claims under it, ``speaker`` by this reviewer or
    who writes for it, ``first`` and ``last`` rated on days that touch the span; an object without
    a label, or not dated, is of no reviewer, or of no span.  Raises ``UsageError`` for
    ``everything``: no verdict is proposed or rejected.
    """

    def __init__(self, reader: Reader, selection: Selection | None = None) -> None:
        chosen = selection or Selection()
        if chosen.everything:
            raise UsageError(_("no verdict is proposed or rejected"), hint="without --all")
        self.reader = reader
        tests = {
            "question": (_UNDER, chosen.question),
            "reviewer": (_BY, chosen.speaker),
            "first": ("v.rated IS NOT NULL AND v.rated_last >= :first", chosen.first),
            "last": ("v.rated IS NOT NULL AND v.rated_first <= :last", chosen.last),
        }
        self._bound: dict[str, Any] = {
            name: value for name, (_sql, value) in tests.items() if value is not None
        }
        self._test = "".join(f" AND {tests[name][0]}" for name in self._bound)
        self._bound["scheme"] = SCHEME
        self._names = Names(reader)

    def count(self) -> int:
        """How many objects there will be, counting one of several claims by its claims."""
        counts = (f"SELECT count(*) {one}{self._test}" for one in (_IMPORTED, _BY_HAND))
        return sum(int(self.reader.value(sql, **self._bound)) for sql in counts)

    def pages(self) -> Iterator[list[dict[str, Any]]]:
        """The objects by the page, those imported first, in the order they came."""
        written: set[str] = set()
        for rows in self._rows(_REVIEWS, "x.id"):
            yield [_whole(one) for row in rows for one in self._imported(row, written)]
        sql = f"SELECT v.id, v.claim_id, v.lang, {_FACTS}, d.title, d.url AS page {_BY_HAND}"
        for rows in self._rows(sql, "v.id"):
            yield [self._made(row) for row in rows]

    def _rows(self, sql: str, key: str) -> Iterator[list[Row]]:
        paged = f"{sql}{self._test} AND {key} > :after ORDER BY {key} LIMIT :most"
        after = 0
        while rows := self.reader.rows(paged, **self._bound, after=after, most=_PAGE):
            yield rows
            after = rows[-1]["id"]

    # -- imported --------------------------------------------------------------------------

    def _imported(self, row: Row, written: set[str]) -> Iterator[dict[str, Any]]:
        """The object of a row: once, whole, where it has several claims that all stand as told."""
        raw: dict[str, Any] = json.loads(row["raw"])
        found = read_review(raw).reviews
        if len(found) < 2:
            yield altered(raw, found[0], row, self._names) if found else raw
            return
        if self._stands(found, row):
            fingerprint = content_hash(row["raw"])
            if fingerprint not in written:
                written.add(fingerprint)
                yield raw
            return
        one = next((one for one in found if one.key == row["key"]), None)
        yield altered(split(raw, one), one, row, self._names) if one else raw

    def _stands(self, found: list[Review], row: Row) -> bool:
        """Whether all reviews of an object are selected, told by it and by no other, unchanged."""
        sql = f"{_REVIEWS}{self._test} AND {self.reader.within('x.key', 'keys')}"
        by_key = {one.key: one for one in found}
        rows = self.reader.rows(sql, **self._bound, keys=list(by_key))
        return len(rows) == len(found) and all(
            one["raw"] == row["raw"] and not self._names.changes(by_key[one["key"]], one)
            for one in rows
        )

    # -- kept by hand ----------------------------------------------------------------------

    def _made(self, row: Row) -> dict[str, Any]:
        """The object of a verdict kept by hand."""
        appearances = _appearances(self.reader, row)
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
        first = appearances[0] if appearances else {}
        item = {
            "@type": "Claim",
            "author": self._claimant(first),
            "datePublished": first.get("said"),
            "firstAppearance": urls[0] if urls else None,
            "appearance": urls[1:] or None,
        }
        author = _named(row["reviewer"], row["kind"])
        author["url"] = next(iter(self._links(row["reviewer_id"], ADDRESS)), None)
        return _filled(
            {
                "@context": _CONTEXT,
                "@type": "ClaimReview",
                "claimReviewed": row["claim"],
                "url": row["url"] or row["page"],
                "name": row["title"],
                "datePublished": row["rated"],
                "inLanguage": row["lang"],
                "author": _filled(author),
                "reviewRating": _filled(rating),
                "itemReviewed": _filled(item),
            }
        )

    def _claimant(self, first: Row) -> dict[str, Any] | None:
        """Who made the claim: nobody where it is somebody unnamed, who would come back named."""
        name = first.get("name")
        if name is None or name == UNKNOWN:
            return None
        if first["kind"] == SpeakerKind.UNNAMED and not is_generic(name):
            return None
        author = _named(first["name"], first["kind"])
        author["sameAs"] = self._links(first["speaker"], WIKIDATA, ADDRESS) or None
        return _filled(author)

    def _links(self, speaker: int, *schemes: str) -> list[str]:
        """A speaker's external ids, as addresses."""
        sql = f"""SELECT x.scheme, x.key FROM xref x JOIN speaker k ON k.id = x.speaker_id
        WHERE COALESCE(k.merged_into, k.id) = :id AND {self.reader.within("x.scheme", "schemes")}
        ORDER BY x.id LIMIT 20"""
        rows = self.reader.rows(sql, id=speaker, schemes=list(schemes))
        return [
            f"https://www.wikidata.org/wiki/{row['key']}"
            if row["scheme"] == WIKIDATA
            else f"https://{row['key']}"
            for row in rows
            if row["scheme"] == WIKIDATA or _HOST.match(row["key"])
        ]


_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?]|$)")
"""How an address without its scheme begins; one too long to keep is a mere hash."""


def as_lines(objects: list[dict[str, Any]]) -> str:
    """One object a line."""
    return "".join(f"{_encoded(one)}\n" for one in objects)


def _encoded(value: dict[str, Any]) -> str:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a character somewhere
        return json.dumps(value)
    return as_json(value)


def _whole(raw: dict[str, Any]) -> dict[str, Any]:
    """An object with the context and type that its page or graph may have given it."""
    types = {} if "claimreview" in types_of(raw) and "@type" in raw else {"@type": "ClaimReview"}
    context = {"@context": raw.get("@context") or _CONTEXT}
    return {**context, **{k: v for k, v in raw.items() if k != "@context"}, **types}


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


def _named(name: str, kind: str) -> dict[str, Any]:
    person = kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
    return {"@type": "Person" if person else "Organization", "name": name}


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in value.items() if item is not None}
