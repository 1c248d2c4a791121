"""QuickStatements: positions go out as they came in; names cannot break out of their quotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.database import Database, open_database
from claims.errors import UsageError
from claims.exchange.flat_out import Selection
from claims.exchange.people.quickstatements import (
    QuickStatements,
    point_in_time,
    position_of,
    quoted,
)
from claims.merge import merge, plan
from tests.exchange.people.test_wikidata import (
    ALL,
    LEE,
    began,
    item,
    item_snak,
    load,
    statement,
    time_snak,
)

Run = Callable[..., Any]

TIME = r"\+\d{4}-\d\d-\d\dT00:00:00Z/\d+"
COMMAND = re.compile(
    r"CREATE"
    r"|(Q\d+|LAST)\t(Len\t\"[^\"\t\n]+\"|P31\tQ\d+)"
    rf"|(Q\d+|LAST)\t!?P39\tQ\d+(\tP580\t{TIME})?(\tP582\t{TIME})?"
)
"""A command as the manual of QuickStatements has it, of those that are written here."""


def written(database: Database, **options: Any) -> tuple[list[str], dict[str, int]]:
    """The commands, and what was left out."""
    export = QuickStatements(database.reader, Selection(), **options)
    pieces = list(export.pages())
    lines = "".join(text for text, _count in pieces).splitlines()
    assert sum(count for _text, count in pieces) == len(lines)
    assert [line for line in lines if not COMMAND.fullmatch(line)] == []
    assert len(export.said()) == len(+export.unwritten)
    return lines, dict(+export.unwritten)


def test_positions_go_out_as_they_came_in(database: Database) -> None:
    load(database, *ALL)
    lines, left = written(database)
    assert lines == [
        "Q9000001\tP39\tQ9000010\tP580\t+2014-05-02T00:00:00Z/11\tP582\t+2017-01-00T00:00:00Z/10",
        "Q9000001\tP39\tQ9000011\tP580\t+2018-00-00T00:00:00Z/9",
    ]
    assert left == {}


def test_the_second_time_is_a_statement_of_its_own(database: Database) -> None:
    held = [
        statement(
            item_snak("P39", "Q9"), "normal", time_snak("P580", f"+{year}-00-00T00:00:00Z", 9),
            id=f"Q7${year}",
        )
        for year in (2018, 2010, 2014)
    ]  # fmt: skip
    load(database, item("Q7", "Bob Ray", "Q5", P39=held))
    lines, left = written(database)
    assert [line.split("\t")[1:5:3] for line in lines] == [
        ["P39", "+2010-00-00T00:00:00Z/9"],
        ["!P39", "+2014-00-00T00:00:00Z/9"],
        ["!P39", "+2018-00-00T00:00:00Z/9"],
    ]
    assert left == {"again": 2}


def add(database: Database, table: str, **values: Any) -> int:
    with database.write("add", "tester") as journal:
        return journal.insert(table, **values)


def test_what_cannot_be_written_is_counted(database: Database) -> None:
    load(database, *ALL)
    add(database, "role", speaker_id=1, title="Gardener", title_key="gardener")
    add(
        database, "role", speaker_id=1, title="Q77", title_key="q77", since="2014-05-02/2014-06-01",
        since_first=735355, since_last=735385,
    )  # fmt: skip
    add(database, "speaker", kind="unnamed", name="an official")
    add(database, "speaker", kind="person", name="x" * 251, key="x" * 251)
    lines, left = written(database)
    assert "Q9000001\tP39\tQ77" in lines
    assert left == {"position": 1, "range": 1, "item": 1}
    assert written(database, create=True)[1] == {"position": 1, "range": 1, "name": 1}


def test_items_are_made_only_where_asked(database: Database) -> None:
    speaker = add(database, "speaker", kind="state", name='The "Free"\tState', key="the free state")
    add(database, "role", speaker_id=speaker, title="Q77", title_key="q77")
    assert written(database) == ([], {"item": 1})
    assert written(database, create=True) == (
        ["CREATE", "LAST\tLen\t\"The 'Free' State\"", "LAST\tP31\tQ6256", "LAST\tP39\tQ77"], {},
    )  # fmt: skip


def test_a_merged_speaker_has_the_items_and_roles_of_both(database: Database) -> None:
    load(database, *ALL)
    other = add(database, "speaker", kind="person", name="Anna Lee", key="anna lee")
    with database.write("merge", "tester") as journal:
        merge(journal, plan(journal.reader, "P1", f"P{other}"))
    lines, left = written(database)
    assert [line.split("\t")[0] for line in lines] == ["Q9000001", "Q9000001"]
    assert left == {}


def test_one_speaker_alone(database: Database) -> None:
    load(database, *ALL, item("Q7", "Bob", "Q5", P39=[statement(item_snak("P39", "Q9"))]))
    bob = database.reader.value("SELECT id FROM speaker WHERE name = 'Bob'")
    export = QuickStatements(database.reader, Selection(speaker=bob))
    assert "".join(text for text, _count in export.pages()) == "Q7\tP39\tQ9\n"
    assert export.count() == 1


@pytest.mark.parametrize("selection", [Selection(first=7), Selection(everything=True)])
def test_it_is_not_of_what_was_said(sqlite_url: str, selection: Selection) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(UsageError):
        QuickStatements(database.reader, selection)
    database.close()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"raw": '{"position": "Q1"}', "key": "Q2", "title": "Q3"}, "Q1"),
        ({"raw": "[]", "key": "Q2$ab", "title": "Q3"}, "Q3"),
        ({"raw": None, "key": "Q2", "title": "Q3"}, "Q2"),
        ({"raw": None, "key": None, "title": "Q3 and more"}, None),
        ({"raw": None, "key": None, "title": "q3"}, None),
    ],
)
def test_the_position_of_a_role(row: dict[str, Any], expected: str | None) -> None:
    assert position_of(row) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", "+2016-00-00T00:00:00Z/9"),
        ("2016-09", "+2016-09-00T00:00:00Z/10"),
        ("2016-09-22", "+2016-09-22T00:00:00Z/11"),
        ("2016-09-22T14:30", "+2016-09-22T00:00:00Z/11"),
        ("0044", "+0044-00-00T00:00:00Z/9"),
        ("2010-01-01/2019-12-31", "+2010-00-00T00:00:00Z/8"),
        ("1901-01-01/2000-12-31", "+2000-00-00T00:00:00Z/7"),
        ("1001-01-01/2000-12-31", "+2000-00-00T00:00:00Z/6"),
        ("2011-01-01/2020-12-31", None),
        ("2010-01-01/2019-12-30", None),
        ("2016-09-22/2016-09-23", None),
    ],
)
def test_points_in_time(text: str, expected: str | None) -> None:
    assert point_in_time(text) == expected


@given(st.text(max_size=40) | st.text('"|/*\t\n\\ab', max_size=12))
def test_no_text_breaks_out_of_its_quotes(text: str) -> None:
    found = quoted(text)
    if found is not None:
        assert re.fullmatch(r'"[^"\t\n\r]+"', found)
        assert "||" not in found
        assert "/*" not in found


YEARS = st.integers(1, 9999)
DAYS = st.builds(
    lambda year, month, day: (f"+{year:04}-{month:02}-{day:02}T00:00:00Z", 11),
    YEARS, st.integers(1, 12), st.integers(1, 28),
)  # fmt: skip
MONTHS = st.builds(
    lambda year, month: (f"+{year:04}-{month:02}-00T00:00:00Z", 10), YEARS, st.integers(1, 12)
)
WHOLE_YEARS = st.builds(lambda year: (f"+{year:04}-00-00T00:00:00Z", 9), YEARS)
DECADES = st.builds(lambda ten: (f"+{ten}0-00-00T00:00:00Z", 8), st.integers(100, 999))


@given(DAYS | MONTHS | WHOLE_YEARS | DECADES)
def test_any_point_in_time_comes_back(time: tuple[str, int]) -> None:
    (tenure,) = began(time_snak("P580", *time))
    assert point_in_time(tenure.since.text) == f"{time[0]}/{time[1]}"


def test_the_command(run: Run, database_url: str, tmp_path: Path) -> None:
    opened = open_database(database_url)
    load(opened, *ALL)
    opened.close()
    done = run("export", "--format", "quickstatements", db=database_url)
    assert (done.status, len(done.rows())) == (0, 2)
    assert done.err == ""
    path = tmp_path / "lee.txt"
    done = run(
        "export", str(path), "--format", "quickstatements", "--create", "--json", db=database_url
    )
    assert done.json() == {
        "file": str(path), "format": "quickstatements", "records": 2, "left_out": [],
    }  # fmt: skip
    done = run("export", "--create", db=database_url)
    assert done.status == 2
    assert "--format quickstatements" in done.err
    done = run("export", "--format", "quickstatements", "--question", "x", db=database_url)
    assert done.status == 3


def test_the_command_says_what_it_left_out(run: Run, database_url: str) -> None:
    opened = open_database(database_url)
    load(opened, LEE)
    add(opened, "speaker", kind="person", name="Bob", key="bob")
    opened.close()
    done = run("export", "--format", "quickstatements", db=database_url)
    assert done.status == 0
    assert "1 speaker left out" in done.err
    done = run("export", "--format", "quickstatements", "--speaker", "Bob", db=database_url)
    assert (done.status, done.out) == (1, "")
    assert "1 speaker left out" in done.err
