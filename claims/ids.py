"""Ids as people read and type them: S12 a statement, C7 a claim, Q3 a question."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

HIGHEST = 2**63 - 1
"""The highest number an id can carry: the largest key of both engines."""


class Kind(StrEnum):
    """What an id can name; the values are the names of the tables."""

    STATEMENT = "statement"
    CLAIM = "claim"
    QUESTION = "question"
    SPEAKER = "speaker"
    DOCUMENT = "document"
    VERDICT = "verdict"
    LINK = "link"
    ROLE = "role"
    FLAG = "flag"
    POSITION = "position"
    ALIAS = "alias"
    BATCH = "batch"


LETTERS = {
    Kind.STATEMENT: "S",
    Kind.CLAIM: "C",
    Kind.QUESTION: "Q",
    Kind.SPEAKER: "P",
    Kind.DOCUMENT: "D",
    Kind.VERDICT: "V",
    Kind.LINK: "L",
    Kind.ROLE: "R",
    Kind.FLAG: "F",
    Kind.POSITION: "N",
    Kind.ALIAS: "A",
    Kind.BATCH: "B",
}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
_SHAPE = re.compile(rf"([{''.join(_KINDS)}])([1-9][0-9]{{0,18}})", re.IGNORECASE | re.ASCII)


class Ref(NamedTuple):
    """A row named by its id."""

    kind: Kind
    number: int

    def __str__(self) -> str:
        """The id as people read it."""
        return format_id(self.kind, self.number)


def format_id(kind: Kind | str, number: int) -> str:
    """The id of a row: ``format_id("statement", 12)`` is "S12".

    Raises ``ValueError`` for an unknown kind or a number outside 1..``HIGHEST``.
    """
    if not 1 <= number <= HIGHEST:
        raise ValueError(f"no id has the number {number}")
    return f"{LETTERS[Kind(kind)]}{number}"


def parse_id(text: str) -> Ref | None:
    """The row an id names, or ``None`` where the text has not exactly the shape of an id.

    Letters in either case; no blanks, no leading zeros, numbers up to ``HIGHEST``.
    """
    shape = _SHAPE.fullmatch(text)
    if shape is None or (number := int(shape[2])) > HIGHEST:
        return None
    return Ref(_KINDS[shape[1].upper()], number)
