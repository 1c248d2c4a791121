"""Flat records out of CSV."""

from __future__ import annotations

import csv
import io
import os
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from claims.errors import BadInput, UnknownName, UsageError
from claims.exchange.flat_out import as_csv, csv_begin
from claims.exchange.record import COLUMNS, POSITION_COLUMNS
from claims.exchange.report import Flaw
from claims.exchange.sources import LONGEST_LINE, Raw
from claims.exchange.tables.csv_in import (
    CsvFile,
    CsvOptions,
    UnmappedHeader,
    is_csv,
    open_csv,
    read_csv,
)
from claims.exchange.tables.mapping import typed


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
        ("text,speaker\na,b,c\n", 2, "3 cells under 2 columns"),
        ("key,text,speaker\n1,a,A\n1,b,A\n", 3, "text differs from line 2, of the same key: b"),
        (b"text,speaker\n\0,B\n", 2, 'column "text": holds a NUL byte'),
        ('text,speaker\n"a"b,B\n', 2, 'column "text": more stands after a closing quote'),
        ('text,speaker\n"a,B\n', 2, 'column "text": a quote is opened and never closed'),
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
    assert read("text,speaker\n") == []
    assert read("text,speaker\n,\n\n , \n") == []
    with pytest.raises(UsageError, match="no table"):
        read("")


# -- columns called otherwise ----------------------------------------------------------------


def opened(text: str | bytes, *maps: str, sets: tuple[str, ...] = (), **asked: Any) -> CsvFile:
    """A file read with a mapping."""
    stream = BytesIO(text.encode() if isinstance(text, str) else text)
    found = typed(maps, sets, Path("nowhere"))
    return open_csv(stream, options=CsvOptions(found, **asked))


def values(file: CsvFile) -> list[Any]:
    """The records of a file without a flaw."""
    raws = list(file.records())
    assert [raw.reason for raw in raws if raw.reason] == []
    return [raw.value for raw in raws]


FRENCH = "Citation;Auteur;Média;Date\n« Non »;Zoé Lam;Le Monde;12/05/2021\n"


def test_a_mapping_says_what_the_columns_are() -> None:
    file = opened(FRENCH, "text=citation,speaker=AUTEUR", "said=Date", sets=("lang=fr",))
    assert values(file) == [
        {"text": "« Non »", "speaker": "Zoé Lam", "said": "12/05/2021", "lang": "fr"}
    ]
    assert file.said == "semicolon-separated, UTF-8; columns not read: Média"


def test_columns_called_as_fields_are_need_no_mapping() -> None:
    text = "quote,Speaker,said,text,note\na,A,2020,b,c\n"
    assert values(opened(text, "text=quote,note=said")) == [
        {"text": "a", "note": "2020", "speaker": "A"}
    ]


def test_columns_joined() -> None:
    text = "citation,prénom,nom,a+b\nx,Zoé,Lam,1\ny,,Roe,\n"
    assert values(opened(text, "text=citation,speaker=Prénom+Nom,note=a+b")) == [
        {"text": "x", "speaker": "Zoé Lam", "note": "1"},
        {"text": "y", "speaker": "Roe"},
    ]


def test_a_constant_fills_what_a_row_leaves_empty() -> None:
    text = "q,who,paper\na,A,\nb,B,Le Soir\n"
    file = opened(text, "text=q,speaker=who,outlet=paper", sets=("outlet=Le Monde",))
    assert [value["outlet"] for value in values(file)] == ["Le Monde", "Le Soir"]
    assert values(opened("text\na\n", sets=("speaker=A",))) == [{"text": "a", "speaker": "A"}]


def test_constants_of_a_position() -> None:
    text = "text,speaker,claim\na,A,c\nb,B,\n"
    some = opened(text, sets=("question=q", "stance=asserts"))
    assert [value.get("positions") for value in values(some)] == [
        [{"question": "q", "stance": "asserts", "claim": "c"}],
        None,
    ]
    every = opened(text, sets=("question=q", "stance=asserts", "claim=d"))
    assert [value["positions"][0]["claim"] for value in values(every)] == ["c", "d"]


def test_a_header_of_other_words_is_proposed_and_never_guessed() -> None:
    with pytest.raises(UnmappedHeader) as caught:
        opened(FRENCH)
    error = caught.value
    assert error.message == (
        "the header names no text and speaker; is it text = Citation, speaker = Auteur,"
        " outlet = Média?; Date could be said or published"
    )
    assert error.hint == "claims import --map 'text=Citation,speaker=Auteur,outlet=Média' FILE"
    assert error.proposal is not None
    found = list(open_csv(BytesIO(FRENCH.encode()), options=CsvOptions(error.proposal)).records())
    assert found == [Raw(2, {"text": "« Non »", "speaker": "Zoé Lam", "outlet": "Le Monde"})]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "quote,name,author\n1,2,3\n", "who,when\n1,2\n"])
def test_a_header_that_tells_too_little_is_not_proposed(text: str) -> None:
    with pytest.raises(UnmappedHeader) as caught:
        opened(text)
    assert caught.value.proposal is None
    assert caught.value.hint == "claims import --map text=COLUMN,speaker=COLUMN FILE"


def test_a_mapping_that_does_not_fit() -> None:
    with pytest.raises(UnknownName, match='no column is called "Citatoin"') as caught:
        opened(FRENCH, "text=Citatoin,speaker=Auteur")
    assert caught.value.candidates[0] == "Citation"
    with pytest.raises(UsageError, match="no column is mapped to speaker"):
        opened(FRENCH, "text=Citation")


@pytest.mark.parametrize(
    ("header", "maps"),
    [("text,speaker,text", ()), ("text,speaker,Text", ()), ("q,who,who", ("text=q,speaker=who",))],
)
def test_two_columns_of_one_name(header: str, maps: tuple[str, ...]) -> None:
    with pytest.raises(BadInput, match="two columns are called") as caught:
        opened(f"\n{header}\na,B,c\n", *maps)
    assert caught.value.details["flaws"][0]["line"] == 2
    assert values(opened("text,speaker,x,x\na,B,c,d\n"))[0]["text"] == "a"


def test_flaws_name_the_column() -> None:
    file = opened(FRENCH, "text=Citation,speaker=Auteur,as_of=Date")
    flaws = file.flaws()
    flaws += [Flaw(2, "positions.as_of", "wrong"), Flaw(2, "key", "wrong"), Flaw(3, None, "wrong")]
    assert [flaw.reason for flaw in flaws] == ['wrong (column "Date")', "wrong", "wrong"]


def test_titles_above_the_header_are_passed_over() -> None:
    text = 'Export "2021\n\nsome;thing;else\n' + FRENCH
    file = opened(text, "text=Citation,speaker=Auteur")
    assert [raw.line for raw in file.records()] == [5]
    assert "header on line 4" in file.said
    with pytest.raises(UnknownName):
        opened("x;y\n" * 21 + FRENCH, "text=Citation,speaker=Auteur")


def test_whole_numbers_as_spreadsheets_print_them() -> None:
    text = "text;speaker;start;end;number\na;B;12,0;1 234;12,5\nc;D;1,234;1.5;3\n"
    assert [(v["start"], v["end"]) for v in values(opened(text))] == [
        ("12", "1234"),
        ("1,234", "1.5"),
    ]


# -- text that was mangled before ------------------------------------------------------------

GOOD = "déjà, dit-il, « à l’été »"
BAD = GOOD.encode().decode("cp1252", errors="replace").replace("\ufffd", "\x9d")


def test_a_file_that_is_plainly_mangled_is_mended() -> None:
    text = f"text,speaker\n{BAD.replace(',', '')},A\nplain,B\nd\u00c3\u00a9,C\n"
    file = opened(text)
    assert [value["text"] for value in values(file)] == [GOOD.replace(",", ""), "plain", "dé"]
    assert file.said.endswith("2 cells mended that were read in a wrong encoding before")
    left = opened(text, mend=False)
    assert values(left)[2]["text"] == "d\u00c3\u00a9"
    assert left.said == "comma-separated, UTF-8"


def test_a_file_that_quotes_mangled_text_is_left() -> None:
    text = "text,speaker\nd\u00c3\u00a9,Zoé\nété,Éva\n"
    assert values(opened(text))[0]["text"] == "d\u00c3\u00a9"


# -- our own export --------------------------------------------------------------------------

ROW = dict.fromkeys((*COLUMNS, *POSITION_COLUMNS), "") | {"text": "a", "speaker": "B"}


def exported(*texts: str, safe: bool) -> bytes:
    """What ``claims export --format csv`` writes of such texts."""
    rows = [list({**ROW, "text": text}.values()) for text in texts]
    return (csv_begin(COLUMNS, excel_safe=safe) + as_csv(rows, excel_safe=safe)).encode()


@given(st.lists(st.sampled_from(["=1+1", "@a", "-b", "c", "l'été", "'d", "+ 'x"]), min_size=1))
def test_a_safe_export_comes_back_as_it_was(texts: list[str]) -> None:
    for safe in (True, False):
        assert [value["text"] for value in values(opened(exported(*texts, safe=safe)))] == texts


def test_what_looks_safe_in_a_plain_export_stays_as_it_was() -> None:
    texts = ["'=e", "''=f", "g"]
    assert [value["text"] for value in values(opened(exported(*texts, safe=False)))] == texts


def test_marks_taken_off_are_said() -> None:
    file = opened(exported("=1", "b", safe=True))
    list(file.records())
    assert file.said == "comma-separated, UTF-8; the ' of --excel-safe taken off 1 cell"


def test_marks_of_others_are_left() -> None:
    assert values(opened("text,speaker\n'=1,A\n"))[0]["text"] == "'=1"
    assert values(opened(exported("'=1", "=2", safe=False)))[0]["text"] == "'=1"


# -- whatever comes --------------------------------------------------------------------------

FUZZ = int(os.environ.get("CLAIMS_FUZZ", "100"))
PIECES = [
    b'"', b"'", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
    b"text", b"speaker", b"citation", b"auteur", b"key", b"=1+1", b"\xe9", "é".encode(), b"sep=;\n",
    "dÃ©".encode(), b" ", b"a", "\u2028".encode(), b"\xed\xa0\x80", b"x" * 3000, b"\\",
]  # fmt: skip


HEADERS = ["", "text,speaker\n", "key;text;speaker\r\n", "Citation\tAuteur\r", "sep=|\na|b\n"]
ENCODINGS = [None, "utf-8", "utf-8", "cp1252", "utf-16", "gb18030", "shift_jis"]
MAPS: list[tuple[str, ...]] = [(), ("text=Citation,speaker=Auteur",), ("text=text,speaker=key",)]


def hostile(random: Random) -> bytes:
    """A header in some encoding, then pieces and bytes at random."""
    header = random.choice(HEADERS).encode(
        random.choice(["utf-8", "utf-16", "utf-16-le", "cp1252"])
    )
    parts = [
        random.randbytes(random.randrange(9)) if random.random() < 0.2 else random.choice(PIECES)
        for _part in range(random.randrange(60))
    ]
    return header + b"".join(parts)


@pytest.mark.fuzz
def test_nothing_raises() -> None:
    random = Random(20160919)
    for _example in range(FUZZ):
        data, maps = hostile(random), random.choice(MAPS)
        is_csv(data)
        try:
            file = opened(data, *maps, encoding=random.choice(ENCODINGS))
        except (UsageError, UnknownName, BadInput):
            continue
        raws = list(file.records())
        assert all((raw.reason is None) == (raw.value is not None) for raw in raws), data
        lines = [raw.line for raw in raws]
        assert lines == sorted(set(lines)), data
        assert not lines or lines[-1] <= data.count(b"\n") + data.count(b"\r") + 1, data
        assert file.said


@pytest.mark.fuzz
@settings(max_examples=FUZZ)
@seed(20160919)
@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.text(min_size=1)).filter(
            lambda row: all(cell.strip("\ufeff").strip() and "\0" not in cell for cell in row)
        ),
        max_size=8,
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_python_writes_comes_back(
    rows: list[tuple[str, str]], sign: str, end: str, encoding: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sign, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("text", "speaker"), *rows])
    file = opened(text.getvalue().encode(encoding), mend=False)
    found = [(value["text"], value["speaker"]) for value in values(file)]
    assert [tuple(map(_unmarked, row)) for row in found] == [
        tuple(map(_unmarked, row)) for row in rows
    ]


def _unmarked(cell: str) -> str:
    """Without the marks of a beginning: those at the beginning of a line are no text."""
    return cell.replace("\ufeff", "")
