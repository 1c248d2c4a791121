"""``claims stats``: what there is, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claims.commands import App, command
from claims.i18n import _
from claims.render.listing import Column, Listing, View

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text


@command(
    "stats",
    help=_(
        "Count what there is: quotes, speakers, claims by state, languages, who speaks most; and"
        " how large the database is, who changed it last."
    ),
    examples=["claims stats", "claims stats --json"],
)
def stats(app: App) -> None:
    """Count, then draw."""
    from claims.stats import stats as count

    found = count(app.read_database(), reader=app.reader())
    app.emit(
        View(
            document=found,
            listing=Listing(COLUMNS, list(_rows(found)), ids="name"),
            table=lambda console: _draw(console, found),
        )
    )


COLUMNS = (
    Column("group", _("Of")),
    Column("name", _("What")),
    Column("value", _("How many"), right=True),
)

_GROUPS = {
    "claims": _("Claims"),
    "questions": _("Questions"),
    "lang": _("Languages"),
    "kind": _("Kinds"),
    "status": _("Status"),
}
_STATES = ("claims", "questions")
_FIRST = "statements"
_ROOMY = 72
_COUNTED = {
    "statements": _("quotes"),
    "speakers": _("speakers"),
    "merged speakers": _("merged speakers"),
    "aliases": _("aliases"),
    "roles": _("roles"),
    "documents": _("documents"),
    "questions": _("questions"),
    "claims": _("claims"),
    "positions": _("positions"),
    "links": _("links"),
    "verdicts": _("verdicts"),
    "open flags": _("open flags"),
    "batches": _("batches"),
}


def _rows(found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One line a figure, the same whatever there is: what a script wants to pick from."""
    for name in ("database", "schema", "bytes"):
        yield {"group": "database", "name": name, "value": found[name]}
    for name, value in (found["last_change"] or {}).items():
        yield {"group": "last_change", "name": name, "value": value}
    for group in ("counts", "said", *_GROUPS):
        for name, value in found[group].items():
            yield {"group": group, "name": name, "value": value}
    for group in ("speakers", "outlets"):
        for row in found[group]:
            yield {"group": group, "name": row["name"], "value": row["statements"]}


# -- on a terminal -------------------------------------------------------------------------


def _draw(console: Console, found: Mapping[str, Any]) -> None:
    from claims.render.console import line, plain

    console.print(line(found["database"], "title"))
    for fact in _facts(found):
        console.print(line(fact, "dim"))
    console.print()
    console.print(plain(_counts(found["counts"], console.width)))
    groups = [(line(title, "dim"), _words(name, found[name])) for name, title in _GROUPS.items()]
    filled = [group for group in groups if group[1]]
    if filled:
        console.print()
        console.print(_grid(filled))
    if found["speakers"]:
        _draw_busiest(console, found)


def _facts(found: Mapping[str, Any]) -> Iterator[str]:
    yield _("{size}, schema {schema}").format(size=_size(found["bytes"]), schema=found["schema"])
    said = found["said"]
    if said["first"]:
        yield _("said from {first} to {last}").format(**said)
    last = found["last_change"]
    if last:
        words = _("last change {id}, {at} UTC, {actor}: {command}")
        at = last["at"][:16].replace("T", " ")
        yield words.format(id=last["id"], at=at, actor=last["actor"], command=last["command"])


def _size(count: int) -> str:
    """Bytes as people read them."""
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:,.3g} GB"


def _counts(counts: Mapping[str, int], width: int) -> str:
    """``27 quotes  38 speakers``: of what there is none, only quotes are told."""
    import textwrap

    words = (
        f"{count:,} {_COUNTED[name]}" for name, count in counts.items() if count or name == _FIRST
    )
    # Nothing breaks between a number and its name.
    joined = "  ".join(word.replace(" ", "\u00a0") for word in words)
    return textwrap.fill(joined, width, break_on_hyphens=False).replace("\u00a0", " ")


def _words(group: str, counts: Mapping[str, int]) -> Text:
    """``contested 3, unsettled 2``, states in their colours."""
    from rich.text import Text

    from claims.render.console import line, state_style

    parts = [
        Text("\u00a0").join(
            (
                line(name or _("unknown"), state_style("state", name) if group in _STATES else ""),
                Text(f"{count:,}"),
            )
        )
        for name, count in counts.items()
    ]
    return Text(", ").join(parts)


def _grid(rows: list[Any]) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    for cells in rows:
        grid.add_row(*cells)
    return grid


def _draw_busiest(console: Console, found: Mapping[str, Any]) -> None:
    """Speakers and outlets side by side, or below each other where the screen is narrow."""
    from itertools import zip_longest

    from rich.table import Table

    lists = [_names(_("Who speaks most"), found["speakers"])]
    lists.append(_names(_("Where most is told"), found["outlets"]))
    sides = 2 if console.width >= _ROOMY else 1
    for some in (lists,) if sides > 1 else ([one] for one in lists):
        grid = Table.grid(padding=(0, 1, 0, 0))
        for _side in some:
            most = max((console.width - 20) // sides, 10)
            grid.add_column(no_wrap=True, overflow="ellipsis", max_width=most)
            grid.add_column(justify="right")
            grid.add_column(width=1)
        for cells in zip_longest(*some, fillvalue=("", "", "")):
            grid.add_row(*(cell for row in cells for cell in row))
        console.print()
        console.print(grid)


def _names(title: str, rows: list[Mapping[str, Any]]) -> list[tuple[Any, str, str]]:
    from claims.render.console import line

    cells = [(line(row["name"]), f"{row['statements']:,}", "") for row in rows]
    return [(line(title, "title"), "", ""), *cells]
