"""``claims log``: who changed what, when."""

from __future__ import annotations

from typing import Any

import click

from claims import changelog
from claims.commands import App, command
from claims.commands.options import REF, limit_option
from claims.i18n import _
from claims.ids import Kind, Ref, parse_id
from claims.names import reference
from claims.reader import Reader
from claims.render.listing import Column, Listing, Row
from claims.render.values import as_json, as_text
from claims.text import shorten

_SHOWN = 60
_MOST = 50


def _what(row: Row) -> str:
    words: str = row["summary"]
    if row["undone_by"]:
        words += " " + _("(taken back by {batch})").format(batch=row["undone_by"])
    elif row["undoes"]:
        words += " " + _("(takes back {batch})").format(batch=row["undoes"])
    return words


BATCHES = (
    Column("id", _("Batch")),
    Column("at", _("When"), cell=lambda row: row["at"].replace("T", " ").rstrip("Z")),
    Column("actor", _("Who")),
    Column("command", _("Command"), wide=True),
    Column("summary", _("What"), wide=True, cell=_what),
    Column("undone_by", "", only="lines"),
)


def _images(row: Row) -> str:
    """The filled columns of a new or removed row; of a changed one each before and after."""
    before, after = row["before"], row["after"]
    if before is not None and after is not None:
        return "; ".join(
            f"{name}: {_short(value)} → {_short(after[name])}" for name, value in before.items()
        )
    image = after if before is None else before
    filled = ((name, value) for name, value in (image or {}).items() if name != "id")
    return "; ".join(
        f"{name}: {_short(value)}" for name, value in filled if value not in (None, "")
    )


def _short(value: Any) -> str:
    return shorten(as_text(value), _SHOWN) or "–"


CHANGES = (
    Column("action", _("What")),
    Column("table", _("Of")),
    Column("id", "Id"),
    Column("images", _("Values"), wide=True, only="table", cell=_images),
    Column("before", _("Before"), only="lines"),
    Column("after", _("After"), only="lines"),
)


@command(
    "log",
    help=_(
        "List who changed what and when, the newest first; one batch (B12) whole, every row before"
        " and after; or what happened to one thing (S12, a speaker, a question)."
    ),
    examples=[
        "claims log",
        "claims log --limit 3 --json",
        "claims log B1 --limit 5",
        "claims log S12",
    ],
)
@click.argument("ref", required=False, type=REF, help=_("A batch, or the id or name of a thing."))
@click.option("--table", metavar="TABLE", help=_("Only batches that wrote to this table."))
@limit_option()
def log(app: App, ref: str | None, table: str | None, limit: int | None) -> None:
    """Choose what to list, emit."""
    reader = app.reader()
    if limit is None and app.format == "table":
        limit = _MOST
    if ref is None:
        app.emit(_batches(reader, table=_known(table), limit=limit))
        return
    named = parse_id(ref)
    if ref.isdecimal() or (named is not None and named.kind is Kind.BATCH):
        number = changelog.resolve_batch(reader, ref)
        _note_rest(app, number, limit)
        changes = changelog.changes(reader, number, limit=limit)
        app.emit(Listing(CHANGES, changes, empty=_("that batch wrote nothing"), hint="claims log"))
        return
    app.emit(_batches(reader, row=reference(reader, ref), limit=limit))


def _note_rest(app: App, number: int, limit: int | None) -> None:
    """Say where a table shows the beginning only."""
    counts = changelog.batch(app.reader(), number)["changes"]
    total = sum(count for tables in counts.values() for count in tables.values())
    if limit is not None and app.format == "table" and total > limit:
        app.note(_("the first {n} of {total}; --limit shows more").format(n=limit, total=total))


def _batches(
    reader: Reader,
    *,
    table: str | None = None,
    row: Ref | None = None,
    limit: int | None = None,
) -> Listing:
    rows = changelog.batches(reader, table=table, row=row, limit=limit)
    return Listing(
        BATCHES, rows, empty=_("nothing has been written yet"), hint="claims add quote --help"
    )


def _known(table: str | None) -> str | None:
    from claims.errors import UsageError
    from claims.model import tables

    names = [name for name in tables() if name not in ("batch", "change")]
    if table is not None and table not in names:
        raise UsageError(
            _("there is no table {name}").format(name=as_json(table)),
            hint=_("--table with one of {names}").format(names=", ".join(names)),
        )
    return table
