"""``claims stats``: what there is, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claims.commands import App, command
from claims.i18n import _
from claims.render.listing import Column, Listing, View
from claims.render.values import as_text

COLUMNS = (Column("name", _("What")), Column("value", _("How much"), wide=True))


@command(
    "stats",
    help=_("Count what there is: quotes, speakers, states, languages, span of time, size."),
    examples=["claims stats", "claims stats --json"],
)
def stats(app: App) -> None:
    """Count, emit."""
    from claims.stats import stats as count

    found = count(app.database())
    rows = [{"name": name, "value": value} for name, value in _flat(found)]
    listing = Listing(COLUMNS, rows, ids="name")
    app.emit(View(document=found if app.json else None, listing=listing))


def _flat(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """One line a figure; what is empty is left out."""
    for name, value in found.items():
        if name in ("counts", "last_change"):
            yield from _flat(value or {})
        elif isinstance(value, list):
            if value:
                yield name, ", ".join(f"{row['name']} {row['statements']}" for row in value)
        elif name == "said" and value:
            yield name, f"{value['first']} – {value['last']}"
        elif isinstance(value, Mapping):
            if value:
                yield name, ", ".join(f"{word or '?'} {n}" for word, n in value.items())
        elif value is not None:
            yield name.replace("_", " "), as_text(value)
