"""Speakers, roles and documents that other collections know by ids of their own.

What a reader of such a collection (Popolo, Wikidata, followthemoney) makes of each item:
``Entity``, ``Tenure``, ``Position`` or ``Work``; a ``Flaw`` (of claims.exchange.report), or a
``Raw`` with a reason, for an item of which nothing can be made; an ``Odd`` for what was passed over
and refused nothing.  ``PeopleImport`` (claims.exchange.people.keep) keeps them.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.dates import PartialDate
from claims.vocabulary import SpeakerKind


class Ref(NamedTuple):
    """An id in a collection: ``Ref("wikidata", "Q1")``, ``Ref("popolo", "person/7")``."""

    scheme: str
    key: str


class Alias(NamedTuple):
    """Another name, and its language where that is known."""

    name: str
    lang: str | None = None


class Entity(NamedTuple):
    """A speaker: by its ids first (the first is the collection's own), else by name."""

    line: int
    refs: tuple[Ref, ...]
    kind: SpeakerKind
    name: str
    aliases: tuple[Alias, ...] = ()
    parent: Ref | None = None
    note: str | None = None


class Tenure(NamedTuple):
    """A role held: by whom, at which organisation, from when to when, each where it is known.

    ``org_name`` serves where the organisation has no id, or nothing else tells its name.
    ``ref`` is the tenure's own id, where the collection has one.  ``position`` is the id of what is
    held, where that has one: where ``title`` is but its key, what ``Position`` or a speaker of that
    id is called takes its place.  ``loose``: an ``org`` nobody knows may be left out.
    """

    line: int
    holder: Ref
    title: str
    org: Ref | None = None
    org_name: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    titles: tuple[Alias, ...] = ()
    note: str | None = None
    ref: Ref | None = None
    position: Ref | None = None
    loose: bool = False


class Position(NamedTuple):
    """What a position is called, whoever holds it."""

    line: int
    ref: Ref
    title: str
    titles: tuple[Alias, ...] = ()


class Work(NamedTuple):
    """A document, by its id, else by outlet and address."""

    line: int
    refs: tuple[Ref, ...]
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: PartialDate | None = None
    lang: str | None = None
    text: str | None = None
    mentions: tuple[Ref, ...] = ()


class Odd(NamedTuple):
    """What was passed over in an item: the field, and why."""

    line: int
    field: str
    reason: str
