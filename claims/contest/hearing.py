"""Every speaker counts with their latest word: which positions lend a voice, and which do not.

Dates may be imprecise, and one word replaces another only when it is certainly later: when its
first possible day comes after the other's last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from claims.contest.figures import Figure, FigureRelation, compare_figures, figure_of
from claims.contest.layout import Layout
from claims.contest.model import Id, Position, Superseded, Verdict, Voice, Why, order
from claims.vocabulary import Mode, Stance

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


class _Record:
    """Who said what last, and so which words are silenced."""

    def __init__(self, layout: Layout, words: Iterable[Position]) -> None:
        self.layout = layout
        counted = [word for word in words if _counts(word)]
        plus = [word for word in counted if word.stance.sign > 0]
        retractions = [word for word in counted if word.stance is Stance.RETRACTS]
        # Sorted by time, so that the last to enter a slot is the latest.
        self.last_word = {(word.claim, word.speaker): word for word in counted}
        self.last_plus = {(word.claim, word.speaker): word for word in plus}
        self.last_answer = {self._slot(word): word for word in plus}
        self.retraction = {
            (word.claim, word.speaker): word for word in sorted(retractions, key=lambda r: r.last)
        }
        self.last_figures: dict[tuple[Id, Id], dict[Id, tuple[Figure, Position]]] = defaultdict(
            dict
        )
        figures = [(figure, word) for word in plus if (figure := self._figure(word))]
        for figure, word in sorted(figures, key=lambda pair: pair[0].as_of):
            self.last_figures[self._slot(word)][word.claim] = (figure, word)

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

    def _slot(self, word: Position) -> tuple[Id, Id]:
        return (self.layout.question[word.claim].id, word.speaker)

    def _figure(self, word: Position) -> Figure | None:
        interval = self.layout.interval.get(word.claim)
        return None if interval is None else figure_of(interval, word)

    def _retracted(self, word: Position) -> Position | None:
        """The retraction that it does not certainly follow."""
        retraction = self.retraction.get((word.claim, word.speaker))
        return retraction if retraction and word.first <= retraction.last else None

    def _replaced(self, word: Position) -> Position | None:
        """The speaker's later word on the same claim."""
        last = self.last_word[word.claim, word.speaker]
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
            answers.append(self.last_answer[self._slot(word)])
        later = [answer for answer in answers if answer and word.last < answer.first]
        return max(later, key=_chronology) if later else self._corrected(word)

    def _corrected(self, word: Position) -> Position | None:
        """The speaker's later figure, where both cannot be meant."""
        figure = self._figure(word)
        if figure is None:
            return None
        given = self.last_figures[self._slot(word)]
        for other, correction in reversed(given.values()):
            # Of one speaker, so that it does not matter whether the count can only grow.
            relation = compare_figures(figure, other, cumulative=False)
            if figure.before(other) and relation is FigureRelation.CORRECTED:
                return correction
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
