"""The answers of a number question on the terminal: intervals on an axis, in order of time."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.contrast import Answer, Dispute, Line
from claims.i18n import _
from claims.numbers import Interval
from claims.render.axis import Axis, axis_of
from claims.render.console import line as clean
from claims.render.console import state_style
from claims.render.lines import who
from claims.render.phrases import figure_clashes, figure_lines, figure_words, stance_words
from claims.render.words import INDENT, marked
from claims.vocabulary import Stance


def draw_figures(console: Console, dispute: Dispute) -> None:
    """The answers of a number question on an axis, in order of time."""
    drawn = figure_lines(dispute)
    axis = axis_of((interval for _answer, interval, _line in drawn), max(20, console.width // 4))
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=10, no_wrap=True)
    table.add_column(width=axis.width, no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    note = _("logarithmic") if axis.logarithmic else ""
    table.add_row("", Text(axis.scale(), "dim"), "", Text(note, "dim"))
    if hidden := dispute.figures_folded:
        table.add_row("", Text(_("… {n} earlier (--all)").format(n=hidden), "dim"))
    for answer, interval, line in drawn:
        table.add_row(*_figure_row(axis, answer, interval, line))
    console.print()
    console.print(Padding(table, (0, 0, 0, INDENT)))
    for words, since in figure_clashes(dispute):
        text = clean(words)
        if since:
            text.append(", " + _("since {day}").format(day=since), "dim")
        marked(console, Text("≠", "error"), text)
    if dispute.clashes_folded:
        marked(console, Text("≠", "error"), Text(_("… and more that clash (--all)"), "dim"))


def _figure_row(axis: Axis, answer: Answer, interval: Interval, line: Line) -> list[Text]:
    style = state_style("state", answer.state.value) if line.counted else "dim"
    holder = Text()
    if line.stance is not Stance.ASSERTS:
        holder.append(stance_words()[line.stance], state_style("stance", line.stance.value))
        holder.append(" ")
    holder.append_text(who(line))
    day = line.head.as_of or line.head.telling.date
    return [
        clean(day[:10], "date"),
        Text(axis.bar(interval), style),
        Text(figure_words(interval), style),
        holder,
        Text(line.head.telling.ref, "id"),
    ]
