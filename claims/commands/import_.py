"""``claims import``: records from files, a transaction each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from claims.commands import App, command
from claims.errors import ClaimsError
from claims.i18n import _
from claims.render.listing import View

if TYPE_CHECKING:
    from claims.database import Database
    from claims.exchange.importer import Options
    from claims.exchange.report import ImportReport

# As claims.exchange.importer has them; repeated, for help must load no importer.
FORMATS = (
    "jsonl", "json", "csv", "context", "dump", "claimreview", "google", "annotation", "quotation",
    "brat",
)  # fmt: skip

SHOWN = 20
"""Most flaws of a file that are shown; --json has them all."""


@command(
    "import",
    help=_(
        "Read quotes from JSONL or CSV files, the questions and speakers they stand in from a"
        " context file, or a whole database from a dump.  Each file is stored whole or not at"
        " all; importing it again changes nothing, and a changed record is revised."
    ),
    examples=[
        'echo \'{"text": "No comment", "speaker": "Ben Rhodes"}\' | claims import -',
        "printf 'text;speaker\\nNo comment;Ben Rhodes\\n' | claims import --dry-run -",
    ],
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", help=_("Files; - is stdin."))
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help=_("What the files are; unless said, their content tells."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would happen; store nothing."))
@click.option("--keep-going", is_flag=True, help=_("Store the good records of a flawed file."))
def import_(
    app: App, files: tuple[str, ...], format: str | None, dry_run: bool, keep_going: bool
) -> None:
    """Import one file after the other, up to the first that fails."""
    from claims.exchange.importer import Options

    options = Options(format, dry_run, keep_going)
    reports: list[ImportReport] = []
    failed: ClaimsError | None = None
    with _database(app, dry_run=dry_run) as database:
        for file in files:
            try:
                report = _one(app, database, file, options)
            except ClaimsError as error:
                failed = error
                break
            reports.append(report)
            failed = report.error(most=None if app.json else SHOWN, again=file) or failed
            if failed and not (report.stored or dry_run):
                break
    rest = files[len(reports) :] if failed else ()
    _emit(app, reports)
    if rest and reports:
        app.note(_("not read: {files}").format(files=" ".join(rest)))
    if failed:
        raise failed


@contextmanager
def _database(app: App, *, dry_run: bool) -> Iterator[Database]:
    """The database to import into; a dry run where there is none has an empty one meanwhile."""
    from claims.database import is_postgres, open_database

    if dry_run and not is_postgres(app.target) and not Path(app.target).exists():
        with TemporaryDirectory(prefix="claims-") as folder:
            database = open_database(str(Path(folder) / "dry-run.db"), create=True)
            try:
                yield database
            finally:
                database.close()
        return
    yield app.writable()


def _one(app: App, database: Database, file: str, options: Options) -> ImportReport:
    from claims.exchange.importer import import_stream

    name = _("standard input") if file == "-" else file
    with app.read_input(file) as stream, app.reading(name, stream) as advance:
        return import_stream(
            database,
            stream,
            name=name,
            command=app.invocation,
            actor=app.actor,
            options=options,
            advance=advance,
            place=None if file == "-" else Path(file),
        )


def _emit(app: App, reports: list[ImportReport]) -> None:
    """Say what became of each file; a file that failed speaks for itself as an error."""
    if app.json or any(report.stored or report.dry_run for report in reports):
        lines = [
            line for report in reports if report.stored or report.dry_run for line in report.lines()
        ]
        app.emit(View(document=[report.as_json() for report in reports], lines=lines))
