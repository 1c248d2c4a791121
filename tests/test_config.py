from __future__ import annotations

import os
import stat
import sys
import tomllib

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import config
from claims.errors import UsageError

printable = st.text(min_size=1).filter(str.isprintable)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "config.toml"


def test_a_missing_file_holds_nothing(path):
    assert config.read(path) == {}


@given(st.dictionaries(st.sampled_from(["actor", "db", "pager"]), printable))
def test_what_is_set_is_read(tmp_path_factory, held):
    path = tmp_path_factory.mktemp("config") / "config.toml"
    for key, value in held.items():
        config.change(path, key, value)
    assert config.read(path) == held
    for key in held:
        config.change(path, key, None)
    assert config.read(path) == {}


def test_comments_and_order_stay(path):
    path.parent.mkdir()
    path.write_text('# mine\nactor = "a"  # me\n\nformat="json"\n')
    config.change(path, "format", "csv")
    config.change(path, "lang", "fr")
    assert path.read_text() == '# mine\nactor = "a"  # me\n\nformat = "csv"\nlang = "fr"\n'


@pytest.mark.parametrize(
    "before", ['actor = """\na\nb"""\nlang = "fr"\n', '"actor" = "x"\nlang = "fr"\n']
)
def test_what_lines_cannot_edit_is_written_anew(path, before):
    path.parent.mkdir()
    path.write_text(before)
    config.change(path, "actor", 'q"\\é')
    assert tomllib.loads(path.read_text()) == {"actor": 'q"\\é', "lang": "fr"}


def test_only_the_owner_reads_it(path):
    config.change(path, "db", "postgresql://u:secret@h/d")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["config.toml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('actr = "x"', 'did you mean "actor"'),
        ('zzz = "x"', 'no setting is called "zzz"'),
        ("pager = false", "pager must be text in quotes"),
        ('format = "xml"', "one of table, json"),
        ('color = "blue"', "one of auto, always, never"),
        ('lang = "klingon"', "language code"),
        ('actor = ""', "not empty"),
        ('db = "a\\nb"', "printable"),
        ("actor = \n", "line 1"),
        ("[actor]", "actor must be text"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(path, text, message):
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(UsageError, match=message) as caught:
        config.read(path)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_file_that_cannot_be_read_or_written(tmp_path):
    folder = tmp_path / "config.toml"
    folder.mkdir()
    with pytest.raises(UsageError, match="cannot read"):
        config.read(folder)
    (tmp_path / "bytes.toml").write_bytes(b'actor = "\xff"')
    with pytest.raises(UsageError, match="not UTF-8"):
        config.read(tmp_path / "bytes.toml")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"cannot (read|write)"):
        config.change(tmp_path / "file" / "config.toml", "actor", "x")


def test_a_write_that_fails_leaves_the_old_file(path, monkeypatch):
    config.change(path, "actor", "a")

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UsageError, match="No space left"):
        config.change(path, "actor", "b")
    monkeypatch.undo()
    assert config.read(path) == {"actor": "a"}
    assert os.listdir(path.parent) == ["config.toml"]


def test_the_database_chosen(tmp_path):
    environ = {"HOME": "/home/ana", "CLAIMS_CONFIG": str(tmp_path / "c.toml")}
    home = os.path.expanduser("~")
    assert config.default_database(environ, {}).endswith(os.path.join("claims", "claims.db"))
    assert config.default_database(environ, {"db": "~/x.db"}) == f"{home}/x.db"
    assert config.default_database({**environ, "CLAIMS_DB": "y.db"}, {"db": "x.db"}) == "y.db"
    config.change(tmp_path / "c.toml", "db", "postgres://h/d")
    assert config.default_database(environ) == "postgres://h/d"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is platformdirs itself")
@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"XDG_CONFIG_HOME": "/x/c", "XDG_DATA_HOME": "/x/d"},
        {"XDG_CONFIG_HOME": "", "XDG_DATA_HOME": " "},
    ],
)
def test_folders_are_those_of_platformdirs(monkeypatch, variables):
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/ana")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(config.config_path(os.environ).parent) == platformdirs.user_config_dir("claims")
    assert str(config.data_path(os.environ).parent) == platformdirs.user_data_dir("claims")


def test_folders_elsewhere_come_from_platformdirs(monkeypatch):
    monkeypatch.setattr(config, "_XDG_APPLIES", False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    expected = platformdirs.user_config_dir("claims", appauthor=False)
    assert str(config.config_path({}).parent) == expected
    expected = platformdirs.user_data_dir("claims", appauthor=False)
    assert str(config.data_path({}).parent) == expected
