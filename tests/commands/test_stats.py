"""``claims stats``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.commands.stats import _COUNTED, _size
from claims.database import HEAD
from claims.stats import COUNTED

Run = Callable[..., Any]


def test_an_empty_database_has_zeros(run: Run, database_url: str) -> None:
    done = run("stats", "--json", db=database_url)
    assert (done.status, done.err) == (0, "")
    assert set(done.json()["counts"].values()) == {0}
    shown = run("stats", db=database_url, terminal=True)
    assert (shown.status, "0 quotes" in shown.out) == (0, True)
    assert ["counts", "statements", "0"] in run("stats", db=database_url).rows()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_dossier_on_a_page(run: Run, demo: str, width: int) -> None:
    done = run("stats", db=demo, terminal=True, width=width, env={"NO_COLOR": "1"})
    assert done.status == 0
    words = " ".join(done.out.split())
    for told in ("27 quotes", "said from 2016-09-19 to 2017-03-01", "Joseph Dunford"):
        assert told in words
    assert "contested" in words
    # The name of the database is as long as it is.
    assert all(len(line) <= width for line in done.out.splitlines()[1:])


def test_lines_for_scripts(run: Run, demo: str) -> None:
    rows = run("stats", db=demo).rows()
    assert ["counts", "statements", "27"] in rows
    assert ["speakers", "Joseph Dunford", "4"] in rows
    assert ["database", "schema", HEAD] in rows
    table = run("stats", "--format", "csv", db=demo).out.splitlines()
    assert table[0] == "group,name,value"
    assert len(table) == len(rows) + 1


def test_no_password_is_shown(run: Run, database_url: str) -> None:
    out = run("stats", "--json", db=database_url).json()["database"]
    assert "@" not in out.partition("://")[2].rpartition("@")[0]


def test_everything_counted_has_a_name() -> None:
    assert set(_COUNTED) == set(COUNTED)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 KB"), (373_000, "373 KB"), (2_340_000, "2.34 MB"),
     (5_000_000_000, "5 GB")],
)  # fmt: skip
def test_sizes(count: int, words: str) -> None:
    assert _size(count) == words
