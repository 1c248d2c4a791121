"""What every test can ask for: a database on each engine, and the program run in-process."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import claims

if TYPE_CHECKING:
    from claims.database import Database

ROOT = Path(__file__).parent.parent

# In a checkout that is not installed, migrations and seed lie beside the package (see cli.py).
if str(ROOT) not in claims.__path__:
    claims.__path__.append(str(ROOT))

ENGINES = ("sqlite", "postgres")

# No test waits on a clock: examples may take as long as the machine needs.
settings.register_profile("claims", deadline=None)
settings.load_profile("claims")


# -- databases


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at head, made once and copied for each test."""
    from claims.database import open_database

    path = tmp_path_factory.mktemp("template") / "template.db"
    open_database(str(path), create=True).close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server; a run that cannot start one fails."""
    from tests.postgres import server

    with server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of an empty database at head, made once and cloned for each test."""
    from claims.database import open_database
    from tests.postgres import create_database, drop_database

    name = _unique("template")
    open_database(create_database(postgres_server, name), create=True).close()
    yield name
    drop_database(postgres_server, name)


def _unique(word: str) -> str:
    """A database name no other worker or run on the same server has."""
    return f"claims_test_{word}_{uuid.uuid4().hex[:12]}"


@pytest.fixture
def postgres_empty(postgres_server: str) -> Iterator[str]:
    """The URL of a Postgres database with nothing in it, not even a schema."""
    from tests.postgres import create_database, drop_database

    name = _unique("empty")
    yield create_database(postgres_server, name)
    drop_database(postgres_server, name)


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The URL of a fresh Postgres database at head, with no rows."""
    from tests.postgres import create_database, drop_database

    name = _unique("one")
    yield create_database(postgres_server, name, template=postgres_template)
    drop_database(postgres_server, name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The path of a fresh SQLite database at head, with no rows."""
    path = tmp_path / "claims.db"
    shutil.copyfile(sqlite_template, path)
    path.chmod(0o600)
    return str(path)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """What ``--db`` takes: a fresh database at head on each engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that has no schema yet (on SQLite: a file that does not exist), on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "empty.db")
    url: str = request.getfixturevalue("postgres_empty")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database at head, opened, on each engine in turn."""
    from claims.database import open_database

    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=ENGINES)
def demo(request: pytest.FixtureRequest, run: Callable[..., Result]) -> str:
    """A database with the convoy dossier in it, on each engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    done = run("init", "--demo", db=url)
    assert done.status == 0, done.err
    return url


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material, where there is one."""
    folder = os.environ.get("CLAIMS_SHARED")
    if not folder:
        pytest.skip("CLAIMS_SHARED names no folder")
    return Path(folder)


# -- the program


@dataclass(frozen=True)
class Result:
    """What one run of the program gave back."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)

    def jsonl(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def rows(self) -> list[list[str]]:
        """Standard output as tab-separated lines."""
        return [line.split("\t") for line in self.out.splitlines()]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Run the program in-process: ``run("search", "kerry", db=database_url)``.

    The streams are pipes, or with ``terminal=True`` terminals of ``width`` columns.
    """

    def go(
        *argv: str,
        db: str | None = None,
        stdin: str | bytes = b"",
        terminal: bool = False,
        width: int = 80,
        env: Mapping[str, str] | None = None,
    ) -> Result:
        from claims.cli import main
        from claims.environment import Environment

        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.BytesIO(), io.BytesIO()
        streams = {"encoding": "utf-8", "errors": "replace", "write_through": True}
        environment = Environment(
            stdin=io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="surrogateescape"),
            stdout=io.TextIOWrapper(out, **streams),
            stderr=io.TextIOWrapper(err, **streams),
            environ={
                "HOME": str(tmp_path),
                "TERM": "xterm-256color" if terminal else "dumb",
                "PAGER": "",
                "CLAIMS_CONFIG": str(tmp_path / "config.toml"),
                "CLAIMS_ACTOR": "tester",
                "CLAIMS_DB": db or str(tmp_path / "claims.db"),
                "COLUMNS": str(width),
                **(env or {}),
            },
            terminal=terminal,
        )
        status = main(argv, environment)
        return Result(status, out.getvalue().decode(), err.getvalue().decode())

    return go


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a command ``probe`` into the program that does what a test says."""

    def install(function: Callable[..., None], *options: Any, **more: Any) -> None:
        from claims import cli
        from claims.commands import Lazy, command

        made = function
        for option in options:
            made = option(made)
        module = ModuleType("probe_command")
        vars(module)["probe"] = command("probe", help="Try it.", **more)(made)
        monkeypatch.setitem(sys.modules, "probe_command", module)
        table = {"probe": Lazy("probe_command:probe", "Try it."), **cli.commands()}
        monkeypatch.setattr(cli, "commands", lambda: table)

    return install
