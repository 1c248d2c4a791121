"""Rows of cells side by side: what rich's grids draw, at a third of their cost.

A grid measures every cell and cuts every line several times; here the widths are known, and only
what has to share the line is wrapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

WRAPPED = 0
"""The width of a column that takes what is left of the line, and wraps."""


class Rows:
    """Cells in columns.

    ``widths`` are of the terminal, ``WRAPPED``, or ``None``: as wide as its widest cell.  Columns
    stand ``gap`` apart, the first ``indent`` from the edge.  What does not fit its column is cut; a
    row may have fewer cells.
    """

    def __init__(
        self, widths: Sequence[int | None], rows: Iterable[Sequence[Text]], *, gap: int = 1,
        indent: int = 0,
    ) -> None:  # fmt: skip
        self.rows = list(rows)
        self._given = widths
        self._gap, self._indent = gap, indent

    def print_on(self, console: Console) -> None:
        """Print them.  Rich goes through all lines once more, to crop them, only where need be."""
        widths = self._widths(console.width)
        needed = self._indent + self._gap * (len(widths) - 1) + sum(widths)
        # One letter of some scripts is two columns wide.
        narrow = any(
            width < 2 for width, given in zip(widths, self._given, strict=True) if given == WRAPPED
        )
        console.print(self, crop=narrow or needed > console.width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, each filled to the edge, as a grid fills them."""
        widths = self._widths(options.max_width)
        for row in self.rows:
            yield from self._row(console, widths, row)

    def _widths(self, room: int) -> list[int]:
        found = [
            max((row[place].cell_len for row in self.rows if place < len(row)), default=0)
            if width is None
            else width
            for place, width in enumerate(self._given)
        ]
        left = room - self._indent - self._gap * (len(found) - 1) - sum(found)
        wrapped = [place for place, width in enumerate(self._given) if width == WRAPPED]
        for number, place in enumerate(wrapped):
            found[place] = max(1, left // len(wrapped) + (number < left % len(wrapped)))
        return found

    def _row(
        self, console: Console, widths: Sequence[int], row: Sequence[Text]
    ) -> Iterator[Segment]:
        cells = [
            self._lines(console, cell, width, wrap=given == WRAPPED)
            for cell, width, given in zip(row, widths, self._given, strict=False)
        ]
        edge = Segment(" " * self._indent)
        blank = [Segment(" " * (width + self._gap)) for width in widths]
        for number in range(max(map(len, cells))):
            if self._indent:
                yield edge
            for place, width in enumerate(widths):
                last = place == len(widths) - 1
                if place >= len(cells) or number >= len(cells[place]):
                    yield Segment(" " * width) if last else blank[place]
                    continue
                cell = cells[place][number]
                yield from cell.render(console)
                if fill := width - cell.cell_len + (0 if last else self._gap):
                    yield Segment(" " * fill)
            yield Segment.line()

    @staticmethod
    def _lines(console: Console, cell: Text, width: int, *, wrap: bool) -> Sequence[Text]:
        if cell.cell_len <= width and "\n" not in cell.plain:
            return (cell,)
        if wrap:
            return list(cell.wrap(console, width))
        cut = cell.copy()
        cut.truncate(width, overflow="ellipsis")
        return (cut,)
