"""Every speaker counts with their latest word: which positions lend a voice, and which do not.

Dates may be imprecise, and one word replaces another only when it is certainly later: when its
first possible day comes after the other's last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from claims.contest.figures import FigureRelation, compare_figures, figure_of
from claims.contest.layout import Layout
from claims.contest.model import Id, Position, Superseded, Verdict, Voice, Why, order
from claims.vocabulary import Mode, Stance

_Slot = Callable[[Position], tuple[Id, Id]]
_RANK = {stance: rank for rank, stance in enumerate(Stance)}
_MUTE = {Stance.REPORTS: Why.RELAY, Stance.RETRACTS: Why.RETRACTION}


@dataclass(slots=True)
class Hearing:
    """What is heard of one claim."""

    voices: tuple[Voice, ...] = ()
    superseded: list[Superseded] = field(default_factory=list)


def hear(layout: Layout) -> dict[Id, Hearing]:
    """The voices of every claim, and what lends none."""
    heard = {claim: Hearing() for claim in layout.question}
    live: dict[Id, list[Position]] = defaultdict(list)
    words = _words(layout)
    record = _Record(layout, words)
    for word in words:
        if silenced := record.silenced(word):
            heard[word.claim].superseded.append(silenced)
        else:
            live[word.claim].append(word)
    for claim, counted in live.items():
        heard[claim].voices, copies = _voices(counted)
        heard[claim].superseded += copies
    return heard


def _words(layout: Layout) -> list[Position]:
    """All that is said, verdicts among it, in order of time."""
    rated = (word for verdict in layout.scene.verdicts if (word := _of_verdict(verdict)))
    return sorted(_one_date_per_act(layout, [*layout.scene.positions, *rated]), key=_chronology)


def _of_verdict(verdict: Verdict) -> Position | None:
    """A verdict counts as its reviewer's position."""
    if verdict.verdict is None:
        return None
    return Position(
        claim=verdict.claim,
        speaker=verdict.reviewer,
        stance=verdict.verdict.stance,
        first=verdict.first,
        last=verdict.last,
        id=verdict.id,
        rating=verdict.verdict,
    )


def _chronology(word: Position) -> tuple[Any, ...]:
    """Time first; the rest only keeps the order of equals independent of the input's."""
    ties = (word.speaker, word.claim, word.act, word.id, word.as_of, word.rating)
    return (word.first, word.last, _RANK[word.stance], *map(order, ties))


def _counts(word: Position) -> bool:
    return not word.disowned and word.stance is not Stance.REPORTS


def _one_date_per_act(layout: Layout, words: Iterable[Position]) -> Iterator[Position]:
    """The words, with one date for all that report one act on one question.

    Copies are often dated vaguely or not at all; they must neither outlive nor replace the
    original.
    """
    acts: dict[tuple[Id, Id], list[Position]] = defaultdict(list)
    for word in words:
        if word.act is not None and _counts(word):
            acts[layout.question[word.claim].id, word.act].append(word)
        else:
            yield word
    for reports in acts.values():
        first, last = _common_date(reports)
        for word in reports:
            dated = (word.first, word.last) == (first, last)
            yield word if dated else replace(word, first=first, last=last)


def _common_date(reports: list[Position]) -> tuple[int, int]:
    """The days on which all reports agree; where they do not, all the days they name."""
    first, last = max(word.first for word in reports), min(word.last for word in reports)
    if first <= last:
        return first, last
    return min(word.first for word in reports), max(word.last for word in reports)


def _latest(
    words: Iterable[Position], slot: _Slot, day: Callable[[Position], int]
) -> dict[tuple[Id, Id], Position]:
    """The latest word in each slot, the first of several."""
    found: dict[tuple[Id, Id], Position] = {}
    for word in words:
        known = found.setdefault(slot(word), word)
        if day(known) < day(word):
            found[slot(word)] = word
    return found


def _said(word: Position) -> int:
    return word.first


def _as_of(word: Position) -> int:
    return word.as_of_span[0]


class _Record:
    """Who said what last, and so which words are silenced."""

    def __init__(self, layout: Layout, words: Iterable[Position]) -> None:
        self.layout = layout
        counted = [word for word in words if _counts(word)]
        plus = [word for word in counted if word.stance.sign > 0]
        figures = [word for word in plus if word.claim in layout.interval]
        retractions = [word for word in counted if word.stance is Stance.RETRACTS]
        self.last_word = _latest(counted, self._on_claim, _said)
        self.last_plus = _latest(plus, self._on_claim, _said)
        self.last_answer = _latest(plus, self._on_question, _said)
        self.retraction = _latest(retractions, self._on_claim, lambda word: word.last)
        self.figures: dict[tuple[Id, Id], list[Position]] = defaultdict(list)
        latest = _latest(figures, self._on_claim, _as_of).values()
        for word in sorted(latest, key=_as_of, reverse=True):
            self.figures[self._on_question(word)].append(word)

    @staticmethod
    def _on_claim(word: Position) -> tuple[Id, Id]:
        return (word.claim, word.speaker)

    def _on_question(self, word: Position) -> tuple[Id, Id]:
        return (self.layout.question[word.claim].id, word.speaker)

    def silenced(self, word: Position) -> Superseded | None:
        """Why a position lends no voice, if it lends none."""
        if why := Why.DISOWNED if word.disowned else _MUTE.get(word.stance):
            return Superseded(word, why)
        for why, silencer in (
            (Why.RETRACTED, self._retracted),
            (Why.LATER, self._replaced),
            (Why.REVERSED, self._reversed),
        ):
            if by := silencer(word):
                return Superseded(word, why, by)
        return None

    def _retracted(self, word: Position) -> Position | None:
        """The retraction that it does not certainly follow."""
        retraction = self.retraction.get(self._on_claim(word))
        return retraction if retraction and word.first <= retraction.last else None

    def _replaced(self, word: Position) -> Position | None:
        """The speaker's later word on the same claim."""
        last = self.last_word[self._on_claim(word)]
        return last if word.last < last.first else None

    def _reversed(self, word: Position) -> Position | None:
        """The speaker's latest + for an answer that excludes this one.

        Once given up an answer stays so, even where the later one is taken back in its turn.
        """
        if word.stance.sign <= 0:
            return None
        linked = self.layout.linked.get(word.claim, ())
        answers = [self.last_plus.get((other, word.speaker)) for other in linked]
        if self.layout.question[word.claim].mode is Mode.EXCLUSIVE:
            answers.append(self.last_answer[self._on_question(word)])
        later = [answer for answer in answers if answer and word.last < answer.first]
        return max(later, key=_said) if later else self._corrected(word)

    def _corrected(self, word: Position) -> Position | None:
        """The speaker's latest figure for a later day, where both cannot be meant."""
        interval = self.layout.interval
        if word.claim not in interval:
            return None
        figure = figure_of(interval[word.claim], word)
        for other in self.figures[self._on_question(word)]:
            later = figure_of(interval[other.claim], other)
            # Of one speaker, so that it does not matter whether the count can only grow.
            relation = compare_figures(figure, later, cumulative=False)
            if figure.before(later) and relation is FigureRelation.CORRECTED:
                return other
        return None


def _voices(words: Iterable[Position]) -> tuple[tuple[Voice, ...], list[Superseded]]:
    """One voice per speaker and stance, and what only repeats an act one of them counts."""
    holders: dict[tuple[Stance, Id], list[Position]] = defaultdict(list)
    for word in words:
        holders[word.stance, word.speaker].append(word)
    voices, copies = [], []
    for stance, speaker in sorted(holders, key=lambda holder: _RANK[holder[0]]):
        reports = holders[stance, speaker]
        originals: dict[Id, Position] = {}
        for word in reports:
            original = originals.setdefault(object() if word.act is None else word.act, word)
            if original is not word:
                copies.append(Superseded(word, Why.SAME_ACT, original))
        firsts, lasts = zip(*(word.as_of_span for word in reports), strict=True)
        span = (min(firsts), max(lasts))
        voices.append(Voice(reports[0].claim, speaker, stance, tuple(originals.values()), span))
    return tuple(voices), copies
