"""What Google asks of reviews."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from claims.exchange.claimreview.asked import ASKED, Need, missing
from tests.exchange.claimreview.objects import item, review
from tests.exchange.claimreview.test_read import OBJECTS

AUTHOR = {"@type": "Person", "name": "Ann Lee", "sameAs": "https://lee.example/"}


def full(**changes: Any) -> dict[str, Any]:
    """A review that has all."""
    whole = review(
        author={"@type": "NewsMediaOrganization", "name": "a", "url": "https://a.example"},
        itemReviewed=item(author=AUTHOR),
        inLanguage=None,
    )
    return {**whole, **changes}


def test_nothing_is_the_matter_with_a_full_one() -> None:
    assert list(missing(full())) == []
    assert list(missing(full(author=[full()["author"]], url=["https://checkers.example/"]))) == []


def test_an_empty_one_lacks_all_but_what_belongs_to_a_claimant() -> None:
    lacking = dict.fromkeys(one.path for one in ASKED)
    for path in ("author.name", "author.sameAs", "firstAppearance"):
        del lacking[f"itemReviewed.{path}"]
    assert [path for _need, path in missing({})] == list(lacking)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"url": ""}, ("required", "url")),
        ({"url": "/relative"}, ("wrong", "url")),
        ({"url": ["https://a.example/", "x"]}, ("wrong", "url")),
        ({"claimReviewed": ["One", "Two"]}, ("wrong", "claimReviewed")),
        ({"claimReviewed": {"@value": ""}}, ("required", "claimReviewed")),
        ({"reviewRating": "False"}, ("wrong", "reviewRating")),
        ({"reviewRating": {"@type": "Rating", "name": "False"}},
         ("required", "reviewRating.alternateName")),
        ({"author": "Desk"}, ("wrong", "author")),
        ({"author": {"@type": "Person"}}, ("recommended", "author.name")),
        ({"author": {"@type": "Thing", "name": "x"}}, ("wrong", "author")),
        ({"datePublished": "5 March 2021"}, ("wrong", "datePublished")),
        ({"datePublished": 1614902400}, ("wrong", "datePublished")),
        ({"itemReviewed": {"@type": "Person"}}, ("wrong", "itemReviewed")),
        ({"itemReviewed": item(author={"@type": "Person"})},
         ("required", "itemReviewed.author.name")),
        ({"itemReviewed": item(author={"@type": "Person", "name": "A", "sameAs": "wiki"})},
         ("wrong", "itemReviewed.author.sameAs")),
        ({"itemReviewed": item(firstAppearance=None)},
         ("recommended", "itemReviewed.appearance")),
        ({"itemReviewed": item(appearance="not an address")}, ("wrong", "itemReviewed.appearance")),
        ({"publisher": {"name": "x"}}, ("unread", "publisher")),
        ({"itemReviewed": item(author=AUTHOR, name="x")}, ("unread", "itemReviewed.name")),
    ],
)  # fmt: skip
def test_what_is_the_matter(changes: dict[str, Any], told: tuple[str, str]) -> None:
    assert told in set(missing(full(**changes)))


@pytest.mark.parametrize(
    ("worst", "value", "best", "wrong"),
    [
        (1, 3, 5, set()),
        ("1", "1", "5", set()),
        (1, 2.5, 5, set()),
        (-1, -1, -1, {"worstRating", "bestRating"}),
        (0, 1, 5, {"worstRating"}),
        (1, 6, 5, {"ratingValue"}),
        (2, 1, 5, {"ratingValue"}),
        (5, 1, 1, {"bestRating"}),
        ("one", 1, 5, {"worstRating"}),
        (1, True, 5, {"ratingValue"}),
    ],
)
def test_scales(worst: Any, value: Any, best: Any, wrong: set[str]) -> None:
    rating = {
        "@type": "Rating", "alternateName": "False",
        "worstRating": worst, "ratingValue": value, "bestRating": best,
    }  # fmt: skip
    found = {path for need, path in missing(full(reviewRating=rating)) if need == "wrong"}
    assert found == {f"reviewRating.{name}" for name in wrong}


DAYS = ("2021", "2021-03", "2021-03-05", "2021-03-05T10:00:00Z", "2021-03-05T10:00+0200")


@pytest.mark.parametrize("day", [*DAYS, "2021-03-05T10:00:00.000+02:00"])
def test_days(day: str) -> None:
    assert list(missing(full(datePublished=day))) == []


def test_no_appearance_and_no_author_are_told_once() -> None:
    told = list(missing(full(itemReviewed={"@type": "Claim"})))
    assert told == [
        ("recommended", f"itemReviewed.{name}")
        for name in ("author", "datePublished", "appearance")
    ]


@given(OBJECTS)
def test_whatever_an_object_holds(raw: Any) -> None:
    known = {one.path for one in ASKED}
    for need, path in missing(raw):
        assert Need(need) is Need.UNREAD or path in known
