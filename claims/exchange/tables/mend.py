"""Text that was read in the wrong encoding before it was written: "dÃ©jÃ " is "déjà".

ftfy mends it; whether it may, the first rows of a file decide: at least half of their cells that
are not ASCII must be such text.  A file that only quotes some is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# A first byte of UTF-8 read as Windows-1252 or Latin-1, and one that follows it.
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ã ")

# What of the first rows is looked at: enough to tell, little enough whatever they hold.
_MOST_CELLS = 1000
_BEGINNING = 1000


def is_mangled(text: str) -> bool:
    """Whether ftfy would mend a text."""
    return bool(not text.isascii() and _SUSPECT.search(text)) and mended(text) != text


def mended(text: str) -> str:
    """The text as it was meant."""
    import ftfy

    return ftfy.fix_encoding(text)


class Mender:
    """Mends the cells of a file that is plainly mangled; ``count`` is how many."""

    def __init__(self, *, allowed: bool = True) -> None:
        self._allowed = allowed
        self.active = False
        self.count = 0

    def decide(self, cells: Iterable[str]) -> None:
        """Whether the file is plainly mangled, by some of its cells."""
        if not self._allowed:
            return
        beyond = [cell[:_BEGINNING] for cell in cells if not cell.isascii()][:_MOST_CELLS]
        if any(map(_SUSPECT.search, beyond)):
            self.active = 2 * sum(map(is_mangled, beyond)) >= len(beyond)

    def mend(self, cell: str) -> str:
        """A cell as it was meant."""
        if not self.active or cell.isascii():
            return cell
        found = mended(cell)
        self.count += found != cell
        return found
