"""The program as a process of its own that can be killed.

It is forked from this one, which has everything loaded and no database open: a second of start-up
saved each time, so that hundreds of kills fit into minutes.  With ``real`` it is started from
nothing.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
_WARMING = (
    "init",
    "import a.jsonl",
    "add quote Well --by Ann --in X --new --question q --claim c --stance denies",
    "search report",
    "contested",
    "flag C1 check",
    "undo",
)
LONGEST = 300.0
"""Seconds after which a process that has not ended is a fault."""


@dataclass(frozen=True)
class Outcome:
    """What one run gave back; ``status`` is negative where a signal ended it."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def traceback(self) -> bool:
        """Whether it ended in a way a person must never see."""
        return "Traceback" in self.err or "internal error" in self.err


class Program:
    """Starts the program in a folder, as one person, on one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.real = False
        self.pid = 0
        self._begun = 0.0
        self._status: int | None = None

    def start(self, argv: Sequence[str], db: str) -> None:
        """Start one; it runs beside us."""
        self._status, self._begun = None, monotonic()
        environ = self._environ(db)
        with self._file("out").open("wb") as out, self._file("err").open("wb") as err:
            if self.real:
                words = [sys.executable, str(ROOT / "cli.py"), *argv]
                self.pid = subprocess.Popen(
                    words, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environ,
                    cwd=self.folder,
                ).pid  # fmt: skip
                return
            self.pid = os.fork()
            if not self.pid:
                self._become(argv, environ, out.fileno(), err.fileno())

    def _become(self, argv: Sequence[str], environ: dict[str, str], out: int, err: int) -> None:
        """The child: run, and leave without what the parent would do at its end."""
        status = 99
        try:
            nowhere = os.open(os.devnull, os.O_RDONLY)
            for number, descriptor in enumerate((nowhere, out, err)):
                os.dup2(descriptor, number)
            os.environ.clear()
            os.environ.update(environ)
            os.chdir(self.folder)
            sys.stdin = open(0, closefd=False)  # noqa: SIM115
            sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
            from claims.cli import main

            status = main(list(argv))
            sys.stderr.flush()
        finally:
            os._exit(status)

    def _environ(self, db: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.folder),
            "CLAIMS_CONFIG": str(self.folder / "config.toml"),
            "CLAIMS_ACTOR": "tester",
            "CLAIMS_DB": db,
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
        }

    def _file(self, name: str) -> Path:
        return self.folder / f"program.{name}"

    @property
    def seconds(self) -> float:
        """Since it was started."""
        return monotonic() - self._begun

    def ended(self) -> bool:
        """Whether it has ended by itself, or been killed."""
        if self._status is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status is not None

    def kill(self) -> None:
        """End it as a power cut would, whatever it is at."""
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> Outcome:
        """What it gave back, once it has ended."""
        while not self.ended():
            if self.seconds > LONGEST:
                self.kill()
            sleep(0.002)
        texts = (self._file(name).read_text("utf-8", "replace") for name in ("out", "err"))
        return Outcome(self._status or 0, *texts, self.seconds)

    def warm(self, db: str) -> None:
        """Run some commands in this very process: what they load is loaded in every fork."""
        from claims.cli import main
        from claims.environment import Environment

        before = Path.cwd()
        os.chdir(self.folder)
        for line in _WARMING:
            words = line.split()
            streams = [io.TextIOWrapper(io.BytesIO(), write_through=True) for _stream in range(3)]
            if main(words, Environment(*streams, self._environ(db))) not in (0, 1):
                raise AssertionError(streams[2].buffer.getvalue())  # type: ignore[attr-defined]
        os.chdir(before)

    def run(self, argv: Sequence[str], db: str) -> Outcome:
        """Run it undisturbed."""
        self.start(argv, db)
        return self.wait()

    def done(self, argv: Sequence[str], db: str) -> Outcome:
        """Run it undisturbed; it must succeed."""
        outcome = self.run(argv, db)
        if outcome.status:
            raise AssertionError(f"{' '.join(argv)}: {outcome.status}\n{outcome.err}")
        return outcome


def in_fork(work: Callable[[], Mapping[str, object]], path: Path) -> int:
    """Do something in a process of its own, whose answer is written to a file; its pid."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        path.write_text(json.dumps(work()), "utf-8")
        status = 0
    except BaseException as error:  # whatever it is, the parent must hear of it
        import traceback

        path.write_text(json.dumps({"fault": "".join(traceback.format_exception(error))}), "utf-8")
    finally:
        os._exit(status)
