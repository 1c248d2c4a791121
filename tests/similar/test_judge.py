"""Speakers, dates, words and accounts: what makes one utterance likely, what excludes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.dates import DAY_MAX, DAY_MIN
from claims.similar.facts import Answer, Houses, Said, words_of
from claims.similar.judge import NEAR_DAYS, PUBLISHED_DAYS, Sign, Verdict, judge
from claims.similar.model import THRESHOLD
from claims.text import tokens
from claims.vocabulary import Stance

RUSSIA, MINISTRY, SPOKESMAN, LAVROV, NAMELESS, SYRIA = range(1, 7)
DENIAL = "The air forces of Russia did not conduct any strikes against the convoy near Aleppo"


class Family(Houses):
    """The spokesman of a ministry of Russia, its minister, a nameless source, another state."""

    def __init__(self) -> None:
        self._parent = {MINISTRY: RUSSIA, SPOKESMAN: MINISTRY, LAVROV: RUSSIA}
        self.unnamed = {NAMELESS}


def said(number: int, text: str = DENIAL, **values: object) -> Said:
    plain = Said(
        id=number, act=number, speaker=MINISTRY, document=number, lang="en", first=100, last=100,
        printed=True, words=tuple(tokens(text)),
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


def verdict(a: Said, b: Said) -> Verdict:
    found = judge(Family(), a, b)
    assert found is not None
    assert found == judge(Family(), b, a)
    return found


def signs(a: Said, b: Said) -> set[Sign]:
    return {one.sign for one in verdict(a, b).evidence}


def test_a_copy_is_certain_as_far_as_words_go() -> None:
    found = verdict(said(1), said(2))
    assert found.score == 1.0
    assert {one.sign for one in found.evidence} == {Sign.SPEAKER, Sign.DAY, Sign.WORDS}


@pytest.mark.parametrize(
    ("speaker", "sign"),
    [(MINISTRY, Sign.SPEAKER), (SPOKESMAN, Sign.MEMBER), (RUSSIA, Sign.MEMBER),
     (NAMELESS, Sign.UNNAMED)],
)  # fmt: skip
def test_speakers_that_can_be_one(speaker: int, sign: Sign) -> None:
    assert sign in signs(said(1), said(2, speaker=speaker))


@pytest.mark.parametrize("speaker", [LAVROV, SYRIA])
def test_speakers_that_cannot_two_voices_of_one_house_among_them(speaker: int) -> None:
    assert judge(Family(), said(1), said(2, speaker=speaker)) is None


def test_ranks_of_speakers() -> None:
    ranks = [verdict(said(1), said(2, speaker=s)).score for s in (MINISTRY, SPOKESMAN, NAMELESS)]
    assert ranks == sorted(set(ranks), reverse=True)


def test_dates_near_each_other_can_be_one() -> None:
    assert Sign.DAY in signs(said(1), said(2))
    assert Sign.DAYS in signs(said(1), said(2, first=102, last=102))
    assert Sign.WITHIN in signs(said(1), said(2, first=90, last=120))
    undated = said(2, first=DAY_MIN, last=DAY_MAX, printed=False)
    assert Sign.UNDATED in signs(said(1), undated)


def test_dates_far_from_each_other_cannot() -> None:
    late = 100 + NEAR_DAYS + 1
    assert judge(Family(), said(1), said(2, first=late, last=late)) is None
    assert judge(Family(), said(1), said(2, first=late, last=late, printed=False)) is not None
    never = 100 + PUBLISHED_DAYS + 1
    assert judge(Family(), said(1), said(2, first=never, last=never, printed=False)) is None


def test_a_not_more_or_another_figure_is_another_statement() -> None:
    without = DENIAL.replace(" not", "").replace("conduct", "conduct some of")
    assert Sign.NEGATION in signs(said(1), said(2, without))
    assert verdict(said(1), said(2, without)).score < THRESHOLD
    toll = "the strike on the convoy has killed {} of our drivers and loaders"
    assert verdict(said(1, toll.format(12)), said(2, toll.format(21))).score < THRESHOLD
    assert verdict(said(1, toll.format("twenty")), said(2, toll.format(20))).score > THRESHOLD


def test_opposite_positions_speak_against() -> None:
    yes, no = Answer(1, 1, 1, Stance.ASSERTS), Answer(1, 1, -1, Stance.DENIES)
    assert Sign.OPPOSED in signs(said(1, answers=(yes,)), said(2, answers=(no,)))


def test_another_language_is_told_by_names_and_positions() -> None:
    french = "L'aviation russe n'a mené aucune frappe sur le convoi près d'Alep"
    denies = (Answer(1, 1, -1, Stance.DENIES),)
    a, b = said(1, answers=denies), said(2, french, lang="fr", answers=denies)
    assert {Sign.ANSWERS, Sign.COGNATES} <= signs(a, b)
    assert verdict(a, b).score >= THRESHOLD
    asserts = (Answer(1, 1, 1, Stance.ASSERTS),)
    assert verdict(a, replace(b, answers=asserts)).score < THRESHOLD


def test_a_translation_is_told_by_its_original() -> None:
    french = "Nous n'avons frappé personne ce jour-là"
    translation = said(2, french, lang="fr", original=tuple(tokens(DENIAL)), original_lang="en")
    found = verdict(said(1), translation)
    assert found.score == 1.0
    assert Sign.ORIGINAL in {one.sign for one in found.evidence}


def test_two_sentences_of_one_article_are_two() -> None:
    other = "The air forces of Russia have flown over the convoy near Aleppo before"
    assert judge(Family(), said(1), said(2, other, document=1)) is None
    assert verdict(said(1), said(2, document=1)).score == 1.0


def test_few_words_must_be_the_very_same() -> None:
    assert verdict(said(1, "No comment"), said(2, "no comment!")).score == 1.0
    assert verdict(said(1, "No comment"), said(2, "No comments")).score == 0.0


def test_what_an_editor_put_in_is_left_out() -> None:
    text = "they [the Russians] did it"
    assert words_of(text, "[[5, 19]]") == ("they", "did", "it")
    assert words_of(text, None) == ("they", "the", "russians", "did", "it")
