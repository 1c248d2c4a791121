"""Export: the whole database (``dump``), quotations as flat records (``flat``, ``csv``), or
verdicts as ClaimReview objects (``claimreview``); or what Datasette is to know (``datasette``).

What is written is one moment's view of the database, and never more of it is held than a page of
rows.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from claims.errors import UsageError
from claims.exchange.flat_out import (
    PLACES,
    FlatExport,
    Selection,
    as_csv,
    as_jsonl,
    csv_begin,
    csv_rows,
)
from claims.i18n import _
from claims.reader import Reader, Row, chunks

if TYPE_CHECKING:
    from claims.exchange.people.quickstatements import QuickStatements

__all__ = ["Export", "ExportFormat", "Selection", "new_file", "new_folder"]

_LINES = 1000
MOST_LACKING = 10_000
"""Reviews whose lacks are kept one by one."""


class ExportFormat(StrEnum):
    """What an export can be."""

    DUMP = "dump"
    FLAT = "flat"
    CSV = "csv"
    CLAIMREVIEW = "claimreview"
    ANNOTATION = "annotation"
    HYPOTHESIS = "hypothesis"
    QUOTATION = "quotation"
    BRAT = "brat"
    DATASETTE = "datasette"
    FTM = "ftm"
    FTM_STATEMENTS = "ftm-statements"
    QUICKSTATEMENTS = "quickstatements"


FTM = (ExportFormat.FTM, ExportFormat.FTM_STATEMENTS)


@dataclass
class Export:
    """One export.  ``written`` counts its records (of a dump, its rows) as they are taken.

    ``missing`` says afterwards what Google asks for and ClaimReview objects lack, ``left_out``
    what QuickStatements could not say; ``create`` makes them make items.  Raises
    ``UsageError`` for a selection of a dump or of Datasette's metadata, which are of everything.
    """

    reader: Reader
    format: ExportFormat
    selection: Selection
    excel_safe: bool = False
    create: bool = False
    written: int = 0
    missing: Counter[tuple[str, str]] = field(default_factory=Counter)
    lacking: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.format is ExportFormat.DUMP and self.selection:
            raise UsageError(
                _("a dump is of everything; a selection is flat or csv"), hint="--format flat"
            )
        if self.format is ExportFormat.DATASETTE and self.selection:
            raise UsageError(
                _("Datasette's metadata is of the whole database; a selection is flat or csv"),
                hint="--format flat",
            )
        if self.format is ExportFormat.CLAIMREVIEW:
            from claims.exchange.claimreview.write import Reviews

            Reviews(self.reader, self.selection)
        if self.format is ExportFormat.QUICKSTATEMENTS:
            self._quickstatements()

    def total(self) -> int:
        """How many records or rows there will be."""
        if self.format is ExportFormat.CLAIMREVIEW:
            from claims.exchange.claimreview.write import Reviews

            return Reviews(self.reader, self.selection).count()
        if self.format is ExportFormat.DATASETTE:
            from claims.exchange.datasette import described

            return described()
        if self.format in FTM:
            from claims.exchange.ftm.out import FtmExport

            return FtmExport(self.reader, self.selection).count()
        if self.format is ExportFormat.QUICKSTATEMENTS:
            return self._quickstatements().count()
        if self.format is not ExportFormat.DUMP:
            return FlatExport(self.reader, self.selection).count()
        from claims.model import tables

        counts = (self.reader.value(f"SELECT count(*) FROM {table}") for table in tables())
        return sum(counts)

    def pieces(self, advance: Callable[[int], None] | None = None) -> Iterator[str]:
        """The text, some thousand records at a time; ``advance`` hears how many they were."""
        read = {
            ExportFormat.DUMP: self._dump,
            ExportFormat.FLAT: self._flat,
            ExportFormat.CSV: self._csv,
            ExportFormat.CLAIMREVIEW: self._reviews,
            ExportFormat.ANNOTATION: self._linked,
            ExportFormat.HYPOTHESIS: self._linked,
            ExportFormat.QUOTATION: self._linked,
            ExportFormat.DATASETTE: self._metadata,
            ExportFormat.FTM: self._entities,
            ExportFormat.FTM_STATEMENTS: self._entities,
            ExportFormat.QUICKSTATEMENTS: self._commands,
        }
        with self.reader.snapshot():
            for text, records in read[self.format]():
                yield text
                self.written += records
                if advance is not None:
                    advance(records)

    def into(self, folder: Path, advance: Callable[[int], None] | None = None) -> None:
        """Write the files of a format that is a folder: brat's."""
        from claims.exchange.brat_out import write_folder

        with self.reader.snapshot():
            self.written = write_folder(
                self.reader, self.selection, folder, advance or (lambda _count: None)
            )

    def _dump(self) -> Iterator[tuple[str, int]]:
        from claims.exchange.dump import dump

        lines = dump(self.reader)
        yield next(lines), 0
        for some in chunks(lines, _LINES):
            yield "".join(some), len(some)

    def _flat(self) -> Iterator[tuple[str, int]]:
        for records in FlatExport(self.reader, self.selection).pages():
            yield as_jsonl(records), len(records)

    def _csv(self) -> Iterator[tuple[str, int]]:
        flat = FlatExport(self.reader, self.selection)
        yield csv_begin(flat.columns, excel_safe=self.excel_safe), 0
        for records in flat.pages():
            yield self._table(records, flat.columns), len(records)

    def _linked(self) -> Iterator[tuple[str, int]]:
        from claims.exchange.linked_out import pages

        flat = FlatExport(self.reader, self.selection, also=PLACES)
        return pages(self.format.value, flat)

    def _metadata(self) -> Iterator[tuple[str, int]]:
        from claims.exchange.datasette import described, pieces

        for text in pieces(self.reader):
            yield text, described()

    def _reviews(self) -> Iterator[tuple[str, int]]:
        from claims.exchange.claimreview.write import Reviews, as_lines

        line = count(1)
        for objects in Reviews(self.reader, self.selection).pages():
            for one in objects:
                self._ask(next(line), one)
            yield as_lines(objects), len(objects)

    def _ask(self, number: int, review: dict[str, Any]) -> None:
        """Note what one review lacks; ``number`` is its line."""
        from claims.exchange.claimreview.asked import Need, missing

        found: dict[str, list[str]] = {need.value: [] for need in Need}
        for need, name in missing(review):
            found[need].append(name)
            self.missing[need, name] += 1
        if len(self.lacking) < MOST_LACKING:
            self.lacking.append({"line": number, "url": review.get("url"), **found})

    def _entities(self) -> Iterator[tuple[str, int]]:
        from claims.exchange.ftm import text as ftm_text
        from claims.exchange.ftm.out import FtmExport

        export = FtmExport(self.reader, self.selection)
        if self.format is ExportFormat.FTM:
            return ftm_text.pages(export)
        return ftm_text.statement_pages(export, excel_safe=self.excel_safe)

    def _quickstatements(self) -> QuickStatements:
        from claims.exchange.people.quickstatements import QuickStatements

        return QuickStatements(self.reader, self.selection, create=self.create)

    def _commands(self) -> Iterator[tuple[str, int]]:
        export = self._quickstatements()
        yield from export.pages()
        self.left_out = export.said()

    def _table(self, records: list[Row], columns: tuple[str, ...]) -> str:
        return as_csv(csv_rows(records, columns), excel_safe=self.excel_safe)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, readable by its owner alone: at the end it stands there whole.

    Where anything is raised meanwhile there is what there was before.  A pipe or a device is simply
    written to.  Raises ``UsageError`` where the file cannot be written.
    """
    with _explained(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        with _beside(path.resolve()) as file:
            yield file


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, its owner's alone: at the end it stands there whole, or not at all.

    Raises ``UsageError`` where there is one already, or none can be made.
    """
    with _explained(path):
        if path.exists():
            raise UsageError(_("{path} exists already").format(path=path), hint=_("another name"))
        place = path.resolve()
        made = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name[:100]}."))
        try:
            yield made
            made.rename(place)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the system refuses, as a ``UsageError`` that names the file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            _("cannot write {path}: {reason}").format(path=path, reason=reason)
        ) from error


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    """A file of another name that takes this one at the end."""
    # mkstemp makes it with mode 0600; in the same folder, so that it can be renamed.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with open(handle, "wb") as file:
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
