"""Cues inside quotation marks, as French prints them: «On replante, dit-elle. C'est ainsi.»"""

from __future__ import annotations

from claims.extract.clause import Clause, Draft
from claims.extract.cues import Cue
from claims.extract.marks import Region
from claims.extract.model import Span
from claims.extract.naming import Subject
from claims.extract.pack import Pack
from claims.extract.tokens import LONGEST_SENTENCE, Sentence, tokenise

_CLOSES = frozenset((",", ".", "!", "?", "…", ";", ":"))


def find(text: str, region: Region, pack: Pack) -> tuple[Draft, Clause] | None:
    """The statement of a quotation that names its speaker inside its marks, in two spans."""
    inside = text[region.inner.start : region.inner.end]
    if not pack.options.get("incise") or not any(mark in inside for mark in ",?!"):
        return None
    tokens = tokenise(text, region.inner, [], pack)[:LONGEST_SENTENCE]
    clause = Clause(Sentence(tokens, [0] * len(tokens), -1), pack, text)
    for cue in clause.cues:
        subject = _subject(clause, cue)
        if subject is None:
            continue
        stop = clause.reader.skip_adverbials(max(cue.end, subject.stop), len(tokens))
        if stop < len(tokens) and tokens[stop].text not in _CLOSES:
            continue
        spans = [Span(region.start, tokens[cue.start - 1].start)]
        if stop + 1 < len(tokens):
            spans.append(Span(tokens[stop + 1].start, region.end))
        return Draft([], cue, subject, "incise", clause.sentence, spans=spans), clause
    return None


def _subject(clause: Clause, cue: Cue) -> Subject | None:
    """Who says it, if the cue stands after a comma with its subject behind it."""
    if cue.mood != "finite" or not cue.allows("i") or cue.allows("w") or cue.start < 1:
        return None
    if clause.tokens[cue.start - 1].text not in (",", "?", "!"):
        return None
    subject = clause.subject_after(cue)
    if subject is None or clause.pack.genders.get(subject.pronoun or "") == "x":
        return None
    known = subject.pronoun if cue.inverted is not None else subject.name or clause.speaks(subject)
    return subject if known else None
