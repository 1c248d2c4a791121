"""The history as people read it: batches, newest first, and what one of them wrote.

An inserted row is its own image until it is changed, so what a batch inserted is read from the row
as it is now, with every later change turned back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from claims.columns import plain
from claims.errors import UnknownName
from claims.i18n import _, ngettext
from claims.ids import Kind, Ref, format_id, parse_id
from claims.reader import Reader, Row, chunks

_CHUNK = 500

_BATCHES = """
SELECT b.id, b.at, b.actor, b.command, b.undoes_id FROM batch b
WHERE {condition} ORDER BY b.id DESC {limit}
"""
_COUNTS = """
SELECT batch_id, action, table_name, CAST(SUM(last_id - first_id + 1) AS bigint) AS count
FROM change WHERE {within} GROUP BY batch_id, action, table_name ORDER BY action, table_name
"""
_OF_TABLE = "EXISTS (SELECT 1 FROM change c WHERE c.batch_id = b.id AND c.table_name = :table)"
_OF_ROW = """b.id IN (SELECT c.batch_id FROM change c
WHERE c.table_name = :table AND c.first_id <= :row AND c.last_id >= :row)"""
_LETTERED = {kind.value for kind in Kind}


def undone(reader: Reader) -> dict[int, int]:
    """Batches taken back, and by which batch; one taken back and brought back is not there."""
    found: dict[int, int] = {}
    sql = "SELECT id, undoes_id FROM batch WHERE undoes_id IS NOT NULL ORDER BY id DESC"
    for row in reader.iterate(sql):
        if row["id"] not in found:
            found.setdefault(row["undoes_id"], row["id"])
    return found


def resolve_batch(reader: Reader, text: str) -> int:
    """The batch an id (B12, or 12) means; raises ``UnknownName``."""
    words = text.strip()
    ref = parse_id(words if not words.isdecimal() else f"B{words}")
    if ref is not None and ref.kind is Kind.BATCH:
        found: int | None = reader.value("SELECT id FROM batch WHERE id = :id", id=ref.number)
        if found is not None:
            return found
    raise UnknownName(
        _("there is no batch {name}").format(name=ref or f'"{words[:40]}"'), hint="claims log"
    )


def batches(
    reader: Reader,
    *,
    limit: int | None = None,
    table: str | None = None,
    row: Ref | None = None,
) -> Iterator[Row]:
    """Batches, newest first, with what they wrote counted: ``{"insert": {"statement": 3}}``.

    ``table`` keeps those that wrote to a table, ``row`` those that wrote to one row.
    """
    condition, parameters = "1 = 1", dict[str, Any]()
    if row is not None:
        condition, parameters = _OF_ROW, {"table": row.kind.value, "row": row.number}
    elif table is not None:
        condition, parameters = _OF_TABLE, {"table": table}
    sql = _BATCHES.format(condition=condition, limit="LIMIT :limit" if limit is not None else "")
    if limit is not None:
        parameters["limit"] = limit
    taken_back = undone(reader)
    for chunk in chunks(reader.iterate(sql, **parameters), _CHUNK):
        counts = _counts(reader, [batch["id"] for batch in chunk])
        for batch in chunk:
            yield _described(batch, taken_back, counts.get(batch["id"], {}))


def batch(reader: Reader, number: int) -> Row:
    """One batch as ``batches`` describes it."""
    sql = _BATCHES.format(condition="b.id = :id", limit="")
    row = reader.row(sql, id=number)
    if row is None:
        raise LookupError(f"batch {number}")
    return _described(row, undone(reader), _counts(reader, [number]).get(number, {}))


def _counts(reader: Reader, ids: list[int]) -> dict[int, dict[str, dict[str, int]]]:
    found: dict[int, dict[str, dict[str, int]]] = {}
    for row in reader.rows(_COUNTS.format(within=reader.within("batch_id", "ids")), ids=ids):
        actions = found.setdefault(row["batch_id"], {})
        actions.setdefault(row["action"], {})[row["table_name"]] = row["count"]
    return found


def _described(row: Row, taken_back: dict[int, int], counts: dict[str, dict[str, int]]) -> Row:
    by = taken_back.get(row["id"])
    return {
        "id": format_id(Kind.BATCH, row["id"]),
        "at": row["at"],
        "actor": row["actor"],
        "command": row["command"],
        "undoes": row["undoes_id"] and format_id(Kind.BATCH, row["undoes_id"]),
        "undone_by": by and format_id(Kind.BATCH, by),
        "changes": counts,
        "summary": counts_in_words(counts),
    }


def counted(counts: dict[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """The journal's counts in the shape of ``batches``."""
    found: dict[str, dict[str, int]] = {}
    for (action, table), count in sorted(counts.items()):
        found.setdefault(action, {})[table] = count
    return found


def counts_in_words(counts: dict[str, dict[str, int]]) -> str:
    """Counts on one line: ``added 1 quote, 2 speakers; changed 1 claim``."""
    verbs = {"insert": _("added"), "update": _("changed"), "delete": _("removed")}
    return "; ".join(
        f"{verb} " + ", ".join(things(table, count) for table, count in counts[action].items())
        for action, verb in verbs.items()
        if action in counts
    )


def things(table: str, count: int) -> str:
    """So many rows of a table, in words."""
    words = {
        "alias": ngettext("{n} alias", "{n} aliases", count),
        "claim": ngettext("{n} claim", "{n} claims", count),
        "document": ngettext("{n} document", "{n} documents", count),
        "flag": ngettext("{n} flag", "{n} flags", count),
        "link": ngettext("{n} link", "{n} links", count),
        "position": ngettext("{n} position", "{n} positions", count),
        "question": ngettext("{n} question", "{n} questions", count),
        "rating": ngettext("{n} rating", "{n} ratings", count),
        "role": ngettext("{n} role", "{n} roles", count),
        "speaker": ngettext("{n} speaker", "{n} speakers", count),
        "statement": ngettext("{n} quote", "{n} quotes", count),
        "verdict": ngettext("{n} verdict", "{n} verdicts", count),
        "via": ngettext("{n} step of a chain", "{n} steps of chains", count),
        "xref": ngettext("{n} key", "{n} keys", count),
    }
    return words.get(table, "{n} {table}").format(n=count, table=table)


# -- what one batch wrote ------------------------------------------------------------------


def changes(reader: Reader, number: int, *, limit: int | None = None) -> Iterator[Row]:
    """What a batch wrote, row by row, in the order it was written.

    Each has ``action``, ``table``, ``id`` and the images there are: ``before`` and ``after``, the
    changed columns alone for an update.
    """
    sql = """SELECT id, table_name, action, first_id, last_id, before, after FROM change
        WHERE batch_id = :id ORDER BY id"""
    return islice(_each(reader, reader.iterate(sql, id=number)), limit)


def _each(reader: Reader, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        table = row["table_name"]
        if row["action"] != "insert":
            after = json.loads(row["after"]) if row["after"] else None
            yield _change(row["action"], table, row["first_id"], json.loads(row["before"]), after)
            continue
        for chunk in chunks(range(row["first_id"], row["last_id"] + 1), _CHUNK):
            images = _inserted(reader, table, chunk, row["id"])
            for number in chunk:
                yield _change("insert", table, number, None, images.get(number))


def _change(action: str, table: str, number: int, before: Row | None, after: Row | None) -> Row:
    shown = format_id(table, number) if table in _LETTERED else str(number)
    return {"action": action, "table": table, "id": shown, "before": before, "after": after}


def _inserted(reader: Reader, table: str, ids: list[int], since: int) -> dict[int, Row]:
    """Rows as they were inserted, whatever became of them since that change."""
    images: dict[int, Row] = {
        row["id"]: plain(table, row)
        for row in reader.iterate(
            f"SELECT * FROM {table} WHERE {reader.within('id', 'ids')}", ids=ids
        )
    }
    later = f"""SELECT action, first_id, before FROM change WHERE table_name = :table
        AND {reader.within("first_id", "ids")} AND action <> 'insert' AND id > :since
        ORDER BY id DESC"""
    for row in reader.iterate(later, table=table, ids=ids, since=since):
        before = json.loads(row["before"])
        if row["action"] == "delete":
            images[row["first_id"]] = before
        else:
            images[row["first_id"]] = {**images.get(row["first_id"], {}), **before}
    return images


def of_row(reader: Reader, ref: Ref) -> Iterator[Row]:
    """What happened to one row, oldest first: batch, when, who, command, and the change."""
    sql = """SELECT c.id, c.table_name, c.action, c.before, c.after,
            b.id AS batch_id, b.at, b.actor, b.command
        FROM change c JOIN batch b ON b.id = c.batch_id
        WHERE c.table_name = :table AND c.first_id <= :row AND c.last_id >= :row ORDER BY c.id"""
    for row in reader.iterate(sql, table=ref.kind.value, row=ref.number):
        before = json.loads(row["before"]) if row["before"] else None
        after = json.loads(row["after"]) if row["after"] else None
        if row["action"] == "insert":
            after = _inserted(reader, ref.kind.value, [ref.number], row["id"]).get(ref.number)
        yield {
            "batch": format_id(Kind.BATCH, row["batch_id"]),
            "at": row["at"],
            "actor": row["actor"],
            "command": row["command"],
            **_change(row["action"], ref.kind.value, ref.number, before, after),
        }
