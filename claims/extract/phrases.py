"""Noun phrases and adverbials, read from left to right."""

from __future__ import annotations

from claims.extract.naming import Naming, Subject
from claims.extract.tokens import Kind

#: Longest noun phrase, in tokens; longer ones are misread clauses.
LONGEST = 40

_ENDS_PHRASE = ("relatives", "subjects", "subordinators", "times", "nots")
_ROLES = ("professions", "titles", "organisations")
_NO_NOUNS = tuple(
    "adverbs auxiliaries verbs_common clitics connectives coordinators modals prepositions "
    "subordinators that times relatives".split()
)


class Phrases(Naming):
    """Reads the subject that follows an inverted verb, with its apposition."""

    def after(self, at: int, limit: int, *, lenient: bool = False) -> Subject | None:
        """The subject that follows an inverted verb, with its apposition.

        ``lenient`` takes a phrase that begins with any noun, if a name ends it.
        """
        at = self.skip_adverbials(at, limit)
        if at >= limit:
            return None
        if self.is_in(at, "objects", "subjects"):
            return Subject(at, at + 1, [(at, at + 1)], pronoun=self.norm(at), stop=at + 1)
        fresh = self.starts_phrase(at)
        if not fresh and not (lenient and self.tokens[at].kind is Kind.WORD):
            return None
        end, relay = self.phrase_end(at, limit)
        if end <= at and self.is_in(at, "vague"):
            end = at + 1
        if end <= at or not (fresh or self.trailing_name(at, end)):
            return None
        found = Subject(at, end, [(at, end)], stop=end, relay=relay)
        if relay is None:
            self._appositions(found, limit)
        self.describe(found)
        return found

    def noun_phrase(self, at: int, limit: int) -> Subject | None:
        """A noun phrase with its appositions that begins right at a token."""
        end, relay = self.phrase_end(at, limit)
        if end <= at or relay is not None:
            return None
        found = Subject(at, end, [(at, end)], stop=end)
        self._appositions(found, limit)
        self.describe(found)
        return found

    def phrase_end(self, at: int, limit: int, *, verbs: bool = True) -> tuple[int, int | None]:
        """Where the noun phrase beginning at a token ends; and the relay word that ended it.

        ``verbs`` ends it before a word of unknown kind that an article follows.
        """
        start, named = at, False
        limit = min(limit, at + LONGEST)
        while at < limit:
            token = self.tokens[at]
            if token.text == "(" and at > start:
                close = self._bracket(at, limit)
                if close is None:
                    break
                at = close
                continue
            if token.kind in (Kind.QUOTE, Kind.PUNCT):
                break
            if self.is_in(at, "relay") and at > start:
                return at, at
            if self._stops(at, start, named) or (verbs and at > start and self._governs(at)):
                break
            named = named or (self.is_name(at) and not self._after_preposition(at, start))
            at += 1
        while at > start and self.is_in(at - 1, "prepositions", "determiners", "coordinators"):
            at -= 1
        return at, None

    def _after_preposition(self, at: int, start: int) -> bool:
        back = at - 1
        while back > start and (
            self.is_name(back)
            or (self.is_in(back, "determiners") and not self.is_in(back, "prepositions"))
        ):
            back -= 1
        return back >= start and self.is_in(back, "prepositions")

    def _bracket(self, at: int, limit: int) -> int | None:
        for close in range(at + 1, min(limit, at + 10)):
            if self.tokens[close].text == ")":
                return close + 1
        return None

    def _stops(self, at: int, start: int, named: bool) -> bool:
        """Whether a word cannot belong to the noun phrase read so far."""
        token = self.tokens[at]
        if token.kind is Kind.NUMBER or at == start:
            return False
        if self.is_in(at, *_ENDS_PHRASE) or self._is_clitic(at):
            return True
        if self.is_in(at, "auxiliaries", "verbs_common") and not token.cap:
            return True
        if self.is_in(at, "coordinators"):
            return not self.starts_phrase(at + 1) or self.is_in(at + 1, "subjects")
        if self.is_in(at, "prepositions"):
            return self._stops_at_preposition(at, named)
        form = self.pack.forms.get(token.norm)
        return bool(form and form.gerund and not form.finite and not token.cap)

    def _is_clitic(self, at: int) -> bool:
        if self.norm(at).startswith("-"):
            return True
        return self.is_in(at, "clitics") and not self.is_in(at, "determiners", "prepositions")

    def _governs(self, at: int) -> bool:
        """A word of unknown kind with an article after it is a verb: "dirige le", "issued a"."""
        token = self.tokens[at]
        if token.cap or not self.is_in(at + 1, "articles"):
            return False
        closed = ("determiners", "prepositions", "coordinators", "titles", "adverbs", "honorifics")
        return not self.is_in(at, *closed)

    def _stops_at_preposition(self, at: int, named: bool) -> bool:
        if self.is_in(at, "of"):
            return self.is_in(at + 1, "sources")
        if self.is_in(at + 1, "times"):
            return True
        return named or not self.is_in(at, "role_prepositions")

    def skip_adverbials(self, at: int, limit: int) -> int:
        """Past "jeudi", "à l'AFP", "dans un tweet", "de son côté" and the like."""
        while at < limit:
            onward = self._adverbial(at, limit)
            if onward == at:
                return at
            at = onward
        return at

    def _adverbial(self, at: int, limit: int) -> int:
        for phrase in self.pack.asides_from.get(self.norm(at), ()):
            if tuple(self.norm(at + n) for n in range(len(phrase))) == phrase:
                return at + len(phrase)
        if self.is_in(at, "times", "adverbs") and not self.is_title_name(at):
            return at + 1
        if self.is_in(at, "prepositions") and not self.is_partitive(at):
            end, _ = self.phrase_end(at + 1, limit, verbs=False)
            narrow = self._narrow(at, end, limit)
            if narrow == end and not self.is_in(at, "hearers"):
                narrow = self._person_within(at, end)
            return narrow if narrow > at + 1 else at
        if self.tokens[at].text == "," and at + 1 < limit:
            return self._aside(at, limit)
        return self._time_phrase(at, limit)

    def _aside(self, at: int, limit: int) -> int:
        """Past ", encore sous le choc," where a noun phrase follows."""
        if self.starts_phrase(at + 1) and not self.is_in(at + 1, "times", "adverbs"):
            return at
        for close in range(at + 2, min(at + 12, limit)):
            if self.tokens[close].text == ",":
                return close + 1 if self.starts_phrase(close + 1) else at
        return at

    def _time_phrase(self, at: int, limit: int) -> int:
        """Past "la semaine dernière", "ce lundi", "le 3 mai", "last week"."""
        if not self.is_in(at, "determiners"):
            return at
        onward = at + 1
        if onward < limit and self.tokens[onward].kind is Kind.NUMBER:
            onward += 1
        if onward >= limit or not self.is_in(onward, "times") or self.tokens[onward].cap:
            return at
        while onward < limit and self.is_in(onward, "times"):
            onward += 1
        return onward

    def _narrow(self, at: int, end: int, limit: int) -> int:
        """An adverbial before an inverted subject ends where the next noun phrase begins."""
        for cut in range(at + 2, min(end, limit)):
            if self.is_in(cut, "determiners") and not self.is_in(cut - 1, "prepositions"):
                if self.norm(cut) in self.words["of"] or self.is_in(cut - 1, "determiners"):
                    continue
                return cut
            previous = self.tokens[cut - 1]
            if self.is_name(cut) and self.is_name(cut - 1) and self._outlet(previous):
                return cut
            if self.is_name(cut) and self.is_in(cut - 1, "media_words"):
                return cut
            if self.is_given_name(cut) and self.is_name(cut - 1):
                return cut
            if self.is_in(cut, "titles") and not self.is_in(cut - 1, "determiners", "prepositions"):
                return cut
        return end

    def _person_within(self, at: int, end: int) -> int:
        """D'un revers de main Katia Orlova: a full name ends the adverbial."""
        for cut in range(at + 3, end - 1):
            plain = not self.is_in(cut - 1, "prepositions", "determiners", "titles", "professions")
            if plain and self.is_name(cut) and self.is_name(cut + 1) and not self.is_name(cut - 1):
                return cut
        return end

    def _appositions(self, found: Subject, limit: int) -> None:
        """Take ", directeur de l'Observatoire" and ", Hadi al-Abdallah," into the subject."""
        at = found.end
        while at < limit and self.tokens[at].text == ",":
            if not self._is_apposition(at + 1, limit):
                break
            end, relay = self.phrase_end(at + 1, limit)
            if end <= at + 1 or relay is not None:
                break
            if end < limit and self.tokens[end].kind is Kind.WORD and self._clausal(end):
                break
            found.parts.append((at + 1, end))
            found.end = found.stop = at = end
            if len(found.parts) > 2:
                break

    def _clausal(self, at: int) -> bool:
        return self.is_in(at, "auxiliaries", "verbs_common", "clitics") and not self.is_in(
            at, "prepositions", "relatives"
        )

    def _is_apposition(self, at: int, limit: int) -> bool:
        if at >= limit or self.tokens[at].kind is Kind.PUNCT:
            return False
        if self.is_in(at, "times", "prepositions", "subjects", "subordinators", "that"):
            return False
        if self.tokens[at].kind is Kind.NUMBER:
            return self.norm(at + 1) in self.words["years_old"]
        if self.is_in(at, *_ROLES, "people", "role_adjectives") or self.is_name(at):
            return True
        if self.is_in(at, "determiners"):
            ahead = range(at + 1, min(at + 5, limit))
            return any(self.is_in(n, *_ROLES) or self.is_name(n) for n in ahead)
        stop = next((n for n in range(at, limit) if self.tokens[n].text in ",.;"), limit)
        return self._bare_noun(at, stop)

    def _bare_noun(self, at: int, stop: int) -> bool:
        """A description without article: ", berger," — no participle, no adverb."""
        token = self.tokens[at]
        if token.kind is not Kind.WORD or stop - at > 12:
            return False
        ending = token.norm.endswith(self.pack.options.get("not_nouns", ("ing", "ed", "ly")))
        return not (ending or token.norm in self.pack.forms or self.is_in(at, *_NO_NOUNS))
