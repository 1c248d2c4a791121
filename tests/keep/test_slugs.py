"""Keys made of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.keep.slugs import claim_key, normal_url, parents_of, slug_of, title_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("convoy-attack/responsible", "convoy-attack/responsible"),
        ("Who is responsible?", "who-is-responsible"),
        ("Convoy_Attack / Élan", "convoy-attack-elan"),
        ("/a//b/", "a/b"),
        ("?!", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@given(st.text(max_size=40))
def test_a_slug_is_its_own_slug(text: str) -> None:
    slug = slug_of(text)
    assert slug_of(slug) == slug
    assert not slug.startswith("/")


def test_parents_and_titles() -> None:
    assert parents_of("a/b/c") == ["a", "a/b"]
    assert parents_of("a") == []
    assert title_of("convoy-attack/who-did-it") == "Who did it"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Russia", "RUSSIA.", True),
        ("l’élan  syrien", "L'elan syrien", True),
        ("~21", "21", False),
        ("12..", "12.", False),
        ("-5", "5", False),
    ],
)
def test_claims_of_one_key(one: str, other: str, same: bool) -> None:
    assert (claim_key(one) == claim_key(other)) is same


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?id=1",
        "http://www.EXAMPLE.org:80/a/?id=1#top",
        "HTTPS://example.org:443/a?utm_source=x&id=1&fbclid=2",
    ],
)
def test_urls_of_one_page(url: str) -> None:
    assert normal_url(url) == "example.org/a?id=1"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("seed article (French)", "seed article (french)"),
        ("https://example.org:8080/A", "example.org:8080/A"),
        ("https://[half", "https://[half"),
        ("https://example.org:99999/", "https://example.org:99999/"),
        ("doi:10.1000/1", "doi:10.1000/1"),
    ],
)
def test_what_is_no_common_url(url: str, key: str) -> None:
    assert normal_url(url) == key
