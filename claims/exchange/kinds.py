"""What came how often: counts by kind, with the first lines and an example of each.

A kind of flaw is its field and its reason without the values in it, so that a million records with
as many wrong dates are one line of a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claims.i18n import Message, ngettext

MOST_KINDS = 1000
_LINES = 5

_HOLE = re.compile(r"\{\w*(?:![rsa])?(?::[^{}]*)?\}")
_VALUE = re.compile(r"“[^”]*”|\"[^\"]*\"|\d+(?:[.,:/-]\d+)*")
_INDEX = re.compile(r"\d+")


def kind_of(reason: str) -> str:
    """A reason without its values, "…" in their place.

    >>> kind_of(_("must be text, not {value}").format(value=5))
    'must be text, not …'
    """
    if isinstance(reason, Message):
        return _HOLE.sub("…", reason.pattern)
    head, colon, _rest = reason.partition(": ")
    return _VALUE.sub("…", head) + (": …" if colon else "")


def kind_of_field(name: str | None) -> str:
    """A field's name without the number of its place in a list."""
    return _INDEX.sub("", name or "")


@dataclass(slots=True)
class Kind:
    """One kind: where or whose it was, what it was, how often, its first lines, the first of it."""

    where: str
    what: str
    times: int = 0
    lines: list[int] = field(default_factory=list)
    example: str = ""

    def place(self) -> str:
        """The first lines as a person reads them; empty where there are none."""
        if not self.lines:
            return ""
        lines = ", ".join(map(str, self.lines)) + ("…" if self.times > len(self.lines) else "")
        return ngettext("line {lines}", "lines {lines}", len(self.lines)).format(lines=lines)


class Tally:
    """Counts by kind; beyond a thousand kinds none is new, and ``left_out`` counts what came."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], Kind] = {}
        self.left_out = 0

    def note(self, line: int | None, where: str, what: str, example: str | None = None) -> None:
        """One more of a kind."""
        kind = self._kinds.get((where, what))
        if kind is None:
            if len(self._kinds) >= MOST_KINDS:
                self.left_out += 1
                return
            kind = self._kinds[where, what] = Kind(where, what, example=example or what)
        kind.times += 1
        if line is not None and len(kind.lines) < _LINES and line not in kind.lines:
            kind.lines.append(line)

    def note_reason(self, line: int | None, name: str | None, reason: str) -> None:
        """One more of a field and a reason, whatever the values in it."""
        self.note(line, kind_of_field(name), kind_of(reason), reason)

    def kinds(self) -> list[Kind]:
        """Every kind, the most frequent first, of several as frequent the one of the first line."""
        return sorted(self._kinds.values(), key=lambda one: (-one.times, min(one.lines, default=0)))
