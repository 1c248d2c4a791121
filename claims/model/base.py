"""What every table shares: keys, references, names of constraints, checks."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite gives automatic ids to INTEGER only; Postgres wants room for more than 2**31 rows.
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Base(DeclarativeBase):
    """Naming of constraints, so that both engines and every migration agree."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    # An id once printed must never come to mean another row, even after an undo.
    __table_args__: tuple[object, ...] = ({"sqlite_autoincrement": True},)


def one_of(column: str, values: type[StrEnum]) -> sa.CheckConstraint:
    """The check that keeps an enumerated text column to its vocabulary."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def day_order(name: str) -> sa.CheckConstraint:
    """The check that a date's first day is not after its last."""
    return sa.CheckConstraint(f"{name}_first <= {name}_last", name=f"{name}_order")


def table_args(*args: object) -> tuple[object, ...]:
    """Constraints and indexes of one table, with what every table has."""
    return (*args, {"sqlite_autoincrement": True})


def foreign_key(target: str) -> sa.ForeignKey:
    """A reference checked at once, unless a transaction defers it (undo of many rows does)."""
    return sa.ForeignKey(f"{target}.id", deferrable=True, initially="IMMEDIATE")


def reference(target: str, *, index: bool = False) -> Mapped[int]:
    """A foreign key that must be there."""
    return mapped_column(Id, foreign_key(target), index=index)


def optional_reference(target: str, *, index: bool = False) -> Mapped[int | None]:
    """A foreign key that may be missing."""
    return mapped_column(Id, foreign_key(target), index=index)


def identity() -> Mapped[int]:
    """The integer key every table has."""
    return mapped_column(Id, primary_key=True)


def confidential() -> Mapped[bool]:
    """The mark of what is not told outside the newsroom: docs/confidential.md."""
    return mapped_column(
        default=False, server_default=sa.false(), doc="left out of whatever leaves the newsroom"
    )


def confidential_index(table: str) -> sa.Index:
    """The few rows so marked, found at once."""
    where = sa.text("confidential")
    name = f"ix_{table}_confidential"
    return sa.Index(name, "id", sqlite_where=where, postgresql_where=where)


SUBJECTS = ("speaker", "role", "document", "statement", "question", "claim", "verdict")
"""What a flag or an external id can be about: one foreign key each, exactly one filled."""


def exactly_one(*columns: str) -> sa.CheckConstraint:
    """The check that a row is about exactly one thing."""
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return sa.CheckConstraint(f"{filled} = 1", name="one_subject")


def subject_indexes(table: str) -> list[sa.Index]:
    """Small indexes over the filled references only: most of each column is null."""
    return [
        sa.Index(
            f"ix_{table}_{name}_id",
            f"{name}_id",
            sqlite_where=sa.text(f"{name}_id IS NOT NULL"),
            postgresql_where=sa.text(f"{name}_id IS NOT NULL"),
        )
        for name in SUBJECTS
    ]
