"""Any answer as a page: the table of its rows, its lines, or what a terminal would show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.render.listing import Column, Listing, Row
from claims.render.page import Drawing, Page, Paragraph, Run, Table
from claims.render.values import as_text


def listing_page(listing: Listing, rows: Iterable[Row], title: str) -> Page:
    """The columns that tables have, a row's id naming it."""
    columns = [column for column in listing.columns if column.only != "lines"]
    keys = [column.key for column in columns]
    cells = [
        [[Run(_words(column, row), _style(column, row))] for column in columns] for row in rows
    ]
    header = keys.index(listing.ids) if listing.ids in keys else 0
    table = Table(title, [column.title for column in columns], cells, header)
    return Page(title, [table] if cells else [])


def _words(column: Column, row: Row) -> str:
    value = column.cell(row) if column.cell else row.get(column.key)
    # What a table shows may be text of rich's, which knows its own words.
    return str(getattr(value, "plain", None) or as_text(value))


def _style(column: Column, row: Row) -> str:
    """A column's style; a state or stance takes its own."""
    value = row.get(column.key)
    return f"{column.style}.{value}" if column.style in ("state", "stance") else column.style


def lines_page(lines: Sequence[str], title: str) -> Page:
    """One paragraph a line."""
    return Page(title, [Paragraph([Run(line)]) for line in lines])


def drawing_page(text: str, title: str) -> Page:
    """What a terminal shows, as it stands."""
    return Page(title, [Drawing(text)])
