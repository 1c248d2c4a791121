"""brat's standoff: a text, and beside it the places of entities in it (``.txt`` and ``.ann``).

Entities called Quote (``QUOTES``) are quotations, in one piece or several.  Who spoke is an entity
that a relation or event joins to them, or an attribute; notes are notes, unless they hold one of
our records, which then comes back as it was.  Offsets are half-open code points into the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.exchange import sources
from claims.exchange.fields import Wrong
from claims.exchange.linked import without_empty
from claims.exchange.sources import Raw
from claims.i18n import _
from claims.reader import Row
from claims.render.values import as_json
from claims.text import clean_line, shorten

QUOTES = "quote quotation citation statement utterance content".split()
SPEAKERS = "speaker source holder person per organization organisation org group".split()
CUES = "cue verb trigger says said".split()
"""What entities are called, in lower case."""

ATTRIBUTES = {
    "speaker": "speaker", "role": "role", "kind": "kind", "speakerkind": "speaker_kind",
    "lang": "lang", "said": "said",
}  # fmt: skip
"""Attributes of a quotation, and the fields of the flat record that they fill."""

BESIDE = 32
"""Code points of the text kept before and after a quotation."""

_ENTITY = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.A)
_RELATION = re.compile(r"R\S+\t\S+ [^\s:]+:(\S+) [^\s:]+:(\S+)\s*")
_EVENT = re.compile(r"E\S+\t[^\s:]+:(\S+)((?: [^\s:]+:\S+)*)\s*")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) (\S+)(?: (.*))?")
_NOTE = re.compile(r"#\S*\t\S+ (\S+)\t(.*)")
_LARGEST_PLACE = 10  # digits
# What has a line of its own, or none: breaks and tabs part the fields of an ``.ann``.
_BREAKS = r"\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_SHOWN = 60


def is_standoff(line: bytes) -> bool:
    """Whether a file's first line is one of an ``.ann``."""
    text = line.decode(errors="replace").rstrip("\r\n")
    return any(pattern.fullmatch(text) for pattern in (_ENTITY, _RELATION, _EVENT, _ATTRIBUTE))


class Entity(NamedTuple):
    """What an entity marks: pieces of the text, in order."""

    line: int
    kind: str
    pieces: list[tuple[int, int]]


@dataclass
class _Standoff:
    """One ``.ann`` as it is read."""

    text: str
    entities: dict[str, Entity] = field(default_factory=dict)
    joined: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, Row] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def words(self, entity: Entity) -> str:
        return " ".join(self.text[start:end] for start, end in entity.pieces)

    def entity(self, line: int, found: re.Match[str]) -> None:
        name, kind, places, shown = found.groups()
        pieces = [_piece(piece, len(self.text)) for piece in places.split(";")]
        if pieces != sorted(pieces) or name in self.entities:
            raise Wrong(
                _("{name}: its pieces are out of order, or it comes twice").format(name=name)
            )
        entity = Entity(line, kind.lower(), pieces)
        words = self.words(entity)
        if shown is not None and shown.split() != words.split():
            raise Wrong(
                _("{name}: the text has “{words}” there, not “{shown}”").format(
                    name=name, words=_cut(words), shown=_cut(shown)
                )
            )
        self.entities[name] = entity

    def join(self, names: Iterable[str]) -> None:
        known = list(names)
        for name in known:
            self.joined.setdefault(name, []).extend(other for other in known if other != name)

    def relation(self, _line: int, found: re.Match[str]) -> None:
        self.join(found.groups())

    def event(self, _line: int, found: re.Match[str]) -> None:
        arguments = (argument.partition(":")[2] for argument in found[2].split())
        self.join([found[1], *arguments])

    def attribute(self, _line: int, found: re.Match[str]) -> None:
        name, whose, value = found.groups()
        if (known := ATTRIBUTES.get(name.lower())) and value:
            self.attributes.setdefault(whose, {})[known] = value.replace("_", " ").strip()

    def note(self, _line: int, found: re.Match[str]) -> None:
        self.notes.setdefault(found[1], []).append(found[2])


_Take = Callable[[_Standoff, int, "re.Match[str]"], None]
_LINES: dict[str, tuple[re.Pattern[str], _Take]] = {
    "T": (_ENTITY, _Standoff.entity),
    "R": (_RELATION, _Standoff.relation),
    "E": (_EVENT, _Standoff.event),
    "A": (_ATTRIBUTE, _Standoff.attribute),
    "M": (_ATTRIBUTE, _Standoff.attribute),
    "#": (_NOTE, _Standoff.note),
}


def _piece(piece: str, length: int) -> tuple[int, int]:
    start, end = (int(place[: _LARGEST_PLACE + 1]) for place in piece.split())
    if not start < end <= length:
        raise Wrong(_("{piece} is not in the text, which has {n}").format(piece=piece, n=length))
    return start, end


def _cut(text: str) -> str:
    return shorten(clean_line(text), _SHOWN)


# -- in ------------------------------------------------------------------------------------


def read(lines: Iterable[tuple[int, bytes | None]], text: str, title: str) -> Iterator[Raw]:
    """The flat records of an ``.ann``, each on the line of its entity; flaws on theirs."""
    standoff = _Standoff(text)
    flaws = []
    for number, line in lines:
        try:
            _take(standoff, number, line)
        except Wrong as wrong:
            flaws.append(Raw(number, None, str(wrong)))
    records = (
        Raw(entity.line, _record(standoff, name, entity, title))
        for name, entity in standoff.entities.items()
        if entity.kind in QUOTES
    )
    yield from sorted([*flaws, *records], key=lambda raw: raw.line)


def _take(standoff: _Standoff, number: int, line: bytes | None) -> None:
    if line is None:
        raise Wrong(sources.too_long())
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise Wrong(_("not UTF-8")) from error
    if text[:1] not in _LINES:
        return  # normalizations, equivalences: nothing of ours
    pattern, take = _LINES[text[0]]
    found = pattern.fullmatch(text)
    if found is None:
        raise Wrong(_("not a line of brat's: {line}").format(line=_cut(text)))
    take(standoff, number, found)


def _record(standoff: _Standoff, name: str, entity: Entity, title: str) -> Row:
    notes = standoff.notes.get(name, [])
    for note in notes:
        ours = sources.parse_json(note.encode())[0] if note.startswith("{") else None
        if isinstance(ours, dict) and "text" in ours:
            return ours
    text, pieces = standoff.text, entity.pieces
    start, end = pieces[0][0], pieces[-1][1]
    found = {
        "text": standoff.words(entity),
        "title": title,
        "start": start,
        "end": end,
        "spans": [list(piece) for piece in pieces] if len(pieces) > 1 else None,
        "prefix": text[max(0, start - BESIDE) : start],
        "suffix": text[end : end + BESIDE],
        "note": "\n".join(notes),
        "speaker": _beside(standoff, name, SPEAKERS),
        "cue": _beside(standoff, name, CUES),
        **standoff.attributes.get(name, {}),
    }
    return without_empty(found)


def _beside(standoff: _Standoff, name: str, kinds: Iterable[str]) -> str | None:
    """The words of the first entity of such a kind that is joined to this one."""
    others = (standoff.entities.get(other) for other in standoff.joined.get(name, ()))
    found = next((other for other in others if other and other.kind in kinds), None)
    return standoff.words(found) if found else None


# -- out -----------------------------------------------------------------------------------

CONFIGURATION = """[entities]
Quote
Speaker
Cue

[relations]
said_by	Arg1:Quote, Arg2:Speaker
cued_by	Arg1:Quote, Arg2:Cue

[events]

[attributes]
Kind	Arg:Quote, Value:direct|indirect|mixed|paraphrase
SpeakerKind	Arg:Quote, Value:person|org|state|group|unnamed
Stance	Arg:Quote, Value:asserts|suspects|reports|unsure|declines|doubts|denies|retracts
"""
"""What brat must know of a folder (``annotation.conf``)."""


def standoff(text: str, records: Iterable[tuple[Row, list[tuple[int, int]]]]) -> str:
    """The ``.ann`` of a text: each record with the pieces where its words stand."""
    lines: list[str] = []
    counts = {"A": 0, "#": 0}

    def add(kind: str, words: str) -> None:
        counts[kind] += 1
        lines.append(f"{kind}{counts[kind]}\t{words}")

    for number, (record, pieces) in enumerate(records, 1):
        whole = [line for piece in pieces for line in _by_line(text, piece)]
        places = ";".join(f"{start} {end}" for start, end in whole)
        words = " ".join(text[start:end] for start, end in whole)
        lines.append(f"T{number}\tQuote {places}\t{words}")
        for name, value in _attributes(record).items():
            add("A", f"{name} T{number} {value}")
        role = f", {record['role']}" if record.get("role") else ""
        add("#", f"AnnotatorNotes T{number}\t{clean_line(record['speaker'] + role)}")
        add("#", f"AnnotatorNotes T{number}\t{as_json(record)}")
    return "".join(f"{line}\n" for line in lines)


def _by_line(text: str, piece: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """A piece without the line breaks in it: an entity of brat's cannot hold one."""
    start, end = piece
    for found in _LINE.finditer(text, start, end):
        yield found.span()


def _attributes(record: Row) -> dict[str, Any]:
    stances = {position["stance"] for position in record.get("positions", ())}
    found = {
        "Kind": record.get("kind"),
        "SpeakerKind": record.get("speaker_kind"),
        "Stance": stances.pop() if len(stances) == 1 else None,
    }
    return without_empty(found)


def place_of(record: Row, text: str) -> list[tuple[int, int]]:
    """Where a record's words stand in its document's text; empty where nobody knows."""
    pieces = [(start, end) for start, end in record.get("spans", ())]
    if not pieces and record.get("start") is not None:
        pieces = [(record["start"], record["end"])]
    inside = all(0 <= start < end <= len(text) for start, end in pieces)
    return pieces if inside and any(text[start:end].strip() for start, end in pieces) else []
