"""Nothing opens a network connection unless the person names a server: every command, on SQLite.

An audit hook (PEP 578) sees what any library does, in any thread, and cannot be worked around.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile import SHOWN

GUARD = """
import os, sys

def guard(event, args):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto",
                 "socket.gethostbyname", "urllib.Request", "http.client.connect"):
        sys.stderr.write(f"NETWORK {event} {args[:2]!r}\\n")
        sys.stderr.flush()
        os._exit(99)

sys.addaudithook(guard)
"""

PROGRAM = """
import os, shlex, sys
from claims.cli import main
for line in open(sys.argv[1], encoding="utf-8"):
    sys.stderr.write(f"RAN {line}")
    main(shlex.split(line))
sys.stderr.write("ALL DONE\\n")
"""


def _guarded(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "sitecustomize.py").write_text(GUARD, "utf-8")
    environ = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "CLAIMS_ACTOR": "tester",
        "CLAIMS_DB": str(tmp_path / "claims.db"), "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "CLAIMS_CONFIG": str(tmp_path / "config.toml"),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, *words], cwd=tmp_path, env=environ, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False, timeout=600,
    )  # fmt: skip


def test_the_guard_sees_a_connection(tmp_path: Path) -> None:
    lines = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = _guarded(tmp_path, "-c", lines)
    assert (done.returncode, done.stderr[:7]) == (99, "NETWORK")


@pytest.mark.slow
def test_no_command_opens_a_connection(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "claims.db")
    for name in ("convoy.jsonl", "context.json"):
        shutil.copyfile(ROOT / "seed" / name, tmp_path / f"HOSTILE{Path(name).suffix}")
    (tmp_path / "HOSTILE.csv").write_text("text,speaker\nNo,Ann Lee\n", "utf-8")
    (tmp_path / "HOSTILE.txt").write_text("“No,” Ann Lee said on Monday.\n", "utf-8")
    lines = ["init --demo", *(line for lines in SHOWN.values() for line in lines)]
    typed = [
        shlex.join("thing" if word == "H" else word for word in shlex.split(line)) for line in lines
    ]
    typed.append("search convoy --db postgresql://u@127.0.0.1:9/x")
    (tmp_path / "typed").write_text("\n".join(typed) + "\n", "utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    done = _guarded(tmp_path, "program.py", "typed")
    ran = done.stderr.split("RAN ")
    # The last line names a server: it alone may reach for the network.
    assert "NETWORK" not in "".join(ran[:-1]), ran[-1]
    assert len(ran) - 1 == len(typed), done.stderr[-2000:]
    assert ran[-1].startswith("search convoy --db")
