"""One statement, briefly and whole."""

from __future__ import annotations

import pytest

from claims.database import Database
from claims.statement import CONTEXT, briefs, institution, whole
from tests.query.sample import Sample, store

TEXT = "x" * 300 + " Il a dit : « le convoi a été frappé » jeudi. " + "y" * 300


@pytest.fixture
def sample(database: Database) -> Sample:
    return store(database)


def test_briefs_are_of_the_statements_asked_for(sample: Sample) -> None:
    kerry, moscow = sample.quotes["kerry"], sample.quotes["moscow"]
    found = briefs(sample.database.reader, [moscow, kerry, 999])
    assert set(found) == {kerry, moscow}
    assert found[kerry]["role"] == "Secretary of State"
    assert found[kerry]["venue"] == "Security Council"
    assert found[moscow]["via"] == ["TASS"]


def test_a_merged_speaker_goes_by_the_other_name(sample: Sample) -> None:
    row = briefs(sample.database.reader, [sample.quotes["dunford-fr"]]).popitem()[1]
    assert row["speaker"] == "Joseph Dunford"
    assert row["speaker_id"] == f"P{sample.speakers['Joseph Dunford']}"


def test_the_printed_role_outranks_the_resolved(sample: Sample) -> None:
    number = sample.quotes["dunford"]
    assert briefs(sample.database.reader, [number])[number]["role"] == (
        "Chairman of the Joint Chiefs of Staff"
    )
    with sample.database.write("role", "tester") as journal:
        journal.update("statement", number, role_printed="top general")
    row = briefs(sample.database.reader, [number])[number]
    assert (row["role"], row["role_printed"]) == ("top general", "top general")
    assert (row["role_resolved"], row["org"]) == (
        "Chairman of the Joint Chiefs of Staff", "Pentagon",
    )  # fmt: skip


def test_whole_tells_what_hangs_on_it(sample: Sample) -> None:
    with sample.database.write("hang", "tester") as journal:
        number = sample.quotes["moscow"]
        journal.insert(
            "flag", kind="check", statement_id=number, reason="which day?", by="me",
            at="2026-01-02T03:04:05Z",
        )  # fmt: skip
        journal.insert("xref", scheme="flat", key="moscow", statement_id=number)
        journal.insert(
            "claim", question_id=sample.questions["attack/who"], text="never said", key="n",
            about_id=number,
        )  # fmt: skip
    found = whole(sample.database.reader, number)
    assert [row["id"] for row in found["elsewhere"]] == [f"S{sample.quotes['moscow-en']}"]
    assert found["flags"] == [
        {
            "id": "F1", "kind": "check", "reason": "which day?", "by": "me",
            "at": "2026-01-02T03:04:05Z", "cleared_at": None, "cleared_by": None, "other": None,
        }
    ]  # fmt: skip
    assert found["xrefs"] == [{"scheme": "flat", "key": "moscow"}]
    assert [row["text"] for row in found["disputed_as"]] == ["never said"]
    assert [batch["command"] for batch in found["changes"]] == ["sample"]
    assert found["insertions"] == []
    assert found["context"] == {"before": None, "quote": found["text"], "after": None}


def test_the_other_tellings_are_those_of_the_act(sample: Sample) -> None:
    found = whole(sample.database.reader, sample.quotes["moscow-en"])
    assert found["same_act"] == f"S{sample.quotes['moscow']}"
    assert [row["id"] for row in found["elsewhere"]] == [f"S{sample.quotes['moscow']}"]


@pytest.mark.parametrize("shift", [0, 250])
def test_the_context_is_of_the_stored_text(sample: Sample, shift: int) -> None:
    text = TEXT[shift:]
    start = text.index("le convoi")
    end = start + len("le convoi a été frappé")
    with sample.database.write("text", "tester") as journal:
        number = sample.quote(
            journal, "placed", text[start:end], "John Kerry",
            document="Stored", start_offset=start, end_offset=end,
        )  # fmt: skip
        journal.update("document", sample.documents["Stored"], text=text)
    context = whole(sample.database.reader, number)["context"]
    assert context["quote"] == "le convoi a été frappé"
    assert context["before"] == text[max(0, start - CONTEXT) : start]
    assert context["after"] == text[end : end + CONTEXT]


def test_without_the_text_the_noted_context_serves(sample: Sample) -> None:
    with sample.database.write("noted", "tester") as journal:
        number = sample.quote(
            journal, "noted", "no comment", "John Kerry", prefix="He said ", suffix=" twice",
            spans="[[0, 2], [3, 10]]",
        )  # fmt: skip
    found = whole(sample.database.reader, number)
    assert found["context"] == {"before": "He said ", "quote": "no comment", "after": " twice"}
    assert found["spans"] == [[0, 2], [3, 10]]


def test_there_is_nothing_of_no_statement(database: Database) -> None:
    with pytest.raises(LookupError):
        whole(database.reader, 1)


def test_institutions_follow_merges_and_end(sample: Sample) -> None:
    pentagon, states = sample.speakers["Pentagon"], sample.speakers["United States"]
    expected = [
        {"id": f"P{pentagon}", "name": "Pentagon"},
        {"id": f"P{states}", "name": "United States"},
    ]
    for name in ("Joseph Dunford", "J. Dunford"):
        assert institution(sample.database.reader, sample.speakers[name]) == expected
    assert institution(sample.database.reader, states) == []
