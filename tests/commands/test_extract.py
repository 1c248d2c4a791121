"""``claims extract``: what it reads, what it prints, what it keeps."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from claims.database import open_database as _open
from claims.undo import undo
from tests.articles.samples import BRIDGE, FERRY, PAGE
from tests.conftest import ROOT
from tests.histories import everything

FIELDS = {
    "start", "end", "text", "kind", "spans", "insertions", "speaker", "speaker_start",
    "speaker_end", "speaker_name", "role", "cue", "via", "medium", "to", "anonymous", "stance",
    "said", "confidence",
}  # fmt: skip


@contextmanager
def open_database(url):
    database = _open(url)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Two articles, a page and a list of records, in the working folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "ferry.txt").write_bytes(FERRY.replace("\n", "\r\n").encode())
    (folder / "bridge.txt").write_text(BRIDGE)
    (folder / "page.html").write_text(PAGE.format(charset="utf-8"))
    rows = [{"text": FERRY, "url": "https://x.example/1"}, {"text": BRIDGE, "outlet": "Echo"}]
    (folder / "list.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder


# -- printing


def test_one_object_an_article_in_order(run, files):
    result = run("extract", "--format", "jsonl", "bridge.txt", "ferry.txt", "bridge.txt")
    assert (result.status, result.err) == (0, "")
    rows = result.jsonl()
    assert [row["document"] for row in rows] == ["bridge.txt", "ferry.txt", "bridge.txt"]
    assert [row["lang"] for row in rows] == ["en", "fr", "en"]
    for row in rows:
        assert set(row) == {"document", "lang", "quotes"}
        text = (files / row["document"]).read_bytes().decode()
        assert row["quotes"]
        for quote in row["quotes"]:
            assert set(quote) == FIELDS
            assert text[quote["start"] : quote["end"]] == quote["text"]


def test_offsets_in_a_page_count_in_the_text_that_is_printed(run, files):
    (row,) = run("extract", "--json", "page.html").json()
    assert row["outlet"] == "La Gazette du Port"
    assert row["published"] == "2024-03-12"
    for quote in row["quotes"]:
        assert row["text"][quote["start"] : quote["end"]] == quote["text"]


def test_an_article_without_quotations_is_an_object_too(run):
    result = run("extract", "--format", "jsonl", "-", stdin="The bridge is closed.")
    assert result.jsonl() == [{"document": "-", "lang": "en", "quotes": []}]
    result = run("extract", "-", stdin="The bridge is closed.")
    assert (result.status, result.out) == (1, "")
    assert "no quotation found" in result.err


def test_in_a_pipe_a_line_a_quotation(run, files):
    rows = run("extract", "bridge.txt").rows()
    assert rows[0][0] == "bridge.txt"
    assert rows[0][1] == "Joan Whitlock"
    header = run("extract", "--format", "csv", "bridge.txt").out.splitlines()[0]
    assert header.startswith("document,speaker_name,role,cue,text,confidence,kind,start,end")


def test_on_a_terminal_one_article_is_shown_and_several_are_listed(run, files):
    one = run("extract", "ferry.txt", terminal=True)
    assert "■" in one.out
    assert "\x1b[36m" in one.out
    several = run("extract", "ferry.txt", "bridge.txt", terminal=True, env={"NO_COLOR": "1"})
    assert several.out.startswith("Article ")
    assert "Joan Whitlock" in several.out
    both = run("extract", "--format", "text", "ferry.txt", "bridge.txt", terminal=True)
    assert both.out.count("■") >= 3


def test_text_in_a_pipe_has_numbers(run, files):
    result = run("extract", "--format", "text", "ferry.txt", "bridge.txt")
    assert "« avant dimanche » [1]" in result.out
    assert "== bridge.txt ==" in result.out
    assert "\x1b" not in result.out


def test_folders_and_records(run, files):
    rows = run("extract", "--format", "jsonl", ".", "list.jsonl").jsonl()
    assert [row["document"] for row in rows] == [
        "./bridge.txt", "./ferry.txt", "./page.html", "list.jsonl:1", "list.jsonl:2",
    ]  # fmt: skip
    assert rows[3]["url"] == "https://x.example/1"
    assert "text" not in rows[3]


def test_what_is_said_of_an_article(run):
    text = "« Non », a dit jeudi Paul Le Goff."
    given = ("--lang", "fr", "--published", "2024-03-16", "--outlet", "AFP", "--title", "Non")
    (row,) = run("extract", "--json", *given, "-", stdin=text).json()
    assert (row["outlet"], row["title"], row["published"]) == ("AFP", "Non", "2024-03-16")
    assert row["quotes"][0]["said"] == "2024-03-14"


def test_less_sure_quotations_are_left_out(run, files):
    (every,) = run("extract", "--json", "ferry.txt").json()
    (some,) = run("extract", "--json", "--min-confidence", "0.9", "ferry.txt").json()
    sure = [quote for quote in every["quotes"] if quote["confidence"] >= 0.9]
    assert some["quotes"] == sure
    assert len(sure) < len(every["quotes"])


def test_several_processes_give_the_same(run, files):
    one = run("extract", "--format", "jsonl", "--jobs", "1", ".", "list.jsonl")
    two = run("extract", "--format", "jsonl", "--jobs", "2", ".", "list.jsonl")
    assert two.status == 0
    assert two.out == one.out


# -- what cannot be read


def test_bad_files_are_named_and_the_others_go_on(run, files):
    (files / "empty.txt").write_text(" \n")
    (files / "image.txt").write_bytes(b"\x89PNG\r\n")
    result = run("extract", "--format", "jsonl", "empty.txt", "bridge.txt", "image.txt", "no.txt")
    assert result.status == 4
    assert [row["document"] for row in result.jsonl()] == ["bridge.txt"]
    assert result.err.splitlines()[-1].startswith('{"error": "bad-input"')
    plain = run("extract", "empty.txt", "bridge.txt", "image.txt", "no.txt")
    assert plain.err.splitlines() == [
        "claims: 3 articles could not be read",
        "  empty.txt: empty",
        "  image.txt: image file, not text",
        "  no.txt: no such file",
    ]


def test_one_bad_file_is_one_line(run, files):
    result = run("extract", "no.txt")
    assert (result.status, result.out) == (4, "")
    assert result.err == "claims: no.txt: no such file\n"


def test_a_folder_that_cannot_be_found_nor_holds_anything(run, files):
    (files / "none").mkdir()
    result = run("extract", "none")
    assert result.status == 4
    assert "no article in this folder" in result.err


def test_another_encoding_is_said(run, files):
    (files / "old.txt").write_bytes(FERRY.encode("cp1252"))
    result = run("extract", "--format", "jsonl", "old.txt")
    assert (result.status, result.err) == (0, "old.txt: not UTF-8: read as cp1252\n")


def test_without_trafilatura(run, files, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = run("extract", "--format", "tsv", "page.html", "bridge.txt")
    assert result.status == 4
    assert "Joan Whitlock" in result.out
    assert result.err == (
        "claims: page.html: HTML needs trafilatura\n"
        "  try: pipx inject claimsdb trafilatura lxml_html_clean\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--url", "https://x.example", "a.txt", "b.txt"], "of one article"),
        (["--title", "T", "a.jsonl"], "of one article"),
        (["--question", "ferries", "a.txt"], "--question needs --save"),
        (["--save", "--format", "text", "a.txt"], "no text form"),
        (["--lang", "xx", "a.txt"], "xx: one of en, fr"),
        (["--published", "soon", "a.txt"], "soon"),
        (["--min-confidence", "2", "a.txt"], "2"),
        ([], "missing argument"),
    ],
)
def test_what_cannot_be_meant(run, words, said):
    result = run("extract", *words)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


# -- saving


def test_saving_and_saving_again(run, files, database_url):
    words = ("extract", "--save", "--published", "2024-03-12", "ferry.txt", "bridge.txt")
    first = run(*words, db=database_url)
    assert (first.status, first.err) == (0, "")
    assert first.out.splitlines()[0] == "2 articles: 2 new"
    assert "statements proposed (S1–S" in first.out
    again = run(*words, db=database_url)
    assert again.out == "2 articles: 2 unchanged\n0 statements proposed\n"
    found = run("search", "--all", "chantage", "--json", db=database_url)
    assert found.json()[0]["status"] == "proposed"
    assert run("search", "chantage", db=database_url).status == 1


def test_saving_tells_scripts_what_became_of_each(run, files, database_url):
    rows = run("extract", "--save", "--format", "jsonl", "list.jsonl", db=database_url).jsonl()
    assert [(row["document"], row["outcome"]) for row in rows] == [
        ("list.jsonl:1", "new"),
        ("list.jsonl:2", "new"),
    ]
    assert rows[0]["id"].startswith("D")
    assert len(rows[0]["statements"]) == rows[0]["proposed"] == rows[0]["found"]
    ids = run("extract", "--save", "--format", "ids", "page.html", db=database_url)
    assert all(line.startswith("S") for line in ids.out.splitlines())
    tsv = run("extract", "--save", "--format", "tsv", "list.jsonl", db=database_url)
    assert [row[1] for row in tsv.rows()] == ["unchanged", "unchanged"]


def test_saving_goes_on_past_bad_files(run, files, database_url):
    result = run("extract", "--save", "no.txt", "ferry.txt", db=database_url)
    assert result.status == 4
    assert result.out.startswith("1 article: 1 new")
    assert result.err == "claims: no.txt: no such file\n"
    alone = run("extract", "--save", "no.txt", db=database_url)
    assert (alone.status, alone.out) == (4, "")


def test_saving_in_several_processes(run, files, database_url):
    for number in range(30):
        (files / f"{number:02}.txt").write_text(f"“Number {number},” said Jane Doe, the mayor.\n")
    words = ("extract", "--save", "--jobs", "2", "--format", "jsonl", ".")
    result = run(*words, db=database_url)
    assert result.status == 0
    assert [row["document"] for row in result.jsonl()][:3] == ["./00.txt", "./01.txt", "./02.txt"]


def test_saving_under_a_question(run, files, demo):
    run("extract", "--save", "--question", "convoy-attack", "bridge.txt", db=demo)
    rows = run("triage", "--json", db=demo).json()
    assert {row["about"] for row in rows} == {"convoy-attack"}
    unknown = run("extract", "--save", "--question", "nothing", "bridge.txt", db=demo)
    assert unknown.status == 3


def test_proposals_count_for_nothing_and_undo_leaves_nothing(run, files, demo):
    def content():
        with open_database(demo) as database:
            return everything(database, history=False)

    before = content()
    contested = run("contested", "--json", db=demo).out
    assert run("extract", "--save", "ferry.txt", db=demo).status == 0
    assert content() != before
    assert run("contested", "--json", db=demo).out == contested
    with open_database(demo) as database:
        undo(database, command="undo", actor="tester")
    assert content() == before


def test_saving_needs_a_database(run, files, tmp_path):
    result = run("extract", "--save", "ferry.txt", db=str(tmp_path / "missing.db"))
    assert result.status == 5
    assert "claims init" in result.err


# -- the process


def whole_process(*words, cwd, code=""):
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}\n"
        "from claims.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "print(' '.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
        "sys.exit(status)"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
        # What measures coverage loads modules of its own.
        env={n: v for n, v in os.environ.items() if not n.startswith("COV")}
        | {"CLAIMS_CONFIG": os.devnull},
    )


@pytest.mark.parametrize("form", ["jsonl", "json", "tsv", "csv", "text"])
def test_extracting_loads_nothing_heavy_and_needs_no_database(files, form):
    done = whole_process("extract", "--format", form, "ferry.txt", cwd=files)
    loaded = set(done.stderr.split())
    heavy = {"sqlalchemy", "alembic", "rich", "dateparser", "rapidfuzz", "trafilatura", "sqlite3",
             "psycopg", "multiprocessing"}  # fmt: skip
    assert not loaded & heavy
    assert not list(files.glob("*.db"))


def is_gone(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.slow
def test_ctrl_c_ends_every_process_and_says_so(files):
    big = "“It will take a while,” said Jane Doe, the mayor of the town.\n" * 2_000
    for number in range(40):
        (files / f"big{number:02}.txt").write_text(big)
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "extract", "--format", "jsonl", "--jobs", "2", "."],
        cwd=files,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # As a person's shell starts it, whatever runs the tests.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        # Without coverage: an interrupt while it counts leaves its lock held.
        env={n: v for n, v in os.environ.items() if not n.startswith("COV")}
        | {"CLAIMS_CONFIG": os.devnull},
    )
    assert process.stdout is not None
    process.stdout.readline()  # under way
    os.killpg(process.pid, signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(err) == {"error": "interrupted", "message": "interrupted"}
    # The last of them may take its time.
    assert any(is_gone(process.pid) or time.sleep(0.02) for _moment in range(500))
