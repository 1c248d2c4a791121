"""Plain quotes: nothing in them but what the columns of one statement and the names around it hold.

Nearly all quotes of a load are plain.  Those of a chunk travel, and are kept, in columns: none
becomes a ``Quote``, and what their statements say stands ready to be stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from claims.keep.quote import Bearing, Days
from claims.keep.source import Sources
from claims.vectors import Begun
from claims.vocabulary import SpeakerKind

SAID = (
    "role_printed", "kind", "text", "lang", "cue", "venue", "said", "start_offset", "end_offset",
    "prefix", "suffix", "insertions", "original_text", "original_lang", "note",
)  # fmt: skip
"""The columns of a statement that a record alone tells."""

COLUMNS = (
    "places", "speakers", "kinds", "orgs", "chains", "days", "ends", "acts", "documents", "words",
    "filters", "told_days",
)  # fmt: skip
"""The lists of ``Plains`` that hold a plain value for each quote."""

KINDS = {kind.value: kind for kind in SpeakerKind}


class Names(NamedTuple):
    """Whom a quote names, and where: what of it is needed to find or make them."""

    speaker: str
    speaker_kind: SpeakerKind | None
    org: str | None
    outlet: str | None
    via: tuple[str, ...]
    end: int | None
    document: str
    speaker_wikidata: None = None


@dataclass(slots=True)
class Plains:
    """The plain quotes of a chunk, each column with one value a quote.

    ``places`` are theirs among the records of the chunk.  ``days`` are those of the date said,
    none where nothing is said of it; ``told_days`` those that the record tells, its document's at
    need.  ``documents`` are places in ``sources``.  ``said`` are the columns of ``SAID`` in which
    there is anything; ``words`` and ``filters`` are what the index takes of them, but for ids, and
    ``begun`` the same as Postgres takes it, where that was asked for.
    """

    places: list[int]
    speakers: list[str]
    kinds: list[str | None]
    orgs: list[str | None]
    chains: list[tuple[str, ...]]
    days: list[Days | None]
    ends: list[int | None]
    acts: list[str | None]
    documents: list[int]
    words: list[str]
    filters: list[str]
    told_days: list[Days]
    said: dict[str, list[Any]]
    sources: Sources
    positions: dict[int, list[Bearing]]
    begun: list[Begun] = field(default_factory=list)

    def names(self, place: int) -> Names:
        """Whom the quote at a place of the columns names."""
        source, kind = self.documents[place], self.kinds[place]
        return Names(
            self.speakers[place],
            KINDS[kind] if kind is not None else None,
            self.orgs[place],
            self.sources.outlets[source],
            self.chains[place],
            self.ends[place],
            self.sources.keys[source],
        )

    def role(self, place: int) -> str | None:
        """The role that is printed with a quote."""
        printed = self.said.get("role_printed")
        return printed[place] if printed else None

    def all_speakers(self) -> set[str]:
        """The names of those who are known by one."""
        return {
            name
            for name, kind in set(zip(self.speakers, self.kinds, strict=True))
            if kind != SpeakerKind.UNNAMED
        }

    def all_others(self) -> set[str | None]:
        """The other names, none among them where there is none."""
        return {*self.orgs, *self.sources.outlets, *chain.from_iterable(self.chains)}

    def at(self, places: Sequence[int]) -> Plains:
        """Some of the quotes, by their places in the columns."""
        if len(places) == len(self.places):
            return self

        def take(column: Sequence[Any]) -> list[Any]:
            return [column[place] for place in places]

        now = {place: number for number, place in enumerate(places)}
        return Plains(
            **{name: take(getattr(self, name)) for name in COLUMNS},
            said={name: take(column) for name, column in self.said.items()},
            sources=self.sources,
            positions={now[place]: one for place, one in self.positions.items() if place in now},
            begun=take(self.begun) if self.begun else [],
        )
