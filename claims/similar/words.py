"""How alike two texts are, word by word: pure, on the tokens of ``claims.text``.

Quote marks, case and accents are gone with the tokens.  A word spelled nearly alike counts as the
same word; a figure only counts as itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

SPELLED_ALIKE = 80.0
"""Likeness of two words (rapidfuzz, of 100) from which they are one word, differently spelled."""

COGNATE = 72.0
"""The same between languages: Konaschenkow and Konachenkov, syrienne and Syrian."""

_LONG = 5
"""Letters: shorter words are another word as soon as one letter differs."""

_COGNATE_LETTERS = 4
_HEAD = 0.6
_SOUNDS = (("ph", "f"), ("sch", "sh"), ("k", "c"), ("y", "i"), ("w", "v"), ("tch", "ch"))
_DIGIT = re.compile(r"\d")
_LEFT = 40
"""Most words left over on a side for which near spellings are tried."""

WINDOW = 5
"""Words that a text needs to be looked for inside a longer one."""

_NEGATIONS = frozenset(
    # English: "can't" is can and t; French: "n'a pas"; German.
    "not no never nor neither nobody none nothing cannot t"
    " ne n pas jamais aucun aucune rien"
    " nicht kein keine keinen keiner keinem weder nie niemals nichts".split()
)


class Likeness(NamedTuple):
    """How much of two texts is the same, each from 0 to 1.

    ``shared`` of the words of both, wherever they stand; ``ordered`` of those in the same order;
    ``contained`` of the shorter text, in the best stretch of the longer; 0 for a few words.
    """

    shared: float
    ordered: float
    contained: float

    @property
    def score(self) -> float:
        """One figure: order is half of it, and a part is a little less than the whole."""
        return max((self.shared + self.ordered) / 2, 0.95 * self.contained)


def likeness(a: Sequence[str], b: Sequence[str]) -> Likeness:
    """How alike two texts are; symmetric."""
    if not a or not b:
        return Likeness(0.0, 0.0, 0.0)
    if list(a) == list(b):
        return Likeness(1.0, 1.0, 1.0)
    from rapidfuzz.distance import Indel

    if (len(a), a) > (len(b), b):
        a, b = b, a
    a = respelled(a, b)
    common = (Counter(a) & Counter(b)).total()
    return Likeness(
        shared=2 * common / (len(a) + len(b)),
        ordered=Indel.normalized_similarity(a, b),
        contained=_contained(a, b),
    )


def _contained(short: Sequence[str], long: Sequence[str]) -> float:
    from rapidfuzz import fuzz

    if len(short) < WINDOW:
        return 0.0
    return fuzz.partial_ratio(short, long) / 100


def respelled(a: Sequence[str], b: Sequence[str]) -> Sequence[str]:
    """``a`` with each word that ``b`` only has in another spelling spelled as in ``b``."""
    ours, theirs = (list(left) for left in _left_over(a, b))
    if not ours or not theirs or max(len(ours), len(theirs)) > _LEFT:
        return a
    swaps = _spelled_alike(ours, theirs)
    return [swaps.get(word, word) for word in a] if swaps else a


def _left_over(a: Sequence[str], b: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    ours, theirs = Counter(a), Counter(b)
    return ours - theirs, theirs - ours


def _spelled_alike(ours: Sequence[str], theirs: Sequence[str]) -> dict[str, str]:
    """Our words to their nearest, each of theirs once; figures and short words left out."""
    from rapidfuzz import fuzz

    free = {word for word in theirs if len(word) >= _LONG and not _has_digit(word)}
    found: dict[str, str] = {}
    for word in ours:
        if len(word) < _LONG or _has_digit(word) or not free:
            continue
        best = max(free, key=lambda other: (fuzz.ratio(word, other), other))
        if fuzz.ratio(word, best) >= SPELLED_ALIKE:
            found[word] = best
            free.discard(best)
    return found


def cognates(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the longer words of the shorter text that the other has, or nearly: names and
    cognates, in whichever language.  From 0 to 1.
    """
    ours, theirs = (list(dict.fromkeys(_root(word) for word in text if _tells(word)))
                    for text in (a, b))  # fmt: skip
    if (len(ours), ours) > (len(theirs), theirs):
        ours, theirs = theirs, ours
    same = set(ours) & set(theirs)
    free = {word for word in theirs if word not in same}
    met = len(same)
    for word in ours:
        # Kin begin with one letter: that leaves few to compare.
        alike = (other for other in free if other[0] == word[0])
        best = max(alike, key=lambda other: (_kinship(word, other), other), default=None)
        if word not in same and best is not None and _kinship(word, best) >= COGNATE:
            free.discard(best)
            met += 1
    return met / len(ours) if ours else 0.0


@lru_cache(maxsize=65_536)
def _root(word: str) -> str:
    """A word as it is compared between languages: konvoi, convoy and convoi are one."""
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return re.sub(r"(.)\1", r"\1", word)


def _kinship(one: str, other: str) -> float:
    """How near two roots are, of 100; words that begin alike are kin whatever their endings."""
    from rapidfuzz import fuzz

    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    shorter = min(len(one), len(other))
    if head >= max(_COGNATE_LETTERS, shorter * _HEAD):
        return 50.0 + 50.0 * head / shorter
    return fuzz.ratio(one, other)


def _tells(word: str) -> bool:
    return len(word) >= _COGNATE_LETTERS and not _has_digit(word) and word not in _figures()


def _has_digit(word: str) -> bool:
    return not word.isalpha() and _DIGIT.search(word) is not None


@cache
def _figures() -> dict[str, int]:
    """Words that say a figure of three or more; "one" and "two" say too little."""
    from claims.number_words import LANGUAGES

    return {
        word: value
        for language in LANGUAGES.values()
        for table in (language.cardinals, language.rounds)
        for word, value in table.items()
        if value >= 3
    }


def figures(words: Sequence[str]) -> frozenset[str]:
    """The figures in a text, in digits: "vingt", "twenty" and "20" are one."""
    spelled = _figures()
    return frozenset(
        str(spelled[word]) if word in spelled else word.lstrip("0") or "0"
        for word in words
        if word in spelled or _has_digit(word)
    )


def negated(words: Sequence[str]) -> bool:
    """Whether a text says not, in one of the languages known."""
    return not _NEGATIONS.isdisjoint(words)
