"""Why a claim is in its state, on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from claims.i18n import _
from claims.render.console import line as clean
from claims.render.lines import lines_rows
from claims.render.words import marked, state_words, two_ends
from claims.why import Explanation


def draw(console: Console, explanation: Explanation) -> None:
    """State, rule, reasons, then every position with its weight."""
    answer = explanation.answer
    title = clean(answer.text, "bold").append(f"  {answer.ref}", "id")
    two_ends(console, title, state_words(answer.state, answer.since))
    place = f"{explanation.title} · {explanation.slug}"
    if explanation.as_of:
        place += " · " + _("as of {day}").format(day=explanation.as_of)
    console.print(clean(place, "dim"))
    console.print()
    console.print(clean(explanation.rule, "bold"))
    for reason in explanation.because:
        marked(console, Text("–", "dim"), clean(reason))
    if explanation.stale:
        words = _("the database keeps {state}: claims db check --fix")
        console.print(Text(words.format(state=explanation.kept.value), "warning"))
    for counted, heading in ((True, _("What counts")), (False, _("What does not count, and why"))):
        lines = [line for line in answer.lines if line.counted is counted]
        if lines:
            console.print()
            console.print(Text(heading, "title"))
            console.print(lines_rows(console, lines))
