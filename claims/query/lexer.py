"""A query cut into pieces: words, phrases, fields, brackets, operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Opening quotation marks with those that close them.
_CLOSING = {
    '"': '"',
    "\u201c": "\u201d",
    "\u201d": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
}
_QUOTES = "".join(_CLOSING) + "\u00bb"
_RUN = re.compile(rf"[^\s(){_QUOTES}]+")
_FIELD = re.compile(r"([^\W\d_][\w-]*):(?!//)(.*)", re.DOTALL)
_AFTER = re.compile(r"(\*)|~([0-9]{1,3})(?!\S)", re.ASCII)
_OPERATORS = ("AND", "OR", "NOT")

MOST_PIECES = 400
"""Pieces read of one query; what follows is left out, and said so."""


class Piece(NamedTuple):
    """``kind`` is word, phrase, field, "(", ")", "-", AND, OR or NOT.

    ``text`` is the word, the phrase without its quotes, or the field's value; ``field`` its name;
    ``starred`` says that a star followed the closing quote, ``within`` is the number that stood
    after "~" there.
    """

    kind: str
    text: str = ""
    field: str = ""
    quoted: bool = False
    starred: bool = False
    within: int | None = None


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a query, in order; nothing is an error."""
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            yield Piece(char)
            at += 1
        elif char in _QUOTES:
            at, piece = _phrase(text, at)
            if piece:
                yield piece
        elif char == "-":
            dashes = len(text) - at - len(text[at:].lstrip("-"))
            at += dashes
            # One dash before something leaves it out; "--" and a dash alone are punctuation.
            if dashes == 1 and at < len(text) and not text[at].isspace():
                yield Piece("-")
        else:
            at, piece = _run(text, at)
            yield piece


def _phrase(text: str, at: int) -> tuple[int, Piece | None]:
    """A quoted piece; a quote that is never closed is no quote."""
    closing = _CLOSING.get(text[at], "")
    end = min((found for char in closing if (found := text.find(char, at + 1)) >= 0), default=-1)
    if end < 0:
        return at + 1, None
    after = _AFTER.match(text, end + 1)
    star, within = (after[1], after[2]) if after else (None, None)
    piece = Piece(
        "phrase",
        text[at + 1 : end],
        quoted=True,
        starred=star is not None,
        within=int(within) if within else None,
    )
    return after.end() if after else end + 1, piece


def _run(text: str, at: int) -> tuple[int, Piece]:
    """A word, an operator, or a field with its value."""
    found = _RUN.match(text, at)
    if found is None:  # never: the caller has seen a character that begins one
        return at + 1, Piece("word")
    run, end = found[0], found.end()
    if run in _OPERATORS:
        return end, Piece(run)
    shape = _FIELD.fullmatch(run)
    if shape is None:
        return end, Piece("word", run)
    name, value = shape.groups()
    if not value and end < len(text) and text[end] in _CLOSING:
        end, quoted = _phrase(text, end)
        if quoted:
            return end, quoted._replace(kind="field", field=name)
    return end, Piece("field", value, name)
