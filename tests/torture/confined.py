"""The program with less than it is used to: ``confined.py [LIMIT] -- WORDS``.

Run by root it is bound by the rights of files all the same; no file may grow beyond LIMIT bytes,
as on a disk that is full or has a quota.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_VERSION_3 = 0x20080522  # of linux/capability.h
_DAC = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


def obey_rights() -> None:
    """Give up what lets root pass over the rights of files."""
    if os.geteuid():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = (ctypes.c_uint32 * 2)(_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets):
        raise OSError(ctypes.get_errno(), "capget")
    sets[0] &= ~_DAC
    if libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capset")


def limit(size: int) -> None:
    """Writing beyond so many bytes of a file is an error, not the end of the process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def run() -> int:
    """What ``cli.py`` runs."""
    root = str(Path(__file__).parents[2])
    sys.path.insert(0, root)
    import claims

    if root not in claims.__path__:
        claims.__path__.append(root)
    from claims.cli import main

    place = sys.argv.index("--")
    obey_rights()
    if place > 1:
        limit(int(sys.argv[1]))
    return main(sys.argv[place + 1 :])


if __name__ == "__main__":
    sys.exit(run())
