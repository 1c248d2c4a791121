"""``claims similar``: what probably is one, for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import REF, limit_option, since_until
from claims.errors import UsageError
from claims.i18n import _
from claims.ids import Kind, Ref
from claims.render.listing import Column, Listing, View

if TYPE_CHECKING:
    from claims.reader import Reader, Row
    from claims.similar.decide import Decided
    from claims.similar.scope import Scope

COLUMNS = (
    Column("a", _("Id"), style="id"),
    Column("b", _("Id"), style="id"),
    Column("score", _("Score"), right=True),
    Column("kind", _("Kind")),
    Column("why", _("Why"), wide=True),
    Column("a_speaker", _("Speaker")),
    Column("a_said", _("Said")),
    Column("a_source", _("Source")),
    Column("a_text", _("Text"), wide=True),
    Column("b_speaker", _("Speaker")),
    Column("b_said", _("Said")),
    Column("b_source", _("Source")),
    Column("b_text", _("Text"), wide=True),
    Column("accept", _("Accept")),
)
_THRESHOLD, _LIMIT = 0.6, 50  # of claims.similar.model, which a test holds them to
_PERCENT = 100.0


class Share(click.ParamType[float]):
    """A share: 0.7, 70 or 70%."""

    name = "share"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """From 0 to 1; whatever is more than 1 is of a hundred."""
        text = str(value).strip()
        try:
            number = float(text.removesuffix("%"))
        except ValueError:
            number = -1.0
        if text.endswith("%") or number > 1:
            number /= _PERCENT
        if not 0 <= number <= 1:
            self.fail(_("a share is 0.7 or 70%"), param, ctx)
        return number


@command(
    "similar",
    help=_(
        "List quotes that probably report one utterance, and claims that probably are one, in"
        " whatever outlets and languages, with what speaks for it.  Nothing is made one before"
        " you say so: --accept, --reject, or --review to be asked one by one.  A pair that was"
        " rejected is never proposed again; claims undo takes any decision back."
    ),
    examples=[
        "claims similar",
        "claims similar S12 --threshold 0.5",
        "claims similar convoy-attack --quotes --json",
        "claims similar --accept S3 S2",
        "claims similar --reject S19 S21 --reason 'two answers in one hearing'",
    ],
)
@click.argument("things", nargs=-1, type=REF, metavar="[THING]...",
                help=_("Only what is like this: S12, C7, a question or a speaker."))  # fmt: skip
@click.option("--quotes", is_flag=True, help=_("Only quotes."))
@click.option("--claims", is_flag=True, help=_("Only claims."))
@click.option("--threshold", type=Share(), default=_THRESHOLD, show_default=True, metavar="SHARE",
              help=_("Only pairs of at least this score: 0.7, or 70%."))  # fmt: skip
@since_until
@limit_option(default=_LIMIT)
@click.option("--accept", is_flag=True, help=_("Make those named one: S12 S15, or C7 C9."))
@click.option("--reject", is_flag=True, help=_("Say that those named are not the same."))
@click.option("--reason", help=_("Why they are not the same."))
@click.option("--review", is_flag=True, help=_("Decide on a terminal, a key each."))
def similar(
    app: App,
    things: tuple[str, ...],
    accept: bool,
    reject: bool,
    reason: str | None,
    review: bool,
    threshold: float,
    limit: int,
    **given: Any,
) -> None:
    """Find out which of its uses is meant."""
    if accept + reject + review > 1:
        raise UsageError(_("one of --accept, --reject and --review at a time"))
    if reason and not reject:
        raise UsageError(_("--reason goes with --reject"))
    if accept or reject:
        _decide(app, things, accepting=accept, reason=reason)
        return
    if review:
        _refuse_pipes(app)
    rows, total = _found(app, _scope(app.reader(), things, given), threshold, limit)
    if review and rows:
        _review(app, rows)
    else:
        _list(app, rows, total, threshold)


# -- listing -------------------------------------------------------------------------------


def _scope(reader: Reader, things: Sequence[str], given: dict[str, Any]) -> Scope:
    from claims.commands.add_common import date_of
    from claims.similar.scope import Scope

    if len(things) > 1:
        raise UsageError(
            _("one thing at a time; --accept and --reject take several"),
            hint="claims similar --accept S12 S15",
        )
    since, until = (date_of(f"--{name}", given[name]) for name in ("since", "until"))
    both = given["quotes"] == given["claims"]
    return Scope(
        ref=_reference(reader, things[0]) if things else None,
        quotes=both or given["quotes"],
        claims=both or given["claims"],
        since=since.first if since else None,
        until=until.last if until else None,
    )


def _reference(reader: Reader, text: str) -> Ref:
    from claims.names import reference

    ref = reference(reader, text)
    if ref.kind not in (Kind.STATEMENT, Kind.CLAIM, Kind.QUESTION, Kind.SPEAKER):
        raise UsageError(
            _("{id} is neither a quote, a claim, a question nor a speaker").format(id=ref),
            hint="claims similar S12",
        )
    return ref


def _found(app: App, scope: Scope, threshold: float, limit: int) -> tuple[list[Row], int]:
    """The rows to show, and how many pairs there are."""
    from claims.similar.scope import proposals, size
    from claims.similar.told import told

    reader = app.reader()
    with app.progress(_("comparing"), size(reader, scope)) as advance:
        found = proposals(reader, scope, threshold, advance)
    return told(reader, found[:limit]), len(found)


def _list(app: App, rows: list[Row], total: int, threshold: float) -> None:
    def table(console: Any) -> None:
        from claims.render.similar import draw

        draw(console, rows)

    empty = _("nothing is so alike (threshold {share:.2f})").format(share=threshold)
    listing = Listing(COLUMNS, rows, ids="pair", empty=empty, hint="claims similar --threshold 0.4")
    app.emit(View(document=rows, listing=listing, table=table if rows else None, found=bool(rows)))
    if len(rows) < total:
        app.note(_("{n} of {total} pairs shown: --limit {total} for all").format(
            n=len(rows), total=total))  # fmt: skip


# -- deciding ------------------------------------------------------------------------------


def _decide(app: App, things: Sequence[str], *, accepting: bool, reason: str | None) -> None:
    from claims.similar import decide

    refs = decide.references(app.reader(), things)
    with app.write() as journal:
        if accepting:
            done = decide.accept(journal, refs)
        else:
            done = decide.reject(journal, refs, by=app.actor, reason=reason)
    for note in done.notes:
        app.note(note)
    app.emit(_answer(done, refs, accepting=accepting))


def _answer(done: Decided, refs: Sequence[Ref], *, accepting: bool) -> View:
    from claims.similar.told import decided_line

    lines = [decided_line(pair, accepted=accepting) for pair in done.changed]
    lines += [_("{a} and {b}: so already").format(a=a, b=b) for a, b in done.already]
    if done.changed:
        lines.append(_("claims undo takes it back"))
    word = "accepted" if accepting else "rejected"
    document = {
        word: [list(map(str, pair)) for pair in done.changed],
        "already": [list(map(str, pair)) for pair in done.already],
    }
    return View(document=document, lines=lines, ids=list(map(str, refs)))


def _refuse_pipes(app: App) -> None:
    if not (app.interactive and app.env.stdin.isatty() and app.env.stdout.isatty()):
        raise UsageError(
            _("--review asks on a terminal; without one: --accept, --reject"),
            hint="claims similar --json",
        )


def _review(app: App, rows: list[Row]) -> None:
    from claims.commands.keys import asking
    from claims.commands.similar_desk import Desk

    with asking(app.env.stdin, app.env.read_line) as asker:
        Desk(app, rows, asker).run()
