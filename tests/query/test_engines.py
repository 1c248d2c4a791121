"""A tree written down for each engine: nothing but quoted tokens ever reaches it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.query import And, Node, Not, Or, Words, parse, postgres, sqlite
from claims.query.tree import NOTHING, Filter, Near, Only, Term, rewrite

CONVOY = Term(Words(("convoy",)))
PHRASE = Term(Words(("cease", "f"), prefix=True), (3, 4))
AFP = Filter(("o7", "o8"))

WRITTEN: list[tuple[Node, str, str]] = [
    (CONVOY, 'words : "convoy"', "('convoy')"),
    (
        PHRASE,
        '(words : "cease f" * OR filters : ("p3" OR "p4"))',
        "(('cease' <-> 'f':*) | ('=p3' | '=p4'))",
    ),
    (
        Term(Words(("ban",)), (3,), ("bans", "banned")),
        '(words : ("ban" OR "bans" OR "banned") OR filters : ("p3"))',
        "(('ban') | ('bans') | ('banned') | ('=p3'))",
    ),
    (
        Near("aid", "convoy", 1),
        'words : NEAR("aid" "convoy", 1)',
        "('aid' <1> 'convoy' | 'convoy' <1> 'aid' | 'aid' <2> 'convoy' | 'convoy' <2> 'aid')",
    ),
    (AFP, 'filters : ("o7" OR "o8")', "('=o7' | '=o8')"),
    (NOTHING, 'filters : "xnothing"', "'=xnothing'"),
    (
        And((CONVOY, Not(AFP))),
        '((words : "convoy") NOT (filters : ("o7" OR "o8")))',
        "(('convoy') & !(('=o7' | '=o8')))",
    ),
    (
        And((CONVOY, AFP)),
        '(words : "convoy" AND filters : ("o7" OR "o8"))',
        "(('convoy') & ('=o7' | '=o8'))",
    ),
    (
        Or((CONVOY, Not(AFP))),
        '(words : "convoy" OR (filters : ("xaccepted" OR "xproposed" OR "xrejected")'
        ' NOT filters : ("o7" OR "o8")))',
        "(('convoy') | !(('=o7' | '=o8')))",
    ),
    (
        And((Not(CONVOY), Not(AFP))),
        '((filters : ("xaccepted" OR "xproposed" OR "xrejected"))'
        ' NOT (words : "convoy" OR filters : ("o7" OR "o8")))',
        "(!(('convoy')) & !(('=o7' | '=o8')))",
    ),
]


@pytest.mark.parametrize(("tree", "fts5", "tsquery"), WRITTEN)
def test_trees_are_written_for_both_engines(tree: Node, fts5: str, tsquery: str) -> None:
    assert sqlite.match(tree) == fts5
    assert postgres.match(tree) == tsquery


@pytest.mark.parametrize("engine", [sqlite, postgres])
def test_only_words_and_filters_are_for_the_index(engine: object) -> None:
    with pytest.raises(TypeError):
        engine.match(Only((1,)))  # type: ignore[attr-defined]


@given(st.text())
def test_outside_quotes_there_are_only_operators(typed: str) -> None:
    tree = parse(typed).tree
    if tree is None:
        return

    def term(leaf: Node) -> Node:
        return Term(leaf) if isinstance(leaf, Words) else AFP

    known = rewrite(tree, term)
    assert known is not None
    fts5 = re.sub(r'"[^"]*"', "", sqlite.match(known))
    assert set(re.findall(r"\w+", fts5)) <= {
        *("words", "filters", "AND", "OR", "NOT", "NEAR", *map(str, range(21)))
    }
    tsquery = re.sub(r"'[^']*'", "", postgres.match(known))
    assert set(re.sub("<[0-9]+>", "", tsquery)) <= set("()&|!<->:* ")
