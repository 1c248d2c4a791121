"""Flat records out of CSV."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.csv_in import read_csv
from claims.exchange.sources import LONGEST_LINE, Raw


def read(text: str | bytes) -> list[Raw]:
    """The records of some CSV."""
    return list(read_csv(BytesIO(text.encode() if isinstance(text, str) else text)))


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whichever_sign_parts_the_columns(sign: str, begin: str, end: str) -> None:
    rows = [["Text", "SPEAKER", "via"], ['"a, b; c"', "B", "X | Y"], ["", "", ""], ["d", "E", ""]]
    text = begin + "".join(sign.join(row) + end for row in rows)
    assert read(text) == [
        Raw(2, {"text": "a, b; c", "speaker": "B", "via": ["X", "Y"]}),
        Raw(4, {"text": "d", "speaker": "E"}),
    ]


def test_rows_of_a_key_merge_into_one_record() -> None:
    text = (
        "key,text,speaker,question,claim,stance,number\n"
        "1,a,A,q,c,asserts,\n"
        "1,,,q,d,denies,12\n"
        ",b,B,q,c,unsure,\n"
        ",b,B,,,,\n"
        "1,a,A,,,,\n"
    )
    assert [(raw.line, raw.value) for raw in read(text)] == [
        (
            2,
            {
                "key": "1",
                "text": "a",
                "speaker": "A",
                "positions": [
                    {"question": "q", "claim": "c", "stance": "asserts"},
                    {"question": "q", "claim": "d", "stance": "denies", "number": "12"},
                ],
            },
        ),
        (4, {"text": "b", "speaker": "B", "positions": [
            {"question": "q", "claim": "c", "stance": "unsure"}]}),
        (5, {"text": "b", "speaker": "B"}),
        (6, {"key": "1", "text": "a", "speaker": "A"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("name,age\n1,2\n", 1, "a header with the columns text, speaker is missing"),
        ("text,speaker\na,b,c\n", 2, "3 cells under 2 columns"),
        ("key,text,speaker\n1,a,A\n1,b,A\n", 3, "text differs from line 2, of the same key: b"),
        (b"text,speaker\nok,A\n\xff,B\n", 3, "not UTF-8: byte 0xff at position 1"),
        (b"text,speaker\n\0,B\n", 2, "holds a NUL byte"),
        ('text,speaker\n"a"b,B\n', 2, "not CSV: ',' expected after '\"'"),
        ('text,speaker\n"a,B\n', 2, "not CSV: unexpected end of data"),
    ],
)
def test_what_is_wrong_is_said(text: str | bytes, line: int, reason: str) -> None:
    (bad,) = [raw for raw in read(text) if raw.reason]
    assert bad == Raw(line, None, reason)


def test_a_line_beyond_measure_is_one_flaw() -> None:
    data = b"text,speaker\n" + b"x" * (LONGEST_LINE + 10) + b"\nok,A\n"
    assert read(data) == [
        Raw(2, None, "longer than 1 MiB"),
        Raw(3, {"text": "ok", "speaker": "A"}),
    ]


def test_a_quoted_cell_keeps_its_lines() -> None:
    (raw,) = read('text,speaker\n"a\nb",A\n')
    assert raw == Raw(2, {"text": "a\nb", "speaker": "A"})


def test_nothing_is_nothing() -> None:
    assert read("") == []
    assert read("text,speaker\n") == []


@given(st.binary(max_size=200))
def test_nothing_raises(data: bytes) -> None:
    for raw in read(b"key,text,speaker\n" + data):
        assert (raw.reason is None) == (raw.value is not None)
