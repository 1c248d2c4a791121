"""Flat records out of CSV: a header, one position a row, rows of one ``key`` merging.

Comma, semicolon or tab, whichever parts the header.  Rows of one record stand together; what a
later row leaves empty is as in the first.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO, NamedTuple

from claims.exchange.record import POSITION_COLUMNS, REQUIRED, VIA_SEPARATOR
from claims.exchange.sources import LONGEST_LINE, Raw, lines, too_long
from claims.i18n import _
from claims.text import clean_line, shorten

DELIMITERS = (",", ";", "\t")
_SHOWN = 60


class _Row(NamedTuple):
    """One row under its header: the line it ends on, the filled cells, or a reason."""

    line: int
    cells: dict[str, str]
    reason: str | None = None


def delimiter_of(header: str) -> str | None:
    """What parts the columns of a header line, none where it is no header of flat records."""
    for delimiter in sorted(DELIMITERS, key=lambda sign: -header.count(sign)):
        if set(REQUIRED) <= set(_columns(header, delimiter)):
            return delimiter
    return None


def _columns(header: str, delimiter: str) -> list[str]:
    """The names of the columns; none where the line is no CSV."""
    try:
        cells = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [_column(name) for name in cells]


def _column(name: str) -> str:
    return clean_line(name).strip().lower()


def read_csv(stream: BinaryIO, first: bytes = b"") -> Iterator[Raw]:
    """The records of a CSV file."""
    for _key, rows in groupby(_rows(stream, first), _Grouping()):
        yield _record(list(rows))


class _Grouping:
    """Gives rows of one key one group, and every other row its own."""

    def __init__(self) -> None:
        self.group = 0
        self.key = ""

    def __call__(self, row: _Row) -> int:
        key = row.cells.get("key", "")
        if not key or key != self.key:
            self.group += 1
        self.key = key
        return self.group


def _rows(stream: BinaryIO, first: bytes) -> Iterator[_Row]:
    text = _Text(stream, first)
    header_line = next(text, None)
    if header_line is None:
        return
    delimiter = delimiter_of(header_line)
    if delimiter is None:
        reason = _("a header with the columns {columns} is missing").format(
            columns=", ".join(REQUIRED)
        )
        yield _Row(1, {}, text.take_reason() or reason)
        return
    header = _columns(header_line, delimiter)
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        begun = text.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield _Row(begun, {}, text.take_reason() or _("not CSV: {reason}").format(reason=error))
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            continue
        if cells is None:
            return
        if any(cells) or text.reason:
            yield _named(begun, header, cells, text.take_reason())


def _named(line: int, header: list[str], cells: list[str], reason: str | None) -> _Row:
    if reason is None and len(cells) > len(header):
        reason = _("{cells} cells under {columns} columns").format(
            cells=len(cells), columns=len(header)
        )
    filled = {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
    return _Row(line, filled, reason)


class _Text(Iterator[str]):
    """Lines as text for the csv module; ``reason`` says what was wrong since it was last taken."""

    def __init__(self, stream: BinaryIO, first: bytes) -> None:
        self._lines = lines(stream, first)
        self.number = 0
        self.reason: str | None = None

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        if line is None:
            self.reason = too_long()
            return "\n"
        if b"\0" in line:
            self.reason = _("holds a NUL byte")
            line = line.replace(b"\0", b"")
        try:
            return line.decode() + "\n"
        except UnicodeDecodeError as error:
            self.reason = _("not UTF-8: byte {byte} at position {place}").format(
                byte=f"0x{line[error.start]:02x}", place=error.start + 1
            )
            return line.decode(errors="replace") + "\n"

    def take_reason(self) -> str | None:
        """The reason, once."""
        reason, self.reason = self.reason, None
        return reason


def _record(rows: list[_Row]) -> Raw:
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
    if "via" in merged:
        merged["via"] = [name.strip() for name in merged["via"].split(VIA_SEPARATOR.strip())]
    if positions:
        merged["positions"] = positions
    return Raw(rows[0].line, merged)
