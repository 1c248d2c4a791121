"""Near spellings of a word that is nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from claims.database import Database
from claims.query.spelling import near_words, one_slip_away
from tests.query.sample import Sample, store


@pytest.fixture
def sample(database: Database) -> Sample:
    return store(database)


@given(st.text(st.sampled_from("abcz"), min_size=1, max_size=8))
def test_a_slip_is_one_slip(word: str) -> None:
    slips = set(one_slip_away(word))
    assert {OSA.distance(word, slip) for slip in slips} <= {0, 1}
    assert {word[1:], word[::-1][1:][::-1], word + "q", "q" + word} <= slips


def test_near_words_come_from_quotes_and_names(sample: Sample) -> None:
    found = near_words(sample.database.reader, ["konvoy", "konashenkof", "pentagn", "zzzzzz"])
    assert found["konvoy"] == ["convoy"]
    assert found["konashenkof"][0] == "konashenkov"
    assert found["pentagn"] == ["pentagon", "pentagone"]
    assert "zzzzzz" not in found


def test_words_that_are_somewhere_need_no_other(sample: Sample) -> None:
    assert near_words(sample.database.reader, ["convoy"]) == {}


def test_very_short_and_very_long_words_have_none(sample: Sample) -> None:
    assert near_words(sample.database.reader, ["cy", "c" * 40]) == {}
