"""``claims completion``: the script that teaches a shell our names."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.i18n import _

SHELLS = ("bash", "zsh", "fish")


@command(
    "completion",
    help=_(
        "Print the completion script of a shell: commands, options, speakers, questions and ids."
        "\n\n\b\n"
        "bash:  claims completion bash > ~/.local/share/bash-completion/completions/claims\n"
        "zsh:   claims completion zsh > a file _claims in a folder of $fpath\n"
        "fish:  claims completion fish > ~/.config/fish/completions/claims.fish"
    ),
    examples=["claims completion bash", 'eval "$(claims completion bash)"'],
)
@click.argument("shell", type=click.Choice(SHELLS), help=_("The shell to write for."))
def completion(app: App, shell: str) -> None:
    """Click's own script, which asks the program for names."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise RuntimeError(f"click knows no {shell}")
    from claims.cli import COMPLETE_VARIABLE

    root = click.get_current_context().find_root().command
    app.env.stdout.write(found(root, {}, "claims", COMPLETE_VARIABLE).source())
