"""Runs of words that several pages share: who spoke, where it stands, who else told it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.cite import marks
from claims.contrast import Answer, Clash, Line
from claims.i18n import _, ngettext
from claims.ids import format_id
from claims.render.page import BREAK, Cell, Quotation, Run
from claims.render.phrases import SIGNS, silence, stance_words, voices
from claims.telling import Telling
from claims.text import name_key
from claims.vocabulary import Reason, Stance, State


def joined(groups: Iterable[Iterable[Run]], between: str) -> list[Run]:
    """The runs of all groups, a separator between two."""
    found: list[Run] = []
    for group in groups:
        runs = list(group)
        if found and runs:
            found.append(Run(between, "dim"))
        found += runs
    return found


def state_run(state: State | str) -> Run:
    """A state, by its word and its colour."""
    value = State(state).value
    return Run(value, f"state.{value}")


def stance_run(stance: Stance, *, signed: bool = False) -> Run:
    """A stance, by its word and its colour; with its sign before."""
    sign = f"{SIGNS[stance].strip()} " if signed else ""
    return Run(sign + stance_words()[stance], f"stance.{stance.value}")


def speaker_runs(name: str, role: str | None) -> list[Run]:
    """Who speaks, in which role."""
    runs = [Run(name, "speaker")]
    # "a senior official, senior official" says nothing twice.
    if role and name_key(role) not in name_key(name):
        runs.append(Run(f", {role}", "role"))
    return runs


def place_runs(telling: Telling) -> list[Run]:
    """The source and the chain that led there."""
    runs = [Run(telling.source, "source", telling.url)]
    if telling.via:
        runs.append(Run(" " + _("via {chain}").format(chain=", ".join(telling.via)), "dim"))
    return runs


def tellings_runs(tellings: Iterable[Telling]) -> list[Run]:
    """“Russian Ministry of Defence in AFP S8, Al-Ahed S9; Igor Konashenkov in dpa S10”."""
    by_speaker: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_speaker.setdefault(telling.speaker_name, []).append(telling)
    return joined(
        (
            [
                Run(speaker, "speaker"),
                Run(" " + _("in") + " "),
                *joined(([*place_runs(one), Run(" "), Run(one.ref, "id")] for one in told), ", "),
            ]
            for speaker, told in by_speaker.items()
        ),
        "; ",
    )


def words_of(telling: Telling) -> Quotation:
    """The telling's words in the quotation marks of their language."""
    opening, closing = marks(telling.lang)
    return Quotation([Run(f"{opening}{telling.text}{closing}")], telling.url, telling.lang)


def who(line: Line) -> list[Run]:
    """Who spoke, in which role, how hedged; why it does not count."""
    head = line.head
    runs = speaker_runs(head.telling.speaker_name, head.telling.role)
    if head.hedge:
        runs.append(Run(f" “{head.hedge}”"))
    if not line.counted and line.why is not None:
        runs.append(Run(f" ({silence(line)})", "dim"))
    return runs


def told(line: Line) -> list[Run]:
    """Where a line can be read: its source, or every telling of the act."""
    runs = place_runs(line.head.telling)
    if (times := len(line.bearings)) > 1:
        runs = [Run(_("one act, told {n} times: ").format(n=times))]
        runs += tellings_runs(bearing.telling for bearing in line.bearings)
    if line.elsewhere:
        runs += [BREAK, Run(_("the same act in other words: "), "dim")]
        runs += tellings_runs(line.elsewhere)
    return runs


def line_heads() -> tuple[str, ...]:
    """What heads the cells of ``line_cells``."""
    return (_("Stance"), _("Who"), _("Words"), _("Told in"), _("Said"), _("Id"))


def line_cells(line: Line) -> tuple[Cell, ...]:
    """One line of an answer."""
    telling = line.head.telling
    return (
        [stance_run(line.stance, signed=True)],
        who(line),
        [words_of(telling)],
        told(line),
        [Run(telling.date[:10], "date")],
        [Run(telling.ref, "id")],
    )


def grounds(answer: Answer) -> list[Run]:
    """Why an answer is contested."""
    return joined(_grounds(answer), " · ")


def _grounds(answer: Answer) -> Iterator[list[Run]]:
    for clash in answer.clashes:
        if clash.reason is Reason.OPPOSED:
            words = _("{ours} for, {theirs} against")
            counts = words.format(ours=voices(answer, 1), theirs=voices(answer, -1))
            yield [Run(_("opposed") + ": ", "title"), Run(counts)]
    rivals = [clash for clash in answer.clashes if clash.reason is Reason.RIVAL]
    if rivals:
        yield [Run(_("rival") + ": ", "title"), Run(", ".join(map(_rival, rivals)))]
    if Reason.FLAGGED in answer.reasons:
        yield [Run(_("flagged by hand"), "warning")]


def _rival(clash: Clash) -> str:
    count = ngettext("{n} voice", "{n} voices", len(clash.theirs)).format(n=len(clash.theirs))
    return f"“{clash.rival}” {format_id('claim', clash.rival_id or 0)} ({count})"
