"""The plain values the rule reads and writes; ids are whatever the caller identifies things by.

Days are proleptic ordinals (``date.toordinal()``).  What has no known day spans ``DAY_MIN`` to
``DAY_MAX``: it comes certainly before or after nothing.  What there are thousands of are tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, Protocol, Self, TypeAlias

from claims.vocabulary import FlagKind, Mode, Rating, Reason, Stance, State

Id: TypeAlias = Hashable
"""An integer, a string or a tuple of them: ids of one type must sort."""


def order(identity: Id) -> tuple[str, Any]:
    """A sort key for ids of several types, so that results never depend on the order of input."""
    return (type(identity).__name__, identity)


class Interval(Protocol):
    """What the rule asks of a figure; a bound of ``None`` is unbounded."""

    @property
    def low(self) -> float | None:
        """The least number it may mean."""

    @property
    def high(self) -> float | None:
        """The greatest."""

    def overlaps(self, other: Self, /) -> bool:
        """Whether some number lies in both."""


class Why(StrEnum):
    """Why a position lends no voice, in the order in which the reasons are tried."""

    DISOWNED = "disowned"  # its speaker never said it
    RELAY = "relay"  # it commits to nothing
    RETRACTION = "retraction"  # it takes back, and says nothing itself
    RETRACTED = "retracted"  # ... by that retraction
    LATER = "later-word"  # the same speaker's, on the same claim
    REVERSED = "reversal"  # the same speaker's, for an answer that excludes this one
    SAME_ACT = "same-act"  # counted already, through another report of one utterance


class Exclusion(StrEnum):
    """Why two claims cannot both be true."""

    QUESTION = "exclusive-question"
    NUMBERS = "conflicting-numbers"
    LINK = "contradicts-link"


class Position(NamedTuple):
    """What one statement does to one claim, or one verdict for its reviewer (then with its rating).

    ``first`` and ``last`` are the first and last possible day of the date said.  Statements of one
    utterance share ``act``.  ``as_of`` is the day a figure holds for, by default the day said.
    """

    claim: Id
    speaker: Id
    stance: Stance
    first: int
    last: int
    act: Id | None = None
    id: Id | None = None
    as_of: int | None = None
    disowned: bool = False
    rating: Rating | None = None

    @property
    def as_of_span(self) -> tuple[int, int]:
        """The first and last day its figure may hold for."""
        return (self.first, self.last) if self.as_of is None else (self.as_of, self.as_of)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fact-checker's rating of a claim; an unmapped label (``None``) counts for nothing."""

    claim: Id
    reviewer: Id
    verdict: Rating | None
    first: int
    last: int
    id: Id | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to a question, a figure where it has an interval, with its open flags."""

    id: Id
    question: Id
    interval: Interval | None = None
    flags: frozenset[FlagKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """How the answers stand to each other; ``cumulative`` counts can only grow."""

    id: Id
    mode: Mode
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """All the rule looks at.

    Every position's claim and every claim's question must be in it; so should the claims that
    ``contradicts`` joins to them, with their whole questions: links that leave the scene are
    ignored.  ``refines`` holds pairs (finer, coarser), ``parents`` leads from speaker to parent.
    """

    questions: Sequence[Question]
    claims: Sequence[Claim]
    positions: Sequence[Position] = ()
    verdicts: Sequence[Verdict] = ()
    contradicts: Sequence[tuple[Id, Id]] = ()
    refines: Sequence[tuple[Id, Id]] = ()
    parents: Mapping[Id, Id] = field(default_factory=dict)


class Voice(NamedTuple):
    """What one speaker holds of one claim, with one stance.

    ``positions`` has one live position per act, in order of time.  ``as_of_span`` is the first and
    last day their figure may hold for.
    """

    claim: Id
    speaker: Id
    stance: Stance
    positions: tuple[Position, ...]
    as_of_span: tuple[int, int]

    @property
    def ids(self) -> tuple[Id | None, ...]:
        """The ids of its positions."""
        return tuple(position.id for position in self.positions)


class Superseded(NamedTuple):
    """A position that lends no voice, why, and the position that silenced it, if one did."""

    position: Position
    why: Why
    by: Position | None = None


class Ground(NamedTuple):
    """Who clashes with whom.

    Each of ``ours`` clashes with one of ``theirs`` and the reverse: another speaker, one of the two
    certain.  Opposed: + and - on one claim.  Rival: + on this claim, + on ``rival``, which it
    excludes as ``exclusion`` says.
    """

    reason: Reason
    ours: tuple[Voice, ...]
    theirs: tuple[Voice, ...]
    rival: Id | None = None
    exclusion: Exclusion | None = None


@dataclass(frozen=True, eq=False)
class Assessment:
    """What the rule finds for one claim.

    ``reasons`` are computed even when settled, in the order the vocabulary declares them.  Every
    position and mapped verdict of the claim is either in one of ``voices`` or in ``superseded``.
    """

    claim: Id
    state: State
    reasons: tuple[Reason, ...] = ()
    voices: tuple[Voice, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    who: Callable[[], tuple[Ground, ...]] = tuple
    """Finds ``grounds``, which most never ask for."""

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """Who clashes with whom, one for each reason and rival."""
        return self.who()

    @property
    def rivals(self) -> tuple[tuple[Id, Exclusion], ...]:
        """The claims it is held against, and why both cannot be true."""
        return tuple(
            (ground.rival, ground.exclusion) for ground in self.grounds if ground.exclusion
        )

    def __eq__(self, other: object) -> bool:
        """Equal where all that was found is."""
        return isinstance(other, Assessment) and self._found() == other._found()

    __hash__ = None  # type: ignore[assignment]

    def _found(self) -> tuple[object, ...]:
        return (
            self.claim, self.state, self.reasons, self.voices, self.superseded, self.grounds,
        )  # fmt: skip
