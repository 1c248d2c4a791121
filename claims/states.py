"""The kept states of claims and questions: the rule of ``claims.contest``, stored.

``refresh`` runs in the writer's transaction over the questions a batch touched; ``recompute`` does
all of them, and ``differences`` finds what is not as the rule says (``claims db check``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claims import scene
from claims.contest import Assessment, assess, question_states
from claims.ids import Kind
from claims.reader import Reader, chunks
from claims.vocabulary import LinkKind

_CHUNK = 500

# Questions on which the words of a statement count or not, as somebody's claim about its
# attribution stands.
_DISOWNING = """
SELECT DISTINCT b.question_id FROM claim c
JOIN position p ON p.statement_id = c.about_id JOIN claim b ON b.id = p.claim_id
WHERE {within}
"""


class Difference(NamedTuple):
    """A claim or question whose kept state is not what the rule finds; reasons comma separated."""

    kind: Kind
    id: int
    kept: str
    kept_reasons: str
    state: str
    reasons: str


def refresh(reader: Reader, questions: Iterable[int]) -> None:
    """Bring the states of these questions, and of all theirs bear on, up to date."""
    cursor = reader.connection.cursor()
    mark = "?" if reader.dialect == "sqlite" else "%s"
    for claims, states in _computed(reader, _affected(reader, questions)):
        cursor.executemany(
            f"UPDATE claim SET state = {mark}, reasons = {mark} WHERE id = {mark}",
            [(found.state, _words(found), claim) for claim, found in claims.items()],
        )
        cursor.executemany(
            f"UPDATE question SET state = {mark} WHERE id = {mark}",
            [(state, question) for question, state in states.items()],
        )
    cursor.close()


def recompute(reader: Reader) -> None:
    """Bring all states up to date, from nothing, inside the caller's transaction."""
    refresh(reader, _all_questions(reader))


def differences(reader: Reader) -> Iterator[Difference]:
    """What is kept otherwise than the rule finds it, questions in the order of their ids."""
    within = reader.within("id", "ids")
    for claims, states in _computed(reader, _all_questions(reader)):
        sql = f"SELECT id, state, reasons FROM claim WHERE {within} ORDER BY id"
        for row in reader.rows(sql, ids=sorted(claims)):
            found = claims[row["id"]]
            kept = (row["state"], row["reasons"])
            if kept != (found.state, _words(found)):
                yield Difference(Kind.CLAIM, row["id"], *kept, found.state, _words(found))
        sql = f"SELECT id, state FROM question WHERE {within} ORDER BY id"
        for row in reader.rows(sql, ids=sorted(states)):
            if row["state"] != states[row["id"]]:
                found_state = states[row["id"]]
                yield Difference(Kind.QUESTION, row["id"], row["state"], "", found_state, "")


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


def _all_questions(reader: Reader) -> list[int]:
    return reader.values("SELECT id FROM question ORDER BY id")
