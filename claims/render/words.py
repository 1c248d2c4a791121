"""Phrases that all accounts share on the terminal: stances, states, who spoke, where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from claims.i18n import _
from claims.render.console import line as clean
from claims.render.console import link, state_style
from claims.render.rows import WRAPPED, Rows
from claims.telling import Telling
from claims.text import name_key
from claims.vocabulary import State

WIDE = 110
"""Columns from which the words themselves have room beside the rest."""

INDENT = 2


def state_words(state: State, since: str | None = None) -> Text:
    """A state as it stands at the end of a line."""
    text = Text().append(state.value.upper(), state_style("state", state.value))
    if since:
        text.append(" " + _("since {day}").format(day=since), "dim")
    return text


def two_ends(console: Console, left: Text, right: Text, indent: int = 0) -> None:
    """One text from the left, one from the right of the same line."""
    Rows([WRAPPED, None], [(left, right)], indent=indent).print_on(console)


def indented(console: Console, text: Text) -> None:
    """A text by itself, each line a little from the edge."""
    Rows([WRAPPED], [(text,)], indent=INDENT).print_on(console)


def marked(console: Console, mark: Text, note: Text) -> None:
    """A note under its mark, its further lines under its first."""
    Rows([1, WRAPPED], [(mark, note)], indent=INDENT).print_on(console)


def speaker_words(telling: Telling) -> Text:
    """Who speaks, in which role."""
    text = clean(telling.speaker_name, "speaker")
    # "a senior official, senior official" says nothing twice.
    if telling.role and name_key(telling.role) not in name_key(telling.speaker_name):
        text.append_text(clean(f", {telling.role}", "role"))
    return text


def place(telling: Telling) -> Text:
    """The source and the chain that led there."""
    text = link(telling.source, telling.url)
    if telling.via:
        text.append(" ")
        text.append_text(clean(_("via {chain}").format(chain=", ".join(telling.via)), "dim"))
    return text


def tellings_words(tellings: Iterable[Telling]) -> Text:
    """“Russian Ministry of Defence in AFP S8, Al-Ahed S9; Igor Konashenkov in dpa S10”."""
    by_speaker: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_speaker.setdefault(telling.speaker_name, []).append(telling)
    text = Text()
    for number, (speaker, told) in enumerate(by_speaker.items()):
        text.append("; " if number else "")
        text.append_text(clean(speaker, "italic"))
        text.append(" " + _("in") + " ")
        for position, telling in enumerate(told):
            text.append(", " if position else "")
            text.append_text(place(telling))
            text.append(f" {telling.ref}", "id")
    return text
