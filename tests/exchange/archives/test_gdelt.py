"""GDELT's quotations: who is read out of the context, the tabbed files, what is refused."""

from __future__ import annotations

import json
import random
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.exchange.archives import gdelt
from claims.exchange.importer import import_stream
from claims.exchange.sources import lines
from tests.exchange.archives import loading as archives


def snippet(pre, quote, post):
    return {"pre": pre, "quote": quote, "post": post}


ARTICLE = {
    "date": "2020-01-01T00:03:00Z",
    "url": "https://www.bridge-times.example/a",
    "title": "Bridge &amp; tunnel",
    "lang": "ENGLISH",
    "quotes": [
        snippet("for years. Transport minister Ann Lee told reporters: ", "It opens.", " She left"),
        snippet("and the tunnel. ", "We will not wait,", " Lee added. The council"),
    ],
}
FRENCH = {
    **ARTICLE,
    "lang": "fr",
    "quotes": [
        snippet("Rien. ", "Le pont ouvrira", ", a déclaré la ministre, Anne Lied, lors d'une"),
        snippet("", "Le pont ouvrira", ""),
    ],
}


def read(*quotes, lang="ENGLISH", **given):
    return list(gdelt.records({**ARTICLE, "lang": lang, "quotes": list(quotes), **given}))


def test_an_article_becomes_its_quotations():
    first, second = gdelt.records(ARTICLE)
    assert first["key"].startswith("gdelt:")
    assert len(first["key"]) == 30
    del first["key"]
    assert first == {
        "text": "It opens.", "lang": "en", "speaker": "Ann Lee", "speaker_kind": "person",
        "role": "Transport minister", "cue": "told", "outlet": "bridge-times.example",
        "title": "Bridge & tunnel", "url": ARTICLE["url"], "published": "2020-01-01T00:03",
        "prefix": ARTICLE["quotes"][0]["pre"], "suffix": " She left",
        "note": "gdelt: speaker_by=claims.extract; confidence=0.97",
    }  # fmt: skip
    # A surname alone is whom the article names in full.
    assert (second["speaker"], second["speaker_kind"]) == ("Ann Lee", "person")


@pytest.mark.parametrize(
    ("pre", "post", "speaker", "kind"),
    [
        ("", ", said Ann Lee, the mayor.", "Ann Lee", "person"),
        ("", " the Pentagon said in a statement. Then", "Pentagon", "org"),
        ("", " a senior official told Reuters. Then", "a senior official", "unnamed"),
        ("It rained. The minister said ", " on Monday.", "The minister", "unnamed"),
        ("", ", Lee added. The council", "Lee", "unnamed"),
        ("", ", she said. The council", gdelt.UNNAMED, "unnamed"),
        ("", " in the town.", gdelt.UNNAMED, "unnamed"),
        ("", "", gdelt.UNNAMED, "unnamed"),
        # Names at the edge of what is given may be cut.
        ("", ", said Ann Le", gdelt.UNNAMED, "unnamed"),
        ("Ann Lee said: ", "", gdelt.UNNAMED, "unnamed"),
        # The marks may be among the context.
        ('It rained. Ann Lee said: "', '" Then it rained', "Ann Lee", "person"),
    ],
)
def test_who_is_named(pre, post, speaker, kind):
    found = read(snippet(pre, "The bridge will open in May", post))[0]
    assert (found["speaker"], found["speaker_kind"]) == (speaker, kind)


@pytest.mark.parametrize(("lang", "code"), [("fr", "fr"), ("FRENCH", "fr"), ("French", "fr")])
def test_french_is_read(lang, code):
    first, second = gdelt.records({**FRENCH, "lang": lang})
    assert (first["speaker"], first["role"], first["cue"]) == (
        "Anne Lied", "ministre", "a déclaré",
    )  # fmt: skip
    assert first["lang"] == code
    assert (second["speaker"], second["key"]) == (gdelt.UNNAMED, f"{first['key']}#2")


@pytest.mark.parametrize(
    ("lang", "code", "note"),
    [
        ("GERMAN", "de", None),
        ("sv", "sv", None),
        ("zh-Hant", "zh-hant", None),
        ("Klingon", None, "gdelt: lang=Klingon"),
        ("", None, None),
        (5, None, "gdelt: lang=5"),
        (None, None, None),
    ],
)
def test_in_other_languages_nobody_is_looked_for(lang, code, note):
    (found,) = read(snippet("Ann Lee said: ", "Yes", ", said Ann Lee. "), lang=lang)
    assert (found["speaker"], found.get("lang"), found.get("note")) == (gdelt.UNNAMED, code, note)


def test_two_of_a_surname_leave_it_open():
    names = ("Ann Lee", "Bo Lee")
    quotes = [snippet("", "The bridge opens", f", said {name}. Then") for name in names]
    found = read(*quotes, snippet("", "It does not open", ", Lee said. Then"))
    assert [one["speaker"] for one in found] == ["Ann Lee", "Bo Lee", "Lee"]
    assert found[2]["speaker_kind"] == "unnamed"


def test_whom_a_pronoun_means_is_a_candidate_only():
    pre = "Ann Lee was at the bridge. She waited for hours. "
    first, second = read(
        snippet(pre, "The bridge is closed", ", she said. The council waited."),
        snippet("It rained. ", "The bridge is open", ", Lee said. The council waited."),
    )
    assert (first["speaker"], second["speaker"]) == (gdelt.UNNAMED, "Ann Lee")
    assert first["note"].endswith("candidate=Ann Lee")


def test_repeats_and_empty_quotes_are_passed_over():
    quote = snippet("a ", "Yes", " b")
    found = read(quote, quote, snippet("", " &nbsp; ", ""), snippet("c ", "Yes", " d"), None, {})
    assert [one["key"][30:] for one in found] == ["", "#2"]
    assert read() == []


def test_entities_are_read():
    (found,) = read(snippet("", "I&#39;m &amp;quot;sure&amp;quot; &lt;now&gt;", ""))
    assert found["text"] == 'I\'m "sure" <now>'


def test_long_context_is_cut_and_long_words_are_not():
    (found,) = read(snippet("x" * 9_000, "y " * 40_000 + "y", "z" * 9_000))
    assert (len(found["prefix"]), len(found["suffix"])) == (300, 300)
    assert len(found["text"]) == 80_001


@pytest.mark.parametrize("value", archives.OTHERS)
def test_other_values_are_none_of_it(value):
    assert gdelt.items(value) is None


def test_the_graph_is_told():
    assert gdelt.items(ARTICLE) == [ARTICLE]
    assert gdelt.items([FRENCH, 5]) == [FRENCH, 5]
    assert gdelt.items({**ARTICLE, "quotes": []}) == [{**ARTICLE, "quotes": []}]


def test_what_is_wrong_is_a_flaw_of_its_field(database):
    values = [
        {**ARTICLE, "date": "someday"},
        {**FRENCH, "quotes": [snippet("", "a" * 100_001, ""), snippet("", 5, ""), "x"]},
        {"quotes": 5},
    ]
    report = archives.load(database, archives.raws(gdelt, *values))
    found = [(flaw.line, flaw.field) for flaw in report.flaws]
    assert found[:4] == [(1, "published"), (2, "published"), (3, "text"), (4, "text")]
    assert found[-1] == (6, None)


def test_an_import_knows_its_records_again(database):
    values = [ARTICLE, {**FRENCH, "url": "https://b.example"}]
    report = archives.load(database, archives.raws(gdelt, *values))
    assert (report.new, report.flaws) == (4, [])
    assert archives.load(database, archives.raws(gdelt, *values)).unchanged == 4
    rows = database.reader.rows(
        """SELECT k.name, k.kind, s.cue, d.published FROM statement s
        JOIN speaker k ON k.id = s.speaker_id JOIN document d ON d.id = s.document_id
        ORDER BY s.id"""
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Ann Lee", "person", "told", "2020-01-01T00:03"),
        ("Ann Lee", "person", "added", "2020-01-01T00:03"),
        ("Anne Lied", "person", "a déclaré", "2020-01-01T00:03"),
        (gdelt.UNNAMED, "unnamed", None, "2020-01-01T00:03"),
    ]


# -- the Global Knowledge Graph ------------------------------------------------------------


def gkg(quotations, *, number="20200101000000-7", **cells):
    found = [""] * 27
    found[0], found[1], found[2] = number, "20200101001500", "1"
    found[3], found[4] = "bridge-times.example", "https://www.bridge-times.example/a"
    found[22] = quotations
    for place, cell in cells.items():
        found[int(place[1:])] = cell
    return "\t".join(found).encode()


QUOTED = "120|9|said|It opens #1 | soon#300|4||No.#512|5|told|R&amp;D"
LINE = gkg(
    QUOTED,
    c26="<PAGE_TITLE>Bridge &#x26; tunnel</PAGE_TITLE>"
    "<PAGE_PRECISEPUBTIMESTAMP>20191231220000</PAGE_PRECISEPUBTIMESTAMP>",
)


def tabbed(*found):
    return list(gdelt.read_gkg(lines(BytesIO(b"\n".join(found)))))


def test_a_line_has_several_quotations():
    first, second, third = tabbed(LINE)
    assert first.value == {
        "key": "gkg:20200101000000-7#1", "text": "It opens #1 | soon", "lang": "en",
        "speaker": gdelt.UNNAMED, "speaker_kind": "unnamed", "cue": "said",
        "outlet": "bridge-times.example", "title": "Bridge & tunnel",
        "url": "https://www.bridge-times.example/a", "published": "2019-12-31T22:00",
        "note": "gdelt: offset=120",
    }  # fmt: skip
    assert (second.value["text"], "cue" in second.value) == ("No.", False)
    assert (third.value["text"], third.line) == ("R&D", 1)


def test_what_was_translated_says_so():
    (raw,) = tabbed(gkg("1|2|said|No", number="20200101000000-T7", c25="srclc:fra;eng:Moses 2.1.1"))
    assert (raw.value["lang"], raw.value["original_lang"]) == ("en", "fra")
    assert raw.value["note"] == "gdelt: offset=1; translated=by machine"
    assert raw.value["published"] == "2020-01-01T00:15"


def test_what_is_not_on_the_web_has_a_title_instead_of_an_address():
    (raw,) = tabbed(gkg("1|2||No", c2="2", c3="Radio Bell", c4="Evening news, 1 January"))
    assert (raw.value["title"], raw.value["outlet"]) == ("Evening news, 1 January", "Radio Bell")
    assert "url" not in raw.value


def test_broken_bytes_are_replaced_and_noted():
    (raw,) = tabbed(gkg("1|2|said|opXns").replace(b"X", b"\xe9"))
    assert raw.value["text"] == "op\ufffdns"
    assert raw.value["note"] == "gdelt: offset=1; bytes=broken"


def test_a_line_that_ends_too_early_is_a_flaw():
    cut = gkg("", c15="1.5,2").strip()
    assert [raw.reason is None for raw in tabbed(cut, cut + b"\t" * 7)] == [False]


def test_lines_are_numbered_as_they_stand():
    long = LINE + b"x" * (1 << 20)
    found = tabbed(b"", gkg(""), LINE, b"no such line", gkg("no quotation"), long)
    assert [(raw.line, raw.reason is None) for raw in found] == [
        (3, True), (3, True), (3, True), (4, False), (5, False), (6, False),
    ]  # fmt: skip
    assert "no quotation" in found[4].reason


@pytest.mark.parametrize(
    "line",
    [b"", b"text\tspeaker", b'{"text": "a"}', b"\t" * 26, LINE.split(b"\t")[0], LINE[1:],
     b"20200101000000-7\t20200101001500\t1\ta", "a\tb".encode("utf-16")],
)  # fmt: skip
def test_other_lines_are_none_of_it(line):
    assert not gdelt.is_gkg(line)


def test_a_line_is_told():
    assert gdelt.is_gkg(LINE)
    assert gdelt.is_gkg(gkg("", number="20200101000000-T12"))
    # The end of a line may have been taken for blanks.
    assert gdelt.is_gkg(gkg("", c15="1.5,2").strip())


def test_a_tabbed_import_knows_its_records_again(database):
    for counted in ("new", "unchanged"):
        other = gkg("1|2|said|No", number="20200101000000-T8", c25="srclc:fra")
        report = archives.load(database, iter(tabbed(LINE, other)))
        assert (getattr(report, counted), report.flaws) == (4, [])


def test_files_tell_what_they_are(database):
    graph = "\n".join(json.dumps(one) for one in (ARTICLE, FRENCH))
    for data, new in ((graph.encode(), 4), (json.dumps([ARTICLE]).encode(), 0), (LINE, 3)):
        report = import_stream(database, BytesIO(data), name="x", command="import x", actor="t")
        assert (report.format, report.flaws, report.new) == ("gdelt", [], new)


# -- hostile -------------------------------------------------------------------------------

KEYS = st.sampled_from([*ARTICLE, "pre", "quote", "post", "text"])
CONTEXT = st.text(
    st.sampled_from("“”\"«»'.,:;!?()[]&#|\t\n\u00a0\u202e aeLS") | st.characters(), max_size=60
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CONTEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
SNIPPETS = st.builds(snippet, CONTEXT, CONTEXT, CONTEXT)
ARTICLES = st.builds(
    lambda quotes, lang, extra: {**ARTICLE, "lang": lang, "quotes": quotes, **extra},
    st.lists(SNIPPETS | JSON, max_size=4),
    st.sampled_from(["ENGLISH", "fr", "GERMAN", None]),
    st.dictionaries(KEYS, JSON, max_size=3),
)


@given(st.one_of(ARTICLES, st.lists(ARTICLES, max_size=3), JSON))
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_no_value_makes_the_reader_raise(value):
    archives.check(archives.raws(gdelt, value))


@given(st.lists(SNIPPETS, max_size=5))
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_keys_are_told_apart_and_stay(quotes):
    found = read(*quotes)
    keys = [one["key"] for one in found]
    assert len(keys) == len(set(keys))
    assert found == read(*quotes)


@given(st.binary(max_size=300), st.text(max_size=100))
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_no_line_makes_the_reader_raise(data, quotations):
    found = tabbed(data, gkg(quotations.replace("\t", "").replace("\n", "")))
    archives.check(iter(found))


@pytest.mark.fuzz
def test_broken_articles_are_flaws_or_pass():
    assert archives.fuzz(gdelt, [ARTICLE, FRENCH, [ARTICLE, FRENCH]]) > archives.ROUNDS // 2


@pytest.mark.fuzz
def test_broken_lines_are_flaws_or_pass():
    rng = random.Random(20261122)
    good = 0
    for _round in range(archives.ROUNDS):
        data = bytearray(LINE)
        for _time in range(rng.randrange(1, 12)):
            place = rng.randrange(len(data))
            data[place : place + rng.randrange(4)] = rng.choice(
                [b"", b"|", b"#", b"\t", b"\0", b"\xff", b"&#0;", b"9" * 40, bytes([place % 256])]
            )
        good += archives.check(iter(tabbed(bytes(data))))
    assert good > archives.ROUNDS // 2
