"""Plain records read quickly: a chunk at a time, field by field, column by column.

A record is plain where each of its fields holds a text, a place in one, a chain or positions, and
where nothing is wrong with any of them: nearly all of any file are.  What is not is left to
``claims.exchange.record``, which says why; of what is, the same is said (a property test holds the
two together).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import compress, repeat
from operator import itemgetter
from typing import Any

from claims.dates import PartialDate
from claims.exchange import fields
from claims.exchange.fields import NOWHERE, Context, Wrong
from claims.exchange.record import (
    base_day,
    read_positions,
    unknown_in_positions,
)
from claims.fulltext import filters_in_columns
from claims.indexed_words import indexed_words
from claims.keep.insertions import insertions
from claims.keep.plain import Plains
from claims.keep.quote import Days, days
from claims.keep.slugs import speaker_key
from claims.keep.source import Sources, article_key
from claims.vectors import begun
from claims.vocabulary import SpeakerKind, StatementKind

_DIRECT = StatementKind.DIRECT.value
_MOST_KNOWN = 1 << 12
_MOST_OF_MANY = 1 << 14
"""Days of forty years, names of speakers: the same come in any order."""
_UNDATED = None, None
_WRONG: Any = object()
"""Stands for a value that is flawed, or must be read together with other fields."""


def _of_any(read: Callable[[Any, Context], Any]) -> Callable[[Any], Any]:
    return lambda value: read(value, NOWHERE)


def _date(value: str) -> PartialDate | None:
    """A date as it is mostly written; what else one can be depends on other fields."""
    if len(value) != len("2016-09-22") or value[4] != "-":
        raise Wrong
    return fields.read_date(value, NOWHERE)


class _Known(dict[Any, Any]):
    """What values that come again and again are read as, found out once."""

    def __init__(self, read: Callable[[Any], Any], most: int = _MOST_KNOWN) -> None:
        super().__init__({None: None})
        self._read = read
        self._most = most
        self.wrong = False
        """Whether any of them is, or was."""

    def __missing__(self, value: Any) -> Any:
        if len(self) > self._most:
            self.clear()
            self[None] = None
        found = self[value] = _tried(self._read, value)
        self.wrong |= found is _WRONG
        return found


def _tried(read: Callable[[Any], Any], value: Any) -> Any:
    """What a value is read as; nothing where there is none."""
    if value is None:
        return None
    try:
        found = read(value)
    except (Wrong, KeyError):
        return _WRONG
    return _WRONG if found is None else found


def _one_of(members: Iterable[StrEnum]) -> Callable[[Any], Any]:
    return {member.value: member.value for member in members}.__getitem__


# Values that come again and again, and others; those that are no texts stand apart.
_READ_OFTEN: dict[str, Callable[[Any], Any]] = {
    "lang": fields.language_of,
    "kind": _one_of(StatementKind),
    "speaker_kind": _one_of(SpeakerKind),
    "role": fields.line_of,
    "org": fields.name_of,
    "venue": fields.line_of,
    "cue": fields.line_of,
    "outlet": fields.name_of,
    "title": fields.rare_line_of,
    "original_lang": fields.language_of,
}
_DATES = _Known(_date, _MOST_OF_MANY)
_OFTEN = {name: _Known(read) for name, read in _READ_OFTEN.items()}
_OFTEN |= {
    "speaker": _Known(fields.name_of, _MOST_OF_MANY), "said": _DATES, "published": _DATES,
}  # fmt: skip
_RARE: dict[str, Callable[[Any], Any]] = {
    "text": fields.words_of,
    "url": fields.rare_line_of,
    "prefix": _of_any(fields.read_beside),
    "suffix": _of_any(fields.read_beside),
    "original_text": fields.words_of,
    "same_act": _of_any(fields.read_key),
    "note": fields.words_of,
}
_OTHERS: dict[str, Callable[[Any], Any]] = {
    "via": _of_any(fields.read_chain),
    "start": _of_any(fields.read_offset),
    "end": _of_any(fields.read_offset),
    "positions": lambda value: value,
}
_FIELDS = {"key"} | _OFTEN.keys() | _RARE.keys() | _OTHERS.keys()
_AS_THEY_ARE = (
    "lang", "cue", "venue", "prefix", "suffix", "original_text", "original_lang", "note",
)  # fmt: skip


# -- which may be plain ------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _texts(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[str, ...]] | None:
    """What takes the texts from a record of just these fields; none where no such one is plain."""
    if not (_FIELDS.issuperset(names) and {"text", "speaker"} <= set(names)):
        return None
    return itemgetter(*(name for name in names if name not in _OTHERS))


def may_be_plain(record: Mapping[str, Any]) -> bool:
    """Whether a record in which nothing is empty has the fields, and the texts, of a plain one."""
    texts = _texts(tuple(record))
    if texts is None:
        return False
    try:
        "".join(texts(record))
    except TypeError:
        return False
    return True


# -- columns ---------------------------------------------------------------------------------


def read_plain(
    records: Sequence[Mapping[str, Any] | None],
    keys: Sequence[str | None],
    *,
    vectors: bool = False,
) -> Plains:
    """The quotes of those records that are plain; of others there is none.

    Given are the records of a chunk, of those that may be plain, and the keys they are kept by.
    With ``vectors``, what Postgres indexes of them is begun.
    """
    get: Any = dict.get
    given = [record for record in records if record is not None]
    columns: dict[str, list[Any]] = {
        name: list(map(known.__getitem__, map(get, given, repeat(name))))
        for name, known in _OFTEN.items()
    }
    doubtful = [name for name, known in _OFTEN.items() if known.wrong]
    for name, read in {**_RARE, **_OTHERS}.items():
        column = list(map(get, given, repeat(name)))
        found = _at_a_stretch(read, column)
        if found is None:
            found = [_tried(read, value) for value in column]
            doubtful.append(name)
        columns[name] = found
    columns["place"] = [place for place, record in enumerate(records) if record is not None]
    columns["key"] = [keys[place] for place in columns["place"]]
    columns = _without_wrong(columns, doubtful)
    columns["positions"] = [
        value and _bearings(value, lang, published)
        for value, lang, published in zip(
            columns["positions"], columns["lang"], columns["published"], strict=True
        )
    ]
    odd = [*_ends_before_start(columns), *_leading_back(columns), *_said_late(columns)]
    for place in odd:
        columns["text"][place] = _WRONG
    plains = _plains(_without_wrong(columns, ["positions", *(["text"] if odd else [])]))
    if vectors:
        plains.begun = list(map(begun, plains.words, plains.filters))
    return plains


def _at_a_stretch(read: Callable[[Any], Any], column: list[Any]) -> list[Any] | None:
    """What the values of a column are read as; none where anything is wrong with one."""
    empty = column.count(None)
    if empty == len(column):
        return column
    try:
        found = [value if value is None else read(value) for value in column]
    except (Wrong, KeyError):
        return None
    return found if found.count(None) == empty else None


def _without_wrong(columns: dict[str, list[Any]], names: list[str]) -> dict[str, list[Any]]:
    """The columns without the records of which anything is wrong in those named."""
    wrong = {
        place
        for name in names
        if _is_filled(columns[name]) and _WRONG in columns[name]
        for place, value in enumerate(columns[name])
        if value is _WRONG
    }
    if not wrong:
        return columns
    right = [place not in wrong for place in range(len(columns["place"]))]
    return {name: list(compress(column, right)) for name, column in columns.items()}


def _bearings(value: Any, lang: str | None, published: PartialDate | None) -> Any:
    """Positions, read with what else the record says."""
    if unknown_in_positions(value):
        return _WRONG
    context = Context(lang, base_day(published))
    return _tried(lambda one: read_positions(one, context), value)


# What no field alone can tell: the places of records in which fields do not go together.


def _ends_before_start(columns: dict[str, list[Any]]) -> Iterator[int]:
    for place, (start, end) in enumerate(zip(columns["start"], columns["end"], strict=True)):
        if (start is None) != (end is None) or (start is not None and end <= start):
            yield place


def _leading_back(columns: dict[str, list[Any]]) -> Iterator[int]:
    """Records that report their own utterance, or came to us through their own speaker."""
    for place, (act, key) in enumerate(zip(columns["same_act"], columns["key"], strict=True)):
        if act is not None and act == key:
            yield place
    for place, (via, speaker) in enumerate(zip(columns["via"], columns["speaker"], strict=True)):
        if via and speaker_key(speaker) in map(speaker_key, via):
            yield place


def _said_late(columns: dict[str, list[Any]]) -> Iterator[int]:
    """Records said after they were published, which are warned of; a day is a matter of zones."""
    for place, (said, published) in enumerate(
        zip(columns["said"], columns["published"], strict=True)
    ):
        if said and published and said.first > published.last + 1:
            yield place


def _plains(columns: dict[str, list[Any]]) -> Plains:
    """Plain quotes of the columns of their records."""
    texts, roles, langs = columns["text"], columns["role"], columns["lang"]
    kinds = [kind or _DIRECT for kind in columns["kind"]]
    said: list[Days | None] = [(one.first, one.last) if one else None for one in columns["said"]]
    told_days = [
        one or days(published, None, None)
        for one, published in zip(said, columns["published"], strict=True)
    ]
    sources, documents = _sources(columns)
    marked = [_marked(text) if "[" in text or "(" in text else None for text in texts]
    stated = {
        "role_printed": roles,
        "kind": kinds,
        "text": texts,
        "said": [one and one.text for one in columns["said"]],
        "start_offset": columns["start"],
        "end_offset": columns["end"],
        "insertions": marked,
        **{name: columns[name] for name in _AS_THEY_ARE},
    }
    return Plains(
        places=columns["place"],
        speakers=columns["speaker"],
        kinds=columns["speaker_kind"],
        orgs=columns["org"],
        chains=[via or () for via in columns["via"]],
        days=said,
        ends=columns["end"],
        acts=columns["same_act"],
        documents=documents,
        words=list(map(indexed_words, texts)),
        filters=filters_in_columns(langs, kinds, told_days, sources.titles, documents, roles),
        told_days=told_days,
        said={name: column for name, column in stated.items() if _is_filled(column)},
        sources=sources,
        positions={place: one for place, one in enumerate(columns["positions"]) if one},
    )


def _marked(text: str) -> str | None:
    found = insertions(text)
    return json.dumps(found) if found else None


def _is_filled(column: list[Any]) -> bool:
    """Whether there is anything in a column."""
    return column.count(None) < len(column)


def _sources(columns: dict[str, list[Any]]) -> tuple[Sources, list[int]]:
    """The articles that records stand in, each once, and which is that of each record."""
    published = columns["published"]
    days_of = {one.text: (one.first, one.last) for one in published if one}
    told = [columns[name] for name in ("outlet", "title", "url")]
    told += [[one and one.text for one in published], columns["lang"]]
    found: dict[tuple[Any, ...], int] = {}
    documents = [found.setdefault(one, len(found)) for one in zip(*told, strict=True)]
    if not found:
        return Sources(*([] for _column in Sources._fields)), []
    outlets, titles, urls, texts, langs = map(list, zip(*found, strict=True))
    firsts, lasts = map(list, zip(*[days_of.get(text, _UNDATED) for text in texts], strict=True))
    keys = list(map(article_key, outlets, urls, titles, texts))
    return Sources(outlets, titles, urls, texts, firsts, lasts, langs, keys), documents
