"""A file's bytes as they are read: unpacked where they are packed, never out of proportion.

``.gz``, ``.bz2`` and ``.xz`` are told by their first bytes, not by their names.  What unfolds to
more than ``RATIO`` times itself, beyond ``FREE`` bytes, is taken for a bomb and not read on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from claims.errors import BadInput
from claims.i18n import _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FREE = 64 << 20
"""Bytes that a packed file may unfold to whatever its own size."""
RATIO = 200
"""How many times its size a packed file may unfold to; records of JSON pack 3 to 30 times."""

_BUFFER = 1 << 18


class _Unpacker(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _gzip(stream: BinaryIO) -> _Unpacker:
    import gzip

    return gzip.GzipFile(fileobj=stream, mode="rb")


def _bz2(stream: BinaryIO) -> _Unpacker:
    import bz2

    return bz2.BZ2File(stream)


def _xz(stream: BinaryIO) -> _Unpacker:
    import lzma

    return lzma.LZMAFile(stream)


_PACKED: dict[re.Pattern[bytes], Callable[[BinaryIO], _Unpacker]] = {
    re.compile(rb"\x1f\x8b\x08"): _gzip,
    re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)"): _bz2,
    re.compile(rb"\xfd7zXZ\x00"): _xz,
}
"""How packed files begin -> what unpacks them."""


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The bytes of a file, unpacked where it begins as a packed one does.

    Reading raises ``BadInput`` where a packed file is damaged, cut short, or a bomb.
    """
    if not hasattr(stream, "peek"):
        stream = io.BufferedReader(cast("io.RawIOBase", stream))
    begin = stream.peek(1)
    for magic, unpack in _PACKED.items():
        if magic.match(begin):
            return io.BufferedReader(_Unfolding(stream, unpack), _BUFFER)
    return stream


class _Counted(io.RawIOBase):
    """A stream that knows how much of it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        data = self._stream.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unfolding(io.RawIOBase):
    """What a packed stream unfolds to, as long as that stays in proportion."""

    def __init__(self, stream: BinaryIO, unpack: Callable[[BinaryIO], _Unpacker]) -> None:
        super().__init__()
        self._packed = _Counted(stream)
        self._inner = unpack(cast("BinaryIO", io.BufferedReader(self._packed, _BUFFER)))
        self._unfolded = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        import lzma
        import zlib

        try:
            data = self._inner.read(len(memoryview(buffer)))
        except EOFError as error:
            raise BadInput(_("the packed file is cut short"), hint=_CHECK) from error
        except (OSError, zlib.error, lzma.LZMAError) as error:
            reason = str(error).lower()
            raise BadInput(
                _("the packed file is damaged: {reason}").format(reason=reason), hint=_CHECK
            ) from error
        self._unfolded += len(data)
        if self._unfolded > FREE and self._unfolded > RATIO * self._packed.count:
            raise BadInput(
                _("the packed file unfolds to more than {n} times its size; not read on").format(
                    n=RATIO
                ),
                hint=_("unpack it yourself if you trust it"),
            )
        memoryview(buffer)[: len(data)] = data
        return len(data)


_CHECK = "gzip --test FILE"


def joined(begun: bytes, stream: BinaryIO) -> BinaryIO:
    """A stream with what was read of it already put back in front."""
    return cast("BinaryIO", io.BufferedReader(_Joined(begun, stream), _BUFFER)) if begun else stream


class _Joined(io.RawIOBase):
    """Bytes, then a stream."""

    def __init__(self, begun: bytes, stream: BinaryIO) -> None:
        super().__init__()
        self._begun = memoryview(begun)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data: bytes | memoryview = self._begun[: len(view)] or self._stream.read(len(view))
        self._begun = self._begun[len(data) :]
        view[: len(data)] = data
        return len(data)
