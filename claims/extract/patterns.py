"""What was said: clause patterns in order of priority.

Each pattern takes a ``Clause`` (one sentence with its cues) and one cue, and either finds the words
that cue reports or nothing.  ``PATTERNS`` declares the order; an earlier pattern keeps its words.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.attributed import as_said, attribution, clause_then_cue
from claims.extract.clause import Clause, Draft, draft, ends_statement
from claims.extract.cues import Cue
from claims.extract.naming import Subject
from claims.extract.quoted import cue_then_quote, embedded_quote, quote_then_cue
from claims.extract.reported import infinitive, nominal, that_clause, zero_that

#: Longest phrase that announces a quotation without a verb, in tokens.
_ANNOUNCEMENT = 8

Pattern = Callable[[Clause, Cue], Draft | None]

#: Earlier patterns keep their words.
PATTERNS: tuple[Pattern, ...] = (
    quote_then_cue,
    as_said,
    that_clause,
    cue_then_quote,
    zero_that,
    infinitive,
    embedded_quote,
    clause_then_cue,
    attribution,
    nominal,
)


def drafts(clause: Clause) -> list[Draft]:
    """All statements of a sentence that a cue reports, without overlap, in order."""
    found: list[Draft] = []
    for pattern in PATTERNS:
        for cue in clause.cues:
            if cue.start in clause.used or _inside(clause, cue):
                continue
            statement = pattern(clause, cue)
            if statement is not None:
                clause.used[cue.start] = statement
                clause.taken.extend(statement.parts)
                found.append(statement)
    found.extend(_colon_without_cue(clause))
    _relay(clause, found)
    return sorted(found, key=lambda statement: statement.first)


def _relay(clause: Clause, found: list[Draft]) -> None:
    """A statement goes through the agency that a cue without words of its own names."""
    for cue in clause.cues:
        if cue.start in clause.used or _inside(clause, cue) or not found:
            continue
        subject = clause.subject_after(cue) if cue.mood in ("prep", "finite") else None
        if subject is None or not _is_medium(clause, subject):
            subject = clause.subject_before(cue)
        if subject is None or subject.pronoun or not _is_medium(clause, subject):
            continue
        nearest = min(found, key=lambda d: abs(d.last - cue.start))
        if nearest.cue is not None and nearest.cue is not cue:
            nearest.relays.append(subject)


def _is_medium(clause: Clause, subject: Subject) -> bool:
    return any(
        clause.reader.is_in(n, "agencies", "media_speakers")
        for n in range(subject.start, subject.end)
    )


def _inside(clause: Clause, cue: Cue) -> bool:
    return any(a <= cue.start < b for a, b in clause.taken)


def _colon_without_cue(clause: Clause) -> list[Draft]:
    """SUBJECT does something: «…» — the quotation is the subject's."""
    for at in range(1, len(clause.tokens)):
        if not clause.is_quote(at) or clause.tokens[at - 1].text != ":":
            continue
        least = 3 if ends_statement(clause.quoted(at)) else 4
        if clause.words_in(at) < least or not clause.is_free(at, at + 1):
            continue
        subject = _past_announcement(clause, _last_subject(clause, at - 1))
        if subject is not None or _announced(clause, at - 1):
            found = draft(clause, None, subject, "colon", (at, at + 1))
            if found:
                clause.taken.extend(found.parts)
                return [found]
    return []


def _last_subject(clause: Clause, at: int) -> Subject | None:
    for earlier in sorted(clause.used.values(), key=lambda d: -d.first):
        if earlier.subject is not None:
            return earlier.subject
    cue = next((c for c in reversed(clause.cues) if c.start < at and c.mood != "prep"), None)
    subject = clause.subject(cue) if cue else clause.opening(at)
    headed = subject is not None and (
        subject.pronoun
        or (
            subject.name
            and (subject.name[0] < subject.parts[0][1] or subject.name in subject.parts)
        )
    )
    if headed or cue:
        return subject
    last = _last_person(clause, at)
    return last or (subject if subject and clause.speaks(subject) else None)


def _announced(clause: Clause, colon: int) -> bool:
    """Sa réaction : «…» · Dernier mot d'ordre : «…»: words announced by what they are."""
    start = clause.content_start(0, colon)
    reader = clause.reader
    named = any(reader.is_in(n, "utterances") for n in range(start, colon))
    return named and colon - start <= _ANNOUNCEMENT and not reader.is_clause(start, colon)


def _is_said(clause: Clause, at: int) -> bool:
    return clause.reader.is_in(at, "utterances")


def _past_announcement(clause: Clause, subject: Subject | None) -> Subject | None:
    """Réponse du maire, X: the speaker stands behind the noun for what is said."""
    reader = clause.reader
    if subject is None:
        return None
    said = next((n for n in range(subject.start, subject.start + 3) if _is_said(clause, n)), None)
    for at in range(said + 1, said + 4) if said is not None else ():
        if reader.is_in(at, "of"):
            return reader.noun_phrase(at + 1, len(clause.tokens)) or subject
    return subject


def _last_person(clause: Clause, colon: int) -> Subject | None:
    """Réaction de la ministre, Odile Marchand: «…» — whoever stands right before the colon."""
    for at in range(1, colon):
        if clause.reader.is_in(at, "prepositions"):
            found = clause.reader.noun_phrase(at + 1, colon)
            if found is not None and found.end == colon and found.name is not None:
                return found
    return None
