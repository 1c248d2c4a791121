"""The flat record (docs/import.md): its fields, their order, what each may hold.

``read_record`` turns what JSON or CSV gave into a ``Quote``, or says what is wrong with it; it
never raises.  ``COLUMNS``, then ``POSITION_COLUMNS``, is the order of a CSV file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from claims.dates import PartialDate
from claims.exchange.fields import (
    NOWHERE,
    SHOWN,
    Context,
    Problem,
    Wrong,
    one_of,
    read_answer,
    read_beside,
    read_chain,
    read_confidential,
    read_date,
    read_key,
    read_language,
    read_line,
    read_name,
    read_number,
    read_offset,
    read_slug,
    read_spans,
    read_wikidata,
    read_words,
    shown,
)
from claims.i18n import _
from claims.keep.quote import Bearing, Quote
from claims.keep.slugs import speaker_key
from claims.text import clean_line, shorten
from claims.vocabulary import SpeakerKind, Stance, StatementKind

COLUMNS = (
    "key", "text", "lang", "kind", "speaker", "speaker_kind", "role", "org", "said", "venue",
    "cue", "via", "outlet", "title", "url", "published", "start", "end", "original_text",
    "original_lang", "same_act", "note",
)  # fmt: skip
POSITION_COLUMNS = ("question", "claim", "stance", "number", "hedge", "as_of")
CONFIDENTIAL = "confidential"
"""What of a record is confidential (docs/confidential.md); exported only where that is."""
REQUIRED = ("text", "speaker")

VIA_SEPARATOR = " | "
"""Between the names of a chain in one CSV cell, nearest to the document first."""


class Reading(NamedTuple):
    """What became of a record: a quote, or problems; and the fields nobody knows."""

    quote: Quote | None
    problems: list[Problem]
    unknown: list[str]


def read_positions(value: Any, context: Context) -> list[Bearing]:
    """What a quotation does to one answer or several; raises ``Wrong``."""
    items = value if isinstance(value, list) else [value]
    problems: list[Problem] = []
    found = [
        bearing
        for place, item in enumerate(items, 1)
        if item is not None
        and (bearing := _bearing(item, context, place if len(items) > 1 else 0, problems))
    ]
    if not problems:
        _check_twice(found, problems)
    if problems:
        raise _WrongPositions(problems)
    return found


class _WrongPositions(Wrong):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _bearing(item: Any, context: Context, place: int, problems: list[Problem]) -> Bearing | None:
    """One position; ``place`` counts from 1 where there are several."""
    stem = f"positions[{place}]" if place else "positions"
    if not isinstance(item, dict):
        problems.append(
            Problem(stem, _("must be an object, not {value}").format(value=shown(item)))
        )
        return None
    before = len(problems)
    values: dict[str, Any] = {}
    for name, value in item.items():
        read = _POSITION_READERS.get(name)
        if value is None or read is None:
            continue
        try:
            values[name] = read(value, context)
        except Wrong as wrong:
            problems.append(Problem(f"{stem}.{name}", str(wrong)))
    if values.get("claim") is None and values.get("number") is not None:
        values["claim"] = clean_line(str(item["number"]))
    problems += [
        Problem(f"{stem}.{name}", _("is missing"))
        for name in ("question", "claim", "stance")
        if values.get(name) is None and not any(p.field == f"{stem}.{name}" for p in problems)
    ]
    return Bearing(**values) if len(problems) == before else None


def _check_twice(found: list[Bearing], problems: list[Problem]) -> None:
    seen = set()
    for bearing in found if len(found) > 1 else ():
        same = (bearing.slug, bearing.key, bearing.stance)
        if same in seen:
            problems.append(
                Problem(
                    "positions",
                    _("{stance} {claim} twice").format(
                        stance=bearing.stance, claim=shown(bearing.claim)
                    ),
                )
            )
        seen.add(same)


_Reader = Callable[[Any, Context], Any]
_POSITION_READERS: dict[str, _Reader] = {
    "question": read_slug,
    "claim": read_answer,
    "stance": one_of(Stance),
    "number": read_number,
    "hedge": read_line,
    "as_of": read_date,
}
_READERS: dict[str, _Reader] = {
    "key": read_key,
    "text": read_words,
    "lang": read_language,
    "kind": one_of(StatementKind),
    "speaker": read_name,
    "speaker_kind": one_of(SpeakerKind),
    "speaker_wikidata": read_wikidata,
    "role": read_line,
    "org": read_name,
    "said": read_date,
    "venue": read_line,
    "cue": read_line,
    "via": read_chain,
    "outlet": read_name,
    "title": read_line,
    "url": read_line,
    "published": read_date,
    "start": read_offset,
    "end": read_offset,
    "prefix": read_beside,
    "suffix": read_beside,
    "spans": read_spans,
    "original_text": read_words,
    "original_lang": read_language,
    "same_act": read_key,
    "note": read_words,
    CONFIDENTIAL: read_confidential,
    "positions": read_positions,
}
# Read first: the others are read by them.
_FIRST = ("lang", "published")


# -- the record ----------------------------------------------------------------------------


def read_record(raw: object, *, today: date | None = None) -> Reading:
    """The quote a record holds, or every problem it has.

    "hier" and "jeudi" count from the day published, else from ``today``; without either they are a
    problem.
    """
    if not isinstance(raw, dict):
        reason = _("must be an object, not {value}").format(value=shown(raw))
        return Reading(None, [Problem(None, reason)], [])
    problems: list[Problem] = []
    unknown: list[str] = []
    values: dict[str, Any] = {}
    context = Context(None, today)
    first = {name: raw[name] for name in _FIRST if name in raw}
    _take(first, context, values, problems, unknown)
    context = Context(values.get("lang"), base_day(values.get("published")) or today)
    _take(raw, context, values, problems, unknown, but=_FIRST)
    unknown += unknown_in_positions(raw.get("positions"))
    _check_whole(values, problems)
    return Reading(None if problems else Quote(**values), problems, unknown)


def _take(
    raw: Mapping[str, Any],
    context: Context,
    values: dict[str, Any],
    problems: list[Problem],
    unknown: list[str],
    but: tuple[str, ...] = (),
) -> None:
    """Read the fields of a record that hold anything."""
    for name, value in raw.items():
        if value is None or value == "" or name in but:
            continue
        read = _READERS.get(name)
        if read is None:
            unknown.append(shorten(clean_line(str(name)), SHOWN))
            continue
        try:
            found = read(value, context)
        except Wrong as wrong:
            problems += wrong.problems or [Problem(name, str(wrong))]
        else:
            if found is not None:
                values[name] = found


def base_day(published: PartialDate | None) -> date | None:
    """The day that relative dates count from, where a document was published on one."""
    if published is None or published.first != published.last:
        return None
    return date.fromordinal(published.first)


def unknown_in_positions(value: object) -> list[str]:
    """The fields of positions that nobody knows."""
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [
        shorten(clean_line(f"positions.{name}"), SHOWN)
        for item in items
        if isinstance(item, dict)
        for name in item
        if name not in _POSITION_READERS
    ]


def _check_whole(values: Mapping[str, Any], problems: list[Problem]) -> None:
    """What no field alone can tell."""
    named = {problem.field for problem in problems}
    for name in REQUIRED:
        if name not in values and name not in named:
            problems.append(Problem(name, _("is missing")))
    start, end = values.get("start"), values.get("end")
    if not named & {"start", "end"}:
        if (start is None) != (end is None):
            missing = "start" if start is None else "end"
            problems.append(Problem(missing, _("start and end come together")))
        elif start is not None and end is not None and end <= start:
            reason = _("end {end} is not after start {start}").format(end=end, start=start)
            problems.append(Problem("end", reason))
    if "same_act" in values and values["same_act"] == values.get("key"):
        problems.append(Problem("same_act", _("is the record itself")))
    if "speaker_wikidata" in values and values.get("speaker_kind") is SpeakerKind.UNNAMED:
        problems.append(Problem("speaker_wikidata", _("nobody unnamed has one")))
    if "via" in values and "speaker" in values:
        speaker = speaker_key(values["speaker"])
        if any(speaker_key(name) == speaker for name in values["via"]):
            reason = _("goes round in a circle: {name} is the speaker")
            problems.append(Problem("via", reason.format(name=shown(values["speaker"]))))


def record_key(raw: Mapping[str, Any]) -> str | None:
    """The record's own key as kept, none where it has none that can be kept."""
    try:
        value = raw.get("key")
        return None if value is None else read_key(value, NOWHERE)
    except Wrong:
        return None
