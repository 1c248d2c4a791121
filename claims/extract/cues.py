"""Where a sentence says that somebody says something: verb groups and attribution prepositions."""

from __future__ import annotations

from claims.extract.pack import Pack
from claims.extract.tokens import Kind, Sentence
from claims.extract.verbs import Cue, Group, finite, gerund, infinitive, joined, participle
from claims.vocabulary import Stance

__all__ = ["MOST_CUES", "Cue", "find"]

#: A sentence with more cues than this is no sentence; the rest are left alone.
MOST_CUES = 24
_JOINTS = frozenset((",", "–", "—"))


def find(sentence: Sentence, pack: Pack) -> list[Cue]:
    """All cues of a sentence, in order."""
    cues: list[Cue] = []
    at = 0
    while at < len(sentence.tokens) and len(cues) < MOST_CUES:
        word = sentence.tokens[at].norm
        cue = None
        if word in pack.attributions:
            cue = _preposition(sentence, at, pack)
        if cue is None and word in pack.forms:
            cue = _verb(sentence, at, pack)
            if cue and cues and cues[-1].allows("f") and cues[-1].end == cue.start:
                cue = None
        if cue:
            if cue.mood == "finite" and cue.origin:
                compared = sentence.tokens[cue.origin - 1].norm in pack.words["as"]
                cue.mood = "as" if compared else cue.mood
            cue.lead = _lead(sentence, cue, pack)
            cues.append(cue)
            at = max(at + 1, cue.end)
        else:
            at += 1
    return cues


def _preposition(sentence: Sentence, at: int, pack: Pack) -> Cue | None:
    tokens = sentence.tokens
    for words, strength in pack.attributions[tokens[at].norm]:
        if all(
            at + n < len(tokens) and tokens[at + n].norm == word for n, word in enumerate(words)
        ):
            end = at + len(words)
            if len(words) > 1 and words[-1] in pack.words["opens_phrase"]:
                end -= 1
            if end < len(tokens) and tokens[end].norm in pack.words["that"]:
                return None
            if words[-1] in pack.words["sources"] and at and tokens[at - 1].kind is not Kind.PUNCT:
                return None
            return Cue(at, end, at, "prep", strength=strength, origin=at)
    return None


def _verb(sentence: Sentence, at: int, pack: Pack) -> Cue | None:
    token = sentence.tokens[at]
    form = pack.forms.get(token.norm) if token.kind is Kind.WORD else None
    if form is not None and _leads_on(sentence, at, pack):
        return None
    if form is None or (token.cap and at and not sentence.tokens[at - 1].region):
        return None
    if at and sentence.tokens[at - 1].norm in pack.words["possessive_marks"]:
        return None
    group = Group(sentence, at, pack)
    for read in (participle, infinitive, gerund, finite, joined):
        cue = read(group, form)
        if cue:
            return _extended(cue, sentence, pack)
    return None


def _extended(cue: Cue, sentence: Sentence, pack: Pack) -> Cue:
    """A dit ignorer, dit craindre: the infinitive tells the stance and takes the clause."""
    if cue.end >= len(sentence.tokens) or not cue.allows("f"):
        return cue
    form = pack.forms.get(sentence.tokens[cue.end].norm)
    if form and form.infinitive and form.verb.stance is not Stance.ASSERTS:
        cue.verb, cue.end = form.verb, cue.end + 1
    return cue


def _leads_on(sentence: Sentence, at: int, pack: Pack) -> bool:
    """A fini par admettre, a tenu à dire: the infinitive after it is what reports."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at].norm not in pack.words["modals"]:
        return False
    mark = tokens[at + 1].norm
    form = pack.forms.get(tokens[at + 2].norm)
    return mark in pack.marks_of_infinitive and form is not None and form.infinitive


def _lead(sentence: Sentence, cue: Cue, pack: Pack) -> int:
    """Where the clause of a cue begins, back over "et", "tout en", ", "."""
    at = cue.origin
    tokens = sentence.tokens
    skip = pack.words["adverbs"] | pack.words["coordinators"] | pack.words["subordinators"]
    skip = (
        skip if cue.mood in ("gerund", "as") else pack.words["coordinators"] | pack.words["adverbs"]
    )
    while at and (tokens[at - 1].norm in skip or tokens[at - 1].text in _JOINTS):
        at -= 1
    return at
