"""Claimants who are nobody: "Multiple sources", "Facebook posts".

A name is generic where each of its words is: ``generic.json`` lists them by language.  Words that
only join others ("the", "de") make nobody generic: Do and La are names.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from claims.text import name_key

_PLATFORMS, _JOINING = "platforms", "joining"


def is_generic(name: str) -> bool:
    """Whether a claimant's name names nobody in particular."""
    words, known = set(name_key(name).split()), _words()
    every = frozenset[str]().union(*known.values())
    return bool(words) and words <= every and not words <= known[_JOINING]


def names_platform(name: str) -> bool:
    """Whether a name holds that of a platform: an account, not a person."""
    return bool(set(name_key(name).split()) & _words()[_PLATFORMS])


@cache
def _words() -> dict[str, frozenset[str]]:
    text = files("claims.exchange.claimreview").joinpath("generic.json").read_text("utf-8")
    listed: dict[str, list[str]] = json.loads(text)
    return {
        name: frozenset(word for item in items for word in name_key(item).split())
        for name, items in listed.items()
    }
