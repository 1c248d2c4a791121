"""Keeping plain quotes: those of a chunk at once, column by column.

Names that are known already become ids without looking at the quotes one by one; whoever is missing
is found or made in the order of the quotes, by ``Keeper.whom`` as for any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple

from claims.errors import UnknownName
from claims.keep.keeper import Keeper
from claims.keep.plain import Plains
from claims.keep.quote import Days, FlawError
from claims.keep.quote import days as days_of
from claims.keep.xrefs import add_records
from claims.reader import Row
from claims.vocabulary import SpeakerKind

_UNNAMED = SpeakerKind.UNNAMED.value


class Refused(NamedTuple):
    """A quote that cannot be kept: its place in the columns, and why."""

    place: int
    error: FlawError | UnknownName


class Filed(NamedTuple):
    """Under what plain quotes are filed: keys and digests of their records, the ids reserved for
    their statements and for what says that they were kept.
    """

    keys: list[str]
    digests: list[str]
    statements: list[int]
    xrefs: list[int]

    def at(self, places: Sequence[int]) -> Filed:
        """Some of them."""
        return Filed(
            [self.keys[place] for place in places],
            [self.digests[place] for place in places],
            [self.statements[place] for place in places],
            [self.xrefs[place] for place in places],
        )


class Kept(NamedTuple):
    """The quotes kept, by their places in the columns; those refused; those ``left``, who report
    the utterance of one refused.
    """

    places: Sequence[int]
    refused: list[Refused]
    left: list[int]


@dataclass(slots=True)
class _Chunk:
    """Quotes on their way: whom each names, what it refers to, a value a quote in each list.

    ``chains`` and ``roles`` are by place; ``holders`` are the places of speakers who may have one.
    """

    plain: Plains
    filed: Filed
    speakers: list[int | None]
    orgs: list[int | None]
    chains: dict[int, tuple[int, ...]] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)
    roles: dict[int, int] = field(default_factory=dict)
    documents: list[Row] = field(default_factory=list)
    dated: list[Days] = field(default_factory=list)

    def at(self, places: Sequence[int]) -> _Chunk:
        """Some of them, before what they refer to was looked for."""
        now = {place: number for number, place in enumerate(places)}
        return _Chunk(
            self.plain.at(places),
            self.filed.at(places),
            [self.speakers[place] for place in places],
            [self.orgs[place] for place in places],
            {now[place]: chain for place, chain in self.chains.items() if place in now},
            {now[place] for place in self.holders if place in now},
        )


class Many:
    """Keeps plain quotes in the batch of a keeper, who has been told of them (``prepare``)."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    def keep(self, plain: Plains, filed: Filed, heads: dict[str, int]) -> Kept:
        """Keep quotes as new statements.

        Who reports the utterance of another record comes after that, or finds its key in
        ``heads``: which statement stands for the utterance of a record.  Those kept are added.
        """
        chunk, refused = self._named(plain, filed)
        places: Sequence[int] = range(len(filed.keys))
        left: list[int] = []
        if refused:
            out = {one.place for one in refused}
            places, left = _accepted(plain, filed.keys, heads, out)
            chunk = chunk.at(places)
        if places:
            self._refer(chunk)
            self._store(chunk, heads)
            self._tell(chunk)
        return Kept(places, refused, left)

    # -- whom they name ---------------------------------------------------------------------

    def _named(self, plain: Plains, filed: Filed) -> tuple[_Chunk, list[Refused]]:
        """Find whom quotes name, or make them."""
        known = self.keeper.speakers
        speakers = [
            None if kind == _UNNAMED else (known.named if kind is None else known.told).get(name)
            for name, kind in zip(plain.speakers, plain.kinds, strict=True)
        ]
        orgs = [known.only.get(org) if org is not None else None for org in plain.orgs]
        chunk = _Chunk(plain, filed, speakers, orgs)
        refused = []
        for place in self._missing(chunk):
            try:
                self._find(chunk, place)
            except (FlawError, UnknownName) as error:
                refused.append(Refused(place, error))
        return chunk, refused

    def _missing(self, chunk: _Chunk) -> list[int]:
        """The quotes of which not all is known, or of which there is more to be known."""
        plain, only = chunk.plain, self.keeper.speakers.only
        strange = {
            place
            for place, outlet in enumerate(plain.sources.outlets)
            if outlet is not None and outlet not in only
        }
        asked = zip(plain.orgs, plain.chains, plain.ends, plain.documents, strict=True)
        return [
            place
            for place, (speaker, org, (name, chain, end, document)) in enumerate(
                zip(chunk.speakers, chunk.orgs, asked, strict=True)
            )
            if speaker is None
            or end is not None
            or (org is None and name is not None)
            or document in strange
            or (chain and not self._note_chain(chunk, place, (speaker, *map(only.get, chain))))
        ]

    def _note_chain(self, chunk: _Chunk, place: int, line: tuple[int | None, ...]) -> bool:
        """Note the chain of a quote, told speaker first; not where anybody in it is unknown, or
        comes twice.
        """
        if None in line or len(set(line)) < len(line):
            return False
        chunk.chains[place] = line[1:]  # type: ignore[assignment]  # none of them is none
        return True

    def _find(self, chunk: _Chunk, place: int) -> None:
        """Find or make whom a quote names."""
        keeper, names = self.keeper, chunk.plain.names(place)
        whom = keeper.whom(names)
        chunk.speakers[place], chunk.orgs[place] = whom.speaker, whom.org
        if whom.via:
            chunk.chains[place] = whom.via
        for name in (names.org, names.outlet):
            if name is not None and name not in keeper.speakers.only:
                keeper.speakers.find(name)
        if names.speaker_kind is SpeakerKind.UNNAMED:
            return
        settled = keeper.speakers.named.get(names.speaker) == whom.speaker
        if not (whom.fresh or settled) and keeper.roles.of(whom.speaker):
            chunk.holders.add(place)
        else:
            keeper.speakers.settle(names.speaker, whom.speaker)

    # -- what they refer to -----------------------------------------------------------------

    def _refer(self, chunk: _Chunk) -> None:
        """Find the documents of quotes, or make them, then their days and roles."""
        plain = chunk.plain
        rows = self.keeper.documents_of(plain.sources, dict.fromkeys(plain.documents))
        chunk.documents = [rows[number] for number in plain.documents]
        chunk.dated = [
            one or days_of(None, row["published_first"], row["published_last"])
            for one, row in zip(plain.days, chunk.documents, strict=True)
        ]
        for place in sorted(chunk.holders):
            self._role(chunk, place)

    def _role(self, chunk: _Chunk, place: int) -> None:
        """The role that a speaker held, who may have one."""
        plain, speaker = chunk.plain, chunk.speakers[place]
        printed = plain.role(place)
        dated = plain.days[place] or chunk.documents[place]["published_first"] is not None
        if speaker is None or not (dated or printed):
            return  # of a quote that nothing dates, only the role it prints is known
        role = self.keeper.roles.at(
            speaker, *chunk.dated[place], printed=printed, org=chunk.orgs[place]
        )
        if role is not None:
            chunk.roles[place] = role

    # -- what is stored ---------------------------------------------------------------------

    def _store(self, chunk: _Chunk, heads: dict[str, int]) -> None:
        plain, store = chunk.plain, self.keeper.store
        keys, digests, statements, xrefs = chunk.filed
        count = len(keys)
        columns: dict[str, Iterable[Any]] = {
            "document_id": [row["id"] for row in chunk.documents],
            "speaker_id": chunk.speakers,
            "role_org_id": chunk.orgs,
            "act_id": _acts(chunk, heads),
            "said_first": [first for first, _last in chunk.dated],
            "said_last": [last for _first, last in chunk.dated],
            **plain.said,
        }
        if chunk.roles:
            columns["role_id"] = map(chunk.roles.get, range(count))
        store.put_columns("statement", statements, columns)
        add_records(store, xrefs, keys, statements, digests)
        for place, chain in sorted(chunk.chains.items()):
            for step, speaker in enumerate(chain, 1):
                store.add("via", statement_id=statements[place], step=step, speaker_id=speaker)
        for place, bearings in plain.positions.items():
            lang = plain.sources.langs[plain.documents[place]]
            self.keeper.bear(statements[place], bearings, lang)

    def _tell(self, chunk: _Chunk) -> None:
        """Have the index know what the records told of them."""
        plain, statements = chunk.plain, chunk.filed.statements
        count = len(statements)
        titles, langs = plain.sources.titles, plain.sources.langs
        told = zip(
            statements,
            plain.words,
            plain.filters,
            [titles[place] for place in plain.documents],
            plain.told_days,
            chunk.dated,
            chunk.speakers,
            map(chunk.roles.get, range(count)) if chunk.roles else repeat(None, count),
            chunk.documents,
            [chunk.chains.get(place, ()) for place in range(count)],
            [langs[place] for place in plain.documents],
            plain.said["kind"],
            plain.said.get("role_printed") or repeat(None, count),
            plain.begun or repeat(None, count),
            strict=True,
        )
        self.keeper.indexing.tell(told)


def _accepted(
    plain: Plains, keys: Sequence[str], heads: Mapping[str, int], refused: set[int]
) -> tuple[list[int], list[int]]:
    """The places of those not refused; and of these who report the utterance of one that is."""
    accepted, left = [], []
    known = set(heads)
    for place, act in enumerate(plain.acts):
        if place in refused:
            continue
        if act is not None and act not in known:
            left.append(place)
        else:
            accepted.append(place)
            known.add(keys[place])
    return accepted, left


def _acts(chunk: _Chunk, heads: dict[str, int]) -> list[int | None]:
    """The statement that stands for the utterance of each, where that is another."""
    acts: list[int | None] = []
    filed = chunk.filed
    for number, key, target in zip(filed.statements, filed.keys, chunk.plain.acts, strict=True):
        act = heads[target] if target is not None else None
        heads[key] = number if act is None else act
        acts.append(act)
    return acts
