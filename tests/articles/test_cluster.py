"""Workers of a Dask scheduler: the same answers, in order, whatever becomes of a worker."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

import pytest

from claims.articles import Origin, Problem
from claims.articles import cluster as module
from claims.articles import workers as workers_module
from claims.articles.cluster import cluster
from claims.errors import ClaimsError
from tests.articles.local_cluster import local_cluster
from tests.articles.test_workers import LOST, always_deadly, name, named


@pytest.fixture(scope="module")
def scheduler():
    """The address of a scheduler with two workers, which gives up a task after two workers."""
    with local_cluster() as address:
        yield address


@pytest.fixture
def mortal():
    """One of its own for tests that leave few workers alive."""
    with local_cluster() as address:
        yield address


def deadly_once(item):
    """Ends the first worker that comes by, and no other."""
    if item.path is not None:
        try:
            os.mkdir(item.path)
        except FileExistsError:
            return item.name
        os._exit(9)
    return item.name


def deadly_three(item):
    if item.name == "3":
        os._exit(9)
    return item.name


def otherwise():
    return "0.0.0"


@pytest.mark.slow
def test_answers_come_in_order(scheduler):
    with cluster(scheduler) as some:
        assert some.count() == 2
        assert list(some.each(name, named(500))) == [str(number) for number in range(500)]


@pytest.mark.slow
def test_little_is_in_hand_at_a_time(scheduler):
    taken = []

    def endless():
        for number in range(1_000_000):
            taken.append(number)
            yield Origin(str(number))

    with cluster(scheduler) as some:
        results = some.each(name, endless())
        assert next(results) == "0"
        assert len(taken) <= (2 * some.ahead + 1) * some.piece + 1


@pytest.mark.slow
def test_what_a_lost_worker_had_in_hand_is_done_again(mortal, tmp_path):
    items = named(300)
    items[40] = Origin("40", str(tmp_path / "once"))
    with cluster(mortal) as some:
        assert list(some.each(deadly_once, items)) == [str(number) for number in range(300)]
    assert (tmp_path / "once").exists()


@pytest.mark.slow
def test_an_article_that_ends_every_worker_costs_itself_alone(mortal):
    with cluster(mortal) as some:
        done = list(some.each(deadly_three, named(10)))
    assert done == [Problem("3", LOST) if one.name == "3" else one.name for one in named(10)]


@pytest.mark.slow
def test_where_every_article_ends_workers_the_run_is_given_up(mortal, monkeypatch):
    monkeypatch.setattr(module, "MOST_LOST", 0)
    assert workers_module.MOST_LOST > 0
    with pytest.raises(ClaimsError, match="workers end unexpectedly"), cluster(mortal) as some:
        list(some.each(always_deadly, named(2)))


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_one_line():
    with ExitStack() as stack:
        with local_cluster() as address:
            results = stack.enter_context(cluster(address)).each(name, named(100_000))
            assert next(results) == "0"
        with pytest.raises(ClaimsError, match="the Dask scheduler went away"):
            list(results)


@pytest.mark.slow
def test_workers_of_another_version_are_refused(scheduler, monkeypatch):
    monkeypatch.setattr(module, "version", otherwise)
    with pytest.raises(ClaimsError, match=r"has claims 0\.0\.0, this is ") as caught:
        cluster(scheduler).__enter__()
    assert caught.value.hint == f"pip install claimsdb=={module.claims.__version__}"


def test_without_distributed_what_brings_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClaimsError, match="--scheduler needs distributed") as caught:
        cluster("tcp://127.0.0.1:8786").__enter__()
    assert caught.value.hint == "pipx inject claimsdb distributed"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "http://x:y"])
def test_where_no_scheduler_answers_one_line_says_so(monkeypatch, address):
    monkeypatch.setattr(module, "SECONDS", 0.5)
    with pytest.raises(ClaimsError, match=f"no Dask scheduler at {address}"):
        cluster(address).__enter__()
