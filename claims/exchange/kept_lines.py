"""Which line of a file each record kept came from, in memory that does not grow with the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter


class Lines:
    """Which line each record kept came from, by its external id.

    Records mostly come in the order they are, or were, kept in: runs, few however long a file.
    """

    def __init__(self) -> None:
        self._runs: list[tuple[int, int, int]] = []
        self._others: dict[int, int] = {}

    def add(self, xref: int, line: int) -> None:
        """Remember the line of a record."""
        first, last, start = self._runs[-1] if self._runs else (0, -1, 0)
        if xref <= last:
            self._others[xref] = line
        elif xref == last + 1 and line == start + xref - first:
            self._runs[-1:] = [(first, xref, start)]
        else:
            self._runs.append((xref, xref, line))

    def add_all(self, xrefs: Sequence[int], lines: Sequence[int]) -> None:
        """Remember the lines of records, both in order."""
        if lines and lines[-1] - lines[0] == xrefs[-1] - xrefs[0] == len(lines) - 1:
            self.add(xrefs[0], lines[0])
            first, last, start = self._runs[-1]
            if last == xrefs[0]:
                self._runs[-1] = (first, xrefs[-1], start)
                return
        for xref, line in zip(xrefs, lines, strict=True):
            self.add(xref, line)

    def find(self, xref: int) -> int | None:
        """The line of a record, none where it is of another file."""
        place = bisect_right(self._runs, xref, key=itemgetter(0)) - 1
        if place >= 0:
            first, last, start = self._runs[place]
            if xref <= last:
                return start + xref - first
        return self._others.get(xref)
