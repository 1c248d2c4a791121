"""The machine that figures are taken on: what it is, and how busy it is meanwhile."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


def described(postgres: Path | None = None) -> dict[str, Any]:
    """Processor, memory, versions, load: no name of the machine and no path.

    ``postgres`` is the folder of the server's programs.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30),
        "system": platform.system(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgres": _postgres(postgres) if postgres else None,
        "load": round(os.getloadavg()[0], 2),
    }


def in_words(machine: dict[str, Any]) -> str:
    """One line of it."""
    told = (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB",
        f"Python {machine['python']}",
        f"SQLite {machine['sqlite']}",
        f"PostgreSQL {machine['postgres']}" if machine["postgres"] else "no Postgres",
        f"load {machine['load']:g} at the start",
    )
    return "; ".join(told)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _postgres(programs: Path) -> str:
    words = [str(programs / "postgres"), "--version"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    return next(word for word in told if word[0].isdigit())


class Busy:
    """What the processor did since it was made: of the whole machine, and of one server.

    Where the system does not tell (it is no Linux), nothing is known.
    """

    def __init__(self, server: int | None = None) -> None:
        self.server = server
        self.begun = time.perf_counter()
        self.machine, self.ended = _machine(), _ended(server)

    def cores(self) -> float | None:
        """How many cores have been busy, whoever kept them so."""
        now = _machine()
        if now is None or self.machine is None:
            return None
        return (now - self.machine) / (time.perf_counter() - self.begun)

    def of_server(self) -> float | None:
        """Seconds of processor that sessions took that have ended since."""
        now = _ended(self.server)
        return None if now is None or self.ended is None else now - self.ended


def _machine() -> float | None:
    """Seconds of processor so far, of all cores: all but idle, waiting and stolen ones."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0]
    except OSError:
        return None
    user, nice, system, _idle, _wait, irq, softirq = map(int, first.split()[1:8])
    return (user + nice + system + irq + softirq) / TICKS


def _ended(server: int | None) -> float | None:
    """Seconds of processor of all children of a process that have ended."""
    if server is None:
        return None
    try:
        told = Path(f"/proc/{server}/stat").read_text(encoding="ascii")
    except OSError:
        return None
    fields = told.rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / TICKS
