"""``claims contested``: what the accounts do not agree on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import QUESTION, limit_option
from claims.i18n import _
from claims.render.listing import Column, Listing, View
from claims.vocabulary import State

if TYPE_CHECKING:
    from claims.contested import Division, Entry


@command(
    "contested",
    help=_(
        "List what is contested, then what is unsettled, then who is divided within: "
        "who says what, on what ground, since when."
    ),
    examples=[
        "claims contested",
        "claims contested --topic convoy-attack --strict",
        "claims contested --since 2016-09-21 --json",
    ],
)
@click.option("--topic", type=QUESTION, help=_("Only this topic, event or question."))
@click.option("--since", metavar="DATE", help=_("Only disputes that began then or later: 2016-09."))
@click.option("--strict", is_flag=True, help=_("Only what is contested."))
@limit_option(default=50)
def contested(
    app: App, topic: str | None, since: str | None, strict: bool, limit: int | None
) -> None:
    """Find the claims, explain each, draw them."""
    from claims import contested as library
    from claims.commands.contrast import date_of
    from claims.names import resolve_question

    reader = app.reader()
    began = date_of(since)
    first = began.first if began else None
    states = [State.CONTESTED] if strict else [State.CONTESTED, State.UNSETTLED]
    with reader.snapshot():  # others may be writing
        question = resolve_question(reader, topic) if topic else None
        entries = list(library.entries(reader, states, question=question, since=first, limit=limit))
        divisions = [] if strict else list(library.divided(reader, question=question, limit=limit))
        totals = {state: library.count(reader, state, question=question) for state in states}

    def table(console: Any) -> None:
        from claims.render.contested import draw

        draw(console, entries, divisions, totals)

    found = bool(entries or divisions)
    rows = chain(map(_row, entries), map(_division_row, divisions))
    app.emit(
        View(
            document=[e.as_json() for e in entries] + [d.as_json() for d in divisions]
            if app.json
            else None,
            listing=Listing(COLUMNS, rows, empty=_("nothing is contested"), hint="claims stats"),
            table=table if found else None,
            found=found,
        )
    )
    _say_if_cut(app, entries, totals, limit)


def _row(entry: Entry) -> dict[str, Any]:
    row = entry.as_json()
    row["holders"] = "; ".join(
        f"{stance.value}: " + ", ".join(f"{t.speaker_name} {t.date} {t.ref}" for t in tellings)
        for stance, tellings in entry.holders().items()
    )
    row["reasons"] = ", ".join(row["reasons"])
    return row


def _division_row(division: Division) -> dict[str, Any]:
    row = division.as_json()
    split = division.split
    voices = [f"{stand.stance.value}: {stand.speaker}" for stand in (*split.commits, *split.wavers)]
    return {**row, "reasons": split.institution, "since": None, "holders": "; ".join(voices)}


def _say_if_cut(
    app: App, entries: Sequence[Entry], totals: dict[State, int], limit: int | None
) -> None:
    for state, total in totals.items():
        shown = sum(1 for entry in entries if entry.answer.state is state)
        if limit is not None and shown == limit < total:
            words = _("{n} of {total} {state} claims shown: --limit {total} for all")
            app.note(words.format(n=shown, total=total, state=state.value))


COLUMNS = (
    Column("id", _("Id"), style="id"),
    Column("state", _("State"), style="state"),
    Column("claim", _("Claim"), wide=True),
    Column("question", _("Question")),
    Column("reasons", _("Reasons")),
    Column("since", _("Since"), style="date"),
    Column("holders", _("Who"), wide=True),
)
