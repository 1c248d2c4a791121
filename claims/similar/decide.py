"""Saying yes or no to what is proposed: each one batch, which ``claims undo`` takes back.

Yes to statements makes them one act, yes to claims links them as the same.  No to statements is
the flag not-same.  Claims have no such flag: no is a flag ``check`` on the lower claim, set and
cleared at once, whose reason begins ``not-same C9``: looked at, and decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from claims import flags
from claims.errors import Conflict, UsageError
from claims.i18n import _
from claims.ids import Kind, Ref, parse_id
from claims.journal import Journal
from claims.keep.questions import keep_link
from claims.keep.store import Store
from claims.merge import act_of, merge, plan
from claims.reader import Reader
from claims.references import exists, no_such
from claims.similar.answers import NOT_SAME, refused
from claims.similar.model import Groups
from claims.vocabulary import FlagKind, LinkKind


class Decided(NamedTuple):
    """What was decided on: the pairs that changed, those that were so already, remarks."""

    changed: list[tuple[Ref, Ref]]
    already: list[tuple[Ref, Ref]]
    notes: list[str]


def references(reader: Reader, texts: Sequence[str]) -> list[Ref]:
    """The statements or claims that ids name, each once, in the order given.

    Raises ``UsageError`` unless they are two or more of one kind, ``UnknownName`` for the id of
    nothing.
    """
    refs = list(dict.fromkeys(_reference(reader, text) for text in texts))
    if len(refs) < 2 or len({ref.kind for ref in refs}) > 1:
        raise UsageError(
            _("two or more quotes, or two or more claims, are wanted"),
            hint="claims similar --accept S12 S15",
        )
    return refs


def _reference(reader: Reader, text: str) -> Ref:
    from claims.references import resolve_claim, resolve_statement

    ref = parse_id(text.strip())
    if ref is None or ref.kind not in (Kind.STATEMENT, Kind.CLAIM):
        # Words may name a claim; a bare mistake is told as an unknown statement.
        resolve_statement(reader, text)
        raise UsageError(_("{id} is neither a quote nor a claim").format(id=text.strip()))
    if not exists(reader, ref):
        raise no_such(ref)
    resolve = resolve_statement if ref.kind is Kind.STATEMENT else resolve_claim
    return Ref(ref.kind, resolve(reader, str(ref)))


def accept(journal: Journal, refs: Sequence[Ref]) -> Decided:
    """Make all of them one with the first.

    Raises ``Conflict`` where somebody said that two of them are not the same.
    """
    return _accept_quotes(journal, refs) if _are_quotes(refs) else _accept_claims(journal, refs)


def reject(journal: Journal, refs: Sequence[Ref], *, by: str, reason: str | None = None) -> Decided:
    """Say of each pair that they are not the same, so that it is never proposed again."""
    pairs = list(combinations(refs, 2))
    if _are_quotes(refs):
        return _reject_quotes(journal, pairs, by=by, reason=reason)
    return _reject_claims(journal, pairs, by=by, reason=reason)


def _are_quotes(refs: Sequence[Ref]) -> bool:
    return refs[0].kind is Kind.STATEMENT


# -- statements ----------------------------------------------------------------------------


def _accept_quotes(journal: Journal, refs: Sequence[Ref]) -> Decided:
    decided = Decided([], [], [])
    head = refs[0]
    for ref in refs[1:]:
        reader = journal.reader
        if act_of(reader, ref.number) == act_of(reader, head.number):
            decided.already.append((head, ref))
            continue
        planned = plan(reader, str(ref), str(head))
        merge(journal, planned)
        decided.changed.append((head, ref))
        decided.notes.extend(planned.notes)
    return decided


def _reject_quotes(
    journal: Journal, pairs: Iterable[tuple[Ref, Ref]], *, by: str, reason: str | None
) -> Decided:
    decided = Decided([], [], [])
    for a, b in pairs:
        done = flags.mark(journal, a, FlagKind.NOT_SAME, by=by, reason=reason, other=b)
        (decided.changed if done.new else decided.already).append((a, b))
        if done.left_act:
            decided.notes.append(_("{a} and {b} are two utterances now").format(a=a, b=b))
    return decided


# -- claims --------------------------------------------------------------------------------


def _accept_claims(journal: Journal, refs: Sequence[Ref]) -> Decided:
    decided = Decided([], [], [])
    head = refs[0]
    store = Store(journal)
    same = same_claims(journal.reader)
    for ref in refs[1:]:
        _refuse_other_links(journal.reader, head, ref)
        if same.join(head.number, ref.number):
            keep_link(store, head.number, LinkKind.SAME, ref.number)
            decided.changed.append((head, ref))
        else:
            decided.already.append((head, ref))
    store.flush()
    return decided


def same_claims(reader: Reader) -> Groups:
    """The claims that links say are the same."""
    groups = Groups()
    for row in reader.iterate("SELECT a_id, b_id FROM link WHERE kind = 'same'"):
        groups.join(row["a_id"], row["b_id"])
    return groups


def _refuse_other_links(reader: Reader, a: Ref, b: Ref) -> None:
    sql = """SELECT kind FROM link WHERE kind <> 'same'
    AND ((a_id = :a AND b_id = :b) OR (a_id = :b AND b_id = :a)) ORDER BY id"""
    kind = reader.value(sql, a=a.number, b=b.number)
    if kind is not None:
        raise Conflict(
            _("a link says otherwise: {a} {kind} {b}").format(a=a, kind=kind, b=b),
            hint=f"claims show {a}",
        )


def _reject_claims(
    journal: Journal, pairs: Iterable[tuple[Ref, Ref]], *, by: str, reason: str | None
) -> Decided:
    from claims.journal import now

    decided = Decided([], [], [])
    known, same = refused(journal.reader), same_claims(journal.reader)
    for pair in pairs:
        low, high = sorted(pair, key=lambda ref: ref.number)
        if same.of(low.number) == same.of(high.number):
            raise Conflict(
                _("a link says that {a} and {b} are the same").format(a=low, b=high),
                hint=f"claims show {low}",
            )
        if frozenset((low.number, high.number)) in known:
            decided.already.append(pair)
            continue
        words, at = f"{NOT_SAME} {high}", now()
        journal.insert(
            "flag",
            kind=FlagKind.CHECK.value,
            claim_id=low.number,
            reason=f"{words}: {reason}" if reason else words,
            by=by,
            at=at,
            cleared_at=at,
            cleared_by=by,
        )
        decided.changed.append(pair)
    return decided
