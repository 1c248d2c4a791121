"""A set of ids is a set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.idset import IdSet

ids = st.integers(0, 20_000)


@given(st.lists(ids), st.lists(ids), st.lists(ids), st.lists(ids))
def test_it_is_what_a_set_is(
    first: list[int], more: list[int], less: list[int], asked: list[int]
) -> None:
    found, model = IdSet(first), set(first)
    found.update(more)
    model.update(more)
    for one in [*less, *more[:3]]:
        found.discard(one)
        model.discard(one)
    assert list(found) == sorted(model)
    assert len(found) == len(model)
    assert bool(found) == bool(model)
    assert [one in found for one in asked] == [one in model for one in asked]
    found.clear()
    assert list(found) == []
    assert not found
