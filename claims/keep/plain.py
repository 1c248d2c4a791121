"""Plain quotes: nothing in them but what the columns of one statement and the names around it hold.

Nearly all quotes of a load are plain.  They travel, and are kept, as tuples: none becomes a
``Quote``, and what their statements say stands in order, ready to be stored.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.fulltext import Told
from claims.keep.quote import Bearing
from claims.keep.source import Source
from claims.vocabulary import SpeakerKind

Days = tuple[int, int]
"""First and last day, both included, as ordinals."""

SAID = (
    "role_printed", "kind", "text", "lang", "cue", "venue", "said", "start_offset", "end_offset",
    "prefix", "suffix", "insertions", "original_text", "original_lang", "note",
)  # fmt: skip
"""The columns of a statement that a record alone tells, as in ``Plain.said``."""
COLUMNS = (
    "id", "document_id", "speaker_id", "role_id", "role_org_id", "act_id", "said_first",
    "said_last", *SAID,
)  # fmt: skip
"""All columns of the statement of a plain quote; in the others it has nothing."""


class Plain(NamedTuple):
    """A quote as ``claims.keep.quote.Quote`` has it, in as few pieces as keeping it takes.

    ``days`` are those of the date said, none where nothing is said of it; ``said`` are the values
    of ``SAID``; ``told`` is what the index takes of it, but for ids.
    """

    speaker: str
    speaker_kind: SpeakerKind | None
    org: str | None
    outlet: str | None
    via: tuple[str, ...]
    role: str | None
    days: Days | None
    end: int | None
    same_act: str | None
    positions: list[Bearing]
    source: Source
    told: Told
    said: tuple[str | int | None, ...]
    # What no plain quote has.
    speaker_wikidata: None = None
    confidential: frozenset[str] = frozenset()

    @property
    def lang(self) -> str | None:
        """Language of the words."""
        return self.source.lang
