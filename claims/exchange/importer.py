"""Import: one file, one transaction, nothing stored where anything is wrong.

    report = import_stream(database, stream, name="convoy.jsonl", command=..., actor=...)

A file is read once, in chunks, and stored as it is read; a flaw rolls everything back, unless
``keep_going``.  Records kept before are known by their key, or by a hash of their content where
they have none: the same content changes nothing, other content revises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import UsageError
from claims.exchange import brat, csv_in, shapes, sources
from claims.exchange.claimreview import find
from claims.exchange.context import PARTS, import_context
from claims.exchange.flat_in import FlatImport
from claims.exchange.report import Flaw, ImportReport
from claims.exchange.sources import Raw
from claims.i18n import _

if TYPE_CHECKING:
    from claims.database import Database
    from claims.journal import Journal

FORMATS = (
    "jsonl",
    "json",
    "csv",
    "context",
    "dump",
    "claimreview",
    "google",
    *shapes.SHAPES,
    "brat",
)
"""What can be read; the format is told by the content unless it is given."""

_MOST_BLANK = 4096
_REVIEWS = ("claimreview", "google")

_LARGEST_WHOLE = 64 << 20
"""Most bytes of a file that is read whole: a JSON array, a context, a page."""

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: ``format`` is one of ``FORMATS``, told by the content where it is none."""

    format: str | None = None
    dry_run: bool = False
    keep_going: bool = False


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
    """Import one file; what became of it.

    ``place`` is where it was found: a format of two files (brat) finds the other beside it.
    ``advance`` hears of every so many records read.  Raises ``UsageError`` for a file of no known
    format.  Flaws are not raised but reported: ``report.error()`` makes them one.
    """
    first = _beginning(stream)
    options = options or Options()
    asked, dry_run = options.format, options.dry_run
    found = asked or ("brat" if place and place.suffix == ".ann" else detect(first))
    if found == "dump":
        return _restore(database, stream, first, name, advance, dry_run=dry_run)
    if found == "brat":
        work = _flat(_standoff(stream, first, place))
    else:
        found, work = _work(found, stream, first, asked)
    report = ImportReport(name, found, dry_run=dry_run)
    try:
        with database.write(command, actor) as journal:
            work(journal, report, advance or _ignore)
            if dry_run or (report.flaws and not options.keep_going):
                raise _NothingStored
            report.batch = journal.batch_id
        report.stored = True
    except _NothingStored:
        pass
    return report


_Work = Callable[["Journal", ImportReport, Advance], None]


def _work(found: str, stream: BinaryIO, first: bytes, asked: str | None) -> tuple[str, _Work]:
    """The format a file turns out to have, and what reads it."""
    streamed = _streamed(found, stream, first)
    if streamed is not None:
        return found, streamed
    data = first + stream.read(_LARGEST_WHOLE)
    if len(data) > _LARGEST_WHOLE:
        raise UsageError(
            _("a file of one JSON value can have {size} MiB").format(size=_LARGEST_WHOLE >> 20),
            hint=_("one record a line (JSONL)"),
        )
    if _is_page(first):
        return found, _reviews(lambda: find.read_page(data))
    value, reason = sources.parse_json(data.removeprefix(sources.BOM))
    if found in _REVIEWS or (reason is None and find.holds_review(value)):
        return _review_format(found, value), _reviews(lambda: _read_reviews(data, reason))
    if reason is not None and asked is None:
        # Not one JSON value after all: then every line is a record, and each has its own flaw.
        return "jsonl", _flat(sources.read_jsonl(BytesIO(data)))
    return _whole(value, reason, found)


def _standoff(stream: BinaryIO, first: bytes, place: Path | None) -> Iterator[Raw]:
    """The records of a file of places, read with the text beside it."""
    if place is None:
        raise UsageError(_("the text of brat's places stands in a file beside theirs"))
    beside = place.with_suffix(".txt")
    try:
        with beside.open("rb") as file:
            data = file.read(_LARGEST_WHOLE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            _("cannot read {path}: {reason}").format(path=beside, reason=reason)
        ) from error
    if len(data) > _LARGEST_WHOLE:
        reason = _("more than {size} MiB").format(size=_LARGEST_WHOLE >> 20)
        raise UsageError(_("cannot read {path}: {reason}").format(path=beside, reason=reason))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise UsageError(_("{path} is not UTF-8").format(path=beside)) from error
    return brat.read(sources.lines(stream, first), text, place.stem)


def _beginning(stream: BinaryIO) -> bytes:
    """The first line that tells what a file is, with the blank ones before it."""
    begun = stream.readline(sources.LONGEST_LINE + 1)
    while not begun.strip() and len(begun) < _MOST_BLANK:
        line = stream.readline(sources.LONGEST_LINE + 1)
        if not line:
            break
        begun += line
    return begun


def _streamed(found: str, stream: BinaryIO, first: bytes) -> _Work | None:
    """What reads a file record by record, none where it must be read whole."""
    if found == "csv":
        return _flat(csv_in.read_csv(stream, first.lstrip()))
    if found == "jsonl":
        return _flat(sources.read_jsonl(stream, first))
    if found in shapes.SHAPES and _is_value(first):
        return _flat(shapes.records(found, sources.read_jsonl(stream, first)))
    if found in _REVIEWS and _is_value(first):
        return _reviews(lambda: find.read_lines(stream, first))
    return None


def _review_format(found: str, value: object) -> str:
    """What reviews came in, where nobody said: the interface's answer or objects of their own."""
    if found in _REVIEWS:
        return found
    return "google" if all(thin for _review, thin in find.reviews_in(value)) else "claimreview"


def _read_reviews(data: bytes, reason: str | None) -> Iterator[find.Found]:
    # What is not one JSON value may be one a line, each with its own flaw.
    return find.read_whole(data) if reason is None else find.read_lines(BytesIO(data))


def _is_value(line: bytes) -> bool:
    """Whether a file's first line is a whole JSON value, so that every line is one."""
    return find.parse(line)[1] is None


def _is_page(line: bytes) -> bool:
    return line.removeprefix(sources.BOM).lstrip()[:1] == b"<"


def _whole(value: object, reason: str | None, asked: str) -> tuple[str, _Work]:
    """What keeps one JSON value: a context, records, one record, or those of another shape."""
    shape = asked if asked in shapes.SHAPES else shapes.shape_of(value)
    if shape is not None and reason is None:
        return shape, _flat(shapes.records(shape, iter([Raw(1, value)])))
    if isinstance(value, dict) and _is_context(value):
        return "context", lambda journal, report, _advance: import_context(journal, value, report)
    if asked == "json" and isinstance(value, list | dict):
        return "json", _flat(sources.read_array(value if isinstance(value, list) else [value]))
    wrong = Flaw(None, None, reason or _("neither a context nor a list of records"))
    return asked, lambda _journal, report, _advance: report.flaws.append(wrong)


def _flat(raws: Iterator[Raw]) -> _Work:
    def work(journal: Journal, report: ImportReport, advance: Advance) -> None:
        FlatImport(journal, report).run(raws, advance)

    return work


def _reviews(found: Callable[[], Iterator[find.Found]]) -> _Work:
    def work(journal: Journal, report: ImportReport, advance: Advance) -> None:
        from claims.exchange.claimreview.keep import ReviewImport

        ReviewImport(journal, report).run(found(), advance)

    return work


def _is_context(value: dict[str, object]) -> bool:
    return bool(value.keys() & set(PARTS)) and "text" not in value


def detect(first: bytes) -> str:
    """The format of a file that begins with this line.

    "json" is a JSON value over several lines, or one line that is no flat record: an array or a
    context.  Raises ``UsageError`` where it is none that is known.
    """
    line = first.removeprefix(sources.BOM).strip()
    if line[:1] in (b"{", b"["):
        return _detect_json(line)
    if not line:
        return "jsonl"
    if _is_page(line):
        return "claimreview"
    if brat.is_standoff(line):
        return "brat"
    if csv_in.delimiter_of(line.decode(errors="replace")) is not None:
        return "csv"
    raise UsageError(
        _("neither JSON, a page nor a CSV header with text and speaker"),
        hint=_("--format with one of {formats}").format(formats=", ".join(FORMATS)),
    )


def _detect_json(line: bytes) -> str:
    from claims.exchange.dump import is_dump

    if is_dump(line):
        return "dump"
    value, reason = sources.parse_json(line)
    if reason is None and find.holds_review(value):
        return _review_format("json", value)
    if reason is None and (shape := shapes.shape_of(value)):
        return shape
    whole = reason is not None or not isinstance(value, dict) or _is_context(value)
    return "json" if whole else "jsonl"


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
