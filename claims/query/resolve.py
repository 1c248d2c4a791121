"""Names and values of a query looked up: the tree the engines understand.

A field whose value it cannot read is read as words, and noted; a name of nobody finds nothing, and
is noted with those most like it.  Raises only for what an option gave (``Field.flag``).
"""

from __future__ import annotations

from claims.errors import UnknownName, UsageError
from claims.i18n import _
from claims.name_words import called, holding
from claims.query.fields import UnreadableError, read_values
from claims.query.inflect import other_forms
from claims.query.parser import bare
from claims.query.places import places
from claims.query.tree import (
    NOTHING,
    And,
    Field,
    Held,
    Node,
    Not,
    Or,
    Term,
    Words,
    all_of,
    any_of,
    leaves,
    rewrite,
    without,
)
from claims.reader import Reader
from claims.text import tokens

MOST_WORDS = 12
"""Words of a query that are looked up among names."""

MOST_NAMED = 100
"""Speakers that a beginning may find by their names: one that more bear finds words alone."""

_SHORTEST = 2


def resolve(reader: Reader, tree: Node) -> tuple[Node, list[str]]:
    """The resolved tree, and what to tell the person."""
    notes: list[str] = []

    def read(leaf: Node) -> Node | None:
        return _field(reader, leaf, notes) if isinstance(leaf, Field) else leaf

    known = rewrite(tree, read) or NOTHING
    named = _speakers_named(reader, known)

    def name(leaf: Node) -> Node:
        return Term(leaf, named.get(leaf, ()), _forms(leaf)) if isinstance(leaf, Words) else leaf

    return _together(rewrite(known, name) or NOTHING), notes


def _forms(leaf: Words) -> tuple[str, ...]:
    """The other forms of a word typed alone, without quotation marks or a star."""
    if leaf.prefix or leaf.exact or len(leaf.tokens) > 1:
        return ()
    return other_forms(leaf.tokens[0])


def _field(reader: Reader, field: Field, notes: list[str]) -> Node | None:
    try:
        return read_values(reader, field.name, field.values)
    except UnknownName as error:
        notes.append(_nobody(error))
        return NOTHING
    except UnreadableError as error:
        if field.flag:
            raise UsageError(f"--{field.name}: {error}", hint="claims search --help") from error
        notes.append(
            _("{typed} is read as words: {reason}").format(typed=field.typed, reason=error)
        )
        return all_of(bare(field.typed.partition(":")[0]), *(bare(value) for value in field.values))


def _nobody(error: UnknownName) -> str:
    if not error.candidates:
        return error.message
    return _("{message}; did you mean {names}?").format(
        message=error.message, names=", ".join(error.candidates)
    )


# -- words that are names


def _speakers_named(reader: Reader, tree: Node) -> dict[Words, tuple[int, ...]]:
    """For the words of a query, the speakers in whose names they stand side by side."""
    wanted = [
        leaf
        for leaf in dict.fromkeys(leaves(tree))
        if isinstance(leaf, Words) and len(leaf.tokens[0]) >= _SHORTEST
    ][:MOST_WORDS]
    if not wanted:
        return {}
    found = {leaf: _called(reader, leaf) for leaf in wanted}
    found = {leaf: ids for leaf, ids in found.items() if not leaf.prefix or len(ids) <= MOST_NAMED}
    merged = _merged_into(reader, set().union(*found.values()))
    return {
        leaf: tuple(sorted({number for speaker in ids for number in merged[speaker]}))
        for leaf, ids in found.items()
    }


def _called(reader: Reader, leaf: Words) -> set[int]:
    """The speakers in whose names the words stand side by side."""
    whole = leaf.tokens[:-1] if leaf.prefix else leaf.tokens
    begun = leaf.tokens[-1:] if leaf.prefix else ()
    if len(leaf.tokens) == 1:
        return called(reader, whole, begun)
    rows = holding(reader, whole, begun)
    return {row["id"] for row in rows if places(tokens(row["key"]), leaf)}


def _merged_into(reader: Reader, speakers: set[int]) -> dict[int, list[int]]:
    """Each speaker with those merged into it: the ids that statements may carry."""
    found = {number: [number] for number in speakers}
    if not found:  # most words are in nobody's name
        return found
    rows = reader.rows(
        "SELECT id, merged_into FROM speaker WHERE " + reader.within("merged_into", "ids"),
        ids=sorted(speakers),
    )
    for row in rows:
        found[row["merged_into"]].append(row["id"])
    return found


# -- positions


def _together(node: Node) -> Node:
    """Conditions on positions that must all hold are asked of one position."""
    if isinstance(node, Not):
        return without(_together(node.part))
    if isinstance(node, Or):
        return any_of(*map(_together, node.parts)) or NOTHING
    if not isinstance(node, And):
        return node
    together: list[tuple[str, tuple[int | str, ...]]] = []
    others: list[Node] = []
    for part in node.parts:
        if isinstance(part, Held) and part.conditions[0][0] not in dict(together):
            together += part.conditions
        else:
            others.append(_together(part))
    held = Held(tuple(together)) if together else None
    return all_of(held, *others) or NOTHING
