"""The terminal: rich consoles of the right width and colour, tables, cells, links, progress.

Everything of the database that reaches a console goes through ``plain`` or ``cell_text``: cleaned
of control characters, and never read as markup.
"""

from __future__ import annotations

import io
import re
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, TextIO
from urllib.parse import urlsplit

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.style import Style
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from claims.render.values import as_text
from claims.text import clean_line, clean_text

if TYPE_CHECKING:
    from claims.environment import Environment
    from claims.render.listing import Column, Listing, Row

STYLES = {
    "title": "bold",
    "id": "cyan",
    "speaker": "bold",
    "role": "italic",
    "quote": "",
    "match": "bold yellow",
    "date": "green",
    "source": "dim",
    "dim": "dim",
    "warning": "yellow",
    "error": "bold red",
    "state.contested": "bold red",
    "state.unsettled": "yellow",
    "state.denied": "red",
    "state.withdrawn": "dim",
    "state.open": "yellow",
    "state.single-source": "default",
    "state.reported": "dim",
    "state.unsourced": "dim",
    "state.corroborated": "green",
    "state.settled": "bold green",
    "stance.asserts": "green",
    "stance.suspects": "green dim",
    "stance.reports": "dim",
    "stance.unsure": "yellow",
    "stance.declines": "yellow",
    "stance.doubts": "red dim",
    "stance.denies": "red",
    "stance.retracts": "magenta",
}
"""Every style a renderer may name; ``state`` and ``stance`` take the value's own."""

_BY_VALUE = ("state", "stance")
_ROOMY = 72
_PRINT = 100
_WIDE_LEAST = 16  # narrower than this a column of words is a ladder of syllables


def make_console(env: Environment, file: IO[str] | None = None) -> Console:
    """A console on standard output (or a file in its place): its width, its colours."""
    return _console(env, env.stdout, file)


def _console(env: Environment, stream: TextIO, file: IO[str] | None = None) -> Console:
    colour = env.colour(stream)
    return Console(
        file=file or stream,
        width=env.width,
        height=env.height,
        force_terminal=colour,
        force_jupyter=False,
        color_system=_color_system(env) if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        theme=Theme(STYLES),
        _environ={},  # the environment has decided already
    )


def _color_system(env: Environment) -> Any:
    if env.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256color" in env.environ.get("TERM", "") else "standard"


# -- text


def plain(text: str, style: str = "") -> Text:
    """Untrusted text for a console: cleaned, line breaks kept, never markup."""
    return Text().append(clean_text(text), style)


def line(text: str, style: str = "") -> Text:
    """The same on one line; what is appended does not take on its style."""
    return Text().append(clean_line(text), style)


def link(text: str, url: str | None, style: str = "") -> Text:
    """Text that a terminal opens when clicked, where the URL is one of the web."""
    shown = line(text, style)
    address = clean_line(url or "")
    with suppress(ValueError):
        if urlsplit(address).scheme in ("http", "https") and " " not in address:
            shown.stylize(Style(link=address))
    return shown


def state_style(kind: str, value: Any) -> str:
    """The style of a state or stance: ``state_style("state", "contested")``."""
    name = f"{kind}.{value}"
    return name if name in STYLES else ""


# -- tables


def make_table(listing: Listing, width: int) -> Table:
    """The rows as a table that fits ``width`` columns of text."""
    columns = [
        column
        for column in listing.columns
        if column.only != "lines" and column.from_width <= width
    ]
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
    )
    # On a narrow screen every cell wraps, lest rich drop whole columns.
    roomy = width >= _ROOMY
    for column in columns:
        table.add_column(
            clean_line(column.title),
            justify="right" if column.right else "left",
            no_wrap=roomy and not column.wide,
            overflow="ellipsis" if roomy and not column.wide else "fold",
            min_width=_WIDE_LEAST if roomy and column.wide else None,
            max_width=column.most or None,
        )
    for row in listing.rows:
        table.add_row(*(cell_text(column, row) for column in columns))
    return table


def cell_text(column: Column, row: Row) -> Text:
    """What a table shows of a row in a column."""
    value = column.cell(row) if column.cell else as_text(row.get(column.key))
    style = column.style
    if style in _BY_VALUE:
        style = state_style(style, row.get(column.key))
    if isinstance(value, Text):
        if style:
            value.stylize_before(style)
        return value
    return line(value, style)


# -- without colour


def drawn(draw: Callable[[Console], None]) -> str:
    """What is drawn as plain text, as wide as a page of print."""
    buffer = io.StringIO()
    console = Console(
        file=buffer, width=_PRINT, no_color=True, color_system=None, force_terminal=False,
        highlight=False, markup=False, emoji=False, theme=Theme(STYLES), _environ={},
    )  # fmt: skip
    draw(console)
    return re.sub(r" +$", "", buffer.getvalue(), flags=re.MULTILINE)


# -- paging


def show(env: Environment, draw: Callable[[Console], None]) -> None:
    """Draw on standard output, through the pager where a person reads more than a screen."""
    buffer = io.StringIO()
    draw(make_console(env, buffer))
    text = buffer.getvalue()
    if not env.colour(env.stdout):
        # Rich fills every line of a table with blanks.
        text = re.sub(r" +$", "", text, flags=re.MULTILINE)
    pager = env.pager()
    if pager is None or text.count("\n") < env.height or not _paged(env, pager, text):
        env.stdout.write(text)


def _paged(env: Environment, pager: Sequence[str], text: str) -> bool:
    """Whether the pager ran; leaving it early is no error."""
    env.stdout.flush()
    variables = {"LESS": "FRX", "LESSCHARSET": "utf-8", **env.environ}
    try:
        process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=variables)  # noqa: S603
    except OSError:
        return False
    # Ctrl-C is the pager's own business; we must not leave before it does.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.communicate(text.encode("utf-8", "replace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return True


# -- progress


@contextmanager
def progress(
    env: Environment,
    title: str,
    total: int | None = None,
    position: Callable[[], int] | None = None,
) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while something lasts; gives what to call with each advance.

    Beside it stand how many there were, how many a second, and the time left.  The bar is of what
    is counted, or of where in a whole of ``total`` bytes ``position`` says one is.
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]:,} ({task.fields[rate]:,}/s)"),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with Progress(*columns, console=_console(env, env.stderr), transient=True) as bar:
        shown = escape(clean_line(title))
        task = bar.add_task(shown, total=total, count=0, rate=0)
        begun, done = monotonic(), 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            rate = int(done / max(monotonic() - begun, 1e-3))
            reached = done if position is None else min(position(), total or 0)
            bar.update(task, completed=reached, count=done, rate=rate)

        yield advance
