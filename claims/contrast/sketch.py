"""A claim's lines before they are words: which, in which order, what counts.

Enough to weigh answers, to count voices and to choose what is shown; it costs a few microseconds a
position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from claims.contest import Assessment, Position, Superseded, Voice, Why
from claims.contrast.independence import Assertion, independent
from claims.contrast.reading import Reading
from claims.vocabulary import Stance

SIGNS = (1, 0, -1)
"""For, undecided, against: the order in which sides stand."""

_ACT = attrgetter("act")
_ASSERTS, _SAME_ACT = Stance.ASSERTS, Why.SAME_ACT
_SIDE = {stance: SIGNS.index(stance.sign) for stance in Stance}


class Draft(NamedTuple):
    """A line: one act and what it does to the claim.  Those of a side sort as its lines stand."""

    first: int
    statement: int
    number: int
    speaker: Any
    """Whom its first telling names."""
    stance: Stance
    words: tuple[Position, ...]
    """The positions that report it, the act's own first."""
    hushed: Superseded | None
    """What silenced it, where it does not count."""


class Sketch(NamedTuple):
    """One claim: what the rule found, and the lines of each side in order."""

    claim: int
    found: Assessment
    sides: Sequence[list[Draft]]
    """For, undecided, against; then the same of those that do not count."""
    houses: int

    @property
    def lines(self) -> list[Draft]:
        """All of them, in order."""
        return [line for side in self.sides for line in side]

    @property
    def size(self) -> int:
        """How many lines there are."""
        return sum(map(len, self.sides))

    @property
    def tally(self) -> dict[int, int]:
        """Sign -> how many speakers counted."""
        counted = zip(SIGNS, self.sides, strict=False)
        return {sign: len({line.speaker for line in side}) for sign, side in counted}

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """The worst state first, then who has most voices behind it."""
        return (self.found.state.severity, -self.houses, -len(self.sides[0]), self.claim)


def sketch(reading: Reading, claim: int) -> Sketch:
    """One claim and all that bears on it."""
    found = reading.found[claim]
    houses = independent(_assertions(reading, found.voices))
    return Sketch(claim, found, _sides(reading, claim, found), houses)


def _sides(reading: Reading, claim: int, found: Assessment) -> list[list[Draft]]:
    """The claim's positions, one draft for each act and stance."""
    statements = reading.facts.statements
    # A verdict has a number of another table, and no line.  What is silent as the same act stands
    # beside a telling of it that counts.
    silenced = {
        s.position.id: s
        for s in found.superseded
        if not s.position.rating and s.why is not _SAME_ACT
    }
    every = reading.words[claim]
    reported = Counter(map(_ACT, every))
    shared = {act for act, times in reported.items() if times > 1}
    groups: dict[tuple[Any, Stance], list[Position]] = {}
    sides: list[list[Draft]] = [[] for _ in range(2 * len(SIGNS))]

    for number, word in enumerate(every):
        _claim, speaker, stance, first, _last, act, position, _day, _disowned, _rating = word
        if act in shared:
            groups.setdefault((act, stance), []).append(word)
            continue
        hushed = silenced.get(position)
        draft = Draft(first, statements[position], number, speaker, stance, (word,), hushed)
        sides[_SIDE[stance] if hushed is None else _SIDE[stance] + len(SIGNS)].append(draft)
    for number, ((act, stance), words) in enumerate(groups.items()):
        told = sorted((statements[word.id] != act, statements[word.id], word) for word in words)
        ordered = tuple(word for _copy, _told, word in told)
        head, hushed = ordered[0], _hushed(ordered, silenced)
        draft = Draft(head.first, told[0][1], number, head.speaker, stance, ordered, hushed)
        sides[_SIDE[stance] if hushed is None else _SIDE[stance] + len(SIGNS)].append(draft)
    for side in sides:
        side.sort()
    return sides


def _hushed(words: Iterable[Position], silenced: Mapping[Any, Superseded]) -> Superseded | None:
    """What silenced an act, if none of its tellings counts."""
    reasons = [silenced.get(word.id) for word in words]
    return None if None in reasons else reasons[0]


def _assertions(reading: Reading, voices: Iterable[Voice]) -> Iterator[Assertion]:
    """House and act of each certain word for a claim, verdicts among them.

    The house of a nameless source without one is the agency that has quoted it: two papers that
    print "a military source" from one agency have one source, as far as is known.
    """
    for voice in voices:
        if voice.stance is _ASSERTS:
            top = reading.houses[voice.speaker]
            passed_on = top == voice.speaker and top in reading.nameless
            for position in voice.positions:
                agency = reading.agency(position) if passed_on else None
                act = object() if position.act is None else position.act
                yield ("via", agency) if agency else top, act
