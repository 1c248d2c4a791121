from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.articles.decode import NotTextError, decode

SENTENCE = "« Ça suffit », a dit l’évêque à l'œuvre.\r\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_marked_and_utf8(mark, encoding):
    assert decode(mark + SENTENCE.encode(encoding)) == (SENTENCE, None)


def test_cp1252_is_said():
    text, remark = decode(SENTENCE.encode("cp1252"))
    assert text == SENTENCE
    assert remark is not None
    assert "cp1252" in remark


def test_utf8_with_a_few_broken_bytes_stays_utf8():
    data = (SENTENCE * 20).encode()
    text, remark = decode(data[:-1] + b"\xff\xfe\n")
    assert text.startswith(SENTENCE)
    assert text.endswith("\ufffd\ufffd\n")
    assert remark == "2 bytes are no UTF-8"


def test_what_cp1252_cannot_be_is_guessed():
    text = "橋は二週間閉鎖されると市長は火曜日に語った。技師は安全かどうか分からないと述べた。" * 5
    found, remark = decode(text.encode("shift_jis"))
    assert found == text
    assert remark is not None
    assert remark.startswith("not UTF-8: read as ")


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin1_as_pages_mean_it(declared):
    assert decode("“Enough”".encode("cp1252"), declared) == ("“Enough”", None)


def test_a_declared_encoding_that_does_not_exist_is_passed_over():
    assert decode("caf\u00e9".encode("cp1252"), "nonsense").text == "café"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.4 x", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"hello\0world", "binary"),
        (b"\x80\0\x81", "binary"),
        (bytes(range(1, 32)) * 5, "binary"),
    ],
)
def test_what_is_no_text(data, word):
    with pytest.raises(NotTextError, match=word):
        decode(data)


@given(st.text())
def test_any_text_in_utf8_comes_back(text):
    try:
        found = decode(text.encode())
    except NotTextError:
        assert any(char < " " for char in text) or text.startswith(("%PDF-", "{\\rtf", "GIF8"))
        return
    assert found == (text.removeprefix("\ufeff"), None)


@given(st.binary())
def test_any_bytes_are_text_that_can_be_kept_or_refused(data):
    try:
        text = decode(data).text
    except NotTextError:
        return
    text.encode()
    assert "\0" not in text
