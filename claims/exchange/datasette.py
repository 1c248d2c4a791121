"""Datasette's metadata of a database: what its views and tables are, how they are listed, queries.

The file is Datasette's ``metadata.json`` of version 0.65, which later versions read as well:
docs/datasette.md.  Nothing of it comes from the rows, so it serves any database of this schema.
"""

from __future__ import annotations

import html
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from claims import __version__
from claims.confidential import KEPT as CONFIDENTIAL_IDS
from claims.confidential import VIEWS as CONFIDENTIAL_VIEWS
from claims.errors import UsageError
from claims.fulltext import TABLE
from claims.i18n import _
from claims.model import Base, tables
from claims.reader import Reader
from claims.render.values import as_json
from claims.views import VIEWS, WORDS_VIEW, View

HIDDEN = (
    "batch",
    "change",
    "rating",
    "xref",
    "alembic_version",
    "sqlite_sequence",
    "name_word",
    "claim_word",
    TABLE,
    *(f"{TABLE}_{part}" for part in ("config", "data", "docsize", "idx")),
    WORDS_VIEW,
    CONFIDENTIAL_IDS,
    *CONFIDENTIAL_VIEWS,
)
"""What a reader has no use for: the history, import keys, the index, views that others stand on."""

_PLAIN = frozenset(string.ascii_letters + string.digits + "_-")

LABELS = {
    "alias": "name",
    "claim": "text",
    "document": "title",
    "flag": "kind",
    "link": "kind",
    "position": "stance",
    "question": "title",
    "role": "title",
    "speaker": "name",
    "statement": "text",
    "verdict": "label",
}
"""The column that names a row where another refers to it."""

_HELD = """
SELECT question, answer_id, answer, answer_state, speaker, role, stance, hedge, said, quote,
  outlet, via, quote_id
FROM who_says_what WHERE number IN ("""

_ON = f"""WITH RECURSIVE typed(word) AS (SELECT lower(trim(:question))),
under(id) AS (
  SELECT q.id FROM question q, typed
  WHERE q.slug = word OR 'q' || q.id = word
    OR (word <> '' AND instr(lower(q.title), word) > 0)
  UNION SELECT q.id FROM question q JOIN under u ON q.parent_id = u.id)
{_HELD}
  SELECT p.id FROM position p JOIN claim c ON c.id = p.claim_id
  WHERE c.question_id IN (SELECT id FROM under))
ORDER BY question, answer, side, said_from"""

_OF = f"""WITH typed(word) AS (SELECT lower(trim(:speaker))),
named(id) AS (
  SELECT COALESCE(k.merged_into, k.id) FROM speaker k, typed
  WHERE word <> '' AND (
    'p' || k.id = word OR instr(lower(k.name), word) > 0 OR instr(k.key, word) > 0
    OR EXISTS (SELECT 1 FROM alias a WHERE a.speaker_id = k.id
      AND (instr(lower(a.name), word) > 0 OR instr(a.key, word) > 0)))),
members(id) AS (
  SELECT k.id FROM speaker k WHERE COALESCE(k.merged_into, k.id) IN (SELECT id FROM named))
{_HELD}
  SELECT p.id FROM position p JOIN statement s ON s.id = p.statement_id
  WHERE s.speaker_id IN (SELECT id FROM members))
ORDER BY speaker, question, said_from, number"""

_SEARCH = f"""SELECT id, said, speaker, role, quote, outlet, url FROM quotes
WHERE number IN (
  SELECT rowid FROM {WORDS_VIEW}
  WHERE {WORDS_VIEW} MATCH COALESCE(NULLIF(escape_fts(:words), ''), '""'))
ORDER BY said_from DESC LIMIT 200"""


def pieces(reader: Reader) -> list[str]:
    """The file's text, as one piece; raises ``UsageError`` where the database is not SQLite."""
    if reader.dialect != "sqlite":
        raise UsageError(
            _("Datasette opens SQLite files only"),
            hint="claims export copy.jsonl; claims --db copy.db init;"
            " claims --db copy.db import copy.jsonl",
        )
    found = as_json(metadata(_stem(reader)), indent=2)
    return [found + "\n"]


def described() -> int:
    """How many views and tables the metadata tells of."""
    return len(_tables())


def metadata(name: str) -> dict[str, Any]:
    """The metadata of a database that Datasette calls ``name``: its file's name without suffix."""
    return {
        "title": _("Who said what"),
        "description": _(
            "Quotes and claims: who said what, when, in which capacity, through whom, and where"
            " the accounts disagree."
        ),
        "source": _("the documents under sources, kept with claims {version}").format(
            version=__version__
        ),
        "databases": {
            name: {
                "description_html": _begin(name),
                "tables": _tables(),
                "queries": queries(),
            }
        },
    }


def queries() -> dict[str, dict[str, Any]]:
    """Datasette's canned queries: each with what is asked for by name."""
    found: dict[str, dict[str, Any]] = {
        "contested_now": {
            "title": _("What is contested now"),
            "description": _("Contested claims first, then the unsettled, question by question."),
            "sql": "SELECT id, question, answer, state, reasons, held_by, rejected_by, undecided,"
            " fact_checks FROM contested_claims ORDER BY state, question, number",
        },
        "who_says_what_on": {
            "title": _("Who says what on a question"),
            "description": _(
                "A question's short name or id with all that is under it, or a part of its title."
            ),
            "sql": _ON,
        },
        "history_of": {
            "title": _("What a speaker held, and when"),
            "description": _("A name or a part of one, an alias, or an id."),
            "sql": _OF,
        },
        "search": {
            "title": _("Search in the words of quotes"),
            "description": _('All the words, the newest first; "some words" in that order.'),
            "sql": _SEARCH,
        },
    }
    return {name: {**query, "hide_sql": True} for name, query in found.items()}


def _begin(name: str) -> str:
    """Links to the views, which Datasette lists below all tables."""
    words = html.escape(_("Begin with {views}.  The tables are what these are made of."))
    folder = _in_path(name)
    return words.format(views=", ".join(f'<a href="{folder}/{view}">{view}</a>' for view in VIEWS))


def _in_path(name: str) -> str:
    """A database's name as Datasette writes it in addresses: its tilde encoding."""
    return "".join(
        "+" if byte == ord(" ") else chr(byte) if chr(byte) in _PLAIN else f"~{byte:02X}"
        for byte in name.encode()
    )


def _stem(reader: Reader) -> str:
    file = next(row["file"] for row in reader.rows("PRAGMA database_list") if row["name"] == "main")
    return Path(file).stem


# -- views and tables ----------------------------------------------------------------------


def _tables() -> dict[str, dict[str, Any]]:
    found = {name: _view(view) for name, view in VIEWS.items()}
    found |= {name: _table(table) for name, table in tables().items()}
    # Datasette lists every view.
    found[WORDS_VIEW] = {"description": _("What the search box of quotes asks; nothing to read.")}
    for name in HIDDEN:
        found.setdefault(name, {})["hidden"] = True
    return found


def _view(view: View) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": view.description,
        "columns": {name: words for name, words in view.columns.items() if words},
        "label_column": view.label,
    }
    if view.facets:
        found["facets"] = list(view.facets)
    if view.sort:
        found["sort"] = view.sort
    if view.sort_desc:
        found["sort_desc"] = view.sort_desc
    if view.searched:
        found |= {"fts_table": WORDS_VIEW, "fts_pk": "number"}
    return found


def _table(table: sa.Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": _summary(table.name),
        "columns": {column.name: _column(column, table) for column in table.columns},
    }
    if table.name in LABELS:
        found["label_column"] = LABELS[table.name]
    return found


def _summary(table: str) -> str:
    """The first sentences of what the model says of a table."""
    for mapper in Base.registry.mappers:
        if mapper.local_table.name == table:  # type: ignore[attr-defined]
            return (mapper.class_.__doc__ or "").partition("\n\n")[0].replace("``", "")
    raise LookupError(table)


def _column(column: sa.Column[Any], table: sa.Table) -> str:
    """What the model says of a column, else what its constraints and its name tell."""
    if column.doc:
        return column.doc
    for key in column.foreign_keys:
        return _("Refers to {table}").format(table=key.column.table.name)
    words = _known(table).get(column.name)
    if words:
        return _("One of {words}").format(words=words)
    date, _mark, end = column.name.rpartition("_")
    if end in _DAYS:
        return _DAYS[end].format(date=date)
    return _COLUMNS.get(column.name, column.name.replace("_", " "))


def _known(table: sa.Table) -> Mapping[str, str]:
    """Column -> the words it is kept to, divided by commas."""
    found = {}
    for constraint in table.constraints:
        if isinstance(constraint, sa.CheckConstraint) and str(constraint.name).endswith("_known"):
            column, _in, listed = str(constraint.sqltext).partition(" IN ")
            found[column] = listed.strip("()").replace("'", "")
    return found


_DAYS = {
    "first": _("First day that {date} can mean, as a number; 1 is 0001-01-01"),
    "last": _("Last day that {date} can mean, as a number; 1 is 0001-01-01"),
}
_COLUMNS = {
    "id": _("The row's number; people read it with a letter, S12"),
    "key": _("What makes two records one: folded, without case and accents"),
    "lang": _("Language, as a code"),
    "note": _("A person's remark"),
    "said": _("When it was said, as printed"),
    "published": _("When it appeared, as printed"),
    "happened": _("When it happened, as printed"),
    "rated": _("When it was rated, as printed"),
    "since": _("Since when, as printed"),
    "until": _("Until when, as printed"),
    "as_of": _("The day a figure is of, as printed"),
    "state": _("What the rule found at the last write"),
    "text": _("The words, verbatim"),
    "hedge": _("The words that weaken it, verbatim"),
    "cue": _("The word that reports it"),
    "role_printed": _("The title printed beside the quote"),
    "start_offset": _("Where it begins in the document's text, in code points"),
    "end_offset": _("Where it ends there, exclusive"),
    "prefix": _("What stands before it"),
    "suffix": _("What stands after it"),
    "slug": _("Short name, with the names above it"),
    "qualifier": _("What tells speakers of one name apart"),
    "sha256": _("Fingerprint of the text"),
    "confidence": _("How sure the extraction was, 0 to 1"),
    "step": _("1 is nearest to the document"),
    "cumulative": _("Whether a later figure can only be higher"),
    "low": _("Least the figure can mean"),
    "high": _("Most the figure can mean"),
    "low_open": _("Whether low itself is excluded"),
    "high_open": _("Whether high itself is excluded"),
}
