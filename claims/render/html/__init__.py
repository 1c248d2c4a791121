"""A page as one file of HTML that stands alone: no script, nothing fetched, readable by all.

``write`` escapes every piece of text; only addresses of the web become links.  The policy in its
head forbids all but the style it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from claims.i18n import _
from claims.render.html.figures import svg
from claims.render.html.style import CSS, policy
from claims.render.page import (
    BREAK,
    Block,
    Cell,
    Drawing,
    Figures,
    Heading,
    Items,
    Page,
    Paragraph,
    Quotation,
    Quote,
    Run,
    Table,
    address,
)
from claims.text import clean_line, clean_text


def write(page: Page) -> str:
    """The whole file."""
    return "\n".join(_file(page)) + "\n"


def _file(page: Page) -> Iterator[str]:
    title = _line(page.title)
    # Translators: the code of the language you translate to.
    yield f'<!DOCTYPE html>\n<html lang="{escape(_("en"))}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{title}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>"
    yield f'<h1 dir="auto">{title}</h1>'
    if page.meta:
        yield f'<p class="meta">{_runs(page.meta)}</p>'
    for block in page.blocks:
        yield _block(block)
    yield "</main>\n</body>\n</html>"


# -- blocks --------------------------------------------------------------------------------


def _block(block: Block) -> str:
    return _BLOCKS[type(block)](block)


def _heading(block: Heading) -> str:
    anchor = f' id="{_line(block.anchor)}"' if block.anchor else ""
    return f'<h{block.level}{anchor} dir="auto">{_runs(block.cell)}</h{block.level}>'


def _paragraph(block: Paragraph) -> str:
    kind = f' class="{block.kind}"' if block.kind else ""
    return f'<p{kind} dir="auto">{_runs(block.cell)}</p>'


def _items(block: Items) -> str:
    points = "\n".join(f'<li dir="auto">{_runs(cell)}</li>' for cell in block.cells)
    return f"<ul>\n{points}\n</ul>"


def _quote(block: Quote) -> str:
    source = f"<figcaption>{_runs(block.source)}</figcaption>" if block.source else ""
    return f'<figure class="quote">{_quotation(block.quotation)}{source}</figure>'


def _table(block: Table) -> str:
    # The roles keep it a table for those who listen, where the style makes blocks of the rows.
    heads = "".join(
        f'<th role="columnheader" scope="col">{_line(head)}</th>' for head in block.heads
    )
    rows = "\n".join(_row(block, row) for row in block.rows)
    return (
        f'<table role="table">\n<caption dir="auto">{_line(block.caption)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'
    )


def _row(block: Table, row: Sequence[Cell]) -> str:
    cells = []
    for place, (head, cell) in enumerate(zip(block.heads, row, strict=True)):
        names = place == block.header
        tag, role = ("th", ' role="rowheader" scope="row"') if names else ("td", ' role="cell"')
        empty = "" if any(_has_words(piece) for piece in cell) else ' class="empty"'
        label = f' data-label="{_line(head)}"'
        words = f"<div>{_pieces(cell)}</div>"
        cells.append(f'<{tag}{role}{empty}{label} dir="auto">{words}</{tag}>')
    return f'<tr role="row">{"".join(cells)}</tr>'


def _has_words(piece: Run | Quotation) -> bool:
    return isinstance(piece, Quotation) or bool(piece.text.strip())


def _drawing(block: Drawing) -> str:
    return f'<pre tabindex="0">{escape(clean_text(block.text))}</pre>'


def _figures(block: Figures) -> str:
    return f'<figure class="axis">{svg(block)}</figure>'


_BLOCKS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Quote: _quote,
    Table: _table,
    Drawing: _drawing,
    Figures: _figures,
}


# -- words ---------------------------------------------------------------------------------


def _line(text: str) -> str:
    return escape(clean_line(text))


def _pieces(cell: Cell) -> str:
    return "".join(
        _quotation(piece) if isinstance(piece, Quotation) else _run(piece) for piece in cell
    )


def _runs(runs: Sequence[Run]) -> str:
    return "".join(map(_run, runs))


def _quotation(quotation: Quotation) -> str:
    url = address(quotation.cite)
    cite = f' cite="{escape(url)}"' if url else ""
    lang = f' lang="{_line(quotation.lang)}"' if quotation.lang else ""
    words = "".join(_run(run, whole=True) for run in quotation.runs)
    return f'<blockquote{cite}{lang} dir="auto">{words}</blockquote>'


def _run(run: Run, *, whole: bool = False) -> str:
    """Some words; ``whole`` keeps their line breaks."""
    if run is BREAK:
        return "<br>"
    text = escape(_spaced(run.text) if not whole else clean_text(run.text))
    if not text:
        return ""
    if run.style == "match":
        text = f"<mark>{text}</mark>"
    elif run.style:
        text = f'<span class="{escape(run.style.replace(".", "-"))}">{text}</span>'
    if run.url and run.url.startswith("#"):
        return f'<a href="{_line(run.url)}">{text}</a>'
    url = address(run.url)
    return f'<a href="{escape(url)}" rel="noreferrer">{text}</a>' if url else text


def _spaced(text: str) -> str:
    """The text on one line, the blanks at its ends kept: they part it from its neighbours."""
    cleaned = clean_line(text)
    before = " " if text[:1] == " " and cleaned else ""
    after = " " if text[-1:] == " " else ""
    return f"{before}{cleaned}{after}"
