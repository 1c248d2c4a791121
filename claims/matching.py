"""Near matches between names, for "did you mean": a list to choose from, never a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from claims.text import name_key

T = TypeVar("T")

CUTOFF = 82.0
"""Lowest score shown, of 100: between the pairs of tests/test_matching.py that must match (83 and
more) and those that must not (80 and less)."""

_COARSE = 60.0  # of rapidfuzz's WRatio, which scores every pair that must match at 74 or more
_COARSE_LIMIT = 200
_PART = 0.97  # a name found inside a longer one ranks after the same name whole
_PARTICLE = 2  # letters: words up to this length ("de", "al") tell no name from another


def near(
    name: str, candidates: Iterable[tuple[str, T]], *, limit: int = 5, cutoff: float = CUTOFF
) -> list[tuple[T, float]]:
    """The candidates whose name is near a name, best first, with scores up to 100.

    Candidates are names with what they stand for; what has several names comes once, with the
    best score.  Spelling, accents and word order count little, and words may be missing, but each
    word of the shorter name must be near one of the longer.
    """
    from rapidfuzz import fuzz, process

    key = name_key(name)
    known = [(name_key(other), what) for other, what in candidates]
    if not key:
        return []
    coarse = process.extract(
        key,
        [other for other, _what in known],
        scorer=fuzz.WRatio,
        score_cutoff=min(_COARSE, cutoff),
        limit=_COARSE_LIMIT,
    )
    ranked = sorted(
        ((_score(key, other), index) for other, _ratio, index in coarse),
        key=lambda found: (-found[0], found[1]),
    )
    best: list[tuple[T, float]] = []
    for score, index in ranked:
        what = known[index][1]
        if score >= cutoff and len(best) < limit and all(what != kept for kept, _score in best):
            best.append((what, score))
    return best


def _score(left: str, right: str) -> float:
    """How near two keys are: as sorted words, or by the weakest word of the shorter name."""
    from rapidfuzz import fuzz

    return max(fuzz.token_sort_ratio(left, right), _weakest_word(left, right))


def _weakest_word(left: str, right: str) -> float:
    from rapidfuzz import fuzz

    shorter, longer = sorted((_telling(left), _telling(right)), key=len)
    if not shorter:
        return 0.0
    weakest = min(max(fuzz.ratio(word, other) for other in longer) for word in shorter)
    return weakest * (_PART if len(shorter) < len(longer) else 1)


def _telling(key: str) -> list[str]:
    return [word for word in key.split() if len(word) > _PARTICLE or word.isdigit()]
