"""Looking after a database: is it whole?

``check`` compares what must agree; what is derived from the rows (full-text index, kept states) can
be made anew with ``mend``, everything else needs a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from claims.i18n import _
from claims.ids import Kind, format_id
from claims.reader import Reader

if TYPE_CHECKING:
    from claims.database import Database

MOST_SHOWN = 20
"""Troubles of one check that are listed one by one."""


class Trouble(NamedTuple):
    """Something that is not as it should be; ``derived`` can be made anew from the rows."""

    check: str
    what: str
    derived: bool = False


Check = Callable[["Database"], Iterator[Trouble]]


# -- checks --------------------------------------------------------------------------------


def check(
    database: Database, *, progress: Callable[[str], None] | None = None
) -> Iterator[Trouble]:
    """Everything that is not as it should be, at most ``MOST_SHOWN`` of each check.

    Where the file itself is damaged nothing else is looked at.
    """
    for name, run in CHECKS.items():
        if progress is not None:
            progress(name)
        found = False
        for trouble in islice(run(database), MOST_SHOWN):
            found = True
            yield trouble
        if found and name == "storage":
            return


def _storage(database: Database) -> Iterator[Trouble]:
    """The file, or the server's indexes."""
    if database.dialect == "sqlite":
        for line in database.reader.values("PRAGMA integrity_check"):
            if line != "ok":
                yield Trouble("storage", line)
        return
    sql = "SELECT CAST(indexrelid AS regclass)::text AS name FROM pg_index WHERE NOT indisvalid"
    for name in database.reader.values(sql):
        yield Trouble("storage", _("the index {name} is not valid").format(name=name))


def _references(database: Database) -> Iterator[Trouble]:
    """Foreign keys: Postgres never lets one dangle, SQLite does where they were off."""
    if database.dialect == "sqlite":
        for row in database.reader.iterate("PRAGMA foreign_key_check"):
            words = _("{table} {id} refers to a row of {aim} that is not there")
            yield Trouble(
                "references",
                words.format(
                    table=row["table"], id=_shown(row["table"], row["rowid"]), aim=row["parent"]
                ),
            )


def _rules(database: Database) -> Iterator[Trouble]:
    from claims.invariants import broken

    for found in broken(database.reader):
        yield Trouble("rules", str(found))


def _history(database: Database) -> Iterator[Trouble]:
    """Every row was inserted by some batch, every row that went was deleted by one."""
    from claims.model import tables

    reader = database.reader
    for table in tables():
        if table not in ("batch", "change"):
            yield from _unlogged(reader, table)
            yield from _changed_silently(reader, table)
    hollow = "SELECT id FROM batch b WHERE NOT EXISTS (SELECT 1 FROM change WHERE batch_id = b.id)"
    for number in reader.values(f"{hollow} ORDER BY id"):
        yield _trouble("batch", number, _("wrote nothing that the history knows of"))


# Where the history says that rows begin and end, less where they do.  Both agree: nothing is left.
_EVENTS = """
SELECT place, CAST(SUM(step) AS bigint) AS step FROM (
    SELECT first_id AS place, 1 AS step FROM change WHERE table_name = :table AND action = 'insert'
    UNION ALL
    SELECT last_id + 1, -1 FROM change WHERE table_name = :table AND action = 'insert'
    UNION ALL
    SELECT first_id, -1 FROM change WHERE table_name = :table AND action = 'delete'
    UNION ALL
    SELECT first_id + 1, 1 FROM change WHERE table_name = :table AND action = 'delete'
    UNION ALL
    SELECT id, -1 FROM {table}
    UNION ALL
    SELECT id + 1, 1 FROM {table}
) e GROUP BY place HAVING SUM(step) <> 0 ORDER BY place
"""


def _unlogged(reader: Reader, table: str) -> Iterator[Trouble]:
    """Rows without a beginning in the history, and rows it has that are gone."""
    depth, start = 0, 0
    for event in reader.iterate(_EVENTS.format(table=table), table=table):
        if depth:
            words = (
                _("is gone, and the history does not say when")
                if depth > 0
                else _("is not in the history")
            )
            for number in range(start, event["place"]):
                yield _trouble(table, number, words)
        depth, start = depth + event["step"], event["place"]


def _trouble(table: str, number: int, words: str) -> Trouble:
    return Trouble("history", f"{table} {_shown(table, number)} {words}")


def _changed_silently(reader: Reader, table: str) -> Iterator[Trouble]:
    """Rows that are not as the last change of each column left them."""
    import json

    from claims.columns import plain
    from claims.reader import chunks

    sql = """SELECT DISTINCT first_id FROM change WHERE table_name = :table AND action = 'update'
        ORDER BY first_id"""
    for chunk in chunks(reader.iterate(sql, table=table), 500):
        ids = [row["first_id"] for row in chunk]
        last: dict[int, dict[str, object]] = {}
        updates = f"""SELECT first_id, after FROM change WHERE table_name = :table
            AND action = 'update' AND {reader.within("first_id", "ids")} ORDER BY id"""
        for row in reader.iterate(updates, table=table, ids=ids):
            last.setdefault(row["first_id"], {}).update(json.loads(row["after"]))
        rows = f"SELECT * FROM {table} WHERE {reader.within('id', 'ids')} ORDER BY id"
        for row in reader.rows(rows, ids=ids):
            now = plain(table, row)
            if names := [n for n, v in last[row["id"]].items() if n in now and now[n] != v]:
                words = _("was changed outside the history: {columns}")
                yield _trouble(table, row["id"], words.format(columns=", ".join(names)))


def _ids(database: Database) -> Iterator[Trouble]:
    """The id that comes next was never given: not to a row, not to one that went."""
    from claims.model import tables

    reader = database.reader
    for table in tables():
        found = reader.row(_LAST[reader.dialect].format(table=table), table=table) or {}
        if (given := found["given"]) < found["highest"]:
            words = _("{table}: the next id is {next}, and {highest} was given already")
            yield Trouble(
                "ids", words.format(table=table, next=given + 1, highest=found["highest"])
            )


_HIGHEST = """
SELECT {given} AS given, {most}(COALESCE((SELECT max(id) FROM {{table}}), 0), COALESCE(
    (SELECT max(last_id) FROM change WHERE table_name = :table), 0)) AS highest
"""
_LAST = {
    "sqlite": _HIGHEST.format(
        given="COALESCE((SELECT seq FROM sqlite_sequence WHERE name = :table), 0)", most="max"
    ),
    "postgresql": _HIGHEST.format(
        given="(SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_id_seq)",
        most="greatest",
    ),
}


def _documents(database: Database) -> Iterator[Trouble]:
    """A stored text is the one its fingerprint was taken of."""
    reader, last = database.reader, 0
    sql = """SELECT id, text, sha256 FROM document
        WHERE id > :last AND text IS NOT NULL AND sha256 IS NOT NULL ORDER BY id LIMIT 100"""
    while page := reader.rows(sql, last=last):
        for row in page:
            if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
                shown = format_id(Kind.DOCUMENT, row["id"])
                yield Trouble("documents", _("{id}: the text is not the one kept").format(id=shown))
        last = page[-1]["id"]


def _fulltext(database: Database) -> Iterator[Trouble]:
    from claims.fulltext_check import differences

    for number in differences(database.reader):
        shown = format_id(Kind.STATEMENT, number)
        yield Trouble("full text", _("{id} is indexed otherwise").format(id=shown), derived=True)


def _states(database: Database) -> Iterator[Trouble]:
    from claims.states import differences

    for it in differences(database.reader):
        words = _("{id} is kept as {kept}, the rule finds {state}").format(
            id=format_id(it.kind, it.id),
            kept=" ".join(filter(None, (it.kept, it.kept_reasons))),
            state=" ".join(filter(None, (it.state, it.reasons))),
        )
        yield Trouble("states", words, derived=True)


def _confidential(database: Database) -> Iterator[Trouble]:
    """What strangers are not told of is what the marks there are come to."""
    from claims.confidential import expected, hidden_now

    reader = database.reader
    for kind, number in sorted(hidden_now(reader) ^ expected(reader)):
        words = _("{kind} {id} is kept otherwise than the marks say")
        yield Trouble(
            "confidential", words.format(kind=kind, id=_shown(kind, number)), derived=True
        )


CHECKS: dict[str, Check] = {
    "storage": _storage,
    "references": _references,
    "rules": _rules,
    "history": _history,
    "ids": _ids,
    "documents": _documents,
    "full text": _fulltext,
    "confidential": _confidential,
    "states": _states,
}


def _shown(table: str, number: int) -> str:
    try:
        return format_id(table, number)
    except ValueError:
        return str(number)


def mend(database: Database) -> None:
    """Make everything derived anew, in one transaction; the history has nothing of it."""
    from claims import fulltext, states

    with database.write("db check --fix", "") as journal:
        fulltext.rebuild(journal.reader)
        states.recompute(journal.reader)
