"""A speaker's words as a page, question by question, with their turns."""

from __future__ import annotations

from collections.abc import Sequence

from claims.history import Course, Word
from claims.i18n import _
from claims.render.page import Block, Cell, Heading, Page, Run, Table
from claims.render.page.phrases import place_runs, speaker_runs, stance_run, words_of
from claims.render.phrases import turn_words


def history_page(courses: Sequence[Course], name: str) -> Page:
    """Each question's words in order of time."""
    blocks: list[Block] = []
    for course in courses:
        blocks.append(Heading([Run(course.title), Run(f" {course.slug}", "dim")]))
        blocks.append(
            Table(
                _("What was said on “{question}”, in order of time").format(question=course.title),
                (_("Said"), _("Stance"), _("Claim"), _("Who"), _("Words"), _("Told in"), _("Id")),
                [_row(word) for word in course.words],
                header=2,
            )
        )
    return Page(_("What {name} held when").format(name=name), blocks)


def _row(word: Word) -> tuple[Cell, ...]:
    bearing, telling = word.bearing, word.bearing.telling
    claim = [Run(word.claim, "title")]
    if turned := turn_words().get(word.turn):
        before = _(" from “{claim}”").format(claim=word.instead_of) if word.instead_of else ""
        claim.append(Run(f" ({turned}{before})", "warning"))
    if word.beside:
        claim.append(Run(" " + _("(another stance the same day)"), "warning"))
    who = speaker_runs(telling.speaker_name, telling.role)
    if bearing.hedge:
        who.append(Run(f" “{bearing.hedge}”"))
    return (
        [Run(telling.date[:10], "date")],
        [stance_run(bearing.stance)],
        claim,
        who,
        [words_of(telling)],
        place_runs(telling),
        [Run(telling.ref, "id")],
    )
