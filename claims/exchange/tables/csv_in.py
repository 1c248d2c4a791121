"""Flat records out of CSV of any making and any header: one position a row, rows of a key merging.

    file = open_csv(stream, first, options)
    for raw in file.records(): ...

``claims.exchange.tables.table`` reads the rows.  The header names the flat record's fields, or a
mapping (``claims.exchange.tables.mapping``) says which column holds which.  Rows of one record
stand together; what a later row leaves empty is as in the first.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import Any, BinaryIO

from claims.errors import BadInput, UsageError
from claims.exchange.flat_out import STATUS, csv_header
from claims.exchange.record import COLUMNS, CONFIDENTIAL, POSITION_COLUMNS, REQUIRED, VIA_SEPARATOR
from claims.exchange.report import Flaw, Flaws
from claims.exchange.sources import Raw
from claims.exchange.tables import dialect, encodings, mapping
from claims.exchange.tables.mapping import ColumnMap
from claims.exchange.tables.mend import Mender
from claims.exchange.tables.table import Row, Table, open_table
from claims.i18n import _, ngettext
from claims.render.values import without_formula
from claims.text import clean_line, shorten

SAMPLE_ROWS = 1000
"""The first rows, by which it is decided whether text is mended and marks are taken off."""

_SHOWN = 60
_OFFSETS = ("start", "end")
# Whole numbers as spreadsheets print them: "1 234", "12,0".
_WHOLE = re.compile(r"(\d{1,3}(?:[ \u202f\xa0]\d{3})+|\d+)(?:[.,]0{1,2})?")
_OURS = tuple(
    csv_header((*COLUMNS, *more))
    for more in ((), (STATUS,), (CONFIDENTIAL,), (CONFIDENTIAL, STATUS))
)
# A position that is nothing but constants needs these.
_POSITION = {"question", "claim", "stance"}

Columns = Mapping[str, tuple[str, ...]]
"""Field -> the columns it is read from, joined by a blank."""


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How to read CSV: what is none is found out; ``mend`` is whether mojibake is mended."""

    mapping: ColumnMap | None = None
    encoding: str | None = None
    delimiter: str | None = None
    mend: bool = True

    @property
    def asked(self) -> bool:
        """Whether anything was said, so that the file is CSV whatever it looks like."""
        return bool(self.mapping or self.encoding or self.delimiter)


class UnmappedHeader(UsageError):
    """A header that does not name the fields.

    ``proposal`` is the mapping that a person may confirm, none where the names tell too little.
    """

    def __init__(self, header: list[str], proposal: ColumnMap | None) -> None:
        if proposal:
            pairs = ", ".join(f"{one} = {column}" for one, column in proposal.columns.items())
            message = _("the header names no text and speaker; is it {pairs}?").format(pairs=pairs)
        else:
            message = _("the header names no text and speaker; there are: {columns}").format(
                columns=mapping.listed(header)
            )
        for column, fields in mapping.unclear(header).items():
            words = _("; {column} could be {fields}")
            message += words.format(column=column, fields=_(" or ").join(fields))
        super().__init__(
            message, columns=header[:_SHOWN], proposal=dict(proposal.columns) if proposal else None
        )
        self.proposal = proposal
        options = proposal.options() if proposal else ["--map", "text=COLUMN,speaker=COLUMN"]
        self.hint = shlex.join(["claims", "import", *options, "FILE"])


def open_csv(stream: BinaryIO, first: bytes = b"", options: CsvOptions | None = None) -> CsvFile:
    """A CSV file's records; ``first`` is what was read of the stream already.

    Raises ``UnmappedHeader`` where the columns are called otherwise and no mapping says what they
    are, ``UnknownName`` where it names one that is not there, ``BadInput`` where two are called
    the same, ``UsageError`` where the file is no CSV.
    """
    options = options or CsvOptions()
    asked = options.mapping or ColumnMap()
    table = open_table(
        stream,
        first,
        encoding=options.encoding,
        delimiter=options.delimiter,
        is_header=asked.fits if asked.columns else lambda cells: _is_known(cells, asked),
    )
    return CsvFile(table, asked, mend=options.mend)


def read_csv(stream: BinaryIO, first: bytes = b"") -> Iterator[Raw]:
    """The records of a CSV file whose header names the fields; raises as ``open_csv`` does."""
    return open_csv(stream, first).records()


def is_csv(first: bytes) -> bool:
    """Whether a file that begins with this line is CSV, by what it calls its columns."""
    try:
        encoding = encodings.found(first)
        text = encodings.decoded(first, encoding)
        form = dialect.found(text, is_header=lambda cells: _is_known(cells, ColumnMap()))
    except UsageError:
        return False
    sep = text.lstrip('"').lower().startswith("sep=")
    return sep or (form is not None and _is_known(form.header, ColumnMap()))


def _is_known(cells: Iterable[str], asked: ColumnMap) -> bool:
    """Whether cells are the header: called as the fields are, or as others call them."""
    header = [clean_line(cell).strip() for cell in cells]
    return _is_flat(header, asked) or mapping.is_whole(_proposal(header, asked))


def _is_flat(header: Iterable[str], asked: ColumnMap) -> bool:
    return set(REQUIRED) - set(asked.constants) <= {name.lower() for name in header}


def _proposal(header: list[str], asked: ColumnMap) -> ColumnMap:
    return ColumnMap(mapping.proposed(header).columns, asked.constants)


# -- columns -------------------------------------------------------------------------------


def _columns(table: Table, asked: ColumnMap) -> dict[str, tuple[str, ...]]:
    """The columns of each field: the mapped ones, then those called as fields are.

    Where nothing is mapped, every column counts: what nobody knows is reported with the records.
    """
    header = table.header
    if not asked.columns and not _is_flat(header, asked):
        proposal = _proposal(header, asked)
        raise UnmappedHeader(header, proposal if mapping.is_whole(proposal) else None)
    columns = asked.resolve(header)
    taken = {name for names in columns.values() for name in names}
    for name in header:
        key = name.lower()
        wanted = not asked.columns or key in mapping.FIELDS
        if wanted and key not in columns and name not in taken:
            columns[key] = (name,)
    _check_twice(table, columns, asked)
    missing = [one for one in REQUIRED if one not in columns and one not in asked.constants]
    if missing:
        raise UsageError(
            _("no column is mapped to {fields}; there are: {columns}").format(
                fields=_(" and ").join(missing), columns=mapping.listed(header)
            ),
            hint=f"claims import --map {missing[0]}=COLUMN … FILE",
        )
    return columns


def _check_twice(table: Table, columns: Columns, asked: ColumnMap) -> None:
    """Two columns of one name could each be the one that is meant."""
    used = {name for key, names in columns.items() if key in mapping.FIELDS for name in names}
    twice = [name for name in table.twice if name in used]
    if not asked.columns:
        keys = Counter(name.lower() for name in table.header)
        twice = twice or [key for key in mapping.FIELDS if keys[key] > 1]
    if twice:
        reason = _('two columns are called "{name}"').format(name=shorten(twice[0], _SHOWN))
        flaw = Flaw(table.line, None, reason)
        raise BadInput(reason, flaws=[flaw._asdict()], hint=_("rename one of them in the file"))


class CsvFile:
    """A CSV file being read; ``columns`` has the columns each field is read from."""

    def __init__(self, table: Table, asked: ColumnMap, *, mend: bool = True) -> None:
        self.columns: Columns = _columns(table, asked)
        self._table = table
        self._asked = asked
        self._mender = Mender(allowed=mend)
        # Only what --excel-safe writes begins with a byte order mark, and has our header.
        self._is_ours = table.marked and table.header in _OURS
        self._unmarked = 0

    def records(self) -> Iterator[Raw]:
        """The records, one at a time, each with the line it begins on."""
        rows = self._table.rows()
        head = list(islice(rows, SAMPLE_ROWS))
        self._mender.decide([cell for row in head for cell in row.cells.values()])
        read = map(self._read, chain(_consumed(head), rows))
        for _key, group in groupby(read, _Grouping()):
            yield _record(list(group), self._asked.constants)

    def _read(self, row: Row) -> Row:
        """The row by the names of the fields."""
        found: dict[str, str] = {}
        for one, names in self.columns.items():
            cells = [row.cells[name] for name in names if name in row.cells]
            if cells:
                found[one] = self._cell(one, " ".join(cells))
        return Row(row.line, found, row.reason)

    def _cell(self, one: str, cell: str) -> str:
        if not cell.isascii():
            cell = self._mender.mend(cell)
        if self._is_ours and cell[0] == "'" and without_formula(None, cell[1:]) == cell:
            self._unmarked += 1
            return cell[1:]
        if one in _OFFSETS and (whole := _WHOLE.fullmatch(cell.strip())):
            return re.sub(r"\D", "", whole[1])
        return cell

    def flaws(self) -> Flaws:
        """Where the flaws of the records go: each names its column too."""
        return _ColumnFlaws(self.columns)

    @property
    def said(self) -> str:
        """What was found out and done, for people; whole once every record was read."""
        parts = [self._table.said]
        if self._asked.columns:
            read = {name for names in self.columns.values() for name in names}
            left = [name for name in self._table.header if name not in read]
            if left:
                parts.append(_("columns not read: {names}").format(names=mapping.listed(left)))
        for count, words in (
            (self._mender.count, _mended),
            (self._unmarked, _unmarked),
        ):
            if count:
                parts.append(words(count).format(n=count))
        return "; ".join(parts)


def _mended(count: int) -> str:
    return ngettext(
        "{n} cell mended that was read in a wrong encoding before",
        "{n} cells mended that were read in a wrong encoding before",
        count,
    )


def _unmarked(count: int) -> str:
    return ngettext(
        "the ' of --excel-safe taken off {n} cell",
        "the ' of --excel-safe taken off {n} cells",
        count,
    )


def _consumed(head: list[Row]) -> Iterator[Row]:
    """The rows, each forgotten as it goes."""
    head.reverse()
    while head:
        yield head.pop()


class _ColumnFlaws(Flaws):
    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._names = {
            key: shorten(" + ".join(names), _SHOWN)
            for key, names in columns.items()
            if (key,) != tuple(name.lower() for name in names)
        }

    def append(self, flaw: Flaw) -> None:
        """One more, with the name of its column where the field is called otherwise."""
        column = self._names.get((flaw.field or "").rpartition(".")[2])
        if column:
            words = _('{reason} (column "{column}")')
            flaw = flaw._replace(reason=words.format(reason=flaw.reason, column=column))
        super().append(flaw)


# -- records -------------------------------------------------------------------------------


class _Grouping:
    """Gives rows of one key one group, and every other row its own."""

    def __init__(self) -> None:
        self.group = 0
        self.key = ""

    def __call__(self, row: Row) -> int:
        key = row.cells.get("key", "")
        if not key or key != self.key:
            self.group += 1
        self.key = key
        return self.group


def _record(rows: list[Row], constants: Mapping[str, str]) -> Raw:
    """One record of the rows that share its key."""
    bad = next((row for row in rows if row.reason), None)
    if bad is not None:
        return Raw(bad.line, None, bad.reason)
    merged: dict[str, Any] = {}
    positions = []
    for row in rows:
        cells = dict(row.cells)
        position = {name: cells.pop(name) for name in POSITION_COLUMNS if name in cells}
        if position:
            positions.append(position)
        for name, cell in cells.items():
            if merged.setdefault(name, cell) != cell:
                reason = _("{column} differs from line {line}, of the same key: {cell}")
                shown = shorten(clean_line(cell), _SHOWN)
                return Raw(
                    row.line, None, reason.format(column=name, line=rows[0].line, cell=shown)
                )
    positions = _fill(merged, positions, constants)
    if "via" in merged:
        merged["via"] = [name.strip() for name in merged["via"].split(VIA_SEPARATOR.strip())]
    if positions:
        merged["positions"] = positions
    return Raw(rows[0].line, merged)


def _fill(
    merged: dict[str, Any], positions: list[dict[str, str]], constants: Mapping[str, str]
) -> list[dict[str, str]]:
    """Put the constants where the rows are empty; the positions that gives.

    A record without a position gets one of constants alone only where these make one.
    """
    if not constants:
        return positions
    of_position = {name: text for name, text in constants.items() if name in POSITION_COLUMNS}
    for name, text in constants.items():
        if name not in of_position:
            merged.setdefault(name, text)
    if not positions and of_position.keys() >= _POSITION:
        positions = [{}]
    return [{**of_position, **position} for position in positions]
