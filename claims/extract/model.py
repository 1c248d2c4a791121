"""What extraction yields: plain frozen values, no behaviour beyond their JSON shape.

All offsets are half-open ranges of code points into the text that was read.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from claims.vocabulary import Stance, StatementKind


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """One reported statement, as printed and as resolved within its article.

    ``text`` is always ``article[start:end]``.  ``spans`` are the parts that are the speaker's own,
    several when the cue interrupts them; ``insertions`` are the editor's brackets inside them.
    ``speaker`` is the name as printed, ``speaker_name`` the fullest name the article gives for the
    same one, None for a speaker the article never names.  ``role`` is verbatim, ``via`` nearest
    first, ``said`` an ISO date, ``confidence`` between 0 and 1.
    """

    start: int
    end: int
    text: str
    kind: StatementKind
    spans: tuple[Span, ...]
    insertions: tuple[Span, ...] = ()
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_name: str | None = None
    role: str | None = None
    cue: str | None = None
    via: tuple[str, ...] = ()
    medium: str | None = None
    to: str | None = None
    anonymous: bool = False
    stance: Stance = Stance.ASSERTS
    said: str | None = None
    confidence: float = 0.5

    def as_json(self) -> dict[str, Any]:
        """Plain values, every field present; tuples become lists."""
        row = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        row["kind"], row["stance"] = self.kind.value, self.stance.value
        row["spans"] = [[span.start, span.end] for span in self.spans]
        row["insertions"] = [[span.start, span.end] for span in self.insertions]
        row["via"] = list(self.via)
        return row


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says others said, in order of appearance, never overlapping."""

    lang: str
    quotes: tuple[Quotation, ...]

    def as_json(self, document: str | None = None) -> dict[str, Any]:
        """The object ``--format jsonl`` prints for one file."""
        return {
            "document": document,
            "lang": self.lang,
            "quotes": [quote.as_json() for quote in self.quotes],
        }
