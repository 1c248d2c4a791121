"""What formats of linked data (JSON-LD) share: types, names, lists of one, our own record.

``RECORD`` carries a flat record whole beside what the format itself can say, so that what we wrote
comes back as it was; others pass over it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from claims.exchange.fields import LONGEST_KEY

RECORD = "claims:record"
TERMS = {"claims": "urn:claims:", RECORD: {"@id": "urn:claims:record", "@type": "@json"}}
"""What a context says of ``RECORD``."""

OURS = "urn:claims:"
_QUOTE = f"{OURS}quote:"


def urn(kind: str, name: str) -> str:
    """A name of ours for a thing that has no address."""
    return f"{OURS}{kind}:{quote(name, safe='')}"


def key_of(*names: Any) -> str | None:
    """The first of these that can be a record's key; of our own names the key within."""
    for name in names:
        if isinstance(name, str) and name.strip():
            found = unquote(name.removeprefix(_QUOTE)) if name.startswith(_QUOTE) else name
            if 0 < len(found) <= LONGEST_KEY:
                return found
    return None


def listed(value: Any) -> list[Any]:
    """A value as a list: JSON-LD writes a list of one as its item."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def types(node: dict[str, Any]) -> set[str]:
    """A node's types in lower case, without what stands before their names."""
    found = [*listed(node.get("@type")), *listed(node.get("type"))]
    names = (name.rpartition("/")[2] for name in found if isinstance(name, str))
    return {name.rpartition("#")[2].rpartition(":")[2].lower() for name in names}


def text_of(value: Any) -> str | None:
    """A text, alone, the first of several, or as a value with a language."""
    for item in listed(value):
        found = item.get("@value") if isinstance(item, dict) else item
        if isinstance(found, str) and found.strip():
            return found
    return None


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """The values there are."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
