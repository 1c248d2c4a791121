"""The fields of a query."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.errors import UnknownName
from claims.query.fields import (
    FIELDS,
    STATUSES,
    UnreadableError,
    canonical_field,
    read_values,
    under,
)
from claims.query.inflect import other_forms
from claims.query.tree import NOTHING, And, Filter, Held, Only, Or, Said
from claims.vocabulary import StatementStatus
from tests.query.sample import Sample, store


@pytest.fixture
def sample(database: Database) -> Sample:
    return store(database)


def test_statuses_are_those_of_the_vocabulary() -> None:
    assert tuple(StatementStatus) == STATUSES


def test_fields_go_by_other_names_too() -> None:
    assert canonical_field("Outlet") == "source"
    assert canonical_field("by") == "speaker"
    assert canonical_field("nothing") is None
    names = [name for field, spec in FIELDS.items() for name in (field, *spec.aliases)]
    assert len(names) == len(set(names))


def test_values_become_nodes(sample: Sample) -> None:
    reader = sample.database.reader
    speakers, questions, claims = sample.speakers, sample.questions, sample.claims
    dunford = sorted((speakers["Joseph Dunford"], speakers["J. Dunford"]))
    document = sample.documents["Article moscow"]
    read = {
        ("speaker", "dunford"): Filter(tuple(f"p{n}" for n in dunford)),
        ("source", "tass"): Filter((f"o{speakers['TASS']}",)),
        ("via", "TASS"): Filter((f"v{speakers['TASS']}",)),
        ("speaker", "!!!"): NOTHING,
        ("lang", "FR"): Filter(("lfr",)),
        ("lang", "fr-CA"): Filter(("lfrca",)),
        ("lang", "-"): NOTHING,
        ("kind", "Direct"): Filter(("kdirect",)),
        ("status", "proposed"): Filter(("xproposed",)),
        ("status", "all"): Filter(("xaccepted", "xproposed", "xrejected")),
        ("year", "2016"): Filter(("y2016",)),
        ("year", "800..2016"): Said(291829, 736329),
        ("year", "2016.."): Said(735964, None),
        ("said", "2016-09-20"): Said(736227, 736227),
        ("since", "2016-09"): Said(736208, None),
        ("until", "2016-09"): Said(None, 736237),
        ("role", "Secrétaire d'État"): And(
            tuple(
                Filter((f"r{word}", *(f"r{form}" for form in other_forms(word))))
                for word in ("secretaire", "d", "etat")
            )
        ),
        ("role", "?"): NOTHING,
        ("question", "attack/when"): Held((("c.question_id", (questions["attack/when"],)),)),
        ("claim", "Russ*"): Held((("word", ("russia",)),)),
        ("claim", "Russia"): Held((("word", ("russia",)),)),
        ("title", "Article moscow"): And(
            tuple(
                Filter((f"t{word}", *(f"t{form}" for form in other_forms(word))))
                for word in ("article", "moscow")
            )
        ),
        ("title", "mosc*"): Filter(("tmosc*",)),
        ("claim", f"c{claims['Syria']}"): Held((("c.id", (claims["Syria"],)),)),
        ("claim", "%"): NOTHING,
        ("state", "single source"): Held((("c.state", ("single-source",)),)),
        ("stance", "denies"): Held((("p.stance", ("denies",)),)),
        ("id", "s5"): Only((5,)),
        ("id", "D5"): Filter(("d5",)),
        ("id", "P5"): Filter(("p5",)),
        ("id", "C5"): Held((("c.id", (5,)),)),
        ("id", "Q5"): Held((("c.question_id", (5,)),)),
        ("document", f"D{document}"): Filter((f"d{document}",)),
        ("document", "Article moscow"): Filter((f"d{document}",)),
    }
    assert {asked: read_values(reader, asked[0], (asked[1],)) for asked in read} == read


def test_several_values_are_any_of_them(sample: Sample) -> None:
    reader = sample.database.reader
    assert read_values(reader, "lang", ("fr", "de")) == Or((Filter(("lfr",)), Filter(("lde",))))
    assert read_values(reader, "stance", ("denies", "doubts")) == Held(
        (("p.stance", ("denies", "doubts")),)
    )
    assert read_values(reader, "id", ("S1", "C1")) == Or((Only((1,)), Held((("c.id", (1,)),))))
    assert read_values(reader, "lang", ()) == NOTHING


def test_a_question_brings_those_under_it(sample: Sample) -> None:
    found = under(sample.database.reader, sample.questions["attack"])
    assert sorted(found) == sorted(sample.questions.values())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("said", "2016-13"),
        ("said", "whenever"),
        ("year", "20160"),
        ("year", ".."),
        ("year", "deux"),
        ("kind", "loud"),
        ("status", "odd"),
        ("state", "odd"),
        ("stance", "odd"),
        ("id", "X9"),
        ("id", "V9"),
    ],
)
def test_values_that_mean_nothing_are_unreadable(
    database: Database, field: str, value: str
) -> None:
    with pytest.raises(UnreadableError):
        read_values(database.reader, field, (value,))


@pytest.mark.parametrize("field", ["speaker", "source", "via", "question", "claim", "document"])
def test_names_of_nothing_are_unknown(database: Database, field: str) -> None:
    with pytest.raises(UnknownName):
        read_values(database.reader, field, ("nobody",))


def test_ids_of_nobody_are_unknown(database: Database) -> None:
    with pytest.raises(UnknownName):
        read_values(database.reader, "speaker", ("P999",))
