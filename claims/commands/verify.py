"""``claims verify``: is each quote still in its document, word for word?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import REF, EnumChoice, since_until
from claims.errors import BadInput, UsageError
from claims.i18n import _, ngettext
from claims.render.listing import Column, Listing, View
from claims.verify.places import Status

if TYPE_CHECKING:
    from rich.text import Text

    from claims.articles.model import Article
    from claims.reader import Reader
    from claims.verify.run import Scope

FAILING = (Status.ALTERED, Status.ELSEWHERE, Status.ABSENT)


@command(
    "verify",
    help=_(
        "Find each quote again in its document: exact, moved, altered (with the words that"
        " differ), elsewhere, absent; or unread, where no text was kept.  Give the article as it"
        " is now with --in.  Typesetting does not count as a change; a changed word always does."
    ),
    examples=[
        "claims verify",
        "claims verify S1 --json",
        "claims verify convoy-attack --since 2016-09-20",
    ],
)
@click.argument("things", nargs=-1, type=REF, help=_("Quotes, or a document, speaker, question."))
@click.option(
    "--in", "path", type=str, metavar="FILE", help=_("The article as it is now; - is stdin.")
)
@click.option(
    "--only",
    "wanted",
    multiple=True,
    type=EnumChoice(Status),
    help=_("Show only these; repeat it."),
)
@since_until
@click.option("--all", "everything", is_flag=True, help=_("Proposed and rejected quotes too."))
@click.option("--strict", is_flag=True, help=_("Exit 4 where one is altered, elsewhere or absent."))
def verify(
    app: App,
    things: tuple[str, ...],
    path: str | None,
    wanted: tuple[Status, ...],
    since: str | None,
    until: str | None,
    everything: bool,
    strict: bool,
) -> None:
    """Select, look each up, say what became of it."""
    from claims.verify import run

    reader = app.reader()
    scope = _scope(reader, things, since, until, everything=everything)
    text = _read(app, reader, scope, path) if path else None
    total, counts = run.count(reader, scope), Counter[Status]()

    def rows() -> Iterator[dict[str, Any]]:
        with app.progress(_("quotes"), total) as advance:
            for checked in run.verify(reader, scope, text):
                counts[checked.found.status] += 1
                advance(1)
                if not wanted or checked.found.status in wanted:
                    yield checked.as_json()

    found = _("no quote is {states}").format(states=", ".join(wanted)) if wanted else ""
    app.emit(
        View(
            listing=Listing(
                COLUMNS,
                rows(),
                empty=found or _("no quote to verify"),
                hint="claims verify" if wanted else "claims stats",
            )
        )
    )
    app.note(_said(counts))
    failing = sum(counts[status] for status in FAILING)
    if strict and failing:
        raise BadInput(
            ngettext(
                "{n} quote is not as it was kept", "{n} quotes are not as they were kept", failing
            ).format(n=failing),
            hint="claims verify --only altered --only elsewhere --only absent",
        )


def _scope(
    reader: Reader,
    things: tuple[str, ...],
    since: str | None,
    until: str | None,
    *,
    everything: bool,
) -> Scope:
    from claims.commands.contrast import date_of
    from claims.exchange.flat_out import Selection
    from claims.names import reference
    from claims.verify.run import scope_of

    first, last = date_of(since), date_of(until)
    selection = Selection(
        first=first.first if first else None,
        last=last.last if last else None,
        everything=everything,
    )
    try:
        return scope_of((reference(reader, thing) for thing in things), selection)
    except ValueError as error:
        raise UsageError(
            _("quotes, one document, one speaker, one question: not {things}").format(
                things=" ".join(things)
            ),
            hint="claims verify S12 S15",
        ) from error


def _read(app: App, reader: Reader, scope: Scope, path: str) -> str:
    """The text of the article that a file is; the scope becomes its document's quotes."""
    from claims.articles.model import Origin, Problem
    from claims.articles.reading import read
    from claims.verify import run

    with app.read_input(path) as stream:
        article = read(Origin(path, data=stream.read()))
    if isinstance(article, Problem):
        raise BadInput(str(article), hint=article.hint)
    if not scope.statements and scope.document is None and not scope.selection:
        scope.document = _document_of(reader, article)
    if len(run.documents(reader, scope)) > 1:
        raise UsageError(
            _("these quotes stand in several documents; --in is one"),
            hint=f"claims verify D2 --in {path}",
        )
    return article.text


def _document_of(reader: Reader, article: Article) -> int:
    from claims.errors import UnknownName
    from claims.names import resolve_document

    for name in filter(None, (article.url, article.title)):
        try:
            return resolve_document(reader, name)
        except UnknownName:
            continue
    raise UsageError(
        _("{file}: no document is known by its address or title").format(file=article.name),
        hint=f"claims verify D2 --in {article.name}",
    )


def _said(counts: Counter[Status]) -> str:
    words = {
        Status.EXACT: _("{n} exact"),
        Status.MOVED: _("{n} moved"),
        Status.ALTERED: _("{n} altered"),
        Status.ELSEWHERE: _("{n} elsewhere"),
        Status.ABSENT: _("{n} absent"),
        Status.UNREAD: _("{n} unread: no text was kept of their documents"),
    }
    return ", ".join(words[status].format(n=counts[status]) for status in Status if counts[status])


def _words(row: Any) -> str | Text:
    """The words; where some differ, those that went struck out and those that came after them."""
    from rich.text import Text

    from claims.render.console import plain

    if not row["words"]:
        return str(row["text"])
    text = Text()
    for one in row["words"]:
        if one["was"] == one["now"]:
            text.append_text(plain(one["was"])).append(" ")
            continue
        if one["was"]:
            text.append("[-").append_text(plain(one["was"])).append("-]", "").append(" ")
        if one["now"]:
            text.append("{+").append_text(plain(one["now"])).append("+}").append(" ")
    return text


COLUMNS = (
    Column("id", _("Id"), style="id"),
    Column("status", _("Status")),
    Column("text", _("Words"), wide=True, cell=_words),
    Column("speaker", _("Speaker"), wide=True, most=20),
    Column("document", _("Document"), style="id"),
    Column("elsewhere", _("Elsewhere"), only="lines"),
)
