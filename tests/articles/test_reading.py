from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import sys
from contextlib import contextmanager
from io import BytesIO
from random import Random
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.articles import Article, Known, Origin, Problem, origins, read
from claims.articles.model import LARGEST
from claims.articles.sources import count, is_many, with_bytes
from claims.dates import parse_date
from claims.errors import UsageError
from tests.articles.samples import BRIDGE, FERRY, PAGE


@contextmanager
def opened(path):
    try:
        with open(path, "rb") as file:
            yield file
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error


def stdin(data):
    @contextmanager
    def open_input(path):
        assert path == "-"
        yield BytesIO(data)

    return open_input


def record(**values):
    return read(Origin("r:1", data=json.dumps(values).encode(), record=True))


# -- files


def test_a_text_keeps_its_line_ends_and_loses_its_mark(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    assert read(Origin(str(path), str(path))) == Article(str(path), "One.\r\nTwo.\r\n")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page_gives_its_article_and_what_is_known_of_it(tmp_path, charset):
    path = tmp_path / "page.html"
    path.write_bytes(
        PAGE.format(charset=charset).encode("cp1252" if charset[0] == "i" else "utf-8")
    )
    found = read(Origin(str(path), str(path)))
    assert isinstance(found, Article)
    assert found.title == "Grève des ferries"
    assert found.outlet == "La Gazette du Port"
    assert found.url == "https://gazette.example/ferries"
    assert found.published == parse_date("2024-03-12")
    assert found.lang == "fr"
    assert not found.verbatim
    assert "« avant dimanche »" in found.text
    assert "Abonnez-vous" not in found.text
    assert found.as_json()["text"] == found.text


def test_a_page_is_known_by_its_beginning(tmp_path):
    path = tmp_path / "saved"
    path.write_text(PAGE.format(charset="utf-8"))
    found = read(Origin(str(path), str(path)))
    assert isinstance(found, Article)
    assert found.outlet == "La Gazette du Port"


def test_what_the_person_says_outranks_a_page_but_no_record(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(charset="utf-8"))
    known = Known(outlet="AFP", published=parse_date("2024-03-13"))
    page = read(Origin(str(path), str(path)), known)
    assert isinstance(page, Article)
    assert (page.outlet, page.published) == ("AFP", known.published)
    line = json.dumps({"text": BRIDGE, "outlet": "Echo"}).encode()
    found = read(Origin("x:1", data=line, record=True), known)
    assert isinstance(found, Article)
    assert (found.outlet, found.published) == ("Echo", known.published)


def test_without_trafilatura_a_page_says_what_it_needs(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(charset="utf-8"))
    found = read(Origin(str(path), str(path)))
    assert found == Problem(
        str(path), "HTML needs trafilatura", hint="pipx inject claimsdb trafilatura lxml_html_clean"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"--- !!! ---", "no words in it"),
        (b"%PDF-1.5", "PDF file, not text"),
        (b"a\0b", "binary, not text"),
        (b"<html><body></body></html>", "no article in this page"),
    ],
)
def test_files_that_hold_no_article(tmp_path, data, reason):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read(Origin("a", str(path))) == Problem("a", reason)


def test_files_that_are_none(tmp_path):
    assert read(Origin("a", str(tmp_path / "missing"))) == Problem("a", "no such file")
    assert read(Origin("a", str(tmp_path))) == Problem("a", "not a file")


def test_a_pipe_is_read(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = Thread(target=path.write_text, args=["A word."])
    writer.start()
    assert read(Origin("a", str(path))) == Article("a", "A word.")
    writer.join()


def test_a_file_beyond_measure(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * (1 << 21) + b"x")
    assert read(Origin("a", str(path))) == Problem("a", "larger than 10 MiB")


# -- records


def test_a_record_with_all_its_fields():
    found = record(
        text=FERRY, url="https://x.example/1", title=" Un titre\n", outlet="AFP",
        published="2024-03", lang="fr-FR", other=1,
    )  # fmt: skip
    assert found == Article(
        "r:1", FERRY, "https://x.example/1", "Un titre", "AFP", parse_date("2024-03"), "fr-FR"
    )


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "no text in the record"),
        ({"text": 3}, "no text in the record"),
        ({"text": "a\0b"}, "text: holds a NUL character"),
        ({"text": "a\ud800"}, "text: holds half a character (a lone surrogate)"),
        ({"text": "word", "title": 3}, "title: must be text"),
        ({"text": "word", "lang": "français"}, "lang: not a language such as fr or en-GB"),
    ],
)
def test_records_that_cannot_be(values, reason):
    assert record(**values) == Problem("r:1", reason)


def test_a_record_with_a_date_that_is_none():
    found = record(text="word", published="soon")
    assert isinstance(found, Problem)
    assert found.reason.startswith("published: ")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner:
       st.lists(inner) | st.dictionaries(st.sampled_from(["text", "lang", "title", "url", "outlet",
                                                          "published"]), inner)))  # fmt: skip
def test_any_json_is_an_article_or_a_problem(value):
    found = read(Origin("r", data=json.dumps(value).encode(), record=True))
    assert isinstance(found, Article | Problem)
    if isinstance(found, Article):
        found.text.encode()
        assert "\0" not in (found.title or "") + (found.outlet or "")


# -- where they come from


def test_a_folder_is_read_whole_sorted_without_what_is_hidden(tmp_path):
    for name in ("b.txt", "a.HTML", "c.pdf", ".hidden.txt", "sub/d.htm", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [origin.name for origin in origins([str(tmp_path)], opened)]
    assert found == [str(tmp_path / name) for name in ("a.HTML", "b.txt", "sub/d.htm")]
    assert count([str(tmp_path), "z.txt"]) == 4


def test_a_folder_without_articles_is_a_problem(tmp_path):
    (found,) = origins([str(tmp_path)], opened)
    assert isinstance(found, Problem)
    assert "no article in this folder" in found.reason


def test_lines_of_records_have_their_numbers(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('\ufeff{"text": "One."}\n\n{"text": "Two."}\n' + "x" * (2 << 20) + "\n")
    found = list(origins([str(path)], opened))
    assert [origin.name for origin in found] == [f"{path}:1", f"{path}:3", f"{path}:4"]
    assert read(found[0]) == Article(f"{path}:1", "One.")
    assert isinstance(found[2], Problem)
    assert count([str(path)]) is None
    assert is_many([str(path)])


def test_a_json_file_of_one_or_several(tmp_path):
    one, several, bad = (tmp_path / name for name in ("1.json", "2.json", "3.json"))
    one.write_text('{\n "text": "One."\n}')
    several.write_text('[{"text": "One."}, 3]')
    bad.write_text("{")
    found = list(origins([str(one), str(several), str(bad)], opened))
    assert read(found[0]) == Article(str(one), "One.")
    assert read(found[1]) == Article(f"{several}:1", "One.")
    assert isinstance(read(found[2]), Problem)
    assert isinstance(read(found[3]), Problem)


PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("name", ["a.jsonl", "A.NDJSON", "a.json"])
def test_packed_lists(tmp_path, ending, name):
    items = [json.dumps({"text": text}) for text in ("One.", "Two.")]
    text = "[" + ", ".join(items) + "]" if name.endswith("json") else "\n".join(items)
    path = tmp_path / f"{name}.{ending}"
    path.write_bytes(PACKERS[ending](text.encode()))
    found = list(origins([str(path)], opened))
    assert [read(one) for one in found] == [
        Article(f"{path}:1", "One."),
        Article(f"{path}:2", "Two."),
    ]
    assert is_many([str(path)])
    assert count([str(path)]) is None


def test_a_packed_list_that_is_cut_short_gives_what_there_is(tmp_path):
    chance = Random(1)
    lines = [json.dumps({"text": f"Word {chance.random()}."}) for _ in range(50_000)]
    data = gzip.compress("\n".join(lines).encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    *good, last = origins([str(path)], opened)
    assert all(isinstance(one, Origin) for one in good)
    assert 10_000 < len(good) < 40_000
    assert last == Problem(str(path), "the packed file is cut short", hint="gzip --test FILE")


def test_a_long_list_is_read_item_by_item(tmp_path):
    path = tmp_path / "a.json"
    item = json.dumps({"text": "word " * 20_000, "events": [{"a": 1}]})
    with path.open("w") as file:
        file.write(" \n" * 50 + "[")
        file.write(",\n".join([item] * 120))
        file.write("]")
    assert path.stat().st_size > LARGEST
    taken = []

    @contextmanager
    def counted(path):
        with open(path, "rb") as file:
            taken.append(file)
            yield file

    found = origins([str(path)], counted)
    first = next(found)
    assert taken[0].tell() < LARGEST // 8
    assert isinstance(read(first), Article)
    assert [one.name for one in found] == [f"{path}:{n}" for n in range(2, 121)]


def test_a_broken_list_gives_what_stands_before_the_break(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"text": "One."}, {"text": "a", "text": "b"}, {"text": "Two"')
    one, twice, broken = origins([str(path)], opened)
    assert read(one) == Article(f"{path}:1", "One.")
    assert twice == Problem(f"{path}:2", "text is given twice")
    assert isinstance(broken, Problem)
    assert broken.reason.startswith("not JSON: ")


def test_an_article_in_a_list_has_a_measure_too(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": "word " * (1 << 21) + "x"}]))
    assert list(origins([str(path)], opened)) == [Problem(f"{path}:1", "larger than 10 MiB")]
    path.write_text(json.dumps({"text": "word " * (1 << 21) + "x"}))
    assert list(origins([str(path)], opened)) == [Problem(str(path), "larger than 10 MiB")]


def test_files_travel_with_their_bytes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("One.")
    given = [
        Origin("a", str(path)), Origin("b", str(tmp_path / "b")), Problem("c", "why"),
        Origin("d", data=b"x"),
    ]  # fmt: skip
    assert list(with_bytes(given)) == [
        Origin("a", data=b"One."), Problem("b", "no such file"), given[2], given[3],
    ]  # fmt: skip


def test_missing_and_empty_lists(tmp_path):
    (tmp_path / "e.jsonl").write_text("\n\n")
    found = list(origins([str(tmp_path / "m.jsonl"), str(tmp_path / "e.jsonl")], opened))
    assert [type(one) for one in found] == [Problem, Problem]
    assert found[1].reason == "empty"


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"Plain words.", ["-"]),
        (b'{"text": "One."}\n{"text": "Two."}', ["-:1", "-:2"]),
        (b'{"title": "no text"}\nplain', ["-"]),
        (b'[{"text": "One."}, {"text": "Two."}]', ["-:1", "-:2"]),
        (b'[\n {"text": "One."},\n 3\n]', ["-:1", "-:2"]),
        (b"[Update] The bridge is closed.", ["-"]),
        (gzip.compress(b'\xef\xbb\xbf{"text": "One."}\n', mtime=0), ["-:1"]),
        (b"", ["-"]),
    ],
)
def test_standard_input_is_told_by_its_beginning(data, names):
    assert [origin.name for origin in origins(["-"], stdin(data))] == names


def test_one_file_is_not_many(tmp_path):
    assert not is_many(["a.txt"])
    assert is_many([str(tmp_path)])
