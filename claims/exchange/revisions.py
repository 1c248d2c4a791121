"""What each revision of the schema changed of the tables: what a dump made before it lacks.

A revision that adds a column adds a line here, with what rows of before hold in it; one that only
adds indexes or views has an empty one.  ``claims.exchange.dump`` reads dumps of all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.columns import DERIVED
from claims.database import HEAD

ADDED: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "0001": {},
    "0002": {},
    "0003": {},
    "0004": {table: {"confidential": False} for table in ("speaker", "role", "statement")},
    "0005": {},
    "0006": {},
}
"""Revision -> table -> column -> its value in rows of before; a test holds it to the migrations."""


def known(revision: object) -> bool:
    """Whether a dump of this revision can be read."""
    return isinstance(revision, str) and revision in ADDED


def newer(revision: object) -> bool:
    """Whether a revision is of a program that came after this one."""
    return isinstance(revision, str) and revision.isdigit() and int(revision) > int(HEAD)


def lacking(revision: str) -> dict[str, dict[str, Any]]:
    """Table -> column -> value, of all that came after a revision."""
    found: dict[str, dict[str, Any]] = {}
    for later, tables in ADDED.items():
        if later > revision:
            for table, columns in tables.items():
                found.setdefault(table, {}).update(columns)
    return found


def columns(revision: str = HEAD) -> dict[str, list[str]]:
    """The columns a dump of a revision has, by table, both in their order."""
    from claims.model import tables

    later = lacking(revision)
    return {
        name: [
            column.name
            for column in table.columns
            if column.name not in DERIVED.get(name, ()) and column.name not in later.get(name, {})
        ]
        for name, table in tables().items()
    }
