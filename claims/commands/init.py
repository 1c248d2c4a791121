"""``claims init``: make a database."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.i18n import _
from claims.render.listing import View


@command(
    "init",
    help=_("Make the database, readable by you alone; where there is one, leave it as it is."),
    examples=["claims init", "claims --db demo.db init --demo"],
)
@click.option("--demo", is_flag=True, help=_("With the accounts of one attack to explore."))
def init(app: App, demo: bool) -> None:
    """Make it, fill it if asked, say where it is."""
    from claims.database import stored_revision
    from claims.exchange.demo import load_demo

    database = app.database(create=True)
    reports = load_demo(database, app.invocation, app.actor) if demo else []
    kept = sum(report.new + report.revised for report in reports)
    lines = [_("database: {db}").format(db=database.label)]
    if demo:
        quotes = database.reader.value("SELECT count(*) FROM statement")
        words = _("demo: {n} quotes") if kept else _("demo: {n} quotes, there already")
        lines += [words.format(n=quotes), _("try: claims contrast convoy-attack")]
    document = {
        "db": database.label,
        "schema": stored_revision(database.reader),
        "imported": [report.as_json() for report in reports],
    }
    app.emit(View(document=document, lines=lines))
