"""What is kept about rows: flags, external ids, the history of changes."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claims.model.base import (
    SUBJECTS,
    Base,
    Id,
    exactly_one,
    foreign_key,
    identity,
    one_of,
    optional_reference,
    reference,
    subject_indexes,
    table_args,
)
from claims.vocabulary import Action, FlagKind


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
