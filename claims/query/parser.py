"""What people type, read as a tree.  Nothing is an error; what is odd is noted or left out."""

from __future__ import annotations

import re
from itertools import combinations, islice

from claims.i18n import _
from claims.query.fields import FIELDS, canonical_field
from claims.query.lexer import MOST_PIECES, Piece, pieces
from claims.query.tree import Field, Near, Node, Parsed, Words, all_of, any_of, without
from claims.text import fold, tokens

MOST_NEAR = 6
"""Words of which every two must stand near each other."""

FARTHEST = 20
"""Words that may stand between two that are near."""

DEEPEST = 30
"""Brackets within brackets; deeper ones are left out."""

# French words that lose their vowel before another; the word after them is what is meant.
_ELIDED = re.compile(r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=[^\W\d_])")
_SHORTEST_PREFIX = 2


def parse(text: str) -> Parsed:
    """The tree of a query, none where it holds no letter and no digit."""
    return _Parser(text).parsed()


class _Parser:
    """Recursive descent over the pieces; ``OR`` binds least, then words side by side."""

    def __init__(self, text: str) -> None:
        found = list(islice(pieces(text), MOST_PIECES + 1))
        self.notes: list[str] = []
        if len(found) > MOST_PIECES:
            self._note(_("the query is very long: its first {n} words count").format(n=MOST_PIECES))
            found = found[:MOST_PIECES]
        self.left = found[::-1]

    def parsed(self) -> Parsed:
        tree: Node | None = None
        while self.left:
            # A bracket that closes nothing is no bracket.
            tree = all_of(tree, self._either(0))
            if self._peek() == ")":
                self.left.pop()
        return Parsed(tree, tuple(self.notes))

    def _peek(self) -> str:
        return self.left[-1].kind if self.left else ""

    def _either(self, depth: int) -> Node | None:
        found = self._together(depth)
        while self._peek() == "OR":
            self.left.pop()
            found = any_of(found, self._together(depth))
        return found

    def _together(self, depth: int) -> Node | None:
        found: Node | None = None
        while self._peek() not in ("", "OR", ")"):
            found = all_of(found, self._one(depth))
        return found

    def _one(self, depth: int) -> Node | None:
        negative = False
        while self._peek() in ("-", "NOT", "AND") or (depth >= DEEPEST and self._peek() == "("):
            negative ^= self.left.pop().kind in ("-", "NOT")
        if self._peek() in ("", "OR", ")"):
            return None
        piece = self.left.pop()
        node = self._bracket(depth) if piece.kind == "(" else self._leaf(piece)
        return without(node) if negative and node is not None else node

    def _bracket(self, depth: int) -> Node | None:
        found = self._either(depth + 1)
        if self._peek() == ")":
            self.left.pop()
        return found

    def _leaf(self, piece: Piece) -> Node | None:
        if piece.kind == "field":
            return self._field(piece)
        if piece.kind == "phrase":
            if piece.within is not None:
                return near(piece.text, piece.within)
            return words(piece.text, starred=piece.starred, exact=True)
        return bare(piece.text)

    def _field(self, piece: Piece) -> Node | None:
        name = canonical_field(piece.field)
        typed = f"{piece.field}:{piece.text}"
        if name is None:
            self._did_you_mean(piece.field)
            return all_of(bare(piece.field), bare(piece.text))
        if not piece.text:
            self._note(
                _("{field}: wants its value without a blank, as in {example}").format(
                    field=name, example=f"{name}:{FIELDS[name].example}"
                )
            )
            return bare(piece.field)
        values = [piece.text] if piece.quoted else piece.text.split(",")
        return Field(name, tuple(value for value in values if value), typed)

    def _did_you_mean(self, field: str) -> None:
        from difflib import get_close_matches

        near = get_close_matches(fold(field), FIELDS, n=1, cutoff=0.75)
        if near:
            self._note(
                _("there is no field {typed}: (read as words); did you mean {field}:").format(
                    typed=field, field=near[0]
                )
            )

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def bare(text: str) -> Words | None:
    """Text typed without quotes: an elided article before it is left out."""
    folded = fold(text)
    meant = _ELIDED.sub("", folded, count=1) if _ELIDED.match(folded) else text
    return words(meant.rstrip("*"), starred=text.endswith("*"))


def near(text: str, within: int) -> Node | None:
    """The words of a text, every two of them with at most so many others between them."""
    found = list(dict.fromkeys(tokens(text)))[:MOST_NEAR]
    if len(found) < 2:
        return words(text, exact=True)
    between = min(within, FARTHEST)
    return all_of(*(Near(one, other, between) for one, other in combinations(found, 2)))


def words(text: str, *, starred: bool = False, exact: bool = False) -> Words | None:
    """The tokens of a text side by side, none where it has none.

    ``starred`` makes the last a prefix, unless it is one letter alone: that would be a tenth of all
    words.  ``exact`` matters to one word alone.
    """
    found = tuple(tokens(text))
    if not found:
        return None
    long = len(found) > 1 or len(found[0]) >= _SHORTEST_PREFIX
    return Words(found, prefix=starred and long, exact=exact and len(found) == 1)
