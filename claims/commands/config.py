"""``claims config``: the settings kept in the config file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims import config as settings
from claims.commands import App, Group, command
from claims.errors import ClaimsError, NothingFound
from claims.i18n import _
from claims.render.listing import Column, Listing, View

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

config = Group(
    "config",
    help=_(
        "Read and change the settings: the database, your name in the history, the format on a"
        " terminal, colour, pager and language."
    ),
)


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(key) for key in settings.KEYS if key.startswith(incomplete)]


_key = click.argument(
    "key", shell_complete=_complete, help=_("One of: {keys}.").format(keys=", ".join(settings.KEYS))
)


@command(
    "list",
    group=config,
    help=_("List every setting with its value."),
    examples=["claims config list"],
)
def list_(app: App) -> None:
    """Every known key, set or not."""
    held = settings.read(settings.config_path(app.env.environ))
    rows = [{"key": key, "value": held.get(key)} for key in settings.KEYS]
    columns = (Column("key", _("Setting")), Column("value", _("Value"), wide=True))
    app.emit(Listing(columns, rows, ids="key"))


@command(
    "get", group=config, help=_("Print one setting."), examples=["claims config get actor || true"]
)
@_key
def get(app: App, key: str) -> None:
    """The value alone on its line."""
    path = settings.config_path(app.env.environ)
    held = settings.read(path)
    if key not in settings.KEYS:
        settings.check(key, "")
    if key not in held:
        raise NothingFound(
            _("{key} is not set").format(key=key), hint=f"claims config set {key} VALUE"
        )
    app.emit(View(document={"key": key, "value": held[key]}, lines=[held[key]], ids=[key]))


@command(
    "set",
    group=config,
    help=_("Change one setting."),
    examples=["claims config set actor 'Ana Roš'", "claims config set format json"],
)
@_key
@click.argument("value", help=_("The new value."))
def set_(app: App, key: str, value: str) -> None:
    """Check, then write; a relative database path is kept absolute."""
    settings.check(key, value)
    if key == "db" and not settings.is_url(value):
        value = os.path.abspath(settings.expand(value))
    path = settings.config_path(app.env.environ)
    settings.change(path, key, value)
    _changed(app, key, value, f"{key} = {value}")


@command(
    "unset", group=config, help=_("Forget one setting."), examples=["claims config unset format"]
)
@_key
def unset(app: App, key: str) -> None:
    """Unknown keys too: that is how a mistyped one is mended."""
    settings.change(settings.config_path(app.env.environ), key, None)
    _changed(app, key, None, _("{key} is no longer set").format(key=key))


def _changed(app: App, key: str, value: str | None, line: str) -> None:
    app.emit(View(document={"key": key, "value": value}, lines=[line], ids=[key]))


@command(
    "path", group=config, help=_("Say where the config file is."), examples=["claims config path"]
)
def path(app: App) -> None:
    """Whether or not it exists yet."""
    where = str(settings.config_path(app.env.environ))
    app.emit(View(document={"path": where}, lines=[where], ids=[where]))


@command(
    "maps",
    group=config,
    help=_("List the mappings of CSV columns that claims import --save-map kept."),
    examples=["claims config maps || true"],
)
def maps(app: App) -> None:
    """Each with what it says and its file, which can be given to others."""
    from claims.exchange.tables import mapping

    folder = mapping.folder_beside(settings.config_path(app.env.environ))
    rows = [_kept(name, folder) for name in mapping.names(folder)]
    columns = (
        Column("name", _("Mapping")),
        Column("options", _("Says"), wide=True),
        Column("path", _("File"), only="lines"),
    )
    hint = "claims import --map text=COLUMN,speaker=COLUMN --save-map NAME FILE"
    app.emit(Listing(columns, rows, ids="name", empty=_("no mapping is kept"), hint=hint))


def _kept(name: str, folder: Path) -> dict[str, object]:
    """A mapping as it is listed; one that cannot be read says why."""
    import shlex

    from claims.exchange.tables import mapping

    path = mapping.path_of(name, folder)
    try:
        found = mapping.read(path)
    except ClaimsError as error:
        return {"name": name, "options": error.message, "columns": None, "path": str(path)}
    return {
        "name": name,
        "options": shlex.join(found.options()),
        "columns": dict(found.columns),
        "constants": dict(found.constants),
        "path": str(path),
    }
