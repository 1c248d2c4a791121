"""What a command answers with: plain values that ``claims.render.output`` prints in any format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from claims.value import Value

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from claims.render.page import Page

Format = Literal["table", "json", "jsonl", "csv", "tsv", "ids", "md", "html"]
FORMATS: tuple[Format, ...] = ("table", "json", "jsonl", "csv", "tsv", "ids", "md", "html")
Row = Mapping[str, Any]


class Column(Value):
    """One column of a listing.

    ``wide`` columns share what the others leave of the line, and wrap, at ``most`` so many
    characters wide; ``only`` keeps a column out of tables or out of lines (tsv, csv);
    ``from_width`` shows it in tables of at least so many characters; ``cell`` gives what a table
    shows where that is not the value itself.
    """

    key: str
    title: str
    right: bool = False
    wide: bool = False
    most: int = 0
    style: str = ""
    only: Literal["table", "lines"] | None = None
    from_width: int = 0
    cell: Callable[[Row], str | Text] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under columns.

    A row may hold more keys than there are columns: json prints them all.  ``ids`` names the key
    of the id; ``empty`` and ``hint`` are the words of ``NothingFound`` where there is no row.
    """

    columns: Sequence[Column]
    rows: Iterable[Row]
    ids: str = "id"
    empty: str = ""
    hint: str | None = None


class View(Value):
    """An answer that is more than a table: the forms it has, each for the formats it serves.

    ``found`` false prints the document all the same and then raises ``NothingFound`` with the
    words of the listing.  Without a ``page``, md and html show the listing, the lines, or what a
    terminal would.
    """

    document: Any = None
    listing: Listing | None = None
    table: Callable[[Console], None] | None = None
    lines: Sequence[str] | None = None
    ids: Sequence[str] | None = None
    page: Callable[[], Page] | None = None
    found: bool = True
