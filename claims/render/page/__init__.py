"""An answer as a page: plain blocks that ``claims.render.html`` and ``markdown`` write.

    contrast, history, search    what those commands answer      plain    any other answer

Text is as it came from outside: the writers clean and escape every piece of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from claims.numbers import Interval
from claims.text import clean_line


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a style (``claims.render.console.STYLES``), perhaps leading somewhere."""

    text: str
    style: str = ""
    url: str | None = None


BREAK = Run("\n")
"""The next line of a cell."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, where they can be read (``cite``), in which language."""

    runs: Sequence[Run]
    cite: str | None = None
    lang: str | None = None


Piece = Run | Quotation
Cell = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; ``anchor`` is what a link within the page names."""

    cell: Sequence[Run]
    level: int = 2
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``kind`` is a style of its own: meta, warning."""

    cell: Sequence[Run]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    cells: Sequence[Sequence[Run]]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation on its own, and what is to be said of it."""

    quotation: Quotation
    source: Sequence[Run] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the cells of column ``header`` name their rows."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    header: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on the axis: the day it holds for, the interval, its words and style."""

    label: str
    interval: Interval
    words: str
    style: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures on an axis; a table beside it says the same."""

    title: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Text as a terminal has it, its blanks kept."""

    text: str


Block = Heading | Paragraph | Items | Quote | Table | Figures | Drawing


@dataclass(frozen=True, slots=True)
class Page:
    """A whole answer."""

    title: str
    blocks: Sequence[Block]
    meta: Sequence[Run] = ()


def address(url: str | None) -> str | None:
    """The URL where it is one of the web: nothing else is ever linked."""
    found = clean_line(url or "")
    try:
        parts = urlsplit(found)
    except ValueError:
        return None
    web = parts.scheme in ("http", "https") and parts.netloc and " " not in found
    return found if web else None
