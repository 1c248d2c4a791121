"""The tree of a query: what was typed, and what it became once names and values were looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claims.value import Value

# -- as typed


class Words(Value):
    """Tokens (``claims.text.tokens``) side by side; with ``prefix`` the last only begins so.

    ``exact`` is what was typed between quotation marks: a word of which no other form is meant.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    exact: bool = False


class Field(Value):
    """A filter by name: any of its values.

    ``typed`` is how it was written; ``flag`` marks one that came from an option, whose value
    must be readable.
    """

    name: str
    values: tuple[str, ...]
    typed: str = ""
    flag: bool = False


class And(Value):
    """All of them."""

    parts: tuple[Node, ...]


class Or(Value):
    """Any of them."""

    parts: tuple[Node, ...]


class Not(Value):
    """All that it does not find."""

    part: Node


# -- as resolved


class Term(Value):
    """Words in the text, or in the name of one of these speakers.

    ``forms`` are other words that one word may stand for (``claims.query.inflect``).
    """

    words: Words
    speakers: tuple[int, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[Words, ...]:
        """The words, and each other form of them."""
        return (self.words, *(Words((form,)) for form in self.forms))


class Near(Value):
    """Two different words with at most so many others between them, in any order."""

    one: str
    other: str
    between: int


class Filter(Value):
    """Any of these filter tokens (``claims.fulltext.FILTERS``); none finds nothing.

    One that ends with a star is what tokens begin with.
    """

    tokens: tuple[str, ...]


class Said(Value):
    """Every day the date can mean lies in these days, both included; none is unbounded."""

    first: int | None
    last: int | None


class Held(Value):
    """One position that meets every condition: column, and the values it may have."""

    conditions: tuple[tuple[str, tuple[int | str, ...]], ...]


class Only(Value):
    """These statements."""

    ids: tuple[int, ...]


Node = Words | Near | Field | And | Or | Not | Term | Filter | Said | Held | Only

NOTHING = Filter(())
"""What finds nothing."""


class Parsed(Value):
    """What was understood of a text: a tree (none where it has no word), and what to say of it."""

    tree: Node | None
    notes: tuple[str, ...] = ()


def conjuncts(node: Node) -> tuple[Node, ...]:
    """What must all hold."""
    return node.parts if isinstance(node, And) else (node,)


def all_of(*nodes: Node | None) -> Node | None:
    """The nodes together, none left out; nested ones lie flat."""
    return _joined(And, nodes)


def any_of(*nodes: Node | None) -> Node | None:
    """Either of the nodes."""
    return _joined(Or, nodes)


def _joined(kind: type[And] | type[Or], nodes: tuple[Node | None, ...]) -> Node | None:
    parts: list[Node] = []
    for node in nodes:
        inside = node.parts if isinstance(node, kind) else (node,)
        parts += [part for part in inside if part is not None]
    return kind(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)


def without(node: Node) -> Node:
    """The negation; twice is not at all."""
    return node.part if isinstance(node, Not) else Not(node)


def leaves(node: Node | None, *, negated: bool = True) -> Iterator[Node]:
    """Every leaf; ``negated`` false leaves out those that are excluded."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part, negated=negated)
    elif isinstance(node, Not):
        if negated:
            yield from leaves(node.part)
    elif node is not None:
        yield node


def rewrite(node: Node, change: Callable[[Node], Node | None]) -> Node | None:
    """The tree with each leaf replaced by what ``change`` makes of it."""
    if isinstance(node, And):
        return all_of(*(rewrite(part, change) for part in node.parts))
    if isinstance(node, Or):
        return any_of(*(rewrite(part, change) for part in node.parts))
    if isinstance(node, Not):
        inside = rewrite(node.part, change)
        return without(inside) if inside is not None else None
    return change(node)
