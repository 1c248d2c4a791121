"""Who clashes with whom: + and - on one claim, + and + on two that exclude each other.

Two voices clash when different speakers hold them and one of them is certain; between figures,
when the days they hold for do not reconcile them either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from claims.contest.figures import FigureRelation, compare_figures, figure_of
from claims.contest.hearing import Hearing
from claims.contest.layout import Layout
from claims.contest.model import Exclusion, Ground, Id, Voice, order
from claims.vocabulary import Mode, Reason

MOST_RIVALS = 100
"""Rivals named per claim: enough for any reader, and a bound on what a hostile import costs."""

_FEW = 8  # as many as the pick below could yield

_Test = Callable[[Voice, Voice], bool]


def clashes(layout: Layout, heard: Mapping[Id, Hearing]) -> dict[Id, tuple[Ground, ...]]:
    """What each claim is contested on, flags apart."""
    camps = {claim: _Camp.of(hearing, +1) for claim, hearing in heard.items()}
    rivals = _Rivals(layout, camps)
    return {
        claim: (
            *_opposed(camps[claim], _Camp.of(hearing, -1)),
            *islice(rivals.grounds(claim), MOST_RIVALS),
        )
        for claim, hearing in heard.items()
    }


@dataclass(frozen=True, slots=True)
class _Camp:
    """The voices of one side, and the few of them that decide for all."""

    voices: Sequence[Voice]
    spokes: Sequence[Voice]

    @classmethod
    def of(cls, hearing: Hearing, sign: int) -> _Camp:
        voices = [voice for voice in hearing.voices if voice.stance.sign == sign]
        return cls(voices, _spokes(voices))

    def facing(self, other: _Camp, clash: _Test) -> tuple[Voice, ...]:
        """Those who clash with somebody of the other side."""
        return tuple(
            voice for voice in self.voices if any(clash(voice, spoke) for spoke in other.spokes)
        )


def _spokes(voices: Sequence[Voice]) -> Sequence[Voice]:
    """A few voices such that whoever clashes with any of all clashes with one of these.

    A clash asks for another speaker, for certainty on one side and, between figures, for an early
    or a late day: so the first two speakers at either end, of all and of the certain, suffice.
    """
    if len(voices) <= _FEW:
        return voices
    certain = [voice for voice in voices if voice.stance.certain]
    return [
        spoke
        for pool in (voices, certain)
        for rank in (_earliest, _latest)
        for spoke in _two_speakers(pool, rank)
    ]


def _earliest(voice: Voice) -> int:
    return voice.as_of_span[0]


def _latest(voice: Voice) -> int:
    return -voice.as_of_span[1]


def _two_speakers(voices: Sequence[Voice], rank: Callable[[Voice], int]) -> Iterator[Voice]:
    """The first voice, and the first of another speaker."""
    if voices:
        first = min(voices, key=rank)
        yield first
        others = [voice for voice in voices if voice.speaker != first.speaker]
        if others:
            yield min(others, key=rank)


def _clash(a: Voice, b: Voice) -> bool:
    return a.speaker != b.speaker and (a.stance.certain or b.stance.certain)


def _opposed(ours: _Camp, theirs: _Camp) -> Iterator[Ground]:
    """The + and the - of different speakers on one claim."""
    if facing := ours.facing(theirs, _clash):
        yield Ground(Reason.OPPOSED, facing, theirs.facing(ours, _clash))


class _Rivals:
    """The claims that exclude each other, with the + of each."""

    def __init__(self, layout: Layout, camps: Mapping[Id, _Camp]) -> None:
        self.layout = layout
        self.camps = camps
        self.answers: dict[Id, list[Id]] = defaultdict(list)
        for claim in sorted(camps, key=order):
            if camps[claim].voices:
                self.answers[layout.question[claim].id].append(claim)

    def grounds(self, claim: Id) -> Iterator[Ground]:
        """The + on a claim against the + on each that it excludes, every rival once."""
        ours = self.camps[claim]
        met = {claim}
        for rival, exclusion, clash in self._excluded(claim):
            theirs = self.camps[rival]
            if rival not in met and ours.facing(theirs, clash):
                met.add(rival)
                # A link joins those too whom time or growth reconciles over their figures.
                widest = _clash if rival in self.layout.linked.get(claim, ()) else clash
                sides = ours.facing(theirs, widest), theirs.facing(ours, widest)
                yield Ground(Reason.RIVAL, *sides, rival, exclusion)

    def _excluded(self, claim: Id) -> Iterator[tuple[Id, Exclusion, _Test]]:
        question = self.layout.question[claim]
        if question.mode is Mode.EXCLUSIVE:
            for other in self.answers[question.id]:
                yield other, Exclusion.QUESTION, _clash
        for other in self._conflicting(claim):
            yield other, Exclusion.NUMBERS, self._figures_clash
        for other in self.layout.linked.get(claim, ()):
            yield other, Exclusion.LINK, _clash

    def _conflicting(self, claim: Id) -> Iterator[Id]:
        """The answers that cannot be the same number."""
        interval = self.layout.interval
        if claim in interval:
            for other in self.answers[self.layout.question[claim].id]:
                if other in interval and not interval[claim].overlaps(interval[other]):
                    yield other

    def _figures_clash(self, a: Voice, b: Voice) -> bool:
        """Whether two voices clash over figures that neither time nor growth reconciles."""
        if not _clash(a, b):
            return False
        one, other = (figure_of(self.layout.interval[voice.claim], voice) for voice in (a, b))
        cumulative = self.layout.question[a.claim].cumulative
        return compare_figures(one, other, cumulative=cumulative) is FigureRelation.CONTESTED
