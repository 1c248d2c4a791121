"""``claims merge``: make one of two that are the same."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.commands.options import REF
from claims.i18n import _
from claims.ids import format_id
from claims.render.listing import View


@command(
    "merge",
    help=_(
        "Make one of two speakers that are the same (ONE into the OTHER, which keeps its name; both"
        " names find it from then on), or of two quotes that report the same utterance.  Nothing"
        " is copied: claims undo takes them apart again."
    ),
    examples=["claims merge 'Sergei Lavrov' 'John Kerry' --yes", "claims merge S12 S14"],
)
@click.argument("one", type=REF, help=_("A speaker's name or id, or a quote's id."))
@click.argument("other", type=REF, help=_("Who or what it is the same as."))
def merge(app: App, one: str, other: str) -> None:
    """Plan, ask where there is doubt, do it, say what is one now."""
    from claims.errors import NothingFound
    from claims.merge import merge as join
    from claims.merge import plan

    planned = plan(app.reader(), one, other)
    for note in planned.notes:
        app.note(note)
    for doubt in planned.doubts:
        if not app.confirm(_("{doubt}  Merge them?").format(doubt=doubt)):
            raise NothingFound(_("nothing was merged"))
    with app.write() as journal:
        changed = [str(ref) for ref in join(journal, planned)]
    into = format_id(planned.kind, planned.into)
    lines = [
        _("{ids} merged into {into}").format(ids=", ".join(changed), into=into),
        _("claims undo takes them apart again"),
    ]
    app.emit(View(document={"merged": changed, "into": into}, lines=lines, ids=[into]))
