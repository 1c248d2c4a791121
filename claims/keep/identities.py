"""Speakers by their Wikidata ids, so that namesakes are told apart and one person has one row."""

from __future__ import annotations

from collections.abc import Iterable

from claims.keep.store import Store
from claims.keep.xrefs import add_xref, ids_of_speakers, meanings

WIKIDATA = "wikidata"
"""The scheme of Wikidata's ids, ``Q42``."""


class Identities:
    """What the ids of a chunk of quotes mean, and which speakers have one."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._speakers: dict[str, int] = {}
        self._looked_up: set[str] = set()
        self._having: dict[int, bool] = {}

    def look_up(self, ids: Iterable[str], speakers: Iterable[int] = ()) -> None:
        """Fetch what these ids mean, and which of these speakers have any, in a few queries."""
        wanted = set(ids) - self._looked_up
        found = meanings(self.store.reader, [(WIKIDATA, one) for one in wanted]) if wanted else {}
        for (_scheme, key), meaning in found.items():
            if meaning.table == "speaker":
                self._speakers[key] = meaning.id
        self._looked_up |= wanted
        asked = {one for one in speakers if one not in self._having}
        known = ids_of_speakers(self.store.reader, asked) if asked else {}
        for speaker in asked:
            self._having[speaker] = any(one == WIKIDATA for one, _key in known.get(speaker, ()))

    def find(self, key: str) -> int | None:
        """The speaker of an id, merges followed; none where it is nobody's yet."""
        if key not in self._looked_up:
            self.store.flush()
            self.look_up([key])
        return self._speakers.get(key)

    def has_one(self, speaker: int) -> bool:
        """Whether a speaker has an id."""
        if speaker not in self._having:
            self.store.flush()
            self.look_up([], [speaker])
        return self._having[speaker]

    def keep(self, key: str, speaker: int) -> None:
        """An id is a speaker's from now on, unless it is somebody's already."""
        if self.find(key) is None:
            add_xref(self.store, WIKIDATA, key, speaker=speaker)
            self._speakers[key] = speaker
            self._having[speaker] = True
