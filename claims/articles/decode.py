"""Bytes to text: UTF-8 before all else, byte order marks, what a page declares, then cp1252.

Nothing is guessed statistically while cp1252 fits: short French texts mislead such guesses, and
what a file says must not depend on what else is installed.  Line ends stay as they are, for
offsets count in the file.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from claims.i18n import _, ngettext

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How files begin that are no text, and what to call them.
_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word, OpenDocument or zip"),
    (b"\xd0\xcf\x11\xe0", "Word"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "gzip"),
)
# WHATWG's Encoding Standard: pages that say Latin-1 or ASCII mean cp1252.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.02
_VALID_PER_BROKEN = 10
"""UTF-8 with a few broken bytes is damaged UTF-8: this many sound sequences to a broken one."""


class NotTextError(ValueError):
    """Bytes that are no text; the message says what they are."""


class Decoded(NamedTuple):
    """A text, and what should be said of how it was read."""

    text: str
    remark: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes; ``declared`` is the encoding that a page names.

    Raises ``NotTextError``.
    """
    for beginning, name in _FORMATS:
        if data.startswith(beginning):
            raise NotTextError(_("{format} file, not text").format(format=name))
    found = _marked(data) or _utf8(data) or _declared(data, declared) or _guessed(data)
    if "\0" in found.text or len(_CONTROL.findall(found.text)) > _MOST_CONTROL * len(found.text):
        raise NotTextError(_("binary, not text"))
    return found


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Decoded(text.encode("utf-8", "replace").decode())
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) - broken < _VALID_PER_BROKEN * broken:
        return None
    words = ngettext("{n} byte is no UTF-8", "{n} bytes are no UTF-8", broken)
    return Decoded(text, words.format(n=broken))


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        return Decoded(data.decode(_MEANT.get(name, name)))
    except (LookupError, ValueError):
        return None


def _guessed(data: bytes) -> Decoded:
    if b"\0" in data:
        raise NotTextError(_("binary, not text"))
    try:
        return Decoded(data.decode("cp1252"), _("not UTF-8: read as cp1252"))
    except UnicodeDecodeError:
        pass
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        best = None
    else:
        best = from_bytes(data).best()
    if best is None:
        raise NotTextError(_("neither UTF-8 nor cp1252"))
    return Decoded(str(best), _("not UTF-8: read as {encoding}").format(encoding=best.encoding))
