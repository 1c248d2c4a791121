"""``claims similar``: its formats and decisions in-process, its keys on a real pseudo-terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.commands import similar as command
from claims.similar import model
from tests.conftest import ROOT, Result

Run = Callable[..., Result]

TEXT = "our aircraft did not conduct any [bold]strikes[/bold] against the convoy near Aleppo"


def quote(run: Run, url: str, text: str, by: str, outlet: str, on: str = "2016-09-20") -> None:
    done = run(
        "add", "quote", text, "--by", by, "--on", on, "--in", outlet, "--new", "--no-input",
        "--url", f"https://example.org/{outlet}", db=url,
    )  # fmt: skip
    assert done.status == 0, done.err


@pytest.fixture
def copies(run: Run, database_url: str) -> str:
    """One utterance in three papers, another beside it, and two wordings of a claim."""
    return filled(run, database_url)


def filled(run: Run, url: str) -> str:
    for outlet in ("AFP", "dpa", "AP"):
        quote(run, url, TEXT, "Igor Konashenkov", outlet)
    quote(run, url, "the weather was fine all over the region", "Igor Konashenkov", "Echo")
    assert run("add", "question", "strike", "--title", "Who did it?", db=url).status == 0
    for text in ("the Russian air force", "air force, the Russian"):
        done = run("add", "claim", "strike", text, "--new", db=url)
        assert done.status == 0, done.err
    return url


def pairs(run: Run, url: str, *words: str) -> list[str]:
    return run("similar", *words, "--format", "ids", db=url).out.splitlines()


def test_the_defaults_are_the_librarys() -> None:
    assert (command._THRESHOLD, command._LIMIT) == (model.THRESHOLD, model.LIMIT)


def test_pairs_are_listed_with_why_and_how_to_accept(run: Run, copies: str) -> None:
    shown = run("similar", db=copies, terminal=True, env={"NO_COLOR": "1"})
    assert shown.status == 0
    assert "same speaker · same day · same words" in shown.out
    assert "[bold]strikes[/bold]" in shown.out
    assert "claims similar --accept S1 S2" in shown.out
    assert "claims similar --accept C1 C2" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80


def test_one_row_a_pair_in_every_format(run: Run, copies: str) -> None:
    rows = run("similar", "--json", db=copies).json()
    assert [row["pair"] for row in rows] == pairs(run, copies)
    assert {row["pair"] for row in rows} == {"S1 S2", "S1 S3", "C1 C2"}
    assert run("similar", "--format", "jsonl", db=copies).jsonl() == rows
    first = next(row for row in rows if row["pair"] == "S1 S2")
    assert first["kind"] == "quote"
    assert first["score"] == 1.0
    assert first["evidence"][0] == {"sign": "speaker", "value": None, "for": True}
    assert (first["a_text"], first["b_source"]) == (TEXT, "dpa")
    assert len(run("similar", db=copies).rows()) == 3
    assert run("similar", "--format", "csv", db=copies).out.startswith("a,b,score,kind,why,")
    for format in ("md", "html"):
        page = run("similar", "--format", format, db=copies).out
        assert "<bold>" not in page
        assert "--accept S1 S2" in page


def test_what_is_asked_for_alone(run: Run, copies: str) -> None:
    assert pairs(run, copies, "--claims") == ["C1 C2"]
    assert len(pairs(run, copies, "--quotes")) == 2
    assert pairs(run, copies, "S2") == ["S1 S2", "S2 S3"]
    assert pairs(run, copies, "C2") == ["C1 C2"]
    assert pairs(run, copies, "strike") == ["C1 C2"]
    assert pairs(run, copies, "Igor") == ["S1 S2", "S1 S3"]
    assert pairs(run, copies, "--until", "2016-09-19") == []
    assert len(pairs(run, copies, "--since", "2016-09-20")) == 2


def test_a_limit_says_how_many_more(run: Run, copies: str) -> None:
    cut = run("similar", "-n", "1", db=copies)
    assert len(cut.rows()) == 1
    assert "1 of 3 pairs shown" in cut.err


def test_accepting_rejecting_and_taking_it_back(run: Run, copies: str) -> None:
    done = run("similar", "--accept", "S1", "S2", "S3", db=copies)
    assert done.out.splitlines()[:2] == ["S2 is one with S1", "S3 is one with S1"]
    assert pairs(run, copies) == ["C1 C2"]
    assert run("undo", db=copies).status == 0
    assert len(pairs(run, copies, "--quotes")) == 2
    gone = run("similar", "--reject", "C1", "C2", "--reason", "a joke", "--json", db=copies)
    assert gone.json() == {"rejected": [["C1", "C2"]], "already": []}
    assert pairs(run, copies, "--claims") == []
    assert run("undo", db=copies).status == 0
    assert pairs(run, copies, "--claims") == ["C1 C2"]
    assert run("similar", "--accept", "C2", "C1", db=copies).status == 0
    assert run("similar", "--reject", "C2", "C1", db=copies).status == 5
    assert run("db", "check", db=copies).status == 0


def test_a_refused_pair_names_the_command_that_clears_it(run: Run, copies: str) -> None:
    assert run("similar", "--reject", "S1", "S2", db=copies).status == 0
    refused = run("similar", "--accept", "S2", "S1", db=copies)
    assert refused.status == 5
    assert "claims flag" in refused.err
    assert "--clear" in refused.err


@pytest.mark.parametrize("share", ["0.6", "60", "60%"])
def test_a_share_in_any_notation(run: Run, copies: str, share: str) -> None:
    assert len(pairs(run, copies, "--threshold", share)) == 3


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("S99", 3), ("C99", 3), ("nobody-at-all", 3), ("--accept S1 S99", 3),
        ("--accept S1 \x1b[31m", 3), ("D1", 2), ("S1 S2", 2), ("--accept S1", 2),
        ("--accept S1 C1", 2), ("--accept --reject S1 S2", 2), ("--reason x", 2),
        ("--threshold 101", 2), ("--threshold nan", 2), ("--threshold much", 2),
        ("--since yesteryear", 2), ("-n 0", 2), ("--review", 2), ("--threshold 1 S4", 1),
    ],
)  # fmt: skip
def test_what_cannot_be(run: Run, copies: str, words: str, status: int) -> None:
    result = run("similar", *words.split(), db=copies)
    assert result.status == status, result.err
    assert "claims: " in result.err
    assert "\x1b" not in result.err


@pytest.mark.parametrize("words", [(), ("--claims",), ("--json",)])
def test_nothing_in_an_empty_database(run: Run, database_url: str, words: tuple[str, ...]) -> None:
    result = run("similar", *words, db=database_url)
    assert result.status == 1
    assert result.out == ("[]\n" if words == ("--json",) else "")


def test_a_session_of_single_keys(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    filled(run, sqlite_url)
    order = pairs(run, sqlite_url)
    seen, status = typed("?aruasQ", tmp_path, sqlite_url)
    assert status == 0
    assert "1 of 3" in seen
    assert "they are one" in seen
    assert "undone: reject" in seen
    assert "2 accepted, 0 rejected" in seen
    assert pairs(run, sqlite_url) == order[2:]


def typed(keys: str, home: Path, db: str) -> tuple[str, int]:
    """What a session shows whose keys are all typed ahead, and how it ends."""
    master, slave = pty.openpty()
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color",
               "NO_COLOR": "1", "CLAIMS_DB": db, "CLAIMS_ACTOR": "tester", "COLUMNS": "80",
               "CLAIMS_CONFIG": str(home / "config.toml"), "LANG": "C.UTF-8"}  # fmt: skip
    with subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "similar", "--review"],
        stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(slave)
        os.write(master, keys.encode())
        seen = b""
        try:
            while data := os.read(master, 65536):
                seen += data
        except OSError:  # the other end is closed
            pass
        status = process.wait(timeout=60)
    os.close(master)
    return seen.decode(errors="replace"), status
