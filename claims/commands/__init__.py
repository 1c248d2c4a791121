"""The command line, one file a command: parse, call one library function, emit.

``docs/commands-howto.md`` is the manual of this folder.
"""

from claims.commands.app import App
from claims.commands.shape import Command, Group, Lazy, command

__all__ = ["App", "Command", "Group", "Lazy", "command"]
