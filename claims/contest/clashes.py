"""Who clashes with whom: + and - on one claim, + and + on two that exclude each other.

Two voices clash when different speakers hold them and one of them is certain; between figures of a
count that can only grow, when the days they hold for do not reconcile them either.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from claims.contest.figures import height
from claims.contest.hearing import Hearing
from claims.contest.layout import Layout
from claims.contest.model import Exclusion, Ground, Id, Voice, order
from claims.vocabulary import Mode, Reason, Stance

MOST_RIVALS = 100
"""Rivals named per claim: enough for any reader, and a bound on what a hostile import costs."""

_SIDES = {sign: frozenset(s for s in Stance if s.sign == sign) for sign in (+1, -1)}
_CERTAIN = frozenset(stance for stance in Stance if stance.certain)


class Clashes:
    """What each claim is contested on, flags apart: the reasons at once, who against whom later.

    A claim may have a hundred rivals with thousands of voices, and mostly its state is all that is
    asked for.
    """

    def __init__(self, layout: Layout, heard: Mapping[Id, Hearing]) -> None:
        self._camps = {claim: _Camp(hearing, +1) for claim, hearing in heard.items()}
        self._against = {claim: _Camp(hearing, -1) for claim, hearing in heard.items()}
        self._rivals = _Rivals(layout, self._camps)

    def reasons(self, claim: Id) -> set[Reason]:
        """Why it is contested, none where it is not."""
        found = set()
        if self._camps[claim].meets(self._against[claim]):
            found.add(Reason.OPPOSED)
        if self._rivals.has(claim):
            found.add(Reason.RIVAL)
        return found

    def grounds(self, claim: Id) -> tuple[Ground, ...]:
        """Who clashes with whom over it."""
        return (*self._opposed(claim), *islice(self._rivals.grounds(claim), MOST_RIVALS))

    def _opposed(self, claim: Id) -> Iterator[Ground]:
        """The + and the - of different speakers on one claim."""
        ours, theirs = self._camps[claim], self._against[claim]
        if facing := ours.facing(theirs):
            yield Ground(Reason.OPPOSED, facing, theirs.facing(ours))


class _Time(IntEnum):
    """What time has to do with a clash, as one of its sides sees it."""

    NOTHING = 0
    LOWER = 1  # the lower figure of a growing count clashes where it is not certainly before
    HIGHER = 2  # ... and the higher where it is not certainly after

    def other(self) -> _Time:
        """As the other side sees it."""
        return {_Time.LOWER: _Time.HIGHER, _Time.HIGHER: _Time.LOWER}.get(self, self)

    def reached(self, voice: Voice) -> int:
        """How far a voice of ours reaches: a day, or a day counted backwards."""
        if self is _Time.NOTHING:
            return 0
        first, last = voice.as_of_span
        return last if self is _Time.LOWER else -first

    def needed(self, voice: Voice) -> int:
        """How far one must reach to clash with this voice of theirs."""
        if self is _Time.NOTHING:
            return 0
        first, last = voice.as_of_span
        return first if self is _Time.LOWER else -last


class _Need(NamedTuple):
    """How far one must reach to clash with somebody among several voices.

    The least of all, whose it is, and the least of another speaker, since none clashes with
    oneself: so few say it for any number of voices.
    """

    least: float = math.inf
    speaker: Id = None
    other: float = math.inf

    @classmethod
    def of(cls, voices: Iterable[Voice], time: _Time) -> _Need:
        """What is needed to clash with one of these."""
        if time is _Time.NOTHING:
            return cls._of_anybody(iter(voices))
        needed = [(time.needed(voice), voice.speaker) for voice in voices]
        if not needed:
            return cls()
        least, speaker = min(needed, key=itemgetter(0))
        other = min((day for day, who in needed if who != speaker), default=math.inf)
        return cls(least, None if other == least else speaker, other)

    @classmethod
    def _of_anybody(cls, voices: Iterator[Voice]) -> _Need:
        """The same where time does not matter: two speakers are enough to know."""
        one = next(voices, None)
        if one is None:
            return cls()
        several = any(other.speaker != one.speaker for other in voices)
        return cls(0, None, 0) if several else cls(0, one.speaker)

    def met(self, voice: Voice, reached: float) -> bool:
        """Whether a voice that reaches so far clashes with somebody."""
        return reached >= (self.other if voice.speaker == self.speaker else self.least)


class _Camp:
    """The voices of one side."""

    def __init__(self, hearing: Hearing, sign: int) -> None:
        side = _SIDES[sign]
        self.voices = tuple(voice for voice in hearing.voices if voice.stance in side)
        self._needs: dict[_Time, tuple[_Need, _Need]] = {}
        self._reach: dict[_Time, float] = {}
        self._facing: dict[object, tuple[Voice, ...]] = {}

    def meets(self, other: _Camp, time: _Time = _Time.NOTHING) -> bool:
        """Whether somebody clashes with somebody of the other side."""
        every, certain = other.needs(time)
        if max(every.other, certain.other) <= self._reached(time):
            return bool(self.voices)
        return any(
            (every if voice.stance in _CERTAIN else certain).met(voice, time.reached(voice))
            for voice in self.voices
        )

    def facing(self, other: _Camp, time: _Time = _Time.NOTHING) -> tuple[Voice, ...]:
        """Those who clash with somebody of the other side; equal answers are the same tuple."""
        every, certain = needs = other.needs(time)
        # Mostly each meets everybody.
        if max(every.other, certain.other) <= self._reached(time):
            return self.voices
        found = self._facing.get((time, needs))
        if found is None:
            found = self._facing[time, needs] = tuple(
                voice
                for voice in self.voices
                if (every if voice.stance in _CERTAIN else certain).met(voice, time.reached(voice))
            )
        return found

    def needs(self, time: _Time) -> tuple[_Need, _Need]:
        """What it takes to clash with one of its voices: of all, and of the certain."""
        found = self._needs.get(time)
        if found is None:
            certain = (voice for voice in self.voices if voice.stance in _CERTAIN)
            found = self._needs[time] = (_Need.of(self.voices, time), _Need.of(certain, time))
        return found

    def _reached(self, time: _Time) -> float:
        """How far all its voices reach."""
        if time is _Time.NOTHING:
            return 0
        found = self._reach.get(time)
        if found is None:
            found = self._reach[time] = min(map(time.reached, self.voices), default=math.inf)
        return found


class _Rivals:
    """The claims that exclude each other, with the + of each."""

    def __init__(self, layout: Layout, camps: Mapping[Id, _Camp]) -> None:
        self.layout = layout
        self.camps = camps
        self.answers: dict[Id, list[Id]] = defaultdict(list)
        for claim in sorted(camps, key=order):
            if camps[claim].voices:
                self.answers[layout.question[claim].id].append(claim)

    def has(self, claim: Id) -> bool:
        """Whether it has any rival that somebody holds against it."""
        ours = self.camps[claim]
        return bool(ours.voices) and any(
            rival != claim and ours.meets(self.camps[rival], time)
            for rival, _exclusion, time in self._excluded(claim)
        )

    def grounds(self, claim: Id) -> Iterator[Ground]:
        """The + on a claim against the + on each that it excludes, every rival once."""
        ours = self.camps[claim]
        if not ours.voices:
            return
        met = {claim}
        for rival, exclusion, time in self._excluded(claim):
            if rival in met:
                continue
            theirs = self.camps[rival]
            if sides := ours.facing(theirs, time):
                met.add(rival)
                # A link joins those too whom time or growth reconciles over their figures.
                if time is not _Time.NOTHING and rival in self.layout.linked.get(claim, ()):
                    sides, time = ours.facing(theirs), _Time.NOTHING  # noqa: PLW2901
                facing = theirs.facing(ours, time.other())
                yield Ground(Reason.RIVAL, sides, facing, rival, exclusion)

    def _excluded(self, claim: Id) -> Iterator[tuple[Id, Exclusion, _Time]]:
        question = self.layout.question[claim]
        if question.mode is Mode.EXCLUSIVE:
            for other in self.answers[question.id]:
                yield other, Exclusion.QUESTION, _Time.NOTHING
        yield from self._conflicting(claim)
        for other in self.layout.linked.get(claim, ()):
            yield other, Exclusion.LINK, _Time.NOTHING

    def _conflicting(self, claim: Id) -> Iterator[tuple[Id, Exclusion, _Time]]:
        """The answers that cannot be the same number."""
        interval, question = self.layout.interval, self.layout.question[claim]
        if claim not in interval:
            return
        ours, time = interval[claim], _Time.NOTHING
        for other in self.answers[question.id]:
            if other in interval and not ours.overlaps(interval[other]):
                if question.cumulative:
                    lower = height(ours) < height(interval[other])
                    time = _Time.LOWER if lower else _Time.HIGHER
                yield other, Exclusion.NUMBERS, time
