"""Driver errors in words: what a person can do when the database says no.

Told apart by the drivers' own codes (SQLite result codes, Postgres SQLSTATEs), without importing
a driver: an error of one that is not loaded cannot have happened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from claims.errors import BadInput, ClaimsError, Conflict, DatabaseError, UsageError
from claims.i18n import _

_DRIVER_ERRORS = ("sqlite3.Error", "psycopg.Error", "psycopg.errors.Error")
_MALFORMED = ("malformed", "Could not decode to UTF-8")
_NO_TABLE = ("no such table", "no such column")


class Cure(NamedTuple):
    """Our words for a kind of failure, and what to do next."""

    message: str
    hint: str


def _locked() -> Cure:
    return Cure(_("another program is writing to the database"), _("the same again in a moment"))


def _read_only() -> Cure:
    return Cure(
        _("the database may only be read"), _("--db with one you may write to, or mend its rights")
    )


def _not_a_database() -> Cure:
    return Cure(_("the file is not a database"), _("--db with another file"))


def _full() -> Cure:
    return Cure(_("the disk is full; nothing was stored"), _("the same again after making room"))


def _cannot_open() -> Cure:
    return Cure(
        _("the database cannot be opened"),
        _("--db with a path or URL that exists, in a folder you may write to"),
    )


def _disk() -> Cure:
    return Cure(
        _("the disk fails, or takes no more; nothing was stored"),
        _("the same again after making room, then claims db check"),
    )


def _damaged() -> Cure:
    return Cure(_("the database file is damaged"), "claims db check")


def _old_schema() -> Cure:
    return Cure(_("the database lacks a table this program needs"), "claims db upgrade")


def _unreachable() -> Cure:
    return Cure(_("the database server does not answer"), _("--db with a server that runs"))


def _refused() -> Cure:
    return Cure(_("the database server refuses this user"), _("--db with another user or password"))


# The beginning of SQLite's error name, https://sqlite.org/rescode.html; the first that fits.
_SQLITE: dict[str, Callable[[], Cure]] = {
    "SQLITE_BUSY": _locked,
    "SQLITE_LOCKED": _locked,
    "SQLITE_READONLY": _read_only,
    "SQLITE_PERM": _read_only,
    "SQLITE_NOTADB": _not_a_database,
    "SQLITE_FULL": _full,
    "SQLITE_CANTOPEN": _cannot_open,
    "SQLITE_CORRUPT": _damaged,
    "SQLITE_IOERR_READ": _damaged,
    "SQLITE_IOERR_SHORT_READ": _damaged,
    "SQLITE_IOERR_CORRUPTFS": _damaged,
    "SQLITE_IOERR": _disk,  # a quota, a limit of size, a stick pulled out
}

# SQLSTATE or its class, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES: dict[str, Callable[[], Cure]] = {
    "25006": _read_only,
    "42501": _read_only,
    "3D000": _cannot_open,
    "40": _locked,
    "55P03": _locked,
    "53100": _full,
    "42P01": _old_schema,
    "42703": _old_schema,
    "28": _refused,
    "08": _unreachable,
    "57P": _unreachable,
}


def explain(error: BaseException) -> ClaimsError | None:
    """The error in our words, none where it is not the database's or the input's doing."""
    # SQLAlchemy wraps what the driver raises.
    driver = getattr(error, "orig", None) or error
    if isinstance(driver, UnicodeEncodeError):
        return BadInput(
            _("the text holds bytes that are not UTF-8"), hint=_("the same with text in UTF-8")
        )
    if isinstance(driver, ValueError) and str(driver).startswith("embedded null"):
        return UsageError(_("a name holds a NUL character"))
    if not _is_driver_error(driver):
        return None
    if _refers_to_nothing(driver):
        # Somebody took it away between its being found and its being written to.
        return Conflict(_("what this refers to is there no longer"), hint=_("the same again"))
    cure = _cure(driver)
    said = next(iter(str(driver).splitlines()), "") or type(driver).__name__
    if cure is None:
        return DatabaseError(
            _("the database refuses: {reason}").format(reason=said), hint="claims db check"
        )
    return DatabaseError(f"{cure.message} ({said})", hint=cure.hint)


def _is_driver_error(error: BaseException) -> bool:
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    return not names.isdisjoint(_DRIVER_ERRORS)


def _refers_to_nothing(error: BaseException) -> bool:
    """Whether a foreign key was broken."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name == "SQLITE_CONSTRAINT_FOREIGNKEY" or getattr(error, "sqlstate", None) == "23503"


def _cure(error: BaseException) -> Cure | None:
    if type(error).__module__ == "sqlite3":
        name = getattr(error, "sqlite_errorname", "") or ""
        found = next((cure for start, cure in _SQLITE.items() if name.startswith(start)), None)
        if found is None and str(error).startswith(_NO_TABLE):
            found = _old_schema
        if found is None and str(error).startswith(_MALFORMED):
            found = _damaged
    else:
        # A connection that never came about has no state.
        state = getattr(error, "sqlstate", None) or "08"
        found = next((cure for start, cure in _POSTGRES.items() if state.startswith(start)), None)
    return found() if found else None
