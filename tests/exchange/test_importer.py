"""Files as they come: their formats, one transaction each, dry runs."""

from __future__ import annotations

import json
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.database import Database, open_database
from claims.errors import Conflict, UsageError
from claims.exchange.detect import of_bytes
from claims.exchange.dump import dump
from claims.exchange.formats import FORMATS
from claims.exchange.importer import Options, import_stream
from claims.exchange.report import ImportReport
from claims.exchange.sources import LONGEST_LINE, read_jsonl

RECORD = {"text": "words", "speaker": "Ann Lee"}


def load(database: Database, data: bytes | str, **options: Any) -> ImportReport:
    """Import a file's bytes."""
    raw = data.encode() if isinstance(data, str) else data
    return import_stream(
        database, BytesIO(raw), name="x", command="import x", actor="tester",
        options=Options(**options),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "format", "read"),
    [
        (json.dumps(RECORD), "jsonl", 1),
        ("\ufeff" + json.dumps(RECORD) + "\r\n\n" + json.dumps({**RECORD, "key": "a"}), "jsonl", 2),
        (json.dumps([RECORD, {**RECORD, "key": "a"}]), "json", 2),
        (json.dumps(RECORD, indent=2), "json", 1),
        (json.dumps([RECORD], indent=2), "json", 1),
        (json.dumps({"speakers": [{"name": "A"}]}), "context", 1),
        (json.dumps({"questions": [{"slug": "a"}]}, indent=1), "context", 1),
        ("text;speaker\na;b\n", "csv", 1),
        ("\n\r\ntext;speaker\na;b\n", "csv", 1),
        ("\n \n" + json.dumps(RECORD, indent=1), "json", 1),
        ("", "jsonl", 0),
        ("\n", "jsonl", 0),
    ],
)
def test_the_format_is_told_by_the_content(
    database: Database, data: str, format: str, read: int
) -> None:
    report = load(database, data)
    assert report.error() is None
    assert (report.format, report.read, report.new) == (format, read, read)


def test_what_is_no_format_at_all() -> None:
    for data in (b"\x89PNG\r\n", b"words", b"name,age\n"):
        with pytest.raises(UsageError, match="neither JSON, a page nor a CSV header"):
            of_bytes(data)


@pytest.mark.parametrize(
    ("data", "format", "reason"),
    [
        ("text,speaker\n", "jsonl", "not JSON: Expecting value at character 1"),
        ("[1]", "context", "neither a context nor a list of records"),
        ("3", "json", "must be an object, not 3"),
        ("{", "json", "not JSON: Expecting property name enclosed in double quotes at character 2"),
    ],
)
def test_a_format_asked_for_is_taken_at_its_word(
    database: Database, data: str, format: str, reason: str
) -> None:
    report = load(database, data, format=format)
    assert [flaw.reason for flaw in report.flaws] == [reason]


def test_blank_lines_before_the_first_count_as_lines(database: Database) -> None:
    report = load(database, "\n\n" + json.dumps(RECORD) + "\n{}\n")
    assert (report.format, report.read) == ("jsonl", 2)
    assert {flaw.line for flaw in report.flaws} == {4}


def test_lines_that_are_no_records_have_each_their_flaw(database: Database) -> None:
    good = json.dumps(RECORD).encode()
    deep = b"[" * 100_000
    long = b'{"text": "' + b"x" * 10_000_000 + b'"}'
    wrong = [
        b"{", b"\xff", b"a\0b", b"[]", b"3", b'"x"', b"null", deep, long,
        b'{"text": NaN, "speaker": "a"}', b'{"key": ' + b"1" * 5000 + b"}",
        b'{"x": ' + b"[" * 500 + b"]" * 500 + b"}",
    ]  # fmt: skip
    report = load(database, b"\n".join([good, *wrong, good]))
    assert sorted({flaw.line for flaw in report.flaws if flaw.line}) == list(range(2, 14))
    reasons = {flaw.line: flaw.reason for flaw in report.flaws}
    assert reasons[3] == "not UTF-8: byte 0xff at position 1"
    assert reasons[4] == "holds a NUL byte"
    assert reasons[5] == "must be an object, not a list"
    assert reasons[9] in ("nested too deeply", "not JSON: Expecting value at character 100001")
    assert reasons[10] == "longer than 1 MiB"
    assert reasons[11] == "not JSON: a number beyond measure"
    assert not report.stored
    assert report.unchanged == 1
    assert database.reader.value("SELECT count(*) FROM statement") == 0
    assert database.reader.value("SELECT count(*) FROM batch") == 0


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"{", b"[", b'{"text": "a", "speaker": "b"}\n'])
)
def test_no_bytes_raise(data: bytes, begin: bytes) -> None:
    for raw in read_jsonl(BytesIO(begin + data)):
        assert raw.reason is None or raw.value is None
    with suppress(UsageError):
        assert of_bytes(begin + data) in FORMATS


def test_a_line_of_the_longest_length_is_read() -> None:
    exact = b'"' + b"x" * (LONGEST_LINE - 2) + b'"'
    longer = b'"' + b"x" * (LONGEST_LINE - 1) + b'"'
    found = list(read_jsonl(BytesIO(exact + b"\n" + longer + b"\n" + exact)))
    assert [(raw.line, raw.reason) for raw in found] == [
        (1, None), (2, "longer than 1 MiB"), (3, None),
    ]  # fmt: skip


def test_keep_going_stores_the_good(database: Database) -> None:
    data = json.dumps(RECORD) + "\n{\n" + json.dumps({**RECORD, "text": "other"})
    report = load(database, data, keep_going=True)
    assert (report.stored, report.new, report.flawed) == (True, 2, 1)
    error = report.error()
    assert error is not None
    assert error.status == 4
    assert "the others were stored" in error.message


def test_a_dry_run_touches_nothing(database: Database) -> None:
    load(database, json.dumps({**RECORD, "key": "a"}))
    before = list(dump(database.reader))
    records = [{**RECORD, "key": "a", "cue": "said"}, {**RECORD, "key": "b", "speaker": "New One"}]
    report = load(database, "\n".join(map(json.dumps, records)), dry_run=True)
    assert (report.stored, report.new, report.revised) == (False, 1, 1)
    assert report.made_counts["speaker"] == 1
    assert list(dump(database.reader)) == before


def test_flaws_shown_are_capped_and_counted(database: Database) -> None:
    kinds = [json.dumps({**RECORD, name: 1}) for name in ("lang", "kind", "said", "start", "url")]
    error = load(database, "{\n" * 30 + "\n".join(kinds)).error(most=3)
    assert error is not None
    first, second, third, rest = error.details["flaws"]
    assert first.startswith("30 × not JSON: ")
    assert {second["field"], third["field"]} < {"lang", "kind", "said", "start", "url"}
    assert rest == "… and 3 more kinds; --json lists them"
    assert error.message == "x: 35 records are flawed; nothing was stored"


def test_a_report_reads_well(database: Database) -> None:
    report = load(database, json.dumps(RECORD))
    assert report.lines() == ["x: 1 read: 1 new (B1)", "made: 1 speaker, 1 document"]
    again = load(database, json.dumps(RECORD))
    assert again.lines() == ["x: 1 read, nothing new"]
    assert again.as_json()["batch"] is None
    assert report.as_json()["made"] == [
        {"what": "speaker", "id": "P1", "label": "Ann Lee"},
        {"what": "document", "id": "D1", "label": ""},
    ]


def test_a_dump_is_restored_into_an_empty_database_only(database: Database, tmp_path: Path) -> None:
    source = open_database(str(tmp_path / "source.db"), create=True)
    try:
        load(source, json.dumps(RECORD))
        data = "".join(dump(source.reader))
    finally:
        source.close()
    with pytest.raises(UsageError, match="whole or not at all"):
        load(database, data, dry_run=True)
    report = load(database, data)
    assert (report.format, report.stored) == ("dump", True)
    assert "".join(dump(database.reader)) == data
    with pytest.raises(Conflict):
        load(database, data)
