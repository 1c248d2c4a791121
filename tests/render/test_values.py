from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.render.values import as_json, as_text, without_formula
from claims.vocabulary import Stance

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(anything)
def test_json_gives_back_what_went_in(value):
    assert json.loads(as_json(value)) == value
    assert json.loads(as_json(value, indent=2, ascii_only=True)) == value


@given(st.text())
def test_json_never_steers_a_terminal(text):
    written = as_json([text], indent=2).replace("\n", "")
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in written)
    assert not any(char in written for char in "\u202a\u202e\u2066\u2069\u200f")


def test_json_keeps_letters_and_order():
    assert as_json({"b": "é", "a": date(2016, 9, 22)}) == '{"b": "é", "a": "2016-09-22"}'
    assert as_json("é", ascii_only=True) == '"\\u00e9"'
    assert as_json({"s": {"b", "a"}, "k": Stance.DENIES}) == '{"s": ["a", "b"], "k": "denies"}'


def test_json_replaces_what_is_no_character():
    assert json.loads(as_json("a\udcffb é")) == "a\ufffdb é"
    as_json("a\udcffb").encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1.5, "1.5"),
        ("x", "x"),
        (Stance.ASSERTS, "asserts"),
        (["army", "Sana", None], "army; Sana; "),
        ({"a": 1}, '{"a": 1}'),
        (date(2016, 9, 22), "2016-09-22"),
    ],
)
def test_text_of_a_value(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20", "  =", '"=', "\xa0+", '" "@', "“-"],
)
def test_no_formula_survives(start):
    assert without_formula(f"{start}1", f"{start}1") == f"'{start}1"


def test_numbers_and_plain_text_are_no_formulas():
    assert without_formula(-5, "-5") == "-5"
    assert without_formula("a=b", "a=b") == "a=b"
    assert without_formula("“It is", "“It is") == "“It is"


def test_what_was_neutralised_stays_so():
    assert without_formula("'=1", "'=1") == "'=1"


def test_json_shows_nothing_unseen_and_loses_nothing():
    text = "a\u202eb\u00ad\u034f\ufeff\U000e0041\x9b😀"
    written = as_json([text])
    assert not re.search("[\u202e\u00ad\u034f\ufeff\U000e0041\x9b]", written)
    assert "😀" in written
    assert json.loads(written) == [text]
