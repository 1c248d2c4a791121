"""Finding by words of claims and of documents' titles.

``claim_word`` holds the words of claims, kept by triggers like those of ``name_word`` (0005); a
migration that rebuilds ``claim`` makes the triggers again.  The full-text index gets a token for
each word of a document's title, so it is made anew; a later migration that changes what it holds
takes this step over.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from claims import fulltext
from claims.reader import Dialect, Reader

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# A claim's key is folded already, but for its signs; the key of a figure is an interval, so that
# its text is taken, of which the accents of French are.
LETTERS = dict(zip("àâäáçéèêëîïíôöóùûüúñ", "aaaaceeeeiiiooouuuun", strict=True))
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»“”„‘’‚‹›…–—‑·•°§€£¿¡\xa0\u202f"
SOURCE = "CASE WHEN {row}.key LIKE '=%' THEN lower({row}.text) ELSE {row}.key END"

NESTED = 12

# Between quotes and commas, words are JSON.
SPLIT = {
    "sqlite": "SELECT substr(value, 1, 64) AS word"
    " FROM json_each('[' || replace(json_quote({words}), ' ', '\",\"') || ']')",
    "postgresql": "SELECT substr(word, 1, 64) AS word"
    " FROM unnest(string_to_array({words}, ' ')) AS word",
}
ADD = """
INSERT INTO claim_word (word, claim_id)
SELECT DISTINCT word, {row}.id FROM ({split}) AS words WHERE word <> ''"""
REMOVE = """
DELETE FROM claim_word WHERE claim_id = {row}.id AND word IN ({split})"""
FILL = {
    "sqlite": """
INSERT INTO claim_word (word, claim_id)
SELECT DISTINCT substr(value, 1, 64), n.id FROM claim n,
  json_each('[' || replace(json_quote({words}), ' ', '","') || ']') WHERE value <> ''""",
    "postgresql": """
INSERT INTO claim_word (word, claim_id)
SELECT DISTINCT words.word, n.id FROM claim n
CROSS JOIN LATERAL ({split}) AS words WHERE words.word <> ''""",
}
FUNCTION = """
CREATE FUNCTION claim_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN {remove}; END IF;
  IF TG_OP <> 'DELETE' THEN {add}; END IF;
  RETURN NULL;
END $$"""
EVENTS = {
    "sqlite": (("added", "INSERT"), ("changed", "UPDATE OF key, text"), ("removed", "DELETE")),
    "postgresql": (("kept", "INSERT OR DELETE"), ("changed", "UPDATE OF key, text")),
}


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def words(dialect: str, row: str) -> str:
    """The words of a claim with blanks between them, as an expression."""
    source = SOURCE.format(row=row)
    if dialect == "postgresql":
        blank = "".join(LETTERS.values()) + " " * len(SIGNS)
        return f"translate({source}, {literal(''.join(LETTERS) + SIGNS)}, {literal(blank)})"
    # SQLite knows no translate(), and nests no deeper than this; most claims need none of it.
    plain = f"CASE WHEN {source} NOT GLOB '*[^a-z0-9 ]*' THEN {source} ELSE "
    steps = [f"w0(w) AS (SELECT {source})"]
    signs = list((LETTERS | dict.fromkeys(SIGNS, " ")).items())
    for step in range(0, len(signs), NESTED):
        found = "w"
        for sign, letter in signs[step : step + NESTED]:
            found = f"replace({found}, {literal(sign)}, '{letter}')"
        steps.append(f"w{len(steps)}(w) AS (SELECT {found} FROM w{len(steps) - 1})")
    return f"{plain} (WITH {', '.join(steps)} SELECT w FROM w{len(steps) - 1}) END"


def written(template: str, dialect: str, row: str) -> str:
    """A statement for one row of ``claim``."""
    found = words(dialect, row)
    return template.format(row=row, words=found, split=SPLIT[dialect].format(words=found))


def triggers(dialect: str) -> list[str]:
    """What creates them."""
    add, remove = written(ADD, dialect, "NEW"), written(REMOVE, dialect, "OLD")
    body = {"added": add, "changed": f"{remove}; {add}", "removed": remove}
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER claim_words_{name} AFTER {event} ON claim BEGIN {body[name]}; END"
            for name, event in EVENTS[dialect]
        ]
    return [
        FUNCTION.format(add=add, remove=remove),
        *(
            f"CREATE TRIGGER claim_words_{name} AFTER {event} ON claim"
            " FOR EACH ROW EXECUTE FUNCTION claim_words()"
            for name, event in EVENTS[dialect]
        ),
    ]


def upgrade() -> None:
    """Create and fill it; index all words anew."""
    bind = op.get_bind()
    dialect = bind.dialect.name
    op.create_table(
        "claim_word",
        sa.Column(
            "word", sa.Text() if dialect == "sqlite" else sa.Text(collation="C"), nullable=False
        ),
        sa.Column("claim_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("word", "claim_id", name="pk_claim_word"),
        sqlite_with_rowid=False,
    )
    # Unread by the driver: signs of percent and colons mean nothing here.
    for sql in (written(FILL[dialect], dialect, "n"), *triggers(dialect)):
        run(sql)
    fulltext.rebuild(reader())


def run(sql: str) -> None:
    """Run it on the driver's own cursor, without parameters."""
    cursor = reader().connection.cursor()
    cursor.execute(sql)
    cursor.close()


def reader() -> Reader:
    """The database as ``claims.fulltext`` takes it, in this transaction."""
    bind = op.get_bind()
    dialect: Dialect = "sqlite" if bind.dialect.name == "sqlite" else "postgresql"
    return Reader(bind.connection.driver_connection, dialect)


def downgrade() -> None:
    """Drop it; the index loses its words of titles."""
    dialect = op.get_bind().dialect.name
    for name, _event in EVENTS[dialect]:
        on = "" if dialect == "sqlite" else " ON claim"
        op.execute(f"DROP TRIGGER claim_words_{name}{on}")
    if dialect == "postgresql":
        op.execute("DROP FUNCTION claim_words()")
    op.drop_table("claim_word")
    fulltext.rebuild(reader(), but="t")
