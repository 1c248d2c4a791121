"""Connecting to Postgres; imported only when a URL asks for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from claims.errors import DatabaseError, UsageError
from claims.i18n import _

if TYPE_CHECKING:
    import sqlalchemy as sa

_WRITERS = 7_261_349
"""The advisory lock of whoever writes a batch; any number that nobody else uses."""


_UNPREPARED = "prepare=no"


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


def wait_for_turn(connection: sa.Connection, seconds: float) -> None:
    """Become the only writer until the transaction ends; the driver's error after so long."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
