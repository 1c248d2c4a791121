"""Small files of the person's own, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from claims.errors import UsageError
from claims.i18n import _


def replace_text(path: Path, text: str, *, mode: int = 0o666) -> None:
    """Put a text in the place of a file, in UTF-8; ``mode`` is for it, less what the umask takes.

    Its folder is made, for its owner alone.  Raises ``UsageError`` where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode)
        with open(made, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(
            _("cannot write {path}: {reason}").format(path=path, reason=error.strerror)
        ) from error
