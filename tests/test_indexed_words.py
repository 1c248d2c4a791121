"""The index's words by tables of bytes are the words of the rule, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.indexed_words import indexed_words
from claims.text import TOKEN_LENGTH, tokens

# Letters and signs that meet in the field, and those that are trouble: dots, ligatures, marks.
NEAR = st.text(
    st.sampled_from("aBé.œŒæß’ «»…-_9\u0301\u0130ÅÞłȚ½\u00ad\u200b\u2028\0日"), max_size=80
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), NEAR))
@example("l'ŒUVRE d’Été — № 5 ½")
@example("l'O.N.U. et la S.D.N.")
@example("…a….b.c")
def test_the_words_are_the_tokens(text: str) -> None:
    assert indexed_words(text).split() == tokens(text)


@pytest.mark.parametrize("length", [TOKEN_LENGTH - 1, TOKEN_LENGTH, TOKEN_LENGTH + 1, 500])
@pytest.mark.parametrize("before", range(0, 40, 3))
def test_long_words_are_cut_wherever_they_stand(length: int, before: int) -> None:
    text = "é " * before + "x" * length + " after"
    assert indexed_words(text).split() == tokens(text)
