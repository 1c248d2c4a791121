"""What a flat record is like, in one number: equal for equal records, whatever format they came in.

It is of the record as JSON with its names sorted.  Databases keep it: were it told otherwise, no
record would be known again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter
from typing import Any

from claims.text import content_hash

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_quoted = json.encoder.encode_basestring_ascii


def digest(raw: Mapping[str, Any]) -> str:
    """The fingerprint of a record.  Fields that are empty count as missing."""
    # The JSON is put together here: nearly every value is a plain text.
    parts = [
        f"{_quoted(name)}:{_canonical(name, value)}" for name, value in sorted(filled(raw).items())
    ]
    return content_hash("{" + ",".join(parts) + "}")


class Fingerprints:
    """The fingerprints of records that have just these fields, two texts among them at least.

    Those of ``others`` hold lists and numbers, or what a format makes of them.
    """

    def __init__(self, names: Iterable[str], others: Collection[str]) -> None:
        known = sorted(names)
        texts = [name for name in known if name not in others]
        self._texts = itemgetter(*texts)
        self._count = len(texts)
        self._others = [(place, name) for place, name in enumerate(known) if name in others]
        fields = (
            f"{_quoted(name).replace('%', '%%')}:" + ("%s" if name in others else '"%s"')
            for name in known
        )
        self._json = "{" + ",".join(fields) + "}"

    def of(self, record: Mapping[str, Any]) -> str | None:
        """That of a record, as ``digest`` tells it, in which nothing is empty.

        None where what should be a text is something else.
        """
        try:
            texts = self._texts(record)
            told = _inside(_BETWEEN.join(texts)).split(_BETWEEN_TOLD)
        except TypeError:
            return None
        if len(told) != self._count:  # what stands between them stands in one of them too
            told = list(map(_inside, texts))
        for place, name in self._others:
            told.insert(place, _canonical(name, record[name]))
        return content_hash(self._json % tuple(told))


def _inside(text: str) -> str:
    """A text as JSON, without its quotation marks."""
    return _quoted(text)[1:-1]


# Texts told together are told in two thirds of the time.
_BETWEEN = "\0"
_BETWEEN_TOLD = _inside(_BETWEEN)


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
