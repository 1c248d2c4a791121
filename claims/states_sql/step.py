"""One step of the rule in SQL, and how it is taken on either engine."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from claims.reader import Reader

SAID = "said_first integer, said_last integer"
HELD = "held_first integer, held_last integer"
FIGURE = "low double precision, high double precision, low_open boolean, high_open boolean"


class Step(NamedTuple):
    """One temporary table: what it holds, how it is filled, what it is looked up by.

    Without columns: the table is there, and changes.  ``keys`` tell its rows apart.
    """

    table: str
    columns: str
    sql: str
    keys: str = ""
    sought: bool = True
    """Whether Postgres, too, looks single rows up: what it reads whole needs no index there."""


def take(reader: Reader, step: Step, **parameters: list[int]) -> None:
    """Take one step.

    SQLite keeps the rows in the order of their keys, and groups by those without sorting.
    Postgres knows nothing of what is in a new table unless told, and would join badly.
    """
    if not step.columns:
        reader.execute(step.sql)
        return
    sqlite = reader.dialect == "sqlite"
    key = f", PRIMARY KEY ({step.keys})" if sqlite and step.keys else ""
    end = " WITHOUT ROWID" if key else "" if sqlite else " ON COMMIT DROP"
    reader.execute(f"CREATE TEMPORARY TABLE {step.table} ({step.columns}{key}){end}")
    reader.execute(f"INSERT INTO {step.table} {step.sql}", **parameters)
    if not sqlite:
        if step.keys and step.sought:
            reader.execute(f"CREATE INDEX {step.table}_keys ON {step.table} ({step.keys})")
        reader.execute(f"ANALYZE {step.table}")


def cases(of: str, results: Mapping[Any, object]) -> str:
    """A CASE without its end; values of an enumeration are quoted, conditions are not."""
    whens = ((f"'{key}'" if isinstance(key, StrEnum) else key, to) for key, to in results.items())
    return f"CASE {of} " + " ".join(f"WHEN {key} THEN {to}" for key, to in whens)


def below(a: str, b: str) -> str:
    """That all numbers of one figure are lower than all of another."""
    return f"({a}.high < {b}.low OR ({a}.high = {b}.low AND ({a}.high_open OR {b}.low_open)))"
