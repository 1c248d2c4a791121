"""What single words of a sentence are, by the pack's groups and by their looks."""

from __future__ import annotations

from claims.extract.pack import Pack
from claims.extract.tokens import Kind, Sentence, Token


class Words:
    """Questions about the tokens of one sentence; positions beyond its ends answer no."""

    def __init__(self, sentence: Sentence, pack: Pack, source: str = "") -> None:
        self.sentence, self.pack, self.source = sentence, pack, source
        self.tokens = sentence.tokens
        self.size = len(sentence.tokens)
        self.words, self.tags = pack.words, pack.tags

    def norm(self, at: int) -> str:
        """The look-up form of a token, or nothing beyond the ends."""
        return self.tokens[at].norm if 0 <= at < self.size else ""

    def is_in(self, at: int, *groups: str) -> bool:
        """Whether a token belongs to one of the pack's groups."""
        if not 0 <= at < self.size:
            return False
        tags = self.tags.get(self.tokens[at].norm)
        if tags is None:
            return False
        return (len(groups) == 1 and groups[0] in tags) or not tags.isdisjoint(groups)

    def is_in_word(self, word: str, group: str) -> bool:
        """Whether a bare word belongs to a group."""
        return word in self.words[group]

    def is_name(self, at: int) -> bool:
        """Whether a token can be part of a proper name."""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        if token.kind is not Kind.WORD:
            return False
        if not token.cap:
            return self._prefixed(token)
        if token.norm in self.words["anaphoric"]:
            return False
        if token.norm in self.words["not_names"] or token.norm in self.words["adverbs"]:
            return at > 0 and len(token.text) > 2 and token.text.isupper()
        return True

    def _prefixed(self, token: Token) -> bool:
        """Al-Assad as papers print it: al-Assad."""
        if "-" not in token.text:
            return False
        first, dash, rest = token.text.partition("-")
        return bool(dash) and rest[:1].isupper() and first in self.words["particles"]

    def starts_phrase(self, at: int) -> bool:
        """Whether a noun phrase can begin here."""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        if token.kind is Kind.NUMBER:
            return True
        if token.kind is not Kind.WORD:
            return False
        if token.norm in self.words["determiners"]:
            return True
        return (
            self.is_name(at)
            or self.is_in(
                at, "titles", "professions", "people", "quantifiers", "vague", "anonymous"
            )
            or self.is_in(at, "subjects", "objects")
        )

    def is_clause(self, start: int, end: int) -> bool:
        """Whether a finite verb stands in the range outside relative clauses."""
        for at in range(start, end):
            if self.is_in(at, "relatives"):
                return False
            if self.is_in(at, "auxiliaries", "verbs_common") or self.norm(at).startswith("-"):
                return True
        return False

    def is_plural(self, start: int, end: int) -> bool:
        """Whether a phrase looks plural: its article, or the ending of its last noun."""
        if self.is_in(start, "plural_determiners"):
            return True
        ending = self.pack.options.get("plural_ending")
        if not ending or self.is_in(end - 1, "professions", "organisations"):
            return False
        return self.norm(end - 1).endswith(ending)

    def is_title_name(self, at: int) -> bool:
        """Whether a time word is really part of a name (Avril, May)."""
        return self.tokens[at].cap and self.is_name(at) and self.is_name(at + 1)

    def is_given_name(self, at: int) -> bool:
        """Whether a first name stands here with a surname after it."""
        return (
            self.is_in(at, "first_names_f", "first_names_m")
            and self.is_name(at)
            and self.is_name(at + 1)
        )

    def is_particle(self, at: int, start: int, stop: int) -> bool:
        """De, von, al between two parts of a name."""
        if self.norm(at) in self.words["particles"] and at + 1 < stop and self.is_name(at + 1):
            return at > start and self.is_name(at - 1) and not self.is_acronym(at - 1)
        text = self.tokens[at].text
        return text == "." and at > start and len(self.tokens[at - 1].text) == 1

    def is_acronym(self, at: int) -> bool:
        """Whether a token is all capitals."""
        text = self.tokens[at].text
        return len(text) > 1 and text.isupper()

    def is_partitive(self, at: int) -> bool:
        """De nombreux habitants, d'autres responsables: a subject, no adverbial."""
        some = self.is_in(at, "of") and self.is_in(at + 1, "vague", "quantifiers")
        return some or self.is_in(at, "partitives")

    def _outlet(self, token: Token) -> bool:
        return token.norm in self.words["agencies"] or (
            token.text.isupper() and len(token.text) > 1
        )
