"""What fact-checkers' labels mean, as far as the words alone say it plainly.

``ratings.json`` lists the common labels of many languages by verdict.  It holds what nobody could
read otherwise: "Misleading", "Missing context", "Altered", "Satire" and their like are in no
entry, for reviewers mean more or less than "false" by them; ``claims rating map`` says what.
Numbers are never read: a rating of 1 of 5 is the worst with one reviewer and the best with another.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

from claims.text import name_key
from claims.vocabulary import Rating

_PLUS = (Rating.TRUE, Rating.MOSTLY_TRUE)
_QUESTION_MARKS = frozenset("?\u037e\u061f\uff1f")
_OVERLAY = 1
"""Combining class of strokes through a letter: words struck out."""


def shipped(label: str) -> Rating | None:
    """What a label means to everybody, none where that is not plain.

    Case, accents and punctuation do not count.  A reason after a colon is passed over, but only
    behind a label against the claim: "Correct: it was five" may well set the claim right.  What
    is questioned ("True?"), struck out or marked with a sign is nobody's "true".
    """
    table = _table()
    found = table.get(name_key(label))
    plain = found is not None
    if not plain:
        label, colon, _reason = label.partition(":")
        found = table.get(name_key(label)) if colon else None
    if set(label) & _QUESTION_MARKS or (found in _PLUS and not (plain and _bare(label))):
        return None
    return found


def _bare(label: str) -> bool:
    """Whether no sign stands beside the words that may turn them round, no stroke through them."""
    return not any(
        unicodedata.category(char)[0] == "S" or unicodedata.combining(char) == _OVERLAY
        for char in label
    )


@cache
def _table() -> dict[str, Rating]:
    text = files("claims").joinpath("ratings.json").read_text("utf-8")
    return {
        name_key(label): Rating(value)
        for value, languages in json.loads(text).items()
        for labels in languages.values()
        for label in labels
    }
