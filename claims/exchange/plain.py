"""Plain records read quickly: those of one shape, the same fields in the same order, by one plan.

A record is plain where each of its fields holds a text, a place in one, a chain or positions, and
where nothing is wrong with any of them: nearly all of any file are.  What a plan cannot read is
left to ``claims.exchange.record``, which says why; of what it can, it says the same, fingerprint
and all (a property test holds the two together).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from claims.dates import PartialDate
from claims.exchange import fields
from claims.exchange.fields import Context, Wrong
from claims.exchange.record import (
    base_day,
    canonical,
    filled,
    quoted,
    read_positions,
    unknown_in_positions,
)
from claims.fulltext import ACCEPTED, tell
from claims.indexed_words import indexed_words
from claims.keep.plain import Plain
from claims.keep.quote import Bearing, days
from claims.keep.slugs import speaker_key
from claims.keep.source import Source
from claims.keep.statements import insertions
from claims.text import content_hash
from claims.vocabulary import SpeakerKind, StatementKind

_NOWHERE = Context(None, None)
_KINDS = {kind.value: kind.value for kind in StatementKind}
_SPEAKER_KINDS = {kind.value: kind for kind in SpeakerKind}
_DIRECT = StatementKind.DIRECT.value


class NotPlain(Exception):
    """A record that must be read field by field."""


def _of_any(read: Callable[[Any, Context], Any]) -> Callable[[Any], Any]:
    return lambda value: read(value, _NOWHERE)


def _date(value: str) -> Any:
    """A date as it is mostly written; what else one can be depends on other fields."""
    if len(value) != len("2016-09-22") or value[4] != "-":
        raise NotPlain
    return fields.read_date(value, _NOWHERE)


# What a field may hold besides texts.
_OTHERS = ("via", "start", "end", "positions")
_READERS: dict[str, Callable[[Any], Any]] = {
    "key": _of_any(fields.read_key),
    "text": fields.words_of,
    "lang": fields.language_of,
    "kind": _KINDS.__getitem__,
    "speaker": fields.name_of,
    "speaker_kind": _SPEAKER_KINDS.__getitem__,
    "role": fields.line_of,
    "org": fields.name_of,
    "said": _date,
    "venue": fields.line_of,
    "cue": fields.line_of,
    "via": _of_any(fields.read_chain),
    "outlet": fields.name_of,
    "title": fields.line_of,
    "url": fields.rare_line_of,
    "published": _date,
    "start": _of_any(fields.read_offset),
    "end": _of_any(fields.read_offset),
    "prefix": _of_any(fields.read_beside),
    "suffix": _of_any(fields.read_beside),
    "original_text": fields.words_of,
    "original_lang": fields.language_of,
    "same_act": _of_any(fields.read_key),
    "note": fields.words_of,
    "positions": lambda value: value,
}


class Shape:
    """The fields of a record in their order, and the plan to read all that have just these."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Raises ``NotPlain`` where no record of these fields is."""
        if not {"text", "speaker"} <= set(names) <= _READERS.keys():
            raise NotPlain
        texts = [name for name in sorted(names) if name not in _OTHERS]
        self._texts = itemgetter(*texts)
        self._others = [(place, n) for place, n in enumerate(sorted(names)) if n in _OTHERS]
        self._canonical = "{" + ",".join(f"{quoted(name)}:%s" for name in sorted(names)) + "}"
        self._take = itemgetter(*names)
        self._readers = [_READERS[name] for name in names]
        places = [names.index(name) if name in names else len(names) for name in _READERS]
        self._ordered = itemgetter(*places)

    def digest(self, record: Mapping[str, Any]) -> str | None:
        """The fingerprint of a record, as ``claims.exchange.record.digest`` tells it.

        None where what should be a text is something else: then nothing of it is plain.
        """
        try:
            told = list(map(quoted, self._texts(record)))
        except TypeError:
            return None
        for place, name in self._others:
            told.insert(place, canonical(name, record[name]))
        return content_hash(self._canonical % tuple(told))

    def read(self, record: Mapping[str, Any], sources: Sources) -> Plain | None:
        """The quote a record holds, none where it is flawed or not plain."""
        found: list[Any] = []
        try:
            for read, value in zip(self._readers, self._take(record), strict=True):
                one = read(value)
                if one is None:
                    return None
                found.append(one)
            found.append(None)
            return _plain(self._ordered(found), sources)
        except (Wrong, KeyError, NotPlain):
            return None


class Sources:
    """The documents that the records of a chunk stand in, each once."""

    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], Source] = {}

    def of(
        self, outlet: str | None, title: str | None, url: str | None, published: PartialDate | None,
        lang: str | None,
    ) -> Source:  # fmt: skip
        """The one that is so told."""
        told = outlet, title, url, published and published.text, lang
        found = self._found.get(told)
        if found is None:
            found = self._found[told] = Source(outlet, title, url, published, lang)
        return found


def _plain(row: tuple[Any, ...], sources: Sources) -> Plain:
    """The quote of values read, in the order of ``_READERS``."""
    (
        key, text, lang, kind, speaker, speaker_kind, role, org, said, venue, cue, via, outlet,
        title, url, published, start, end, prefix, suffix, original_text, original_lang, same_act,
        note, positions,
    ) = row  # fmt: skip
    if (start is None) != (end is None) or (start is not None and end <= start):
        raise NotPlain
    if same_act is not None and same_act == key:
        raise NotPlain
    if via and speaker_key(speaker) in map(speaker_key, via):
        raise NotPlain
    # A day's difference is a matter of time zones.
    if said and published and said.first > published.last + 1:
        raise NotPlain
    marked = insertions(text) if "[" in text or "(" in text else None
    kind = kind or _DIRECT
    first, last = (published.first, published.last) if published else (None, None)
    told = tell(
        indexed_words(text),
        title=title,
        days=days(said, first, last),
        manner=(lang, kind, ACCEPTED),
        printed=role,
    )
    return Plain(
        speaker, speaker_kind, org, outlet, via or (), role,
        (said.first, said.last) if said else None, end, same_act,
        _bearings(positions, lang, published) if positions else [],
        sources.of(outlet, title, url, published, lang), told,
        (
            role, kind, text, lang, cue, venue, said.text if said else None, start, end, prefix,
            suffix, json.dumps(marked) if marked else None, original_text, original_lang, note,
        ),
    )  # fmt: skip


def _bearings(value: Any, lang: str | None, published: Any) -> list[Bearing]:
    if unknown_in_positions(value):
        raise NotPlain
    return read_positions(value, Context(lang, base_day(published)))


def shaped(record: Mapping[str, Any]) -> tuple[Shape | None, Mapping[str, Any]]:
    """The shape of a record, none where it cannot be plain, and the record without what is empty."""
    if not all(record.values()):
        record = filled(record)
    return _shape(tuple(record)), record


@lru_cache(maxsize=1024)
def _shape(names: tuple[str, ...]) -> Shape | None:
    try:
        return Shape(names)
    except NotPlain:
        return None
