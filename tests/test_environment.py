from __future__ import annotations

import io
import os
import sys

import pytest

from claims.environment import Environment


def environment(environ=None, *, stdin="", **more):
    return Environment(io.StringIO(stdin), io.StringIO(), io.StringIO(), environ or {}, **more)


@pytest.mark.parametrize(
    ("terminal", "color", "environ", "setting", "expected"),
    [
        (True, None, {}, None, True),
        (False, None, {}, None, False),
        (True, None, {"TERM": "dumb"}, None, False),
        (True, None, {"NO_COLOR": "1"}, None, False),
        (True, None, {"NO_COLOR": ""}, None, True),
        (False, None, {"FORCE_COLOR": "1"}, None, True),
        (False, None, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, None, False),
        (False, "always", {"NO_COLOR": "1"}, "never", True),
        (True, "never", {"FORCE_COLOR": "1"}, "always", False),
        (True, "auto", {"NO_COLOR": "1"}, None, True),
        (False, None, {}, "always", True),
        (True, None, {}, "never", False),
        (True, None, {"FORCE_COLOR": "1"}, "never", True),
    ],
)
def test_one_place_decides_colour(terminal, color, environ, setting, expected):
    settings = {"color": setting} if setting else {}
    env = environment(environ, terminal=terminal, color=color, settings=settings)
    assert env.colour(env.stdout) is expected


@pytest.mark.parametrize(
    ("environ", "size"),
    [
        ({}, (80, 24)),
        ({"COLUMNS": "120", "LINES": "40"}, (120, 40)),
        ({"COLUMNS": "wide", "LINES": "-3"}, (80, 24)),
        ({"COLUMNS": "0"}, (80, 24)),
        ({"COLUMNS": "²"}, (80, 24)),
    ],
)
def test_size(environ, size):
    env = environment(environ)
    assert (env.width, env.height) == size


def test_size_of_a_real_terminal():
    controller, terminal = os.openpty()
    os.close(controller)
    with open(terminal, "w") as stream:
        env = Environment(sys.stdin, stream, stream, {})
        assert env.width > 0
        assert env.height >= 0


def test_a_person_can_be_asked_only_at_a_terminal():
    assert environment(terminal=True).interactive
    assert not environment(terminal=False).interactive
    assert not environment(terminal=True, no_input=True).interactive


def test_closed_streams_are_no_terminals():
    env = environment()
    env.stdin.close()
    assert not env.is_terminal(env.stdin)


@pytest.mark.parametrize(
    ("environ", "settings", "words"),
    [
        ({"PAGER": "cat"}, {}, None),
        ({"PAGER": ""}, {}, None),
        ({"PAGER": "no-such-program -x"}, {}, None),
        ({"PAGER": "sh 'unclosed"}, {}, None),
        ({"PAGER": "sh -c 'a b'"}, {}, ["sh", "-c", "a b"]),
        ({"PAGER": "cat"}, {"pager": "sh"}, ["sh"]),
        ({"PAGER": "cat", "CLAIMS_PAGER": "sh -x"}, {"pager": "cat"}, ["sh", "-x"]),
    ],
)
def test_pager(environ, settings, words):
    assert environment(environ, terminal=True, settings=settings).pager() == words


def test_no_pager_in_a_pipe_or_when_refused():
    environ = {"PAGER": "sh"}
    assert environment(environ, terminal=False).pager() is None
    assert environment(environ, terminal=True, paging=False).pager() is None


def test_notes_are_clean_lines_on_standard_error():
    env = environment()
    env.note("a\x1b[2J\nb")
    assert env.stderr.getvalue() == "a b\n"
    assert env.stdout.getvalue() == ""


def test_reading_a_line():
    env = environment(stdin="Ana\r\n")
    assert env.read_line("Who?") == "Ana"
    assert env.stderr.getvalue() == "Who? "
    with pytest.raises(EOFError):
        env.read_line("And?")


def test_streams_are_installed_and_given_back():
    before = (sys.stdin, sys.stdout, sys.stderr)
    env = environment()

    def fail():
        print("caught")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), env.installed():
        fail()
    assert (sys.stdin, sys.stdout, sys.stderr) == before
    assert env.stdout.getvalue() == "caught\n"


def test_the_real_one_survives_missing_streams(monkeypatch):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    env = Environment.of_process()
    env.stdout.write("nowhere")
    assert env.stdin.read() == ""
    for stream in (env.stdin, env.stdout, env.stderr):
        stream.close()


def test_nothing_fails_for_want_of_an_encoding(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    env = Environment.of_process()
    env.stdout.write("é\udcff")
    env.stdout.flush()
    assert raw.getvalue() == b"??"
    assert not env.unicode
