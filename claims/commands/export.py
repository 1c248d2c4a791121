"""``claims export``: write everything, or a selection, to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.commands import App, command
from claims.commands.options import QUESTION, SPEAKER, EnumChoice
from claims.errors import NothingFound
from claims.exchange.export import Counted, ExportFormat, write_file
from claims.exchange.export import export as records
from claims.i18n import _
from claims.render.listing import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.reader import Reader


@command(
    "export",
    help=_(
        "Write the database to a file, or to standard output.  dump is everything, history and ids"
        " included, and goes into an empty database as it was; flat (JSONL) and csv are quotations"
        " as claims import reads them, of one speaker or question where asked.  The file is whole"
        " or not there, and only you can read it."
    ),
    examples=[
        "claims export - --format dump",
        "claims export --format flat --question convoy-attack",
        "claims export --format csv --speaker Dunford",
    ],
)
@click.argument("file", default="-", help=_("The file, - for standard output."))
@click.option(
    "--format",
    "form",
    type=EnumChoice(ExportFormat),
    help=_("dump, flat or csv; by default csv for a file so called, else dump."),
)
@click.option("--speaker", type=SPEAKER, help=_("Only what this speaker said."))
@click.option("--question", type=QUESTION, help=_("Only what bears on this, and all under it."))
def export(
    app: App,
    file: str,
    form: ExportFormat | None,
    speaker: str | None,
    question: str | None,
) -> None:
    """Select, write, count."""
    reader = app.reader()
    if form is None:
        form = ExportFormat.CSV if file.lower().endswith(".csv") else ExportFormat.DUMP
    pieces = _chosen(reader, form, speaker, question, excel_safe=app.excel_safe)
    if file == "-":
        out = app.env.stdout
        out.flush()
        for piece in _something(pieces):
            out.buffer.write(piece.encode())
        out.buffer.flush()
        return
    path = Path(file)
    if path.is_file() and not app.confirm(_("{path} exists: replace it?").format(path=path)):
        raise NothingFound(_("nothing was written"))
    write_file(path, _something(pieces))
    lines = [_("{path}: {n} rows ({form})").format(path=path, n=pieces.rows, form=form)]
    document = {"file": file, "format": form, "rows": pieces.rows}
    app.emit(View(document=document, lines=lines, ids=[file]))


def _chosen(
    reader: Reader,
    form: ExportFormat,
    speaker: str | None,
    question: str | None,
    *,
    excel_safe: bool,
) -> Counted:
    from claims.names import resolve_question, resolve_speaker

    return records(
        reader,
        form,
        speaker=resolve_speaker(reader, speaker) if speaker else None,
        question=resolve_question(reader, question) if question else None,
        excel_safe=excel_safe,
    )


def _something(pieces: Counted) -> Iterator[str]:
    """The pieces; ``NothingFound`` where a selection has none."""
    yield from pieces
    if pieces.rows < 1 and pieces.selected:
        raise NothingFound(_("no quotes to export"), hint="claims search")
