from __future__ import annotations

import shutil
import subprocess
import sys
from types import ModuleType

import click
import pytest

import claims
from claims.commands.completion import SHELLS
from claims.commands.options import QUESTION, SPEAKER


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_for_every_shell(run, shell):
    result = run("completion", shell)
    assert result.status == 0
    assert "_CLAIMS_COMPLETE" in result.out


def test_the_script_is_one_bash_can_read(run):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    script = run("completion", "bash").out
    done = subprocess.run([bash, "-n"], input=script, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def complete(run, monkeypatch):
    """What the shell would be told for a line being typed."""

    def go(line):
        words = line.split(" ")
        monkeypatch.setenv("_CLAIMS_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        result = run()
        assert (result.status, result.err) == (0, "")
        return [entry.partition(",")[2] for entry in result.out.splitlines() if entry]

    return go


def test_commands_and_options(complete):
    assert complete("claims con") == ["contrast", "contested", "confidential", "config"]
    assert complete("claims config s") == ["set"]
    assert complete("claims config get f") == ["format"]
    assert "--json" in complete("claims config list --")
    assert complete("claims --form") == ["--format"]
    assert complete("claims --format j") == ["json", "jsonl"]


@pytest.fixture
def suggestions(monkeypatch):
    """Stand in for the module that knows the names; keeps what it was asked."""

    def install(answer):
        module = ModuleType("claims.completion")
        vars(module)["names"] = answer
        monkeypatch.setitem(sys.modules, "claims.completion", module)
        monkeypatch.setattr(claims, "completion", module, raising=False)

    return install


def test_names_come_from_the_database_named_on_the_line(complete, probe, suggestions):
    seen = []

    def answer(env, kind, incomplete, target, *, everything=False):
        seen.append((kind, incomplete, target))
        return ["convoy-attack"]

    suggestions(answer)
    probe(lambda app, on: None, click.option("--on", type=QUESTION))
    assert complete("claims --db other.db probe --on con") == ["convoy-attack"]
    assert seen == [("question", "con", "other.db")]


def test_whatever_goes_wrong_nothing_is_suggested(complete, probe, suggestions):
    def answer(*_words):
        raise RuntimeError("no database")

    suggestions(answer)
    probe(lambda app, who: None, click.argument("who", type=SPEAKER))
    assert complete("claims probe Ker") == []


def test_outside_the_program_a_name_suggests_nothing():
    context = click.Context(click.Command("x"))
    assert SPEAKER.shell_complete(context, click.Option(["--x"]), "Ker") == []
