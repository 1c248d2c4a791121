"""Migrations: up, down, the same as the models, all or nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from claims import database as database_module
from claims import maintenance
from claims.database import Database, is_postgres
from claims.model import tables
from claims.schema import alembic_config, downgrade, migrating, upgrade
from tests.conftest import Result


def names(database: Database) -> set[str]:
    return set(sa.inspect(database.engine()).get_table_names())


def test_head_is_the_newest_script() -> None:
    with alembic_config() as config:
        assert ScriptDirectory.from_config(config).get_current_head() == database_module.HEAD


def test_models_and_migrations_agree(database: Database) -> None:
    with migrating(database) as config:
        command.check(config)


def test_every_table_of_the_model_is_there(database: Database) -> None:
    assert set(tables()) <= names(database)
    assert database.revision() == database_module.HEAD


def test_down_to_nothing_and_up_again(database: Database) -> None:
    downgrade(database, "base")
    assert not set(tables()) & names(database)
    assert not [name for name in names(database) if name.startswith("statement_fts")]
    upgrade(database)
    assert set(tables()) <= names(database)


def test_a_migration_that_fails_leaves_nothing(
    empty_url: str,
) -> None:
    # Every table is made before the full-text index, whose name is already taken here.
    database = Database(empty_url, "postgresql" if is_postgres(empty_url) else "sqlite")
    with database.engine().connect() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE statement_fts (word text)")
    with pytest.raises(sa.exc.DBAPIError):
        upgrade(database)
    assert names(database) == {"statement_fts"}
    database.close()


def test_unknown_words_and_dangling_references_are_refused(database: Database) -> None:
    refused = (
        "INSERT INTO speaker (kind, name, key) VALUES ('ghost', 'X', 'x')",
        "INSERT INTO speaker (kind, name, key) VALUES ('unnamed', 'X', 'x')",
        "INSERT INTO speaker (kind, name) VALUES ('person', 'X')",
        "INSERT INTO speaker (kind, name, key, parent_id) VALUES ('person', 'X', 'x', 99)",
        "INSERT INTO question (slug, kind, title) VALUES ('q', 'question', 'Q')",
        "INSERT INTO claim (question_id, text, key) VALUES (99, 'x', 'x')",
        "INSERT INTO flag (kind, by, at) VALUES ('check', 'me', 'now')",
    )
    for sql in refused:
        with pytest.raises(sa.exc.IntegrityError), database.engine().begin() as connection:
            connection.exec_driver_sql(sql)


ADDED = {"confidential", "open_state", "open_reasons"}
"""Columns newer than the first revision."""


def rows_of(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept, in the columns every revision has."""
    return {
        table: [
            {name: value for name, value in row.items() if name not in ADDED}
            for row in database.reader.rows(f"SELECT * FROM {table} ORDER BY id")
        ]
        for table in tables()
    }


def filled(url: str) -> Database:
    from claims.database import open_database
    from claims.exchange.demo import load_demo

    database = open_database(url)
    load_demo(database, command="init --demo", actor="tester")
    return database


def test_a_filled_database_keeps_everything_down_and_up(database_url: str) -> None:
    database = filled(database_url)
    before, keys = rows_of(database), indexed(database)
    assert sum(map(len, before.values())) > 200
    downgrade(database, "0001")
    assert database.revision() == "0001"
    assert (rows_of(database), indexed(database)) == (before, keys)
    upgrade(database)
    assert database.revision() == database_module.HEAD
    assert (rows_of(database), indexed(database)) == (before, keys)
    assert not list(maintenance.check(database))
    database.close()


def indexed(database: Database) -> int:
    """How many statements the full-text index finds, whatever the revision."""
    test = {
        "sqlite": "statement_fts MATCH 'words : convoy'",
        "postgresql": "words @@ CAST('convoy' AS tsquery)",
    }[database.dialect]
    found: int = database.reader.value(f"SELECT count(*) FROM statement_fts WHERE {test}")
    return found


def test_an_older_schema_is_refused_upgraded_and_copied_first(
    run: Callable[..., Result], database_url: str
) -> None:
    database = filled(database_url)
    downgrade(database, "0001")
    database.close()
    refused = run("search", "convoy", db=database_url)
    assert refused.status == 5
    assert "claims db upgrade" in refused.err
    done = run("db", "upgrade", db=database_url)
    assert done.status == 0, done.err
    assert run("search", "convoy", db=database_url).status == 0
    if "://" not in database_url:
        copies = list(Path(database_url).parent.glob("claims.*.db"))
        assert len(copies) == 1, list(Path(database_url).parent.iterdir())
        assert copies[0].stat().st_mode & 0o777 == 0o600
        assert run("db", "current", "--json", db=str(copies[0])).json()["revision"] == "0001"


def test_what_the_pool_complains_of_is_not_printed() -> None:
    code = "import claims.schema, logging; logging.getLogger('sqlalchemy.pool').error('oops')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_newer_schema_is_refused(run: Callable[..., Result], database: Database) -> None:
    with database.engine().begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    refused = run("search", "convoy", db=database.url)
    assert refused.status == 5
    assert "newer" in refused.err
