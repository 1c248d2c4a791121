"""Saving any number of articles: chunk by chunk, a transaction each, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from claims.articles.model import Article, Origin, Problem
from claims.articles.run import Run
from claims.articles.work import Read, find_quotes, read_article
from claims.articles.workers import Workers
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


@dataclass(slots=True)
class _Chunk:
    """Articles of one transaction, what each is known by, and the documents of those saved before.

    ``fresh`` are the others.
    """

    articles: list[Article]
    keys: list[str]
    known: dict[str, int]
    fresh: list[Article]


def save_all(
    run: Run, found: Iterable[Origin | Problem], workers: Workers, target: Target
) -> Iterator[Saved]:
    """Read, search and save; what became of each article, in order.

    Articles saved before are neither searched nor written again.  Every chunk is stored before
    anything is said of it; the next ones are searched meanwhile.
    """
    waiting: deque[_Chunk] = deque()

    def fresh() -> Iterator[list[Article]]:
        read = run.good(workers.each(partial(read_article, options=run.options), found))
        for articles in _chunks(read):
            waiting.append(_looked_up(articles, target))
            yield waiting[-1].fresh

    for outcomes in workers.over(partial(find_quotes, options=run.options), fresh()):
        chunk = waiting.popleft()
        done = iter(_saved(outcomes, target))
        for article, key in zip(chunk.articles, chunk.keys, strict=True):
            document = chunk.known.get(key)
            one = next(done) if document is None else _unchanged(article, document)
            if isinstance(one, Problem):
                run.fail(one)
            else:
                yield one


def _looked_up(articles: list[Article], target: Target) -> _Chunk:
    keys = [fingerprint(one) for one in articles]
    known = already_saved(target.database.reader, keys)
    fresh = [one for one, key in zip(articles, keys, strict=True) if key not in known]
    return _Chunk(articles, keys, known, fresh)


def _unchanged(article: Article, document: int) -> Saved:
    return Saved(article.name, Outcome.UNCHANGED, document, article.lang)


def _saved(outcomes: list[Read | Problem], target: Target) -> list[Saved | Problem]:
    """What became of new articles, each in its place."""
    reads = [one for one in outcomes if isinstance(one, Read)]
    if not reads:
        return [one for one in outcomes if isinstance(one, Problem)]
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
