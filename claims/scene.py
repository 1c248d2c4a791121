"""What the rule of ``claims.contest`` looks at, read from the database.

A scene is closed: with a question come all questions its claims are linked to by ``contradicts``,
since a rival's voice counts only by the rule of its own question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from claims.contest import Claim, Position, Question, Scene, Verdict
from claims.contest.lineage import top_parent
from claims.dates import DAY_MAX
from claims.numbers import Interval
from claims.reader import Reader, Row
from claims.vocabulary import FlagKind, LinkKind, Mode, Rating, Stance

CANONICAL = "COALESCE({0}.merged_into, {0}.id)"
"""A speaker's id with merges followed; ``merged_into`` always names an unmerged speaker."""

_STANCES = {stance.value: stance for stance in Stance}

_POSITIONS = f"""
SELECT p.claim_id, {CANONICAL.format("k")}, p.stance, s.said_first, s.said_last,
       COALESCE(s.act_id, s.id), p.id, p.as_of_last, s.id
FROM position p
JOIN statement s ON s.id = p.statement_id
JOIN speaker k ON k.id = s.speaker_id
JOIN claim c ON c.id = p.claim_id
WHERE s.status = 'accepted' AND {{within}}
ORDER BY p.id
"""

_VERDICTS = f"""
SELECT v.id, v.claim_id, v.value, v.rated_first, v.rated_last,
       {CANONICAL.format("k")} AS reviewer_id
FROM verdict v JOIN speaker k ON k.id = v.reviewer_id JOIN claim c ON c.id = v.claim_id
WHERE {{within}} ORDER BY v.id
"""

_LINKS = """
SELECT l.kind, l.a_id, l.b_id, a.question_id AS a_question, b.question_id AS b_question
FROM link l JOIN claim a ON a.id = l.a_id JOIN claim b ON b.id = l.b_id
WHERE l.kind IN ('contradicts', 'refines') AND ({a} OR {b})
"""

_FLAGS = """
SELECT f.kind, f.claim_id, f.question_id FROM flag f
LEFT JOIN claim c ON c.id = f.claim_id
WHERE f.kind IN ('contested', 'settled') AND ({claim} OR {question})
AND f.at < :later AND (f.cleared_at IS NULL OR f.cleared_at >= :later)
"""

_SOME_ATTRIBUTED = "SELECT DISTINCT about_id FROM claim WHERE about_id IS NOT NULL LIMIT :most"
_ABOUT = """c.about_id IN (SELECT p2.statement_id FROM position p2
JOIN claim c2 ON c2.id = p2.claim_id WHERE {within})"""

# Statements whose own attribution somebody's claim is about, with what was said of it.
_ATTRIBUTIONS = f"""
SELECT c.about_id, {CANONICAL.format("o")} AS owner_id, {CANONICAL.format("k")} AS speaker_id,
       p.stance, s.said_first, s.said_last
FROM claim c
JOIN statement a ON a.id = c.about_id JOIN speaker o ON o.id = a.speaker_id
JOIN position p ON p.claim_id = c.id
JOIN statement s ON s.id = p.statement_id AND s.status = 'accepted'
JOIN speaker k ON k.id = s.speaker_id
WHERE {{within}}
"""

_ATTRIBUTION_VERDICTS = """
SELECT c.about_id FROM claim c JOIN verdict v ON v.claim_id = c.id
WHERE v.value IN ('false', 'misattributed') AND {within}
"""


_FEW = 200
"""So many claims about attributions are looked up one by one, rather than all that is said here."""


@dataclass(frozen=True)
class Facts(Scene):
    """A scene as it was read; ``statements`` says of which statement each position is."""

    statements: Mapping[Any, int] = field(default_factory=dict)


def closure(reader: Reader, questions: Iterable[int], *kinds: LinkKind) -> set[int]:
    """The questions, and all that links of these kinds join to them."""
    found = set(questions)
    fresh = set(found)
    while fresh:
        joined = {
            row[side]
            for row in _links(reader, fresh)
            if row["kind"] in kinds
            for side in ("a_question", "b_question")
        }
        fresh = joined - found
        found |= fresh
    return found


def load(
    reader: Reader, questions: Iterable[int], *, refines: bool = False, as_of: int | None = None
) -> Facts:
    """The scene around some questions; ``refines`` brings the questions their answers refine.

    ``as_of`` (a day) leaves out what was certainly said, rated or flagged later: the scene as the
    records known today show that day.
    """
    until = DAY_MAX if as_of is None else as_of
    kinds = (LinkKind.CONTRADICTS, LinkKind.REFINES) if refines else (LinkKind.CONTRADICTS,)
    ids = sorted(closure(reader, questions, *kinds))
    every, statements = _positions(reader, ids)
    positions = every if until == DAY_MAX else tuple(p for p in every if p.first <= until)
    verdicts = tuple(v for v in _verdicts(reader, ids) if v.first <= until)
    links = _links(reader, ids)
    speakers: set[Any] = {p.speaker for p in positions} | {v.reviewer for v in verdicts}
    return Facts(
        questions=_questions(reader, ids),
        claims=_claims(reader, ids, until),
        positions=positions,
        verdicts=verdicts,
        contradicts=_pairs(links, LinkKind.CONTRADICTS),
        refines=_pairs(links, LinkKind.REFINES),
        parents=parents(reader, speakers),
        statements=statements,
    )


def _pairs(links: list[Row], kind: LinkKind) -> tuple[tuple[int, int], ...]:
    return tuple((int(row["a_id"]), int(row["b_id"])) for row in links if row["kind"] == kind)


def _links(reader: Reader, ids: Iterable[int]) -> list[Row]:
    sql = _LINKS.format(
        a=reader.within("a.question_id", "ids"), b=reader.within("b.question_id", "ids")
    )
    return reader.rows(sql, ids=sorted(ids))


def _questions(reader: Reader, ids: list[int]) -> tuple[Question, ...]:
    rows = reader.rows(
        "SELECT id, mode, cumulative FROM question WHERE " + reader.within("id", "ids"), ids=ids
    )
    # Topics and events have no mode: what little is claimed right under them stands side by side.
    return tuple(
        Question(row["id"], Mode(row["mode"] or Mode.OPEN), bool(row["cumulative"])) for row in rows
    )


def _claims(reader: Reader, ids: list[int], until: int) -> tuple[Claim, ...]:
    flags: dict[tuple[str, int], set[FlagKind]] = {}
    sql = _FLAGS.format(
        claim=reader.within("c.question_id", "ids"), question=reader.within("f.question_id", "ids")
    )
    # Moments are ISO texts: all of a day sorts before the next day's name.
    later = "9999" if until >= DAY_MAX else date.fromordinal(until + 1).isoformat()
    for row in reader.iterate(sql, ids=ids, later=later):
        subject = (
            ("claim", row["claim_id"]) if row["claim_id"] else ("question", row["question_id"])
        )
        flags.setdefault(subject, set()).add(FlagKind(row["kind"]))
    rows = reader.rows(
        "SELECT id, question_id, number, low, high, low_open, high_open FROM claim WHERE "
        + reader.within("question_id", "ids")
        + " ORDER BY id",
        ids=ids,
    )
    return tuple(
        Claim(
            id=row["id"],
            question=row["question_id"],
            interval=interval_of(row),
            flags=frozenset(
                flags.get(("claim", row["id"]), set())
                | flags.get(("question", row["question_id"]), set())
            ),
        )
        for row in rows
    )


def interval_of(row: Row) -> Interval | None:
    """The interval stored in a claim's columns, none where it is no figure."""
    if row["number"] is None:
        return None
    low, high = row["low"], row["high"]
    return Interval(
        low=_whole(low), high=_whole(high),
        low_open=bool(row["low_open"]), high_open=bool(row["high_open"]),
    )  # fmt: skip


def _whole(value: float | None) -> int | float | None:
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _positions(reader: Reader, ids: list[int]) -> tuple[tuple[Position, ...], dict[int, int]]:
    """What is said of the questions' claims, and the statement of each."""
    rows = reader.tuples(_POSITIONS.format(within=reader.within("c.question_id", "ids")), ids=ids)
    disowned = disowned_statements(reader, ids)
    positions = tuple(
        Position(claim, speaker, _STANCES[stance], first, last, act, number, day, told in disowned)
        for claim, speaker, stance, first, last, act, number, day, told in rows
    )
    return positions, {row[6]: row[8] for row in rows}


def disowned_statements(reader: Reader, ids: list[int]) -> set[int]:
    """Statements whose attribution is denied: all that bear on these questions, perhaps others.

    Denied by who is said to have spoken, by a voice of their institution, or by a fact-checker's
    verdict; a later assertion of the same voice takes the denial back.
    """
    known = reader.values(_SOME_ATTRIBUTED, most=_FEW + 1)
    if not known:
        return set()
    if len(known) > _FEW:
        about, within = _ABOUT.format(within=reader.within("c2.question_id", "ids")), ids
    else:
        about, within = reader.within("c.about_id", "ids"), known
    rows = reader.rows(_ATTRIBUTIONS.format(within=about), ids=within)
    chain = parents(reader, {row[k] for row in rows for k in ("owner_id", "speaker_id")})
    found = set(reader.values(_ATTRIBUTION_VERDICTS.format(within=about), ids=within))
    taken_back: dict[tuple[int, int], int] = {}
    for row in rows:
        if row["stance"] in (Stance.ASSERTS, Stance.RETRACTS):
            voice = (row["about_id"], row["speaker_id"])
            taken_back[voice] = max(taken_back.get(voice, 0), row["said_first"])
    for row in rows:
        if (
            row["stance"] == Stance.DENIES
            and top_parent(row["owner_id"], chain) == top_parent(row["speaker_id"], chain)
            and taken_back.get((row["about_id"], row["speaker_id"]), 0) <= row["said_last"]
        ):
            found.add(row["about_id"])
    return found


def _verdicts(reader: Reader, ids: list[int]) -> tuple[Verdict, ...]:
    rows = reader.rows(_VERDICTS.format(within=reader.within("c.question_id", "ids")), ids=ids)
    return tuple(
        Verdict(
            claim=row["claim_id"],
            reviewer=row["reviewer_id"],
            verdict=Rating(row["value"]) if row["value"] else None,
            first=row["rated_first"],
            last=row["rated_last"],
            id=row["id"],
        )
        for row in rows
    )


def parents(reader: Reader, speakers: Iterable[int]) -> dict[Any, Any]:
    """The parent chains of speakers, merges followed: child -> parent."""
    found: dict[Any, Any] = {}
    fresh = set(speakers)
    while fresh:
        rows = reader.rows(
            f"SELECT k.id, {CANONICAL.format('h')} AS parent_id FROM speaker k "
            "JOIN speaker h ON h.id = k.parent_id WHERE " + reader.within("k.id", "ids"),
            ids=sorted(fresh),
        )
        # Who was merged into somebody of his own house may seem to stand above himself.
        above = {row["id"]: row["parent_id"] for row in rows if row["id"] != row["parent_id"]}
        found |= above
        fresh = above.values() - found.keys()
    return found
