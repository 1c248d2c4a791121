"""The lines of one answer on the terminal: stance, who in which role, where, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from claims.contrast import Answer, Clash, Folded, Folding, Line
from claims.i18n import _, ngettext
from claims.ids import format_id
from claims.render.console import line as clean
from claims.render.console import state_style
from claims.render.phrases import SIGNS, more_lines, silence, silent_lines, stance_words, voices
from claims.render.rows import WRAPPED, Rows
from claims.render.words import INDENT, WIDE, place, speaker_words, tellings_words
from claims.telling import Telling
from claims.text import shorten
from claims.vocabulary import Reason


def grounds(answer: Answer) -> Iterable[Text]:
    """Why it is contested; who they are stands right below."""
    text = Text()
    for clash in answer.clashes:
        if clash.reason is Reason.OPPOSED:
            words = _("{ours} for, {theirs} against")
            counts = words.format(ours=voices(answer, 1), theirs=voices(answer, -1))
            text.append(_("opposed") + ": ", "bold").append(counts, "dim")
    rivals = [clash for clash in answer.clashes if clash.reason is Reason.RIVAL]
    if rivals:
        text.append(" · " if text else "", "dim").append(_("rival") + ": ", "bold")
        text.append_text(_rivals(rivals, answer.rivals_folded))
    if Reason.FLAGGED in answer.reasons:
        text.append(" · " if text else "", "dim").append(_("flagged by hand"), "warning")
    if text:
        yield text


def _rivals(clashes: Sequence[Clash], folded: int, most: int = Folding().rivals) -> Text:
    """The answers that exclude this one, and how many hold them."""
    named = []
    for clash in clashes[:most]:
        voices = ngettext("{n} voice", "{n} voices", len(clash.theirs)).format(n=len(clash.theirs))
        named.append(f"“{clash.rival}” {format_id('claim', clash.rival_id or 0)} ({voices})")
    if (more := len(clashes[most:]) + folded) > 0:
        named.append(_("and {n} more").format(n=more))
    return clean(", ".join(named), "dim")


def lines_rows(console: Console, lines: Sequence[Line], folded: Iterable[Folded] = ()) -> Rows:
    """Stance, who and where, when and which; on a wide terminal the words too."""
    wide = console.width >= WIDE
    widths = [11, WRAPPED, *([WRAPPED] if wide else []), None]
    return Rows(widths, _rows(lines, folded, wide=wide), gap=2, indent=INDENT)


def _rows(lines: Sequence[Line], folded: Iterable[Folded], *, wide: bool) -> Iterator[list[Text]]:
    rest = {(side.sign, side.counted): side for side in folded}
    for (sign, counted), side in groupby(lines, lambda li: (li.stance.sign, li.counted)):
        for line in side:
            yield _cells(line, wide=wide)
        if (sign, counted) in rest:
            yield [Text(), Text(more_lines(rest.pop((sign, counted))), "dim")]
    if rest:
        yield [Text(), Text(silent_lines(sum(side.lines for side in rest.values())), "dim")]


def _cells(line: Line, *, wide: bool) -> list[Text]:
    cells = [_stance(line), who(line), _when(line)]
    if wide:
        cells.insert(2, _words(line.head.telling, 160))
    if not line.counted:
        for cell in cells:
            cell.stylize("dim")
    return cells


def _stance(line: Line) -> Text:
    style = state_style("stance", line.stance.value)
    return Text(f"{SIGNS[line.stance]:<3}{stance_words()[line.stance]}", style)


def who(line: Line) -> Text:
    """Who spoke, in which role, how hedged, where; every telling of the act."""
    text = speaker_words(line.head.telling)
    if line.head.hedge:
        text.append(" ")
        text.append_text(clean(f"“{line.head.hedge}”", "quote"))
    if not line.counted and line.why is not None:
        text.append(f" ({silence(line)})", "dim")
    if len(line.bearings) == 1:
        text.append(" · ", "dim")
        text.append_text(place(line.head.telling))
    text.append_text(_copies(line))
    return text


def _when(line: Line) -> Text:
    text = clean(line.head.telling.date[:10], "date")
    return text.append(f" {line.head.telling.ref}", "id")


def _copies(line: Line) -> Text:
    """One act, several tellings: whom each names as the speaker, and where."""
    text = Text()
    if (times := len(line.bearings)) > 1:
        text.append("\n" + _("one act, told {n} times: ").format(n=times))
        text.append_text(tellings_words(bearing.telling for bearing in line.bearings))
    if line.elsewhere:
        text.append("\n" + _("the same act in other words: "), "dim")
        text.append_text(tellings_words(line.elsewhere))
    return text


def _words(telling: Telling, most: int) -> Text:
    return clean(f"“{shorten(telling.text, most)}”", "quote")
