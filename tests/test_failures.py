from __future__ import annotations

import sqlite3

import psycopg
import pytest
import sqlalchemy as sa

from claims.errors import BadInput, Conflict, DatabaseError
from claims.failures import explain


def failure_of(action):
    """What a real driver raises."""
    with pytest.raises((sqlite3.Error, psycopg.Error, sa.exc.SQLAlchemyError)) as caught:
        action()
    return caught.value


def test_locked(tmp_path):
    first = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    second = sqlite3.connect(tmp_path / "x.db", isolation_level=None, timeout=0)
    first.execute("BEGIN EXCLUSIVE")
    error = explain(failure_of(lambda: second.execute("CREATE TABLE t (a)")))
    first.close()
    second.close()
    assert isinstance(error, DatabaseError)
    assert "another program is writing" in error.message
    assert error.hint


def test_read_only_full_and_old(tmp_path):
    sqlite3.connect(tmp_path / "x.db").close()
    connection = sqlite3.connect(f"file:{tmp_path / 'x.db'}?mode=ro", uri=True)
    error = explain(failure_of(lambda: connection.execute("CREATE TABLE t (a)")))
    assert "may only be read" in error.message
    error = explain(failure_of(lambda: connection.execute("SELECT * FROM statement")))
    assert "lacks a table" in error.message
    assert error.hint == "claims db upgrade"
    connection.close()

    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA max_page_count = 2")
    connection.execute("CREATE TABLE t (a)")
    error = explain(failure_of(lambda: connection.execute("INSERT INTO t VALUES (zeroblob(9999))")))
    assert "disk is full" in error.message
    connection.close()


def test_not_a_database_and_not_there(tmp_path):
    (tmp_path / "x.db").write_bytes(b"no database at all" * 100)
    connection = sqlite3.connect(tmp_path / "x.db")
    error = explain(failure_of(lambda: connection.execute("SELECT * FROM sqlite_master")))
    assert "is not a database" in error.message
    connection.close()
    error = explain(failure_of(lambda: sqlite3.connect(tmp_path / "none" / "x.db")))
    assert "cannot be opened" in error.message


def test_wrapped_by_sqlalchemy():
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        error = explain(failure_of(lambda: connection.execute(sa.text("SELECT * FROM nowhere"))))
    engine.dispose()
    assert error.hint == "claims db upgrade"


def test_anything_else_of_a_driver_is_one_line():
    connection = sqlite3.connect(":memory:")
    error = explain(failure_of(lambda: connection.execute("NONSENSE")))
    connection.close()
    assert isinstance(error, DatabaseError)
    assert error.message.startswith("the database refuses: near")
    assert "\n" not in error.message


def test_postgres(postgres_empty):
    with psycopg.connect(postgres_empty, autocommit=True) as connection:

        def ask(statement):
            return explain(failure_of(lambda: connection.execute(statement)))

        assert "lacks a table" in ask("SELECT * FROM statement").message
        assert ask("NONSENSE").message.startswith("the database refuses: syntax error")
        connection.execute("SET default_transaction_read_only = on")
        assert "may only be read" in ask("CREATE TABLE t (a int)").message


def test_postgres_that_cannot_be_reached(tmp_path, postgres_server):
    gone = f"postgresql:///x?host={tmp_path}"
    error = explain(failure_of(lambda: psycopg.connect(gone)))
    assert "does not answer" in error.message


def test_text_that_is_none():
    with pytest.raises(UnicodeEncodeError) as caught:
        "\udcff".encode()
    assert isinstance(explain(caught.value), BadInput)
    wrapped = sa.exc.StatementError("x", "INSERT", {}, caught.value)
    assert isinstance(explain(wrapped), BadInput)


@pytest.mark.parametrize("name", ["CORRUPT_INDEX", "IOERR_READ", "PERM"])
def test_codes_that_are_hard_to_provoke(name):
    error = sqlite3.OperationalError("as the driver says")
    error.sqlite_errorname = f"SQLITE_{name}"
    explained = explain(error)
    assert explained.message.endswith("(as the driver says)")
    assert explained.hint


def test_what_is_referred_to_and_gone(database):
    with pytest.raises(sa.exc.IntegrityError) as caught, database.write("x", "t") as journal:
        journal.insert("flag", kind="check", by="me", at="now", claim_id=99)
    assert isinstance(explain(caught.value), Conflict)


def test_refused_by_the_server():
    explained = explain(psycopg.errors.InvalidPassword("password authentication failed"))
    assert "refuses this user" in explained.message


def test_faults_are_not_explained():
    assert explain(ValueError("x")) is None
    assert explain(sa.exc.InvalidRequestError("x")) is None
