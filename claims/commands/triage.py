"""``claims triage``: decide on proposed statements, one key each, or by rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import REF, SPEAKER, limit_option
from claims.errors import NothingFound, UsageError
from claims.i18n import _
from claims.ids import format_id
from claims.render.listing import Column, Listing, View

if TYPE_CHECKING:
    from claims.proposals.waiting import Filters
    from claims.reader import Reader

COLUMNS = (
    Column("id", _("Id"), style="id"),
    Column("confidence", _("Sure"), right=True),
    Column("speaker", _("Speaker"), wide=True, most=24, style="speaker"),
    Column("role", _("Role"), wide=True, most=24, from_width=110),
    Column("cue", _("Cue"), wide=True, most=16, from_width=96),
    Column("text", _("Quote"), wide=True),
    Column("suggested", _("Suggests"), style="stance", from_width=80),
    Column("document", _("Article")),
    Column("said", _("Said"), only="lines"),
    Column("outlet", _("Source"), only="lines"),
)
_AT_ONCE = 200
_NEXT = "claims extract --save FILE"


@command(
    "triage",
    help=_(
        "Walk through the proposed statements on a terminal: a accepts the one shown, r rejects"
        " it, s skips it, e edits it, q says what it bears on, u undoes, ? helps, Q quits.  What"
        " was decided stays decided; every decision can be taken back with claims undo, too.\n\n"
        "Without a terminal: --list, --json, --accept, --reject, --accept-above, --reject-below."
    ),
    examples=[
        "claims triage --list",
        "claims triage --json --min-confidence 0.8 -n 5",
        "claims triage --accept-above 0.9 --reject-below 0.3",
        "claims triage --accept S1 S2",
    ],
)
@click.argument("statements", nargs=-1, type=REF, help=_("Only these: S12 S14."))
@click.option("--list", "listed", is_flag=True, help=_("List what waits; decide nothing."))
@click.option("--accept", is_flag=True, help=_("Accept the statements named."))
@click.option("--reject", is_flag=True, help=_("Reject the statements named."))
@click.option("--accept-above", type=click.FloatRange(0, 1), metavar="X",
              help=_("Accept all that wait and are at least so sure."))  # fmt: skip
@click.option("--reject-below", type=click.FloatRange(0, 1), metavar="X",
              help=_("Reject all that wait and are less sure."))  # fmt: skip
@click.option("--document", type=REF, metavar="DOCUMENT", help=_("Only of this article: D2, URL."))
@click.option("--speaker", type=SPEAKER, help=_("Only of speakers called so."))
@click.option("--lang", metavar="CODE", help=_("Only in this language."))
@click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="X",
              help=_("Only what is at least so sure."))  # fmt: skip
@click.option("--newest", is_flag=True, help=_("The newest articles first."))
@limit_option()
def triage(
    app: App,
    statements: tuple[str, ...],
    listed: bool,
    accept: bool,
    reject: bool,
    accept_above: float | None,
    reject_below: float | None,
    limit: int | None,
    **given: Any,
) -> None:
    """Find out which of its four uses is meant."""
    _refuse_contradictions(statements, accept, reject, accept_above, reject_below)
    filters = _filters(app.reader(), statements if not (accept or reject) else (), limit, given)
    if accept or reject:
        _decide_named(app, statements, accepting=accept)
    elif accept_above is not None or reject_below is not None:
        _decide_by_rule(app, filters, accept_above, reject_below)
    elif listed or app.json or app.asked_format is not None:
        _list(app, filters)
    else:
        _walk(app, filters)


def _refuse_contradictions(
    statements: Sequence[str],
    accept: bool,
    reject: bool,
    above: float | None,
    below: float | None,
) -> None:
    if accept and reject:
        raise UsageError(_("--accept and --reject cannot both be meant"))
    if (accept or reject) and not statements:
        raise UsageError(_("which statements?"), hint="claims triage --accept S12 S14")
    if (accept or reject) and (above is not None or below is not None):
        raise UsageError(_("either statements by name, or a rule by confidence"))
    if above is not None and below is not None and below > above:
        raise UsageError(_("--reject-below must not be more than --accept-above"))


def _filters(
    reader: Reader, statements: Sequence[str], limit: int | None, given: dict[str, Any]
) -> Filters:
    from claims.names import matching_speakers, unknown_speaker
    from claims.proposals.waiting import Filters
    from claims.references import resolve_document, resolve_statement

    speakers = None
    if given["speaker"] is not None:
        speakers = _speakers(reader, given["speaker"]) or matching_speakers(
            reader, given["speaker"]
        )
        if not speakers:
            raise unknown_speaker(reader, given["speaker"])
    return Filters(
        document=resolve_document(reader, given["document"]) if given["document"] else None,
        speakers=speakers,
        lang=given["lang"],
        least=given["min_confidence"],
        newest=given["newest"],
        ids=[resolve_statement(reader, one) for one in statements] if statements else None,
        at_most=limit,
    )


def _speakers(reader: Reader, text: str) -> list[int]:
    """The unnamed who are called so in so many words: they have no name to be matched by."""
    from claims.ids import Kind, parse_id

    ref = parse_id(text)
    if ref is not None and ref.kind is Kind.SPEAKER:
        return []
    sql = "SELECT id FROM speaker WHERE kind = 'unnamed' AND lower(name) = :name"
    return reader.values(sql, name=text.lower())


# -- without a terminal --------------------------------------------------------------------


def _list(app: App, filters: Filters) -> None:
    from claims.proposals.waiting import proposals, waiting_ids
    from claims.reader import chunks

    reader = app.reader()
    ids = waiting_ids(reader, filters)
    rows = (row for some in chunks(ids, _AT_ONCE) for row in proposals(reader, some))
    app.emit(Listing(COLUMNS, rows, empty=_("nothing waits"), hint=_NEXT))


def _decide_named(app: App, statements: Sequence[str], *, accepting: bool) -> None:
    from claims.proposals.decide import Writer, decide
    from claims.references import resolve_statement
    from claims.vocabulary import StatementStatus

    reader = app.reader()
    ids = list(dict.fromkeys(resolve_statement(reader, one) for one in statements))
    status = StatementStatus.ACCEPTED if accepting else StatementStatus.REJECTED
    done = decide(Writer(app.database(), app.actor), app.invocation, [(status, ids)])
    same = [format_id("statement", one) for one in ids if one not in done.changed]
    if done.reversed:
        others = ", ".join(format_id("statement", one) for one in done.reversed)
        app.note(_("decided otherwise before: {ids}").format(ids=others))
    if same:
        app.note(_("{status} already: {ids}").format(status=status.value, ids=", ".join(same)))
    _answer(app, {status: done.changed})


def _decide_by_rule(app: App, filters: Filters, above: float | None, below: float | None) -> None:
    from claims.proposals.decide import Writer, decide
    from claims.proposals.waiting import by_confidence
    from claims.vocabulary import StatementStatus

    reader = app.reader()
    rules = {
        StatementStatus.ACCEPTED: by_confidence(reader, filters, at_least=above),
        StatementStatus.REJECTED: by_confidence(reader, filters, below=below),
    }
    writer = Writer(app.database(), app.actor)
    done = set(decide(writer, app.invocation, list(rules.items()), waiting=True).changed)
    _answer(app, {status: [one for one in ids if one in done] for status, ids in rules.items()})


def _answer(app: App, decided: dict[Any, list[int]]) -> None:
    """How many were decided on, and how many still wait."""
    from claims.proposals.waiting import Filters, count_waiting

    left = count_waiting(app.reader(), Filters())
    named = {
        status.value: [format_id("statement", one) for one in ids]
        for status, ids in decided.items()
    }
    lines = [
        _("{n} {status}").format(n=len(ids), status=status) for status, ids in named.items() if ids
    ]
    app.emit(
        View(
            document={**named, "waiting": left},
            lines=[*(lines or [_("nothing decided")]), _("{n} still wait").format(n=left)],
            ids=[one for ids in named.values() for one in ids],
        )
    )


# -- on a terminal -------------------------------------------------------------------------


def _walk(app: App, filters: Filters) -> None:
    from claims.proposals.waiting import waiting_ids

    if not (app.interactive and _is_real_terminal(app)):
        raise UsageError(
            _("triage asks on a terminal; without one: --list, --accept, --accept-above"),
            hint="claims triage --list",
        )
    ids = waiting_ids(app.reader(), filters)
    if not ids:
        raise NothingFound(_("nothing waits"), hint=_NEXT)
    from claims.commands.keys import asking
    from claims.commands.triage_desk import Desk

    with asking(app.env.stdin, app.env.read_line) as asker:
        Desk(app, ids, asker).run()


def _is_real_terminal(app: App) -> bool:
    """Single keys come from a terminal alone, whatever is said of the streams."""
    try:
        return app.env.stdin.isatty() and app.env.stdout.isatty()
    except ValueError:  # closed
        return False
