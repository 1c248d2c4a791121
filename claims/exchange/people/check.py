"""What readers of other collections make, checked before any of it is kept.

Names, titles and ids come out clean; what cannot be kept raises ``FlawError``, what can be done
without is told to ``odd`` (line, field, reason) and left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from claims.exchange import fields
from claims.exchange.people import Alias, Entity, Position, Ref, Tenure, Work
from claims.i18n import _
from claims.keep.quote import FlawError
from claims.keep.xrefs import FLAT
from claims.text import clean_text, content_hash
from claims.vocabulary import SpeakerKind

Say = Callable[[int, str, str], None]

RESERVED = frozenset({FLAT, "claimreview", "claimreview-statement", "extract"})
"""Schemes of this program's own keys: no collection's."""

_MOST_ALIASES = 1000
_MOST_REFS = 100


def digest(item: Entity | Tenure | Work) -> str:
    """A fingerprint of what an item says, whatever line it stands on."""
    return content_hash(type(item).__name__, json.dumps(item[1:], default=str))


def check_entity(entity: Entity, odd: Say) -> Entity:
    """An entity as it can be kept."""
    if entity.kind is SpeakerKind.UNNAMED:
        raise FlawError("kind", _("an unnamed speaker belongs to one quote alone"))
    name = _name("name", entity.name)
    refs = _refs(entity.line, entity.refs, odd)
    return entity._replace(
        name=name,
        refs=refs,
        aliases=_aliases(entity.line, entity.aliases, odd),
        parent=check_ref("parent", entity.parent) if entity.parent else None,
        note=_note(entity.note),
    )


def check_tenure(tenure: Tenure, odd: Say) -> Tenure:
    """A tenure as it can be kept."""
    if tenure.since and tenure.until and tenure.since.first > tenure.until.last:
        reason = _("{until} is before {since}").format(until=tenure.until, since=tenure.since)
        raise FlawError("until", reason)
    return tenure._replace(
        holder=check_ref("holder", tenure.holder),
        title=_name("title", tenure.title),
        org=check_ref("org", tenure.org) if tenure.org else None,
        org_name=_name("org", tenure.org_name) if tenure.org_name else None,
        titles=_aliases(tenure.line, tenure.titles, odd),
        note=_note(tenure.note),
        ref=check_ref("id", tenure.ref) if tenure.ref else None,
        position=check_ref("position", tenure.position) if tenure.position else None,
    )


def check_position(position: Position, odd: Say) -> Position:
    """A position as it can be kept."""
    return position._replace(
        ref=check_ref("id", position.ref),
        title=_name("title", position.title),
        titles=_aliases(position.line, position.titles, odd),
    )


def check_work(work: Work, odd: Say) -> Work:
    """A document as it can be kept."""
    if not (work.url or work.title or work.text):
        raise FlawError("title", _("neither title, address nor text"))
    return work._replace(
        refs=_refs(work.line, work.refs, odd),
        title=_read("title", work.title, fields.read_line),
        url=_read("url", work.url, fields.read_line),
        outlet=_name("outlet", work.outlet) if work.outlet else None,
        lang=_read("lang", work.lang, fields.read_language),
        text=_read("text", work.text, fields.read_words),
        mentions=_refs(work.line, work.mentions, odd),
    )


def _read(field: str, value: Any, read: Callable[[Any, fields.Context], Any]) -> Any:
    try:
        return None if value is None else read(value, fields.NOWHERE)
    except fields.Wrong as wrong:
        raise FlawError(field, str(wrong)) from None


def _name(field: str, value: Any) -> str:
    name: str | None = _read(field, value, fields.read_name)
    if name is None:
        raise FlawError(field, _("is missing"))
    return name


def check_ref(field: str, ref: Ref) -> Ref:
    """An id that can be kept, in a scheme that is none of ours."""
    scheme = _read(field, ref.scheme, fields.read_key)
    key = _read(field, ref.key, fields.read_key)
    if not scheme or not key:
        raise FlawError(field, _("is missing"))
    if scheme in RESERVED:
        raise FlawError(field, _("{scheme} is no collection").format(scheme=scheme))
    return Ref(scheme, key)


def _refs(line: int, refs: Iterable[Ref], odd: Say) -> tuple[Ref, ...]:
    """The ids without those that come twice; the first must be one, others are left out."""
    found: dict[Ref, None] = {}
    for place, ref in enumerate(refs):
        try:
            if place == _MOST_REFS:
                odd(line, "id", _("more than {n} ids").format(n=_MOST_REFS))
                break
            found[check_ref("id", ref)] = None
        except FlawError as error:
            if place == 0:
                raise
            odd(line, "id", error.reason)
    return tuple(found)


def _aliases(line: int, aliases: Iterable[Alias], odd: Say) -> tuple[Alias, ...]:
    found: dict[Alias, None] = {}
    for place, alias in enumerate(aliases):
        if place == _MOST_ALIASES:
            odd(line, "aliases", _("more than {n} names").format(n=_MOST_ALIASES))
            break
        try:
            name = fields.read_name(alias.name, fields.NOWHERE)
        except fields.Wrong as wrong:
            odd(line, "aliases", str(wrong))
            continue
        if name:
            found[Alias(name, _lang(alias.lang))] = None
    return tuple(found)


def _lang(lang: Any) -> str | None:
    """A language where it is one; a name is worth keeping without."""
    try:
        return fields.read_language(lang, fields.NOWHERE) if lang else None
    except fields.Wrong:
        return None


def _note(note: str | None) -> str | None:
    words: str | None = _read("note", note, fields.read_words)
    return clean_text(words).strip() if words else None
