"""Searching, the same on both engines."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.search import search
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
    "convoy": ["dunford", "kerry", "moscow-en"],
    "CONVOY": ["dunford", "kerry", "moscow-en"],
    "convoi": ["kerry-fr", "moscow"],
    "convoi convoy": [],
    "convoi OR convoy": ["dunford", "kerry", "kerry-fr", "moscow", "moscow-en"],
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
    # negation and brackets
    "convoy -russians": ["kerry", "moscow-en"],
    "convoy NOT russians": ["kerry", "moscow-en"],
    "convoy -(russians OR strikes)": ["kerry"],
    "(convoy OR convoi) -lang:fr": ["dunford", "kerry", "moscow-en"],
    "-convoy -convoi": ["dunford-fr", "late", "undated", "year"],
    "NOT NOT convoy": ["dunford", "kerry", "moscow-en"],
    "winner OR -lang:en": ["dunford-fr", "kerry-fr", "late", "moscow", "year"],
    # names are words too
    "dunford": ["dunford", "dunford-fr"],
    "joe dunford responsible": ["dunford"],
    '"john kerry"': ["kerry", "kerry-fr"],
    "konachenkov": ["moscow", "moscow-en"],
    "kerr*": ["kerry", "kerry-fr", "year"],
    "pentagone": ["late", "undated"],
    "convoy -kerry": ["dunford", "moscow-en"],
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
    "convoy -source:tass": ["dunford", "kerry"],
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
    "convoy -said:2016-09-21": ["dunford", "moscow-en"],
    # what rows answer
    "role:secretary": ["kerry"],
    "role:secrétaire": ["kerry-fr"],
    "role:ETAT": ["dunford-fr", "kerry-fr"],
    "role:chairman": ["dunford"],
    "-role:secretary convoy": ["dunford", "moscow-en"],
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
}


def test_queries_find_the_same_on_both_engines(sample: Sample) -> None:
    assert {query: found(sample, query) for query in QUERIES} == {
        query: sorted(names) for query, names in QUERIES.items()
    }
