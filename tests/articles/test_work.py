from __future__ import annotations

import pytest

from claims.articles import Article, Known, Origin, Problem, work
from claims.articles.work import Options, Read, find_quotes, jobs_for, read_all
from claims.articles.workers import workers
from claims.dates import parse_date
from claims.processes import processors
from tests.articles.samples import BRIDGE, FERRY


def test_days_count_from_the_day_published():
    article = Article("a", FERRY, published=parse_date("2024-03-13"))
    found = find_quotes(article, Options())
    assert isinstance(found, Read)
    assert "2024-03-12" in [quote.said for quote in found.extraction.quotes]
    vague = find_quotes(Article("a", FERRY, published=parse_date("2024-03")), Options())
    assert isinstance(vague, Read)
    assert {quote.said for quote in vague.extraction.quotes} == {None}


def test_a_language_with_a_country_is_that_language():
    found = find_quotes(Article("a", BRIDGE, lang="en-GB"), Options())
    assert isinstance(found, Read)
    assert found.extraction.lang == "en"


def test_only_what_is_sure_enough():
    every = find_quotes(Article("a", FERRY), Options())
    some = find_quotes(Article("a", FERRY), Options(least=0.9))
    assert isinstance(every, Read)
    assert isinstance(some, Read)
    kept = [quote for quote in every.extraction.quotes if quote.confidence >= 0.9]
    assert 0 < len(kept) < len(every.extraction.quotes)
    assert list(some.extraction.quotes) == kept


def test_a_fault_costs_one_article(monkeypatch):
    def broken(*args, **kwargs):
        raise RecursionError("deep")

    monkeypatch.setattr(work, "extract", broken)
    found = find_quotes(Article("a", FERRY), Options())
    assert found == Problem("a", "fault: RecursionError('deep')")


def articles(tmp_path, count):
    for number in range(count):
        text = f"“Number {number} is wrong,” said Jane Doe{number}.\n" * (1 + (number % 7) * 20)
        (tmp_path / f"{number:03}.txt").write_text(text)
    paths = [str(tmp_path / f"{number:03}.txt") for number in range(count)]
    return [Origin(path, path) for path in paths]


@pytest.mark.parametrize("jobs", [1, 3])
def test_several_processes_keep_the_order(tmp_path, jobs):
    found = articles(tmp_path, 40)
    found.insert(5, Problem("bad", "for a reason"))
    found.insert(9, Origin("missing", str(tmp_path / "missing")))
    with workers(jobs) as mapper:
        done = list(read_all(iter(found), Options(Known(lang="en")), mapper))
    names = [one.name if isinstance(one, Problem) else one.article.name for one in done]
    assert names == [one.name for one in found]
    quotes = [one.extraction.quotes for one in done if isinstance(one, Read)]
    assert all("Number" in own[0].text for own in quotes)


def test_processes_by_the_number_of_articles(monkeypatch):
    monkeypatch.setattr(work, "processors", lambda: 8)
    few = [Origin(str(n)) for n in range(3)]
    many = [Origin(str(n)) for n in range(50)]
    for given, asked, wanted in ((few, None, 1), (many, None, 8), (many, 2, 2), (few, 5, 3)):
        jobs, again = jobs_for(iter(given), asked)
        assert jobs == wanted
        assert list(again) == given
    assert processors() >= 1
