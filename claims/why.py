"""Why a claim is in its state: the exact positions, and the rule that decided.

The words of the rule are data: a sentence a state, filled with the voices that made it hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.contest import Assessment, Voice
from claims.contest.lineage import top_parent
from claims.contrast import Answer, Clash, Reading, answer_of
from claims.dates import day_text
from claims.errors import NothingFound
from claims.i18n import _
from claims.ids import format_id
from claims.reader import Reader
from claims.vocabulary import Reason, Stance, State


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim's state with the sentences that give it."""

    answer: Answer
    slug: str
    title: str
    rule: str
    because: tuple[str, ...]
    kept: State
    as_of: str | None = None

    @property
    def stale(self) -> bool:
        """Whether the state kept in the database is not what the rule says today."""
        return self.as_of is None and self.kept is not self.answer.state

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            **self.answer.as_json(),
            "question": self.slug,
            "title": self.title,
            "as_of": self.as_of,
            "rule": self.rule,
            "because": list(self.because),
        }


def explain(reader: Reader, claim: int, *, as_of: int | None = None) -> Explanation:
    """Why a claim is in its state today, or was as of a day (an ordinal).

    Raises ``NothingFound`` where there is no such claim.
    """
    row = reader.row(
        """SELECT c.state, c.question_id, q.slug, q.title FROM claim c
           JOIN question q ON q.id = c.question_id WHERE c.id = :id""",
        id=claim,
    )
    if row is None:
        ref = format_id("claim", claim)
        raise NothingFound(_("there is no claim {ref}").format(ref=ref), hint="claims contested")
    reading = Reading(reader, [row["question_id"]], as_of=as_of)
    answer = answer_of(reading, claim)
    return Explanation(
        answer=answer,
        slug=row["slug"],
        title=row["title"],
        rule=rules()[answer.state],
        because=tuple(_because(reading, reading.found[claim], answer)),
        kept=State(row["state"]),
        as_of=day_text(as_of) if as_of is not None else None,
    )


def rules() -> dict[State, str]:
    """When each state holds; the first of this order that does is the claim's state."""
    return {
        State.SETTLED: _("settled: a person settled it; the reasons stand beside"),
        State.CONTESTED: _("contested: opposed, rival or flagged"),
        State.CORROBORATED: _(
            "corroborated: two independent speakers assert it, and nobody is against"
        ),
        State.UNSETTLED: _(
            "unsettled: somebody holds it beside an unsure, declining or negative voice, "
            "or nobody who holds it is certain"
        ),
        State.SINGLE_SOURCE: _("single-source: asserted, but not by two independent speakers"),
        State.DENIED: _("denied: only voices against it"),
        State.OPEN: _("open: only unsure or declining voices"),
        State.WITHDRAWN: _("withdrawn: whoever held it has taken it back or turned to another"),
        State.REPORTED: _("reported: only relayed, nobody commits to it"),
        State.UNSOURCED: _("unsourced: nobody has said anything of it"),
    }


def _because(reading: Reading, found: Assessment, answer: Answer) -> Iterable[str]:
    for clash in answer.clashes:
        yield _clash(clash)
    if Reason.FLAGGED in answer.reasons:
        yield _("flagged: a person marked it contested")
    if answer.clashes:
        return
    yield from _voices(reading, found.voices)


def _clash(clash: Clash) -> str:
    ours, theirs = ", ".join(map(str, clash.ours)), ", ".join(map(str, clash.theirs))
    if clash.reason is Reason.OPPOSED:
        words = _("opposed: for it {ours}; against it {theirs}; one side is certain")
        text = words.format(ours=ours, theirs=theirs)
    else:
        words = _("rival: held by {ours}; “{rival}” {id}, which excludes it, by {theirs}")
        rival_id = format_id("claim", clash.rival_id or 0)
        text = words.format(ours=ours, theirs=theirs, rival=clash.rival, id=rival_id)
    return text + ("; " + _("since {day}").format(day=clash.since) if clash.since else "")


def _voices(reading: Reading, voices: Iterable[Voice]) -> Iterable[str]:
    """Who counts; of those who assert, which house they speak for."""
    sides = {
        1: _("for it: {names}"),
        0: _("undecided: {names}"),
        -1: _("against it: {names}"),
    }
    counted = list(voices)
    for sign, words in sides.items():
        names = [_name(reading, voice) for voice in counted if voice.stance.sign == sign]
        if names:
            yield words.format(names=", ".join(dict.fromkeys(names)))


def _name(reading: Reading, voice: Voice) -> str:
    name = reading.names[voice.speaker]
    house = top_parent(voice.speaker, reading.facts.parents)
    if voice.stance is Stance.ASSERTS and house != voice.speaker:
        return _("{name} (of {house})").format(name=name, house=reading.names[house])
    return name
