"""Statements that probably report one utterance, and that nobody has said yes or no to."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from claims.ids import Kind
from claims.reader import Reader, chunks
from claims.similar import candidates
from claims.similar.facts import Houses, Said, load, refused
from claims.similar.judge import Verdict, judge
from claims.similar.model import THRESHOLD, Groups, Proposal, fewest

KEPT = 200_000
"""Pairs kept in memory, the best."""

_TOGETHER = 1000
_FEW = 200
"""Statements asked about that are looked up one by one; for more all are read once."""

Advance = Callable[[int], None]
Scored = tuple[float, int, int]


def nothing(_count: int) -> None:
    """Progress that nobody watches."""


class Quotes:
    """One look at the statements of a database."""

    def __init__(self, reader: Reader, threshold: float = THRESHOLD) -> None:
        self.reader = reader
        self.threshold = threshold
        self.houses = Houses(reader)
        self.refused = refused(reader)

    @staticmethod
    def count(reader: Reader) -> int:
        """How many statements ``every`` reads: the total of its progress is twice that."""
        found: int = reader.value("SELECT count(*) FROM statement WHERE status <> 'rejected'")
        return found

    def every(self, among: set[int] | None, advance: Advance = nothing) -> list[Proposal]:
        """The pairs of the whole database, or those with one of the statements ``among``.

        Of a group the fewest pairs that make it one, best first.
        """
        if among is not None and len(among) <= _FEW:
            pairs: Iterable[tuple[int, int]] = chain.from_iterable(map(self._of, sorted(among)))
            found = self._scored(sorted(set(pairs)))
        else:
            whole = candidates.Everything(self.reader, self.houses, advance)
            wanted = whole.pairs(advance)
            if among is not None:
                wanted = (pair for pair in wanted if not among.isdisjoint(pair))
            found = self._scored(wanted)
        best = heapq.nlargest(KEPT, found, key=lambda pair: (pair[0], -pair[1], -pair[2]))
        return self._proposals(best, lambda acts: fewest(acts, Groups()))

    def of(self, statement: int) -> list[Proposal]:
        """What is like one statement, best first, each act once."""
        best = sorted(self._scored(self._of(statement)), reverse=True)
        return self._proposals(best, _once)

    def _of(self, statement: int) -> list[tuple[int, int]]:
        near = candidates.of(self.reader, self.houses, statement)
        return [(min(statement, other), max(statement, other)) for other in near]

    def _scored(self, pairs: Iterable[tuple[int, int]]) -> Iterator[Scored]:
        for some in chunks(pairs, _TOGETHER):
            for verdict, a, b in self._judged(some):
                if verdict.score >= self.threshold:
                    yield verdict.score, a.id, b.id

    def _judged(self, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[Verdict, Said, Said]]:
        """What is found of the pairs that are neither one act yet nor said not to be."""
        said = load(self.reader, {one for pair in pairs for one in pair})
        for one, other in pairs:
            a, b = said.get(one), said.get(other)
            if a is None or b is None or a.act == b.act:
                continue
            if frozenset((a.act, b.act)) in self.refused:
                continue
            verdict = judge(self.houses, a, b)
            if verdict is not None:
                yield verdict, a, b

    def _proposals(
        self, best: list[Scored], choose: Callable[[list[Scored]], Iterable[tuple[int, int]]]
    ) -> list[Proposal]:
        """The pairs chosen by act, told by the best pair of statements that speaks for each."""
        acts = self._acts({one for _score, *pair in best for one in pair})
        speaks: dict[tuple[int, int], Scored] = {}
        for score, one, other in best:
            speaks.setdefault(_ordered(acts[one], acts[other]), (score, one, other))
        chosen = choose([(score, *pair) for pair, (score, _a, _b) in speaks.items()])
        wanted = [speaks[pair][1:] for pair in chosen]
        found: list[Proposal] = []
        for some in chunks(wanted, _TOGETHER):
            told = {(a.id, b.id): (verdict, a, b) for verdict, a, b in self._judged(some)}
            found += [_proposal(*told[pair]) for pair in some if pair in told]
        return found

    def _acts(self, ids: Iterable[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        sql = "SELECT id, COALESCE(act_id, id) AS act FROM statement WHERE "
        for some in chunks(sorted(ids), _TOGETHER):
            within = self.reader.within("id", "ids")
            rows = self.reader.iterate(sql + within, ids=list(some))
            found.update((row["id"], row["act"]) for row in rows)
        return found


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _once(acts: list[Scored]) -> Iterator[tuple[int, int]]:
    """Every pair of acts, best first."""
    for _score, one, other in sorted(acts, key=lambda pair: (-pair[0], pair[1], pair[2])):
        yield one, other


def _proposal(verdict: Verdict, a: Said, b: Said) -> Proposal:
    """The earlier stands for both; of a day, the one kept first."""
    a, b = sorted((a, b), key=lambda said: (said.first, said.id))
    return Proposal(Kind.STATEMENT, a.id, b.id, verdict.score, verdict.evidence)
