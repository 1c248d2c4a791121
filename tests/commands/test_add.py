"""``claims add`` everything but a quote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.database import Database

Add = Callable[..., Any]


@pytest.fixture
def demo(run: Callable[..., Any], database: Database) -> Database:
    """A database with the dossier."""
    assert run("init", "--demo", db=database.url).status == 0
    return database


@pytest.fixture
def add(run: Callable[..., Any], demo: Database) -> Add:
    """``claims add …`` on the dossier."""
    return lambda *argv, **more: run("add", *argv, db=demo.url, **more)


def test_help_names_everything(run: Callable[..., Any]) -> None:
    result = run("add", "--help")
    assert result.status == 0
    kinds = "quote speaker role document question claim position link verdict"
    for kind in kinds.split():
        assert f"\n  {kind} " in result.out
        assert run("add", kind, "--help").status == 0


def test_speaker(add: Add, demo: Database) -> None:
    made = add("speaker", "Samantha Power", "--parent", "Washington", "--alias", "Mme Power")
    assert made.status == 0
    assert made.out.startswith("P47 added: Samantha Power")
    again = add("speaker", "samantha power", "--json")
    assert (again.json()["id"], again.json()["new"], again.json()["changed"]) == (
        "P47", False, False,
    )  # fmt: skip
    assert add("speaker", "Mme Power", "--note", "x").out == "P47 completed: Mme Power\n"
    refused = add("speaker", "Samantha Powers")
    assert refused.status == 3
    assert "did you mean: Samantha Power P47" in refused.err
    assert add("speaker", "Samantha Powers", "--new").status == 0
    assert add("speaker", "John Kerry", "--qualifier", "senator").out.startswith("P49 added")
    row = demo.reader.row("SELECT kind, parent_id, note FROM speaker WHERE id = 47")
    assert row == {"kind": "person", "parent_id": 1, "note": "x"}
    circle = add("speaker", "United States", "--parent", "Pentagon")
    assert (circle.status, "lies under" in circle.err) == (4, True)
    assert add("speaker", "?!").status == 2
    assert add("speaker", "x" * 301).status == 2


def test_role(add: Add, demo: Database) -> None:
    argv = ("role", "Ban Ki-moon", "Minister", "--of", "South Korea", "--from", "2004-01",
            "--titled", "fr=ministre")  # fmt: skip
    made = add(*argv)
    assert made.out.splitlines() == [
        "R13 added: Minister, Ban Ki-moon",
        "made speaker P47 South Korea",
    ]
    assert add(*argv).out == "R13 there already: Minister, Ban Ki-moon\n"
    assert add("role", "Ban", "x", "--from", "2004", "--to", "2003").status == 4
    assert add("role", "Ban Ki-moon", "x", "--titled", "fr").status == 4
    wrong = add("role", "Ban Ki-moon", "x", "--from", "2004-13")
    assert (wrong.status, "--from: 2004-13: no month 13" in wrong.err) == (2, True)
    assert add("role", "Nobody At All", "x").status == 3
    assert demo.reader.value("SELECT titles FROM role WHERE id = 13") == '{"fr": "ministre"}'


def test_document(add: Add, demo: Database, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("the words", "utf-8")
    argv = ("document", "--in", "AP", "--url", "https://example.org/c")
    assert add(*argv).out == "D21 added: https://example.org/c\n"
    done = add(*argv, "--title", "Title", "--file", str(text), "--published", "2016-09-20")
    assert done.out == "D21 completed: Title\n"
    differs = add(*argv, "--title", "Other")
    assert differs.out == "D21 there already: Other\n"
    assert "its title stays Title, not Other" in differs.err
    row = demo.reader.row("SELECT text, published, title FROM document WHERE id = 21")
    assert row == {"text": "the words", "published": "2016-09-20", "title": "Title"}
    for wrong, status in ((b"\xff", 4), (b"a\0", 4), (b" ", 2)):
        text.write_bytes(wrong)
        assert add(*argv, "--file", str(text)).status == status
    assert add("document", "--in", "AP").status == 2


def test_question(add: Add, demo: Database) -> None:
    made = add("question", "convoy-attack/wounded", "--mode", "number", "--unit", "people")
    assert made.out == "Q5 added: convoy-attack/wounded\n"
    assert add("question", "convoy-attack/wounded").out.startswith("Q5 there already")
    assert add("question", "convoy-atack").status == 3
    new = add("question", "other/one", "--new", "--title", "Which?", "--date", "2016")
    assert new.out.splitlines() == ["Q7 added: other/one", "made question Q6 other"]
    row = demo.reader.row("SELECT parent_id, mode, title, happened FROM question WHERE id = 7")
    assert row == {"parent_id": 6, "mode": "exclusive", "title": "Which?", "happened": "2016"}
    assert add("question", "?").status == 2


def test_claim(add: Add, demo: Database) -> None:
    made = add("claim", "responsible", "an armed group")
    assert made.out == "C14 added: an armed group\n"
    assert add("claim", "responsible", "An armed group.").out.startswith("C14 there already")
    assert add("claim", "responsible", "an armed groups").status == 3
    assert add("claim", "killed", "--number", "12..14").out == "C15 added: 12..14\n"
    assert demo.reader.value("SELECT low FROM claim WHERE id = 15") == 12
    assert add("claim", "killed", "--number", "12..9").status == 2
    about = add("claim", "responsible", "Rhodes never said that", "--about", "S15", "--new")
    assert about.status == 0
    assert demo.reader.value("SELECT about_id FROM claim WHERE id = 16") == 15
    assert add("claim", "responsible", "C15").status == 2
    assert add("claim", "nowhere at all", "x").status == 3
    assert add("claim", "responsible", "x" * 301).status == 2


def test_position(add: Add, demo: Database) -> None:
    argv = ("position", "S2", "Syria", "--question", "responsible", "--stance", "doubts")
    syria = demo.reader.value("SELECT id FROM claim WHERE text = 'Syria'")
    assert add(*argv).out == f"N41 added: S2 doubts C{syria}\n"
    assert add(*argv, "--hedge", "h").out.startswith("N41 completed")
    assert add(*argv).out.startswith("N41 there already")
    asked = add("position", "S2", f"C{syria}", stdin="unsure\n", terminal=True)
    assert asked.status == 0
    assert add("position", "S2", f"C{syria}", stdin="shouts\n", terminal=True).status == 2
    assert add("position", "S99", "C1", "--stance", "asserts").status == 3


def test_link(add: Add) -> None:
    assert add("link", "C1", "contradicts", "C2").out == "L3 added: C1 contradicts C2\n"
    assert add("link", "C2", "contradicts", "C1").out.startswith("L3 there already")
    assert add("link", "C2", "same", "C2").status == 4
    assert add("link", "C2", "likes", "C1").status == 2


def test_verdict(add: Add, demo: Database) -> None:
    first = add(
        "verdict", "C1", "--by", "Checkers", "--label", "Half true", "--value", "mixed", "--always"
    )
    assert first.out.splitlines() == [
        "V1 added: Half true, Checkers",
        "made speaker P47 Checkers",
    ]
    assert add("verdict", "C2", "--by", "Checkers", "--label", "half true").status == 0
    assert add("verdict", "C2", "--by", "Checkers", "--label", "2/5", "--on", "2017").status == 0
    assert add("verdict", "C2", "--by", "Checkers", "--label", "2/5", "--always").status == 2
    values = demo.reader.values("SELECT value FROM verdict ORDER BY id")
    assert values == ["mixed", "mixed", None]
    # A label whose words are plain means what they say; a number never means anything.
    assert add("verdict", "C2", "--by", "Checkers", "--label", "Faux").status == 0
    assert demo.reader.value("SELECT value FROM verdict WHERE label = 'Faux'") == "false"
    assert add("verdict", "C1", "--by", "Checkers", "--label", "Half true").out.startswith(
        "V1 there already"
    )
