"""Words as the program compares, indexes and shows them: folding, tokens, cleaning, hashes.

Pure functions over ``str``, standard library only: every command and every import of a quotation
passes here.  Folding works character by character through tables that fill as characters are met.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN_LENGTH = 64
"""Longest token kept, in code points; longer ones are cut, alike in the index and in queries."""

# Characters that Unicode does not decompose, or decomposes into what nobody types.
_REPLACED = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bb\u02bc\u02bd\u00b4\u2bb8", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i",
    "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t",
}  # fmt: skip

# Invisible whatever the script: variation selectors, grapheme joiner, fillers, tatweel.
_INVISIBLE = frozenset(
    "\u034f\u0640\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u20e3\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)


# Combining classes that folding removes (Unicode Standard, table 4-3): 1 overlays, 10 to 36
# Hebrew, Arabic and Syriac points, 200 and above accents.  The others spell the word: 0 and 7 to
# 9 are vowel signs, nukta, voicing marks and viramas, 84 to 132 South-East Asian signs.
_ACCENTS = frozenset({1, *range(10, 37), *range(200, 255)})


def _dropped(char: str) -> bool:
    """Whether folding removes a character: accents, points and what is invisible."""
    return (
        unicodedata.combining(char) in _ACCENTS
        or char in _INVISIBLE
        or unicodedata.category(char) == "Cf"
    )


def _fold_char(char: str) -> str:
    """One character folded until folding changes nothing more."""
    while True:
        if char in _REPLACED:
            return _REPLACED[char]
        kept = "".join(c for c in unicodedata.normalize("NFKD", char) if not _dropped(c))
        folded = "".join(_REPLACED.get(c, c) for c in kept.casefold())
        if folded == char:
            return folded
        if len(folded) > 1:
            return "".join(map(_fold_char, folded))
        char = folded


class _Folding(dict[int, str]):
    """Code point to folded text, filled on demand."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold_char(chr(point))
        return folded


class _Separating(dict[int, str]):
    """Code point of folded text to itself where it belongs to a token, else to a blank."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        kept = self[point] = char if unicodedata.category(char)[0] in "LMN" else " "
        return kept


_FOLDED = _Folding()
_SEPARATED = _Separating()

# Patterns of this module are compiled at first use (``re`` keeps them): a command that shows plain
# text needs none.  A dot, one letter and no more: without it no dotted acronym.
_MAYBE_DOTTED = r"\.[^\W\d_](?![^\W_])"
_DOTTED = r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])"
_INITIALS = r"(?<!\S)[^\W\d_](?: [^\W\d_])+(?!\S)"
_JOINER = "\u00ad"  # folding drops it from any text, so it can stand for a dot inside an acronym


def fold(text: str) -> str:
    """The text without case, accents or compatibility forms, for comparing.

    Curly quotes and apostrophes become straight, dashes hyphens, ``œ`` ``oe``; blanks and
    punctuation stay.  Folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLDED)
    return folded if folded.isascii() else unicodedata.normalize("NFKD", folded)


def name_key(name: str) -> str:
    """The key under which names match: folded, punctuation to blanks, particles kept.

    Initials close up, so that "J. K. Rowling", "J.K. Rowling" and "JK Rowling" share a key, as
    "O.N.U." and "ONU" do.  A name of nothing but punctuation or symbols has the key "".
    """
    words = _words(name)
    key = " ".join(words)
    if [len(word) for word in words].count(1) < 2:
        return key
    return re.sub(_INITIALS, lambda run: run[0].replace(" ", ""), key)


def tokens(text: str) -> list[str]:
    """The words of a text as the full-text index holds them and queries ask for them.

    Letters, digits and marks make tokens, all else separates; dotted acronyms close up
    ("O.N.U." is ``onu``); nothing is longer than ``TOKEN_LENGTH``.
    """
    return [word[:TOKEN_LENGTH] for word in _words(text)]


def _words(text: str) -> list[str]:
    folded = fold(text)
    if "." in folded and re.search(_MAYBE_DOTTED, folded):
        folded = re.sub(_DOTTED, lambda acronym: acronym[0].replace(".", ""), folded)
    return folded.translate(_SEPARATED).split()


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """The same tokens with their places: half-open code points into the text as given."""
    folded, origin = _fold_with_origin(text)
    joined = re.sub(_DOTTED, lambda acronym: acronym[0].replace(".", _JOINER), folded)
    _SEPARATED[ord(_JOINER)] = _JOINER
    return [
        (
            unicodedata.normalize("NFKD", word[0].replace(_JOINER, ""))[:TOKEN_LENGTH],
            origin[word.start()],
            _end_of_char(text, origin[word.end() - 1]),
        )
        for word in re.finditer(r"\S+", joined.translate(_SEPARATED))
    ]


def _fold_with_origin(text: str) -> tuple[str, list[int] | range]:
    """The folded text, and for each of its characters the index of the one it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [_FOLDED[ord(char)] for char in text]
    origin = [index for index, piece in enumerate(pieces) for _char in piece]
    return "".join(pieces), origin


def _end_of_char(text: str, index: int) -> int:
    """The end of the character at ``index`` with the combining marks that folding removed."""
    end = index + 1
    while end < len(text) and unicodedata.combining(text[end]) and not _FOLDED[ord(text[end])]:
        end += 1
    return end


HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""What is not seen, or turns the order of what is, as the inside of a set of ``re``."""

# What makes cleaning necessary at all.
_SUSPECT = f"[\0-\x1f\x7f-\x9f\u200c\u200d\u2028\u2029\ud800-\udfff{HIDDEN}]"

# Terminal escapes as ECMA-48 has them, seven-bit and eight-bit; an unterminated string loses
# only its introducer, lest one byte swallow the rest of a page.
_ESCAPES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # strings
    r"|\x1b[\]PX^_]"
    r"|\x1b[ -/]*[0-Z\\`-~]?"
)
_BREAKS = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_UNSEEN = f"[\0-\x08\x0e-\x1f\x7f-\x9f{HIDDEN}]"
# Scripts whose letters change shape with a joiner, and emoji, which it glues.
_SHAPED = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua9ff\uaa60-\uabff"
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_LOOSE_JOINERS = (
    f"(?<![{_SHAPED}])\u200c|\u200c(?![{_SHAPED}])"
    f"|(?<![{_SHAPED}{_EMOJI}])\u200d|\u200d(?![{_SHAPED}{_EMOJI}])"
)


def clean_text(text: str) -> str:
    """Untrusted text made safe to show: what steers a terminal or hides from the eye goes.

    Escape sequences go whole, with control characters, bidirectional controls and zero-width
    characters; joiners stay where the script needs them; line breaks of all kinds become
    newlines, tabs stay, lone surrogates become U+FFFD.  Cleaning twice changes nothing more.
    """
    if (text.isascii() and text.isprintable()) or not re.search(_SUSPECT, text):
        return text
    text = re.sub(_BREAKS, "\n", re.sub(_ESCAPES, "", text))
    text = re.sub("[\ud800-\udfff]", "\ufffd", re.sub(_UNSEEN, "", text))
    return re.sub(_LOOSE_JOINERS, "", text)


def clean_line(text: str) -> str:
    """The same on one line: newlines and tabs, with blanks around them, become one blank."""
    text = clean_text(text)
    if "\n" in text or "\t" in text:
        text = re.sub(r"[ \t\n]*[\t\n][ \t\n]*", " ", text)
    return text.strip(" ")


def content_hash(*parts: str | None) -> str:
    """A fingerprint of an ordered list of texts: BLAKE2b, 128 bits, as 32 hexadecimal digits.

    Each part goes in with its length, so that no two different lists run together; ``None`` and
    "" differ.
    """
    return bytes_hash(b"".join(map(_counted, parts)))


def bytes_hash(data: bytes) -> str:
    """The same of bytes."""
    told: str = _blake2b()(data, digest_size=16).hexdigest()
    return told


@cache
def _blake2b() -> Callable[..., Any]:
    from hashlib import blake2b  # loads OpenSSL, which reading never needs

    return blake2b


def _counted(part: str | None) -> bytes:
    if part is None:
        return b"-"
    data = part.encode("utf-8", "surrogatepass")
    return b"%d:%b" % (len(data), data)


def shorten(text: str, width: int) -> str:
    """The text in at most ``width`` code points, cut after a word where it must be, with "…"."""
    if len(text) <= width:
        return text
    if width < 1:
        return ""
    cut = width - 1
    blank = text.rfind(" ", 0, cut + 1)
    if blank > cut // 2:
        cut = blank
    while cut and unicodedata.combining(text[cut]):
        cut -= 1
    return text[:cut].rstrip(" ,;:.-\u2013\u2014") + "…"
