"""What is known of the statements that are compared, read in a few queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.dates import DAY_MAX, DAY_MIN
from claims.reader import Reader, Row
from claims.scene import CANONICAL
from claims.text import tokens
from claims.vocabulary import SpeakerKind, Stance

_STATEMENTS = f"""
SELECT s.id, COALESCE(s.act_id, s.id) AS act_id, s.text, s.original_text, s.insertions, s.lang,
       s.original_lang, s.said, s.said_first, s.said_last, s.document_id,
       {CANONICAL.format("k")} AS speaker_id
FROM statement s JOIN speaker k ON k.id = s.speaker_id WHERE {{within}}
"""

_POSITIONS = """
SELECT p.statement_id, p.claim_id, p.stance, c.question_id, c.low, c.high, c.number
FROM position p JOIN claim c ON c.id = p.claim_id WHERE {within} ORDER BY p.id
"""

_SPEAKERS = f"""
SELECT k.id, k.kind, {CANONICAL.format("h")} AS parent_id FROM speaker k
LEFT JOIN speaker h ON h.id = k.parent_id WHERE k.merged_into IS NULL
"""

_DEEPEST = 20


class Houses:
    """Who belongs to whom: every speaker's parents, merges followed."""

    def __init__(self, reader: Reader) -> None:
        self._parent: dict[int, int] = {}
        self.unnamed: set[int] = set()
        for row in reader.iterate(_SPEAKERS):
            if row["parent_id"] not in (None, row["id"]):
                self._parent[row["id"]] = row["parent_id"]
            if row["kind"] == SpeakerKind.UNNAMED:
                self.unnamed.add(row["id"])

    def above(self, speaker: int) -> list[int]:
        """What a speaker belongs to, the nearest first."""
        found: list[int] = []
        while (parent := self._parent.get(speaker)) is not None and len(found) < _DEEPEST:
            if parent in found:
                break
            found.append(parent)
            speaker = parent
        return found

    def top(self, speaker: int) -> int:
        """The house a speaker belongs to: the topmost parent, or the speaker."""
        return next(reversed(self.above(speaker)), speaker)

    def steps(self, one: int, other: int) -> int | None:
        """How many steps one stands above the other, whichever it is; 0 for the same speaker.

        None where neither belongs to the other: two voices of one house are two speakers.
        """
        if one == other:
            return 0
        for low, high in ((one, other), (other, one)):
            chain = self.above(low)
            if high in chain:
                return chain.index(high) + 1
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement does to a claim; the bounds of a figure are none where it has none."""

    claim: int
    question: int
    sign: int
    stance: Stance
    low: float | None = None
    high: float | None = None
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as it is compared.

    ``first`` and ``last`` are the days it can have been said; ``printed`` tells a date that is
    printed with it from its document's.  ``words`` are tokens without an editor's insertions.
    """

    id: int
    act: int
    speaker: int
    document: int
    lang: str | None
    first: int
    last: int
    printed: bool
    words: tuple[str, ...]
    original: tuple[str, ...] = ()
    original_lang: str | None = None
    answers: tuple[Answer, ...] = field(default=())

    @property
    def undated(self) -> bool:
        """Whether nothing is known of the day."""
        return self.first <= DAY_MIN and self.last >= DAY_MAX


def words_of(text: str, insertions: str | None) -> tuple[str, ...]:
    """The tokens of a text, an editor's insertions (JSON, as stored) left out."""
    if insertions:
        kept, place = [], 0
        for first, last in json.loads(insertions):
            kept.append(text[place:first])
            place = last
        text = " ".join((*kept, text[place:]))
    return tuple(tokens(text))


def load(reader: Reader, ids: Iterable[int]) -> dict[int, Said]:
    """Statements by id, with what they answer."""
    wanted = sorted(set(ids))
    answers: dict[int, list[Answer]] = {}
    sql = _POSITIONS.format(within=reader.within("p.statement_id", "ids"))
    for row in reader.iterate(sql, ids=wanted):
        answers.setdefault(row["statement_id"], []).append(_answer(row))
    rows = reader.iterate(_STATEMENTS.format(within=reader.within("s.id", "ids")), ids=wanted)
    return {row["id"]: _said(row, answers) for row in rows}


def _answer(row: Row) -> Answer:
    stance = Stance(row["stance"])
    return Answer(
        claim=row["claim_id"],
        question=row["question_id"],
        sign=stance.sign,
        stance=stance,
        low=row["low"],
        high=row["high"],
        is_figure=row["number"] is not None,
    )


def _said(row: Row, answers: Mapping[int, list[Answer]]) -> Said:
    original: str | None = row["original_text"]
    return Said(
        id=row["id"],
        act=row["act_id"],
        speaker=row["speaker_id"],
        document=row["document_id"],
        lang=row["lang"],
        first=row["said_first"],
        last=row["said_last"],
        printed=row["said"] is not None,
        words=words_of(row["text"], row["insertions"]),
        original=tuple(tokens(original)) if original else (),
        original_lang=row["original_lang"],
        answers=tuple(answers.get(row["id"], ())),
    )


def refused(reader: Reader) -> set[frozenset[int]]:
    """Pairs of acts that somebody said are not the same."""
    rows = reader.iterate(
        """SELECT COALESCE(a.act_id, a.id) AS one, COALESCE(b.act_id, b.id) AS other
        FROM flag f JOIN statement a ON a.id = f.statement_id JOIN statement b ON b.id = f.other_id
        WHERE f.kind = 'not-same' AND f.cleared_at IS NULL"""
    )
    return {frozenset((row["one"], row["other"])) for row in rows}
