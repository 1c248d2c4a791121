"""An editor's words in somebody else's: where they stand."""

from __future__ import annotations

import re

# What an editor put into somebody's words: anything in square brackets, and round ones that say
# so.  "ndlr", "n.d.l.r.", "NdA", "sic": the French and English customs.
_INSERTION = re.compile(
    r"\[[^\[\]]*\]|\(\s*(?:n\.?d\.?l\.?r\.?|n\.?d\.?a\.?|n\.?d\.?t\.?|sic|ed\.?|editor.?s note"
    r"|note de la r[ée]daction)(?![a-z])[^()]*\)",
    re.IGNORECASE,
)


def insertions(text: str) -> list[tuple[int, int]]:
    """Where an editor's words stand in a quotation: half-open code points, in order."""
    return [found.span() for found in _INSERTION.finditer(text)]
