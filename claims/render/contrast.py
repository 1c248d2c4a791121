"""A contrast on the terminal: what a fact-checker would pin on the wall.

One block a question, one table an answer: stance, who in which role that day, when, where.  Copies
of one act stand under it; figures stand on an axis.  Wide terminals also show the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.contrast import Answer, Clash, Contrast, Dispute, Line, Split, Stand, TwoWays
from claims.i18n import _, ngettext
from claims.ids import format_id
from claims.numbers import Interval
from claims.render.axis import Axis, axis_of
from claims.render.console import line as clean
from claims.render.console import link, state_style
from claims.telling import Bearing, Telling
from claims.text import name_key, shorten
from claims.vocabulary import Mode, Reason, Stance, State

WIDE = 110
"""Columns from which the words themselves have room beside the rest."""
SHOWN = 12
"""Lines shown of each answer and side before the tail is folded."""

_INDENT = 2
_SIGNS = {
    Stance.ASSERTS: "+ ",
    Stance.SUSPECTS: "(+)",
    Stance.REPORTS: "· ",
    Stance.UNSURE: "? ",
    Stance.DECLINES: "∅ ",
    Stance.DOUBTS: "(−)",
    Stance.DENIES: "− ",
    Stance.RETRACTS: "× ",
}


def stance_words() -> dict[Stance, str]:
    """The stances as a table prints them."""
    return {
        Stance.ASSERTS: _("asserts"),
        Stance.SUSPECTS: _("suspects"),
        Stance.REPORTS: _("reports"),
        Stance.UNSURE: _("unsure"),
        Stance.DECLINES: _("declines"),
        Stance.DOUBTS: _("doubts"),
        Stance.DENIES: _("denies"),
        Stance.RETRACTS: _("retracts"),
    }


def mode_words(dispute: Dispute) -> str:
    """How the answers of a question stand to each other."""
    if dispute.mode is Mode.NUMBER:
        unit = dispute.unit or _("a number")
        return _("{unit}, can only grow").format(unit=unit) if dispute.cumulative else unit
    return {Mode.EXCLUSIVE: _("one answer can be true"), Mode.OPEN: _("several may be true")}[
        dispute.mode
    ]


def draw(console: Console, contrast: Contrast, *, all_lines: bool = False) -> None:
    """Print the whole contrast."""
    _header(console, contrast)
    if len(contrast.disputes) > 1:
        _glance(console, contrast)
    for number, dispute in enumerate(contrast.disputes, 1):
        console.print()
        _heading(console, number if len(contrast.disputes) > 1 else None, dispute)
        if dispute.mode is Mode.NUMBER and any(answer.interval for answer in dispute.answers):
            _figures(console, dispute, all_lines=all_lines)
        else:
            for answer in dispute.answers:
                _answer(console, answer, all_lines=all_lines)
        if not dispute.answers:
            console.print(Padding(Text(_("no answer yet"), "dim"), (0, 0, 0, _INDENT)))
    if contrast.splits:
        console.print()
        _splits(console, contrast.splits)


# -- headings


def _header(console: Console, contrast: Contrast) -> None:
    two_ends(console, clean(contrast.title, "title"), clean(contrast.date or "", "date"))
    parts = [
        contrast.slug,
        contrast.ref,
        ngettext("{n} question", "{n} questions", len(contrast.disputes)).format(
            n=len(contrast.disputes)
        ),
        ngettext("{n} statement", "{n} statements", contrast.statements).format(
            n=contrast.statements
        ),
        ngettext("{n} speaker", "{n} speakers", contrast.speakers).format(n=contrast.speakers),
    ]
    if contrast.as_of:
        parts.append(_("as of {day}").format(day=contrast.as_of))
    two_ends(console, clean(" · ".join(parts), "dim"), state_words(contrast.state))


def _glance(console: Console, contrast: Contrast) -> None:
    """Each question in a line or two: its answers, with how many voices for, unsure, against."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=1)
    for number, dispute in enumerate(contrast.disputes, 1):
        text = Text()
        text.append_text(clean(dispute.title, "bold"))
        text.append("  ")
        if figures := _figure_lines(dispute):
            text.append_text(_figure_tally(figures))
        else:
            text.append_text(Text().append(" · ", "dim").join(_tally(a) for a in dispute.answers))
        table.add_row(Text(str(number), "bold"), text)
    console.print()
    console.print(table)


def _figure_tally(figures: Sequence[tuple[Answer, Interval, Line]]) -> Text:
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


def _tally(answer: Answer) -> Text:
    """“Russia +3 ?1 −1”: distinct voices, one act counted once."""
    text = clean(shorten(answer.text, 32), state_style("state", answer.state.value))
    for sign, mark, style in ((1, "+", "asserts"), (0, "?", "unsure"), (-1, "−", "denies")):
        count = _voices(answer, sign)
        if count:
            text.append(f" {mark}{count}", state_style("stance", style))
    return text


def _voices(answer: Answer, sign: int) -> int:
    return len(
        {
            line.head.telling.speaker
            for line in answer.lines
            if line.counted and line.stance.sign == sign
        }
    )


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


def two_ends(console: Console, left: Text, right: Text, indent: int = 0) -> None:
    """One text from the left, one from the right of the same line."""
    table = Table.grid(expand=True, padding=0)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row(left, Text(" ") + right)
    console.print(Padding(table, (0, 0, 0, indent)))


def state_words(state: State, since: str | None = None) -> Text:
    """A state as it stands at the end of a line."""
    text = Text().append(state.value.upper(), state_style("state", state.value))
    if since:
        text.append(" " + _("since {day}").format(day=since), "dim")
    return text


# -- an answer and its lines


def _answer(console: Console, answer: Answer, *, all_lines: bool) -> None:
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
        console.print(Padding(text, (0, 0, 0, _INDENT)))
    if answer.lines:
        console.print(
            Padding(lines_table(console, answer.lines, all_lines=all_lines), (0, 0, 0, _INDENT))
        )
    for mark, note in _notes(answer):
        marked(console, mark, note)


def marked(console: Console, mark: Text, note: Text) -> None:
    """A note under its mark, its further lines under its first."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=1)
    table.add_row(mark, note)
    console.print(Padding(table, (0, 0, 0, _INDENT)))


def grounds(answer: Answer) -> Iterable[Text]:
    """Why it is contested; who they are stands right below."""
    text = Text()
    for clash in answer.clashes:
        if clash.reason is Reason.OPPOSED:
            words = _("{ours} for, {theirs} against")
            counts = words.format(ours=_voices(answer, 1), theirs=_voices(answer, -1))
            text.append(_("opposed") + ": ", "bold").append(counts, "dim")
    rivals = [clash for clash in answer.clashes if clash.reason is Reason.RIVAL]
    if rivals:
        text.append(" · " if text else "", "dim").append(_("rival") + ": ", "bold")
        text.append_text(_rivals(rivals))
    if Reason.FLAGGED in answer.reasons:
        text.append(" · " if text else "", "dim").append(_("flagged by hand"), "warning")
    if text:
        yield text


def _rivals(clashes: Sequence[Clash], most: int = 5) -> Text:
    """The answers that exclude this one, and how many hold them."""
    named = []
    for clash in clashes[:most]:
        voices = ngettext("{n} voice", "{n} voices", len(clash.theirs)).format(n=len(clash.theirs))
        named.append(f"“{clash.rival}” {format_id('claim', clash.rival_id or 0)} ({voices})")
    if len(clashes) > most:
        named.append(_("and {n} more").format(n=len(clashes) - most))
    return clean(", ".join(named), "dim")


def names(given: Sequence[str], most: int = 4) -> str:
    """Names in a row, a long row cut."""
    shown = ", ".join(given[:most])
    if len(given) > most:
        shown += " " + _("and {n} more").format(n=len(given) - most)
    return shown


def lines_table(console: Console, lines: Sequence[Line], *, all_lines: bool = False) -> Table:
    """Stance, who and where, when and which; on a wide terminal the words too."""
    wide = console.width >= WIDE
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=11, no_wrap=True)
    table.add_column(ratio=1)
    if wide:
        table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    for line, hidden in _folded(lines, all_lines):
        if hidden:
            more = ngettext("… and {n} more line", "… and {n} more lines", hidden)
            table.add_row("", Text(more.format(n=hidden) + " (--all)", "dim"))
            continue
        cells = [_stance(line), _who(line), _when(line)]
        if wide:
            cells.insert(2, _words(line.head.telling, 160))
        if not line.counted:
            for cell in cells:
                cell.stylize("dim")
        table.add_row(*cells)
    return table


def _folded(lines: Sequence[Line], all_lines: bool) -> Iterable[tuple[Line, int]]:
    """The lines, each side's tail replaced by how many it hides (0: nothing hidden)."""
    seen: dict[tuple[int, bool], int] = {}
    total: dict[tuple[int, bool], int] = {}
    for line in lines:
        side = (line.stance.sign, line.counted)
        total[side] = total.get(side, 0) + 1
    for line in lines:
        side = (line.stance.sign, line.counted)
        seen[side] = seen.get(side, 0) + 1
        if all_lines or seen[side] <= SHOWN:
            yield line, 0
        elif seen[side] == SHOWN + 1:
            yield line, total[side] - SHOWN


def _stance(line: Line) -> Text:
    style = state_style("stance", line.stance.value)
    return Text(f"{_SIGNS[line.stance]:<3}{stance_words()[line.stance]}", style)


def _who(line: Line) -> Text:
    text = speaker_words(line.head.telling)
    if line.head.hedge:
        text.append(" ")
        text.append_text(clean(f"“{line.head.hedge}”", "quote"))
    if not line.counted and line.why is not None:
        text.append(f" ({_silence(line)})", "dim")
    if len(line.bearings) == 1:
        text.append(" · ", "dim")
        text.append_text(_place(line.head.telling))
    text.append_text(_copies(line))
    return text


def speaker_words(telling: Telling) -> Text:
    """Who speaks, in which role."""
    text = clean(telling.speaker_name, "speaker")
    # "a senior official, senior official" says nothing twice.
    if telling.role and name_key(telling.role) not in name_key(telling.speaker_name):
        text.append_text(clean(f", {telling.role}", "role"))
    return text


def _silence(line: Line) -> str:
    words = {
        "disowned": _("attribution denied"),
        "relay": _("only relays"),
        "retraction": _("takes it back"),
        "retracted": _("taken back"),
        "later word": _("replaced by a later word"),
        "reversal": _("replaced by another answer"),
        "same act": _("same act"),
    }
    said = words.get(line.why.value if line.why else "", "")
    return f"{said} {line.by}" if line.by else said


def _when(line: Line) -> Text:
    text = clean(line.head.telling.date[:10], "date")
    return text.append(f" {line.head.telling.ref}", "id")


def _place(telling: Telling) -> Text:
    """The source and the chain that led there."""
    text = link(telling.source, telling.url)
    if telling.via:
        text.append(" ")
        text.append_text(clean(_("via {chain}").format(chain=", ".join(telling.via)), "dim"))
    return text


def _copies(line: Line) -> Text:
    """One act, several tellings: whom each names as the speaker, and where."""
    text = Text()
    if (times := len(line.bearings)) > 1:
        text.append("\n" + _("one act, told {n} times: ").format(n=times))
        text.append_text(_tellings(bearing.telling for bearing in line.bearings))
    if line.elsewhere:
        text.append("\n" + _("the same act in other words: "), "dim")
        text.append_text(_tellings(line.elsewhere))
    return text


def _tellings(tellings: Iterable[Telling]) -> Text:
    """“Russian Ministry of Defence in AFP S8, Al-Ahed S9; Igor Konashenkov in dpa S10”."""
    by_speaker: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_speaker.setdefault(telling.speaker_name, []).append(telling)
    text = Text()
    for number, (speaker, told) in enumerate(by_speaker.items()):
        text.append("; " if number else "")
        text.append_text(clean(speaker, "italic"))
        text.append(" " + _("in") + " ")
        for place, telling in enumerate(told):
            text.append(", " if place else "")
            text.append_text(_place(telling))
            text.append(f" {telling.ref}", "id")
    return text


def _words(telling: Telling, most: int) -> Text:
    return clean(f"“{shorten(telling.text, most)}”", "quote")


def _notes(answer: Answer) -> Iterable[tuple[Text, Text]]:
    for split in answer.two_ways:
        yield Text("⇄", "warning"), _heard(split)
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


# -- figures


def _figures(console: Console, dispute: Dispute, *, all_lines: bool) -> None:
    """The answers of a number question on an axis, in order of time."""
    drawn = _figure_lines(dispute)
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
    console.print(Padding(table, (0, 0, 0, _INDENT)))
    for text in _figure_grounds(dispute):
        marked(console, Text("≠", "error"), text)
    for answer in dispute.answers:
        if answer.interval is None:
            _answer(console, answer, all_lines=all_lines)


def _figure_lines(dispute: Dispute) -> list[tuple[Answer, Interval, Line]]:
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
    who = Text()
    if line.stance is not Stance.ASSERTS:
        who.append(stance_words()[line.stance], state_style("stance", line.stance.value))
        who.append(" ")
    who.append_text(_who(line))
    day = line.head.as_of or line.head.telling.date
    return [
        clean(day[:10], "date"),
        Text(axis.bar(interval), style),
        Text(figure_words(interval), style),
        who,
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


# -- divided within


def _splits(console: Console, splits: Sequence[Split]) -> None:
    console.print(Text(_("Divided within"), "title"))
    for split in splits:
        marked(console, Text("⇹", "warning"), split_words(split))


def split_words(split: Split) -> Text:
    """Who of an institution commits, who does not follow."""
    text = clean(split.institution, "speaker").append(": ")
    text.append_text(_stands(split.commits))
    text.append(_(", but") + " ")
    return text.append_text(_stands(split.wavers))


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
