"""A tree as an FTS5 expression, built of nothing but quoted tokens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.confidential import Sight
from claims.fulltext import ID_BITS, ID_MASK, TABLE
from claims.query.fields import ANY_STATUS
from claims.query.tree import And, Filter, Near, Node, Not, Or, Term, Words
from claims.reader import Reader

KEY = "f.rowid"
MATCH = "f.statement_fts MATCH :{name}"
MATCH_ANYWHERE = (
    f"(s.said_first << {ID_BITS} | s.id) IN (SELECT rowid FROM {TABLE}"
    f" WHERE {TABLE} MATCH :{{name}} AND rowid BETWEEN :lowest AND :highest)"
)

# A token no row has: what finds nothing.
_NOWHERE = 'filters : "xnothing"'


def keys(reader: Reader, inner: list[str], outer: list[str], _parameters: dict[str, Any]) -> str:
    """The query for the keys, newest first below ``:below``, at most ``:most``: it stops there.

    ``inner`` are tests of the index's row ``f``, ``outer`` of the statement ``s``.
    """
    # CROSS keeps the index the outer loop, whatever the planner thinks of it.
    # The index knows nothing of what is confidential, the statement does.
    joined = bool(outer) or reader.sight is Sight.OPEN
    join = f"CROSS JOIN statement s ON s.id = (f.rowid & {ID_MASK})" if joined else ""
    where = " AND ".join([*inner, "f.rowid < :below", *outer])
    return (
        f"SELECT f.rowid AS key FROM {TABLE} f {join} WHERE {where}"
        " ORDER BY f.rowid DESC LIMIT :most"
    )


def match(node: Node) -> str:
    """The FTS5 expression of a tree of words and filters."""
    writer = _WRITERS.get(type(node))
    if writer is None:
        raise TypeError(f"no index knows {type(node).__name__}")
    return writer(node)


def _term(node: Term) -> str:
    text = f"words : {_words(node.words)}"
    if node.forms:
        text = f"words : ({' OR '.join(map(_words, node.all_words))})"
    if not node.speakers:
        return text
    return f"({text} OR {_filter(Filter(tuple(f'p{n}' for n in node.speakers)))})"


def _near(node: Near) -> str:
    return f'words : NEAR("{node.one}" "{node.other}", {node.between})'


def _not(node: Not) -> str:
    # FTS5 knows NOT only between two expressions.
    return f"({_filter(ANY_STATUS)} NOT {match(node.part)})"


def _or(node: Or) -> str:
    return "(" + " OR ".join(map(match, node.parts)) + ")"


def _and(node: And) -> str:
    negative = [match(part.part) for part in node.parts if isinstance(part, Not)]
    positive = [match(part) for part in node.parts if not isinstance(part, Not)]
    text = " AND ".join(positive or [_filter(ANY_STATUS)])
    if not negative:
        return f"({text})"
    return f"(({text}) NOT ({' OR '.join(negative)}))"


def _words(words: Words) -> str:
    return f'"{" ".join(words.tokens)}"' + (" *" if words.prefix else "")


def _filter(node: Filter) -> str:
    if not node.tokens:
        return _NOWHERE
    return "filters : (" + " OR ".join(map(_token, node.tokens)) + ")"


def _token(token: str) -> str:
    return f'"{token[:-1]}" *' if token.endswith("*") else f'"{token}"'


_WRITERS: dict[type, Callable[[Any], str]] = {
    Term: _term,
    Near: _near,
    Filter: _filter,
    Not: _not,
    Or: _or,
    And: _and,
}
