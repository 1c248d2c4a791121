"""``claims extract``: articles go in, attributed quotations come out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from claims.articles.model import Known
from claims.articles.run import Run
from claims.articles.sources import count, holds_many, is_many, origins, with_bytes
from claims.articles.work import Options, Read, jobs_for, read_all
from claims.articles.workers import workers
from claims.commands import App, command
from claims.commands.options import OUTLET, QUESTION
from claims.errors import NothingFound, UsageError
from claims.i18n import _, ngettext
from claims.ids import format_id
from claims.render.listing import FORMATS, Column, Format, Listing, View

if TYPE_CHECKING:
    from rich.console import Console

    from claims.articles.model import Origin, Problem
    from claims.articles.workers import Workers
    from claims.proposals.bulk import Target
    from claims.proposals.save import Saved

TEXT = "text"
AT_ONCE = 100
"""Articles drawn at once on a terminal."""

_MOST_NAMED = 10

COLUMNS = (
    Column("document", _("Article"), most=24, cell=lambda row: row["shown"]),
    Column("speaker_name", _("Speaker"), most=24, wide=True, style="speaker"),
    Column("role", _("Role"), most=24, wide=True, from_width=110, style="role"),
    Column("cue", _("Cue"), most=16, wide=True, from_width=96, style="dim"),
    Column("text", _("Quote"), wide=True),
    Column("confidence", _("Sure"), right=True, style="dim"),
    Column("kind", _("Kind"), only="lines"),
    Column("start", _("Start"), only="lines"),
    Column("end", _("End"), only="lines"),
    Column("via", _("Via"), only="lines"),
    Column("said", _("Said"), only="lines"),
)
SAVED = (
    Column("document", _("Article")),
    Column("outcome", _("Outcome")),
    Column("id", _("Id"), style="id"),
    Column("found", _("Found"), right=True),
    Column("proposed", _("Proposed"), right=True),
    Column("gone", _("Gone"), right=True),
)


@command(
    "extract",
    help=_(
        "Read articles in French or English and find who is quoted in them, in which role,"
        " through whom, at which characters.  Files are text, HTML (which needs trafilatura) or"
        " JSONL with one article a line, packed or not; a folder is read whole; - is standard"
        " input.\n\nWith"
        " --save each article is kept with its quotations as proposed statements, which count"
        " for nothing until somebody accepts them: claims triage."
    ),
    examples=[
        "claims extract - < article.txt",
        "claims extract page.html --url https://example.org/page --json",
        "claims extract --save --question convoy-attack - < article.txt",
    ],
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", help=_("Articles; - is stdin."))
@click.option(
    "--format",
    "format_",
    type=click.Choice((TEXT, *FORMATS)),
    metavar="FORMAT",
    help=_(
        "{formats}.  text shows the article with its quotations marked by speaker; unless said,"
        " one article is shown so on a terminal."
    ).format(formats=", ".join((TEXT, *FORMATS))),
)
@click.option("--lang", metavar="CODE", help=_("The language: fr, en; unless said, told by words."))
@click.option("--published", metavar="DATE", help=_('When; what "Thursday" in it counts from.'))
@click.option("--outlet", type=OUTLET, metavar="NAME", help=_("Who published it."))
@click.option("--url", metavar="URL", help=_("Where (one article)."))
@click.option("--title", metavar="TITLE", help=_("Its title (one article)."))
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
              help=_("Only quotations at least so sure, 0 to 1."))  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), metavar="N",
              help=_("Processes; unless said, all processors for many articles."))  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS",
              help=_("Read on the workers of a Dask scheduler: tcp://host:8786."))  # fmt: skip
@click.option("--save", is_flag=True, help=_("Keep articles and quotations, as proposed."))
@click.option(
    "--question", type=QUESTION, help=_("What the articles are about: for claims triage.")
)
def extract(
    app: App,
    files: tuple[str, ...],
    format_: str | None,
    min_confidence: float,
    jobs: int | None,
    scheduler: str | None,
    save: bool,
    question: str | None,
    **known: str | None,
) -> None:
    """Read, find, print or save; then say what could not be read."""
    if jobs and scheduler:
        raise UsageError(_("--jobs and --scheduler: one or the other"))
    if format_ and format_ != TEXT:
        app.asked_format = cast("Format", format_)
    _refuse_contradictions(files, known, save=save, question=question, as_text=format_ == TEXT)
    run = Run(Options(_known(known), min_confidence))
    form = _form(app, format_, files, save=save)
    place = _Place(app, files)
    found = origins(files, place.open)
    # Processes first: they must be started before the progress bar's thread is.
    with (
        _workers(found, jobs, scheduler) as (others, found),
        _progress(app, files, form, place) as run.advance,
    ):
        if save:
            from claims.proposals.bulk import save_all

            target = _target(app, question)
            last = target.database.reader.value("SELECT max(id) FROM speaker") or 0
            answer = _save(app, run, save_all(run, found, others, target), form)
            _warn(app, target, last)
        else:
            answer = _print(app, run, read_all(found, run.options, others), form)
    if answer is not None:
        app.emit(answer)
    for note in run.notes():
        app.note(note)
    if error := run.error():
        raise error


def _refuse_contradictions(
    files: Sequence[str],
    known: dict[str, str | None],
    *,
    save: bool,
    question: str | None,
    as_text: bool,
) -> None:
    if is_many(files) and (known["url"] or known["title"]):
        raise UsageError(_("--url and --title are of one article; these are several"))
    if question and not save:
        raise UsageError(_("--question needs --save"))
    if save and as_text:
        raise UsageError(_("--save has no text form"), hint=_("leave --format text out"))


def _known(given: dict[str, str | None]) -> Known:
    """What the options say of the articles."""
    from claims.articles.reading import line_of, outlet_of

    published = None
    if given["published"]:
        from claims.commands.contrast import date_of

        published = date_of(given["published"])
    lang = given["lang"]
    if lang is not None:
        from claims.extract.pack import languages

        if lang.partition("-")[0].lower() not in languages():
            known = ", ".join(languages())
            raise UsageError(_("{lang}: one of {known}").format(lang=lang, known=known))
    return Known(
        lang, published, outlet_of(given["outlet"]), line_of(given["url"]), line_of(given["title"])
    )


def _form(app: App, asked: str | None, files: Sequence[str], *, save: bool) -> str:
    """The form of the answer: unless said, one article on a terminal is shown as text; what was
    saved is told in lines.
    """
    if save and app.format == "tsv" and app.asked_format is None:
        return "table"
    one = not save and app.asked_format is None and not is_many(files)
    return asked or (TEXT if one and app.format == "table" else app.format)


@contextmanager
def _workers(
    found: Iterator[Origin | Problem], jobs: int | None, scheduler: str | None
) -> Iterator[tuple[Workers, Iterator[Origin | Problem]]]:
    """Who reads what is found, and that again."""
    if scheduler:
        from claims.articles.cluster import cluster

        with cluster(scheduler) as others:
            yield others, with_bytes(found)
        return
    number, found = jobs_for(found, jobs)
    with workers(number) as others:
        yield others, found


# -- progress ------------------------------------------------------------------------------


class _Place:
    """How far reading is in the lists of articles among some files, in bytes as they are kept."""

    def __init__(self, app: App, files: Sequence[str]) -> None:
        self._app = app
        self._before = 0
        self._stream: BinaryIO | None = None
        self._files = files

    @contextmanager
    def open(self, path: str, /) -> Iterator[BinaryIO]:
        """The bytes of a file, ``-`` being standard input."""
        with self._app.read_input(path) as stream:
            self._stream = None if path == "-" else stream
            try:
                yield stream
            finally:
                self._stream = None
                self._before += _size(path)

    def total(self) -> int | None:
        """The bytes of all lists; none where there is none to be measured."""
        return sum(_size(path) for path in self._files if holds_many(path)) or None

    def position(self) -> int:
        """How many of them were read."""
        return self._before + (self._stream.tell() if self._stream else 0)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _progress(
    app: App, files: Sequence[str], form: str, place: _Place
) -> AbstractContextManager[Callable[[int], None]]:
    """A bar where there is something to wait for, and nothing else is written meanwhile."""
    told = form != "table" and app.env.is_terminal(app.env.stdout)
    if told or not app.env.is_terminal(app.env.stderr) or not is_many(files):
        return nullcontext(lambda advanced: None)
    if total := place.total():
        return app.progress(_("articles"), total, place.position)
    return app.progress(_("articles"), count(files))


# -- printing ------------------------------------------------------------------------------


def _print(app: App, run: Run, outcomes: Iterable[Any], form: str) -> View | None:
    """Print the answer article by article as they come; a table is to be drawn at the end."""
    reads = run.good(outcomes)
    if form == TEXT:
        _as_text(app, reads)
    elif form in ("json", "jsonl"):
        _emit(app, run, Listing(COLUMNS, (read.as_json() for read in reads)))
    else:
        listing = Listing(COLUMNS, _rows(reads), ids="", empty=_("no quotation found"))
        if form != "table":
            _emit(app, run, listing)
        elif rows := list(listing.rows):
            return View(listing=replace(listing, rows=rows))
        elif not run.failed:
            raise NothingFound(listing.empty)
    return None


def _emit(app: App, run: Run, listing: Listing) -> None:
    try:
        app.emit(listing)
    except NothingFound:
        if not run.failed:  # else what could not be read is said instead
            raise


def _rows(reads: Iterable[Read]) -> Iterator[dict[str, Any]]:
    """One row a quotation; tables name an article once."""
    for read in reads:
        shown = read.article.name
        for quote in read.extraction.quotes:
            row = quote.as_json()
            row["speaker_name"] = quote.speaker_name or quote.speaker
            yield {"document": read.article.name, "shown": shown, **row}
            shown = ""


def _as_text(app: App, reads: Iterator[Read]) -> None:
    from claims.render import article

    out = app.env.stdout
    app.asked_format = "table"
    if app.env.is_terminal(out) or app.env.colour(out):
        while some := list(islice(reads, AT_ONCE)):
            app.emit(View(table=partial(_draw, some)))
        return
    for place, read in enumerate(reads):
        head = ["", f"== {read.article.name} ==", ""] if place else []
        app.emit(View(lines=[*head, *article.lines(read)]))


def _draw(reads: list[Read], console: Console) -> None:
    from claims.render.article import draw

    draw(console, reads)


# -- saving --------------------------------------------------------------------------------


def _target(app: App, question: str | None) -> Target:
    """Where to save; the file in the user's data folder is made, any other must exist."""
    from claims.names import resolve_question
    from claims.proposals.bulk import Target

    database = app.writable()
    slug = None
    if question is not None:
        number = resolve_question(database.reader, question)
        slug = database.reader.value("SELECT slug FROM question WHERE id = :id", id=number)
    return Target(database, app.actor, app.invocation, slug)


def _save(app: App, run: Run, saved: Iterable[Saved], form: str) -> View | None:
    """A row an article for scripts, as they are stored; for people what it comes to."""
    rows = (_saved_row(one) for one in saved)
    if form != "table":
        if form == "ids":
            rows = ({"id": one} for row in rows for one in row["statements"])
        _emit(app, run, Listing(SAVED, rows, empty=_("nothing saved")))
        return None
    totals = _Totals()
    for row in rows:
        totals.add(row)
    if not totals.articles and run.failed:
        return None
    return View(lines=totals.lines())


def _warn(app: App, target: Target, last: int) -> None:
    """Say which speakers made since the id ``last`` look like another."""
    from claims.commands.add_common import warn_of_twins
    from claims.keep.alike import twins_since

    warn_of_twins(app, twins_since(target.database.reader, last))


def _saved_row(saved: Saved) -> dict[str, Any]:
    """What ``--json`` prints of a saved article."""
    return {
        "document": saved.name,
        "outcome": saved.outcome.value,
        "id": format_id("document", saved.document),
        "lang": saved.lang,
        "found": saved.found,
        "proposed": len(saved.statements),
        "statements": [format_id("statement", one) for one in saved.statements],
        "gone": [format_id("statement", one) for one in saved.gone],
    }


@dataclass(slots=True)
class _Totals:
    """What a run of saving comes to, however many articles."""

    articles: Counter[str] = field(default_factory=Counter)
    proposed: int = 0
    first: str = ""
    last: str = ""
    gone: list[str] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        """Count an article."""
        self.articles[row["outcome"]] += 1
        if len(self.gone) <= _MOST_NAMED:
            self.gone += row["gone"]
        if statements := row["statements"]:
            self.proposed += len(statements)
            self.first = self.first or statements[0]
            self.last = statements[-1]

    def lines(self) -> list[str]:
        """What people read."""
        read = ", ".join(
            f"{self.articles[name]} {word}"
            for name, word in (
                ("new", _("new")), ("revised", _("revised")), ("unchanged", _("unchanged")),
            )
            if self.articles[name]
        )  # fmt: skip
        count = self.articles.total()
        words = ngettext("{n} article: {read}", "{n} articles: {read}", count)
        lines = [words.format(n=count, read=read or _("none"))]
        proposed = ngettext("{n} statement proposed", "{n} statements proposed", self.proposed)
        shown = f" ({self.first}–{self.last})" if self.proposed > 1 else ""
        shown = shown or (f" ({self.first})" if self.proposed else "")
        lines.append(proposed.format(n=self.proposed) + shown)
        if self.gone:
            listed = ", ".join(self.gone[:_MOST_NAMED]) + (
                ", …" if len(self.gone) > _MOST_NAMED else ""
            )
            lines.append(_("no longer in the revised text: {ids}").format(ids=listed))
        if self.proposed:
            lines.append(_("to decide on them: claims triage"))
        return lines
