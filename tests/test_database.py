"""Opening a database, and what is said where that cannot be done."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from claims import database as module
from claims.database import HEAD, Database, is_postgres, open_database
from claims.errors import DatabaseError


def revise(database: Database, revision: str) -> None:
    with database.engine().begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")


def test_made_at_head_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "claims.db"
    database = open_database(str(path), create=True)
    assert database.revision() == HEAD
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert database.label == database.url == str(path)
    with database.write("add", "me") as journal:
        journal.insert("speaker", kind="person", name="A", key="a")
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    database.close()
    database.close()


def test_a_missing_file_is_made_only_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(DatabaseError, match="no database at") as caught:
        open_database(str(path))
    assert caught.value.hint == "claims init"
    assert not path.exists()


def test_a_place_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseError, match="cannot create"):
        open_database(str(tmp_path / "file" / "claims.db"), create=True)


def test_an_empty_database(empty_url: str) -> None:
    if not is_postgres(empty_url):
        Path(empty_url).touch()
    with pytest.raises(DatabaseError, match="is empty") as caught:
        open_database(empty_url)
    assert caught.value.hint == "claims init"
    database = open_database(empty_url, create=True)
    assert database.revision() == HEAD
    database.close()


@pytest.mark.parametrize(
    ("revision", "hint"), [("0000", "claims db upgrade"), ("9999", "pipx upgrade claimsdb")]
)
def test_other_revisions(database: Database, revision: str, hint: str) -> None:
    revise(database, revision)
    with pytest.raises(DatabaseError) as caught:
        open_database(database.target)
    assert caught.value.hint == hint
    any_revision = open_database(database.target, check=False)
    assert any_revision.revision() == revision
    any_revision.close()


def test_postgres_by_every_name() -> None:
    for url in ("postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"):
        assert is_postgres(url)
    assert not is_postgres("postgres.db")


def test_passwords_are_never_shown(postgres_url: str) -> None:
    from claims.postgres import for_programs, without_password

    for url in ("postgres://ann:s%40crt@host:5/db", "postgresql://ann:s%40crt@host:5/db"):
        assert without_password(url) == "postgresql://ann:***@host:5/db"
        program, environment = for_programs(url)
        assert program == "postgresql://ann@host:5/db"
        assert environment["PGPASSWORD"] == "s@crt"
    assert without_password("postgres://host/db") == "postgresql://host/db"
    assert for_programs("postgres://host/db")[0] == "postgresql://host/db"
    database = open_database(postgres_url)
    assert database.label.startswith("postgresql://")
    database.close()


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(DatabaseError, match="cannot reach") as caught:
        open_database("postgresql://ann:secret@127.0.0.1:1/none")
    assert "secret" not in caught.value.message


def test_a_writer_gives_up_in_the_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlalchemy as sa

    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    other = open_database(database.target)

    def write() -> None:
        with other.write("second", "me"):
            pass

    gone = (DatabaseError, sa.exc.OperationalError)
    with database.write("first", "me"), pytest.raises(gone):
        write()
    write()
    other.close()
