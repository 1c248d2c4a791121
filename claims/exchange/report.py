"""What became of a file: counts, what was made on the way, warnings, flaws."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from claims.errors import BadInput
from claims.exchange.kinds import Kind, Tally
from claims.exchange.noticed import Noticed
from claims.i18n import _, ngettext
from claims.ids import format_id
from claims.keep.alike import LookAlike
from claims.keep.keeper import Made


class Flaw(NamedTuple):
    """What is wrong with a record: where, in which field, why."""

    line: int | None
    field: str | None
    reason: str


class Flaws(list[Flaw]):
    """The first flaws of a file one by one, and all of them counted by kind.

    A flaw beyond ``MOST`` is counted in ``left_out`` and by its kind, and not kept.  It grows by
    ``append``, ``extend`` and ``+=`` alone.
    """

    MOST = 10_000

    def __init__(self, flaws: Iterable[Flaw] = ()) -> None:
        super().__init__()
        self.tally = Tally()
        self.left_out = 0
        self.extend(flaws)

    def append(self, flaw: Flaw) -> None:
        """One more."""
        self.tally.note_reason(*flaw)
        if len(self) < self.MOST:
            super().append(flaw)
        else:
            self.left_out += 1

    def extend(self, flaws: Iterable[Flaw]) -> None:
        """Several more."""
        for flaw in flaws:
            self.append(flaw)

    def __iadd__(self, flaws: Iterable[Flaw]) -> Self:  # type: ignore[override, misc]  # nothing but flaws
        self.extend(flaws)
        return self

    def lines(self, most: int) -> list[str | dict[str, Any]]:
        """At most so many kinds as a person reads them, those that came once as themselves."""
        kinds = self.tally.kinds()
        single = {flaw.reason: flaw for flaw in self}
        shown = [
            single[one.example]._asdict()
            if one.times == 1 and one.example in single
            else _kind_line(one)
            for one in kinds[:most]
        ]
        if len(kinds) > most:
            words = ngettext(
                "… and {n} more kind; --json lists it", "… and {n} more kinds; --json lists them",
                len(kinds) - most,
            )  # fmt: skip
            shown.append(words.format(n=len(kinds) - most))
        if self.tally.left_out:
            words = _("… and {n} flaws of other kinds, not counted singly")
            shown.append(words.format(n=self.tally.left_out))
        return shown

    def as_json(self) -> dict[str, Any]:
        """Part of the documented shape of a report and of its error."""
        return {
            "flaws": [flaw._asdict() for flaw in self],
            "flaws_left_out": self.left_out,
            "flaw_kinds": [
                {
                    "field": one.where or None,
                    "reason": one.what,
                    "count": one.times,
                    "lines": one.lines,
                    "example": one.example,
                }
                for one in self.tally.kinds()
            ],
            "flaw_kinds_left_out": self.tally.left_out,
        }


def _kind_line(one: Kind) -> str:
    """A kind as a row: how often, what, where, and the first of it where that says more."""
    what = f"{one.where}: {one.what}" if one.where else one.what
    row = _("{n} × {what}").format(n=one.times, what=what)
    if one.lines:
        row += f" ({one.place()})"
    if one.example != one.what:
        row += _(", such as {example}").format(example=one.example)
    return row


_SHOWN = 10
"""Look-alikes and notes of each kind that a person is shown."""

# What a row made is to the quotes -> the kind of its id.
_KINDS = {"organisation": "speaker", "channel": "speaker", "outlet": "speaker"}

_THINGS: dict[str, Callable[[int], str]] = {
    "speaker": lambda n: ngettext("{n} speaker", "{n} speakers", n),
    "organisation": lambda n: ngettext("{n} organisation", "{n} organisations", n),
    "channel": lambda n: ngettext("{n} channel", "{n} channels", n),
    "outlet": lambda n: ngettext("{n} outlet", "{n} outlets", n),
    "role": lambda n: ngettext("{n} role", "{n} roles", n),
    "document": lambda n: ngettext("{n} document", "{n} documents", n),
    "question": lambda n: ngettext("{n} question", "{n} questions", n),
    "claim": lambda n: ngettext("{n} claim", "{n} claims", n),
}


@dataclass
class ImportReport:
    """One file's import; ``stored`` is false for a dry run and where a flaw stopped it.

    ``read_as`` says how a table was read: what was found out of its encoding and its columns.
    """

    file: str
    format: str
    dry_run: bool = False
    stored: bool = False
    read: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    flawed: int = 0
    made_counts: Counter[str] = field(default_factory=Counter)
    made: list[Made] = field(default_factory=list)
    look_alikes: list[LookAlike] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    flaws: Flaws = field(default_factory=Flaws)
    noticed: Noticed = field(default_factory=Noticed)
    batch: int | None = None
    read_as: str | None = None

    def error(self, *, most: int | None = None, again: str | None = None) -> BadInput | None:
        """What to say where there were flaws, at most so many kinds; none where there were not.

        Without ``most`` they are as in the report, for ``--json``.
        ``again`` is how the file was named on the command line, where ``file`` is not.
        """
        if not self.flaws:
            return None
        flawed = max(self.flawed, 1)
        message = ngettext(
            "{file}: {n} record is flawed", "{file}: {n} records are flawed", flawed
        ).format(file=self.file, n=flawed)
        if self.stored:
            message += _("; the others were stored")
        elif not self.dry_run:
            message += _("; nothing was stored")
        words = ["claims", "import", *([] if self.stored else ["--keep-going"]), again or self.file]
        told = self.flaws.as_json() if most is None else {"flaws": self.flaws.lines(most)}
        return BadInput(message, hint=shlex.join(words), **told)

    def lines(self) -> list[str]:
        """The report as a person reads it; long lists cut, JSON has them whole."""
        words = _("{name} ({id}) is like {other}; the same? {command}")
        alike = [
            one.warning()
            if one.twin
            else words.format(
                name=one.name,
                id=format_id("speaker", one.id),
                other=one.other,
                command=_merge_command(one),
            )
            for one in self.look_alikes
        ]
        notes = [_("note: {text}").format(text=text) for text in self.warnings]
        made = [_("made: {things}").format(things=self._things())] if self.made_counts else []
        noticed = self.noticed.lines()
        found = [_("read as {form}").format(form=self.read_as)] if self.read_as else []
        return [self._summary(), *found, *made, *_cut(alike), *_cut(notes), *noticed]

    def _summary(self) -> str:
        counts = ", ".join(
            words.format(n=n)
            for n, words in (
                (self.new, _("{n} new")),
                (self.revised, _("{n} revised")),
                (self.unchanged, _("{n} unchanged")),
                (self.flawed, _("{n} flawed")),
            )
            if n
        )
        if not self.new and not self.revised and not self.flawed:
            return _("{file}: {n} read, nothing new").format(file=self.file, n=self.read)
        if self.dry_run:
            words = _("{file}: {n} read: {counts}; a dry run, nothing stored")
        elif self.batch:
            words = _("{file}: {n} read: {counts} ({batch})")
        else:
            words = _("{file}: {n} read: {counts}")
        batch = format_id("batch", self.batch) if self.batch else ""
        return words.format(file=self.file, n=self.read, counts=counts, batch=batch)

    def _things(self) -> str:
        return ", ".join(
            words(count).format(n=count)
            for what, words in _THINGS.items()
            if (count := self.made_counts.get(what, 0))
        )

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "file": self.file,
            "format": self.format,
            "dry_run": self.dry_run,
            "stored": self.stored,
            "read": self.read,
            "new": self.new,
            "revised": self.revised,
            "unchanged": self.unchanged,
            "flawed": self.flawed,
            "batch": format_id("batch", self.batch) if self.batch else None,
            "read_as": self.read_as,
            "made_counts": dict(self.made_counts),
            "made": [made_json(one) for one in self.made],
            "look_alikes": [
                {
                    "id": format_id("speaker", one.id),
                    "name": one.name,
                    "other_id": format_id("speaker", one.other_id),
                    "other": one.other,
                    "score": round(one.score, 1),
                    "twin": one.twin,
                    "command": _merge_command(one),
                }
                for one in self.look_alikes
            ],
            "warnings": self.warnings,
            **self.flaws.as_json(),
            **self.noticed.as_json(),
        }


def _merge_command(one: LookAlike) -> str:
    """What makes one of two speakers, once the file is stored."""
    ids = format_id("speaker", one.id), format_id("speaker", one.other_id)
    return " ".join(("claims", "merge", *ids))


def _cut(lines: list[str]) -> list[str]:
    """The first few of many, and how many more there are."""
    if len(lines) <= _SHOWN:
        return lines
    more = _("… and {n} more such; --json lists them all").format(n=len(lines) - _SHOWN)
    return [*lines[:_SHOWN], more]


def made_kind(made: Made) -> str:
    """The table of a row made."""
    return _KINDS.get(made.what, made.what)


def made_id(made: Made) -> str:
    """The id of a row made."""
    return format_id(made_kind(made), made.id)


def made_json(made: Made) -> Mapping[str, str]:
    """The documented shape of a row made."""
    return {"what": made.what, "id": made_id(made), "label": made.label}
