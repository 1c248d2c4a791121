"""The full dump: every table as typed JSONL, history and ids included; it loses nothing.

The first line names the format, its version and the schema's revision.  Then comes one object a
row: ``type`` is the table, the rest its columns in their order, the nulls left out.  Tables come in
the order of their references, rows by id.  What is derived (full text, kept states) is left out and
made anew when the dump is loaded.  So the bytes depend on the rows alone: load a dump into an empty
database, dump that, and the two are the same, from one engine to the other too.

Dumps of every earlier revision of the schema are read too: what they lack is filled in from
``claims.exchange.revisions``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.columns import BOOLEANS, plain
from claims.confidential import Sight
from claims.database import HEAD, stored_revision
from claims.errors import BadInput, Conflict, DatabaseError
from claims.exchange import revisions
from claims.i18n import _
from claims.reader import Reader, Row
from claims.render.values import as_json

if TYPE_CHECKING:
    import sqlalchemy as sa

    from claims.database import Database
    from claims.journal import Journal

FORMAT = "claims-dump"
VERSION = 1

_PAGE = 1000
_MOST_FLAWS = 20
_MOST_ID = 2**32 - 1  # of a statement: the index keeps it in the low half of a key
_HIGHEST = 2**63 - 1
_MOST_REAL = 1e300
_MOMENTS = ("at", "cleared_at")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


# -- writing -------------------------------------------------------------------------------


def dump(reader: Reader) -> Iterator[str]:
    """The lines of a dump, newlines included; the database may be of any revision known.

    Read it inside ``reader.snapshot()`` where others may be writing.  By the eyes of strangers
    what is confidential is not in it, nor the history, but for one batch that made all the rest.
    """
    schema = stored_revision(reader) or HEAD
    yield _line({"format": FORMAT, "version": VERSION, "schema": schema})
    # The history tells of what is confidential: strangers get one that begins here.
    history = _new_history if reader.sight is Sight.OPEN else None
    for table, columns in revisions.columns(schema).items():
        if history and table in _HISTORY:
            yield from (_line({"type": table, **row}) for row in history(reader, table))
            continue
        names = ", ".join(columns)
        sql = f"SELECT {names} FROM {table} WHERE id > :last ORDER BY id LIMIT {_PAGE}"
        last = 0
        while rows := reader.rows(sql, last=last):
            for row in rows:
                filled = {name: value for name, value in row.items() if value is not None}
                yield _line({"type": table, **plain(table, filled)})
            last = rows[-1]["id"]


_HISTORY = ("batch", "change")


def _new_history(reader: Reader, table: str) -> Iterator[Row]:
    """One batch that inserted every row there is, made when the last one was."""
    at = reader.value("SELECT MAX(at) FROM batch")
    if at is None:
        return
    if table == "batch":
        yield {"id": 1, "at": at, "actor": "claims", "command": "export"}
        return
    from claims.journal import runs

    number = count(1)
    for name in revisions.columns():
        if name in _HISTORY:
            continue
        for first, last in runs(reader.values(f"SELECT id FROM {name} ORDER BY id")):
            yield {
                "id": next(number),
                "batch_id": 1,
                "table_name": name,
                "action": "insert",
                "first_id": first,
                "last_id": last,
            }


def _line(value: Row) -> str:
    return as_json(value) + "\n"


# -- reading -------------------------------------------------------------------------------


def is_dump(first_line: str | bytes) -> bool:
    """Whether a file that begins with this line is a dump."""
    header = _parsed(first_line)
    return isinstance(header, dict) and header.get("format") == FORMAT


class Loaded(NamedTuple):
    """Rows stored, by table."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.rows.values())


def load_dump(
    database: Database,
    lines: Iterable[str | bytes],
    *,
    progress: Callable[[int], None] | None = None,
) -> Loaded:
    """Store a dump in an empty database, exactly as it was: ids, history and all, or nothing.

    Raises ``Conflict`` where the database holds anything, ``DatabaseError`` for a dump of a newer
    schema, ``BadInput`` with the flaws of its lines.
    """
    numbered = enumerate(lines, 1)
    schema = _schema_of(next(numbered, (1, ""))[1])
    # Neither is ever stored: a restored database has the history of the dump and no other.
    with database.write("import", "", much=True) as journal:
        _refuse_filled(journal.reader)
        journal.defer_constraints()
        loading = _Loading(journal, schema, progress)
        for number, line in numbered:
            loading.take(number, line)
        return loading.finish()


def _parsed(line: str | bytes) -> Any:
    """The JSON value of a line, none where it is not JSON or not UTF-8."""
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        text.encode("utf-8")
        return json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None


def _refused(_constant: str) -> None:
    raise ValueError("neither infinite nor undefined numbers are JSON")


def _schema_of(line: str | bytes) -> str:
    """The revision a dump was made at, if this program reads it."""
    if not is_dump(line):
        raise BadInput(_("this is not a dump"), hint="claims export --format dump FILE")
    header = _parsed(line)
    version, schema = header.get("version"), header.get("schema")
    if version == VERSION and revisions.known(schema):
        return str(schema)
    words = _("the dump is of another claims")
    if revisions.newer(schema) or (isinstance(version, int) and version > VERSION):
        words = _("the dump is of a newer claims")
    known = _("(format {version}, schema {schema}; this program reads format {ours}, up to {head})")
    known = known.format(version=version, schema=schema, ours=VERSION, head=HEAD)
    raise DatabaseError(f"{words} {known}", hint="pipx upgrade claimsdb")


def _refuse_filled(reader: Reader) -> None:
    from claims.model import tables

    for table in tables():
        if reader.value(f"SELECT id FROM {table} LIMIT 1") is not None:
            raise Conflict(
                _("a dump is restored into an empty database; this one is not"),
                hint=_("--db with a new file, or export --format flat and import that"),
            )


class _Loading:
    """Rows gathered by table and columns, and stored many at a time."""

    def __init__(
        self, journal: Journal, schema: str, progress: Callable[[int], None] | None
    ) -> None:
        from claims.model import tables

        self.journal = journal
        self.tables = tables()
        self.columns = revisions.columns(schema)
        self.lacking = revisions.lacking(schema)
        self.progress = progress
        self.counts: dict[str, int] = {}
        self.highest: dict[str, int] = {}
        self.flaws: list[dict[str, Any]] = []
        self._table = ""
        self._pending: list[tuple[int, Row]] = []

    def take(self, number: int, line: str | bytes) -> None:
        """Read a line; blank ones are passed over."""
        if not line.strip():
            return
        record = _parsed(line)
        table = record.pop("type", None) if isinstance(record, dict) else None
        if not isinstance(table, str) or table not in self.columns:
            self._flaw(number, "type", _("is no row of a dump"))
            return
        row = self._checked(number, table, record)
        if row is None:
            return
        if table != self._table or len(self._pending) >= _PAGE:
            self._store()
            self._table = table
        self._pending.append((number, row))
        self._see_ids(table, row)

    def finish(self) -> Loaded:
        """Store the rest; raises ``BadInput`` where anything was wrong."""
        from claims.invariants import broken

        self._store()
        if not self.flaws:
            self.flaws = [
                {"line": None, "field": None, "reason": str(it)}
                for it, _n in zip(broken(self.journal.reader), range(_MOST_FLAWS), strict=False)
            ]
        if not self.flaws:
            self.flaws = self._dangling()
        if self.flaws:
            raise self._bad()
        for table, last in self.highest.items():
            self.journal.skip_ids(table, last)
        return Loaded(self.counts)

    def _bad(self) -> BadInput:
        return BadInput(
            _("the dump cannot be restored; nothing was stored"),
            hint=_("export it again, or mend the lines"),
            flaws=self.flaws,
        )

    def _flaw(self, line: int | None, field: str | None, reason: str) -> None:
        self.flaws.append({"line": line, "field": field, "reason": reason})
        if len(self.flaws) >= _MOST_FLAWS:
            raise self._bad()

    def _checked(self, number: int, table: str, record: Row) -> Row | None:
        """The row with all its columns, none where something is wrong with it."""
        before = len(self.flaws)
        for name in record.keys() - set(self.columns[table]):
            self._flaw(number, str(name)[:40], _("is no column of {table}").format(table=table))
        for name in self.columns[table]:
            reason = _wrong(self.tables[table].columns[name], record.get(name))
            if reason:
                self._flaw(number, name, reason)
        if table == "change" and len(self.flaws) == before:
            self._check_change(number, record)
        if len(self.flaws) > before:
            return None
        row = {name: record.get(name) for name in self.columns[table]}
        return row | self.lacking.get(table, {})

    def _check_change(self, number: int, record: Row) -> None:
        if record["table_name"] not in self.columns:
            self._flaw(number, "table_name", _("is no table"))
        for name in ("before", "after"):
            image = _parsed(record[name]) if record.get(name) is not None else {}
            if not isinstance(image, dict) or not _encodable(json.dumps(image, ensure_ascii=False)):
                self._flaw(number, name, _("is no JSON object"))

    def _see_ids(self, table: str, row: Row) -> None:
        """No id is ever given twice, not even that of a row long gone."""
        self.highest[table] = max(self.highest.get(table, 0), row["id"])
        if table == "change":
            name = row["table_name"]
            self.highest[name] = max(self.highest.get(name, 0), row["last_id"])

    def _store(self) -> None:
        pending, self._pending = self._pending, []
        if not pending or self.flaws:
            return
        from sqlalchemy.exc import IntegrityError

        try:
            with self.journal.connection.begin_nested():
                self.journal.restore(self._table, [row for _line, row in pending])
        except IntegrityError:
            self._store_one_by_one(pending)
            return
        self.counts[self._table] = self.counts.get(self._table, 0) + len(pending)
        if self.progress is not None:
            self.progress(len(pending))

    def _store_one_by_one(self, pending: list[tuple[int, Row]]) -> None:
        """Find the lines the database refuses."""
        from sqlalchemy.exc import IntegrityError

        for number, row in pending:
            try:
                with self.journal.connection.begin_nested():
                    self.journal.restore(self._table, [row])
            except IntegrityError as error:
                self._flaw(number, None, str(error.orig).splitlines()[0])

    def _dangling(self) -> list[dict[str, Any]]:
        """References to rows that are not there."""
        found = []
        for name, table in self.tables.items():
            for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
                column, aim = key.parent.name, key.column.table.name
                sql = f"""SELECT r.id, r.{column} AS aim FROM {name} r
                    LEFT JOIN {aim} t ON t.id = r.{column}
                    WHERE r.{column} IS NOT NULL AND t.id IS NULL LIMIT {_MOST_FLAWS}"""
                for row in self.journal.reader.rows(sql):
                    reason = _("{table} {id} refers to {aim} {missing}, which is not there")
                    words = reason.format(table=name, id=row["id"], aim=aim, missing=row["aim"])
                    found.append({"line": None, "field": column, "reason": words})
        return found[:_MOST_FLAWS]


def _wrong(column: sa.Column[Any], value: Any) -> str | None:
    """Why a value cannot stand in a column, none where it can."""
    if value is None:
        return None if column.nullable else _("is missing")
    kind = column.type.python_type
    if column.name in BOOLEANS.get(column.table.name, ()):
        return None if isinstance(value, bool) else _("is neither true nor false")
    if kind is str:
        return _wrong_text(column.name, value)
    if isinstance(value, bool) or not isinstance(value, (int, float) if kind is float else int):
        return _("is not a number")
    return _out_of_range(column, value)


def _wrong_text(name: str, value: Any) -> str | None:
    if not isinstance(value, str):
        return _("is not text")
    if name in _MOMENTS and not _MOMENT.fullmatch(value):
        return _("is not a moment such as 2016-09-22T12:00:00Z")
    if "\0" in value:
        return _("holds a NUL character")
    return None if _encodable(value) else _("holds half a character (a lone surrogate)")


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _out_of_range(column: sa.Column[Any], value: float) -> str | None:
    from claims.dates import DAY_MAX, DAY_MIN

    if column.type.python_type is float:
        return None if abs(value) <= _MOST_REAL else _("is too large a number")
    low, high = 1, _HIGHEST
    if column.name.endswith(("_first", "_last")):
        low, high = DAY_MIN, DAY_MAX
    elif column.name.endswith("_offset"):
        low, high = 0, 2**31 - 1
    elif column.name == "step":
        high = 2**31 - 1
    elif (column.table.name, column.name) == ("statement", "id"):
        high = _MOST_ID
    if low <= value <= high:
        return None
    return _("is not between {low} and {high}").format(low=low, high=high)
