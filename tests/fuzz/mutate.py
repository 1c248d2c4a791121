"""Bytes and text gone wrong, from a seed: cut, doubled, spliced, flipped, salted with hostility."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.exchange.fuzz import mutations

WORDS = (
    "\x1b[31m", "\x1b]8;;https://evil.example\x07", "\x1b]52;c;aGk=\x07", "\x9b2J", "\u202e",
    "\u2066", "\u200b", "\u200d", "\ufeff", "\0", "\x7f", "\u0301" * 9, "😀", "👩‍👧", "é", "ı", "ß",
    "ﬁ", "Ⅷ", "२०१६", "١٢", "²", "½", "∞", "−5", "1e999", "NaN", "-Infinity", "9" * 400, "0x10",
    "1_000", "null", "true", '"', "'", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ":", ",",
    ";", "\t", "\n", "\r\n", "\r", "\x0b", "\u2028", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1",
    "[red]x[/red]", "[link=https://evil.example]x[/link]", "<script>alert(1)</script>", "&amp;",
    "&#0;", "]]>", "javascript:alert(1)", "http://[::1", "https://user:pw@h.example/%00", "//",
    "'; DROP TABLE speaker; --", "%", "_", "*", "NEAR(a b)", "a AND", "OR OR", "NOT", "speaker:",
    "said:..", "said:2016-02-30", "-", "--", "(" * 40, ")" * 40, "..", "~", "~20", "..5", "18..23",
    "2016-13-45", "0000-00-00", "99999-01-01", "2016-09-19T25:61", "hier", "jeudi dernier", "2016",
    "au moins 12", "une vingtaine", "dozens", "P4", "S12", "Q0", "D999999999999999999999",
    "None", " ", "  ", "", "a" * 300, "C:\\x", "../../etc/passwd", "key", "text", "speaker",
)  # fmt: skip
"""What is salted in, and what whole values are replaced by."""

_BYTES = (
    b"\0", b"\x80", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\xaf", b"\xed\xa0\x80",
    b"\xe2\x80", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0",
)  # fmt: skip

_PLACES = (1, 1, 1, 2, 3, 4)  # in how many places: most of what one change breaks, two hide


def text(rng: Random, sample: str, others: Sequence[str] = ()) -> str:
    """A text gone wrong in one to four places."""
    for _each in range(rng.choice(_PLACES)):
        at = rng.randrange(len(sample) + 1)
        end = min(len(sample), at + rng.choice((0, 1, 1, 2, 5, 20, 200)))
        match rng.randrange(6):
            case 0:
                put = ""
            case 1:
                put = sample[at:end] * rng.choice((2, 2, 3, 50))
            case 2 if others:
                other = rng.choice(others)
                start = rng.randrange(len(other) + 1)
                put = other[start : start + rng.choice((1, 5, 40, 400))]
            case 3:
                put = chr(rng.choice((rng.randrange(128), rng.randrange(0xD800), 0x10FFFF)))
            case _:
                put = rng.choice(WORDS)
        sample = sample[:at] + put + sample[end:]
    return sample


def data(rng: Random, sample: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Bytes gone wrong in one to four places; now and then cut short, or in another encoding."""
    for _each in range(rng.choice(_PLACES)):
        at = rng.randrange(len(sample) + 1)
        end = min(len(sample), at + rng.choice((0, 1, 1, 2, 5, 20, 200)))
        match rng.randrange(8):
            case 0:
                put = b""
            case 1:
                put = sample[at:end] * rng.choice((2, 2, 3, 50))
            case 2 if others:
                other = rng.choice(others)
                start = rng.randrange(len(other) + 1)
                put = other[start : start + rng.choice((1, 5, 40, 400))]
            case 3:
                put = bytes((rng.randrange(256),))
            case 4:
                put = rng.choice(_BYTES)
            case _:
                put = rng.choice(WORDS).encode()
        sample = sample[:at] + put + sample[end:]
    return _whole(rng, sample)


def _whole(rng: Random, sample: bytes) -> bytes:
    chance = rng.random()
    if chance < 0.03:
        return sample[: rng.randrange(len(sample) + 1)]
    if chance < 0.05:
        encoding = rng.choice(("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-8-sig"))
        return sample.decode(errors="replace").encode(encoding, "replace")
    return sample


def value(rng: Random, sample: Any) -> bytes:
    """JSON of a value gone wrong, some of its text salted too."""
    made = mutations(rng.randrange(1 << 30), sample)
    if rng.random() < 0.5:
        made = _salted(rng, made)
    ascii_only = rng.random() < 0.5
    return json.dumps(made, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")


def _salted(rng: Random, made: Any) -> Any:
    if isinstance(made, dict):
        return {name: _salted(rng, held) for name, held in made.items()}
    if isinstance(made, list):
        return [_salted(rng, held) for held in made]
    return text(rng, made) if isinstance(made, str) and rng.random() < 0.2 else made
