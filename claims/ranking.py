"""How well a quote answers a query: one pure function, the same on both engines.

For each term of the query that the text holds, BM25's saturated frequency (Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond", 2009) with their usual k1 and b; a term
held by the speaker's name instead counts as much as a word found once, another form of a word for
less than the word typed.  Terms that few of the
candidates hold weigh more.  Words that stand close together, above all in the order typed, add to
it.  Equal scores: the newest first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.query.places import places
from claims.query.tree import Term

K1 = 1.2
B = 0.75
AVERAGE = 30
"""Tokens of a usual quotation (150 to 300 characters)."""

FORM = 0.6
"""What another form of a word counts, where the word typed counts 1."""

NEAR = 1.0
"""What terms that stand side by side add, in the weight of one term; further apart, less."""

IN_ORDER = 0.5
"""What the order typed adds to that."""


class Candidate(NamedTuple):
    """A match to be ranked; ``key`` orders by date, newest highest."""

    key: int
    tokens: Sequence[str]
    speaker: int


class Found(NamedTuple):
    """Where a text holds a term (nowhere: its speaker's name does), and how often that counts."""

    at: list[int]
    often: float


class Scored(NamedTuple):
    """A match and its score."""

    key: int
    score: float


def rank(terms: Sequence[Term], candidates: Iterable[Candidate]) -> list[Scored]:
    """The candidates by score, best first; without terms the newest first."""
    terms = tuple(dict.fromkeys(terms))
    if len(terms) == 1 and len(terms[0].words.tokens) == 1:
        return _rank_by_word(terms[0], candidates)
    forms = [frozenset(term.forms) for term in terms]
    held = [(candidate, _held(terms, forms, candidate)) for candidate in candidates]
    weights = _weights(len(terms), [found for _candidate, found in held])
    scored = [
        Scored(candidate.key, round(score(found, weights, len(candidate.tokens)), 6))
        for candidate, found in held
    ]
    return sorted(scored, key=lambda found: (-found.score, -found.key))


def _rank_by_word(term: Term, candidates: Iterable[Candidate]) -> list[Scored]:
    """The same for one word: where it stands does not matter, and most searches are one word."""
    forms, (word,) = frozenset(term.forms), term.words.tokens
    begun = f" {word}" if term.words.prefix else None
    held: list[tuple[int, float | None]] = []
    for key, found, speaker in candidates:
        often = float(f" {' '.join(found)}".count(begun) if begun else found.count(word))
        if forms and not forms.isdisjoint(found):
            often += FORM * sum(token in forms for token in found)
        named = 1.0 if speaker in term.speakers else None
        held.append((key, _saturated(often, len(found)) if often else named))
    (weight,) = _weights(1, [(gain,) for _key, gain in held])
    scored = [
        Scored(key, round(weight * gain, 6) if gain is not None else 0.0) for key, gain in held
    ]
    return sorted(scored, key=lambda found: (-found.score, -found.key))


def _held(
    terms: Sequence[Term], forms: Sequence[frozenset[str]], candidate: Candidate
) -> list[Found | None]:
    """What the text, or the speaker's name, holds of each term; none for nothing."""
    return [_found(term, other, candidate) for term, other in zip(terms, forms, strict=True)]


def _found(term: Term, forms: frozenset[str], candidate: Candidate) -> Found | None:
    at = places(candidate.tokens, term.words)
    often = float(len(at))
    if forms and not forms.isdisjoint(candidate.tokens):
        others = [place for place, token in enumerate(candidate.tokens) if token in forms]
        at, often = sorted(at + others), often + FORM * len(others)
    if at:
        return Found(at, often)
    return Found([], 1.0) if candidate.speaker in term.speakers else None


def _weights(count: int, held: Sequence[Sequence[object]]) -> list[float]:
    """The weight of each term, by how few of the candidates hold it: 1 where all do."""
    total = len(held)
    holding = [sum(found[term] is not None for found in held) for term in range(count)]
    return [1 + math.log((total + 1) / (number + 1)) for number in holding]


def score(held: Sequence[Found | None], weights: Sequence[float], length: int) -> float:
    """The score of one text of ``length`` tokens, from what it holds of each term."""
    total = 0.0
    for found, weight in zip(held, weights, strict=True):
        if found is not None:
            total += weight * (_saturated(found.often, length) if found.at else 1.0)
    return total + _nearness([found.at for found in held if found and found.at])


def _saturated(often: float, length: int) -> float:
    """What a text of ``length`` tokens gains by a term it holds so often."""
    return often * (K1 + 1) / (often + K1 * (1 - B + B * length / AVERAGE))


def _nearness(held: Sequence[list[int]]) -> float:
    """The bonus for terms that stand close: all of it where they stand side by side."""
    least = len(held) - 1
    if least < 1:
        return 0.0
    width, in_order = _narrowest(held)
    return NEAR * least / width + (IN_ORDER * least / width if in_order else 0.0)


def _narrowest(held: Sequence[list[int]]) -> tuple[int, bool]:
    """The shortest stretch with one place of each term, and whether they come in order there."""
    events = sorted((place, term) for term, at in enumerate(held) for place in at)
    last: dict[int, int] = {}
    best = (events[-1][0] - events[0][0] + 1, False)
    for place, term in events:
        last[term] = place
        if len(last) == len(held):
            width = max(place - min(last.values()), 1)
            in_order = all(last[term] < last[term + 1] for term in range(len(held) - 1))
            best = min(best, (width, in_order), key=lambda found: (found[0], not found[1]))
    return best
