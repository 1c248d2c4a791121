"""Random databases, small and tangled: what the rule in SQL is held to the pure one on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, NamedTuple

import hypothesis.strategies as st

from claims.database import Database
from claims.dates import DAY_MAX, DAY_MIN
from claims.vocabulary import FlagKind, LinkKind, Mode, Rating, Stance

Rows = dict[str, list[dict[str, Any]]]

MOMENT = "2016-09-22T12:00:00Z"
SPEAKERS, QUESTIONS, CLAIMS = (1, 2, 3, 4, 5, 6), (1, 2, 3, 4), (1, 2, 3, 4, 5, 6, 7)
UNMERGED = SPEAKERS[:4]
DAYS = st.integers(11, 16)
SPANS = st.one_of(
    DAYS.map(lambda day: (day, day)),
    DAYS.map(lambda day: (day, day)),
    st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))),
    st.just((DAY_MIN, DAY_MAX)),
)
RARELY = (False,) * 5 + (True,)
OFTEN = (False, True)
PLUS = (Stance.ASSERTS, Stance.ASSERTS, Stance.SUSPECTS)


class Focus(NamedTuple):
    """What a database is mostly about; the more often a value is listed, the more often it comes.

    Without a focus hardly two things that bear on each other ever meet.
    """

    modes: Sequence[Mode | None]
    stances: Sequence[Stance]
    claims: Sequence[int] = CLAIMS
    speakers: Sequence[int] = SPEAKERS
    homes: Sequence[int] = (1, 1, 2, *QUESTIONS)
    same_act: Sequence[bool] = RARELY
    cumulative: Sequence[bool] = OFTEN
    as_of: Sequence[bool] = RARELY
    about: Sequence[bool] = RARELY
    ratings: Sequence[Rating | None] = (None, *Rating)


TANGLE = Focus(
    (*Mode, Mode.NUMBER, None), (*Stance, *PLUS, Stance.DENIES), claims=(1, 1, 2, *CLAIMS)
)
FIGURES = Focus(
    (Mode.NUMBER,), (Stance.ASSERTS, Stance.SUSPECTS, Stance.SUSPECTS),
    claims=(1, 2), speakers=(1, 1, 2), homes=(1,), cumulative=(True, True, False),
    as_of=OFTEN, ratings=(None,),
)  # fmt: skip
SOURCES = Focus(
    (Mode.OPEN,), (*PLUS, *PLUS, Stance.REPORTS, Stance.DENIES),
    claims=(1, 2, 3), speakers=(1, 2), same_act=OFTEN, ratings=(Rating.TRUE,),
)  # fmt: skip
UNSAID = Focus(
    (Mode.OPEN,), (*PLUS, Stance.DENIES, Stance.DENIES, Stance.DENIES, Stance.RETRACTS),
    claims=(1, 6, 7), speakers=(1, 1, 2), about=OFTEN,
    ratings=(Rating.TRUE, Rating.FALSE, Rating.MISATTRIBUTED),
)  # fmt: skip
CHANGES = Focus(
    (Mode.EXCLUSIVE,), (*PLUS, Stance.REPORTS, Stance.UNSURE, Stance.RETRACTS),
    claims=(1, 2), speakers=(1,), homes=(1,), same_act=OFTEN,
)  # fmt: skip
# Many voices that report each other's acts: nobody need speak twice for a date to matter.
GROWTH = Focus(
    (Mode.NUMBER,), PLUS, claims=(1, 2), speakers=(1, 2, 3, 4), homes=(1,), same_act=OFTEN,
    cumulative=(True,), ratings=(Rating.TRUE, None),
)  # fmt: skip
FOCUSES = (TANGLE, FIGURES, FIGURES, GROWTH, SOURCES, UNSAID, CHANGES)


def one_of(values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(values))


def perhaps(values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), one_of(values))


def speakers(draw: st.DrawFn) -> Iterator[dict[str, Any]]:
    for number in SPEAKERS:
        merged = draw(perhaps(UNMERGED)) if number not in UNMERGED else None
        yield {
            "id": number,
            "kind": "person",
            "name": f"speaker {number}",
            "key": f"speaker {number}",
            "parent_id": draw(perhaps(other for other in SPEAKERS if other != number)),
            "merged_into": merged,
        }


def questions(draw: st.DrawFn, focus: Focus) -> Iterator[dict[str, Any]]:
    for number in QUESTIONS:
        mode = draw(one_of(focus.modes))
        yield {
            "id": number,
            "slug": f"q{number}",
            "kind": "event" if mode is None else "question",
            "mode": mode,
            "cumulative": draw(one_of(focus.cumulative)),
            "title": "?",
        }


def figures(draw: st.DrawFn) -> dict[str, Any]:
    if draw(one_of(RARELY)):
        return dict.fromkeys(("number", "low", "high"), None)
    low, wide = draw(st.integers(0, 5)), draw(st.sampled_from((0, 0, 1, 2)))
    ends = draw(st.sampled_from("both both both low high".split()))
    return {
        "number": "some",
        "low": None if ends == "high" else low,
        "high": None if ends == "low" else low + wide,
        "low_open": bool(wide or ends == "low") and draw(st.booleans()),
        "high_open": bool(wide or ends == "high") and draw(st.booleans()),
    }


def claims(draw: st.DrawFn, focus: Focus, statements: int) -> Iterator[dict[str, Any]]:
    for number in CLAIMS:
        about = statements and number > 5 and draw(one_of(focus.about))
        yield {
            "low_open": False,
            "high_open": False,
            **figures(draw),
            "id": number,
            "question_id": draw(one_of(focus.homes)),
            "text": f"claim {number}",
            "key": f"claim {number}",
            "about_id": draw(st.integers(1, statements)) if about else None,
        }


def statements(draw: st.DrawFn, focus: Focus) -> Iterator[dict[str, Any]]:
    # Few words leave a state in the balance, many tangle.
    originals: list[int] = []
    for number in range(1, draw(st.integers(0, 5) | st.integers(0, 14)) + 1):
        act = None
        if originals and draw(one_of(focus.same_act)):
            act = draw(one_of(originals[-2:]))
        if act is None:
            originals.append(number)
        first, last = draw(SPANS)
        yield {
            "id": number,
            "document_id": 1,
            "speaker_id": draw(one_of((*focus.speakers * 6, *SPEAKERS))),
            "kind": "direct",
            "status": draw(one_of(("accepted",) * 9 + ("proposed",))),
            "text": "words",
            "said_first": first,
            "said_last": last,
            "act_id": act,
        }


def positions(draw: st.DrawFn, focus: Focus, statements: int) -> Iterator[dict[str, Any]]:
    taken = set()
    for number in range(1, draw(st.integers(statements, 2 * statements)) + 1):
        # Every statement has one position first.
        statement = number if number <= statements else draw(st.integers(1, statements))
        claim, stance = draw(one_of(focus.claims)), draw(one_of(focus.stances))
        if (statement, claim, stance) in taken:
            continue
        taken.add((statement, claim, stance))
        first, last = draw(SPANS) if draw(one_of(focus.as_of)) else (None, None)
        yield {
            "id": number,
            "statement_id": statement,
            "claim_id": claim,
            "stance": stance,
            "as_of_first": first,
            "as_of_last": last,
        }


def verdicts(draw: st.DrawFn, focus: Focus) -> Iterator[dict[str, Any]]:
    for number in range(1, draw(st.integers(0, 3)) + 1):
        first, last = draw(SPANS)
        yield {
            "id": number,
            "claim_id": draw(one_of(focus.claims)),
            "reviewer_id": draw(one_of(SPEAKERS)),
            "label": str(number),
            "value": draw(one_of(focus.ratings)),
            "rated_first": first,
            "rated_last": last,
        }


def links(draw: st.DrawFn) -> Iterator[dict[str, Any]]:
    pairs = draw(st.sets(st.tuples(one_of(CLAIMS), one_of(CLAIMS)), max_size=3))
    kinds = one_of([LinkKind.CONTRADICTS, LinkKind.CONTRADICTS, LinkKind.REFINES])
    for number, (a, b) in enumerate(sorted(pair for pair in pairs if pair[0] < pair[1])):
        yield {"id": number + 1, "kind": draw(kinds), "a_id": a, "b_id": b}


def flags(draw: st.DrawFn) -> Iterator[dict[str, Any]]:
    kinds = one_of([FlagKind.CONTESTED, FlagKind.SETTLED, FlagKind.CHECK])
    for number in range(1, draw(st.sampled_from((0, 0, 1, 2))) + 1):
        on_claim, cleared = draw(st.booleans()), draw(one_of(RARELY))
        yield {
            "id": number,
            "kind": draw(kinds),
            "claim_id": draw(one_of(CLAIMS)) if on_claim else None,
            "question_id": None if on_claim else draw(one_of(QUESTIONS)),
            "by": "tester",
            "at": MOMENT,
            "cleared_at": MOMENT if cleared else None,
            "cleared_by": "tester" if cleared else None,
        }


@st.composite
def databases(draw: st.DrawFn) -> Rows:
    """Rows by table."""
    focus = draw(one_of(FOCUSES))
    said = list(statements(draw, focus))
    return {
        "speaker": list(speakers(draw)),
        "document": [{"id": 1, "key": "document 1"}],
        "statement": said,
        "question": list(questions(draw, focus)),
        "claim": list(claims(draw, focus, len(said))),
        "position": list(positions(draw, focus, len(said))),
        "verdict": list(verdicts(draw, focus)),
        "link": list(links(draw)),
        "flag": list(flags(draw)),
    }


@contextmanager
def filled(database: Database, rows: Rows) -> Iterator[None]:
    """The database with these rows in it for a while, inside one transaction."""
    connection = database.connection()
    defer = {
        "sqlite": "PRAGMA defer_foreign_keys=ON",
        "postgresql": "SET CONSTRAINTS ALL DEFERRED",
    }
    connection.execute("BEGIN")
    connection.execute(defer[database.dialect])
    try:
        for table, listed in rows.items():
            insert(database, table, listed)
        yield
    finally:
        connection.execute("ROLLBACK")


def insert(database: Database, table: str, rows: list[dict[str, Any]]) -> None:
    """Store rows of the same columns as they are, by no journal."""
    if rows:
        names = list(rows[0])
        mark = "?" if database.dialect == "sqlite" else "%s"
        marks = ", ".join([mark] * len(names))
        cursor = database.connection().cursor()
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
            [[row[name] for name in names] for row in rows],
        )
        cursor.close()


def small_disputes(chance: Random, count: int) -> Rows:
    """Many questions, each a dispute of a few words: what decides a state is met in every shape."""
    made: Rows = {
        "speaker": [
            {"id": key, "kind": "person", "name": f"s{key}", "key": f"s{key}", "parent_id": above}
            for key, above in {1: 3, 2: 3, 3: None, 4: None, 5: 6, 6: 5}.items()
        ],
        "document": [{"id": 1, "key": "d"}],
        **{table: [] for table in "statement question claim position verdict link".split()},
    }
    for number in range(1, count + 1):
        _dispute(chance, made, number)
    return made


def _span(chance: Random) -> tuple[int, int]:
    first, last = sorted((chance.randint(11, 13), chance.randint(11, 13)))
    return chance.choice(((first, first), (last, last), (first, last), (DAY_MIN, DAY_MAX)))


def _dispute(chance: Random, made: Rows, number: int) -> None:
    focus = chance.choice(FOCUSES)
    made["question"].append(
        {
            "id": number, "slug": f"q{number}", "kind": "question", "title": "?",
            "mode": chance.choice(focus.modes) or Mode.OPEN,
            "cumulative": chance.choice(focus.cumulative),
        }
    )  # fmt: skip
    words = [len(made["statement"]) + at for at in range(1, chance.randint(2, 5) + 1)]
    answers = [3 * number + at for at in (0, 1, 2)]
    about = chance.choice(words) if chance.choice(focus.about) else None
    for claim in answers:
        low = chance.randint(1, 3)
        high = low + chance.choice((0, 0, 1))
        made["claim"].append(
            {
                "id": claim, "question_id": number, "text": "c", "key": f"c{claim}",
                "number": "some", "low": low, "high": chance.choice((high, high, None)),
                "low_open": low < high and chance.choice(OFTEN),
                "high_open": low < high and chance.choice(OFTEN),
                "about_id": about if claim == answers[2] else None,
            }
        )  # fmt: skip
    if chance.choice(RARELY):
        a, b = chance.choice(((answers[0], answers[1]), (answers[0] - 3, answers[0])))
        link = {"id": number, "kind": LinkKind.CONTRADICTS, "a_id": a, "b_id": b}
        made["link"] += [link] if number > 1 else []
    for word in words:
        first, last = _span(chance)
        made["statement"].append(
            {
                "id": word, "document_id": 1, "kind": "direct", "text": "words",
                "speaker_id": chance.choice((*focus.speakers, *SPEAKERS)),
                "status": chance.choice(("accepted",) * 9 + ("proposed",)),
                "said_first": first, "said_last": last,
                "act_id": words[0] if word > words[0] and chance.choice(focus.same_act) else None,
            }
        )  # fmt: skip
        as_of = chance.choice((11, 12, 13)) if chance.choice(focus.as_of) else None
        made["position"].append(
            {
                "id": word, "statement_id": word, "claim_id": chance.choice(answers),
                "stance": chance.choice(focus.stances), "as_of_first": as_of, "as_of_last": as_of,
            }
        )  # fmt: skip
    if chance.choice(RARELY):
        first, last = _span(chance)
        made["verdict"].append(
            {
                "id": number, "claim_id": chance.choice(answers), "label": "x",
                "reviewer_id": chance.choice(SPEAKERS), "value": chance.choice(focus.ratings),
                "rated_first": first, "rated_last": last,
            }
        )  # fmt: skip
