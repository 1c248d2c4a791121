"""Deciding on proposals: accepting, rejecting, editing, saying what one bears on.

Each function writes one batch under the command it is given, so that ``claims undo`` takes back
exactly one decision; the batch's number is none where everything was so already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from claims.dates import DAY_MAX, DAY_MIN
from claims.errors import BadInput, Conflict, UnknownName
from claims.i18n import _
from claims.ids import format_id
from claims.keep.insertions import insertions
from claims.keep.questions import Inquiry, Questions
from claims.keep.quote import Bearing
from claims.keep.roles import Roles
from claims.keep.slugs import claim_key, slug_of
from claims.keep.speakers import Speakers, keep_speaker
from claims.keep.statements import keep_position
from claims.keep.store import Store
from claims.proposals.words import around
from claims.reader import Row, chunks
from claims.references import resolve_claim
from claims.vocabulary import SpeakerKind, Stance, StatementKind, StatementStatus

if TYPE_CHECKING:
    from claims.database import Database
    from claims.dates import PartialDate
    from claims.journal import Journal

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Writer:
    """The database to write to, and who does it."""

    database: Database
    actor: str


class Decided(NamedTuple):
    """The batch of a decision, and the statements it changed.

    ``reversed`` are those of them that somebody had decided on otherwise.
    """

    batch: int | None
    changed: list[int]
    reversed: Sequence[int] = ()


def decide(
    writer: Writer,
    command: str,
    decisions: Iterable[tuple[StatementStatus, Sequence[int]]],
    *,
    waiting: bool = False,
    seen: Row | None = None,
) -> Decided:
    """Give statements a status, all in one batch; those that have it already are left alone.

    With ``waiting`` only those that still wait for a decision: a rule decides nothing again.
    ``seen`` is the row that a person was shown; ``Conflict`` where it is another by now.
    """
    changed: list[int] = []
    other: list[int] = []
    with writer.database.write(command, writer.actor) as journal:
        refuse_changed(journal, seen)
        for status, ids in decisions:
            for one in ids:
                before = _row(journal, one)["status"]
                if waiting and before != StatementStatus.PROPOSED:
                    continue
                if journal.update("statement", one, status=status.value):
                    changed.append(one)
                    if before != StatementStatus.PROPOSED:
                        other.append(one)
    return Decided(journal.batch_id, changed, other)


def refuse_changed(journal: Journal, seen: Row | None) -> None:
    """Raise ``Conflict`` where a statement is no longer as the person saw it."""
    if seen is None or journal.row("statement", seen["id"]) == seen:
        return
    name = format_id("statement", seen["id"])
    sql = """SELECT b.actor FROM change c JOIN batch b ON b.id = c.batch_id
    WHERE c.table_name = 'statement' AND c.first_id <= :id AND c.last_id >= :id
    ORDER BY c.id DESC LIMIT 1"""
    raise Conflict(
        _("{id} was changed meanwhile by {actor}; look again").format(
            id=name, actor=journal.reader.value(sql, id=seen["id"]) or "?"
        ),
        hint=f"claims log {name}",
    )


def refuse_missing(database: Database, ids: Sequence[int]) -> None:
    """Raise ``UnknownName`` where one of these statements is not there."""
    reader = database.reader
    sql = f"SELECT id FROM statement WHERE {reader.within('id', 'ids')}"
    known = {one for chunk in chunks(ids, _CHUNK) for one in reader.values(sql, ids=chunk)}
    for one in ids:
        if one not in known:
            raise UnknownName(
                _("there is no {id}").format(id=format_id("statement", one)),
                hint="claims triage --list",
            )


# -- editing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """What to change of a statement; what is none stays.  ``span`` is of code points of the text.

    ``role`` "" takes the role away; ``new`` makes a speaker although others have a like name.
    """

    speaker: str | None = None
    role: str | None = None
    span: tuple[int, int] | None = None
    kind: StatementKind | None = None
    said: PartialDate | None = None
    note: str | None = None
    new: bool = False


def edit(
    writer: Writer, command: str, statement: int, change: Edit, *, seen: Row | None = None
) -> Decided:
    """Change a statement; ``seen`` is the row that a person was shown.

    Raises ``Conflict`` where it is another by now, ``UnknownName`` for a speaker nobody is called
    like exactly but others nearly, unless ``new``; ``AmbiguousName``; ``BadInput`` for a span that
    is none of the document.
    """
    with writer.database.write(command, writer.actor) as journal:
        refuse_changed(journal, seen)
        store = Store(journal)
        row = _row(journal, statement)
        wanted = {
            **_spoken(store, row, change),
            **_spanned(journal, row, change),
            **({"kind": change.kind.value} if change.kind else {}),
            **({"note": change.note or None} if change.note is not None else {}),
        }
        store.flush()
        changed = bool(wanted) and journal.update("statement", statement, **wanted)
    return Decided(journal.batch_id, [statement] if changed else [])


def _row(journal: Journal, statement: int) -> Row:
    row = journal.row("statement", statement)
    if row is None:
        raise UnknownName(_("there is no {id}").format(id=format_id("statement", statement)))
    return row


def _spoken(store: Store, row: Row, change: Edit) -> Row:
    """Speaker, days and role, which hang together: the role held is that of the day."""
    if change.speaker is None and change.role is None and change.said is None:
        return {}
    speaker = row["speaker_id"]
    if change.speaker is not None:
        speakers = Speakers(store)
        kept = keep_speaker(speakers, change.speaker, kind=_kind(store, speaker), new=change.new)
        speaker = kept.id
    said = change.said
    first, last = (said.first, said.last) if said else (row["said_first"], row["said_last"])
    printed = row["role_printed"] if change.role is None else change.role or None
    store.flush()
    role = Roles(store).at(speaker, first, last, printed=printed, org=row["role_org_id"])
    return {
        "speaker_id": speaker,
        "role_printed": printed,
        "role_id": role,
        "said": said.text if said else row["said"],
        "said_first": max(first, DAY_MIN),
        "said_last": min(last, DAY_MAX),
    }


def _kind(store: Store, speaker: int) -> SpeakerKind:
    """What a new speaker is: like the one replaced, a person in place of an unnamed one."""
    kind = store.reader.value("SELECT kind FROM speaker WHERE id = :id", id=speaker)
    return SpeakerKind.PERSON if kind == SpeakerKind.UNNAMED else SpeakerKind(kind)


def _spanned(journal: Journal, row: Row, change: Edit) -> Row:
    if change.span is None:
        return {}
    start, end = change.span
    sql = "SELECT text FROM document WHERE id = :id"
    text = journal.reader.value(sql, id=row["document_id"])
    if text is None or not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise BadInput(_("{start} to {end}: no words of the document").format(start=start, end=end))
    words = text[start:end]
    prefix, suffix = around(text, start, end)
    marked = insertions(words)
    return {
        "text": words,
        "start_offset": start,
        "end_offset": end,
        "prefix": prefix,
        "suffix": suffix,
        "spans": json.dumps([[start, end]]),
        "insertions": json.dumps(marked) if marked else None,
    }


# -- what it bears on ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bears:
    """What a statement does to an answer of a question; both made where they are missing."""

    question: str
    claim: str
    stance: Stance
    hedge: str | None = None


def attach(
    writer: Writer, command: str, statement: int, bears: Bears, *, seen: Row | None = None
) -> Decided:
    """Keep what a statement does to a claim; none changed where that is kept already.

    ``question`` is a slug, ``claim`` the answer's words or id.  Raises ``UnknownName`` for the id
    of no claim of that question, ``BadInput`` for words that name nothing, ``Conflict`` where
    the statement is no longer the one ``seen``.
    """
    with writer.database.write(command, writer.actor) as journal:
        refuse_changed(journal, seen)
        row = _row(journal, statement)
        store = Store(journal)
        if not slug_of(bears.question) or not claim_key(bears.claim):
            raise BadInput(_("a question and an answer are wanted, in words"))
        questions = Questions(store)
        questions.keep(bears.question, Inquiry())
        store.flush()
        question = questions.find(bears.question)
        if question is None:
            raise LookupError(bears.question)
        claim = _claim(store, questions, question, bears.claim, row["lang"])
        bearing = Bearing(bears.question, bears.claim, bears.stance, hedge=bears.hedge)
        kept, completed = keep_position(store, statement, claim, bearing)
        store.flush()
    return Decided(journal.batch_id, [statement] if kept.made or completed else [])


def _claim(store: Store, questions: Questions, question: Row, words: str, lang: str | None) -> int:
    number = resolve_claim(store.reader, words) if _is_id(words) else None
    if number is None:
        return questions.keep_claim(question, words, lang=lang).id
    sql = "SELECT question_id FROM claim WHERE id = :id"
    if store.reader.value(sql, id=number) != question["id"]:
        raise UnknownName(
            _("{claim} is no answer to {question}").format(claim=words, question=question["slug"]),
            hint=f"claims contrast {question['slug']}",
        )
    return number


def _is_id(words: str) -> bool:
    from claims.ids import Kind, parse_id

    ref = parse_id(words.strip())
    return ref is not None and ref.kind is Kind.CLAIM
