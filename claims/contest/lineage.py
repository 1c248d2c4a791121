"""Which house a speaker belongs to: the chains from speaker to parent."""

from __future__ import annotations

from collections.abc import Mapping

from claims.contest.model import Id, order


def ancestry(speaker: Id, parents: Mapping[Id, Id]) -> tuple[Id, ...]:
    """The speaker, its parent, and so on upwards; a cycle is walked once."""
    line = {speaker: None}
    above = parents.get(speaker)
    while above is not None and above not in line:
        line[above] = None
        above = parents.get(above)
    return tuple(line)


def top_parent(speaker: Id, parents: Mapping[Id, Id]) -> Id:
    """Who stands above all others of a house; in a cycle, always the same of its members."""
    line = ancestry(speaker, parents)
    closing = parents.get(line[-1])
    return line[-1] if closing is None else min(line[line.index(closing) :], key=order)


class Houses(dict[Id, Id]):
    """Speaker -> whoever stands above all others of the house, each looked up once."""

    def __init__(self, parents: Mapping[Id, Id]) -> None:
        super().__init__()
        self._parents = parents

    def __missing__(self, speaker: Id) -> Id:
        """Look it up."""
        found = self[speaker] = top_parent(speaker, self._parents)
        return found
