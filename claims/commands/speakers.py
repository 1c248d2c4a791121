"""``claims speakers``: who is in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.commands import App, command
from claims.commands.options import EnumChoice, limit_option
from claims.i18n import _
from claims.render.listing import Column, Listing, Row
from claims.text import clean_line
from claims.vocabulary import SpeakerKind

if TYPE_CHECKING:
    from rich.text import Text


@command(
    "speakers",
    help=_(
        "List who is in the database, those with most quotes first; with words, those one of whose"
        " names holds them all.  Merged speakers count with the one they were merged into."
    ),
    examples=[
        "claims speakers",
        "claims speakers kerr*",
        "claims speakers --kind person --role spokesman",
        "claims speakers --limit 5 --json",
    ],
)
@click.argument("words", nargs=-1, help=_("Words of a name or alias; kerr* is a beginning."))
@click.option("--kind", type=EnumChoice(SpeakerKind), help=_("Only speakers of this kind."))
@click.option("--role", metavar="TEXT", help=_("Only who held a title with these words."))
@limit_option()
def speakers(
    app: App, words: tuple[str, ...], kind: SpeakerKind | None, role: str | None, limit: int | None
) -> None:
    """Ask, emit."""
    from claims.speakers import speakers as listed

    searched = bool(words or kind or role)
    app.emit(
        Listing(
            SEARCHED if words else COLUMNS,
            listed(app.reader(), " ".join(words) or None, kind=kind, role=role, limit=limit),
            empty=_("no such speaker") if searched else _("no speaker yet"),
            hint="claims speakers" if searched else 'claims add quote "…" --by NAME',
        )
    )


# -- cells ---------------------------------------------------------------------------------


def _name(row: Row) -> str:
    return f"{row['name']} ({row['qualifier']})" if row["qualifier"] else str(row["name"])


def _names(row: Row) -> Text:
    """The name, and under it the others: what was searched for may be one of them."""
    from claims.render.console import line

    text = line(_name(row))
    if row["aliases"]:
        others = ", ".join(map(clean_line, row["aliases"]))
        text.append("\n" + _("also {names}").format(names=others), "dim")
    return text


def _columns(name: Column) -> tuple[Column, ...]:
    return (
        Column("id", _("Id"), style="id"),
        name,
        Column("kind", _("Kind"), style="dim"),
        Column("parent", _("Belongs to"), wide=True, most=24, from_width=110),
        Column("role", _("Role"), wide=True, style="role"),
        Column("statements", _("Quotes"), right=True),
        Column("first", _("First"), style="date", from_width=100),
        Column("last", _("Last"), style="date"),
        Column("aliases", _("Also"), only="lines"),
    )


COLUMNS = _columns(Column("name", _("Name"), wide=True, style="speaker", cell=_name))
SEARCHED = _columns(Column("name", _("Name"), wide=True, style="speaker", cell=_names))
