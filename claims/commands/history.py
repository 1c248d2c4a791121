"""``claims history``: what a speaker held when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import QUESTION, SPEAKER
from claims.i18n import _
from claims.render.listing import Column, Listing, View

if TYPE_CHECKING:
    from claims.render.page import Page


@command(
    "history",
    help=_(
        "Follow what a speaker held on each question: where they harden, soften, turn round "
        "or take back."
    ),
    examples=[
        "claims history 'Joseph Dunford'",
        "claims history 'Ben Rhodes' convoy-attack/responsible",
        "claims history Pentagon --voices --json",
    ],
)
@click.argument("speaker", type=SPEAKER, help=_("Who: a name, an alias or an id."))
@click.argument("question", type=QUESTION, required=False, help=_("Only this question or event."))
@click.option("--voices", is_flag=True, help=_("And everyone who belongs to them."))
def history(app: App, speaker: str, question: str | None, voices: bool) -> None:
    """Resolve both, follow the words, draw them."""
    from claims.history import build
    from claims.names import resolve_question, resolve_speaker

    reader = app.reader()
    with reader.snapshot():  # others may be writing
        who = resolve_speaker(reader, speaker)
        about = resolve_question(reader, question) if question else None
        courses = build(reader, who, question=about, voices=voices)

    def table(console: Any) -> None:
        from claims.render.history import draw

        draw(console, courses)

    def page() -> Page:
        from claims.render.page.history import history_page

        return history_page(
            courses, reader.value("SELECT name FROM speaker WHERE id = :id", id=who)
        )

    rows = [{"question": course.slug, **w.as_json()} for course in courses for w in course.words]
    app.emit(
        View(
            document=[course.as_json() for course in courses],
            listing=Listing(COLUMNS, rows),
            table=table,
            page=page,
        )
    )


COLUMNS = (
    Column("said", _("Said")),
    Column("turn", _("Turn")),
    Column("stance", _("Stance"), style="stance"),
    Column("claim", _("Claim")),
    Column("question", _("Question")),
    Column("speaker", _("Speaker")),
    Column("role", _("Role")),
    Column("hedge", _("Hedge")),
    Column("outlet", _("Source")),
    Column("id", _("Id"), style="id"),
    Column("text", _("Words"), wide=True),
)
