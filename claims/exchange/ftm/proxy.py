"""A followthemoney entity as it was read: its schema, and the values of its properties.

Entities come as JSON, perhaps nested in each other, or as the statements that were put together
(claims.exchange.ftm.statements).  Nothing here knows what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.exchange.fields import NOWHERE, Wrong, read_key, shown
from claims.exchange.ftm.terms import REVERSED
from claims.exchange.linked import listed
from claims.exchange.people import Odd
from claims.exchange.report import Flaw
from claims.i18n import _

MOST_VALUES = 1000
"""Most values of a property, and most ids that were put together, that are read."""
_MOST_NESTED = 10_000
_DEEPEST = 8


class Value(NamedTuple):
    """A value, and the language that a statement gives it."""

    text: str
    lang: str | None = None


@dataclass(slots=True)
class Proxy:
    """One entity.  ``others`` are the ids that were put together in it, ``caption`` its title."""

    line: int
    id: str
    schema: str
    props: dict[str, list[Value]] = field(default_factory=dict)
    caption: str | None = None
    others: list[str] = field(default_factory=list)
    datasets: list[str] = field(default_factory=list)
    first_seen: str | None = None

    def texts(self, *names: str) -> list[str]:
        """The values of properties, each once."""
        if self.props.keys().isdisjoint(names):
            return []
        found = (value.text for name in names for value in self.props.get(name, ()))
        return list(dict.fromkeys(found))


def looks(value: Any) -> bool:
    """Whether a JSON value is an entity of followthemoney."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("schema"), str)
        and isinstance(value.get("properties"), dict)
    )


def proxies(line: int, value: Any) -> Iterator[Proxy | Flaw | Odd]:
    """The entity of a JSON value, and those nested in it, outer ones first."""
    waiting: list[tuple[Any, str, str, int]] = [(value, "", "", 0)]
    count = 0
    while waiting:
        item, within, outer, depth = waiting.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST_NESTED:
            yield Odd(line, within, _("entities nested too deeply, or too many, are passed over"))
            continue
        try:
            made, nested = _proxy(line, item)
        except Wrong as wrong:
            problem = wrong.problems[0] if wrong.problems else None
            yield Flaw(line, problem.field if problem else None, str(wrong))
            continue
        if within in REVERSED:
            made.props.setdefault(REVERSED[within], [Value(outer)])
        yield made
        waiting += [(one, name, made.id, depth + 1) for name, one in reversed(nested)]


def _proxy(line: int, value: Any) -> tuple[Proxy, list[tuple[str, Any]]]:
    """An entity and what is nested in it, by property; ``Wrong`` where it is none."""
    if not isinstance(value, dict):
        raise Wrong(_("must be an object, not {value}").format(value=shown(value)))
    key = None if value.get("id") is None else read_key(value["id"], NOWHERE)
    schema, properties = value.get("schema"), value.get("properties", {})
    if not key:
        raise Wrong(_("{field} is missing").format(field="id"))
    if not isinstance(schema, str) or not schema.strip():
        raise Wrong(_("{field} is missing").format(field="schema"))
    if not isinstance(properties, dict):
        raise Wrong(_("properties must be an object, not {value}").format(value=shown(properties)))
    nested: list[tuple[str, Any]] = []
    props = {name: _values(name, found, nested) for name, found in properties.items()}
    seen, caption = value.get("first_seen"), value.get("caption")
    made = Proxy(
        line, key, schema.strip(), props,
        caption=caption if isinstance(caption, str) else None,
        others=_strings(value.get("referents")),
        datasets=_strings(value.get("datasets")),
        first_seen=seen if isinstance(seen, str) else None,
    )  # fmt: skip
    return made, nested


def _values(name: str, found: Any, nested: list[tuple[str, Any]]) -> list[Value]:
    """The values of a property; an entity nested there is its id."""
    values = []
    for item in listed(found)[:MOST_VALUES]:
        if isinstance(item, dict) and "schema" in item:
            nested.append((name, item))
        text = item.get("id") if isinstance(item, dict) else item
        if isinstance(text, int | float) and not isinstance(text, bool):
            text = shown(text)
        if text is not None and not isinstance(text, str):
            words = _("{field} must be text, not {value}")
            raise Wrong(words.format(field=shown(name), value=shown(text)))
        if text:
            values.append(Value(text))
    return values


def _strings(found: Any) -> list[str]:
    values = (item for item in listed(found)[:MOST_VALUES] if isinstance(item, str))
    return list(dict.fromkeys(values))
