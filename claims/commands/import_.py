"""``claims import``: records from files, a transaction each."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from claims.commands import App, command
from claims.errors import ClaimsError, UsageError
from claims.exchange.formats import FORMATS
from claims.i18n import _
from claims.render.listing import View

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from claims.database import Database
    from claims.exchange.importer import Options
    from claims.exchange.report import ImportReport
    from claims.exchange.tables.csv_in import UnmappedHeader
    from claims.exchange.tables.mapping import ColumnMap

ENOUGH = 2
"""Processes: keeping what one other has read takes all the time."""
SHOWN = 20
"""Most flaws of a file that are shown; --json has them all."""


def _complete_map(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:
    """The names of the mappings that are kept."""
    from click.shell_completion import CompletionItem

    from claims.exchange.tables import mapping

    app = ctx.find_object(App)
    names = mapping.names(_folder(app)) if app else []
    return [CompletionItem(name) for name in names if name.startswith(word)]


@command(
    "import",
    help=_(
        "Read quotes from JSONL or CSV files, the questions and speakers they stand in from a"
        " context file, or a whole database from a dump.  Each file is stored whole or not at"
        " all; importing it again changes nothing, and a changed record is revised.  A CSV file"
        " may call its columns anything: --map says which is what."
    ),
    examples=[
        'echo \'{"text": "No comment", "speaker": "Ben Rhodes"}\' | claims import -',
        "printf 'text;speaker\\nNo comment;Ben Rhodes\\n' | claims import --dry-run -",
        "printf 'mots;qui\\nRien;Ben Rhodes\\n' | claims import --map text=mots,speaker=qui -",
    ],
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", help=_("Files; - is stdin."))
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help=_("What the files are, one of {formats}; unless said, their content tells.").format(
        formats=", ".join(FORMATS)
    ),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would happen; store nothing."))
@click.option("--keep-going", is_flag=True, help=_("Store the good records of a flawed file."))
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN,…",
    shell_complete=_complete_map,
    help=_("CSV: the column of a field; without = the name of a kept mapping, or its file."),
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="FIELD=VALUE",
    help=_("CSV: what a field holds where a row says nothing."),
)
@click.option("--save-map", metavar="NAME", help=_("CSV: keep the mapping for --map NAME."))
@click.option("--encoding", metavar="NAME", help=_("CSV: such as windows-1252; else found out."))
@click.option("--delimiter", metavar="SIGN", help=_("CSV: such as semicolon; else found out."))
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("JSONL: processes that read a large file; unless said, two."),
)
@click.option("--no-mend", is_flag=True, help=_("CSV: leave mangled text (dÃ©jÃ ) as it is."))
def import_(
    app: App,
    files: tuple[str, ...],
    format: str | None,
    dry_run: bool,
    keep_going: bool,
    maps: tuple[str, ...],
    sets: tuple[str, ...],
    save_map: str | None,
    encoding: str | None,
    delimiter: str | None,
    jobs: int | None,
    no_mend: bool,
) -> None:
    """Import one file after the other, up to the first that fails."""
    from claims.exchange.importer import Options
    from claims.exchange.tables.csv_in import CsvOptions
    from claims.exchange.tables.mapping import typed
    from claims.processes import processors

    mapping = typed(maps, sets, _folder(app))
    csv = CsvOptions(mapping, encoding, delimiter, mend=not no_mend)
    options = Options(format, dry_run, keep_going, csv, jobs or min(processors(), ENOUGH))
    place = _place_to_save(app, save_map, mapping)
    mapped = [("--map", value) for value in maps] + [("--set", value) for value in sets]
    run = _Run(app, options, [word for pair in mapped for word in pair])
    failed: ClaimsError | None = None
    with _database(app, dry_run=dry_run) as database:
        for file in files:
            try:
                failed = run.file(database, file) or failed
            except ClaimsError as error:
                failed = error
                break
            if failed and not (run.reports[-1].stored or dry_run):
                break
    rest = files[len(run.reports) :] if failed else ()
    _emit(app, run.reports)
    if rest and run.reports:
        app.note(_("not read: {files}").format(files=" ".join(rest)))
    if place and run.reports:
        _save(app, place, run.options.csv.mapping)
    if failed:
        raise failed


class _Run:
    """The files of one command, one after the other.

    ``mapped`` are the words that say which column is what, ``beside`` the others about CSV.
    """

    def __init__(self, app: App, options: Options, mapped: list[str]) -> None:
        self._app = app
        self._mapped = mapped
        self._beside = _words(options)
        self.options = options
        self.reports: list[ImportReport] = []

    def file(self, database: Database, file: str) -> ClaimsError | None:
        """Import one; the error where it was flawed."""
        from claims.exchange.tables.csv_in import UnmappedHeader

        try:
            report = _one(self._app, database, file, self.options)
        except UnmappedHeader as unmapped:
            mapping = self._confirmed(unmapped, file)
            self._mapped = mapping.options()
            self.options = replace(self.options, csv=replace(self.options.csv, mapping=mapping))
            report = _one(self._app, database, file, self.options)
        self.reports.append(report)
        error = report.error(most=None if self._app.json else SHOWN, again=file)
        if error and (self._mapped or self._beside):
            keep_going = [] if report.stored else ["--keep-going"]
            error.hint = self._command(*keep_going, *self._mapped, *self._beside, file)
        return error

    def _confirmed(self, unmapped: UnmappedHeader, file: str) -> ColumnMap:
        """The mapping that a header's names propose, once a person has said yes; else the error.

        Standard input was read too far to be read again.
        """
        proposal = unmapped.proposal
        words = proposal.options() if proposal else ["--map", _EXAMPLE, *self._mapped]
        dry_run = ["--dry-run"] if self.options.dry_run else []
        unmapped.hint = self._command(*dry_run, *words, *self._beside, file)
        if proposal is None or file == "-" or not (self._app.interactive or self._app.yes):
            raise unmapped
        self._app.note(f"{file}: {unmapped.message}")
        if not self._app.confirm(_("Read it so?")):
            raise UsageError(_("{file} was not read").format(file=file), hint=unmapped.hint)
        return proposal

    @staticmethod
    def _command(*words: str) -> str:
        return shlex.join(["claims", "import", *words])


_EXAMPLE = "text=COLUMN,speaker=COLUMN"


def _words(options: Options) -> list[str]:
    """What was asked of CSV besides a mapping, as it is typed."""
    asked = (
        ("--format", options.format),
        ("--encoding", options.csv.encoding),
        ("--delimiter", options.csv.delimiter),
    )
    words = [word for name, value in asked if value for word in (name, value)]
    return [*words, *([] if options.csv.mend else ["--no-mend"])]


def _place_to_save(app: App, name: str | None, mapping: ColumnMap | None) -> Path | None:
    """Where to keep the mapping; asks before one of that name is replaced by another."""
    from claims.exchange.tables.mapping import path_of, read

    if name is None:
        return None
    place = path_of(name, _folder(app))
    if place.exists() and read(place) != mapping:
        words = _("{path} holds another mapping; replace it?")
        if not app.confirm(words.format(path=place)):
            raise UsageError(_("nothing was imported"), hint="claims config maps")
    return place


def _save(app: App, place: Path, mapping: ColumnMap | None) -> None:
    from claims.exchange.tables.mapping import save

    if mapping is None:
        app.note(_("no mapping was needed; none is kept"))
        return
    save(place, mapping)
    app.note(_("mapping kept: {path}").format(path=place))


def _folder(app: App) -> Path:
    """Where the person's mappings are kept."""
    from claims.config import config_path
    from claims.exchange.tables.mapping import folder_beside

    return folder_beside(config_path(app.env.environ))


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
    database = app.writable()
    database.stop_reading()
    yield database


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
