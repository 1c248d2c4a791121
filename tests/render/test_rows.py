"""Rows of cells: what rich's own grids would draw."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.render.rows import WRAPPED, Rows

WORDS = st.lists(st.text("abé-", max_size=4)).map(lambda w: " ".join(w).strip()) | st.just(
    "two\nlines of it"
)
SHORT = st.text("ab12", min_size=1, max_size=12)


def plainly(what: Any, console: Console) -> None:
    console.print(what)


def drawn(what: Any, width: int, printed: Callable[[Any, Console], None] = plainly) -> str:
    console = Console(
        file=io.StringIO(), width=width, color_system=None, highlight=False, markup=False,
        emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    printed(what, console)
    return re.sub(r" +$", "", console.file.getvalue(), flags=re.MULTILINE)  # type: ignore[attr-defined]


@given(
    st.lists(st.tuples(SHORT, WORDS, SHORT), min_size=1, max_size=5),
    st.integers(40, 120),
    st.integers(0, 3),
)
def test_they_stand_as_a_grid_would(
    rows: list[tuple[str, str, str]], width: int, indent: int
) -> None:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=11, no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    cells = [tuple(map(Text, row)) for row in rows]
    ours = Rows([11, WRAPPED, None], cells, gap=2, indent=indent)
    assert drawn(ours, width) == drawn(Padding(table, (0, 0, 0, indent)), width)


@given(
    st.lists(
        st.tuples(SHORT, st.text("abé 木字", min_size=1, max_size=30), SHORT),
        min_size=1,
        max_size=5,
    ),
    st.integers(1, 60),
    st.integers(0, 3),
)
def test_no_line_is_longer_than_the_terminal(
    rows: list[tuple[str, str, str]], width: int, indent: int
) -> None:
    def ours() -> Rows:
        return Rows([11, WRAPPED, None], [tuple(map(Text, row)) for row in rows], indent=indent)

    assert drawn(ours(), width, printed=Rows.print_on) == drawn(ours(), width)


def test_what_is_too_long_for_its_column_is_cut() -> None:
    rows = Rows([3, WRAPPED], [(Text("abcdef"), Text("words"))])
    assert drawn(rows, 20) == "ab… words\n"


def test_a_row_may_have_fewer_cells() -> None:
    rows = Rows([3, WRAPPED, None], [(Text("a"), Text("b"), Text("c")), (Text("d"),)])
    assert drawn(rows, 12) == "a   b      c\nd\n"
