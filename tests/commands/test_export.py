"""``claims export``."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_dump_to_a_file(run: Run, demo: str, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    done = run("export", str(path), db=demo)
    assert (done.status, done.err) == (0, "")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert done.out == f"{path}: {len(lines) - 1} rows\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    fresh = str(tmp_path / "fresh.db")
    assert run("init", db=fresh).status == 0
    assert run("import", str(path), db=fresh).status == 0
    assert run("export", db=fresh).out.splitlines() == lines


def test_flat_to_standard_output_and_in_again(run: Run, demo: str, sqlite_url: str) -> None:
    flat = run("export", "--format", "flat", db=demo)
    assert (flat.status, flat.err, len(flat.jsonl())) == (0, "", 27)
    fresh = sqlite_url if demo != sqlite_url else sqlite_url.replace("claims.db", "fresh.db")
    assert run("init", db=fresh).status == 0
    assert run("import", "-", db=fresh, stdin=flat.out).status == 0
    assert run("export", "-", "--format", "flat", db=fresh).out == flat.out


def test_a_csv_file_is_csv(run: Run, demo: str, tmp_path: Path) -> None:
    path = tmp_path / "Quotes.CSV"
    done = run("export", str(path), "--question", "convoy-attack/killed", "--json", db=demo)
    assert done.status == 0
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    keys = {row["key"] for row in rows}
    assert done.json() == {"file": str(path), "format": "csv", "records": len(keys)}
    assert {"memo-sohr", "ap-sohr"} <= keys
    assert all(row["claim"] for row in rows)
    safe = run("export", "--format", "csv", "--excel-safe", db=demo)
    assert safe.out.startswith("\ufeffkey,text,")


def test_selections(run: Run, demo: str) -> None:
    found = run("export", "--format", "flat", "--speaker", "joe dunford", db=demo).jsonl()
    assert {one["speaker"] for one in found} == {"Joseph Dunford"}
    words = ("--since", "2016-09-21", "--until", "2016-09-21")
    found = run("export", "--format", "flat", *words, db=demo).jsonl()
    assert found
    assert {one.get("said") or one["published"] for one in found} == {"2016-09-21"}
    none = run("export", "--format", "csv", "--until", "1999", db=demo)
    assert none.status == 1
    assert "no quote to export" in none.err
    assert run("export", "--format", "flat", "--speaker", "Nobody Known", db=demo).status == 3
    assert run("export", "--format", "flat", "--since", "2016-13", db=demo).status == 2
    dump = run("export", "--all", db=demo)
    assert (dump.status, dump.out) == (2, "")
    assert "--format flat" in dump.err


def test_nothing_is_overwritten_unasked(run: Run, demo: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("mine")
    refused = run("export", str(path), db=demo)
    assert refused.status == 2
    assert f"{path} exists already" in refused.err
    said_no = run("export", str(path), db=demo, terminal=True, stdin="n\n")
    assert said_no.status == 2
    assert path.read_text() == "mine"
    assert run("export", str(path), "--yes", db=demo).status == 0
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["format"] == "claims-dump"
    assert run("export", str(path), db=demo, terminal=True, stdin="y\n").status == 0


def test_an_empty_selection_leaves_the_file_alone(run: Run, demo: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert run("export", str(path), "--until", "1999", db=demo).status == 1
    assert not path.exists()
    assert list(tmp_path.glob(".x.csv*")) == []


def test_neither_a_folder_nor_the_database_is_written(
    run: Run, sqlite_url: str, tmp_path: Path
) -> None:
    assert "is a folder" in run("export", str(tmp_path), "-y", db=sqlite_url).err
    before = Path(sqlite_url).read_bytes()
    itself = run("export", sqlite_url, "-y", db=sqlite_url)
    assert itself.status == 2
    assert "the database itself" in itself.err
    assert Path(sqlite_url).read_bytes() == before


@pytest.mark.parametrize("form", ["dump", "flat", "csv"])
def test_a_terminal_is_not_steered(run: Run, database_url: str, form: str) -> None:
    hostile = json.dumps({"text": "a\u009b31m\u202eb", "speaker": "Ann"}, ensure_ascii=False)
    assert run("import", "-", db=database_url, stdin=hostile + "\n").status == 0
    piped = run("export", "--format", form, db=database_url)
    shown = run("export", "--format", form, db=database_url, terminal=True)
    assert (piped.status, shown.status) == (0, 0)
    assert not set(shown.out) & {"\x1b", "\u009b", "\u202e"}


def test_of_an_empty_database(run: Run, database_url: str) -> None:
    dump = run("export", db=database_url)
    assert (dump.status, len(dump.jsonl())) == (0, 1)
    assert run("export", "--format", "flat", db=database_url).status == 1
