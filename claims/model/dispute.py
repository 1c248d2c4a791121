"""What is disputed: questions, claims, positions, links, verdicts."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claims.model.base import (
    Base,
    day_order,
    identity,
    one_of,
    optional_reference,
    reference,
    table_args,
)
from claims.vocabulary import LinkKind, Mode, QuestionKind, Rating, Stance, State

_OPEN = "the same without what is confidential, where that bears on it"


class Question(Base):
    """What is disputed: a topic, an event, or a question under them; ``state`` is kept up."""

    __tablename__ = "question"
    id: Mapped[int] = identity()
    slug: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = optional_reference("question", index=True)
    kind: Mapped[str]
    mode: Mapped[str | None]
    unit: Mapped[str | None]
    cumulative: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    title: Mapped[str]
    titles: Mapped[str | None] = mapped_column(doc="JSON: language -> title")
    happened: Mapped[str | None]
    happened_first: Mapped[int | None]
    happened_last: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="unsourced", server_default="unsourced")
    note: Mapped[str | None]
    open_state: Mapped[str | None] = mapped_column(sa.Text(), doc=_OPEN)
    __table_args__ = table_args(
        one_of("kind", QuestionKind),
        one_of("mode", Mode),
        one_of("state", State),
        day_order("happened"),
        sa.CheckConstraint("(mode IS NOT NULL) = (kind = 'question')", name="mode_of_questions"),
        sa.CheckConstraint("parent_id <> id", name="parent_is_another"),
        sa.CheckConstraint("slug <> ''", name="slug_given"),
        sa.Index("ix_question_state", "state"),
    )


class Claim(Base):
    """One answer to a question; in number mode an interval; ``state`` and ``reasons`` are kept up.

    ``about_id`` makes it a claim on a statement's own attribution ("X never said that").
    """

    __tablename__ = "claim"
    id: Mapped[int] = identity()
    question_id: Mapped[int] = reference("question")
    text: Mapped[str]
    key: Mapped[str]
    lang: Mapped[str | None]
    number: Mapped[str | None] = mapped_column(doc="canonical notation of the interval")
    low: Mapped[float | None]
    high: Mapped[float | None]
    low_open: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    high_open: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    about_id: Mapped[int | None] = optional_reference("statement", index=True)
    state: Mapped[str] = mapped_column(default="unsourced", server_default="unsourced")
    reasons: Mapped[str] = mapped_column(
        default="", server_default=sa.text("''"), doc="comma separated"
    )
    note: Mapped[str | None]
    open_state: Mapped[str | None] = mapped_column(sa.Text(), doc=_OPEN)
    open_reasons: Mapped[str | None] = mapped_column(sa.Text(), doc=_OPEN)
    __table_args__ = table_args(
        one_of("state", State),
        sa.CheckConstraint("low <= high", name="interval_order"),
        sa.CheckConstraint("text <> ''", name="text_given"),
        sa.UniqueConstraint("question_id", "key"),
        sa.Index("ix_claim_state", "state"),
    )


class Position(Base):
    """What a statement does to a claim."""

    __tablename__ = "position"
    id: Mapped[int] = identity()
    statement_id: Mapped[int] = reference("statement")
    claim_id: Mapped[int] = reference("claim", index=True)
    stance: Mapped[str]
    hedge: Mapped[str | None]
    as_of: Mapped[str | None]
    as_of_first: Mapped[int | None]
    as_of_last: Mapped[int | None]
    note: Mapped[str | None]
    __table_args__ = table_args(
        one_of("stance", Stance),
        day_order("as_of"),
        sa.UniqueConstraint("statement_id", "claim_id", "stance"),
        sa.Index("ix_position_stance", "stance", "statement_id"),
    )


class Link(Base):
    """Claim to claim; symmetric kinds are stored once, the smaller id first."""

    __tablename__ = "link"
    id: Mapped[int] = identity()
    kind: Mapped[str]
    a_id: Mapped[int] = reference("claim", index=True)
    b_id: Mapped[int] = reference("claim", index=True)
    note: Mapped[str | None]
    __table_args__ = table_args(
        one_of("kind", LinkKind),
        sa.CheckConstraint("a_id <> b_id", name="two_claims"),
        sa.CheckConstraint(
            "kind NOT IN ('contradicts', 'same') OR a_id < b_id", name="symmetric_once"
        ),
        sa.UniqueConstraint("kind", "a_id", "b_id"),
    )


class Verdict(Base):
    """A fact-checker's rating of a claim: label verbatim, mapped value or none."""

    __tablename__ = "verdict"
    id: Mapped[int] = identity()
    claim_id: Mapped[int] = reference("claim", index=True)
    reviewer_id: Mapped[int] = reference("speaker", index=True)
    document_id: Mapped[int | None] = optional_reference("document", index=True)
    label: Mapped[str]
    lang: Mapped[str | None]
    value: Mapped[str | None]
    explanation: Mapped[str | None]
    url: Mapped[str | None]
    rated: Mapped[str | None]
    rated_first: Mapped[int]
    rated_last: Mapped[int]
    rating: Mapped[str | None] = mapped_column(doc="JSON: value, best, worst as printed")
    note: Mapped[str | None]
    __table_args__ = table_args(
        one_of("value", Rating),
        day_order("rated"),
        sa.UniqueConstraint("claim_id", "reviewer_id", "label", "rated_first"),
    )


class LabelRating(Base):
    """What a reviewer's label means; without a reviewer, what it means for everyone."""

    __tablename__ = "rating"
    id: Mapped[int] = identity()
    reviewer_id: Mapped[int | None] = optional_reference("speaker", index=True)
    label: Mapped[str]
    label_key: Mapped[str]
    value: Mapped[str]
    __table_args__ = table_args(
        one_of("value", Rating),
        sa.UniqueConstraint("reviewer_id", "label_key"),
        sa.Index(
            "uq_rating_label_key_general",
            "label_key",
            unique=True,
            sqlite_where=sa.text("reviewer_id IS NULL"),
            postgresql_where=sa.text("reviewer_id IS NULL"),
        ),
    )
