"""The names of the formats that can be read: loads nothing, so that help can list them."""

from __future__ import annotations

from typing import Final

FLAT: Final = ("jsonl", "json", "csv")
"""Flat records, as docs/import.md has them."""
REVIEWS: Final = ("claimreview", "google")
"""Fact-checks."""
SHAPES: Final = ("annotation", "quotation", "quotebank", "gdelt")
"""JSON whose items become flat records: claims.exchange.shapes."""
PEOPLE: Final = ("ftm", "ftm-statements", "popolo", "wikidata")
"""Speakers, their roles and documents: claims.exchange.people."""

FORMATS: Final = (*FLAT, "context", "dump", *REVIEWS, *SHAPES, "brat", *PEOPLE)
"""What ``--format`` takes; the format is told by the content unless it is given."""
