"""Which texts share rare words: candidates for closer looks, never all pairs.

A text is looked up under its rarest words among those of all texts that hold any of them; two
that share ``SHARED`` are candidates.  Memory grows with the texts, not with the pairs: a number a
distinct word of a text, and one text has at most ``MOST`` candidates.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

RAREST = 6
"""Words a text is looked up under: its rarest of those that another text has too."""

KNOWN_BY = 12
"""Words a text is found under: more, so that a short copy finds the long original."""

SHARED = 2
"""Words two texts must share."""

COMMON = 2000
"""Texts a word may stand in; more common ones find nothing."""

MOST = 20
"""Candidates of one text, those that share most."""

_HALF, _LOW = 32, (1 << 32) - 1


class RareWords:
    """Texts by number, in the order added; then the pairs of them that share rare words."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._count = array("L")
        self._words = array("L")
        self._ends = array("Q", [0])
        self._holders: dict[int, array[int]] | None = None

    def add(self, words: Iterable[str]) -> int:
        """Add a text; its number, from 0."""
        for word in dict.fromkeys(words):
            number = self._number.setdefault(word, len(self._count))
            if number == len(self._count):
                self._count.append(0)
            self._count[number] += 1
            self._words.append(number)
        self._ends.append(len(self._words))
        return len(self._ends) - 2

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._ends) - 1

    def _rarest(self, text: int, most: int) -> list[int]:
        """The rarest words of a text that another has too, the rarest first."""
        count = self._count
        words = self._words[self._ends[text] : self._ends[text + 1]]
        shared = (word for word in words if 1 < count[word] <= COMMON)
        return sorted(shared, key=lambda word: (count[word], word))[:most]

    def candidates(self, text: int, accept: Callable[[int], bool]) -> Sequence[int]:
        """The texts that share rare words with this one, those that share most first.

        Only those accepted; no text may be added after the first call.
        """
        if self._holders is None:
            self._holders = self._turned_round()
        found: Counter[int] = Counter()
        for word in self._rarest(text, RAREST):
            found.update(self._holders[word])
        del found[text]
        near = sorted((-shared, other) for other, shared in found.items() if shared >= SHARED)
        return list(islice((other for _shared, other in near if accept(other)), MOST))

    def _turned_round(self) -> dict[int, array[int]]:
        """Word to the texts that are known by it."""
        self._number.clear()  # all texts are in: the words themselves are needed no more
        holders: dict[int, array[int]] = {}
        for text in range(len(self)):
            for word in self._rarest(text, KNOWN_BY):
                holders.setdefault(word, array("L")).append(text)
        return holders


def neighbours(
    members: Sequence[tuple[int, int, int]], days: int, most: int
) -> Iterator[tuple[int, int]]:
    """Pairs of what lies near in time: of (first day, last day, number), each with the next few.

    At most ``days`` between two; each is paired with at most ``most`` that begin later.
    """
    ordered = sorted(members)
    for place, (_first, last, number) in enumerate(ordered):
        for first, _last, other in ordered[place + 1 : place + 1 + most]:
            if first - last > days:
                break
            yield number, other


def distinct(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each pair of numbers below 2**32 once, the lower number first, in order."""
    found = array("Q")
    for one, other in pairs:
        found.append(min(one, other) << _HALF | max(one, other))
    for pair in sorted(set(found)):
        yield pair >> _HALF, pair & _LOW
