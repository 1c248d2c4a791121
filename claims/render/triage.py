"""One proposal on a terminal: the words in their context, whose they are, and the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from claims.i18n import _
from claims.proposals.waiting import CONTEXT
from claims.render.console import line, link, state_style
from claims.text import clean_line, clean_text

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, Any]

_INDENT = 2
_SHORT = 110
"""Code points of context on each side where the terminal is small."""

_ROOMY_LINES = 30
_SURE, _UNSURE = 0.85, 0.6


def card(console: Console, row: Row, place: int, total: int) -> None:
    """Everything that deciding on one proposal takes."""
    console.print()
    console.rule(_title(row, place, total), style="dim", align="left")
    for text in (_who(row), _how(row)):
        console.print(Padding(text, (0, 0, 0, _INDENT), expand=False))
    preview(console, row)
    for text in _bearing(row):
        console.print(Padding(text, (0, 0, 0, _INDENT), expand=False))


def _title(row: Row, place: int, total: int) -> Text:
    """``3 of 27 · Gazette · 2024-03-12 · its title``."""
    text = Text(_("{n} of {total}").format(n=place, total=total), "bold")
    source = row["outlet"] or row["title"] or row["url"] or row["document"]
    for part in (link(source, row["url"], "source"), line(row["published"] or "", "date")):
        if part:
            text.append(" · ", "dim").append_text(part)
    if row["title"] and row["title"] != source:
        text.append(" · ", "dim").append_text(line(row["title"], "source"))
    text.truncate(72, overflow="ellipsis")
    return text


def _who(row: Row) -> Text:
    """``S12  Hélène Vasseur, minister · printed "Mme Vasseur"``."""
    text = Text.assemble(line(row["id"], "id"), "  ", line(row["speaker"], "speaker"))
    if row["speaker_kind"] == "unnamed":
        text.append(" " + _("(unnamed)"), "dim")
    if row["role"]:
        text.append(", ").append_text(line(row["role"], "role"))
    printed = row["printed"]
    if printed and clean_line(row["speaker"]) not in clean_line(printed):
        text.append(_(' · printed "{words}"').format(words=clean_line(printed)), "dim")
    for name in row["candidates"]:
        text.append(_(" · or {name}?").format(name=clean_line(name)), "warning")
    return text


def _how(row: Row) -> Text:
    """Kind, cue, chain, day, how sure."""
    chain = " < ".join(clean_line(name) for name in row["via"])
    parts = [
        line(row["kind"]),
        line(row["cue"] or "", "bold"),
        line(_("in: {venue}").format(venue=row["venue"]) if row["venue"] else ""),
        line(_("to {name}").format(name=row["addressee"]) if row["addressee"] else ""),
        line(_("via {chain}").format(chain=chain) if chain else ""),
        line(row["said"] or "", "date"),
        _sure(row["confidence"]),
    ]
    return Text(" · ", "dim").join(part for part in parts if part)


def _sure(confidence: float | None) -> Text:
    if confidence is None:
        return Text()
    style = "green" if confidence >= _SURE else "yellow" if confidence >= _UNSURE else "red"
    return Text(f"{confidence:.0%}", style)


def preview(console: Console, row: Row) -> None:
    """The words in their context alone."""
    shown = words(row, console.height)
    console.print(Padding(shown, (1, 2, 1, _INDENT), expand=False))


def words(row: Row, height: int) -> Text:
    """The quotation lit up in what stands around it."""
    reach = CONTEXT - 1 if height >= _ROOMY_LINES else _SHORT
    before, after = _tail(row["before"], reach), _head(row["after"], reach)
    text = Text.assemble((_flowing(before), "dim"), _lit(row), (_flowing(after), "dim"), end="")
    text.rstrip()
    return text


def _lit(row: Row) -> Text:
    """The words; what the editor put into them, and the cue between them, fainter."""
    start, whole = row["start"] or 0, row["text"]
    spans = [(a - start, b - start) for a, b in row["spans"]] or [(0, len(whole))]
    lit = Text()
    place = 0
    for first, last in spans:
        lit.append(_flowing(whole[place:first]), "dim")
        lit.append(_flowing(whole[first:last]), "bold black on bright_yellow")
        place = last
    return lit.append(_flowing(whole[place:]), "dim")


def _flowing(text: str) -> str:
    """Paragraphs as they are, without the empty lines between them."""
    cleaned = clean_text(text)
    while "\n\n" in cleaned:
        cleaned = cleaned.replace("\n\n", "\n")
    return cleaned


def _tail(text: str, reach: int) -> str:
    if len(text) <= reach:
        return text.lstrip()
    cut = text[-reach:]
    return "…" + cut[cut.find(" ") + 1 :] if " " in cut else "…" + cut


def _head(text: str, reach: int) -> str:
    if len(text) <= reach:
        return text.rstrip()
    cut = text[:reach]
    return cut[: cut.rfind(" ")] + "…" if " " in cut else cut + "…"


def _bearing(row: Row) -> list[Text]:
    """What it bears on already, what its cue suggests, what it was saved for."""
    found = []
    for position in row["positions"]:
        text = line(position["stance"], state_style("stance", position["stance"]))
        text.append("  ").append_text(line(position["text"]))
        found.append(text.append("  ").append_text(line(position["question"], "dim")))
    if not found:
        stance = line(row["suggested"], state_style("stance", row["suggested"]))
        text = Text(_("suggests "), "dim").append_text(stance)
        if row["about"]:
            text.append(" ").append_text(
                line(_("on {question}").format(question=row["about"]), "dim")
            )
        found.append(text)
    return found


# -- beside the card -----------------------------------------------------------------------


def keys(console: Console, undoable: bool, *, ended: bool = False) -> None:
    """One line of the keys there are; ``ended`` where nothing is in hand any more."""
    if ended:
        return
    shown = [
        ("a", _("accept")), ("r", _("reject")), ("s", _("skip")), ("e", _("edit")),
        ("q", _("question")), ("n", _("note")), *([("u", _("undo"))] if undoable else []),
        ("?", _("help")), ("Q", _("quit")),
    ]  # fmt: skip
    console.print(Padding(_keys(shown), (0, 0, 0, _INDENT), expand=False))


def menu(console: Console, title: str, entries: Mapping[str, str]) -> None:
    """One line of keys that mean something now."""
    text = Text(f"{title}: ").append_text(_keys(list(entries.items())))
    console.print(Padding(text, (0, 0, 0, _INDENT), expand=False))


def _keys(shown: Sequence[tuple[str, str]]) -> Text:
    text = Text()
    for key, word in shown:
        text.append(key, "bold cyan").append(f" {word}  ", "dim")
    text.rstrip()
    return text


def listed(console: Console, values: Sequence[str], best: str) -> None:
    """The stances there are, the suggested one lit up."""
    text = Text(" ").join(
        Text(value, f"reverse {state_style('stance', value)}" if value == best
             else state_style("stance", value))
        for value in values
    )  # fmt: skip
    console.print(Padding(text, (0, 0, 0, _INDENT), expand=False))


def help_lines() -> Sequence[tuple[str, str]]:
    """What each key does."""
    return (
        ("a", _("accept: it counts from now on")),
        ("r", _("reject: it is kept, and never shown unless asked for")),
        ("s", _("skip (or the space bar): it comes again next time")),
        ("e", _("edit the speaker, role, words, kind or date")),
        ("q", _("say which answer of which question it bears on, and how")),
        ("n", _("write a note to it")),
        ("u", _("undo the last decision, edit or skip; then the one before")),
        ("Q", _("quit (or Escape); all that was decided is kept")),
    )


def help_table(console: Console) -> None:
    """The keys and what each does."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for key, what in help_lines():
        table.add_row(Text(key, "bold cyan"), Text(what))
    console.print(Padding(table, (0, 0, 0, _INDENT), expand=False))


def choices(console: Console, rows: Sequence[tuple[str, str]]) -> None:
    """Numbered things to choose from: what each is, and what is said of it."""
    for number, (what, said) in enumerate(rows, 1):
        text = Text(f"{number:>4}  ", "bold cyan").append_text(line(what))
        if said:
            text.append("  ").append_text(line(said, state_style("state", said) or "dim"))
        console.print(text, overflow="fold")


def hint(console: Console, text: str) -> None:
    """One line on what can be typed."""
    console.print(Padding(line(text, "dim"), (0, 0, 0, _INDENT), expand=False))


def outcome(console: Console, text: str, *, good: bool = True) -> None:
    """One line on what was done, or why not."""
    shown = Text("✓ " if good else "✗ ", "green" if good else "red").append_text(line(text))
    console.print(Padding(shown, (0, 0, 0, _INDENT), expand=False))
