"""What a search costs: which way each engine takes to the matches."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.fulltext import key_of
from claims.query import parse, plan, postgres
from claims.query.plan import Plan
from claims.query.resolve import resolve
from claims.query.tree import And, Filter, Not, Only, Or, Said, Term, Words
from claims.reader import Reader
from tests.query.sample import Sample, store

CONVOY = Term(Words(("convoy",)))


@pytest.fixture
def sample(database: Database) -> Sample:
    return store(database)


def planned(reader: Reader, query: str) -> Plan:
    tree = parse(query).tree
    assert tree is not None
    return plan.plan(reader, resolve(reader, tree)[0])


def steps(reader: Reader, wanted: Plan) -> str:
    """The way the engine takes, as it tells it."""
    word = "EXPLAIN QUERY PLAN " if reader.dialect == "sqlite" else "EXPLAIN "
    rows = reader.rows(word + wanted.sql, most=20, **wanted.parameters)
    return "\n".join(str(list(row.values())[-1]) for row in rows)


def test_only_words_and_filters_are_for_the_index() -> None:
    assert plan.is_index(And((CONVOY, Not(Or((CONVOY, Filter(("o1",))))))))
    assert not plan.is_index(Or((CONVOY, Said(1, 2))))
    assert not plan.is_index(Not(Only((1,))))


QUERIES = [
    "convoy",
    "convoy source:afp",
    "convoy speaker:kerry lang:en kind:direct year:2016",
    "said:2016-09.. convoy",
    "said:2016-09",
    "-convoy",
    "question:attack convoy",
    "role:secretary convoy",
    "stance:denies",
    "convoy OR said:2016",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_index_leads_and_no_table_is_scanned(sample: Sample, query: str) -> None:
    reader = sample.database.reader
    if reader.dialect == "postgresql":
        # A few rows are always quickest read whole; what matters is that an index can serve.
        reader.connection.execute("SET enable_seqscan = off")
    told = steps(reader, planned(reader, query))
    if reader.dialect == "sqlite":
        lines = told.splitlines()
        assert "VIRTUAL TABLE INDEX" in lines[0]
        assert not [line for line in lines if line == "SCAN s" or line.startswith("SCAN s ")]
    else:
        assert "ix_statement_fts_words" in told or "statement_fts_pkey" in told
        assert "Seq Scan on statement" not in told


def test_dates_are_a_range_of_keys(sample: Sample) -> None:
    wanted = planned(sample.database.reader, "said:2016-09-20..2016-09-21 convoy")
    assert {key_of(0, 736227), key_of(0, 736229)} <= set(wanted.parameters.values())


def test_few_statements_that_meet_a_condition_are_looked_up_among_matches(sample: Sample) -> None:
    wanted = planned(sample.database.reader, "stance:denies convoi")
    lists = [value for value in wanted.parameters.values() if isinstance(value, list)]
    assert lists == [[sample.quotes["moscow"]]]


def test_few_statements_beside_many_matches_are_looked_at(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "_CHEAPER", 0)
    wanted = planned(sample.database.reader, "stance:denies convoi")
    lists = [value for value in wanted.parameters.values() if isinstance(value, list)]
    assert lists == [[key_of(sample.quotes["moscow"], 736227)]]
    assert (
        planned(sample.database.reader, "stance:denies trucks").keys(sample.database.reader, 9)
        == []
    )


def test_many_are_asked_one_by_one(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = sample.database.reader
    expected = {sample.quotes[name] for name in ("dunford", "moscow", "late")}
    for most, asked in ((100, False), (1, True)):
        monkeypatch.setattr(plan, "FEW", 1)
        monkeypatch.setattr(plan, "GATHERED", most)
        wanted = planned(reader, "question:attack stance:asserts")
        assert (wanted.looks, "EXISTS" in wanted.sql) == (True, asked)
        assert {key & 0xFFFFFFFF for key in wanted.keys(reader, 10)} == expected


def test_ids_that_are_nowhere_find_nothing(sample: Sample) -> None:
    reader = sample.database.reader
    assert plan.plan(reader, Only((999,))).keys(reader, 10) == []


def test_keys_and_counts_stop_where_they_are_told(sample: Sample) -> None:
    reader = sample.database.reader
    wanted = planned(reader, "status:all")
    assert wanted.count(reader, 100) == len(sample.quotes)
    assert wanted.count(reader, 3) == 3
    keys = wanted.keys(reader, 4)
    assert keys == sorted(wanted.keys(reader, 100), reverse=True)[:4]


def test_postgres_walks_to_the_first_only_where_matches_are_many(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = sample.database.reader
    if reader.dialect == "sqlite":
        assert "MATERIALIZED" not in planned(reader, "convoy").sql
        return
    assert "MATERIALIZED" in planned(reader, "convoy").sql
    reader.connection.execute("ANALYZE statement_fts")
    monkeypatch.setattr(postgres, "_WALKED", 2)
    assert "MATERIALIZED" in planned(reader, "winner").sql
    common = planned(reader, "status:all")
    assert "MATERIALIZED" not in common.sql
    assert len(common.keys(reader, 100)) == len(sample.quotes)
