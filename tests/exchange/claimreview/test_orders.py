"""One review, told by feed, by page and by the interface: in any order one review.

And a dry run of whatever it is, which says what the real one does.
"""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.database import Database, open_database
from tests.exchange.claimreview.objects import load, review
from tests.exchange.claimreview.test_read import OBJECTS

URL = "https://checkers.example/moon"


def page(one: dict[str, Any]) -> str:
    """A saved page with the review among other things."""
    graph = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, one]}
    script = json.dumps(graph)
    return f'<html><script type="application/ld+json">{script}</script><p>words</p></html>'


def feed(one: dict[str, Any]) -> str:
    """A feed of one."""
    return json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [one]}]})


def interface(one: dict[str, Any]) -> str:
    """The answer of the Fact Check Tools interface."""
    told = {
        "publisher": {"name": "Example Checkers", "site": "checkers.example"},
        "url": one["url"], "title": "The moon", "reviewDate": "2021-03-05T00:00:00Z",
        "textualRating": "False", "languageCode": "en",
    }  # fmt: skip
    claim = {"text": one["claimReviewed"], "claimant": "Ann Lee", "claimReview": [told]}
    return json.dumps({"claims": [claim], "nextPageToken": "x"})


SHAPES = (page, feed, interface)
SPELLED = (
    URL, "http://checkers.example/moon", f"{URL}/", f"{URL}?utm_source=x&fbclid=1",
    "https://www.checkers.example/moon#top", f"{URL}/amp", f"{URL}/amp/", f"{URL}?amp=1",
    "https://amp.checkers.example/moon", "https://CHECKERS.example:443/moon",
    f"{URL}?outputType=amp", f"{URL}.amp", f"{URL}.amp.html?amp",
)  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(SHAPES)))
@pytest.mark.parametrize("turn", range(0, len(SPELLED), 4))
def test_one_review_by_three_ways(database: Database, order: tuple[Any, ...], turn: int) -> None:
    for number, shape in enumerate(order):
        url = SPELLED[(turn + number) % len(SPELLED)]
        report = load(database, shape(review(url=url)))
        assert report.error() is None
        assert report.new == (1 if number == 0 else 0), url
    assert database.reader.value("SELECT count(*) FROM verdict") == 1
    assert database.reader.value("SELECT count(*) FROM claim") == 1
    assert database.reader.values("SELECT label FROM verdict") == ["False"]
    # Whichever came first, what only the publisher tells is there in the end.
    assert database.reader.values("SELECT role_printed FROM statement WHERE status = 'accepted'") \
        .count("senator") >= 1  # fmt: skip
    report = load(database, order[-1](review(url=SPELLED[turn])))
    assert (report.new, report.revised, report.batch) == (0, 0, None)


@pytest.mark.parametrize("url", SPELLED)
def test_however_an_address_is_spelled(scratch: Database, url: str) -> None:
    load(scratch, review())
    report = load(scratch, review(url=url))
    assert (report.new, report.revised) == (0, 0)


@pytest.mark.parametrize(
    "url",
    [f"{URL}/ampere", "https://ampersand.example/moon", f"{URL}?amp=1&id=2", f"{URL}-amp",
     "https://checkers.example/amp/moon2"],
)  # fmt: skip
def test_what_is_another_page_is_another_review(scratch: Database, url: str) -> None:
    load(scratch, review())
    assert load(scratch, review(url=url)).new == 1


@pytest.fixture
def scratch(sqlite_url: str) -> Any:
    database = open_database(sqlite_url)
    yield database
    database.close()


def same_but_stored(database: Database, data: Any, **options: Any) -> None:
    """A dry run and a real one say the same, but for what was stored where."""
    dry = load(database, data, dry_run=True, **options).as_json()
    real = load(database, data, **options).as_json()
    for told in (dry, real):
        for name in ("stored", "batch", "dry_run"):
            del told[name]
    assert dry == real


def test_a_dry_run_says_what_the_real_one_does(database: Database, shared: Path) -> None:
    folder = shared / "data"
    data = (folder / "claimreview.jsonl").read_bytes()
    same_but_stored(database, data)
    same_but_stored(database, data)
    for name in ("datacommons_feeditem_sample.json", "google_factcheck_api_sample.json"):
        same_but_stored(database, (folder / name).read_bytes())
    changed = data.replace(b'"False"', b'"Mostly false"').replace(b"Falso", b"Verdadero")
    same_but_stored(database, changed)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(OBJECTS, max_size=4), st.booleans())
def test_a_dry_run_of_whatever_it_is(
    scratch: Database, raws: list[dict[str, Any]], keep_going: bool
) -> None:
    same_but_stored(scratch, raws, format="claimreview", keep_going=keep_going)
