"""The program: which commands there are, and how what goes wrong is said.

Start-up is hot: this module loads click and nothing heavier, and a command's module only when the
command is called.
"""

from __future__ import annotations

import claims.start  # noqa: F401

# isort: split
import errno
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import click

from claims import __version__
from claims.commands import App, Group, Lazy
from claims.environment import Environment
from claims.errors import ClaimsError, ExitStatus, UsageError
from claims.i18n import _
from claims.text import clean_line, shorten

PROGRAM = "claims"
FAULT = 70
"""Exit status of a fault of the program or the machine (EX_SOFTWARE of sysexits.h)."""

COMPLETE_VARIABLE = "_CLAIMS_COMPLETE"
"""What the shell sets to ask for completions (the scripts of ``claims completion`` do)."""

_HELP_WIDTH = 100
_MOST_SAID = 4000  # characters of a line: what was typed is repeated, and may be a whole file
# These work, and help to mend it, when the config file is broken.
_WITHOUT_CONFIG = ("config", "help", "completion")


def commands() -> dict[str, Lazy]:
    """Every command by name, in the order of ``--help``."""
    keep, find = _("Keep"), _("Find")
    judge, tend = _("Judge"), _("Look after")

    def lazy(section: str, target: str, help: str) -> Lazy:
        return Lazy(f"claims.commands.{target}", help, section)

    return {
        "init": lazy(keep, "init:init", _("Make a database, with --demo one to explore.")),
        "add": lazy(keep, "add:add", _("Keep a quote, or add any one thing.")),
        "import": lazy(keep, "import_:import_", _("Read records from JSONL or CSV files.")),
        "extract": lazy(keep, "extract:extract", _("Find who is quoted in news articles.")),
        "triage": lazy(keep, "triage:triage", _("Decide on proposed quotes, a key each.")),
        "export": lazy(keep, "export:export", _("Write everything, or a selection, to a file.")),
        "search": lazy(find, "search:search", _("Find quotes by words, speaker, date, source.")),
        "show": lazy(find, "show:show", _("Show one thing whole.")),
        "contrast": lazy(find, "contrast:contrast", _("Lay the accounts side by side.")),
        "contested": lazy(find, "contested:contested", _("List what is contested, and why.")),
        "why": lazy(find, "why:why", _("Explain the state of a claim.")),
        "history": lazy(find, "history:history", _("Follow what a speaker held when.")),
        "timeline": lazy(find, "timeline:timeline", _("Put what was said in order of time.")),
        "cite": lazy(find, "cite:cite", _("Print a quote ready to paste.")),
        "verify": lazy(judge, "verify:verify", _("Find each quote again in its document.")),
        "flag": lazy(judge, "flag:flag", _("Mark anything for other eyes.")),
        "confidential": lazy(
            judge, "confidential:confidential", _("Mark what must not leave the newsroom.")
        ),
        "settle": lazy(judge, "settle:settle", _("Close a contested claim, with a reason.")),
        "similar": lazy(judge, "similar:similar", _("Propose what is probably one.")),
        "merge": lazy(judge, "merge:merge", _("Make one of two that are the same.")),
        "rating": lazy(judge, "rating:rating", _("Say what fact-checkers' labels mean.")),
        "undo": lazy(tend, "undo:undo", _("Take back the last change, or a named one.")),
        "log": lazy(tend, "log:log", _("List who changed what, when.")),
        "speakers": lazy(tend, "speakers:speakers", _("List who has said something.")),
        "stats": lazy(tend, "stats:stats", _("Count what there is.")),
        "db": lazy(tend, "db:db", _("Upgrade, check or back up the database.")),
        "config": lazy(tend, "config:config", _("Read and change settings.")),
        "completion": lazy(tend, "completion:completion", _("Complete names in your shell.")),
        "help": lazy(tend, "help:help_", _("Explain a command.")),
    }


def program() -> Group:
    """The root of all commands."""

    @click.pass_context
    def ready(context: click.Context) -> None:
        app = context.find_object(App)
        if app and app.config_error and context.invoked_subcommand not in _WITHOUT_CONFIG:
            raise app.config_error

    root = Group(
        PROGRAM,
        help=_(
            "Who said what, when, in which capacity, through whom, and where the accounts disagree."
        ),
        lazy=commands(),
        examples=(
            "claims init --demo",
            "claims search 'speaker:kerry cessez-le-feu'",
            "claims contrast convoy-attack",
        ),
        epilog=_(
            "\b\nExit status: 0 done, 1 nothing found, 2 usage, 3 unknown or ambiguous name,"
            "\n4 bad input records, 5 database, 70 fault of the program, 130 interrupted."
        ),
        callback=ready,
    )
    version = click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
    version(root)
    return root


def main(argv: Sequence[str] | None = None, environment: Environment | None = None) -> int:
    """Run the program; the exit status."""
    env = environment or Environment.of_process()
    words = list(sys.argv[1:] if argv is None else argv)
    with env.installed():
        app: App | None = None
        try:
            app = App(env, words)
            _speak(app)
            status = _run(app)
            env.stdout.flush()
            return status
        except BaseException as error:  # the last resort: nothing leaves as a traceback
            return _report(error, env, json=_wants_json(words, app))
        finally:
            if app is not None:
                app.close()


def _speak(app: App) -> None:
    """The language of the config file, where the environment asks for none of its own."""
    lang = app.config.get("lang")
    if lang and app.env.environ is os.environ:
        os.environ.setdefault("LANGUAGE", lang)


def _run(app: App) -> int:
    root = program()
    env = app.env
    context: dict[str, Any] = {
        "obj": app,
        "color": env.colour(env.stdout),
        "terminal_width": min(env.width, _HELP_WIDTH),
        "help_option_names": ["-h", "--help"],
    }
    asked = os.environ.get(COMPLETE_VARIABLE)
    if asked:
        from click.shell_completion import shell_complete

        return shell_complete(root, context, PROGRAM, COMPLETE_VARIABLE, asked)
    # Not click's own main: it has its own ideas of a closed pipe, Ctrl-C and exit codes.
    try:
        with root.make_context(PROGRAM, list(app.argv), **context) as made:
            root.invoke(made)
    except click.exceptions.Exit as done:
        return done.exit_code
    return ExitStatus.DONE


_OWN_FORMAT = ("import", "export")
"""Commands whose ``--format`` is that of files."""


def _wants_json(words: Sequence[str], app: App | None) -> bool:
    """Whether errors are to be JSON, even those of a command line that cannot be parsed."""
    if app is not None and app.asked_format:
        return app.json
    before = words[: words.index("--")] if "--" in words else words
    if next((word for word in before if word in _OWN_FORMAT), None):
        return "--json" in before
    spelled = " ".join(before).replace("--format=", "--format ").split(" ")
    formats = {value for word, value in pairwise(spelled) if word == "--format"}
    return "--json" in spelled or bool(formats & {"json", "jsonl"})


# -- what goes wrong


def _report(error: BaseException, env: Environment, *, json: bool) -> int:
    """Say it on standard error; the exit status."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else ExitStatus.DONE
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        env.stop_writing()
        return ExitStatus.DONE
    try:
        if _came_of_interrupt(error):
            error = KeyboardInterrupt()
        if isinstance(error, KeyboardInterrupt) and env.is_terminal(env.stderr):
            env.stderr.write("\n")  # the terminal has written ^C
        known = _in_our_words(error)
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            env.stderr.write(error.format_message() + "\n")
        elif known is not None:
            _print(known, env, json=json)
        else:
            _print_fault(error, env)
        return int(known.status) if known is not None else FAULT
    except OSError:  # nobody listens on standard error either
        return FAULT


class _InterruptError(ClaimsError):
    status = ExitStatus.INTERRUPTED
    code = "interrupted"


def _came_of_interrupt(error: BaseException) -> bool:
    """Whether an error was met while an interrupt was being dealt with.

    A driver stopped in the middle of a query may refuse to take it back.  Whoever asks something
    (click) has dealt with it.
    """
    cause = None if isinstance(error, click.Abort) else error.__context__
    while cause is not None and not isinstance(cause, KeyboardInterrupt):
        cause = cause.__context__
    return cause is not None


def _in_our_words(error: BaseException) -> ClaimsError | None:
    """The error as one of ours, none where it is a fault."""
    if isinstance(error, ClaimsError):
        return error
    if isinstance(error, click.Abort | KeyboardInterrupt | EOFError):
        return _InterruptError(_("interrupted"))
    if isinstance(error, click.UsageError):
        return _usage(error)
    if isinstance(error, click.ClickException):
        return UsageError(error.format_message())
    if isinstance(error, OSError) and error.filename is not None:
        return UsageError(f"{os.fsdecode(error.filename)}: {error.strerror}")
    from claims.failures import explain

    return explain(error)


def _usage(error: click.UsageError) -> ClaimsError:
    """A usage error with what was probably meant, or the help that explains it."""
    context = error.ctx
    path = context.command_path if context else PROGRAM
    near = getattr(error, "possibilities", None)
    if near:
        best = near[0]
        message = _('{problem}; did you mean "{best}"?').format(
            problem=_as_clause(error.message), best=best
        )
        hint = f"{path} {best}"
    else:
        message = _as_clause(error.format_message())
        hint = f"{path} --help"
    return UsageError(message, hint=hint)


def _as_clause(sentence: str) -> str:
    """A sentence of click's as our messages are written: no capital, no full stop."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _print(error: ClaimsError, env: Environment, *, json: bool) -> None:
    if json:
        from claims.render.values import as_json

        env.stderr.write(as_json(error.as_json(), ascii_only=not env.unicode) + "\n")
        return
    message = shorten(clean_line(error.message), _MOST_SAID)
    env.stderr.write(_coloured(f"{PROGRAM}:", env) + f" {message}\n")
    for flaw in error.details.get("flaws") or ():
        env.stderr.write(f"  {clean_line(_flaw(flaw))}\n")
    candidates = error.details.get("candidates")
    if candidates:
        names = shorten(clean_line(", ".join(str(name) for name in candidates)), _MOST_SAID)
        env.stderr.write("  " + _("did you mean: {names}").format(names=names) + "\n")
    if error.hint:
        env.stderr.write(
            "  " + _("try: {hint}").format(hint=shorten(clean_line(error.hint), _MOST_SAID)) + "\n"
        )


def _flaw(flaw: Any) -> str:
    """One flaw of the input: line, field, reason; whatever it is made of."""
    get: Callable[[str], Any] = (
        flaw.get if isinstance(flaw, dict) else lambda name: getattr(flaw, name, None)
    )
    reason = get("reason")
    if reason is None:
        return str(flaw)
    place = [_("line {n}").format(n=get("line"))] if get("line") is not None else []
    if get("field"):
        place.append(str(get("field")))
    return f"{', '.join(place)}: {reason}" if place else str(reason)


def _coloured(text: str, env: Environment) -> str:
    return click.style(text, fg="red", bold=True) if env.colour(env.stderr) else text


def _print_fault(error: BaseException, env: Environment) -> None:
    if env.environ.get("CLAIMS_DEBUG"):
        import traceback

        env.stderr.writelines(traceback.format_exception(error))
    said = clean_line(f"{type(error).__name__}: {error}")
    message = _("internal error: {said} (CLAIMS_DEBUG=1 shows where)").format(said=said)
    env.stderr.write(f"{_coloured(f'{PROGRAM}:', env)} {message}\n")
