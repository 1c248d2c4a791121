"""Connecting to Postgres; imported only when a URL asks for it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from struct import Struct
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from claims.errors import DatabaseError, UsageError
from claims.i18n import _
from claims.reader import chunks

if TYPE_CHECKING:
    import sqlalchemy as sa

_WRITERS = 7_261_349
"""The advisory lock of whoever writes a batch; any number that nobody else uses."""


_UNPREPARED = "prepare=no"
_LOCK_NOT_AVAILABLE = "55P03"
_GROWING = (
    "statement (id, document_id, speaker_id, role_id, role_org_id, role_printed, kind, status,"
    " lang, said_first, said_last, act_id, confidential)",
    "statement_fts", "document (id, kind, outlet_id, published_first, published_last, lang)",
    "speaker", "name_word", "claim_word", "role", "via", "question", "claim", "position",
    "xref (id, scheme, key, speaker_id, role_id, document_id, statement_id, question_id, claim_id)",
)  # fmt: skip
"""What grows by an import, without the long columns that are never looked for but by a unique key:
those take half of the time.  The keys of records are unique beside their scheme alone, so that the
planner must be told how many there are: else it reads all for two thousand of them."""


def driver_url(target: str) -> str:
    """The URL as libpq takes it, without what is ours."""
    url, _mark, query = target.split("://", 1)[1].partition("?")
    kept = "&".join(part for part in query.split("&") if part != _UNPREPARED)
    return f"postgresql://{url}" + (f"?{kept}" if kept else "")


def connect_args(target: str) -> dict[str, Any]:
    """What the driver is told besides: ``prepare=no`` in the URL is for poolers (postgres.md)."""
    words = target.partition("?")[2].split("&")
    return {"prepare_threshold": None} if _UNPREPARED in words else {}


def sqlalchemy_url(target: str) -> str:
    """The URL as SQLAlchemy takes it, with the driver named."""
    return driver_url(target).replace("postgresql", "postgresql+psycopg", 1)


def _parts(target: str) -> SplitResult:
    try:
        return urlsplit(driver_url(target))
    except ValueError as error:  # what is wrong with it may be the password: it is not repeated
        raise UsageError(
            _("that is no address of a database"), hint="--db postgresql://user@host/database"
        ) from error


def without_password(target: str) -> str:
    """The URL as messages and logs may show it; raises ``UsageError`` where it is none."""
    parts = _parts(target)
    if parts.password is None:
        return urlunsplit(parts)
    host = parts.netloc.rsplit("@", 1)[1]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:***@{host}"))


def for_programs(target: str) -> tuple[str, dict[str, str]]:
    """The URL and the variables a Postgres program takes: a password is never on its line."""
    parts = _parts(target)
    environment = dict(os.environ)
    if parts.password is None:
        return urlunsplit(parts), environment
    environment["PGPASSWORD"] = unquote(parts.password)
    host = parts.netloc.rsplit("@", 1)[1]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}@{host}")), environment


def connect(target: str) -> Any:
    """A plain driver connection; raises ``DatabaseError`` where there is no driver or no server."""
    try:
        import psycopg
    except ImportError as error:
        raise DatabaseError(
            _("reading Postgres needs its driver"), hint="pipx inject claimsdb 'psycopg[binary]'"
        ) from error
    try:
        return psycopg.connect(driver_url(target), autocommit=True, **connect_args(target))
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise DatabaseError(
            _("cannot reach {db}: {reason}").format(db=without_password(target), reason=reason),
            hint=_("--db with a server that runs, a database that exists"),
        ) from error


def copy_rows(
    connection: Any, table: str, names: Iterable[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Store many rows by COPY; constraints hold as ever.

    Raises SQLAlchemy's ``IntegrityError`` where one does not, as its inserts do.
    """
    import psycopg

    sql = f"COPY {table} ({', '.join(names)}) FROM STDIN"
    try:
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.IntegrityError as error:
        from sqlalchemy.exc import IntegrityError

        raise IntegrityError(sql, None, error) from error


_BEGIN, _END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"  # of a COPY in the server's format
_ROW = Struct("!hiqi")  # columns; bytes of the first, the first; bytes of the second
_TOGETHER = 50
_GATHERING = {"gin_pending_list_limit": "'16MB'", "work_mem": "'64MB'"}


def copy_vectors(
    connection: Any, table: str, rows: Iterable[tuple[int, bytes]], *, many: bool = False
) -> None:
    """Store rows of the full-text index, of keys and packed vectors (``claims.vectors``).

    Of ``many`` the index gathers 16 MB before it merges them, not 4: a third less to do.  Fewer,
    stored after them, have it merge what was left.
    """
    with connection.cursor() as cursor:
        if many:
            _set(cursor, _GATHERING)
        with cursor.copy(f"COPY {table} (key, words) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(_BEGIN)
            for part in chunks(rows, _TOGETHER):
                copy.write(b"".join([_ROW.pack(2, 8, key, len(data)) + data for key, data in part]))
            copy.write(_END)
        if many:
            _set(cursor, dict.fromkeys(_GATHERING, "DEFAULT"))


def _set(cursor: Any, settings: Mapping[str, str]) -> None:
    """Settings of the transaction."""
    cursor.execute("; ".join(f"SET LOCAL {name} TO {value}" for name, value in settings.items()))


# Whoever has its turn is named to those who wait by its application_name, which every account of
# the server may read; of 63 bytes, and before Postgres 16 of ASCII alone.
_TURN = """
SELECT set_config('lock_timeout', %s, true), set_config('application_name', %s, true),
       pg_try_advisory_xact_lock(%s)
"""
_NAMED = re.compile(r"claims: (?P<command>[a-z? ]*), (?P<actor>.*), since (?P<time>[0-9:]+) UTC")
_COMMAND, _ACTOR = 16, 16
_WRITING = """
SELECT a.application_name, a.usename FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = 0 AND l.objid = %s
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def wait_for_turn(
    connection: sa.Connection,
    seconds: float,
    *,
    name: str = "",
    tell: Callable[[str], None] | None = None,
) -> None:
    """Become the only writer until the transaction ends: first come, first served.

    ``name`` says to those who wait who is writing (``writer_name``); ``tell`` is told whom we wait
    for, when there is somebody.  Raises ``DatabaseError`` after so many seconds.
    """
    from sqlalchemy.exc import OperationalError

    patience = f"{max(int(seconds * 1000), 1)}ms"
    row = connection.exec_driver_sql(_TURN, (patience, name or "claims", _WRITERS)).one()
    if row[-1]:
        return
    who = _who_writes(connection)
    if tell is not None:
        tell(_("{who}; waiting for it to end, at most {n} s").format(who=who, n=f"{seconds:g}"))
    try:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_WRITERS,))
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        raise DatabaseError(
            _("{who}; nothing was stored after waiting {n} s").format(who=who, n=f"{seconds:g}"),
            hint=_("the same again when that is done, or CLAIMS_WAIT=600 to wait longer"),
        ) from error


def writer_name(command: str, actor: str) -> str:
    """Who writes, as those who wait are told: never more of a command than its name."""
    from claims.confidential import GROUPS

    words = re.sub(r"[^a-z ]", "?", command).split(" ")
    name = " ".join(words[: 2 if words[0] in GROUPS else 1])
    plain = re.sub(r"[^ -~]", "?", actor)
    time = datetime.now(UTC).strftime("%H:%M:%S")
    return f"claims: {name[:_COMMAND]}, {plain[:_ACTOR]}, since {time} UTC"


def _who_writes(connection: sa.Connection) -> str:
    """In words; by the account where the writer did not name itself."""
    from claims.text import clean_line

    row = connection.exec_driver_sql(_WRITING, (_WRITERS,)).first()
    named = _NAMED.fullmatch(row[0] or "") if row else None
    if row is None:
        return _("another program is writing to the database")
    if named is None:
        return _("another program is writing to the database ({account})").format(
            account=clean_line(row[1] or "?")
        )
    return _(
        "another program is writing to the database ({command} by {actor} since {time} UTC)"
    ).format(**{key: clean_line(value) for key, value in named.groupdict().items()})


LARGE = 5000
"""Statements of a batch after which the planner's statistics are taken anew, where they are a
tenth of all or more, as autovacuum does it a minute later: searches of common words took twice the
time until then, and those of states five times."""


def analyse(engine: sa.Engine, stored: int) -> None:
    """Have the planner know what a large batch brought, once it is stored.

    Never fails: what the account may not or somebody else does at the moment is left to the server.
    """
    from sqlalchemy.exc import DBAPIError

    if stored < LARGE:
        return
    known = "SELECT reltuples FROM pg_class WHERE oid = to_regclass('statement')"
    with suppress(DBAPIError), engine.begin() as connection:
        if stored * 10 >= connection.exec_driver_sql(known).scalar_one():
            connection.exec_driver_sql(f"ANALYZE (SKIP_LOCKED) {', '.join(_GROWING)}")
