"""Speakers, roles and documents that other collections know by ids of their own.

What a reader of such a collection (Popolo, Wikidata, followthemoney) makes of each item:
``Entity``, ``Tenure`` or ``Work``; ``Raw`` with a reason for an item of which nothing can be made.
``PeopleImport`` keeps them.
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
    ``ref`` is the tenure's own id, where the collection has one.
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
