"""Alembic's entry: on the connection it is handed, or the database ``claims`` would open."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import context

from claims.confidential import KEPT
from claims.fulltext import TABLE
from claims.model import Base
from claims.name_words import TABLE as NAME_WORDS
from claims.query.held import TABLE as CLAIM_WORDS


def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compare: Any) -> bool:
    """Leave what is kept beside the model to the modules that keep it."""
    beside = name in (KEPT, NAME_WORDS, CLAIM_WORDS) or (name or "").startswith(TABLE)
    return not (kind == "table" and beside)


def run(connection: sa.Connection) -> None:
    """Run the migrations in the connection's transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=ours,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Use the given connection; from alembic's own command line, open one."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        run(connection)
        return
    from claims.config import default_database
    from claims.database import open_database
    from claims.schema import migrating

    database = open_database(default_database(), create=True, check=False)
    try:
        with migrating(database) as config:
            run(config.attributes["connection"])
    finally:
        database.close()


main()
