"""Scenes from few words, for the tests of the rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claims.contest import Claim, Position, Question, Scene, Verdict
from claims.dates import DAY_MAX, DAY_MIN
from claims.vocabulary import FlagKind, Mode, Rating, Stance

DATA = Path(__file__).parents[1] / "data"


def rows(name: str, table: str = "claims") -> list[Any]:
    """The rows of one truth table."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))[table]


@dataclass(frozen=True)
class Numbers:
    """A closed interval, enough for the rule."""

    low: float | None
    high: float | None

    def overlaps(self, other: Numbers) -> bool:
        def reaches(low: float | None, high: float | None) -> bool:
            return low is None or high is None or low <= high

        return reaches(self.low, other.high) and reaches(other.low, self.high)


def days(printed: str | None) -> tuple[int, int]:
    """First and last day of ``2016-09-22``, of ``2016-09``, of ``2016-09-20..2016-09-22``."""
    if printed is None:
        return DAY_MIN, DAY_MAX
    first, _, last = printed.partition("..")
    if last:
        return days(first)[0], days(last)[1]
    if printed.count("-") == 1:
        year, month = map(int, printed.split("-"))
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1).toordinal(), after.toordinal() - 1
    day = date.fromisoformat(printed).toordinal()
    return day, day


def position(claim: object, said: list[Any], acts: Mapping[str, str], number: int) -> Position:
    """A position from ``[speaker, stance, day said, options]``."""
    speaker, stance, day, *options = said
    fields = dict(*options)
    if "as_of" in fields:
        fields["as_of"] = days(fields["as_of"])[0]
    first, last = days(day)
    fields.setdefault("act", acts.get(f"{speaker}@{day}"))
    return Position(claim, speaker, Stance(stance), first, last, id=(str(claim), number), **fields)


def positions(
    claim: object, said: Iterable[list[Any]], acts: Mapping[str, str] | None = None
) -> list[Position]:
    return [position(claim, one, acts or {}, number) for number, one in enumerate(said)]


def verdicts(claim: object, rated: Iterable[list[Any]]) -> list[Verdict]:
    """Verdicts from ``[reviewer, rating or none, day]``."""
    return [
        Verdict(claim, reviewer, Rating(value) if value else None, *days(day), id=number)
        for number, (reviewer, value, day) in enumerate(rated)
    ]


def scene_of_claim(row: Mapping[str, Any]) -> Scene:
    """The scene of a row of the common table: one claim, ``0``, and its rivals."""
    answers = [row["positions"], *row.get("rivals", [])]
    flags = frozenset(map(FlagKind, row.get("flags", [])))
    return Scene(
        questions=[Question("Q", Mode.EXCLUSIVE)],
        claims=[
            Claim(answer, "Q", flags=flags if answer == 0 else frozenset())
            for answer in range(len(answers))
        ],
        positions=[
            one
            for answer, said in enumerate(answers)
            for one in positions(answer, said, row.get("acts"))
        ],
        verdicts=verdicts(0, row.get("verdicts", [])),
        parents=row.get("parents", {}),
    )


def scene_of_question(row: Mapping[str, Any]) -> Scene:
    """The scene of a row of our own table: questions with their answers."""
    questions, claims, said, rated = [], [], [], []
    for name, question in row["questions"].items():
        questions.append(
            Question(
                name, Mode(question.get("mode", "exclusive")), question.get("cumulative", False)
            )
        )
        for answer, facts in question["claims"].items():
            number = facts.get("number")
            flags = frozenset(map(FlagKind, facts.get("flags", [])))
            claims.append(Claim(answer, name, Numbers(*number) if number else None, flags))
            said += positions(answer, facts.get("positions", []), row.get("acts"))
            rated += verdicts(answer, facts.get("verdicts", []))
    return Scene(
        questions=questions,
        claims=claims,
        positions=said,
        verdicts=rated,
        contradicts=[tuple(pair) for pair in row.get("contradicts", [])],
        refines=[tuple(pair) for pair in row.get("refines", [])],
        parents=row.get("parents", {}),
    )
