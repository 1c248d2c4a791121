"""A resolved tree as one query: what the full-text index answers, and what the rows must meet.

At the top level, what is made of words and filter tokens alone becomes one match; dates become a
range of keys (``claims.fulltext``).  What the index does not know (positions, very many speakers)
is asked of the matches, the newest first, a batch at a time, until there are enough; where few
statements meet such a condition, they are gathered first.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from types import ModuleType
from typing import Any

from claims.confidential import Sight
from claims.fulltext import ID_MASK, entries, key_of
from claims.query.held import held
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
from claims.value import Value

FEW = 2000
"""Statements meeting a condition that are looked at one by one, however many the index finds."""

GATHERED = 20_000
"""Statements meeting a condition that are gathered, to look for them among the matches."""

BATCH = 2000
"""Matches whose rows are looked at together; later batches are larger."""

BROAD = 100
"""Filter tokens in a row that the index is asked for, each step of it takes them all; more are
asked of the rows."""

_LARGEST = 4 * BATCH
_WALK = 20_000  # matches asked for at a time, at first fewer: on Postgres all of them arrive
_NO_KEY = 1 << 62  # above every key
_DENSE = 4  # of a batch: enough for going on with the next batches to fill an answer soon
_TURN = 10  # matches passed for each statement gathered, before those are looked at instead

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

_STATUSES = ("xaccepted", "xproposed", "xrejected")


def engine(reader: Reader) -> ModuleType:
    """How this engine writes a match."""
    if reader.dialect == "sqlite":
        from claims.query import sqlite

        return sqlite
    from claims.query import postgres

    return postgres


class Batch(Value):
    """Keys of matches, newest first, and how many matches of the index were passed for them.

    ``last`` says that there are no more.
    """

    passed: int
    keys: list[int]
    last: bool = False


class Plan(Value):
    """How to find the keys of matches, newest first.

    ``sql`` with ``parameters`` gives the keys of what the index finds, at most ``:most`` of them,
    below ``:below``; ``rows`` are the conditions that it does not know.
    """

    sql: str
    parameters: dict[str, Any]
    index: Node | None
    dates: tuple[Said, ...]
    rows: tuple[Node, ...]

    @property
    def looks(self) -> bool:
        """Whether rows are looked at for what the index does not know."""
        return bool(self.rows)

    def keys(self, reader: Reader, most: int) -> list[int]:
        """The keys of at most so many matches, newest first, however far they lie."""
        if not self.rows:
            return reader.values(self.sql, **self.parameters, most=most, below=_NO_KEY)
        found: list[int] = []
        with closing(self.batches(reader)) as batches:
            for batch in batches:
                found += batch.keys
                if len(found) >= most:
                    break
        return found[:most]

    def count(self, reader: Reader, most: int) -> int:
        """How many matches there are, counted no further than ``most``."""
        return len(self.keys(reader, most))

    def batches(self, reader: Reader) -> Generator[Batch, None, None]:
        """All keys, newest first, as they are found, where rows are looked at.

        Whoever does not take all of them closes it: the query is still open.
        """
        with closing(self._walk(reader)) as walk:
            first = list(islice(walk, BATCH))
            if len(first) < BATCH:
                yield Batch(len(first), _meeting(reader, self.rows, first), last=True)
            else:
                yield from self._among(reader, first, walk)

    def _walk(self, reader: Reader) -> Generator[int, None, None]:
        """The keys of what the index finds, newest first; each is fetched when it is asked for."""
        last, below, most = None, _NO_KEY, _WALK // 5
        while last != below:
            last = below
            for below in reader.stream(self.sql, **self.parameters, most=most, below=last):
                yield below
            most = _WALK

    def _among(self, reader: Reader, first: list[int], walk: Iterator[int]) -> Iterator[Batch]:
        """Of more matches than one batch, those whose rows meet the conditions."""
        few, rest = None, self.rows
        found = _meeting(reader, rest, first)
        if len(found) < _DENSE:
            few, rest = _gathered(reader, rest)
        if few is not None and len(few) <= FEW:
            yield Batch(len(few), self._looked_at(reader, few, rest), last=True)
            return
        yield Batch(len(first), found)
        passed = len(first)
        while keys := list(islice(walk, max(BATCH, min(passed // 4, _LARGEST)))):
            passed += len(keys)
            among = keys if few is None else [key for key in keys if key & ID_MASK in few]
            yield Batch(len(keys), _meeting(reader, rest, among))
            if few is not None and passed > _TURN * len(few):
                left = self._looked_at(reader, few, rest)
                yield Batch(len(few), [key for key in left if key < keys[-1]], last=True)
                return

    def _looked_at(self, reader: Reader, ids: set[int], rest: Sequence[Node]) -> list[int]:
        """The keys of those of the statements that the index would find, looked at one by one."""
        everything = reader.seen(Sight.ALL) if reader.sight is Sight.MARKED else reader
        tests = conjuncts(self.index) if self.index is not None else ()
        if all(map(_of_status, tests)):
            found = _by_status(everything, ids, tests)
        else:
            found = []
            for key, words, filters in entries(everything, sorted(ids)):
                told = words.split(), set(filters.split())
                if all(holds(node, *told) for node in tests):
                    found.append(key)
        return _meeting(reader, [*self.dates, *rest], sorted(found, reverse=True))


def _of_status(node: Node) -> bool:
    """Whether it is a filter by status alone."""
    return isinstance(node, Filter) and set() < set(node.tokens) <= set(_STATUSES)


def _by_status(reader: Reader, ids: set[int], tests: Sequence[Node]) -> list[int]:
    """The keys of those of the statements whose status all tests allow."""
    allowed = set(_STATUSES).intersection(*(test.tokens for test in tests))  # type: ignore[union-attr]
    sql = "SELECT id, said_first, status FROM statement WHERE " + reader.within("id", "ids")
    return [
        key_of(row["id"], row["said_first"])
        for row in reader.iterate(sql, ids=list(ids))
        if f"x{row['status']}" in allowed
    ]


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
    builder.between(dates)
    builder.match(_status_last([*index, *builder.calendar]))
    sql = builder.engine.keys(reader, builder.inner, builder.outer, builder.parameters)
    return Plan(sql, builder.parameters, all_of(*index), tuple(dates), tuple(rows))


def _status_last(index: Sequence[Node]) -> list[Node]:
    """The same conditions, with what is not to be instead of the one status nearly all have.

    The index passes every row of a token that it intersects, and all but a few are accepted.
    """
    first: list[Node] = []
    status: set[str] = set(_STATUSES)
    for node in index:
        if _of_status(node):
            status &= set(node.tokens)  # type: ignore[union-attr]
        else:
            first.append(node)
    if not any(not isinstance(node, Not) for node in first):
        return list(index)
    left = tuple(token for token in _STATUSES if token not in status)
    return [*first, Not(Filter(left))] if left else first


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


# -- conditions asked of rows


def _gathered(reader: Reader, rows: Sequence[Node]) -> tuple[set[int] | None, tuple[Node, ...]]:
    """The statements that meet the narrowest condition, and the conditions that remain.

    None where very many meet each of them.
    """
    few: set[int] | None = None
    chosen: Node | None = None
    for node in rows:
        found = _ids(reader, node)
        if found is not None and (few is None or len(found) < len(few)):
            few, chosen = found, node
            if len(few) <= FEW:
                break
    return few, tuple(node for node in rows if node is not chosen)


def _ids(reader: Reader, node: Node) -> set[int] | None:
    """The statements that meet a condition; none where they are many, or it cannot be told."""
    if is_index(node):
        keys = plan(reader, node).keys(reader, GATHERED + 1)
        return {key & ID_MASK for key in keys} if len(keys) <= GATHERED else None
    if isinstance(node, Or | Term):
        either = node.parts if isinstance(node, Or) else _text_or_name(node)
        parts = [_ids(reader, part) for part in either]
        return set().union(*filter(None, parts)) if None not in parts else None
    if isinstance(node, Only):
        return set(node.ids)
    parameters: dict[str, Any]
    if isinstance(node, Held):
        sql, parameters = held(reader, node, "h")
        sql = f"SELECT p.statement_id FROM {sql}"
    elif isinstance(node, Filter):
        letter = node.tokens[0][0]
        sql = _IDS[letter].format(within=reader.within(_COLUMNS[letter], "ids"))
        parameters = {"ids": [int(one[1:]) for one in node.tokens]}
    else:
        return None
    found = reader.values(f"{sql} LIMIT {GATHERED + 1}", **parameters)
    return set(found) if len(found) <= GATHERED else None


def _meeting(reader: Reader, nodes: Sequence[Node], keys: list[int]) -> list[int]:
    """Those of the keys, newest first, whose statements meet all conditions."""
    others: list[Node] = []
    for node in nodes:
        if isinstance(node, Held):
            of = reader.within("p.statement_id", "among")
            sql, parameters = held(reader, node, "h", of=of)
            keys = _among(reader, f"SELECT p.statement_id FROM {sql}", keys, parameters)
        else:
            others.append(node)
    if not others:
        return keys
    tests = _Tests(reader)
    conditions = [reader.within("s.id", "among"), *map(tests.condition, others)]
    sql = f"SELECT s.id FROM statement s WHERE {' AND '.join(conditions)}"
    return _among(reader, sql, keys, tests.parameters)


def _among(reader: Reader, sql: str, keys: list[int], parameters: dict[str, Any]) -> list[int]:
    """Those of the keys whose statements a query finds ``:among`` them."""
    if not keys:
        return keys
    ids = [key & ID_MASK for key in keys]
    bounds = {"lowest": keys[-1], "highest": keys[0]}
    found = set(reader.stream(sql, among=ids, **bounds, **parameters))
    return [key for key in keys if key & ID_MASK in found]


class _Parameters:
    """A query as it grows."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.engine = engine(reader)
        self.parameters: dict[str, Any] = {}

    def name(self, value: Any) -> str:
        """A fresh parameter."""
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return name


class _Builder(_Parameters):
    """The query of the index: tests of its row ``f``, and of the statement ``s`` for dates."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self.inner: list[str] = []
        self.outer: list[str] = []
        self.calendar: list[Node] = []

    def match(self, nodes: Sequence[Node]) -> None:
        """The one match that drives; only a query of nothing but exclusions has need of more."""
        if not any(not isinstance(node, Not) for node in nodes):
            nodes = [Filter(_STATUSES), *nodes]
        text = self.engine.match(all_of(*nodes))
        self.inner.append(self.engine.MATCH.format(name=self.name(text)))

    def between(self, dates: list[Said]) -> None:
        """Only what was said in all of these days: a range of keys, and the last day."""
        firsts = [said.first for said in dates if said.first is not None]
        lasts = [said.last for said in dates if said.last is not None]
        if firsts:
            self.inner.append(f"{self.engine.KEY} >= :{self.name(key_of(0, max(firsts)))}")
        if lasts:
            self.inner.append(f"{self.engine.KEY} < :{self.name(key_of(0, min(lasts) + 1))}")
            if token := calendar_token(max(firsts, default=0), min(lasts)):
                self.calendar.append(Filter((token,)))
            else:
                self.outer.append(f"s.said_last <= :{self.name(min(lasts))}")


def calendar_token(first: int, last: int) -> str:
    """The filter token of all that was said in these days, where they are a year or a month."""
    if not 0 < first <= last < date.max.toordinal():
        return ""
    start, after = date.fromordinal(first), date.fromordinal(last + 1)
    if start.day != 1 or after.day != 1:
        return ""
    if start.month == after.month == 1 and after.year == start.year + 1:
        return f"y{start.year}"
    months = (after.year - start.year) * 12 + after.month - start.month
    return f"m{start.year}{start.month:02}" if months == 1 else ""


class _Tests(_Parameters):
    """Conditions on the statement ``s``, whose key lies between ``:lowest`` and ``:highest``."""

    def condition(self, node: Node) -> str:
        """A condition on the statement ``s``."""
        if is_index(node):
            name = self.name(self.engine.match(node))
            return str(self.engine.MATCH_ANYWHERE.format(name=name))
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
        sql, bound = held(
            self.reader, node, f"q{len(self.parameters)}_", of="p.statement_id = s.id"
        )
        self.parameters.update(bound)
        return f"EXISTS (SELECT 1 FROM {sql})"

    def _said(self, node: Said) -> str:
        tests = []
        if node.first is not None:
            tests.append(f"s.said_first >= :{self.name(node.first)}")
        if node.last is not None:
            tests.append(f"s.said_last <= :{self.name(node.last)}")
        return "(" + (" AND ".join(tests) or "1 = 1") + ")"


def _text_or_name(node: Term) -> tuple[Node, Node]:
    return Term(node.words, (), node.forms), Filter(tuple(f"p{number}" for number in node.speakers))
