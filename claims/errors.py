"""The one tree of errors, each with the exit code scripts can rely on.

A library function raises one of these; only ``claims.cli`` turns them into words on standard
error.  ``hint`` names the next command to try, ``details`` carries what ``--json`` prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any


class ExitStatus(IntEnum):
    """Exit codes of the command line; they never change meaning."""

    DONE = 0
    NOTHING_FOUND = 1
    USAGE = 2
    UNKNOWN_NAME = 3
    BAD_INPUT = 4
    DATABASE = 5
    INTERRUPTED = 130


class ClaimsError(Exception):
    """Base of all expected errors: one clear line, and what to do next."""

    status = ExitStatus.USAGE
    code = "error"

    def __init__(self, message: str, *, hint: str | None = None, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def as_json(self) -> dict[str, Any]:
        """The object ``--json`` prints on standard error."""
        body = {"error": self.code, "message": self.message, "hint": self.hint, **self.details}
        return {key: value for key, value in body.items() if value is not None}


class UsageError(ClaimsError):
    """Words on the command line that cannot be understood."""

    code = "usage"


class NothingFound(ClaimsError):
    """A well-formed request to which the database has no answer."""

    status = ExitStatus.NOTHING_FOUND
    code = "nothing-found"


class UnknownName(ClaimsError):
    """A name that matches nothing; ``candidates`` holds near matches, best first."""

    status = ExitStatus.UNKNOWN_NAME
    code = "unknown-name"

    def __init__(
        self,
        message: str,
        *,
        candidates: Sequence[str] = (),
        hint: str | None = None,
        **details: Any,
    ) -> None:
        super().__init__(message, hint=hint, candidates=list(candidates), **details)
        self.candidates = list(candidates)


class AmbiguousName(UnknownName):
    """A name that matches several things equally well."""

    code = "ambiguous-name"


class BadInput(ClaimsError):
    """Records that cannot be stored; ``flaws`` lists each with line, field and reason."""

    status = ExitStatus.BAD_INPUT
    code = "bad-input"


class DatabaseError(ClaimsError):
    """The database cannot be opened, read or written."""

    status = ExitStatus.DATABASE
    code = "database"


class Conflict(DatabaseError):
    """A change that later changes stand in the way of."""

    code = "conflict"
