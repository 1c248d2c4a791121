"""What is confidential, and what is told of it: the one place of the rule (docs/confidential.md).

A mark stands on a speaker, a role or a statement.  With it goes what would lead to it: every
statement by a confidential speaker, through one, at one's organisation or in a confidential role,
documents that hold nothing else, answers nobody else gives.  What that comes to is kept in the
table ``hidden``; the views ``open_*`` are the tables without it, for every tool that opens the
database, and ``marked_*`` the tables with a mark beside the name.

A ``Reader`` sees the database through one of three eyes (``Sight``): its queries name the tables,
and which view stands in for a table is decided here, for all queries alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.i18n import _, ngettext

if TYPE_CHECKING:
    from claims.reader import Reader

MARKABLE = ("speaker", "role", "statement")
"""The tables whose rows can be marked."""

KEPT = "hidden"
"""The table of what strangers are not told of: kind and id, kept up with every batch."""

_EVER = "ever"
"""The kind of the row that says that something is or was confidential."""

_HIDDEN = "(SELECT h.id FROM hidden h WHERE h.kind = '{0}')"
_STRANGERS, _ROLES, _QUOTES, _ANSWERS = (
    _HIDDEN.format(kind) for kind in ("speaker", "role", "statement", "claim")
)

# What each kind is, of what the kinds before it are.  Every part is found by an index, so that
# whoever marked little pays little.
_RULE = {
    # A mark on one name of a speaker is on all that were merged with it.
    "speaker": """
SELECT id FROM speaker WHERE confidential
UNION SELECT merged_into FROM speaker WHERE confidential AND merged_into IS NOT NULL
UNION SELECT b.id FROM speaker k JOIN speaker b ON b.merged_into = COALESCE(k.merged_into, k.id)
WHERE k.confidential""",
    "role": f"""
SELECT id FROM role WHERE confidential
UNION SELECT id FROM role WHERE speaker_id IN {_STRANGERS}
UNION SELECT id FROM role WHERE org_id IN {_STRANGERS}""",
    "statement": f"""
SELECT id FROM statement WHERE confidential
UNION SELECT id FROM statement WHERE speaker_id IN {_STRANGERS}
UNION SELECT id FROM statement WHERE role_id IN {_ROLES}
UNION SELECT id FROM statement WHERE role_org_id IN {_STRANGERS}
UNION SELECT statement_id FROM via WHERE speaker_id IN {_STRANGERS}
UNION SELECT s.id FROM statement s WHERE s.document_id IN (
  SELECT id FROM document WHERE outlet_id IN {_STRANGERS})""",
    # Documents whose text holds confidential words.
    "text": f"SELECT DISTINCT document_id FROM statement WHERE id IN {_QUOTES}",
    # And those that hold nothing else.
    "document": f"""
SELECT id FROM document WHERE outlet_id IN {_STRANGERS}
UNION SELECT x.id FROM hidden x WHERE x.kind = 'text' AND NOT EXISTS (
  SELECT 1 FROM statement o WHERE o.document_id = x.id AND o.id NOT IN {_QUOTES})""",
    # Answers that nobody else gives, and those about a confidential quote's attribution.
    "claim": f"""
SELECT id FROM claim WHERE about_id IN {_QUOTES}
UNION SELECT b.claim_id FROM (
  SELECT claim_id FROM position WHERE statement_id IN {_QUOTES}
  UNION SELECT claim_id FROM verdict WHERE reviewer_id IN {_STRANGERS}) b
WHERE NOT EXISTS (SELECT 1 FROM position p WHERE p.claim_id = b.claim_id
    AND p.statement_id NOT IN {_QUOTES})
  AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.claim_id = b.claim_id
    AND v.reviewer_id NOT IN {_STRANGERS})""",
    # Questions that have no other answers, and nothing under them.
    "question": f"""
SELECT DISTINCT c.question_id FROM claim c WHERE c.id IN {_ANSWERS}
AND NOT EXISTS (SELECT 1 FROM claim o WHERE o.question_id = c.question_id
  AND o.id NOT IN {_ANSWERS})
AND NOT EXISTS (SELECT 1 FROM question q WHERE q.parent_id = c.question_id)""",
    "position": f"""
SELECT id FROM position WHERE statement_id IN {_QUOTES}
UNION SELECT id FROM position WHERE claim_id IN {_ANSWERS}""",
    "verdict": f"""
SELECT id FROM verdict WHERE claim_id IN {_ANSWERS}
UNION SELECT id FROM verdict WHERE reviewer_id IN {_STRANGERS}""",
}

HIDDEN = tuple(kind for kind in _RULE if kind != "text")
"""Tables of which rows are left out by themselves; of others, with what they belong to."""

OPEN = (
    *HIDDEN, "alias", "via", "link", "rating", "flag", "xref", "batch", "change",
)  # fmt: skip
"""Tables read as ``open_*`` by strangers: all there are."""

VIEWS = (
    *(f"open_{table}" for table in OPEN),
    *(f"marked_{table}" for table in MARKABLE),
)
"""Every view of the rule."""

MARK = "⚿ confidential"
"""What stands beside a confidential name, role or quote on a terminal (also in migration 0004)."""

LEFT = "…"
"""What stands in the history for the words of a command that named somebody confidential."""

GROUPS = ("add", "config", "db", "rating")
"""Commands whose second word is a command too; a test holds it to the program."""


class Sight(StrEnum):
    """Through which eyes a database is read; the values begin the names of the views."""

    ALL = ""
    """The tables themselves: whatever writes, checks or copies."""
    MARKED = "marked"
    """Everything, a mark beside what is confidential: a person at a terminal."""
    OPEN = "open"
    """Only what may leave the newsroom."""


_TABLES = {Sight.MARKED: MARKABLE, Sight.OPEN: OPEN}
_NAMED = {
    sight: re.compile(rf"\b(FROM|JOIN)(\s+)({'|'.join(tables)})\b")
    for sight, tables in _TABLES.items()
}


@lru_cache(maxsize=512)
def as_seen(sql: str, sight: Sight) -> str:
    """The query with the views of a sight in place of the tables it names."""
    if sight is Sight.ALL:
        return sql
    return _NAMED[sight].sub(rf"\1\2{sight.value}_\3", sql)


def active(reader: Reader) -> bool:
    """Whether anything is or was confidential: else every sight sees the same."""
    return reader.value("SELECT 1 FROM hidden LIMIT 1") is not None


def left_out(reader: Reader) -> dict[str, int]:
    """How many speakers, roles and statements a stranger is not told of; whatever was asked.

    Never how many of an answer: that would tell what an answer held.
    """
    return {
        table: reader.value("SELECT count(*) FROM hidden WHERE kind = :kind", kind=table)
        for table in MARKABLE
    }


def in_words(counts: dict[str, int]) -> str:
    """``1 speaker, 4 quotes``, of those there are any of."""
    words = {
        "speaker": ngettext("{n} speaker", "{n} speakers", counts["speaker"]),
        "role": ngettext("{n} role", "{n} roles", counts["role"]),
        "statement": ngettext("{n} quote", "{n} quotes", counts["statement"]),
    }
    return ", ".join(words[table].format(n=n) for table, n in counts.items() if n)


def left_out_note(reader: Reader) -> str | None:
    """The line that says so, none where nothing is left out."""
    words = in_words(left_out(reader))
    if not words:
        return None
    return _("confidential, left out of this database: {what}; --include-confidential").format(
        what=words
    )


def is_hidden(reader: Reader, table: str, number: int) -> bool:
    """Whether a stranger is not told of a row."""
    sql = "SELECT 1 FROM hidden WHERE kind = :kind AND id = :id"
    return reader.value(sql, kind=table, id=number) is not None


# -- kept up by whoever writes -------------------------------------------------------------


def keep_hidden(reader: Reader) -> None:
    """Find anew what goes with the marks there are, in the writer's transaction.

    That there were any is remembered: the history tells of what is gone or lifted.
    """
    reader.execute("DELETE FROM hidden")
    reader.execute(f"INSERT INTO hidden (kind, id) VALUES ('{_EVER}', 0)")
    for kind, ids in _RULE.items():
        reader.execute(f"INSERT INTO hidden (kind, id) SELECT '{kind}', r.* FROM ({ids}) r")


def hidden_now(reader: Reader) -> set[tuple[str, int]]:
    """What is kept: kind and id."""
    sql = f"SELECT kind, id FROM hidden WHERE kind <> '{_EVER}'"
    return {(row["kind"], row["id"]) for row in reader.iterate(sql)}


def expected(reader: Reader) -> set[tuple[str, int]]:
    """What the rule finds, from nothing and without writing, to compare with ``hidden_now``."""
    parts, kinds = [], list(_RULE)
    for kind, ids in _RULE.items():
        sql = ids.replace("FROM hidden x WHERE x.kind = 'text'", "FROM found_text x WHERE 1 = 1")
        for other in kinds:
            sql = sql.replace(_HIDDEN.format(other), f"(SELECT id FROM found_{other})")
        parts.append(f"found_{kind}(id) AS ({sql})")
    every = " UNION ALL ".join(f"SELECT '{kind}' AS kind, id FROM found_{kind}" for kind in kinds)
    rows = reader.iterate(f"WITH {', '.join(parts)} {every}")
    return {(row["kind"], row["id"]) for row in rows}


def acts_to_move(reader: Reader) -> dict[int, int]:
    """Statements of acts that a confidential one stands for while others are told of.

    Each with the first of those others, which is to stand for the act.
    """
    acts = reader.rows(
        f"""SELECT s.act_id AS act, MIN(s.id) AS head FROM statement s
        WHERE s.act_id IN {_QUOTES} AND s.id NOT IN {_QUOTES} GROUP BY s.act_id ORDER BY 1"""
    )
    found: dict[int, int] = {}
    for row in acts:
        members = reader.values("SELECT id FROM statement WHERE act_id = :act", act=row["act"])
        found.update(dict.fromkeys((row["act"], *sorted(members)), row["head"]))
    return found


# -- the history ---------------------------------------------------------------------------

# What a batch may have written that belongs to something confidential.
_BELONGING = {
    **{table: f"SELECT id FROM hidden WHERE kind = '{table}'" for table in HIDDEN},
    "alias": f"SELECT id FROM alias WHERE speaker_id IN {_STRANGERS}",
    "flag": "SELECT id FROM flag WHERE id NOT IN (SELECT id FROM open_flag)",
    "rating": "SELECT id FROM rating WHERE id NOT IN (SELECT id FROM open_rating)",
    "link": "SELECT id FROM link WHERE id NOT IN (SELECT id FROM open_link)",
}
_CALLED = f"""
SELECT name FROM speaker WHERE key IS NOT NULL AND id IN {_STRANGERS}
UNION SELECT name FROM alias WHERE speaker_id IN {_STRANGERS}
UNION SELECT title FROM role WHERE confidential
"""
_OF_BATCH = """
SELECT 1 FROM change c WHERE c.batch_id = :batch AND c.table_name = :table
AND EXISTS (SELECT 1 FROM ({ids}) h WHERE h.id BETWEEN c.first_id AND c.last_id)
"""
_OF_ALL = """
SELECT DISTINCT c.batch_id FROM ({ids}) h
JOIN change c ON c.table_name = :table AND c.first_id <= h.id AND c.last_id >= h.id
"""


def without_words(command: str) -> str:
    """A command of the history without anything that was typed after its name."""
    words = command.split(" ")
    name = words[: 2 if words[0] in GROUPS else 1]
    return " ".join([*name, LEFT]) if len(words) > len(name) else command


def forget_words(reader: Reader, batch: int | None = None) -> None:
    """Take what was typed out of commands that wrote of something confidential, or named it.

    Of one batch or of all, in the writer's transaction.  It does not come back when the mark is
    lifted.
    """
    found = set(_naming(reader, batch))
    for table, ids in _BELONGING.items():
        if batch is None:
            found.update(reader.values(_OF_ALL.format(ids=ids), table=table))
        elif reader.value(_OF_BATCH.format(ids=ids), table=table, batch=batch):
            found.add(batch)
    for number in sorted(found):
        command = reader.value("SELECT command FROM batch WHERE id = :id", id=number)
        reader.execute(
            "UPDATE batch SET command = :command WHERE id = :id",
            command=without_words(command),
            id=number,
        )


def _naming(reader: Reader, batch: int | None) -> Iterator[int]:
    """Batches whose commands hold a confidential name, whatever they wrote."""
    from claims.text import name_key

    names = {f" {key} " for name in reader.values(_CALLED) if (key := name_key(name))}
    only = "WHERE id = :id" if batch is not None else ""
    bound = {"id": batch} if batch is not None else {}
    for row in reader.iterate(f"SELECT id, command FROM batch {only}", **bound) if names else ():
        command = f" {name_key(row['command'])} "
        if any(name in command for name in names):
            yield row["id"]
