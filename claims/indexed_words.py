"""The words of a text as the full-text index takes them: blank-separated tokens in one string.

The same as ``claims.text.tokens``, which says what a token is; a property test holds them together.
Most texts are of Western letters alone: those go through tables of bytes, some six times faster.
"""

from __future__ import annotations

import codecs
import re

from claims.text import TOKEN_LENGTH, fold, tokens

# Letters of one folded letter each, then signs that separate: a code page of our own.
_LETTERS = (
    "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćčďđēėęěğīıłńňōőřśşšţťūůűųźżžșț"
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸĆČĐĘĞŁŃŘŚŞŠŽŻȘȚ"
)
_SIGNS = "«»\xa0\u2009\u202f’‘“”„‹›–—…·•§°€£"
_PAGE = "".join(map(chr, range(128))) + _LETTERS + _SIGNS


def _byte(char: str) -> int:
    """What a character of the page becomes: its folded letter or digit, a full stop, or a blank."""
    folded = fold(char)
    return ord(folded) if folded.isalnum() or folded == "." else ord(" ")


_ENCODING = codecs.charmap_build(_PAGE)
_FOLDING = bytes(map(_byte, _PAGE)).ljust(256)
_NO_DOTS = bytes.maketrans(b".", b" ")
_maybe_dotted = re.compile(rb"\.[a-z](?![a-z0-9])").search


def indexed_words(text: str) -> str:
    """The tokens of a text with blanks between them."""
    if "œ" in text:
        text = text.replace("œ", "oe")
    try:
        folded = codecs.charmap_encode(text, "strict", _ENCODING)[0].translate(_FOLDING)
    except UnicodeEncodeError:
        return " ".join(tokens(text))
    if _maybe_dotted(folded) or _long_word(folded):
        return " ".join(tokens(text))
    return folded.translate(_NO_DOTS).decode("ascii")


def _long_word(folded: bytes) -> bool:
    """Whether a word is longer than a token: from one blank to the next within reach."""
    start = 0
    while len(folded) - start > TOKEN_LENGTH:
        start = folded.rfind(b" ", start, start + TOKEN_LENGTH + 1) + 1
        if start == 0:
            return True
    return False
