"""``claims rating``: what fact-checkers' labels mean."""

from __future__ import annotations

import click

from claims.commands import App, Group, command
from claims.commands.options import SPEAKER, EnumChoice
from claims.errors import UsageError
from claims.i18n import _, ngettext
from claims.ids import format_id
from claims.render.listing import Column, Listing, View
from claims.vocabulary import Rating

EVERYONE = "-"
"""What stands for all reviewers."""

rating = Group("rating", help=_("Say what fact-checkers' labels mean, and list those nobody did."))

COLUMNS = (
    Column("reviewer", _("Reviewer")),
    Column("label", _("Label"), wide=True),
    Column("verdict", _("Verdict")),
    Column("claims", _("Claims"), right=True),
)


@command(
    "map",
    group=rating,
    help=_(
        "Say what a reviewer's label means, from now on and for the claims that have it already."
        "  A verdict that a person gave otherwise stays.  - as REVIEWER means all of them."
    ),
    examples=["claims rating map - 'Missing context' mixed"],
)
@click.argument("reviewer", type=SPEAKER, help=_("Whose label it is; - is everybody's."))
@click.argument("label", help=_("The label as printed; case and accents do not matter."))
@click.argument("verdict", type=EnumChoice(Rating), help=_("What it means."))
def map_(app: App, reviewer: str, label: str, verdict: Rating) -> None:
    """Keep the mapping, and apply it."""
    from claims.exchange.labels import map_label
    from claims.keep.store import Store
    from claims.names import resolve_speaker
    from claims.text import clean_line, name_key

    if not name_key(label):
        raise UsageError(_("a label has a letter or a digit"), hint="claims rating list --unmapped")
    with app.write() as journal:
        store = Store(journal)
        whose = None if reviewer == EVERYONE else resolve_speaker(journal.reader, reviewer)
        kept = map_label(store, whose, label, verdict)
        store.flush()
    words = ngettext(
        "{label} means {verdict}: {n} claim has it now",
        "{label} means {verdict}: {n} claims have it now",
        kept.verdicts,
    )
    line = words.format(label=clean_line(label), verdict=verdict.value, n=kept.verdicts)
    document = {
        "reviewer": format_id("speaker", whose) if whose else None,
        "label": clean_line(label),
        "verdict": verdict.value,
        "new": kept.made,
        "changed": kept.verdicts,
    }
    app.emit(View(document=document, lines=[line]))


@command(
    "list",
    group=rating,
    help=_("List labels by reviewer, with what they mean and how many claims have them."),
    examples=["claims rating list", "claims rating list --unmapped"],
)
@click.option("--unmapped", is_flag=True, help=_("Only labels that count for nothing yet."))
def list_(app: App, unmapped: bool) -> None:
    """List them."""
    from claims.exchange.labels import list_labels

    rows = (
        {**row, "reviewer_id": _id(row["reviewer_id"])}
        for row in list_labels(app.reader(), unmapped=unmapped)
    )
    empty = _("every label has a verdict") if unmapped else _("no labels yet")
    app.emit(Listing(COLUMNS, rows, ids="reviewer_id", empty=empty, hint="claims import --help"))


def _id(speaker: int | None) -> str | None:
    return format_id("speaker", speaker) if speaker else None
