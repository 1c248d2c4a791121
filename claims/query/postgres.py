"""A tree as a ``tsquery``, built of nothing but quoted lexemes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from claims.confidential import Sight
from claims.fulltext import ID_BITS, ID_MASK, TABLE
from claims.query.tree import And, Filter, Near, Node, Not, Or, Term, Words
from claims.reader import Reader

KEY = "f.key"
MATCH = "f.words @@ CAST(:{name} AS tsquery)"
MATCH_ANYWHERE = (
    f"(CAST(s.said_first AS bigint) << {ID_BITS} | s.id) IN (SELECT g.key FROM {TABLE} g"
    " WHERE g.words @@ CAST(:{name} AS tsquery) AND g.key BETWEEN :lowest AND :highest)"
)

# Matches that a search asks for at most (claims.search.COUNTED).
_WALKED = 10_000
# What a row costs by the way of the keys, where rows lie in the order they came in, beside one
# that the index finds: 1.35 blocks to 0.9 at a million quotations.
_DEARER = 1.5

_NOWHERE = "'=xnothing'"


def keys(reader: Reader, inner: list[str], outer: list[str], parameters: dict[str, Any]) -> str:
    """The query for the keys, newest first below ``:below``, at most ``:most``.

    ``inner`` are tests of the index's row ``f``, ``outer`` of the statement ``s``.  Left to
    itself the planner takes any word for common and walks the keys from the newest, which for a
    rare one means all of them.  So the matches are taken through the index first, unless they are
    so many that walking is the shorter way.
    """
    where = " AND ".join(inner)
    # The index knows nothing of what is confidential, the statement does.
    joined = bool(outer) or reader.sight is Sight.OPEN
    join = f"JOIN statement s ON s.id = (f.key & {ID_MASK})" if joined else ""
    rest = " AND ".join(["f.key < :below", *outer])
    order = "ORDER BY f.key DESC LIMIT :most"
    if _many(reader, where, parameters):
        return f"SELECT f.key FROM {TABLE} f {join} WHERE {where} AND {rest} {order}"
    return (
        f"WITH f AS MATERIALIZED (SELECT f.key FROM {TABLE} f WHERE {where}) "
        f"SELECT f.key FROM f {join} WHERE {rest} {order}"
    )


def _many(reader: Reader, where: str, parameters: dict[str, Any]) -> bool:
    """Whether the planner's statistics expect more matches than walking would pass rows.

    With m matches among n rows, walking to the first k passes k n / m rows, the index gives m:
    they are equal at the root of k n, were each row the same work.
    """
    (plan,), (table,) = reader.several(
        (f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {TABLE} f WHERE {where}", parameters),
        ("SELECT reltuples FROM pg_class WHERE oid = to_regclass(:name)", {"name": TABLE}),
    )
    rows: float = table["reltuples"]
    expected: float = plan["QUERY PLAN"][0]["Plan"]["Plan Rows"]
    return rows > _WALKED and expected > _DEARER * math.sqrt(_WALKED * rows)


def match(node: Node) -> str:
    """The ``tsquery`` of a tree of words and filters."""
    writer = _WRITERS.get(type(node))
    if writer is None:
        raise TypeError(f"no index knows {type(node).__name__}")
    return writer(node)


def _term(node: Term) -> str:
    either = [_words(words) for words in node.all_words]
    if node.speakers:
        either.append(_filter(Filter(tuple(f"p{number}" for number in node.speakers))))
    return _either(either) if len(either) > 1 else either[0]


def _not(node: Not) -> str:
    return f"!({match(node.part)})"


def _and(node: And) -> str:
    return "(" + " & ".join(map(match, node.parts)) + ")"


def _or(node: Or) -> str:
    return _either(map(match, node.parts))


def _words(words: Words) -> str:
    lexemes = [f"'{token}'" for token in words.tokens]
    if words.prefix:
        lexemes[-1] += ":*"
    return "(" + " <-> ".join(lexemes) + ")"


def _near(node: Near) -> str:
    pairs = ((node.one, node.other), (node.other, node.one))
    return _either(
        f"'{one}' <{apart}> '{other}'"
        for apart in range(1, node.between + 2)
        for one, other in pairs
    )


def _either(parts: Iterable[str]) -> str:
    return "(" + " | ".join(parts) + ")"


def _filter(node: Filter) -> str:
    if not node.tokens:
        return _NOWHERE
    return _either(map(_token, node.tokens))


def _token(token: str) -> str:
    return f"'={token[:-1]}':*" if token.endswith("*") else f"'={token}'"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Term: _term,
    Near: _near,
    Filter: _filter,
    Not: _not,
    Or: _or,
    And: _and,
}
