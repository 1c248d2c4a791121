"""The answers of a number question on the terminal: intervals on an axis, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.contrast import Answer, Clash, Dispute, Line
from claims.i18n import _, ngettext
from claims.numbers import Interval
from claims.render.axis import Axis, axis_of
from claims.render.console import line as clean
from claims.render.console import state_style
from claims.render.lines import SHOWN, who
from claims.render.words import INDENT, marked, names, stance_words
from claims.telling import Bearing
from claims.vocabulary import Stance


def draw_figures(console: Console, dispute: Dispute, *, all_lines: bool) -> None:
    """The answers of a number question on an axis, in order of time."""
    drawn = figure_lines(dispute)
    hidden = 0 if all_lines else max(0, len(drawn) - 2 * SHOWN)
    drawn = drawn[hidden:]
    axis = axis_of((interval for _answer, interval, _line in drawn), max(20, console.width // 4))
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=10, no_wrap=True)
    table.add_column(width=axis.width, no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    note = _("logarithmic") if axis.logarithmic else ""
    table.add_row("", Text(axis.scale(), "dim"), "", Text(note, "dim"))
    if hidden:
        table.add_row("", Text(_("… {n} earlier (--all)").format(n=hidden), "dim"))
    for answer, interval, line in drawn:
        table.add_row(*_figure_row(axis, answer, interval, line))
    console.print()
    console.print(Padding(table, (0, 0, 0, INDENT)))
    for text in _figure_grounds(dispute):
        marked(console, Text("≠", "error"), text)


def figure_lines(dispute: Dispute) -> list[tuple[Answer, Interval, Line]]:
    """The lines that give a figure, in order of the day it holds for."""
    found = [
        (answer, answer.interval, line)
        for answer in dispute.answers
        if answer.interval is not None
        for line in answer.lines
    ]
    return sorted(found, key=lambda item: _as_of(item[2].head))


def _as_of(bearing: Bearing) -> tuple[str, int]:
    return (bearing.as_of or bearing.telling.date, bearing.telling.statement)


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


def figure_words(interval: Interval) -> str:
    """An interval as people write it: 12, ≥ 12, 19–23, < 40."""
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"
    if low is not None:
        return f"{'>' if interval.low_open else '≥'} {low:g}"
    return f"{'<' if interval.high_open else '≤'} {high:g}" if high is not None else "?"


def _figure_grounds(dispute: Dispute) -> Iterable[Text]:
    """Each pair of figures that cannot both be right, once; and who denies one."""
    intervals = {answer.claim: answer.interval for answer in dispute.answers}
    met: set[frozenset[int]] = set()
    for answer in dispute.answers:
        for clash in answer.clashes:
            pair = frozenset((answer.claim, clash.rival_id or 0))
            if pair not in met:
                met.add(pair)
                yield _figure_clash(answer, clash, intervals.get(clash.rival_id or 0))


def _figure_clash(answer: Answer, clash: Clash, other: Interval | None) -> Text:
    figure = figure_words(answer.interval) if answer.interval else answer.text
    ours, theirs = (names([side.speaker for side in each]) for each in (clash.ours, clash.theirs))
    if clash.rival is None:
        text = clean(
            _("{figure}: {ours} against {theirs}").format(figure=figure, ours=ours, theirs=theirs)
        )
    else:
        rival = figure_words(other) if other else clash.rival
        words = _("{a} ({ours}) and {b} ({theirs}) cannot both be right")
        text = clean(words.format(a=figure, ours=ours, b=rival, theirs=theirs))
    if clash.since:
        text.append(", " + _("since {day}").format(day=clash.since), "dim")
    return text


def figure_tally(figures: Sequence[tuple[Answer, Interval, Line]]) -> Text:
    """“9 figures from 2 to 23, the latest ≥ 14 (2017-03-01)”."""
    bounds = [b for _a, interval, _l in figures for b in (interval.low, interval.high)]
    known = [bound for bound in bounds if bound is not None]
    _answer, latest, line = figures[-1]
    words = ngettext(
        "{n} figure, {latest} ({day})",
        "{n} figures from {low:g} to {high:g}, the latest {latest} ({day})",
        len(figures),
    )
    return clean(
        words.format(
            n=len(figures),
            low=min(known, default=0),
            high=max(known, default=0),
            latest=figure_words(latest),
            day=line.head.telling.date,
        )
    )
