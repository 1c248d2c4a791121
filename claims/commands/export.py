"""``claims export``: write everything, or a selection, to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.commands import App, command
from claims.commands.options import QUESTION, SPEAKER, EnumChoice, since_until
from claims.errors import NothingFound, UsageError
from claims.exchange.export import FTM, Export, ExportFormat, Selection, new_file, new_folder
from claims.i18n import _, ngettext
from claims.render.listing import View
from claims.text import clean_text

if TYPE_CHECKING:
    from claims.reader import Reader


@command(
    "export",
    help=_(
        "Write the database to a file, or to standard output.  A dump is everything, history and"
        " ids included, and goes into an empty database as it was; flat (JSONL) and csv are"
        " quotes as claims import reads them, all that count or a selection; claimreview is"
        " verdicts as ClaimReview objects, all or a selection; annotation, hypothesis, quotation"
        " and brat (a folder)"
        " are quotes for other tools; datasette is the metadata with which Datasette shows an"
        " SQLite database; ftm and ftm-statements are speakers, roles, documents and quotes for"
        " followthemoney (OpenSanctions, Aleph); quickstatements are the positions speakers held,"
        " for Wikidata.  The file is whole or not there, and only you can read it."
    ),
    examples=[
        "claims export backup.jsonl",
        "claims export dunford.csv --speaker 'Joseph Dunford' --since 2016-09",
        "claims export --format flat --question convoy-attack",
        "claims export --format flat | claims import --dry-run -",
        "claims export --format claimreview --since 2022 --google",
        "claims export --format datasette metadata.json",
    ],
)
@click.argument("file", default="-", help=_("The file, - for standard output."))
@click.option(
    "--format",
    "form",
    type=EnumChoice(ExportFormat),
    metavar="FORMAT",
    help=_("One of those above; by default csv for a file so called, else dump."),
)
@click.option("--speaker", type=SPEAKER, help=_("Only what this speaker said, or reviewed."))
@click.option("--question", type=QUESTION, help=_("Only what bears on this, or on one under it."))
@since_until
@click.option("--google", is_flag=True, help=_("Say what of Google's list reviews lack."))
@click.option("--create", is_flag=True, help=_("Make Wikidata items of speakers that have none."))
@click.option("--all", "everything", is_flag=True, help=_("Proposed and rejected quotes too."))
def export(
    app: App,
    file: str,
    form: ExportFormat | None,
    speaker: str | None,
    question: str | None,
    since: str | None,
    until: str | None,
    google: bool,
    create: bool,
    everything: bool,
) -> None:
    """Select, write, count."""
    if form is None:
        form = ExportFormat.CSV if file.lower().endswith(".csv") else ExportFormat.DUMP
    reader = app.reader(outside=True)
    selection = _selection(reader, speaker, question, since, until, everything)
    found = Export(reader, form, selection, excel_safe=app.excel_safe, create=create)
    if create and form is not ExportFormat.QUICKSTATEMENTS:
        raise UsageError(_("--create is of items"), hint="--format quickstatements --create")
    if google and form is not ExportFormat.CLAIMREVIEW:
        raise UsageError(_("--google is of reviews"), hint="--format claimreview --google")
    if form is ExportFormat.BRAT:
        _fill(app, found, file)
    elif file == "-":
        _print(app, found)
    else:
        _save(app, found, file)
    if google:
        _say_missing(app, found)
    for words in found.left_out:
        app.note(words)


def _fill(app: App, found: Export, folder: str) -> None:
    """A folder of files, then how much it was."""
    if folder == "-":
        raise UsageError(
            _("brat's format is a folder of files"), hint="claims export --format brat FOLDER"
        )
    with new_folder(Path(folder)) as made, app.progress(folder, found.total()) as advance:
        found.into(made, advance)
        if not found.written:
            raise NothingFound(_("no quote to export"), hint="claims stats")
    _told(app, found, folder)


def _save(app: App, found: Export, file: str) -> None:
    """To a file, then how much it was."""
    path = Path(file)
    _check_place(app, path)
    with new_file(path) as stream:
        _write(app, found, stream.write, path.name)
    _told(app, found, file)


def _told(app: App, found: Export, file: str) -> None:
    document: dict[str, object] = {
        "file": file,
        "format": found.format.value,
        "records": found.written,
    }
    if found.format is ExportFormat.CLAIMREVIEW:
        document["google"] = _google(found)
    if found.format is ExportFormat.QUICKSTATEMENTS:
        document["left_out"] = found.left_out
    app.emit(
        View(
            document=document,
            lines=[_("{file}: {things}").format(file=file, things=_things(found))],
            ids=[file],
        )
    )


def _google(found: Export) -> dict[str, object]:
    """The documented shape of what Google asks for: counts by property, then each review."""
    from claims.exchange.claimreview.asked import Need

    counts = {
        need.value: {
            name: count for (which, name), count in found.missing.most_common() if which == need
        }
        for need in Need
    }
    left = found.written - len(found.lacking)
    return {**counts, "reviews": found.lacking, "reviews_left_out": left}


def _selection(
    reader: Reader,
    speaker: str | None,
    question: str | None,
    since: str | None,
    until: str | None,
    everything: bool,
) -> Selection:
    from claims.commands.contrast import date_of
    from claims.names import resolve_question, resolve_speaker

    first, last = date_of(since), date_of(until)
    return Selection(
        speaker=resolve_speaker(reader, speaker) if speaker else None,
        question=resolve_question(reader, question) if question else None,
        first=first.first if first else None,
        last=last.last if last else None,
        everything=everything,
    )


def _check_place(app: App, path: Path) -> None:
    """Raise ``UsageError`` where the file must not be written."""
    if path.is_dir():
        raise UsageError(_("{path} is a folder").format(path=path))
    if not path.is_file():
        return
    database = Path(app.target)
    if database.exists() and path.samefile(database):
        raise UsageError(_("{path} is the database itself").format(path=path))
    asked = app.interactive and _("{path} exists already; replace it?").format(path=path)
    if not app.yes and not (asked and app.confirm(asked)):
        raise UsageError(
            _("{path} exists already").format(path=path), hint=_("the same with --yes")
        )


def _print(app: App, found: Export) -> None:
    """To standard output, as bytes: whatever its encoding, nothing is lost in a pipe."""
    out = app.env.stdout
    out.flush()
    if app.env.is_terminal(out):
        _write(app, found, lambda data: out.write(clean_text(data.decode())), None)
    else:
        _write(app, found, out.buffer.write, _("export"))
    out.buffer.flush()


def _write(app: App, found: Export, write: Callable[[bytes], object], title: str | None) -> None:
    """Write piece by piece; with a title, progress is shown under it."""
    if title is None:
        for piece in found.pieces():
            write(piece.encode())
    else:
        with app.progress(title, found.total()) as advance:
            for piece in found.pieces(advance):
                write(piece.encode())
    if not found.written and found.format is not ExportFormat.DUMP:
        reviews = found.format is ExportFormat.CLAIMREVIEW
        nothing = _("no verdict to export") if reviews else _("no quote to export")
        if found.format in FTM:
            nothing = _("nothing to export")
        if found.format is ExportFormat.QUICKSTATEMENTS:
            nothing = "; ".join([_("no command to export"), *found.left_out])
        raise NothingFound(nothing, hint="claims stats")


def _say_missing(app: App, found: Export) -> None:
    """What Google asks for and the reviews written lack, on standard error."""
    words = {
        "required": _("required: {name} is missing in {n} of {all}"),
        "recommended": _("recommended: {name} is missing in {n} of {all}"),
        "wrong": _("wrong: {name} has a value that is not allowed in {n} of {all}"),
    }
    for need, said in words.items():
        for (which, name), count in found.missing.most_common():
            if which == need:
                app.note(said.format(name=name, n=count, all=found.written))
    if not any(need in words for need, _name in found.missing):
        app.note(_("nothing that Google asks for is missing"))
    unread = ", ".join(name for need, name in found.missing if need == "unread")
    if unread:
        app.note(_("not on Google's list: {names}").format(names=unread))


def _things(found: Export) -> str:
    if found.format is ExportFormat.CLAIMREVIEW:
        return ngettext("{n} review", "{n} reviews", found.written).format(n=found.written)
    if found.format is ExportFormat.DATASETTE:
        words = ngettext("{n} table or view", "{n} tables and views", found.written)
        return words.format(n=found.written)
    if found.format is ExportFormat.DUMP:
        return ngettext("{n} row", "{n} rows", found.written).format(n=found.written)
    if found.format is ExportFormat.QUICKSTATEMENTS:
        return ngettext("{n} command", "{n} commands", found.written).format(n=found.written)
    if found.format in FTM:
        return ngettext("{n} entity", "{n} entities", found.written).format(n=found.written)
    return ngettext("{n} quote", "{n} quotes", found.written).format(n=found.written)
