"""Single values as text: what a table, a line or a CSV field shows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

# What would steer or reorder a terminal, written as JSON may write it: nothing is lost.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), full-width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_text(value: Any) -> str:
    """A value as people and line tools read it: nothing for none, lists by "; "."""
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return as_json(value)
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(as_text(item) for item in value)
    return str(value)


def as_json(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """JSON with the characters as they are; dates and the like as strings."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, default=_plain)
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    return _SURROGATES.sub("\ufffd", _STEERING.sub(lambda m: f"\\u{ord(m[0]):04x}", text))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def without_formula(value: Any, text: str) -> str:
    """Text that no spreadsheet runs; numbers stay numbers."""
    if isinstance(value, int | float) or not text.startswith(_FORMULA):
        return text
    return "'" + text
