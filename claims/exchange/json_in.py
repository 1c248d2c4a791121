"""The items of one JSON value, however large: of a list, or of the lists that an object holds.

    {"@graph": [A, B]}  ->  Raw(1, A, part="@graph"), Raw(2, B, part="@graph")

``parse`` and ``split`` read a value at once, ``stream_items`` item by item (ijson), so that no more
than one item is held.  Nothing is raised: what cannot be read is a ``Raw`` with a reason.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from claims.exchange import sources
from claims.exchange.sources import Raw
from claims.i18n import _

LARGEST_ITEM = 64 << 20
"""Most bytes of one item."""
DEEPEST = 200
"""Most levels of lists and objects in an item."""
_MOST_NAMES = 100

CONTAINERS = frozenset(
    {
        # JSON-LD, schema.org's feeds, the Fact Check interface
        "@graph", "dataFeedElement", "itemListElement", "claims",
        # Web Annotation's pages, Hypothesis
        "items", "annotations", "rows",
        # Popolo
        "persons", "organizations", "memberships", "posts", "areas", "events",
        # contexts
        "questions", "speakers", "links",
    }
)  # fmt: skip
"""The names under which an object's items stand."""
OBJECTS = "entities"
"""The name of an object, in Wikidata's answers, whose values are the items."""
PAGE = "first"
"""The name of the object, in a collection of pages, that holds the items."""


# -- at once -------------------------------------------------------------------------------


class Repeated(dict[str, Any]):
    """An object that gives a name more than once; the last of its values counts."""

    names: tuple[str, ...] = ()


def _one_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    repeated = Repeated(made)
    counts = Counter(name for name, _value in pairs)
    repeated.names = tuple(name for name, count in counts.items() if count > 1)
    return repeated


def _refuse(constant: str) -> None:
    raise ValueError(constant)


# Line breaks may stand in texts, as many publishers write them.
_decode = json.JSONDecoder(
    object_pairs_hook=_one_object, parse_constant=_refuse, strict=False
).decode


def parse(data: bytes) -> tuple[Any, str | None]:
    """A JSON value, or the reason there is none; objects that repeat a name are ``Repeated``."""
    try:
        if b"\0" in data:
            return sources.parse_json(data)
        return _decode(data.decode("utf-8-sig").strip()), None
    except (ValueError, RecursionError):
        # The common reader knows how to say what is wrong.
        return sources.parse_json(data.removeprefix(sources.BOM))


def repeated_names(value: Any) -> tuple[str, ...]:
    """The names that objects in a value give more than once."""
    found: dict[str, None] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Repeated):
            found.update(dict.fromkeys(one.names))
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return tuple(found)


def strict(raws: Iterable[Raw]) -> Iterator[Raw]:
    """The items, but of one that gives a name more than once the reason it is not read."""
    for raw in raws:
        names = repeated_names(raw.value) if isinstance(raw.value, dict | list) else ()
        yield raw._replace(value=None, reason=sources.twice(names[0])) if names else raw


def split(raws: Iterable[Raw]) -> Iterator[Raw]:
    """The items in each of several values; those of one line are counted on from its number."""
    number = 0
    for raw in raws:
        for part, item in _split(raw.value) if raw.reason is None else [(raw.part, None)]:
            number = max(number + 1, raw.line)
            yield Raw(number, item, raw.reason, part)


def _split(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield from (("", item) for item in value)
        return
    found = False
    holds = isinstance(value, dict) and not _is_item(value)
    for part, item in _contained(value) if holds else ():
        found = True
        yield part, item
    if not found:
        yield "", value


def _is_item(value: dict[str, Any]) -> bool:
    """Whether an object is an item itself, whatever lists its writer put into it.

    What has a text is a record; what has a name, and is no typed node, a person or organisation.
    """
    return "text" in value or ("name" in value and not value.keys() & {"@type", "type"})


def _contained(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, held in value.items():
        if name in CONTAINERS and isinstance(held, list):
            yield from ((name, item) for item in held)
        elif name == OBJECTS and isinstance(held, dict):
            yield from ((name, item) for item in held.values())
        elif name == PAGE and isinstance(held, dict):
            yield from _contained(held)


# -- item by item --------------------------------------------------------------------------


def stream_items(stream: BinaryIO) -> Iterator[Raw]:
    """The items of a JSON text, one at a time."""
    import ijson

    number = 0
    source = _Measured(stream)
    events = ijson.basic_parse(source, use_float=True, buf_size=1 << 16)
    try:
        for part, item, reason in _Splitting(iter(events)).run():
            number += 1
            source.since = 0
            yield Raw(number, item, reason, part)
    except _TooLarge:
        size = LARGEST_ITEM >> 20
        yield Raw(number + 1, None, _("longer than {size} MiB").format(size=size))
    except ijson.JSONError as error:
        yield Raw(number + 1, None, _("not JSON: {reason}").format(reason=_reason(error)))
    except UnicodeDecodeError:
        yield Raw(number + 1, None, _("not UTF-8"))


def _reason(error: Exception) -> str:
    """What the parser says, without the place it draws."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return text.partition("\n")[0].partition(": ")[2].strip().rstrip(".") or text


class _TooLarge(Exception):
    pass


class _Measured:
    """A stream that stops where one item passes all measure."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.since = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.since += len(data)
        if self.since > LARGEST_ITEM:
            raise _TooLarge
        return data


_Event = tuple[str, Any]
_Item = tuple[str, Any, str | None]  # part, value, reason
_OPENS = {"start_map", "start_array"}
_CLOSES = {"end_map", "end_array"}


class _Splitting:
    """Turns the parser's events into the same items as ``_split``."""

    def __init__(self, events: Iterator[_Event]) -> None:
        self.events = events

    def run(self) -> Iterator[_Item]:
        """Every item, then the end of the text."""
        kind, value = next(self.events)
        if kind == "start_array":
            yield from self._list("")
        elif kind == "start_map":
            yield from self._shell()
        else:
            yield "", value, None
        for _rest in self.events:
            pass  # lets the parser see what stands behind the value

    def _shell(self) -> Iterator[_Item]:
        """The items that an object holds, itself where it holds none."""
        shell = Building()
        found = False
        for one in self._object(shell):
            found = True
            yield one
        if not found:
            yield "", shell.value, shell.reason

    def _object(self, shell: Building) -> Iterator[_Item]:
        shell.take("start_map", None)
        for event, name in self.events:
            if event == "end_map":
                shell.take(event, name)
                return
            kind, value = next(self.events)
            shell.take("map_key", name)
            if name == PAGE and kind == "start_map":
                yield from self._object(shell)
            elif name in CONTAINERS and kind == "start_array":
                yield from self._list(name)
                shell.fill([])
            elif name == OBJECTS and kind == "start_map":
                yield from self._map(name)
                shell.fill({})
            else:
                self._fill(shell, kind, value)

    def _list(self, part: str) -> Iterator[_Item]:
        for kind, value in self.events:
            if kind == "end_array":
                return
            yield part, *self._build(kind, value)

    def _map(self, part: str) -> Iterator[_Item]:
        for kind, _name in self.events:
            if kind == "end_map":
                return
            yield part, *self._build(*next(self.events))

    def _build(self, kind: str, value: Any) -> tuple[Any, str | None]:
        item = Building()
        self._fill(item, kind, value)
        return item.value, item.reason

    def _fill(self, item: Building, kind: str, value: Any) -> None:
        """One whole value into what is being built."""
        depth = int(kind in _OPENS)
        item.take(kind, value)
        while depth:
            kind, value = next(self.events)
            depth += (kind in _OPENS) - (kind in _CLOSES)
            item.take(kind, value)


class Building:
    """A value built from events; of one that is nested too deeply, the reason there is none."""

    def __init__(self) -> None:
        self.value: Any = None
        self.reason: str | None = None
        self._open: list[Any] = []
        self._names: list[str] = []

    def take(self, kind: str, value: Any) -> None:
        """One event."""
        if self.reason is not None:
            return
        if kind == "map_key":
            self._names.append(value)
        elif kind in _CLOSES:
            self._open.pop()
        elif kind not in _OPENS:
            self.fill(value)
        elif len(self._open) < DEEPEST:
            made: Any = Repeated() if kind == "start_map" else []
            self.fill(made)
            self._open.append(made)
        else:
            self.value, self.reason = None, sources.too_deep()

    def fill(self, value: Any) -> None:
        """A whole value where one is due."""
        if self.reason is not None:
            return
        if not self._open:
            self.value = value
        elif isinstance(holder := self._open[-1], list):
            holder.append(value)
        else:
            name = self._names.pop()
            if name in holder and len(holder.names) < _MOST_NAMES:
                holder.names += (name,)
            holder[name] = value
