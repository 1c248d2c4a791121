"""The kept states of claims and questions: the rule of ``claims.contest``, stored.

``refresh`` runs in the writer's transaction over the questions a batch touched; ``recompute`` does
all of them, and ``differences`` finds what is not as the rule says (``claims db check``).  A few
questions are judged by the pure rule, many by the same in SQL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from claims import scene, states_sql
from claims.confidential import Sight, active, expected, keep_hidden
from claims.contest import Assessment, assess, question_states
from claims.ids import Kind
from claims.reader import Reader, chunks
from claims.vocabulary import LinkKind

MANY = 100
"""From so many questions on SQL is quicker than loading their scenes (benchmarks/states.py)."""

_CHUNK = 500
_SCOPE = 5000
"""Questions judged at once: what the steps of the rule find of them is held in memory, some 30 MB
where each has nine positions.  Of 10⁷ quotes 20,000 at once took 57 MiB more, and no less time.
"""
_WHOLE = 200_000
"""All questions there are, on which no more is said, are judged at once: that is read as it lies,
in two thirds of the time, and some 30 MB.
"""

# Questions on which the words of a statement count or not, as somebody's claim about its
# attribution stands.
_DISOWNING = """
SELECT DISTINCT b.question_id FROM claim c
JOIN position p ON p.statement_id = c.about_id JOIN claim b ON b.id = p.claim_id
WHERE {within}
"""

_BEARING = """
SELECT c.question_id FROM hidden h JOIN position p ON p.id = h.id JOIN claim c ON c.id = p.claim_id
WHERE h.kind = 'position'
UNION SELECT c.question_id FROM hidden h JOIN verdict v ON v.id = h.id
JOIN claim c ON c.id = v.claim_id WHERE h.kind = 'verdict'
UNION SELECT c.question_id FROM hidden h JOIN claim c ON c.id = h.id WHERE h.kind = 'claim'
"""
# Ids are given one after the other: the last is as many as there can be.
_EXTENT = """SELECT (SELECT count(*) FROM question) AS questions,
(SELECT COALESCE(MAX(id), 0) FROM position) + (SELECT COALESCE(MAX(id), 0) FROM verdict) AS said"""
_FORGET_OPEN = (
    "UPDATE claim SET open_state = NULL, open_reasons = NULL WHERE open_state IS NOT NULL",
    "UPDATE question SET open_state = NULL WHERE open_state IS NOT NULL",
)
_OPEN_CLAIM = "UPDATE claim SET open_state = :state, open_reasons = :reasons WHERE id = :id"
_OPEN_QUESTION = "UPDATE question SET open_state = :state WHERE id = :id"

_KEEP = (
    """UPDATE claim SET state = s.state, reasons = s.reasons FROM states s
    WHERE s.claim = claim.id AND (s.state <> claim.state OR s.reasons <> claim.reasons)""",
    """UPDATE question SET state = s.state FROM question_states s
    WHERE question.id IN (SELECT question FROM question_states)
    AND s.question = question.id AND s.state <> question.state""",
)
_DIFFERENT = {
    Kind.CLAIM: """SELECT c.id, c.state AS kept, c.reasons AS kept_reasons, s.state, s.reasons
        FROM states s JOIN claim c ON c.id = s.claim
        WHERE s.state <> c.state OR s.reasons <> c.reasons ORDER BY c.id""",
    Kind.QUESTION: """SELECT q.id, q.state AS kept, '' AS kept_reasons, s.state, '' AS reasons
        FROM question_states s JOIN question q ON q.id = s.question
        WHERE s.state <> q.state ORDER BY q.id""",
}


class Difference(NamedTuple):
    """A claim or question whose kept state is not what the rule finds; reasons comma separated."""

    kind: Kind
    id: int
    kept: str
    kept_reasons: str
    state: str
    reasons: str


def refresh(reader: Reader, questions: Collection[int]) -> None:
    """Bring the states of these questions, and of all theirs bear on, up to date."""
    if len(questions) >= MANY and _are_all(reader, questions):
        refresh_in_sql(reader, None)
        return
    for chunk in chunks(questions, _SCOPE):
        affected = _affected(reader, chunk)
        if len(affected) < MANY:
            refresh_in_python(reader, affected)
        else:
            refresh_in_sql(reader, affected)


def _are_all(reader: Reader, questions: Collection[int]) -> bool:
    """Whether there are no other questions, and not too much is said on these."""
    there = reader.row(_EXTENT) or {}
    return bool(len(questions) == there["questions"] and there["said"] <= _WHOLE)


def refresh_in_python(reader: Reader, questions: Iterable[int]) -> None:
    """Judge these questions by the pure rule, and keep what it finds."""
    cursor = reader.connection.cursor()
    mark = "?" if reader.dialect == "sqlite" else "%s"
    for claims, states in _computed(reader, questions):
        cursor.executemany(
            f"UPDATE claim SET state = {mark}, reasons = {mark} WHERE id = {mark}",
            [(found.state, _words(found), claim) for claim, found in claims.items()],
        )
        cursor.executemany(
            f"UPDATE question SET state = {mark} WHERE id = {mark}",
            [(state, question) for question, state in states.items()],
        )
    cursor.close()


def refresh_in_sql(reader: Reader, questions: Iterable[int] | None) -> None:
    """Judge these questions, or all, where they are stored, and keep what the rule finds."""
    with states_sql.judged(reader, questions):
        for sql in _KEEP:
            reader.execute(sql)


def recompute(reader: Reader) -> None:
    """Bring all states up to date, from nothing, inside the caller's transaction."""
    refresh_in_sql(reader, None)
    if active(reader) or expected(reader):
        keep_hidden(reader)
        refresh_open(reader)


def refresh_open(reader: Reader) -> None:
    """Judge what confidential voices bear on as if they were not there, and keep that beside."""
    wanted = _affected(reader, reader.values(_BEARING))
    for sql in _FORGET_OPEN:
        reader.execute(sql)
    for claims, states in _computed(reader.seen(Sight.OPEN), wanted):
        for claim, found in claims.items():
            reader.execute(_OPEN_CLAIM, state=found.state, reasons=_words(found), id=claim)
        for question, state in states.items():
            reader.execute(_OPEN_QUESTION, state=state, id=question)


def differences(reader: Reader) -> Iterator[Difference]:
    """What is kept otherwise than the rule finds it: claims, then questions, by their ids.

    Not inside a transaction.
    """
    with reader.snapshot(), states_sql.judged(reader):
        found = [(kind, row) for kind, sql in _DIFFERENT.items() for row in reader.rows(sql)]
    for kind, row in found:
        yield Difference(kind, **row)


def _affected(reader: Reader, questions: Iterable[int]) -> list[int]:
    ids = set(questions)
    disowning = _DISOWNING.format(within=reader.within("c.question_id", "ids"))
    ids.update(reader.values(disowning, ids=sorted(ids)))
    return sorted(scene.closure(reader, ids, LinkKind.CONTRADICTS))


def _computed(
    reader: Reader, questions: Iterable[int]
) -> Iterator[tuple[dict[int, Assessment], dict[int, str]]]:
    """What the rule finds for these questions and their claims, in chunks.

    A scene may hold more questions than were asked for: those are left out, as another chunk has
    them, or nobody asked.
    """
    for chunk in chunks(questions, _CHUNK):
        wanted = set(chunk)
        facts = scene.load(reader, chunk)
        found = assess(facts)
        claims = {c.id: found[c.id] for c in facts.claims if c.question in wanted}
        states = question_states(facts, found)
        yield claims, {question: states[question] for question in wanted & states.keys()}  # type: ignore[misc]


def _words(found: Assessment) -> str:
    return ",".join(found.reasons)
