"""How many independent assertions there are: wire copies, and voices of one house, count once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

Assertion = tuple[Hashable, Hashable]
"""A house and an act: whose word it is, and the utterance that it was."""

_Acts = dict[Hashable, dict[Hashable, None]]


def independent(assertions: Iterable[Assertion]) -> int:
    """The most assertions of which any two have different houses and different acts.

    Two or more exactly where the rule finds two independent (docs/rule.md, section 3).  It is a
    largest matching of houses with acts, found by augmenting paths, breadth first.
    """
    acts: _Acts = {}
    for house, act in assertions:
        acts.setdefault(house, {})[act] = None
    most = len({act for found in acts.values() for act in found})
    holder: dict[Hashable, Hashable] = {}
    for house, theirs in acts.items():
        if len(holder) == most:
            break
        # Mostly nobody holds it yet.
        free = next((act for act in theirs if act not in holder), None)
        if free is None:
            _place(house, acts, holder)
        else:
            holder[free] = house
    return len(holder)


def _place(house: Hashable, acts: _Acts, holder: dict[Hashable, Hashable]) -> None:
    """Give a house an act of its own if there can be one: who holds its acts may take another."""
    asked: dict[Hashable, Hashable] = {}  # act -> the house that asks for it
    gives: dict[Hashable, Hashable] = {}  # house -> the act it would give up
    line = [house]
    for one in line:
        for act in acts[one]:
            if act in asked:
                continue
            asked[act] = one
            if act not in holder:
                _hand_on(act, asked, gives, holder)
                return
            gives[holder[act]] = act
            line.append(holder[act])


def _hand_on(
    act: Hashable,
    asked: Mapping[Hashable, Hashable],
    gives: Mapping[Hashable, Hashable],
    holder: dict[Hashable, Hashable],
) -> None:
    """Let each on the way to a free act take the one it asked for."""
    while True:
        taker = asked[act]
        holder[act] = taker
        if taker not in gives:
            return
        act = gives[taker]
