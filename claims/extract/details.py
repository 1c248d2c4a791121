"""The finishing touches of a statement: words, kind, role, chain, medium, hearer, stance, day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claims.extract.clause import Clause, Draft
from claims.extract.model import Quotation, Span
from claims.extract.names import Entity
from claims.extract.naming import Subject
from claims.extract.pack import Pack
from claims.extract.tokens import Kind
from claims.extract.who import People
from claims.vocabulary import Stance, StatementKind

_EDITORIAL = re.compile(
    r"\((?:ndlr|NDLR|n\.d\.l\.r|sic|réd|ed\.|editor|note)[^()]*\)|\[[^\[\]]*\]|\([^()]*\)"
)
_CONFIDENCE = {
    "quote_then_cue": 0.97,
    "cue_colon_quote": 0.97,
    "cue_then_quote": 0.93,
    "that_clause": 0.92,
    "infinitive": 0.85,
    "attribution_open": 0.88,
    "attribution_end": 0.85,
    "attribution_mid": 0.8,
    "attribution_quote": 0.92,
    "clause_then_cue": 0.85,
    "clause_mid": 0.8,
    "zero_that": 0.85,
    "embedded_quote": 0.75,
    "nominal": 0.55,
    "colon": 0.7,
    "floating": 0.65,
    "transcript": 0.9,
    "incise": 0.93,
    "as_said": 0.85,
}


class Details:
    """Turns drafts into quotations."""

    def __init__(self, text: str, pack: Pack, people: People, published: date | None) -> None:
        self.text, self.pack, self.people, self.published = text, pack, people, published

    def quotation(self, draft: Draft, clause: Clause, entity: Entity | None) -> Quotation | None:
        """The finished statement, or None where nothing is left of it."""
        spans = tuple(draft.spans) or tuple(
            Span(clause.tokens[a].start, clause.tokens[b - 1].end) for a, b in draft.parts
        )
        start, end = spans[0].start, spans[-1].end
        if end <= start:
            return None
        subject = draft.subject
        printed = self._printed(subject, clause)
        via, medium = self._chain(draft, clause)
        anonymous = self._anonymous(subject, clause) or (entity is not None and entity.unnamed)
        return Quotation(
            start=start,
            end=end,
            text=self.text[start:end],
            kind=self._kind(draft, clause),
            spans=spans,
            insertions=self._insertions(start, end),
            speaker=self.text[printed.start : printed.end] if printed else None,
            speaker_start=printed.start if printed else None,
            speaker_end=printed.end if printed else None,
            speaker_name=entity.name if entity and not anonymous else None,
            role=self._role(subject, clause, entity),
            cue=self._cue(draft, clause),
            via=via,
            medium=medium,
            to=self._hearer(draft, clause),
            anonymous=anonymous,
            stance=self._stance(draft, clause),
            said=self._said(draft, clause),
            confidence=self._confidence(draft, entity),
        )

    def _printed(self, subject: Subject | None, clause: Clause) -> Span | None:
        if subject is None:
            return None
        start, end = subject.start, subject.end
        first = clause.tokens[start]
        if subject.pronoun and first.text.startswith("-"):
            offset = len(first.text) - len(subject.pronoun)
            return Span(first.start + offset, first.end)
        return Span(first.start, clause.tokens[end - 1].end) if end > start else None

    def _kind(self, draft: Draft, clause: Clause) -> StatementKind:
        if draft.pattern in ("transcript", "incise"):
            return StatementKind.DIRECT
        tokens = [t for a, b in draft.parts for t in clause.tokens[a:b]]
        if not any(t.kind is Kind.QUOTE for t in tokens):
            return StatementKind.INDIRECT
        words = [
            t
            for t in tokens
            if t.kind in (Kind.WORD, Kind.NUMBER) and t.norm not in self.pack.words["coordinators"]
        ]
        return StatementKind.MIXED if words else StatementKind.DIRECT

    def _insertions(self, start: int, end: int) -> tuple[Span, ...]:
        return tuple(Span(m.start(), m.end()) for m in _EDITORIAL.finditer(self.text, start, end))

    def _role(self, subject: Subject | None, clause: Clause, entity: Entity | None) -> str | None:
        role = None
        if subject is not None and subject.role:
            a, b = subject.role
            role = self.text[clause.tokens[a].start : clause.tokens[b - 1].end]
        if entity is None:
            return role
        if role and entity.role is None and subject is not None and subject.name:
            entity.role = role
        return role or entity.role

    def _cue(self, draft: Draft, clause: Clause) -> str | None:
        if draft.cue is None:
            return None
        return self.text[
            clause.tokens[draft.cue.start].start : clause.tokens[draft.cue.end - 1].end
        ]

    def _chain(self, draft: Draft, clause: Clause) -> tuple[tuple[str, ...], str | None]:
        """Through whom: the document that speaks, then who relays it."""
        via: list[str] = []
        medium = self._medium(draft, clause)
        subject = draft.subject
        if subject is None:
            return (), medium
        reader = clause.reader
        start, end = subject.start, subject.end
        thing = next((n for n in range(start, end) if reader.is_in(n, "documents")), None)
        if thing is not None:
            via.append(clause.tokens[thing].text)
            medium = medium or self.pack.media.get(reader.norm(thing))
        for relay in draft.relays:
            first = relay.start
            while reader.is_in(first, "determiners") and first < relay.end - 1:
                first += 1
            via.append(self.text[clause.tokens[first].start : clause.tokens[relay.end - 1].end])
        if subject.relay is not None:
            relayed = self._relayed(subject.relay, clause)
            if relayed:
                via.append(relayed)
        return tuple(via), medium

    def _relayed(self, relay: int, clause: Clause) -> str | None:
        reader = clause.reader
        at = relay + 1
        while reader.is_in(at, "prepositions", "determiners", "adverbs"):
            at += 1
        end, _ = reader.phrase_end(at, len(clause.tokens))
        if end <= at:
            return None
        return self.text[clause.tokens[at].start : clause.tokens[end - 1].end]

    def _around(self, draft: Draft, clause: Clause) -> list[int]:
        """Tokens of the sentence outside the words reported, near the cue."""
        if draft.cue is None:
            return []
        taken = clause.taken
        span = range(max(0, draft.cue.start - 14), min(len(clause.tokens), draft.cue.end + 22))
        return [n for n in span if not any(a <= n < b for a, b in taken)]

    def _medium(self, draft: Draft, clause: Clause) -> str | None:
        for n in self._around(draft, clause):
            medium = self.pack.media.get(clause.tokens[n].norm)
            if medium and any(clause.reader.is_in(n - k, "prepositions") for k in (1, 2, 3, 4)):
                return medium
        return None

    def _hearer(self, draft: Draft, clause: Clause) -> str | None:
        """À l'AFP, au Monde, devant les députés: whom it was said to."""
        if draft.cue is None:
            return None
        reader = clause.reader
        around = set(self._around(draft, clause))
        if draft.cue.allows("p"):
            after = draft.subject is not None and draft.subject.start >= draft.cue.end
            return None if after else self._told(draft.cue.end, clause)
        for n in range(draft.cue.end, min(draft.cue.end + 8, len(clause.tokens))):
            if n not in around or not reader.is_in(n, "hearers"):
                continue
            at = n + 1
            while reader.is_in(at, "determiners"):
                at += 1
            end = at
            while end < len(clause.tokens) and end - at < 3 and reader.is_name(end):
                if end > at and reader.is_acronym(end - 1):
                    break
                end += 1
            if end > at and (
                draft.subject is None or end <= draft.subject.start or at >= draft.subject.end
            ):
                return self.text[clause.tokens[at].start : clause.tokens[end - 1].end]
        return None

    def _told(self, at: int, clause: Clause) -> str | None:
        """The person told, as a proper name: told the BBC, told Reuters."""
        reader = clause.reader
        while reader.is_in(at, "determiners"):
            at += 1
        end = at
        while reader.is_name(end):
            end += 1
        return self.text[clause.tokens[at].start : clause.tokens[end - 1].end] if end > at else None

    def _anonymous(self, subject: Subject | None, clause: Clause) -> bool:
        if subject is None or subject.name is not None or subject.pronoun:
            return False
        reader = clause.reader
        words = range(subject.start, subject.end)
        if any(reader.is_in(n, "sources") for n in range(subject.start, subject.start + 3)):
            return True
        return not reader.is_in(subject.start, "definite") and any(
            reader.is_in(n, "anonymous", "people", "vague", "professions") for n in words
        )

    def _stance(self, draft: Draft, clause: Clause) -> Stance:
        cue = draft.cue
        if cue is None or cue.verb is None:
            return Stance.ASSERTS
        words = {t.norm for t in clause.tokens[cue.start : cue.end]}
        options = self.pack.options
        if cue.negated and words & set(options.get("unable", ())):
            return Stance.UNSURE
        if words & set(options.get("unwilling", ())):
            return Stance.DECLINES
        if not cue.negated:
            return cue.verb.stance
        return _NEGATED.get(cue.verb.stance, Stance.DECLINES)

    def _said(self, draft: Draft, clause: Clause) -> str | None:
        """The day named beside the cue, against the date of publication."""
        if self.published is None:
            return None
        for n in self._around(draft, clause):
            day = self.pack.days.get(clause.tokens[n].norm)
            if day is not None:
                return resolve_day(day, self.published).isoformat()
        return None

    def _confidence(self, draft: Draft, entity: Entity | None) -> float:
        base = _CONFIDENCE.get(draft.pattern, 0.7)
        if entity is None:
            base -= 0.2
        elif draft.subject is not None and draft.subject.pronoun:
            base -= 0.07
        return round(max(0.05, base), 2)


_NEGATED = {
    Stance.ASSERTS: Stance.DECLINES,
    Stance.DENIES: Stance.UNSURE,
    Stance.SUSPECTS: Stance.DOUBTS,
    Stance.DOUBTS: Stance.SUSPECTS,
}


def resolve_day(day: int, published: date) -> date:
    """The day a word means in an article: 0 to 6 a weekday not after it, then today and before."""
    if day >= 7:
        return published - timedelta(days=day - 7)
    return published - timedelta(days=(published.weekday() - day) % 7)
