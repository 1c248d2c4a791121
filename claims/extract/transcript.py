"""Transcripts: paragraphs that begin with the name of who speaks and a colon."""

from __future__ import annotations

from collections import Counter

from claims.extract.clause import Draft
from claims.extract.naming import Subject
from claims.extract.tokens import Kind, Sentence

#: Longest label, in tokens.
_LABEL = 5


def labels(sentences: list[Sentence]) -> dict[int, int]:
    """Paragraphs of a transcript with the number of tokens before their colon.

    Labels count when two different ones alternate and one of them comes back, so that the
    headings of a list ("ANALYSIS: …") are no speakers.
    """
    found: dict[int, tuple[int, str]] = {}
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.paragraph not in seen and not sentence.caption:
            seen.add(sentence.paragraph)
            size = _label(sentence)
            if size:
                words = " ".join(t.norm for t in sentence.tokens[:size])
                found[sentence.paragraph] = size, words
    counts = Counter(words for _, words in found.values())
    if len(counts) < 2 or max(counts.values()) < 2:
        return {}
    return {paragraph: size for paragraph, (size, _) in found.items()}


def _label(sentence: Sentence) -> int:
    for at, token in enumerate(sentence.tokens[: _LABEL + 1]):
        if token.text == ":" and at:
            rest = len(sentence.tokens) - at > 1
            return at if rest and all(t.cap for t in sentence.tokens[:at]) else 0
        if token.kind is not Kind.WORD and token.text not in ".-":
            return 0
    return 0


def line(first: Sentence, size: int, sentences: list[Sentence]) -> Draft | None:
    """The words of one transcript paragraph, when given its first sentence."""
    if first.index and sentences[first.index - 1].paragraph == first.paragraph:
        return None
    tokens, depth = list(first.tokens), list(first.depth)
    for later in sentences[first.index + 1 :]:
        if later.paragraph != first.paragraph:
            break
        tokens += later.tokens
        depth += later.depth
    whole = Sentence(tokens, depth, first.paragraph, first.index)
    subject = Subject(0, size, [(0, size)], name=(0, size), stop=size)
    return Draft([(size + 1, len(tokens))], None, subject, "transcript", whole)
