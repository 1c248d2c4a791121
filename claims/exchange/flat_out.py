"""Flat records out of the database (docs/import.md): what ``import`` reads, as JSONL or CSV.

Speakers go by the name they have now, merges followed; the role is the one printed.  A record has
the key it came with, else its id (S12).  ``same_act`` names the statement that stands for the
utterance or, where that one is not exported, the first that is.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.dates import DAY_MAX, DAY_MIN
from claims.exchange.record import COLUMNS, CONFIDENTIAL, POSITION_COLUMNS, VIA_SEPARATOR
from claims.ids import Kind, format_id
from claims.keep.xrefs import FLAT, known_records
from claims.reader import Reader, Row
from claims.render.values import as_json, as_text, without_formula
from claims.scene import CANONICAL
from claims.text import clean_text

STATUS = "status"
"""A column only where statements that do not count are exported too."""

PLACES = ("prefix", "suffix", "spans")
"""Where words stand: what only formats of annotation carry."""

_PAGE = 1000
# What a record without a key of its own is known by (``claims.exchange.flat_in``).
_CONTENT_HASH = re.compile(r"=[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements: those of a speaker, on a question and all under it, said in a span of days.

    A statement is in the span if the days it can have been said on touch it; one that nothing
    dates is in none.  ``everything`` takes in what is proposed or rejected.
    """

    speaker: int | None = None
    question: int | None = None
    first: int | None = None
    last: int | None = None
    everything: bool = False

    def __bool__(self) -> bool:
        return self != Selection()


# -- records -------------------------------------------------------------------------------

_STATEMENTS = """
SELECT s.id, s.act_id, s.speaker_id, s.role_org_id, d.outlet_id, s.text, s.lang, s.kind, s.status,
       s.role_printed AS role, s.said, s.venue, s.cue, d.title, d.url, d.published,
       s.start_offset AS start, s.end_offset AS "end", s.original_text, s.original_lang, s.note,
       s.prefix, s.suffix, s.spans, s.document_id, s.confidential,
       r.confidential AS role_confidential
FROM statement s JOIN document d ON d.id = s.document_id LEFT JOIN role r ON r.id = s.role_id
WHERE s.id > :after AND {condition} ORDER BY s.id LIMIT :page
"""
_NAMES = f"""
SELECT k.id, {CANONICAL.format("k")} AS canonical, COALESCE(m.kind, k.kind) AS kind,
       COALESCE(m.name, k.name) AS name, COALESCE(m.qualifier, k.qualifier) AS qualifier,
       k.confidential OR COALESCE(m.confidential, k.confidential) AS confidential
FROM speaker k LEFT JOIN speaker m ON m.id = k.merged_into WHERE {{within}}
"""
_CHAINS = "SELECT statement_id, speaker_id FROM via WHERE {within} ORDER BY statement_id, step"
_POSITIONS = """
SELECT p.statement_id, q.slug AS question, c.text AS claim, p.stance, c.number, p.hedge, p.as_of
FROM position p JOIN claim c ON c.id = p.claim_id JOIN question q ON q.id = c.question_id
WHERE {within} ORDER BY p.statement_id, p.id
"""
_KEYS = """
SELECT statement_id, key FROM xref WHERE scheme = :scheme AND {within} ORDER BY statement_id, id
"""
# Two branches, so that each can use its index.
_HEADS = """
SELECT act, MIN(CASE WHEN id = act THEN 0 ELSE id END) AS first FROM (
    SELECT s.id, s.id AS act FROM statement s WHERE {ids} AND {condition}
    UNION ALL
    SELECT s.id, s.act_id AS act FROM statement s WHERE {act_ids} AND {condition}
) told GROUP BY act
"""
_UNDER = """
WITH RECURSIVE under(id) AS (
    SELECT id FROM question WHERE id = :id
    UNION SELECT q.id FROM under u JOIN question q ON q.parent_id = u.id)
SELECT id FROM under
"""


class FlatExport:
    """The records of a selection, read page by page: nothing more is ever held."""

    def __init__(self, reader: Reader, selection: Selection, *, also: tuple[str, ...] = ()) -> None:
        """``also`` names what records have besides: of ``PLACES``, or ``document_id``."""
        self.reader = reader
        self.selection = selection
        self._also = also
        self._condition, self._bound = condition(reader, selection)

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of a record in their order, positions left out."""
        status = (STATUS,) if self.selection.everything else ()
        confidential = (CONFIDENTIAL,) if self.reader.candid else ()
        return (*COLUMNS, *confidential, *status, *self._also)

    def count(self) -> int:
        """How many records there are."""
        sql = f"SELECT count(*) FROM statement s WHERE {self._condition}"
        found: int = self.reader.value(sql, **self._bound)
        return found

    def documents(self) -> list[int]:
        """The documents they stand in."""
        sql = f"SELECT DISTINCT s.document_id FROM statement s WHERE {self._condition} ORDER BY 1"
        return self.reader.values(sql, **self._bound)

    def pages(self, document: int | None = None) -> Iterator[list[Row]]:
        """The records by id, a thousand at a time; each has all fields, and ``positions``.

        Of one document only those in it, their acts still named as in the whole selection.
        """
        condition, bound = self._condition, self._bound
        if document is not None:
            condition, bound = f"{condition} AND s.document_id = :document", {
                **bound, "document": document,
            }  # fmt: skip
        sql = _STATEMENTS.format(condition=condition)
        after = 0
        while rows := self.reader.rows(sql, after=after, page=_PAGE, **bound):
            yield self._records(rows)
            after = rows[-1]["id"]

    def _records(self, rows: list[Row]) -> list[Row]:
        ids = [row["id"] for row in rows]
        chains = self._grouped(_CHAINS, ids)
        positions = self._grouped(_POSITIONS, ids)
        speakers = self._speakers(rows, chains)
        heads = self._heads(rows)
        keys = self._keys({*ids, *heads.values()})
        records = []
        for row in rows:
            number, who = row["id"], speakers[row["speaker_id"]]
            act = row["act_id"]
            head = heads[act] if act else number
            # A name merged into its neighbour's would make the chain go round.
            chain = {speakers[step["speaker_id"]]["canonical"]: step for step in chains[number]}
            chain.pop(who["canonical"], None)
            row |= {
                "key": keys[number],
                "speaker": _name(who),
                "speaker_kind": who["kind"],
                "org": _name(speakers.get(row["role_org_id"])),
                "outlet": _name(speakers.get(row["outlet_id"])),
                "via": [_name(speakers[step["speaker_id"]]) for step in chain.values()],
                "same_act": keys[head] if head != number else None,
                "spans": json.loads(row["spans"] or "[]"),
                CONFIDENTIAL: _confidential(
                    row, speakers, [step["speaker_id"] for step in chain.values()]
                ),
            }
            fields = {name: row[name] for name in self.columns}
            records.append({**fields, "positions": positions[number]})
        return records

    def _grouped(self, sql: str, ids: list[int]) -> dict[int, list[Row]]:
        """What belongs to each statement, in order."""
        found: dict[int, list[Row]] = {number: [] for number in ids}
        within = self.reader.within("statement_id", "ids")
        for row in self.reader.iterate(sql.format(within=within), ids=ids):
            found[row.pop("statement_id")].append(row)
        return found

    def _speakers(self, rows: list[Row], chains: dict[int, list[Row]]) -> dict[int, Row]:
        wanted = {step["speaker_id"] for chain in chains.values() for step in chain}
        for name in ("speaker_id", "role_org_id", "outlet_id"):
            wanted |= {row[name] for row in rows if row[name] is not None}
        sql = _NAMES.format(within=self.reader.within("k.id", "ids"))
        return {row["id"]: row for row in self.reader.iterate(sql, ids=sorted(wanted))}

    def _heads(self, rows: list[Row]) -> dict[int, int]:
        """For the acts these rows report, the exported statement that stands for each."""
        acts = sorted({row["act_id"] for row in rows if row["act_id"] is not None})
        if not acts:
            return {}
        within = self.reader.within
        sql = _HEADS.format(
            ids=within("s.id", "acts"), act_ids=within("s.act_id", "acts"),
            condition=self._condition,
        )  # fmt: skip
        found = self.reader.rows(sql, acts=acts, **self._bound)
        return {row["act"]: row["first"] or row["act"] for row in found}

    def _keys(self, statements: Iterable[int]) -> dict[int, str]:
        """The keys of statements: the first they came with, else their ids.

        An id that is some record's key already gets a mark.
        """
        keys: dict[int, str] = {}
        sql = _KEYS.format(within=self.reader.within("statement_id", "ids"))
        wanted = sorted(statements)
        for row in self.reader.iterate(sql, scheme=FLAT, ids=wanted):
            if not _CONTENT_HASH.fullmatch(row["key"]):
                keys.setdefault(row["statement_id"], row["key"])
        free = {
            format_id(Kind.STATEMENT, number): number for number in wanted if number not in keys
        }
        while taken := known_records(self.reader, free):
            free = {f"{key}'" if key in taken else key: number for key, number in free.items()}
        return keys | {number: key for key, number in free.items()}


def _confidential(row: Row, speakers: dict[int, Row], chain: Sequence[int]) -> list[str]:
    """What of a record bears a mark, in the words ``import`` reads."""
    whom = {"speaker": row["speaker_id"], "org": row["role_org_id"], "outlet": row["outlet_id"]}
    whom |= {f"via{step}": speaker for step, speaker in enumerate(chain, 1)}
    own = {"statement": row["confidential"], "role": row["role_confidential"]}
    marked = [name for name, mark in own.items() if mark]
    return marked + [
        name
        for name, speaker in whom.items()
        if speaker is not None and speakers[speaker]["confidential"]
    ]


def condition(reader: Reader, selection: Selection) -> tuple[str, dict[str, Any]]:
    """The selection in SQL, about the statement ``s``, and what is bound in it."""
    tests = [] if selection.everything else ["s.status = 'accepted'"]
    bound: dict[str, Any] = {}
    if selection.speaker is not None:
        tests.append(reader.within("s.speaker_id", "speakers"))
        sql = f"SELECT id FROM speaker k WHERE {CANONICAL.format('k')} = :id"
        bound["speakers"] = reader.values(sql, id=selection.speaker)
    if selection.question is not None:
        under = reader.within("c.question_id", "questions")
        tests.append(
            "EXISTS (SELECT 1 FROM position p JOIN claim c ON c.id = p.claim_id"
            f" WHERE p.statement_id = s.id AND {under})"
        )
        bound["questions"] = reader.values(_UNDER, id=selection.question)
    if selection.first is not None or selection.last is not None:
        tests.append("NOT (s.said_first = :day_min AND s.said_last = :day_max)")
        bound |= {"day_min": DAY_MIN, "day_max": DAY_MAX}
    if selection.first is not None:
        tests.append("s.said_last >= :first_day")
        bound["first_day"] = selection.first
    if selection.last is not None:
        tests.append("s.said_first <= :last_day")
        bound["last_day"] = selection.last
    return " AND ".join(tests) or "1 = 1", bound


def _name(speaker: Row | None) -> str | None:
    """A speaker as ``import`` finds it: ``John Smith (senator)``."""
    if speaker is None:
        return None
    qualifier = speaker["qualifier"]
    return f"{speaker['name']} ({qualifier})" if qualifier else str(speaker["name"])


# -- as text -------------------------------------------------------------------------------


def as_jsonl(records: Iterable[Row]) -> str:
    """One line a record, without the fields that are empty."""
    return "".join(as_json(filled(record)) + "\n" for record in records)


def filled(record: Row) -> Row:
    """A record without the fields that are empty."""
    found = {name: value for name, value in record.items() if value not in (None, [])}
    if "positions" in found:
        found["positions"] = [filled(position) for position in found["positions"]]
    return found


def csv_begin(columns: Sequence[str], *, excel_safe: bool = False) -> str:
    """The header.  What is safe for spreadsheets begins with a byte order mark, which tells them
    that it is UTF-8, and ``claims import`` that the signs before formulas are ours.
    """
    return ("\ufeff" if excel_safe else "") + as_csv([csv_header(columns)])


def as_csv(rows: Iterable[Sequence[Any]], *, excel_safe: bool = False) -> str:
    """Rows as RFC 4180 has them.

    ``excel_safe`` marks what a spreadsheet would run as a formula: for reading, not for importing.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        cells = [clean_text(as_text(value)) for value in row]
        if excel_safe:
            cells = [without_formula(v, cell) for v, cell in zip(row, cells, strict=True)]
        writer.writerow(cells)
    return text.getvalue()


def csv_header(columns: Sequence[str]) -> list[str]:
    """The names of a CSV file's columns."""
    return [*columns, *POSITION_COLUMNS]


def csv_rows(records: Iterable[Row], columns: Sequence[str]) -> Iterator[list[Any]]:
    """One row a position, or one where there is none; the record's own fields in each."""
    for record in records:
        own = [record[name] for name in columns]
        own[columns.index("via")] = VIA_SEPARATOR.join(record["via"])
        if CONFIDENTIAL in columns:
            own[columns.index(CONFIDENTIAL)] = " ".join(record[CONFIDENTIAL])
        for position in record["positions"] or [{}]:
            yield [*own, *(position.get(name) for name in POSITION_COLUMNS)]
