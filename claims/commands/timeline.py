"""``claims timeline``: what was said, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.contrast import date_of
from claims.commands.options import QUESTION, since_until
from claims.i18n import _
from claims.render.listing import Column, Listing

if TYPE_CHECKING:
    from rich.text import Text


@command(
    "timeline",
    help=_("Put everything said on a question, or on an event, in order of time."),
    examples=[
        "claims timeline convoy-attack",
        "claims timeline convoy-attack/killed --since 2016-09-22",
        "claims timeline convoy-attack --format csv",
    ],
)
@click.argument("question", type=QUESTION, help=_("A question or an event: its slug, id or title."))
@since_until
def timeline(app: App, question: str, since: str | None, until: str | None) -> None:
    """Resolve the question, read its moments, list them."""
    from claims.names import resolve_question
    from claims.timeline import build

    reader = app.reader()
    first, last = date_of(since), date_of(until)
    with reader.snapshot():  # others may be writing
        moments = build(
            reader,
            resolve_question(reader, question),
            since=first.first if first else None,
            until=last.last if last else None,
        )
    app.emit(Listing(COLUMNS, [moment.as_json() for moment in moments]))


def _who(row: Any) -> Text:
    from claims.render.console import line

    text = line(row["speaker"], "speaker")
    if row["outlet"]:
        text.append(" · ", "dim").append_text(line(row["outlet"], "dim"))
    return text


COLUMNS = (
    Column("said", _("Said"), style="date"),
    Column("stance", _("Stance"), style="stance"),
    Column("claim", _("Claim"), wide=True),
    Column("speaker", _("Speaker"), wide=True, cell=_who),
    Column("role", _("Role"), only="lines"),
    Column("outlet", _("Source"), only="lines"),
    Column("id", _("Id"), style="id"),
    Column("question", _("Question"), only="lines"),
    Column("text", _("Words"), wide=True, from_width=110),
)
