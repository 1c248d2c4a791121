"""Entities of followthemoney as text: one JSON object a line, or their statements as CSV."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from claims.exchange.flat_out import as_csv
from claims.exchange.ftm.made import Made
from claims.exchange.ftm.out import FtmExport
from claims.exchange.ftm.proxy import Value
from claims.exchange.ftm.statements import COLUMNS, ID
from claims.exchange.ftm.terms import DATASET, TYPES
from claims.reader import chunks
from claims.render.values import as_json

_SOME = 1000


def pages(export: FtmExport) -> Iterator[tuple[str, int]]:
    """JSON lines, each piece with how many entities it holds."""
    return _pages(export, lambda some: "".join(as_json(_entity(one)) + "\n" for one in some))


def statement_pages(export: FtmExport, *, excel_safe: bool = False) -> Iterator[tuple[str, int]]:
    """The rows of a CSV file, each piece with how many entities it holds; the header with none."""
    header = as_csv([COLUMNS])
    for text, count in _pages(export, lambda some: as_csv(_rows(some), excel_safe=excel_safe)):
        yield header + text, count
        header = ""


def _pages(export: FtmExport, text: Callable[[Iterable[Made]], str]) -> Iterator[tuple[str, int]]:
    for some in chunks(export.entities(), _SOME):
        yield text(some), len(some)


def _entity(made: Made) -> dict[str, object]:
    beside = {"caption": made.caption} if made.caption else {}
    others = {"referents": list(made.others)} if made.others else {}
    props = {name: [value.text for value in values] for name, values in made.props.items()}
    return {
        "id": made.id, **beside, "schema": made.schema, "properties": props,
        "datasets": [DATASET], **others,
    }  # fmt: skip


def _rows(some: Iterable[Made]) -> Iterator[list[str | None]]:
    """The statements of entities: that there is one, under each of its ids, then its values."""
    for made in some:
        for key in (made.id, *made.others):
            yield _row(made, key, ID, Value(key))
        for name, values in made.props.items():
            for value in values:
                yield _row(made, made.id, name, value)


def _row(made: Made, entity: str, prop: str, value: Value) -> list[str | None]:
    kind = ID if prop == ID else TYPES[prop]
    row = {
        "canonical_id": made.id,
        "entity_id": entity,
        "prop": prop,
        "prop_type": kind,
        "schema": made.schema,
        "value": value.text,
        "dataset": DATASET,
        "lang": value.lang,
        "external": "f",
        "id": _key(entity, prop, value),
    }
    return [row.get(column) for column in COLUMNS]


def _key(entity: str, prop: str, value: Value) -> str:
    """What followthemoney itself makes a statement's id of (4.11, Statement.make_key)."""
    lang = f"@{value.lang}" if value.lang else ""
    key = f"{DATASET}.{entity}.{prop}.{value.text}{lang}"
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
