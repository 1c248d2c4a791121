"""The rule in SQL is the pure rule: over truth tables, over random databases, on both engines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count, product
from random import Random
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from claims import scene, states, states_sql
from claims.contest import Scene, assess, question_states
from claims.database import Database
from claims.ids import Kind
from claims.reader import Reader, Row
from claims.states_sql import clashes, hearing, rule
from claims.states_sql.step import Step
from claims.vocabulary import FlagKind, LinkKind, Rating, Reason, Stance, State
from tests.contest.build import rows, scene_of_claim, scene_of_question
from tests.random_database import MOMENT, QUESTIONS, Rows, databases, filled, small_disputes

EXAMPLES = {
    dialect: int(os.environ.get("CLAIMS_TEST_EXAMPLES", usual))
    for dialect, usual in {"sqlite": "120", "postgresql": "50"}.items()
}
"""Random databases tried on each engine; thousands by hand."""

Found = tuple[dict[int, tuple[str, str]], dict[int, str]]
"""State and reasons of claims, states of questions."""


def in_python(facts: Scene) -> Found:
    found = assess(facts)
    of_questions = question_states(facts, found)
    return (
        {key: (one.state.value, ",".join(one.reasons)) for key, one in found.items()},  # type: ignore[misc]
        {key: state.value for key, state in of_questions.items()},  # type: ignore[misc]
    )


def in_sql(reader: Reader, questions: set[int] | None = None) -> Found:
    with states_sql.judged(reader, questions):
        claims = reader.rows("SELECT claim, state, reasons FROM states")
        of_questions = reader.rows("SELECT question, state FROM question_states")
    return (
        {row["claim"]: (row["state"], row["reasons"]) for row in claims},
        {row["question"]: row["state"] for row in of_questions},
    )


def hold_together(reader: Reader) -> Found:
    everything = scene.load(reader, reader.values("SELECT id FROM question"))
    expected = in_python(everything)
    assert in_sql(reader) == expected
    return expected


# -- random databases


def test_random_databases(database: Database) -> None:
    @hypothesis.settings(
        max_examples=EXAMPLES[database.dialect],
        deadline=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    @hypothesis.given(databases(), st.sets(st.sampled_from(QUESTIONS), min_size=1, max_size=2))
    def hold(drawn: Rows, some: set[int]) -> None:
        with filled(database, drawn):
            claims, questions = hold_together(database.reader)
            # Of some questions the same is found as of all.
            wanted = scene.closure(database.reader, some, LinkKind.CONTRADICTS)
            within = {row["id"] for row in drawn["claim"] if row["question_id"] in wanted}
            assert in_sql(database.reader, some) == (
                {claim: claims[claim] for claim in within},
                {question: questions[question] for question in wanted},
            )

    hold()


@pytest.mark.parametrize("seed", range(int(os.environ.get("CLAIMS_TEST_SEEDS", "1"))))
def test_thousands_of_small_disputes(database: Database, seed: int) -> None:
    drawn = small_disputes(Random(seed), 2000)
    with filled(database, drawn):
        claims, _questions = hold_together(database.reader)
    reasons = {reason for _state, words in claims.values() for reason in words.split(",")}
    assert {state for state, _words in claims.values()} == {*State} - {State.SETTLED}
    assert reasons == {"", Reason.OPPOSED, Reason.RIVAL}


# -- the truth tables


def stored(facts: Scene) -> Rows:
    """A scene as the rows of a database."""
    numbers: dict[Any, Iterator[int]] = {}
    ids: dict[Any, int] = {}

    def number(kind: str, name: Any) -> int:
        if (kind, name) not in ids:
            ids[kind, name] = next(numbers.setdefault(kind, count(1)))
        return ids[kind, name]

    questions = [
        {
            "id": number("question", one.id), "slug": str(one.id), "kind": "question",
            "mode": one.mode, "cumulative": one.cumulative, "title": "?",
        }
        for one in facts.questions
    ]  # fmt: skip
    claims, flags = [], []
    for claim in facts.claims:
        claims.append(
            {
                "id": number("claim", claim.id), "question_id": number("question", claim.question),
                "text": "c", "key": str(claim.id), "number": claim.interval and "some",
                "low": claim.interval and claim.interval.low,
                "high": claim.interval and claim.interval.high, "about_id": None,
            }
        )  # fmt: skip
        flags += [
            {"kind": kind, "claim_id": number("claim", claim.id), "by": "t", "at": MOMENT}
            for kind in claim.flags & {FlagKind.CONTESTED, FlagKind.SETTLED}
        ]
    statements, positions, unsaid = [], [], []
    acts: dict[Any, int] = {}
    for at, said in enumerate(facts.positions, start=1):
        original = at if said.act is None else acts.setdefault(said.act, at)
        statements.append(
            {
                "id": at, "document_id": 1, "speaker_id": number("speaker", said.speaker),
                "kind": "direct", "text": "words", "said_first": said.first,
                "said_last": said.last, "act_id": None if original == at else original,
            }
        )  # fmt: skip
        positions.append(
            {
                "id": at, "statement_id": at, "claim_id": number("claim", said.claim),
                "stance": said.stance, "as_of_first": said.as_of, "as_of_last": said.as_of,
            }
        )  # fmt: skip
        if said.disowned:
            unsaid.append(at)
    verdicts = [
        {
            "claim_id": number("claim", one.claim), "reviewer_id": number("speaker", one.reviewer),
            "label": str(at), "value": one.verdict, "rated_first": one.first,
            "rated_last": one.last,
        }
        for at, one in enumerate(facts.verdicts)
    ]  # fmt: skip
    for at in unsaid:
        # A reviewer finds the attribution false, under a question of its own.
        key = number("claim", f"unsaid {at}")
        claims.append(
            dict(claims[0], id=key, key=str(key), about_id=at)
            | {"question_id": number("question", "unsaid"), "number": None}
        )
        verdicts.append(
            {
                "claim_id": key, "reviewer_id": number("speaker", "reviewer"), "label": "x",
                "value": Rating.MISATTRIBUTED, "rated_first": 1, "rated_last": 1,
            }
        )  # fmt: skip
    if unsaid:
        questions.append(dict(questions[0], id=number("question", "unsaid"), slug="unsaid"))
    houses = {child: parent for child, parent in facts.parents.items() if child != parent}
    for pair in houses.items():
        for name in pair:
            number("speaker", name)
    speakers = [
        {
            "id": key, "kind": "person", "name": str(name), "key": str(name),
            "parent_id": number("speaker", houses[name]) if name in houses else None,
        }
        for (kind, name), key in ids.items()
        if kind == "speaker"
    ]  # fmt: skip
    pairs = {
        tuple(sorted((number("claim", a), number("claim", b))))
        for a, b in facts.contradicts
        if a != b
    }
    links = [{"kind": "contradicts", "a_id": a, "b_id": b} for a, b in sorted(pairs)]
    return {
        "speaker": speakers, "document": [{"id": 1, "key": "d"}], "statement": statements,
        "question": questions, "claim": claims, "position": positions, "verdict": verdicts,
        "link": links, "flag": flags,
    }  # fmt: skip


def test_every_row_of_the_truth_tables(database: Database) -> None:
    for row in rows("contest-cases.json"):
        with filled(database, stored(scene_of_claim(row))):
            claims, _questions = in_sql(database.reader)
        expected = (row["state"], ",".join(row.get("reasons", [])))
        assert claims[1] == expected, row["name"]
    for row in rows("contest-cases-own.json"):
        expected = [
            (facts["expect"][0], ",".join(facts["expect"][1:]))
            for question in row["questions"].values()
            for facts in question["claims"].values()
        ]
        with filled(database, stored(scene_of_question(row))):
            claims, _questions = in_sql(database.reader)
        assert [claims[number + 1] for number in range(len(expected))] == expected, row["name"]


# -- attributions denied

OWNER, DEPUTY, HOUSE, STRANGER = 1, 2, 3, 4


def denied(by: int, then: tuple[int, Stance, int] | None) -> Rows:
    """Speaker 1 affirms something; somebody says on days 10 to 12 that he never said it."""
    said = [(OWNER, 1, Stance.ASSERTS, 5, 5), (by, 2, Stance.DENIES, 10, 12)]
    if then:
        speaker, stance, day = then
        said.append((speaker, 2, stance, day, day))
    people = {OWNER: HOUSE, DEPUTY: HOUSE, HOUSE: None, STRANGER: None}
    return {
        "speaker": [
            {"id": key, "kind": "person", "name": f"s{key}", "key": f"s{key}", "parent_id": above}
            for key, above in people.items()
        ],
        "document": [{"id": 1, "key": "d"}],
        "statement": [
            {
                "id": at, "document_id": 1, "speaker_id": speaker, "kind": "direct", "text": "w",
                "said_first": first, "said_last": last,
            }
            for at, (speaker, _claim, _stance, first, last) in enumerate(said, start=1)
        ],
        "question": [
            {"id": key, "slug": f"q{key}", "kind": "question", "mode": "open", "title": "?"}
            for key in (1, 2)
        ],
        "claim": [
            {"id": 1, "question_id": 1, "text": "c", "key": "c", "about_id": None},
            {"id": 2, "question_id": 2, "text": "never", "key": "never", "about_id": 1},
        ],
        "position": [
            {"id": at, "statement_id": at, "claim_id": claim, "stance": stance}
            for at, (_speaker, claim, stance, _first, _last) in enumerate(said, start=1)
        ],
    }  # fmt: skip


def test_attributions_denied_and_taken_back(database: Database) -> None:
    voices = (OWNER, DEPUTY, HOUSE, STRANGER)
    back = (Stance.ASSERTS, Stance.RETRACTS, Stance.SUSPECTS)
    later = [None, *product((OWNER, DEPUTY), back, (12, 13))]
    unsaid = set()
    for by, then in product(voices, later):
        with filled(database, denied(by, then)):
            claims, _questions = hold_together(database.reader)
        if claims[1] == (State.UNSOURCED, ""):
            unsaid.add((by, then))
    house = {OWNER, DEPUTY, HOUSE}
    taken_back = {Stance.ASSERTS, Stance.RETRACTS}
    assert unsaid == {
        (by, then)
        for by, then in product(voices, later)
        if by in house and not (then and then[0] == by and then[1] in taken_back and then[2] == 13)
    }


# -- kept states


def write(database: Database, drawn: Rows) -> None:
    with database.write("test", "tester") as journal:
        journal.defer_constraints()
        for table, listed in drawn.items():
            journal.insert_rows(table, listed)


def sample() -> Rows:
    """Two who dispute, one of whom never said it, and a flag on a question."""
    drawn = denied(STRANGER, None)
    drawn["position"].append({"id": 9, "statement_id": 2, "claim_id": 1, "stance": "denies"})
    drawn["flag"] = [{"kind": "contested", "question_id": 2, "by": "t", "at": MOMENT}]
    return drawn


@pytest.mark.parametrize(
    ("many", "whole", "asked"), [(0, 9, [None]), (0, 8, [[1, 2]]), (1000, 9, [])]
)
def test_a_batch_keeps_states_any_way(
    database: Database,
    many: int,
    whole: int,
    asked: list[list[int] | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the pure rule, in SQL those touched, or in SQL all there are."""
    monkeypatch.setattr(states, "MANY", many)
    monkeypatch.setattr(states, "_WHOLE", whole)
    judged, in_sql = [], states.refresh_in_sql
    monkeypatch.setattr(
        states, "refresh_in_sql", lambda reader, ids: (judged.append(ids), in_sql(reader, ids))
    )
    write(database, sample())
    assert judged == asked
    kept = database.reader.rows("SELECT state, reasons FROM claim ORDER BY id")
    assert kept == [
        {"state": "contested", "reasons": "opposed"},
        {"state": "contested", "reasons": "flagged"},
    ]
    assert database.reader.values("SELECT state FROM question ORDER BY id") == ["contested"] * 2
    assert list(states.differences(database.reader)) == []


def test_states_kept_wrongly_are_found_and_mended(database: Database) -> None:
    write(database, sample())
    database.connection().execute("UPDATE claim SET state = 'denied' WHERE id = 1")
    database.connection().execute("UPDATE claim SET reasons = '' WHERE id = 2")
    database.connection().execute("UPDATE question SET state = 'settled' WHERE id = 2")
    found = list(states.differences(database.reader))
    assert found == [
        (Kind.CLAIM, 1, "denied", "opposed", "contested", "opposed"),
        (Kind.CLAIM, 2, "contested", "", "contested", "flagged"),
        (Kind.QUESTION, 2, "settled", "", "contested", ""),
    ]
    with database.write("mend", "tester") as journal:
        states.recompute(journal.reader)
    assert list(states.differences(database.reader)) == []


def temporary(database: Database) -> list[str]:
    sql = {
        "sqlite": "SELECT name FROM sqlite_temp_master",
        "postgresql": "SELECT relname FROM pg_class WHERE relpersistence = 't'",
    }
    return database.reader.values(sql[database.dialect])


def test_nothing_temporary_remains(database: Database) -> None:
    with filled(database, sample()):
        first = in_sql(database.reader)
        assert temporary(database) == []
        assert in_sql(database.reader) == first
    with (
        pytest.raises(NotImplementedError),
        filled(database, sample()),
        states_sql.judged(database.reader),
    ):
        raise NotImplementedError(*temporary(database))
    assert temporary(database) == []
    assert list(states.differences(database.reader)) == []


def plans(database: Database, *, whole: bool) -> list[tuple[Step, list[Row]]]:
    """How SQLite takes each step: of all questions, or of one."""
    reader = database.reader
    steps = [*hearing.steps(whole=whole), *clashes.STEPS, *rule.STEPS]
    with filled(database, sample()), states_sql.judged(reader, None if whole else [1]):
        return [(step, reader.rows(f"EXPLAIN QUERY PLAN {step.sql}")) for step in steps]


def test_few_questions_are_judged_without_reading_all(database: Database) -> None:
    if database.dialect != "sqlite":
        pytest.skip("Postgres chooses by its statistics")
    read = {"words", "figures", "states"}
    chosen = {step: plan for step, plan in plans(database, whole=False) if step.table in read}
    assert {step.table for step in chosen} == read
    for step, plan in chosen.items():
        details = {row["detail"] for row in plan}
        assert not {"SCAN p", "SCAN c", "SCAN v", "SCAN s", "SCAN words"} & details, step.sql


@pytest.mark.parametrize("whole", [True, False])
def test_no_step_reads_all_of_a_table_for_each_row_of_another(
    database: Database, whole: bool
) -> None:
    if database.dialect != "sqlite":
        pytest.skip("Postgres chooses by its statistics")
    for step, plan in plans(database, whole=whole):
        scans: dict[int, list[str]] = {}
        for row in plan:
            if row["detail"].startswith("SCAN ") and "CONSTANT" not in row["detail"]:
                scans.setdefault(row["parent"], []).append(row["detail"])
        assert max(map(len, scans.values()), default=0) < 2, (step.sql, scans)


def test_settings_of_postgres_last_no_longer_than_the_transaction(database: Database) -> None:
    if database.dialect != "postgresql":
        pytest.skip("SQLite has none of them")
    reader, connection = database.reader, database.connection()

    def settings() -> list[str]:
        return [reader.value(f"SHOW {name}") for name in ("work_mem", "jit")]

    connection.execute("SET work_mem = '1MB'")
    connection.execute("SET jit = on")
    assert list(states.differences(reader)) == []
    assert settings() == ["1MB", "on"]
    with filled(database, sample()), states_sql.judged(reader):
        assert settings() == ["64MB", "off"]
    connection.execute("SET work_mem = '256MB'")
    with filled(database, sample()), states_sql.judged(reader):
        assert settings() == ["256MB", "off"]
    connection.execute("RESET ALL")
