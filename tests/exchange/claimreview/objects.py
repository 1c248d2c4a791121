"""Invented reviews, and how they are imported."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from claims.database import Database
from claims.exchange.importer import Options, import_stream
from claims.exchange.report import ImportReport


def review(**changes: Any) -> dict[str, Any]:
    """A review with nothing odd about it; a change to ``None`` takes a field out."""
    whole = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checkers.example/moon",
        "claimReviewed": "The moon is made of cheese",
        "datePublished": "2021-03-05",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Example Checkers"},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": "1",
            "bestRating": "5",
            "worstRating": "1",
            "alternateName": "False",
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ann Lee", "jobTitle": "senator"},
            "datePublished": "2021-03-01",
            "firstAppearance": {"@type": "CreativeWork", "url": "https://posts.example/1"},
        },
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def item(**changes: Any) -> dict[str, Any]:
    """What is reviewed, changed."""
    whole = {**review()["itemReviewed"], **changes}
    return {name: value for name, value in whole.items() if value is not None}


def load(database: Database, data: Any, **options: Any) -> ImportReport:
    """Import a file: bytes, text, a list of objects one a line, or one object."""
    if isinstance(data, list):
        data = "".join(json.dumps(one) + "\n" for one in data)
    if isinstance(data, dict):
        data = json.dumps(data)
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return import_stream(
        database, BytesIO(raw), name="x", command="import x", actor="tester",
        options=Options(**options),
    )  # fmt: skip


def told(report: ImportReport) -> set[tuple[str, str]]:
    """Every oddity: field and reason."""
    return {(one.where, one.what) for one in report.noticed.oddities.kinds()}
