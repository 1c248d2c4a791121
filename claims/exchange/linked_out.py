"""Flat records as one document of linked data: annotations, what Hypothesis imports, quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from claims.exchange import quotation, webannotation
from claims.exchange.flat_out import FlatExport, filled
from claims.exchange.linked import TERMS
from claims.reader import Row
from claims.render.values import as_json


class Document(NamedTuple):
    """What stands around the items of a document, and how a record becomes one of them."""

    opening: Callable[[int], Row]
    item: Callable[[Row], Row]
    closing: str


def _collection(total: int) -> Row:
    name = "urn:claims:annotations"
    page = {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    return {
        "@context": [webannotation.CONTEXT, TERMS],
        "id": name,
        "type": "AnnotationCollection",
        "total": total,
        "first": {**page, "items": []},
    }


def _graph(_total: int) -> Row:
    return {"@context": [quotation.CONTEXT, TERMS], "@graph": []}


def _within(make: Callable[[Row], Row]) -> Callable[[Row], Row]:
    """An item without the context that its document has already."""

    def item(record: Row) -> Row:
        made = make(record)
        del made["@context"]
        return made

    return item


DOCUMENTS = {
    "annotation": Document(_collection, _within(webannotation.annotation), "]}}"),
    "hypothesis": Document(lambda _total: {"annotations": []}, webannotation.hypothesis, "]}"),
    "quotation": Document(_graph, _within(quotation.quotation), "]}"),
}


def pages(name: str, flat: FlatExport) -> Iterator[tuple[str, int]]:
    """The document piece by piece, each with how many records it holds; nothing of no record."""
    document = DOCUMENTS[name]
    begun = False
    for records in flat.pages():
        items = ",\n".join(as_json(document.item(filled(record))) for record in records)
        if begun:
            items = f",\n{items}"
        else:
            opening = as_json(document.opening(flat.count()))
            items = f"{opening.removesuffix(document.closing)}\n{items}"
        begun = True
        yield items, len(records)
    if begun:
        yield f"\n{document.closing}\n", 0
