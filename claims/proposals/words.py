"""The words of a quotation as they are kept: without the marks around them, found again later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from claims.extract.model import Quotation, Span
from claims.vocabulary import StatementKind

AROUND = 32
"""Code points kept before and after a quotation (the TextQuoteSelector of W3C)."""

_MARKS = {"«": "»", "“": "”", "„": "“", '"': '"', "‘": "’", "‹": "›"}
_BLANKS = " \t\r\n\u00a0\u2009\u202f"
_CONJUNCTIONS = {"fr": ("que ", "qu'", "qu’"), "en": ("that ",)}
_MOST_PLACES = 1000


def verbatim(text: str, quote: Quotation, lang: str) -> Span:
    """The part of an article that is a quotation's own words: half-open code points.

    Quotation marks around the whole go, with the comma that English puts inside them, and so does
    the conjunction that opens an indirect statement.
    """
    start, end = _bare(text, quote.start, quote.end)
    if text[start : start + 1] in _MARKS:
        return Span(*_unquoted(text, start, end))
    if quote.kind is not StatementKind.DIRECT:
        folded = text[start : start + 5].lower()
        for word in _CONJUNCTIONS.get(lang, ()):
            if folded.startswith(word) and start + len(word) < end:
                return Span(*_bare(text, start + len(word), end))
    return Span(start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without blanks at its ends; a range of nothing else stays."""
    first, last = start, end
    while first < last and text[first] in _BLANKS:
        first += 1
    while last > first and text[last - 1] in _BLANKS:
        last -= 1
    return (first, last) if first < last else (start, end)


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the marks around it, where one pair of marks holds it all."""
    mark = text[start]
    close = _MARKS[mark]
    inside = text[start + 1 : end - 1]
    if end - start < 3 or text[end - 1] != close or not _balanced(inside, mark, close):
        return start, end
    first, last = _bare(text, start + 1, end - 1)
    if text[last - 1] == "," and last - first > 1:
        last -= 1
    return (first, last) if text[first:last].strip(_BLANKS) else (start, end)


def _balanced(inside: str, mark: str, close: str) -> bool:
    if mark == close:
        return mark not in inside
    depth = 0
    for char in inside:
        depth += (char == mark) - (char == close)
        if depth < 0:
            return False
    return depth == 0


def clipped(spans: tuple[Span, ...], within: Span) -> list[list[int]]:
    """Spans as far as they lie within another, as they are stored."""
    cut = ((max(s.start, within.start), min(s.end, within.end)) for s in spans)
    return [[start, end] for start, end in cut if start < end]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a range."""
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


def find_again(
    text: str, words: str, prefix: str | None, suffix: str | None, at: int
) -> int | None:
    """Where words stand in a revised text: verbatim only; where their neighbours are most alike,
    else nearest to where they stood.  None where they do not.
    """

    def rank(place: int) -> tuple[int, int]:
        before, after = around(text, place, place + len(words))
        alike = _alike(before[::-1], (prefix or "")[::-1]) + _alike(after, suffix or "")
        return -alike, abs(place - at)

    return min(_places(text, words), key=rank, default=None)


def _alike(left: str, right: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return sum(
        1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    )


def _places(text: str, words: str) -> Iterator[int]:
    place = -1
    for _count in range(_MOST_PLACES):
        place = text.find(words, place + 1)
        if place < 0:
            return
        yield place
