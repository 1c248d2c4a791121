"""What a flat record is like, in one number: equal for equal records, whatever format they came in.

It is of the record as JSON with its names sorted.  Databases keep it: were it told otherwise, no
record would be known again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from orjson import OPT_SORT_KEYS, dumps

from claims.text import bytes_hash


def digest(record: Mapping[str, Any]) -> str:
    """The fingerprint of a record without its empty fields, which count as missing (``filled``).

    Raises ``RecursionError`` or ``ValueError`` for lists in lists in lists.
    """
    if "via" in record or "positions" in record:
        record = {name: _canonical(name, value) for name, value in record.items()}
    return bytes_hash(_json(record))


def _json(record: Mapping[str, Any]) -> bytes:
    try:
        return dumps(record, option=OPT_SORT_KEYS)
    except TypeError:  # half characters, huge numbers, many lists in one another
        told = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return told.encode("utf-8", "surrogatepass")


def _canonical(name: str, value: Any) -> Any:
    """A field's value as it goes into the fingerprint: equal for what means the same."""
    if name == "via" and isinstance(value, str):
        return [value]
    if name == "positions" and isinstance(value, list):
        return [filled(one) if isinstance(one, dict) else one for one in value]
    return value


def filled(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a record that hold anything."""
    if all(raw.values()):
        return raw
    return {name: value for name, value in raw.items() if value or value not in (None, "", [])}
