"""Annotations, Hypothesis and schema.org's quotations: in, out, there and back."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.exchange import shapes
from claims.exchange.detect import of_bytes, of_items
from claims.exchange.export import Export, ExportFormat, Selection
from claims.exchange.importer import Options, import_stream
from claims.exchange.json_in import split
from claims.exchange.record import read_record
from claims.exchange.sources import Raw

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m ../../etc/passwd"
POSITIONS = [
    {"question": "attack/who", "claim": "Russia", "stance": "asserts", "hedge": "no doubt"},
    {"question": "attack/killed", "claim": "12..", "stance": "asserts", "number": "12.."},
]
RECORDS = [
    {
        "key": "a/../b", "text": "« Non »\n" + HOSTILE, "lang": "fr", "kind": "mixed",
        "speaker": "Ann Lee", "speaker_kind": "person", "role": "minister", "org": "Cabinet",
        "said": "2016-09", "venue": "Paris", "cue": "said", "via": ["TASS", "AFP"],
        "outlet": "Le Monde", "title": "T: <b>", "url": "https://a.example/?a=1&b=2",
        "published": "2016-09-20", "start": 10, "end": 25, "original_text": "No",
        "original_lang": "en", "note": "n", "positions": POSITIONS, "prefix": "so ",
        "suffix": " .", "spans": [[10, 15], [20, 25]],
    },
    {"key": "b", "text": "words", "speaker": "a senior official", "speaker_kind": "unnamed"},
    {"key": "c", "text": "words", "speaker": "NATO", "speaker_kind": "org", "same_act": "b",
     "positions": [{"question": "attack/who", "claim": "Russia", "stance": "denies"}]},
]  # fmt: skip
FORMATS = ("annotation", "quotation", "hypothesis")


def load(database, data, **options):
    return import_stream(
        database, BytesIO(data), name="x", command="import x", actor="t",
        options=Options(**options),
    )  # fmt: skip


def load_flat(database, records=RECORDS):
    return load(database, "\n".join(map(json.dumps, records)).encode())


def export(database, form, **selection):
    found = Export(database.reader, ExportFormat(form), Selection(**selection))
    return "".join(found.pieces())


def emptied(database):
    with database.write("empty", "t") as journal:
        rows = journal.reader.values("SELECT id FROM statement WHERE act_id IS NOT NULL")
        rows += journal.reader.values("SELECT id FROM statement WHERE act_id IS NULL")
        for table in ("xref", "position", "via"):
            for number in journal.reader.values(f"SELECT id FROM {table}"):
                journal.delete(table, number)
        for number in rows:
            journal.delete("statement", number)


@pytest.mark.parametrize("form", ["annotation", "quotation"])
def test_there_and_back_and_again(database, form):
    assert load_flat(database).stored
    written, flat = export(database, form), export(database, "flat")
    again = load(database, written.encode())
    assert (again.format, again.flaws) == (form, [])
    emptied(database)
    assert load(database, written.encode()).new == 3
    assert export(database, "flat") == flat
    assert export(database, form) == written
    assert load(database, written.encode()).unchanged == 3


def test_hypothesis_brings_back_what_tags_can_say(database):
    load_flat(database)
    written = export(database, "hypothesis")
    emptied(database)
    report = load(database, written.encode())
    assert (report.format, report.new) == ("annotation", 3)
    row = database.reader.row(
        """SELECT s.text, s.prefix, s.start_offset, s.said, s.kind, s.role_printed, k.name, d.url
        FROM statement s JOIN speaker k ON k.id = s.speaker_id
        JOIN document d ON d.id = s.document_id WHERE s.start_offset IS NOT NULL"""
    )
    assert list(row.values()) == [
        RECORDS[0]["text"], "so ", 10, "2016-09", "mixed", "minister", "Ann Lee",
        RECORDS[0]["url"],
    ]  # fmt: skip
    assert database.reader.value("SELECT count(*) FROM position") == 3


@pytest.mark.parametrize("form", FORMATS)
def test_of_no_quote_nothing_is_written(database, form):
    assert export(database, form) == ""


def test_the_document_is_what_others_read(database):
    load_flat(database)
    collection = json.loads(export(database, "annotation"))
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == 3 == len(collection["first"]["items"])
    first = collection["first"]["items"][0]
    assert first["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": RECORDS[0]["text"], "prefix": "so ",
         "suffix": " ."},
        {"type": "TextPositionSelector", "start": 10, "end": 25},
    ]  # fmt: skip
    assert first["target"]["source"] == RECORDS[0]["url"]
    assert first["body"][0] == {
        "type": "TextualBody", "purpose": "identifying", "value": "Ann Lee",
    }  # fmt: skip
    said = json.loads(export(database, "quotation"))["@graph"][0]
    assert said["@type"] == "Quotation"
    assert said["spokenByCharacter"]["name"] == said["creator"]["name"] == "Ann Lee"
    assert said["isPartOf"]["publisher"]["name"] == "Le Monde"
    assert (said["inLanguage"], said["dateCreated"]) == ("fr", "2016-09")


ANNOTATION = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://a.example/anno/1",
    "type": "Annotation",
    "body": [
        {"type": "TextualBody", "purpose": "tagging", "value": "speaker: Ann Lee"},
        {"type": "TextualBody", "purpose": "tagging", "value": "denies:attack/who=Russia"},
        {"type": "TextualBody", "value": "a remark"},
    ],
    "target": {
        "source": "https://b.example/1",
        "selector": {
            "type": "FragmentSelector",
            "refinedBy": [
                {"type": "TextQuoteSelector", "exact": "No", "prefix": "p "},
                {"type": "TextPositionSelector", "start": 3, "end": 5},
            ],
        },
    },
}
READ = {
    "key": "https://a.example/anno/1", "text": "No", "prefix": "p ", "start": 3, "end": 5,
    "url": "https://b.example/1", "note": "a remark", "speaker": "Ann Lee",
    "positions": [{"question": "attack/who", "claim": "Russia", "stance": "denies"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        ANNOTATION,
        [ANNOTATION],
        {"type": "AnnotationPage", "items": [ANNOTATION]},
        {
            "type": "AnnotationCollection",
            "first": {"type": "AnnotationPage", "items": [ANNOTATION]},
        },
        {"annotations": [ANNOTATION]},
        {"@graph": [ANNOTATION]},
    ],
)
def test_annotations_of_others(value):
    assert of_items(split([Raw(1, value)])) == "annotation"
    assert list(shapes.records("annotation", iter([Raw(1, value)]))) == [Raw(1, READ)]


def test_an_annotation_without_words_or_speaker_is_a_flaw(database):
    bare = {"type": "Annotation", "target": "https://b.example/1"}
    unsaid = {**ANNOTATION, "body": []}
    lines = "\n".join(json.dumps(value) for value in (ANNOTATION, bare, unsaid))
    report = load(database, lines.encode())
    assert not report.stored
    assert [(flaw.line, flaw.field) for flaw in report.flaws] == [
        (2, None),
        (3, "key"),
        (3, "speaker"),
    ]


QUOTATION = {
    "@context": "http://schema.org",
    "@type": ["http://schema.org/quotation"],
    "identifier": {"@type": "PropertyValue", "value": "q1"},
    "text": "No",
    "inLanguage": {"@type": "Language", "name": "French", "alternateName": "fr"},
    "creator": [{"@type": "Person", "name": "Ann Lee", "jobTitle": "minister"}],
    "dateCreated": "2016",
}
ARTICLE = {
    "@type": "NewsArticle", "headline": "H", "url": "https://a.example/1",
    "publisher": {"name": "AFP"}, "hasPart": [QUOTATION],
}  # fmt: skip


@pytest.mark.parametrize("value", [ARTICLE, [ARTICLE], {"@graph": [{"@type": "Person"}, ARTICLE]}])
def test_quotations_as_parts_of_works(value):
    assert of_items(split([Raw(1, value)])) == "quotation"
    [raw] = shapes.records("quotation", iter([Raw(1, value)]))
    assert raw.value == {
        "key": "q1", "text": "No", "lang": "fr", "speaker": "Ann Lee", "speaker_kind": "person",
        "role": "minister", "said": "2016", "outlet": "AFP", "title": "H",
        "url": "https://a.example/1",
    }  # fmt: skip


def test_several_on_one_line_are_counted_on(database):
    twice = json.dumps([QUOTATION, QUOTATION])
    report = load(database, f"{twice}\n".encode())
    assert [flaw.line for flaw in report.flaws] == [2]
    other = {**QUOTATION, "identifier": "q2"}
    assert load(database, json.dumps([QUOTATION, other], indent=1).encode()).new == 2


@pytest.mark.parametrize("value", [{"text": "a", "speaker": "b"}, [], {}, [1], "x", None])
def test_other_values_are_of_no_shape(value):
    assert of_items(split([Raw(1, value)])) in (None, "json")


def test_a_format_asked_for_is_held_to(database):
    report = load(database, b'{"text": "a", "speaker": "b"}\n', format="quotation")
    assert not report.stored
    assert len(report.flaws) == 1
    report = load(database, b'{"text": \n', format="annotation")
    assert "not JSON" in report.flaws[0].reason


KEYS = st.sampled_from(
    """type @type id @id target selector refinedBy exact prefix suffix start end source body value
    purpose tags uri document title language items first annotations rows @graph hasPart text
    creator spokenByCharacter author name jobTitle isPartOf citation url publisher headline
    inLanguage identifier dateCreated claims:record translationOfWork @value""".split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
TYPED = st.sampled_from(
    ["Annotation", "Quotation", "AnnotationPage", "TextQuoteSelector", "tagging"]
)
NODES = st.dictionaries(KEYS, JSON | TYPED | st.just(ANNOTATION) | st.just(QUOTATION), max_size=10)


@given(st.one_of(NODES, st.lists(NODES, max_size=3), JSON), st.sampled_from(list(shapes.SHAPES)))
@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
def test_no_value_makes_a_reader_raise(value, name):
    for raw in shapes.records(name, iter([Raw(1, value)])):
        assert raw.reason or read_record(raw.value)
    of_items([Raw(1, value)])
    of_bytes(json.dumps(value).encode() if isinstance(value, dict | list) else b"{}")


def test_deep_nesting_is_one_flaw(database):
    deep = '{"type": "Annotation", "target": ' + "[" * 100_000 + "]" * 100_000 + "}"
    report = load(database, deep.encode(), format="annotation")
    assert [flaw.reason for flaw in report.flaws] == ["nested too deeply"]
    nested = {"@type": "Article", "hasPart": QUOTATION}
    for _level in range(200):
        nested = {"@type": "Article", "hasPart": nested}
    assert of_items(split([Raw(1, nested)])) is None
