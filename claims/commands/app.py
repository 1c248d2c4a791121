"""What a command is given: the one object through which it reaches everything outside itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, cast

from claims import config
from claims.environment import Environment
from claims.errors import DatabaseError, UsageError
from claims.i18n import _
from claims.render.listing import Format, Listing, View

if TYPE_CHECKING:
    from claims.database import Database
    from claims.journal import Journal
    from claims.reader import Reader

_INVOCATION_LENGTH = 500

READING = frozenset({
    "cite", "contested", "contrast", "export", "history", "log", "search", "show", "speakers",
    "stats", "timeline", "verify", "why",
})  # fmt: skip
"""Commands that write nothing: they may read from a copy (CLAIMS_READ_DB)."""


class App:
    """One run of the program: its words, its settings, its database."""

    def __init__(self, env: Environment, argv: Sequence[str]) -> None:
        self.env = env
        self.argv = list(argv)
        # What the common options set; none where they were not given.
        self.db: str | None = None
        self.asked_format: Format | None = None
        self.excel_safe = False
        self.include_confidential = False
        self.yes = False
        self._database: Database | None = None
        self._copy: Database | None = None
        self._said_left_out = False
        self.config: config.Config = {}
        self.config_error: UsageError | None = None
        try:
            self.config = config.read(config.config_path(env.environ))
        except UsageError as error:
            # Raised by the commands that depend on it; ``claims config`` must mend it.
            self.config_error = error
        env.settings = self.config

    # -- the database

    @cached_property
    def target(self) -> str:
        """The database's path or URL."""
        if self.db:
            return config.expand(self.db)
        return config.default_database(self.env.environ, self.config)

    @cached_property
    def read_target(self) -> str | None:
        """The path or URL commands that only read use, none where it is ``target``.

        ``--db`` is for reading too.
        """
        return None if self.db else config.reading_database(self.env.environ, self.config)

    def read_database(self) -> Database:
        """The database to read from: a copy, if there is one and the command writes nothing.

        Once the database itself is open, which is how anything is written, it is that one.
        """
        if self._copy is None:
            if self.read_target is None or self._database or not self._only_reads():
                return self.database()
            from claims.database import open_database

            try:
                self._copy = open_database(self.read_target)
            except DatabaseError as error:
                error.hint = _("unset CLAIMS_READ_DB, or claims config unset read_db")
                raise
            self._copy.candid = self.include_confidential
        return self.database() if self._database else self._copy

    @staticmethod
    def _only_reads() -> bool:
        import click

        context = click.get_current_context(silent=True)
        words = context.command_path.split(" ")[1:] if context else []
        return len(words) == 1 and words[0] in READING

    def database(self, *, create: bool = False) -> Database:
        """The database, opened once and closed with the run.

        Raises ``DatabaseError`` where there is none, unless ``create``.
        """
        if self._database is None:
            from claims.database import open_database

            patience = config.patience(self.env.environ, self.config)
            self._database = open_database(self.target, create=create)
            self._database.candid = self.include_confidential
            self._database.patience, self._database.tell = patience, self.note
            self._warn_of_others()
        return self._database

    def reader(self, *, outside: bool = False) -> Reader:
        """Queries on the plain driver, by the eyes of whoever will read the answer.

        A table on a terminal is for the newsroom: everything, what is confidential with its mark.
        Any other answer, and with ``outside`` every one, has nothing confidential in it, unless
        ``--include-confidential`` was given; standard error says so.
        """
        from claims.confidential import Sight, left_out_note

        here = self.format == "table" and self.env.is_terminal(self.env.stdout) and not outside
        if here:
            return self.read_database().seen(Sight.MARKED)
        if self.include_confidential:
            return self.read_database().reader
        reader = self.read_database().seen(Sight.OPEN)
        if reader.sight and not self._said_left_out and (note := left_out_note(reader)):
            self._said_left_out = True
            self.note(note)
        return reader

    def may_name(self, table: str, number: int) -> bool:
        """Whether the answer to a command that wrote may name a row it wrote."""
        from claims.confidential import Sight, is_hidden

        reader = self.reader()
        return reader.sight is not Sight.OPEN or not is_hidden(reader, table, number)

    def _warn_of_others(self) -> None:
        """Say where others than its owner can get at the file."""
        if self.env.is_terminal(self.env.stderr):
            from claims.permissions import looseness

            for warning in looseness(self.target, config.data_path(self.env.environ)):
                self.note(warning)

    def writable(self) -> Database:
        """The database to write to.

        The file in the user's data folder is made on the first write; any other must exist, so
        that a mistyped ``--db`` makes no database.
        """
        return self.database(create=self.target == str(config.data_path(self.env.environ)))

    @contextmanager
    def write(self) -> Iterator[Journal]:
        """One transaction, one batch of the history, by this actor with this command."""
        with self.writable().write(self.invocation, self.actor) as journal:
            yield journal

    def close(self) -> None:
        """Close what was opened."""
        for opened in (self._database, self._copy):
            if opened is not None:
                opened.close()
        self._database = self._copy = None

    # -- who and what, for the history

    @cached_property
    def actor(self) -> str:
        """Who does it: CLAIMS_ACTOR, the config file, the user's name."""
        given = self.env.environ.get("CLAIMS_ACTOR") or self.config.get("actor")
        if given:
            return given
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "unknown"

    @property
    def invocation(self) -> str:
        """The command as typed, without the common options: no database URL, no password."""
        import shlex

        from claims.commands.shape import without_common

        text = shlex.join(without_common(self.argv))
        return text if len(text) <= _INVOCATION_LENGTH else text[: _INVOCATION_LENGTH - 1] + "…"

    # -- answers

    @property
    def format(self) -> Format:
        """The format of answers: as asked, else a table for a person, lines for a pipe.

        The config file speaks for the person only: a preference never breaks a script.
        """
        if self.asked_format:
            return self.asked_format
        if self.env.is_terminal(self.env.stdout):
            return cast("Format", self.config.get("format", "table"))
        return "tsv"

    @property
    def json(self) -> bool:
        """Whether answers, and errors, are JSON."""
        return self.format in ("json", "jsonl")

    def emit(self, answer: Listing | View) -> None:
        """Print the answer in the format asked for; ``NothingFound`` where it is empty."""
        from claims.render.output import emit

        title = f"claims {self.invocation}"
        emit(self.env, answer, self.format, excel_safe=self.excel_safe, title=title)

    def note(self, text: str) -> None:
        """One line on standard error."""
        self.env.note(text)

    @contextmanager
    def progress(
        self, title: str, total: int | None = None, position: Callable[[], int] | None = None
    ) -> Iterator[Callable[[int], None]]:
        """Gives ``advance(count)``: a bar where standard error is a terminal, else nothing.

        With ``position``, the bar is of ``total`` bytes; what is counted stands beside it.
        """
        env = self.env
        if not env.is_terminal(env.stderr) or env.environ.get("TERM") == "dumb":
            yield lambda count: None
            return
        from claims.render.console import progress

        with progress(env, title, total, position) as advance:
            yield advance

    def reading(
        self, title: str, stream: BinaryIO
    ) -> AbstractContextManager[Callable[[int], None]]:
        """Progress through a file: by its bytes where it is one, else by what was read of it."""
        import os

        try:
            size = os.fstat(stream.fileno()).st_size
            stream.tell()
        except OSError:
            return self.progress(title)
        return self.progress(title, size or None, stream.tell)

    # -- questions

    @property
    def interactive(self) -> bool:
        """Whether a person is there to be asked."""
        return self.env.interactive

    def ask(self, label: str, default: str | None = None) -> str:
        """A line from the person, asked until there is one.

        Raises ``UsageError`` where nobody is there to answer.
        """
        if not self.interactive:
            raise UsageError(_("missing: {label}").format(label=label), hint=self.help_hint())
        prompt = f"{label} [{default}]:" if default else f"{label}:"
        while True:
            answer = self.env.read_line(prompt).strip() or (default or "")
            if answer:
                return answer

    def confirm(self, question: str) -> bool:
        """Yes at once with ``--yes``; else what the person says, no being the default."""
        if self.yes:
            return True
        if not self.interactive:
            raise UsageError(
                _("this needs a yes: {question}").format(question=question),
                hint=_("the same with --yes"),
            )
        answer = self.env.read_line(f"{question} [y/N]").strip().casefold()
        return answer in ("y", "yes", _("y"), _("yes"))

    def help_hint(self) -> str:
        """The command that explains this one."""
        import click

        context = click.get_current_context(silent=True)
        return f"{context.command_path} --help" if context else "claims --help"

    # -- files

    @contextmanager
    def read_input(self, path: str) -> Iterator[BinaryIO]:
        """The bytes of a file, ``-`` being standard input.

        Raises ``UsageError`` where it cannot be read.
        """
        if path == "-":
            if self.env.is_terminal(self.env.stdin):
                self.note(_("reading from the terminal; end with Ctrl-D"))
            with nullcontext(self.env.stdin_bytes) as stream:
                yield stream
            return
        try:
            file = open(path, "rb")  # noqa: SIM115
        except OSError as error:
            raise UsageError(
                _("cannot read {path}: {reason}").format(path=path, reason=error.strerror)
            ) from error
        with file:
            yield file
