"""``claims undo``: take back the last change, or a named one."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.i18n import _
from claims.ids import Kind, format_id
from claims.render.listing import View


@command(
    "undo",
    help=_(
        "Take back the last change, whole: an added quote, an import, a merge, a flag.  Again takes"
        " back the one before.  A batch (B12, see claims log) names any other; the batch of an"
        " undo brings back what it took.  Nothing happens where later changes build on it;"
        " the last change of somebody else wants its name, or --yes."
    ),
    examples=["claims undo", "claims undo B3"],
)
@click.argument("batch", required=False, metavar="BATCH", help=_("A batch, as claims log lists."))
def undo(app: App, batch: str | None) -> None:
    """Find the batch, take it back, say what went."""
    from claims import changelog
    from claims.undo import undo as take_back

    database = app.database()
    number = changelog.resolve_batch(database.reader, batch) if batch else None
    done = take_back(database, number, command=app.invocation, actor=app.actor, own=not app.yes)
    own = format_id(Kind.BATCH, done.batch_id)
    target = done.target
    counts = changelog.counted(done.counts)
    lines = [
        _("{batch} taken back: {command} ({actor}, {at})").format(
            batch=target["id"], command=target["command"], actor=target["actor"], at=target["at"]
        ),
        changelog.counts_in_words(counts),
        _("claims undo {batch} brings it back").format(batch=own),
    ]
    app.emit(
        View(document={"undone": target, "batch": own, "changes": counts}, lines=lines, ids=[own])
    )
