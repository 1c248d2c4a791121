"""A contrast on the terminal: what a fact-checker would pin on the wall.

One block a question, one table an answer: stance, who in which role that day, when, where.  Copies
of one act stand under it; figures stand on an axis.  Wide terminals also show the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from claims.contrast import Answer, Contrast, Dispute, Split, Stand, TwoWays
from claims.i18n import _, ngettext
from claims.render.console import line as clean
from claims.render.console import link, state_style
from claims.render.figures import draw_figures
from claims.render.lines import grounds, lines_rows
from claims.render.phrases import (
    TALLY,
    count_words,
    figure_lines,
    figure_tally,
    mode_words,
    more,
    more_answers,
    stance_words,
    voices,
)
from claims.render.rows import WRAPPED, Rows
from claims.render.words import indented, marked, state_words, two_ends
from claims.text import shorten
from claims.vocabulary import Mode, Stance


def draw(console: Console, contrast: Contrast) -> None:
    """Print the contrast, as it was folded or whole."""
    _header(console, contrast)
    several = contrast.questions > 1
    if several:
        _glance(console, contrast)
    for number, dispute in enumerate(contrast.disputes, 1):
        if dispute.only_glance:
            continue
        if dispute.question != contrast.question:
            console.print()
            _heading(console, number if several else None, dispute)
        _dispute(console, dispute)
    hidden = sum(1 for dispute in contrast.disputes if dispute.only_glance)
    if hidden:
        words = ngettext(
            "… and {n} question that is only at a glance above: claims contrast {slug}, or --all",
            "… and {n} questions that are only at a glance above: claims contrast {slug}, or --all",
            hidden,
        )
        slug = next(dispute.slug for dispute in contrast.disputes if dispute.only_glance)
        console.print()
        console.print(clean(words.format(n=hidden, slug=slug), "dim"))
    if contrast.splits:
        console.print()
        _splits(console, contrast)


def _dispute(console: Console, dispute: Dispute) -> None:
    if figure_lines(dispute):
        draw_figures(console, dispute)
    for answer in dispute.answers:
        if dispute.mode is not Mode.NUMBER or answer.interval is None:
            with console:  # written at once
                _answer(console, answer)
    if dispute.folded:
        console.print()
        indented(console, clean(more_answers(dispute.folded), "dim"))
    if not dispute.answers:
        indented(console, clean(_("no answer yet"), "dim"))


def _header(console: Console, contrast: Contrast) -> None:
    two_ends(console, clean(contrast.title, "title"), clean(contrast.date or "", "date"))
    parts = [
        contrast.slug,
        contrast.ref,
        *count_words(contrast),
    ]
    # A question asked for by itself is its own heading.
    parts += [mode_words(d) for d in contrast.disputes if d.question == contrast.question]
    if contrast.as_of:
        parts.append(_("as of {day}").format(day=contrast.as_of))
    two_ends(console, clean(" · ".join(parts), "dim"), state_words(contrast.state))


def _glance(console: Console, contrast: Contrast) -> None:
    """Each question in a line or two: its answers, with how many voices for, unsure, against."""
    rows: list[tuple[Text, Text]] = []
    for number, dispute in enumerate(contrast.disputes, 1):
        text = Text()
        text.append_text(clean(dispute.title, "bold"))
        text.append("  ")
        if figure_lines(dispute):
            text.append_text(clean(figure_tally(dispute)))
        else:
            text.append_text(Text().append(" · ", "dim").join(_tally(a) for a in dispute.answers))
            if dispute.folded:
                hidden = sum(dispute.folded.values())
                text.append(" · " + _("and {n} more").format(n=hidden), "dim")
        rows.append((Text(str(number), "bold"), text))
    if (hidden := contrast.questions - len(contrast.disputes)) > 0:
        rows.append((Text(), clean(more(hidden), "dim")))
    console.print()
    Rows([len(str(len(contrast.disputes))), WRAPPED], rows).print_on(console)


def _tally(answer: Answer) -> Text:
    """“Russia +3 ?1 −1”: distinct voices, one act counted once."""
    text = clean(shorten(answer.text, 32), state_style("state", answer.state.value))
    for sign, mark, style in TALLY:
        count = voices(answer, sign)
        if count:
            text.append(f" {mark}{count}", state_style("stance", style))
    return text


def _heading(console: Console, number: int | None, dispute: Dispute) -> None:
    left = Text()
    if number is not None:
        left.append(f"{number} ", "bold")
    left.append_text(clean(dispute.title, "title"))
    left.append(f"  {dispute.ref} · {mode_words(dispute)} ", "dim")
    right = state_words(dispute.state)
    room = console.width - left.cell_len - right.cell_len - 1
    if room > 0:
        left.append("━" * room, "dim")
    two_ends(console, left, right)


def _answer(console: Console, answer: Answer) -> None:
    console.print()
    title = Text().append("▌", state_style("state", answer.state.value))
    title.append_text(clean(answer.text, "bold"))
    title.append(f"  {answer.ref}", "id")
    if answer.refines:
        title.append("  ")
        title.append_text(
            clean(_("refines {claim}").format(claim=", ".join(answer.refines)), "dim")
        )
    two_ends(console, title, state_words(answer.state, answer.since))
    for text in grounds(answer):
        indented(console, text)
    if answer.lines:
        lines_rows(console, answer.lines, answer.folded).print_on(console)
    for mark, note in _notes(answer):
        marked(console, mark, note)


def _notes(answer: Answer) -> Iterable[tuple[Text, Text]]:
    for split in answer.two_ways:
        yield Text("⇄", "warning"), _heard(split)
    if answer.two_ways_folded:
        yield Text("⇄", "warning"), Text(more(answer.two_ways_folded), "dim")
    for verdict in answer.verdicts:
        text = clean(f"{verdict.reviewer}: “{verdict.label}”", "speaker")
        mapped = verdict.value or _("no mapped verdict")
        text.append(" ").append_text(clean(f"({mapped}) {verdict.date or ''}", "dim"))
        text.append(" ").append_text(link(verdict.url or "", verdict.url, "dim"))
        yield Text("⚖", "bold"), text


def _heard(split: TwoWays) -> Text:
    text = clean(_("{who} on {day}, heard two ways:").format(who=split.speaker, day=split.date))
    words = stance_words()
    for number, (stance, tellings) in enumerate(split.heard.items()):
        text.append("; " if number else " ")
        text.append(words[stance], state_style("stance", stance.value))
        for place, telling in enumerate(tellings):
            text.append(", " if place else " " + _("in") + " ")
            text.append_text(link(telling.source, telling.url))
            text.append(f" {telling.ref}", "id")
    return text


def _splits(console: Console, contrast: Contrast) -> None:
    console.print(Text(_("Divided within"), "title"))
    for split in contrast.splits:
        marked(console, Text("⇹", "warning"), split_words(split))
    if contrast.splits_folded:
        marked(console, Text("⇹", "warning"), Text(more(contrast.splits_folded), "dim"))


def split_words(split: Split) -> Text:
    """Who of an institution commits, who does not follow."""
    text = clean(split.institution, "speaker").append(": ")
    text.append_text(_stands(split.commits))
    text.append(_(", but") + " ")
    text.append_text(_stands(split.wavers))
    return text.append(" " + more(split.folded) if split.folded else "", "dim")


def _stands(stands: Sequence[Stand]) -> Text:
    """“Pentagon asserts “Russia” 2016-09-22 S18”; several claims of one speaker in one go."""
    words = {**stance_words(), Stance.UNSURE: _("is unsure of")}
    groups: dict[tuple[str, Stance], list[Stand]] = {}
    for stand in stands:
        groups.setdefault((stand.speaker, stand.stance), []).append(stand)
    text = Text()
    for number, ((speaker, stance), held) in enumerate(groups.items()):
        text.append("; " if number else "")
        text.append_text(clean(speaker)).append(" ")
        text.append(words[stance], state_style("stance", stance.value)).append(" ")
        text.append_text(clean(", ".join(f"“{stand.claim}”" for stand in held)))
        refs = " ".join(dict.fromkeys(ref for stand in held for ref in stand.refs))
        text.append(f" {held[0].date}", "date").append(f" {refs}", "id")
    return text
