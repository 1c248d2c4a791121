"""Results of a search on a terminal: who and when, the words, matches marked, the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from claims.cite import REPORTED, marks
from claims.i18n import _
from claims.render.console import line, link, state_style
from claims.snippets import snippet
from claims.text import clean_line

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, Any]
_INDENT = 4
_BREAKS = dict.fromkeys(map(ord, "\n\r\t"), " ")
_LINES = 3  # of a quote
_POSITIONS = 3  # of a quote that are shown


def draw(console: Console, rows: Sequence[Row]) -> None:
    """One block a quote, a blank line between two."""
    for place, row in enumerate(rows):
        if place:
            console.print()
        console.print(heading(row), overflow="fold")
        for text in (_words(row, console.width - _INDENT), _source(row), _positions(row)):
            if text:
                console.print(Padding(text, (0, 0, 0, _INDENT), expand=False))


def heading(row: Row) -> Text:
    """``S12  2016-09-22  John Kerry, Secretary of State``."""
    text = Text.assemble(
        line(row["id"], "id"), "  ", line(row["said"] or row["published"] or "—", "date"), "  "
    )
    text.append_text(line(row["speaker"], "speaker"))
    if row["role"]:
        text.append(", ").append_text(line(row["role"], "role"))
    if row["status"] != "accepted":
        text.append("  ").append_text(line(f"[{row['status']}]", "warning"))
    return text


def _words(row: Row, width: int) -> Text:
    # Blank for break, so that the marks stay where they are.
    whole = row["text"].translate(_BREAKS)
    piece = snippet(whole, row["matches"], width * _LINES - 4)
    text = Text(clean_line(piece.text), style="quote")
    if len(text) == len(piece.text):  # nothing was cleaned away: the marks stand where they stood
        for start, end in piece.marks:
            text.stylize("match", start, end)
    if row["kind"] in REPORTED:
        return text
    opening, closing = marks(row["lang"])
    return Text(opening) + text + Text(closing)


def _source(row: Row) -> Text:
    parts = [link(row["outlet"] or row["title"] or row["url"] or "", row["url"], "source")]
    if row["via"]:
        chain = " < ".join(clean_line(name) for name in row["via"])
        parts.append(Text(_("via {chain}").format(chain=chain), "source"))
    if row["venue"]:
        parts.append(line(row["venue"], "source"))
    return Text(" · ", "source").join(part for part in parts if part)


def _positions(row: Row) -> Text:
    parts = []
    for position in row["positions"][:_POSITIONS]:
        part = line(position["stance"], state_style("stance", position["stance"]))
        state = line(position["state"], state_style("state", position["state"]))
        part = Text.assemble(part, " ", line(position["text"]), " (", state, ")")
        parts.append(part)
    left = len(row["positions"]) - _POSITIONS
    if left > 0:
        parts.append(Text(_("{n} more").format(n=left), "dim"))
    return Text(" · ", "dim").join(parts)
