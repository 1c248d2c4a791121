"""``claims db``: look after the database itself."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from claims.commands import App, Group, command
from claims.errors import DatabaseError
from claims.i18n import _, ngettext
from claims.render.listing import Column, Listing, View

if TYPE_CHECKING:
    from pathlib import Path

    from claims.database import Database

db = Group("db", help=_("Look after the database itself: upgrade, check, back up, restore."))

TROUBLES = (
    Column("check", _("Check")),
    Column("what", _("What is not as it should be"), wide=True),
    Column("derived", _("--fix"), cell=lambda row: _("yes") if row["derived"] else ""),
)


@command(
    "current",
    group=db,
    help=_(
        "Show the schema's revision, and the one this program needs; where commands that only read"
        " use a copy (CLAIMS_READ_DB), also which, and how far it is behind."
    ),
    examples=["claims db current"],
)
def current(app: App) -> None:
    """Compare the stored revision with ours."""
    from claims.database import HEAD

    with _any_revision(app) as database:
        revision = database.revision()
        document: dict[str, object] = {
            "database": database.label,
            "revision": revision,
            "needed": HEAD,
            "read_db": None,
        }
        lines = [_revision_words(revision)]
        if app.read_target:
            document["read_db"], line = _copy_read(app.read_target, database)
            lines.append(line)
    app.emit(View(document=document, lines=lines, ids=[revision or ""]))


def _revision_words(revision: str | None) -> str:
    from claims.database import HEAD

    words = _("{revision} (the newest)") if revision == HEAD else _("{revision}, needs {head}")
    return words.format(revision=revision or _("none"), head=HEAD)


def _copy_read(target: str, database: Database) -> tuple[dict[str, object], str]:
    """What is told of the copy that is read: its schema, how many batches it has not yet."""
    from claims.database import open_database

    sql = "SELECT max(id) FROM batch"
    with closing(open_database(target, check=False)) as copy:
        revision = copy.revision()
        last = copy.reader.value(sql) or 0 if revision else 0
        newest = database.reader.value(sql) or 0 if database.revision() else 0
        behind: int = newest - last
        found: dict[str, object] = {
            "database": copy.label,
            "revision": revision,
            "behind": behind,
        }
    words = ngettext(
        "read from {db}: {revision}, {n} batch behind",
        "read from {db}: {revision}, {n} batches behind",
        behind,
    )
    line = words.format(db=copy.label, revision=_revision_words(revision), n=behind)
    return found, line


@command(
    "upgrade",
    group=db,
    help=_(
        "Bring the schema to what this program needs, in one step or not at all.  The database is"
        " copied first: an SQLite file beside itself, one on Postgres to your data folder."
    ),
    examples=["claims db upgrade"],
)
@click.option("--no-backup", is_flag=True, help=_("Make no copy first."))
def upgrade(app: App, no_backup: bool) -> None:
    """Back up, migrate, say what was done."""
    from claims.database import HEAD
    from claims.schema import upgrade as migrate

    with _any_revision(app) as database:
        before, copy = database.revision(), None
        if before is not None and before > HEAD:
            raise DatabaseError(
                _("{db} was made by a newer claims").format(db=database.label),
                hint="pipx upgrade claimsdb",
            )
        if before not in (None, HEAD) and not no_backup:
            copy = str(_copy_first(app, database))
        if before != HEAD:
            migrate(database)
    lines = [
        _("{head} already").format(head=HEAD)
        if before == HEAD
        else _("{before} → {head}").format(before=before or _("empty"), head=HEAD)
    ]
    if copy:
        lines.append(_("a copy of what was: {path}").format(path=copy))
    app.emit(
        View(document={"before": before, "after": HEAD, "backup": copy}, lines=lines, ids=[HEAD])
    )


@command(
    "check",
    group=db,
    help=_(
        "See whether the database is whole: storage, references, history, full-text index, states."
        "  --fix makes index and states anew, from the rows."
    ),
    examples=["claims db check", "claims db check --json"],
)
@click.option("--fix", is_flag=True, help=_("Make anew what is derived."))
def check(app: App, fix: bool) -> None:
    """Run every check; exit 5 where something is wrong."""
    from claims import maintenance

    database = app.database()
    with app.progress(_("checking"), len(maintenance.CHECKS)) as advance:
        found = list(maintenance.check(database, progress=lambda _name: advance(1)))
        if fix and any(trouble.derived for trouble in found):
            maintenance.mend(database)
            app.note(_("full-text index and states made anew"))
            found = list(maintenance.check(database))
    rows = [trouble._asdict() for trouble in found]
    if not rows:
        app.emit(View(document=[], lines=[_("everything is as it should be")], ids=[]))
        return
    app.emit(Listing(TROUBLES, rows, ids="check"))
    hint = "claims db check --fix" if any(t.derived for t in found) else "claims db backup"
    raise DatabaseError(_("the database is not as it should be"), hint=hint)


@command(
    "backup",
    group=db,
    help=_(
        "Copy the whole database to a new file that only you can read: by default beside it, with"
        " the time in its name.  Others may go on writing meanwhile.  On Postgres the file is one"
        " for pg_restore.  claims db restore makes a database of it again."
    ),
    examples=["claims db backup"],
)
@click.argument("file", required=False, help=_("The new file."))
def backup(app: App, file: str | None) -> None:
    """Copy, say where."""
    from claims.backups import backup as copy

    path = copy(app.database(), file)
    size = path.stat().st_size
    lines = [_("{path}: {size} bytes").format(path=path, size=size)]
    app.emit(View(document={"file": str(path), "bytes": size}, lines=lines, ids=[str(path)]))


@command(
    "restore",
    group=db,
    help=_(
        "Make a database out of a copy: the one that --db names, which must not be there yet (on"
        " Postgres: be empty).  What is restored is what was copied, ids and history included."
    ),
    examples=["claims db backup copy.db && claims db restore copy.db --db restored.db"],
)
@click.argument("file", help=_("What claims db backup wrote, or a full dump."))
def restore(app: App, file: str) -> None:
    """Restore, say what and where."""
    from claims.backups import restore as bring_back
    from claims.database import HEAD

    kind = bring_back(app.target, file)
    with _any_revision(app) as database:
        revision, label = database.revision(), database.label
    lines = [_("{file} restored to {db}").format(file=file, db=label)]
    if revision != HEAD:
        lines.append(_("try: claims db upgrade"))
    document = {"database": label, "kind": kind, "revision": revision}
    app.emit(View(document=document, lines=lines, ids=[label]))


@command(
    "copy",
    group=db,
    help=_(
        "Copy everything from one database into another that is empty, of either engine: ids,"
        " history and all, what is confidential too.  SOURCE is read as it is at one moment, and"
        " may be used meanwhile; TARGET is whole at the end, or empty.  Both have the hash that is"
        " printed (claims db hash)."
    ),
    examples=['claims db copy "$CLAIMS_DB" copied.db'],
)
@click.argument("source", help=_("A path or Postgres URL."))
@click.argument("target", help=_("A path or Postgres URL; made where it is a path."))
def copy(app: App, source: str, target: str) -> None:
    """Copy, compare, say how much it was."""
    from claims.config import expand
    from claims.exchange.copying import both, copy_database

    with both(expand(source), expand(target)) as (read, filled):
        copied = copy_database(read, filled, app.progress)
        names = {"source": read.label, "target": filled.label}
    document = {**names, "rows": copied.rows, "hash": copied.hash}
    words = _("{source} → {target}: {n} quotes, {rows} rows").format(
        **names, n=f"{copied.rows['statement']:,}", rows=f"{sum(copied.rows.values()):,}"
    )
    app.emit(View(document=document, lines=[words, copied.hash], ids=[copied.hash]))


@command(
    "hash",
    group=db,
    help=_(
        "Print one hash of all that the database holds: the same on either engine, and on two"
        " databases only where they hold the same."
    ),
    examples=["claims db hash"],
)
def hash_(app: App) -> None:
    """Read everything once."""
    from claims.content import content_hash, count_rows

    database = app.database()
    with database.reader.snapshot():
        total = sum(count_rows(database.reader).values())
        with app.progress(_("reading"), total) as advance:
            found = content_hash(database.reader, advance)
    document = {"database": database.label, "hash": found, "rows": total}
    app.emit(View(document=document, lines=[found], ids=[found]))


def _copy_first(app: App, database: Database) -> Path:
    """The copy before an upgrade: of Postgres to the user's data folder, which is private."""
    from claims.backups import backup as copy
    from claims.config import data_path

    folder = data_path(app.env.environ).parent
    if database.dialect == "postgresql":
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return copy(database, folder=folder)


def _any_revision(app: App) -> closing[Database]:
    """The database whatever its schema."""
    from claims.database import open_database

    return closing(open_database(app.target, check=False))
