"""Flat records out of the database (DESIGN section 6): what ``import`` reads, JSONL or CSV.

Accepted statements only, by id.  Speakers go by the name they have now, merges followed; the role
is the one printed.  A record has the key it came with, else its id (S12); reports of one utterance
name the first of them that is exported as ``same_act``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from claims.exchange.record import COLUMNS, POSITION_COLUMNS, VIA_SEPARATOR
from claims.ids import Kind, format_id
from claims.keep.xrefs import FLAT
from claims.reader import Reader, Row
from claims.render.values import as_json, as_text, without_formula

_PAGE = 500

_NAME = (
    "CASE WHEN {0}.qualifier = '' THEN {0}.name ELSE {0}.name || ' (' || {0}.qualifier || ')' END"
)
_STATEMENTS = f"""
SELECT s.id, s.act_id, s.text, s.lang, s.kind, {_NAME.format("k")} AS speaker,
       k.kind AS speaker_kind, s.role_printed AS role, {_NAME.format("o")} AS org, s.said, s.venue,
       s.cue, {_NAME.format("u")} AS outlet, d.title, d.url, d.published,
       s.start_offset AS start, s.end_offset AS "end", s.original_text, s.original_lang, s.note,
       (SELECT x.key FROM xref x WHERE x.statement_id = s.id AND x.scheme = :scheme
        ORDER BY x.id LIMIT 1) AS key,
       EXISTS (SELECT 1 FROM statement f WHERE f.act_id = s.id) AS leads
FROM statement s
JOIN speaker k0 ON k0.id = s.speaker_id JOIN speaker k ON k.id = COALESCE(k0.merged_into, k0.id)
JOIN document d ON d.id = s.document_id
LEFT JOIN speaker o0 ON o0.id = s.role_org_id
LEFT JOIN speaker o ON o.id = COALESCE(o0.merged_into, o0.id)
LEFT JOIN speaker u0 ON u0.id = d.outlet_id
LEFT JOIN speaker u ON u.id = COALESCE(u0.merged_into, u0.id)
WHERE s.id > :after AND s.status = 'accepted' {{conditions}} ORDER BY s.id LIMIT {_PAGE}
"""
_OF_SPEAKER = "AND k.id = :speaker"
_OF_QUESTION = """AND EXISTS (SELECT 1 FROM position p JOIN claim c ON c.id = p.claim_id
WHERE p.statement_id = s.id AND {within})"""
_UNDER = """
WITH RECURSIVE under(id) AS (
    SELECT id FROM question WHERE id = :id
    UNION SELECT q.id FROM under u JOIN question q ON q.parent_id = u.id)
SELECT id FROM under ORDER BY id
"""
_VIA = f"""
SELECT v.statement_id, {_NAME.format("k")} AS name FROM via v
JOIN speaker k0 ON k0.id = v.speaker_id JOIN speaker k ON k.id = COALESCE(k0.merged_into, k0.id)
WHERE {{within}} ORDER BY v.statement_id, v.step
"""
_POSITIONS = """
SELECT p.statement_id, q.slug AS question, c.text AS claim, p.stance, c.number, p.hedge, p.as_of
FROM position p JOIN claim c ON c.id = p.claim_id JOIN question q ON q.id = c.question_id
WHERE {within} ORDER BY p.statement_id, p.id
"""


def flat_records(
    reader: Reader, *, speaker: int | None = None, question: int | None = None
) -> Iterator[Row]:
    """The records, of one speaker or on one question and all under it where asked.

    Every record has all columns, in their order, and ``positions``.
    """
    conditions, bound = "", dict[str, Any]()
    if speaker is not None:
        conditions, bound["speaker"] = _OF_SPEAKER, speaker
    if question is not None:
        conditions += _OF_QUESTION.format(within=reader.within("c.question_id", "questions"))
        bound["questions"] = reader.values(_UNDER, id=question)
    sql = _STATEMENTS.format(conditions=conditions)
    keys = _Keys(reader)
    after = 0
    while rows := reader.rows(sql, after=after, scheme=FLAT, **bound):
        after = rows[-1]["id"]
        yield from _records(reader, rows, keys)


def _records(reader: Reader, rows: list[Row], keys: _Keys) -> Iterator[Row]:
    ids = [row["id"] for row in rows]
    within = reader.within("statement_id", "ids")
    via: dict[int, list[str]] = {}
    for step in reader.iterate(_VIA.format(within=within), ids=ids):
        via.setdefault(step["statement_id"], []).append(step["name"])
    positions: dict[int, list[Row]] = {}
    for position in reader.iterate(_POSITIONS.format(within=within), ids=ids):
        positions.setdefault(position.pop("statement_id"), []).append(position)
    for row in rows:
        number = row["id"]
        row["key"] = keys.of(number, row["key"])
        row["same_act"] = keys.act(row)
        # A name merged into its neighbour's would make the chain go round.
        row["via"] = [name for name in dict.fromkeys(via.get(number, [])) if name != row["speaker"]]
        yield {
            **{name: row[name] for name in COLUMNS},
            "positions": positions.get(number, []),
        }


class _Keys:
    """Keys of records, and of the first record of every utterance."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._acts: dict[int, str] = {}

    def of(self, statement: int, own: str | None) -> str:
        """A record's own key, else its id; with a mark where that is another's key."""
        if own is not None:
            return own
        key = format_id(Kind.STATEMENT, statement)
        sql = "SELECT id FROM xref WHERE scheme = :scheme AND key = :key"
        while self.reader.value(sql, scheme=FLAT, key=key) is not None:
            key += "'"
        return key

    def act(self, row: Row) -> str | None:
        """The key of the first record of the same utterance, none where this is it."""
        if row["act_id"] is None and not row["leads"]:
            return None
        first = self._acts.setdefault(row["act_id"] or row["id"], row["key"])
        return None if first == row["key"] else first


# -- as text -------------------------------------------------------------------------------


def jsonl(records: Iterator[Row]) -> Iterator[str]:
    """One line a record, without the fields that are empty."""
    for record in records:
        filled = {name: value for name, value in record.items() if value not in (None, [])}
        if "positions" in filled:
            filled["positions"] = [
                {name: value for name, value in position.items() if value is not None}
                for position in filled["positions"]
            ]
        yield as_json(filled) + "\n"


def csv_lines(records: Iterator[Row], *, excel_safe: bool = False) -> Iterator[str]:
    """A header, then one line a position, or one where there is none, the record repeated.

    ``excel_safe`` marks what a spreadsheet would run as a formula: for reading, not for importing.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")

    def line(values: list[Any]) -> str:
        texts = (as_text(value) for value in values)
        writer.writerow(
            [without_formula(v, t) for v, t in zip(values, texts, strict=True)]
            if excel_safe
            else list(texts)
        )
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    yield line([*COLUMNS, *POSITION_COLUMNS])
    for record in records:
        own = [record[name] for name in COLUMNS]
        own[COLUMNS.index("via")] = VIA_SEPARATOR.join(record["via"])
        for position in record["positions"] or [{}]:
            yield line([*own, *(position.get(name) for name in POSITION_COLUMNS)])
