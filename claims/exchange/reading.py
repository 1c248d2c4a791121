"""From a file's bytes to what keeps its records: one road for each format.

JSON comes a value a line, or as one value whose items are read one by one, however many.  Their
format is told by the first of them, unless it was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from claims.errors import UsageError
from claims.exchange import brat, detect, json_in, shapes, sources
from claims.exchange.ahead import Ahead
from claims.exchange.archives import gdelt
from claims.exchange.claimreview import find
from claims.exchange.context import import_context
from claims.exchange.flat_in import FlatImport
from claims.exchange.formats import REVIEWS
from claims.exchange.ftm import entities as ftm
from claims.exchange.ftm import statements as ftm_statements
from claims.exchange.intake import joined
from claims.exchange.people import popolo, wikidata
from claims.exchange.people.keep import Item, PeopleImport
from claims.exchange.prepared import Records
from claims.exchange.report import ImportReport
from claims.exchange.sources import Raw
from claims.exchange.tables import csv_in
from claims.exchange.tables.csv_in import CsvOptions
from claims.i18n import _

if TYPE_CHECKING:
    from claims.journal import Journal

LONGEST_LINE = 16 << 20
"""Longest line of a file of others' items, in bytes: Wikidata's of a country has several MiB."""
WHOLE = 8 << 20
"""Most bytes of one JSON value that is parsed at once; a larger one is read item by item."""
_LARGEST_PAGE = 64 << 20
"""Most bytes of a page, and of the text beside brat's places."""

Advance = Callable[[int], None]
Work = Callable[["Journal", ImportReport, Advance], None]


class Reading(NamedTuple):
    """The format a file turned out to have, and what keeps its records."""

    format: str
    work: Work


def reading(
    found: str,
    stream: BinaryIO,
    first: bytes,
    *,
    asked: str | None,
    place: Path | None,
    csv: CsvOptions | None = None,
    jobs: int = 1,
) -> Reading:
    """How to read a file that begins with ``first``, of the format ``found`` so far.

    A file of flat records is read by as many processes as ``jobs`` says.
    """
    if found == "csv":
        return Reading(found, _csv(csv_in.open_csv(stream, first, csv)))
    if found == "ftm-statements" and json_in.parse(first)[1] is not None:
        return Reading(found, _people(ftm_statements.read_statements(stream, first)))
    work = _by_line(found, stream, first, place, jobs)
    if work is not None:
        return Reading(found, work)
    if detect.is_page(first):
        return Reading(found, _page(first + stream.read(_LARGEST_PAGE + 1)))
    value = json_in.parse(first)
    if value[1] is None:
        return _lines(Raw(1, *value), stream, first, asked, jobs)
    return _value(stream, first, asked)


def _by_line(
    found: str, stream: BinaryIO, first: bytes, place: Path | None, jobs: int
) -> Work | None:
    """What keeps the records of a file that is read line by line, none where it is another."""
    if found == "jsonl":
        return _records(Ahead(stream, first, jobs=jobs))
    if found == "brat":
        return _flat(_standoff(stream, first, place))
    if found == "gdelt" and gdelt.is_gkg(first.strip()):
        return _flat(gdelt.read_gkg(sources.lines(stream, first)))
    return None


# -- JSON ----------------------------------------------------------------------------------


def _lines(begin: Raw, stream: BinaryIO, first: bytes, asked: str | None, jobs: int) -> Reading:
    """A file whose first line is a whole value, so that every line is one."""
    several = isinstance(begin.value, list)
    name = asked or detect.of_items(islice(json_in.split([begin]), detect.LOOKED_AT))
    if name in (None, "json"):
        name = "json" if several or asked else "jsonl"
    if name == "jsonl":
        return Reading(name, _records(Ahead(stream, first, jobs=jobs)))
    raws = sources.read_jsonl(stream, first, json_in.parse, LONGEST_LINE)
    if name in REVIEWS:
        return Reading(name, _reviews(lambda: find.of_lines(raws)))
    return Reading(name, _kept(name, json_in.split(raws), begin.value))


def _value(stream: BinaryIO, first: bytes, asked: str | None) -> Reading:
    """A file of one JSON value over several lines."""
    data = first + stream.read(max(WHOLE + 1 - len(first), 0))
    value: object = None
    if len(data) > WHOLE:
        raws = json_in.stream_items(joined(data.removeprefix(sources.BOM), stream))
    else:
        value, reason = json_in.parse(data)
        if reason is not None and asked is None:
            # Not one JSON value after all: then every line is a record, and each has its own flaw.
            return Reading("jsonl", _records(Ahead(BytesIO(data), b"", jobs=1)))
        raws = json_in.split([Raw(1, value, reason)])
    begin = list(islice(raws, detect.LOOKED_AT))
    name = asked or detect.of_items(begin) or "json"
    raws = chain(begin, raws)
    if name in REVIEWS:
        return Reading(name, _reviews(lambda: find.of_value(raws)))
    return Reading(name, _kept(name, raws, value))


def _kept(name: str, raws: Iterable[Raw], value: object) -> Work:
    """What keeps the items of a format; ``value`` is what held them, where it was read at once."""
    items = json_in.strict(raws)
    if name == "context":
        beside = list(value) if isinstance(value, dict) else []
        return lambda journal, report, _advance: import_context(journal, items, report, beside)
    if name in _PEOPLE:
        return _people(_PEOPLE[name](items))
    return _flat(shapes.records(name, items) if name in shapes.SHAPES else items)


# -- what keeps ----------------------------------------------------------------------------


def _flat(raws: Iterable[Raw]) -> Work:
    return _records(Records(raws))


def _records(records: Records) -> Work:
    def work(journal: Journal, report: ImportReport, advance: Advance) -> None:
        FlatImport(journal, report).run(records, advance)

    return work


def _csv(file: csv_in.CsvFile) -> Work:
    def work(journal: Journal, report: ImportReport, advance: Advance) -> None:
        report.flaws = file.flaws()
        FlatImport(journal, report).run(Records(file.records()), advance)
        report.read_as = file.said

    return work


def _reviews(found: Callable[[], Iterator[find.Found]]) -> Work:
    def work(journal: Journal, report: ImportReport, advance: Advance) -> None:
        from claims.exchange.claimreview.keep import ReviewImport

        ReviewImport(journal, report).run(found(), advance)

    return work


def _people(items: Iterator[Item]) -> Work:
    def work(journal: Journal, report: ImportReport, advance: Advance) -> None:
        PeopleImport(journal, report).run(items, advance)

    return work


_PEOPLE: dict[str, Callable[[Iterator[Raw]], Iterator[Item]]] = {
    "ftm": ftm.read,
    "ftm-statements": ftm_statements.read_rows,
    "popolo": popolo.read,
    "wikidata": wikidata.read,
}
"""By the name of the format, what reads people of its items."""


def _page(data: bytes) -> Work:
    if len(data) > _LARGEST_PAGE:
        raise UsageError(_("a page can have {size} MiB").format(size=_LARGEST_PAGE >> 20))
    return _reviews(lambda: find.read_page(data))


def _standoff(stream: BinaryIO, first: bytes, place: Path | None) -> Iterator[Raw]:
    """The records of a file of places, read with the text beside it."""
    if place is None:
        raise UsageError(_("the text of brat's places stands in a file beside theirs"))
    beside = place.with_suffix(".txt")
    try:
        with beside.open("rb") as file:
            data = file.read(_LARGEST_PAGE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            _("cannot read {path}: {reason}").format(path=beside, reason=reason)
        ) from error
    if len(data) > _LARGEST_PAGE:
        reason = _("more than {size} MiB").format(size=_LARGEST_PAGE >> 20)
        raise UsageError(_("cannot read {path}: {reason}").format(path=beside, reason=reason))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise UsageError(_("{path} is not UTF-8").format(path=beside)) from error
    return brat.read(sources.lines(stream, first), text, place.stem)
