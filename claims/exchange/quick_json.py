"""JSON text read by orjson, where it reads just what the standard library does.

orjson is three times quicker, and takes what is refused here: of a name given twice the second
value.  That shows in the quotation marks of the text, of which there are two a string.  What it
reads otherwise, numbers with a fraction or beyond measure, is left to the standard library, as is
all it refuses, so that errors read as ever.
"""

from __future__ import annotations

from typing import Any

from orjson import loads


class _Doubtful(ValueError):
    """The standard library must read this."""


def quickly(data: bytes) -> Any:
    """The value of JSON text; raises ``ValueError`` where the standard library must read it.

    Raises ``RecursionError`` as well, for lists in lists in lists.
    """
    value = loads(data)
    marks = data.count(b'"')
    if b"\\" in data:
        if b"\\\\" in data:  # then it is not plain which marks are escaped
            raise _Doubtful
        marks -= data.count(b'\\"')
    if marks != 2 * _strings(value):
        raise _Doubtful
    return value


def _strings(value: Any) -> int:
    """How many strings a value was written with, names included."""
    kind = type(value)
    if kind is str:
        return 1
    if kind is dict:
        values = value.values()
        texts = list(map(type, values)).count(str)
        count = len(value) + texts
        if texts < len(value):
            count += sum(_strings(one) for one in values if type(one) is not str)
        return count
    if kind is list:
        return sum(map(_strings, value))
    if kind is float:
        raise _Doubtful
    return 0
