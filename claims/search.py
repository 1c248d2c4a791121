"""Finding quotes: from what was typed to ranked rows with their words marked.

The newest ``RANKED`` matches are scored, never all: what a common word costs does not grow with the
database.  Everything is said in ``Found``: how many there were, how many were ranked, what was odd.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from types import MappingProxyType

from claims.fulltext import ID_MASK
from claims.i18n import _
from claims.query import Field, Node, Words, parse
from claims.query.plan import Plan, plan
from claims.query.resolve import resolve
from claims.query.tree import NOTHING, Near, Not, Term, all_of, conjuncts, leaves
from claims.ranking import Candidate, Scored, rank
from claims.reader import Reader, Row
from claims.snippets import matches, snippet
from claims.statement import briefs
from claims.text import tokens
from claims.value import Value

RANKED = 2000
"""Matches that are ranked, the newest."""

LOOKED = 8000
"""Where the index does not know a condition: matches of the rest that are looked at, unless more
are needed to fill the answer."""

ENOUGH = 500
"""The same: matches with which looking ends before that."""

COUNTED = 10_000
"""Matches that are counted, of what the index finds alone; beyond it is "more than"."""

_MANY = 100

LIMIT = 20
"""Quotes shown, unless told otherwise."""


class Found(Value):
    """What a search found.

    ``total`` counts matches up to ``COUNTED``, or as far as was looked where each must be looked
    at; ``more`` says that there are more; ``ranked`` is how many of the newest were ranked, none
    where all were.  ``notes`` are for the person, ``spellings`` words near those that are nowhere,
    ``unaccepted`` how many proposed or rejected quotes there are instead; ``titled`` how many stand
    in documents whose titles hold the words, and ``under_titles`` the query that finds those.
    """

    rows: list[Row]
    total: int
    more: bool = False
    ranked: int | None = None
    notes: Sequence[str] = ()
    spellings: Mapping[str, Sequence[str]] = MappingProxyType({})
    unaccepted: int = 0
    titled: int = 0
    under_titles: str = ""


def search(
    reader: Reader,
    text: str = "",
    filters: Iterable[Field] = (),
    *,
    newest: bool = False,
    limit: int = LIMIT,
    every_status: bool = False,
) -> Found:
    """The quotes that a query and filters find, best first, or the newest first.

    Only accepted ones, unless a ``status:`` filter or ``every_status`` says otherwise.  Raises
    ``UsageError`` for a filter given as an option (``Field.flag``) that cannot be read; nothing in
    ``text`` is ever an error.
    """
    parsed = parse(text)
    notes = list(parsed.notes)
    if text.strip() and parsed.tree is None:
        notes.append(_("the query holds no letter and no digit"))
        return Found([], 0, notes=notes)
    typed = all_of(parsed.tree, *filters)
    tree, noted = resolve(reader, _with_status(typed, every_status=every_status))
    notes += noted
    wanted = plan(reader, tree)
    terms = [term for leaf in leaves(tree, negated=False) for term in _terms(leaf)]
    keys, more = _taken(reader, wanted, limit)
    if not keys:
        return _nothing(reader, typed, terms, notes)
    ranked = None
    if newest or not terms:
        scored = [Scored(key, 0.0) for key in keys[:limit]]
    else:
        best = keys[:RANKED]
        ranked = len(best) if more or len(keys) > RANKED else None
        scored = rank(terms, _candidates(reader, best))[:limit]
    return Found(
        rows=hits(reader, scored, [words for term in terms for words in term.all_words]),
        total=len(keys),
        more=more,
        ranked=ranked,
        notes=notes,
    )


def _terms(leaf: Node) -> tuple[Term, ...]:
    """What of a leaf is ranked and marked in the text."""
    if isinstance(leaf, Near):
        return tuple(Term(Words((word,))) for word in (leaf.one, leaf.other))
    return (leaf,) if isinstance(leaf, Term) else ()


def _nothing(reader: Reader, typed: Node | None, terms: Sequence[Term], notes: list[str]) -> Found:
    """What to say where there is nothing: titles, near spellings, quotes not accepted."""
    if terms and (under := under_titles(typed)):
        tree, _noted = resolve(reader, _with_status(under[0], every_status=False))
        if titled := plan(reader, tree).count(reader, _MANY):
            return Found([], 0, notes=notes, titled=titled, under_titles=under[1])
    spellings = _spellings(reader, terms)
    waiting = 0
    if not spellings:
        tree, _noted = resolve(reader, _with_status(typed, every_status=True))
        waiting = plan(reader, tree).count(reader, COUNTED)
    return Found([], 0, notes=notes, spellings=spellings, unaccepted=waiting)


def under_titles(typed: Node | None) -> tuple[Node, str] | None:
    """The same query with its words sought in titles of documents, and how it is typed.

    None for what is more than words and fields side by side, or has no words.
    """
    words: list[str] = []
    others: list[Node] = []
    for node in conjuncts(typed) if typed is not None else ():
        if isinstance(node, Words):
            words.append(" ".join(node.tokens) + "*" * node.prefix)
        elif isinstance(node.part if isinstance(node, Not) else node, Field):
            others.append(node)
        else:
            return None
    if not words:
        return None
    title = " ".join(words)
    quoted = f'"{title}"' if " " in title else title
    fields = (node for node in others if not (isinstance(node, Field) and node.flag))
    text = " ".join([f"title:{quoted}", *map(_typed, fields)])
    return all_of(Field("title", (title,)), *others) or NOTHING, text


def _typed(node: Node) -> str:
    """A field as it was written."""
    if isinstance(node, Not):
        return f"-{_typed(node.part)}"
    return node.typed if isinstance(node, Field) else ""


def _with_status(tree: Node | None, *, every_status: bool) -> Node:
    says = any(isinstance(leaf, Field) and leaf.name == "status" for leaf in leaves(tree))
    status = None if says else Field("status", ("all" if every_status else "accepted",))
    return all_of(tree, status) or NOTHING


def _taken(reader: Reader, wanted: Plan, limit: int) -> tuple[list[int], bool]:
    """The keys of matches that are counted, the newest, and whether there are more."""
    if not wanted.looks:
        keys = wanted.keys(reader, COUNTED + 1)
        return keys[:COUNTED], len(keys) > COUNTED
    found: list[int] = []
    passed = 0
    with closing(wanted.batches(reader)) as batches:
        for batch in batches:
            found += batch.keys
            passed += batch.passed
            if not batch.last and len(found) > (limit if passed >= LOOKED else max(limit, ENOUGH)):
                return found[:-1], True
    return found, False


def _candidates(reader: Reader, keys: Sequence[int]) -> Iterable[Candidate]:
    by_id = {key & ID_MASK: key for key in keys}
    read = _quickly() if len(by_id) > _MANY else tokens
    for row in reader.iterate(
        "SELECT id, text, speaker_id FROM statement WHERE " + reader.within("id", "ids"),
        ids=list(by_id),
    ):
        yield Candidate(by_id[row["id"]], read(row["text"]), row["speaker_id"])


def _quickly() -> Callable[[str], list[str]]:
    """The tokens of a text, the same, through tables that only many texts are worth."""
    from claims.indexed_words import indexed_words

    return lambda text: indexed_words(text).split()


def _spellings(reader: Reader, terms: Sequence[Term]) -> dict[str, list[str]]:
    from claims.query.spelling import near_words

    wanted = [
        term.words.tokens[0]
        for term in terms
        if len(term.words.tokens) == 1 and not term.words.prefix and not term.speakers
    ]
    return near_words(reader, wanted)


# -- rows


def hits(reader: Reader, scored: Sequence[Scored], wanted: Sequence[Words]) -> list[Row]:
    """The rows of results, in the order given; docs/search.md has their shape."""
    rows = briefs(reader, (found.key & ID_MASK for found in scored))
    found = ((rows.get(hit.key & ID_MASK), hit.score) for hit in scored)
    return [_hit(row, score, wanted) for row, score in found if row is not None]


def _hit(row: Row, score: float, wanted: Sequence[Words]) -> Row:
    marks = matches(row["text"], wanted)
    piece = snippet(row["text"], marks)
    return {
        **row,
        "matches": [list(span) for span in marks],
        "snippet": piece.text,
        "snippet_matches": [list(span) for span in piece.marks],
        "score": score,
    }
