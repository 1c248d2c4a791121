"""Import: one file, one transaction, nothing stored where anything is wrong.

    report = import_stream(database, stream, name="convoy.jsonl", command=..., actor=...)

A file is read once, in chunks, and stored as it is read; a flaw rolls everything back, unless
``keep_going``.  Records kept before are known by their key, or by a hash of their content where
they have none: the same content changes nothing, other content revises.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claims import confidential
from claims.errors import UsageError
from claims.exchange import detect, sources
from claims.exchange.intake import unpacked
from claims.exchange.reading import Advance, reading
from claims.exchange.report import ImportReport, made_kind
from claims.exchange.tables.csv_in import CsvOptions
from claims.i18n import _

if TYPE_CHECKING:
    from claims.database import Database
    from claims.journal import Journal

_MOST_BLANK = 4096
_TABLES = {"csv", "tsv", "tab"}


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: ``format`` is one of ``FORMATS``, told by the content where it is none.

    ``csv`` is how to read CSV files, and counts for no other.  ``jobs`` is how many processes read
    a large file of JSONL; more than one is for programs whose main module may be imported again.
    """

    format: str | None = None
    dry_run: bool = False
    keep_going: bool = False
    csv: CsvOptions = field(default_factory=CsvOptions)
    jobs: int = 1


class _NothingStored(Exception):
    pass


def import_stream(
    database: Database,
    stream: BinaryIO,
    *,
    name: str,
    command: str,
    actor: str,
    options: Options | None = None,
    advance: Advance | None = None,
    place: Path | None = None,
) -> ImportReport:
    """Import one file, packed (gzip, bzip2, xz) or not; what became of it.

    ``place`` is where it was found: a format of two files (brat) finds the other beside it.
    ``advance`` hears of every so many records read.  Raises ``UsageError`` for a file of no known
    format, ``BadInput`` for a packed one that is damaged.  Flaws are not raised but reported:
    ``report.error()`` makes them one.
    """
    stream = unpacked(stream)
    first = _beginning(stream)
    options = options or Options()
    asked, dry_run = options.format, options.dry_run
    found = asked or _format(first, place, options)
    if found == "dump":
        return _restore(database, stream, first, name, advance, dry_run=dry_run)
    found, work = reading(
        found, stream, first, asked=asked, place=place, csv=options.csv, jobs=options.jobs
    )
    report = ImportReport(name, found, dry_run=dry_run)
    try:
        with database.write(command, actor, much=True) as journal:
            work(journal, report, advance or _ignore)
            _leave_out(journal, report)
            if dry_run or (report.flaws and not options.keep_going):
                raise _NothingStored
            report.batch = journal.batch_id
        report.stored = True
    except _NothingStored:
        pass
    return report


def _leave_out(journal: Journal, report: ImportReport) -> None:
    """Have the report name nothing confidential: what was just marked must be known by then."""
    reader = journal.reader
    if reader.candid or not (journal.confiding or confidential.active(reader)):
        return
    confidential.keep_hidden(reader)
    report.made = [
        one for one in report.made if not confidential.is_hidden(reader, made_kind(one), one.id)
    ]
    report.look_alikes = [
        one
        for one in report.look_alikes
        if not any(
            confidential.is_hidden(reader, "speaker", number) for number in (one.id, one.other_id)
        )
    ]


def _format(first: bytes, place: Path | None, options: Options) -> str:
    """What a file is, by its content; by its name, or what is asked, where that does not tell."""
    if place and place.suffix == ".ann":
        return "brat"
    try:
        return detect.of_bytes(first)
    except UsageError:
        if options.csv.asked or (place and _TABLES.intersection(place.name.lower().split(".")[1:])):
            return "csv"
        raise


def _beginning(stream: BinaryIO) -> bytes:
    """The first line that tells what a file is, with the blank ones before it."""
    begun = stream.readline(sources.LONGEST_LINE + 1)
    while not begun.strip() and len(begun) < _MOST_BLANK:
        line = stream.readline(sources.LONGEST_LINE + 1)
        if not line:
            break
        begun += line
    return begun


def _restore(
    database: Database,
    stream: BinaryIO,
    first: bytes,
    name: str,
    advance: Advance | None,
    *,
    dry_run: bool,
) -> ImportReport:
    """A full dump goes into an empty database, exactly as it was."""
    from claims.exchange.dump import load_dump

    if dry_run:
        raise UsageError(
            _("a dump is restored whole or not at all"), hint=f"claims --db NEW.db import {name}"
        )
    lines = (line for part in ([first], stream) for line in part)
    loaded = load_dump(database, lines, progress=advance)
    return ImportReport(name, "dump", stored=True, read=loaded.total, new=loaded.total)


def _ignore(_count: int) -> None:
    pass
