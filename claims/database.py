"""One database, SQLite or Postgres: opening it, reading it, writing one batch to it.

Reading goes over the plain driver (``Database.reader``), writing through SQLAlchemy
(``Database.write``); the settings are those that measured best.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.confidential import Sight, active
from claims.errors import DatabaseError
from claims.i18n import _
from claims.reader import Dialect, Reader

if TYPE_CHECKING:
    import sqlalchemy as sa

    from claims.journal import Journal

HEAD = "0006"
"""The newest schema revision; a test holds it to the migration scripts."""

_POSTGRES = ("postgres://", "postgresql://", "postgresql+psycopg://")
_SQLITE_SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-49152",
    "PRAGMA temp_store=MEMORY",
)
BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up."""


class Database:
    """An opened database; ``reader`` and ``write`` are all there is to do with it."""

    def __init__(self, target: str, dialect: Dialect) -> None:
        self.target = target
        self.dialect: Dialect = dialect
        self._connection: Any = None
        self._engine: sa.Engine | None = None
        self.candid = False
        """Whether errors and suggestions may name what is confidential."""
        self.patience: float | None = None
        """Seconds a writer waits for another one; none: ``BUSY_SECONDS``."""
        self.tell: Callable[[str], None] | None = None
        """Told, in words, whom a writer waits for (on Postgres)."""

    @property
    def url(self) -> str:
        """What ``--db`` takes to open this database again."""
        return self.target

    @property
    def label(self) -> str:
        """The database as messages name it: never with a password."""
        if self.dialect == "sqlite":
            return self.target
        from claims.postgres import without_password

        return without_password(self.target)

    def connection(self) -> Any:
        """The plain driver's connection, opened on first use; it never begins a write."""
        if self._connection is None:
            if self.dialect == "sqlite":
                self._connection = connect_sqlite(self.target)
            else:
                from claims.postgres import connect

                self._connection = connect(self.target)
        return self._connection

    @property
    def reader(self) -> Reader:
        """Queries on the plain driver."""
        return Reader(self.connection(), self.dialect, candid=self.candid)

    def seen(self, sight: Sight) -> Reader:
        """The same through other eyes (``claims.confidential``)."""
        reader = self.reader
        return reader.seen(sight) if sight and active(reader) else reader

    def revision(self) -> str | None:
        """The schema revision stored in the database, none in an empty one."""
        return stored_revision(self.reader)

    def engine(self) -> sa.Engine:
        """The SQLAlchemy engine of everything that writes."""
        if self._engine is None:
            from claims.schema import make_engine

            self._engine = make_engine(self.target, self.dialect, self.patience)
        return self._engine

    @contextmanager
    def write(self, command: str, actor: str, *, much: bool = False) -> Iterator[Journal]:
        """One transaction that is one batch of the history; nothing remains if it raises.

        One writer at a time, on both engines: what a state is computed from, and a name looked up
        before it is added, must not change until the batch is stored.  ``much`` may be written: a
        new SQLite file that nobody has open, this program included (``stop_reading``), is then
        filled as ``claims.first_load`` says.
        """
        from claims.journal import Journal

        with self.writing(much=much) as connection:
            if self.dialect == "postgresql":
                from claims.postgres import wait_for_turn, writer_name

                patience = BUSY_SECONDS if self.patience is None else self.patience
                name = writer_name(command, actor)
                wait_for_turn(connection, patience, name=name, tell=self.tell)
            journal = Journal(connection, self.dialect, command=command, actor=actor)
            journal.reader.candid = self.candid
            try:
                yield journal
                journal.finish()
            finally:
                journal.close()
        if self.dialect == "postgresql":
            from claims.postgres import analyse

            analyse(self.engine(), journal.counts.get(("insert", "statement"), 0))

    @contextmanager
    def writing(self, *, much: bool = False, checked: bool = True) -> Iterator[sa.Connection]:
        """A connection in a transaction, for whoever keeps no journal; ``much`` as for ``write``.

        Where it is not ``checked``, SQLite looks at no reference until it is asked to.
        """
        with self.engine().connect() as connection, ExitStack() as stack:
            if self.dialect == "sqlite":
                driver: Any = connection.connection.driver_connection
                if not checked:
                    driver.execute("PRAGMA foreign_keys=OFF")
                if much:
                    from claims.first_load import in_place, little_cache

                    stack.enter_context(in_place(driver))
                    stack.enter_context(little_cache(driver))
                from claims.index_beside import let_go

                stack.callback(let_go, driver)
            stack.enter_context(connection.begin())
            yield connection

    def stop_reading(self) -> None:
        """Close the connection that reads; ``reader`` opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def close(self) -> None:
        """Close every connection."""
        self.stop_reading()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None


def stored_revision(reader: Reader) -> str | None:
    """The revision a database says it has, none where it has no schema."""
    present = (
        "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        if reader.dialect == "sqlite"
        else "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('alembic_version')"
    )
    if not reader.value(present):
        return None
    revision: str | None = reader.value("SELECT version_num FROM alembic_version")
    return revision


def is_postgres(target: str) -> bool:
    """Whether a ``--db`` value names a Postgres database rather than a file."""
    return target.startswith(_POSTGRES)


def connect_sqlite(path: str, patience: float | None = None) -> sqlite3.Connection:
    """A connection with explicit transactions and the measured settings.

    It waits so many seconds for a writer; unless told, ``BUSY_SECONDS``.  Threads may use it in
    turn (``claims.behind``).
    """
    seconds = BUSY_SECONDS if patience is None else patience
    connection = sqlite3.connect(
        path, timeout=seconds, isolation_level=None, check_same_thread=False
    )
    try:
        for setting in _SQLITE_SETTINGS:
            connection.execute(setting)
    except UnicodeDecodeError as error:  # SQLite's own complaint about a schema that is none
        connection.close()
        raise sqlite3.DatabaseError("malformed database schema") from error
    except BaseException:
        connection.close()
        raise
    return connection


def open_database(target: str, *, create: bool = False, check: bool = True) -> Database:
    """The database at a path or Postgres URL, its schema at head.

    ``create`` makes a missing file (mode 0600) and brings an empty database to head; without it a
    missing or empty database is a ``DatabaseError`` that names ``claims init``.  ``check`` false
    opens any revision, for ``claims db``.
    """
    database = Database(target, "postgresql" if is_postgres(target) else "sqlite")
    fresh = False
    if database.dialect == "sqlite":
        fresh = _prepare_file(Path(target), create=create)
    try:
        if check or fresh:
            _bring_to_head(database, create=create)
    except BaseException:
        database.close()
        raise
    return database


def _prepare_file(path: Path, *, create: bool) -> bool:
    """Whether the file is new; it is then made, readable by its owner alone."""
    if path.exists():
        return False
    if not create:
        raise DatabaseError(
            _("no database at {path}").format(path=path), hint="claims init", path=str(path)
        )
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseError(
            _("cannot create {path}: {reason}").format(path=path, reason=error.strerror)
        ) from error
    return True


def _bring_to_head(database: Database, *, create: bool) -> None:
    revision = database.revision()
    if revision == HEAD:
        return
    if revision is None:
        if not create:
            raise DatabaseError(_("{db} is empty").format(db=database.label), hint="claims init")
        from claims.schema import upgrade

        upgrade(database)
        return
    if revision > HEAD:
        raise DatabaseError(
            _(
                "{db} was made by a newer claims (schema {theirs}, this program knows {ours})"
            ).format(db=database.label, theirs=revision, ours=HEAD),
            hint="pipx upgrade claimsdb",
        )
    raise DatabaseError(
        _("{db} has schema {theirs}, this program needs {ours}").format(
            db=database.label, theirs=revision, ours=HEAD
        ),
        hint="claims db upgrade",
    )
