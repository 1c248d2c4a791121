"""``claims import``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = json.dumps({"key": "a", "text": "words", "speaker": "Ann Lee"})
BAD = json.dumps({"key": "b", "text": "words", "speaker": "Bob Roe", "said": "2016-13"})


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A good file and a bad one."""
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(f"{BAD}\n{GOOD.replace('words', 'others').replace('a', 'c', 1)}\n", "utf-8")
    return str(good), str(bad)


def test_a_file_twice(run: Callable[..., Any], database_url: str, files: tuple[str, str]) -> None:
    first = run("import", files[0], db=database_url)
    assert (first.status, first.err) == (0, "")
    assert first.out == f"{files[0]}: 1 read: 1 new (B1)\nmade: 1 speaker, 1 document\n"
    again = run("import", files[0], db=database_url)
    assert (again.status, again.out) == (0, f"{files[0]}: 1 read, nothing new\n")


def test_standard_input(run: Callable[..., Any], database_url: str) -> None:
    result = run("import", "-", "--json", db=database_url, stdin=GOOD)
    assert result.status == 0
    (report,) = result.json()
    assert (report["file"], report["format"], report["new"]) == ("standard input", "jsonl", 1)
    csv = "text,speaker\nmore words,Ann Lee\n"
    assert run("import", "-", "--format", "csv", db=database_url, stdin=csv).status == 0


def test_a_flaw_stores_nothing_and_exits_4(
    run: Callable[..., Any], database_url: str, files: tuple[str, str]
) -> None:
    result = run("import", files[1], db=database_url)
    assert (result.status, result.out) == (4, "")
    assert result.err.splitlines() == [
        f"claims: {files[1]}: 1 record is flawed; nothing was stored",
        "  line 1, said: 2016-13: no month 13",
        f"  try: claims import --keep-going {files[1]}",
    ]
    told = run("import", files[1], "--json", db=database_url)
    error = json.loads(told.err)
    assert error["flaws"] == [{"line": 1, "field": "said", "reason": "2016-13: no month 13"}]
    assert told.json()[0]["stored"] is False


def test_the_first_failing_file_stops(
    run: Callable[..., Any], database_url: str, files: tuple[str, str]
) -> None:
    good, bad = files
    result = run("import", good, bad, good, db=database_url)
    assert result.status == 4
    assert result.out.startswith(f"{good}: 1 read: 1 new")
    assert f"not read: {good}" in result.err
    missing = run("import", good, "missing.jsonl", bad, db=database_url)
    assert missing.status == 2
    assert missing.out == f"{good}: 1 read, nothing new\n"
    assert f"not read: missing.jsonl {bad}" in missing.err


def test_keep_going(run: Callable[..., Any], database_url: str, files: tuple[str, str]) -> None:
    result = run("import", "--keep-going", files[1], files[0], db=database_url)
    assert result.status == 4
    assert f"{files[1]}: 2 read: 1 new, 1 flawed (B1)" in result.out
    assert f"{files[0]}: 1 read: 1 new (B2)" in result.out
    assert "the others were stored" in result.err


def test_a_dry_run_makes_no_database(
    run: Callable[..., Any], tmp_path: Path, files: tuple[str, str]
) -> None:
    path = tmp_path / "none.db"
    good = run("import", "--dry-run", files[0], db=str(path))
    assert good.status == 0
    assert good.out.startswith(f"{files[0]}: 1 read: 1 new; a dry run, nothing stored\n")
    bad = run("import", "--dry-run", files[1], files[0], db=str(path))
    assert bad.status == 4
    assert bad.out.count("a dry run") == 2
    assert "line 1, said" in bad.err
    assert not path.exists()


def test_a_mistyped_database_is_not_made(
    run: Callable[..., Any], tmp_path: Path, files: tuple[str, str]
) -> None:
    path = tmp_path / "typo.db"
    result = run("import", files[0], db=str(path))
    assert result.status == 5
    assert not path.exists()


def test_no_file_and_no_format(run: Callable[..., Any], database_url: str) -> None:
    assert run("import", db=database_url).status == 2
    result = run("import", "-", db=database_url, stdin="plain words\n")
    assert result.status == 2
    assert "--format with one of jsonl, json, csv, context, dump" in result.err
