"""A contrast as a page: a glance, then each question with its answers, figures on an axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.contrast import Answer, Contrast, Dispute, Line, Split, Stand, TwoWays
from claims.i18n import _
from claims.numbers import Interval
from claims.render.page import (
    Block,
    Cell,
    Figures,
    Heading,
    Items,
    Mark,
    Page,
    Paragraph,
    Run,
    Table,
)
from claims.render.page.phrases import (
    grounds,
    joined,
    line_cells,
    line_heads,
    stance_run,
    state_run,
    told,
    who,
    words_of,
)
from claims.render.phrases import (
    TALLY,
    count_words,
    figure_clashes,
    figure_lines,
    figure_tally,
    figure_words,
    mode_words,
    stance_words,
    voices,
)
from claims.text import shorten
from claims.vocabulary import Mode, Stance


def contrast_page(contrast: Contrast) -> Page:
    """The whole contrast, every line of it."""
    return Page(contrast.title, list(_blocks(contrast)), _meta(contrast))


def _meta(contrast: Contrast) -> list[Run]:
    counts = [
        contrast.date,
        contrast.slug,
        contrast.ref,
        *count_words(contrast),
        _("as of {day}").format(day=contrast.as_of) if contrast.as_of else None,
    ]
    return joined([[state_run(contrast.state)], *([Run(c)] for c in counts if c)], " · ")


def _blocks(contrast: Contrast) -> Iterator[Block]:
    if len(contrast.disputes) > 1:
        yield Items([_glance(dispute) for dispute in contrast.disputes])
    for dispute in contrast.disputes:
        yield Heading([Run(dispute.title)], anchor=dispute.ref)
        yield Paragraph(
            [Run(f"{dispute.ref} · {mode_words(dispute)} · "), state_run(dispute.state)], "meta"
        )
        yield from _dispute(dispute)
    if contrast.splits:
        yield Heading([Run(_("Divided within"))])
        yield Items([_split(split) for split in contrast.splits])


def _glance(dispute: Dispute) -> list[Run]:
    """A question in a line: its answers, with how many voices for, unsure, against."""
    title = [Run(dispute.title, "title", f"#{dispute.ref}"), Run(": ")]
    if figure_lines(dispute):
        return [*title, Run(figure_tally(dispute))]
    return [*title, *joined(map(_tally, dispute.answers), " · ")]


def _tally(answer: Answer) -> list[Run]:
    """“Russia +3 ?1 −1”: distinct voices, one act counted once."""
    counts = ((mark, style, voices(answer, sign)) for sign, mark, style in TALLY)
    return [
        Run(shorten(answer.text, 32), f"state.{answer.state.value}"),
        *(Run(f" {mark}{count}", f"stance.{style}") for mark, style, count in counts if count),
    ]


def _dispute(dispute: Dispute) -> Iterator[Block]:
    if figures := figure_lines(dispute):
        yield from _figures(dispute, figures)
    for answer in dispute.answers:
        if dispute.mode is not Mode.NUMBER or answer.interval is None:
            yield from _answer(answer)
    if not dispute.answers:
        yield Paragraph([Run(_("no answer yet"))], "meta")


def _answer(answer: Answer) -> Iterator[Block]:
    yield Heading([Run(answer.text)], 3, answer.ref)
    since = _("since {day}").format(day=answer.since) if answer.since else ""
    refined = ", ".join(answer.refines)
    parts = [
        [Run(answer.ref, "id")],
        [state_run(answer.state), Run(f" {since}" if since else "")],
        [Run(_("refines {claim}").format(claim=refined))] if refined else [],
    ]
    yield Paragraph(joined(parts, " · "), "meta")
    if why := grounds(answer):
        yield Paragraph(why)
    if answer.lines:
        caption = _("Who holds what of “{answer}”").format(answer=answer.text)
        yield Table(caption, line_heads(), [line_cells(line) for line in answer.lines], header=1)
    notes = [*map(_heard, answer.two_ways), *_verdicts(answer)]
    if notes:
        yield Items(notes)


def _heard(split: TwoWays) -> list[Run]:
    heard = [
        [
            stance_run(stance),
            Run(" " + _("in") + " "),
            *joined(
                ([Run(t.source, "source", t.url), Run(f" {t.ref}", "id")] for t in tellings), ", "
            ),
        ]
        for stance, tellings in split.heard.items()
    ]
    words = _("{who} on {day}, heard two ways:").format(who=split.speaker, day=split.date)
    return [Run(f"{words} "), *joined(heard, "; ")]


def _verdicts(answer: Answer) -> Iterator[list[Run]]:
    for verdict in answer.verdicts:
        mapped = verdict.value or _("no mapped verdict")
        label = f"{verdict.reviewer}: “{verdict.label}”"
        yield [
            Run(_("Verdict of {label}").format(label=label), "speaker", verdict.url),
            Run(f" ({mapped}) {verdict.date or ''}"),
        ]


# -- figures -------------------------------------------------------------------------------


def _figures(dispute: Dispute, figures: Sequence[tuple[Answer, Interval, Line]]) -> Iterator[Block]:
    marks = [
        Mark(
            _day(line),
            interval,
            figure_words(interval),
            f"state.{answer.state.value}" if line.counted else "dim",
        )
        for answer, interval, line in figures
    ]
    yield Figures(f"{dispute.title} {figure_tally(dispute)}", marks)
    yield Table(
        _("The figures of “{question}”").format(question=dispute.title),
        (_("As of"), _("Figure"), _("State"), _("Stance"), _("Who"), _("Words"), _("Told in"),
         _("Id")),
        [_figure(*each) for each in figures],
        header=1,
    )  # fmt: skip
    clashes = [
        [Run(words), *([Run(", " + _("since {day}").format(day=since), "dim")] if since else [])]
        for words, since in figure_clashes(dispute)
    ]
    if clashes:
        yield Items(clashes)


def _day(line: Line) -> str:
    return (line.head.as_of or line.head.telling.date)[:10]


def _figure(answer: Answer, interval: Interval, line: Line) -> tuple[Cell, ...]:
    telling = line.head.telling
    return (
        [Run(_day(line), "date")],
        [Run(figure_words(interval), "number"), Run(f" {answer.ref}", "id")],
        [state_run(answer.state)],
        [stance_run(line.stance)],
        who(line),
        [words_of(telling)],
        told(line),
        [Run(telling.ref, "id")],
    )


# -- divided within ------------------------------------------------------------------------


def _split(split: Split) -> list[Run]:
    return [
        Run(split.institution, "speaker"),
        Run(": "),
        *_stands(split.commits),
        Run(_(", but") + " "),
        *_stands(split.wavers),
    ]


def _stands(stands: Sequence[Stand]) -> list[Run]:
    """“Pentagon asserts “Russia” 2016-09-22 S18”; several claims of one speaker in one go."""
    words = {**stance_words(), Stance.UNSURE: _("is unsure of")}
    groups: dict[tuple[str, Stance], list[Stand]] = {}
    for stand in stands:
        groups.setdefault((stand.speaker, stand.stance), []).append(stand)
    return joined(
        (
            [
                Run(f"{speaker} "),
                Run(words[stance], f"stance.{stance.value}"),
                Run(" " + ", ".join(f"“{stand.claim}”" for stand in held)),
                Run(f" {held[0].date}", "date"),
                Run(" " + " ".join(dict.fromkeys(r for s in held for r in s.refs)), "id"),
            ]
            for (speaker, stance), held in groups.items()
        ),
        "; ",
    )
