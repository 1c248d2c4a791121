"""Keeping plain quotes: those of a chunk at once, column by column.

Names that are known already become ids without looking at the quotes one by one; whoever is missing
is found or made in the order of the quotes, by ``Keeper.whom`` as for any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from claims.errors import UnknownName
from claims.keep.indexing import Told
from claims.keep.keeper import Keeper
from claims.keep.plain import Plains
from claims.keep.quote import Days, FlawError, days
from claims.keep.xrefs import add_records
from claims.reader import Row

_UNNAMED = "unnamed"


class Refused(NamedTuple):
    """A quote that cannot be kept: its place in the columns, and why."""

    place: int
    error: FlawError | UnknownName


class Kept(NamedTuple):
    """The quotes kept, by their places in the columns, their statements and external ids."""

    places: Sequence[int]
    statements: range
    xrefs: range
    refused: list[Refused]


class _Whom(NamedTuple):
    """Whom each quote of a chunk names; ``more`` have a chain or a speaker who may have a role."""

    speakers: list[int | None]
    orgs: list[int | None]
    chains: dict[int, tuple[int, ...]]
    more: set[int]
    refused: list[Refused]


class Many:
    """Keeps plain quotes in the batch of a keeper, who has been told of them (``prepare``)."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    def keep(self, plain: Plains, keys: Sequence[str], digests: Sequence[str]) -> Kept:
        """Keep quotes as new statements, with the keys and digests of their records."""
        whom = self._whom(plain)
        places: Sequence[int] = range(len(plain.speakers))
        if whom.refused:
            out = {one.place for one in whom.refused}
            places = [place for place in places if place not in out]
            if not places:
                return Kept((), range(0), range(0), whom.refused)
        keys, digests = (_at(places, column) for column in (keys, digests))
        documents = self._documents(plain, places)
        dated = [
            one or days(None, row["published_first"], row["published_last"])
            for one, row in zip(_at(places, plain.days), documents, strict=True)
        ]
        roles = self._roles(plain, whom, places, documents, dated) if whom.more else {}
        statements = self._statements(plain, places, whom, documents, dated, roles)
        xrefs = add_records(self.keeper.store, keys, statements, digests)
        number_of = dict(zip(places, statements, strict=True))
        self._chains(whom.chains, number_of)
        self._positions(plain, number_of)
        self._tell(plain, places, statements, whom, documents, dated, roles)
        return Kept(places, statements, xrefs, whom.refused)

    # -- whom they name ---------------------------------------------------------------------

    def _whom(self, plain: Plains) -> _Whom:
        speakers = self.keeper.speakers
        named, told, only = speakers.named, speakers.told, speakers.only
        found = _Whom(
            [
                None if kind == _UNNAMED else (named if kind is None else told).get(name)
                for name, kind in zip(plain.speakers, plain.kinds, strict=True)
            ],
            [only.get(org) if org is not None else None for org in plain.orgs],
            {},
            set(),
            [],
        )
        strange = {
            place
            for place, source in enumerate(plain.sources)
            if source.outlet is not None and source.outlet not in only
        }
        asked = zip(plain.orgs, plain.chains, plain.ends, plain.documents, strict=True)
        missing = [
            place
            for place, (speaker, org, (name, chain, end, document)) in enumerate(
                zip(found.speakers, found.orgs, asked, strict=True)
            )
            if speaker is None
            or chain
            or end is not None
            or (org is None and name is not None)
            or document in strange
        ]
        for place in missing:
            try:
                self._find(plain, place, found)
            except (FlawError, UnknownName) as error:
                found.refused.append(Refused(place, error))
        return found

    def _find(self, plain: Plains, place: int, found: _Whom) -> None:
        """Find or make whom a quote names."""
        keeper, names = self.keeper, plain.names(place)
        whom = keeper.whom(names)
        found.speakers[place], found.orgs[place] = whom.speaker, whom.org
        if whom.via:
            found.chains[place] = whom.via
        for name in (names.org, names.outlet):
            if name is not None and name not in keeper.speakers.only:
                keeper.speakers.find(name)
        if plain.kinds[place] == _UNNAMED:
            return
        if not whom.fresh and keeper.roles.of(whom.speaker):
            found.more.add(place)
        else:
            keeper.speakers.settle(names.speaker, whom.speaker)

    # -- what they refer to -----------------------------------------------------------------

    def _documents(self, plain: Plains, places: Sequence[int]) -> list[Row]:
        """The document of each quote, made where it is missing."""
        numbers = _at(places, plain.documents)
        find, rows = self.keeper.speakers.find, {}
        for number in dict.fromkeys(numbers):
            source = plain.sources[number]
            outlet = find(source.outlet) if source.outlet is not None else None
            rows[number] = self.keeper.document(source, outlet)
        return [rows[number] for number in numbers]

    def _roles(
        self,
        plain: Plains,
        whom: _Whom,
        places: Sequence[int],
        documents: list[Row],
        dated: list[Days],
    ) -> dict[int, int]:
        """The roles held by those who have any."""
        found = {}
        printed = plain.said.get("role_printed")
        for place, document, when in zip(places, documents, dated, strict=True):
            speaker = whom.speakers[place]
            if place not in whom.more or speaker is None:
                continue
            role = printed[place] if printed else None
            if not role and not plain.days[place] and document["published_first"] is None:
                continue  # of a quote that nothing dates, only the role it prints is known
            held = self.keeper.roles.at(speaker, *when, printed=role, org=whom.orgs[place])
            if held is not None:
                found[place] = held
        return found

    # -- what is stored ---------------------------------------------------------------------

    def _statements(
        self,
        plain: Plains,
        places: Sequence[int],
        whom: _Whom,
        documents: list[Row],
        dated: list[Days],
        roles: dict[int, int],
    ) -> range:
        columns: dict[str, Iterable[Any]] = {
            "document_id": [row["id"] for row in documents],
            "speaker_id": _at(places, whom.speakers),
            "role_org_id": _at(places, whom.orgs),
            "said_first": [first for first, _last in dated],
            "said_last": [last for _first, last in dated],
            **{name: _at(places, column) for name, column in plain.said.items()},
        }
        if roles:
            columns["role_id"] = map(roles.get, places)
        return self.keeper.store.put_columns("statement", columns, len(places))

    def _chains(self, chains: dict[int, tuple[int, ...]], number_of: dict[int, int]) -> None:
        for place, chain in chains.items():
            if place in number_of:
                for step, speaker in enumerate(chain, 1):
                    self.keeper.store.add(
                        "via", statement_id=number_of[place], step=step, speaker_id=speaker
                    )

    def _positions(self, plain: Plains, number_of: dict[int, int]) -> None:
        for place, bearings in plain.positions.items():
            if place in number_of:
                lang = plain.sources[plain.documents[place]].lang
                self.keeper.bear(number_of[place], bearings, lang)

    def _tell(
        self,
        plain: Plains,
        places: Sequence[int],
        statements: range,
        whom: _Whom,
        documents: list[Row],
        dated: list[Days],
        roles: dict[int, int],
    ) -> None:
        """Have the index know what the records told of them."""
        sources = [plain.sources[place] for place in _at(places, plain.documents)]
        printed = plain.said.get("role_printed")
        self.keeper.indexing.told += map(
            Told._make,
            zip(
                statements,
                _at(places, plain.words),
                _at(places, plain.filters),
                [source.title for source in sources],
                _at(places, plain.told_days),
                dated,
                _at(places, whom.speakers),
                map(roles.get, places) if roles else repeat(None, len(places)),
                documents,
                [whom.chains.get(place, ()) for place in places],
                [source.lang for source in sources],
                _at(places, plain.said["kind"]),
                _at(places, printed) if printed else repeat(None, len(places)),
                strict=True,
            ),
        )


def _at(places: Sequence[int], column: Sequence[Any]) -> Sequence[Any]:
    """The values at some places of a column, in their order."""
    return column if isinstance(places, range) else [column[place] for place in places]
