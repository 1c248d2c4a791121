"""Speakers that look like others and are not: said wherever speakers are made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Result

Run = Callable[..., Result]

CYRILLIC = "\u0410nn Lee"
WARNING = f"{CYRILLIC} (P2) looks like Ann Lee (P1) but is spelled with other letters"


def test_import(run: Run, sqlite_url: str) -> None:
    run("add", "speaker", "Ann Lee", db=sqlite_url)
    line = json.dumps({"text": "No", "speaker": CYRILLIC})
    assert WARNING in run("import", "-", db=sqlite_url, stdin=line).out.splitlines()
    told = run("import", "-", "--dry-run", "--json", db=sqlite_url, stdin=line.replace("nn", "ոո"))
    assert [one["twin"] for one in told.json()[0]["look_alikes"]] == [True]


def test_add(run: Run, sqlite_url: str) -> None:
    run("add", "speaker", "Ann Lee", db=sqlite_url)
    added = run("add", "speaker", CYRILLIC, "--new", db=sqlite_url)
    assert added.status == 0
    assert added.err.splitlines() == [WARNING]
    assert run("add", "speaker", "Bo Li", "--new", db=sqlite_url).err == ""


def test_add_quote(run: Run, sqlite_url: str) -> None:
    run("add", "speaker", "Ann Lee", db=sqlite_url)
    added = run("add", "quote", "No", "--by", CYRILLIC, "--new", db=sqlite_url)
    assert added.err.splitlines() == [WARNING]


def test_extract(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    run("add", "speaker", "Ann Lee", db=sqlite_url)
    article = tmp_path / "a.txt"
    article.write_text(f"“We did not do it,” {CYRILLIC} said on Monday.\n", "utf-8")
    saved = run("extract", str(article), "--lang", "en", "--save", db=sqlite_url)
    assert saved.status == 0
    assert WARNING in saved.err.splitlines()


def test_what_only_case_or_width_tells_apart_is_one_speaker(run: Run, sqlite_url: str) -> None:
    run("add", "speaker", "Ann Lee", db=sqlite_url)
    for name in ("Ａnn Lee", "An\u200dn Lee", "ANN LEE"):
        assert (
            run(
                "add",
                "speaker",
                name,
                "--new",
                db=sqlite_url,
            ).status
            == 0
        )
    assert len(run("speakers", db=sqlite_url).rows()) == 1
