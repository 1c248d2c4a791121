"""``claims speakers``: who is in the database."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.commands.options import EnumChoice, limit_option
from claims.i18n import _
from claims.render.listing import Column, Listing, Row
from claims.vocabulary import SpeakerKind


def _name(row: Row) -> str:
    return f"{row['name']} ({row['qualifier']})" if row["qualifier"] else str(row["name"])


def _roles(row: Row) -> str:
    return "; ".join(", ".join(filter(None, (role["title"], role["org"]))) for role in row["roles"])


def _span(row: Row) -> str:
    first, last = row["first"] or "", row["last"] or ""
    return first if first == last else f"{first} – {last}"


COLUMNS = (
    Column("id", "Id"),
    Column("name", _("Name"), wide=True, cell=_name),
    Column("kind", _("Kind")),
    Column("parent", _("Belongs to"), wide=True),
    Column("roles", _("Roles"), wide=True, only="table", from_width=100, cell=_roles),
    Column("aliases", _("Also"), wide=True, only="table", from_width=120),
    Column("statements", _("Quotes"), right=True),
    Column("said", _("Said"), only="table", cell=_span),
    Column("first", _("First"), only="lines"),
    Column("last", _("Last"), only="lines"),
)


@command(
    "speakers",
    help=_(
        "List who is in the database, those with most quotes first; with words, those one of whose"
        " names holds them all.  Merged speakers count with the one they were merged into."
    ),
    examples=["claims speakers", "claims speakers kerr*", "claims speakers --kind state --json"],
)
@click.argument("words", nargs=-1, help=_("Words of a name or alias; kerr* is a beginning."))
@click.option("--kind", type=EnumChoice(SpeakerKind), help=_("Only speakers of this kind."))
@click.option("--role", help=_("Only who held a title with these words."))
@limit_option()
def speakers(
    app: App, words: tuple[str, ...], kind: SpeakerKind | None, role: str | None, limit: int | None
) -> None:
    """Ask, emit."""
    from claims.speakers import speakers as listed

    rows = listed(app.reader(), " ".join(words) or None, kind=kind, role=role, limit=limit)
    searched = bool(words or kind or role)
    app.emit(
        Listing(
            COLUMNS,
            rows,
            empty=_("no such speaker") if searched else _("no speakers yet"),
            hint="claims speakers" if searched else "claims add speaker NAME",
        )
    )
