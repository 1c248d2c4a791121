"""``claims help``: what a command does."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.i18n import _


@command(
    "help",
    help=_("Explain the program, or one of its commands."),
    examples=["claims help", "claims help search", "claims help add quote"],
)
@click.argument("names", nargs=-1, metavar="[COMMAND]...", help=_("The command to explain."))
def help_(app: App, names: tuple[str, ...]) -> None:
    """Walk down to the command named and print its help."""
    context = click.get_current_context().find_root()
    found = context.command
    for name in names:
        if not isinstance(found, click.Group):
            raise click.UsageError(
                _("{path} has no commands under it").format(path=context.command_path), context
            )
        _name, below, _rest = found.resolve_command(context, [name])
        if below is not None:
            context = click.Context(below, info_name=name, parent=context)
            found = below
    app.env.stdout.write(context.get_help() + "\n")
