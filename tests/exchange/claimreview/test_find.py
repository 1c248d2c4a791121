"""Reviews wherever they stand."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.claimreview.find import (
    DEEPEST,
    Found,
    is_review,
    of_lines,
    of_value,
    read_page,
    reviews_in,
)
from claims.exchange.claimreview.google import reviews_of
from claims.exchange.json_in import parse, repeated_names, split
from claims.exchange.sources import Raw, read_jsonl
from tests.exchange.claimreview.objects import review

ONE = review()
TWO = review(url="https://checkers.example/sun")
CLAIM: dict[str, Any] = {
    "text": "The moon is made of cheese",
    "claimant": "Ann Lee",
    "claimDate": "2021-03-01T00:00:00Z",
    "claimReview": [
        {
            "publisher": {"name": "Example Checkers", "site": "checkers.example"},
            "url": "https://checkers.example/moon",
            "title": "No cheese",
            "reviewDate": "2021-03-05T00:00:00Z",
            "textualRating": "False",
            "languageCode": "en",
        }
    ],
}


def wrapped(*shapes: Any) -> list[Any]:
    return [found for found, _thin in reviews_in(list(shapes) if len(shapes) > 1 else shapes[0])]


@pytest.mark.parametrize(
    "value",
    [
        [ONE, TWO],
        {"@context": "http://schema.org", "@graph": [{"@type": "WebPage"}, ONE, TWO]},
        {"@type": "DataFeed", "dataFeedElement": [
            {"@type": "DataFeedItem", "item": [ONE]}, {"@type": "DataFeedItem", "item": TWO},
        ]},
        {"@type": "DataFeedItem", "item": [ONE, TWO]},
        {"@type": "NewsArticle", "review": ONE, "hasPart": {"deep": [[[TWO]]]}},
    ],
)  # fmt: skip
def test_whatever_is_around_them(value: Any) -> None:
    assert wrapped(value) == [ONE, TWO]


@pytest.mark.parametrize(
    "type_",
    ["ClaimReview", "claimreview", "http://schema.org/ClaimReview", "schema:ClaimReview",
     ["Review", "ClaimReview"], "CLAIMREVIEW "],
)  # fmt: skip
def test_types_as_they_are_written(type_: Any) -> None:
    assert is_review({"@type": type_})


def test_a_wrong_type_is_told_by_what_the_object_holds() -> None:
    assert is_review(review(**{"@type": "Review"}))
    assert is_review(review(**{"@type": None}))
    assert not is_review({"@type": "Review", "reviewRating": {}})
    assert not is_review({"@type": 3})
    assert not is_review("ClaimReview")


def test_no_deeper_than_anybody_nests() -> None:
    value: Any = ONE
    for _level in range(DEEPEST + 1):
        value = [value]
    assert wrapped(value) == []


def test_lines_hold_one_several_or_none() -> None:
    data = f'{json.dumps(ONE)}\n\n{json.dumps([ONE, TWO])}\n{{"a": 1}}\nno json\n'.encode()
    found = list(of_lines(read_jsonl(BytesIO(data))))
    assert [one.line for one in found] == [1, 3, 3, 4, 5]
    assert [one.reason is None for one in found] == [True, True, True, False, False]
    assert found[3].reason == "no ClaimReview in it"


def test_one_value_numbers_its_reviews() -> None:
    value = {"@graph": [ONE, {"@type": "WebPage"}, TWO]}
    found = list(of_value(split([Raw(1, value)])))
    assert [(one.line, one.value) for one in found] == [(1, ONE), (2, TWO)]


def test_a_page_has_them_in_its_scripts() -> None:
    page = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><script>var ClaimReview = "<b>";</script>
<script type="application/ld+json">{{"@type": "WebPage"}}</script>
<SCRIPT TYPE='application/ld+json; charset=utf-8'>
//<![CDATA[
{json.dumps(ONE)};
//]]></SCRIPT>
<script type="application/ld+json">{{"broken": </script>
<script type="application/ld+json"><!--{json.dumps([TWO])}--></script>
</head><body>{json.dumps(ONE)}</body></html>"""
    found = list(read_page(page.encode()))
    assert [(one.line, one.value) for one in found if one.reason is None] == [(4, ONE), (9, TWO)]
    assert [one.line for one in found if one.reason] == [8]


def test_a_page_in_another_encoding() -> None:
    named = review(author="Vérificateurs")
    page = f"<html><meta charset=iso-8859-1><script type='application/ld+json'>{json.dumps(named, ensure_ascii=False)}</script>"  # noqa: E501
    assert [one.value for one in read_page(page.encode("latin-1"))] == [named]


def test_a_page_without_any() -> None:
    reasons = [one.reason for one in read_page(b"<html><p>none</html>")]
    assert reasons == ["no ClaimReview in the page"]
    assert [one.reason for one in read_page(b"%PDF-1.4")] == ["PDF file, not text"]


def test_line_breaks_in_texts_and_names_given_twice() -> None:
    value, reason = parse(b'{"a": "x\ny", "b": {"c": 1, "c": 2}, "a": "z"}')
    assert (value, reason) == ({"a": "z", "b": {"c": 2}}, None)
    assert sorted(repeated_names(value)) == ["a", "c"]


@pytest.mark.parametrize(
    "data",
    [b"{", b'{"a": NaN}', b"[" * 100_000, b'{"a":' * 50_000, b"\xff", b'"\0"', b"1" * 5000, b""],
)
def test_what_is_no_json_has_a_reason(data: bytes) -> None:
    assert parse(data)[1]


def test_what_the_interface_answers() -> None:
    answer = {"claims": [CLAIM], "nextPageToken": "x"}
    for value in (answer, [CLAIM], CLAIM):
        found = list(of_value(split([Raw(1, value)])))
        assert [one.thin for one in found] == [True]
        assert found[0].value["reviewRating"]["alternateName"] == "False"
        assert found[0].value["author"]["name"] == "Example Checkers"


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["publisher", "url", "site", "name", "textualRating"]), inner
            )
        ),
    )
)
def test_no_answer_makes_it_raise(value: Any) -> None:
    for claim in ({**CLAIM, "claimReview": [value]}, {**CLAIM, "text": value, "claimant": value}):
        for found in reviews_of(claim):
            assert is_review(found)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    value = split([Raw(1, *parse(data))])
    for found in (*of_value(value), *read_page(data), *of_lines(read_jsonl(BytesIO(data)))):
        assert isinstance(found, Found)
