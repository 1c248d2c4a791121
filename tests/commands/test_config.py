from __future__ import annotations

import os

import pytest


def test_set_get_list_unset(run, tmp_path):
    assert run("config", "get", "actor").status == 1
    assert run("config", "set", "actor", "Ana Roš").out == "actor = Ana Roš\n"
    assert run("config", "get", "actor").out == "Ana Roš\n"
    assert run("config", "get", "actor", "--json").json() == {"key": "actor", "value": "Ana Roš"}
    rows = dict(run("config", "list").rows())
    assert rows["actor"] == "Ana Roš"
    assert set(rows) == {"actor", "color", "db", "format", "lang", "pager", "read_db", "wait"}
    assert rows["lang"] == ""
    assert run("config", "unset", "actor", "--json").json() == {"key": "actor", "value": None}
    assert run("config", "get", "actor").status == 1
    assert (tmp_path / "config.toml").read_text() == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["set", "fromat", "json"], 'did you mean "format"'),
        (["set", "format", "xml"], "it takes one of table"),
        (["get", "colour"], 'did you mean "color"'),
    ],
)
def test_mistakes(run, words, message, tmp_path):
    result = run("config", *words)
    assert result.status == 2
    assert message in result.err
    assert not (tmp_path / "config.toml").exists()


def test_a_database_path_is_kept_absolute(run):
    assert run("config", "set", "db", "x.db").out == f"db = {os.path.abspath('x.db')}\n"
    assert run("config", "set", "db", "postgres://h/d").out == "db = postgres://h/d\n"


def test_path(run, tmp_path):
    assert run("config", "path").out == f"{tmp_path / 'config.toml'}\n"
    assert run("config", "path", "--json").json() == {"path": str(tmp_path / "config.toml")}


def test_list_as_a_table(run):
    run("config", "set", "lang", "fr")
    out = run("config", "list", terminal=True, env={"NO_COLOR": "1"}).out
    assert out.splitlines()[0].split() == ["Setting", "Value"]
    assert "\x1b" not in out
