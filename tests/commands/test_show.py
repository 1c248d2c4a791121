"""``claims show`` as it is typed."""

from __future__ import annotations

import pytest

from claims.database import open_database
from claims.ids import LETTERS
from tests.query.sample import store


@pytest.fixture
def target(database_url: str) -> str:
    database = open_database(database_url)
    sample = store(database)
    with database.write("more", "tester") as journal:
        russia, syria = sample.claims["Russia"], sample.claims["Syria"]
        journal.insert("link", kind="contradicts", a_id=russia, b_id=syria)
        journal.insert(
            "verdict", claim_id=russia, reviewer_id=sample.speakers["AFP"], label="Mostly false",
            value="mostly-false", rated="2017", rated_first=736330, rated_last=736694,
            explanation="We looked [closely]", url="https://a.example/check",
        )  # fmt: skip
        journal.insert(
            "flag", kind="check", statement_id=sample.quotes["moscow"], reason="which day?",
            by="me", at="2026-01-02T03:04:05Z", cleared_at="2026-01-03T00:00:00Z", cleared_by="me",
        )  # fmt: skip
        journal.insert("xref", scheme="flat", key="moscow", statement_id=sample.quotes["moscow"])
        journal.insert(
            "claim", question_id=sample.questions["attack/who"], text="He never said that",
            key="never", about_id=sample.quotes["moscow"],
        )  # fmt: skip
        journal.update(
            "statement", sample.quotes["moscow"], prefix="Moscou a dit: ", suffix=" Fin.",
            cue="a dit", addressee="the press", original_text="Ни один", original_lang="ru",
        )  # fmt: skip
    database.close()
    return database_url


def shown(run, target: str, ref: str, **more: object) -> str:
    result = run("show", ref, db=target, terminal=True, env={"NO_COLOR": "1"}, **more)
    assert result.status == 0
    return result.out


def test_a_statement_on_a_terminal(run, target):
    head, rest = shown(run, target, "S5").split("Changes\n")
    assert head.splitlines() == [
        "S5  2016-09-20  Igor Konashenkov, porte-parole",
        "",
        "    …Moscou a dit: «\u00a0L'armée russe n'a mené aucune frappe sur un convoi de",
        "    l'O.N.U.\u00a0» Fin.…",
        "",
        "    venue     to the press",
        "    via       TASS",
        "    source    AFP, Article moscow, 2016-09-20 D5",
        "    as        direct, fr, a dit",
        "    original  Ни один ru",
        "",
        "Bears on",
        "    C1  denies   Russia  contested",
        "                 attack/who",
        "    C3  asserts  at night  single-source",
        "                 attack/when",
        "",
        "The same act elsewhere",
        "    S6  2016-09-20  Igor Konashenkov: TASS",
        "                    “No air strikes on a UN convoy were carried out”",
        "",
        "Attribution disputed",
        "    C4  unsourced  He never said that",
        "",
        "Flags",
        "    F1  check  which day? · me, 2026-01-02 · cleared 2026-01-03",
        "",
        "External ids",
        "    flat  moscow",
        "",
    ]
    assert [line.split()[0] for line in rest.splitlines()] == ["B2", "B1"]


@pytest.mark.parametrize("letter", LETTERS.values())
@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_kind_fits_its_terminal(run, target, letter, width):
    out = shown(run, target, f"{letter}1", width=width)
    assert out.startswith(f"{letter}1  ")
    assert max(map(len, out.splitlines())) <= width
    assert "None" not in out


@pytest.mark.parametrize(
    ("ref", "pieces"),
    [
        ("John Kerry", ["John Kerry  person", "also", "M. Kerry", "2 quotes, 2016-09-21"]),
        ("P5", ["belongs to  Pentagon P2 < United States P1", "J. Dunford P6", "2015-10-01 – …"]),
        ("P6", ["merged into", "Joseph Dunford P5"]),
        ("attack/who", ["under", "attack Q1", "question, exclusive", "C1  contested", "opposed"]),
        ("attack", ["Q1  attack", "event", "Q2  contested"]),
        ("C1", ["opposed", "asserts", "“no doubt”", "contradicts", "Mostly false"]),
        ("D5", ["Article moscow", "AFP P", "S5  2016-09-20"]),
        ("V1", ["We looked [closely]", "mostly-false", "https://a.example/check"]),
        ("L1", ["Russia C1  contradicts  Syria C2"]),
        ("N1", ["asserts  Russia C1  contested", "no doubt", "S3"]),
        ("F1", ["check  S5", "which day?", "cleared"]),
        ("R1", ["Chairman of the Joint Chiefs of Staff", "Pentagon P2", "2015-10-01 – …"]),
        ("A1", ["États-Unis", "another name of", "United States P1"]),
        ("B2", ["insert", "1 flag", "L1", "update"]),
    ],
)
def test_each_kind_tells_its_own(run, target, ref, pieces):
    out = shown(run, target, ref, width=100)
    for piece in pieces:
        assert piece in out


def test_a_pipe_gets_a_line_a_value(run, target):
    rows = dict(run("show", "S5", db=target).rows())
    assert rows["speaker"] == "Igor Konashenkov"
    assert rows["positions.1.stance"] == "denies"
    assert rows["context.before"] == "Moscou a dit:"
    assert "venue" not in rows


def test_json_is_the_whole(run, target):
    doc = run("show", "S5", "--json", db=target).json()
    assert (doc["type"], doc["id"], doc["context"]["after"]) == ("statement", "S5", " Fin.")
    assert doc["flags"][0]["cleared_by"] == "me"
    assert run("show", "attack", "--format", "jsonl", db=target).jsonl()[0]["slug"] == "attack"


def test_ids_is_its_id(run, target):
    assert run("show", "attack/who", "--format", "ids", db=target).out == "Q2\n"


@pytest.mark.parametrize("ref", ["S999", "nobody at all", "kerry"])
def test_what_is_not_there_is_an_unknown_name(run, target, ref):
    result = run("show", ref, db=target)
    assert (result.status, result.out) == (3, "")
    assert "try:" in result.err
