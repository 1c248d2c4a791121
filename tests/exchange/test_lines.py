"""Lines of a file, read many at a time, are what one by one they are."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.exchange import sources
from claims.exchange.sources import BOM, lines

LONGEST = 5


def one_by_one(content: bytes) -> list[sources.Line]:
    found: list[sources.Line] = []
    for number, line in enumerate(BytesIO(content), 1):
        told = line.removesuffix(b"\n")
        told = told.removeprefix(BOM) if number == 1 else told
        found.append((number, told.rstrip(b"\r") if len(told) <= LONGEST else None))
    return found


@given(
    st.text("ab\r\n\ufeff", max_size=40).map(str.encode),
    st.integers(0, 12),
    st.integers(1, 9),
)
@example(b"abcabcabcabc", 0, 2)
@example(b"abcabcabcabc\nb", 0, 2)
def test_however_many_are_read_at_a_time(content: bytes, first: int, at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_AT_ONCE", at_once)
        found = list(lines(BytesIO(content[first:]), content[:first], LONGEST))
    assert found == one_by_one(content)


def test_nothing_beyond_measure_is_held() -> None:
    class Endless(BytesIO):
        """A line of a gigabyte."""

        left = 1 << 30

        def read(self, size: int | None = -1, /) -> bytes:
            given = min(size or 0, self.left)
            self.left -= given
            return b"x" * given

    assert list(lines(Endless())) == [(1, None)]
