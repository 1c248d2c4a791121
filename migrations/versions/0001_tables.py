"""The tables of the design, and the full-text index."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DEFERRABLE: dict[str, Any] = {"deferrable": True, "initially": "IMMEDIATE"}


def text(name: str, *, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=null)


def day(name: str, *, null: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def real(name: str, *, null: bool = True) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=null)


def ref(name: str, *, null: bool = True) -> sa.Column[int]:
    return sa.Column(name, Id, nullable=null)


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, **DEFERRABLE)


def one_of(table: str, column: str, words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}_known")


def day_order(table: str, date: str) -> sa.CheckConstraint:
    name = f"ck_{table}_{date}_order"
    return sa.CheckConstraint(f"{date}_first <= {date}_last", name=name)


def index_filled(table: str, column: str) -> None:
    filled = sa.text(f"{column} IS NOT NULL")
    name = f"ix_{table}_{column}"
    op.create_index(name, table, [column], sqlite_where=filled, postgresql_where=filled)


FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE statement_fts USING fts5("
        "words, filters, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\")",
    ),
    "postgresql": (
        "CREATE TABLE statement_fts (key bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_statement_fts_words ON statement_fts USING gin (words)",
    ),
}


def upgrade() -> None:
    """Create everything, referenced tables first."""
    for create in TABLES.values():
        create()
    for statement in FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything, referring tables first."""
    op.execute("DROP TABLE statement_fts")
    for table in reversed(TABLES):
        op.drop_table(table)


def _batch() -> None:
    op.create_table(
        "batch",
        ref("id", null=False),
        text("at", null=False),
        text("actor", null=False),
        text("command", null=False),
        ref("undoes_id"),
        sa.CheckConstraint("undoes_id < id", name="ck_batch_undoes_an_earlier"),
        refers("batch", "undoes_id", "batch"),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_batch_undoes_id", "batch", ["undoes_id"])


def _question() -> None:
    op.create_table(
        "question",
        ref("id", null=False),
        text("slug", null=False),
        ref("parent_id"),
        text("kind", null=False),
        text("mode"),
        text("unit"),
        sa.Column("cumulative", sa.Boolean(), server_default=sa.false(), nullable=False),
        text("title", null=False),
        text("titles"),
        text("happened"),
        day("happened_first"),
        day("happened_last"),
        sa.Column("state", sa.String(), server_default="unsourced", nullable=False),
        text("note"),
        sa.CheckConstraint(
            "(mode IS NOT NULL) = (kind = 'question')", name="ck_question_mode_of_questions"
        ),
        one_of("question", "kind", "topic event question"),
        one_of("question", "mode", "exclusive open number"),
        sa.CheckConstraint("slug <> ''", name="ck_question_slug_given"),
        one_of(
            "question",
            "state",
            "contested unsettled denied withdrawn open single-source reported unsourced corroborated settled",
        ),
        day_order("question", "happened"),
        sa.CheckConstraint("parent_id <> id", name="ck_question_parent_is_another"),
        refers("question", "parent_id", "question"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("slug", name="uq_question_slug"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_question_parent_id", "question", ["parent_id"])
    op.create_index("ix_question_state", "question", ["state"])


def _speaker() -> None:
    op.create_table(
        "speaker",
        ref("id", null=False),
        text("kind", null=False),
        text("name", null=False),
        text("key"),
        sa.Column("qualifier", sa.String(), server_default=sa.text("''"), nullable=False),
        ref("parent_id"),
        ref("merged_into"),
        text("note"),
        sa.CheckConstraint(
            "(key IS NULL) = (kind = 'unnamed')", name="ck_speaker_unnamed_has_no_key"
        ),
        one_of("speaker", "kind", "person org state group unnamed"),
        sa.CheckConstraint("name <> ''", name="ck_speaker_name_given"),
        sa.CheckConstraint("merged_into <> id", name="ck_speaker_merged_into_another"),
        sa.CheckConstraint("parent_id <> id", name="ck_speaker_parent_is_another"),
        refers("speaker", "merged_into", "speaker"),
        refers("speaker", "parent_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_speaker"),
        sa.UniqueConstraint("key", "qualifier", name="uq_speaker_key_qualifier"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_speaker_merged_into", "speaker", ["merged_into"])
    op.create_index("ix_speaker_parent_id", "speaker", ["parent_id"])


def _alias() -> None:
    op.create_table(
        "alias",
        ref("id", null=False),
        ref("speaker_id", null=False),
        text("name", null=False),
        text("key", null=False),
        text("lang"),
        refers("alias", "speaker_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_alias"),
        sa.UniqueConstraint("speaker_id", "key", name="uq_alias_speaker_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alias_key", "alias", ["key"])


def _change() -> None:
    op.create_table(
        "change",
        ref("id", null=False),
        ref("batch_id", null=False),
        text("table_name", null=False),
        text("action", null=False),
        ref("first_id", null=False),
        ref("last_id", null=False),
        text("before"),
        text("after"),
        sa.CheckConstraint("(after IS NULL) = (action <> 'update')", name="ck_change_after_image"),
        sa.CheckConstraint("(before IS NULL) = (action = 'insert')", name="ck_change_before_image"),
        sa.CheckConstraint("action = 'insert' OR first_id = last_id", name="ck_change_one_row"),
        one_of("change", "action", "insert update delete"),
        sa.CheckConstraint("first_id <= last_id", name="ck_change_range_order"),
        refers("change", "batch_id", "batch"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_batch_id", "change", ["batch_id"])
    op.create_index("ix_change_table_name_first_id", "change", ["table_name", "first_id"])


def _document() -> None:
    op.create_table(
        "document",
        ref("id", null=False),
        sa.Column("kind", sa.String(), server_default="article", nullable=False),
        text("key", null=False),
        ref("outlet_id"),
        text("title"),
        text("url"),
        text("published"),
        day("published_first"),
        day("published_last"),
        text("lang"),
        text("text"),
        text("sha256"),
        text("note"),
        one_of(
            "document",
            "kind",
            "article tweet communique hearing report letter broadcast review other",
        ),
        day_order("document", "published"),
        refers("document", "outlet_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("key", name="uq_document_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_outlet_id", "document", ["outlet_id"])


def _rating() -> None:
    op.create_table(
        "rating",
        ref("id", null=False),
        ref("reviewer_id"),
        text("label", null=False),
        text("label_key", null=False),
        text("value", null=False),
        one_of(
            "rating", "value", "true mostly-true mixed unproven mostly-false false misattributed"
        ),
        refers("rating", "reviewer_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_rating"),
        sa.UniqueConstraint("reviewer_id", "label_key", name="uq_rating_reviewer_id_label_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rating_reviewer_id", "rating", ["reviewer_id"])
    op.create_index(
        "uq_rating_label_key_general",
        "rating",
        ["label_key"],
        unique=True,
        sqlite_where=sa.text("reviewer_id IS NULL"),
        postgresql_where=sa.text("reviewer_id IS NULL"),
    )


def _role() -> None:
    op.create_table(
        "role",
        ref("id", null=False),
        ref("speaker_id", null=False),
        text("title", null=False),
        text("title_key", null=False),
        text("titles"),
        ref("org_id"),
        text("since"),
        day("since_first"),
        day("since_last"),
        text("until"),
        day("until_first"),
        day("until_last"),
        text("note"),
        day_order("role", "since"),
        sa.CheckConstraint("since_first <= until_last", name="ck_role_interval_order"),
        day_order("role", "until"),
        refers("role", "org_id", "speaker"),
        refers("role", "speaker_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_role"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_role_org_id", "role", ["org_id"])
    op.create_index("ix_role_speaker_id", "role", ["speaker_id"])


def _statement() -> None:
    op.create_table(
        "statement",
        ref("id", null=False),
        ref("document_id", null=False),
        ref("speaker_id", null=False),
        ref("role_id"),
        text("role_printed"),
        ref("role_org_id"),
        text("kind", null=False),
        sa.Column("status", sa.String(), server_default="accepted", nullable=False),
        text("text", null=False),
        text("lang"),
        text("cue"),
        text("venue"),
        text("addressee"),
        text("said"),
        day("said_first", null=False),
        day("said_last", null=False),
        day("start_offset"),
        day("end_offset"),
        text("prefix"),
        text("suffix"),
        text("spans"),
        text("insertions"),
        text("original_text"),
        text("original_lang"),
        ref("act_id"),
        sa.Column("confidence", sa.Double(), nullable=True),
        text("note"),
        one_of("statement", "kind", "direct indirect mixed paraphrase"),
        one_of("statement", "status", "accepted proposed rejected"),
        sa.CheckConstraint("text <> ''", name="ck_statement_text_given"),
        sa.CheckConstraint(
            "(start_offset IS NULL AND end_offset IS NULL) OR (start_offset >= 0 AND start_offset < end_offset)",
            name="ck_statement_offsets_order",
        ),
        sa.CheckConstraint("act_id <> id", name="ck_statement_act_is_another"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_statement_confidence_range"),
        day_order("statement", "said"),
        refers("statement", "act_id", "statement"),
        refers("statement", "document_id", "document"),
        refers("statement", "role_id", "role"),
        refers("statement", "role_org_id", "speaker"),
        refers("statement", "speaker_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sqlite_autoincrement=True,
    )
    index_filled("statement", "act_id")
    op.create_index("ix_statement_document_id", "statement", ["document_id"])
    op.create_index("ix_statement_role_id", "statement", ["role_id"])
    index_filled("statement", "role_org_id")
    op.create_index("ix_statement_speaker_id_said_first", "statement", ["speaker_id", "said_first"])


def _claim() -> None:
    op.create_table(
        "claim",
        ref("id", null=False),
        ref("question_id", null=False),
        text("text", null=False),
        text("key", null=False),
        text("lang"),
        text("number"),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("low_open", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("high_open", sa.Boolean(), server_default=sa.false(), nullable=False),
        ref("about_id"),
        sa.Column("state", sa.String(), server_default="unsourced", nullable=False),
        sa.Column("reasons", sa.String(), server_default=sa.text("''"), nullable=False),
        text("note"),
        one_of(
            "claim",
            "state",
            "contested unsettled denied withdrawn open single-source reported unsourced corroborated settled",
        ),
        sa.CheckConstraint("text <> ''", name="ck_claim_text_given"),
        sa.CheckConstraint("low <= high", name="ck_claim_interval_order"),
        refers("claim", "about_id", "statement"),
        refers("claim", "question_id", "question"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.UniqueConstraint("question_id", "key", name="uq_claim_question_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claim_about_id", "claim", ["about_id"])
    op.create_index("ix_claim_state", "claim", ["state"])


def _via() -> None:
    op.create_table(
        "via",
        ref("id", null=False),
        ref("statement_id", null=False),
        day("step", null=False),
        ref("speaker_id", null=False),
        sa.CheckConstraint("step >= 1", name="ck_via_step_positive"),
        refers("via", "speaker_id", "speaker"),
        refers("via", "statement_id", "statement"),
        sa.PrimaryKeyConstraint("id", name="pk_via"),
        sa.UniqueConstraint("statement_id", "speaker_id", name="uq_via_statement_id_speaker_id"),
        sa.UniqueConstraint("statement_id", "step", name="uq_via_statement_id_step"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_via_speaker_id", "via", ["speaker_id"])


def _link() -> None:
    op.create_table(
        "link",
        ref("id", null=False),
        text("kind", null=False),
        ref("a_id", null=False),
        ref("b_id", null=False),
        text("note"),
        one_of("link", "kind", "contradicts supports refines same"),
        sa.CheckConstraint(
            "kind NOT IN ('contradicts', 'same') OR a_id < b_id", name="ck_link_symmetric_once"
        ),
        sa.CheckConstraint("a_id <> b_id", name="ck_link_two_claims"),
        refers("link", "a_id", "claim"),
        refers("link", "b_id", "claim"),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("kind", "a_id", "b_id", name="uq_link_kind_a_id_b_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_a_id", "link", ["a_id"])
    op.create_index("ix_link_b_id", "link", ["b_id"])


def _position() -> None:
    op.create_table(
        "position",
        ref("id", null=False),
        ref("statement_id", null=False),
        ref("claim_id", null=False),
        text("stance", null=False),
        text("hedge"),
        text("as_of"),
        day("as_of_first"),
        day("as_of_last"),
        text("note"),
        one_of(
            "position", "stance", "asserts suspects reports unsure declines doubts denies retracts"
        ),
        day_order("position", "as_of"),
        refers("position", "claim_id", "claim"),
        refers("position", "statement_id", "statement"),
        sa.PrimaryKeyConstraint("id", name="pk_position"),
        sa.UniqueConstraint(
            "statement_id", "claim_id", "stance", name="uq_position_statement_id_claim_id_stance"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_position_claim_id", "position", ["claim_id"])


def _verdict() -> None:
    op.create_table(
        "verdict",
        ref("id", null=False),
        ref("claim_id", null=False),
        ref("reviewer_id", null=False),
        ref("document_id"),
        text("label", null=False),
        text("lang"),
        text("value"),
        text("explanation"),
        text("url"),
        text("rated"),
        day("rated_first", null=False),
        day("rated_last", null=False),
        text("rating"),
        text("note"),
        one_of(
            "verdict", "value", "true mostly-true mixed unproven mostly-false false misattributed"
        ),
        day_order("verdict", "rated"),
        refers("verdict", "claim_id", "claim"),
        refers("verdict", "document_id", "document"),
        refers("verdict", "reviewer_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
        sa.UniqueConstraint(
            "claim_id",
            "reviewer_id",
            "label",
            "rated_first",
            name="uq_verdict_claim_id_reviewer_id_label_rated_first",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_verdict_claim_id", "verdict", ["claim_id"])
    op.create_index("ix_verdict_document_id", "verdict", ["document_id"])
    op.create_index("ix_verdict_reviewer_id", "verdict", ["reviewer_id"])


def _flag() -> None:
    op.create_table(
        "flag",
        ref("id", null=False),
        text("kind", null=False),
        ref("speaker_id"),
        ref("role_id"),
        ref("document_id"),
        ref("statement_id"),
        ref("question_id"),
        ref("claim_id"),
        ref("verdict_id"),
        ref("other_id"),
        text("reason"),
        text("by", null=False),
        text("at", null=False),
        text("cleared_at"),
        text("cleared_by"),
        sa.CheckConstraint(
            "(kind = 'not-same') = (other_id IS NOT NULL)", name="ck_flag_not_same_of_two"
        ),
        one_of("flag", "kind", "contested settled check not-same"),
        sa.CheckConstraint(
            "(cleared_at IS NULL) = (cleared_by IS NULL)", name="ck_flag_cleared_by_someone"
        ),
        sa.CheckConstraint(
            "CASE WHEN speaker_id IS NULL THEN 0 ELSE 1 END + CASE WHEN role_id IS NULL THEN 0 ELSE 1 END + CASE WHEN document_id IS NULL THEN 0 ELSE 1 END + CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN question_id IS NULL THEN 0 ELSE 1 END + CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END + CASE WHEN verdict_id IS NULL THEN 0 ELSE 1 END = 1",
            name="ck_flag_one_subject",
        ),
        refers("flag", "claim_id", "claim"),
        refers("flag", "document_id", "document"),
        refers("flag", "other_id", "statement"),
        refers("flag", "question_id", "question"),
        refers("flag", "role_id", "role"),
        refers("flag", "speaker_id", "speaker"),
        refers("flag", "statement_id", "statement"),
        refers("flag", "verdict_id", "verdict"),
        sa.PrimaryKeyConstraint("id", name="pk_flag"),
        sqlite_autoincrement=True,
    )
    index_filled("flag", "claim_id")
    index_filled("flag", "document_id")
    op.create_index("ix_flag_other_id", "flag", ["other_id"])
    index_filled("flag", "question_id")
    index_filled("flag", "role_id")
    index_filled("flag", "speaker_id")
    index_filled("flag", "statement_id")
    index_filled("flag", "verdict_id")


def _xref() -> None:
    op.create_table(
        "xref",
        ref("id", null=False),
        text("scheme", null=False),
        text("key", null=False),
        ref("speaker_id"),
        ref("role_id"),
        ref("document_id"),
        ref("statement_id"),
        ref("question_id"),
        ref("claim_id"),
        ref("verdict_id"),
        text("digest"),
        text("raw"),
        sa.CheckConstraint(
            "CASE WHEN speaker_id IS NULL THEN 0 ELSE 1 END + CASE WHEN role_id IS NULL THEN 0 ELSE 1 END + CASE WHEN document_id IS NULL THEN 0 ELSE 1 END + CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN question_id IS NULL THEN 0 ELSE 1 END + CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END + CASE WHEN verdict_id IS NULL THEN 0 ELSE 1 END = 1",
            name="ck_xref_one_subject",
        ),
        refers("xref", "claim_id", "claim"),
        refers("xref", "document_id", "document"),
        refers("xref", "question_id", "question"),
        refers("xref", "role_id", "role"),
        refers("xref", "speaker_id", "speaker"),
        refers("xref", "statement_id", "statement"),
        refers("xref", "verdict_id", "verdict"),
        sa.PrimaryKeyConstraint("id", name="pk_xref"),
        sa.UniqueConstraint("scheme", "key", name="uq_xref_scheme_key"),
        sqlite_autoincrement=True,
    )
    index_filled("xref", "claim_id")
    index_filled("xref", "document_id")
    index_filled("xref", "question_id")
    index_filled("xref", "role_id")
    index_filled("xref", "speaker_id")
    index_filled("xref", "statement_id")
    index_filled("xref", "verdict_id")


TABLES = {
    "batch": _batch,
    "question": _question,
    "speaker": _speaker,
    "alias": _alias,
    "change": _change,
    "document": _document,
    "rating": _rating,
    "role": _role,
    "statement": _statement,
    "claim": _claim,
    "via": _via,
    "link": _link,
    "position": _position,
    "verdict": _verdict,
    "flag": _flag,
    "xref": _xref,
}
