"""The shape every command shares: common options, lazy groups, help with examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from claims.commands.app import App
from claims.environment import COLOR_MODES
from claims.i18n import _
from claims.render.listing import FORMATS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Function = Callable[..., None]


# -- options every command takes, before or after its name


class CommonOption(click.Option):
    """An option of the program rather than of one command."""


_GIVEN = click.core.ParameterSource.COMMANDLINE
_AS_TYPED = object()
_OF_ENVIRONMENT = ("color", "no_input", "paging")


def _keep(attribute: str, value: Any) -> Callable[..., None]:
    """A callback that keeps what was given on the ``App`` or its environment."""

    def callback(context: click.Context, parameter: click.Parameter, given: Any) -> None:
        app = context.find_object(App)
        if app is None or context.get_parameter_source(parameter.name) is not _GIVEN:
            return
        holder = app.env if attribute in _OF_ENVIRONMENT else app
        setattr(holder, attribute, given if value is _AS_TYPED else value)

    return callback


def _option(*names: str, keep: str, value: Any = _AS_TYPED, **more: Any) -> CommonOption:
    flag = value is not _AS_TYPED
    return CommonOption(
        names, is_flag=flag, expose_value=False, callback=_keep(keep, value), **more
    )


def common_options() -> list[CommonOption]:
    """Fresh copies, in the order help shows them."""
    return [
        _option("--db", keep="db", metavar="PATH|URL", help=_("The database to use.")),
        _option(
            "--format",
            keep="asked_format",
            type=click.Choice(FORMATS),
            metavar="FORMAT",
            help=_(
                "How to print the answer: {formats}.  Unless said, a table on a terminal and tsv"
                " in a pipe."
            ).format(formats=", ".join(FORMATS)),
        ),
        _option("--json", keep="asked_format", value="json", help=_("The same as --format json.")),
        _option(
            "--excel-safe",
            keep="excel_safe",
            value=True,
            help=_("With --format csv: nothing a spreadsheet would run."),
        ),
        _option(
            "--include-confidential",
            keep="include_confidential",
            value=True,
            help=_("What is confidential too, in pipes, exports, cite: docs/confidential.md."),
        ),
        _option("-y", "--yes", keep="yes", value=True, help=_("Answer yes to every question.")),
        _option("--no-input", keep="no_input", value=True, help=_("Never ask anything.")),
        _option(
            "--color",
            keep="color",
            type=click.Choice(COLOR_MODES),
            metavar="WHEN",
            help=_("Use colour: {modes}.  NO_COLOR and FORCE_COLOR count too.").format(
                modes=", ".join(COLOR_MODES)
            ),
        ),
        _option("--no-pager", keep="paging", value=False, help=_("Print long answers directly.")),
    ]


def without_common(argv: Sequence[str]) -> list[str]:
    """The words of a command line without the common options and their values."""
    options = common_options()
    valued = {name for option in options if not option.is_flag for name in option.opts}
    flags = {name for option in options if option.is_flag for name in option.opts}
    kept: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*kept, word, *words]
        if word in valued:
            next(words, None)
        elif word not in flags and word.partition("=")[0] not in valued:
            kept.append(word)
    return kept


# -- commands


class _Shaped(click.Command):
    """Help in our order, with the common options last and examples verbatim."""

    examples: Sequence[str] = ()

    def add_common(self) -> None:
        taken = {name for parameter in self.params for name in parameter.opts}
        self.params += [o for o in common_options() if not taken.intersection(o.opts)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Own options in full; of the common ones the names, except on the program itself."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        common = [o for o in options if isinstance(o, CommonOption)]
        own = options if ctx.parent is None else [o for o in options if o not in common]
        records = [record for o in own if (record := o.get_help_record(ctx))]
        if records:
            with formatter.section(_("Options")):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)
        if ctx.parent is not None:
            names = " ".join(option.opts[-1] for option in common)
            with formatter.section(_("Options of every command (claims --help)")):
                formatter.write_text(names)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples as they are, ready to be copied."""
        if self.examples:
            with formatter.section(_("Examples")):
                for example in self.examples:
                    formatter.write(" " * formatter.current_indent + example + "\n")
        super().format_epilog(ctx, formatter)


class Command(_Shaped):
    """A command; made by ``command``."""


@dataclass(frozen=True, slots=True)
class Lazy:
    """Where a command is, and its one line of help: known without importing it."""

    target: str
    help: str
    section: str = ""

    def load(self) -> click.Command:
        """Import it now."""
        module, _colon, attribute = self.target.partition(":")
        found = getattr(import_module(module), attribute)
        if not isinstance(found, click.Command):
            raise TypeError(f"{self.target} is no command")
        return found


class Group(_Shaped, click.Group):
    """Commands under a name, those of ``lazy`` imported when they are called."""

    def __init__(
        self,
        name: str,
        *,
        help: str = "",
        lazy: Mapping[str, Lazy] | None = None,
        examples: Sequence[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(name, help=help, **more)
        self.lazy = lazy or {}
        self.examples = examples
        self.add_common()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order they were given."""
        return [*self.lazy, *(name for name in self.commands if name not in self.lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported if need be."""
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        found = self.lazy.get(cmd_name)
        return found.load() if found else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant; the error for an unknown one knows the lazy names too."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, by section where they have one."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, help_line, section in self._summaries():
            sections.setdefault(section or _("Commands"), []).append((name, help_line))
        widest = max((len(name) for rows in sections.values() for name, _help in rows), default=0)
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), help_line) for name, help_line in rows])

    def _summaries(self) -> Iterable[tuple[str, str, str]]:
        for name, lazy in self.lazy.items():
            yield name, lazy.help, lazy.section
        for name, found in self.commands.items():
            if name not in self.lazy and not found.hidden:
                yield name, found.get_short_help_str(80), ""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names and help without importing any command."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=help_line)
            for name, help_line, _section in self._summaries()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)


def command(
    name: str, *, help: str, examples: Sequence[str] = (), group: Group | None = None
) -> Callable[[Function], Command]:
    """Make a command of a function that takes the ``App`` first, then its own parameters."""

    def decorate(function: Function) -> Command:
        def callback(*args: Any, **kwargs: Any) -> None:
            app = click.get_current_context().find_object(App)
            if app is None:
                raise RuntimeError(f"{name} runs only under claims.cli.main")
            function(app, *args, **kwargs)

        parameters = getattr(function, "__click_params__", [])
        made = Command(name, callback=callback, help=help, params=list(reversed(parameters)))
        made.examples = examples
        made.add_common()
        if group is not None:
            group.add_command(made)
        return made

    return decorate
