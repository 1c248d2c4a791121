"""Records out of a file, one at a time, each with its line: JSONL, a JSON array, CSV.

What cannot be read is a ``Raw`` with a reason instead of a value; nothing is raised, and nothing
longer than ``LONGEST_LINE`` is ever held.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from operator import not_
from typing import Any, BinaryIO, NamedTuple

from claims.exchange.quick_json import quickly
from claims.i18n import _
from claims.text import clean_line, shorten

LONGEST_LINE = 1 << 20
"""Longest line read, in bytes; the longest text a record can hold is a tenth of it."""

_AT_ONCE = 1 << 18
"""Bytes read at a time."""

BOM = b"\xef\xbb\xbf"
_SHOWN = 60

Line = tuple[int, bytes | None]
"""A line by its number; none where it is longer than is read."""


class Raw(NamedTuple):
    """What stood on a line: a value, or the reason there is none.

    ``line`` counts items where a file is one JSON value; ``part`` is the list of it, by name, that
    the item stood in ("persons"), empty where there is none.
    """

    line: int
    value: Any
    reason: str | None = None
    part: str = ""


def lines(stream: BinaryIO, first: bytes = b"", longest: int = LONGEST_LINE) -> Iterator[Line]:
    """Numbered lines without their ends; ``None`` for one of more than ``longest`` bytes.

    ``first`` is what was read of the stream already.
    """
    for block in blocks(stream, first, longest):
        yield from zip(*block, strict=True)


class Block(NamedTuple):
    """Lines that follow one another, by number, as ``lines`` gives them."""

    numbers: Sequence[int]
    texts: list[bytes | None]


def blocks(stream: BinaryIO, first: bytes = b"", longest: int = LONGEST_LINE) -> Iterator[Block]:
    """The same lines, as many together as were read at once."""
    number, begun = 1, first
    beyond = False  # whether what is begun is a line beyond measure
    while True:
        data = stream.read(_AT_ONCE)
        *whole, begun = (begun + data).split(b"\n")
        if not data and (begun or beyond):
            whole.append(begun)
        if whole and number == 1:
            whole[0] = whole[0].removeprefix(BOM)
        told = [line.rstrip(b"\r") if len(line) <= longest else None for line in whole]
        if told and beyond:
            told[0], beyond = None, False
        if told:
            yield Block(range(number, number + len(told)), told)
        number += len(told)
        if not data:
            return
        if len(begun) > longest + len(BOM):
            beyond, begun = True, b""


def too_long(longest: int = LONGEST_LINE) -> str:
    """The reason for a line beyond measure."""
    return _("longer than {size} MiB").format(size=longest >> 20)


def too_deep() -> str:
    """The reason for lists in lists in lists."""
    return _("nested too deeply")


def twice(name: str) -> str:
    """The reason for an object that could be read in two ways."""
    return _("{name} is given twice").format(name=shorten(clean_line(name), _SHOWN))


def read_jsonl(
    stream: BinaryIO,
    first: bytes = b"",
    parse: Callable[[bytes], tuple[Any, str | None]] | None = None,
    longest: int = LONGEST_LINE,
) -> Iterator[Raw]:
    """One JSON value a line, read by ``parse`` (``parse_json``); blank lines are passed over."""
    parse = parse or parse_json
    for block in blocks(stream, first, longest):
        for line in zip(*written(block), strict=True):
            yield raw_of(line, parse, longest)


def written(block: Block) -> Block:
    """The lines on which anything stands."""
    blank = [text is not None and not text.strip() for text in block.texts]
    if not any(blank):
        return block
    marks = list(map(not_, blank))
    return Block(list(compress(block.numbers, marks)), list(compress(block.texts, marks)))


def raw_of(
    line: Line, parse: Callable[[bytes], tuple[Any, str | None]], longest: int = LONGEST_LINE
) -> Raw:
    """What stands on a line."""
    number, data = line
    return Raw(number, None, too_long(longest)) if data is None else Raw(number, *parse(data))


def parse_json(data: bytes) -> tuple[Any, str | None]:
    """The value of JSON text, or nothing and the reason."""
    try:
        return quickly(data), None
    except (ValueError, RecursionError):
        return _carefully(data)


def _carefully(data: bytes) -> tuple[Any, str | None]:
    """The same by the standard library, which says what is wrong."""
    try:
        if b"\0" in data:
            return None, _("holds a NUL byte")
        return _decode(data.decode()), None
    except UnicodeDecodeError as error:
        return None, _("not UTF-8: byte {byte} at position {place}").format(
            byte=f"0x{data[error.start]:02x}", place=error.start + 1
        )
    except RecursionError:
        return None, too_deep()
    except ValueError as error:
        return None, _reason(error)


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return _("not JSON: {reason} at character {place}").format(
            reason=error.msg.removesuffix(" at"), place=error.pos + 1
        )
    if isinstance(error, _Twice):
        return twice(error.name)
    # NaN, Infinity, a whole number of more digits than Python reads
    return _("not JSON: a number beyond measure")


def _refuse(constant: str) -> None:
    raise ValueError(constant)


class _Twice(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _one_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        counts = Counter(name for name, _value in pairs)
        raise _Twice(counts.most_common(1)[0][0])
    return made


# Made once: ``json.loads`` makes a decoder for every value that it is told to read otherwise.
_decode = json.JSONDecoder(object_pairs_hook=_one_object, parse_constant=_refuse).decode
