"""The one way an answer is printed: ``emit`` writes a listing or a view in the format asked for.

Neither this module nor what it imports loads rich; only tables do, when one is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from claims.errors import NothingFound, UsageError
from claims.i18n import _
from claims.render.listing import FORMATS, Column, Format, Listing, Row, View
from claims.render.values import as_json, as_text, without_formula
from claims.text import clean_line, clean_text

if TYPE_CHECKING:
    from rich.console import Console

    from claims.environment import Environment
    from claims.render.page import Page

Answer = Listing | View


def emit(
    env: Environment,
    answer: Answer,
    format: Format,
    *,
    excel_safe: bool = False,
    title: str = "claims",
) -> None:
    """Print an answer; ``title`` names a page that has no name of its own.

    Raises ``NothingFound`` once a listing without rows is printed, and ``UsageError`` where the
    answer has no such format.
    """
    view = answer if isinstance(answer, View) else View(listing=answer)
    found = _Writer(env, view, excel_safe=excel_safe, title=title).write(format) and view.found
    env.stdout.flush()
    if not found:
        listing = view.listing
        message = (listing.empty if listing else "") or _("nothing found")
        raise NothingFound(message, hint=listing.hint if listing else None)


class _Writer:
    """One view on its way out.  Each format's method says whether there was anything."""

    def __init__(self, env: Environment, view: View, *, excel_safe: bool, title: str) -> None:
        self.env = env
        self.view = view
        self.excel_safe = excel_safe
        self.title = title
        self.out = env.stdout.write

    def write(self, format: Format) -> bool:
        methods: dict[Format, Callable[[], bool]] = {
            "table": self.table,
            "json": self.json,
            "jsonl": self.jsonl,
            "csv": self.csv,
            "tsv": self.tsv,
            "ids": self.ids,
            "md": self.markdown,
            "html": self.html,
        }
        return methods[format]()

    def table(self) -> bool:
        view = self.view
        if view.table is not None:
            self._draw(view.table)
            return True
        if view.lines is not None:
            return self._lines(view.lines)
        if view.listing is None:
            raise self._impossible("table")
        rows = list(view.listing.rows)
        if rows:
            self._draw(_table_of(view.listing, rows))
        return bool(rows)

    def tsv(self) -> bool:
        view = self.view
        if view.listing is None:
            return self.table()
        columns = _line_columns(view.listing)
        found = False
        for row in view.listing.rows:
            found = True
            self.out("\t".join(clean_line(as_text(row.get(c.key))) for c in columns) + "\n")
        return found

    def csv(self) -> bool:
        if self.view.listing is None:
            raise self._impossible("csv")
        columns = _line_columns(self.view.listing)
        import csv

        writer = csv.writer(self.env.stdout, lineterminator="\r\n")
        writer.writerow(column.key for column in columns)
        found = False
        for row in self.view.listing.rows:
            found = True
            writer.writerow(self._field(row.get(column.key)) for column in columns)
        return found

    def _field(self, value: Any) -> str:
        text = clean_text(as_text(value))
        return without_formula(value, text) if self.excel_safe else text

    def json(self) -> bool:
        if self.view.document is not None:
            self.out(self._dump(self.view.document, indent=2) + "\n")
            return True
        import textwrap

        found = False
        for row in self._rows("json"):
            self.out((",\n" if found else "[\n") + textwrap.indent(self._dump(row, indent=2), "  "))
            found = True
        self.out("\n]\n" if found else "[]\n")
        return found

    def jsonl(self) -> bool:
        if self.view.listing is None and self.view.document is not None:
            self.out(self._dump(self.view.document) + "\n")
            return True
        found = False
        for row in self._rows("jsonl"):
            found = True
            self.out(self._dump(row) + "\n")
        return found

    def _dump(self, value: Any, indent: int | None = None) -> str:
        return as_json(value, indent=indent, ascii_only=not self.env.unicode)

    def ids(self) -> bool:
        if self.view.ids is not None:
            return self._lines(self.view.ids)
        listing = self.view.listing
        if listing is None or not listing.ids:
            raise self._impossible("ids")
        return self._lines(as_text(row.get(listing.ids)) for row in listing.rows)

    def markdown(self) -> bool:
        from claims.render.markdown import write

        return self._page(write)

    def html(self) -> bool:
        from claims.render.html import write

        return self._page(write)

    def _page(self, write: Callable[[Page], str]) -> bool:
        view = self.view
        page = view.page() if view.page is not None else self._plain_page()
        self.out(write(page))
        # A listing whose rows are gone has made an empty page.
        return bool(page.blocks)

    def _plain_page(self) -> Page:
        from claims.render.page.plain import drawing_page, lines_page, listing_page

        view = self.view
        if view.listing is not None:
            return listing_page(view.listing, view.listing.rows, self.title)
        if view.lines is not None:
            return lines_page(view.lines, self.title)
        if view.table is None:
            raise self._impossible("html")
        from claims.render.console import drawn

        return drawing_page(drawn(view.table), self.title)

    def _rows(self, wanted: Format) -> Iterator[Row]:
        if self.view.listing is None:
            raise self._impossible(wanted)
        return iter(self.view.listing.rows)

    def _lines(self, lines: Iterator[str] | Sequence[str]) -> bool:
        found = False
        for text in lines:
            found = True
            self.out(clean_line(text) + "\n")
        return found

    def _draw(self, draw: Callable[[Console], None]) -> None:
        from claims.render.console import show

        show(self.env, draw)

    def _impossible(self, wanted: Format) -> UsageError:
        view = self.view
        rows = view.listing is not None
        drawn = rows or view.table is not None or view.lines is not None
        document = rows or view.document is not None
        has: dict[Format, bool] = {
            "table": drawn,
            "json": document,
            "jsonl": document,
            "csv": rows,
            "tsv": drawn,
            "ids": rows or view.ids is not None,
            "md": drawn or view.page is not None,
            "html": drawn or view.page is not None,
        }
        possible = ", ".join(name for name in FORMATS if has[name])
        return UsageError(
            _("this answer has no {format} form").format(format=wanted),
            hint=_("--format with one of {formats}").format(formats=possible),
        )


def _line_columns(listing: Listing) -> list[Column]:
    return [column for column in listing.columns if column.only != "table"]


def _table_of(listing: Listing, rows: Sequence[Row]) -> Callable[[Console], None]:
    def draw(console: Console) -> None:
        from claims.render.console import make_table

        console.print(make_table(Listing(listing.columns, rows), console.width))

    return draw
