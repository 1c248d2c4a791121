"""A triage session: which proposal is in hand, what a key does, what can be taken back.

Pure: no terminal and no database.  ``effect_of`` says what a key asks for; whoever runs the
session does it and tells the outcome by ``after``; ``back`` gives what the last step was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from claims.i18n import _
from claims.text import token_spans, tokens


class Effect(StrEnum):
    """What a key asks for."""

    ACCEPT = "accept"
    REJECT = "reject"
    SKIP = "skip"
    EDIT = "edit"
    ATTACH = "attach"
    NOTE = "note"
    UNDO = "undo"
    HELP = "help"
    QUIT = "quit"


KEYS = {
    "a": Effect.ACCEPT,
    "r": Effect.REJECT,
    "s": Effect.SKIP,
    " ": Effect.SKIP,
    "e": Effect.EDIT,
    "q": Effect.ATTACH,
    "n": Effect.NOTE,
    "u": Effect.UNDO,
    "?": Effect.HELP,
    "Q": Effect.QUIT,
    "\x1b": Effect.QUIT,
    "\x04": Effect.QUIT,
}
"""Single keys; capitals mean what small letters do, but for Q."""

MOVING = frozenset({Effect.ACCEPT, Effect.REJECT, Effect.SKIP})
"""What ends with the next proposal in hand; all else stays with this one."""


def effect_of(key: str) -> Effect | None:
    """What a key asks for, none where it means nothing."""
    return KEYS.get(key) or KEYS.get(key.lower())


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done: where, what, and the batch that holds it (none for a skip)."""

    place: int
    effect: Effect
    batch: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """Proposals in line, the place of the one in hand, the steps taken, the last first."""

    items: tuple[int, ...]
    place: int = 0
    steps: tuple[Step, ...] = ()

    @property
    def current(self) -> int | None:
        """The proposal in hand, none after the last."""
        return self.items[self.place] if self.place < len(self.items) else None

    @property
    def last(self) -> Step | None:
        """The step that can be taken back."""
        return self.steps[0] if self.steps else None

    def after(self, effect: Effect, batch: int | None) -> Session:
        """The session once something was done; what changed nothing leaves no step.

        Raises ``ValueError`` where nothing is in hand.
        """
        if self.current is None:
            raise ValueError(effect)
        moves = effect in MOVING
        if batch is None and not moves:
            return self
        steps = (Step(self.place, effect, batch), *self.steps)
        return replace(self, place=self.place + moves, steps=steps)

    def passed(self) -> Session:
        """The session past the proposal in hand, which somebody else decided on meanwhile."""
        return replace(self, place=min(self.place + 1, len(self.items)))

    def back(self) -> Session:
        """The session before its last step, whose batch the caller has taken back."""
        if not self.steps:
            return self
        return replace(self, place=self.steps[0].place, steps=self.steps[1:])

    def counts(self) -> Counter[Effect]:
        """How often each thing was done and not taken back."""
        return Counter(step.effect for step in self.steps)


def session(items: Iterable[int]) -> Session:
    """A session at its first proposal."""
    return Session(tuple(items))


# -- another span --------------------------------------------------------------------------

_REACH = 2_000
"""How far from where it stands a span can be moved, in code points."""

_STEP = re.compile(r"[+-][0-9]{1,3}", re.ASCII)


def moved_start(text: str, start: int, end: int, words: str) -> int:
    """Where a span begins once the person says: with these words, or so many words on (+2, -1).

    Raises ``ValueError`` with the reason.
    """
    if _STEP.fullmatch(words.strip()):
        return _word_edges(text, start, int(words), before=False)
    found = _occurrences(text, words, start, end)
    return min(found, key=lambda edge: abs(edge[0] - start))[0]


def moved_end(text: str, start: int, end: int, words: str) -> int:
    """Where a span ends once the person says: with these words, or so many words on (+2, -1).

    Raises ``ValueError`` with the reason.
    """
    if _STEP.fullmatch(words.strip()):
        return _word_edges(text, end, int(words), before=True)
    found = [edge for edge in _occurrences(text, words, start, end) if edge[1] > start]
    if not found:
        raise ValueError(_("these words stand before the beginning"))
    return min(found, key=lambda edge: abs(edge[1] - end))[1]


def _word_edges(text: str, edge: int, steps: int, *, before: bool) -> int:
    """The edge of the word so many words on; ``before``: ends of words, else beginnings."""
    low = max(0, edge - _REACH)
    spans = [(a + low, b + low) for _token, a, b in token_spans(text[low : edge + _REACH])]
    edges = [span[1] if before else span[0] for span in spans]
    beyond = [one for one in edges if (one > edge if steps > 0 else one < edge)]
    if abs(steps) > len(beyond):
        raise ValueError(_("that is too far"))
    return (edge, *beyond)[steps] if steps >= 0 else beyond[steps]


def _occurrences(text: str, words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where words stand near a span, case, accents and punctuation aside."""
    wanted = tokens(words)
    low = max(0, start - _REACH)
    near = token_spans(text[low : end + _REACH])
    names = [token for token, _start, _end in near]
    found = [
        (near[place][1] + low, near[place + len(wanted) - 1][2] + low)
        for place in range(len(near) - len(wanted) + 1)
        if wanted and names[place : place + len(wanted)] == wanted
    ]
    if not found:
        raise ValueError(_('"{words}" does not stand near it').format(words=words.strip()))
    return found
