"""The truth tables: the common one, and our own rows beside it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from claims.contest import (
    Figure,
    assess,
    compare_figures,
    question_states,
)
from tests.contest.build import DATA, Numbers, days, rows, scene_of_claim, scene_of_question

COMMON = "contest-cases.json"
OWN = "contest-cases-own.json"


def named(cases: list[dict[str, Any]]) -> list[Any]:
    assert len({case["name"] for case in cases}) == len(cases)
    return [pytest.param(case, id=case["name"]) for case in cases]


@pytest.mark.parametrize("row", named(rows(COMMON)))
def test_common_row(row: dict[str, Any]) -> None:
    found = assess(scene_of_claim(row))[0]
    assert (found.state, list(found.reasons)) == (row["state"], row.get("reasons", []))


@pytest.mark.parametrize("row", rows(COMMON, "numbers"), ids=str)
@pytest.mark.parametrize("turned", [False, True])
def test_common_figures(row: dict[str, Any], turned: bool) -> None:
    a, b = (
        Figure(Numbers(low, high), days(day)[0], speaker)
        for low, high, day, speaker in (row["a"], row["b"])
    )
    if turned:
        a, b = b, a
    assert compare_figures(a, b, cumulative=row["cumulative"]) == row["result"]


@pytest.mark.parametrize("row", named(rows(OWN)))
def test_own_row(row: dict[str, Any]) -> None:
    scene = scene_of_question(row)
    found = assess(scene)
    expected = {
        answer: facts["expect"]
        for question in row["questions"].values()
        for answer, facts in question["claims"].items()
    }
    assert {key: [one.state, *one.reasons] for key, one in found.items()} == expected
    states = question_states(scene, found)
    for name, question in row["questions"].items():
        if "expect" in question:
            assert states[name] == question["expect"]


@pytest.mark.skipif("CLAIMS_SHARED" not in os.environ, reason="no folder to compare with")
def test_our_copy_is_the_shared_table() -> None:
    shared = Path(os.environ["CLAIMS_SHARED"]) / COMMON
    assert json.loads(shared.read_text("utf-8")) == json.loads((DATA / COMMON).read_text("utf-8"))
