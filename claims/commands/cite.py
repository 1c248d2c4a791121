"""``claims cite``: a line ready to paste."""

from __future__ import annotations

import click

from claims.cite import STYLES, cautions, citation
from claims.commands import App, command
from claims.commands.options import REF
from claims.i18n import _
from claims.names import resolve_statement
from claims.render.listing import View
from claims.statement import whole


@command(
    "cite",
    help=_(
        "Print a quote ready to paste: the words in the quotation marks of their language, who said"
        " them in which role, when and where, through whom, and the source."
    ),
    examples=("claims cite S12", "claims cite S12 S13 --style markdown", "claims cite S12 --clean"),
)
@click.argument("refs", nargs=-1, required=True, type=REF, metavar="ID...", help=_("Quotes: S12."))
@click.option(
    "--style",
    type=click.Choice(STYLES),
    default="text",
    show_default=True,
    help=_("How to write it."),
)
@click.option("--clean", is_flag=True, help=_("Leave out what editors put into the words."))
def cite(app: App, refs: tuple[str, ...], style: str, clean: bool) -> None:
    """Resolve, write, emit."""
    reader = app.reader(outside=True)
    with reader.snapshot():  # others may be writing
        rows = [whole(reader, resolve_statement(reader, ref)) for ref in refs]
    lines = [citation(row, style, clean=clean) for row in rows]
    for caution in dict.fromkeys(caution for row in rows for caution in cautions(row)):
        app.note(caution)
    app.emit(
        View(
            document=[
                {"id": row["id"], "style": style, "citation": text, "url": row["url"]}
                for row, text in zip(rows, lines, strict=True)
            ],
            lines=lines,
            ids=[row["id"] for row in rows],
        )
    )
