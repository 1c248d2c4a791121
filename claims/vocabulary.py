"""The words of the field, as closed sets: every enumeration the database checks.

The values are what people read, what files carry and what the database stores.
"""

from __future__ import annotations

from enum import StrEnum


class SpeakerKind(StrEnum):
    """Whoever can say something."""

    PERSON = "person"
    ORG = "org"
    STATE = "state"
    GROUP = "group"
    UNNAMED = "unnamed"


class DocumentKind(StrEnum):
    """What carried a statement."""

    ARTICLE = "article"
    TWEET = "tweet"
    COMMUNIQUE = "communique"
    HEARING = "hearing"
    REPORT = "report"
    LETTER = "letter"
    BROADCAST = "broadcast"
    REVIEW = "review"
    OTHER = "other"


class StatementKind(StrEnum):
    """How the words were reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    PARAPHRASE = "paraphrase"


class StatementStatus(StrEnum):
    """Only accepted statements count; proposed ones wait for a person."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    REJECTED = "rejected"


class QuestionKind(StrEnum):
    """A topic holds events, an event holds questions."""

    TOPIC = "topic"
    EVENT = "event"
    QUESTION = "question"


class Mode(StrEnum):
    """How many answers of a question can be true: one, several, or a figure."""

    EXCLUSIVE = "exclusive"
    OPEN = "open"
    NUMBER = "number"


class Stance(StrEnum):
    """What a statement does to a claim."""

    ASSERTS = "asserts"
    SUSPECTS = "suspects"
    REPORTS = "reports"
    UNSURE = "unsure"
    DECLINES = "declines"
    DOUBTS = "doubts"
    DENIES = "denies"
    RETRACTS = "retracts"

    @property
    def sign(self) -> int:
        """+1 for the claim, -1 against it, 0 for neither."""
        return _SIGN.get(self, 0)

    @property
    def certain(self) -> bool:
        """Whether the speaker commits without reserve."""
        return self in (Stance.ASSERTS, Stance.DENIES)


_SIGN = {Stance.ASSERTS: 1, Stance.SUSPECTS: 1, Stance.DOUBTS: -1, Stance.DENIES: -1}


class LinkKind(StrEnum):
    """How one claim bears on another."""

    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    REFINES = "refines"
    SAME = "same"

    @property
    def symmetric(self) -> bool:
        """Whether both directions mean the same, so that one row holds both."""
        return self in (LinkKind.CONTRADICTS, LinkKind.SAME)


class Rating(StrEnum):
    """A fact-checker's label, mapped; an unmapped label has none."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MIXED = "mixed"
    UNPROVEN = "unproven"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    MISATTRIBUTED = "misattributed"

    @property
    def stance(self) -> Stance:
        """The position a verdict takes for its reviewer (docs/rule.md)."""
        return _STANCE_OF_RATING[self]


_STANCE_OF_RATING = {
    Rating.TRUE: Stance.ASSERTS,
    Rating.MOSTLY_TRUE: Stance.SUSPECTS,
    Rating.MIXED: Stance.UNSURE,
    Rating.UNPROVEN: Stance.UNSURE,
    Rating.MOSTLY_FALSE: Stance.DOUBTS,
    Rating.FALSE: Stance.DENIES,
    Rating.MISATTRIBUTED: Stance.DENIES,
}


class FlagKind(StrEnum):
    """A person's mark on anything."""

    CONTESTED = "contested"
    SETTLED = "settled"
    CHECK = "check"
    NOT_SAME = "not-same"


class State(StrEnum):
    """What the rule of section 3 finds for a claim, worst first as declared."""

    CONTESTED = "contested"
    UNSETTLED = "unsettled"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    OPEN = "open"
    SINGLE_SOURCE = "single-source"
    REPORTED = "reported"
    UNSOURCED = "unsourced"
    CORROBORATED = "corroborated"
    SETTLED = "settled"

    @property
    def severity(self) -> int:
        """0 for the worst state; a question's state is its worst claim's."""
        return _SEVERITY[self]


_SEVERITY = {state: rank for rank, state in enumerate(State)}


class Reason(StrEnum):
    """Why a claim is contested."""

    OPPOSED = "opposed"
    RIVAL = "rival"
    FLAGGED = "flagged"


class Action(StrEnum):
    """What a row of the history did."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
