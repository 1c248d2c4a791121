"""Whether anybody but its owner can get at a database file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from claims.database import is_postgres
from claims.i18n import _

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_WRITABLE = stat.S_IWGRP | stat.S_IWOTH


def looseness(target: str, own: Path) -> Iterator[str]:
    """What is open to others of the file at ``target``, each with the command that closes it.

    The file should be 0600.  Its folder should be 0700 where it is the program's own (that of
    ``own``, the default file); of any other folder only that others can write to it is told, since
    they could put another file in the place of this one.
    """
    if is_postgres(target) or os.name != "posix":
        return
    path = Path(target)
    words = _("others can open {path}: chmod {mode} {path}")
    if _mode(path) & _OTHERS:
        yield words.format(path=path, mode=600)
    folder = path.parent
    found = _mode(folder)
    ours = folder == own.parent and found & _OTHERS
    if ours or (found & _WRITABLE and not found & stat.S_ISVTX):
        yield words.format(path=folder, mode=700)


def _mode(path: Path) -> int:
    """The mode bits, none where they cannot be read."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0
