"""``claims confidential``: what does not leave the newsroom."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.commands.options import REF
from claims.confidential import in_words
from claims.i18n import _
from claims.ids import Kind
from claims.render.listing import Column, Listing, View

COLUMNS = (
    Column("id", "Id"),
    Column("kind", _("Kind")),
    Column("label", _("What"), wide=True),
)


@command(
    "confidential",
    help=_(
        "Mark a speaker, a role or a quote confidential.  It is then left out of pipes, exports,"
        " reports, completion and cite, with all that would lead to it, unless"
        " --include-confidential is given; a table on a terminal shows it with a mark.  Without"
        " anything named, list what is marked."
    ),
    examples=["claims confidential 'Farhan Haq'", "claims confidential 'Farhan Haq' --lift"],
)
@click.argument("things", nargs=-1, type=REF, metavar="[THING]...", help=_("P4, R2, S12, a name."))
@click.option("--lift", is_flag=True, help=_("Take the mark away."))
def confidential(app: App, things: tuple[str, ...], lift: bool) -> None:
    """Mark, or list."""
    from claims import marking

    if not things:
        rows = marking.marked(app.reader())
        app.emit(Listing(COLUMNS, rows, empty=_("nothing to show is confidential")))
        return
    with app.write() as journal:
        done = marking.mark(journal, things, on=not lift)
    words = {
        (True, True): _("{id} is not confidential any more"),
        (True, False): _("{id} is not confidential"),
        (False, True): _("{id} is confidential now"),
        (False, False): _("{id} is confidential already"),
    }
    reader = app.database().reader
    counts = marking.counted(reader)
    lines = [words[lift, one.changed].format(id=one.ref) for one in done]
    if not lift:
        lines.append(_("left out of whatever leaves: {what}").format(what=in_words(counts)))
    document = {
        "marked": [{"id": str(one.ref), "changed": one.changed} for one in done],
        "confidential": not lift,
        "left_out": counts,
    }
    app.emit(View(document=document, lines=lines, ids=[str(one.ref) for one in done]))
    for one in done:
        if one.ref.kind is Kind.SPEAKER and not lift:
            _say_elsewhere(app, one.ref.number)


def _say_elsewhere(app: App, speaker: int) -> None:
    """A name in other words is not left out: say where."""
    from claims.marking import elsewhere

    if found := elsewhere(app.database().reader, speaker):
        words = _("the name stands in words that are not confidential: {ids}")
        app.note(words.format(ids=", ".join(dict.fromkeys(found))))
