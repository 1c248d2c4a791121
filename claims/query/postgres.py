"""A tree as a ``tsquery``, built of nothing but quoted lexemes."""

from __future__ import annotations

import math
from typing import Any

from claims.confidential import Sight
from claims.fulltext import ID_MASK, TABLE
from claims.query.tree import And, Filter, Node, Not, Or, Term, Words
from claims.reader import Reader

KEY = "f.key"
MATCH = "f.words @@ CAST(:{name} AS tsquery)"
MATCH_ANYWHERE = (
    f"f.key IN (SELECT g.key FROM {TABLE} g WHERE g.words @@ CAST(:{{name}} AS tsquery))"
)

# Matches that a search asks for at most (claims.search.RANKED).
_WALKED = 2000

_NOWHERE = "'=xnothing'"


def keys(reader: Reader, inner: list[str], outer: list[str], parameters: dict[str, Any]) -> str:
    """The query for the keys, newest first, at most ``:most``.

    ``inner`` are tests of the index's row ``f``, ``outer`` of the statement ``s``.  Left to
    itself the planner takes any word for common and walks the keys from the newest, which for a
    rare one means all of them.  So the matches are taken through the index first, unless they are
    so many that walking is the shorter way.
    """
    where = " AND ".join(inner)
    # The index knows nothing of what is confidential, the statement does.
    joined = bool(outer) or reader.sight is Sight.OPEN
    join = f"JOIN statement s ON s.id = (f.key & {ID_MASK})" if joined else ""
    rest = " AND ".join(outer) or "true"
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
    they are equal at the root of k n.
    """
    plan = reader.value(
        f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {TABLE} f WHERE {where}", **parameters
    )
    rows = reader.value("SELECT reltuples FROM pg_class WHERE oid = to_regclass(:name)", name=TABLE)
    expected: float = plan[0]["Plan"]["Plan Rows"]
    return rows > _WALKED and expected > math.sqrt(_WALKED * rows)


def match(node: Node) -> str:
    """The ``tsquery`` of a tree of words and filters."""
    if isinstance(node, Term):
        names = Filter(tuple(f"p{number}" for number in node.speakers))
        return f"({_words(node.words)} | {_filter(names)})" if node.speakers else _words(node.words)
    if isinstance(node, Filter):
        return _filter(node)
    if isinstance(node, Not):
        return f"!({match(node.part)})"
    if isinstance(node, And):
        return "(" + " & ".join(map(match, node.parts)) + ")"
    if isinstance(node, Or):
        return "(" + " | ".join(map(match, node.parts)) + ")"
    raise TypeError(f"no index knows {type(node).__name__}")


def _words(words: Words) -> str:
    lexemes = [f"'{token}'" for token in words.tokens]
    if words.prefix:
        lexemes[-1] += ":*"
    return "(" + " <-> ".join(lexemes) + ")"


def _filter(node: Filter) -> str:
    if not node.tokens:
        return _NOWHERE
    return "(" + " | ".join(f"'={token}'" for token in node.tokens) + ")"
