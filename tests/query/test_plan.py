"""What a search costs: which way each engine takes to the matches."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.fulltext import ID_MASK, key_of
from claims.query import parse, plan, postgres
from claims.query.plan import Batch, Plan
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
    rows = reader.rows(word + wanted.sql, most=20, below=1 << 62, **wanted.parameters)
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


@pytest.mark.parametrize(
    ("days", "token"),
    [
        ((736208, 736237), "m201609"),
        ((735964, 736329), "y2016"),
        ((736208, 736236), ""),
        ((736208, 736268), ""),
        ((735964, 736694), ""),
        ((0, 736237), ""),
        ((3652050, 3652059), ""),
    ],
)
def test_a_year_and_a_month_are_tokens(days: tuple[int, int], token: str) -> None:
    assert plan.calendar_token(*days) == token


def test_what_the_index_does_not_know_is_asked_of_few_matches(sample: Sample) -> None:
    wanted = planned(sample.database.reader, "stance:denies convoi")
    assert wanted.looks
    batches = list(wanted.batches(sample.database.reader))
    assert batches == [Batch(2, [key_of(sample.quotes["moscow"], 736227)], last=True)]


def test_few_statements_beside_many_matches_are_looked_at(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "BATCH", 1)
    reader = sample.database.reader
    moscow = key_of(sample.quotes["moscow"], 736227)
    assert list(planned(reader, "stance:denies convoi").batches(reader)) == [
        Batch(1, [moscow], last=True)
    ]
    assert planned(reader, "stance:denies trucks").keys(reader, 9) == []
    assert planned(reader, "stance:denies speaker:nobody lang:fr").keys(reader, 9) == []
    assert planned(reader, "stance:denies status:accepted").keys(reader, 9) == [moscow]
    assert planned(reader, "stance:denies status:proposed,rejected").keys(reader, 9) == []
    assert planned(reader, "stance:denies said:2017").keys(reader, 9) == []


def test_many_are_asked_a_batch_at_a_time(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = sample.database.reader
    expected = {sample.quotes[name] for name in ("dunford", "moscow", "late")}
    monkeypatch.setattr(plan, "BATCH", 1)
    monkeypatch.setattr(plan, "FEW", 0)
    for gathered, turn in ((100, 100), (100, 0), (0, 0)):
        monkeypatch.setattr(plan, "GATHERED", gathered)
        monkeypatch.setattr(plan, "_TURN", turn)
        batches = list(planned(reader, "question:attack stance:asserts").batches(reader))
        assert {key & ID_MASK for batch in batches for key in batch.keys} == expected
        keys = [key for batch in batches for key in batch.keys]
        assert keys == sorted(keys, reverse=True)
        assert (len(batches) == 3, batches[-1].last) == ((gathered, turn) == (100, 0),) * 2


def test_the_one_status_nearly_all_have_is_not_intersected(sample: Sample) -> None:
    reader = sample.database.reader
    with_words = planned(reader, "convoy status:accepted")
    assert "xaccepted" not in str(with_words.parameters)
    assert "xproposed" in str(with_words.parameters)
    assert "xaccepted" in str(planned(reader, "status:accepted").parameters)
    nothing = planned(reader, "convoy speaker:nobody status:accepted")
    assert "xnothing" in str(nothing.parameters)
    assert nothing.keys(reader, 9) == []


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
