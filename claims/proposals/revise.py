"""What a document's statements become when its text is revised: found again, or left without place.

Only the very words count; nothing is matched by likeness.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from claims.extract.model import Span
from claims.keep.store import Store
from claims.proposals.words import around, find_again
from claims.reader import Reader

_KEPT = """SELECT id, text, start_offset, end_offset, spans, prefix, suffix FROM statement
WHERE document_id = :document ORDER BY id"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement kept, where it stood (none: nowhere yet) and where it stands in a text."""

    id: int
    length: int
    stood: int | None
    start: int | None
    spans: tuple[tuple[int, int], ...] = ()

    def covers(self, words: Span) -> bool:
        """Whether it says what these words of the text say: half of the shorter, or more."""
        if self.start is None:
            return False
        shared = min(self.start + self.length, words.end) - max(self.start, words.start)
        return 2 * shared >= min(self.length, words.end - words.start)


def placed(reader: Reader, document: int, text: str) -> list[Placed]:
    """The statements of a document, where they stand in a text."""
    found = []
    for row in reader.rows(_KEPT, document=document):
        stood = row["start_offset"]
        here = text[stood : row["end_offset"]] == row["text"] if stood is not None else False
        start = stood if here else _again(text, row["text"], row["prefix"], row["suffix"], stood)
        spans = tuple((a, b) for a, b in json.loads(row["spans"] or "[]"))
        found.append(Placed(row["id"], len(row["text"]), stood, start, spans))
    return found


def _again(
    text: str, words: str, prefix: str | None, suffix: str | None, stood: int | None
) -> int | None:
    return find_again(text, words, prefix, suffix, stood or 0)


def move(store: Store, there: Iterable[Placed], text: str) -> list[int]:
    """Give statements that had a place their place in the new text; those that have none in it.

    A statement that is not in the text any more keeps its words and what stood around them.
    """
    gone = []
    for one in there:
        if one.stood is None:
            continue
        if one.start is None:
            gone.append(one.id)
            store.change("statement", one.id, start_offset=None, end_offset=None, spans=None)
            continue
        by = one.start - one.stood
        prefix, suffix = around(text, one.start, one.start + one.length)
        spans = json.dumps([[start + by, end + by] for start, end in one.spans])
        store.change(
            "statement",
            one.id,
            start_offset=one.start,
            end_offset=one.start + one.length,
            prefix=prefix,
            suffix=suffix,
            **({"spans": spans} if one.spans else {}),
        )
    return gone
