"""``claims add quote``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from claims.database import Database


@pytest.fixture
def demo(run: Callable[..., Any], database: Database) -> Database:
    """A database with the dossier."""
    assert run("init", "--demo", db=database.url).status == 0
    return database


def test_one_line_makes_what_is_needed_and_shows_it(
    run: Callable[..., Any], database: Database
) -> None:
    argv = (
        "add", "quote", "We [all] know", "--by", "Samantha Power", "--as", "ambassador",
        "--of", "United States", "--on", "yesterday", "--in", "New York Tribune",
        "--title", "Title", "--url", "https://example.org/1", "--published", "2016-09-20",
        "--via", "AFP", "--via", "Radio", "--kind", "mixed", "--cue", "said", "--lang", "en",
        "--venue", "New York", "--original", "Nous savons", "--original-lang", "fr",
        "--question", "attack/killed", "--claim", "a score", "--stance", "asserts",
        "--number", "~20", "--hedge", "a score", "--as-of", "2016-09-19", "--note", "note",
    )  # fmt: skip
    result = run(*argv, db=database.url)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "S1 kept: Samantha Power, ambassador · 2016-09-19 · New York Tribune",
        "made organisation P1 United States",
        "made speaker P2 Samantha Power",
        "made channel P3 AFP",
        "made channel P4 Radio",
        "made outlet P5 New York Tribune",
        "made document D1 Title",
        "made role R1 ambassador",
        "made question Q1 attack",
        "made question Q2 attack/killed",
        "made claim C1 a score",
    ]
    reader = database.reader
    row = reader.row("SELECT * FROM statement") or {}
    assert (row["kind"], row["role_id"], row["role_printed"]) == ("mixed", 1, "ambassador")
    assert (row["insertions"], row["original_lang"]) == ("[[3, 8]]", "fr")
    assert reader.value("SELECT number FROM claim") == "18..22"
    assert reader.value("SELECT mode FROM question WHERE id = 2") == "number"
    position = reader.row("SELECT stance, hedge, as_of FROM position")
    assert position == {"stance": "asserts", "hedge": "a score", "as_of": "2016-09-19"}


def test_kept_already_is_said_and_nothing_written(run: Callable[..., Any], demo: Database) -> None:
    argv = ("add", "quote", "We do not know", "--by", "farhan haq", "--in", "AP")
    assert run(*argv, db=demo.url).out.startswith("S28 kept: Farhan Haq")
    batches = demo.reader.value("SELECT count(*) FROM batch")
    again = run(*argv, "--json", db=demo.url)
    assert again.status == 0
    assert (again.json()["id"], again.json()["new"], again.json()["made"]) == ("S28", False, [])
    assert demo.reader.value("SELECT count(*) FROM batch") == batches
    assert run(*argv, "--format", "ids", db=demo.url).out == "S28\n"
    unnamed = ("add", "quote", "Hm", "--by", "a source", "--speaker-kind", "unnamed", "--in", "AP")
    assert run(*unnamed, db=demo.url).out.startswith("S29 kept: a source")
    assert run(*unnamed, db=demo.url).out.startswith("S29 kept already: a source")


@pytest.mark.parametrize("where", ["--by", "--in", "--of", "--via"])
def test_a_look_alike_is_refused_unless_new(
    run: Callable[..., Any], demo: Database, where: str
) -> None:
    argv = ["add", "quote", "Hm", where, "Igor Konaschenkov"]
    if where != "--by":
        argv += ["--by", "John Kerry"]
    refused = run(*argv, "--json", db=demo.url)
    assert (refused.status, refused.out) == (3, "")
    assert json.loads(refused.err)["candidates"][0].startswith("Igor Konashenkov P")
    assert demo.reader.value("SELECT count(*) FROM statement") == 27
    assert run(*argv, "--new", db=demo.url).status == 0


def test_ids_stand_for_names(run: Callable[..., Any], demo: Database) -> None:
    kerry = demo.reader.value("SELECT id FROM speaker WHERE name = 'John Kerry'")
    question = demo.reader.value("SELECT id FROM question WHERE slug LIKE '%responsible'")
    claim = demo.reader.value("SELECT id FROM claim WHERE text = 'Russia'")
    result = run(
        "add", "quote", "Hm", "--by", f"P{kerry}", "--question", f"Q{question}",
        "--claim", f"C{claim}", "--stance", "doubts", "--same-act", "S3", db=demo.url,
    )  # fmt: skip
    assert result.status == 0
    row = demo.reader.row("SELECT speaker_id, act_id FROM statement WHERE id = 28")
    assert row == {"speaker_id": kerry, "act_id": 2}
    last = demo.reader.row("SELECT claim_id, stance FROM position ORDER BY id DESC LIMIT 1")
    assert last == {"claim_id": claim, "stance": "doubts"}


@pytest.mark.parametrize(
    ("argv", "status", "words"),
    [
        (("--by", "P6", "--on", "2016-13"), 2, "--on: 2016-13: no month 13"),
        (("--by", "P6", "--via", "P6"), 2, "--via: goes round in a circle"),
        (("--by", "P6", "--via", "M. Kerry"), 4, "via: goes round in a circle"),
        (("--by", "P600"), 3, "there is no P600"),
        (("--by", "P6", "--same-act", "S99"), 3, "there is no S99"),
        (("--by", "P6", "--stance", "asserts"), 2, "--question: is missing; --claim: is"),
        (("--by", "P6", "--stance", "shouts"), 2, "'shouts'"),
        (("--by", "?!"), 2, "--by: has neither letter nor digit"),
        (("--by", ""), 2, "a name is wanted"),
        ((), 2, "missing: --by (who said it)"),
        (
            ("--by", "P6", "--question", "responsibel", "--claim", "x", "--stance", "asserts"),
            3,
            "did you mean: convoy-attack/responsible Q2",
        ),
        (
            ("--by", "P6", "--question", "Q2", "--claim", "Rusia", "--stance", "asserts"),
            3,
            "did you mean: Russia C",
        ),
    ],
)
def test_what_is_wrong_is_said(
    run: Callable[..., Any], demo: Database, argv: tuple[str, ...], status: int, words: str
) -> None:
    result = run("add", "quote", "Hm", *argv, db=demo.url)
    assert (result.status, result.out) == (status, "")
    assert words in result.err
    assert "  try: " in result.err or status == 4
    assert demo.reader.value("SELECT count(*) FROM statement") == 27


def test_a_role_that_reads_like_one_is_no_new_one(run: Callable[..., Any], demo: Database) -> None:
    result = run(
        "add", "quote", "Hm", "--by", "John Kerry", "--as", "secretary of state",
        "--on", "2016-09-20", db=demo.url,
    )  # fmt: skip
    assert "made role" not in result.out
    role = demo.reader.value(
        "SELECT r.title FROM statement s JOIN role r ON r.id = s.role_id WHERE s.id = 28"
    )
    assert role == "Secretary of State"


def test_the_text_from_stdin_and_from_a_person(run: Callable[..., Any], database: Database) -> None:
    argv = ("add", "quote", "-", "--by", "Ann Lee")
    assert run(*argv, db=database.url, stdin="\ufeffWords\n").status == 0
    assert database.reader.values("SELECT text FROM statement") == ["Words"]
    assert run(*argv, db=database.url, stdin=b"\xff").status == 4
    assert run(*argv, db=database.url, stdin="").status == 2
    asked = run("add", "quote", db=database.url, stdin="Other words\nAnn Lee\n", terminal=True)
    assert asked.status == 0
    assert "--by (who said it):" in asked.err
    assert database.reader.value("SELECT count(*) FROM statement") == 2
