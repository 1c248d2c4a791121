"""``claims import``."""

from __future__ import annotations

import json
import shlex
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


# -- CSV of any header -----------------------------------------------------------------------

FRENCH = (
    "Relevé\n\nCitation;Auteur;Média;Date\n"
    "« Rien à cacher »;Hélène Lœuvre;Le Quotidien;2021-04-12\n"
    "Le préfet n’a rien dit;Zoé Lam;;2021-04-13\n"
)
MAP = "text=citation,speaker=auteur,outlet=média,said=date"


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A table of a French spreadsheet."""
    path = tmp_path / "relevé.csv"
    path.write_bytes(FRENCH.replace("\n", "\r\n").encode("cp1252"))
    return str(path)


def test_columns_of_other_names(run: Callable[..., Any], database_url: str, table: str) -> None:
    words = ("import", "--map", MAP, "--set", "outlet=Radio Nord", "--set", "lang=fr", table)
    result = run(*words, db=database_url)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines()[:2] == [
        f"{table}: 2 read: 2 new (B1)",
        "read as semicolon-separated, Windows-1252; header on line 3",
    ]
    again = run(*words, "--json", db=database_url).json()[0]
    assert (again["unchanged"], again["read_as"]) == (
        2, "semicolon-separated, Windows-1252; header on line 3",
    )  # fmt: skip
    shown = run("show", "S2", "--json", db=database_url).json()
    assert shown["outlet"] == "Radio Nord"


def test_a_header_of_other_names_is_not_guessed(
    run: Callable[..., Any], database_url: str, table: str
) -> None:
    result = run("import", "--dry-run", "--encoding", "windows-1252", table, db=database_url)
    assert (result.status, result.out) == (2, "")
    proposal = "text=Citation,speaker=Auteur,outlet=Média"
    assert result.err.splitlines() == [
        "claims: the header names no text and speaker; is it text = Citation, speaker = Auteur,"
        " outlet = Média?; Date could be said or published",
        f"  try: claims import --dry-run --map '{proposal}' --encoding windows-1252"
        f" {shlex.quote(table)}",
    ]
    told = json.loads(run("import", "--json", table, db=database_url).err)
    assert told["proposal"] == {"text": "Citation", "speaker": "Auteur", "outlet": "Média"}
    assert told["columns"] == ["Citation", "Auteur", "Média", "Date"]
    assert run("import", "--map", proposal, table, db=database_url).status == 0


def test_a_person_is_asked(run: Callable[..., Any], sqlite_url: str, table: str) -> None:
    no = run("import", table, db=sqlite_url, terminal=True, stdin="n\n")
    assert no.status == 2
    assert "was not read" in no.err
    assert "--map 'text=Citation,speaker=Auteur,outlet=Média'" in no.err.replace("\n", "")
    yes = run("import", table, db=sqlite_url, terminal=True, stdin="y\n")
    assert yes.status == 0
    assert "2 new" in yes.out
    assert "columns not read: Date" in yes.out
    assert run("import", "-y", table, db=sqlite_url).status == 0


def test_standard_input_is_not_asked_about(run: Callable[..., Any], sqlite_url: str) -> None:
    result = run("import", "-y", "-", db=sqlite_url, stdin="citation,qui\na,B\n")
    assert result.status == 2
    assert "try: claims import --map text=citation,speaker=qui -" in result.err
    mapped = ("import", "--map", "text=a,speaker=b", "-")
    assert run(*mapped, db=sqlite_url, stdin="a,b\nx,Y\n").status == 0


def test_no_words_that_tell(run: Callable[..., Any], sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("import", str(path), db=sqlite_url)
    assert result.status == 2
    assert f"claims import --map text=COLUMN,speaker=COLUMN {path}" in result.err
    result = run("import", "--map", "text=c,speaker=b", str(path), db=sqlite_url)
    assert result.status == 3
    assert 'no column is called "c"; there are: a, b' in result.err


def test_flaws_name_the_column_and_the_command_that_goes_on(
    run: Callable[..., Any], sqlite_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "q.csv"
    path.write_text('q,who,day\na,A,2021-13\nb,"B\nc,C,2021\n', encoding="utf-8")
    words = ["--map", "text=q,speaker=who,said=day", "--delimiter", ","]
    result = run("import", *words, str(path), db=sqlite_url)
    assert result.status == 4
    assert result.err.splitlines()[1:] == [
        '  line 2, said: 2021-13: no month 13 (column "day")',
        '  line 3: column "who": a quote is opened and never closed; read on from line 4',
        f"  try: claims import --keep-going {' '.join(words)} {path}",
    ]
    kept = run("import", "--keep-going", *words, str(path), db=sqlite_url)
    assert (kept.status, kept.out.startswith(f"{path}: 3 read: 1 new, 2 flawed")) == (4, True)


def test_a_mapping_is_kept(run: Callable[..., Any], sqlite_url: str, table: str) -> None:
    kept = run(
        "import", "--map", MAP, "--set", "lang=fr", "--save-map", "releve", table, db=sqlite_url
    )
    assert kept.status == 0
    assert "mapping kept: " in kept.err
    listed = run("config", "maps", "--json", db=sqlite_url).json()
    assert [(one["name"], one["constants"]) for one in listed] == [("releve", {"lang": "fr"})]
    again = run("import", "--map", "releve", table, db=sqlite_url)
    assert again.out.startswith(f"{table}: 2 read, nothing new")
    same = run("import", "--map", "releve", "--save-map", "releve", table, db=sqlite_url)
    assert same.status == 0
    other = ("import", "--map", "text=citation,speaker=auteur", "--save-map", "releve", table)
    refused = run(*other, db=sqlite_url)
    assert refused.status == 2
    assert "holds another mapping" in refused.err
    assert run(*other, "-y", db=sqlite_url).status == 0
    assert run("config", "maps", "--json", db=sqlite_url).json()[0]["constants"] == {}
    assert run("import", "--map", "relev", table, db=sqlite_url).status == 3


def test_no_mapping_no_list(run: Callable[..., Any], sqlite_url: str) -> None:
    assert run("config", "maps", db=sqlite_url).status == 1
    stdin = "text,speaker\na,A\n"
    result = run("import", "--save-map", "x", "-", db=sqlite_url, stdin=stdin)
    assert result.status == 0
    assert "none is kept" in result.err


def test_a_broken_mapping_is_listed_with_what_is_wrong(
    run: Callable[..., Any], sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "bad.toml").write_text("x", encoding="utf-8")
    (listed,) = run("config", "maps", "--json", db=sqlite_url).json()
    assert listed["columns"] is None
    assert "cannot read" in listed["options"]


def test_mending_can_be_refused(run: Callable[..., Any], sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("text,speaker\nd\u00c3\u00a9j\u00c3\u00a0,A\n", encoding="utf-8")
    result = run("import", "--dry-run", str(path), db=sqlite_url)
    assert "1 cell mended" in result.out
    assert "mended" not in run("import", "--dry-run", "--no-mend", str(path), db=sqlite_url).out
