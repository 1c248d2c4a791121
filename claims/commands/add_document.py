"""``claims add document``."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.commands.add_common import (
    date_of,
    emit_kept,
    keeping,
    new_option,
    note_option,
    speaker_of,
)
from claims.commands.options import OUTLET, EnumChoice
from claims.errors import BadInput, UsageError
from claims.i18n import _
from claims.vocabulary import DocumentKind


@command(
    "document",
    help=_(
        "Add a document, or what one that is there lacks.  --file keeps its text, in which"
        " quotes can be found again."
    ),
    examples=[
        "claims add document --in AP --title 'Convoy hit near Aleppo' --published 2016-09-20"
        " --url https://example.org/convoy"
    ],
)
@click.option("--in", "outlet", type=OUTLET, help=_("The outlet that carries it."))
@click.option("--title", help=_("Its title."))
@click.option("--url", help=_("Its address."))
@click.option("--published", metavar="DATE", help=_("When it was published."))
@click.option("--kind", type=EnumChoice(DocumentKind), default="article", help=_("What it is."))
@click.option("--lang", help=_("Its language: fr, en."))
@click.option("--file", metavar="FILE", help=_("Its text, in UTF-8; - is stdin."))
@note_option
@new_option
def document(
    app: App,
    outlet: str | None,
    title: str | None,
    url: str | None,
    published: str | None,
    kind: DocumentKind,
    lang: str | None,
    file: str | None,
    note: str | None,
    new: bool,
) -> None:
    """Keep the document."""
    from claims.keep.source import Source
    from claims.text import clean_line

    if not (title or url):
        title = app.ask(_("--title or --url"))
    source = Source(
        title=clean_line(title or "") or None,
        url=clean_line(url or "") or None,
        published=date_of("--published", published),
        lang=lang,
        kind=kind,
        text=_text(app, file) if file else None,
        note=note,
    )
    with keeping(app) as keeper:
        number = speaker_of(keeper, outlet, new=new)
        if number is not None:
            source.outlet = (keeper.speakers.name_of(number)) or outlet
        before = keeper.documents.completed
        kept = keeper.documents.keep(source, number)
        changed = keeper.documents.completed > before
        differing = list(keeper.documents.differing)
    for _id, column, had, read in differing:
        message = _("its {column} stays {had}, not {read}")
        app.note(message.format(column=column, had=had, read=read))
    emit_kept(app, keeper, "document", kept, title or url or "", changed=changed)


def _text(app: App, file: str) -> str:
    with app.read_input(file) as stream:
        try:
            text = stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadInput(_("{file} is not UTF-8").format(file=file)) from error
    if "\0" in text:
        raise BadInput(_("{file} holds a NUL character").format(file=file))
    if not text.strip():
        raise UsageError(_("{file} is empty").format(file=file))
    return text
