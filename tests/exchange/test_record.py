"""The flat record, field by field."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.fingerprint import digest, filled
from claims.exchange.record import (
    COLUMNS,
    POSITION_COLUMNS,
    Reading,
    read_record,
    record_key,
)
from claims.keep.quote import Quote
from claims.text import bytes_hash
from claims.vocabulary import SpeakerKind, Stance, StatementKind

FULL: dict[str, Any] = {
    "key": "k1",
    "text": " n'a mené aucune frappe ",
    "lang": "fr",
    "kind": "indirect",
    "speaker": "Ministry\tof Defence",
    "speaker_kind": "org",
    "role": "ministère",
    "org": "Russia",
    "said": "mardi",
    "venue": "communiqué",
    "cue": "a déclaré",
    "via": ["Interfax", "agences russes"],
    "outlet": "Al-Ahed",
    "title": "Titre",
    "url": "https://example.org/a",
    "published": "2016-09-22",
    "start": 3,
    "end": 24,
    "original_text": "…текст",
    "original_lang": "ru",
    "same_act": "k0",
    "note": "two\nlines",
    "positions": [
        {"question": "a/b", "claim": "une vingtaine", "stance": "denies", "number": "~20"},
        {"question": "a/c", "number": 12, "stance": "asserts", "hedge": "h", "as_of": "2016"},
    ],
}


def problems(**changes: Any) -> list[tuple[str | None, str]]:
    """What is wrong with a small record after some changes."""
    return [tuple(one) for one in read_record({"text": "a", "speaker": "b", **changes}).problems]


def quote_of(raw: dict[str, Any]) -> Quote:
    """The quote of a record without problems."""
    reading = read_record(raw)
    assert reading.problems == []
    assert reading.quote is not None
    return reading.quote


def test_every_field_is_read() -> None:
    quote = quote_of(FULL)
    assert quote.text == "n'a mené aucune frappe"
    assert quote.kind is StatementKind.INDIRECT
    assert quote.speaker == "Ministry of Defence"
    assert quote.speaker_kind is SpeakerKind.ORG
    assert quote.said is not None
    assert quote.said.text == "2016-09-20"
    assert quote.via == ("Interfax", "agences russes")
    assert (quote.start, quote.end) == (3, 24)
    assert quote.note == "two\nlines"
    first, second = quote.positions
    assert first.stance is Stance.DENIES
    assert first.number is not None
    assert first.number.as_text() == "18..22"
    assert (second.claim, second.hedge) == ("12", "h")
    assert second.as_of is not None
    assert second.as_of.text == "2016"
    assert set(FULL) == {*COLUMNS, "positions"}


def test_what_is_empty_is_missing() -> None:
    quote = quote_of({"text": "a", "speaker": "b", "via": [], "role": "", "org": None, "url": " "})
    assert quote == Quote("a", "b")


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("said", "2016-13", "2016-13: no month 13"),
        ("said", "hier", "hier: counts from the day published, which is not given"),
        ("said", 2016, "must be text, not 2016"),
        ("published", "soon", "soon: not a date"),
        ("kind", "shouted", "shouted is none of direct, indirect, mixed, paraphrase"),
        ("speaker_kind", True, "must be text, not True"),
        ("lang", "frensh language", "not a language such as fr or en-GB: frensh language"),
        ("text", "a\0b", "holds a NUL character"),
        ("text", "a\ud800b", "holds half a character (a lone surrogate)"),
        ("text", "x" * 100_001, "longer than 100000 characters (100001)"),
        ("text", {"a": 1}, "must be text, not an object"),
        ("speaker", "?!", "has neither letter nor digit: ?!"),
        ("speaker", "x" * 301, "longer than 300 characters (301)"),
        ("speaker", "\ufdfa" * 20, "longer than 300 characters (360)"),
        ("key", 10**400, "longer than 200 characters (201)"),
        ("key", ["a"], "must be text, not a list"),
        ("start", -1, "not a whole number from 0: -1"),
        ("start", True, "not a whole number from 0: True"),
        ("end", 1.5, "not a whole number from 0: 1.5"),
        ("end", "x", "not a whole number from 0: x"),
        ("via", ["A", "a."], "goes round in a circle: a. comes twice"),
        ("via", ["A", 3], "must be text, not 3"),
        ("via", ["C", "B"], "goes round in a circle: b is the speaker"),
        ("positions", "asserts", "must be an object, not asserts"),
    ],
)
def test_what_is_wrong_is_said(field: str, value: object, reason: str) -> None:
    assert (field, reason) in problems(**{field: value})


@pytest.mark.parametrize(
    ("position", "field", "reason"),
    [
        ({"stance": "foo"}, "stance", "foo is none of asserts, suspects, reports"),
        ({"number": "12..9"}, "number", "12..9: "),
        ({"number": True}, "number", "must be text, not True"),
        ({"number": "1" * 400}, "number", "not a number"),
        ({"as_of": "2016-13"}, "as_of", "2016-13: no month 13"),
        ({"question": "?"}, "question", "has neither letter nor digit: ?"),
        ({"question": None}, "question", "is missing"),
        ({"claim": None}, "claim", "is missing"),
        ({"stance": None}, "stance", "is missing"),
        ({"claim": "x" * 301}, "claim", "longer than 300 characters (301)"),
    ],
)
def test_what_is_wrong_with_a_position(position: dict[str, Any], field: str, reason: str) -> None:
    whole = {"question": "q", "claim": "c", "stance": "asserts", **position}
    ((where, why),) = problems(positions=[whole])
    assert where == f"positions.{field}"
    assert reason in why
    found = problems(positions=[{"question": "q", "claim": "d", "stance": "asserts"}, whole])
    assert found == [(f"positions[2].{field}", why)]


def test_a_position_comes_once() -> None:
    position = {"question": "a/b", "claim": "C.", "stance": "asserts"}
    other = {"question": "A/B", "claim": "c", "stance": "asserts"}
    assert problems(positions=[position, other]) == [("positions", "asserts c twice")]
    assert problems(positions=[position, {**other, "stance": "unsure"}]) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"start": 4, "end": 4}, [("end", "end 4 is not after start 4")]),
        ({"start": 4}, [("end", "start and end come together")]),
        ({"end": 4}, [("start", "start and end come together")]),
        ({"start": 4, "end": "x"}, [("end", "not a whole number from 0: x")]),
        ({"key": "a", "same_act": "a"}, [("same_act", "is the record itself")]),
        ({"text": None}, [("text", "is missing")]),
        ({"text": "\u200b \n"}, [("text", "is missing")]),
        ({"speaker": "  "}, [("speaker", "is missing")]),
    ],
)
def test_what_no_field_alone_can_tell(
    changes: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert problems(**changes) == found


def test_every_problem_is_listed_and_unknown_fields_too() -> None:
    reading = read_record(
        {"said": "2016-13", "kind": "x", "colour": 1, "positions": [{"mood": 1, "stance": "y"}]}
    )
    assert reading.quote is None
    assert {one.field for one in reading.problems} == {
        "said", "kind", "text", "speaker",
        "positions.stance", "positions.question", "positions.claim",
    }  # fmt: skip
    assert reading.unknown == ["colour", "positions.mood"]


@pytest.mark.parametrize("raw", [None, 3, "text", [], [{"text": "a"}], True])
def test_what_is_no_object(raw: object) -> None:
    reading = read_record(raw)
    assert reading.quote is None
    assert [one.field for one in reading.problems] == [None]


def test_relative_dates_count_from_the_day_published_else_from_today() -> None:
    raw = {"text": "a", "speaker": "b", "said": "hier"}
    today = date(2016, 9, 22)
    for reading in (
        read_record(raw, today=today),
        read_record({**raw, "published": "2016-09-22"}, today=date(2020, 1, 1)),
    ):
        assert reading.quote is not None
        assert str(reading.quote.said) == "2016-09-21"
    vague = read_record({**raw, "published": "2016-09"})
    assert [one.field for one in vague.problems] == ["said"]


EXACT = st.none() | st.booleans() | st.integers() | st.text(st.characters(codec=None))


def nested(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """JSON of these values."""
    return st.recursive(
        values,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=8,
    )


JSON = nested(EXACT | st.floats())
POSITION = st.dictionaries(st.sampled_from(POSITION_COLUMNS) | st.text(max_size=3), JSON)
RECORD = st.dictionaries(
    st.sampled_from([*COLUMNS, "positions"]) | st.text(max_size=3),
    JSON | POSITION | st.lists(POSITION, max_size=3),
)


@given(JSON | RECORD)
def test_nothing_raises(raw: object) -> None:
    reading = read_record(raw)
    assert isinstance(reading, Reading)
    assert (reading.quote is None) == bool(reading.problems)
    if isinstance(raw, dict):
        assert digest(raw) == digest(dict(reversed(list(raw.items()))))
        record_key(raw)


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=8), min_size=1))
def test_a_digest_tells_records_apart_but_not_their_emptiness(raw: dict[str, str]) -> None:
    told = digest(filled(raw))
    assert told == digest(filled({**raw, "positions": [], "note_": None, "x": ""}))
    assert told != digest(filled({**raw, "other": "y"}))


@given(st.dictionaries(st.text(max_size=5), nested(EXACT)))
def test_a_digest_is_of_json_with_its_names_sorted(raw: dict[str, Any]) -> None:
    plain = {name: value for name, value in raw.items() if name not in ("via", "positions")}
    told = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert digest(plain) == bytes_hash(told.encode("utf-8", "surrogatepass"))


def test_a_chain_of_one_is_as_good_as_its_name() -> None:
    assert digest({"via": "A"}) == digest({"via": ["A"]})


@pytest.mark.parametrize(
    ("raw", "key"), [({}, None), ({"key": 7}, "7"), ({"key": " a "}, "a"), ({"key": []}, None)]
)
def test_keys(raw: dict[str, Any], key: str | None) -> None:
    assert record_key(raw) == key
