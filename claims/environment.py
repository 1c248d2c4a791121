"""All that the program knows of the world around it: streams, variables, terminal, colours.

Commands read and write through one ``Environment``, so that tests run the whole program
in-process with a fake one.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, TextIO, cast

from claims.text import clean_line

ColorMode = Literal["auto", "always", "never"]
COLOR_MODES: tuple[ColorMode, ...] = ("auto", "always", "never")
DEFAULT_WIDTH = 80
DEFAULT_HEIGHT = 24


@dataclass
class Environment:
    """Streams and variables of one run.

    ``terminal`` overrides what the streams say of themselves (for tests); ``color``, ``no_input``
    and ``paging`` are what options asked for, ``settings`` what the config file says.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    environ: Mapping[str, str] = field(default_factory=dict)
    terminal: bool | None = None
    color: ColorMode | None = None
    no_input: bool = False
    paging: bool = True
    settings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_process(cls) -> Environment:
        """The real one.  Nothing that is printed can fail for want of an encoding."""
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:
                reconfigure(errors="replace")
        return cls(
            _open(sys.stdin, "r"), _open(sys.stdout, "w"), _open(sys.stderr, "w"), os.environ
        )

    def is_terminal(self, stream: TextIO) -> bool:
        """Whether a person is at the other end."""
        if self.terminal is not None:
            return self.terminal
        try:
            return stream.isatty()
        except ValueError:  # closed
            return False

    @property
    def interactive(self) -> bool:
        """Whether the person can be asked something, and has not forbidden it."""
        return not self.no_input and self.is_terminal(self.stdin) and self.is_terminal(self.stderr)

    @property
    def width(self) -> int:
        """Columns of the terminal; ``COLUMNS`` overrides, 80 where there is none."""
        return self._size()[0]

    @property
    def height(self) -> int:
        """Lines of the terminal; ``LINES`` overrides, 24 where there is none."""
        return self._size()[1]

    def _size(self) -> tuple[int, int]:
        width, height = (self._number("COLUMNS"), self._number("LINES"))
        if not (width and height) and self.terminal is None:
            for stream in (self.stdout, self.stderr):
                with contextlib.suppress(OSError, ValueError):
                    size = os.get_terminal_size(stream.fileno())
                    return (width or size.columns or DEFAULT_WIDTH, height or size.lines)
        return (width or DEFAULT_WIDTH, height or DEFAULT_HEIGHT)

    def _number(self, name: str) -> int:
        value = self.environ.get(name, "")
        return int(value) if value.isascii() and value.isdigit() else 0

    def colour(self, stream: TextIO) -> bool:
        """The one decision on colour: the option, the variables, the config file, the stream.

        NO_COLOR and FORCE_COLOR count when they are not empty (no-color.org, force-color.org).
        """
        mode: str | None = self.color
        if mode is None and self.environ.get("NO_COLOR"):
            mode = "never"
        if mode is None and self.environ.get("FORCE_COLOR"):
            mode = "always"
        mode = mode or self.settings.get("color", "auto")
        if mode == "auto":
            return self.is_terminal(stream) and self.environ.get("TERM") != "dumb"
        return mode == "always"

    def pager(self) -> list[str] | None:
        """The words that start the pager, none where there is nobody to page or no program.

        ``CLAIMS_PAGER``, the config file, ``PAGER``, ``less``, in this order; an empty one and
        ``cat`` mean no pager.
        """
        if not (self.paging and self.is_terminal(self.stdout)):
            return None
        choices = (
            self.environ.get("CLAIMS_PAGER"),
            self.settings.get("pager"),
            self.environ.get("PAGER"),
            "less -FRX",
        )
        command = next(choice for choice in choices if choice is not None)
        import shlex
        import shutil

        try:
            words = shlex.split(command)
        except ValueError:
            return None
        if not words or words == ["cat"] or not shutil.which(words[0]):
            return None
        return words

    @property
    def unicode(self) -> bool:
        """Whether standard output can hold any character."""
        return (self.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")

    @property
    def stdin_bytes(self) -> BinaryIO:
        """Standard input, undecoded."""
        return self.stdin.buffer

    def note(self, text: str) -> None:
        """One line for the person, on standard error."""
        self.stderr.write(clean_line(text) + "\n")
        self.stderr.flush()

    def read_line(self, prompt: str) -> str:
        """A line from the person, without its end; ``EOFError`` where there is none."""
        self.stderr.write(clean_line(prompt) + " ")
        self.stderr.flush()
        line = self.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Make these the streams that click and the standard library write to."""
        before = (sys.stdin, sys.stdout, sys.stderr)
        sys.stdin, sys.stdout, sys.stderr = self.stdin, self.stdout, self.stderr
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = before

    def stop_writing(self) -> None:
        """Send the rest to nowhere: whoever read standard output has gone."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stdout.fileno())
            os.close(nowhere)


def _open(stream: TextIO | None, mode: str) -> TextIO:
    """The stream, or nothing in its place where the program was started without it."""
    if stream is not None:
        return stream
    return cast("TextIO", open(os.devnull, mode, encoding="utf-8"))
