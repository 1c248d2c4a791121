"""``claims contrast``: the accounts of one question side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import QUESTION
from claims.i18n import _
from claims.render.listing import Column, Listing, View

if TYPE_CHECKING:
    from claims.contrast import Contrast
    from claims.dates import PartialDate
    from claims.render.page import Page


@command(
    "contrast",
    help=_(
        "Lay the accounts of a question side by side: each answer, who holds it with which stance, "
        "when, in which role, told where; what is contested and why; who is divided within."
    ),
    examples=[
        "claims contrast convoy-attack",
        "claims contrast convoy-attack/killed",
        "claims contrast convoy-attack --as-of 2016-09-21",
        "claims contrast convoy-attack --json",
        "claims contrast convoy-attack --format html > convoy.html",
    ],
)
@click.argument("question", type=QUESTION, help=_("A question or an event: its slug, id or title."))
@click.option(
    "--as-of", metavar="DATE", help=_("As the accounts stood that day: 2016-09-21, yesterday.")
)
@click.option(
    "--all", "all_lines", is_flag=True, help=_("Every question, answer and line, none folded.")
)
def contrast(app: App, question: str, as_of: str | None, all_lines: bool) -> None:
    """Resolve the question, build its contrast, draw it."""
    from claims.contrast import Folding, build
    from claims.names import resolve_question

    reader = app.reader()
    day = date_of(as_of)
    with reader.snapshot():  # others may be writing
        found = build(
            reader,
            resolve_question(reader, question),
            as_of=day.last if day else None,
            folding=Folding() if app.format == "table" and not all_lines else None,
        )

    def table(console: Any) -> None:
        from claims.render.contrast import draw

        draw(console, found)

    def page() -> Page:
        from claims.render.page.contrast import contrast_page

        return contrast_page(found)

    app.emit(
        View(
            document=found.as_json() if app.json else None,
            listing=Listing(COLUMNS, rows(found)),
            table=table,
            page=page,
        )
    )


def date_of(text: str | None) -> PartialDate | None:
    """A date on the command line; ``UsageError`` where it is none."""
    if text is None:
        return None
    from claims.dates import DateError, parse_date
    from claims.errors import UsageError

    try:
        return parse_date(text)
    except DateError as error:
        raise UsageError(str(error), hint="2016-09-21") from error


def rows(found: Contrast) -> Iterator[dict[str, Any]]:
    """One row a telling: what a script wants to count and sort."""
    for dispute in found.disputes:
        for answer in dispute.answers:
            for line in answer.lines:
                for bearing in line.bearings:
                    yield {
                        "question": dispute.slug,
                        "claim_id": answer.ref,
                        "claim": answer.text,
                        "state": answer.state.value,
                        "counted": line.counted,
                        "act": line.head.telling.ref,
                        **bearing.as_json(),
                    }


COLUMNS = (
    Column("question", _("Question")),
    Column("claim_id", _("Claim")),
    Column("claim", _("Answer")),
    Column("state", _("State"), style="state"),
    Column("stance", _("Stance"), style="stance"),
    Column("hedge", _("Hedge")),
    Column("speaker", _("Speaker")),
    Column("role", _("Role")),
    Column("said", _("Said")),
    Column("outlet", _("Source")),
    Column("via", _("Via")),
    Column("id", _("Id"), style="id"),
    Column("act", _("Act")),
    Column("counted", _("Counted")),
    Column("text", _("Words"), wide=True),
)
