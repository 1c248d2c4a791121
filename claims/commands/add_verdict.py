"""``claims add verdict``."""

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
from claims.commands.options import REF, SPEAKER, EnumChoice
from claims.errors import UsageError
from claims.i18n import _
from claims.vocabulary import Rating


@command(
    "verdict",
    help=_(
        "Add a fact-checker's rating of a claim: the label as printed, and what it means.  Without"
        " --value it means what --always once said; an unknown label counts for nothing."
    ),
    examples=[
        "claims add verdict C1 --by 'Example Checkers' --label 'Half true' --value mixed --always"
    ],
)
@click.argument("claim", required=False, type=REF, metavar="CLAIM", help=_("C7, or its words."))
@click.option("--by", type=SPEAKER, help=_("The fact-checker."))
@click.option("--label", help=_("The rating in their words."))
@click.option("--value", type=EnumChoice(Rating), help=_("What it means."))
@click.option("--always", is_flag=True, help=_("From now on this label of theirs means --value."))
@click.option("--on", metavar="DATE", help=_("When it was given."))
@click.option("--url", help=_("Where it can be read."))
@click.option("--explanation", help=_("Why, in their words."))
@click.option("--lang", help=_("Their language: fr, en."))
@note_option
@new_option
def verdict(
    app: App,
    claim: str | None,
    by: str | None,
    label: str | None,
    value: Rating | None,
    always: bool,
    on: str | None,
    url: str | None,
    explanation: str | None,
    lang: str | None,
    note: str | None,
    new: bool,
) -> None:
    """Keep the verdict."""
    from claims.keep.verdicts import Judgement, keep_rating, keep_verdict
    from claims.names import resolve_claim

    which, who = claim or app.ask(_("CLAIM")), by or app.ask(_("--by"))
    judgement = Judgement(
        label=label or app.ask(_("--label")),
        value=value,
        rated=date_of("--on", on),
        explanation=explanation,
        url=url,
        lang=lang,
        note=note,
    )
    if always and value is None:
        raise UsageError(_("--always needs --value"), hint="claims add verdict --help")
    with keeping(app) as keeper:
        number = resolve_claim(keeper.store.reader, which)
        reviewer = speaker_of(keeper, who, new=new) or 0
        keeper.flush()
        kept = keep_verdict(keeper.store, number, reviewer, judgement)
        if always and value is not None:
            keep_rating(keeper.store, judgement.label, value, reviewer)
    emit_kept(app, keeper, "verdict", kept, f"{judgement.label}, {who}")
