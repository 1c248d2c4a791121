"""Where articles come from: files, folders, standard input; JSONL holds one a line.

Only names are held: files are read where they are wanted, in another process or never.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, BinaryIO, Protocol

from claims.articles.model import LARGEST, Origin, Problem
from claims.errors import UsageError
from claims.i18n import _

IN_FOLDERS = (".txt", ".html", ".htm")
"""What is read of a folder; a file named itself may be called anything."""

_LINES = (".jsonl", ".ndjson")
_VALUE = ".json"


class Opener(Protocol):
    """Opens a file for reading, ``-`` being standard input."""

    def __call__(self, path: str, /) -> AbstractContextManager[BinaryIO]: ...  # noqa: D102


def origins(paths: Iterable[str], open_input: Opener) -> Iterator[Origin | Problem]:
    """Every article of some files and folders, in order; folders sorted, hidden files left out."""
    for path in paths:
        lower = path.lower()
        if path == "-":
            yield from _standard_input(open_input)
        elif os.path.isdir(path):
            yield from _folder(path)
        elif lower.endswith(_LINES):
            yield from _opened(path, open_input, _records)
        elif lower.endswith(_VALUE):
            yield from _opened(path, open_input, _values)
        else:
            yield Origin(path, path)


def is_many(paths: Iterable[str]) -> bool:
    """Whether these may hold more than one article."""
    named = list(paths)
    return len(named) > 1 or any(
        os.path.isdir(path) or path.lower().endswith((*_LINES, _VALUE)) for path in named
    )


def count(paths: Iterable[str]) -> int | None:
    """How many articles there are, as far as names tell; none where only reading would."""
    total = 0
    for path in paths:
        if path == "-" or path.lower().endswith((*_LINES, _VALUE)):
            return None
        total += sum(1 for _one in _folder(path)) if os.path.isdir(path) else 1
    return total


def _folder(path: str) -> Iterator[Origin | Problem]:
    found = False
    for place, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(IN_FOLDERS) and not name.startswith("."):
                found = True
                whole = os.path.join(place, name)
                yield Origin(whole, whole)
    if not found:
        kinds = ", ".join(f"*{ending}" for ending in IN_FOLDERS)
        yield Problem(path, _("no article in this folder ({kinds})").format(kinds=kinds))


def _opened(path: str, open_input: Opener, of: Any) -> Iterator[Origin | Problem]:
    try:
        with open_input(path) as stream:
            yield from of(path, stream, b"")
    except UsageError as error:
        yield Problem(path, error.message)


def _records(path: str, stream: BinaryIO, first: bytes) -> Iterator[Origin | Problem]:
    from claims.exchange.sources import lines, too_long

    found = False
    for number, line in lines(stream, first):
        name = f"{path}:{number}"
        if line is None:
            yield Problem(name, too_long())
        elif line.strip():
            yield Origin(name, data=line, record=True)
        found = found or line is None or bool(line.strip())
    if not found:
        yield Problem(path, _("empty"))


def _values(path: str, stream: BinaryIO, first: bytes) -> Iterator[Origin | Problem]:
    """A JSON file: one article, or a list of them."""
    from claims.exchange.sources import BOM, parse_json

    data = first + stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Problem(path, _("larger than {size} MiB: use JSONL").format(size=LARGEST >> 20))
        return
    value, reason = parse_json(data.removeprefix(BOM))
    if reason is not None:
        yield Problem(path, reason)
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        name = f"{path}:{number}" if isinstance(value, list) else path
        yield Origin(name, data=json.dumps(item).encode(), record=True)


def _standard_input(open_input: Opener) -> Iterator[Origin | Problem]:
    with open_input("-") as stream:
        first = stream.readline(LARGEST + 1)
        if _begins_record(first):
            yield from _records("-", stream, first)
            return
        data = first + stream.read(LARGEST + 1 - len(first))
    if len(data) > LARGEST:
        yield Problem("-", _("larger than {size} MiB").format(size=LARGEST >> 20))
    else:
        yield Origin("-", data=data)


def _begins_record(line: bytes) -> bool:
    """Whether a line is a record of JSONL: an object with a text."""
    if not line.lstrip().startswith(b"{"):
        return False
    from claims.exchange.sources import BOM, parse_json

    value, _reason = parse_json(line.removeprefix(BOM))
    return isinstance(value, dict) and "text" in value
