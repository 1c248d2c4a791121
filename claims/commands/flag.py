"""``claims flag``: mark anything for other eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import REF, EnumChoice
from claims.i18n import _
from claims.ids import Kind, format_id
from claims.render.listing import View
from claims.vocabulary import FlagKind

if TYPE_CHECKING:
    from claims.ids import Ref


@command(
    "flag",
    help=_(
        "Mark a thing: contested, check (look at it again), or not-same (two quotes that are not"
        " one utterance, however alike).  Claims and questions flagged contested are so, whatever"
        " the positions say; their state is shown before and after.  --clear takes a flag away."
    ),
    examples=[
        "claims flag C1 contested --reason 'the minister spoke of another convoy'",
        "claims flag S12 not-same S14",
        "claims flag C1 contested --clear",
    ],
)
@click.argument("ref", type=REF, help=_("An id, or the name of a speaker or question."))
@click.argument("kind", required=False, type=EnumChoice(FlagKind), help=_("Which flag."))
@click.argument("other", required=False, type=REF, help=_("For not-same: the other quote."))
@click.option("--reason", help=_("Why, for whoever reads it later."))
@click.option("--clear", is_flag=True, help=_("Take the flag away; without a kind, every flag."))
def flag(
    app: App,
    ref: str,
    kind: FlagKind | None,
    other: str | None,
    reason: str | None,
    clear: bool,
) -> None:
    """Resolve, set or clear."""
    from claims.names import reference

    reader = app.reader()
    thing = reference(reader, ref)
    second = reference(reader, other) if other else None
    if clear:
        unmark(app, thing, kind, second)
    else:
        mark(app, thing, kind or FlagKind.CHECK, second, reason)


def mark(app: App, thing: Ref, kind: FlagKind, other: Ref | None, reason: str | None) -> None:
    """Flag a thing, and say what that moved."""
    from claims import flags

    before = flags.standing(app.reader(), thing)
    with app.write() as journal:
        done = flags.mark(journal, thing, kind, by=app.actor, reason=reason, other=other)
    number = format_id(Kind.FLAG, done.flag)
    said = _("{flag} {thing} flagged {kind}") if done.new else _("{flag} {thing} has it: {kind}")
    words = said.format(flag=number, thing=thing, kind=f"{kind} {other}" if other else kind)
    lines = [f"{words}: {reason}" if reason else words]
    if done.left_act:
        lines.append(
            _("{thing} and {other} are two utterances now").format(thing=thing, other=other)
        )
    _emit(app, thing, before, {"flag": number, "kind": kind, "reason": reason}, lines)


def unmark(app: App, thing: Ref, kind: FlagKind | None, other: Ref | None = None) -> None:
    """Clear a thing's flags, and say what that moved."""
    from claims import flags

    before = flags.standing(app.reader(), thing)
    with app.write() as journal:
        found = flags.clear(journal, thing, kind, by=app.actor, other=other)
    numbers = [format_id(Kind.FLAG, number) for number in found]
    lines = [_("{flags} cleared from {thing}").format(flags=", ".join(numbers), thing=thing)]
    _emit(app, thing, before, {"cleared": numbers}, lines)


def _emit(
    app: App, thing: Ref, before: dict[str, str], document: dict[str, Any], lines: list[str]
) -> None:
    from claims import flags

    after = flags.standing(app.reader(), thing)
    own = str(thing)
    lines += [
        f"{name} {before[name]} → {state}" if before[name] != state else f"{name} {state}"
        for name, state in after.items()
        if name == own or before[name] != state
    ]
    states = {
        name: {"before": before[name], "after": state}
        for name, state in after.items()
        if name == own or before[name] != state
    }
    app.emit(View(document={"thing": own, **document, "states": states}, lines=lines, ids=[own]))
