"""What a speaker held when: hardening, softening, reversal.

turn_of     what became of a stance, pure
build       a speaker's words on each claim in order of time, each with its turn
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from claims import telling
from claims.errors import NothingFound
from claims.i18n import _
from claims.ids import format_id
from claims.reader import Reader, Row
from claims.scene import CANONICAL
from claims.telling import Bearing
from claims.vocabulary import Mode, Stance


class Turn(StrEnum):
    """What a later word makes of the one before."""

    FIRST = "first"
    SAME = "same"
    HARDENING = "hardening"
    SOFTENING = "softening"
    REVERSAL = "reversal"
    RETRACTION = "retraction"


_COMMITMENT = {
    Stance.ASSERTS: 2,
    Stance.SUSPECTS: 1,
    Stance.UNSURE: 0,
    Stance.DECLINES: 0,
    Stance.RETRACTS: 0,
    Stance.DOUBTS: -1,
    Stance.DENIES: -2,
}
"""How far a stance goes, and to which side; who only reports has gone nowhere."""


def turn_of(before: Stance | None, after: Stance) -> Turn:
    """What a stance is after another of the same speaker on the same claim; none: the first.

    Who only reports turns nothing; ``before`` is a stance that was held.
    """
    if after is Stance.REPORTS:
        return Turn.SAME
    if after is Stance.RETRACTS:
        return Turn.RETRACTION
    if before is None:
        return Turn.FIRST
    was, now = _COMMITMENT[before], _COMMITMENT[after]
    if was * now < 0:
        return Turn.REVERSAL
    if abs(now) == abs(was):
        return Turn.SAME
    return Turn.HARDENING if abs(now) > abs(was) else Turn.SOFTENING


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a speaker on one claim, and what it makes of the one before.

    ``beside`` is true where another stance was heard the same day: neither follows the other.
    ``instead_of`` is the answer given up, where this one turns to another of an exclusive question.
    """

    bearing: Bearing
    claim: str
    turn: Turn
    beside: bool = False
    instead_of: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            **self.bearing.as_json(),
            "claim": self.claim,
            "claim_id": format_id("claim", self.bearing.claim),
            "turn": self.turn.value,
            "same_day": self.beside,
            "instead_of": self.instead_of,
        }


@dataclass(frozen=True, slots=True)
class Course:
    """A speaker's words on one question, in order of time."""

    question: int
    slug: str
    title: str
    words: tuple[Word, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "id": format_id("question", self.question),
            "slug": self.slug,
            "title": self.title,
            "positions": [word.as_json() for word in self.words],
        }


_CLAIMS = """
SELECT DISTINCT c.id, c.text, c.question_id, q.slug, q.title, q.mode
FROM statement s JOIN speaker k ON k.id = s.speaker_id
JOIN position p ON p.statement_id = s.id
JOIN claim c ON c.id = p.claim_id JOIN question q ON q.id = c.question_id
WHERE {speakers} AND {scope} AND s.status = 'accepted'
ORDER BY c.question_id, c.id
"""

_BELOW = f"""
WITH RECURSIVE house(id) AS (
  SELECT k.id FROM speaker k WHERE {CANONICAL.format("k")} = :id
  UNION SELECT k.id FROM speaker k JOIN house h ON k.parent_id = h.id OR k.merged_into = h.id)
SELECT id FROM house
"""


def build(
    reader: Reader, speaker: int, *, question: int | None = None, voices: bool = False
) -> list[Course]:
    """What a speaker held on each question, or on one and all under it.

    ``voices`` takes in everyone who belongs to the speaker.  Raises ``NothingFound`` where they
    took no position.
    """
    members = _members(reader, speaker, voices=voices)
    rows = _claims(reader, members, question)
    heard = telling.of_claims(reader, (row["id"] for row in rows))
    wanted = set(members)
    ours = {
        claim: [bearing for bearing in bearings if bearing.telling.speaker in wanted]
        for claim, bearings in heard.items()
    }
    if not any(ours.values()):
        name = reader.value("SELECT name FROM speaker WHERE id = :id", id=speaker)
        raise NothingFound(
            _("{name} has taken no position yet").format(name=name),
            hint=f"claims search 'speaker:\"{name}\"'",
        )
    courses: dict[int, list[Row]] = {}
    for row in rows:
        courses.setdefault(row["question_id"], []).append(row)
    return [_course(claims, ours) for claims in courses.values()]


def _members(reader: Reader, speaker: int, *, voices: bool) -> list[int]:
    if voices:
        return reader.values(_BELOW, id=speaker)
    return reader.values(
        f"SELECT k.id FROM speaker k WHERE {CANONICAL.format('k')} = :id", id=speaker
    )


def _claims(reader: Reader, members: Sequence[int], question: int | None) -> list[Row]:
    from claims.contrast import subtree

    scope, within = "TRUE", {}
    if question is not None:
        scope = reader.within("c.question_id", "scope")
        within = {"scope": [row["id"] for row in subtree(reader, question)]}
    sql = _CLAIMS.format(speakers=reader.within("s.speaker_id", "members"), scope=scope)
    return reader.rows(sql, members=list(members), **within)


def _course(claims: list[Row], heard: dict[int, list[Bearing]]) -> Course:
    titles = {row["id"]: row["text"] for row in claims}
    bearings = [bearing for row in claims for bearing in heard[row["id"]]]
    ordered = sorted(bearings, key=lambda b: (b.telling.first, b.telling.statement, b.position))
    exclusive = claims[0]["mode"] == Mode.EXCLUSIVE
    return Course(
        question=claims[0]["question_id"],
        slug=claims[0]["slug"],
        title=claims[0]["title"],
        words=tuple(_words(ordered, titles, exclusive=exclusive)),
    )


def _words(
    bearings: Sequence[Bearing], titles: dict[int, str], *, exclusive: bool
) -> Iterable[Word]:
    """The words in order of time; what a speaker held is looked up, never searched whole."""
    held: dict[tuple[int, int], list[Bearing]] = defaultdict(list)
    answers: dict[int, list[Bearing]] = defaultdict(list)
    stances: dict[tuple[int, int, int], set[Stance]] = defaultdict(set)
    for bearing in bearings:
        stances[_day(bearing)].add(bearing.stance)
    for bearing in bearings:
        speaker = bearing.telling.speaker
        before = _last_before(bearing, held[speaker, bearing.claim])
        stance = before.stance if before else None
        other = _given_up(bearing, answers[speaker]) if exclusive else None
        yield Word(
            bearing=bearing,
            claim=titles[bearing.claim],
            turn=Turn.REVERSAL if other else turn_of(stance, bearing.stance),
            beside=len(stances[_day(bearing)]) > 1,
            instead_of=titles[other.claim] if other else None,
        )
        if bearing.stance is not Stance.REPORTS:
            held[speaker, bearing.claim].append(bearing)
        if bearing.stance.sign > 0:
            answers[speaker].append(bearing)


def _day(bearing: Bearing) -> tuple[int, int, int]:
    """Who said something of which claim on which day."""
    return (bearing.telling.speaker, bearing.claim, bearing.telling.first)


def _last_before(bearing: Bearing, earlier: Sequence[Bearing]) -> Bearing | None:
    """The last of these words that is certainly earlier."""
    first = bearing.telling.first
    return next((b for b in reversed(earlier) if b.telling.last < first), None)


def _given_up(bearing: Bearing, answers: Sequence[Bearing]) -> Bearing | None:
    """The other answer the speaker last held, where this is the first + for a new one."""
    if bearing.stance.sign <= 0:
        return None
    last = _last_before(bearing, answers)
    return last if last is not None and last.claim != bearing.claim else None
