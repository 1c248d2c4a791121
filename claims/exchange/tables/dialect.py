"""How a file of delimited text is written, found out from its beginning.

Line ends are those of the first line; the delimiter is what was asked for, what a spreadsheet's
line ``sep=;`` says, or the one under which the header is found and most rows have its width.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from claims.errors import UsageError
from claims.i18n import _
from claims.text import clean_line, shorten

DELIMITERS = (",", ";", "\t", "|")
MOST_ABOVE = 20
"""Most lines there can be above the header: titles, dates of export."""

_MOST_ROWS = 100
_NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"}
_SEP = re.compile(r'"?sep=(.)"?\s*', re.I)
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"?')

IsHeader = Callable[[Sequence[str]], bool]


class Dialect(NamedTuple):
    """Delimiter, quote character and line end; the header's cells and its line, from 1.

    ``titled`` says whether anything stands above the header but blank lines and ``sep=;``.
    """

    delimiter: str
    quote: str
    end: str
    header: tuple[str, ...]
    line: int
    titled: bool

    def said(self) -> str:
        """The dialect in words."""
        words = {
            ",": _("comma-separated"),
            ";": _("semicolon-separated"),
            "\t": _("tab-separated"),
            "|": _("pipe-separated"),
        }
        said = words.get(self.delimiter) or _("separated by {sign}").format(sign=self.delimiter)
        return said if self.quote == '"' else _("{form}, quoted by '").format(form=said)


_Fit = tuple[bool, float, int, int]
"""Whether the header is known, the share of rows of its width, what is above (less), its width."""


class _Row(NamedTuple):
    """A row, and the line it begins on."""

    line: int
    cells: list[str]


def delimiter_named(name: str) -> str:
    """The delimiter a person asked for: one character, or its name; else ``UsageError``."""
    sign = _NAMED.get(name.casefold(), name)
    if (
        len(sign) != 1
        or sign.isalnum()
        or sign in "\"'\r\n\0"
        or not (sign.isprintable() or sign == "\t")
    ):
        raise UsageError(
            _('no delimiter is called "{name}"').format(name=shorten(clean_line(name), 40)),
            hint="claims import --delimiter semicolon",
        )
    return sign


def line_end(sample: str) -> str:
    """What ends the lines: a carriage return where the first ends in one alone, else line feeds."""
    found = re.search(r"\r\n?|\n", _QUOTED.sub("", sample))
    return "\r" if found and found[0] == "\r" else "\n"


def found(
    sample: str, *, delimiter: str | None = None, is_header: IsHeader | None = None
) -> Dialect | None:
    """The dialect of a file that begins so; none where it is no table.

    ``is_header`` knows the header by its cells.  Where it knows none of the first lines, and
    where there is no ``is_header``, the header is the first line of the table's usual width.
    """
    end = line_end(sample)
    lines = sample.split(end)
    signs, start = _signs(lines, delimiter)
    best: tuple[_Fit, Dialect] | None = None
    for sign in signs:
        for quote in _quotes(sample, sign):
            tried = _tried(lines, start, end, sign, quote, is_header)
            if tried is not None and (best is None or tried[0] > best[0]):
                best = tried
    return None if best is None else best[1]


def _signs(lines: list[str], asked: str | None) -> tuple[tuple[str, ...], int]:
    """The delimiters that can be, and how many lines say nothing else."""
    for place, line in enumerate(lines[:MOST_ABOVE]):
        if told := _SEP.fullmatch(line.strip("\r\n\ufeff")):
            return ((asked or told[1],), place + 1)
        if line.strip():
            break
    return ((asked,) if asked else DELIMITERS), 0


def _quotes(sample: str, sign: str) -> str:
    """The quote characters that can be: ' only where it begins cells and the usual one none."""
    begins = rf"(?:^|{re.escape(sign)})"
    single = re.search(f"{begins}'", sample, re.M) and not re.search(f'{begins}"', sample, re.M)
    return "\"'" if single else '"'


def _tried(
    lines: list[str], start: int, end: str, sign: str, quote: str, is_header: IsHeader | None
) -> tuple[_Fit, Dialect] | None:
    """What one delimiter makes of the file, and how well it fits."""
    rows = _rows(lines, start, end, sign, quote)
    header, known = _header(rows, is_header)
    if header is None:
        return None
    width = len(header.cells)
    under = [row for row in rows if row.line >= header.line]
    fitting = sum(len(row.cells) == width for row in under) / len(under)
    bare = quote == '"' and all(len(c) > 1 and c[0] == c[-1] == "'" for c in header.cells)
    above = sum(row.line < header.line for row in rows)
    form = Dialect(sign, quote, end, tuple(header.cells), header.line, above > 0)
    return (known, 0 if bare else fitting, -above, width), form


def _rows(lines: list[str], start: int, end: str, sign: str, quote: str) -> list[_Row]:
    """The first rows that are not blank, each with its line; those above may be no CSV."""
    fed = 0

    def feed() -> Iterator[str]:
        nonlocal fed
        for line in lines[start:]:
            fed += 1
            yield line.lstrip("\ufeff") + end

    rows: list[_Row] = []
    reader = csv.reader(feed(), delimiter=sign, quotechar=quote)
    while len(rows) < _MOST_ROWS:
        begun = start + fed + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            continue
        if cells is None:
            break
        if any(map(str.strip, cells)):
            rows.append(_Row(begun, cells))
    return rows


def _header(rows: list[_Row], is_header: IsHeader | None) -> tuple[_Row | None, bool]:
    """The row that names the columns, and whether it was known by its names."""
    near = [row for row in rows if row.line <= MOST_ABOVE + 1]
    for row in near if is_header else ():
        if is_header and is_header(row.cells):
            return row, True
    widths = Counter(_width(row) for row in rows)
    usual = max(widths, key=lambda width: (width > 1, widths[width], width), default=0)
    if usual < 2:
        return None, False
    return next((row for row in near if _width(row) >= usual), None), False


def _width(row: _Row) -> int:
    """How many cells a row has, without the empty ones at its end."""
    return max((place for place, cell in enumerate(row.cells, 1) if cell.strip()), default=0)


def broken_column(row: str, form: Dialect) -> int:
    """The place of the column, from 0, from which a row is no CSV."""
    sign, quote = re.escape(form.delimiter), re.escape(form.quote)
    cell = re.compile(
        f"(?:{quote}[^{quote}]*+(?:{quote}{quote}[^{quote}]*+)*+{quote}"
        f"|(?!{quote})[^{sign}\r\n]*+){sign}"
    )
    place = count = 0
    while found := cell.match(row, place):
        place, count = found.end(), count + 1
    return count
