"""Words and counts that every form of an answer shares: terminal, HTML, Markdown.  No rich."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.contrast import Answer, Clash, Contrast, Dispute, Folded, Line
from claims.history import Turn
from claims.i18n import _, ngettext
from claims.numbers import Interval
from claims.telling import Bearing
from claims.text import clean_line
from claims.vocabulary import Mode, Stance, State

SIGNS = {
    Stance.ASSERTS: "+ ",
    Stance.SUSPECTS: "(+)",
    Stance.REPORTS: "· ",
    Stance.UNSURE: "? ",
    Stance.DECLINES: "∅ ",
    Stance.DOUBTS: "(−)",
    Stance.DENIES: "− ",
    Stance.RETRACTS: "× ",
}

TALLY = ((1, "+", "asserts"), (0, "?", "unsure"), (-1, "−", "denies"))
"""Sides of an answer: sign, mark, the stance that lends its style."""


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


def turn_words() -> dict[Turn, str]:
    """The turns as a table prints them; a first word and a repetition need none."""
    return {
        Turn.HARDENING: _("hardens"),
        Turn.SOFTENING: _("softens"),
        Turn.REVERSAL: _("turns round"),
        Turn.RETRACTION: _("takes back"),
    }


def mode_words(dispute: Dispute) -> str:
    """How the answers of a question stand to each other."""
    if dispute.mode is Mode.NUMBER:
        unit = clean_line(dispute.unit or "") or _("a number")
        return _("{unit}, can only grow").format(unit=unit) if dispute.cumulative else unit
    return {Mode.EXCLUSIVE: _("one answer can be true"), Mode.OPEN: _("several may be true")}[
        dispute.mode
    ]


def count_words(contrast: Contrast) -> list[str]:
    """How many questions, statements and speakers a contrast holds."""
    questions = contrast.questions
    return [
        ngettext("{n} question", "{n} questions", questions).format(n=questions),
        ngettext("{n} statement", "{n} statements", contrast.statements).format(
            n=contrast.statements
        ),
        ngettext("{n} speaker", "{n} speakers", contrast.speakers).format(n=contrast.speakers),
    ]


def names(given: Sequence[str], most: int = 4) -> str:
    """Names in a row, a long row cut."""
    shown = ", ".join(given[:most])
    if len(given) > most:
        shown += " " + _("and {n} more").format(n=len(given) - most)
    return shown


def silence(line: Line) -> str:
    """Why a line does not count, and what silenced it."""
    words = {
        "disowned": _("attribution denied"),
        "relay": _("only relays"),
        "retraction": _("takes it back"),
        "retracted": _("taken back"),
        "later-word": _("replaced by a later word"),
        "reversal": _("replaced by another answer"),
        "same-act": _("same act"),
    }
    said = words.get(line.why.value if line.why else "", "")
    return f"{said} {line.by}" if line.by else said


def voices(answer: Answer, sign: int) -> int:
    """How many counted speakers stand on a side (+1, 0, -1), one act counted once."""
    return answer.tally.get(sign, 0)


def more_lines(folded: Folded) -> str:
    """What a side holds besides what is shown."""
    words = ngettext("… and {n} more line", "… and {n} more lines", folded.lines)
    text = words.format(n=folded.lines)
    if folded.speakers:
        words = ngettext("{n} more speaker", "{n} more speakers", folded.speakers)
        text += ", " + words.format(n=folded.speakers)
    return f"{text} (--all)"


def silent_lines(hidden: int) -> str:
    """That lines which do not count are all left out."""
    words = ngettext(
        "… and {n} line that does not count", "… and {n} lines that do not count", hidden
    )
    return words.format(n=hidden) + " (--all)"


def more_answers(folded: Mapping[State, int]) -> str:
    """How many answers are not shown, by their states, the worst first."""
    states = sorted(folded, key=lambda state: state.severity)
    counts = ", ".join(f"{folded[state]} {state.value}" for state in states)
    total = sum(folded.values())
    words = ngettext("… and {n} more answer: {counts}", "… and {n} more answers: {counts}", total)
    return words.format(n=total, counts=counts) + " (--all)"


def more(hidden: int) -> str:
    """That there is more of something."""
    return _("… and {n} more").format(n=hidden) + " (--all)"


# -- figures


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


def figure_words(interval: Interval) -> str:
    """An interval as people write it: 12, ≥ 12, 19–23, < 40."""
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"
    if low is not None:
        return f"{'>' if interval.low_open else '≥'} {low:g}"
    return f"{'<' if interval.high_open else '≤'} {high:g}" if high is not None else "?"


def figure_clashes(dispute: Dispute) -> list[tuple[str, str | None]]:
    """Each pair of figures that cannot both be right, once, and who denies one; since when."""
    intervals = {answer.claim: answer.interval for answer in dispute.answers}
    found: dict[frozenset[int], tuple[str, str | None]] = {}
    for answer in dispute.answers:
        for clash in answer.clashes:
            pair = frozenset((answer.claim, clash.rival_id or 0))
            if pair not in found:
                other = intervals.get(clash.rival_id or 0)
                found[pair] = (_figure_clash(answer, clash, other), clash.since)
    return list(found.values())


def _figure_clash(answer: Answer, clash: Clash, other: Interval | None) -> str:
    figure = figure_words(answer.interval) if answer.interval else answer.text
    ours, theirs = (names([side.speaker for side in each]) for each in (clash.ours, clash.theirs))
    if clash.rival is None:
        words = _("{figure}: {ours} against {theirs}")
        return words.format(figure=figure, ours=ours, theirs=theirs)
    rival = figure_words(other) if other else clash.rival
    words = _("{a} ({ours}) and {b} ({theirs}) cannot both be right")
    return words.format(a=figure, ours=ours, b=rival, theirs=theirs)


def figure_tally(dispute: Dispute) -> str:
    """“9 figures from 2 to 23, the latest ≥ 14 (2017-03-01)”."""
    held = [answer for answer in dispute.answers if answer.interval and answer.count]
    bounds = [b for answer in held for i in [answer.interval] if i for b in (i.low, i.high)]
    known = [bound for bound in bounds if bound is not None]
    _answer, latest, line = figure_lines(dispute)[-1]
    total = sum(answer.count for answer in held)
    words = ngettext(
        "{n} figure, {latest} ({day})",
        "{n} figures from {low:g} to {high:g}, the latest {latest} ({day})",
        total,
    )
    return words.format(
        n=total,
        low=min(known, default=0),
        high=max(known, default=0),
        latest=figure_words(latest),
        day=line.head.telling.date,
    )
