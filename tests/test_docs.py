"""README and every command's examples say what is true: all of them are run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import click
import pytest

from claims.cli import commands, program
from claims.vocabulary import Stance
from tests.conftest import ROOT, Result

Run = Callable[..., Result]


def shell_lines(markdown: str) -> Iterator[list[str]]:
    """The words of each ``claims`` command in the text's shell blocks, pipes cut off."""
    for block in re.findall(r"```sh\n(.*?)```", markdown, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] == "claims":
                ends = [words.index(mark) for mark in ("|", ">") if mark in words]
                yield words[1 : min(ends, default=len(words))]


def every_command(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all commands, groups left out."""
    context = click.Context(group)
    if not isinstance(group, click.Group):
        yield path
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from every_command(command, (*path, name))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A folder with the files that the examples name, and where they may write."""
    monkeypatch.chdir(tmp_path)
    seed = files("claims.seed")
    for name in ("quotes.jsonl", "convoy.jsonl"):
        Path(name).write_bytes((seed / "convoy.jsonl").read_bytes())
    Path("context.json").write_bytes((seed / "context.json").read_bytes())
    Path("contacts.csv").write_bytes("Citation;Auteur\r\nC’est arrivé;Zoé Lam".encode("cp1252"))
    page = "<html><body><article><p>Non, a dit jeudi le ministre Paul Garnier.</p></article>"
    Path("page.html").write_text(page, "utf-8")
    Path("article.txt").write_text("« Non », a dit jeudi le ministre Paul Garnier.", "utf-8")
    assert run("init", "--demo", db="first.db").status == 0
    written = run("export", "quotes.csv", "--format", "csv", db="first.db")
    assert written.status == 0, written.err
    return tmp_path


@pytest.fixture
def shell(desk: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Runs a line as a person's shell would, with ``claims`` on the path."""
    folder = desk / "bin"
    folder.mkdir()
    claims = folder / "claims"
    claims.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n')
    claims.chmod(0o755)
    environ = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "HOME": str(desk),
        "CLAIMS_DB": str(desk / "first.db"),
        "CLAIMS_CONFIG": str(desk / "config.toml"),
        "CLAIMS_ACTOR": "tester",
    }

    def go(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", line],
            env=environ,
            cwd=desk,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return go


def test_the_commands_of_readme_run_in_their_order(run: Run, desk: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = list(shell_lines(readme))
    assert len(found) >= 20
    for words in found:
        if any("://" in word or "…" in word for word in words):
            continue
        result = run(*words, db="first.db")
        assert result.status == 0, f"claims {shlex.join(words)}\n{result.err}"


def test_readme_lists_every_command_and_only_those() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("## What each command does")[1].split("\n## ")[0]
    listed = set(re.findall(r"`([a-z]+)`", table.split("`claims help COMMAND`")[0]))
    assert listed == commands().keys() - {"help"}


def test_readme_opens_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"\A# claims\n\n    make demo .*\n    make test ", readme)
    assert readme.index("make test") < readme.index("pipx install .")


PATHS = [" ".join(path) for path in every_command(program())]


@pytest.mark.parametrize("path", PATHS)
def test_help_has_a_sentence_and_examples(run: Run, path: str) -> None:
    shown = run(*path.split(), "--help")
    assert shown.status == 0
    assert shown.out.startswith("Usage: claims")
    assert "Examples:" in shown.out
    told = shown.out.split("Examples:")[0]
    assert all(len(line) <= 100 for line in told.splitlines())


@pytest.mark.parametrize("path", PATHS)
def test_examples_run(
    shell: Callable[[str], subprocess.CompletedProcess[str]], run: Run, path: str
) -> None:
    """Nothing an example says is unknown, misspelt or refused."""
    shown = run(*path.split(), "--help").out.split("Examples:")[1]
    examples = [line.strip() for line in shown.splitlines() if "claims " in line]
    assert examples
    for example in examples:
        if "://" not in example.replace("https://example.org", ""):
            done = shell(example)
            assert done.returncode in (0, 1), f"{example}\n{done.stderr}"
            assert "internal error" not in done.stderr


def fields_of(value: object) -> set[str]:
    """Every key of a JSON value, however deep; keys that are data (stances) left out."""
    if isinstance(value, dict):
        inner = [fields_of(item) for item in value.values()]
        return {key for key in value if key not in set(Stance)}.union(*inner)
    if isinstance(value, list):
        return set().union(*(fields_of(item) for item in value))
    return set()


@pytest.mark.parametrize(
    "command",
    [
        "contrast convoy-attack",
        "contested",
        "why C2",
        "history Pentagon --voices",
        "timeline convoy-attack",
    ],
)
def test_every_field_of_an_account_is_in_its_manual(run: Run, desk: Path, command: str) -> None:
    manual = (ROOT / "docs" / "accounts.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", manual))))
    found = fields_of(run(*command.split(), "--json", db="first.db").json())
    assert found
    assert found <= words, found - words
