"""The quotations of a database, looked up in their documents as kept, or as read anew.

``verify`` streams them document by document; no more than one document's text is held.  A
paraphrase has no words of its own to be found and is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from claims.exchange.flat_out import Selection, condition
from claims.ids import Kind, Ref, format_id
from claims.reader import Reader, Row
from claims.scene import CANONICAL
from claims.verify.places import ABSENT, Found, Status, Wanted, find
from claims.verify.words import Words, is_word, read

_PHRASE = 12
"""Words of a quotation that are looked for in other statements."""
_MOST_OTHERS = 50
"""Other documents that are looked into, of each kind."""
_DAYS = 3
_PAGE = 1000

_STATEMENTS = f"""
SELECT s.id, s.text, s.start_offset, s.end_offset, s.prefix, s.suffix, s.spans, s.insertions,
       s.document_id, COALESCE(s.act_id, s.id) AS act, d.title, d.url, d.outlet_id,
       d.published_first, o.name AS outlet,
       {CANONICAL.format("k")} AS speaker_id, COALESCE(m.name, k.name) AS speaker
FROM statement s JOIN document d ON d.id = s.document_id
JOIN speaker k ON k.id = s.speaker_id LEFT JOIN speaker m ON m.id = k.merged_into
LEFT JOIN speaker o ON o.id = d.outlet_id
WHERE s.kind <> 'paraphrase' AND {{condition}}
  AND (s.document_id > :document OR (s.document_id = :document AND s.id > :statement))
ORDER BY s.document_id, s.id LIMIT {_PAGE}
"""
_OTHERS = """
SELECT d.id, d.text FROM document d WHERE d.text IS NOT NULL AND d.id <> :document AND d.id IN (
  SELECT s.document_id FROM statement s WHERE s.id = :act OR s.act_id = :act
  UNION SELECT b.id FROM document b WHERE b.outlet_id = :outlet
    AND b.published_first BETWEEN :first AND :last)
ORDER BY d.id LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation, and what became of it; ``elsewhere`` is the document that has it instead."""

    row: Row
    found: Found
    elsewhere: int | None = None

    def as_json(self) -> Row:
        """The documented shape (docs/verify.md); it only grows."""
        row, found = self.row, self.found
        return {
            "id": format_id("statement", row["id"]),
            "status": found.status.value,
            "text": row["text"],
            "speaker": row["speaker"],
            "speaker_id": format_id("speaker", row["speaker_id"]),
            "document": format_id("document", row["document_id"]),
            "outlet": row["outlet"],
            "title": row["title"],
            "url": row["url"],
            "spans": [list(span) for span in found.spans],
            "alike": round(found.alike, 3),
            "places": found.places,
            "differences": [
                {"was": one.was, "now": one.now} for one in found.differences if not one.same
            ],
            "words": [{"was": one.was, "now": one.now} for one in found.differences],
            "elsewhere": format_id("document", self.elsewhere) if self.elsewhere else None,
        }


@dataclass(slots=True)
class Scope:
    """Which quotations: those of a selection, of one document, or these alone."""

    selection: Selection = field(default_factory=Selection)
    document: int | None = None
    statements: tuple[int, ...] = ()


def scope_of(refs: Iterable[Ref], selection: Selection) -> Scope:
    """What ids mean: statements, one document, one speaker, or one question.

    Raises ``ValueError`` for ids that are of no such thing, or of several.
    """
    found: dict[Kind, list[int]] = {}
    for ref in refs:
        found.setdefault(ref.kind, []).append(ref.number)
    scope = Scope(selection, statements=tuple(found.pop(Kind.STATEMENT, ())))
    for kind, numbers in found.items():
        if len(numbers) > 1 or kind not in (Kind.DOCUMENT, Kind.SPEAKER, Kind.QUESTION):
            raise ValueError(kind.value)
        if kind is Kind.DOCUMENT:
            scope.document = numbers[0]
        elif kind is Kind.SPEAKER:
            scope.selection = replace(scope.selection, speaker=numbers[0])
        else:
            scope.selection = replace(scope.selection, question=numbers[0])
    return scope


def verify(reader: Reader, scope: Scope, text: str | None = None) -> Iterator[Checked]:
    """Each quotation of the scope in its document's text: ``text``, else the one that is kept."""
    rows = _rows(reader, scope)
    for document, group in groupby(rows, key=lambda row: row["document_id"]):
        now = _text(reader, document) if text is None else text
        words = read(now) if now is not None else None
        for row in group:
            yield _checked(reader, row, words)


def count(reader: Reader, scope: Scope) -> int:
    """How many quotations there are to be checked."""
    tests, bound = _tests(reader, scope)
    sql = f"SELECT count(*) FROM statement s WHERE s.kind <> 'paraphrase' AND {tests}"
    found: int = reader.value(sql, **bound)
    return found


def documents(reader: Reader, scope: Scope) -> list[int]:
    """The first two documents that they stand in."""
    tests, bound = _tests(reader, scope)
    sql = f"SELECT DISTINCT s.document_id FROM statement s WHERE {tests} ORDER BY 1 LIMIT 2"
    return reader.values(sql, **bound)


def _rows(reader: Reader, scope: Scope) -> Iterator[Row]:
    """By document, then by id, a page at a time."""
    tests, bound = _tests(reader, scope)
    sql = _STATEMENTS.format(condition=tests)
    document = statement = 0
    while page := reader.rows(sql, **bound, document=document, statement=statement):
        yield from page
        document, statement = page[-1]["document_id"], page[-1]["id"]


def _tests(reader: Reader, scope: Scope) -> tuple[str, dict[str, Any]]:
    # Who names a statement means it, whatever its status.
    everything = scope.selection.everything or bool(scope.statements)
    tests, bound = condition(reader, replace(scope.selection, everything=everything))
    if scope.document is not None:
        tests, bound = f"{tests} AND s.document_id = :of", {**bound, "of": scope.document}
    if scope.statements:
        tests = f"{tests} AND {reader.within('s.id', 'these')}"
        bound = {**bound, "these": list(scope.statements)}
    return tests, bound


def _text(reader: Reader, document: int) -> str | None:
    found: str | None = reader.value("SELECT text FROM document WHERE id = :id", id=document)
    return found


def _checked(reader: Reader, row: Row, document: Words | None) -> Checked:
    if document is None:
        return Checked(row, Found(Status.UNREAD, alike=0.0))
    wanted = _wanted(row)
    found = find(wanted, document)
    if found.status is not Status.ABSENT:
        return Checked(row, found)
    other = _elsewhere(reader, row, wanted)
    return Checked(row, Found(Status.ELSEWHERE) if other else ABSENT, other)


def _wanted(row: Row) -> Wanted:
    def pairs(name: str) -> tuple[tuple[int, int], ...]:
        return tuple((start, end) for start, end in json.loads(row[name] or "[]"))

    return Wanted(
        row["text"], row["start_offset"], row["end_offset"], row["prefix"], row["suffix"],
        pairs("spans"), pairs("insertions"),
    )  # fmt: skip


# -- elsewhere -----------------------------------------------------------------------------


def _elsewhere(reader: Reader, row: Row, wanted: Wanted) -> int | None:
    """Another document that has all the words: by its statements, else by its text."""
    words = read(wanted.text)
    for document, text in (*_statements_with(reader, row, words), *_texts_near(reader, row)):
        found = find(Wanted(wanted.text, insertions=wanted.insertions), read(text))
        if found.status in (Status.EXACT, Status.MOVED):
            return document
    return None


def _statements_with(reader: Reader, row: Row, words: Words) -> list[tuple[int, str]]:
    """Statements of other documents with the first words in them, found by the index."""
    from claims.search import search

    phrase = " ".join([word for word in words.tokens if is_word(word)][:_PHRASE])
    if not phrase:
        return []
    found = search(reader, '"' + phrase.replace('"', " ") + '"', newest=True, limit=_MOST_OTHERS)
    sql = "SELECT document_id, text FROM statement WHERE id = :id"
    rows = [reader.row(sql, id=int(hit["id"][1:])) for hit in found.rows]
    return [
        (one["document_id"], one["text"])
        for one in rows
        if one is not None and one["document_id"] != row["document_id"]
    ]


def _texts_near(reader: Reader, row: Row) -> list[tuple[int, str]]:
    """Texts of documents that tell of the same act, or of the same outlet in those days."""
    first = row["published_first"]
    rows = reader.rows(
        _OTHERS, document=row["document_id"], act=row["act"], most=_MOST_OTHERS,
        outlet=row["outlet_id"] if first is not None else None,
        first=(first or 0) - _DAYS, last=(first or 0) + _DAYS,
    )  # fmt: skip
    return [(one["id"], one["text"]) for one in rows]
