"""Where a quotation stands, as a record tells it, and what makes two such places one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.dates import PartialDate
from claims.keep.quote import Quote
from claims.keep.slugs import normal_url, speaker_key
from claims.text import content_hash, name_key
from claims.vocabulary import DocumentKind

if TYPE_CHECKING:
    from claims.keep.plain import Names

_LONGEST_KEY = 500


@dataclass(slots=True)
class Source:
    """Where a quotation stands, as a record tells it."""

    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    lang: str | None = None
    kind: DocumentKind = DocumentKind.ARTICLE
    text: str | None = None
    note: str | None = None
    known_key: str = field(default="", repr=False, compare=False)
    """The key, once it was asked for."""

    @property
    def key(self) -> str:
        """What makes two records one document: outlet and URL, else outlet, title and date."""
        if not self.known_key:
            published = self.published.text if self.published else ""
            self.known_key = _key(self.outlet or "", self.url or "", self.title or "", published)
        return self.known_key


@lru_cache(maxsize=1 << 10)  # quotes of one article come together
def _key(outlet: str, url: str, title: str, published: str) -> str:
    parts = [speaker_key(outlet)]
    parts += [normal_url(url)] if url else [name_key(title), published]
    key = "|".join(parts)
    return key if len(key) <= _LONGEST_KEY else f"{parts[0]}|#{content_hash(key)}"


def source_of(quote: Quote | Names) -> Source:
    """Where a quote stands; a quote does not change once this is asked."""
    if quote.source is None:
        quote.source = Source(quote.outlet, quote.title, quote.url, quote.published, quote.lang)
    return quote.source
