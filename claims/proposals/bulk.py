"""Saving any number of articles: chunk by chunk, a transaction each, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from claims.articles.model import Article, Origin, Problem
from claims.articles.run import Run
from claims.articles.work import Mapper, Read, find_quotes, read_article
from claims.proposals.save import Outcome, Saved, already_saved, fingerprint, save

if TYPE_CHECKING:
    from claims.database import Database

AT_ONCE = 100
"""Articles in one transaction; fewer where they are long."""

_MOST_CHARACTERS = 8 << 20


@dataclass(frozen=True, slots=True)
class Target:
    """Where to save: the database, who does it by what command, the slug of what it is about."""

    database: Database
    actor: str
    command: str
    question: str | None = None


def save_all(
    run: Run, found: Iterable[Origin | Problem], mapper: Mapper[Any, Any], target: Target
) -> Iterator[Saved]:
    """Read, search and save; what became of each article, in order.

    Articles saved before are neither searched nor written again.  Every chunk is stored before
    anything is said of it.
    """
    articles = run.good(mapper(partial(read_article, options=run.options), found))
    for chunk in _chunks(articles):
        known = already_saved(target.database.reader, chunk)
        fresh = [one for one in chunk if fingerprint(one) not in known]
        done = iter(_saved(run, fresh, mapper, target))
        for article in chunk:
            document = known.get(fingerprint(article))
            one = next(done) if document is None else _unchanged(article, document)
            if isinstance(one, Problem):
                run.fail(one)
            else:
                yield one


def _unchanged(article: Article, document: int) -> Saved:
    return Saved(article.name, Outcome.UNCHANGED, document, article.lang)


def _saved(
    run: Run, articles: list[Article], mapper: Mapper[Any, Any], target: Target
) -> list[Saved | Problem]:
    """What became of new articles, each in its place."""
    if not articles:
        return []
    outcomes = list(mapper(partial(find_quotes, options=run.options), articles))
    reads = [one for one in outcomes if isinstance(one, Read)]
    with target.database.write(target.command, target.actor) as journal:
        done = iter(save(journal, reads, question=target.question))
    return [next(done) if isinstance(one, Read) else one for one in outcomes]


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if len(chunk) >= AT_ONCE or size >= _MOST_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
