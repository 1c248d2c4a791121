from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from claims.environment import Environment
from claims.errors import NothingFound, UsageError
from claims.render.listing import FORMATS, Column, Listing, View
from claims.render.output import emit

HOSTILE = "a\x1b[31mb\tc\nd\x9b2J[bold]e[/bold]\u202e"
COLUMNS = (
    Column("id", "Id", style="id"),
    Column("text", "Words", wide=True),
    Column("n", "N", right=True),
    Column("state", "State", style="state"),
)
ROWS = [
    {"id": "S1", "text": "Le régime a menti", "n": 3, "state": "contested", "extra": [1]},
    {"id": "S2", "text": HOSTILE, "n": None, "state": "odd", "extra": []},
]


def listing(rows=ROWS, columns=COLUMNS):
    return Listing(columns, rows, empty="no quote", hint="claims search x")


def printed(answer, format, *, terminal=False, width=80, env=None, encoding="utf-8", **options):
    raw = io.BytesIO()
    environment = Environment(
        stdin=io.TextIOWrapper(io.BytesIO()),
        stdout=io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline=""),
        stderr=io.TextIOWrapper(io.BytesIO()),
        environ={"COLUMNS": str(width), "PAGER": "", "TERM": "xterm", **(env or {})},
        terminal=terminal,
    )
    try:
        emit(environment, answer, format, **options)
    finally:
        environment.stdout.flush()
    return raw.getvalue().decode(encoding)


def test_tsv_has_one_line_a_row_and_no_header():
    assert printed(listing(), "tsv").split("\n") == [
        "S1\tLe régime a menti\t3\tcontested",
        "S2\tab c d[bold]e[/bold]\t\todd",
        "",
    ]


@given(st.lists(st.fixed_dictionaries({"id": st.text(), "text": st.text()}), min_size=1))
def test_tsv_is_always_as_many_lines_and_fields_as_rows_and_columns(rows):
    lines = printed(listing(rows), "tsv").split("\n")
    assert len(lines) == len(rows) + 1
    assert {line.count("\t") for line in lines[:-1]} == {3}


def test_csv_is_rfc_4180_with_a_header():
    out = printed(listing(), "csv")
    assert out.count("\r\n") == 3
    rows = list(csv.reader(io.StringIO(out, newline="")))
    assert rows[0] == ["id", "text", "n", "state"]
    assert rows[2] == ["S2", "ab\tc\nd[bold]e[/bold]", "", "odd"]


def test_csv_for_spreadsheets_runs_nothing():
    rows = [{"id": "=1+1", "text": "-2", "n": -3, "state": "@x"}]
    assert printed(listing(rows), "csv").splitlines()[1] == "=1+1,-2,-3,@x"
    safe = printed(listing(rows), "csv", excel_safe=True).splitlines()[1]
    assert safe == "'=1+1,'-2,-3,'@x"


def test_json_prints_the_whole_row():
    assert json.loads(printed(listing(), "json")) == ROWS
    assert (
        printed(listing(), "json")
        == json.dumps(ROWS, indent=2, ensure_ascii=False)
        .replace("\x9b", "\\u009b")
        .replace("\u202e", "\\u202e")
        + "\n"
    )


def test_jsonl_prints_a_row_a_line():
    lines = printed(listing(), "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == ROWS


def test_json_on_a_stream_that_lacks_letters_is_still_whole():
    assert json.loads(printed(listing(), "json", encoding="ascii")) == ROWS


def test_ids_are_one_a_line():
    assert printed(listing(), "ids") == "S1\nS2\n"


def test_table_without_colour_has_no_escapes():
    out = printed(listing(), "table")
    assert "\x1b" not in out
    assert "\x9b" not in out
    assert "[bold]e[/bold]" in out
    assert "Le régime a menti" in out


def test_table_on_a_terminal_is_coloured_unless_refused():
    assert "\x1b[1;31mcontested" in printed(listing(), "table", terminal=True)
    assert "\x1b" not in printed(listing(), "table", terminal=True, env={"NO_COLOR": "1"})
    assert "\x1b" not in printed(listing(), "table", terminal=True, env={"TERM": "dumb"})
    assert "\x1b" in printed(listing(), "table", env={"FORCE_COLOR": "1"})


@pytest.mark.parametrize("width", [40, 80, 120])
def test_table_fits(width):
    rows = [{"id": f"S{n}", "text": "des mots " * 60, "n": n, "state": "open"} for n in range(3)]
    lines = printed(listing(rows), "table", width=width).splitlines()
    assert max(map(len, lines)) <= width
    if width > 40:
        assert max(map(len, lines)) > width - 10
    assert sum(line.count("des") for line in lines) == 180


def test_a_table_without_colour_has_no_blanks_at_line_ends():
    assert not [line for line in printed(listing(), "table").splitlines() if line.endswith(" ")]


@pytest.mark.parametrize("width", [24, 40, 71, 72])
def test_no_column_disappears(width):
    lines = printed(listing(), "table", width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[0].split() == ["Id", "Words", "N", "State"]


def test_a_wide_column_may_have_a_most():
    columns = (Column("id", "Id"), Column("text", "Words", wide=True, most=20))
    rows = [{"id": "S1", "text": "des mots " * 20}]
    assert max(map(len, printed(listing(rows, columns), "table").splitlines())) <= 26


def test_columns_can_keep_to_tables_lines_or_wide_screens():
    columns = (
        Column("a", "A"),
        Column("b", "B", only="table", cell=lambda row: Text("drawn")),
        Column("c", "C", only="lines"),
        Column("d", "D", from_width=100, cell=lambda row: "[b]" + row["d"]),
    )
    rows = [{"a": "1", "b": "2", "c": "3", "d": "4"}]
    assert printed(listing(rows, columns), "tsv") == "1\t3\t4\n"
    narrow = printed(listing(rows, columns), "table").split()
    assert narrow[0:2] == ["A", "B"]
    assert narrow[-2:] == ["1", "drawn"]
    assert printed(listing(rows, columns), "table", width=120).split()[-1] == "[b]4"


def test_lines_stream(monkeypatch):
    def rows():
        yield ROWS[0]
        raise RuntimeError("read too far ahead")

    raw = io.StringIO()
    environment = Environment(io.StringIO(), raw, io.StringIO(), {}, terminal=False)
    with pytest.raises(RuntimeError, match="read too far"):
        emit(environment, listing(rows()), "tsv")
    assert raw.getvalue().startswith("S1\t")


@pytest.mark.parametrize(
    ("format", "left"),
    [
        ("table", ""),
        ("tsv", ""),
        ("ids", ""),
        ("jsonl", ""),
        ("json", "[]\n"),
        ("csv", "id,text,n,state\r\n"),
    ],
)
def test_nothing_found(format, left, capsys):
    raw = io.StringIO(newline="")
    environment = Environment(io.StringIO(), raw, io.StringIO(), {}, terminal=False)
    with pytest.raises(NothingFound) as caught:
        emit(environment, listing([]), format)
    assert (caught.value.message, caught.value.hint) == ("no quote", "claims search x")
    assert raw.getvalue() == left


VIEW = View(
    document={"question": "qui ?"},
    listing=listing(),
    table=lambda console: console.print(Text("drawn whole")),
    ids=["Q1"],
)


@pytest.mark.parametrize(
    ("format", "begins"),
    [
        ("table", "drawn whole"),
        ("json", '{\n  "question"'),
        ("jsonl", '{"id": "S1"'),
        ("csv", "id,text"),
        ("tsv", "S1\t"),
        ("ids", "Q1\n"),
    ],
)
def test_view_has_a_form_for_each_format(format, begins):
    assert printed(VIEW, format).startswith(begins)


@pytest.mark.parametrize("format", ["table", "tsv"])
def test_lines_stand_for_table_and_tsv(format):
    assert printed(View(document={}, lines=["S1 kept", "a\tb"]), format) == "S1 kept\na b\n"


def test_document_alone_is_one_line_of_jsonl():
    assert printed(View(document={"a": [1]}), "jsonl") == '{"a": [1]}\n'


def test_not_found_view_prints_and_raises():
    view = View(document={"questions": []}, listing=listing([]), found=False)
    with pytest.raises(NothingFound, match="no quote"):
        printed(view, "json")


@pytest.mark.parametrize(
    ("view", "format", "possible"),
    [
        (View(document={}), "csv", "json, jsonl"),
        (View(document={}), "table", "json, jsonl"),
        (View(lines=["x"]), "json", "table, tsv, md, html"),
        (View(lines=["x"]), "jsonl", "table, tsv, md, html"),
        (View(lines=["x"]), "ids", "table, tsv, md, html"),
    ],
)
def test_impossible_format_names_the_possible_ones(view, format, possible):
    with pytest.raises(UsageError) as caught:
        printed(view, format)
    assert caught.value.hint is not None
    assert caught.value.hint.endswith(possible)


def test_every_format_is_tried():
    assert set(FORMATS) == {"table", "json", "jsonl", "csv", "tsv", "ids", "md", "html"}
