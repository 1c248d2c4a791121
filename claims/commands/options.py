"""Options and parameter types that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import click

from claims.commands.app import App
from claims.i18n import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Kind = Literal["speaker", "question", "ref", "outlet"]
F = TypeVar("F", bound=Callable[..., Any])
E = TypeVar("E", bound=StrEnum)


class Name(click.ParamType[str]):
    """Text that names something; the shell completes it, the library resolves it."""

    def __init__(self, kind: Kind) -> None:
        self.kind: Kind = kind
        self.name = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text without blanks around it; empty names nothing."""
        text = str(value).strip()
        if not text:
            self.fail(_("a name is wanted, not an empty text"), param, ctx)
        return text

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Names that begin so; whatever goes wrong, no suggestion is the answer."""
        from click.shell_completion import CompletionItem

        app = ctx.find_object(App)
        if app is None:
            return []
        try:
            from claims import completion

            target = app.read_target or app.target
            names = completion.names(
                app.env, self.kind, incomplete, target, everything=app.include_confidential
            )
            return [CompletionItem(name) for name in names]
        except Exception:  # the shell would print it into the line being typed
            return []


SPEAKER = Name("speaker")
QUESTION = Name("question")
REF = Name("ref")
OUTLET = Name("outlet")


class EnumChoice(click.Choice[str], Generic[E]):
    """The values of a closed set on the command line, its members for the command."""

    def __init__(self, members: type[E]) -> None:
        super().__init__([member.value for member in members], case_sensitive=False)
        self.members = members

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The member of a value."""
        if isinstance(value, self.members):
            return value
        return self.members(super().convert(value, param, ctx))


def limit_option(default: int | None = None) -> Callable[[F], F]:
    """``-n, --limit``: at most so many rows."""
    return click.option(
        "-n",
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=default is not None,
        metavar="N",
        help=_("At most so many."),
    )


def since_until(function: F) -> F:
    """``--since`` and ``--until``, as typed; the library knows dates."""
    until = click.option("--until", metavar="DATE", help=_("Not after: 2016, 2016-09, 2016-09-22."))
    since = click.option(
        "--since", metavar="DATE", help=_("Not before: 2016, 2016-09, 2016-09-22.")
    )
    return since(until(function))
