"""Every speaker counts with their latest word: which positions lend a voice, and which do not.

Dates may be imprecise, and one word replaces another only when it is certainly later: when its
first possible day comes after the other's last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from claims.contest.layout import Layout
from claims.contest.model import Id, Position, Superseded, Verdict, Voice, Why, order
from claims.vocabulary import Mode, Stance

_Key = tuple[Any, ...]
_Slot = tuple[Id, Id]
_Words = dict[Id, Position]
"""Speaker -> one of the speaker's words."""

_RANK = {stance: rank for rank, stance in enumerate(Stance)}
_PLUS = frozenset(stance for stance in Stance if stance.sign > 0)
_FIRST: Callable[[Position], int] = attrgetter("first")
_LAST: Callable[[Position], int] = attrgetter("last")
_ACT: Callable[[Position], Id | None] = attrgetter("act")
# Looked up once: finding a member in its enumeration costs more than comparing it.
_REPORTS, _RETRACTS = Stance.REPORTS, Stance.RETRACTS
_EXCLUSIVE = Mode.EXCLUSIVE
_MUTE = {_REPORTS: Why.RELAY, _RETRACTS: Why.RETRACTION}


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is heard of one claim."""

    voices: tuple[Voice, ...] = ()
    superseded: Sequence[Superseded] = ()


def hear(layout: Layout) -> dict[Id, Hearing]:
    """The voices of every claim, and what lends none."""
    words = _words(layout)
    told: dict[Id, list[Position]] = {claim: [] for claim in layout.question}
    for word in words:
        told[word.claim].append(word)
    record = _Record(layout, words)
    return {claim: _hearing(every, record.silenced(claim, every)) for claim, every in told.items()}


def _hearing(words: Sequence[Position], silenced: Iterable[Superseded | None]) -> Hearing:
    live: list[Position] = []
    superseded: list[Superseded] = []
    for word, reason in zip(words, silenced, strict=True):
        if reason:
            superseded.append(reason)
        else:
            live.append(word)
    voices, copies = _voices(live)
    return Hearing(voices, superseded + copies)


def _words(layout: Layout) -> list[Position]:
    """All that is said, verdicts among it, in order of time."""
    rated = (word for verdict in layout.scene.verdicts if (word := _of_verdict(verdict)))
    words = _dated(layout, [*layout.scene.positions, *rated])
    days: dict[tuple[int, int], list[Position]] = defaultdict(list)
    for word in words:
        days[word.first, word.last].append(word)
    key = _order_of_a_day(words)
    return [word for day in sorted(days) for word in sorted(days[day], key=key)]


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


def _order_of_a_day(words: Sequence[Position]) -> Callable[[Position], _Key]:
    """What only keeps the order of equals independent of the input's."""

    def key(word: Position) -> _Key:
        """Where all ids are of one type, as a database's are: they sort as they are."""
        claim, speaker, stance, _first, _last, act, number, as_of, _disowned, rating = word
        return (
            _RANK[stance], speaker, claim, act is not None, act, number is not None, number,
            as_of is not None, as_of, rating is not None, rating,
        )  # fmt: skip

    def careful(word: Position) -> _Key:
        ties = (word.speaker, word.claim, word.act, word.id, word.as_of, word.rating)
        return (_RANK[word.stance], *map(order, ties))

    columns = (map(attrgetter(name), words) for name in ("speaker", "claim", "act", "id"))
    alike = all(len(set(map(type, column)) - {type(None)}) < 2 for column in columns)
    return key if alike else careful


def _dated(layout: Layout, words: Sequence[Position]) -> list[Position]:
    """The words, with one date for all that report one act on one question.

    Copies are often dated vaguely or not at all; they must neither outlive nor replace the
    original.
    """
    told = Counter(map(_ACT, words))
    shared = {act for act, times in told.items() if times > 1 and act is not None}
    dated: list[Position] = []
    acts: dict[_Slot, list[Position]] = defaultdict(list)
    for word in words:
        if word.act not in shared or word.disowned or word.stance is _REPORTS:
            dated.append(word)
        else:
            acts[layout.question[word.claim].id, word.act].append(word)
    for reports in acts.values():
        first, last = _common_date(reports)
        for word in reports:
            alike = (word.first, word.last) == (first, last)
            dated.append(word if alike else _said_on(word, first, last))
    return dated


def _said_on(word: Position, first: int, last: int) -> Position:
    """The word with other dates: what ``_replace`` does, in half the time."""
    return Position._make((*word[:3], first, last, *word[5:]))


def _common_date(reports: list[Position]) -> tuple[int, int]:
    """The days on which all reports agree; where they do not, all the days they name."""
    firsts, lasts = [word.first for word in reports], [word.last for word in reports]
    first, last = max(firsts), min(lasts)
    return (first, last) if first <= last else (min(firsts), max(lasts))


def _as_of(word: Position) -> int:
    return word.first if word.as_of is None else word.as_of


def _latest(words: Sequence[Position], day: Callable[[Position], int]) -> _Words:
    """The latest word of each speaker, the first of several of one day; they are in order."""
    # Of equals the first comes last, and what comes last into a dictionary stays there.
    ordered = list(reversed(words))
    ordered.sort(key=day)
    return {word.speaker: word for word in ordered}


class _Record:
    """Who said what last, and so which words are silenced."""

    def __init__(self, layout: Layout, words: Iterable[Position]) -> None:
        """``words`` are in order of time."""
        self.layout = layout
        plus = [word for word in words if word.stance in _PLUS and not word.disowned]
        self.replacing = self._replacing(plus)
        self.figures = self._figures(plus)

    def _replacing(self, plus: Iterable[Position]) -> dict[Id, list[_Words]]:
        """Claim -> the latest + on each claim that excludes it, or on any answer beside it."""
        on: dict[Id, list[Position]] = defaultdict(list)
        answers: dict[Id, list[Position]] = defaultdict(list)
        for word in plus:
            question = self.layout.question[word.claim]
            if question.mode is _EXCLUSIVE:
                answers[question.id].append(word)
            if word.claim in self.layout.linked:
                on[word.claim].append(word)
        last_plus = {claim: _latest(said, _FIRST) for claim, said in on.items()}
        last_answer = {question: _latest(said, _FIRST) for question, said in answers.items()}
        return {
            claim: [
                *(last_plus[other] for other in self.layout.linked.get(claim, ()) if other in on),
                *([last_answer[question.id]] if question.id in answers else []),
            ]
            for claim, question in self.layout.question.items()
        }

    def _figures(self, plus: Iterable[Position]) -> Mapping[_Slot, Sequence[Position]]:
        """Of a question and a speaker the latest of each figure, the last day first."""
        given = [word for word in plus if word.claim in self.layout.interval]
        latest: dict[_Slot, Position] = {}
        for word in given:
            slot = (word.claim, word.speaker)
            known = latest.get(slot)
            if known is None or _as_of(known) < _as_of(word):
                latest[slot] = word
        figures: dict[_Slot, list[Position]] = defaultdict(list)
        for word in sorted(latest.values(), key=_as_of, reverse=True):
            figures[self._on_question(word)].append(word)
        return figures

    def _on_question(self, word: Position) -> _Slot:
        return (self.layout.question[word.claim].id, word.speaker)

    def silenced(self, claim: Id, words: Sequence[Position]) -> Iterator[Superseded | None]:
        """Of each word on a claim, in order, why it lends no voice, if it lends none."""
        counting = [word for word in words if word.stance is not _REPORTS and not word.disowned]
        last_word = _latest(counting, _FIRST)
        retracted = _latest([word for word in counting if word.stance is _RETRACTS], _LAST)
        for word in words:
            _claim, speaker, stance, first, last = word[:5]
            if why := Why.DISOWNED if word.disowned else _MUTE.get(stance):
                yield Superseded(word, why)
            elif speaker in retracted and first <= retracted[speaker].last:
                # It does not certainly follow.
                yield Superseded(word, Why.RETRACTED, retracted[speaker])
            elif last < last_word[speaker].first:
                yield Superseded(word, Why.LATER, last_word[speaker])
            elif stance in _PLUS and (other := self._reversed(word)):
                yield Superseded(word, Why.REVERSED, other)
            else:
                yield None

    def _reversed(self, word: Position) -> Position | None:
        """The speaker's latest + for an answer that excludes this one.

        Once given up an answer stays so, even where the later one is taken back in its turn.
        """
        claim, speaker, last = word.claim, word.speaker, word.last
        found = None
        for answers in self.replacing[claim]:
            answer = answers.get(speaker)
            if answer and answer.first > last:
                found, last = answer, answer.first
        if found is None and claim in self.layout.interval:
            return self._corrected(word)
        return found

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


def _voices(words: Iterable[Position]) -> tuple[tuple[Voice, ...], list[Superseded]]:
    """One voice per speaker and stance, and what only repeats an act one of them counts."""
    holders: dict[Stance, dict[Id, list[Position]]] = {stance: {} for stance in _RANK}
    for word in words:
        holders[word.stance].setdefault(word.speaker, []).append(word)
    voices: list[Voice] = []
    copies: list[Superseded] = []
    for stance, held in holders.items():
        for speaker, reports in held.items():
            if len(reports) == 1:
                (word,) = reports
                voices.append(Voice(word.claim, speaker, stance, (word,), word.as_of_span))
            else:
                voices.append(_voice(reports, copies))
    return tuple(voices), copies


def _voice(reports: Sequence[Position], copies: list[Superseded]) -> Voice:
    """The voice of several reports of one speaker; what only repeats another joins the copies."""
    originals: dict[Id, Position] = {}
    for word in reports:
        original = originals.setdefault(object() if word.act is None else word.act, word)
        if original is not word:
            copies.append(Superseded(word, Why.SAME_ACT, original))
    firsts, lasts = zip(*(word.as_of_span for word in reports), strict=True)
    claim, speaker, stance = reports[0][:3]
    return Voice(claim, speaker, stance, tuple(originals.values()), (min(firsts), max(lasts)))
