"""Making one of two that are the same: speakers, or statements that report one utterance.

A merged speaker keeps its row, its names and its statements and points to the other: nothing is
copied, every name of both finds the one that stands for them, and an undo leaves no trace.  A
statement's act is the statement that stands for the utterance; merging joins two such groups.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.errors import Conflict, UsageError
from claims.i18n import _
from claims.ids import Kind, Ref, format_id
from claims.journal import Journal
from claims.names import canonical, reference, speaker_labels
from claims.reader import Reader
from claims.vocabulary import SpeakerKind


class Merge(NamedTuple):
    """What is to be merged into what, and what a person should know before.

    ``doubts`` need a yes, ``notes`` are said anyway.
    """

    kind: Kind
    one: int
    into: int
    doubts: list[str]
    notes: list[str]


def plan(reader: Reader, one: str, into: str) -> Merge:
    """What a merge of two names or ids would be.

    Raises ``UsageError`` where the two cannot be merged, ``Conflict`` where a flag says they are
    not the same, ``UnknownName`` and ``AmbiguousName`` as ``claims.names`` does.
    """
    a, b = reference(reader, one), reference(reader, into)
    if a.kind is not b.kind or a.kind not in (Kind.SPEAKER, Kind.STATEMENT):
        raise UsageError(
            _("only two speakers or two statements can be merged, not {a} and {b}").format(
                a=a, b=b
            ),
            hint=_("two claims: claims add link {a} same {b}").format(a=a, b=b)
            if a.kind is b.kind is Kind.CLAIM
            else "claims merge --help",
        )
    return _speakers(reader, a, b) if a.kind is Kind.SPEAKER else _statements(reader, a, b)


def _speakers(reader: Reader, a: Ref, b: Ref) -> Merge:
    one, into = canonical(reader, a.number), canonical(reader, b.number)
    label, other = speaker_labels(reader, [one])[0], speaker_labels(reader, [into])[0]
    if one == into:
        raise UsageError(
            _("{a} and {b} are one already: {speaker}").format(a=a, b=b, speaker=label),
            hint=f"claims show {format_id(Kind.SPEAKER, into)}",
        )
    rows = {
        row["id"]: row
        for row in reader.rows(
            "SELECT id, kind, parent_id FROM speaker WHERE " + reader.within("id", "ids"),
            ids=[one, into],
        )
    }
    kinds = rows[one]["kind"], rows[into]["kind"]
    doubts, notes = [], []
    if kinds[1] == SpeakerKind.UNNAMED and kinds[0] != SpeakerKind.UNNAMED:
        raise UsageError(
            _("{one} has a name, {into} has none").format(one=label, into=other),
            hint=f"claims merge {format_id(Kind.SPEAKER, into)} {format_id(Kind.SPEAKER, one)}",
        )
    if kinds[0] == SpeakerKind.UNNAMED:
        doubts.append(_("{one} is unnamed: is it {into}?").format(one=label, into=other))
    elif kinds[0] != kinds[1]:
        doubts.append(
            _("{one} is of kind {a}, {into} of kind {b}").format(
                one=label, a=kinds[0], into=other, b=kinds[1]
            )
        )
    if rows[one]["parent_id"] is not None and rows[into]["parent_id"] is None:
        parent = speaker_labels(reader, [rows[one]["parent_id"]])[0]
        notes.append(
            _("{into} belongs to nobody; {one} belonged to {parent}").format(
                into=other, one=label, parent=parent
            )
        )
    return Merge(Kind.SPEAKER, one, into, doubts, notes)


def _statements(reader: Reader, a: Ref, b: Ref) -> Merge:
    one, into = act_of(reader, a.number), act_of(reader, b.number)
    if one == into:
        raise UsageError(
            _("{a} and {b} report one utterance already").format(a=a, b=b), hint=f"claims show {b}"
        )
    ids = [*members(reader, one), *members(reader, into)]
    sql = f"""SELECT statement_id, other_id FROM flag WHERE kind = 'not-same'
        AND cleared_at IS NULL AND {reader.within("statement_id", "ids")}
        AND {reader.within("other_id", "ids")}"""
    for row in reader.rows(sql, ids=ids):
        pair = [format_id(Kind.STATEMENT, row[name]) for name in ("statement_id", "other_id")]
        raise Conflict(
            _("{a} and {b} are flagged as not the same").format(a=pair[0], b=pair[1]),
            hint=f"claims flag {pair[0]} not-same {pair[1]} --clear",
        )
    speakers = reader.values(
        "SELECT DISTINCT COALESCE(k.merged_into, k.id) FROM statement s "
        "JOIN speaker k ON k.id = s.speaker_id WHERE " + reader.within("s.id", "ids"),
        ids=[one, into],
    )
    notes = []
    if len(speakers) > 1:
        names = _(" and ").join(speaker_labels(reader, sorted(speakers)))
        notes.append(_("one utterance, told as of {names}").format(names=names))
    return Merge(Kind.STATEMENT, one, into, [], notes)


def act_of(reader: Reader, statement: int) -> int:
    """The statement that stands for the utterance this one reports."""
    sql = "SELECT COALESCE(act_id, id) FROM statement WHERE id = :id"
    found: int = reader.value(sql, id=statement)
    return found


def members(reader: Reader, act: int) -> list[int]:
    """All statements that report an utterance, the one that stands for it among them."""
    return reader.values("SELECT id FROM statement WHERE id = :id OR act_id = :id", id=act)


def merge(journal: Journal, planned: Merge) -> list[Ref]:
    """Do it; the rows that changed.  All that pointed to the one points to the other.

    Raises ``Conflict`` where it is no longer what was planned: somebody else was quicker.
    """
    _refuse_changed(journal.reader, planned)
    table, column = (
        ("speaker", "merged_into") if planned.kind is Kind.SPEAKER else ("statement", "act_id")
    )
    sql = f"SELECT id FROM {table} WHERE {column} = :id ORDER BY id"
    ids = [*journal.reader.values(sql, id=planned.one), planned.one]
    for number in ids:
        journal.update(table, number, **{column: planned.into})
    return [Ref(planned.kind, number) for number in ids]


def _refuse_changed(reader: Reader, planned: Merge) -> None:
    one, into = (format_id(planned.kind, number) for number in (planned.one, planned.into))
    try:
        now = plan(reader, one, into)
    except UsageError as error:
        raise Conflict(error.message, hint=error.hint) from error
    if (now.one, now.into, now.doubts) != (planned.one, planned.into, planned.doubts):
        raise Conflict(
            _("somebody changed {one} or {into} meanwhile; nothing was merged").format(
                one=one, into=into
            ),
            hint=f"claims merge {one} {into}",
        )


def leave_act(journal: Journal, statement: int) -> bool:
    """Take a statement out of the utterance it reports with others; false where it is alone.

    Where it stood for them, the first of the others does from now on.
    """
    act = act_of(journal.reader, statement)
    others = sorted(number for number in members(journal.reader, act) if number != statement)
    if not others:
        return False
    if act == statement:
        head, *rest = others
        journal.update("statement", head, act_id=None)
        for number in rest:
            journal.update("statement", number, act_id=head)
    else:
        journal.update("statement", statement, act_id=None)
    return True
