"""One object as plain records, with all that is odd about it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.claimreview.generic import is_generic
from claims.exchange.claimreview.read import Reading, read_review
from claims.vocabulary import DocumentKind, SpeakerKind
from tests.exchange.claimreview.objects import item, review


def fields(reading: Reading) -> set[str | None]:
    return {one.field for one in reading.oddities}


def test_a_sound_review_has_nothing_odd() -> None:
    reading = read_review(review())
    assert (reading.flaws, reading.oddities, reading.suspicious) == ([], [], [])
    (one,) = reading.reviews
    assert one.key == "checkers.example/moon the moon is made of cheese"
    assert (one.claim, one.reviewer, one.label) == (
        "The moon is made of cheese", "Example Checkers", "False",
    )  # fmt: skip
    assert dict(one.rating) == {"value": "1", "best": "5", "worst": "1"}
    assert (str(one.rated), str(one.said)) == ("2021-03-05", "2021-03-01")
    (claimant,) = one.claimants
    assert (claimant.name, claimant.kind, claimant.job) == (
        "Ann Lee",
        SpeakerKind.PERSON,
        "senator",
    )
    assert [place.url for place in one.appearances] == ["https://posts.example/1"]


@pytest.mark.parametrize(
    ("changes", "odd"),
    [
        ({"@type": "Review"}, "@type"),
        ({"url": None}, "url"),
        ({"url": None, "mainEntityOfPage": {"@id": "https://checkers.example/moon"}}, "url"),
        ({"url": "/moon"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": ["https://a.example", "https://b.example"]}, "url"),
        ({"datePublished": None}, "datePublished"),
        ({"datePublished": "05/10/2022"}, "datePublished"),
        ({"datePublished": 1592832000}, "datePublished"),
        ({"datePublished": "yesterday"}, "datePublished"),
        ({"inLanguage": "the king's"}, "inLanguage"),
        ({"author": "Example Checkers"}, "author"),
        ({"author": None, "publisher": {"name": "Example Checkers"}}, "author"),
        ({"author": None}, "author"),
        ({"author": {"name": "!!!"}}, "author.name"),
        ({"claimReviewed": ["The moon is made of cheese"]}, "claimReviewed"),
        ({"claimReviewed": "<b>The moon</b> is made of cheese"}, "claimReviewed"),
        ({"claimReviewed": "long " * 2000}, "claimReviewed"),
        ({"claimReviewed": None, "itemReviewed": item(text="The moon")}, "claimReviewed"),
        ({"reviewRating": None}, "reviewRating.alternateName"),
        ({"reviewRating": "False"}, "reviewRating"),
        ({"reviewRating": 1}, "reviewRating"),
        ({"reviewRating": [{"alternateName": "False"}, {}, {"alternateName": "True"}]},
         "reviewRating"),
        ({"reviewRating": {"name": "False"}}, "reviewRating.alternateName"),
        ({"reviewRating": {"ratingValue": 1}}, "reviewRating.alternateName"),
        ({"reviewRating": {"alternateName": {"a": 1}}}, "reviewRating.alternateName"),
        ({"reviewRating": {"alternateName": "x " * 950}}, "reviewRating.alternateName"),
        ({"reviewRating": {"alternateName": "a", "bestRating": "1", "worstRating": 1}},
         "reviewRating"),
        ({"reviewRating": {"alternateName": "a", "ratingExplanation": 5}},
         "reviewRating.ratingExplanation"),
        ({"reviewRating": {"alternateName": "a", "ratingValue": ""}}, "reviewRating.ratingValue"),
        ({"itemReviewed": None}, "itemReviewed.author"),
        ({"itemReviewed": "a post"}, "itemReviewed"),
        ({"itemReviewed": item(datePublished="2021-03-05T10:00:00+02:00")},
         "itemReviewed.datePublished"),
        ({"itemReviewed": item(datePublished="2022-01-01")}, "itemReviewed.datePublished"),
        ({"itemReviewed": item(author={"@type": "Person"})}, "itemReviewed.author.name"),
        ({"itemReviewed": item(author="Ann Lee")}, "itemReviewed.author"),
        ({"itemReviewed": item(author={"name": ["Ann Lee", "senator"]})},
         "itemReviewed.author.name"),
        ({"itemReviewed": item(author={"name": "Ann Lee", "sameAs": "social media"})},
         "itemReviewed.author.sameAs"),
        ({"itemReviewed": item(appearance=[3])}, "itemReviewed.appearance"),
        ({"itemReviewed": item(url="https://checkers.example/moon")}, "itemReviewed"),
        ({"itemReviewed": item(appearance=["https://a.example/x"] * 101)},
         "itemReviewed.appearance"),
    ],
)  # fmt: skip
def test_an_oddity_is_named_by_its_field_and_refuses_nothing(
    changes: dict[str, Any], odd: str
) -> None:
    reading = read_review(review(**changes))
    assert reading.flaws == []
    assert len(reading.reviews) == 1
    assert odd in fields(reading)


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"claimReviewed": None}, "claimReviewed"),
        ({"claimReviewed": {"a": 1}}, "claimReviewed"),
        ({"claimReviewed": "\ud800"}, "claimReviewed"),
        ({"author": None, "url": None}, "author"),
    ],
)
def test_a_flaw_is_what_leaves_nothing(changes: dict[str, Any], flaw: str) -> None:
    reading = read_review(review(**changes))
    assert [one.field for one in reading.flaws] == [flaw]
    assert reading.reviews == []


def test_values_however_they_are_wrapped() -> None:
    plain = read_review(review()).reviews
    other = review(
        url={"@id": "https://www.checkers.example/moon/?utm_source=x#top"},
        claimReviewed={"@value": "The moon is made of&nbsp;cheese"},
        datePublished=[{"@type": "Date", "@value": "2021-03-05"}],
        inLanguage={"@type": "Language", "name": "English", "alternateName": "en"},
        author=[{"@type": "Organization", "name": "Example&#32;Checkers"}],
        reviewRating=[review()["reviewRating"]],
        itemReviewed=[item(firstAppearance=None, appearance="https://posts.example/1")],
    )
    assert read_review(other).reviews[0].told() == plain[0].told()
    assert read_review(other).reviews[0].key == plain[0].key


@pytest.mark.parametrize(
    "text", ["Rishi&#039;s idea", "Rishi&amp;#039;s idea", "Rishi's <br/>idea", "\nRishi's\tidea "]
)
def test_entities_and_tags_are_gone(text: str) -> None:
    assert read_review(review(claimReviewed=text)).reviews[0].claim.split() == ["Rishi's", "idea"]


def test_a_list_of_claims_is_as_many_reviews() -> None:
    found = read_review(review(claimReviewed=["One", "Two", "one."])).reviews
    assert [one.claim for one in found] == ["One", "Two"]


def test_of_several_authors_the_organisation_reviews() -> None:
    person, house = (
        {"@type": "Person", "name": "Bo Wu"},
        {"@type": "NewsMediaOrganization", "name": "H"},
    )
    assert read_review(review(author=[person, house])).reviews[0].reviewer == "H"
    one = read_review(review(author=[person], publisher=house)).reviews[0]
    assert (one.reviewer, one.reviewer_kind, one.publisher) == ("Bo Wu", SpeakerKind.PERSON, "H")


@pytest.mark.parametrize("name", ["Example Checkers", "EXAMPLE checkers", "Bo Wu", "The House"])
def test_a_claimant_in_the_byline_is_dropped(name: str) -> None:
    reading = read_review(
        review(
            author=[review()["author"], {"@type": "Person", "name": "Bo Wu"}],
            publisher={"name": "The House"},
            itemReviewed=item(author={"@type": "Person", "name": name}),
        )
    )
    assert reading.reviews[0].claimants == ()
    assert [one[0] for one in reading.suspicious] == [name]


@pytest.mark.parametrize(
    "name",
    ["Multiple sources", "Facebook posts", "Várias fontes", "सोशल मीडिया यूजर्स", "Réseaux sociaux",
     "Facebook,WhatsApp,Twitter,media outlets", "Viral social media post", "Facebook-Nutzer",
     "Varias fuentes", "Sources multiples", "desinformação", "Line, FB", "Social media users ",
     "منشورات مواقع التواصل الاجتماعي", "X (formerly Twitter)"],
)  # fmt: skip
def test_nobody_in_particular_is_unnamed(name: str) -> None:
    assert is_generic(name)
    reading = read_review(review(itemReviewed=item(author={"@type": "Person", "name": name})))
    assert reading.reviews[0].claimants[0].kind is SpeakerKind.UNNAMED
    assert reading.suspicious[0][0] == name.strip()


@pytest.mark.parametrize(
    "name", ["Ann Lee", "Do", "La", "PSOE", "Facebook user Bo Wu", "Media Matters", "The Times", ""]
)
def test_somebody_is_not_generic(name: str) -> None:
    assert not is_generic(name)


def test_places_first_one_first_and_each_once() -> None:
    (one,) = read_review(
        review(
            itemReviewed=item(
                firstAppearance="https://twitter.com/a/status/1",
                appearance=[
                    {"@type": "NewsArticle", "url": "https://n.example/a", "headline": "T",
                     "publisher": {"name": "News"}, "datePublished": "2021-02-28"},
                    {"url": "http://www.n.example/a/"},
                ],
                url="https://posts.example/2",
            )
        )
    ).reviews  # fmt: skip
    assert [(place.kind, place.url) for place in one.appearances] == [
        (DocumentKind.TWEET, "https://twitter.com/a/status/1"),
        (DocumentKind.ARTICLE, "https://n.example/a"),
        (DocumentKind.OTHER, "https://posts.example/2"),
    ]
    assert one.appearances[1].outlet == "News"


def test_what_wraps_a_review_is_no_part_of_its_digest() -> None:
    plain = read_review(review()).reviews[0]
    other = read_review(review(id="7", image="x.png", **{"@context": "http://schema.org"}))
    assert other.reviews[0].digest == plain.digest
    assert read_review(review(datePublished="2021-03-06")).reviews[0].digest != plain.digest


def test_less_is_nothing_new() -> None:
    plain = read_review(review()).reviews[0]
    less = read_review(review(itemReviewed=None, inLanguage=None)).reviews[0]
    assert (less.adds_to(plain), plain.adds_to(less), plain.adds_to(plain)) == (False, True, False)


def test_a_text_of_openings_is_read_in_one_go() -> None:
    assert read_review(review(claimReviewed="<a" * 40_000)).reviews


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["2021", "https://a.example/b", "Person", "&lt;b&gt;", "\ud800", "\0"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "@type", "url", "@id", "@value", "author"]), inner),
    max_leaves=6,
)  # fmt: skip
ITEM = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("author", "datePublished", "firstAppearance", "appearance", "url",
                                "text", "@type"), JSON),
)  # fmt: skip
RATING = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("alternateName", "name", "ratingValue", "bestRating",
                                "worstRating", "ratingExplanation"), JSON),
)  # fmt: skip
OBJECTS = st.builds(
    lambda changes: review(**changes),
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("@type", "url", "claimReviewed", "datePublished", "inLanguage",
                             "author", "publisher", "name", "reviewBody"), JSON),
            "itemReviewed": JSON | ITEM,
            "reviewRating": JSON | RATING,
        },
    ),
)  # fmt: skip


@given(OBJECTS)
def test_no_object_makes_it_raise(raw: dict[str, Any]) -> None:
    reading = read_review(raw)
    assert bool(reading.reviews) != bool(reading.flaws)
    for one in reading.reviews:
        assert one.claim
        assert one.key
        assert one.reviewer
        assert (
            read_review(json.loads(json.dumps(raw))).reviews[0].digest == reading.reviews[0].digest
        )
