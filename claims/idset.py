"""A set of row ids, one bit each: what a batch of millions has touched fits in a few megabytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress, count


class IdSet:
    """Ids from 0, in ascending order; as large as the greatest of them has eighths of bytes."""

    def __init__(self, ids: Iterable[int] = ()) -> None:
        self._bits = bytearray()
        self.update(ids)

    def add(self, number: int) -> None:
        """Put an id in."""
        place = number >> 3
        if place >= len(self._bits):
            # Ahead of what is to come: ids mostly follow one another.
            self._bits.extend(bytes(place + 1024 - len(self._bits)))
        self._bits[place] |= 1 << (number & 7)

    def update(self, ids: Iterable[int]) -> None:
        """Put ids in."""
        for number in ids:
            self.add(number)

    def discard(self, number: int) -> None:
        """Take an id out, if it is in."""
        if number in self:
            self._bits[number >> 3] &= ~(1 << (number & 7))

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        place = number >> 3
        return place < len(self._bits) and bool(self._bits[place] >> (number & 7) & 1)

    def __iter__(self) -> Iterator[int]:
        for place in compress(count(), self._bits):
            byte = self._bits[place]
            yield from (place << 3 | bit for bit in range(8) if byte >> bit & 1)

    def __len__(self) -> int:
        return int.from_bytes(self._bits, "little").bit_count()

    def __bool__(self) -> bool:
        return any(self._bits)

    def clear(self) -> None:
        """Take all out."""
        self._bits.clear()
