"""The schema over time: engine, revision, migrations run from the package's own folder."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event

from claims.database import BUSY_SECONDS, connect_sqlite
from claims.first_load import turns
from claims.reader import Dialect

if TYPE_CHECKING:
    from alembic.config import Config

    from claims.database import Database

# Of a session that Ctrl-C found in the middle of something the pool writes a traceback.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())


def make_engine(target: str, dialect: Dialect, patience: float | None = None) -> sa.Engine:
    """An engine whose transactions are explicit, and on SQLite writers from their first word.

    There a writer waits so many seconds for another.

    Python's sqlite3 begins late, so a failing migration would leave half a table; and a reader
    that turns writer can only fail when another writer came between.
    """
    if dialect == "postgresql":
        from claims.postgres import connect_args, sqlalchemy_url

        return sa.create_engine(sqlalchemy_url(target), connect_args=connect_args(target))
    engine = sa.create_engine(
        "sqlite://", creator=lambda: connect_sqlite(target, patience), poolclass=sa.pool.NullPool
    )

    @event.listens_for(engine, "connect")
    def settings(connection: sqlite3.Connection, _record: Any) -> None:
        turns(connection, "WAL")  # it has one already, unless somebody is filling it just now
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def alembic_config(connection: sa.Connection | None = None) -> Iterator[Config]:
    """Alembic's configuration, built for the migrations shipped beside this package."""
    from alembic.config import Config

    with as_file(files("claims.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        yield config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema to a revision, in one transaction: all of it or nothing."""
    from alembic import command

    with migrating(database) as config:
        command.upgrade(config, revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to a revision ("base" for nothing at all), all of it or nothing."""
    from alembic import command

    with migrating(database) as config:
        command.downgrade(config, revision)


@contextmanager
def migrating(database: Database) -> Iterator[Config]:
    """A configuration bound to one transaction on the database.

    Rebuilding a table on SQLite drops the old one: with foreign keys on that would take the rows
    that refer to it along, so they are off, and checked before the transaction ends.
    """
    engine = database.engine()
    with engine.connect() as connection:
        if database.dialect == "sqlite":
            connection.connection.driver_connection.execute(  # type: ignore[union-attr]
                "PRAGMA foreign_keys=OFF"
            )
        with connection.begin(), alembic_config(connection) as config:
            if database.dialect == "postgresql":
                # Two programs that find an empty database must not both build it, and nobody
                # writes meanwhile: each would wait for a table that the other has.
                from claims.postgres import wait_for_turn

                wait_for_turn(connection, BUSY_SECONDS)
            yield config
            if database.dialect == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise sa.exc.IntegrityError(
                        "PRAGMA foreign_key_check", None, ValueError(str(broken[0]))
                    )
