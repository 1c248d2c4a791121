"""A speaker's words on the terminal, question by question, with their turns."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.history import Course, Turn, Word
from claims.i18n import _
from claims.render.console import line as clean
from claims.render.console import link, state_style
from claims.render.phrases import stance_words, turn_words
from claims.render.words import WIDE, speaker_words
from claims.text import shorten

_MARKS = {
    Turn.FIRST: ("●", "dim"),
    Turn.SAME: ("=", "dim"),
    Turn.HARDENING: ("▲", "bold green"),
    Turn.SOFTENING: ("▽", "yellow"),
    Turn.REVERSAL: ("↺", "bold red"),
    Turn.RETRACTION: ("×", "magenta"),
}


def draw(console: Console, courses: Sequence[Course]) -> None:
    """Print each question's words in order of time."""
    for number, course in enumerate(courses):
        if number:
            console.print()
        title = clean(course.title, "bold").append("  ")
        console.print(title.append_text(clean(course.slug, "dim")))
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=1)
        table.add_column(width=10, no_wrap=True)
        table.add_column(width=8, no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(no_wrap=True)
        for word in course.words:
            table.add_row(*_row(word, wide=console.width >= WIDE))
        console.print(Padding(table, (0, 0, 0, 2)))


def _row(word: Word, *, wide: bool) -> list[Text]:
    bearing = word.bearing
    mark, style = _MARKS[word.turn]
    stance = Text(stance_words()[bearing.stance], state_style("stance", bearing.stance.value))
    said = clean(word.claim, "bold")
    if turned := turn_words().get(word.turn):
        said.append(f" ({turned}", style)
        if word.instead_of:
            said.append_text(clean(_(" from “{claim}”").format(claim=word.instead_of), style))
        said.append(")", style)
    if word.beside:
        said.append(" " + _("(another stance the same day)"), "warning")
    said.append(" · ", "dim").append_text(speaker_words(bearing.telling))
    if bearing.hedge:
        said.append(" ").append_text(clean(f"“{bearing.hedge}”"))
    said.append(" · ", "dim").append_text(link(bearing.telling.source, bearing.telling.url))
    if wide:
        said.append("\n").append_text(clean(f"“{shorten(bearing.telling.text, 200)}”", "dim"))
    ref = Text(bearing.telling.ref, "id")
    return [Text(mark, style), clean(bearing.telling.date[:10], "date"), stance, said, ref]
