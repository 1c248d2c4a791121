"""Functions over many articles, here and in other processes: in order, bounded, whatever dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import processes
from claims.articles import Article, Origin, Problem
from claims.articles import workers as module
from claims.articles.workers import Ahead, Processes, Workers, workers
from claims.errors import ClaimsError
from tests.conftest import ROOT

LOST = "the process reading it ended, perhaps for want of memory"


def named(count):
    return [Origin(str(number)) for number in range(count)]


def name(item):
    return item.name


def deadly(item):
    """What no process survives, for some."""
    if item.name in ("3", "17"):
        os._exit(9)
    return item.name


def always_deadly(item):
    os._exit(9)


def die():
    os._exit(9)


class Later(Ahead):
    """Answers made when they are asked for; how many wait is known."""

    def __init__(self, number):
        self.number = number
        self.in_hand = 0
        self.most = 0

    def count(self):
        return self.number

    def submit(self, function, piece):
        self.in_hand += len(piece)
        self.most = max(self.most, self.in_hand)

    def result(self, function, piece, answer):
        self.in_hand -= len(piece)
        return [function(item) for item in piece]


@given(
    batches=st.lists(st.lists(st.integers(), max_size=30), max_size=30), number=st.integers(1, 3)
)
def test_batches_come_back_whole_and_in_order(batches, number):
    wanted = [[str(item) for item in batch] for batch in batches]
    assert list(Workers().over(str, batches)) == wanted
    assert list(Later(number).over(str, batches)) == wanted
    flat = [item for batch in batches for item in batch]
    assert list(Later(number).each(str, flat)) == [str(item) for item in flat]


@pytest.mark.parametrize("size", [0, 1, 100])
def test_no_more_than_so_much_is_in_hand(size):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield [1] * size

    later = Later(2)
    results = later.over(str, endless())
    for done in range(1, 50):
        assert next(results) == ["1"] * size
        assert taken - done < 2 * later.ahead
    # What is wanted, and the batch that goes beyond it.
    assert later.most <= 2 * later.ahead * later.piece + size


def test_pieces_are_light_or_one(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 300_000)
    heavy = [Article("a", "x" * 300_000), Origin("b", data=b"x" * 300_000), Origin("c", str(path))]
    light = [Article("a", "x"), Origin("b", data=b"x"), Problem("c", ""), Origin("d", "missing")]
    assert [len(one) for one in Later(1).pieces([*heavy, *light * 3])] == [1, 1, 1, 8, 4]
    assert [len(one) for one in Workers().pieces(light)] == [1, 1, 1, 1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_answers_are_the_same_in_any_number_of_processes(jobs):
    with workers(jobs) as some:
        assert list(some.each(name, named(100))) == [str(number) for number in range(100)]


def test_one_article_that_kills_costs_itself_alone():
    with workers(2) as some:
        done = list(some.each(deadly, named(200)))
    wanted = [
        Problem(one.name, LOST) if one.name in ("3", "17") else one.name for one in named(200)
    ]
    assert done == wanted


def test_where_every_article_kills_the_run_is_given_up(monkeypatch):
    monkeypatch.setattr(module, "MOST_LOST", 2)
    with pytest.raises(ClaimsError, match="end unexpectedly") as caught, workers(2) as some:
        list(some.each(always_deadly, named(10)))
    assert caught.value.hint


def test_processes_that_never_start_are_an_error(monkeypatch):
    monkeypatch.setattr(processes, "_begin", die)
    with pytest.raises(ClaimsError, match="end unexpectedly"):
        Processes(2)


@pytest.mark.slow
def test_processes_end_with_the_one_that_started_them(tmp_path):
    """However it ends: they are told nothing, and wait for work no longer."""
    program = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r})\n"
        "from claims.articles.workers import Processes\n"
        "some = Processes(2)\n"
        "print(*some._pool._processes, flush=True)\n"
        "time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pids = [int(word) for word in process.stdout.readline().split()]
    assert len(pids) == 2
    process.kill()
    process.wait()
    process.stdout.close()
    assert _gone(pids)


def _gone(pids, seconds=30):
    """Whether all ended; one that nobody waited for is a zombie at most."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
