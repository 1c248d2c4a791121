"""Statements: the row of a quotation, its chain and its positions, and what a revision changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.i18n import _
from claims.keep.insertions import insertions
from claims.keep.quote import Bearing, Days, FlawError, Quote
from claims.keep.store import Kept, Store
from claims.reader import Row
from claims.vocabulary import StatementKind

_KINDS = {kind: kind.value for kind in StatementKind}  # ``value`` is slow, quote by quote


class Places(NamedTuple):
    """The rows a statement refers to, found before it is kept."""

    document: int
    speaker: int
    role: int | None
    org: int | None
    via: Sequence[int]
    act: int | None


def columns(quote: Quote, places: Places, days: Days) -> Row:
    """The columns of a statement that a quote fills."""
    marked = insertions(quote.text) if "[" in quote.text or "(" in quote.text else []
    return {
        "document_id": places.document,
        "speaker_id": places.speaker,
        "role_id": places.role,
        "role_printed": quote.role,
        "role_org_id": places.org,
        "kind": _KINDS[quote.kind],
        "text": quote.text,
        "lang": quote.lang,
        "cue": quote.cue,
        "venue": quote.venue,
        "said": quote.said.text if quote.said else None,
        "said_first": days[0],
        "said_last": days[1],
        "start_offset": quote.start,
        "end_offset": quote.end,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "spans": json.dumps(quote.spans) if quote.spans else None,
        "insertions": json.dumps(marked) if marked else None,
        "original_text": quote.original_text,
        "original_lang": quote.original_lang,
        "act_id": places.act,
        "note": quote.note,
        "confidential": bool(quote.confidential)
        and (
            "statement" in quote.confidential
            or ("role" in quote.confidential and places.role is None)
        ),
    }


def check_chain(speaker: int | None, via: Sequence[tuple[int | None, str]]) -> None:
    """Raise ``FlawError`` where a chain comes back to somebody, under whatever names.

    Those not known yet are nobody else under another name.
    """
    seen = {speaker}
    for one, name in via:
        if one is not None and one in seen:
            reason = _("goes round in a circle: {name} comes twice")
            raise FlawError("via", reason.format(name=name))
        seen.add(one)


def add(store: Store, quote: Quote, places: Places, days: Days, number: int | None = None) -> int:
    """Keep a statement and its chain; the id, that reserved for it where one is given."""
    number = store.put("statement", columns(quote, places, days), number)
    if places.via:
        for step, speaker in enumerate(places.via, 1):
            store.add("via", statement_id=number, step=step, speaker_id=speaker)
    return number


def add_position(store: Store, statement: int, claim: int, bearing: Bearing) -> int:
    """Keep what a statement does to a claim; the id."""
    values: Row = {"statement_id": statement, "claim_id": claim, "stance": bearing.stance.value}
    return store.put("position", values | _position_columns(bearing))


def keep_position(store: Store, statement: int, claim: int, bearing: Bearing) -> tuple[Kept, bool]:
    """What a statement does to a claim, made or completed; and whether it was completed."""
    store.flush()
    sql = """SELECT id FROM position
    WHERE statement_id = :statement AND claim_id = :claim AND stance = :stance"""
    found = store.reader.value(sql, statement=statement, claim=claim, stance=bearing.stance.value)
    if found is None:
        return Kept(add_position(store, statement, claim, bearing), made=True), False
    told = {name: value for name, value in _position_columns(bearing).items() if value is not None}
    return Kept(found, made=False), bool(told) and store.change("position", found, **told)


def _position_columns(bearing: Bearing) -> Row:
    as_of = bearing.as_of
    return {
        "hedge": bearing.hedge,
        "as_of": as_of.text if as_of else None,
        "as_of_first": as_of.first if as_of else None,
        "as_of_last": as_of.last if as_of else None,
    }


# -- revising ------------------------------------------------------------------------------


def revise(store: Store, statement: int, quote: Quote, places: Places, days: Days) -> None:
    """Make a statement and its chain what a revised record says.

    Only what a record can say changes: the act it was merged into stays where the record names
    none, and so does a speaker who merely stands for the one named.
    """
    row = store.journal.row("statement", statement)
    if row is None:
        raise LookupError(f"statement {statement}")
    wanted = columns(quote, places, days)
    del wanted["act_id"]
    if not wanted["confidential"]:  # a record that says nothing of it lifts no mark
        del wanted["confidential"]
    for name in ("prefix", "suffix", "spans"):
        if wanted[name] is None:  # most records cannot say them
            del wanted[name]
    for name in ("speaker_id", "role_org_id"):
        if _stands_for(store, row[name], wanted[name]):
            del wanted[name]
    store.change("statement", statement, **wanted)
    if places.act is not None:
        join_act(store, statement, places.act)
    _revise_chain(store, statement, places.via)


def fill(store: Store, statement: int, quote: Quote, places: Places, days: Days) -> bool:
    """Give a statement what it lacks of what a record says; whether there was any."""
    row = store.journal.row("statement", statement) or {}
    told = columns(quote, places, days)
    if row["said"] is not None or quote.said is None:
        for name in ("said", "said_first", "said_last"):
            del told[name]
    wanted = {
        name: value
        for name, value in told.items()
        if value is not None and (row[name] is None or name.startswith("said"))
    }
    if told["confidential"]:
        wanted["confidential"] = True
    changed = bool(wanted) and store.change("statement", statement, **wanted)
    sql = "SELECT count(*) FROM via WHERE statement_id = :id"
    if places.via and not store.reader.value(sql, id=statement):
        _revise_chain(store, statement, places.via)
        changed = True
    return changed


def _stands_for(store: Store, kept: int | None, wanted: int | None) -> bool:
    """Whether the speaker kept was merged into the one wanted."""
    if kept is None or wanted is None:
        return False
    sql = "SELECT merged_into FROM speaker WHERE id = :id"
    merged_into: int | None = store.reader.value(sql, id=kept)
    return merged_into == wanted


def _revise_chain(store: Store, statement: int, via: Sequence[int]) -> None:
    sql = "SELECT id, speaker_id FROM via WHERE statement_id = :id ORDER BY step"
    rows = store.reader.rows(sql, id=statement)
    if [row["speaker_id"] for row in rows] == list(via):
        return
    for row in rows:
        store.journal.delete("via", row["id"])
    for step, speaker in enumerate(via, 1):
        store.add("via", statement_id=statement, step=step, speaker_id=speaker)


def revise_positions(store: Store, statement: int, bearings: Iterable[tuple[int, Bearing]]) -> None:
    """Make a statement's positions what a revised record says: (claim, what it does to it)."""
    sql = "SELECT id, claim_id, stance FROM position WHERE statement_id = :id ORDER BY id"
    kept = {
        (row["claim_id"], row["stance"]): row["id"] for row in store.reader.rows(sql, id=statement)
    }
    for claim, bearing in bearings:
        position = kept.pop((claim, bearing.stance.value), None)
        if position is None:
            add_position(store, statement, claim, bearing)
        else:
            store.change("position", position, **_position_columns(bearing))
    for position in kept.values():
        store.journal.delete("position", position)


def head_of_act(store: Store, statement: int) -> int:
    """The statement that stands for the utterance this one reports."""
    sql = "SELECT COALESCE(act_id, id) FROM statement WHERE id = :id"
    found: int = store.reader.value(sql, id=statement)
    return found


def join_act(store: Store, statement: int, act: int) -> bool:
    """Make a statement, and all it stands for, report the utterance that ``act`` stands for.

    False where they do already.
    """
    store.flush()
    head = head_of_act(store, act)
    mine = head_of_act(store, statement)
    if head in (mine, statement):
        return False
    followers = store.reader.values("SELECT id FROM statement WHERE act_id = :id", id=statement)
    for one in (statement, *followers):
        store.change("statement", one, act_id=head)
    return True
