"""One run over many articles: the good ones go on, what is wrong with the others is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from claims.articles.model import Article, Problem
from claims.articles.work import Options
from claims.errors import BadInput
from claims.i18n import _, ngettext

MOST_LISTED = 1000
"""Problems and remarks remembered word by word; the others are counted."""

Advance = Callable[[int], None]


class Run:
    """What became of the articles so far."""

    def __init__(self, options: Options, advance: Advance = lambda count: None) -> None:
        self.options = options
        self.advance = advance
        self.read = 0
        self.failed = 0
        self.problems: list[Problem] = []
        self.remarks: list[str] = []
        self._unsaid = 0

    def good(self, outcomes: Iterable[Any]) -> Iterator[Any]:
        """What was read: articles, or what was found in them."""
        for outcome in outcomes:
            self.advance(1)
            if isinstance(outcome, Problem):
                self.fail(outcome)
                continue
            self.read += 1
            article = outcome if isinstance(outcome, Article) else outcome.article
            if article.remark:
                self._remark(f"{article.name}: {article.remark}")
            yield outcome

    def fail(self, problem: Problem) -> None:
        """Remember what could not be read."""
        self.failed += 1
        if len(self.problems) < MOST_LISTED:
            self.problems.append(problem)

    def _remark(self, text: str) -> None:
        if len(self.remarks) < MOST_LISTED:
            self.remarks.append(text)
        else:
            self._unsaid += 1

    def notes(self) -> Iterator[str]:
        """What should be said of how articles were read."""
        yield from self.remarks
        if self._unsaid:
            yield _("and {n} more").format(n=self._unsaid)

    def error(self) -> BadInput | None:
        """What could not be read, a flaw each; none where everything could."""
        if not self.failed:
            return None
        hint = next((problem.hint for problem in self.problems if problem.hint), None)
        if self.failed == 1:
            return BadInput(str(self.problems[0]), hint=hint)
        flaws = [str(problem) for problem in self.problems]
        if self.failed > len(flaws):
            flaws.append(_("and {n} more").format(n=self.failed - len(flaws)))
        words = ngettext(
            "{n} article could not be read", "{n} articles could not be read", self.failed
        )
        return BadInput(words.format(n=self.failed), hint=hint, flaws=flaws)
