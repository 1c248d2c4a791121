"""What an import noticed that refused nothing: oddities, labels without verdict, claimants.

Kept as counts with a few examples each, so that a feed of any length is reported on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from shlex import join
from typing import Any

from claims.exchange.kinds import Kind, Tally
from claims.i18n import _, ngettext
from claims.text import clean_line, name_key

_SHOWN = 20


class Noticed:
    """What a person should look at: fields that are odd, labels nobody mapped, odd claimants."""

    def __init__(self) -> None:
        self.oddities = Tally()
        """Field and reason: kept as far as it could be, refused nothing."""
        self.unmapped = Tally()
        """Reviewer and label without a verdict."""
        self.claimants = Tally()
        """Name and why it is suspicious."""

    def lines(self) -> Iterator[str]:
        """As a person reads it, the most frequent first."""
        yield from _some(self.oddities, _odd)
        yield from _some(self.claimants, _claimant)
        yield from _some(self.unmapped, _unmapped)

    def as_json(self) -> dict[str, Any]:
        """The documented shape, part of the report's."""
        return {
            "oddities": [
                {"field": one.where, "reason": one.what, **_counted(one), "example": one.example}
                for one in self.oddities.kinds()
            ],
            "unmapped_labels": [
                {
                    "reviewer": one.where,
                    "label": one.what,
                    **_counted(one),
                    "command": map_command(one.where, one.what),
                }
                for one in self.unmapped.kinds()
            ],
            "suspicious_claimants": [
                {"name": one.where, "reason": one.what, **_counted(one)}
                for one in self.claimants.kinds()
            ],
            "kinds_left_out": {
                "oddities": self.oddities.left_out,
                "unmapped_labels": self.unmapped.left_out,
                "suspicious_claimants": self.claimants.left_out,
            },
        }


def map_command(reviewer: str, label: str) -> str | None:
    """What to type, but for the verdict, to say what a label means; none where nothing can."""
    label, reviewer = clean_line(label), clean_line(reviewer)
    if not name_key(label):
        return None
    # What begins with a dash would be taken for an option.
    apart = ["--"] if label.startswith("-") or reviewer.startswith("-") else []
    return join(["claims", "rating", "map", *apart, reviewer, label, "VERDICT"])


def _counted(one: Kind) -> dict[str, Any]:
    return {"count": one.times, "lines": one.lines}


def _some(tally: Tally, say: Callable[[Kind], str]) -> Iterator[str]:
    kinds = tally.kinds()
    yield from (clean_line(say(one)) for one in kinds[:_SHOWN])
    if len(kinds) > _SHOWN:
        yield _("… and {n} more; --json lists them all").format(n=len(kinds) - _SHOWN)
    if tally.left_out:
        yield _("… and {n} of other kinds, not counted singly").format(n=tally.left_out)


def _odd(one: Kind) -> str:
    words = ngettext(
        "odd: {field}: {example} ({where})",
        "odd, {n} times: {field}: {reason} ({where})",
        one.times,
    )
    if one.times > 1 and one.example != one.what:
        words = _("odd, {n} times: {field}: {reason} ({where}), such as {example}")
    return words.format(
        n=one.times, field=one.where, reason=one.what, where=one.place(), example=one.example
    )


def _claimant(one: Kind) -> str:
    words = ngettext(
        "claimant {name}: {reason} ({where})",
        "claimant {name}, {n} times: {reason} ({where})",
        one.times,
    )
    return words.format(n=one.times, name=one.where, reason=one.what, where=one.place())


def _unmapped(one: Kind) -> str:
    command = map_command(one.where, one.what)
    if command is None:
        words = ngettext(
            "no verdict for {label}, which has neither letter nor digit",
            "no verdict for {label}, {n} times, which has neither letter nor digit",
            one.times,
        )
    else:
        words = ngettext(
            "no verdict for {label}: {command}",
            "no verdict for {label}, {n} times: {command}",
            one.times,
        )
    return words.format(n=one.times, label=join([clean_line(one.what)]), command=command)
