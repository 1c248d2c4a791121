"""brat's standoff: read with the text beside it, written as a folder."""

from __future__ import annotations

import json
import stat
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import UsageError
from claims.exchange import brat
from claims.exchange.detect import of_bytes
from claims.exchange.export import Export, ExportFormat, Selection, new_folder
from claims.exchange.importer import Options, import_stream
from claims.exchange.record import read_record
from claims.exchange.sources import lines
from tests.exchange.test_linked import emptied, export, load_flat

TEXT = "“We did not,” the minister said in Paris, “and never will,” Ann Lee added.\nEnd."
#       0123456789
FIRST, SECOND = (1, 11), (TEXT.index("and never"), TEXT.index(",” Ann"))


def entity(name, kind, *pieces, text=TEXT):
    places = ";".join(f"{start} {end}" for start, end in pieces)
    return f"{name}\t{kind} {places}\t{' '.join(text[s:e] for s, e in pieces)}"


def where(words):
    return (TEXT.index(words), TEXT.index(words) + len(words))


ANN = "\n".join(
    [
        entity("T1", "Quote", FIRST, SECOND),
        entity("T2", "Speaker", where("Ann Lee")),
        entity("T3", "Cue", where("said")),
        entity("T4", "Place", where("Paris")),
        "R1\tsaid_by Arg1:T1 Arg2:T2",
        "E1\tSays:T3 Quote:T1",
        "A1\tKind T1 direct",
        "A2\tRole T1 prime_minister",
        "A3\tNegated T1",
        "#1\tAnnotatorNotes T1\ta remark",
        "N1\tReference T2 Wikidata:Q1\tAnn Lee",
        "*\tEquiv T1 T2",
    ]
)
READ = {
    "text": "We did not and never will", "title": "speech", "start": 1, "end": SECOND[1],
    "spans": [list(FIRST), list(SECOND)], "prefix": "“", "suffix": ",” Ann Lee added.\nEnd.",
    "note": "a remark", "speaker": "Ann Lee", "cue": "said", "kind": "direct",
    "role": "prime minister",
}  # fmt: skip


def read(ann, text=TEXT):
    data = ann if isinstance(ann, bytes) else ann.encode()
    return list(brat.read(lines(BytesIO(data)), text, "speech"))


def load(database, path):
    with path.open("rb") as stream:
        return import_stream(
            database, stream, name=path.name, command="import", actor="t", place=path,
            options=Options(),
        )  # fmt: skip


def test_a_quotation_in_two_pieces_with_its_speaker():
    [raw] = read(ANN)
    assert (raw.line, raw.value) == (1, READ)


def test_stored_with_its_pieces(database, tmp_path):
    (tmp_path / "speech.ann").write_text(ANN)
    (tmp_path / "speech.txt").write_text(TEXT)
    report = load(database, tmp_path / "speech.ann")
    assert (report.format, report.new, report.flaws) == ("brat", 1, [])
    row = database.reader.row("SELECT text, spans, start_offset, prefix FROM statement")
    assert list(row.values()) == [READ["text"], json.dumps(READ["spans"]), 1, "“"]
    assert load(database, tmp_path / "speech.ann").unchanged == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T1\tQuote 1 999\tx", "not in the text"),
        ("T1\tQuote 5 5\t", "not in the text"),
        ("T1\tQuote 1 " + "9" * 5000 + "\tx", "not in the text"),
        ("T1\tQuote 30 35;1 11\tx", "out of order"),
        ("T1\tQuote 1 11\tWe did so", "the text has “We did not” there"),
        ("T1 Quote 1 11 We did not", "not a line of brat's"),
        ("R1\tsaid_by T1 T2", "not a line of brat's"),
        (b"T1\tQuote 1 11\t\xff", "not UTF-8"),
        (b"T1\tQuote 1 11\t" + b"x" * (1 << 20), "longer than 1 MiB"),
    ],
)
def test_flaws_are_on_their_lines(line, reason):
    data = line if isinstance(line, bytes) else line.encode()
    raws = read(b"*\tEquiv T1 T2\n" + data)
    assert [(raw.line, raw.value) for raw in raws] == [(2, None)]
    assert reason in raws[0].reason


def test_without_its_text_it_cannot_be_read(database, tmp_path):
    path = tmp_path / "speech.ann"
    path.write_text(ANN)
    with pytest.raises(UsageError, match=r"speech\.txt"):
        load(database, path)
    path.with_suffix(".txt").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        load(database, path)
    with pytest.raises(UsageError):
        import_stream(database, BytesIO(ANN.encode()), name="-", command="x", actor="t")


def fill(database, folder):
    found = Export(database.reader, ExportFormat.BRAT, Selection())
    with new_folder(folder) as made:
        found.into(made)
    return found.written


def test_there_and_back(database, tmp_path):
    load_flat(database)
    flat = export(database, "flat")
    folder = tmp_path / "out"
    assert fill(database, folder) == 3
    files = sorted(path.name for path in folder.iterdir())
    assert files == ["D1-quotes.ann", "D1-quotes.txt", "D2-quotes.ann", "D2-quotes.txt",
                     "annotation.conf"]  # fmt: skip
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    emptied(database)
    for name in ("D1-quotes.ann", "D2-quotes.ann"):
        assert load(database, folder / name).flaws == []
    assert export(database, "flat") == flat


def test_words_stand_where_they_stood_in_the_document(database, tmp_path):
    (tmp_path / "speech.ann").write_text(ANN)
    (tmp_path / "speech.txt").write_text(TEXT)
    load(database, tmp_path / "speech.ann")
    with database.write("text", "t") as journal:
        journal.update("document", 1, text=TEXT)
    assert fill(database, tmp_path / "out") == 1
    assert (tmp_path / "out" / "D1.txt").read_text() == TEXT
    written = (tmp_path / "out" / "D1.ann").read_text().split("\n")
    assert written[0] == entity("T1", "Quote", FIRST, SECOND)
    assert load(database, tmp_path / "out" / "D1.ann").flaws == []


def test_a_folder_is_whole_or_not_there(tmp_path):
    def fail():
        with new_folder(tmp_path / "a") as made:
            (made / "x").write_text("x")
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b").mkdir()
    with pytest.raises(UsageError, match="exists already"), new_folder(tmp_path / "b"):
        pass
    with pytest.raises(UsageError, match="cannot write"), new_folder(tmp_path / "no" / "b"):
        pass


WORDS = st.text(alphabet="ab \n\r\t\u2028“é\x00", min_size=1, max_size=30)


@given(st.lists(WORDS.filter(str.strip), min_size=1, max_size=5))
def test_what_is_written_is_read(texts):
    text, placed = "", []
    for words in texts:
        start = len(text)
        placed.append(({"text": words, "speaker": "Ann\tLee"}, [(start, start + len(words))]))
        text += words + "\n"
    raws = read(brat.standoff(text, placed), text)
    assert [raw.value for raw in raws] == [record for record, _pieces in placed]


PARTS = st.sampled_from(
    ["T1", "T2", "E1", "R1", "A1", "#1", "\t", " ", ":", ";", "Quote", "Speaker", "0 3", "4 9",
     "Arg1:T1", "\n", "{", '{"text": 1}', "99999999999", "-1", "\xff", "\0", "AnnotatorNotes"]
)  # fmt: skip
LINES = st.sampled_from([*ANN.split("\n"), "T9\tQuote 0 3\tabc", '#1\tX T1\t{"text": [1]}'])


@given(st.lists(PARTS | LINES | st.just("\n") | st.text(max_size=3), max_size=40), st.text())
@settings(max_examples=1000)
def test_no_standoff_makes_the_reader_raise(parts, text):
    data = "".join(parts).encode("utf-8", "surrogatepass")
    for raw in read(data, text or TEXT):
        assert raw.reason or read_record(raw.value)
    brat.is_standoff(data)


def test_its_first_line_tells_it():
    assert all(of_bytes(line.encode()) == "brat" for line in ANN.split("\n")[:8])
