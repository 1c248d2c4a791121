"""What encoding a file of text is in, found out from a sample of it.

In this order: the mark at its beginning (BOM); zero bytes in every other place, which is UTF-16
without one; UTF-8, where what is valid outweighs what is not; Windows-1252, where all that it
would say is French or English; what charset-normalizer finds among ``_CANDIDATES``; else UTF-8,
and every byte that is none is a flaw of its row.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from claims.errors import UsageError
from claims.i18n import _
from claims.text import clean_line, shorten

SAMPLE = 256 << 10
"""Most bytes of a file that are looked at."""


KEEP_BYTE = "claims.byte"
"""An error handler of decoding: a byte that is no text becomes the lone surrogate DC00 + byte."""


def _keep_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return chr(0xDC00 + error.object[error.start]), error.end


codecs.register_error(KEEP_BYTE, _keep_byte)


class Encoding(NamedTuple):
    """A codec of Python by name, and the name people know it by."""

    codec: str
    name: str


_NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "ascii": "ASCII",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp437": "DOS (code page 437)",
    "cp850": "DOS (code page 850)",
    "iso8859-1": "Latin-1",
    "iso8859-2": "Latin-2",
    "iso8859-15": "Latin-9",
    "mac-roman": "Mac Roman",
}

_WIDE = ("utf-16", "utf-32")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What spreadsheets and editors write, as charset-normalizer names it.
_CANDIDATES = [
    "cp1252", "mac_roman", "cp850", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256",
    "koi8_r", "mac_cyrillic", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_MOST_GUESSED = 32 << 10

# The letters and signs beyond ASCII that French, English and their neighbours are printed with.
_WESTERN = re.compile(
    "[A-Za-z0-9\x00-\x7f\xa0«»‹›‘’‚“”„–—…•·°§©®™€£№º²³½àâäáãåæçéèêëíîïìñóôöòõøœúûüùýÿß"
    "ÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÌÑÓÔÖÒÕØŒÚÛÜÙÝŸ]*"
)
# No western word has three letters with marks in a row, as Cyrillic and Greek so read have, or a
# small 3, as Polish so read has, but in a measure.
_FOREIGN = re.compile("[À-ÖØ-öø-ÿ]{3}|(?<!m)[¹²³]")

# Codecs of Python that are no encodings of files.
_NOT_OF_FILES = frozenset(
    "idna punycode undefined unicode-escape raw-unicode-escape mbcs oem".split()
)


def named(name: str, sample: bytes) -> Encoding:
    """The encoding a person named, of a file that begins with these bytes.

    Raises ``UsageError`` where there is none of that name.
    """
    try:
        codec = codecs.lookup(name).name.replace("_", "-")
        known = codec not in _NOT_OF_FILES and "a;b".encode(codec).decode(codec) == "a;b"
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        known = False
    if not known:
        raise UsageError(
            _('no encoding is called "{name}"').format(name=shorten(clean_line(name), 40)),
            hint="claims import --encoding windows-1252",
        )
    codec = "utf-8" if codec == "utf-8-sig" else codec
    if codec in _WIDE and _marked(sample) != codec:  # Python's own decoders insist on the mark
        codec = (codec == "utf-16" and _sixteen(sample)) or f"{codec}-le"
    return Encoding(codec, _NAMES.get(codec, codec))


def found(sample: bytes) -> Encoding:
    """The encoding of a file that begins with these bytes; UTF-8 where nothing fits."""
    codec = _marked(sample) or _sixteen(sample) or _utf8(sample) or _western(sample)
    codec = codec or _guessed(sample) or "utf-8"
    return Encoding(codec, _NAMES.get(codec, codec))


def decoded(sample: bytes, encoding: Encoding) -> str:
    """The beginning of a file as text, without a character that its end cuts in two."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    return decoder.decode(sample).removeprefix("\ufeff")


def _marked(sample: bytes) -> str | None:
    return next((codec for bom, codec in _BOMS if sample.startswith(bom)), None)


def _sixteen(sample: bytes) -> str | None:
    """UTF-16 without a mark: the upper halves of western characters are zero bytes."""
    part = sample[:4096]
    even, odd = part[0::2].count(0), part[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most * 5 < len(part) or least * 10 > most:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _utf8(sample: bytes) -> str | None:
    """UTF-8 also where a few bytes are broken: each is a flaw of its line then."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        letters = len(_UTF8_LETTER.findall(sample))
        broken = len(re.findall(rb"[\x80-\xff]", _UTF8_LETTER.sub(b"", sample)))
        return "utf-8" if letters > 10 * broken else None
    return "utf-8"


def _western(sample: bytes) -> str | None:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return "cp1252" if _WESTERN.fullmatch(text) and not _FOREIGN.search(text) else None


def _guessed(sample: bytes) -> str | None:
    """What charset-normalizer makes of the lines that are not ASCII."""
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    guesses = list(from_bytes(telling[:_MOST_GUESSED], cp_isolation=_CANDIDATES))
    likely = [guess for guess in guesses if not _FOREIGN.search(str(guess))] or guesses
    return codecs.lookup(likely[0].encoding).name.replace("_", "-") if likely else None
