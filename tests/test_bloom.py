"""A set that forgets nothing, and takes few strangers for its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.bloom import BloomFilter


@given(st.lists(st.text()), st.lists(st.text()))
def test_none_put_in_is_forgotten_and_all_come_in_their_order(
    texts: list[str], others: list[str]
) -> None:
    found = BloomFilter()
    for text in texts:
        found.add(text)
    asked = [*others, *texts]
    likely = found.likely(asked)
    assert set(texts) <= set(likely)
    waiting = iter(asked)
    assert all(text in waiting for text in likely)


def test_few_strangers_are_likely() -> None:
    found = BloomFilter()
    for number in range(20_000):
        found.add(f"ap|https://example.org/{number}")
    strangers = [f"ap|https://example.org/{number}" for number in range(20_000, 40_000)]
    assert len(found.likely(strangers)) < 200
