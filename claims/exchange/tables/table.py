"""Rows under a header out of a file of delimited text, whoever wrote it.

    table = open_table(stream, first)
    for line, cells, reason in table.rows(): ...

Encoding, line ends, delimiter, quote character and the line of the header are found out from the
first ``encodings.SAMPLE`` bytes (docs/csv.md has the rules) and said in ``table.said``.  The rest
is read as it streams: nothing longer than ``LONGEST_LINE`` is ever held, and nothing is raised
for a row that cannot be read: it has a reason.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from claims.errors import UsageError
from claims.exchange.intake import joined
from claims.exchange.sources import LONGEST_LINE, too_long
from claims.exchange.tables import dialect, encodings
from claims.exchange.tables.dialect import Dialect, IsHeader
from claims.exchange.tables.encodings import Encoding
from claims.i18n import _
from claims.text import clean_line, shorten

MOST_COLUMNS = 16_384
"""As many as the largest sheet of a spreadsheet has."""

_SHOWN = 40
# Most characters read again after quotes that never close: a hostile file costs no more.
_MOST_AGAIN = 64 * LONGEST_LINE
_ODD = re.compile("[\0\udc00-\udcff]")
_BOM = "\ufeff"


class Row(NamedTuple):
    """A row: the line it begins on, its filled cells by column, or the reason there are none."""

    line: int
    cells: dict[str, str]
    reason: str | None = None


class Table:
    """A file of rows; ``open_table`` makes one.

    ``header`` has the names of the columns as they stand there, in order; one without a name is
    called by its place ("column 3").  ``twice`` has those that come more than once: a row's cells
    are those of the first.  ``line`` is the header's.  ``said`` is what was found out, for people.
    ``marked`` says that the file begins with the byte order mark of UTF-8.
    """

    def __init__(
        self, text: io.TextIOWrapper, encoding: Encoding, form: Dialect, *, marked: bool = False
    ) -> None:
        self.marked = marked
        self.encoding = encoding
        self.form = form
        self.line = form.line
        self.header = [
            clean_line(name).strip() or _("column {n}").format(n=place)
            for place, name in enumerate(form.header, 1)
        ]
        self.twice = [name for name, count in Counter(self.header).items() if count > 1]
        self._lines = _Lines(text, form.end)

    @property
    def said(self) -> str:
        """What was found out: "semicolon-separated, Windows-1252; header on line 3"."""
        parts = [_("{form}, {encoding}").format(form=self.form.said(), encoding=self.encoding.name)]
        if self.form.titled:
            parts.append(_("header on line {line}").format(line=self.form.line))
        return "; ".join(parts)

    @property
    def plain(self) -> bool:
        """Whether it is what anybody expects: commas, UTF-8, the header first."""
        return (
            self.form.delimiter == ","
            and self.form.quote == '"'
            and self.encoding.codec == "utf-8"
            and not self.form.titled
        )

    def rows(self) -> Iterator[Row]:
        """The rows under the header, blank ones passed over.

        What a quote that never closes swallowed is one flaw, up to the next row that has every
        column; from there on every row must have them.
        """
        lost: Row | None = None
        exact = False
        for begun, cells, reason in self._parsed():
            whole = len(cells) == len(self.header)
            if reason is not None:
                row = lost or Row(begun, {}, reason)
                if self._lines.back():
                    lost = row
                elif lost is None:
                    yield row
            elif begun > self.line and (lost is None or whole):
                if lost is not None:
                    yield self._resumed(lost, begun)
                    lost, exact = None, True
                row = self._row(begun, cells, exact=exact)
                if row.cells or row.reason:
                    yield row
        if lost is not None:
            yield lost

    def _parsed(self) -> Iterator[tuple[int, list[str], str | None]]:
        """Each row's line and cells; or why there are none, with what it took to be read again."""
        csv.field_size_limit(LONGEST_LINE)
        lines = self._lines
        lines.skip(self.line - 1)
        reader = self._reader()
        while True:
            begun = lines.begin()
            try:
                cells = next(reader, None)
            except (csv.Error, _TooLong) as error:
                reader = self._reader()
                yield begun, [], self._why(error)
                continue
            if cells is None:
                return
            yield begun, cells, None

    @staticmethod
    def _resumed(lost: Row, line: int) -> Row:
        words = _("{reason}; read on from line {line}")
        return lost._replace(reason=words.format(reason=lost.reason, line=line))

    def _reader(self) -> Iterator[list[str]]:
        form = self.form
        return csv.reader(self._lines, delimiter=form.delimiter, quotechar=form.quote, strict=True)

    def _row(self, line: int, cells: list[str], *, exact: bool) -> Row:
        """A row that is CSV; ``exact``: what follows a lone quote must have every column."""
        names = self.header
        if len(cells) == len(names) and tuple(cells) == self.form.header:
            return Row(line, {}, _("the header once more"))
        if self._lines.odd and (reason := self._odd(cells)):
            return Row(line, {}, reason)
        if len(cells) > len(names) and any(map(str.strip, cells[len(names) :])):
            words = _("{cells} cells under {columns} columns")
            return Row(line, {}, words.format(cells=len(cells), columns=len(names)))
        if exact and len(cells) != len(names):
            words = _("{cells} of {columns} columns, after a quote that never closes")
            return Row(line, {}, words.format(cells=len(cells), columns=len(names)))
        filled: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            if cell and not cell.isspace():
                filled.setdefault(name, cell)
        return Row(line, filled)

    def _odd(self, cells: list[str]) -> str | None:
        """Why the characters of a row are no text."""
        for place, cell in enumerate(cells):
            if found := _ODD.search(cell):
                words = _("{column}: byte {byte} is no {encoding}; --encoding says what it is")
                if found[0] == "\0":
                    words = _("{column}: holds a NUL byte")
                return words.format(
                    column=self._column(place),
                    byte=f"0x{ord(found[0]) & 0xFF:02x}",
                    encoding=self.encoding.name,
                )
        return None

    def _why(self, error: Exception) -> str:
        """What is wrong with the row just read, and in which column."""
        row = self._lines.row
        if isinstance(error, _TooLong) and len(row) == 1:
            return too_long()
        if isinstance(error, _TooLong):
            words = _("a quote is opened and not closed within {size} MiB").format(
                size=LONGEST_LINE >> 20
            )
        else:
            said = next((said() for part, said in _REASONS if part in str(error)), None)
            words = said or _("not CSV: {reason}").format(reason=error)
        place = dialect.broken_column("".join(line or "" for line in row), self.form)
        return _("{column}: {reason}").format(column=self._column(place), reason=words)

    def _column(self, place: int) -> str:
        if place >= len(self.header):
            return _("column {n}").format(n=place + 1)
        return _('column "{name}"').format(name=shorten(self.header[place], _SHOWN))


# What Python's csv module says -> what we say.
_REASONS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("new-line", lambda: _("a lone carriage return outside quotes")),
    ("unexpected end", lambda: _("a quote is opened and never closed")),
    ("field limit", too_long),
    ("expected after", lambda: _("more stands after a closing quote")),
)


class _TooLong(Exception):
    pass


class _Lines(Iterator[str]):
    """Lines for the csv module, ends and all; one that is too long raises ``_TooLong``.

    ``row`` has those since ``begin``, none for one too long; ``odd`` says whether any holds what
    may be no text.
    """

    def __init__(self, text: io.TextIOWrapper, end: str) -> None:
        self._text = text
        self._end = end
        self._again: deque[str | None] = deque()
        self._left = _MOST_AGAIN
        self._size = 0
        self._number = 0
        self.row: list[str | None] = []
        self.odd = False

    def skip(self, count: int) -> None:
        """Pass over so many lines."""
        for _line in range(count):
            self._read()
        self._number += count

    def begin(self) -> int:
        """A row begins; its line."""
        self.row = []
        self._size = 0
        self.odd = False
        return self._number + 1

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if line == "":
            raise StopIteration
        self._number += 1
        self.row.append(line)
        if line is None:
            raise _TooLong
        if line[0] == _BOM:  # of a file that was put behind another
            line = line.lstrip(_BOM) or self._end
        self._size += len(line)
        if self._size > LONGEST_LINE + len(self._end):
            raise _TooLong
        if "\0" in line or (not line.isascii() and _ODD.search(line)):
            self.odd = True
        return line

    def _read(self) -> str | None:
        line = self._text.readline(LONGEST_LINE + 1)
        if len(line) <= LONGEST_LINE or line.endswith(self._end):
            return line
        while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith(self._end):
            pass
        return None

    def back(self) -> bool:
        """What a lone quote swallowed is read once more, as rows; whether there is any."""
        swallowed = self.row[1:]
        size = sum(len(line or "") for line in swallowed)
        if not swallowed or size > self._left:
            return False
        self._left -= size
        self._again.extendleft(reversed(swallowed))
        self._number -= len(swallowed)
        return True


def open_table(
    stream: BinaryIO,
    first: bytes = b"",
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    is_header: IsHeader | None = None,
) -> Table:
    """The table a file holds; ``first`` is what was read of the stream already.

    ``encoding`` and ``delimiter``, as a person names them, are found out where they are not given.
    ``is_header`` tells whether a row's cells are the header; without it the header is the first
    line of the table's usual width.  Raises ``UsageError`` for a name that means nothing, and
    where the file is no table.
    """
    sign = dialect.delimiter_named(delimiter) if delimiter else None
    sample = first + stream.read(max(encodings.SAMPLE - len(first), 0))
    found = encodings.named(encoding, sample) if encoding else encodings.found(sample)
    form = dialect.found(encodings.decoded(sample, found), delimiter=sign, is_header=is_header)
    if form is None:
        raise UsageError(
            _("no table: no line parts into columns by comma, semicolon, tab or |"),
            hint="claims import --delimiter SIGN",
        )
    if len(form.header) > MOST_COLUMNS:
        raise UsageError(_("more than {n} columns").format(n=MOST_COLUMNS))
    text = io.TextIOWrapper(
        joined(sample, stream),
        encoding=found.codec,
        errors=encodings.KEEP_BYTE,
        newline=form.end,
    )
    return Table(text, found, form, marked=sample.startswith(codecs.BOM_UTF8))
