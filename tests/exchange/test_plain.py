"""Plain records, read and kept in columns, are what they are read and kept one by one."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.database import Database
from claims.exchange import prepared
from claims.exchange.fingerprint import digest, filled
from claims.exchange.importer import Options, import_stream
from claims.exchange.plain import may_be_plain, read_plain
from claims.exchange.prepared import prepare
from claims.exchange.record import read_record
from claims.exchange.report import ImportReport
from claims.exchange.sources import Raw
from claims.fulltext import ACCEPTED, filters_of
from claims.fulltext_check import differences
from claims.indexed_words import indexed_words
from claims.keep.plain import Plains
from claims.keep.quote import Quote, days
from claims.keep.source import source_of
from claims.keep.statements import Places, columns

Record = dict[str, Any]

TEXTS = ["un cessez-le-feu", " L'O.N.U. [sic] ", "œuvre 中文", "x", "", None, "\u200b", "a\0b", 5]
NAMES = ["Ann Lee", "ann  lee", "AP", "Ann\tLee", "!!!", "", None, ["Ann"], "un voisin"]
DATES = ["2016-09-20", "2016-09", "2016", "2016-09-20T10:00", "hier", "2016-13-01", None, ""]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "key": st.sampled_from(["a", "b", " c ", "x" * 201, 7, "", None]),
    "text": st.sampled_from(TEXTS),
    "lang": st.sampled_from(["fr", "en-GB", "French!", None]),
    "kind": st.sampled_from(["direct", "indirect", "DIRECT", "loud", None]),
    "speaker": st.sampled_from(NAMES),
    "speaker_kind": st.sampled_from(["person", "org", "unnamed", "Person", "nobody", None]),
    "speaker_wikidata": st.sampled_from(["Q1", "none"]),
    "role": st.sampled_from(["envoy", "envoy to Syria", " minister ", None, 3]),
    "org": st.sampled_from(NAMES),
    "said": st.sampled_from(DATES),
    "venue": st.sampled_from(["Geneva", ["x"], None]),
    "cue": st.sampled_from(["said", "a dit\n", None]),
    "via": st.sampled_from(["AFP", ["AFP", "SANA"], ["AFP", "afp"], "Ann Lee", [], None, 4]),
    "outlet": st.sampled_from(NAMES),
    "title": st.sampled_from(["Une frappe", "L’ONU", None]),
    "url": st.sampled_from(["https://example.org/a", "http://www.example.org/a/", "é", None]),
    "published": st.sampled_from(DATES),
    "start": st.sampled_from([0, 5, "3", -1, None]),
    "end": st.sampled_from([0, 9, "12", 4, None]),
    "prefix": st.sampled_from([" before ", None]),
    "suffix": st.sampled_from([" after", None]),
    "original_text": st.sampled_from(["word", None]),
    "original_lang": st.sampled_from(["ar", None]),
    "same_act": st.sampled_from(["a", "b", "z", None]),
    "note": st.sampled_from(["a note", None]),
    "mood": st.just("angry"),
    "confidential": st.booleans(),
    "positions": st.sampled_from(
        [
            [{"question": "toll", "claim": "21", "number": "21", "stance": "asserts"}],
            [{"question": "who", "claim": "A", "stance": "denies", "as_of": "hier"}],
            {"question": "who", "claim": "A", "stance": "asserts", "hedge": ""},
            [{"question": "who", "claim": "A", "stance": "asserts"}] * 2,
            [{"question": "who", "stance": "loves"}, None],
            [{"question": "who", "claim": "A", "stance": "asserts", "mood": 1}],
            [], None, "x",
        ]
    ),
}  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {"text": VALUES["text"], "speaker": VALUES["speaker"]},
    optional={name: value for name, value in VALUES.items() if name not in ("text", "speaker")},
)
WHOLE = {
    "key": "k", "text": "words (ndlr: x)", "lang": "fr", "kind": "mixed", "speaker": "Ann Lee",
    "speaker_kind": "person", "role": "envoy", "org": "ONU", "said": "2016-09-20", "venue": "Rome",
    "cue": "said", "via": ["AFP", "SANA"], "outlet": "AP", "title": "Une frappe", "start": 1,
    "url": "https://example.org/a", "published": "2016-09-21", "end": 9, "prefix": "a", "note": "n",
    "suffix": "b", "original_text": "o", "original_lang": "ar", "same_act": "z",
    "positions": [{"question": "toll", "claim": "21", "number": "21", "stance": "asserts"}],
}  # fmt: skip


def stated(quote: Quote) -> Record:
    """What a quote's statement says, that refers to nothing."""
    row = columns(quote, Places(1, 1, None, None, (), None), days(quote.said, None, None))
    for name in ("document_id", "speaker_id", "role_id", "role_org_id", "act_id"):
        del row[name]
    assert not row.pop("confidential")
    assert row.pop("spans") is None
    return row


def none_plain(*_given: Any, vectors: bool) -> Plains:
    return read_plain([], [], vectors=vectors)


def stated_plain(plain: Plains, at: int) -> Record:
    first, last = plain.days[at] or days(None, None, None)
    names = stated(Quote("x", "x"))
    return {
        **{name: plain.said[name][at] if name in plain.said else None for name in names},
        "said_first": first,
        "said_last": last,
    }


@settings(max_examples=400, deadline=None)
@given(st.lists(RECORDS, max_size=5))
@example([WHOLE])
@example([WHOLE, {**WHOLE, "title": None, "key": ""}, {"text": "x", "speaker": "Ann Lee"}])
def test_a_plain_record_is_read_as_any(records: list[Record]) -> None:
    chunk = prepare([Raw(number, one) for number, one in enumerate(records)], whole=True)
    assert chunk.digests == list(map(digest, map(filled, records)))
    plain = chunk.plain
    assert plain is not None
    for at, place in enumerate(plain.places):
        quote, problems, unknown = read_record(records[place])
        assert quote is not None
        assert (problems, unknown) == ([], [])
        assert stated_plain(plain, at) == stated(quote)
        names, source = plain.names(at), source_of(quote)
        assert (names.speaker, names.speaker_kind, names.org) == (
            quote.speaker, quote.speaker_kind, quote.org,
        )  # fmt: skip
        assert (names.outlet, names.via, names.end) == (quote.outlet, quote.via, quote.end)
        assert names.document == source.key
        when = quote.published
        days_published = (when.first, when.last) if when else (None, None)
        column = plain.documents[at]
        assert tuple(one[column] for one in plain.sources) == (
            quote.outlet, quote.title, quote.url, when and when.text, *days_published,
            quote.lang, source.key,
        )  # fmt: skip
        assert plain.days[at] == quote.days
        assert plain.acts[at] == quote.same_act
        assert plain.positions.get(at, []) == quote.positions
        assert plain.words[at] == indexed_words(quote.text)
        when = quote.days or days(quote.published, None, None)
        told = filters_of(quote.lang, quote.kind, ACCEPTED, when, quote.title, quote.role)
        assert (plain.told_days[at], plain.filters[at]) == (when, told)


def test_what_is_usual_is_plain() -> None:
    usual = [WHOLE, {**WHOLE, "key": None, "role": ""}, {"text": "x", "speaker": "Ann Lee"}]
    chunk = prepare([Raw(1, one) for one in usual], whole=True)
    assert chunk.plain is not None
    assert chunk.plain.places == [0, 1, 2]
    assert prepare([Raw(1, WHOLE)], whole=False).plain is None


@pytest.mark.parametrize(
    "odd",
    [
        {"said": "hier"},
        {"said": "2016-09-25"},  # days after it was published: somebody must be warned
        {"end": 1},
        {"via": ["ann lee"]},
        {"same_act": "k"},
        {"confidential": True},
        {"mood": "angry"},
        {"kind": "loud"},
        {"text": "\ud800"},
        {"positions": [{"question": "who", "stance": "loves"}]},
    ],
)
def test_what_is_odd_is_not(odd: Record) -> None:
    chunk = prepare([Raw(1, WHOLE), Raw(2, {**WHOLE, **odd}), Raw(3, WHOLE)], whole=True)
    assert chunk.plain is not None
    assert chunk.plain.places == [0, 2]


def test_of_a_chunk_without_any_there_is_nothing() -> None:
    assert read_plain([None], [None]).places == []


@pytest.mark.parametrize("odd", [5, ["Ann"], {"name": "Ann"}, True])
def test_of_what_is_no_text_where_one_should_be_nothing_may_be_plain(odd: Any) -> None:
    assert may_be_plain({"text": "No.", "speaker": "Ann", "via": ["AP"]})
    assert not may_be_plain({"text": "No.", "speaker": odd})


def test_the_digest_is_what_databases_keep() -> None:
    record = {"text": "«\u00a0Non\u00a0»", "speaker": "Ann", "via": "AP", "note": "", "start": 3}
    assert digest(filled(record)) == "db840ead65c15760f71763af1d592bc2"


# -- kept ------------------------------------------------------------------------------------

KEPT = """
SELECT x.key, x.digest, x.raw, s.text, s.kind, s.lang, s.cue, s.venue, s.said, s.said_first,
s.said_last, s.start_offset, s.end_offset, s.prefix, s.suffix, s.insertions, s.original_text,
s.original_lang, s.note, s.role_printed, s.status, s.confidential, k.name AS speaker,
k.kind AS speaker_kind, p.name AS parent, o.name AS org, r.title AS role, d.key AS document,
d.title, d.url, d.published, w.name AS outlet, d.lang AS document_lang, h.key AS act
FROM statement s JOIN speaker k ON k.id = s.speaker_id LEFT JOIN speaker p ON p.id = k.parent_id
JOIN document d ON d.id = s.document_id LEFT JOIN speaker w ON w.id = d.outlet_id
LEFT JOIN speaker o ON o.id = s.role_org_id LEFT JOIN role r ON r.id = s.role_id
LEFT JOIN xref x ON x.statement_id = s.id LEFT JOIN xref h ON h.statement_id = s.act_id
ORDER BY x.key
"""
CHAINS = """
SELECT x.key, v.step, k.name FROM via v JOIN speaker k ON k.id = v.speaker_id
JOIN xref x ON x.statement_id = v.statement_id ORDER BY x.key, v.step
"""
BORNE = """
SELECT x.key, q.slug, q.mode, c.text, c.number, p.stance, p.hedge, p.as_of, c.state
FROM position p JOIN claim c ON c.id = p.claim_id JOIN question q ON q.id = c.question_id
JOIN xref x ON x.statement_id = p.statement_id ORDER BY x.key, q.slug, c.text, p.stance
"""


def load(database: Database, records: list[Record]) -> ImportReport:
    """Import records into what is there of the speakers."""
    lines = "\n".join(map(json.dumps, records)).encode()
    return import_stream(
        database, BytesIO(lines), name="x", command="import x", actor="me",
        options=Options(keep_going=True, format="jsonl"),
    )  # fmt: skip


def clear(database: Database) -> None:
    """Nothing but one who holds a role, two namesakes, and a document known already."""
    with database.write("clear", "me") as journal:
        for table in (
            "xref", "via", "position", "claim", "question", "statement", "role", "document",
            "speaker",
        ):  # fmt: skip
            journal.delete_rows(table, journal.reader.values(f"SELECT id FROM {table}"))
        ann = journal.insert("speaker", kind="person", name="Ann Lee", key="ann lee")
        journal.insert("role", speaker_id=ann, title="Special Envoy", title_key="special envoy")
        for qualifier in ("", "2"):
            journal.insert("speaker", kind="person", name="Bob", key="bob", qualifier=qualifier)
        journal.insert("document", kind="article", key="|example.org/a", title="Un titre")


def kept(database: Database) -> list[Any]:
    """All that was kept, whatever its ids."""
    reader = database.reader
    names = sorted(reader.values("SELECT name FROM speaker"))
    return [names, *(reader.rows(sql) for sql in (KEPT, CHAINS, BORNE))]


def told(speakers: list[str], others: list[str], more: dict[str, Any]) -> st.SearchStrategy[Record]:
    """Records of these speakers, who may also be others."""
    return st.fixed_dictionaries(
        {
            "key": st.sampled_from("abcdefgh"),
            "text": st.sampled_from(["un cessez-le-feu", "l'O.N.U. [sic]", "x"]),
            "speaker": st.sampled_from(speakers),
        },
        optional={
            name: VALUES[name]
            for name in ("lang", "role", "said", "title", "published", "url", "start", "end")
        }
        | {
            "speaker_kind": st.sampled_from(["person", "org", "unnamed"]),
            "org": st.sampled_from(["ONU", *others]),
            "outlet": st.sampled_from(["Reuters", *others]),
            "via": st.sampled_from(["AFP", ["AFP", "SANA"], others[:1]]),
            "positions": st.sampled_from(
                [
                    [{"question": "toll", "claim": "21", "number": "21", "stance": "asserts"}],
                    [{"question": "who", "claim": "A", "stance": "denies"}],
                ]
            ),
            **more,
        },
    )


SPEAKERS = ["Ann Lee", "Bob", "Cy Day", "un voisin", "Cy  Day"]
# What a speaker is guessed to be depends on who comes first: whoever reports the utterance of a
# record that comes later comes after that.
TOLD = st.lists(told([*SPEAKERS, "AP"], ["AP", "Ann Lee", "Bob"], {}), max_size=10) | st.lists(
    told(SPEAKERS, [], {"same_act": VALUES["same_act"]}), max_size=10
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(TOLD, st.integers(1, 6))
@example(
    [{"key": "a", "text": "x", "speaker": "Bob"}, {"key": "b", "text": "x", "speaker": "Cy"}], 6
)
@example(
    [
        {"key": "a", "text": "x", "speaker": "Cy", "same_act": "b"},
        {"key": "b", "text": "x", "speaker": "Ann Lee", "role": "envoy"},
    ],
    6,
)
@example(
    [
        {"key": "a", "text": "x", "speaker": "Cy Day", "org": "ONU", "said": "2016-09"},
        {"key": "b", "text": "x", "speaker": "Cy Day"},
    ],
    6,
)
def test_plain_quotes_are_kept_as_any(database: Database, records: list[Record], size: int) -> None:
    found = []
    for one_by_one in (False, True):
        clear(database)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("claims.exchange.ahead.CHUNK", size)
            patch.setattr("claims.exchange.flat_in.FEW", 0)
            if one_by_one:
                patch.setattr(prepared, "read_plain", none_plain)
            report = load(database, records)
        assert report.stored
        assert differences(database.reader) == []
        again = load(database, records)
        assert (again.new, again.revised) == (0, 0)
        flaws = [(one.line, one.field) for one in report.flaws]  # their reasons name ids
        told = report.new, report.revised, report.unchanged, flaws, bool(report.warnings)
        found.append((told, report.made_counts, kept(database)))
    assert found[0] == found[1]
