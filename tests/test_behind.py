"""Work done behind one's back: in order, one piece at a time, nothing of it lost."""

from __future__ import annotations

import sys
import threading
from io import BytesIO

import pytest

from claims.behind import Behind
from claims.database import Database
from claims.exchange import ahead
from claims.exchange.importer import import_stream
from claims.journal import Journal
from tests.exchange.test_ahead import data


def test_the_caller_goes_on_meanwhile() -> None:
    going_on = threading.Event()
    with Behind() as behind:
        behind.begin(lambda: _heard(going_on))
        going_on.set()
        behind.wait()


def _heard(event: threading.Event) -> None:
    if not event.wait(60):
        raise TimeoutError


def test_pieces_come_one_after_the_other_and_all_are_done_at_the_end() -> None:
    done: list[int] = []
    with Behind() as behind:
        for number in range(20):
            behind.begin(lambda number=number: done.append(number))  # type: ignore[misc]
            if number % 3 == 0:
                behind.wait()
    assert done == list(range(20))
    assert not [one for one in threading.enumerate() if one.name.startswith("behind")]


def test_threads_take_turns_as_before_once_it_ends() -> None:
    before, during = sys.getswitchinterval(), []

    def work() -> None:
        with Behind() as behind:
            during.append(sys.getswitchinterval())
            behind.begin(_fails)

    with pytest.raises(OSError, match="disk full"):
        work()
    assert sys.getswitchinterval() == before > during[0]


def _fails() -> None:
    raise OSError("disk full")


@pytest.mark.parametrize("how", ["wait", "begin", "end"])
def test_what_goes_wrong_is_raised_by_whoever_waits(how: str) -> None:
    def work() -> None:
        with Behind() as behind:
            behind.begin(_fails)
            if how == "wait":
                behind.wait()
            elif how == "begin":
                behind.begin(lambda: None)

    with pytest.raises(OSError, match="disk full"):
        work()


def test_an_error_of_the_caller_is_the_one_raised_and_the_work_has_ended() -> None:
    begun, done = threading.Event(), []

    def slow() -> None:
        _heard(begun)
        done.append(1)
        _fails()

    def work() -> None:
        with Behind() as behind:
            behind.begin(slow)
            begun.set()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == [1]


def test_an_import_whose_storing_fails_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "CHUNK", 2)
    stored, keep_up = [], Journal.keep_up

    def failing(self: Journal) -> None:
        keep_up(self)
        stored.append(threading.current_thread().name)
        if len(stored) == 3:
            _fails()

    monkeypatch.setattr(Journal, "keep_up", failing)
    records = [{"key": str(n), "text": f"mot {n}", "speaker": "Ann"} for n in range(10)]
    with pytest.raises(OSError, match="disk full"):
        import_stream(database, BytesIO(data(*records)), name="x", command="import x", actor="me")
    assert len(stored) == 3
    assert all(name.startswith("behind") for name in stored)
    for table in ("statement", "speaker", "xref", "batch"):
        assert database.reader.value(f"SELECT count(*) FROM {table}") == 0
    monkeypatch.undo()
    report = import_stream(
        database, BytesIO(data(*records)), name="x", command="import x", actor="me"
    )
    assert report.new == len(records)
