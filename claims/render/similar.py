"""Proposed pairs on a terminal: both texts one under the other, why, and how to accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.i18n import _
from claims.render.console import line, state_style
from claims.text import clean_line, shorten

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, Any]

_LONGEST = 600
"""Code points of a text shown."""

KEYS = (
    ("a", "accept"), ("r", "reject"), ("s", "skip"), ("u", "undo"), ("?", "help"), ("Q", "quit"),
)  # fmt: skip


def draw(console: Console, rows: Sequence[Row]) -> None:
    """All pairs, best first."""
    for place, row in enumerate(rows):
        if place:
            console.print()
        pair(console, row)
        console.print(Padding(Text(row["accept"], "dim"), (0, 0, 0, 2)))


def pair(console: Console, row: Row) -> None:
    """One pair: the score and why, then both sides."""
    title = Table.grid(padding=(0, 1))
    title.add_row(Text(f"{row['score']:.2f}", "bold"), line(row["why"]))
    console.print(title)
    grid = Table.grid(padding=(0, 1), expand=False)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for side in ("a", "b"):
        grid.add_row(line(row[side], "id"), _side(row, side))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _side(row: Row, side: str) -> Text:
    """``Igor Konashenkov · 2016-09-20 · dpa · de``, and the words below."""

    def of(key: str) -> Any:
        return row[f"{side}_{key}"]

    via = _("via {chain}").format(chain=" < ".join(of("via"))) if of("via") else ""
    parts = [
        line(of("speaker") or "", "speaker"),
        line(of("question") or "", "source"),
        line(of("said") or "", "date"),
        line(of("source") or "", "source"),
        line(via),
        line(of("lang") or "", "dim"),
    ]
    if row["kind"] == "claim":
        parts.append(line(of("status"), state_style("state", of("status"))))
    elif of("status") != "accepted":
        parts.append(line(of("status"), "warning"))
    told = Text(" · ", "dim").join(part for part in parts if part)
    return told.append("\n").append_text(line(shorten(clean_line(of("text")), _LONGEST)))


def card(console: Console, row: Row, place: int, total: int) -> None:
    """One pair in hand, with its place in the line."""
    console.print()
    console.rule(Text(_("{n} of {total}").format(n=place, total=total), "bold"),
                 style="dim", align="left")  # fmt: skip
    pair(console, row)


def keys(console: Console, *, undoable: bool) -> None:
    """The keys that mean something now."""
    words = _key_words()
    shown = [(key, words[name]) for key, name in KEYS if name != "undo" or undoable]
    text = Text("  ")
    for key, word in shown:
        text.append(key, "bold").append(f" {word}  ", "dim")
    text.rstrip()
    console.print(text)


def _key_words() -> dict[str, str]:
    return {
        "accept": _("accept"),
        "reject": _("reject"),
        "skip": _("skip"),
        "undo": _("undo"),
        "help": _("help"),
        "quit": _("quit"),
    }


def help_lines(console: Console) -> None:
    """What each key does."""
    for key, words in (
        ("a", _("they are one: one utterance, or one claim")),
        ("r", _("they are not; never proposed again")),
        ("s", _("leave it; proposed again another time")),
        ("u", _("take the last decision back")),
        ("Q", _("leave; what was decided stays decided")),
    ):
        console.print(Text.assemble("  ", (key, "bold"), "  ", words))
