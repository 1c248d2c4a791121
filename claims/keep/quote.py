"""A quotation as it is to be kept: the flat record of docs/import.md, its values read.

Plain values, checked one by one by ``claims.exchange.record``; what they mean together with what
is already kept (names, documents, answers) is found by ``claims.keep.keeper``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.dates import DAY_MAX, DAY_MIN
from claims.errors import BadInput
from claims.keep.slugs import claim_key, slug_of
from claims.vocabulary import SpeakerKind, Stance, StatementKind

if TYPE_CHECKING:
    from claims.dates import PartialDate
    from claims.keep.source import Source
    from claims.numbers import Interval

Days = tuple[int, int]
"""First and last day, both included, as ordinals."""


@dataclass(slots=True)
class Bearing:
    """What a quotation does to one answer: ``question`` is a slug, or words that make one, and
    ``claim`` the answer's words.
    """

    question: str
    claim: str
    stance: Stance
    number: Interval | None = None
    hedge: str | None = None
    as_of: PartialDate | None = None
    known_slug: str = field(default="", repr=False, compare=False)
    known_key: str = field(default="", repr=False, compare=False)
    """These two once they were asked for."""

    @property
    def slug(self) -> str:
        """The slug of the question."""
        if not self.known_slug:
            self.known_slug = slug_of(self.question)
        return self.known_slug

    @property
    def key(self) -> str:
        """The key of the answer's words (``claim_key``)."""
        if not self.known_key:
            self.known_key = claim_key(self.claim)
        return self.known_key


@dataclass(slots=True)
class Quote:
    """One quotation in one document.

    ``via`` is nearest to the document first; ``same_act`` is the key of another record; ``start``
    and ``end`` are half-open code points into the document's text, as are the ``spans`` of words
    that do not stand in one piece; ``prefix`` and ``suffix`` are what stands beside them.
    ``speaker_wikidata`` is the speaker's id in Wikidata.  ``confidential`` says what of it is:
    statement, speaker, role, org, outlet, via1 and so on.
    """

    text: str
    speaker: str
    key: str | None = None
    lang: str | None = None
    kind: StatementKind = StatementKind.DIRECT
    speaker_kind: SpeakerKind | None = None
    speaker_wikidata: str | None = None
    role: str | None = None
    org: str | None = None
    said: PartialDate | None = None
    venue: str | None = None
    cue: str | None = None
    via: tuple[str, ...] = ()
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    start: int | None = None
    end: int | None = None
    prefix: str | None = None
    suffix: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    original_text: str | None = None
    original_lang: str | None = None
    same_act: str | None = None
    note: str | None = None
    confidential: frozenset[str] = frozenset()
    positions: list[Bearing] = field(default_factory=list)
    source: Source | None = field(default=None, init=False, repr=False, compare=False)
    """Where it stands, once ``claims.keep.source.source_of`` was asked."""

    @property
    def days(self) -> Days | None:
        """First and last day of the date said, none where nothing is said of it."""
        return (self.said.first, self.said.last) if self.said else None


def days(said: PartialDate | None, first: int | None, last: int | None) -> Days:
    """First and last day of a statement: those of the date said, else of its document."""
    if said is not None:
        return said.first, said.last
    return (
        first if first is not None else DAY_MIN,
        last if last is not None else DAY_MAX,
    )


class FlawError(BadInput):
    """A value that cannot be kept: the field and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}", field=field, reason=reason)
        self.field = field
        self.reason = reason
