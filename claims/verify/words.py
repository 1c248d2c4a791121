"""A text as the words and marks that count, each with its place in code points.

What typesetting changes does not count: blanks and line breaks of any kind, quotation marks, soft
hyphens, the shape of apostrophes, dashes and ellipses, composed or decomposed accents.  All else
does: case, accents, figures, other punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LETTER = rf"[\w\u0300-\u036f{_INVISIBLE}]"
_APOSTROPHES = "'\u2019\u02bc\uff07\u2018\u00b4`"
_HYPHENS = "\u2010\u2011-"
_JOINT = rf"[{_APOSTROPHES}{_HYPHENS}]"
_TOKEN = re.compile(rf"{_LETTER}+(?:{_JOINT}{_LETTER}+)*|\.{{3}}|[^\s]")

_QUOTES = frozenset("\"'“”„‟«»‹›‘’‚‛`´″′❝❞＂＇「」『』")
_SHAPES = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys("‐‑‒–—―−", "-")})
_GONE = re.compile(f"[{_INVISIBLE}]")


@dataclass(frozen=True)
class Words:
    """A text, its words and marks in order, and their half-open places in it."""

    text: str
    tokens: Sequence[str]
    places: Sequence[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """Each word, and at which of them it stands."""
        found: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            found.setdefault(token, []).append(index)
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points that the words from ``first`` up to ``last``, not included, take up."""
        return self.places[first][0], self.places[last - 1][1]

    def between(self, first: int, last: int) -> str:
        """The text of those words, as it stands."""
        start, end = self.span(first, last)
        return self.text[start:end]


def read(text: str) -> Words:
    """The words and marks of a text."""
    tokens, places = [], []
    for match in _TOKEN.finditer(text):
        found = match.group()
        if found in _QUOTES:
            continue
        shape = found if found.isascii() and found.isalnum() else _shape(found)
        if shape:
            tokens.append(shape)
            places.append(match.span())
    return Words(text, tokens, places)


def _shape(found: str) -> str:
    if found == "...":
        return "…"
    return unicodedata.normalize("NFC", _GONE.sub("", found)).translate(_SHAPES)


def is_word(token: str) -> bool:
    """Whether it is a word or a figure, not a mark."""
    return any(map(str.isalnum, token))
