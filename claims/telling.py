"""How each statement reads where it was told: who, in which role, when, where, through whom.

``contrast``, ``why``, ``history`` and ``timeline`` all speak of the same thing: one statement in
one document.  A ``Telling`` is that, as plain values; ``Bearing`` adds what it does to one claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from claims.ids import format_id
from claims.reader import Reader
from claims.scene import CANONICAL
from claims.vocabulary import Stance


class Telling(NamedTuple):
    """One statement as one document carries it."""

    statement: int
    act: int
    speaker: int
    speaker_name: str
    speaker_kind: str
    role: str | None
    outlet: str | None
    via: tuple[str, ...]
    said: str | None
    first: int
    last: int
    venue: str | None
    text: str
    lang: str | None
    title: str | None
    url: str | None
    published: str | None

    @property
    def ref(self) -> str:
        """The statement's id as people read it."""
        return format_id("statement", self.statement)

    @property
    def date(self) -> str:
        """The date said, failing that the date published; empty when neither is known."""
        return self.said or self.published or ""

    @property
    def source(self) -> str:
        """Where it can be read: the outlet, failing that the document's title or address."""
        return self.outlet or self.title or self.url or ""

    def as_json(self) -> dict[str, Any]:
        """The documented shape; it only grows."""
        return {
            "id": self.ref,
            "speaker": self.speaker_name,
            "speaker_id": format_id("speaker", self.speaker),
            "speaker_kind": self.speaker_kind,
            "role": self.role,
            "said": self.said,
            "published": self.published,
            "venue": self.venue,
            "outlet": self.outlet,
            "via": list(self.via),
            "title": self.title,
            "url": self.url,
            "lang": self.lang,
            "text": self.text,
        }


class Bearing(NamedTuple):
    """What one telling does to one claim."""

    position: int
    claim: int
    stance: Stance
    hedge: str | None
    as_of: str | None
    telling: Telling

    def as_json(self) -> dict[str, Any]:
        """The telling with its stance."""
        return {
            **self.telling.as_json(),
            "stance": self.stance.value,
            "hedge": self.hedge,
            "as_of": self.as_of,
        }


# In the order of a telling's fields, but for the chain.
_COLUMNS = f"""
s.id AS statement, COALESCE(s.act_id, s.id), {CANONICAL.format("k")},
COALESCE(m.name, k.name), COALESCE(m.kind, k.kind), COALESCE(s.role_printed, r.title), o.name,
s.said, s.said_first, s.said_last, s.venue, s.text, s.lang, d.title, d.url, d.published
"""
_BEFORE_CHAIN = Telling._fields.index("via")
_STANCES = {stance.value: stance for stance in Stance}
_JOINS = """
JOIN document d ON d.id = s.document_id
JOIN speaker k ON k.id = s.speaker_id
LEFT JOIN speaker m ON m.id = k.merged_into
LEFT JOIN role r ON r.id = s.role_id
LEFT JOIN speaker o ON o.id = d.outlet_id
"""


def of_claims(reader: Reader, claims: Iterable[int]) -> dict[int, list[Bearing]]:
    """What bears on each claim, accepted statements only, in order of position."""
    ids = sorted(claims)
    rows = reader.tuples(
        f"SELECT p.id AS position, p.claim_id, p.stance, p.hedge, p.as_of, {_COLUMNS}"
        f" FROM position p JOIN statement s ON s.id = p.statement_id {_JOINS}"
        f" WHERE {reader.within('p.claim_id', 'ids')} AND s.status = 'accepted' ORDER BY p.id",
        ids=ids,
    )
    chains = chains_of(reader, {row[5] for row in rows})
    found: dict[int, list[Bearing]] = {claim: [] for claim in ids}
    for position, claim, stance, hedge, as_of, *told in rows:
        bearing = Bearing(position, claim, _STANCES[stance], hedge, as_of, _telling(told, chains))
        found[claim].append(bearing)
    return found


def of_statements(reader: Reader, statements: Iterable[int]) -> dict[int, Telling]:
    """How each of these statements reads."""
    ids = sorted(statements)
    rows = reader.tuples(
        f"SELECT {_COLUMNS} FROM statement s {_JOINS} WHERE {reader.within('s.id', 'ids')}", ids=ids
    )
    chains = chains_of(reader, ids)
    return {row[0]: _telling(row, chains) for row in rows}


def of_shared_acts(reader: Reader, acts: Iterable[int]) -> dict[int, list[Telling]]:
    """Every accepted telling of each act that has several, the act's own statement first."""
    shared = f"SELECT DISTINCT act_id FROM statement WHERE {reader.within('act_id', 'ids')}"
    ids = sorted(reader.values(shared, ids=sorted(acts)))
    # Two branches, so that each can use its index.
    rows = reader.tuples(
        f"SELECT {_COLUMNS} FROM statement s {_JOINS} WHERE {reader.within('s.id', 'ids')}"
        " AND s.status = 'accepted' UNION ALL "
        f"SELECT {_COLUMNS} FROM statement s {_JOINS} WHERE {reader.within('s.act_id', 'ids')}"
        " AND s.status = 'accepted' ORDER BY statement",
        ids=ids,
    )
    chains = chains_of(reader, {row[0] for row in rows})
    found: dict[int, list[Telling]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(_telling(row, chains))
    return found


def chains_of(reader: Reader, statements: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The chain of attribution of each statement that has one, nearest to the document first."""
    rows = reader.tuples(
        "SELECT v.statement_id, COALESCE(m.name, k.name) AS name FROM via v"
        " JOIN speaker k ON k.id = v.speaker_id LEFT JOIN speaker m ON m.id = k.merged_into"
        f" WHERE {reader.within('v.statement_id', 'ids')} ORDER BY v.statement_id, v.step",
        ids=sorted(statements),
    )
    found: dict[int, tuple[str, ...]] = {}
    for statement, name in rows:
        found[statement] = (*found.get(statement, ()), name)
    return found


def _telling(row: Sequence[Any], chains: Mapping[int, tuple[str, ...]]) -> Telling:
    chain = chains.get(row[0], ())
    return Telling._make((*row[:_BEFORE_CHAIN], chain, *row[_BEFORE_CHAIN:]))
