"""Where a quotation stands, as a record tells it, and what makes two such places one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from claims.dates import PartialDate
from claims.keep.quote import Quote
from claims.keep.slugs import normal_url, speaker_key
from claims.text import content_hash, name_key
from claims.vocabulary import DocumentKind

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
            self.known_key = _key_again(self.outlet, self.url, self.title, published)
        return self.known_key


class Sources(NamedTuple):
    """Articles that quotations stand in, a value of each in every column.

    ``firsts`` and ``lasts`` are the days of ``published``, as ordinals; ``keys`` are those of the
    documents they are.
    """

    outlets: list[str | None]
    titles: list[str | None]
    urls: list[str | None]
    published: list[str | None]
    firsts: list[int | None]
    lasts: list[int | None]
    langs: list[str | None]
    keys: list[str]


def article_key(
    outlet: str | None, url: str | None, title: str | None, published: str | None
) -> str:
    """The key of the document that an article is, by what a record tells of it."""
    parts = [speaker_key(outlet or "")]
    parts += [normal_url(url)] if url else [name_key(title or ""), published or ""]
    key = "|".join(parts)
    return key if len(key) <= _LONGEST_KEY else f"{parts[0]}|#{content_hash(key)}"


_key_again = lru_cache(maxsize=1 << 10)(article_key)  # quotes of one article come together


def source_of(quote: Quote) -> Source:
    """Where a quote stands; a quote does not change once this is asked."""
    if quote.source is None:
        quote.source = Source(quote.outlet, quote.title, quote.url, quote.published, quote.lang)
    return quote.source
