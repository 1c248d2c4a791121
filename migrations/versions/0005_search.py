"""Finding by names, roles and stances without reading every row.

``name_word`` holds the words of names, kept by triggers (``claims.name_words``): a migration that
rebuilds ``speaker`` or ``alias`` makes the triggers again.  Stances get an index.  The full-text
index has a token for each word of a statement's role since then; 0006 makes it anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from claims import fulltext
from claims.reader import Dialect, Reader

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAMED = {"speaker": ("{row}.id", "0"), "alias": ("{row}.speaker_id", "{row}.id")}
"""Table -> whose words its keys are, and under which alias."""

# A key holds letters, digits, marks and blanks alone: between quotes and commas it is JSON.
SPLIT = {
    "sqlite": "SELECT substr(value, 1, 64) AS word"
    # Quoted as JSON first: a dump's key can hold whatever it likes.
    " FROM json_each('[' || replace(json_quote({key}), ' ', '\",\"') || ']')",
    "postgresql": "SELECT substr(word, 1, 64) AS word"
    " FROM unnest(string_to_array({key}, ' ')) AS word",
}
ADD = """
INSERT INTO name_word (word, speaker_id, alias_id)
SELECT DISTINCT word, {speaker}, {alias} FROM ({split}) AS words
WHERE {row}.key IS NOT NULL AND word <> ''"""
REMOVE = """
DELETE FROM name_word WHERE speaker_id = {speaker} AND alias_id = {alias}
AND word IN ({split})"""

FILL = """
INSERT INTO name_word (word, speaker_id, alias_id)
SELECT DISTINCT words.word, {speaker}, {alias} FROM {table} n {lateral} ({split}) AS words
WHERE n.key IS NOT NULL AND words.word <> ''"""
SQLITE_FILL = """
INSERT INTO name_word (word, speaker_id, alias_id)
SELECT DISTINCT substr(value, 1, 64), {speaker}, {alias} FROM {table} n,
  json_each('[' || replace(json_quote(n.key), ' ', '","') || ']')
WHERE n.key IS NOT NULL AND value <> ''"""

FUNCTION = """
CREATE FUNCTION {table}_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN {remove}; END IF;
  IF TG_OP <> 'DELETE' THEN {add}; END IF;
  RETURN NULL;
END $$"""


def written(template: str, dialect: str, table: str, row: str) -> str:
    """A statement for one row of a table."""
    speaker, alias = (part.format(row=row) for part in NAMED[table])
    return template.format(
        speaker=speaker,
        alias=alias,
        table=table,
        row=row,
        lateral="CROSS JOIN LATERAL",
        split=SPLIT[dialect].format(key=f"{row}.key"),
    )


def triggers(dialect: str) -> list[str]:
    """What creates them."""
    made = []
    for table in NAMED:
        add, remove = (
            written(template, dialect, table, row)
            for template, row in ((ADD, "NEW"), (REMOVE, "OLD"))
        )
        if dialect == "postgresql":
            made.append(FUNCTION.format(table=table, add=add, remove=remove))
            made += (
                f"CREATE TRIGGER {table}_words_{name} AFTER {event} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_words()"
                for name, event in (("kept", "INSERT OR DELETE"), ("changed", "UPDATE OF key"))
            )
            continue
        made += (
            f"CREATE TRIGGER {table}_words_{name} AFTER {event} ON {table} BEGIN {body}; END"
            for name, event, body in (
                ("added", "INSERT", add),
                ("changed", "UPDATE OF key", f"{remove}; {add}"),
                ("removed", "DELETE", remove),
            )
        )
    return made


def upgrade() -> None:
    """Create and fill them."""
    bind = op.get_bind()
    dialect = bind.dialect.name
    word = sa.Text() if dialect == "sqlite" else sa.Text(collation="C")
    op.create_table(
        "name_word",
        sa.Column("word", word, nullable=False),
        sa.Column("speaker_id", sa.BigInteger(), nullable=False),
        sa.Column("alias_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("word", "speaker_id", "alias_id", name="pk_name_word"),
        sqlite_with_rowid=False,
    )
    fill = SQLITE_FILL if dialect == "sqlite" else FILL
    for table in NAMED:
        bind.exec_driver_sql(written(fill, dialect, table, "n"))
    for sql in triggers(dialect):
        bind.exec_driver_sql(sql)
    op.create_index("ix_position_stance", "position", ["stance", "statement_id"])


def reader() -> Reader:
    """The database as ``claims.fulltext`` takes it, in this transaction."""
    bind = op.get_bind()
    dialect: Dialect = "sqlite" if bind.dialect.name == "sqlite" else "postgresql"
    return Reader(bind.connection.driver_connection, dialect)


def downgrade() -> None:
    """Drop them; the index loses its words of roles."""
    dialect = op.get_bind().dialect.name
    kinds = ("added", "changed", "removed") if dialect == "sqlite" else ("kept", "changed")
    for table in NAMED:
        for kind in kinds:
            on = "" if dialect == "sqlite" else f" ON {table}"
            op.execute(f"DROP TRIGGER {table}_words_{kind}{on}")
        if dialect == "postgresql":
            op.execute(f"DROP FUNCTION {table}_words()")
    op.drop_table("name_word")
    op.drop_index("ix_position_stance", table_name="position")
    fulltext.rebuild(reader(), but="rt")
