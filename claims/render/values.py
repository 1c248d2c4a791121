"""Single values as text: what a table, a line or a CSV field shows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from claims.text import HIDDEN

# What would steer or reorder a terminal, or not be seen, written as JSON may: nothing is lost.
_STEERING = re.compile(f"[\x7f-\x9f\u200b-\u200f\u2028-\u202e{HIDDEN}]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), full-width too;
# some look for it behind blanks, and behind a quote that another reader has left.
_FORMULA = re.compile(r"[\t\r\n]|[\s\"\u201c\u201d\u00ab]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


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
    return _SURROGATES.sub("\ufffd", _STEERING.sub(lambda found: _escape(found[0]), text))


def _escape(char: str) -> str:
    """A character as JSON writes it in ASCII: beyond the basic plane a pair."""
    return json.dumps(char)[1:-1] if ord(char) > 0x9F else f"\\u{ord(char):04x}"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def without_formula(value: Any, text: str) -> str:
    """Text that no spreadsheet runs; numbers stay numbers."""
    if isinstance(value, int | float) or not _FORMULA.match(text):
        return text
    return "'" + text
