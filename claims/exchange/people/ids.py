"""The external ids that a chunk of items names, and what each means as rows are made."""

from __future__ import annotations

from collections.abc import Iterable

from claims.exchange.people import Ref
from claims.keep.store import Store
from claims.keep.xrefs import Meaning, add_xref, meanings

__all__ = ["Ids", "Meaning"]


class Ids:
    """What ids mean: fetched by chunk, added to as rows are made."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._known: dict[tuple[str, str], Meaning] = {}

    def look_up(self, refs: Iterable[Ref]) -> None:
        """Fetch what these mean, and forget the others; everything must have been flushed."""
        self._known = meanings(self.store.reader, refs)

    def get(self, ref: Ref) -> Meaning | None:
        """What an id means, none where it means nothing yet."""
        return self._known.get(ref)

    def speaker(self, ref: Ref) -> int | None:
        """The speaker an id means, none where it is not a speaker's."""
        found = self._known.get(ref)
        return found.id if found and found.table == "speaker" else None

    def add(
        self, ref: Ref, table: str, row: int, digest: str | None = None, raw: str | None = None
    ) -> None:
        """Keep what an id means from now on."""
        number = add_xref(self.store, ref.scheme, ref.key, digest=digest, raw=raw, **{table: row})
        self._known[ref] = Meaning(number, table, row, digest, raw)

    def redigest(self, ref: Ref, digest: str) -> bool:
        """Remember what the record of an id says now; false where it said so before."""
        found = self._known[ref]
        self._known[ref] = found._replace(digest=digest)
        return found.digest != digest and self.store.change("xref", found.xref, digest=digest)
