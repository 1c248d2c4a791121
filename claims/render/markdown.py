"""A page as Markdown (CommonMark, with GitHub's tables): every piece of text escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote as percent

from claims.render.axis import axis_of
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

_BEGINS = re.compile(r"[#+\-=>~]|\d+[.)]")
_MARKED = re.compile(r"[\\`*_\[\]<>|&~$]")
_BOLD = ("title", "number", "speaker", "match", "warning")
_AXIS = 40
_KEPT = "/:?#@!$&'*+,;=%-._~"


def write(page: Page) -> str:
    """The whole text."""
    parts = [f"# {_line(page.title)}"]
    if page.meta:
        parts.append(_runs(page.meta))
    parts += [_BLOCKS[type(block)](block) for block in page.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


# -- blocks --------------------------------------------------------------------------------


def _heading(block: Heading) -> str:
    # The styles of a heading would only shout in it.
    return f"{'#' * block.level} " + _runs([Run(run.text, "", run.url) for run in block.cell])


def _paragraph(block: Paragraph) -> str:
    return _runs(block.cell)


def _items(block: Items) -> str:
    return "\n".join(f"- {_runs(cell)}" for cell in block.cells)


def _quote(block: Quote) -> str:
    words = "".join(_run(run, whole=True) for run in block.quotation.runs)
    lines = [_safe_begin(line.strip()) for line in words.split("\n")]
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"{quoted}\n\n{_runs(block.source)}" if block.source else quoted


def _table(block: Table) -> str:
    heads = " | ".join(_line(head) for head in block.heads)
    rule = " | ".join("---" for _head in block.heads)
    rows = [" | ".join(_cell(cell) for cell in row) for row in block.rows]
    lines = "\n".join(f"| {row} |" for row in (heads, rule, *rows))
    return f"{_line(block.caption)}:\n\n{lines}"


def _cell(cell: Cell) -> str:
    pieces = (
        "".join(_run(run) for run in piece.runs) if isinstance(piece, Quotation) else _run(piece)
        for piece in cell
    )
    return "".join(pieces).strip()


def _figures(block: Figures) -> str:
    axis = axis_of((mark.interval for mark in block.marks), _AXIS)
    lines = [" " * 12 + axis.scale()]
    lines += [f"{mark.label:<12}{axis.bar(mark.interval)}  {mark.words}" for mark in block.marks]
    return _drawing(Drawing("\n".join(lines)))


def _drawing(block: Drawing) -> str:
    # Indented code: whatever stands in it ends nothing.
    lines = clean_text(block.text).strip("\n").split("\n")
    return "\n".join(f"    {line}".rstrip() for line in lines)


_BLOCKS: dict[type[Block], Callable[[Any], str]] = {
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
    return _safe_begin(_escaped(clean_line(text)))


def _runs(runs: Sequence[Run]) -> str:
    return _safe_begin("".join(map(_run, runs)).strip())


def _run(run: Run, *, whole: bool = False) -> str:
    if run is BREAK:
        return "; "
    text = clean_text(run.text)
    text = text.replace("\t", " ") if whole else text.replace("\n", " ").replace("\t", " ")
    words = text.strip()
    if not words:
        return " " if text else ""
    before, after = text[: text.index(words[0])], text[len(text.rstrip()) :]
    marked = _escaped(words)
    if run.style in _BOLD:
        marked = f"**{marked}**"
    if url := address(run.url):
        marked = f"[{marked}](<{percent(url, safe=_KEPT)}>)"
    return f"{before}{marked}{after}"


def _escaped(text: str) -> str:
    return _MARKED.sub(lambda found: "\\" + found[0], text)


def _safe_begin(text: str) -> str:
    """Text whose beginning makes no heading, list, quote or rule."""
    if not (found := _BEGINS.match(text)) or text.startswith("**"):
        return text
    place = found.end() - 1
    return f"{text[:place]}\\{text[place:]}"
