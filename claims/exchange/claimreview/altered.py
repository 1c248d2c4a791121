"""Reviews whose verdict was changed after they were imported: the object with the new facts.

Only what the database holds is written over: label and numbers, explanation, day, claim and
reviewer.  All else of the object stays as it came, its address too: by that the review is known.
"""

from __future__ import annotations

import json
from typing import Any

from claims.exchange.claimreview.read import Review
from claims.keep.quote import days
from claims.keep.slugs import claim_key, speaker_key
from claims.reader import Reader, Row
from claims.text import clean_line
from claims.vocabulary import SpeakerKind

_NUMBERS = {"value": "ratingValue", "best": "bestRating", "worst": "worstRating"}


class Names:
    """Compares reviews with the rows they became; knows who is called what."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._of: dict[int, frozenset[str]] = {}

    def changes(self, review: Review, row: Row) -> set[str]:
        """The names of the facts that a row has otherwise than its review; none without a verdict.

        Label, day, reviewer and claim cannot differ unless they were changed.  The rest can where
        two reviews share a verdict: it counts where the row says that it was ``revised``.
        """
        found: set[str] = set()
        if claim_key(row["claim"]) != claim_key(review.claim):
            found.add("claim")
        if row["verdict_id"] is None:
            return found
        tests = {
            "label": clean_line(review.label or "") != clean_line(row["label"]),
            "rated": days(review.rated, None, None)[0] != row["rated_first"],
            "reviewer": not self._is_called(row, review.reviewer),
        }
        if row["revised"]:
            numbers = json.loads(row["rating"]) if row["rating"] else {}
            tests |= {
                "numbers": numbers != dict(review.rating),
                "explanation": (row["explanation"] or None) != review.explanation,
            }
        return found | {name for name, differs in tests.items() if differs}

    def _is_called(self, row: Row, name: str) -> bool:
        key = speaker_key(name)
        return key == speaker_key(row["reviewer"]) or key in self._names(row["reviewer_id"])

    def _names(self, speaker: int) -> frozenset[str]:
        """The keys of a speaker's names, of their aliases and of all merged into them."""
        if speaker not in self._of:
            sql = """SELECT k.key FROM speaker k WHERE :id IN (k.id, k.merged_into)
            UNION SELECT a.key FROM alias a JOIN speaker k ON k.id = a.speaker_id
            WHERE :id IN (k.id, k.merged_into)"""
            self._of[speaker] = frozenset(self.reader.values(sql, id=speaker))
        return self._of[speaker]


def split(raw: dict[str, Any], review: Review) -> dict[str, Any]:
    """An object of several claims as that of one of them."""
    return {**raw, "claimReviewed": review.text}


def altered(raw: dict[str, Any], review: Review, row: Row, names: Names) -> dict[str, Any]:
    """An object with the facts of its row; itself where they are the same."""
    changes = names.changes(review, row)
    if not changes:
        return raw
    told: dict[str, Any] = {}
    if "claim" in changes:
        told["claimReviewed"] = row["claim"]
    if "rated" in changes:
        told["datePublished"] = row["rated"]
    if "reviewer" in changes:
        person = row["kind"] == SpeakerKind.PERSON
        told["author"] = {"@type": "Person" if person else "Organization", "name": row["reviewer"]}
    if changes & {"label", "numbers", "explanation"}:
        told["reviewRating"] = _rating(raw, row, changes)
    if "explanation" in changes:
        told["reviewBody"] = None
    return {name: value for name, value in {**raw, **told}.items() if name not in told or value}


def _rating(raw: dict[str, Any], row: Row, changes: set[str]) -> dict[str, Any]:
    """The rating with its new label; numbers that went with another label go."""
    found = raw.get("reviewRating")
    rating = next(iter(found), None) if isinstance(found, list) else found
    before = rating if isinstance(rating, dict) else {"@type": "Rating"}
    told: dict[str, Any] = {"alternateName": row["label"], "name": None}
    if changes & {"label", "numbers"}:
        numbers = json.loads(row["rating"]) if "numbers" in changes and row["rating"] else {}
        told |= {name: numbers.get(short) for short, name in _NUMBERS.items()}
    if "explanation" in changes:
        told["ratingExplanation"] = row["explanation"]
    whole = {**before, **told}
    return {name: value for name, value in whole.items() if name not in told or value is not None}
