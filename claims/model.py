"""The tables of DESIGN section 4, with their constraints, the same on both engines.

Dates stand three times: as printed (``2016-09``), and as the first and last day they can mean
(``date.toordinal()``), which is what comparisons use.  A statement's days are never null: without
a date said they are its document's, without either ``DAY_MIN`` to ``DAY_MAX``.

The full-text index (``statement_fts``) is not a mapped table: ``claims.fulltext`` describes it.
"""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from claims.vocabulary import (
    Action,
    DocumentKind,
    FlagKind,
    LinkKind,
    Mode,
    QuestionKind,
    Rating,
    SpeakerKind,
    Stance,
    State,
    StatementKind,
    StatementStatus,
)

DAY_MIN, DAY_MAX = 1, 3_652_059
"""First and last day that can be named (0001-01-01, 9999-12-31), as ``date.toordinal()``."""

# SQLite gives automatic ids to INTEGER only; Postgres wants room for more than 2**31 rows.
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Base(DeclarativeBase):
    """Naming of constraints, so that both engines and every migration agree."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    # An id once printed must never come to mean another row, even after an undo.
    __table_args__: tuple[object, ...] = ({"sqlite_autoincrement": True},)


def one_of(column: str, values: type[StrEnum]) -> sa.CheckConstraint:
    """The check that keeps an enumerated text column to its vocabulary."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def day_order(name: str) -> sa.CheckConstraint:
    """The check that a date's first day is not after its last."""
    return sa.CheckConstraint(f"{name}_first <= {name}_last", name=f"{name}_order")


def table_args(*args: object) -> tuple[object, ...]:
    """Constraints and indexes of one table, with what every table has."""
    return (*args, {"sqlite_autoincrement": True})


def foreign_key(target: str) -> sa.ForeignKey:
    """A reference checked at once, unless a transaction defers it (undo of many rows does)."""
    return sa.ForeignKey(f"{target}.id", deferrable=True, initially="IMMEDIATE")


def reference(target: str, *, index: bool = False) -> Mapped[int]:
    """A foreign key that must be there."""
    return mapped_column(Id, foreign_key(target), index=index)


def optional_reference(target: str, *, index: bool = False) -> Mapped[int | None]:
    """A foreign key that may be missing."""
    return mapped_column(Id, foreign_key(target), index=index)


def identity() -> Mapped[int]:
    """The integer key every table has."""
    return mapped_column(Id, primary_key=True)


SUBJECTS = ("speaker", "role", "document", "statement", "question", "claim", "verdict")
"""What a flag or an external id can be about: one foreign key each, exactly one filled."""


def exactly_one(*columns: str) -> sa.CheckConstraint:
    """The check that a row is about exactly one thing."""
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return sa.CheckConstraint(f"{filled} = 1", name="one_subject")


def subject_indexes(table: str) -> list[sa.Index]:
    """Small indexes over the filled references only: most of each column is null."""
    return [
        sa.Index(
            f"ix_{table}_{name}_id",
            f"{name}_id",
            sqlite_where=sa.text(f"{name}_id IS NOT NULL"),
            postgresql_where=sa.text(f"{name}_id IS NOT NULL"),
        )
        for name in SUBJECTS
    ]


class Speaker(Base):
    """Whoever can say something; outlets, agencies and fact-checkers too.

    ``key`` is the folded name, null for the unnamed, who are never matched by name.  ``qualifier``
    tells apart people of one name.  A merged speaker keeps its row and points to the other.
    """

    __tablename__ = "speaker"
    id: Mapped[int] = identity()
    kind: Mapped[str]
    name: Mapped[str]
    key: Mapped[str | None]
    qualifier: Mapped[str] = mapped_column(default="", server_default=sa.text("''"))
    parent_id: Mapped[int | None] = optional_reference("speaker", index=True)
    merged_into: Mapped[int | None] = optional_reference("speaker", index=True)
    note: Mapped[str | None]
    __table_args__ = table_args(
        one_of("kind", SpeakerKind),
        sa.CheckConstraint("(key IS NULL) = (kind = 'unnamed')", name="unnamed_has_no_key"),
        sa.CheckConstraint("parent_id <> id", name="parent_is_another"),
        sa.CheckConstraint("merged_into <> id", name="merged_into_another"),
        sa.CheckConstraint("name <> ''", name="name_given"),
        sa.UniqueConstraint("key", "qualifier"),
    )


class Alias(Base):
    """Another name of a speaker; two speakers may share one, and then it is ambiguous."""

    __tablename__ = "alias"
    id: Mapped[int] = identity()
    speaker_id: Mapped[int] = reference("speaker")
    name: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    lang: Mapped[str | None]
    __table_args__ = table_args(sa.UniqueConstraint("speaker_id", "key"))


class Role(Base):
    """A title a speaker held at an organisation, over an interval with fuzzy ends."""

    __tablename__ = "role"
    id: Mapped[int] = identity()
    speaker_id: Mapped[int] = reference("speaker", index=True)
    title: Mapped[str]
    title_key: Mapped[str]
    titles: Mapped[str | None] = mapped_column(doc="JSON: language -> title")
    org_id: Mapped[int | None] = optional_reference("speaker", index=True)
    since: Mapped[str | None]
    since_first: Mapped[int | None]
    since_last: Mapped[int | None]
    until: Mapped[str | None]
    until_first: Mapped[int | None]
    until_last: Mapped[int | None]
    note: Mapped[str | None]
    __table_args__ = table_args(
        day_order("since"),
        day_order("until"),
        sa.CheckConstraint("since_first <= until_last", name="interval_order"),
    )


class Document(Base):
    """An article, tweet, communiqué, hearing; ``key`` is what makes two records one document."""

    __tablename__ = "document"
    id: Mapped[int] = identity()
    kind: Mapped[str] = mapped_column(default="article", server_default="article")
    key: Mapped[str] = mapped_column(unique=True)
    outlet_id: Mapped[int | None] = optional_reference("speaker", index=True)
    title: Mapped[str | None]
    url: Mapped[str | None]
    published: Mapped[str | None]
    published_first: Mapped[int | None]
    published_last: Mapped[int | None]
    lang: Mapped[str | None]
    text: Mapped[str | None]
    sha256: Mapped[str | None]
    note: Mapped[str | None]
    __table_args__ = table_args(one_of("kind", DocumentKind), day_order("published"))


class Statement(Base):
    """One reported utterance in one document.

    ``start_offset`` and ``end_offset`` are half-open code points into the document's text;
    ``spans`` and ``insertions`` are JSON lists of such pairs (insertions into ``text``).
    ``act_id`` is the statement that stands for the same utterance, null where it stands for itself.
    """

    __tablename__ = "statement"
    id: Mapped[int] = identity()
    document_id: Mapped[int] = reference("document", index=True)
    speaker_id: Mapped[int] = reference("speaker")
    role_id: Mapped[int | None] = optional_reference("role", index=True)
    role_printed: Mapped[str | None]
    role_org_id: Mapped[int | None] = optional_reference("speaker")
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(default="accepted", server_default="accepted")
    text: Mapped[str]
    lang: Mapped[str | None]
    cue: Mapped[str | None]
    venue: Mapped[str | None]
    addressee: Mapped[str | None]
    said: Mapped[str | None]
    said_first: Mapped[int]
    said_last: Mapped[int]
    start_offset: Mapped[int | None]
    end_offset: Mapped[int | None]
    prefix: Mapped[str | None]
    suffix: Mapped[str | None]
    spans: Mapped[str | None] = mapped_column(doc="JSON: [[start, end], ...]")
    insertions: Mapped[str | None] = mapped_column(doc="JSON: [[start, end], ...] into text")
    original_text: Mapped[str | None]
    original_lang: Mapped[str | None]
    act_id: Mapped[int | None] = optional_reference("statement")
    confidence: Mapped[float | None]
    note: Mapped[str | None]
    __table_args__ = table_args(
        one_of("kind", StatementKind),
        one_of("status", StatementStatus),
        day_order("said"),
        sa.CheckConstraint("text <> ''", name="text_given"),
        sa.CheckConstraint(
            "(start_offset IS NULL AND end_offset IS NULL) "
            "OR (start_offset >= 0 AND start_offset < end_offset)",
            name="offsets_order",
        ),
        sa.CheckConstraint("act_id <> id", name="act_is_another"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_range"),
        sa.Index("ix_statement_speaker_id_said_first", "speaker_id", "said_first"),
        sa.Index(
            "ix_statement_act_id",
            "act_id",
            sqlite_where=sa.text("act_id IS NOT NULL"),
            postgresql_where=sa.text("act_id IS NOT NULL"),
        ),
        sa.Index(
            "ix_statement_role_org_id",
            "role_org_id",
            sqlite_where=sa.text("role_org_id IS NOT NULL"),
            postgresql_where=sa.text("role_org_id IS NOT NULL"),
        ),
    )


class Via(Base):
    """One step of a chain of attribution; step 1 is nearest to the document."""

    __tablename__ = "via"
    id: Mapped[int] = identity()
    statement_id: Mapped[int] = reference("statement")
    step: Mapped[int]
    speaker_id: Mapped[int] = reference("speaker", index=True)
    __table_args__ = table_args(
        sa.UniqueConstraint("statement_id", "step"),
        sa.UniqueConstraint("statement_id", "speaker_id"),
        sa.CheckConstraint("step >= 1", name="step_positive"),
    )


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


class Flag(Base):
    """A person's mark on anything; open until cleared."""

    __tablename__ = "flag"
    id: Mapped[int] = identity()
    kind: Mapped[str]
    speaker_id: Mapped[int | None] = optional_reference("speaker")
    role_id: Mapped[int | None] = optional_reference("role")
    document_id: Mapped[int | None] = optional_reference("document")
    statement_id: Mapped[int | None] = optional_reference("statement")
    question_id: Mapped[int | None] = optional_reference("question")
    claim_id: Mapped[int | None] = optional_reference("claim")
    verdict_id: Mapped[int | None] = optional_reference("verdict")
    other_id: Mapped[int | None] = mapped_column(
        Id, foreign_key("statement"), index=True, doc="not-same: the other statement"
    )
    reason: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[str] = mapped_column(doc="UTC, ISO 8601")
    cleared_at: Mapped[str | None]
    cleared_by: Mapped[str | None]
    __table_args__ = table_args(
        one_of("kind", FlagKind),
        exactly_one(*(f"{name}_id" for name in SUBJECTS)),
        sa.CheckConstraint("(kind = 'not-same') = (other_id IS NOT NULL)", name="not_same_of_two"),
        sa.CheckConstraint(
            "(cleared_at IS NULL) = (cleared_by IS NULL)", name="cleared_by_someone"
        ),
        *subject_indexes("flag"),
    )


class Xref(Base):
    """An external id or import key, the row it means, and the record it came from.

    ``digest`` is of the record as read, so that another digest means a revised record.
    """

    __tablename__ = "xref"
    id: Mapped[int] = identity()
    scheme: Mapped[str]
    key: Mapped[str]
    speaker_id: Mapped[int | None] = optional_reference("speaker")
    role_id: Mapped[int | None] = optional_reference("role")
    document_id: Mapped[int | None] = optional_reference("document")
    statement_id: Mapped[int | None] = optional_reference("statement")
    question_id: Mapped[int | None] = optional_reference("question")
    claim_id: Mapped[int | None] = optional_reference("claim")
    verdict_id: Mapped[int | None] = optional_reference("verdict")
    digest: Mapped[str | None]
    raw: Mapped[str | None] = mapped_column(
        doc="the record as read, where it says more than we keep"
    )
    __table_args__ = table_args(
        exactly_one(*(f"{name}_id" for name in SUBJECTS)),
        sa.UniqueConstraint("scheme", "key"),
        *subject_indexes("xref"),
    )


class Batch(Base):
    """All that one command wrote: what ``log`` lists and ``undo`` takes back."""

    __tablename__ = "batch"
    id: Mapped[int] = identity()
    at: Mapped[str] = mapped_column(doc="UTC, ISO 8601")
    actor: Mapped[str]
    command: Mapped[str]
    undoes_id: Mapped[int | None] = optional_reference("batch", index=True)
    __table_args__ = table_args(
        sa.CheckConstraint("undoes_id < id", name="undoes_an_earlier"),
    )


class Change(Base):
    """One row of the append-only history: an id range inserted, or one row before and after.

    An inserted row is its own after-image until it is changed, so inserts keep ids alone.
    """

    __tablename__ = "change"
    id: Mapped[int] = identity()
    batch_id: Mapped[int] = reference("batch")
    table_name: Mapped[str]
    action: Mapped[str]
    first_id: Mapped[int] = mapped_column(Id)
    last_id: Mapped[int] = mapped_column(Id)
    before: Mapped[str | None] = mapped_column(doc="JSON: the row, or its changed columns")
    after: Mapped[str | None] = mapped_column(doc="JSON: the changed columns")
    __table_args__ = table_args(
        one_of("action", Action),
        sa.CheckConstraint("first_id <= last_id", name="range_order"),
        sa.CheckConstraint("(before IS NULL) = (action = 'insert')", name="before_image"),
        sa.CheckConstraint("(after IS NULL) = (action <> 'update')", name="after_image"),
        sa.CheckConstraint("action = 'insert' OR first_id = last_id", name="one_row"),
        sa.Index("ix_change_batch_id", "batch_id"),
        sa.Index("ix_change_table_name_first_id", "table_name", "first_id"),
    )


def tables() -> dict[str, sa.Table]:
    """Every table by name, referenced ones before those that refer to them."""
    return {table.name: table for table in Base.metadata.sorted_tables}
