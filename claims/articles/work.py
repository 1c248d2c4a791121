"""What is done with an article: read, and searched for quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Any

from claims.articles.model import NOTHING_KNOWN, Article, Known, Origin, Problem
from claims.articles.reading import read
from claims.articles.workers import Workers
from claims.extract import Extraction, extract
from claims.i18n import _
from claims.processes import processors

MANY = 16
"""From so many articles on, starting other processes pays."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and what to keep: quotes of at least ``least`` confidence."""

    known: Known = NOTHING_KNOWN
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """An article and what it says others said."""

    article: Article
    extraction: Extraction

    def as_json(self) -> dict[str, Any]:
        """The object printed for one article."""
        return {**self.extraction.as_json(self.article.name), **self.article.as_json()}


def read_article(origin: Origin | Problem, options: Options) -> Article | Problem:
    """The article of an origin, or why there is none."""
    return origin if isinstance(origin, Problem) else read(origin, options.known)


def find_quotes(article: Article | Problem, options: Options) -> Read | Problem:
    """The quotations of an article; a fault of the engine is a problem of this article alone."""
    if isinstance(article, Problem):
        return article
    published = article.published
    day = date.fromordinal(published.first) if published and _is_day(published) else None
    lang = article.lang.partition("-")[0].lower() if article.lang else None
    try:
        found = extract(article.text, lang=lang, published=day)
    except Exception as error:  # one article must not cost the others
        return Problem(article.name, _("fault: {error!r}").format(error=error))
    if options.least > 0:
        kept = tuple(quote for quote in found.quotes if quote.confidence >= options.least)
        found = replace(found, quotes=kept)
    return Read(article, found)


def _is_day(published: Any) -> bool:
    return bool(published.first == published.last)


def _both(origin: Origin | Problem, options: Options) -> Read | Problem:
    return find_quotes(read_article(origin, options), options)


def read_all(
    origins: Iterable[Origin | Problem], options: Options, workers: Workers
) -> Iterator[Read | Problem]:
    """Every article read and searched, in order."""
    return workers.each(partial(_both, options=options), origins)


def jobs_for(
    origins: Iterator[Origin | Problem], asked: int | None
) -> tuple[int, Iterator[Origin | Problem]]:
    """How many processes some origins are worth, and the origins again."""
    first = list(islice(origins, MANY))
    again = chain(first, origins)
    if asked is not None:
        return min(asked, max(1, len(first))), again
    return (processors() if len(first) == MANY else 1), again
