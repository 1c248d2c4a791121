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
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import UsageError
from claims.exchange import csv_in, sources
from claims.exchange.context import PARTS, import_context
from claims.exchange.flat_in import FlatImport
from claims.exchange.report import Flaw, ImportReport
from claims.i18n import _

if TYPE_CHECKING:
    from claims.database import Database
    from claims.journal import Journal

FORMATS = ("jsonl", "json", "csv", "context", "dump")
"""What can be read; the format is told by the content unless it is given."""

_LARGEST_WHOLE = 64 << 20
"""Most bytes of a file that is read whole: a JSON array, a context."""

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
) -> ImportReport:
    """Import one file; what became of it.

    ``advance`` hears of every so many records read.  Raises ``UsageError`` for a file of no known
    format.  Flaws are not raised but reported: ``report.error()`` makes them one.
    """
    first = stream.readline(sources.LONGEST_LINE + 1)
    options = options or Options()
    asked, dry_run = options.format, options.dry_run
    found = asked or detect(first)
    if found == "dump":
        return _restore(database, stream, first, name, advance, dry_run=dry_run)
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
    if found == "csv":
        return "csv", _flat(csv_in.read_csv(stream, first))
    if found == "jsonl":
        return "jsonl", _flat(sources.read_jsonl(stream, first))
    data = first + stream.read(_LARGEST_WHOLE)
    if len(data) > _LARGEST_WHOLE:
        raise UsageError(
            _("a file of one JSON value can have {size} MiB").format(size=_LARGEST_WHOLE >> 20),
            hint=_("one record a line (JSONL)"),
        )
    value, reason = sources.parse_json(data.removeprefix(sources.BOM))
    if reason is not None and asked is None:
        # Not one JSON value after all: then every line is a record, and each has its own flaw.
        return "jsonl", _flat(sources.read_jsonl(BytesIO(data)))
    return _whole(value, reason, found)


def _whole(value: object, reason: str | None, asked: str) -> tuple[str, _Work]:
    """What keeps one JSON value: a context, records, or one record."""
    if isinstance(value, dict) and _is_context(value):
        return "context", lambda journal, report, _advance: import_context(journal, value, report)
    if asked == "json" and isinstance(value, list | dict):
        return "json", _flat(sources.read_array(value if isinstance(value, list) else [value]))
    wrong = Flaw(None, None, reason or _("neither a context nor a list of records"))
    return asked, lambda _journal, report, _advance: report.flaws.append(wrong)


def _flat(raws: Iterator[sources.Raw]) -> _Work:
    def work(journal: Journal, report: ImportReport, advance: Advance) -> None:
        FlatImport(journal, report).run(raws, advance)

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
    if csv_in.delimiter_of(line.decode(errors="replace")) is not None:
        return "csv"
    raise UsageError(
        _("neither JSON nor a CSV header with text and speaker"),
        hint=_("--format with one of {formats}").format(formats=", ".join(FORMATS)),
    )


def _detect_json(line: bytes) -> str:
    from claims.exchange.dump import is_dump

    if is_dump(line):
        return "dump"
    value, reason = sources.parse_json(line)
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
