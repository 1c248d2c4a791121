"""Where words stand in a list of tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.query.places import places
from claims.query.tree import Words

TOKEN = st.sampled_from(["a", "b", "ab", "ba", "c"])


@given(st.lists(TOKEN, max_size=12), st.lists(TOKEN, min_size=1, max_size=3), st.booleans())
def test_places_are_all_and_only_those_where_the_words_stand(
    found: list[str], wanted: list[str], prefix: bool
) -> None:
    def stands(at: int) -> bool:
        piece = found[at : at + len(wanted)]
        if len(piece) < len(wanted) or piece[:-1] != wanted[:-1]:
            return False
        return piece[-1].startswith(wanted[-1]) if prefix else piece[-1] == wanted[-1]

    expected = [at for at in range(len(found)) if stands(at)]
    assert places(found, Words(tuple(wanted), prefix)) == expected
