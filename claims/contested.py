"""What is contested, unsettled, divided within: who says what, on what ground, since when.

The kept states find the claims; the rule then says why, for the page that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from claims.contrast import Answer, Reading, Split, answer_of, divisions_of, splits_of, subtree
from claims.ids import format_id
from claims.reader import Reader, Row, chunks
from claims.telling import Telling
from claims.vocabulary import Stance, State

_PAGE = 50
_CLAIMS = """
SELECT c.id, c.question_id, c.state, q.slug, q.title FROM claim c
JOIN question q ON q.id = c.question_id
WHERE c.state = :state AND {scope} ORDER BY c.question_id, c.id
"""

# Claims on which, or on a finer one, somebody commits and somebody wavers: divided perhaps.
_PERHAPS_DIVIDED = """
WITH held AS (
  SELECT p.claim_id,
         MAX(CASE WHEN p.stance = 'asserts' THEN 1 ELSE 0 END) AS commits,
         MAX(CASE WHEN p.stance IN ('unsure', 'doubts', 'denies') THEN 1 ELSE 0 END) AS wavers
  FROM position p GROUP BY p.claim_id)
SELECT DISTINCT q.id FROM question q JOIN claim c ON c.question_id = q.id
JOIN held a ON a.claim_id = c.id AND a.commits = 1
LEFT JOIN link l ON l.kind = 'refines' AND l.b_id = c.id
LEFT JOIN held b ON b.claim_id = l.a_id AND b.wavers = 1
WHERE (a.wavers = 1 OR b.wavers = 1) AND {scope} ORDER BY q.id
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim that is not at peace, with the question it answers."""

    answer: Answer
    slug: str
    title: str

    def holders(self) -> dict[Stance, list[Telling]]:
        """Who holds it with which stance: one telling a counted act, in order of the stances."""
        found: dict[Stance, list[Telling]] = {}
        for stance in Stance:
            for line in self.answer.lines:
                if line.counted and line.stance is stance:
                    found.setdefault(stance, []).append(line.head.telling)
        return found

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        answer = self.answer
        return {
            "id": answer.ref,
            "claim": answer.text,
            "question": self.slug,
            "title": self.title,
            "state": answer.state.value,
            "reasons": [reason.value for reason in answer.reasons],
            "since": answer.since,
            "holders": {
                stance.value: [
                    {"speaker": t.speaker_name, "said": t.date, "id": t.ref} for t in tellings
                ]
                for stance, tellings in self.holders().items()
            },
            "grounds": [clash.as_json() for clash in answer.clashes],
            "positions": [line.as_json() for line in answer.lines],
        }


@dataclass(frozen=True, slots=True)
class Division:
    """An institution divided within, with the question it is divided over."""

    split: Split
    slug: str

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "id": format_id("claim", self.split.claim_id),
            "question": self.slug,
            "state": "divided",
            **self.split.as_json(),
        }


def entries(
    reader: Reader,
    states: Iterable[State] = (State.CONTESTED, State.UNSETTLED),
    *,
    question: int | None = None,
    since: int | None = None,
    limit: int | None = None,
) -> Iterator[Entry]:
    """The claims in these states, state by state, in order of question.

    ``question`` keeps to it and what is under it; ``since`` (a day) to disputes that began then or
    later; ``limit`` is for each state.
    """
    for state in states:
        found = _explained(reader, _rows(reader, state, question))
        recent = (entry for entry in found if since is None or _began(entry) >= since)
        yield from islice(recent, limit)


def count(reader: Reader, state: State, *, question: int | None = None) -> int:
    """How many claims are in a state."""
    scope, within = _scope(reader, question)
    number: int = reader.value(
        f"SELECT count(*) FROM claim c WHERE c.state = :state AND {scope}",
        state=state.value,
        **within,
    )
    return number


def divided(
    reader: Reader, *, question: int | None = None, limit: int | None = None
) -> Iterator[Division]:
    """The institutions divided within, in order of question."""
    scope, within = _scope(reader, question)
    ids = reader.values(_PERHAPS_DIVIDED.format(scope=scope), **within)
    slugs: dict[int, str] = {}

    def every() -> Iterator[Division]:
        for chunk in chunks(ids, _PAGE):
            reading = Reading(reader, chunk)
            slugs.update(_slugs(reader, chunk))
            for split in splits_of(reading, divisions_of(reading)):
                yield Division(split, slugs[reading.claims[split.claim_id]["question_id"]])

    yield from islice(every(), limit)


def _slugs(reader: Reader, questions: Iterable[int]) -> dict[int, str]:
    rows = reader.rows(
        f"SELECT id, slug FROM question WHERE {reader.within('id', 'ids')}", ids=list(questions)
    )
    return {row["id"]: row["slug"] for row in rows}


def _scope(reader: Reader, question: int | None) -> tuple[str, dict[str, Any]]:
    if question is None:
        return "TRUE", {}
    return reader.within("c.question_id", "scope"), {
        "scope": [row["id"] for row in subtree(reader, question)]
    }


def _rows(reader: Reader, state: State, question: int | None) -> list[Row]:
    scope, within = _scope(reader, question)
    return reader.rows(_CLAIMS.format(scope=scope), state=state.value, **within)


def _explained(reader: Reader, rows: list[Row]) -> Iterator[Entry]:
    for chunk in chunks(rows, _PAGE):
        reading = Reading(reader, {row["question_id"] for row in chunk})
        for row in chunk:
            yield Entry(answer_of(reading, row["id"]), row["slug"], row["title"])


def _began(entry: Entry) -> int:
    """The day the dispute began, failing a clash the day of the latest word."""
    from datetime import date

    if entry.answer.since:
        return date.fromisoformat(entry.answer.since).toordinal()
    return max((line.head.telling.first for line in entry.answer.lines), default=0)
