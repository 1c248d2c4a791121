"""What Google's Fact Check Tools interface answers, as the ClaimReview objects it tells of.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims: claims, each
with its reviews; only the publisher's site is sure to be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_CONTEXT = "https://schema.org"


def is_claim(value: object) -> bool:
    """Whether an object is a claim as the interface has it."""
    return (
        isinstance(value, dict) and "text" in value and isinstance(value.get("claimReview"), list)
    )


def reviews_of(claim: Any) -> Iterator[dict[str, Any]]:
    """The reviews of a claim, each as a ClaimReview object."""
    for review in claim["claimReview"]:
        yield _filled(_converted(claim, review if isinstance(review, dict) else {}))


def _converted(claim: dict[str, Any], review: dict[str, Any]) -> dict[str, Any]:
    publisher = review.get("publisher")
    by = publisher if isinstance(publisher, dict) else {"name": publisher}
    site = _text(by, "site")
    claimant = _text(claim, "claimant")
    return {
        "@context": _CONTEXT,
        "@type": "ClaimReview",
        "claimReviewed": _text(claim, "text"),
        "url": _text(review, "url"),
        "name": _text(review, "title"),
        "datePublished": _text(review, "reviewDate"),
        "inLanguage": _text(review, "languageCode"),
        "author": {
            "@type": "Organization",
            "name": _text(by, "name") or site,
            "url": f"https://{site}" if site else None,
        },
        "reviewRating": {"@type": "Rating", "alternateName": _text(review, "textualRating")},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Thing", "name": claimant} if claimant else None,
            "datePublished": _text(claim, "claimDate"),
        },
    }


def _text(value: dict[str, Any], name: str) -> str | None:
    found = value.get(name)
    return found if isinstance(found, str) and found.strip() else None


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """The same without what is empty."""
    return {
        name: _filled(item) if isinstance(item, dict) else item
        for name, item in value.items()
        if item is not None
    }
