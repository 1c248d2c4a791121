"""One thing whole, of every kind."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.attached import FLAGGED
from claims.database import Database
from claims.ids import Kind, Ref
from claims.model import SUBJECTS
from claims.things import thing
from tests.query.sample import Sample, store


@pytest.fixture
def sample(database: Database) -> Sample:
    stored = store(database)
    with database.write("more", "tester") as journal:
        russia, syria = stored.claims["Russia"], stored.claims["Syria"]
        journal.insert("link", kind="contradicts", a_id=russia, b_id=syria)
        journal.insert(
            "verdict", claim_id=russia, reviewer_id=stored.speakers["AFP"], label="Mostly false",
            value="mostly-false", rated="2017", rated_first=736330, rated_last=736694,
            rating='{"value": "2"}', url="https://a.example/check",
        )  # fmt: skip
        journal.insert(
            "flag", kind="contested", claim_id=russia, reason="look", by="me",
            at="2026-01-02T03:04:05Z",
        )  # fmt: skip
    return stored


def read(sample: Sample, kind: Kind, number: int) -> dict[str, Any]:
    found = thing(sample.database.reader, Ref(kind, number))
    json.dumps(found)
    return found


def test_flags_hang_on_what_the_model_says() -> None:
    assert FLAGGED == SUBJECTS


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_whole_and_says_what_it_is(sample: Sample, kind: Kind) -> None:
    found = read(sample, kind, 1)
    assert found["type"] == kind.value
    assert found["id"] == str(Ref(kind, 1))
    assert "changes" in found


@pytest.mark.parametrize("kind", list(Kind))
def test_there_is_no_whole_of_nothing(sample: Sample, kind: Kind) -> None:
    with pytest.raises(LookupError):
        thing(sample.database.reader, Ref(kind, 999))


def test_a_speaker(sample: Sample) -> None:
    found = read(sample, Kind.SPEAKER, sample.speakers["Joseph Dunford"])
    assert [row["name"] for row in found["institution"]] == ["Pentagon", "United States"]
    assert [row["name"] for row in found["merged"]] == ["J. Dunford"]
    assert [alias["name"] for alias in found["aliases"]] == ["Joe Dunford"]
    assert [role["org"] for role in found["roles"]] == ["Pentagon"]
    assert (found["statements"], found["first_said"], found["last_said"]) == (
        2, "2016-09-22", "2016-09-22",
    )  # fmt: skip
    assert {row["id"] for row in found["recent"]} == {
        f"S{sample.quotes[key]}" for key in ("dunford", "dunford-fr")
    }


def test_an_outlet_and_an_undated_speaker(sample: Sample) -> None:
    assert read(sample, Kind.SPEAKER, sample.speakers["TASS"])["documents"] == 2
    pentagon = read(sample, Kind.SPEAKER, sample.speakers["Pentagon"])
    assert pentagon["first_said"] == "2017-03-01"
    assert [row["name"] for row in pentagon["members"]] == ["Joseph Dunford"]


def test_a_merged_speaker_names_the_other(sample: Sample) -> None:
    found = read(sample, Kind.SPEAKER, sample.speakers["J. Dunford"])
    assert found["merged_into"]["name"] == "Joseph Dunford"


def test_a_document(sample: Sample) -> None:
    found = read(sample, Kind.DOCUMENT, sample.documents["Article moscow"])
    assert (found["outlet"]["name"], found["count"]) == ("AFP", 1)
    assert [row["id"] for row in found["statements"]] == [f"S{sample.quotes['moscow']}"]


def test_a_question(sample: Sample) -> None:
    event = read(sample, Kind.QUESTION, sample.questions["attack"])
    assert [row["slug"] for row in event["questions"]] == ["attack/who", "attack/when"]
    found = read(sample, Kind.QUESTION, sample.questions["attack/who"])
    assert found["parent"]["slug"] == "attack"
    answers = [(row["text"], row["state"], row["positions"]) for row in found["claims"]]
    assert answers == [("Russia", "contested", 2), ("Syria", "contested", 2)]
    assert found["cumulative"] is False


def test_a_claim(sample: Sample) -> None:
    found = read(sample, Kind.CLAIM, sample.claims["Russia"])
    assert found["reasons"] == ["opposed", "rival", "flagged"]
    held = [(row["stance"], row["statement"]["speaker"]) for row in found["positions"]]
    assert held == [("asserts", "Joseph Dunford"), ("denies", "Igor Konashenkov")]
    assert [(row["kind"], row["text"]) for row in found["links"]] == [("contradicts", "Syria")]
    assert [(row["reviewer"], row["label"]) for row in found["verdicts"]] == [
        ("AFP", "Mostly false")
    ]
    other = read(sample, Kind.CLAIM, sample.claims["Syria"])
    assert [(row["from_here"], row["text"]) for row in other["links"]] == [(False, "Russia")]


def test_a_verdict_a_flag_and_a_batch(sample: Sample) -> None:
    verdict = read(sample, Kind.VERDICT, 1)
    assert (verdict["claim"]["text"], verdict["rating"]) == ("Russia", {"value": "2"})
    flag = read(sample, Kind.FLAG, 1)
    assert (flag["about"], flag["reason"]) == (f"C{sample.claims['Russia']}", "look")
    batch = read(sample, Kind.BATCH, 2)
    assert batch["wrote"] == {"insert": {"flag": 1, "link": 1, "verdict": 1}}
    assert {change["id"] for change in batch["changes"]} == {"L1", "V1", "F1"}
