"""Which way a query takes to its rows: for every filter and every pair of them, on both engines.

Nothing is timed.  Where the engine can use an index, no table of what was said is read whole; and
what is found is the same whichever way.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import combinations

import pytest

from claims import contested, contrast
from claims.database import Database
from claims.errors import NothingFound
from claims.query import parse, plan
from claims.query.resolve import resolve
from claims.reader import Reader
from claims.search import search
from claims.vocabulary import State
from tests.query.sample import Sample, store

TERMS = ("", "convoy", '"the convoy"', "kerry", "convo*", '"convoy move"~3', "-convoy")
FILTERS = (
    "speaker:kerry",
    "source:reuters,afp",
    "via:tass",
    "said:2016-09",
    "since:2016-09-20",
    "year:2016",
    "lang:en",
    "kind:direct",
    "status:accepted",
    "role:secretary",
    "question:attack",
    "claim:russia",
    "claim:russ*",
    "title:article",
    "stance:asserts",
    "state:contested",
    "id:S3",
    "document:D1",
)
SINGLE = [f"{term} {one}".strip() for term in TERMS for one in FILTERS]
PAIRS = [
    f"{term} {one} {other}".strip()
    for term in ("", "convoy")
    for one, other in combinations(FILTERS, 2)
]
BIG = (
    "statement",
    "open_statement",
    "position",
    "document",
    "speaker",
    "alias",
    "via",
    "claim",
    "claim_word",
)
"""Tables that grow with what was said."""


class Told:
    """A reader that remembers the way the engine takes for every query it is asked."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.ways: dict[str, list[str]] = {}
        self._run = reader._run
        reader._run = self.run  # type: ignore[method-assign]

    def run(self, sql: str, parameters: dict[str, object]) -> object:
        if not sql.startswith(("EXPLAIN", "SELECT reltuples")) and sql not in self.ways:
            word = "EXPLAIN QUERY PLAN " if self.reader.dialect == "sqlite" else "EXPLAIN "
            rows = self._run(word + sql, parameters)
            self.ways[sql] = [str(row[-1]) for row in rows]
        return self._run(sql, parameters)

    def whole(self) -> list[tuple[str, str]]:
        """The tables that a query read whole, each with the query."""
        return [
            (sql, step.strip())
            for sql, steps in self.ways.items()
            for step in steps
            if scans(self.reader.dialect, sql, step)
        ]


def scans(dialect: str, sql: str, step: str) -> bool:
    """Whether a step of a plan reads a growing table from end to end."""
    if dialect == "postgresql":
        return any(
            f"Seq Scan on {table} " in step.replace('"', "") for table in (*BIG, "statement_fts")
        )
    if not step.startswith("SCAN ") or "VIRTUAL TABLE INDEX" in step:
        return False
    name = step.split()[1]
    return any(f" {table} {name}" in sql or table == name for table in BIG)


@pytest.fixture
def sample(database: Database) -> Sample:
    return store(database)


def planned(sample: Sample) -> Told:
    reader = sample.database.reader
    if reader.dialect == "postgresql":
        # A few rows are always quickest read whole; what matters is that an index can serve.
        reader.connection.execute("SET enable_seqscan = off")
    return Told(reader)


def ways(told: Told, query: str) -> None:
    """Have everything asked that finding the keys asks."""
    tree = parse(query).tree
    assert tree is not None
    wanted = plan.plan(told.reader, resolve(told.reader, tree)[0])  # type: ignore[arg-type]
    wanted.keys(told.reader, 20)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"BATCH": 1},
        {"BATCH": 1, "FEW": 0, "BROAD": 0},
        {"BATCH": 1, "FEW": 0, "GATHERED": 0, "BROAD": 0},
    ],
    ids=str,
)
def test_no_filter_and_no_pair_of_them_reads_a_table_whole(
    sample: Sample, monkeypatch: pytest.MonkeyPatch, values: dict[str, int]
) -> None:
    for name, value in values.items():
        monkeypatch.setattr(plan, name, value)
    told = planned(sample)
    for query in [*SINGLE, *PAIRS]:
        ways(told, query)
    assert len(told.ways) > (25 if values else 15)
    assert told.whole() == []


def test_the_test_would_see_a_table_read_whole(sample: Sample) -> None:
    told = planned(sample)
    told.reader.values("SELECT s.id FROM statement s WHERE s.note = 'x' OR s.cue = 'y'")
    told.reader.values("SELECT id FROM position WHERE hedge = 'x'")
    assert len(told.whole()) == 2


def test_pairs_find_what_both_find(sample: Sample) -> None:
    def found(query: str) -> set[str]:
        return {row["id"] for row in search(sample.database.reader, query, limit=100).rows}

    alone = {one: found(one) for one in FILTERS}
    held = ("question", "claim", "stance", "state")  # together they are asked of one position
    for one, other in combinations(FILTERS, 2):
        both = found(f"{one} {other}")
        if one.startswith(held) and other.startswith(held):
            assert both <= alone[one] & alone[other]
        else:
            assert both == alone[one] & alone[other], (one, other)


def test_no_table_is_read_whole_for_a_contrast_or_a_list_of_what_is_contested(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = planned(sample)
    reader: Reader = told.reader
    little = contrast.Folding(lines=1, answers=1, figures=1)
    for question in reader.values("SELECT id FROM question"):
        for folding in (None, little):
            with suppress(NothingFound):
                contrast.build(reader, question, folding=folding)
    for few in (contested._FEW, 0):
        monkeypatch.setattr(contested, "_FEW", few)
        for state in State:
            list(contested.entries(reader, [state], limit=5))
            contested.count(reader, state)
        assert contested._few(reader, State.CONTESTED) == bool(few)
        list(contested.divided(reader))
    everything = reader.values("SELECT id FROM question")
    contested._in_one_house(reader, everything)
    list(contested._beside(reader, reader.values("SELECT id FROM claim WHERE id < 4")))
    assert len(told.ways) > 25
    assert told.whole() == []
