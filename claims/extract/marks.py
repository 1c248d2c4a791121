"""Quotation marks: which stretches of a text stand between them.

One pass, one stack.  Only outermost regions are kept: what is nested belongs to the words quoted.
A mark left open ends with its paragraph when it opens it (or follows a colon); when the next
paragraph opens with a mark too it is the long quotation newspapers print that way; when a closing
mark comes first, the quotation runs on over the paragraphs.  Any other stray mark is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from claims.extract.model import Span

#: A quotation that runs over paragraphs without marks at each may be at most this long.
LONGEST_RUN = 6000
#: Marks, paragraphs and sentences that are always read, and one more for so many characters.
_FEW, _DENSEST = 5_000, 64

#: An apostrophe between two letters is none.
_MARKS = re.compile(
    r"(?:«\s?»)+|(?:“”)+|([«»“”\"<>`'])\1{2,}|’’|‘‘|[«»“”„‟\"‹›‘「」『』]|<<|>>|``|''"
    r"|(?<!\w)['’]|['’](?!\w)"
)
_WORD = re.compile(r"\w")
_CLOSER = {
    "«": "»", "“": "”", "„": "“", "‟": "”", "‹": "›", "‘": "’", "<<": ">>",
    "``": "''", "‘‘": "’’", "「": "」", "『": "』",
}  # fmt: skip
#: What a closing mark may close, likeliest first: typists mix the curly with the straight.
_OPENERS = {
    close: tuple(o for o, c in _CLOSER.items() if c == close) for close in set(_CLOSER.values())
}
_OPENERS["”"] = ("“", "‟", '"')
_OPENERS["’’"] = ("‘‘", "“")
_CLOSERS = set(_CLOSER.values()) - {"“"}
_PAIRS = {"<<", ">>", "``", "''", "‘‘", "’’"}
_SINGLE = {"'", "‘", "’", "‹", "›"}
#: Marks that never nest in themselves: a second one shows that the first was a slip.
_NO_SELF_NESTING = {'"', "“", "'", "‘"}
_OPENS_AFTER = set(" \t\r\n\xa0\u202f\u2009([{—–-/«“„\"‘'‹:;,=>\u200f\u200e\u2066\u2067")
_CLOSES_BEFORE = set(" \t\r\n\xa0\u202f\u2009)]}—–-/»”\"’'›.,;:!?…\u200f\u200e\u2069")


@dataclass(frozen=True, slots=True)
class Region:
    """A quoted stretch, marks included; ``inner`` is what stands between them."""

    start: int
    end: int
    inner: Span
    closed: bool = True


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    after: int
    children: list[Region] = field(default_factory=list)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.open_count: dict[str, int] = {}
        self.found: list[Region] = []

    def push(self, mark: str, start: int, after: int) -> None:
        if mark in _NO_SELF_NESTING and self.stack and self.stack[-1].mark == mark:
            self._drop(start)
        self.stack.append(_Open(mark, start, after))
        self.open_count[mark] = self.open_count.get(mark, 0) + 1

    def _drop(self, start: int) -> None:
        """Give up a mark that the same mark follows, or end it where a sentence ended."""
        entry = self._pop()
        told = self.text[entry.after : start].rstrip()
        if told[-1:] in ".!?…" and len(told) > 20 and told != "":
            end = entry.after + len(told)
            self._sink(0).append(Region(entry.start, end, Span(entry.after, end), closed=False))
        else:
            self._sink(0).extend(entry.children)

    def close(self, mark: str, start: int, after: int) -> None:
        while (entry := self._pop()).mark != mark:
            pass
        self._sink(0).append(Region(entry.start, after, Span(entry.after, start)))

    def is_open(self, mark: str) -> bool:
        return self.open_count.get(mark, 0) > 0

    def _pop(self) -> _Open:
        entry = self.stack.pop()
        self.open_count[entry.mark] -= 1
        return entry

    def _sink(self, above: int) -> list[Region]:
        depth = len(self.stack) - above
        return self.stack[depth - 1].children if depth > 0 else self.found

    def end_paragraph(self, first: int, end: int, *, goes_on: bool) -> None:
        """Settle what is still open where a paragraph ends."""
        bottom = self.stack[0]
        before = self.text[max(0, bottom.start - 3) : bottom.start].rstrip()
        keep = bottom.mark not in _SINGLE and (
            goes_on or bottom.start == first or before.endswith(":")
        )
        if keep and end > bottom.after:
            self.found.append(Region(bottom.start, end, Span(bottom.after, end), closed=False))
        else:
            for entry in self.stack:
                self.found.extend(entry.children)
        self.stack.clear()
        self.open_count.clear()


def _direction(text: str, start: int, end: int) -> int:
    """+1 where a straight mark can only open, -1 where it can only close, 0 where unsure."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = before in _OPENS_AFTER and not after.isspace()
    closes = after in _CLOSES_BEFORE and not before.isspace()
    return opens - closes


def _step(scan: _Scanner, mark: str, start: int, end: int) -> None:
    text = scan.text
    if mark in {"'", "’"}:
        _apostrophe(scan, mark, start, end)
    elif mark == '"':
        way = _direction(text, start, end)
        if way < 0 or (way == 0 and scan.is_open(mark)):
            opener = mark if scan.is_open(mark) else "“"
            if scan.is_open(opener):
                scan.close(opener, start, end)
        else:
            scan.push(mark, start, end)
    elif mark == "“" and scan.is_open("„"):
        scan.close("„", start, end)
    elif mark in _CLOSERS:
        shut = next((o for o in _OPENERS[mark] if scan.is_open(o)), None)
        if shut:
            scan.close(shut, start, end)
    else:
        scan.push(mark, start, end)


def _apostrophe(scan: _Scanner, mark: str, start: int, end: int) -> None:
    """Single marks double as apostrophes: they open after a blank and close after a letter."""
    way = _direction(scan.text, start, end)
    opener = "'" if mark == "'" else "‘"
    if way < 0 and scan.is_open(opener):
        scan.close(opener, start, end)
    elif way > 0 and mark == "'" and not scan.text[end : end + 1].isdigit():
        scan.push(mark, start, end)


def _goes_on(
    text: str, scan: _Scanner, following: re.Match[str] | None, next_first: int | None
) -> str:
    """What the next mark says of a quotation open at a paragraph's end: ends, repeats or runs."""
    if following is None or next_first is None:
        return "ends"
    bottom = scan.stack[0]
    if bottom.mark == '"' and following.group() == '"':
        shut = _direction(text, following.start(), following.end()) < 0
    else:
        shut = following.group() == _CLOSER.get(bottom.mark)
    if shut and bottom.mark not in _SINGLE:
        near = following.start() - bottom.start <= LONGEST_RUN
        ambiguous = following.group() == '"' and following.start() == next_first
        return "runs" if near and not ambiguous else "ends"
    opens = following.start() == next_first and following.group() in (bottom.mark, "“", '"', "«")
    return "repeats" if opens else "ends"


def regions(text: str, paragraphs: Sequence[Span]) -> list[Region]:
    """Outermost quoted stretches with a word in them, in order.

    ``paragraphs`` are in order, without overlap.
    """
    scan = _Scanner(text)
    marks = list(islice(_marks(text), most_of(text)))
    at = 0
    for number, paragraph in enumerate(paragraphs):
        while at < len(marks) and marks[at].start() < paragraph.end:
            if marks[at].start() >= paragraph.start:
                _step(scan, marks[at].group(), marks[at].start(), marks[at].end())
            at += 1
        if not scan.stack:
            continue
        following = _next_double(marks, at)
        next_first = paragraphs[number + 1].start if number + 1 < len(paragraphs) else None
        verdict = _goes_on(text, scan, following, next_first)
        if verdict != "runs":
            first = paragraph.start
            scan.end_paragraph(first, paragraph.end, goes_on=verdict == "repeats")
    told = (r for r in scan.found if _WORD.search(text, r.inner.start, r.inner.end))
    return sorted(told, key=lambda region: region.start)


def most_of(text: str) -> int:
    """How many marks, paragraphs or sentences are read: several times what prose can have.

    Beyond that a text is no article; the rest of it is left alone, so that no input is slow.
    """
    return _FEW + len(text) // _DENSEST


def _marks(text: str) -> Iterator[re.Match[str]]:
    """All marks, but empty pairs and three in a row: ornament that quotes nothing."""
    return (m for m in _MARKS.finditer(text) if m.end() - m.start() < 2 or m.group() in _PAIRS)


def _next_double(marks: Sequence[re.Match[str]], at: int) -> re.Match[str] | None:
    """The next mark that is no apostrophe, looking a bounded way ahead."""
    return next((m for m in marks[at : at + 50] if m.group() not in {"'", "’"}), None)
