from __future__ import annotations

import io

import pytest
from rich.text import Text

from claims.environment import Environment
from claims.render.console import (
    STYLES,
    line,
    link,
    make_console,
    plain,
    progress,
    show,
    state_style,
)
from claims.vocabulary import Stance, State


def environment(**more):
    environ = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "PAGER": ""}
    environ.update(more.pop("environ", {}))
    streams = (io.StringIO(), io.StringIO(), io.StringIO())
    return Environment(*streams, environ, **{"terminal": True, **more})


def drawn(text, **more):
    env = environment(**more)
    show(env, lambda console: console.print(text))
    return env.stdout.getvalue()


def test_every_state_and_stance_has_a_style():
    assert all(state_style("state", state) for state in State)
    assert all(state_style("stance", stance) for stance in Stance)
    assert state_style("state", "unheard-of") == ""
    console = make_console(environment())
    assert all(console.get_style(name) is not None for name in STYLES)


def test_untrusted_text_is_never_markup_nor_control():
    assert drawn(plain("[red]a[/red]\x1b]0;x\x07\nb"), color="never") == "[red]a[/red]\nb\n"
    assert drawn(line("a\n\tb"), color="never") == "a b\n"


@pytest.mark.parametrize("url", ["javascript:x", "", None, "http://[bad", "https://a b"])
def test_only_addresses_of_the_web_are_links(url):
    assert "\x1b]8" not in drawn(link("x", url))


def test_links_are_links_where_there_is_colour():
    address = "https://example.org/a?b=c"
    assert address in drawn(link("x", address))
    assert drawn(link("x", address), color="never") == "x\n"


@pytest.mark.parametrize(
    ("environ", "colour", "code"),
    [  # three colours, for rich remembers the codes of a style
        ({"COLORTERM": "truecolor"}, "#5f87af", "38;2;95;135;175"),
        ({}, "#5f87d7", "38;5;68"),
        ({"TERM": "xterm"}, "#800000", "\x1b[31m"),
    ],
)
def test_colours_are_those_the_terminal_has(environ, colour, code):
    assert code in drawn(Text("x", style=colour), environ=environ)


def lines(count):
    return "\n".join(f"line {n}" for n in range(count))


def pager(tmp_path, body="cat > {out}"):
    out = tmp_path / "paged"
    script = tmp_path / "pager"
    script.write_text("#!/bin/sh\n" + body.format(out=out) + "\n")
    script.chmod(0o700)
    return script, out


def test_a_long_answer_is_paged_whole(tmp_path):
    script, out = pager(tmp_path)
    environ = {"PAGER": str(script), "PATH": "/bin:/usr/bin"}
    assert drawn(lines(100), environ=environ) == ""
    assert out.read_text() == lines(100) + "\n"


def test_a_short_answer_is_not_paged(tmp_path):
    script, out = pager(tmp_path)
    assert drawn(lines(5), environ={"PAGER": str(script)}) == lines(5) + "\n"
    assert not out.exists()


def test_a_pager_left_early_is_no_error(tmp_path):
    script, _out = pager(tmp_path, "exit 0")
    assert drawn(lines(50_000), environ={"PAGER": str(script), "PATH": "/bin"}) == ""


def test_a_pager_that_cannot_start_is_done_without(tmp_path):
    script, _out = pager(tmp_path)
    script.write_text("#!/no/such/interpreter\n")
    assert drawn(lines(50), environ={"PAGER": str(script)}) == lines(50) + "\n"


def test_progress_writes_to_standard_error_only():
    env = environment()
    with progress(env, "Reading", total=2) as advance:
        advance(1)
        advance(1)
    assert env.stdout.getvalue() == ""
    assert "Reading" in env.stderr.getvalue()
