"""``claims show``: one thing whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import REF
from claims.i18n import _
from claims.names import reference
from claims.render.listing import Column, Listing, View
from claims.things import thing

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS = (Column("field", _("Field")), Column("value", _("Value"), wide=True))


@command(
    "show",
    help=_(
        "Show one thing whole: a quote (S12) in its context with its chain, what it bears on and"
        " how others heard it; a speaker (P4), document (D2), question (Q3), claim (C7), verdict"
        " (V1), role (R2), link (L1), position (N5), flag (F1) or batch (B9).  Speakers and"
        " questions go by their names too.\n\nIn a pipe every value is a line: its name, a tab,"
        " itself."
    ),
    examples=("claims show S12", 'claims show "John Kerry"', "claims show convoy-attack --json"),
)
@click.argument("ref", type=REF, help=_("An id, or the name of a speaker or question."))
def show(app: App, ref: str) -> None:
    """Resolve, read, emit."""
    reader = app.reader()
    with reader.snapshot():  # others may be writing
        doc = thing(reader, reference(reader, ref))
    if app.json:
        app.emit(View(document=doc))
        return
    listing = Listing(COLUMNS, [{"field": name, "value": value} for name, value in _flat(doc)])
    app.emit(View(listing=listing, table=lambda console: _draw(console, doc), ids=[doc["id"]]))


def _draw(console: Console, doc: dict[str, Any]) -> None:
    from claims.render.show import draw

    draw(console, doc)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its path, ``positions.1.stance``; what is empty is left out."""
    if isinstance(value, Mapping):
        for name, inside in value.items():
            yield from _flat(inside, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        for place, inside in enumerate(value, 1):
            yield from _flat(inside, f"{path}.{place}")
    elif value not in (None, "", []):
        yield path, value
