"""What is proposed, for a person to accept or refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.ids import Kind, format_id
from claims.similar.judge import Evidence

THRESHOLD = 0.6
"""The least score that is proposed: measured by benchmarks/similar.py (docs/similar.md)."""

LIMIT = 50
"""Pairs proposed, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two statements that may be one utterance, or two claims that may be one.

    ``a`` stands for both once they are accepted.  ``score`` from 0 to 1 orders, it is no
    probability.
    """

    kind: Kind
    a: int
    b: int
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def refs(self) -> tuple[str, str]:
        """Both ids as people read them."""
        return format_id(self.kind, self.a), format_id(self.kind, self.b)


class Groups:
    """What is one already, and what becomes one as pairs are joined (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def of(self, one: int) -> int:
        """What stands for the group."""
        parent = self._parent
        while (above := parent.get(one, one)) != one:
            parent[one] = parent.get(above, above)
            one = above
        return one

    def join(self, one: int, other: int) -> bool:
        """Make two groups one; false where they are."""
        one, other = self.of(one), self.of(other)
        if one == other:
            return False
        self._parent[max(one, other)] = min(one, other)
        return True


def fewest(scored: Iterable[tuple[float, int, int]], groups: Groups) -> Iterator[tuple[int, int]]:
    """Of scored pairs the fewest that join what they join, best first: nothing is asked twice."""
    for _score, one, other in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if groups.join(one, other):
            yield one, other
