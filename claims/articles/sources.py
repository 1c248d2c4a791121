"""Where articles come from: files, folders, standard input; lists of records, packed or not.

Of files only names are held: they are read where they are wanted, in another process or never.
Lists are read record by record, whatever their size.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from claims.articles.model import LARGEST, Origin, Problem, too_large
from claims.errors import ClaimsError
from claims.i18n import _

IN_FOLDERS = (".txt", ".html", ".htm")
"""What is read of a folder; a file named itself may be called anything."""

_LINES = (".jsonl", ".ndjson")
_VALUE = ".json"
_PACKED = (".gz", ".bz2", ".xz")

_LONGEST_OPENING = 64
# What begins a list of objects, or stands alone on the first line of one.
_LIST = re.compile(rb"\s*\[\s*(\{\s*(\"|$)|$)")


class Opener(Protocol):
    """Opens a file for reading, ``-`` being standard input."""

    def __call__(self, path: str, /) -> AbstractContextManager[BinaryIO]: ...  # noqa: D102


def origins(paths: Iterable[str], open_input: Opener) -> Iterator[Origin | Problem]:
    """Every article of some files and folders, in order; folders sorted, hidden files left out."""
    for path in paths:
        lists = _lists(path)
        if path == "-":
            yield from _opened(path, open_input, _standard_input)
        elif os.path.isdir(path):
            yield from _folder(path)
        elif lists:
            yield from _opened(path, open_input, lists)
        else:
            yield Origin(path, path)


def _lists(path: str) -> _Reader | None:
    """What reads a list of articles, as its name tells; none for anything else."""
    name = path.lower()
    for ending in _PACKED:
        name = name.removesuffix(ending)
    if name.endswith(_LINES):
        return _records
    return _values if name.endswith(_VALUE) else None


def holds_many(path: str) -> bool:
    """Whether a path names a list of articles, which only reading it counts."""
    return _lists(path) is not None and not os.path.isdir(path)


def is_many(paths: Iterable[str]) -> bool:
    """Whether these may hold more than one article."""
    named = list(paths)
    return len(named) > 1 or any(os.path.isdir(path) or holds_many(path) for path in named)


def count(paths: Iterable[str]) -> int | None:
    """How many articles there are, as far as names tell; none where only reading would."""
    total = 0
    for path in paths:
        if path == "-" or holds_many(path):
            return None
        total += sum(1 for _one in _folder(path)) if os.path.isdir(path) else 1
    return total


def with_bytes(found: Iterable[Origin | Problem]) -> Iterator[Origin | Problem]:
    """The same with the bytes of every file in hand, for readers elsewhere."""
    from claims.articles.reading import loaded

    return (loaded(one) if isinstance(one, Origin) else one for one in found)


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


_Reader = Callable[[str, BinaryIO], Iterator[Origin | Problem]]


def _opened(path: str, open_input: Opener, read: _Reader) -> Iterator[Origin | Problem]:
    from claims.exchange.intake import unpacked

    try:
        with open_input(path) as stream:
            yield from read(path, unpacked(stream))
    except ClaimsError as error:  # it cannot be opened, or not be unpacked
        yield Problem(path, error.message, error.hint)
    except OSError as error:
        yield Problem(path, error.strerror or str(error))


def _records(path: str, stream: BinaryIO, first: bytes = b"") -> Iterator[Origin | Problem]:
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


def _values(path: str, stream: BinaryIO) -> Iterator[Origin | Problem]:
    """A JSON file: one article, or a list of them."""
    from claims.exchange.intake import joined
    from claims.exchange.sources import BOM

    first = stream.read(_LONGEST_OPENING).removeprefix(BOM)
    while first and not first.strip():
        first = stream.read(_LONGEST_OPENING)
    if first.lstrip().startswith(b"["):
        yield from _items(path, joined(first, stream))
        return
    data = first + stream.read(LARGEST + 1 - len(first))
    if len(data) > LARGEST:
        yield Problem(path, too_large())
    elif not data:
        yield Problem(path, _("empty"))
    else:
        yield Origin(path, data=data, record=True)


def _items(path: str, stream: BinaryIO) -> Iterator[Origin | Problem]:
    """The articles of a JSON list, one at a time."""
    from claims.exchange.json_in import stream_items, strict

    found = False
    for raw in strict(stream_items(stream)):
        found = True
        name = f"{path}:{raw.line}"
        data = b"" if raw.reason else json.dumps(raw.value).encode()
        if raw.reason or len(data) > LARGEST:
            yield Problem(name, raw.reason or too_large())
        else:
            yield Origin(name, data=data, record=True)
    if not found:
        yield Problem(path, _("empty"))


def _standard_input(path: str, stream: BinaryIO) -> Iterator[Origin | Problem]:
    from claims.exchange.intake import joined
    from claims.exchange.sources import BOM

    first = stream.readline(LARGEST + 1)
    begun = first.removeprefix(BOM)
    if _begins_record(begun):
        yield from _records(path, stream, begun)
    elif _LIST.match(begun[:_LONGEST_OPENING]):
        yield from _items(path, joined(begun, stream))
    else:
        data = first + stream.read(LARGEST + 1 - len(first))
        yield Problem(path, too_large()) if len(data) > LARGEST else Origin(path, data=data)


def _begins_record(line: bytes) -> bool:
    """Whether a line is a record of JSONL: an object with a text."""
    if not line.lstrip().startswith(b"{"):
        return False
    from claims.exchange.sources import parse_json

    value, _reason = parse_json(line)
    return isinstance(value, dict) and "text" in value
