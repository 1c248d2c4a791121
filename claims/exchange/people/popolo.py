"""Popolo: persons, organizations, memberships, posts, areas, events; as EveryPolitician had it.

http://www.popoloproject.com/specs/.  Files are one object with a list of each, or a list, or one
object a line, of any of them; memberships may stand within persons and organizations.  Memberships
are read last, for posts, events, areas and organizations may come in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import Any

from claims.dates import PartialDate
from claims.exchange.people import Alias, Entity, Odd, Ref, Tenure
from claims.exchange.people.fields import (
    Node,
    date_of,
    id_of,
    item_of,
    no_node,
    node_of,
    nodes_of,
    text_of,
)
from claims.exchange.people.spool import Spool
from claims.exchange.report import Flaw
from claims.exchange.sources import Raw
from claims.i18n import _
from claims.keep.quote import FlawError
from claims.vocabulary import SpeakerKind

SCHEME = "popolo"
_WIKIDATA = "wikidata"

PARTS = ("persons", "organizations", "memberships", "posts", "areas", "events")
"""The lists a file can have."""

AUTHORITIES = frozenset(
    {_WIKIDATA, "viaf", "isni", "gnd", "lcnaf", "bnf", "orcid", "everypolitician"}
)
"""Schemes of identifiers that mean the same in every file; others may not, and are left out."""

_OF_MEMBERSHIPS = frozenset(
    {"organization_id", "organization", "post_id", "post", "on_behalf_of_id"}
)
_OF_PEOPLE = frozenset(
    {
        "other_names", "identifiers", "memberships", "family_name", "given_name", "sort_name",
        "honorific_prefix", "contact_details", "classification",
    }
)  # fmt: skip

_OPEN = ("9999", "0001")
"""Years that stand for an end or a beginning nobody knows."""
_MEMBER = "member"

Item = Entity | Tenure | Flaw | Odd | Raw
_Days = tuple[PartialDate | None, PartialDate | None]


def looks(value: Any) -> bool:
    """Whether a JSON value is a Popolo file, or one item of it."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, dict) or "text" in value:
        return False
    if any(isinstance(value.get(part), list) for part in ("persons", "organizations")):
        return True
    names = value.keys()
    if "person_id" in names and names & _OF_MEMBERSHIPS:
        return True
    return bool(names & _OF_PEOPLE) and bool(names & {"name", "other_names"})


def read(raws: Iterator[Raw], scheme: str = SCHEME) -> Iterator[Item]:
    """What the items of a file are; ``scheme`` is what its ids are kept under."""
    return _Popolo(scheme).read(raws)


class _Popolo:
    """One file as it is read."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        self.memberships = Spool()
        self.posts: dict[str, Node] = {}
        self.events: dict[str, _Days] = {}
        self.names: dict[str, str] = {}
        """Of areas and organizations, by kind and id."""
        self.readers: dict[str, Callable[[int, Node], Iterator[Item]]] = {
            "persons": self._person,
            "organizations": self._organization,
            "memberships": self._membership,
            "posts": self._post,
            "areas": self._area,
            "events": self._event,
        }

    def read(self, raws: Iterator[Raw]) -> Iterator[Item]:
        for raw in raws:
            if raw.reason is not None:
                yield raw
                continue
            for part, value in _parts(raw):
                yield from self._guarded(raw.line, self.readers[part], value)
        for line, holder, node in self.memberships.take():
            yield from self._guarded(line, partial(self._tenure, holder), node)

    def _guarded(
        self, line: int, read: Callable[[int, Node], Iterator[Item]], value: Any
    ) -> Iterator[Item]:
        """What a reader makes of a value, all of it or a flaw."""
        if not isinstance(value, dict):
            yield Flaw(line, None, no_node(value))
            return
        try:
            yield from list(read(line, value))
        except FlawError as error:
            yield Flaw(line, error.field, error.reason)
        except RecursionError:
            yield Flaw(line, None, _("nested too deeply"))

    # -- persons and organizations ---------------------------------------------------------

    def _person(self, line: int, node: Node) -> Iterator[Item]:
        if "redirect" in node:
            yield Odd(line, "redirect", _("an id that gave way to another was passed over"))
            return
        yield self._entity(line, node, SpeakerKind.PERSON, "person")
        for one in nodes_of(node, "memberships"):
            yield from self._membership(line, one, holder=id_of(node, "id"))

    def _organization(self, line: int, node: Node) -> Iterator[Item]:
        yield self._entity(line, node, SpeakerKind.ORG, "organization")
        for one in nodes_of(node, "posts"):
            yield from self._post(line, {"organization_id": node.get("id"), **one})
        for one in nodes_of(node, "memberships"):
            yield from self._membership(line, {"organization_id": node.get("id"), **one})

    def _entity(self, line: int, node: Node, kind: SpeakerKind, what: str) -> Entity:
        number = id_of(node, "id")
        name, *others = [*_names(node)] or [Alias("")]
        own = [self._ref(what, number)] if number else []
        if number:
            self.names[f"{what} {number}"] = name.name
        return Entity(
            line, (*own, *_authorities(node)), kind, name.name, tuple(others),
            parent=self._parent(node), note=text_of(node, "summary"),
        )  # fmt: skip

    def _parent(self, node: Node) -> Ref | None:
        parent = id_of(node, "parent_id") or id_of(node_of(node, "parent") or {}, "id")
        return self._ref("organization", parent) if parent else None

    def _ref(self, what: str, number: str) -> Ref:
        """An id, which is one among all kinds: ``7`` of a person is ``person/7``."""
        whole = "/" in number or ":" in number
        return Ref(self.scheme, number if whole else f"{what}/{number}")

    # -- what memberships refer to ---------------------------------------------------------

    def _post(self, _line: int, node: Node) -> Iterator[Item]:
        kept = {
            "label": text_of(node, "label"),
            "role": text_of(node, "role"),
            "organization_id": id_of(node, "organization_id")
            or id_of(node_of(node, "organization") or {}, "id"),
            "area": self._area_of(node),
        }
        number = id_of(node, "id")
        if number:
            self.posts[number] = kept
        yield from ()

    def _area(self, _line: int, node: Node) -> Iterator[Item]:
        number, name = id_of(node, "id"), text_of(node, "name")
        if number and name:
            self.names[f"area {number}"] = name
        yield from ()

    def _event(self, _line: int, node: Node) -> Iterator[Item]:
        number = id_of(node, "id")
        if number:
            self.events[number] = _date(node, "start_date"), _date(node, "end_date")
        yield from ()

    # -- memberships -----------------------------------------------------------------------

    def _membership(self, line: int, node: Node, holder: str | None = None) -> Iterator[Item]:
        """Put a membership away until everything is known; those nested in it are read now."""
        if "redirect" in node:
            yield Odd(line, "redirect", _("an id that gave way to another was passed over"))
            return
        for field, what in (("person", self._person), ("organization", self._organization)):
            nested = node_of(node, field)
            if nested and nested.get("name"):
                yield from what(line, {**nested, "memberships": None})
        self.memberships.add((line, holder, node))

    def _tenure(self, holder: str | None, line: int, node: Node) -> Iterator[Item]:
        person = id_of(node, "person_id") or id_of(node_of(node, "person") or {}, "id") or holder
        if person is None:
            raise FlawError("person_id", _("is missing"))
        post = yield from self._post_of(line, node)
        org = (
            id_of(node, "organization_id")
            or id_of(node_of(node, "organization") or {}, "id")
            or id_of(post, "organization_id")
        )
        since, until = yield from self._days(line, node)
        number, whose = id_of(node, "id"), self._ref("organization", org) if org else None
        titles = [text_of(*one) for one in ((node, "role"), (post, "label"), (post, "role"))]
        title = next(filter(None, [*titles, text_of(node, "label")]), _MEMBER)
        yield Tenure(
            line, self._ref("person", person), title, whose, since=since, until=until,
            note=self._note(node, post, title),
            ref=self._ref("membership", number) if number else None,
        )  # fmt: skip

    def _post_of(self, line: int, node: Node) -> Generator[Item, None, Node]:
        """The post a membership is of, empty where there is none."""
        nested = node_of(node, "post")
        number = id_of(node, "post_id") or id_of(nested or {}, "id")
        found = self.posts.get(number or "") or nested
        if number and found is None:
            yield Odd(line, "post_id", _("no record has the id {key}").format(key=number))
        return found or {}

    def _days(self, line: int, node: Node) -> Generator[Item, None, _Days]:
        """From when to when: its own dates, for what lacks those of its legislative period."""
        since, until = _date(node, "start_date"), _date(node, "end_date")
        period = id_of(node, "legislative_period_id")
        event = node_of(node, "legislative_period")
        start, end = (
            (_date(event, "start_date"), _date(event, "end_date")) if event else (None,) * 2
        )
        if period in self.events:
            start, end = self.events[period]
        elif period and event is None:
            reason = _("no record has the id {key}").format(key=period)
            yield Odd(line, "legislative_period_id", reason)
        # Who came after the period's end, or left before it began, belongs to it in part alone.
        if until is None and end and (since is None or since.first <= end.last):
            until = end
        if since is None and start and (until is None or start.first <= until.last):
            since = start
        return since, until

    def _note(self, node: Node, post: Node, title: str) -> str | None:
        """What else is told of a membership, for which there is no other place."""
        party = id_of(node, "on_behalf_of_id")
        label = text_of(post, "label")
        told = {
            "post": label if label != title else None,
            "area": self._area_of(node) or post.get("area"),
            "for": self.names.get(f"organization {party}", party) if party else None,
            "source": next(
                filter(None, (text_of(one, "url") for one in nodes_of(node, "sources"))), None
            ),
        }
        return "; ".join(f"{name}: {words}" for name, words in told.items() if words) or None

    def _area_of(self, node: Node) -> str | None:
        number = id_of(node, "area_id")
        nested = node_of(node, "area") or {}
        return self.names.get(f"area {number}", number) if number else text_of(nested, "name")


def _parts(raw: Raw) -> Iterator[tuple[str, Any]]:
    """The items of a value, each with the list it belongs to."""
    value = raw.value
    if raw.part in PARTS:
        yield raw.part, value
    elif isinstance(value, list):
        for one in value:
            yield _part(one), one
    elif isinstance(value, dict) and any(isinstance(value.get(one), list) for one in PARTS[:2]):
        for part in PARTS:
            listed = value.get(part)
            for one in listed if isinstance(listed, list) else ():
                yield part, one
    else:
        yield _part(value), value


def _part(value: Any) -> str:
    """What an item that stands in no list by name is."""
    if not isinstance(value, dict):
        return "persons"
    if "person_id" in value or ("organization_id" in value and "role" in value):
        return "memberships"
    return "organizations" if "classification" in value else "persons"


def _names(node: Node) -> Iterator[Alias]:
    """The names of a person or organization, the one to call it by first."""
    name = text_of(node, "name")
    others = nodes_of(node, "other_names")
    if name:
        yield Alias(name)
    # Who has no name of its own has a main one among the others, or its parts.
    others.sort(key=lambda one: text_of(one, "note") != "Main")
    for one in [*others, node]:
        told = text_of(one, "name") or _parted(one)
        if told and told != name:
            yield Alias(told, text_of(one, "lang"))


def _parted(node: Node) -> str | None:
    given, family = text_of(node, "given_name"), text_of(node, "family_name")
    return f"{given} {family}" if given and family else None


def _authorities(node: Node) -> Iterator[Ref]:
    for one in nodes_of(node, "identifiers"):
        scheme, key = (text_of(one, "scheme") or "").lower(), id_of(one, "identifier")
        if scheme == _WIKIDATA and key:
            key = item_of(key)
        if key and scheme in AUTHORITIES:
            yield Ref(scheme, key)


def _date(node: Node, field: str) -> PartialDate | None:
    found = date_of(node, field)
    return None if found is None or found.text.startswith(_OPEN) else found
