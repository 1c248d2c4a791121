"""Connecting to Postgres; imported only when a URL asks for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from claims.errors import DatabaseError
from claims.i18n import _


def driver_url(target: str) -> str:
    """The URL as libpq takes it."""
    return "postgresql://" + target.split("://", 1)[1]


def sqlalchemy_url(target: str) -> str:
    """The URL as SQLAlchemy takes it, with the driver named."""
    return "postgresql+psycopg://" + target.split("://", 1)[1]


def without_password(target: str) -> str:
    """The URL as messages and logs may show it."""
    parts = urlsplit(driver_url(target))
    if parts.password is None:
        return urlunsplit(parts)
    host = parts.netloc.rsplit("@", 1)[1]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:***@{host}"))


def connect(target: str) -> Any:
    """A plain driver connection; raises ``DatabaseError`` where there is no driver or no server."""
    try:
        import psycopg  # noqa: PLC0415
    except ImportError as error:
        raise DatabaseError(
            _("reading Postgres needs its driver"), hint="pipx inject claimsdb 'psycopg[binary]'"
        ) from error
    try:
        return psycopg.connect(driver_url(target), autocommit=True)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise DatabaseError(
            _("cannot reach {db}: {reason}").format(db=without_password(target), reason=reason)
        ) from error
