"""Divided within: one institution, two voices."""

from __future__ import annotations

import pytest

from claims.contest import Claim, Position, Question, Scene, assess, divisions
from claims.vocabulary import Mode, Stance, State

PARENTS = {
    "Dunford": "Pentagon",
    "Pentagon": "United States",
    "Rhodes": "White House",
    "White House": "United States",
}


def scene(*said: tuple[str, str, str], parents: dict[str, str] = PARENTS) -> Scene:
    return Scene(
        [Question("responsible", Mode.EXCLUSIVE), Question("aircraft", Mode.EXCLUSIVE)],
        [
            Claim("Russia", "responsible"),
            Claim("Russian aircraft", "aircraft"),
            Claim("Syrian aircraft", "aircraft"),
        ],
        [Position(claim, who, Stance(stance), 1, 1) for who, stance, claim in said],
        refines=[("Russian aircraft", "Russia"), ("beyond", "Russia")],
        parents=parents,
    )


def found(of: Scene) -> dict[str, tuple[str, list[str], list[str]]]:
    return {
        one.institution: (
            one.claim,
            [voice.speaker for voice in one.committed],
            [voice.speaker for voice in one.wavering],
        )
        for one in divisions(of, assess(of))
    }


def test_the_two_sentences_of_the_article() -> None:
    convoy = scene(
        ("Pentagon", "asserts", "Russia"),
        ("Dunford", "unsure", "Russian aircraft"),
        ("Dunford", "unsure", "Syrian aircraft"),
    )
    (division,) = divisions(convoy, assess(convoy))
    assert (division.institution, division.claim) == ("Pentagon", "Russia")
    assert [voice.speaker for voice in division.committed] == ["Pentagon"]
    wavering = [(voice.speaker, voice.claim) for voice in division.wavering]
    assert wavering == [("Dunford", "Russian aircraft")]
    assert {one.state for one in assess(convoy).values()} == {State.SINGLE_SOURCE, State.OPEN}


@pytest.mark.parametrize("stance", ["unsure", "doubts", "denies"])
@pytest.mark.parametrize("claim", ["Russia", "Russian aircraft"])
def test_every_way_to_waver(stance: str, claim: str) -> None:
    assert found(scene(("Pentagon", "asserts", "Russia"), ("Dunford", stance, claim))) == {
        "Pentagon": ("Russia", ["Pentagon"], ["Dunford"])
    }


@pytest.mark.parametrize(
    "said",
    [
        [("Pentagon", "asserts", "Russia")],
        [("Dunford", "unsure", "Russia")],
        [("Pentagon", "asserts", "Russia"), ("Dunford", "declines", "Russia")],
        [("Pentagon", "asserts", "Russia"), ("Dunford", "reports", "Russia")],
        [("Pentagon", "asserts", "Russia"), ("Dunford", "unsure", "Syrian aircraft")],
        [("Pentagon", "suspects", "Russia"), ("Dunford", "unsure", "Russia")],
        [("Pentagon", "asserts", "Russia"), ("Pentagon", "unsure", "Russian aircraft")],
        [("Pentagon", "asserts", "Russian aircraft"), ("Dunford", "unsure", "Russia")],
        [("Pentagon", "asserts", "Russia"), ("Lavrov", "denies", "Russia")],
    ],
    ids=str,
)
def test_no_division(said: list[tuple[str, str, str]]) -> None:
    assert found(scene(*said)) == {}


def test_the_nearest_institution_of_each_two_is_named() -> None:
    convoy = scene(
        ("Pentagon", "asserts", "Russia"),
        ("Dunford", "asserts", "Russia"),
        ("Rhodes", "asserts", "Russia"),
        ("Dunford", "unsure", "Russian aircraft"),
        ("Rhodes", "unsure", "Russian aircraft"),
    )
    assert found(convoy) == {
        "Pentagon": ("Russia", ["Pentagon"], ["Dunford"]),
        "United States": ("Russia", ["Dunford", "Pentagon", "Rhodes"], ["Dunford", "Rhodes"]),
    }


def test_parents_in_a_circle() -> None:
    circle = {"Pentagon": "Dunford", "Dunford": "Pentagon"}
    convoy = scene(
        ("Pentagon", "asserts", "Russia"), ("Dunford", "unsure", "Russia"), parents=circle
    )
    assert set(found(convoy)) == {"Pentagon", "Dunford"}
