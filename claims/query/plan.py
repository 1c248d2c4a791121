"""A resolved tree as one query: what the full-text index answers, and what the rows must meet.

At the top level, what is made of words and filter tokens alone becomes one match; dates become a
range of keys (``claims.fulltext``).  Where few statements meet a condition the index does not know
(positions, very many speakers), those rows are looked at and become a list of keys; else it is
asked of the matches, newest first, until there are enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from claims.confidential import Sight
from claims.fulltext import ID_MASK, entries, key_of
from claims.query.fields import ANY_STATUS
from claims.query.rows import holds
from claims.query.tree import (
    And,
    Filter,
    Held,
    Near,
    Node,
    Not,
    Only,
    Or,
    Said,
    Term,
    all_of,
    conjuncts,
)
from claims.reader import Reader

FEW = 4000
"""Statements meeting a condition that are looked at one by one; the index takes a match by its key
at ten times the cost."""

GATHERED = 20_000
"""Statements meeting a condition that are gathered, to look matches up among them."""

_CHEAPER = 10  # a match that is looked up among few statements, than a statement looked at

BROAD = 1000
"""Filter tokens in a row that the index is asked for; more are asked of the rows."""

# What a filter token stands for in the rows, by its letter; only names can be many.
_ROWS = {
    "p": "{within}",
    "o": "EXISTS (SELECT 1 FROM document d WHERE d.id = s.document_id AND {within})",
    "v": "EXISTS (SELECT 1 FROM via v WHERE v.statement_id = s.id AND {within})",
}
_IDS = {
    "p": "SELECT s.id FROM statement s WHERE {within}",
    "o": "SELECT s.id FROM document d JOIN statement s ON s.document_id = d.id WHERE {within}",
    "v": "SELECT v.statement_id FROM via v WHERE {within}",
}
_COLUMNS = {"p": "s.speaker_id", "o": "d.outlet_id", "v": "v.speaker_id"}

_HELD = """SELECT {what} FROM position p JOIN claim c ON c.id = p.claim_id WHERE {conditions}"""


def engine(reader: Reader) -> ModuleType:
    """How this engine writes a match."""
    if reader.dialect == "sqlite":
        from claims.query import sqlite

        return sqlite
    from claims.query import postgres

    return postgres


@dataclass(frozen=True, slots=True)
class Plan:
    """Keys of matches, newest first: ``sql`` with ``parameters``; ``:most`` limits them.

    ``looks`` says that it looks at rows for what the index does not know.
    """

    sql: str
    parameters: dict[str, Any]
    looks: bool = False

    def keys(self, reader: Reader, most: int) -> list[int]:
        """The keys of at most so many matches, newest first."""
        return reader.values(self.sql, most=most, **self.parameters)

    def count(self, reader: Reader, most: int) -> int:
        """How many matches there are, counted no further than ``most``."""
        sql = f"SELECT count(*) FROM ({self.sql}) AS counted"
        found: int = reader.value(sql, most=most, **self.parameters)
        return found


def plan(reader: Reader, tree: Node) -> Plan:
    """How to find the keys of all statements that meet the tree."""
    index: list[Node] = []
    dates: list[Said] = []
    rows: list[Node] = []
    for node in conjuncts(tree):
        if is_index(node):
            index.append(node)
        elif isinstance(node, Said):
            dates.append(node)
        else:
            rows.append(node)
    builder = _Builder(reader)
    few, rows = _few(reader, rows)
    builder.between(dates)
    narrow = few is not None and len(few) <= FEW
    if few is not None and narrow and _many_match(reader, index, dates, len(few)):
        builder.among(_keys(reader, few, index))
    else:
        builder.match(all_of(*index))
        if few is not None:
            builder.only(few)
    builder.require(rows)
    builder.looks = bool(rows) or (few is not None and not narrow)
    return builder.plan()


def _many_match(reader: Reader, index: list[Node], dates: list[Said], few: int) -> bool:
    """Whether the index finds so much that looking at few statements is the shorter way."""
    builder = _Builder(reader)
    builder.between(dates)
    builder.match(all_of(*index))
    most = few * _CHEAPER
    return builder.plan().count(reader, most + 1) > most


def is_index(node: Node) -> bool:
    """Whether the index alone can answer."""
    if isinstance(node, And | Or):
        return all(map(is_index, node.parts))
    if isinstance(node, Not):
        return is_index(node.part)
    if isinstance(node, Term):
        return len(node.speakers) <= BROAD
    if isinstance(node, Near):
        return True
    return isinstance(node, Filter) and not (
        len(node.tokens) > BROAD and node.tokens[0][0] in _ROWS
    )


def _few(reader: Reader, rows: list[Node]) -> tuple[set[int] | None, list[Node]]:
    """The statements that meet the narrow conditions, and the conditions that remain."""
    few: set[int] | None = None
    remaining: list[Node] = []
    for node in rows:
        found = _ids(reader, node, GATHERED)
        if found is None or len(found) > GATHERED:
            remaining.append(node)
        else:
            few = set(found) if few is None else few & set(found)
    return few, remaining


def _ids(reader: Reader, node: Node, most: int) -> list[int] | None:
    """The statements that meet a condition, at most one beyond ``most``; none cannot be told."""
    if isinstance(node, Only):
        return list(node.ids)
    if isinstance(node, Held):
        condition, parameters = _held(reader, node, "h")
        sql = _HELD.format(what="DISTINCT p.statement_id", conditions=condition)
        return reader.values(f"{sql} LIMIT {most + 1}", **parameters)
    letters = {token[0] for token in node.tokens} if isinstance(node, Filter) else set()
    if isinstance(node, Filter) and len(letters) == 1 and letters <= _IDS.keys():
        letter = letters.pop()
        within = reader.within(_COLUMNS[letter], "ids")
        sql = _IDS[letter].format(within=within)
        return reader.values(f"{sql} LIMIT {most + 1}", ids=[int(one[1:]) for one in node.tokens])
    return None


def _keys(reader: Reader, ids: set[int], tests: list[Node]) -> list[int]:
    """The keys of those of the statements that the index would find, looked at one by one."""
    if reader.sight is Sight.MARKED:
        reader = reader.seen(Sight.ALL)
    found = []
    for row in entries(reader, sorted(ids)):
        words, filters = row.words.split(), set(row.filters.split())
        if all(holds(node, words, filters) for node in tests):
            found.append(row.key)
    return found


def _held(reader: Reader, node: Held, prefix: str) -> tuple[str, dict[str, Any]]:
    names = {f"{prefix}{place}": list(values) for place, (_c, values) in enumerate(node.conditions)}
    tests = [
        reader.within(column, name)
        for name, (column, _values) in zip(names, node.conditions, strict=True)
    ]
    return " AND ".join(tests), names


class _Builder:
    """The query as it grows: tests of the index's row ``f``, then of the statement ``s``."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.engine = engine(reader)
        self.inner: list[str] = []
        self.outer: list[str] = []
        self.parameters: dict[str, Any] = {}
        self.looks = False

    def name(self, value: Any) -> str:
        """A fresh parameter."""
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return name

    def match(self, node: Node | None) -> None:
        """The one match that drives; only a query of nothing but exclusions has need of more."""
        parts = conjuncts(node) if node is not None else ()
        if not any(not isinstance(part, Not) for part in parts):
            node = all_of(ANY_STATUS, node)
        if node is not None:
            self.inner.append(self.engine.MATCH.format(name=self.name(self.engine.match(node))))

    def among(self, keys: list[int]) -> None:
        """Only these keys."""
        self.inner.append(self.reader.within(self.engine.KEY, self.name(keys)))

    def only(self, ids: set[int]) -> None:
        """Only these statements, of what the match finds."""
        own = f"({self.engine.KEY} & {ID_MASK})"
        self.inner.append(self.reader.within(own, self.name(sorted(ids))))

    def between(self, dates: list[Said]) -> None:
        """Only what was said in all of these days: a range of keys, and the last day."""
        firsts = [said.first for said in dates if said.first is not None]
        lasts = [said.last for said in dates if said.last is not None]
        if firsts:
            self.inner.append(f"{self.engine.KEY} >= :{self.name(key_of(0, max(firsts)))}")
        if lasts:
            self.inner.append(f"{self.engine.KEY} < :{self.name(key_of(0, min(lasts) + 1))}")
            self.outer.append(f"s.said_last <= :{self.name(min(lasts))}")

    def require(self, nodes: list[Node]) -> None:
        """All else."""
        self.outer += [self.condition(node) for node in nodes]

    def condition(self, node: Node) -> str:
        """A condition on the statement ``s`` and its row ``f`` of the index."""
        if is_index(node):
            return str(self.engine.MATCH_ANYWHERE.format(name=self.name(self.engine.match(node))))
        writers: dict[type, Callable[[Any], str]] = {
            And: lambda node: self._joined(" AND ", node),
            Or: lambda node: self._joined(" OR ", node),
            Not: lambda node: f"NOT ({self.condition(node.part)})",
            Said: self._said,
            Filter: self._broad,
            Term: lambda node: self._joined(" OR ", Or(_text_or_name(node))),
            Held: self._held,
            Only: lambda node: self.reader.within("s.id", self.name(list(node.ids))),
        }
        return writers[type(node)](node)

    def _joined(self, word: str, node: And | Or) -> str:
        return "(" + word.join(map(self.condition, node.parts)) + ")"

    def _broad(self, node: Filter) -> str:
        letters: dict[str, list[int]] = {}
        for token in node.tokens:
            letters.setdefault(token[0], []).append(int(token[1:]))
        tests = [
            _ROWS[letter].format(within=self.reader.within(_COLUMNS[letter], self.name(ids)))
            for letter, ids in letters.items()
        ]
        return "(" + " OR ".join(tests) + ")"

    def _held(self, node: Held) -> str:
        tests, bound = _held(self.reader, node, f"q{len(self.parameters)}_")
        self.parameters.update(bound)
        within = _HELD.format(what="1", conditions=f"p.statement_id = s.id AND {tests}")
        return f"EXISTS ({within})"

    def _said(self, node: Said) -> str:
        tests = []
        if node.first is not None:
            tests.append(f"s.said_first >= :{self.name(node.first)}")
        if node.last is not None:
            tests.append(f"s.said_last <= :{self.name(node.last)}")
        return "(" + (" AND ".join(tests) or "1 = 1") + ")"

    def plan(self) -> Plan:
        """What was built."""
        sql = self.engine.keys(self.reader, self.inner, self.outer, self.parameters)
        return Plan(sql, self.parameters, looks=self.looks)


def _text_or_name(node: Term) -> tuple[Node, Node]:
    return Term(node.words, (), node.forms), Filter(tuple(f"p{number}" for number in node.speakers))
