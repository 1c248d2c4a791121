"""Packed files, and bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.errors import BadInput
from claims.exchange.intake import FREE, RATIO, joined, unpacked

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}


@given(st.binary(max_size=3000), st.sampled_from(sorted(PACK)))
def test_what_was_packed_comes_back(data: bytes, packer: str) -> None:
    assert unpacked(io.BytesIO(PACK[packer](data))).read() == data


@given(st.binary(max_size=300).filter(lambda data: data[:1] not in b"\x1f\xfd"))
@example(b"BZhang;words\n")
@example(b"\x1f\x8b")
def test_what_is_not_packed_stays_as_it_is(data: bytes) -> None:
    assert unpacked(io.BytesIO(data)).read() == data


def test_members_one_after_the_other_are_one_file() -> None:
    data = gzip.compress(b"one\n") + gzip.compress(b"two\n")
    assert unpacked(io.BytesIO(data)).readlines() == [b"one\n", b"two\n"]


@pytest.mark.parametrize("packer", sorted(PACK))
def test_a_file_cut_short_is_said(packer: str) -> None:
    whole = PACK[packer](bytes(range(256)) * 50)
    stream = unpacked(io.BytesIO(whole[: len(whole) // 2]))
    with pytest.raises(BadInput, match="cut short"):
        stream.read()


@pytest.mark.parametrize("packer", sorted(PACK))
def test_a_damaged_file_is_said(packer: str) -> None:
    whole = bytearray(PACK[packer](b"".join(b"%d " % number for number in range(9999))))
    whole[len(whole) // 2 : len(whole) // 2 + 40] = b"\xff" * 40
    with pytest.raises(BadInput, match=r"damaged|cut short"):
        unpacked(io.BytesIO(bytes(whole))).read()


def test_a_bomb_is_not_read_on() -> None:
    packed = gzip.compress(b"\0" * (FREE * 2))
    assert len(packed) * RATIO < FREE
    stream = unpacked(io.BytesIO(packed))
    assert len(stream.read(FREE)) == FREE
    with pytest.raises(BadInput, match=f"more than {RATIO} times"):
        stream.read(1 << 20)


@given(st.binary(max_size=50), st.binary(max_size=50), st.integers(1, 20))
def test_what_was_read_is_put_back_in_front(begun: bytes, rest: bytes, size: int) -> None:
    stream = joined(begun, cast("io.BufferedReader", io.BytesIO(rest)))
    found = b""
    while data := stream.read(size):
        found += data
    assert found == begun + rest
