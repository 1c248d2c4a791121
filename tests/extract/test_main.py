"""The module runs as a program: files in, JSON lines out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from claims.extract.__main__ import main

TEXT = "«Oui», a dit Paul Martin."


def test_files_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    names = [str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]
    assert main(["extract", "--format", "jsonl", *names]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["document"] for row in rows] == names
    assert {row["lang"] for row in rows} == {"fr"}
    assert rows[0]["quotes"][0]["speaker_name"] == "Paul Martin"


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["--lang", "fr", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["document"] == "-"


def test_bytes_that_are_no_text_do_not_stop_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(b"\xff\xfe" + TEXT.encode())
    assert main([str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["quotes"]


def test_it_needs_the_standard_library_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    code = (
        "import sys; from claims.extract.__main__ import main; main([sys.argv[1]]);"
        "print([m for m in ('click', 'rich', 'sqlalchemy', 'dateparser') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"
