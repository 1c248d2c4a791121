"""What a flat record is like, in one number: equal for equal records, whatever format they came in.

Texts go in as they stand, one after the other with a NUL between; whatever else a record holds, and
a text that itself holds a NUL, goes in as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from claims.text import content_hash

NO_TEXTS = frozenset({"via", "start", "end", "positions"})
"""Fields of lists and numbers, even where a format makes a text of one."""
_BETWEEN = "\0"

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_quoted = json.encoder.encode_basestring_ascii


def digest(raw: Mapping[str, Any]) -> str:
    """The fingerprint of a record.  Fields that are empty count as missing."""
    names: list[str] = []
    texts: list[str] = []
    others: list[str] = []
    for name, value in sorted(filled(raw).items()):
        if type(value) is str and name not in NO_TEXTS and _BETWEEN not in value:
            names.append(_quoted(name))
            texts.append(value)
        else:
            others.append(f"{_quoted(name)}:{_canonical(name, value)}")
    return content_hash(",".join(names), _BETWEEN.join(texts), *others)


class Fingerprints:
    """The fingerprints of records that have just these fields, two texts among them at least."""

    def __init__(self, names: Iterable[str]) -> None:
        texts = sorted(set(names) - NO_TEXTS)
        self._texts = itemgetter(*texts)
        self._names = ",".join(map(_quoted, texts))
        self._between = len(texts) - 1
        self._others = [(name, f"{_quoted(name)}:") for name in sorted(NO_TEXTS & set(names))]

    def of(self, record: Mapping[str, Any]) -> str | None:
        """That of a record, as ``digest`` tells it, in which nothing is empty.

        None where what should be a text is something else, or holds a NUL.
        """
        try:
            told = _BETWEEN.join(self._texts(record))
        except TypeError:
            return None
        if told.count(_BETWEEN) != self._between:
            return None
        others = [head + _canonical(name, record[name]) for name, head in self._others]
        return content_hash(self._names, told, *others)


def _canonical(name: str, value: Any) -> str:
    """A field's value as it goes into the fingerprint: equal for what means the same."""
    if name == "via" and isinstance(value, str):
        value = [value]
    elif name == "positions" and isinstance(value, list):
        value = [filled(one) if isinstance(one, dict) else one for one in value]
    return _quoted(value) if type(value) is str else _encode(value)


def filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record that hold anything."""
    return {name: value for name, value in raw.items() if value or value not in (None, "", [])}
