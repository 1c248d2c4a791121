"""Where words stand in a text: the same answer the full-text index gives."""

from __future__ import annotations

from collections.abc import Sequence

from claims.query.tree import Words


def places(found: Sequence[str], words: Words) -> list[int]:
    """The places in a list of tokens at which the words begin."""
    first, rest = words.tokens[0], words.tokens[1:]
    if not rest and words.prefix:
        return [at for at, token in enumerate(found) if token.startswith(first)]
    starts = _equal(found, first)
    return [at for at in starts if _follow(found, at + 1, rest, words.prefix)] if rest else starts


def _equal(found: Sequence[str], token: str) -> list[int]:
    starts: list[int] = []
    at = -1
    for _time in range(found.count(token)):
        at = found.index(token, at + 1)
        starts.append(at)
    return starts


def _follow(found: Sequence[str], at: int, rest: tuple[str, ...], prefix: bool) -> bool:
    end = at + len(rest)
    if end > len(found) or tuple(found[at : end - 1]) != rest[:-1]:
        return False
    last = found[end - 1]
    return last.startswith(rest[-1]) if prefix else last == rest[-1]
