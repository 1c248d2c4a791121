"""The plain values of a contrast, and the JSON they print; shapes only grow.

A contrast may be folded (``claims.contrast.fold``): then what is ``folded`` says what is left out,
and it is drawn, never printed as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.contest import Why
from claims.ids import format_id
from claims.numbers import Interval
from claims.telling import Bearing, Telling
from claims.vocabulary import Mode, Reason, Stance, State


class Folded(NamedTuple):
    """What one side of an answer holds besides the lines that are shown."""

    sign: int
    counted: bool
    lines: int
    speakers: int
    """Of whom no line is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act and what it does to one claim, with every telling of it folded in.

    ``bearings`` are the tellings that carry this stance, the act's own first; ``elsewhere`` those
    of the same act that do not.  ``counted`` is false where a later word, a retraction or the like
    (``why``, ``by``) has silenced it.
    """

    stance: Stance
    bearings: tuple[Bearing, ...]
    elsewhere: tuple[Telling, ...] = ()
    counted: bool = True
    why: Why | None = None
    by: str | None = None

    @property
    def head(self) -> Bearing:
        """The bearing that stands for the line."""
        return self.bearings[0]

    @property
    def day(self) -> tuple[int, int]:
        """What orders lines in time."""
        return (self.head.telling.first, self.head.telling.statement)

    @property
    def speakers(self) -> dict[str, list[Bearing]]:
        """Whom the tellings name as the speaker, with the tellings that do."""
        found: dict[str, list[Bearing]] = {}
        for bearing in self.bearings:
            found.setdefault(bearing.telling.speaker_name, []).append(bearing)
        return found

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            **self.head.as_json(),
            "counted": self.counted,
            "why_not": self.why.value if self.why else None,
            "because_of": self.by,
            "tellings": [bearing.as_json() for bearing in self.bearings],
            "elsewhere": [other.as_json() for other in self.elsewhere],
        }


@dataclass(frozen=True, slots=True)
class Side:
    """One speaker of a clash, and the statements that make the voice."""

    speaker: str
    refs: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.speaker, *self.refs))

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {"speaker": self.speaker, "statements": list(self.refs)}


@dataclass(frozen=True, slots=True)
class Clash:
    """Why an answer is contested: who stands against whom, and since when."""

    reason: Reason
    ours: tuple[Side, ...]
    theirs: tuple[Side, ...]
    rival: str | None = None
    rival_id: int | None = None
    since: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "reason": self.reason.value,
            "for": [side.as_json() for side in self.ours],
            "against": [side.as_json() for side in self.theirs],
            "rival": self.rival,
            "rival_id": format_id("claim", self.rival_id) if self.rival_id else None,
            "since": self.since,
        }


@dataclass(frozen=True, slots=True)
class TwoWays:
    """One speaker, one day, several stances: what each outlet heard."""

    speaker: str
    date: str
    heard: dict[Stance, tuple[Telling, ...]]

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "speaker": self.speaker,
            "date": self.date,
            "heard": {
                stance.value: [{"id": t.ref, "outlet": t.outlet} for t in tellings]
                for stance, tellings in self.heard.items()
            },
        }


@dataclass(frozen=True, slots=True)
class Rated:
    """A fact-checker's verdict on an answer."""

    reviewer: str
    label: str
    value: str | None
    date: str | None
    url: str | None

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "reviewer": self.reviewer,
            "label": self.label,
            "verdict": self.value,
            "date": self.date,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim and all that bears on it; lines for it first, then undecided, then against."""

    claim: int
    text: str
    interval: Interval | None
    state: State
    reasons: tuple[Reason, ...]
    clashes: tuple[Clash, ...]
    lines: tuple[Line, ...]
    two_ways: tuple[TwoWays, ...]
    verdicts: tuple[Rated, ...]
    refines: tuple[str, ...]
    houses: int
    """How many independent institutions hold it certainly."""
    tally: Mapping[int, int]
    """Sign -> how many speakers counted."""
    count: int
    """Its lines, shown or not."""
    folded: tuple[Folded, ...] = ()
    two_ways_folded: int = 0
    since: str | None = None
    """The day the first clash began, told or not."""
    rivals_folded: int = 0
    """Answers that exclude this one of which it is not told."""

    @property
    def ref(self) -> str:
        """The claim's id as people read it."""
        return format_id("claim", self.claim)

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "id": self.ref,
            "text": self.text,
            "number": self.interval.as_text() if self.interval else None,
            "low": self.interval.low if self.interval else None,
            "high": self.interval.high if self.interval else None,
            "state": self.state.value,
            "reasons": [reason.value for reason in self.reasons],
            "since": self.since,
            "independent": self.houses,
            "refines": list(self.refines),
            "grounds": [clash.as_json() for clash in self.clashes],
            "positions": [line.as_json() for line in self.lines],
            "two_ways": [split.as_json() for split in self.two_ways],
            "verdicts": [verdict.as_json() for verdict in self.verdicts],
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question with its answers."""

    question: int
    slug: str
    title: str
    mode: Mode
    unit: str | None
    cumulative: bool
    state: State
    answers: tuple[Answer, ...]
    folded: Mapping[State, int] = field(default_factory=dict)
    """State -> how many answers are not shown."""
    figures_folded: int = 0
    """Figures that are not shown, all of them earlier."""
    clashes_folded: bool = False
    """Whether figures clash of which it is not told."""
    only_glance: bool = False
    """Whether it is there for the glance alone."""

    @property
    def ref(self) -> str:
        """The question's id as people read it."""
        return format_id("question", self.question)

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "id": self.ref,
            "slug": self.slug,
            "title": self.title,
            "mode": self.mode.value,
            "unit": self.unit,
            "cumulative": self.cumulative,
            "state": self.state.value,
            "answers": [answer.as_json() for answer in self.answers],
        }


@dataclass(frozen=True, slots=True)
class Stand:
    """What one voice holds of one claim, and the statements that say so."""

    speaker: str
    stance: Stance
    claim: str
    claim_id: int
    date: str
    refs: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "speaker": self.speaker,
            "stance": self.stance.value,
            "claim": self.claim,
            "claim_id": format_id("claim", self.claim_id),
            "date": self.date,
            "statements": list(self.refs),
        }


@dataclass(frozen=True, slots=True)
class Split:
    """An institution divided within: some of its voices commit, others do not follow."""

    institution: str
    claim: str
    claim_id: int
    commits: tuple[Stand, ...]
    wavers: tuple[Stand, ...]
    folded: int = 0
    """Voices that are not shown."""

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "institution": self.institution,
            "claim": self.claim,
            "claim_id": format_id("claim", self.claim_id),
            "commits": [stand.as_json() for stand in self.commits],
            "wavers": [stand.as_json() for stand in self.wavers],
        }


@dataclass(frozen=True, slots=True)
class Contrast:
    """What was asked for, with the questions under it."""

    question: int
    slug: str
    title: str
    date: str | None
    state: State
    statements: int
    speakers: int
    disputes: tuple[Dispute, ...]
    splits: tuple[Split, ...] = field(default=())
    as_of: str | None = None
    questions: int = 0
    """How many there are, shown or not."""
    splits_folded: int = 0

    @property
    def ref(self) -> str:
        """The question's id as people read it."""
        return format_id("question", self.question)

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "id": self.ref,
            "slug": self.slug,
            "title": self.title,
            "date": self.date,
            "state": self.state.value,
            "as_of": self.as_of,
            "statements": self.statements,
            "speakers": self.speakers,
            "questions": [dispute.as_json() for dispute in self.disputes],
            "divided_within": [split.as_json() for split in self.splits],
        }
