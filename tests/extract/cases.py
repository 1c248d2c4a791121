"""How test sentences are written: the words expected stand between ⟦ and ⟧ in the sentence itself.

Each expectation is ``kind cue | speaker | more``: kind d, m or i (direct, mixed, indirect), the
cue as printed (- for none), the speaker as printed, then any of ``name=``, ``role=``, ``via=``,
``medium=``, ``to=``, ``stance=``, ``anon``.  Several spans of one quotation: ⟦ … ⟧⟦+ … ⟧.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

KINDS = {"d": "direct", "m": "mixed", "i": "indirect"}


@dataclass(frozen=True)
class Expected:
    """One statement a sentence must yield."""

    start: int
    end: int
    kind: str
    cue: str | None
    speaker: str | None
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A text and all that it must yield, nothing else."""

    text: str
    expected: tuple[Expected, ...]


def parse(marked: str, *told: str) -> Case:
    """Take the marks out of a sentence and pair what they held with what is told of it."""
    text, spans, start = "", [], 0
    for piece in re.split("(⟦\\+?|⟧)", marked):
        if piece == "⟦":
            start = len(text)
        elif piece == "⟦+":
            start = spans.pop()[0]
        elif piece == "⟧":
            spans.append((start, len(text)))
        else:
            text += piece
    assert len(spans) == len(told), marked
    return Case(text, tuple(_expected(s, e, row) for (s, e), row in zip(spans, told, strict=True)))


def _expected(start: int, end: int, row: str) -> Expected:
    head, speaker, *rest = [part.strip() for part in row.split("|")]
    kind, _, cue = head.partition(" ")
    more = dict(part.split("=", 1) if "=" in part else (part, "yes") for part in rest)
    return Expected(
        start,
        end,
        KINDS[kind],
        None if cue == "-" else cue,
        None if speaker == "-" else speaker,
        more,
    )


def parse_article(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A text with its statements marked ⟦…⟧{name}: the text, and where each is and whose."""
    text, found, start = "", [], 0
    for piece in re.split(r"(⟦|⟧\{[^}]*\})", marked):
        if piece == "⟦":
            start = len(text)
        elif piece.startswith("⟧{"):
            found.append((start, len(text), piece[2:-1]))
        else:
            text += piece
    return text, found
