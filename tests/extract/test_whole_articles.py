"""Every article of the tables yields its statements, each with the speaker it is resolved to."""

from __future__ import annotations

import pytest

from claims.extract import extract
from tests.extract import articles_en, articles_fr
from tests.extract.cases import parse_article

LANGUAGES = {"fr": articles_fr.ARTICLES, "en": articles_en.ARTICLES}
ROWS = [
    pytest.param(lang, marked, id=f"{lang}-{name}")
    for lang, articles in LANGUAGES.items()
    for name, marked in articles.items()
]


@pytest.mark.parametrize(("lang", "marked"), ROWS)
def test_article(lang: str, marked: str) -> None:
    text, wanted = parse_article(marked)
    found = extract(text).quotes
    assert [(text[q.start : q.end], q.speaker_name or "-") for q in found] == [
        (text[start:end], name) for start, end, name in wanted
    ]
    assert [(q.start, q.end) for q in found] == [(start, end) for start, end, _ in wanted]
    assert extract(text).lang == lang


def test_tables_hold_what_they_promise() -> None:
    assert len(articles_fr.ARTICLES) >= 15
    assert len(articles_en.ARTICLES) >= 6
