"""``claims init``."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_a_database_for_its_owner_alone(run: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "new" / "claims.db"
    result = run("init", db=str(path))
    assert result.status == 0
    assert result.out == f"database: {path}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_demonstration_comes_once(run: Callable[..., Any], empty_url: str) -> None:
    first = run("init", "--demo", "--json", db=empty_url)
    assert first.status == 0
    assert [report["new"] for report in first.json()["imported"]] == [31, 27]
    again = run("init", "--demo", db=empty_url)
    assert again.status == 0
    assert "demo: 27 quotes, there already\n" in again.out
    assert "try: claims contrast convoy-attack\n" in again.out


def test_init_leaves_what_is_there(run: Callable[..., Any], tmp_path: Path) -> None:
    path = str(tmp_path / "claims.db")
    run("init", "--demo", db=path)
    before = Path(path).read_bytes()
    assert run("init", db=path).status == 0
    assert Path(path).read_bytes() == before
