"""Every speaker counts with their latest word: which positions lend a voice, and which do not.

Dates may be imprecise, and one word replaces another only when it is certainly later: when its
first possible day comes after the other's last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from claims.contest.layout import Layout
from claims.contest.model import Id, Position, Superseded, Verdict, Voice, Why, order
from claims.vocabulary import Mode, Stance

_Key = tuple[Any, ...]
_Slot = tuple[Id, Id]
_Slots = dict[_Slot, Position]
_RANK = {stance: rank for rank, stance in enumerate(Stance)}
_PLUS = frozenset(stance for stance in Stance if stance.sign > 0)
_FIRST: Callable[[Position], int] = attrgetter("first")
_LAST: Callable[[Position], int] = attrgetter("last")
_ACT: Callable[[Position], Id | None] = attrgetter("act")
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
    words = list(_one_date_per_act(layout, [*layout.scene.positions, *rated]))
    words.sort(key=_chronology(words))
    return words


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


def _chronology(words: list[Position]) -> Callable[[Position], _Key]:
    """Time first; the rest only keeps the order of equals independent of the input's."""

    def key(word: Position) -> _Key:
        """Where all ids are of one type, as a database's are: they sort as they are."""
        claim, speaker, stance, first, last, act, number, as_of, _disowned, rating = word
        return (
            first, last, _RANK[stance], speaker, claim, act is not None, act,
            number is not None, number, as_of is not None, as_of, rating is not None, rating,
        )  # fmt: skip

    def careful(word: Position) -> _Key:
        ties = (word.speaker, word.claim, word.act, word.id, word.as_of, word.rating)
        return (word.first, word.last, _RANK[word.stance], *map(order, ties))

    columns = (map(attrgetter(name), words) for name in ("speaker", "claim", "act", "id"))
    alike = all(len(set(map(type, column)) - {type(None)}) < 2 for column in columns)
    return key if alike else careful


def _counts(word: Position) -> bool:
    return not word.disowned and word.stance is not Stance.REPORTS


def _one_date_per_act(layout: Layout, words: list[Position]) -> Iterator[Position]:
    """The words, with one date for all that report one act on one question.

    Copies are often dated vaguely or not at all; they must neither outlive nor replace the
    original.
    """
    told = Counter(map(_ACT, words))
    told[None] = 0
    acts: dict[_Slot, list[Position]] = defaultdict(list)
    for word in words:
        if told[word.act] > 1 and _counts(word):
            acts[layout.question[word.claim].id, word.act].append(word)
        else:
            yield word
    for reports in acts.values():
        first, last = _common_date(reports)
        for word in reports:
            dated = (word.first, word.last) == (first, last)
            yield word if dated else word._replace(first=first, last=last)


def _common_date(reports: list[Position]) -> tuple[int, int]:
    """The days on which all reports agree; where they do not, all the days they name."""
    first, last = max(word.first for word in reports), min(word.last for word in reports)
    if first <= last:
        return first, last
    return min(word.first for word in reports), max(word.last for word in reports)


def _as_of(word: Position) -> int:
    return word.as_of_span[0]


class _Record:
    """Who said what last, and so which words are silenced.

    The latest word of each slot is the first of several of one day.
    """

    def __init__(self, layout: Layout, words: Iterable[Position]) -> None:
        """``words`` are in order of time."""
        self.layout = layout
        # Of a claim and a speaker:
        self.last_word: _Slots = {}
        self.last_plus: _Slots = {}
        self.retraction: _Slots = {}
        latest: _Slots = {}
        # Of a question and a speaker:
        self.last_answer: _Slots = {}
        self.figures: dict[_Slot, list[Position]] = defaultdict(list)
        for word in words:
            claim, speaker, stance, first = word[:4]
            if word.disowned or stance is Stance.REPORTS:
                continue
            slot = (claim, speaker)
            known = self.last_word.get(slot)
            if known is None or known.first < first:
                self.last_word[slot] = word
            if stance in _PLUS:
                _keep_later(self.last_plus, slot, word, _FIRST)
                _keep_later(self.last_answer, (layout.question[claim].id, speaker), word, _FIRST)
                if claim in layout.interval:
                    _keep_later(latest, slot, word, _as_of)
            elif stance is Stance.RETRACTS:
                _keep_later(self.retraction, slot, word, _LAST)
        for word in sorted(latest.values(), key=_as_of, reverse=True):
            self.figures[self._on_question(word)].append(word)

    def _on_question(self, word: Position) -> _Slot:
        return (self.layout.question[word.claim].id, word.speaker)

    def silenced(self, word: Position) -> Superseded | None:
        """Why a position lends no voice, if it lends none."""
        if why := Why.DISOWNED if word.disowned else _MUTE.get(word.stance):
            return Superseded(word, why)
        slot = (word.claim, word.speaker)
        retraction = self.retraction.get(slot)
        if retraction and word.first <= retraction.last:  # it does not certainly follow
            return Superseded(word, Why.RETRACTED, retraction)
        last = self.last_word[slot]
        if word.last < last.first:
            return Superseded(word, Why.LATER, last)
        if word.stance in _PLUS and (other := self._reversed(word)):
            return Superseded(word, Why.REVERSED, other)
        return None

    def _reversed(self, word: Position) -> Position | None:
        """The speaker's latest + for an answer that excludes this one.

        Once given up an answer stays so, even where the later one is taken back in its turn.
        """
        claim, speaker = word.claim, word.speaker
        answers: list[Position | None] = []
        question = self.layout.question[claim]
        if question.mode is Mode.EXCLUSIVE:
            answers.append(self.last_answer[question.id, speaker])
        if claim in self.layout.linked:
            linked = self.layout.linked[claim]
            answers[:0] = [self.last_plus.get((other, speaker)) for other in linked]
        later = [answer for answer in answers if answer and word.last < answer.first]
        if later:
            return max(later, key=_FIRST)
        return self._corrected(word) if claim in self.layout.interval else None

    def _corrected(self, word: Position) -> Position | None:
        """The speaker's latest figure for a later day, where both cannot be meant."""
        interval = self.layout.interval
        until = word.as_of_span[1]
        for other in self.figures[self._on_question(word)]:
            if _as_of(other) <= until:
                return None  # the others are earlier still
            # Of one speaker, so that it does not matter whether the count can only grow.
            if not interval[word.claim].overlaps(interval[other.claim]):
                return other
        return None


def _keep_later(found: _Slots, slot: _Slot, word: Position, day: Callable[[Position], int]) -> None:
    known = found.get(slot)
    if known is None or day(known) < day(word):
        found[slot] = word


def _voices(words: Iterable[Position]) -> tuple[tuple[Voice, ...], list[Superseded]]:
    """One voice per speaker and stance, and what only repeats an act one of them counts."""
    holders: dict[tuple[Stance, Id], list[Position]] = defaultdict(list)
    for word in words:
        holders[word.stance, word.speaker].append(word)
    voices: list[Voice] = []
    copies: list[Superseded] = []
    for stance, speaker in sorted(holders, key=lambda holder: _RANK[holder[0]]):
        reports = holders[stance, speaker]
        claim, span = reports[0].claim, reports[0].as_of_span
        if len(reports) == 1:
            voices.append(Voice(claim, speaker, stance, (reports[0],), span))
            continue
        originals: dict[Id, Position] = {}
        for word in reports:
            original = originals.setdefault(object() if word.act is None else word.act, word)
            if original is not word:
                copies.append(Superseded(word, Why.SAME_ACT, original))
        firsts, lasts = zip(*(word.as_of_span for word in reports), strict=True)
        span = (min(firsts), max(lasts))
        voices.append(Voice(claim, speaker, stance, tuple(originals.values()), span))
    return tuple(voices), copies
