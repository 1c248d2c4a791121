"""followthemoney's statements: one value of one property a row, as CSV or one JSON object a line.

Rows of one ``canonical_id`` stand together in the files that are published, and make one entity,
read as soon as they end.  Of one whose rows come again later, all are read once more at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, BinaryIO, NamedTuple

from claims.exchange.fields import NOWHERE, Wrong, read_key, shown
from claims.exchange.ftm.entities import Item, items
from claims.exchange.ftm.kept import Kept, more_special
from claims.exchange.ftm.proxy import MOST_VALUES, Proxy, Value
from claims.exchange.people import Odd
from claims.exchange.report import Flaw
from claims.exchange.sources import Raw
from claims.exchange.tables.table import open_table
from claims.i18n import _

__all__ = ["COLUMNS", "is_header", "looks", "read_rows", "read_statements"]

COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
"""The columns that followthemoney 4 writes; older files lack some."""

ID = "id"
"""The property of the row that says no more than that there is such an entity."""

_MOST_ROWS = 50_000
_TRUE = frozenset({"t", "true", "1", "y", "yes"})


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the names of the columns of statements."""
    names = {cell.strip().lower() for cell in cells}
    return {"prop", "value"} <= names and bool({"canonical_id", "entity_id"} & names)


def looks(value: Any) -> bool:
    """Whether a JSON value is a statement."""
    return isinstance(value, dict) and is_header([name for name in value if len(name) < 20])


def read_statements(stream: BinaryIO, first: bytes = b"") -> Iterator[Item]:
    """What there is in a file of CSV; ``first`` is what was read of it already.

    Raises ``UsageError`` where it is no table.
    """
    table = open_table(stream, first, is_header=is_header)
    table.header = [name.strip().lower() for name in table.header]
    return read_rows(Raw(line, cells, reason) for line, cells, reason in table.rows())


def read_rows(raws: Iterator[Raw]) -> Iterator[Item]:
    """What there is in statements, one an object."""
    return items(_proxies(raws))


class _Row(NamedTuple):
    line: int
    canonical: str
    entity: str
    schema: str
    prop: str
    value: Value
    dataset: str | None
    first_seen: str | None


def _proxies(raws: Iterator[Raw]) -> Iterator[Proxy | Flaw | Odd | Raw]:
    """The entities that statements make."""
    with closing(Kept()) as kept:
        for found in _runs(raws):
            if not isinstance(found, Proxy) or kept.whole(found):
                yield found
        yield from kept.late()


def _runs(raws: Iterator[Raw]) -> Iterator[Proxy | Flaw | Odd | Raw]:
    """What rows of one entity that stand together make of it."""
    gathered: _Gathered | None = None
    for raw in raws:
        found = _statement(raw)
        if not isinstance(found, _Row):
            yield found
            continue
        if gathered is not None and not gathered.takes(found):
            yield from gathered.made()
            gathered = None
        if gathered is None:
            gathered = _Gathered(found)
        gathered.add(found)
    if gathered is not None:
        yield from gathered.made()


def _statement(raw: Raw) -> _Row | Flaw | Odd | Raw:
    if raw.reason is not None:
        return raw
    try:
        return _row(raw.line, raw.value)
    except Wrong as wrong:
        return Flaw(raw.line, None, str(wrong))


def _row(line: int, row: Any) -> _Row | Odd:
    """A row's fields; ``Wrong`` where it is no statement."""
    if not isinstance(row, dict):
        raise Wrong(_("must be an object, not {value}").format(value=shown(row)))
    external = row.get("external")
    if external is True or (isinstance(external, str) and external.strip().lower() in _TRUE):
        return Odd(line, "external", _("what the data set only found elsewhere is passed over"))
    canonical, entity = (_key(row, name) for name in ("canonical_id", "entity_id"))
    entity = entity or canonical
    # "Person:name" is how packed files write both.
    schema, _colon, prop = (_cell(row, "prop") or "").rpartition(":")
    schema = schema or _cell(row, "schema") or ""
    value = _cell(row, "value") or (entity if prop == ID else None)
    needed = {"entity_id": entity, "prop": prop, "schema": schema, "value": value}
    for name, cell in needed.items():
        if not cell:
            raise Wrong(_("{field} is missing").format(field=name))
    return _Row(
        line,
        canonical or entity or "",
        entity or "",
        schema,
        prop,
        Value(value or "", _cell(row, "lang")),
        _cell(row, "dataset"),
        _cell(row, "first_seen"),
    )


def _key(row: dict[Any, Any], name: str) -> str | None:
    cell = _cell(row, name)
    return read_key(cell, NOWHERE) if cell else None


def _cell(row: dict[Any, Any], name: str) -> str | None:
    cell = row.get(name)
    if cell is None or isinstance(cell, str):
        return cell or None
    raise Wrong(_("{field} must be text, not {value}").format(field=name, value=shown(cell)))


class _Gathered:
    """An entity whose rows are being read."""

    def __init__(self, row: _Row) -> None:
        self._proxy = Proxy(row.line, row.canonical, row.schema)
        self._others: dict[str, None] = {}
        self._datasets: dict[str, None] = {}
        self._rows = 0
        self._left_out: set[str] = set()

    def takes(self, row: _Row) -> bool:
        """Whether a row is of this entity too."""
        return row.canonical == self._proxy.id and self._rows < _MOST_ROWS

    def add(self, row: _Row) -> None:
        """One more row."""
        self._rows += 1
        proxy = self._proxy
        proxy.schema = more_special(proxy.schema, row.schema)
        if row.entity != proxy.id and len(self._others) < MOST_VALUES:
            self._others[row.entity] = None
        if row.dataset and len(self._datasets) < MOST_VALUES:
            self._datasets[row.dataset] = None
        if row.first_seen and (proxy.first_seen is None or row.first_seen < proxy.first_seen):
            proxy.first_seen = row.first_seen
        if row.prop == ID:
            return
        values = proxy.props.setdefault(row.prop, [])
        if len(values) < MOST_VALUES:
            values.append(row.value)
        else:
            self._left_out.add(row.prop)

    def made(self) -> Iterator[Proxy | Odd]:
        """The entity, and what was too much of it."""
        self._proxy.others = list(self._others)
        self._proxy.datasets = sorted(self._datasets)
        yield self._proxy
        for prop in sorted(self._left_out):
            words = _("values beyond the first {n}").format(n=MOST_VALUES)
            yield Odd(self._proxy.line, shown(prop), words)
