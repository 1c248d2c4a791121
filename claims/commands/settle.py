"""``claims settle``: close a contested claim, with a reason."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.commands.flag import mark, unmark
from claims.commands.options import REF
from claims.i18n import _
from claims.vocabulary import FlagKind


@command(
    "settle",
    help=_(
        "Close a claim, or a question with all its claims: it is settled, whatever the positions"
        " say, and still shows why it was contested.  --clear opens it again."
    ),
    examples=[
        "claims settle C1 --reason 'the inquiry of 2017 named the air force'",
        "claims settle C1 --clear",
    ],
)
@click.argument("ref", type=REF, help=_("A claim (C7) or question (Q3, or its name)."))
@click.option("--reason", help=_("What settled it."))
@click.option("--clear", is_flag=True, help=_("Open it again."))
def settle(app: App, ref: str, reason: str | None, clear: bool) -> None:
    """Resolve, settle or open again."""
    from claims.names import reference

    thing = reference(app.reader(), ref)
    if clear:
        unmark(app, thing, FlagKind.SETTLED)
    else:
        mark(app, thing, FlagKind.SETTLED, None, reason or app.ask(_("the reason (--reason)")))
