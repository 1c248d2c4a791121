"""A resolved tree as one query: what the full-text index answers, and what the rows must meet.

At the top level, what is made of words and filter tokens alone becomes one match; dates become a
range of keys (``claims.fulltext``); few statements that meet a condition on positions become a
list of keys; all else is asked of the matches, newest first, until there are enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from claims.fulltext import key_of
from claims.query.fields import ANY_STATUS
from claims.query.tree import (
    And,
    Filter,
    Held,
    Near,
    Node,
    Not,
    Only,
    Or,
    Role,
    Said,
    Term,
    all_of,
    conjuncts,
)
from claims.reader import Reader
from claims.text import fold

FEW = 2000
"""Statements meeting a condition that are looked up one by one rather than filtered."""

BROAD = 100
"""Filter tokens in a row that the index is asked for; more are asked of the rows."""

# What a filter token stands for in the rows, by its letter; only names can be many.
_ROWS = {
    "p": "{within}",
    "o": "EXISTS (SELECT 1 FROM document d WHERE d.id = s.document_id AND {within})",
    "v": "EXISTS (SELECT 1 FROM via v WHERE v.statement_id = s.id AND {within})",
}
_COLUMNS = {"p": "s.speaker_id", "o": "d.outlet_id", "v": "v.speaker_id"}

_HELD = """SELECT {what} FROM position p JOIN claim c ON c.id = p.claim_id WHERE {conditions}"""

_FOLDED = {
    "sqlite": "fold({column})",
    # Decomposed, its accents removed: what ``claims.text.fold`` does to names and titles.
    "postgresql": (
        "replace(regexp_replace(lower(normalize({column}, NFKD)), '[\u0300-\u036f]', '', 'g'),"
        " 'œ', 'oe')"
    ),
}


def engine(reader: Reader) -> ModuleType:
    """How this engine writes a match."""
    if reader.dialect == "sqlite":
        from claims.query import sqlite

        return sqlite
    from claims.query import postgres

    return postgres


@dataclass(frozen=True, slots=True)
class Plan:
    """Keys of matches, newest first: ``sql`` with ``parameters``; ``:most`` limits them."""

    sql: str
    parameters: dict[str, Any]

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
    keys, rows = _few(reader, rows)
    if keys is not None:
        builder.among(keys)
    builder.match(all_of(*index))
    builder.between(dates)
    builder.require(rows)
    return builder.plan()


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


def _few(reader: Reader, rows: list[Node]) -> tuple[list[int] | None, list[Node]]:
    """The keys of statements that meet the narrow conditions, and the conditions that remain."""
    ids: set[int] | None = None
    remaining: list[Node] = []
    for node in rows:
        found: list[int] | None = None
        if isinstance(node, Only):
            found = list(node.ids)
        elif isinstance(node, Held):
            condition, parameters = _held(reader, node, "h")
            sql = _HELD.format(what="DISTINCT p.statement_id", conditions=condition)
            found = reader.values(f"{sql} LIMIT {FEW + 1}", **parameters)
        if found is None or len(found) > FEW:
            remaining.append(node)
        else:
            ids = set(found) if ids is None else ids & set(found)
    if ids is None:
        return None, remaining
    said = reader.rows(
        "SELECT id, said_first FROM statement WHERE " + reader.within("id", "ids"), ids=sorted(ids)
    )
    return [key_of(row["id"], row["said_first"]) for row in said], remaining


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
            Role: self._role,
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

    def _role(self, node: Role) -> str:
        if self.reader.dialect == "sqlite":
            self.reader.connection.create_function("fold", 1, _fold, deterministic=True)
        printed = _FOLDED[self.reader.dialect].format(column="s.role_printed")
        names = [self.name(f"%{token}%") for token in node.tokens]
        own = " AND ".join(f"{printed} LIKE :{name}" for name in names)
        held = " AND ".join(f"r.title_key LIKE :{name}" for name in names)
        resolved = f"EXISTS (SELECT 1 FROM role r WHERE r.id = s.role_id AND {held})"
        return f"((s.role_printed IS NOT NULL AND {own}) OR {resolved})"

    def plan(self) -> Plan:
        """What was built."""
        sql = self.engine.keys(self.reader, self.inner, self.outer, self.parameters)
        return Plan(sql, self.parameters)


def _text_or_name(node: Term) -> tuple[Node, Node]:
    return Term(node.words, (), node.forms), Filter(tuple(f"p{number}" for number in node.speakers))


def _fold(text: str | None) -> str | None:
    return fold(text) if text is not None else None
