"""Single keys from a terminal, without losing what is typed ahead.

click's ``getchar`` empties the terminal's queue each time it is called: whoever knows the keys
types faster than that.  Here the terminal gives keys as they come for as long as a session lasts,
and lines while one is asked for; ``getchar`` serves where there is no termios (Windows).
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

_SEQUENCE_SECONDS = 0.03
"""What follows Escape within so long belongs to it: an arrow key, a paste."""

_LONGEST = 16
_FINAL = 0x40


class Keys:
    """Reads keys of a terminal; ``lines`` is what to ask for whole lines in."""

    def __init__(self, stream: TextIO) -> None:
        self._fd = stream.fileno()
        self._before = _mode(self._fd)

    @contextmanager
    def single(self) -> Iterator[None]:
        """Keys come one by one, unechoed; Ctrl-C stays an interrupt."""
        with self._as(_without_lines(self._before)):
            yield

    @contextmanager
    def lines(self) -> Iterator[None]:
        """The terminal as it was found."""
        with self._as(self._before):
            yield

    @contextmanager
    def _as(self, wanted: list[object]) -> Iterator[None]:
        import termios

        now = _mode(self._fd)
        termios.tcsetattr(self._fd, termios.TCSADRAIN, wanted)  # type: ignore[arg-type]
        try:
            yield
        finally:
            termios.tcsetattr(self._fd, termios.TCSADRAIN, now)  # type: ignore[arg-type]

    def read(self) -> str:
        """The next key, whole: a character, or all of an escape sequence.

        Raises ``EOFError`` where there will be no more.
        """
        first = self._byte()
        if first == b"\x1b":
            return self._sequence()
        data = first
        for _more in range(_continuations(first[0])):
            data += self._byte()
        return data.decode(errors="replace")

    def _sequence(self) -> str:
        """Escape, with what belongs to it: as ECMA-48 has it, up to its final byte."""
        data = b"\x1b"
        while len(data) < _LONGEST and self._is_more():
            data += self._byte()
            introduced = len(data) == 2 and data[1:] in (b"[", b"O")
            if not introduced and data[-1] >= _FINAL:
                break
        return data.decode(errors="replace")

    def _is_more(self) -> bool:
        return bool(select.select([self._fd], [], [], _SEQUENCE_SECONDS)[0])

    def _byte(self) -> bytes:
        data = os.read(self._fd, 1)
        if not data:
            raise EOFError
        return data


def _mode(fd: int) -> list[object]:
    import termios

    return list(termios.tcgetattr(fd))


def _without_lines(mode: list[object]) -> list[object]:
    import termios

    changed = list(mode)
    flags = changed[3]
    if isinstance(flags, int):
        changed[3] = flags & ~(termios.ICANON | termios.ECHO)
    return changed


def _continuations(first: int) -> int:
    """How many bytes of UTF-8 follow the first of a character."""
    return (first >= 0xC0) + (first >= 0xE0) + (first >= 0xF0)


class Asker:
    """What a session reads keys and lines with."""

    def __init__(self, key: Callable[[], str], line: Callable[[str], str]) -> None:
        self.key = key
        self.line = line


@contextmanager
def asking(stream: TextIO, read_line: Callable[[str], str]) -> Iterator[Asker]:
    """Keys and lines from a terminal, for as long as a session lasts."""
    try:
        keys = Keys(stream)
    except ImportError:
        yield Asker(click.getchar, read_line)
        return

    def line(prompt: str) -> str:
        with keys.lines():
            return read_line(prompt)

    with keys.single():
        yield Asker(keys.read, line)
