"""Verdicts: a fact-checker's rating of a claim, its label verbatim and what the label means."""

from __future__ import annotations

from dataclasses import dataclass

from claims.dates import PartialDate
from claims.keep.quote import days
from claims.keep.store import Kept, Store
from claims.ratings import shipped
from claims.text import clean_line, name_key
from claims.vocabulary import Rating


@dataclass(slots=True)
class Judgement:
    """What a reviewer said of a claim; without ``value`` the label means what it is known to."""

    label: str
    value: Rating | None = None
    rated: PartialDate | None = None
    document: int | None = None
    explanation: str | None = None
    url: str | None = None
    lang: str | None = None
    rating: str | None = None
    note: str | None = None


def meaning_of(store: Store, label: str, reviewer: int) -> Rating | None:
    """What a label means: to this reviewer, else to everyone; none where nobody said."""
    sql = """SELECT value FROM rating
    WHERE label_key = :key AND (reviewer_id = :reviewer OR reviewer_id IS NULL)
    ORDER BY CASE WHEN reviewer_id IS NULL THEN 1 ELSE 0 END"""
    value = store.reader.value(sql, key=name_key(label), reviewer=reviewer)
    return Rating(value) if value else None


def keep_rating(store: Store, label: str, value: Rating, reviewer: int | None) -> Kept:
    """What a label means from now on: to one reviewer, or to everyone."""
    sql = """SELECT id FROM rating WHERE label_key = :key AND
    COALESCE(reviewer_id, 0) = :reviewer"""
    key = name_key(label)
    found = store.reader.value(sql, key=key, reviewer=reviewer or 0)
    if found is not None:
        store.change("rating", found, value=value.value)
        return Kept(found, made=False)
    number = store.add(
        "rating",
        reviewer_id=reviewer,
        label=clean_line(label),
        label_key=key,
        value=value.value,
    )
    return Kept(number, made=True)


def keep_verdict(store: Store, claim: int, reviewer: int, judgement: Judgement) -> Kept:
    """A reviewer's rating of a claim, found where the same label was given on the same day."""
    store.flush()
    rated = judgement.rated
    first, last = days(rated, None, None)
    sql = """SELECT id FROM verdict WHERE claim_id = :claim AND reviewer_id = :reviewer
    AND label = :label AND rated_first = :first"""
    label = clean_line(judgement.label)
    found = store.reader.value(sql, claim=claim, reviewer=reviewer, label=label, first=first)
    if found is not None:
        return Kept(found, made=False)
    value = judgement.value or meaning_of(store, label, reviewer) or shipped(label)
    number = store.add(
        "verdict",
        claim_id=claim,
        reviewer_id=reviewer,
        document_id=judgement.document,
        label=label,
        lang=judgement.lang,
        value=value.value if value else None,
        explanation=judgement.explanation,
        url=judgement.url,
        rated=rated.text if rated else None,
        rated_first=first,
        rated_last=last,
        rating=judgement.rating,
        note=judgement.note,
    )
    return Kept(number, made=True)
