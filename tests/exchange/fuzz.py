"""Hostile JSON made of real-looking JSON: the same seed gives the same value.

``CLAIMS_FUZZ=50000 pytest tests/exchange/people/test_popolo.py`` tries more of them.
"""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import strategies as st

from claims.exchange.people import Alias, Entity, Odd, Position, Ref, Tenure, Work
from claims.exchange.report import Flaw
from claims.exchange.sources import Raw

_ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 10**30, 1.5, "", " ", "x", "\0", "\ud800", "—", "a" * 2500, "Q1",
    "2016-02-30", "9999", "+2016-00-00T00:00:00Z", "\x1b[31mred\t\n", [], {}, [[]], [None], ["x"],
    {"id": 1}, {"": []}, [{"name": []}], [{}],
)  # fmt: skip
_CHANGES = 4


def fuzzed(default: int = 200) -> int:
    """How many inputs to try."""
    return int(os.environ.get("CLAIMS_FUZZ") or default)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Name the seed of whatever fails."""
    try:
        yield
    except Exception as error:
        error.add_note(f"seed {seed}")
        raise


def mutations(seed: int, value: Any) -> Any:
    """The value with some places in it replaced, taken away, doubled or swapped."""
    rng = random.Random(seed)
    made = copy.deepcopy(value)
    for _change in range(rng.randint(1, _CHANGES)):
        made = _mutate(rng, made)
    return made


def _mutate(rng: random.Random, value: Any) -> Any:
    places = list(_places(value))
    if not places or rng.random() < 0.02:
        return copy.deepcopy(rng.choice(_ODD_VALUES))
    holder, key = rng.choice(places)
    action = rng.randrange(5)
    if action == 0:
        del holder[key]
    elif action == 1:
        other, place = rng.choice(places)
        holder[key] = copy.deepcopy(other[place])
    elif action == 2 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif action == 3 and isinstance(holder[key], str):
        holder[key] = holder[key][: rng.randrange(len(holder[key]) + 1)] + rng.choice("\0-é9/ ")
    else:
        holder[key] = copy.deepcopy(rng.choice(_ODD_VALUES))
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, dict | list):
            continue
        inner = one.items() if isinstance(one, dict) else enumerate(one)
        for key, held in inner:
            found.append((one, key))
            waiting.append(held)
    return found


def shaped(names: Iterable[str]) -> st.SearchStrategy[Any]:
    """Any JSON whose objects use these names, as hostile values as they come."""
    leaves = st.sampled_from(_ODD_VALUES) | st.text(max_size=8) | st.integers() | st.floats()
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(sorted(names)) | st.text(max_size=3), inner, max_size=5
            )
        ),
        max_leaves=12,
    )


def well_formed(items: list[Any]) -> None:
    """Fail unless every item is one that ``PeopleImport`` takes, with values of the right types."""
    for one in items:
        assert isinstance(one, Entity | Tenure | Position | Work | Flaw | Odd | Raw)
        assert one.line is None or isinstance(one.line, int)
        refs = [held for held in one if isinstance(held, Ref)]
        if isinstance(one, Entity):
            refs += one.refs
            assert all(isinstance(alias, Alias) for alias in one.aliases)
            assert isinstance(one.name, str)
        if isinstance(one, Tenure | Position):
            assert isinstance(one.title, str)
        for ref in refs:
            assert isinstance(ref, Ref)
            assert isinstance(ref.scheme, str)
            assert isinstance(ref.key, str)
