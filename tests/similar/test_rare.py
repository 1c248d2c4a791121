"""Candidates by rare words: what shares none is never met, copies always are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.similar.rare import COMMON, MOST, RareWords, distinct, neighbours


def found(texts: list[str]) -> set[tuple[int, int]]:
    rare = RareWords()
    for text in texts:
        rare.add(text.split())
    pairs = ((n, other) for n in range(len(rare)) for other in rare.candidates(n, lambda _: True))
    return set(distinct(pairs))


def test_two_that_share_two_rare_words_are_met() -> None:
    texts = ["urum kubra convoy", "the convoy of urum", "the weather", "the budget of the convoy"]
    assert (0, 1) in found(texts)
    assert not any(2 in pair for pair in found(texts))


def test_a_word_that_all_have_finds_nothing() -> None:
    assert found(["said minister"] * (COMMON + 1)) == set()


def test_one_text_has_few_candidates_however_many_copies_there_are() -> None:
    rare = RareWords()
    for _ in range(3 * MOST):
        rare.add("urum kubra convoy".split())
    assert len(rare.candidates(0, lambda _: True)) == MOST
    assert rare.candidates(0, lambda other: other > 50)[0] == 51


@given(st.lists(st.integers(0, 30), min_size=4, max_size=20, unique=True), st.integers(0, 3))
def test_a_copy_short_of_a_few_words_is_met(words: list[int], dropped: int) -> None:
    text = [f"w{word}" for word in words]
    kept = text[: max(2, len(text) - dropped)]
    assert (0, 1) in found([" ".join(text), " ".join(kept)])


def test_neighbours_are_near_in_time_and_few() -> None:
    days = [(10, 10, 1), (11, 11, 2), (30, 30, 3), (9, 29, 4)]
    assert set(neighbours(days, 1, 20)) == {(4, 1), (4, 2), (4, 3), (1, 2)}
    assert set(neighbours(days, 1, 1)) == {(4, 1), (1, 2)}
