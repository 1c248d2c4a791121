"""What a page of ``claims show`` is made of: a heading, facts, sections, and the pieces of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.i18n import _
from claims.render.console import line, state_style
from claims.text import clean_line, shorten

Doc = Mapping[str, Any]
Cells = tuple[Text, ...]

_INDENT = 4
_WORDS = 90  # of a quote in a list, in code points
_LIVE = 5  # batches of the history


@dataclass(frozen=True)
class Sheet:
    """What is drawn: ``facts`` are labels with values, ``sections`` titles with rows of cells."""

    heading: Text
    body: Text | None = None
    facts: Sequence[tuple[str, Text]] = ()
    sections: Sequence[tuple[str, Sequence[Cells]]] = field(default=())


def print_sheet(console: Console, sheet: Sheet, doc: Doc) -> None:
    """Print a page, with what hangs on the thing below."""
    console.print(sheet.heading)
    if sheet.body:
        console.print()
        console.print(_indented(sheet.body))
    facts = [(label, value) for label, value in sheet.facts if value]
    if facts:
        console.print()
        console.print(_indented(_grid([(line(label, "dim"), value) for label, value in facts])))
    for title, rows in [*sheet.sections, *_attached(doc)]:
        if rows:
            console.print()
            console.print(Text(title, "title"))
            console.print(_indented(_grid(rows)))


def _indented(what: Any) -> Padding:
    return Padding(what, (0, 0, 0, _INDENT), expand=False)


def _grid(rows: Sequence[Cells]) -> Table:
    """Columns without lines; the last takes what room is left."""
    table = Table.grid(padding=(0, 2, 0, 0))
    columns = max(map(len, rows))
    for column in range(columns):
        table.add_column(overflow="fold", no_wrap=column < columns - 1)
    for cells in rows:
        table.add_row(*cells)
    return table


# -- pieces


def text_of(value: Any, style: str = "") -> Text:
    """A value on one line; nothing for nothing."""
    return line(str(value), style) if value not in (None, "", []) else Text()


def joined(parts: Iterable[Text], mark: str = ", ") -> Text:
    """The parts that are not empty, with a mark between."""
    return Text(mark).join(part for part in parts if part)


def named(row: Doc | None, style: str = "") -> Text:
    """``John Kerry P3``."""
    if not row:
        return Text()
    name = row.get("name") or row.get("slug") or row.get("text") or ""
    return joined((text_of(name, style), text_of(row["id"], "id")), " ")


def stance_of(value: str) -> Text:
    """A stance in its colour."""
    return line(value, state_style("stance", value))


def state_of(value: str) -> Text:
    """A state in its colour."""
    return line(value, state_style("state", value))


def heading_of(doc: Doc, *parts: Text) -> Text:
    """The first line: the id, then what names the thing."""
    return joined((line(doc["id"], "id"), *parts), "  ")


def who(row: Doc) -> Text:
    """The speaker and the role that day."""
    return joined((text_of(row["speaker"], "speaker"), text_of(row["role"], "role")))


def when(row: Doc) -> Text:
    """The date said, failing that the date published."""
    return text_of(row["said"] or row["published"] or "—", "date")


def told(row: Doc, *, words: bool = True) -> Cells:
    """A statement in a list."""
    source = joined((text_of(row["outlet"], "source"), _via(row["via"])), " ")
    text = Text(": ").join(part for part in (who(row), source) if part)
    if words:
        text = joined((text, Text(f"“{shorten(clean_line(row['text']), _WORDS)}”")), "\n")
    return (line(row["id"], "id"), when(row), text)


def _via(chain: Sequence[str]) -> Text:
    if not chain:
        return Text()
    return Text(_("via {chain}").format(chain=" < ".join(map(clean_line, chain))), "source")


def interval(row: Doc) -> Text:
    """From when to when."""
    if not (row["since"] or row["until"]):
        return Text()
    return Text(f"{row['since'] or '…'} – {row['until'] or '…'}", "date")


def _attached(doc: Doc) -> list[tuple[str, Sequence[Cells]]]:
    flags = [
        (
            line(flag["id"], "id"),
            line(flag["kind"], "dim" if flag["cleared_at"] else "warning"),
            joined(
                (
                    text_of(flag["reason"]),
                    Text(f"{clean_line(flag['by'])}, {flag['at'][:10]}", "dim"),
                    Text(_("cleared {day}").format(day=flag["cleared_at"][:10]), "dim")
                    if flag["cleared_at"]
                    else Text(),
                ),
                " · ",
            ),
        )
        for flag in doc.get("flags", ())
    ]
    xrefs = [(text_of(ref["scheme"], "dim"), text_of(ref["key"])) for ref in doc.get("xrefs", ())]
    batches = doc.get("changes", ()) if doc["type"] != "batch" else ()
    changes = [
        (
            line(batch["id"], "id"),
            Text(batch["at"][:16].replace("T", " "), "date"),
            text_of(batch["actor"]),
            text_of(shorten(clean_line(batch["command"]), _WORDS), "dim"),
        )
        for batch in batches[:_LIVE]
    ]
    return [(_("Flags"), flags), (_("External ids"), xrefs), (_("Changes"), changes)]


def hedge_of(position: Doc) -> Text:
    """How a position is hedged, and the day its figure holds for."""
    parts = []
    if position["hedge"]:
        parts.append(Text(f"“{clean_line(position['hedge'])}”", "dim"))
    if position["as_of"]:
        parts.append(Text(_("as of {day}").format(day=position["as_of"]), "dim"))
    return joined(parts)


def counted(title: str, count: int, shown: Sequence[Any]) -> str:
    """A section's title, with how many there are where not all are shown."""
    if count <= len(shown):
        return title
    return _("{title}: the newest {n} of {count}").format(
        title=title, n=len(shown), count=f"{count:,}"
    )
