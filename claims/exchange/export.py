"""Export: everything (``dump``), or quotations as flat records (``flat``, ``csv``), as a stream.

Nothing is held but a page of rows, and all of it is one moment's view of the database.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from claims.errors import UsageError
from claims.i18n import _
from claims.reader import Reader


class ExportFormat(StrEnum):
    """What an export can be."""

    DUMP = "dump"
    FLAT = "flat"
    CSV = "csv"


class Counted(Iterable[str]):
    """Pieces of text, counting in ``rows`` those that are no header as they pass.

    ``selected`` where they are a selection, which may be of nothing.
    """

    def __init__(self, pieces: Iterable[str], headers: int, *, selected: bool = True) -> None:
        self._pieces = pieces
        self.rows = -headers
        self.selected = selected

    def __iter__(self) -> Iterator[str]:
        """The pieces, once."""
        for piece in self._pieces:
            self.rows += 1
            yield piece


def export(
    reader: Reader,
    format: ExportFormat,
    *,
    speaker: int | None = None,
    question: int | None = None,
    excel_safe: bool = False,
) -> Counted:
    """The lines of an export, read as they are taken; ``rows`` counts them.

    Raises ``UsageError`` for a selection of a dump, which is of everything.
    """
    if format is ExportFormat.DUMP:
        if speaker is not None or question is not None:
            raise UsageError(
                _("a dump is of everything; a selection is flat or csv"), hint="--format flat"
            )
        from claims.exchange.dump import dump

        return Counted(_at_once(reader, dump(reader)), 1, selected=False)
    from claims.exchange.flat_out import csv_lines, flat_records, jsonl

    records = flat_records(reader, speaker=speaker, question=question)
    if format is ExportFormat.FLAT:
        return Counted(_at_once(reader, jsonl(records)), 0)
    return Counted(_at_once(reader, csv_lines(records, excel_safe=excel_safe)), 1)


def _at_once(reader: Reader, pieces: Iterator[str]) -> Iterator[str]:
    with reader.snapshot():
        yield from pieces


def write_file(path: Path, pieces: Iterable[str]) -> None:
    """Write a file that only its owner can read: whole, or not at all.

    What is no regular file (a pipe, a device) is simply written to.  Raises ``UsageError`` where
    that cannot be done.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
            return
        # mkstemp makes the file with mode 0600; beside the other, so that it can take its place.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with open(handle, "w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise UsageError(
            _("cannot write {path}: {reason}").format(path=path, reason=error.strerror or error)
        ) from error
