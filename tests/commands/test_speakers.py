"""``claims speakers``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_list(run: Run, demo: str) -> None:
    rows = run("speakers", "--limit", "2", db=demo).rows()
    assert [row[1:4] for row in rows] == [
        ["Joseph Dunford", "person", "Pentagon"],
        ["Igor Konashenkov", "person", "Russian Ministry of Defence"],
    ]
    assert rows[0][4:8] == [
        "Chairman of the Joint Chiefs of Staff, Pentagon (2015–2019)", "4", "2016-09-22",
        "2016-09-22",
    ]  # fmt: skip
    assert run("speakers", "--format", "ids", "--limit", "1", db=demo).out == f"{rows[0][0]}\n"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_tables_fit(run: Run, demo: str, width: int) -> None:
    shown = run("speakers", db=demo, terminal=True, width=width, env={"NO_COLOR": "1"})
    assert shown.status == 0
    assert all(len(line) <= width for line in shown.out.splitlines())
    assert ("First" in shown.out) == (width == 120)


def test_a_search_shows_the_other_names(run: Run, demo: str) -> None:
    shown = run("speakers", "PENTAGONE", db=demo, terminal=True, width=120)
    assert "also Pentagone" in shown.out
    (found,) = run("speakers", "pentagone", "--json", db=demo).json()
    assert (found["name"], found["xrefs"]) == (
        "Pentagon",
        [{"scheme": "wikidata", "key": "Q11209"}],
    )


def test_merged_speakers_are_another_name(run: Run, demo: str) -> None:
    before = run("speakers", "--json", db=demo).json()
    assert run("merge", "Farhan Haq", "Ban Ki-moon", "--yes", db=demo).status == 0
    after = run("speakers", "--json", db=demo).json()
    assert len(after) == len(before) - 1
    (found,) = run("speakers", "haq", "--json", db=demo).json()
    assert {found["name"], *found["aliases"]} >= {"Farhan Haq", "Ban Ki-moon"}
    assert found["statements"] == 2


def test_nobody(run: Run, demo: str, tmp_path: Any) -> None:
    nobody = run("speakers", "--kind", "group", db=demo)
    assert (nobody.status, nobody.out) == (1, "")
    assert "no such speaker" in nobody.err
    fresh = str(tmp_path / "fresh.db")
    assert run("init", db=fresh).status == 0
    empty = run("speakers", db=fresh)
    assert empty.status == 1
    assert "no speaker yet" in empty.err
