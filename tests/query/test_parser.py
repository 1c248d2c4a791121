"""What people type, and the tree it becomes."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.query import And, Field, Node, Not, Or, Words, parse
from claims.query.lexer import MOST_PIECES
from claims.query.parser import DEEPEST
from claims.query.tree import Near, leaves
from claims.text import tokens


def w(text: str, *, prefix: bool = False, exact: bool = False) -> Words:
    return Words(tuple(text.split()), prefix, exact)


def field(name: str, *values: str, typed: str = "") -> Field:
    return Field(name, values, typed or f"{name}:{','.join(values)}")


TREES: dict[str, Node | None] = {
    "convoi": w("convoi"),
    "convoi humanitaire": And((w("convoi"), w("humanitaire"))),
    "convoi AND humanitaire": And((w("convoi"), w("humanitaire"))),
    "convoi and humanitaire": And((w("convoi"), w("and"), w("humanitaire"))),
    '"Convoi humanitaire"': w("convoi humanitaire"),
    "« convoi humanitaire »": w("convoi humanitaire"),
    "“aid convoy”": w("aid convoy"),
    "„der Konvoi“": w("der konvoi"),
    "cessez-le-feu": w("cessez le feu"),
    "l'armée": w("armee"),
    "L’ARMÉE": w("armee"),
    "qu'ils": w("ils"),
    "jusqu'alors": w("alors"),
    "aujourd'hui": w("aujourd hui"),
    "O'Brien": w("o brien"),
    '"l\'armée"': w("l armee"),
    "O.N.U.": w("onu"),
    "aéro*": w("aero", prefix=True),
    "cease-f*": w("cease f", prefix=True),
    '"cease f"*': w("cease f", prefix=True),
    '"convoi"': w("convoi", exact=True),
    '"aid convoy"~3': Near("aid", "convoy", 3),
    "« l'aide au convoi »~99": And(
        tuple(Near(*pair, 20) for pair in combinations(("l", "aide", "au", "convoi"), 2))
    ),
    '"aid aid"~2': w("aid aid"),
    '"convoy"~2': w("convoy", exact=True),
    '"aid convoy"~x': And((w("aid convoy"), w("x"))),
    "a*": w("a"),
    "*": None,
    "a b OR c": Or((And((w("a"), w("b"))), w("c"))),
    "(a OR b) c": And((Or((w("a"), w("b"))), w("c"))),
    "a (b c) d": And((w("a"), w("b"), w("c"), w("d"))),
    "a -b": And((w("a"), Not(w("b")))),
    "a NOT b": And((w("a"), Not(w("b")))),
    "a AND NOT b": And((w("a"), Not(w("b")))),
    "NOT NOT a": w("a"),
    "-NOT a": w("a"),
    "-(a b)": Not(And((w("a"), w("b")))),
    '-"a b"': Not(w("a b")),
    "a - b": And((w("a"), w("b"))),
    "--a": w("a"),
    "a -- b": And((w("a"), w("b"))),
    "(a": w("a"),
    "a) b": And((w("a"), w("b"))),
    "OR a OR": w("a"),
    "OR": None,
    "NOT": None,
    "-": None,
    "()": None,
    "a ()": w("a"),
    "-!!!": None,
    "": None,
    " \t\n": None,
    ':-) "" %_ ; \u2014 \U0001f600': None,
    '"never closed': And((w("never"), w("closed"))),
    'foo"bar baz"': And((w("foo"), w("bar baz"))),
    "speaker:kerry": field("speaker", "kerry"),
    "SPEAKER:Kerry": Field("speaker", ("Kerry",), "SPEAKER:Kerry"),
    "outlet:afp": Field("source", ("afp",), "outlet:afp"),
    "source:afp,reuters": field("source", "afp", "reuters"),
    'speaker:"Kerry, John"': field("speaker", "Kerry, John"),
    "speaker:«John Kerry»": field("speaker", "John Kerry"),
    "-source:tass": Not(field("source", "tass")),
    "said:2016-09..": field("said", "2016-09.."),
    "foo:bar": And((w("foo"), w("bar"))),
    "10:30": w("10 30"),
    "https://www.lci.fr/a.html": w("https www lci fr a html"),
    "speaker:": w("speaker"),
    "speaker: kerry": And((w("speaker"), w("kerry"))),
    "x'; DROP TABLE statement; --": And((w("x"), w("drop"), w("table"), w("statement"))),
    "NEAR(a b)": And((w("near"), w("a"), w("b"))),
    "{words} : a": And((w("words"), w("a"))),
    "^a + b": And((w("a"), w("b"))),
    "a & !b | c": And((w("a"), w("b"), w("c"))),
}


@pytest.mark.parametrize("typed", TREES)
def test_what_is_typed_becomes_a_tree(typed: str) -> None:
    assert parse(typed).tree == TREES[typed]


def test_an_unknown_field_near_a_known_one_is_pointed_out() -> None:
    assert parse("speakr:kerry").notes == (
        "there is no field speakr: (read as words); did you mean speaker:",
    )
    assert parse("foo:bar").notes == ()


def test_a_field_wants_its_value_at_once() -> None:
    assert parse("said: 2016").notes == (
        "said: wants its value without a blank, as in said:2016-09..",
    )


def test_a_very_long_query_is_cut_and_says_so() -> None:
    parsed = parse("a " * (MOST_PIECES + 5))
    assert parsed.tree is not None
    assert len(list(leaves(parsed.tree))) == MOST_PIECES
    assert parsed.notes == (f"the query is very long: its first {MOST_PIECES} words count",)


def depth(node: Node | None) -> int:
    if isinstance(node, And | Or):
        return 1 + max(map(depth, node.parts))
    if isinstance(node, Not):
        return 1 + depth(node.part)
    return 0


def test_brackets_nest_only_so_deep() -> None:
    nested = "".join("(a OR (b " for _n in range(100)) + "c"
    assert depth(parse(nested).tree) <= 2 * DEEPEST + 2


ODD = st.lists(
    st.sampled_from(
        ["a", "é", "7", " ", '"', "'", "-", "(", ")", "*", ":", "«", "»", "“", "”", "OR ", "NOT ",
         "AND ", "speaker", "said:", "\0", "\ud800", "%", "\\", "\u200b", "\U0001f600", "^", "+"]
    )
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), ODD))
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    parsed = parse(typed)
    if not tokens(typed):
        assert parsed.tree is None


@given(st.one_of(st.text(), ODD))
def test_no_word_comes_from_nowhere(typed: str) -> None:
    known = "".join(tokens(typed))
    for leaf in leaves(parse(typed).tree):
        if isinstance(leaf, Words):
            assert all(token in known for token in leaf.tokens)
