"""Whom a quote names: as far as they are known, and once they are found or made."""

from __future__ import annotations

from typing import NamedTuple

from claims.keep.plain import Names
from claims.keep.quote import Quote
from claims.keep.slugs import speaker_key
from claims.keep.source import source_of
from claims.vocabulary import SpeakerKind

UNNAMED = SpeakerKind.UNNAMED  # a member of an enumeration is slow to get at, quote by quote


class Found(NamedTuple):
    """Whom a quote names, as far as they are known."""

    org: int | None
    outlet: int | None
    speaker: int | None
    via: list[tuple[int | None, str]]


class Whom(NamedTuple):
    """Whom a quote names; whether the speaker was just made."""

    org: int | None
    outlet: int | None
    speaker: int
    fresh: bool
    via: tuple[int, ...]


def names_of(quote: Quote | Names) -> tuple[str | None, ...]:
    """The names in a quote: speaker, outlet, organisation, chain; none for whom there is none."""
    speaker = None if quote.speaker_kind is UNNAMED else quote.speaker
    return speaker, quote.outlet, quote.org, *quote.via


def document_key(quote: Quote | Names) -> str:
    """The key of the document a quote stands in."""
    return quote.document if isinstance(quote, Names) else source_of(quote).key


def kind_of(quote: Quote | Names) -> SpeakerKind:
    """What a new speaker is: as the record says, an organisation if it is its own outlet."""
    if quote.speaker_kind is not None:
        return quote.speaker_kind
    own = speaker_key(quote.speaker) in (
        speaker_key(quote.outlet or ""),
        speaker_key(quote.org or ""),
    )
    return SpeakerKind.ORG if own else SpeakerKind.PERSON
