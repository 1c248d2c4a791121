"""An article with its quotations marked by speaker, and a legend: by colour, or by numbers.

``pieces`` and ``voices`` are plain values; only ``draw`` needs rich.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.i18n import _, ngettext
from claims.text import clean_line, clean_text, name_key

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from claims.articles.work import Read
    from claims.extract.model import Quotation

COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow")
"""One for each speaker, in order of appearance; numbers help where there are more speakers."""


@dataclass(slots=True)
class Voice:
    """One speaker of an article: number from 1, name, role, how many quotations."""

    number: int
    name: str
    role: str | None = None
    anonymous: bool = False
    count: int = 0

    @property
    def label(self) -> str:
        """Name and role."""
        name = clean_line(self.name)
        known = self.role and name_key(self.role) not in name_key(self.name)
        return f"{name}, {clean_line(self.role or '')}" if known else name


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text that one thing is to be said of.

    ``voice`` is the speaker's number where these are words of theirs or (``named``) their name;
    ``ends`` the number of the speaker whose quotation ends here.
    """

    text: str
    voice: int | None = None
    named: bool = False
    ends: int | None = None


def voices(read: Read) -> tuple[list[Voice], list[Voice]]:
    """The speakers of an article, and for each quotation its own."""
    known: dict[str, Voice] = {}
    own = []
    for quote in read.extraction.quotes:
        name = _name(quote)
        key = f"{quote.anonymous}|{name_key(name)}"
        voice = known.setdefault(key, Voice(len(known) + 1, name, anonymous=quote.anonymous))
        voice.count += 1
        if quote.role and len(quote.role) > len(voice.role or ""):
            voice.role = quote.role
        own.append(voice)
    return list(known.values()), own


def _name(quote: Quotation) -> str:
    name = quote.speaker if quote.anonymous else quote.speaker_name or quote.speaker
    return name or _("nobody named")


def pieces(read: Read, own: Sequence[Voice]) -> Iterator[Piece]:
    """The text in pieces, end to end."""
    text, marks = read.article.text, _marks(read, own)
    ends = {quote.end: voice for quote, voice in zip(read.extraction.quotes, own, strict=True)}
    edges = {0, len(text), *ends, *(edge for mark in marks for edge in mark[:2])}
    places = sorted(edge for edge in edges if 0 <= edge <= len(text))
    current = 0
    for start, end in pairwise(places):
        while current < len(marks) and marks[current][1] <= start:
            current += 1
        inside = current < len(marks) and marks[current][0] <= start
        voice, named = (marks[current][2], marks[current][3]) if inside else (None, False)
        done = ends[end].number if end in ends else None
        yield Piece(text[start:end], voice, named, done)


_Mark = tuple[int, int, int, bool]


def _marks(read: Read, own: Sequence[Voice]) -> list[_Mark]:
    """What to mark: start, end, number, whether it is the name; none overlapping another."""
    words, names = [], []
    for quote, voice in zip(read.extraction.quotes, own, strict=True):
        words += [(span.start, span.end, voice.number, False) for span in quote.spans]
        if quote.speaker_start is not None and quote.speaker_end is not None:
            names.append((quote.speaker_start, quote.speaker_end, voice.number, True))
    # Words before names, so that a name inside quoted words is words.
    kept = _apart(sorted(words))
    starts = [mark[0] for mark in kept]
    free = [name for name in _apart(sorted(names)) if _is_free(name, kept, starts)]
    return list(merge(kept, free))


def _apart(marks: Sequence[_Mark]) -> list[_Mark]:
    """Marks without those that overlap an earlier one."""
    kept: list[_Mark] = []
    for mark in marks:
        if mark[0] < mark[1] and (not kept or kept[-1][1] <= mark[0]):
            kept.append(mark)
    return kept


def _is_free(mark: _Mark, kept: Sequence[_Mark], starts: Sequence[int]) -> bool:
    place = bisect_right(starts, mark[0])
    before = place == 0 or kept[place - 1][1] <= mark[0]
    return before and (place == len(kept) or kept[place][0] >= mark[1])


# -- without colour ------------------------------------------------------------------------


def lines(read: Read) -> Iterator[str]:
    """The article with ``[1]`` after each quotation, and the legend: for pipes."""
    known, own = voices(read)
    if heading := _heading(read):
        yield from (heading, "")
    yield from (
        "".join(
            clean_text(piece.text) + (f" [{piece.ends}]" if piece.ends else "")
            for piece in pieces(read, own)
        )
        .rstrip()
        .split("\n")
    )
    yield ""
    yield from _legend(known)


def _heading(read: Read) -> str:
    """What is known of the article, where its text does not say it."""
    article = read.article
    published = article.published.text if article.published else None
    title = article.title or ""
    parts = [article.outlet, published, "" if title in article.text else title]
    return " · ".join(clean_line(part) for part in parts if part)


def _legend(known: Sequence[Voice]) -> Iterator[str]:
    if not known:
        yield _("no quotation found")
    for voice in known:
        yield f"[{voice.number}] {voice.label} · {_count(voice)}"


def _count(voice: Voice) -> str:
    words = ngettext("{n} quote", "{n} quotes", voice.count).format(n=voice.count)
    return f"{words} · {_('unnamed')}" if voice.anonymous else words


# -- on a terminal -------------------------------------------------------------------------


def draw(console: Console, reads: Sequence[Read]) -> None:
    """Articles one after the other, each with its legend; numbers where colours do not suffice."""
    for place, read in enumerate(reads):
        if place:
            console.print()
        if len(reads) > 1:
            console.rule(clean_line(read.article.name), style="dim", align="left")
        _draw_one(console, read)


def _draw_one(console: Console, read: Read) -> None:
    from rich.text import Text

    known, own = voices(read)
    numbered = console.no_color or len(known) > len(COLOURS)
    if heading := _heading(read):
        console.print(Text(heading, "dim"))
        console.print()
    whole = Text()
    for piece in pieces(read, own):
        style = _style(piece.voice, named=piece.named) if piece.voice else ""
        whole.append(clean_text(piece.text), style)
        if piece.ends and numbered:
            whole.append(f" [{piece.ends}]", "dim")
    whole.rstrip()
    console.print(whole)
    console.print()
    _draw_legend(console, known, numbered=numbered)


def _draw_legend(console: Console, known: Sequence[Voice], *, numbered: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    if not known:
        console.print(Text(_("no quotation found"), "dim"))
        return
    legend = Table.grid(padding=(0, 2, 0, 0))
    legend.add_column(no_wrap=True)
    legend.add_column(overflow="fold")
    legend.add_column(no_wrap=True)
    for voice in known:
        sign = f"[{voice.number}]" if numbered else "■"
        legend.add_row(Text(sign, _style(voice.number)), _label(voice), Text(_count(voice), "dim"))
    console.print(legend)


def _label(voice: Voice) -> Text:
    from rich.text import Text

    label = Text(voice.label)
    label.stylize(_style(voice.number, named=True), 0, len(clean_line(voice.name)))
    return label


def _style(number: int, *, named: bool = False) -> str:
    colour = COLOURS[(number - 1) % len(COLOURS)]
    return f"bold {colour}" if named else colour
