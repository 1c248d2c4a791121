"""Searching, the same on both engines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.database import Database
from claims.errors import UsageError
from claims.query import And, Field, Node, Not, Or, parse
from claims.search import search
from claims.text import tokens
from tests.query.sample import Sample, store


@pytest.fixture
def sample(database: Database) -> Sample:
    return store(database)


def found(sample: Sample, query: str = "", **more: object) -> list[str]:
    """The names of the quotes found, sorted."""
    names = {number: name for name, number in sample.quotes.items()}
    rows = search(sample.database.reader, query, **more).rows  # type: ignore[arg-type]
    return sorted(names[int(row["id"][1:])] for row in rows)


ACCEPTED = sorted(
    ("kerry", "kerry-fr", "dunford", "dunford-fr", "moscow", "moscow-en", "year", "undated", "late")
)
QUERIES = {
    # words
    "convoy": ["dunford", "kerry", "moscow-en", "undated"],
    "CONVOY": ["dunford", "kerry", "moscow-en", "undated"],
    "convoi": ["kerry-fr", "moscow"],
    "convoi convoy": [],
    "convoi OR convoy": ["dunford", "kerry", "kerry-fr", "moscow", "moscow-en", "undated"],
    "convo*": ["dunford", "kerry", "kerry-fr", "moscow", "moscow-en", "undated"],
    "aeronefs": ["dunford-fr", "late"],
    "aéronefs": ["dunford-fr", "late"],
    "l'armée": ["moscow"],
    "d’armée": ["moscow"],
    "ONU": ["moscow"],
    "O.N.U.": ["moscow"],
    "l'O.N.U.": ["moscow"],
    # phrases
    "cessez-le-feu": ["kerry-fr"],
    '"cessez le feu"': ["kerry-fr"],
    "« cessez le feu »": ["kerry-fr"],
    '"le cessez feu"': [],
    "cessez feu": ["kerry-fr"],
    '"no doubt in my"': ["dunford"],
    '"no doubt in m"*': ["dunford"],
    "cease-f*": ["kerry"],
    # other forms of a word, unless it stands between quotation marks
    '"convoy"': ["dunford", "kerry", "moscow-en"],
    "convois": ["kerry-fr", "moscow"],
    "aéronef": ["dunford-fr", "late"],
    '"aéronef"': [],
    "frappes": ["moscow"],
    "syrienne": ["dunford-fr", "late"],
    "russian": ["dunford"],
    "struck": ["moscow-en"],
    "strike -convoys": [],
    # words near each other
    '"convoy move"~1': ["kerry"],
    '"move convoy"~1': ["kerry"],
    '"convoy move"~0': [],
    '"winner war"~2': ["year"],
    '"winner war"~1': [],
    '"mind convoy russians"~7': ["dunford"],
    '"mind convoy russians"~6': [],
    '-"convoy move"~1 convoy': ["dunford", "moscow-en", "undated"],
    # negation and brackets
    "convoy -russians": ["kerry", "moscow-en", "undated"],
    "convoy NOT russians": ["kerry", "moscow-en", "undated"],
    "convoy -(russians OR strikes)": ["kerry", "undated"],
    "(convoy OR convoi) -lang:fr": ["dunford", "kerry", "moscow-en", "undated"],
    "-convoy -convoi": ["dunford-fr", "late", "year"],
    "NOT NOT convoy": ["dunford", "kerry", "moscow-en", "undated"],
    "winner OR -lang:en": ["dunford-fr", "kerry-fr", "late", "moscow", "year"],
    # names are words too
    "dunford": ["dunford", "dunford-fr"],
    "joe dunford responsible": ["dunford"],
    '"john kerry"': ["kerry", "kerry-fr"],
    "konachenkov": ["moscow", "moscow-en"],
    "kerr*": ["kerry", "kerry-fr", "year"],
    "pentagone": ["late", "undated"],
    "convoy -kerry": ["dunford", "moscow-en", "undated"],
    "official": [],
    # fields
    "speaker:kerry": ["kerry", "kerry-fr"],
    'speaker:"john kerry" convoy': ["kerry"],
    "speaker:dunford": ["dunford", "dunford-fr"],
    "speaker:nobody": [],
    "speaker:nobody OR winner": ["year"],
    "-speaker:nobody winner": ["year"],
    "source:reuters": ["dunford", "kerry"],
    "outlet:tass": ["moscow-en", "year"],
    "source:tass,reuters convoy": ["dunford", "kerry", "moscow-en"],
    "via:tass": ["moscow"],
    "convoy -source:tass": ["dunford", "kerry", "undated"],
    "lang:fr convoi": ["kerry-fr", "moscow"],
    "kind:indirect": ["dunford-fr"],
    "kind:indirect,paraphrase": ["dunford-fr", "late"],
    "status:proposed": ["official"],
    "status:all trucks": ["official"],
    "trucks": [],
    "year:2017": ["late"],
    "year:2016..2017 aeronefs": ["dunford-fr", "late"],
    # dates: all the days a date can mean lie in the range
    "said:2016-09-21": ["kerry", "kerry-fr"],
    "said:2016-09-21..": ["dunford", "dunford-fr", "kerry", "kerry-fr", "late"],
    "said:..2016-09-20": ["moscow", "moscow-en"],
    "said:2016": ["dunford", "dunford-fr", "kerry", "kerry-fr", "moscow", "moscow-en", "year"],
    "said:2016-09": ["dunford", "dunford-fr", "kerry", "kerry-fr", "moscow", "moscow-en"],
    "since:2016-09-22 until:2016-10": ["dunford", "dunford-fr"],
    "winner OR said:2016-09-21": ["kerry", "kerry-fr", "year"],
    "convoy -said:2016-09-21": ["dunford", "moscow-en", "undated"],
    # what rows answer
    "role:secretary": ["kerry"],
    "role:secrétaire": ["kerry-fr"],
    "role:ETAT": ["dunford-fr", "kerry-fr"],
    "role:chairman": ["dunford"],
    "-role:secretary convoy": ["dunford", "moscow-en", "undated"],
    "question:attack": ["dunford", "dunford-fr", "late", "moscow"],
    "question:attack/who": ["dunford", "dunford-fr", "late", "moscow"],
    "question:attack/when": ["moscow"],
    "question:attack/who stance:asserts": ["dunford", "late"],
    "question:attack/when stance:denies": [],
    "question:attack/when OR stance:denies": ["moscow"],
    "stance:asserts stance:denies": ["moscow"],
    "stance:asserts,unsure aeronefs": ["dunford-fr", "late"],
    "claim:syria": ["dunford-fr", "late"],
    "claim:russia -stance:denies": ["dunford"],
    "claim:russ": [],
    "claim:russ*": ["dunford", "moscow"],
    "claim:russ*,syria": ["dunford", "dunford-fr", "late", "moscow"],
    'claim:"at night"': ["moscow"],
    'claim:"night russia"': [],
    "claim:night claim:russia": ["moscow"],
    # titles of documents
    "title:article": ["dunford", "dunford-fr", "kerry", "kerry-fr", "late", "moscow", "moscow-en",
                      "undated", "year"],
    'title:"moscow article"': ["moscow", "moscow-en"],
    "title:articles title:kerry": ["kerry", "kerry-fr"],
    "title:mosc* lang:fr": ["moscow"],
    "headline:dunford -responsible": ["dunford-fr"],
    "article": [],
    "state:contested": ["dunford", "dunford-fr", "late", "moscow"],
    "state:contested convoy": ["dunford"],
    "winner OR stance:unsure": ["dunford-fr", "year"],
    "aeronefs -stance:unsure": ["late"],
    # no field, no harm
    "foo:bar": [],
    "10:30": [],
    "kind:nonsense": [],
    "said:2016-13": [],
    "": ACCEPTED,
}  # fmt: skip


def test_queries_find_the_same_on_both_engines(sample: Sample) -> None:
    assert {query: found(sample, query) for query in QUERIES} == {
        query: sorted(names) for query, names in QUERIES.items()
    }


@pytest.mark.parametrize(
    "values",
    [
        {"BROAD": 1},
        {"BATCH": 1},
        {"BATCH": 2, "FEW": 0, "_WALK": 15},
        {"BATCH": 1, "FEW": 0, "_TURN": 0},
        {"BATCH": 1, "FEW": 0, "GATHERED": 0, "_WALK": 5},
        {"BATCH": 1, "FEW": 0, "GATHERED": 0, "BROAD": 1},
        {"BATCH": 1, "BROAD": 0},
    ],
    ids=str,
)
def test_asking_rows_instead_of_the_index_finds_the_same(
    sample: Sample, monkeypatch: pytest.MonkeyPatch, values: dict[str, int]
) -> None:
    from claims.query import plan

    for name, value in values.items():
        monkeypatch.setattr(plan, name, value)
    assert {query: found(sample, query) for query in QUERIES} == {
        query: sorted(names) for query, names in QUERIES.items()
    }


# -- any query, held to a reading of the texts


WORDS = ["convoy", "convoi", "the", "russes", "aeronefs", "a", "no", "zzz", "kerry", "convo*"]
PHRASES = ['"the convoy"', '"un convoi"', "cessez-le-feu", '"syriens ou russes"', '"convoy the"']
FILTERS = ["lang:fr", "kind:direct", "source:afp", "speaker:kerry", "stance:asserts", "via:tass"]
QUERY = st.recursive(
    st.sampled_from(WORDS + PHRASES + FILTERS),
    lambda inside: st.one_of(
        st.tuples(inside, inside).map(" ".join),
        st.tuples(inside, inside).map(" OR ".join),
        inside.map("-({})".format),
        inside.map("({})".format),
    ),
    max_leaves=6,
)
LEAVES = WORDS + PHRASES + FILTERS


def meaning(node: Node, leaf: dict[Node, set[str]]) -> set[str]:
    """What a tree finds, given what each of its leaves finds alone."""
    if isinstance(node, And):
        return set.intersection(*(meaning(part, leaf) for part in node.parts))
    if isinstance(node, Or):
        return set.union(*(meaning(part, leaf) for part in node.parts))
    if isinstance(node, Not):
        return set(ACCEPTED) - meaning(node.part, leaf)
    return leaf[node]


def test_any_query_means_what_its_parts_mean(sample: Sample) -> None:
    # ``QUERIES`` fixes what single words, phrases and fields find; here, how they combine.
    parts = {parse(text).tree: set(found(sample, text)) for text in LEAVES}

    @settings(max_examples=80, deadline=None)
    @given(QUERY)
    def check(query: str) -> None:
        tree = parse(query).tree
        assert tree is not None
        assert set(found(sample, query)) == meaning(tree, parts)  # type: ignore[arg-type]

    check()


ODD = st.lists(
    st.sampled_from(
        ["a", "é", "7", " ", '"', "'", "-", "(", ")", "*", ":", "«", "“", "OR ", "NOT ", "AND ",
         "NEAR(", "speaker:", "said:", "role:", "id:", "\0", "\ud800", "%", "_", "\\", "\u200b",
         "\U0001f600", "^", "+", "{words}", "&", "|", "!", "<->", ";--", "$1", ":q0", "%(q0)s"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def test_nothing_typed_is_an_error_or_finds_by_accident(sample: Sample) -> None:
    @settings(max_examples=80, deadline=None)
    @given(st.one_of(ODD, st.text(max_size=20)))
    def check(query: str) -> None:
        result = search(sample.database.reader, query)
        if query.strip() and not tokens(query):
            assert result.rows == []

    check()


@pytest.mark.parametrize("query", ["!!!", "--", "%", '""', "()", "*", "\U0001f600", "-", "OR"])
def test_punctuation_finds_nothing_and_says_why(sample: Sample, query: str) -> None:
    result = search(sample.database.reader, query)
    assert (result.rows, result.total) == ([], 0)
    assert result.notes == ["the query holds no letter and no digit"]


def test_punctuation_finds_nothing_beside_filters_either(sample: Sample) -> None:
    assert found(sample, "!!!", filters=[Field("speaker", ("kerry",), flag=True)]) == []


# -- filters, order, counts, notes


def test_options_are_fields(sample: Sample) -> None:
    filters = [
        Field("speaker", ("kerry", "dunford"), flag=True),
        Field("since", ("2016-09-22",), flag=True),
    ]
    assert found(sample, "", filters=filters) == ["dunford", "dunford-fr"]
    assert found(sample, "responsible", filters=filters) == ["dunford"]


def test_an_option_that_cannot_be_read_is_an_error(sample: Sample) -> None:
    with pytest.raises(UsageError, match="no month 13"):
        search(sample.database.reader, "", [Field("since", ("2016-13",), flag=True)])


def test_a_field_that_cannot_be_read_is_words_and_noted(sample: Sample) -> None:
    result = search(sample.database.reader, "said:2016-13")
    assert result.notes == ["said:2016-13 is read as words: 2016-13: no month 13"]


def test_a_name_of_nobody_is_noted_with_near_ones(sample: Sample) -> None:
    result = search(sample.database.reader, "speaker:kery")
    assert result.rows == []
    assert result.notes[0].startswith('no speaker is called "kery"; did you mean John Kerry')


def test_every_status_is_found_when_asked(sample: Sample) -> None:
    assert found(sample, "trucks", every_status=True) == ["official"]
    assert found(sample, "", every_status=True) == sorted([*ACCEPTED, "official"])


def test_quotes_not_accepted_are_counted_where_there_is_nothing_else(sample: Sample) -> None:
    result = search(sample.database.reader, "trucks")
    assert (result.rows, result.unaccepted) == ([], 1)


@pytest.mark.parametrize(
    ("query", "titled", "typed"),
    [
        ("article moscow", 2, 'title:"article moscow"'),
        ("article -lang:fr kind:direct", 5, "title:article -lang:fr kind:direct"),
        ('artic* "article moscow"', 2, 'title:"artic* article moscow"'),
        ("article OR zzz", 0, ""),
        ("article -convoy", 0, ""),
        ("article lang:de", 0, ""),
        ("convoy zzz", 0, ""),
        ("speaker:nobody", 0, ""),
    ],
)
def test_words_in_no_quote_are_counted_in_titles(
    sample: Sample, query: str, titled: int, typed: str
) -> None:
    result = search(sample.database.reader, query)
    assert (result.rows, result.titled, result.under_titles) == ([], titled, typed)
    if typed:
        assert len(found(sample, typed)) == titled


def test_the_newest_come_first_when_asked(sample: Sample) -> None:
    days = [row["said"] for row in search(sample.database.reader, "", newest=True).rows]
    assert days == [
        "2017-03-01", "2016-09-22", "2016-09-22", "2016-09-21", "2016-09-21", "2016-09-20",
        "2016-09-20", "2016", None,
    ]  # fmt: skip


def test_the_limit_cuts_and_the_total_stays(sample: Sample) -> None:
    for newest in (False, True):
        result = search(sample.database.reader, "convo*", newest=newest, limit=2)
        assert (len(result.rows), result.total, result.more) == (2, 6, False)


def test_side_by_side_ranks_before_far_apart(sample: Sample) -> None:
    with sample.database.write("more", "tester") as journal:
        sample.quote(journal, "far", "russian ministry denies any strike", "John Kerry", "2016-10")
        sample.quote(journal, "near", "any russian strike was denied", "John Kerry", "2016-01")
    rows = search(sample.database.reader, "russian strike").rows
    assert [row["id"] for row in rows] == [f"S{sample.quotes[key]}" for key in ("near", "far")]


def test_only_the_newest_are_ranked_and_only_so_many_counted(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    import claims.search

    monkeypatch.setattr(claims.search, "RANKED", 2)
    monkeypatch.setattr(claims.search, "COUNTED", 4)
    result = search(sample.database.reader, "convo*")
    assert (len(result.rows), result.total, result.more, result.ranked) == (2, 4, True, 2)
    assert {row["said"] for row in result.rows} == {"2016-09-22", "2016-09-21"}


@pytest.mark.parametrize(
    ("looked", "enough", "limit", "total"),
    [(9, 9, 9, 6), (1, 9, 1, 1), (9, 1, 1, 1), (1, 9, 3, 3), (9, 1, 3, 3), (3, 9, 1, 2)],
)
def test_matches_are_looked_at_until_there_are_enough(
    sample: Sample,
    monkeypatch: pytest.MonkeyPatch,
    looked: int,
    enough: int,
    limit: int,
    total: int,
) -> None:
    import claims.search
    from claims.query import plan

    with sample.database.write("more", "tester") as journal:
        sample.position(journal, "kerry", "Russia", "reports")
        sample.position(journal, "year", "Russia", "reports")
    for name in ("FEW", "GATHERED"):
        monkeypatch.setattr(plan, name, 0)
    monkeypatch.setattr(plan, "BATCH", 1)
    monkeypatch.setattr(claims.search, "LOOKED", looked)
    monkeypatch.setattr(claims.search, "ENOUGH", enough)
    result = search(sample.database.reader, "question:attack", limit=limit)
    assert (result.total, result.more, result.ranked) == (total, total < 6, None)
    assert len(result.rows) == min(limit, total)
    ranked = search(sample.database.reader, "question:attack a OR the", limit=limit)
    assert (ranked.ranked is not None) == ranked.more


def test_matches_are_places_in_the_text(sample: Sample) -> None:
    row = search(sample.database.reader, "O.N.U. armée").rows[0]
    assert [row["text"][start:end] for start, end in row["matches"]] == ["armée", "O.N.U"]
    start, end = row["snippet_matches"][0]
    assert row["snippet"][start:end] == "armée"


def test_a_row_has_the_documented_shape(sample: Sample) -> None:
    row = search(sample.database.reader, "russe convoi").rows[0]
    score = row.pop("score")
    assert score > 0
    assert row == {
        "id": f"S{sample.quotes['moscow']}",
        "said": "2016-09-20",
        "speaker": "Igor Konashenkov",
        "speaker_id": f"P{sample.speakers['Igor Konashenkov']}",
        "speaker_kind": "person",
        "role": "porte-parole",
        "role_printed": "porte-parole",
        "role_resolved": None,
        "role_id": None,
        "org": None,
        "outlet": "AFP",
        "via": ["TASS"],
        "text": "L'armée russe n'a mené aucune frappe sur un convoi de l'O.N.U.",
        "kind": "direct",
        "status": "accepted",
        "lang": "fr",
        "cue": None,
        "venue": None,
        "document": f"D{sample.documents['Article moscow']}",
        "title": "Article moscow",
        "url": None,
        "published": "2016-09-20",
        "same_act": None,
        "confidential": False,
        "positions": [
            {
                "id": "N2",
                "question": "attack/who",
                "claim": f"C{sample.claims['Russia']}",
                "text": "Russia",
                "stance": "denies",
                "hedge": None,
                "as_of": None,
                "state": "contested",
            },
            {
                "id": "N3",
                "question": "attack/when",
                "claim": f"C{sample.claims['at night']}",
                "text": "at night",
                "stance": "asserts",
                "hedge": None,
                "as_of": None,
                "state": "single-source",
            },
        ],
        "matches": [[8, 13], [44, 50]],
        "snippet": "L'armée russe n'a mené aucune frappe sur un convoi de l'O.N.U.",
        "snippet_matches": [[8, 13], [44, 50]],
    }


def test_words_that_are_nowhere_have_near_ones(sample: Sample) -> None:
    def near(query: str) -> dict[str, list[str]]:
        return search(sample.database.reader, query).spellings

    assert near("konvoy") == {"konvoy": ["convoy"]}
    assert near("aironefs")["aironefs"][0] == "aeronefs"
    assert near("dunfrod") == {"dunfrod": ["dunford"]}
    assert near("xqxqxq") == {}
    assert near("convoy winner") == {}


def test_a_beginning_that_very_many_bear_finds_words_alone(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims.query import resolve

    monkeypatch.setattr(resolve, "MOST_NAMED", 1)
    assert found(sample, "kerr*") == []
    assert found(sample, "dunf*") == ["dunford", "dunford-fr"]
    assert found(sample, "speaker:kerr*") == ["kerry", "kerry-fr", "year"]
    assert found(sample, "mo*") == ["kerry"]


def test_a_changed_quote_is_found_by_its_new_words_only(sample: Sample) -> None:
    with sample.database.write("edit", "tester") as journal:
        journal.update("statement", sample.quotes["kerry"], text="Une trêve d'abord")
    assert found(sample, "treve") == ["kerry"]
    assert found(sample, "cease") == []


def test_a_speaker_merged_is_found_by_both_names(sample: Sample) -> None:
    with sample.database.write("merge", "tester") as journal:
        kerrey, kerry = sample.speakers["Bob Kerrey"], sample.speakers["John Kerry"]
        journal.update("speaker", kerrey, merged_into=kerry)
    for query in ("speaker:kerrey", "speaker:kerry", "kerry", "kerrey", '"bob kerrey"'):
        assert found(sample, query) == ["kerry", "kerry-fr", "year"]
    speakers = {row["speaker"] for row in search(sample.database.reader, "kerrey").rows}
    assert speakers == {"John Kerry"}
