"""``claims rating``: labels listed, and told what they mean."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from claims.database import open_database
from tests.exchange.claimreview.objects import load, review

MISLEADING = {"alternateName": "Misleading"}


@pytest.fixture
def desk(database_url: str) -> str:
    """Three reviews: two misleading, by two reviewers, one false."""
    database = open_database(database_url)
    other = {"@type": "Person", "name": "Bo Wu"}
    house = {"@type": "Organization", "name": "The House"}
    load(
        database,
        [
            review(),
            review(claimReviewed="The sun is cold", reviewRating=MISLEADING),
            review(claimReviewed="Mars is green", reviewRating=MISLEADING, author=other,
                   publisher=house),
        ],
    )  # fmt: skip
    database.close()
    return database_url


def values(run: Callable[..., Any], db: str) -> dict[str, str | None]:
    rows = run("rating", "list", "--json", db=db).json()
    return {f"{row['reviewer']} {row['label']}": row["verdict"] for row in rows}


def test_labels_are_listed_with_their_verdicts(run: Callable[..., Any], desk: str) -> None:
    assert run("rating", "list", db=desk).rows() == [
        ["Example Checkers", "False", "false", "1"],
        ["Example Checkers", "Misleading", "", "1"],
        ["Bo Wu", "Misleading", "", "1"],
    ]
    assert len(run("rating", "list", "--unmapped", db=desk).rows()) == 2


def test_a_label_mapped_for_one_reviewer(run: Callable[..., Any], desk: str) -> None:
    result = run("rating", "map", "example checkers", "MISLEADING!", "mostly-false", db=desk)
    assert (result.status, "1 claim has it now" in result.out) == (0, True)
    assert values(run, desk) == {
        "Example Checkers False": "false",
        "Example Checkers Misleading": "mostly-false",
        "Bo Wu Misleading": None,
    }
    assert run("db", "check", db=desk).status == 0


def test_a_label_of_a_house_is_of_who_writes_for_it(run: Callable[..., Any], desk: str) -> None:
    run("rating", "map", "The House", "Misleading", "mixed", db=desk)
    assert values(run, desk)["Bo Wu Misleading"] == "mixed"
    assert values(run, desk)["Example Checkers Misleading"] is None


def test_everybodys_label_yields_to_the_reviewers_own(run: Callable[..., Any], desk: str) -> None:
    run("rating", "map", "Example Checkers", "Misleading", "mostly-false", db=desk)
    result = run("rating", "map", "-", "Misleading", "mixed", "--json", db=desk)
    assert result.json() == {
        "reviewer": None, "label": "Misleading", "verdict": "mixed", "new": True, "changed": 1,
    }  # fmt: skip
    assert values(run, desk)["Example Checkers Misleading"] == "mostly-false"
    assert values(run, desk)["Bo Wu Misleading"] == "mixed"
    nothing = run("rating", "list", "--unmapped", db=desk)
    assert (nothing.status, "every label has a verdict" in nothing.err) == (1, True)


def test_mapped_anew_and_undone(run: Callable[..., Any], desk: str) -> None:
    run("rating", "map", "Example Checkers", "Misleading", "mostly-false", db=desk)
    run("rating", "map", "Example Checkers", "Misleading", "mixed", db=desk)
    assert values(run, desk)["Example Checkers Misleading"] == "mixed"
    assert run("undo", "--yes", db=desk).status == 0
    assert values(run, desk)["Example Checkers Misleading"] == "mostly-false"


def test_a_verdict_given_by_hand_stays(run: Callable[..., Any], desk: str) -> None:
    run("add", "verdict", "C2", "--by", "Example Checkers", "--label", "Misleading",
        "--value", "true", "--on", "2022", db=desk)  # fmt: skip
    run("rating", "map", "Example Checkers", "Misleading", "mixed", db=desk)
    found = run("rating", "list", "--json", db=desk).json()
    mine = sorted(
        str(row["verdict"]) for row in found
        if (row["reviewer"], row["label"]) == ("Example Checkers", "Misleading")
    )  # fmt: skip
    assert mine == ["mixed", "true"]


def test_a_later_import_knows_the_mapping(run: Callable[..., Any], desk: str) -> None:
    run("rating", "map", "Example Checkers", "Misleading", "mixed", db=desk)
    later = json.dumps(review(url="https://later.example/", reviewRating=MISLEADING))
    report = run("import", "-", "--json", db=desk, stdin=later).json()[0]
    assert (report["new"], report["unmapped_labels"]) == (1, [])
    found = run("rating", "list", "--json", db=desk).json()
    assert [row["claims"] for row in found if row["verdict"] == "mixed"] == [2]


def test_a_mapping_that_nobody_used_is_listed(run: Callable[..., Any], database_url: str) -> None:
    assert run("rating", "list", db=database_url).status == 1
    run("rating", "map", "-", "Cherry-picking", "mixed", db=database_url)
    assert run("rating", "list", db=database_url).rows() == [["", "Cherry-picking", "mixed", "0"]]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("Nobody At All", "Misleading", "mixed"), 3),
        (("-", "!!!", "mixed"), 2),
        (("-", "Misleading", "perhaps"), 2),
    ],
)
def test_what_cannot_be_mapped(
    run: Callable[..., Any], desk: str, words: tuple[str, ...], status: int
) -> None:
    assert run("rating", "map", *words, db=desk).status == status
    assert values(run, desk)["Example Checkers Misleading"] is None
