"""What is contested, unsettled, divided within: who says what, on what ground, since when.

The kept states find the claims; the rule then says why, for the page that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from claims.contest.lineage import ancestry
from claims.contrast import Answer, Reading, Split, answers_of, divisions_of, splits_of, subtree
from claims.ids import format_id
from claims.reader import Reader, Row, chunks
from claims.scene import CANONICAL, parents
from claims.telling import Telling
from claims.vocabulary import Stance, State

_PAGE = 50
_AT_ONCE = 10
"""Questions whose divisions are told at once: a page's worth is soon there."""

_LONGEST = 1000
"""Questions looked through at once for who is divided."""

_FEW = 2000
"""Claims of a state, and positions of houses' members, that are quickest taken all at once."""

_CLAIMS = """
SELECT c.id, c.question_id, q.slug, q.title FROM claim c JOIN question q ON q.id = c.question_id
WHERE {state} AND {scope} ORDER BY c.question_id, c.id {limit}
"""
_BY_STATE = "c.state = :state"
# An expression, so that no index of states is taken, whose every claim would have to be sorted.
_BY_QUESTION = """(c.state || '') = :state AND c.question_id >= :question
AND (c.question_id > :question OR c.id > :claim)"""

_SOME_OF_STATE = """
SELECT count(*) FROM (SELECT c.id FROM claim c WHERE c.state = :state LIMIT :most) few
"""

_COMMITS, _WAVERS = "'asserts'", "'unsure', 'doubts', 'denies'"
# An expression, so that no index of stances is taken: every second position has one of these.
_STANCES = f"(p.stance || '') IN ({_COMMITS}, {_WAVERS})"

# Everybody who belongs to a house, some twice; merges are followed later.
_MEMBERS = """
SELECT id FROM speaker WHERE parent_id IS NOT NULL
UNION ALL SELECT parent_id FROM speaker WHERE parent_id IS NOT NULL
UNION ALL SELECT k.id FROM speaker k JOIN speaker h ON h.id = k.merged_into
WHERE k.merged_into IS NOT NULL AND h.parent_id IS NOT NULL
UNION ALL SELECT m.merged_into FROM speaker m WHERE m.merged_into IS NOT NULL
AND EXISTS (SELECT 1 FROM speaker h WHERE h.parent_id = m.id)
"""
# CROSS JOIN: SQLite keeps the order, and stops where there are enough.
_OF_MEMBERS = f"""
SELECT p.claim_id FROM ({_MEMBERS}) member CROSS JOIN statement s CROSS JOIN position p
WHERE s.speaker_id = member.id AND p.statement_id = s.id AND {_STANCES} LIMIT :most
"""
_BY_MEMBERS = f"""
SELECT v.claim_id FROM ({_MEMBERS}) member CROSS JOIN verdict v
WHERE v.reviewer_id = member.id AND v.value IS NOT NULL LIMIT :most
"""

# What is held of the claims of some questions: by whom, and whether they commit; what is held of a
# claim that refines one is held of both.
_SAID = f"""
JOIN statement s ON s.id = p.statement_id JOIN speaker k ON k.id = s.speaker_id
WHERE {{within}} AND {_STANCES}
"""
_RATED = "JOIN speaker k ON k.id = v.reviewer_id WHERE {within} AND v.value IS NOT NULL"
_FINER = "JOIN link l ON l.b_id = c.id AND (l.kind || '') = 'refines'"
_WHO = f"SELECT c.question_id, c.id, {CANONICAL.format('k')}"
_HELD = f"""
{_WHO}, p.stance IN ({_COMMITS}) FROM claim c JOIN position p ON p.claim_id = c.id {_SAID}
UNION ALL {_WHO}, FALSE FROM claim c {_FINER} JOIN position p ON p.claim_id = l.a_id {_SAID}
UNION ALL {_WHO}, v.value = 'true' FROM claim c JOIN verdict v ON v.claim_id = c.id {_RATED}
UNION ALL {_WHO}, FALSE FROM claim c {_FINER} JOIN verdict v ON v.claim_id = l.a_id {_RATED}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim that is not at peace, with the question it answers."""

    answer: Answer
    slug: str
    title: str

    def holders(self) -> dict[Stance, list[Telling]]:
        """Who holds it with which stance: one telling a counted act, in order of the stances."""
        found: dict[Stance, list[Telling]] = {}
        for stance in Stance:
            for line in self.answer.lines:
                if line.counted and line.stance is stance:
                    found.setdefault(stance, []).append(line.head.telling)
        return found

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        answer = self.answer
        return {
            "id": answer.ref,
            "claim": answer.text,
            "question": self.slug,
            "title": self.title,
            "state": answer.state.value,
            "reasons": [reason.value for reason in answer.reasons],
            "since": answer.since,
            "holders": {
                stance.value: [
                    {"speaker": t.speaker_name, "said": t.date, "id": t.ref} for t in tellings
                ]
                for stance, tellings in self.holders().items()
            },
            "grounds": [clash.as_json() for clash in answer.clashes],
            "positions": [line.as_json() for line in answer.lines],
        }


@dataclass(frozen=True, slots=True)
class Division:
    """An institution divided within, with the question it is divided over."""

    split: Split
    slug: str

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "id": format_id("claim", self.split.claim_id),
            "question": self.slug,
            "state": "divided",
            **self.split.as_json(),
        }


def entries(
    reader: Reader,
    states: Iterable[State] = (State.CONTESTED, State.UNSETTLED),
    *,
    question: int | None = None,
    since: int | None = None,
    limit: int | None = None,
) -> Iterator[Entry]:
    """The claims in these states, state by state, in order of question.

    ``question`` keeps to it and what is under it; ``since`` (a day) to disputes that began then or
    later; ``limit`` is for each state.
    """
    for state in states:
        rows = _rows(reader, state, question)
        if since is None:
            yield from _explained(reader, islice(rows, limit))
        else:
            found = _explained(reader, rows)
            yield from islice((entry for entry in found if _began(entry) >= since), limit)


def count(reader: Reader, state: State, *, question: int | None = None) -> int:
    """How many claims are in a state."""
    scope, within = _scope(reader, question)
    number: int = reader.value(
        f"SELECT count(*) FROM claim c WHERE c.state = :state AND {scope}",
        state=state.value,
        **within,
    )
    return number


def divided(
    reader: Reader, *, question: int | None = None, limit: int | None = None
) -> Iterator[Division]:
    """The institutions divided within, in order of question."""
    slugs: dict[int, str] = {}

    def every() -> Iterator[Division]:
        for page in _perhaps_divided(reader, question):
            reading = Reading(reader, page)
            slugs.update(_slugs(reader, page))
            for split in splits_of(reading, divisions_of(reading)):
                yield Division(split, slugs[reading.claims[split.claim_id]["question_id"]])

    yield from islice(every(), limit)


def _perhaps_divided(reader: Reader, question: int | None) -> Iterator[list[int]]:
    """Pages of questions, in order, on which members of one house commit and waver."""
    if question is not None:
        pages = chunks((row["id"] for row in subtree(reader, question)), _PAGE)
    else:
        claims = reader.values(_OF_MEMBERS, most=_FEW + 1)
        claims += reader.values(_BY_MEMBERS, most=_FEW + 1)
        if not claims:
            return
        pages = _all_questions(reader) if len(claims) > _FEW else _beside(reader, claims)
    for page in pages:
        yield from chunks(_in_one_house(reader, sorted(page)), _AT_ONCE)


def _all_questions(reader: Reader) -> Iterator[list[int]]:
    after, most = 0, _PAGE
    while page := reader.values(
        "SELECT id FROM question WHERE id > :after ORDER BY id LIMIT :most", after=after, most=most
    ):
        yield page
        # Where there are few to be found one goes faster.
        after, most = page[-1], min(most * 2, _LONGEST)


def _beside(reader: Reader, claims: list[int]) -> Iterator[list[int]]:
    """The questions of claims, and of those they refine."""
    within = reader.within("c.id", "ids")
    found = reader.values(
        f"""SELECT c.question_id FROM claim c WHERE {within}
        UNION SELECT b.question_id FROM claim c
        JOIN link l ON l.a_id = c.id AND (l.kind || '') = 'refines'
        JOIN claim b ON b.id = l.b_id WHERE {within}""",
        ids=claims,
    )
    return chunks(sorted(found), _PAGE)


def _in_one_house(reader: Reader, questions: list[int]) -> list[int]:
    """Of questions those on which two of one house commit and waver, whether they count or not."""
    sql = _HELD.format(within=reader.within("c.question_id", "ids"))
    rows = reader.tuples(sql, ids=questions)
    above = parents(reader, {speaker for _question, _claim, speaker, _commits in rows})
    lines = {speaker: ancestry(speaker, above) for _question, _claim, speaker, _commits in rows}
    sides: dict[tuple[int, int], tuple[set[Any], set[Any]]] = {}
    for question, claim, speaker, commits in rows:
        committed, wavering = sides.setdefault((question, claim), (set(), set()))
        (committed if commits else wavering).add(speaker)
    return sorted(
        {
            question
            for (question, _claim), (committed, wavering) in sides.items()
            if _meet(committed, wavering, lines)
        }
    )


def _meet(ours: set[Any], theirs: set[Any], lines: Mapping[Any, tuple[Any, ...]]) -> bool:
    """Whether two different speakers of either side have an institution in common."""
    reached: dict[Any, set[Any]] = {}
    for speaker in ours:
        for institution in lines[speaker]:
            reached.setdefault(institution, set()).add(speaker)
    return any(
        reached.get(institution, set()) - {speaker}
        for speaker in theirs
        for institution in lines[speaker]
    )


def _slugs(reader: Reader, questions: Iterable[int]) -> dict[int, str]:
    rows = reader.rows(
        f"SELECT id, slug FROM question WHERE {reader.within('id', 'ids')}", ids=list(questions)
    )
    return {row["id"]: row["slug"] for row in rows}


def _scope(reader: Reader, question: int | None) -> tuple[str, dict[str, Any]]:
    if question is None:
        return "TRUE", {}
    return reader.within("c.question_id", "scope"), {
        "scope": [row["id"] for row in subtree(reader, question)]
    }


def _rows(reader: Reader, state: State, question: int | None) -> Iterator[Row]:
    """The claims in a state, in order of question: all at once where they are few."""
    scope, within = _scope(reader, question)
    few = question is not None or _few(reader, state)
    if few:
        sql = _CLAIMS.format(state=_BY_STATE, scope=scope, limit="")
        yield from reader.rows(sql, state=state.value, **within)
        return
    sql = _CLAIMS.format(state=_BY_QUESTION, scope=scope, limit="LIMIT :most")
    after = {"question": 0, "claim": 0}
    while page := reader.rows(sql, state=state.value, most=_PAGE, **after):
        yield from page
        after = {"question": page[-1]["question_id"], "claim": page[-1]["id"]}


def _few(reader: Reader, state: State) -> bool:
    some: int = reader.value(_SOME_OF_STATE, state=state.value, most=_FEW)
    return some < _FEW


def _explained(reader: Reader, rows: Iterable[Row]) -> Iterator[Entry]:
    for chunk in chunks(rows, _PAGE):
        reading = Reading(reader, {row["question_id"] for row in chunk})
        answers = answers_of(reading, [row["id"] for row in chunk])
        for row, answer in zip(chunk, answers, strict=True):
            yield Entry(answer, row["slug"], row["title"])


def _began(entry: Entry) -> int:
    """The day the dispute began, failing a clash the day of the latest word."""
    from datetime import date

    if entry.answer.since:
        return date.fromisoformat(entry.answer.since).toordinal()
    return max((line.head.telling.first for line in entry.answer.lines), default=0)
