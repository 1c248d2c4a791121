"""What a name looks like, whatever letters it is spelled with: two names of one skeleton deceive.

After Unicode Technical Standard #39, "Unicode Security Mechanisms", section 4 (skeletons) and its
data file ``confusables.txt``: of that file the single letters of Cyrillic, Greek and Armenian, and
the few of Latin, that look like one of A to Z.  Not taken: pairs ("rn" for "m"), and scripts that
nobody writes names of A to Z in.  Digits count here alone, where two whole names coincide.
"""

from __future__ import annotations

import re
import unicodedata

from claims.text import name_key

_LOOKS: tuple[tuple[str, str], ...] = (
    ("АВЕКМНОРСТУХЅІЈҮԌԜѴӀЬ", "ABEKMHOPCTYXSlJYGWVlb"),
    ("аеорсухіјѕһԁԛԝѡѵүҽӏг", "aeopcyxijshdqwwvyeir"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧͿϜϹϺ", "ABEZHlKMNOPTYXJFCM"),
    ("αγινορσυϲϳ", "ayivopoucj"),
    ("ՍՏՕ", "USO"),
    ("ագզհոռսցքօ", "wqqhnnugfo"),
    ("ɑɡıǀ", "agil"),
    ("01I|", "Olll"),
)
"""Letters, and what each looks like."""

_TABLE = {ord(one): like for ours, theirs in _LOOKS for one, like in zip(ours, theirs, strict=True)}
_PLAIN = re.compile(r"[^01I|]*", re.ASCII)


def skeleton(name: str) -> str:
    """The key of what a name looks like; its own ``name_key`` where it can look like no other.

    Case is looked at before it is folded: "AI" looks like "Al", and "ai" does not.
    """
    if name.isascii() and _PLAIN.fullmatch(name):
        return name_key(name)
    return name_key(unicodedata.normalize("NFKC", name).translate(_TABLE))
