"""``claims triage``: its scriptable forms in-process, its keys on a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.articles.samples import BRIDGE, FERRY
from tests.conftest import ROOT


@pytest.fixture
def waiting(run, tmp_path, database_url):
    """A database in which the quotations of two articles wait."""
    return _fill(run, tmp_path, database_url)


@pytest.fixture
def desk(run, tmp_path, sqlite_url):
    """The same on SQLite, for what happens on the terminal."""
    return _fill(run, tmp_path, sqlite_url)


def _fill(run, tmp_path, url):
    for name, text in (("ferry.txt", FERRY), ("bridge.txt", BRIDGE)):
        path = tmp_path / name
        path.write_text(text)
        done = run("extract", "--save", "--outlet", "Echo", "--published", "2024-03-12", str(path),
                   db=url)  # fmt: skip
        assert done.status == 0, done.err
    return url


def ids(run, url, *words):
    return run("triage", "--list", "--format", "ids", *words, db=url).out.split()


# -- scriptable


def test_what_waits_is_listed(run, waiting):
    rows = run("triage", "--list", db=waiting).rows()
    assert len(rows) == len(ids(run, waiting)) >= 6
    assert rows[0][0] == "S1"
    shown = run("triage", "--list", db=waiting, terminal=True, env={"NO_COLOR": "1"})
    assert "Hélène Vasseur" in shown.out
    assert max(len(line) for line in shown.out.splitlines()) <= 80


def test_json_has_all_that_deciding_takes(run, waiting):
    row = run("triage", "--json", db=waiting).json()[0]
    assert row["status"] == "proposed"
    assert row["suggested"] == "asserts"
    assert row["before"] + row["text"] + row["after"] in FERRY
    assert {
        "confidence",
        "about",
        "addressee",
        "printed",
        "candidates",
        "start",
        "end",
        "spans",
    } < {*row}


def test_filters(run, waiting):
    every = ids(run, waiting)
    english = ids(run, waiting, "--lang", "en")
    assert 0 < len(english) < len(every)
    assert ids(run, waiting, "--document", "D2") == english
    assert ids(run, waiting, "--newest", "-n", "2") == ids(run, waiting, "--newest")[:2]
    assert ids(run, waiting, "--speaker", "whitlock") <= english
    assert ids(run, waiting, "--speaker", "un responsable portuaire")
    assert ids(run, waiting, "S1", "S2") == ["S1", "S2"]
    assert set(ids(run, waiting, "--min-confidence", "0.9")) < set(every)
    unknown = run("triage", "--list", "--speaker", "nobody at all", db=waiting)
    assert unknown.status == 3


def test_accepting_and_rejecting_by_name(run, waiting):
    done = run("triage", "--accept", "S1", "S2", "S1", db=waiting)
    assert (done.status, done.out.splitlines()[0]) == (0, "2 accepted")
    done = run("triage", "--reject", "--json", "S3", db=waiting)
    assert done.json()["rejected"] == ["S3"]
    again = run("triage", "--accept", "S1", db=waiting)
    assert again.err == "accepted already: S1\n"
    assert not {"S1", "S2", "S3"} & set(ids(run, waiting))
    assert run("triage", "--accept", "S999", db=waiting).status == 3
    assert run("triage", "--accept", "D1", db=waiting).status == 3


def test_deciding_by_confidence_is_one_batch(run, waiting):
    every = run("triage", "--json", db=waiting).json()
    done = run("triage", "--accept-above", "0.9", "--reject-below", "0.88", "--json", db=waiting)
    answer = done.json()
    assert answer["accepted"] == [row["id"] for row in every if row["confidence"] >= 0.9]
    assert answer["rejected"] == [row["id"] for row in every if row["confidence"] < 0.88]
    assert answer["waiting"] == len(ids(run, waiting))
    none = run("triage", "--accept-above", "1", db=waiting)
    assert none.out.splitlines()[0] == "nothing decided"
    from claims.database import open_database
    from claims.undo import undo

    database = open_database(waiting)
    undo(database, command="undo", actor="tester")
    database.close()
    assert len(ids(run, waiting)) == len(every)


def test_nothing_waits(run, database_url):
    result = run("triage", "--list", db=database_url)
    assert (result.status, result.out) == (1, "")
    assert "nothing waits" in result.err
    assert run("triage", "--json", db=database_url).out == "[]\n"


@pytest.mark.parametrize(
    "words",
    [
        ["--accept"],
        ["--accept", "--reject", "S1"],
        ["--accept", "--accept-above", "0.5", "S1"],
        ["--accept-above", "0.2", "--reject-below", "0.5"],
    ],
)
def test_what_cannot_be_meant(run, sqlite_url, words):
    assert run("triage", *words, db=sqlite_url).status == 2


@pytest.mark.parametrize("terminal", [False, True])
def test_without_a_real_terminal_the_other_ways_are_named(run, desk, terminal):
    result = run("triage", db=desk, terminal=terminal)
    assert result.status == 2
    assert "--list, --accept, --accept-above" in result.err


# -- on a terminal


def _on_a_terminal() -> None:
    """Ctrl-C must reach it, and mean what it does to a person, whatever runs the tests."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """The program on a pseudo-terminal of 80 by 40."""

    def __init__(self, *words: str, home: Path, db: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "cli.py"), "triage", *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            close_fds=True,
            start_new_session=True,
            preexec_fn=_on_a_terminal,  # noqa: PLW1509
            env={"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color",
                 "NO_COLOR": "1", "CLAIMS_DB": db, "CLAIMS_ACTOR": "tester", "COLUMNS": "80",
                 "LINES": "40", "CLAIMS_CONFIG": str(home / "config.toml"), "LANG": "C.UTF-8",
                 **{name: os.environ[name] for name in os.environ if name.startswith("COV")}},
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def until(self, words: str) -> str:
        """What is shown up to some words; fails where they never come."""
        deadline = time.monotonic() + 20
        while words not in self.seen:
            ready, _w, _x = select.select([self.master], [], [], 1)
            if ready:
                try:
                    data = os.read(self.master, 65536)
                except OSError:
                    data = b""
                if not data:
                    break
                self.seen += data.decode(errors="replace").replace("\r\n", "\n")
            assert time.monotonic() < deadline, self.seen
        assert words in self.seen, self.seen
        shown, _words, self.seen = self.seen.partition(words)
        return shown + words

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self) -> int:
        status = self.process.wait(timeout=60)
        os.close(self.master)
        return status


@pytest.fixture
def terminal(tmp_path, desk):
    opened = []

    def start(*words):
        opened.append(Terminal(*words, home=tmp_path, db=desk))
        return opened[-1]

    yield start
    for one in opened:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()


def test_a_session_of_single_keys(terminal, run, desk):
    every = ids(run, desk)
    one = terminal()
    card = one.until("Q quit")
    assert re.search(rf"1 of {len(every)} · Echo · 2024-03-12", card)
    assert "S1  Hélène Vasseur, ministre des Transports" in card
    assert max(len(line) for line in card.splitlines()) <= 80
    one.type("a")
    one.until("S1 accepted")
    one.until("Q quit")
    one.type("r")
    one.until("S2 rejected")
    one.until("Q quit")
    one.type("s")
    one.until("S3 skipped")
    one.until("Q quit")
    one.type("u")
    one.until("undone: skip")
    one.until("Q quit")
    one.type("u")
    one.until("undone: reject")
    one.until("Q quit")
    one.type("?")
    one.until("Q  quit (or Escape)")
    one.type("Q")
    one.until("1 accepted")
    one.until(f"{len(every) - 1} still wait")
    assert one.end() == 0
    assert ids(run, desk) == every[1:]


def test_editing_on_a_terminal(terminal, run, desk):
    one = terminal()
    one.until("Q quit")
    one.type("e")
    one.until("d date")
    one.type("s")
    one.until("speaker (name or id) [Hélène Vasseur]:")
    one.type("Helene Vaseur\n")
    one.until("1  Hélène Vasseur P")
    one.until("which:")
    one.type("2\n")
    one.until("speaker changed")
    one.until("Q quit")
    one.type("e")
    one.until("d date")
    one.type("w")
    one.until("begins with")
    one.type("+1\n")
    one.until("ends with")
    one.type("reprendraient\n")
    one.until("keep this?")
    one.type("y")
    one.until("words changed")
    one.until("Q quit")
    one.type("ek")
    one.until("paraphrase) [")
    one.type("indirect\n")
    one.until("kind changed")
    one.until("Q quit")
    one.type("ed")
    one.until("said on [")
    one.type("yesterday\n")
    one.until("date changed")
    one.until("Q quit")
    one.type("er")
    one.until("role (- for none)")
    one.type("-\n")
    one.until("role changed")
    one.until("Q quit")
    one.type("n")
    one.until("note (- for none)")
    one.type("ring her back\n")
    one.until("noted")
    one.until("Q quit")
    one.type("\x1b")
    one.until("still wait")
    assert one.end() == 0
    row = run("show", "S1", "--json", db=desk).json()
    assert row["speaker"] == "Helene Vaseur"
    assert (row["text"], row["kind"]) == ("discussions reprendraient", "indirect")
    assert (row["role_printed"], row["note"]) == (None, "ring her back")
    assert row["said"]


def test_attaching_on_a_terminal(terminal, run, desk):
    one = terminal()
    one.until("Q quit")
    one.type("q")
    one.until("question:")
    one.type("talks/when\n")
    one.until("1  a new question: talks/when")
    one.until("which:")
    one.type("1\n")
    one.until("answer, in words:")
    one.type("before Sunday\n")
    one.until("stance [asserts]:")
    one.type("\n")
    one.until("S1 asserts: before Sunday")
    one.until("asserts  before Sunday  talks/when")
    one.until("Q quit")
    one.type("q")
    one.until("question [talks/when]:")
    one.type("\n")
    one.until("1  before Sunday")
    one.until("answer (a number, or words):")
    one.type("1\n")
    one.until("stance [asserts]:")
    one.type("unsu\n")
    one.until("S1 unsure: C1")
    one.until("Q quit")
    one.type("a")
    one.until("S1 accepted")
    one.until("Q quit")
    one.type("Q")
    one.until("2 attached")
    assert one.end() == 0
    row = run("show", "S1", "--json", db=desk).json()
    assert sorted(position["stance"] for position in row["positions"]) == ["asserts", "unsure"]


def test_what_goes_wrong_is_said_and_the_session_goes_on(terminal, run, desk):
    one = terminal("S1")
    one.until("1 of 1")
    one.until("Q quit")
    one.type("u")
    one.until("nothing to undo")
    one.type("ex")
    one.until("nothing changed")
    one.until("Q quit")
    one.type("ek")
    one.until("paraphrase) [")
    one.type("nonsense\n")
    one.until("nonsense: one of")
    one.until("Q quit")
    one.type("ed")
    one.until("said on [")
    one.type("whenever\n")
    one.until("whenever")
    one.until("not a date")
    one.until("Q quit")
    one.type("a")
    one.until("that was the last")
    one.type("u")
    one.until("undone: accept")
    one.until("Q quit")
    one.type("a")
    one.until("that was the last")
    one.type("x")
    one.until("0 still wait")
    assert one.end() == 0
    assert "S1" not in ids(run, desk)


def test_ctrl_c_keeps_what_was_decided(terminal, run, desk):
    one = terminal()
    one.until("Q quit")
    one.type("a")
    one.until("S1 accepted")
    one.until("Q quit")
    one.type("\x03")
    one.until("interrupted")
    assert one.end() == 130
    assert "S1" not in ids(run, desk)


def test_keys_typed_ahead_are_not_lost(terminal, run, desk):
    one = terminal()
    one.until("Q quit")
    one.type("arsuesMarie Roux\n")
    one.until("undone: skip")
    one.until("speaker changed")
    one.type("\x1b[A\x1b[Bé")  # arrows and the like mean nothing, Escape in them neither
    one.type("aQ")
    one.until("2 accepted, 1 rejected")
    assert one.end() == 0


def test_the_terminal_is_left_as_it_was_found(terminal, desk):
    one = terminal()
    before = termios.tcgetattr(one.master)
    one.until("Q quit")
    assert termios.tcgetattr(one.master) != before
    one.type("Q")
    one.until("still wait")
    assert one.process.wait(timeout=60) == 0
    assert termios.tcgetattr(one.master) == before
    os.close(one.master)


def test_another_session_took_it_meanwhile(terminal, run, desk):
    one = terminal()
    one.until("Q quit")
    assert run("triage", "--reject", "S2", db=desk).status == 0
    one.type("a")
    one.until("S1 accepted")
    one.until("S3  ")
    one.type("Q")
    assert one.end() == 0
