"""Everything said on a question in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claims import telling
from claims.contrast import subtree
from claims.errors import NothingFound
from claims.i18n import _
from claims.ids import format_id
from claims.reader import Reader
from claims.telling import Bearing


@dataclass(frozen=True, slots=True)
class Moment:
    """One telling and what it does to one claim, at its place in time."""

    bearing: Bearing
    claim: str
    slug: str

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            **self.bearing.as_json(),
            "claim": self.claim,
            "claim_id": format_id("claim", self.bearing.claim),
            "question": self.slug,
        }


def build(
    reader: Reader, question: int, *, since: int | None = None, until: int | None = None
) -> list[Moment]:
    """What was said on a question and all under it, between two days where they are given.

    A date that is not exact counts wherever it may lie.  Raises ``NothingFound`` where there is
    nothing.
    """
    tree = subtree(reader, question)
    rows = reader.rows(
        "SELECT c.id, c.text, q.slug FROM claim c JOIN question q ON q.id = c.question_id WHERE "
        + reader.within("c.question_id", "ids"),
        ids=[row["id"] for row in tree],
    )
    claims = {row["id"]: row for row in rows}
    moments = [
        Moment(bearing, claims[claim]["text"], claims[claim]["slug"])
        for claim, bearings in telling.of_claims(reader, claims).items()
        for bearing in bearings
        if (since is None or bearing.telling.last >= since)
        and (until is None or bearing.telling.first <= until)
    ]
    if not moments:
        slug = tree[0]["slug"]
        raise NothingFound(
            _("nothing was said on {slug} then").format(slug=slug), hint=f"claims contrast {slug}"
        )
    return sorted(
        moments, key=lambda m: (m.bearing.telling.first, m.bearing.telling.statement, m.claim)
    )
