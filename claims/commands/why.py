"""``claims why``: the positions and the rule behind a state."""

from __future__ import annotations

from typing import Any

import click

from claims.commands import App, command
from claims.commands.contrast import date_of
from claims.commands.options import REF
from claims.i18n import _
from claims.render.listing import Column, Listing, View


@command(
    "why",
    help=_(
        "Explain the state of a claim: the exact positions that count, those that do not, "
        "and the rule that decides. With --as-of, as the accounts stood that day."
    ),
    examples=["claims why C1", "claims why Russia --as-of 2016-09-21", "claims why C1 --json"],
)
@click.argument("claim", type=REF, help=_("A claim: its id or its words."))
@click.option("--as-of", metavar="DATE", help=_("As the accounts stood that day: 2016-09-21."))
def why(app: App, claim: str, as_of: str | None) -> None:
    """Resolve the claim, explain it, draw it."""
    from claims.names import resolve_claim
    from claims.why import explain

    reader = app.reader()
    day = date_of(as_of)
    with reader.snapshot():  # others may be writing
        found = explain(reader, resolve_claim(reader, claim), as_of=day.last if day else None)

    def table(console: Any) -> None:
        from claims.render.why import draw

        draw(console, found)

    rows = [
        {
            "claim_id": found.answer.ref,
            "state": found.answer.state.value,
            **line.as_json(),
        }
        for line in found.answer.lines
    ]
    app.emit(View(document=found.as_json(), listing=Listing(COLUMNS, rows), table=table))


COLUMNS = (
    Column("claim_id", _("Claim")),
    Column("state", _("State"), style="state"),
    Column("counted", _("Counted")),
    Column("why_not", _("Why not")),
    Column("stance", _("Stance"), style="stance"),
    Column("speaker", _("Speaker")),
    Column("role", _("Role")),
    Column("said", _("Said")),
    Column("outlet", _("Source")),
    Column("id", _("Id"), style="id"),
    Column("text", _("Words"), wide=True),
)
