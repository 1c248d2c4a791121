"""Quotebank, by quotation and by article: who is named, what is kept, what is refused."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.exchange.archives import feeds, quotebank
from claims.exchange.importer import import_stream
from claims.exchange.record import read_record
from tests.exchange.archives import loading as archives

LINE = {
    "quoteID": "2019-03-01-000042",
    "quotation": "The bridge will open in May.",
    "speaker": "Ann Lee",
    "qids": ["Q900001"],
    "date": "2019-03-01 09:30:00",
    "numOccurrences": 3,
    "probas": [["Ann Lee", "0.7312"], ["None", "0.2013"], ["Bo Li", "0.0675"]],
    "urls": [
        "https://www.bridge-times.example/a?utm_source=x",
        "http://evening-bell.example:8080/b",
        "https://www.bridge-times.example/a?utm_source=x",
        "https://harbour-post.example/c",
    ],
    "phase": "E",
}
ARTICLE = {
    "articleID": "20190301_0001_web",
    "articleLength": 420,
    "date": "2019-03-01 00:00:00",
    "phase": "E",
    "title": "Bridge &amp; tunnel",
    "url": "https://www.bridge-times.example/a",
    "names": [
        {"name": "Ann Lee", "ids": "[Q900001, Q900002]", "offsets": "[[3, 5]]"},
        {"name": "Bo Li", "ids": ["Q900003"], "offsets": [[9, 11]]},
    ],
    "quotations": [
        {
            "quoteID": "2019-03-01-000042", "quotation": "The bridge will open in May.",
            "quotationOffset": 17, "leftContext": "Ann Lee said : ", "rightContext": " Then",
            "globalTopSpeaker": "Bo Li", "globalProbas": [{"speaker": "Bo Li", "proba": 0.8}],
            "localTopSpeaker": "Ann Lee",
            "localProbas": [{"speaker": "Ann Lee", "proba": "0.9"}], "numOccurrences": 3,
        },
        {
            "quoteID": "2019-03-01-000043", "quotation": "No.", "quotationOffset": 40,
            "globalTopSpeaker": "Bo Li", "globalProbas": [["Bo Li", "0.6"]], "numOccurrences": 1,
        },
        {
            "quoteID": "2019-03-01-000042", "quotation": "The bridge will open in May.",
            "localTopSpeaker": "None", "localProbas": [["None", "0.8"], ["Ann Lee", "0.2"]],
        },
    ],
}  # fmt: skip


def read(value):
    return list(quotebank.records(value))


def test_a_quotation_is_one_act_in_several_documents():
    first, second, third = read(LINE)
    note = (
        "quotebank: attribution=0.7312; candidates=Ann Lee 0.7312 | None 0.2013 | Bo Li 0.0675; "
        "qids=Q900001; occurrences=3; phase=E"
    )
    same = {
        "text": "The bridge will open in May.", "lang": "en", "speaker": "Ann Lee",
        "speaker_kind": "person", "speaker_wikidata": "Q900001",
    }  # fmt: skip
    assert first == {
        "key": "2019-03-01-000042", **same, "outlet": "bridge-times.example",
        "url": LINE["urls"][0], "published": "2019-03-01T09:30", "note": note,
    }  # fmt: skip
    # Only the earliest document's day is known.
    assert second == {
        "key": "2019-03-01-000042#2", **same, "outlet": "evening-bell.example",
        "url": LINE["urls"][1], "same_act": "2019-03-01-000042",
        "note": f"{note}; first_seen=2019-03-01T09:30",
    }  # fmt: skip
    assert third["key"] == "2019-03-01-000042#3"
    assert third["outlet"] == "harbour-post.example"


def test_what_is_beyond_the_most_copies_is_counted():
    urls = [f"https://h{n}.example/" for n in range(quotebank.MOST_COPIES + 7)]
    found = read({**LINE, "urls": urls})
    assert len(found) == quotebank.MOST_COPIES
    assert all("urls_left_out=7" in one["note"] for one in found)
    assert "left_out" not in read({**LINE, "urls": urls[: quotebank.MOST_COPIES]})[0]["note"]


@pytest.mark.parametrize(
    ("given", "speaker"),
    [
        ({"probas": [["Ann Lee", "0.5"]]}, "Ann Lee"),
        ({"probas": [["Ann Lee", "0.4999"]]}, quotebank.UNCERTAIN),
        ({"probas": [{"speaker": "ANN LEE", "probability": 0.4}]}, quotebank.UNCERTAIN),
        ({"probas": []}, "Ann Lee"),
        ({"probas": [["Ann Lee", "nan"]]}, "Ann Lee"),
        ({"speaker": "None", "probas": [["None", "0.9"]]}, quotebank.UNNAMED),
        ({"speaker": "none", "probas": [["None", "0.2"]]}, quotebank.UNNAMED),
        ({"speaker": None}, "Ann Lee"),
        ({"speaker": None, "probas": None}, quotebank.UNNAMED),
    ],
)
def test_a_speaker_is_named_from_one_half_on(given, speaker):
    found = read({**LINE, **given})[0]
    assert found["speaker"] == speaker
    assert (found["speaker_kind"] == "unnamed") is speaker.startswith("speaker not")


def test_an_uncertain_speaker_is_a_candidate():
    probas = [["Bo; Li|", "0.3"], ["Ann Lee", "0.4"]]
    note = read({**LINE, "probas": probas})[0]["note"]
    assert "attribution=0.4; candidates=Ann Lee 0.4 | Bo, Li, 0.3; qids=Q900001" in note


def test_an_article_has_its_quotations_where_they_stand():
    first, second, third = read(ARTICLE)
    document = {
        "outlet": "bridge-times.example", "title": "Bridge & tunnel",
        "url": "https://www.bridge-times.example/a", "published": "2019-03-01",
    }  # fmt: skip
    assert first == {
        "key": "2019-03-01-000042@20190301_0001_web", "text": "The bridge will open in May.",
        "lang": "en", "speaker": "Ann Lee", "speaker_kind": "person", **document,
        "prefix": "Ann Lee said : ", "suffix": " Then",
        "note": "quotebank: attribution=0.9; candidates=Ann Lee 0.9; qids=Q900001 | Q900002; "
        "elsewhere=Bo Li 0.8; occurrences=3; token=17; phase=E",
    }  # fmt: skip
    assert second["speaker"] == "Bo Li"  # what the article leaves open, all together tell
    assert second["speaker_wikidata"] == "Q900003"
    assert (third["key"], third["same_act"]) == (f"{first['key']}#2", first["key"])
    assert third["speaker"] == quotebank.UNNAMED


def test_entities_and_marks_that_steer():
    found = read({**LINE, "quotation": "R&amp;D is &amp;quot;fine&amp;quot; &#8212; ?a=1&copy=2"})
    assert found[0]["text"] == 'R&D is "fine" \u2014 ?a=1&copy=2'
    assert feeds.plain("&copyright; &hellip;") == "&copyright; …"


def test_an_id_too_long_for_a_key_is_hashed():
    long = read({**LINE, "quoteID": "x" * 400})
    assert long[1]["same_act"] == long[0]["key"] != read({**LINE, "quoteID": "x" * 401})[0]["key"]
    assert all(len(one["key"]) < 60 for one in long)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2019-03-01 00:00:00", "2019-03-01"),
        ("2019-03-01T09:30:12.123Z", "2019-03-01T09:30"),
        ("20190301093012", "2019-03-01T09:30"),
        ("20190301", "2019-03-01"),
        ("2019-02-31 00:00:00", "2019-02-31 00:00:00"),
        ("2019-03-01 25:00:00", "2019-03-01 25:00:00"),
        ("soon", "soon"),
        (5, 5),
    ],
)
def test_days(written, kept):
    assert feeds.day_of(written) == kept


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://WWW.Bell.example:80/a", "bell.example"),
        ("http://me:pw@bell.example/a", "bell.example"),
        ("//bell.example", "bell.example"),
        ("bell.example/a", None),
        ("http://[::1", None),
        ("https://" + "x" * 400 + ".example", None),
        ("https:///a", None),
        (5, None),
    ],
)
def test_the_host_is_the_outlet(url, outlet):
    assert feeds.outlet_of(url) == outlet


@pytest.mark.parametrize("value", archives.OTHERS)
def test_other_values_are_none_of_it(value):
    assert quotebank.items(value) is None


def test_both_forms_are_told():
    assert quotebank.items(LINE) == [LINE]
    assert quotebank.items([ARTICLE, 5]) == [ARTICLE, 5]
    assert [raw.reason is None for raw in archives.raws(quotebank, [{**ARTICLE}, 5])] == [
        True, True, True, False,
    ]  # fmt: skip


def test_what_is_wrong_is_a_flaw_of_its_field(database):
    lines = [
        {**LINE, "quotation": ""},
        {**LINE, "quoteID": "2", "date": "someday", "urls": []},
        {**LINE, "quoteID": "3", "quotation": 5, "urls": None},
        {"quoteID": "4"},
        {**ARTICLE, "quotations": ["No."]},
    ]
    report = archives.load(database, archives.raws(quotebank, *lines))
    assert [(flaw.line, flaw.field) for flaw in report.flaws] == [
        (1, "text"), (2, "text"), (3, "text"), (4, "published"), (5, "text"), (6, None),
        (7, "speaker"),
    ]  # fmt: skip


def test_an_import_knows_its_records_again(database):
    values = [LINE, {**LINE, "quoteID": "9", "speaker": "None", "urls": None}, ARTICLE]
    report = archives.load(database, archives.raws(quotebank, *values))
    assert (report.new, report.flaws) == (7, [])
    assert archives.load(database, archives.raws(quotebank, *values)).unchanged == 7
    acts = database.reader.rows(
        """SELECT count(*) AS n FROM statement WHERE text LIKE 'The bridge%'
        GROUP BY COALESCE(act_id, id) ORDER BY 1"""
    )
    assert [row["n"] for row in acts] == [1, 2, 3]
    named = "SELECT count(*) FROM speaker WHERE kind = 'person' AND name = 'Ann Lee'"
    assert database.reader.value(named) == 1
    ids = "SELECT k.name FROM xref x JOIN speaker k ON k.id = x.speaker_id ORDER BY x.key"
    assert database.reader.values(ids) == ["Ann Lee", "Bo Li"]
    revised = archives.load(database, archives.raws(quotebank, {**LINE, "phase": "F"}))
    assert revised.revised == 3


def test_files_tell_what_they_are(database):
    lines = "\n".join(json.dumps(one) for one in (LINE, {**LINE, "quoteID": "2"}))
    for data, new in ((lines, 6), (json.dumps([LINE]), 0), (json.dumps(ARTICLE), 3)):
        report = import_stream(
            database, BytesIO(data.encode()), name="x", command="import x", actor="t"
        )
        assert (report.format, report.flaws, report.new) == ("quotebank", [], new)


# -- hostile -------------------------------------------------------------------------------

KEYS = st.sampled_from([*LINE, *ARTICLE, *ARTICLE["quotations"][0], "name", "ids", "proba"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
NODES = st.builds(lambda *parts: {**parts[0], **parts[1]}, st.sampled_from([LINE, ARTICLE, {}]),
                  st.dictionaries(KEYS, JSON, max_size=6))  # fmt: skip


@given(st.one_of(NODES, st.lists(NODES, max_size=3), JSON))
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_no_value_makes_the_reader_raise(value):
    archives.check(archives.raws(quotebank, value))


@given(NODES)
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_keys_are_told_apart_and_acts_lead_back(value):
    found = [raw.value for raw in archives.raws(quotebank, value) if raw.reason is None]
    keys = [one["key"] for one in found if "key" in one]
    assert len(keys) == len(set(keys))
    heads = {one["same_act"] for one in found if "same_act" in one}
    assert heads <= set(keys)


@given(st.text(max_size=200), st.text(max_size=40))
def test_words_without_entities_are_kept_as_they_are(words, name):
    found = read({**LINE, "quotation": words, "speaker": name, "probas": None})[0]
    if "&" not in words and words:
        assert found["text"] == words
    reading = read_record(found)
    assert reading.quote is None or reading.quote.text == found["text"].strip()


@pytest.mark.fuzz
def test_broken_lines_are_flaws_or_pass():
    assert archives.fuzz(quotebank, [LINE, ARTICLE, [LINE, ARTICLE]]) > archives.ROUNDS // 2
