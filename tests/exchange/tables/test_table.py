"""Tables out of delimited text of any making."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from claims.errors import UsageError
from claims.exchange.sources import LONGEST_LINE
from claims.exchange.tables.table import MOST_COLUMNS, Table, open_table

ENGLISH = "text,speaker\na,B\n"


def opened(data: str | bytes, **asked: Any) -> Table:
    """The table in some text."""
    return open_table(BytesIO(data.encode() if isinstance(data, str) else data), **asked)


def rows(data: str | bytes, **asked: Any) -> list[tuple[Any, ...]]:
    """Its rows."""
    return [tuple(row) for row in opened(data, **asked).rows()]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("text,speaker\na,B\n", "comma-separated, UTF-8"),
        ("\ufefftext;speaker\na;B\n", "semicolon-separated, UTF-8"),
        ("text\tspeaker\r\na\tB\r\n", "tab-separated, UTF-8"),
        ("text|speaker\ra|B\r", "pipe-separated, UTF-8"),
        ("'text';'speaker'\n'a';'B'\n", "semicolon-separated, quoted by ', UTF-8"),
        ("sep=;\ntext;speaker\na;B\n", "semicolon-separated, UTF-8"),
        ('"sep=;"\r\ntext;speaker\r\na;B\r\n', "semicolon-separated, UTF-8"),
        (
            "Export du 3 mai, à 12 h\n\nPage 1\ntext;speaker\na;B\nc;D\n",
            "semicolon-separated, UTF-8; header on line 4",
        ),
        ("\n\ntext,speaker\na,B\n", "comma-separated, UTF-8"),
        ("text,speaker\na,B\n".encode("utf-16"), "comma-separated, UTF-16"),
        ("text,speaker\na,B\n".encode("utf-16-le"), "comma-separated, UTF-16"),
        ("text,speaker\na,B\n".encode("utf-16-be"), "comma-separated, UTF-16"),
        ("text,speaker\na,B\n".encode("utf-32"), "comma-separated, UTF-32"),
    ],
)
def test_how_it_is_written_is_found_out(data: str | bytes, said: str) -> None:
    table = opened(data)
    assert (table.said, table.header) == (said, ["text", "speaker"])
    assert next(table.rows()).cells == {"text": "a", "speaker": "B"}


FRENCH = "citation;auteur\n« Rien à déclarer », répète-t-il dès l’été;Hélène Lœuvre\n" * 3
POLISH = "cytat;kto\nNie mamy nic do powiedzenia, mówił żołnierz;Łukasz Śmigły\n" * 3
POLISH_TOO = "cytat;kto\nPowiedział;Michał Wąs\n" * 20
RUSSIAN = "цитата;кто\nМы не знаем, кто это сделал;Игорь Конашенков\n" * 3


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (FRENCH, "utf-8", "UTF-8"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        (FRENCH.replace("œ", "oe").replace("’", "'"), "latin-1", "Windows-1252"),
        (POLISH, "cp1250", "Windows-1250"),
        (POLISH_TOO, "cp1250", "Windows-1250"),
        (FRENCH.replace("été", "été, 12 m³"), "cp1252", "Windows-1252"),
        (RUSSIAN, "cp1251", "Windows-1251"),
    ],
)
def test_encodings(text: str, codec: str, name: str) -> None:
    table = opened(text.encode(codec))
    assert table.said == f"semicolon-separated, {name}"
    first, second = text.splitlines()[1].split(";")
    assert list(next(table.rows()).cells.values()) == [first, second]


def test_what_is_asked_for_is_taken() -> None:
    assert opened("a;b,c\n1;2,3\n", delimiter="comma").header == ["a;b", "c"]
    assert opened("a~b\n1~2\n", delimiter="~").said == "separated by ~, UTF-8"
    table = opened("text,speaker\nd\xe9,A\n".encode("cp1252"), encoding="mac_roman")
    assert next(table.rows()).cells["text"] == "dÈ"


@pytest.mark.parametrize("asked", ["utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["", "-le"])
def test_wide_encodings_need_no_mark(asked: str, end: str) -> None:
    table = opened("text,speaker\né,B\n".encode(asked + end), encoding=asked)
    assert [row.cells for row in table.rows()] == [{"text": "é", "speaker": "B"}]
    assert opened(ENGLISH.encode("utf-16-be"), encoding="utf-16").header == ["text", "speaker"]


@pytest.mark.parametrize("name", ["", "ab", "a", "\n", '"', "commas", "\x00"])
def test_no_delimiter(name: str) -> None:
    if name:
        with pytest.raises(UsageError, match="no delimiter"):
            opened(ENGLISH, delimiter=name)


@pytest.mark.parametrize("name", ["klingon", "zlib", "rot13", "idna", "undefined", "u\0", "é" * 99])
def test_no_encoding(name: str) -> None:
    with pytest.raises(UsageError, match="no encoding"):
        opened(ENGLISH, encoding=name)


@pytest.mark.parametrize("data", ["", "\n\n", "plain words\nand more\n", "\0", '"'])
def test_no_table(data: str) -> None:
    with pytest.raises(UsageError, match="no table"):
        opened(data)


def test_the_header_that_is_looked_for() -> None:
    data = "Quotes, all\n1,2,3\nwho,what\nA,b\nC,d\n"
    table = opened(data, is_header=lambda cells: "who" in cells)
    assert (table.header, table.line) == (["who", "what"], 3)
    assert [row.cells["who"] for row in table.rows()] == ["A", "C"]


def test_columns_without_a_name_and_names_that_come_twice() -> None:
    table = opened("text,,text,\na,b,c,\n")
    assert table.header == ["text", "column 2", "text", "column 4"]
    assert table.twice == ["text"]
    assert next(table.rows()).cells == {"text": "a", "column 2": "b"}


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        ("text,speaker\na,b,c\n", 2, "3 cells under 2 columns"),
        ("text,speaker\nok,A\n\0,B\n", 3, 'column "text": holds a NUL byte'),
        ('text,speaker\n"a"b,B\n', 2, 'column "text": more stands after a closing quote'),
        ('text,speaker\nok,"a"b\n', 2, 'column "speaker": more stands after a closing quote'),
        ('text,speaker\nok,"B\n', 2, 'column "speaker": a quote is opened and never closed'),
        ("text,speaker\nok,A\rb,C\n", 2, 'column "speaker": a lone carriage return outside quotes'),
        ('a,b\n1,2\n3,4\n1,2,"3\n', 4, "column 3: a quote is opened and never closed"),
    ],
)
def test_what_is_wrong_is_said_once(data: str, line: int, reason: str) -> None:
    on = f"; read on from line {line + 1}" if "never" in reason else ""
    assert [row for row in rows(data + "d,E\n") if row[2]] == [(line, {}, reason + on)]
    assert rows(data + "d,E\n")[-1][2] is None


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (
            b"a,b\n1,\xff\n",
            "utf-8",
            'column "b": byte 0xff is no UTF-8; --encoding says what it is',
        ),
        (
            b"a,b\n1,\x81\n",
            "cp1252",
            'column "b": byte 0x81 is no Windows-1252; --encoding says what it is',
        ),
        (
            b"a\0,\0b\0\n\0\x00\xd8,\0x\0\n\0",
            "utf-16-le",
            'column "a": byte 0x00 is no UTF-16; --encoding says what it is',
        ),
    ],
)
def test_bytes_that_are_no_text(data: bytes, encoding: str, reason: str) -> None:
    assert rows(data, encoding=encoding) == [(2, {}, reason)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_replacement_character_is_text(encoding: str) -> None:
    assert rows("a,b\n1,\ufffd\n".encode(encoding)) == [(2, {"a": "1", "b": "\ufffd"}, None)]


def test_what_does_not_decode_beyond_the_sample_is_a_flaw_of_its_line() -> None:
    data = b"a,b\n" + b"1,2\n" * 100_000 + b"d\xe9,2\n3,4\n"
    assert rows(data)[-2:] == [
        (100_002, {}, 'column "a": byte 0xe9 is no UTF-8; --encoding says what it is'),
        (100_003, {"a": "3", "b": "4"}, None),
    ]


def test_a_lone_quote_swallows_no_other_row() -> None:
    never = 'column "b": a quote is opened and never closed'
    assert rows('a,b\n1,"2\n0\n3,4\n5\n6,7\n') == [
        (2, {}, f"{never}; read on from line 4"),
        (4, {"a": "3", "b": "4"}, None),
        (5, {}, "1 of 2 columns, after a quote that never closes"),
        (6, {"a": "6", "b": "7"}, None),
    ]
    assert rows('a,b\n1,2\n1,"2\n3\n4\n')[1:] == [(3, {}, never)]


def test_a_cell_beyond_measure() -> None:
    long = "x" * (LONGEST_LINE + 10)
    assert rows(f"a,b\n{long},2\n3,4\n") == [
        (2, {}, "longer than 1 MiB"),
        (3, {"a": "3", "b": "4"}, None),
    ]
    many = 'a,b\n1,2\n"' + ("x" * 99 + "\n") * (LONGEST_LINE // 50) + '",3\n4,5\n'
    never = 'column "a": a quote is opened and not closed within 1 MiB'
    assert rows(many)[1:] == [
        (3, {}, f"{never}; read on from line {LONGEST_LINE // 50 + 4}"),
        (LONGEST_LINE // 50 + 4, {"a": "4", "b": "5"}, None),
    ]


def test_a_header_in_the_middle_is_no_row() -> None:
    assert rows("a,b\n1,2\n\ufeffa,b\n")[1:] == [(3, {}, "the header once more")]


def test_lines_keep_their_numbers_after_a_long_one_in_quotes() -> None:
    data = 'a,b\n1,"2\n3,4\n' + "x" * (LONGEST_LINE + 1) + "\n5,6\n"
    assert [(row[0], row[2] and row[2][-17:]) for row in rows(data)] == [
        (2, "read on from line 3"[-17:]), (3, None), (4, "longer than 1 MiB"), (5, None),
    ]  # fmt: skip


def test_a_mark_of_the_beginning_in_the_middle() -> None:
    assert rows('a,b\n1,2\n\ufeff"3,",4\n') == [
        (2, {"a": "1", "b": "2"}, None),
        (3, {"a": "3,", "b": "4"}, None),
    ]


def test_line_ends_inside_quotes_are_the_cells() -> None:
    assert rows('a,b\r"1\n2",3\r4,5\r') == [
        (2, {"a": "1\n2", "b": "3"}, None),
        (3, {"a": "4", "b": "5"}, None),
    ]
    assert rows('a,b\r\n"1\n\n2",3\n4,5\r\n')[1] == (5, {"a": "4", "b": "5"}, None)


def test_as_many_columns_as_a_sheet_has() -> None:
    header = ",".join(f"c{n}" for n in range(MOST_COLUMNS))
    assert len(opened(header + "\n" + "," * (MOST_COLUMNS - 1) + "\n").header) == MOST_COLUMNS
    with pytest.raises(UsageError, match="more than 16384 columns"):
        opened(header + ",more\n")


def test_what_was_read_already_comes_first() -> None:
    stream = BytesIO(b"text,speaker\n\xc3\xa9,B\n")
    first = stream.read(14)
    assert [row.cells for row in open_table(stream, first).rows()] == [
        {"text": "é", "speaker": "B"}
    ]
