"""``claims verify`` as people type it."""

from __future__ import annotations

import json

import pytest

from claims.errors import ExitStatus

TEXT = "« Nous n'avons rien vu », a dit Ann Lee mardi. Le vent soufflait du nord ce jour-là."


@pytest.fixture
def filled(run, database, database_url, tmp_path):
    """One quote, in a document whose text is kept."""
    start = TEXT.index("Nous")
    record = {
        "text": "Nous n'avons rien vu", "speaker": "Ann Lee", "outlet": "Gazette",
        "title": "Rien vu", "start": start, "end": start + 20, "prefix": "« ",
        "suffix": TEXT[start + 20 : start + 52],
    }  # fmt: skip
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(record))
    assert run("import", str(path), db=database_url).status == 0
    with database.write("text", "t") as journal:
        journal.update("document", 1, text=TEXT)
    return database_url


def page(tmp_path, text):
    path = tmp_path / "now.txt"
    path.write_text(text)
    return str(path)


def test_all_is_well(run, filled):
    result = run("verify", "--strict", db=filled)
    assert result.status == 0
    assert result.rows() == [["S1", "exact", "Nous n'avons rien vu", "Ann Lee", "D1", ""]]
    assert result.err == "1 exact\n"


def test_a_changed_word_is_shown_and_strict_fails(run, filled, tmp_path):
    now = page(tmp_path, TEXT.replace("rien vu", "rien entendu"))
    result = run("verify", "D1", "--in", now, "--strict", db=filled)
    assert result.status == ExitStatus.BAD_INPUT
    assert "1 quote is not as it was kept" in result.err
    drawn = run("verify", "D1", "--in", now, terminal=True, db=filled, env={"NO_COLOR": "1"}).out
    assert "[-vu-] {+entendu+}" in " ".join(drawn.split())
    [one] = run("verify", "D1", "--in", now, "--json", db=filled).json()
    assert (one["status"], one["differences"]) == ("altered", [{"was": "vu", "now": "entendu"}])


def test_standard_input_and_only(run, filled):
    result = run("verify", "S1", "--in", "-", "--only", "moved", stdin="!" + TEXT, db=filled)
    assert [row[1] for row in result.rows()] == ["moved"]
    result = run("verify", "S1", "--only", "moved", db=filled)
    assert (result.status, result.out) == (ExitStatus.NOTHING_FOUND, "")
    assert "no quote is moved" in result.err


def test_what_cannot_be(run, filled, tmp_path):
    assert run("verify", "S99", db=filled).status == ExitStatus.UNKNOWN_NAME
    assert run("verify", "D1", "Ann Lee", "P2", db=filled).status == ExitStatus.USAGE
    result = run("verify", "--in", page(tmp_path, TEXT), db=filled)
    assert result.status == ExitStatus.USAGE
    assert "no document is known by its address or title" in result.err
    assert run("verify", "D1", "--in", str(tmp_path / "none"), db=filled).status == 2
    result = run("verify", "D1", "--in", "-", stdin=b"%PDF-1.4", db=filled)
    assert (result.status, result.err.count("\n")) == (ExitStatus.BAD_INPUT, 1)


def test_several_documents_and_one_article(run, filled, tmp_path):
    other = json.dumps({"text": "Rien", "speaker": "Ann Lee", "outlet": "Post"})
    assert run("import", "-", stdin=other, db=filled).status == 0
    result = run("verify", "Ann Lee", "--in", page(tmp_path, TEXT), db=filled)
    assert result.status == ExitStatus.USAGE
    assert "several documents" in result.err


def test_an_empty_database_has_nothing_to_verify(run, database_url):
    result = run("verify", db=database_url)
    assert (result.status, "no quote to verify" in result.err) == (1, True)
