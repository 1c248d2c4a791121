"""Ids as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ids import HIGHEST, LETTERS, Kind, Ref, format_id, parse_id

refs = st.builds(Ref, st.sampled_from(Kind), st.integers(1, HIGHEST))


@given(refs)
def test_ids_round_trip_in_either_case(ref: Ref) -> None:
    assert parse_id(str(ref)) == ref
    assert parse_id(str(ref).lower()) == ref


def test_the_letters_of_the_design() -> None:
    assert [format_id(kind, 7) for kind in ("statement", "claim", "question")] == ["S7", "C7", "Q7"]
    assert [format_id(kind, 7) for kind in ("speaker", "document")] == ["P7", "D7"]


def test_every_kind_has_its_own_letter() -> None:
    assert set(LETTERS) == set(Kind)
    assert len(set(LETTERS.values())) == len(Kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "S",
        "12",
        "S0",
        "S012",
        " S12",
        "S12 ",
        "S12\n",
        "S-1",
        "S1.0",
        "X12",
        "SS1",
        "S1C2",
        "S٣",
        "ſ12",
        "S²",
        f"S{HIGHEST + 1}",
        "S" + "9" * 400,
    ],
)
def test_anything_else_is_no_id(text: str) -> None:
    assert parse_id(text) is None


@given(st.text())
def test_what_parses_is_what_would_be_written(text: str) -> None:
    ref = parse_id(text)
    assert ref is None or str(ref) == text.upper()


@pytest.mark.parametrize("number", [0, -1, HIGHEST + 1])
def test_numbers_no_row_can_have(number: int) -> None:
    with pytest.raises(ValueError, match="no id has the number"):
        format_id(Kind.CLAIM, number)


def test_kinds_no_table_has() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        format_id("nonsense", 1)
