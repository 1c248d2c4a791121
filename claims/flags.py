"""A person's marks: contested, settled, check, not-same; open until somebody clears them.

``contested`` and ``settled`` on a claim or a question decide its state (docs/rule.md), on
anything else they are remarks.  ``not-same`` keeps two statements from ever being one utterance.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.errors import Conflict, NothingFound, UsageError
from claims.i18n import _
from claims.ids import Kind, Ref, format_id
from claims.journal import Journal, now
from claims.merge import act_of, leave_act
from claims.model import SUBJECTS
from claims.reader import Reader, Row
from claims.vocabulary import FlagKind


class Marked(NamedTuple):
    """A flag set, and whether it is new; ``left_act`` where two statements were one utterance."""

    flag: int
    new: bool
    left_act: bool = False


def mark(
    journal: Journal,
    ref: Ref,
    kind: FlagKind,
    *,
    by: str,
    reason: str | None = None,
    other: Ref | None = None,
) -> Marked:
    """Flag a thing.  The same flag again changes its reason at most.

    Raises ``UsageError`` where this kind of flag means nothing on that kind of thing, ``Conflict``
    where somebody else has set it for another reason: nobody is given another's words.
    """
    _check(ref, kind, other)
    at = other.number if other else None
    left = False
    if other is not None and act_of(journal.reader, ref.number) == act_of(
        journal.reader, other.number
    ):
        left = leave_act(journal, ref.number)
    for row in open_flags(journal.reader, ref, kind):
        if {row["statement_id"], row["other_id"]} == {ref.number, at} or at is None:
            _refuse_anothers(row, ref, by=by, reason=reason)
            changed = reason is not None and journal.update("flag", row["id"], reason=reason)
            return Marked(row["id"], changed, left)
    flag = journal.insert(
        "flag",
        kind=kind.value,
        other_id=at,
        reason=reason,
        by=by,
        at=now(),
        **{f"{ref.kind.value}_id": ref.number},
    )
    return Marked(flag, True, left)


def _refuse_anothers(row: Row, ref: Ref, *, by: str, reason: str | None) -> None:
    if reason is None or row["reason"] in (None, reason) or row["by"] == by:
        return
    raise Conflict(
        _("{thing} is flagged {kind} already, by {by}: {reason}").format(
            thing=ref, kind=row["kind"], by=row["by"], reason=row["reason"]
        ),
        hint=f"claims flag {ref} {row['kind']} --clear",
    )


def clear(
    journal: Journal, ref: Ref, kind: FlagKind | None, *, by: str, other: Ref | None = None
) -> list[int]:
    """Clear the open flags of a kind, or of any, from a thing; their ids.

    Raises ``NothingFound`` where there is none.
    """
    found = [
        row["id"]
        for row in open_flags(journal.reader, ref, kind)
        if other is None or other.number in (row["statement_id"], row["other_id"])
    ]
    if not found:
        raise NothingFound(
            _("{thing} has no open flag {kind}").format(thing=ref, kind=kind or "").rstrip(),
            hint=f"claims show {ref}",
        )
    at = now()
    for number in found:
        journal.update("flag", number, cleared_at=at, cleared_by=by)
    return found


def open_flags(reader: Reader, ref: Ref, kind: FlagKind | None = None) -> list[Row]:
    """The flags a thing has now, oldest first; a statement's not-same flags from both sides."""
    if ref.kind.value not in SUBJECTS:
        return []
    own = f"{ref.kind.value}_id = :id"
    if ref.kind is Kind.STATEMENT:
        own = f"({own} OR other_id = :id)"
    sql = f"SELECT * FROM flag WHERE cleared_at IS NULL AND {own}"
    if kind is None:
        return reader.rows(sql + " ORDER BY id", id=ref.number)
    return reader.rows(sql + " AND kind = :kind ORDER BY id", id=ref.number, kind=kind.value)


def _check(ref: Ref, kind: FlagKind, other: Ref | None) -> None:
    if ref.kind.value not in SUBJECTS:
        raise UsageError(
            _("{thing} cannot be flagged; speakers, quotes, claims and the like can").format(
                thing=ref
            ),
            hint=_("claims flag with an id such as S12, C7, Q3, P4 or D2"),
        )
    if kind is FlagKind.SETTLED and ref.kind not in (Kind.CLAIM, Kind.QUESTION):
        raise UsageError(
            _("{thing} cannot be settled: only a claim or a question can").format(thing=ref),
            hint=f"claims show {ref}",
        )
    if (kind is FlagKind.NOT_SAME) != (other is not None):
        raise UsageError(_("not-same is about two statements"), hint="claims flag S12 not-same S14")
    if other is not None and not (ref.kind is other.kind is Kind.STATEMENT and ref != other):
        raise UsageError(
            _("{a} and {b} are not two statements").format(a=ref, b=other),
            hint="claims flag S12 not-same S14",
        )


def standing(reader: Reader, ref: Ref) -> dict[str, str]:
    """The states that a flag on this thing can move, by id: its own, and its question's."""
    if ref.kind is Kind.CLAIM:
        sql = """SELECT 'claim' AS kind, c.id, c.state, c.reasons FROM claim c WHERE c.id = :id
            UNION ALL SELECT 'question', q.id, q.state, '' FROM claim c
            JOIN question q ON q.id = c.question_id WHERE c.id = :id"""
    elif ref.kind is Kind.QUESTION:
        sql = """SELECT 'question' AS kind, id, state, '' AS reasons FROM question WHERE id = :id
            UNION ALL SELECT * FROM (SELECT 'claim', id, state, reasons FROM claim
            WHERE question_id = :id ORDER BY id) c"""
    else:
        return {}
    return {
        format_id(row["kind"], row["id"]): f"{row['state']} ({row['reasons'].replace(',', ', ')})"
        if row["reasons"]
        else row["state"]
        for row in reader.rows(sql, id=ref.number)
    }
