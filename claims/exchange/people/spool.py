"""What must wait for the end of a file: in memory while it is little, then in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

IN_MEMORY = 32 << 20
"""Bytes held in memory; the file has no name and goes with the process."""


class Spool:
    """JSON values in order, put away and taken out once."""

    def __init__(self) -> None:
        self._file: SpooledTemporaryFile[bytes] | None = None

    def add(self, value: Any) -> None:
        """Put a value away."""
        if self._file is None:
            self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._file.write(json.dumps(value).encode() + b"\n")

    def take(self) -> Iterator[Any]:
        """All values in the order they came; afterwards there are none."""
        file, self._file = self._file, None
        if file is not None:
            with file:
                file.seek(0)
                yield from map(json.loads, file)

    def __del__(self) -> None:
        """Close what nobody took: a reading that was broken off."""
        if self._file is not None:
            self._file.close()
