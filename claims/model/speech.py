"""Who speaks, and what is said where: speakers, documents, statements."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claims.model.base import (
    Base,
    confidential,
    confidential_index,
    day_order,
    identity,
    one_of,
    optional_reference,
    reference,
    table_args,
)
from claims.vocabulary import DocumentKind, SpeakerKind, StatementKind, StatementStatus


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
    confidential: Mapped[bool] = confidential()
    __table_args__ = table_args(
        confidential_index("speaker"),
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
    confidential: Mapped[bool] = confidential()
    __table_args__ = table_args(
        confidential_index("role"),
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
    confidential: Mapped[bool] = confidential()
    __table_args__ = table_args(
        confidential_index("statement"),
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
        sa.Index(
            "ix_statement_proposed",
            "id",
            sqlite_where=sa.text("status = 'proposed'"),
            postgresql_where=sa.text("status = 'proposed'"),
        ),
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
