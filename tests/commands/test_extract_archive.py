"""``claims extract --save`` over archives: the same whatever reads them, and whatever ends it."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace

import pytest

from claims.articles import origins, work
from claims.commands.extract import _Place
from claims.database import open_database as _open
from claims.proposals import bulk
from tests.articles.local_cluster import local_cluster
from tests.articles.samples import BRIDGE, FERRY
from tests.commands.test_extract import is_gone
from tests.conftest import ROOT
from tests.histories import everything


@contextmanager
def open_database(url):
    database = _open(url)
    try:
        yield database
    finally:
        database.close()


def content(url):
    with open_database(url) as database:
        return everything(database, history=False)


def batches(url):
    with open_database(url) as database:
        return database.reader.value("SELECT count(*) FROM batch")


def archive(count=60):
    """Articles of several speakers, some told twice, one revised, one that cannot be read."""
    rows = [
        {
            "text": f"“Number {n} is wrong,” said Jane Doe{n % 7}, the mayor of Town.\n\n"
            f"« Le chiffre {n} est faux », a déclaré Paul Roux{n % 5}, préfet.\n",
            "url": f"https://x.example/{n}",
            "outlet": f"Echo {n % 3}",
        }
        for n in range(count)
    ]
    rows[11] = rows[10]
    rows[25] = rows[3]
    rows[40] = {**rows[5], "text": rows[5]["text"] + "“And more,” said Ann Lee.\n"}
    rows[41] = {"title": "no text"}
    return rows


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """The archive as JSONL in the working folder; ten articles a chunk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bulk, "AT_ONCE", 10)
    (tmp_path / "list.jsonl").write_text("\n".join(map(json.dumps, archive())))
    return tmp_path


@pytest.fixture
def fresh(sqlite_template, tmp_path):
    """Makes another empty database, to compare with."""

    def make(name):
        path = tmp_path / name
        path.write_bytes(sqlite_template.read_bytes())
        return str(path)

    return make


# -- whatever reads them


@pytest.mark.slow
@pytest.mark.parametrize("way", ["jobs", "cluster"])
def test_the_content_is_the_same_whoever_reads(run, listed, database_url, fresh, way):
    words = ("extract", "--save", "--format", "jsonl", "list.jsonl")
    alone = fresh("alone.db")
    first = run(*words, "--jobs", "1", db=alone)
    assert first.status == 4
    with local_cluster() if way == "cluster" else nullcontext() as address:
        other = ("--scheduler", address) if address else ("--jobs", "4")
        second = run(*words, *other, db=database_url)
        again = run(*words, *other, db=database_url)
    assert (second.status, second.out, second.err) == (first.status, first.out, first.err)
    outcomes = [row["outcome"] for row in second.jsonl()]
    assert (outcomes.count("unchanged"), outcomes.count("revised")) == (2, 1)
    assert content(database_url) == content(alone)
    assert batches(database_url) == batches(alone) == 6
    assert {row["outcome"] for row in again.jsonl()} == {"unchanged"}  # both texts are known


def test_jobs_or_a_scheduler(run, listed):
    result = run("extract", "--jobs", "2", "--scheduler", "tcp://x:1", "list.jsonl")
    assert (result.status, result.out) == (2, "")
    assert "one or the other" in result.err


def test_without_distributed(run, listed, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("extract", "--scheduler", "tcp://x:1", "list.jsonl")
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "claims: --scheduler needs distributed\n  try: pipx inject claimsdb distributed\n"
    )


def test_packed_and_as_one_value_are_the_same_articles(run, listed, database_url):
    rows = archive()
    (listed / "list.jsonl.gz").write_bytes(gzip.compress((listed / "list.jsonl").read_bytes()))
    (listed / "list.json").write_text(json.dumps([row for row in rows if "text" in row]))
    packed = run("extract", "--save", "list.jsonl.gz", db=database_url)
    assert (packed.status, packed.out.splitlines()[0]) == (
        4, "59 articles: 56 new, 1 revised, 2 unchanged",
    )  # fmt: skip
    assert packed.err == "claims: list.jsonl.gz:42: no text in the record\n"
    before = content(database_url)
    for name in ("list.json", "list.jsonl"):
        again = run("extract", "--save", "--format", "jsonl", name, db=database_url).jsonl()
        assert {row["outcome"] for row in again} == {"unchanged"}
    assert content(database_url) == before


# -- in chunks


def test_each_chunk_is_a_batch_that_can_be_undone(run, listed, database_url):
    words = ("extract", "--save", "--jobs", "2", "list.jsonl")
    assert run(*words, db=database_url).status == 4
    before = content(database_url)
    log = run("log", "--json", db=database_url).json()
    assert [row["command"] for row in log] == ["extract --save --jobs 2 list.jsonl"] * 6
    assert run("undo", "-y", db=database_url).status == 0
    undone = content(database_url)
    assert len(undone["document"]) == len(before["document"]) - 9
    again = run(*words, db=database_url)
    assert again.out.splitlines()[0] == "59 articles: 9 new, 50 unchanged"
    assert len(content(database_url)["statement"]) == len(before["statement"])
    assert run("db", "check", db=database_url).status == 0


# -- whatever ends it


def test_processes_that_die_lose_no_article(run, listed, database_url, fresh, monkeypatch):
    """A process forked with a deadly rule dies of it; the one that tries again has none."""
    alone = fresh("alone.db")
    assert run("extract", "--save", "--jobs", "1", "list.jsonl", db=alone).status == 4
    monkeypatch.setattr(work, "extract", _deadly)
    result = run("extract", "--save", "--jobs", "2", "list.jsonl", db=database_url)
    assert (result.status, result.err) == (
        4, "claims: list.jsonl:42: no text in the record\n",
    )  # fmt: skip
    assert content(database_url) == content(alone)


def _deadly(text, **known):
    os._exit(9)


QUOTES = """SELECT d.url, d.sha256, d.lang, s.text, s.start_offset, s.end_offset, s.status, s.kind,
    s.role_printed, s.confidence, k.name, k.kind AS speaker_kind, x.raw, x.key
FROM statement s JOIN document d ON d.id = s.document_id JOIN speaker k ON k.id = s.speaker_id
JOIN xref x ON x.statement_id = s.id ORDER BY x.key"""


def quotes(url):
    """All that was found, whatever its ids, and how many rows there are of each table."""
    with open_database(url) as database:
        sizes = {name: len(rows) for name, rows in everything(database, history=False).items()}
        return sizes, database.reader.rows(QUOTES)


def started(url, *words, cwd):
    """The program in processes of its own."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "--db", url, "extract", "--save", *words],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # As a person's shell starts it, whatever runs the tests.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        env=unmeasured() | {"CLAIMS_CONFIG": os.devnull, "CLAIMS_ACTOR": "tester"},
    )


def unmeasured():
    """The environment without coverage: an interrupt while it counts leaves its lock held."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


def until(true, seconds=120):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "never came"
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["kill", "interrupt"])
def test_a_run_that_is_ended_goes_on_to_the_same_content(
    run, database_url, fresh, tmp_path, monkeypatch, end
):
    monkeypatch.chdir(tmp_path)
    rows = [
        {"text": text + f"\n“Number {n} is wrong,” said Jane Doe{n % 50}, the mayor.\n"}
        for n in range(700)
        for text in (FERRY, BRIDGE)
    ]
    (tmp_path / "list.jsonl").write_text("\n".join(map(json.dumps, rows)))
    process = started(database_url, "--jobs", "2", "list.jsonl", cwd=tmp_path)
    until(lambda: batches(database_url) >= 2)
    if end == "kill":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGINT)
    _out, err = process.communicate(timeout=120)
    if end == "interrupt":
        assert process.returncode == 130
        assert err.strip().endswith("interrupted")
        assert err.count("\n") == 1
    until(lambda: is_gone(process.pid))
    saved = batches(database_url)
    assert 2 <= saved < 14
    again = run("extract", "--save", "--jobs", "1", "list.jsonl", db=database_url)
    new = 1400 - 100 * saved
    assert again.out.splitlines()[0] == f"1400 articles: {new} new, {100 * saved} unchanged"
    whole = fresh("whole.db")
    assert run("extract", "--save", "list.jsonl", db=whole).status == 0
    assert quotes(database_url) == quotes(whole)
    assert run("db", "check", db=database_url).status == 0


# -- progress


def test_how_far_reading_is_counts_in_bytes_as_they_are_kept(listed):
    data = gzip.compress((listed / "list.jsonl").read_bytes())
    (listed / "packed.jsonl.gz").write_bytes(data)

    @contextmanager
    def opened(path):
        with open(path, "rb") as file:
            yield file

    files = ["packed.jsonl.gz", "missing.txt", "list.jsonl"]
    place = _Place(SimpleNamespace(read_input=opened), files)
    total = place.total()
    assert total == len(data) + (listed / "list.jsonl").stat().st_size
    seen = [place.position() for _one in origins(files, place.open)]
    assert seen == sorted(seen)
    assert seen[-1] <= place.position() == total
    assert _Place(SimpleNamespace(), ["-", "a.txt", "gone.jsonl"]).total() is None


@pytest.mark.parametrize("name", ["list.jsonl", "."])
def test_a_person_sees_how_far_it_is(run, listed, sqlite_url, name):
    (listed / "a.txt").write_text(BRIDGE)
    result = run("extract", "--save", name, db=sqlite_url, terminal=True)
    assert "articles" in result.err
    assert "/s)" in result.err
