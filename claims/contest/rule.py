"""The ordered table of states, and the two questions asked of the rule: of claims, of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from claims.contest.clashes import Clashes
from claims.contest.hearing import Hearing, hear
from claims.contest.layout import Layout
from claims.contest.lineage import Houses
from claims.contest.model import Assessment, Claim, Id, Scene, Voice, Why
from claims.vocabulary import FlagKind, Reason, Stance, State

_STANCE = attrgetter("stance")
_WHY = attrgetter("why")


class _Facts(NamedTuple):
    """All that decides the state of one claim."""

    settled: bool
    contested: bool
    plus: bool
    certain: bool  # a + without reserve
    independent: bool  # ... of two independent speakers
    minus: bool
    neutral: bool
    counted: bool  # something was held once, or taken back
    relayed: bool


# The first that holds is the state.
_STATES: tuple[tuple[State, Callable[[_Facts], bool]], ...] = (
    (State.SETTLED, lambda it: it.settled),
    (State.CONTESTED, lambda it: it.contested),
    (State.CORROBORATED, lambda it: it.independent and not it.minus),
    (State.UNSETTLED, lambda it: it.plus and (it.minus or it.neutral or not it.certain)),
    (State.SINGLE_SOURCE, lambda it: it.plus),
    (State.DENIED, lambda it: it.minus),
    (State.OPEN, lambda it: it.neutral),
    (State.WITHDRAWN, lambda it: it.counted),
    (State.REPORTED, lambda it: it.relayed),
    (State.UNSOURCED, lambda it: True),
)


def assess(scene: Scene) -> dict[Id, Assessment]:
    """What the rule finds for each claim of the scene.

    Raises ``KeyError`` where a position names a claim, or a claim a question, that is not in it.
    """
    layout = Layout(scene)
    heard = hear(layout)
    clashes, houses = Clashes(layout, heard), Houses(scene.parents)
    return {
        claim.id: _assessment(claim, heard[claim.id], clashes, houses) for claim in scene.claims
    }


def question_states(scene: Scene, assessments: Mapping[Id, Assessment]) -> dict[Id, State]:
    """Each question's state: its worst claim's, ``unsourced`` where it has none."""
    states: dict[Id, list[State]] = {question.id: [] for question in scene.questions}
    for claim in scene.claims:
        states[claim.question].append(assessments[claim.id].state)
    return {
        question: min(found, key=lambda state: state.severity, default=State.UNSOURCED)
        for question, found in states.items()
    }


def _assessment(claim: Claim, hearing: Hearing, clashes: Clashes, houses: Houses) -> Assessment:
    found = clashes.reasons(claim.id)
    if FlagKind.CONTESTED in claim.flags:
        found.add(Reason.FLAGGED)
    return Assessment(
        claim.id,
        _state(hearing, houses, settled=FlagKind.SETTLED in claim.flags, contested=bool(found)),
        tuple(reason for reason in Reason if reason in found),
        hearing.voices,
        tuple(hearing.superseded),
        partial(clashes.grounds, claim.id),
    )


def _state(hearing: Hearing, houses: Houses, *, settled: bool, contested: bool) -> State:
    facts = _facts(hearing, houses, settled=settled, contested=contested)
    return next(state for state, holds in _STATES if holds(facts))


def _facts(hearing: Hearing, houses: Houses, *, settled: bool, contested: bool) -> _Facts:
    stances = set(map(_STANCE, hearing.voices))
    signs = {stance.sign for stance in stances}
    whys = set(map(_WHY, hearing.superseded))
    asserting = (voice for voice in hearing.voices if voice.stance is Stance.ASSERTS)
    return _Facts(
        settled=settled,
        contested=contested,
        plus=+1 in signs,
        certain=Stance.ASSERTS in stances,
        independent=_independent(asserting, houses),
        minus=-1 in signs,
        neutral=0 in signs,
        counted=bool(whys - {Why.DISOWNED, Why.RELAY}),
        relayed=Why.RELAY in whys,
    )


def _independent(voices: Iterable[Voice], houses: Houses) -> bool:
    """Whether two of them differ in both top-level parent and act.

    No pair has to be tried.  Call a parent and an act a row and a column: if any two of several
    points share one or the other, then all share the same row or all the same column.
    """
    tops: set[Id] = set()
    acts: set[Id] = set()
    for voice in voices:
        tops.add(houses[voice.speaker])
        acts.update(
            object() if position.act is None else position.act for position in voice.positions
        )
        if len(tops) > 1 and len(acts) > 1:
            return True
    return False
