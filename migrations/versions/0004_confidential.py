"""Confidential speakers, roles and statements, and the database as strangers may see it.

A mark stands on a speaker, a role or a statement.  ``hidden`` lists what must not be told with it,
kept by whoever writes (``claims.confidential``).  ``open_*`` are the tables without that, column by
column the same; ``marked_*`` the tables with a mark beside what is confidential, for a screen in
the newsroom.  The views for other tools (0003) read the open tables from now on.

A later migration that changes a table drops these views first, and makes them again at the end.
"""

from __future__ import annotations

import re
from importlib import import_module

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MARKABLE = ("speaker", "role", "statement")
_NO = "NOT IN (SELECT h.id FROM hidden h WHERE h.kind = '{0}')"

HIDDEN = (
    "speaker", "role", "statement", "document", "claim", "question", "position", "verdict",
)  # fmt: skip

SUBJECTS = ("speaker", "role", "document", "statement", "question", "claim", "verdict")
# A document that holds a confidential quote among others: its text is not told, nor what stands
# beside the others.
PARTLY = "(SELECT h.id FROM hidden h WHERE h.kind = 'text')"
_SUBJECT = " AND ".join(
    f"(t.{name}_id IS NULL OR t.{name}_id {_NO.format(name)})" for name in SUBJECTS
)
OWN = {name: f"t.id {_NO.format(name)}" for name in HIDDEN}
# A row is there only if all it belongs to is.
KEPT = {
    **OWN,
    "alias": f"t.speaker_id {_NO.format('speaker')}",
    "via": f"t.statement_id {_NO.format('statement')}",
    "link": f"t.a_id {_NO.format('claim')} AND t.b_id {_NO.format('claim')}",
    "rating": f"(t.reviewer_id IS NULL OR t.reviewer_id {_NO.format('speaker')})",
    "flag": f"{_SUBJECT} AND (t.other_id IS NULL OR t.other_id {_NO.format('statement')})",
    "xref": _SUBJECT,
    "batch": "1 = 1",
    "change": "(t.action = 'insert' OR ("
    + " AND ".join(
        f"(t.table_name <> '{name}' OR t.first_id {_NO.format(name)})" for name in HIDDEN
    )
    + "))",
}
# What is told otherwise of a row that is there.  Images in the history are of rows as they were,
# and what is gone has nothing left to be judged by.
TOLD_AS = {
    ("speaker", "parent_id"): f"CASE WHEN t.parent_id {_NO.format('speaker')} THEN t.parent_id END",
    ("document", "text"): f"CASE WHEN t.id NOT IN {PARTLY} THEN t.text END",
    ("document", "sha256"): f"CASE WHEN t.id NOT IN {PARTLY} THEN t.sha256 END",
    ("document", "note"): f"CASE WHEN t.id NOT IN {PARTLY} THEN t.note END",
    ("statement", "prefix"): f"CASE WHEN t.document_id NOT IN {PARTLY} THEN t.prefix END",
    ("statement", "suffix"): f"CASE WHEN t.document_id NOT IN {PARTLY} THEN t.suffix END",
    ("verdict", "document_id"): (
        f"CASE WHEN t.document_id {_NO.format('document')} THEN t.document_id END"
    ),
    ("claim", "state"): "COALESCE(t.open_state, t.state)",
    ("claim", "reasons"): "COALESCE(t.open_reasons, t.reasons)",
    ("question", "state"): "COALESCE(t.open_state, t.state)",
    ("xref", "raw"): (
        f"CASE WHEN t.document_id IS NULL OR t.document_id NOT IN {PARTLY} THEN t.raw END"
    ),
    ("change", "before"): "CASE WHEN {image} THEN t.before ELSE {nothing} END",
    ("change", "after"): "CASE WHEN {image} THEN t.after ELSE {after} END",
}
# Only images of rows of which all is told: one that is gone has nothing to be judged by.
_IMAGE = (
    "(t.action = 'insert' OR (t.action = 'update' AND t.table_name NOT IN"
    " ('alias', 'via', 'link', 'flag', 'xref', 'rating', 'document', 'statement')))"
)
_ELSE = {
    "image": _IMAGE,
    "nothing": "'{}'",
    "after": "CASE WHEN t.after IS NOT NULL THEN '{}' END",
}

MARK = " ⚿ confidential"
MARKED = {
    ("speaker", "name"): f"CASE WHEN t.confidential THEN t.name || '{MARK}' ELSE t.name END",
    ("role", "title"): f"CASE WHEN t.confidential THEN t.title || '{MARK}' ELSE t.title END",
    ("statement", "role_printed"): (
        "CASE WHEN t.confidential THEN COALESCE(t.role_printed,"
        f" (SELECT r.title FROM role r WHERE r.id = t.role_id), '') || '{MARK}'"
        " ELSE t.role_printed END"
    ),
}


def columns(table: str) -> list[str]:
    """The columns a table has now."""
    return [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]


def select(table: str, told: dict[tuple[str, str], str]) -> str:
    """All columns of a table, some told otherwise."""
    found = []
    for name in columns(table):
        words = told.get((table, name))
        found.append(f"{words.format(**_ELSE)} AS {name}" if words else f"t.{name}")
    return f"SELECT {', '.join(found)} FROM {table} t"


def views() -> dict[str, str]:
    """The views this revision adds, in an order in which each finds those it reads."""
    found = {}
    for table, kept in KEPT.items():
        found[f"open_{table}"] = f"{select(table, TOLD_AS)} WHERE {kept}"
    for table in MARKABLE:
        found[f"marked_{table}"] = select(table, MARKED)
    return found


def others(*, opened: bool) -> dict[str, str]:
    """The views of 0003, of the open tables or of all rows."""
    script = import_module("claims.migrations.versions.0003_views")
    parts = script.parts(op.get_bind().dialect.name)
    found = {name: sql.format(**parts).strip() for name, sql in script.VIEWS.items()}
    if op.get_bind().dialect.name == "sqlite":
        found["quote_words"] = script.QUOTE_WORDS.partition(" AS ")[2]
        if opened:
            found["quote_words"] += f" WHERE (f.rowid & 4294967295) {_NO.format('statement')}"
    if opened:
        named = re.compile(rf"\b(FROM|JOIN) ({'|'.join(KEPT)})\b")
        found = {name: named.sub(r"\1 open_\2", sql) for name, sql in found.items()}
    return found


def upgrade() -> None:
    """Add the marks, the kept states without what is confidential, and the views."""
    run = op.get_bind().exec_driver_sql
    drop(others(opened=False))
    for table in MARKABLE:
        op.add_column(
            table,
            sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False),
        )
        where = sa.text("confidential")
        op.create_index(
            f"ix_{table}_confidential", table, ["id"], sqlite_where=where, postgresql_where=where
        )
    for table, names in (("claim", ("open_state", "open_reasons")), ("question", ("open_state",))):
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "hidden",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_hidden"),
        sqlite_with_rowid=False,
    )
    for name, sql in (views() | others(opened=True)).items():
        run(f"CREATE VIEW {name} AS {sql}")


def drop(names: dict[str, str]) -> None:
    """Drop views, those that read others first."""
    for name in reversed(names):
        op.execute(f"DROP VIEW {name}")


def downgrade() -> None:
    """Everything is told again: the marks go, and the views are of all rows."""
    run = op.get_bind().exec_driver_sql
    drop(views() | others(opened=True))
    op.drop_table("hidden")
    for table in MARKABLE:
        op.drop_index(f"ix_{table}_confidential", table_name=table)
        op.drop_column(table, "confidential")
    for table, names in (("claim", ("open_state", "open_reasons")), ("question", ("open_state",))):
        for name in names:
            op.drop_column(table, name)
    for name, sql in others(opened=False).items():
        run(f"CREATE VIEW {name} AS {sql}")
