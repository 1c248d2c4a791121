"""Migrations: up, down, the same as the models, all or nothing."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from claims import database as database_module
from claims.database import Database, is_postgres
from claims.model import tables
from claims.schema import alembic_config, downgrade, migrating, upgrade


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
