"""Fields of JSON that others wrote: every reader here takes any value, and raises ``FlawError``
with the field where it is of the wrong type.
"""

from __future__ import annotations

import re
from typing import Any

from claims.dates import PartialDate, parse_date
from claims.exchange.fields import LONGEST_KEY, shown
from claims.i18n import _
from claims.keep.quote import FlawError

Node = dict[str, Any]

_ISO = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ].*)?", re.ASCII)
_WIKIDATA = re.compile(
    r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d{0,15})"
)


def no_node(value: Any) -> str:
    """The reason for a value that is no object."""
    return _("must be an object, not {value}").format(value=shown(value))


def as_node(value: Any, field: str) -> Node:
    """An object."""
    if not isinstance(value, dict):
        raise FlawError(field, no_node(value))
    return value


def text_of(node: Node, field: str) -> str | None:
    """A text, none where it is empty."""
    value = node.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise FlawError(field, _("must be text, not {value}").format(value=shown(value)))
    return value.strip() or None


def id_of(node: Node, field: str) -> str | None:
    """An id: text or a whole number."""
    value = node.get(field)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**LONGEST_KEY:
        return str(value)
    return text_of(node, field)


def nodes_of(node: Node, field: str) -> list[Node]:
    """A list of objects; one alone counts as a list of one."""
    value = node.get(field)
    if value is None:
        return []
    if not isinstance(value, list | dict):
        raise FlawError(field, _("must be a list, not {value}").format(value=shown(value)))
    return [as_node(one, field) for one in (value if isinstance(value, list) else [value])]


def node_of(node: Node, field: str) -> Node | None:
    """An object, none where there is none."""
    value = node.get(field)
    return None if value is None else as_node(value, field)


def date_of(node: Node, field: str) -> PartialDate | None:
    """An ISO date of any precision; a time of day is left out."""
    value = text_of(node, field)
    if value is None:
        return None
    found = _ISO.fullmatch(value)
    if found is None:
        raise FlawError(field, _("not a date: {value}").format(value=shown(value)))
    try:
        return parse_date(found[1])
    except ValueError as error:
        raise FlawError(field, str(error)) from None


def item_of(value: str) -> str | None:
    """The item's id in a Wikidata id or address, none where it is neither."""
    found = _WIKIDATA.fullmatch(value.strip())
    return found[1] if found else None
