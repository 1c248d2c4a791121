"""What an import noticed that refused nothing: oddities, labels without verdict, claimants.

Kept as counts with a few examples each, so that a feed of any length is reported on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from shlex import quote
from typing import Any, NamedTuple

from claims.i18n import _, ngettext
from claims.text import clean_line

_MOST_KINDS = 1000
_EXAMPLES = 5
_SHOWN = 20


class Kind(NamedTuple):
    """What came how often: where or whose it was, what it was, the first lines it came on."""

    where: str
    what: str
    times: int
    lines: list[int]


class Tally:
    """Counts by kind, with the first lines of each; beyond a thousand kinds none is new."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}
        self._lines: dict[tuple[str, str], list[int]] = {}

    def note(self, line: int, where: str, what: str) -> None:
        """One more of a kind."""
        kind = (where, what)
        if kind not in self._counts and len(self._counts) >= _MOST_KINDS:
            return
        self._counts[kind] = self._counts.get(kind, 0) + 1
        lines = self._lines.setdefault(kind, [])
        if len(lines) < _EXAMPLES and line not in lines:
            lines.append(line)

    def kinds(self) -> list[Kind]:
        """Every kind, the most frequent first."""
        order = sorted(self._counts.items(), key=lambda one: -one[1])
        return [Kind(*kind, count, self._lines[kind]) for kind, count in order]


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
                {"field": one.where, "reason": one.what, "count": one.times, "lines": one.lines}
                for one in self.oddities.kinds()
            ],
            "unmapped_labels": [
                {"reviewer": one.where, "label": one.what, "count": one.times, "lines": one.lines}
                for one in self.unmapped.kinds()
            ],
            "suspicious_claimants": [
                {"name": one.where, "reason": one.what, "count": one.times, "lines": one.lines}
                for one in self.claimants.kinds()
            ],
        }


def _some(tally: Tally, say: Callable[[Kind], str]) -> Iterator[str]:
    kinds = tally.kinds()
    yield from (clean_line(say(one)) for one in kinds[:_SHOWN])
    if len(kinds) > _SHOWN:
        yield _("… and {n} more; --json lists them all").format(n=len(kinds) - _SHOWN)


def _odd(one: Kind) -> str:
    words = ngettext(
        "odd: {field}: {reason} ({where})", "odd, {n} times: {field}: {reason} ({where})", one.times
    )
    return words.format(n=one.times, field=one.where, reason=one.what, where=_where(one))


def _claimant(one: Kind) -> str:
    words = ngettext(
        "claimant {name}: {reason} ({where})", "claimant {name}, {n} times: {reason} ({where})",
        one.times,
    )  # fmt: skip
    return words.format(n=one.times, name=one.where, reason=one.what, where=_where(one))


def _unmapped(one: Kind) -> str:
    words = ngettext(
        "no verdict for {label}: claims rating map {reviewer} {label} VERDICT",
        "no verdict for {label}, {n} times: claims rating map {reviewer} {label} VERDICT",
        one.times,
    )
    return words.format(n=one.times, label=_quoted(one.what), reviewer=_quoted(one.where))


def _quoted(text: str) -> str:
    return quote(clean_line(text))


def _where(one: Kind) -> str:
    lines = ", ".join(map(str, one.lines))
    more = "…" if one.times > len(one.lines) else ""
    return ngettext("line {lines}", "lines {lines}", len(one.lines)).format(lines=lines + more)
