"""The list of what is contested, on the terminal: a block a claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.contested import Division, Entry
from claims.i18n import _
from claims.render.console import line as clean
from claims.render.console import state_style
from claims.render.contrast import split_words
from claims.render.lines import grounds
from claims.render.phrases import stance_words
from claims.render.words import marked, state_words, two_ends
from claims.telling import Telling
from claims.vocabulary import State


def headings() -> dict[State, str]:
    """What stands over the claims of a state."""
    return {State.CONTESTED: _("Contested"), State.UNSETTLED: _("Unsettled")}


def draw(
    console: Console,
    entries: Sequence[Entry],
    divisions: Sequence[Division],
    totals: dict[State, int],
) -> None:
    """Print the claims state by state, then the institutions divided within."""
    for state, heading in headings().items():
        found = [entry for entry in entries if entry.answer.state is state]
        if not found:
            continue
        title = Text().append(heading, "title")
        shown = _("{n} of {total}").format(n=len(found), total=totals[state])
        console.print(title.append(f"  {shown}", "dim"))
        for slug, group in groupby(found, key=lambda entry: entry.slug):
            _question(console, slug, list(group))
        console.print()
    if divisions:
        console.print(Text(_("Divided within"), "title"))
        for division in divisions:
            text = split_words(division.split)
            text.append(" · ", "dim").append_text(clean(division.slug, "dim"))
            marked(console, Text("⇹", "warning"), text)


def _question(console: Console, slug: str, entries: Sequence[Entry]) -> None:
    title = clean(entries[0].title, "bold").append("  ")
    console.print(title.append_text(clean(slug, "dim")))
    for entry in entries:
        _entry(console, entry)


def _entry(console: Console, entry: Entry) -> None:
    answer = entry.answer
    title = Text().append("▌", state_style("state", answer.state.value))
    title.append_text(clean(answer.text, "bold")).append(f"  {answer.ref}", "id")
    two_ends(console, title, state_words(answer.state, answer.since), indent=1)
    for text in grounds(answer):
        console.print(Padding(text, (0, 0, 0, 3)))
    held = Table.grid(padding=(0, 2, 0, 0), expand=True)
    held.add_column(no_wrap=True)
    held.add_column(ratio=1)
    words = stance_words()
    for stance, tellings in entry.holders().items():
        style = state_style("stance", stance.value)
        held.add_row(Text(words[stance], style), _holders(tellings))
    console.print(Padding(held, (0, 0, 0, 3)))


def _holders(tellings: Sequence[Telling], most: int = 8) -> Text:
    text = Text()
    for number, telling in enumerate(tellings[:most]):
        text.append(", " if number else "").append_text(clean(telling.speaker_name))
        text.append(f" {telling.date}", "date").append(f" {telling.ref}", "id")
    if len(tellings) > most:
        text.append(" ").append(_("and {n} more").format(n=len(tellings) - most), "dim")
    return text
