"""Ranking: pure, and what it prefers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.query.tree import Term, Words
from claims.ranking import Candidate, rank

A, B, C = (Term(Words((word,))) for word in "abc")
NAMED = Term(Words(("a",)), (7,))


def order(terms: list[Term], *texts: str, speaker: int = 1) -> list[int]:
    """Which of the texts come first; the last given is the newest."""
    candidates = [Candidate(key, text.split(), speaker) for key, text in enumerate(texts)]
    return [scored.key for scored in rank(terms, candidates)]


def test_more_often_is_better() -> None:
    assert order([A], "a x a x", "a x x x") == [0, 1]


def test_shorter_is_better() -> None:
    assert order([A], "a x x", "a x x x x x") == [0, 1]


def test_closer_is_better() -> None:
    assert order([A, B], "x a b x x x", "a x x x x b") == [0, 1]


def test_the_order_typed_is_better() -> None:
    assert order([A, B], "x a b x", "x b a x") == [0, 1]


def test_the_closest_places_count() -> None:
    assert order([A, B], "b x x x a b", "b x x x x a") == [0, 1]


def test_three_words_in_a_row_are_better_than_scattered() -> None:
    assert order([A, B, C], "a b c x x x", "a b x x x c", "c x x b x a") == [0, 1, 2]


def test_rare_words_weigh_more() -> None:
    assert order([A, B], "b x x x", "a x x x", "a x x x", "a x x x")[0] == 0


def test_equals_come_newest_first() -> None:
    assert order([A], "a x", "a x", "a x") == [2, 1, 0]
    assert order([], "a x", "b x") == [1, 0]


def test_the_name_of_the_speaker_counts() -> None:
    spoken = Candidate(1, ["x", "x"], 7)
    heard = Candidate(2, ["a", *["x"] * 300], 1)
    silent = Candidate(3, ["x"], 1)
    ranked = rank([NAMED], [spoken, heard, silent])
    assert [found.key for found in ranked] == [1, 2, 3]
    assert ranked[-1].score == 0


def test_a_term_typed_twice_counts_once() -> None:
    assert rank([A, A], [Candidate(1, ["a"], 1)]) == rank([A], [Candidate(1, ["a"], 1)])


TOKENS = st.lists(st.sampled_from("abcx"), min_size=1, max_size=10)


@given(st.lists(TOKENS, max_size=8), st.sets(st.sampled_from([A, B, C, NAMED])))
def test_every_candidate_is_ranked_once_best_first(
    texts: list[list[str]], terms: set[Term]
) -> None:
    candidates = [Candidate(key, text, key % 8) for key, text in enumerate(texts)]
    ranked = rank(sorted(terms, key=str), candidates)
    assert sorted(found.key for found in ranked) == list(range(len(texts)))
    scores = [found.score for found in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= 0 for score in scores)
    for before, after in pairwise(ranked):
        assert before.score > after.score or before.key > after.key


@given(st.lists(TOKENS, max_size=8), st.randoms())
def test_the_order_of_candidates_does_not_matter(texts: list[list[str]], random: object) -> None:
    candidates = [Candidate(key, text, 1) for key, text in enumerate(texts)]
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank([A, B], candidates) == rank([A, B], shuffled)


NOBODY = Term(Words(("nobody",)))
LONGER = st.lists(st.sampled_from(["a", "b", "ab", "ba", "aab", "x"]), min_size=1, max_size=10)
ALONE = (A, NAMED, Term(A.words, (7,), ("b", "x")), Term(Words(("a",), prefix=True), (7,)))


@given(st.lists(LONGER, max_size=8), st.sampled_from(ALONE))
def test_one_word_is_ranked_as_it_is_among_others(texts: list[list[str]], term: Term) -> None:
    candidates = [Candidate(key, text, key % 8) for key, text in enumerate(texts)]
    assert rank([term], candidates) == rank([term, NOBODY], candidates)
