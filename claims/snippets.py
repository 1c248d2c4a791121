"""Where a text holds the words of a query, and the piece of it that shows them best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.query.places import places
from claims.query.tree import Words
from claims.text import token_spans

WIDTH = 160
"""Code points of a snippet, unless told otherwise."""

ELLIPSIS = "…"
Span = tuple[int, int]


class Snippet(NamedTuple):
    """A piece of a text; ``marks`` are half-open code points into the piece, in order."""

    text: str
    marks: list[Span]


def matches(text: str, wanted: Iterable[Words]) -> list[Span]:
    """Where the words stand: half-open code points into the text, in order, apart."""
    spans = token_spans(text)
    tokens = [token for token, _start, _end in spans]
    found = sorted(
        (spans[at][1], spans[at + len(words.tokens) - 1][2])
        for words in wanted
        for at in places(tokens, words)
    )
    apart: list[Span] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def snippet(text: str, found: Sequence[Span], width: int = WIDTH) -> Snippet:
    """The piece of at most ``width`` code points that holds most of the places.

    Cut between words, with "…" where something is left out; a text that fits comes whole.
    """
    if len(text) <= width:
        return Snippet(text, list(found))
    room = max(width - 2, 1)
    start, end = _window(text, found, room)
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    marks = [
        (max(a, start) + shift, min(b, end) + shift) for a, b in found if a < end and b > start
    ]
    return Snippet(before + text[start:end] + after, marks)


def _window(text: str, found: Sequence[Span], room: int) -> Span:
    """The stretch of at most ``room`` code points around the most places, the earliest such."""
    if not found:
        return _between_words(text, 0, room)
    best, most = found[0], 0
    for first, (start, end) in enumerate(found):
        inside = [span for span in found[first:] if span[1] <= start + room]
        if len(inside) > most:
            most, best = len(inside), (start, max([end, *(span[1] for span in inside)]))
    middle = (best[0] + min(best[1], best[0] + room)) // 2
    start = max(0, min(middle - room // 2, len(text) - room))
    return _between_words(text, min(start, best[0]), room)


def _between_words(text: str, start: int, room: int) -> Span:
    """The stretch shortened so that it begins and ends between words, where there is a blank."""
    end = min(start + room, len(text))
    if start and not text[start - 1].isspace():
        blank = re.compile(r"\s+").search(text, start, start + room // 4)
        start = blank.end() if blank else start
    if end < len(text) and not text[end].isspace():
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut > start + (end - start) * 3 // 4 else end
    return start, len(text[:end].rstrip()) if end > start else end
