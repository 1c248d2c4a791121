"""Questions read whole: the rule's findings, and the names and tellings behind its ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from claims import scene, telling
from claims.contest import Assessment, Scene, assess
from claims.contrast.model import Rated
from claims.reader import Reader, Row
from claims.telling import Bearing


class Reading:
    """Questions read from the database, assessed, with names to everything the rule finds."""

    def __init__(
        self, reader: Reader, questions: Iterable[int], *, as_of: int | None = None
    ) -> None:
        self.questions = sorted(questions)
        self.facts: Scene = scene.load(reader, self.questions, refines=True, as_of=as_of)
        self.found: Mapping[Any, Assessment] = assess(self.facts)
        facts = self.facts
        ids = [claim.id for claim in facts.claims]
        self.claims: dict[Any, Row] = {
            row["id"]: row
            for row in reader.iterate(
                f"SELECT id, question_id, text FROM claim WHERE {reader.within('id', 'ids')}",
                ids=ids,
            )
        }
        known = {position.id for position in facts.positions}
        bearings = telling.of_claims(reader, self.claims)
        self.bearings = {
            claim: [b for b in items if b.position in known] for claim, items in bearings.items()
        }
        self.by_position: dict[Any, Bearing] = {
            b.position: b for items in self.bearings.values() for b in items
        }
        self.refs: dict[Any, str] = {
            position: bearing.telling.ref for position, bearing in self.by_position.items()
        }
        self.acts = telling.of_shared_acts(
            reader, {b.telling.act for items in self.bearings.values() for b in items}
        )
        self.verdicts = _verdicts(reader, ids)
        self.names = _names(reader, facts)
        self.intervals: dict[Any, Any] = {claim.id: claim.interval for claim in facts.claims}

    def title(self, claim: Any) -> str:
        """The claim's words."""
        text: str = self.claims[claim]["text"]
        return text

    def of_question(self, question: int) -> list[int]:
        """The question's claims."""
        return [claim for claim, row in self.claims.items() if row["question_id"] == question]


def _names(reader: Reader, facts: Scene) -> dict[Any, str]:
    ids = {p.speaker for p in facts.positions} | {v.reviewer for v in facts.verdicts}
    ids |= set(facts.parents.values())
    rows = reader.rows(
        f"SELECT id, name FROM speaker WHERE {reader.within('id', 'ids')}",
        ids=sorted(ids),
    )
    return {row["id"]: row["name"] for row in rows}


def _verdicts(reader: Reader, claims: Iterable[Any]) -> dict[int, list[Rated]]:
    rows = reader.rows(
        f"""SELECT v.claim_id, v.label, v.value, v.rated, v.url, COALESCE(m.name, k.name) AS name
            FROM verdict v JOIN speaker k ON k.id = v.reviewer_id
            LEFT JOIN speaker m ON m.id = k.merged_into
            WHERE {reader.within("v.claim_id", "ids")} ORDER BY v.rated_first, v.id""",
        ids=sorted(claims),
    )
    found: dict[int, list[Rated]] = {}
    for row in rows:
        found.setdefault(row["claim_id"], []).append(
            Rated(row["name"], row["label"], row["value"], row["rated"], row["url"])
        )
    return found
